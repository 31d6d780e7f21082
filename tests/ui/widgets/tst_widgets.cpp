// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/appearance.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/datefield.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/gallery.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/markedtext.h"
#include "ui/widgets/navrail.h"
#include "ui/widgets/numberfield.h"
#include "ui/widgets/photostrip.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/signaturepad.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/textfold.h"
#include "ui/widgets/toast.h"

#include <QSignalSpy>
#include <QTest>
#include <QtWidgets>

using namespace ruhu;
using namespace ruhu::widgets;

class TestWidgets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theSheetIsDrawnInEveryAppearance_data();
    void theSheetIsDrawnInEveryAppearance();
    void everythingTheKeyboardReachesHasANameAndRoom_data() { theSheetIsDrawnInEveryAppearance_data(); }
    void everythingTheKeyboardReachesHasANameAndRoom();
    void noWordIsCutOff_data() { theSheetIsDrawnInEveryAppearance_data(); }
    void noWordIsCutOff();
    void fullWidthCharactersAreFolded();
    void aNumberIsReadAsChineseInputMethodsTypeIt();
    void aNumberKeepsEveryDigit();
    void whatIsNoNumberIsRefused();
    void aDayIsReadInEveryUsualSpelling();
    void thePasswordGoesToTheSinkByteByByte();
    void thePasswordFieldForgetsOnDestruction();
    void thePasswordFieldTakesNoMoreThanTheSink();
    void thePasswordFieldSeesCapsLock();
    void thePasswordIsNotInTheAccessibilityTree();
    void arrowKeysMoveInASegmented();
    void searchingFoldsAndEscapeClears();
    void strokesCanBeUndoneAndAreTimed();
    void aSignedPadTakesNoMoreStrokes();
    void enterAndTheButtonTriggerARow();
    void aRequiredPhotoAsksToBeAdded();
    void differencesAreFoundBetweenCommonEnds();
    void theHeaderOfAnEmptyCardStaysAtTheTop();
    void thePathOfACaseIsNeverCutOff();
    void aRowTellsItsFieldWhatIsWrong();
    void theRailSaysWhatItsBadgesMean();
    void theConfirmationStartsOnTheSafeSide();
    void aToastGoesAndABannerStays();
};

namespace {

class RecordingSink : public SecretSink
{
public:
    explicit RecordingSink(std::size_t most = 64)
        : most_(most)
    {
    }
    bool append(std::span<const std::byte> bytes) override
    {
        if (content.size() + qsizetype(bytes.size()) > qsizetype(most_))
            return false;
        content.append(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
        return true;
    }
    void truncate(std::size_t length) override { content.truncate(qsizetype(length)); }
    QByteArray content;

private:
    std::size_t most_;
};

// What the sheet needs at this width; without it wrapped words would be squeezed.
int heightOf(const QWidget &page)
{
    const QLayout *layout = page.layout();
    return std::max(page.minimumSizeHint().height(),
                    layout && layout->hasHeightForWidth() ? layout->totalHeightForWidth(1366) : 0);
}

std::unique_ptr<QWidget> shownGallery()
{
    std::unique_ptr<QWidget> page(tests::makeGallery());
    page->resize(1366, page->sizeHint().height());
    page->show();
    if (!QTest::qWaitForWindowExposed(page.get()))
        return nullptr;
    page->resize(1366, heightOf(*page));
    QCoreApplication::processEvents();
    return page;
}

QString described(const QWidget *widget)
{
    return QLatin1String(widget->metaObject()->className()) + u' ' + widget->accessibleName() + u' ' +
           widget->property("text").toString() + QStringLiteral(" %1x%2").arg(widget->width()).arg(widget->height());
}

} // namespace

void TestWidgets::initTestCase()
{
    theme::install(*qApp);
}

void TestWidgets::theSheetIsDrawnInEveryAppearance_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("large");
    QTest::newRow("light") << false << false;
    QTest::newRow("dark") << true << false;
    QTest::newRow("large") << false << true;
}

