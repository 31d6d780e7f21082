// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"

#include <QTest>
#include <QtWidgets>

#include <cmath>

using namespace ruhu::theme;

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &c)
{
    const auto channel = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

const Token grounds[] = {Token::Win, Token::Surface, Token::Sunken, Token::Raised};

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { install(*qApp); }
    void cleanup() { setAppearance(Scheme::Light, TextSize::Standard); }
    void everyTextCanBeReadOnEveryGround_data();
    void everyTextCanBeReadOnEveryGround();
    void fieldBordersCanBeSeen();
    void everyIconIsDrawnInTheColourAskedFor();
    void hairlinesAreSharpAtEveryScale_data();
    void hairlinesAreSharpAtEveryScale();
    void openWidgetsFollowTheAppearance();
    void controlsAreLargeEnoughForAFinger_data();
    void controlsAreLargeEnoughForAFinger();
    void theRingComesWithTheKeyboardAndGoesWithTheMouse();
    void aButtonNeverShowsTheMarkOfItsKey();
    void aFieldInErrorShowsTheStatusColour();
};

void TestTheme::everyTextCanBeReadOnEveryGround_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void TestTheme::everyTextCanBeReadOnEveryGround()
{
    QFETCH(Scheme, scheme);
    QList<std::pair<Token, Token>> pairs{
        {Token::OnAc, Token::Ac},     {Token::OnAc, Token::AcH},      {Token::OnAc, Token::AcP},
        {Token::Ok, Token::OkBg},     {Token::Warn, Token::WarnBg},   {Token::Bad, Token::BadBg},
        {Token::Tx, Token::OkBg},     {Token::Tx, Token::WarnBg},     {Token::Tx, Token::BadBg},
        {Token::Tx2, Token::WarnBg},  {Token::Tx2, Token::BadBg},     {Token::Ac, Token::AcBg},
        {Token::Tx, Token::AcBg},     {Token::Tx2, Token::AcBg},      {Token::Tx2, Token::MutBg},
        {Token::Tx, Token::Mark},     {Token::ToastTx, Token::Toast}, {Token::ToastAc, Token::Toast},
        {Token::Surface, Token::Bad}, {Token::Surface, Token::Tx3}, // badges of the rail
        {Token::Ok, Token::AcBg},     {Token::Warn, Token::AcBg},     {Token::Bad, Token::AcBg},
    };
    for (const Token ground : grounds)
        for (const Token text : {Token::Tx, Token::Tx2, Token::Tx3})
            pairs.append({text, ground});
    for (const Token text : {Token::Ac, Token::Ok, Token::Warn, Token::Bad})
        for (const Token ground : {Token::Win, Token::Surface})
            pairs.append({text, ground});
    for (const auto &[text, ground] : pairs) {
        const double ratio = contrast(color(text, scheme), color(ground, scheme));
        QVERIFY2(ratio >= 4.5,
                 qPrintable(QStringLiteral("token %1 on token %2: %3").arg(int(text)).arg(int(ground)).arg(ratio)));
    }
}

void TestTheme::fieldBordersCanBeSeen()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
        for (const Token ground : {Token::Win, Token::Surface})
            QVERIFY(contrast(color(Token::Field, scheme), color(ground, scheme)) >= 3.0);
}

void TestTheme::everyIconIsDrawnInTheColourAskedFor()
{
    const QStringList names = iconNames();
    QVERIFY(names.size() >= 60);
    const QColor tint = color(Token::Bad);
    for (const QString &name : names) {
        const QImage image = iconPixmap(name, 20, tint, 2).toImage();
        QCOMPARE(image.size(), QSize(40, 40));
        int inked = 0;
        int foreign = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                if (pixel.alpha() < 250)
                    continue;
                ++inked;
                foreign += std::abs(pixel.red() - tint.red()) > 3 || std::abs(pixel.blue() - tint.blue()) > 3;
            }
        }
        QVERIFY2(inked > 8, qPrintable(name));
        QVERIFY2(foreign == 0, qPrintable(name));
    }
}

void TestTheme::hairlinesAreSharpAtEveryScale_data()
{
    QTest::addColumn<qreal>("ratio");
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("125 %") << 1.25;
    QTest::newRow("150 %") << 1.5;
    QTest::newRow("200 %") << 2.0;
}

