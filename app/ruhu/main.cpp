// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/office.h"
#include "core/base/log.h"
#include "core/platform/disk.h"
#include "core/platform/process.h"
#include "core/platform/singleinstance.h"
#include "ui/models/messages.h"
#include "ui/theme/appearance.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLocale>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>
#include <QTranslator>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

#include <QSocketNotifier>

using namespace ruhu;

namespace {

/// SIGTERM and SIGINT end the program as closing the window does: the draft is handed over, the vault is closed. A
/// signal handler may only write to a socket; the event loop does the rest.
int signalPipe[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalPipe[0], &byte, 1);
}

void endOnSignals(QApplication &application)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[1], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, [] {
        QApplication::closeAllWindows();
        QApplication::quit();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

/// Chinese is the language of the program; the English of the sources is shown only where LANGUAGE says "en".
void useLanguage(QApplication &application)
{
    const bool english = qEnvironmentVariable("LANGUAGE").startsWith(QStringLiteral("en"));
    QLocale::setDefault(english ? QLocale(QLocale::English) : QLocale(QLocale::Chinese, QLocale::China));
    for (const QString &name : {QStringLiteral("qtbase"), QStringLiteral("ruhu")}) {
        auto *translator = new QTranslator(&application);
        const QString folder =
            name == QStringLiteral("ruhu") ? QStringLiteral(":/i18n") : QStringLiteral("/usr/share/qt6/translations");
        // The English file holds only what English needs: the plural forms.
        if (translator->load(name + (english ? QStringLiteral("_en") : QStringLiteral("_zh_CN")), folder))
            QApplication::installTranslator(translator);
    }
}

int refuse(const Error &error)
{
    const models::Message words = models::message(error, models::Doing::Starting);
    QMessageBox box(QMessageBox::Warning, QCoreApplication::translate("ruhu::main", "Ruhu does not start"),
                    words.happened);
    box.setInformativeText(words.lost + QChar(u' ') + words.next);
    box.exec();
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    platform::hardenProcess();
    installLog();
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    // Qt's file dialog writes the folders that somebody opened into the home folder (QtProject.conf), and a folder of
    // photos is named after the family. Our own settings name their files; Qt's find no place to be kept.
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QStringLiteral("/dev/null"));
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationDomain(QStringLiteral("ruhu.org"));
    QCoreApplication::setApplicationName(QStringLiteral("Ruhu"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RUHU_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.ruhu.Ruhu"));
    useLanguage(application);
    theme::install(application);
    QApplication::setQuitOnLastWindowClosed(true);

    QCommandLineParser parser;
    const QCommandLineOption folderOption(QStringLiteral("data-dir"), QStringLiteral("Folder of this laptop's data."),
                                          QStringLiteral("DIR"));
    parser.addOption(folderOption);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    const QString folder =
        parser.isSet(folderOption)
            ? QDir(parser.value(folderOption)).absolutePath()
            : QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/org.ruhu.Ruhu");
    if (!QDir().mkpath(folder))
        return refuse({ErrorCode::Io, {}});
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (const auto room = platform::checkFreeDisk(folder); !room)
        return refuse(room.error());
    platform::SingleInstance instance(folder);
    if (const auto only = instance.acquire(); !only)
        return only.error().code == ErrorCode::Busy ? 0 : refuse(only.error());

    endOnSignals(application);
    Office office(folder, OfficeFile::read(folder));
    QObject::connect(&instance, &platform::SingleInstance::wanted, &office, &Office::raise);
    office.show();
    return QApplication::exec();
}