void TestWidgets::theSheetIsDrawnInEveryAppearance()
{
    QFETCH(bool, dark);
    QFETCH(bool, large);
    theme::setAppearance(dark ? theme::Scheme::Dark : theme::Scheme::Light,
                         large ? theme::TextSize::Large : theme::TextSize::Standard);
    std::unique_ptr<QWidget> page(tests::makeGallery());
    page->resize(1366, page->sizeHint().height());
    page->show();
    QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    page->resize(1366, heightOf(*page));
    QCoreApplication::processEvents();
    const QPixmap sheet = page->grab();
    QVERIFY(!sheet.isNull());
    if (const QString folder = qEnvironmentVariable("RUHU_PICTURES"); !folder.isEmpty())
        QVERIFY(sheet.save(folder + QStringLiteral("/components-%1.png").arg(QLatin1String(QTest::currentDataTag()))));
}

void TestWidgets::everythingTheKeyboardReachesHasANameAndRoom()
{
    QFETCH(bool, dark);
    QFETCH(bool, large);
    theme::setAppearance(dark ? theme::Scheme::Dark : theme::Scheme::Light,
                         large ? theme::TextSize::Large : theme::TextSize::Standard);
    const auto page = shownGallery();
    QVERIFY(page);
    int reached = 0;
    const auto widgets = page->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || widget->inherits("QFocusFrame"))
            continue;
        ++reached;
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(access && !access->text(QAccessible::Name).isEmpty(), qPrintable(described(widget)));
        QVERIFY2(widget->height() >= theme::metrics().control, qPrintable(described(widget)));
        QVERIFY2(widget->width() >= theme::metrics().control, qPrintable(described(widget)));
    }
    QVERIFY(reached > 30);
}

void TestWidgets::noWordIsCutOff()
{
    QFETCH(bool, dark);
    QFETCH(bool, large);
    theme::setAppearance(dark ? theme::Scheme::Dark : theme::Scheme::Light,
                         large ? theme::TextSize::Large : theme::TextSize::Standard);
    const auto page = shownGallery();
    QVERIFY(page);
    const auto labels = page->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->isVisible() || label->text().isEmpty() || label->inherits("ruhu::widgets::ElidedLabel"))
            continue;
        const bool wraps = label->wordWrap();
        QVERIFY2(label->height() >= (wraps ? label->heightForWidth(label->width()) : label->sizeHint().height()),
                 qPrintable(described(label)));
        if (!wraps)
            QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(described(label)));
    }
    const auto buttons = page->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        if (button->isVisible())
            QVERIFY2(button->width() >= button->minimumSizeHint().width() &&
                         button->height() >= button->minimumSizeHint().height(),
                     qPrintable(described(button)));
}

void TestWidgets::fullWidthCharactersAreFolded()
{
    QCOMPARE(foldWidth(QStringLiteral("ＷＧ　０９２６Ｘ")), QStringLiteral("WG 0926X"));
    QCOMPARE(foldWidth(QStringLiteral("１２。５"), true), QStringLiteral("12.5"));
    QCOMPARE(foldWidth(QStringLiteral("王桂英。")), QStringLiteral("王桂英。"));
}

void TestWidgets::aNumberIsReadAsChineseInputMethodsTypeIt()
{
    NumberField field(2);
    QSignalSpy edited(&field, &NumberField::valueEdited);
    for (const QChar c : QStringLiteral("１２００。５"))
        QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_unknown, QString(c), Qt::NoModifier);
    QCOMPARE(field.text(), QStringLiteral("1200.5"));
    QCOMPARE(field.scaled(), std::optional<qint64>(120050));
    QCOMPARE(edited.size(), 6);
    field.setScaled(120050);
    QCOMPARE(field.text(), QStringLiteral("1,200.50"));
    QCOMPARE(edited.size(), 6); // setting is not editing
}

