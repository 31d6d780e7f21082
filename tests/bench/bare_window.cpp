// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The least that a Qt program can show: an empty window, or (--label) one with a label of 20 Chinese characters. Says
// so on stderr once it was painted, and stays until it is ended. `ruhuctl bench start` holds ruhu against both.
#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QTimer>

#include <cstdio>

namespace {

class BareWindow final : public QMainWindow
{
protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_said) {
            m_said = true;
            QTimer::singleShot(0, this, [] { std::fputs("bare window shown\n", stderr); });
        }
        return QMainWindow::event(event);
    }

private:
    bool m_said = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    BareWindow window;
    window.resize(1366, 768);
    if (QApplication::arguments().contains(QStringLiteral("--label"))) {
        QString text;
        for (char16_t character = 0x4e00; text.size() < 20; ++character)
            text += QChar(character);
        window.setCentralWidget(new QLabel(text, &window));
    }
    window.show();
    return QApplication::exec();
}