void TestTheme::hairlinesAreSharpAtEveryScale()
{
    QFETCH(qreal, ratio);
    QImage image(int(101 * ratio), int(61 * ratio), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintBox(painter, QRectF(7, 9, 83, 37), 0, {}, Qt::black);
    painter.end();
    // Straight down through the upper and lower border: only white and black, nothing in between.
    int black = 0;
    const int x = image.width() / 2;
    for (int y = 0; y < image.height(); ++y) {
        const int grey = qGray(image.pixel(x, y));
        QVERIFY2(grey == 0 || grey == 255, qPrintable(QStringLiteral("grey %1 in row %2").arg(grey).arg(y)));
        black += grey == 0;
    }
    QCOMPARE(black, 2 * int(std::max(1.0, std::floor(ratio))));
}

void TestTheme::openWidgetsFollowTheAppearance()
{
    QWidget window;
    auto *row = new QVBoxLayout(&window);
    auto *button = new QPushButton(QStringLiteral("接着填"));
    setButtonRole(button, ButtonRole::Primary);
    auto *label = new QLabel(QStringLiteral("低保申请"));
    setTextRole(label, TextRole::Title, true);
    setTextColor(label, Token::Tx2);
    row->addWidget(button);
    row->addWidget(label);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QCOMPARE(button->sizeHint().height(), 32);
    const QColor before = button->grab().toImage().pixelColor(button->width() / 2, 4);
    QCOMPARE(before, color(Token::Ac, Scheme::Light));

    setAppearance(Scheme::Dark, TextSize::Large);
    QCoreApplication::processEvents();
    QCOMPARE(button->height(), 44);
    QCOMPARE(label->font().pixelSize(), 25);
    QVERIFY(label->font().bold());
    QCOMPARE(label->palette().color(QPalette::WindowText), color(Token::Tx2, Scheme::Dark));
    QCOMPARE(button->grab().toImage().pixelColor(button->width() / 2, 4), color(Token::Ac, Scheme::Dark));
    QCOMPARE(window.palette().color(QPalette::Window), color(Token::Win, Scheme::Dark));
}

void TestTheme::controlsAreLargeEnoughForAFinger_data()
{
    QTest::addColumn<TextSize>("size");
    QTest::addColumn<int>("least");
    QTest::newRow("standard") << TextSize::Standard << 32;
    QTest::newRow("large") << TextSize::Large << 44;
}

void TestTheme::controlsAreLargeEnoughForAFinger()
{
    QFETCH(TextSize, size);
    QFETCH(int, least);
    setAppearance(Scheme::Light, size);
    QPushButton usual(QStringLiteral("好"));
    QPushButton small(QStringLiteral("好"));
    setButtonSize(&small, ButtonSize::Small);
    QPushButton bare;
    setButtonIcon(&bare, QStringLiteral("more"));
    QCheckBox check(QStringLiteral("好"));
    QRadioButton radio(QStringLiteral("好"));
    QLineEdit line;
    QComboBox combo;
    for (QWidget *widget : std::initializer_list<QWidget *>{&usual, &small, &bare, &check, &radio, &line, &combo}) {
        widget->ensurePolished();
        QVERIFY2(widget->sizeHint().height() >= least, widget->metaObject()->className());
        QVERIFY2(widget->sizeHint().width() >= least, widget->metaObject()->className());
    }
}

void TestTheme::theRingComesWithTheKeyboardAndGoesWithTheMouse()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *first = new QPushButton(QStringLiteral("一"));
    auto *second = new QPushButton(QStringLiteral("二"));
    auto *edit = new QLineEdit;
    for (QWidget *widget : std::initializer_list<QWidget *>{first, second, edit})
        column->addWidget(widget);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto ring = [&] {
        const auto frames = window.findChildren<QFocusFrame *>();
        for (const QFocusFrame *frame : frames)
            if (frame->isVisible())
                return frame->widget();
        return static_cast<QWidget *>(nullptr);
    };
    edit->setFocus(); // the window gave its first widget the keyboard already
    first->setFocus(Qt::TabFocusReason);
    QCOMPARE(ring(), first);
    QTest::keyClick(first, Qt::Key_Tab);
    QCOMPARE(ring(), second);
    QTest::mouseClick(first, Qt::LeftButton);
    QCOMPARE(QApplication::focusWidget(), first);
    QCOMPARE(ring(), nullptr);
    QTest::mouseClick(edit, Qt::LeftButton); // a field always shows that it takes the keys
    QCOMPARE(ring(), edit);
}

void TestTheme::aButtonNeverShowsTheMarkOfItsKey()
{
    const auto drawn = [](const QString &text) {
        QPushButton button(text);
        button.resize(button.sizeHint());
        return button.grab().toImage();
    };
    QCOMPARE(drawn(QStringLiteral("&Open")), drawn(QStringLiteral("Open")));
    QCOMPARE(drawn(QStringLiteral("打开(&O)")), drawn(QStringLiteral("打开(O)")));
    QVERIFY(drawn(QStringLiteral("A && B")) != drawn(QStringLiteral("A  B")));
}

void TestTheme::aFieldInErrorShowsTheStatusColour()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *edit = new QLineEdit(QStringLiteral("1200"));
    column->addWidget(edit);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    setFieldState(edit, FieldState::Error);
    QCOMPARE(fieldState(edit), FieldState::Error);
    const QImage image = edit->grab().toImage();
    QCOMPARE(image.pixelColor(image.width() / 2, 0), color(Token::Bad));
    QCOMPARE(image.pixelColor(image.width() / 2, 1), color(Token::Bad));
    setFieldState(edit, FieldState::Normal);
    QVERIFY(edit->grab().toImage().pixelColor(image.width() / 2, 0) != color(Token::Bad));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