void TestWidgets::aNumberKeepsEveryDigit()
{
    for (const qint64 value : {0LL, 1LL, -1LL, 99LL, 100LL, 123456789012345LL, -100000LL})
        for (const int decimals : {0, 1, 2, 4})
            QCOMPARE(NumberField::parse(NumberField::format(value, decimals), decimals), std::optional<qint64>(value));
    QCOMPARE(NumberField::format(123456789, 2), QStringLiteral("1,234,567.89"));
    QCOMPARE(NumberField::format(-5, 2), QStringLiteral("-0.05"));
}

void TestWidgets::whatIsNoNumberIsRefused()
{
    for (const QString &text :
         {QStringLiteral("12a"), QStringLiteral("1.2.3"), QStringLiteral("1.234"), QString(), QStringLiteral("-"),
          QStringLiteral("."), QStringLiteral("1-2"), QStringLiteral("1234567890123456")})
        QVERIFY2(!NumberField::parse(text, 2), qPrintable(text));
    NumberField positive(0);
    QTest::keyClicks(&positive, QStringLiteral("-3.4x5"));
    QCOMPARE(positive.text(), QStringLiteral("345"));
}

void TestWidgets::aDayIsReadInEveryUsualSpelling()
{
    const QDate day(2026, 11, 2);
    for (const QString &text : {QStringLiteral("2026-11-02"), QStringLiteral("2026.11.2"), QStringLiteral("20261102"),
                                QStringLiteral("2026年11月2日"), QStringLiteral("２０２６。１１。２")})
        QCOMPARE(DateField::parse(text), day);
    for (const QString &text :
         {QStringLiteral("2026-02-30"), QStringLiteral("11-02"), QStringLiteral("明天"), QString()})
        QVERIFY2(!DateField::parse(text).isValid(), qPrintable(text));
}

void TestWidgets::thePasswordGoesToTheSinkByteByByte()
{
    RecordingSink sink;
    SecretField field(sink);
    QSignalSpy edited(&field, &SecretField::edited);
    QSignalSpy accepted(&field, &SecretField::accepted);
    QTest::keyClicks(&field, QStringLiteral("aB3"));
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_unknown, QStringLiteral("入"), Qt::NoModifier);
    QCOMPARE(sink.content, QByteArray("aB3\xe5\x85\xa5"));
    QCOMPARE(field.length(), 4);
    QTest::keyClick(&field, Qt::Key_Backspace);
    QCOMPARE(sink.content, QByteArray("aB3"));
    QApplication::clipboard()->setText(QStringLiteral("x\ny"));
    QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(sink.content, QByteArray("aB3xy")); // a line end that came with a paste is no part of it
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(accepted.size(), 1);
    QCOMPARE(edited.size(), 6);
    QTest::keyClick(&field, Qt::Key_Backspace, Qt::ControlModifier);
    QVERIFY(sink.content.isEmpty());
    QVERIFY(field.isEmpty());
    QVERIFY(!field.testAttribute(Qt::WA_InputMethodEnabled));
}

void TestWidgets::thePasswordFieldForgetsOnDestruction()
{
    RecordingSink sink;
    {
        SecretField field(sink);
        QTest::keyClicks(&field, QStringLiteral("secret"));
        QCOMPARE(sink.content.size(), 6);
    }
    QVERIFY(sink.content.isEmpty());
}

void TestWidgets::thePasswordFieldTakesNoMoreThanTheSink()
{
    RecordingSink sink(3);
    SecretField field(sink);
    QSignalSpy full(&field, &SecretField::full);
    QTest::keyClicks(&field, QStringLiteral("abcd"));
    QCOMPARE(field.length(), 3);
    QCOMPARE(sink.content, QByteArray("abc"));
    QCOMPARE(full.size(), 1);
}

