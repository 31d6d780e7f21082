// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "../pages/pagestage.h"
#include "ui/models/messages.h"

using namespace ruhu;
using models::Doing;

/// What a person reads when something went wrong, in Chinese as it is on the screen.
class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { tests::setTheStage(); }

    void everyErrorCodeHasWordsThatSayWhatHappenedWhetherAnythingIsLostAndWhatToDo()
    {
        const QRegularExpression han(QStringLiteral("\\p{Han}"));
        const QRegularExpression english(QStringLiteral("[A-Za-z]{2,}"));
        for (int code = 0; code <= int(ErrorCode::Internal); ++code) {
            for (int doing = 0; doing <= int(Doing::Correcting); ++doing) {
                const Error error{ErrorCode(code), QStringLiteral("details-for-the-log")};
                const models::Message words = models::message(error, Doing(doing));
                const QString where = errorName(error.code) + QStringLiteral(" while doing %1").arg(doing);
                for (const QString &part : {words.happened, words.lost, words.next}) {
                    QVERIFY2(!part.isEmpty(), qPrintable(where));
                    QVERIFY2(part.contains(han), qPrintable(where + u' ' + part));
                    QString latin = part;
                    for (const QString &known : {QStringLiteral("JPEG"), QStringLiteral("PNG"), QStringLiteral("MB")})
                        latin.remove(known);
                    QVERIFY2(!latin.contains(english), qPrintable(where + u' ' + part));
                    QVERIFY2(part.endsWith(u'。'), qPrintable(where + u' ' + part));
                }
            }
        }
    }

    void noTwoErrorsSayTheSame()
    {
        for (int doing = 0; doing <= int(Doing::Correcting); ++doing) {
            QHash<QString, QString> said;
            for (int code = 0; code <= int(ErrorCode::Internal); ++code) {
                const QString words = models::message(Error{ErrorCode(code), {}}, Doing(doing)).happened;
                const QString name = errorName(ErrorCode(code));
                QVERIFY2(!said.contains(words), qPrintable(name + u' ' + said.value(words) + u' ' + words));
                said.insert(words, name);
            }
        }
    }

    void damageIsNeverCalledWhole()
    {
        for (const Doing doing : {Doing::Starting, Doing::Unlocking, Doing::Loading, Doing::Answering, Doing::Syncing})
            QVERIFY(!models::message(Error{ErrorCode::Damaged, {}}, doing).lost.contains(QStringLiteral("都还在")));
    }
};

QTEST_MAIN(TestMessages)
#include "tst_messages.moc"