void TestWidgets::thePasswordFieldSeesCapsLock()
{
    RecordingSink sink;
    SecretField field(sink);
    QSignalSpy changed(&field, &SecretField::capsLockChanged);
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_A, QStringLiteral("A"), Qt::NoModifier);
    QVERIFY(field.capsLock());
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_A, QStringLiteral("A"), Qt::ShiftModifier);
    QVERIFY(!field.capsLock());
    QCOMPARE(changed.size(), 2);
}

void TestWidgets::thePasswordIsNotInTheAccessibilityTree()
{
    RecordingSink sink;
    SecretField field(sink);
    field.setAccessibleName(QStringLiteral("口令"));
    QTest::keyClicks(&field, QStringLiteral("hunter2"));
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&field);
    QVERIFY(access);
    QVERIFY(access->state().passwordEdit);
    QVERIFY(!access->textInterface());
    QVERIFY(!access->valueInterface());
    for (const QAccessible::Text kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help, QAccessible::Accelerator})
        QVERIFY(!access->text(kind).contains(QStringLiteral("hunter2")));
    QCOMPARE(access->text(QAccessible::Name), QStringLiteral("口令"));
}

void TestWidgets::arrowKeysMoveInASegmented()
{
    Segmented segmented(QStringLiteral("排序"));
    for (int i = 0; i < 3; ++i)
        segmented.addOption(i, QString::number(i));
    segmented.show();
    QVERIFY(QTest::qWaitForWindowExposed(&segmented));
    QSignalSpy chosen(&segmented, &Segmented::chosen);
    segmented.setCurrent(1);
    QVERIFY(chosen.isEmpty());
    auto *button = segmented.findChildren<QAbstractButton *>().at(1);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Right);
    QCOMPARE(segmented.current(), 2);
    QCOMPARE(chosen.size(), 1);
}

void TestWidgets::searchingFoldsAndEscapeClears()
{
    SearchField field(QStringLiteral("找户"));
    QSignalSpy searched(&field, &SearchField::searched);
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_unknown, QStringLiteral("ｗ"), Qt::NoModifier);
    QTest::keyClicks(&field, QStringLiteral("g"));
    QCOMPARE(searched.size(), 2);
    QCOMPARE(searched.last().first().toString(), QStringLiteral("wg"));
    field.setText(QStringLiteral("set by the page"));
    QCOMPARE(searched.size(), 2);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(searched.size(), 3);
    QVERIFY(searched.last().first().toString().isEmpty());
}

void TestWidgets::strokesCanBeUndoneAndAreTimed()
{
    SignaturePad pad;
    pad.setSigner(QStringLiteral("王桂英"));
    pad.resize(300, 100);
    QSignalSpy finished(&pad, &SignaturePad::strokeFinished);
    for (int stroke = 0; stroke < 2; ++stroke) {
        QTest::mousePress(&pad, Qt::LeftButton, {}, QPoint(30, 50));
        QTest::mouseMove(&pad, QPoint(150, 60));
        QTest::mouseRelease(&pad, Qt::LeftButton, {}, QPoint(150, 60));
    }
    QCOMPARE(pad.strokes().size(), std::size_t(2));
    QCOMPARE(finished.size(), 2);
    QVERIFY(std::abs(pad.strokes()[0][0].x - 0.1F) < 0.001F);
    QCOMPARE(pad.strokes()[0][0].ms, 0);
    for (const Stroke &stroke : pad.strokes())
        for (const StrokePoint &point : stroke)
            QVERIFY(point.ms >= 0);
    QImage picture = pad.picture({300, 100});
    QVERIFY(picture != SignaturePad().picture({300, 100}));
    QTest::keyClick(&pad, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(pad.strokes().size(), std::size_t(1));
    pad.undo();
    QVERIFY(pad.isEmpty());
    QVERIFY(pad.accessibleName().contains(QStringLiteral("王桂英")));
}

void TestWidgets::aSignedPadTakesNoMoreStrokes()
{
    SignaturePad pad;
    pad.resize(300, 100);
    pad.setStrokes({{{0.1F, 0.5F, 1.0F, 0}, {0.4F, 0.5F, 1.0F, 30}}});
    pad.setSigned(true);
    QTest::mouseClick(&pad, Qt::LeftButton, {}, QPoint(30, 50));
    pad.undo();
    pad.clear();
    QCOMPARE(pad.strokes().size(), std::size_t(1));
}

void TestWidgets::enterAndTheButtonTriggerARow()
{
    QStandardItemModel model;
    for (int i = 0; i < 3; ++i) {
        auto *item = new QStandardItem(QStringLiteral("户 %1").arg(i));
        item->setData(QStringLiteral("开始"), RowAction);
        model.appendRow(item);
    }
    RowList list(QStringLiteral("今天入户"));
    list.setModel(&model);
    list.resize(400, 200);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QSignalSpy triggered(&list, &RowList::triggered);
    list.setCurrentIndex(model.index(1, 0));
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(triggered.last().first().toModelIndex(), model.index(1, 0));
    const QRect row = list.visualRect(model.index(2, 0));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, QPoint(row.right() - 30, row.center().y()));
    QCOMPARE(triggered.size(), 2);
    QCOMPARE(triggered.last().first().toModelIndex(), model.index(2, 0));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, QPoint(20, row.center().y()));
    QCOMPARE(triggered.size(), 2); // beside the button a click only selects
}

void TestWidgets::aRequiredPhotoAsksToBeAdded()
{
    QStandardItemModel model;
    auto *item = new QStandardItem(QStringLiteral("存折流水"));
    item->setData(int(PhotoStrip::State::Required), PhotoStrip::StateRole);
    model.appendRow(item);
    PhotoStrip strip;
    strip.setModel(&model);
    strip.resize(300, 120);
    QSignalSpy add(&strip, &PhotoStrip::addRequested);
    QSignalSpy open(&strip, &PhotoStrip::openRequested);
    QSignalSpy files(&strip, &PhotoStrip::filesOffered);
    strip.setCurrentIndex(model.index(0, 0));
    QTest::keyClick(&strip, Qt::Key_Return);
    QCOMPARE(add.size(), 1);
    item->setData(int(PhotoStrip::State::Taken), PhotoStrip::StateRole);
    QTest::keyClick(&strip, Qt::Key_Return);
    QCOMPARE(open.size(), 1);
    auto *data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/door.jpg")), QUrl(QStringLiteral("https://x.example/a"))});
    QApplication::clipboard()->setMimeData(data);
    QTest::keyClick(&strip, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.last().first().toStringList(), QStringList{QStringLiteral("/tmp/door.jpg")});
}

void TestWidgets::differencesAreFoundBetweenCommonEnds()
{
    QCOMPARE(differingPart(QStringLiteral("abXYcd"), QStringLiteral("abcd")), (TextSpans{{2, 2}}));
    QCOMPARE(differingPart(QStringLiteral("abcd"), QStringLiteral("abXYcd")), TextSpans{});
    QCOMPARE(differingPart(QStringLiteral("aa"), QStringLiteral("a")), (TextSpans{{1, 1}}));
    QCOMPARE(differingPart(QString(), QStringLiteral("x")), TextSpans{});
}

void TestWidgets::theHeaderOfAnEmptyCardStaysAtTheTop()
{
    Card card(QStringLiteral("下一步"));
    card.resize(300, 600);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    card.resize(300, 600);
    QCoreApplication::processEvents();
    const auto *title = card.findChild<QLabel *>();
    QVERIFY(title->mapTo(&card, QPoint()).y() < theme::metrics().cardHeader);
}

void TestWidgets::thePathOfACaseIsNeverCutOff()
{
    Stepper steps;
    steps.setSteps({QStringLiteral("受理"), QStringLiteral("信息核对"), QStringLiteral("入户调查"),
                    QStringLiteral("初审意见"), QStringLiteral("公示"), QStringLiteral("县级审核")},
                   3);
    const int one = steps.heightForWidth(1000);
    QCOMPARE(steps.heightForWidth(steps.sizeHint().width()), one);
    QVERIFY(steps.heightForWidth(steps.sizeHint().width() / 2) > one);
    QVERIFY(steps.minimumSizeHint().width() < steps.sizeHint().width() / 3);
}

void TestWidgets::aRowTellsItsFieldWhatIsWrong()
{
    auto *field = new NumberField(2);
    FormRow row(QStringLiteral("土地流转"), field);
    QCOMPARE(field->accessibleName(), QStringLiteral("土地流转"));
    row.setProblem(theme::FieldState::Error, QStringLiteral("偏高"));
    row.setRepairs(QStringLiteral("改成 100.00"));
    QCOMPARE(theme::fieldState(field), theme::FieldState::Error);
    QVERIFY(field->accessibleDescription().contains(QStringLiteral("偏高")));
    QSignalSpy repair(&row, &FormRow::repairRequested);
    const auto buttons = row.findChildren<QPushButton *>();
    for (QPushButton *button : buttons)
        if (button->text() == QStringLiteral("改成 100.00"))
            button->click();
    QCOMPARE(repair.size(), 1);
    row.setProblem(theme::FieldState::Normal);
    QCOMPARE(theme::fieldState(field), theme::FieldState::Normal);
    QVERIFY(field->accessibleDescription().isEmpty());
}

void TestWidgets::theRailSaysWhatItsBadgesMean()
{
    NavRail rail;
    rail.addEntry(QStringLiteral("today"), QStringLiteral("today"), QStringLiteral("今日"), QStringLiteral("Ctrl+1"));
    rail.addEntry(QStringLiteral("cases"), QStringLiteral("case"), QStringLiteral("办件"), QStringLiteral("Ctrl+4"));
    rail.setBadge(QStringLiteral("cases"), 120, NavRail::BadgeMeaning::ForYou, QStringLiteral("120 件等你"));
    rail.setCurrent(QStringLiteral("today"));
    rail.show();
    QSignalSpy activated(&rail, &NavRail::activated);
    const auto buttons = rail.findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        if (button->text() == QStringLiteral("办件")) {
            QCOMPARE(button->accessibleDescription(), QStringLiteral("120 件等你"));
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QCOMPARE(activated.size(), 1);
    QCOMPARE(rail.current(), QStringLiteral("cases"));
}

void TestWidgets::theConfirmationStartsOnTheSafeSide()
{
    ConfirmDialog dialog(QStringLiteral("删除这份草稿？"), QStringLiteral("已填 41 题。"), QStringLiteral("留着"),
                         QStringLiteral("删除草稿"), true);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *focused = qobject_cast<QPushButton *>(dialog.focusWidget());
    QVERIFY(focused);
    QCOMPARE(focused->text(), QStringLiteral("留着"));
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(dialog.result(), int(QDialog::Rejected));
}

void TestWidgets::aToastGoesAndABannerStays()
{
    QWidget page;
    page.resize(600, 300);
    Banner banner(&page);
    banner.setMessage(Banner::Kind::Error, QStringLiteral("1 处要改。"));
    banner.setAction(QStringLiteral("去看看"));
    Toast toast(&page);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    toast.say(QStringLiteral("已存为草稿"), QStringLiteral("撤销"));
    QVERIFY(toast.isVisible());
    QSignalSpy undone(&toast, &Toast::actionTriggered);
    toast.findChild<QPushButton *>()->click();
    QCOMPARE(undone.size(), 1);
    QVERIFY(!toast.isVisible());
    QVERIFY(banner.isVisible());
    QSignalSpy acted(&banner, &Banner::actionTriggered);
    banner.findChild<QPushButton *>()->click();
    QCOMPARE(acted.size(), 1);
    QCOMPARE(banner.accessibleName(), QStringLiteral("1 处要改。"));
}

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
