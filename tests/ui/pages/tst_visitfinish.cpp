// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The home visit as people meet it, over a real desk and the survey as it is shipped: what is typed wrong is said in
// words beside it and loses nothing; every adult authorises the data check before the visit can be finished.
#include "core/forms/mapping.h"
#include "pagestage.h"
#include "support/deskstage.h"
#include "ui/models/messages.h"
#include "ui/pages/visit/visitpage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/noteline.h"
#include "ui/widgets/photostrip.h"
#include "ui/widgets/signaturepad.h"

using namespace ruhu;
using namespace ruhu::pages;
using namespace ruhu::tests;
using service::Missing;

class TestVisitFinish : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setTheStage(); }
    void init();
    void cleanup();
    void looksRightInEveryAppearance();
    void aFileThatIsNoImageIsSaidAndLosesNothing();
    void twoHundredMegapixelsAreSaidAndLoseNothing();
    void aRefusedPhotoIsStillSaidAfterAGoodOne();
    void anIdNumberWithAWrongCheckDigitIsSaidAndKept();
    void aFutureBirthDateIsSaidAndKept();
    void aSurveyThatDoesNotParseStartsNoVisitAndKeepsTheDraft();
    void everyAdultIsAskedForTheAuthorisation();
    void whoIsNotAtHomeIsNamedWithThePaper();
    void aGuardianMaySignForSomebody();
    void theOrderOfTheSignersDoesNotMatter();
    void aVisitThatMeetsNobodyNeedsNoMarkOfTheFamily();
    void aFamilyThatRefusesToSignNeedsAWitnessInstead();

private:
    void open();
    /// Answers all that is still open, as somebody would who knows the family; members are all met unless named.
    void fill(const QStringList &absent = {});
    void addPhotos();
    void sign(const DeskStage::Person &who);
    /// Presses the adult's button and draws in the dialog that opens.
    void authorise(const QString &member, const QString &guardian = {});
    void signForFamily();
    forms::NodeId node(const QString &path) const { return m_page->form().draft().session->find(path); }
    models::VisitForm &form() const { return const_cast<models::VisitForm &>(m_page->form()); }
    QStringList said() const;
    QPushButton *button(const QString &accessibleName) const;
    QList<service::DraftSignature> kept() const;
    QString shownDraft() const;

    std::unique_ptr<DeskStage> m_stage;
    std::shared_ptr<service::Desk> m_desk;
    std::unique_ptr<VisitPage> m_page;
    service::VisitDraft m_draft;
};

void TestVisitFinish::init()
{
    theme::setAppearance(theme::Scheme::Light, theme::TextSize::Standard);
    m_stage = std::make_unique<DeskStage>();
    QVERIFY(m_stage->form);
    m_desk = m_stage->deskOf(m_stage->zhou);
    open();
}

void TestVisitFinish::cleanup()
{
    m_page.reset();
    m_draft = {};
    m_desk.reset();
    m_stage.reset();
}

void TestVisitFinish::open()
{
    auto draft = await(m_desk->visits().start(m_stage->household, u"NEW"_s, m_stage->application));
    QVERIFY2(draft, draft ? "" : qPrintable(draft.error().detail));
    m_draft = *draft;
    m_page = std::make_unique<VisitPage>(std::make_unique<models::VisitForm>(m_desk, *draft));
    m_page->resize(1366, 738);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestVisitFinish::fill(const QStringList &absent)
{
    static const QHash<QString, QString> known{{u"outcome"_s, u"DONE"_s},
                                               {u"notice_given"_s, u"1"_s},
                                               {u"authorisation_no"_s, u"SQ-2025-0147"_s},
                                               {u"respondent"_s, u"王桂英"_s},
                                               {u"account_no"_s, u"6222020200112233445"_s},
                                               {u"phone"_s, u"13800001234"_s},
                                               {u"floor_area"_s, u"86"_s},
                                               {u"hygiene"_s, u"80"_s},
                                               {u"size_registered"_s, u"4"_s},
                                               {u"size_protected"_s, u"4"_s},
                                               {u"apply_mode"_s, u"SELF"_s},
                                               {u"applicant_id"_s, m_stage->members.first().idNo},
                                               {u"counted"_s, u"1"_s},
                                               {u"travel"_s, u"0"_s},
                                               {u"region_code"_s, u"990101100201"_s},
                                               {u"separate_residence"_s, u"0"_s},
                                               {u"account_holder"_s, u"王桂英"_s}};
    const service::VisitDraft &draft = form().draft();
    // The clock of this office moves only here: a visit ends after it began.
    m_stage->clock->advance(1'800'000);
    for (const forms::NodeId instance : draft.session->instances(u"/hs/m"_s)) {
        const bool away = absent.contains(draft.session->value(draft.session->child(instance, u"name"_s)));
        form().answer(draft.session->child(instance, u"met_in_person"_s), away ? u"0"_s : u"1"_s);
    }
    for (int round = 0; round < 12; ++round) {
        const QList<forms::Problem> left = form().problems();
        bool anything = false;
        for (const forms::Problem &problem : left) {
            const models::FormLine line = form().line(problem.node);
            if (line.editor == models::FormLine::Editor::Photo || line.editor == models::FormLine::Editor::Shown)
                continue;
            anything = true;
            const QString name = problem.path.section(u'/', -1);
            const QString value = known.value(name);
            if (!value.isEmpty() && line.value != value)
                form().answer(problem.node, value);
            else if (!line.choices.isEmpty())
                form().answer(problem.node, line.choices.at(round % line.choices.size()).value);
            else if (line.editor == models::FormLine::Editor::Text || line.editor == models::FormLine::Editor::LongText)
                form().answer(problem.node, u"无"_s);
            else
                form().answer(problem.node, u"0"_s);
        }
        if (!anything)
            break;
    }
    if (draft.session->value(node(u"/hs/visit/outcome"_s)) == u"DONE"_s)
        addPhotos();
    QStringList open;
    for (const forms::Problem &problem : form().problems())
        open.append(problem.path + u' ' + problem.message);
    QVERIFY2(open.isEmpty(), qPrintable(open.join(u'\n')));
    QTRY_VERIFY(await(m_desk->visits().open(m_draft.id)));
    QCoreApplication::processEvents();
}

void TestVisitFinish::addPhotos()
{
    QSignalSpy changed(&form(), &models::VisitForm::photosChanged);
    int seed = 2;
    for (const QString &kind : form().draft().requiredPhotos) {
        const qsizetype before = changed.size();
        form().addPhoto(kind, DeskStage::picture(seed += 5));
        QTRY_VERIFY_WITH_TIMEOUT(changed.size() > before, 20'000);
    }
}

QStringList TestVisitFinish::said() const
{
    QStringList words;
    const auto labels = m_page->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        if (label->isVisibleTo(m_page.get()) && !label->text().isEmpty())
            words.append(label->text());
    const auto banners = m_page->findChildren<widgets::Banner *>();
    for (const widgets::Banner *banner : banners)
        if (banner->isVisibleTo(m_page.get()))
            words.append(banner->text());
    return words;
}

QPushButton *TestVisitFinish::button(const QString &accessibleName) const
{
    const auto buttons = m_page->findChildren<QPushButton *>();
    for (QPushButton *one : buttons) {
        const QString name = one->accessibleName().isEmpty() ? one->text() : one->accessibleName();
        if (name == accessibleName && one->isVisibleTo(m_page.get()))
            return one;
    }
    return nullptr;
}

/// The draft as the disk has it: answers, photos and where it stands.
QString TestVisitFinish::shownDraft() const
{
    const auto draft = await(m_desk->visits().open(m_draft.id));
    if (!draft)
        return errorName(draft.error().code);
    QString text = QString::fromUtf8(draft->session->submission());
    for (const service::DraftPhoto &photo : draft->photos)
        text += photo.id.text();
    return text;
}

QList<service::DraftSignature> TestVisitFinish::kept() const
{
    const auto draft = await(m_desk->visits().open(m_draft.id));
    return draft ? draft->signatures : QList<service::DraftSignature>();
}

void TestVisitFinish::looksRightInEveryAppearance()
{
    fill({u"赵建国"_s});
    if (QTest::currentTestFailed())
        return;
    const service::VisitDraft draft = form().draft();
    for (const Appearance &a : appearances) {
        theme::setAppearance(a.scheme, a.size);
        VisitPage page(std::make_unique<models::VisitForm>(m_desk, draft));
        QVERIFY(showAt(page, a.window, u"visit-"_s + QLatin1String(a.name)));
        for (QScrollArea *pane : page.findChildren<QScrollArea *>())
            pane->verticalScrollBar()->setValue(pane->verticalScrollBar()->maximum());
        QVERIFY(showAt(page, a.window, u"visit-end-"_s + QLatin1String(a.name)));
        QVERIFY2(firstFlaw(page).isEmpty(), qPrintable(QLatin1String(a.name) + u": "_s + firstFlaw(page)));
    }
}

void TestVisitFinish::aFileThatIsNoImageIsSaidAndLosesNothing()
{
    form().answer(node(u"/hs/visit/respondent"_s), u"王桂英"_s);
    QTRY_VERIFY(shownDraft().contains(u"王桂英"_s));
    const QString before = shownDraft();
    const QString path = m_stage->folder.filePath(u"photo.jpg"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\necho no picture\n") > 0);
    file.close();
    auto *strip = m_page->findChild<widgets::PhotoStrip *>();
    QVERIFY(strip);
    Q_EMIT strip->filesOffered({path}, strip->model()->index(0, 0));
    QTRY_VERIFY2(
        said().contains(
            u"这个文件不是能读的图片。 走访记录和别的照片都在，你的文件没有动。 换一张 JPEG 或 PNG 图片，手机可以存成 JPEG。"_s),
        qPrintable(said().join(u'\n')));
    QCOMPARE(shownDraft(), before);
    QVERIFY(QFile(path).exists());
}

void TestVisitFinish::twoHundredMegapixelsAreSaidAndLoseNothing()
{
    form().answer(node(u"/hs/visit/respondent"_s), u"王桂英"_s);
    QTRY_VERIFY(shownDraft().contains(u"王桂英"_s));
    const QString before = shownDraft();
    const QString path = m_stage->folder.filePath(u"huge.png"_s);
    QImage huge(20'000, 10'000, QImage::Format_Mono);
    huge.fill(1);
    QVERIFY(huge.save(path, "PNG"));
    huge = {};
    auto *strip = m_page->findChild<widgets::PhotoStrip *>();
    Q_EMIT strip->filesOffered({path}, strip->model()->index(0, 0));
    QTRY_VERIFY2(
        said().contains(
            u"这张图片太大，超过 5000 万像素或 64 MB。 走访记录和别的照片都在，你的文件没有动。 把照片尺寸调小再拍一张，或者另存一张小的。"_s),
        qPrintable(said().join(u'\n')));
    QCOMPARE(shownDraft(), before);
    QVERIFY(QFile(path).exists());
}

void TestVisitFinish::aRefusedPhotoIsStillSaidAfterAGoodOne()
{
    const QString bad = m_stage->folder.filePath(u"bad.png"_s);
    const QString good = m_stage->folder.filePath(u"good.png"_s);
    for (const auto &[path, bytes] :
         {std::pair(bad, QByteArray("no picture")), std::pair(good, DeskStage::picture(3))}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    auto *strip = m_page->findChild<widgets::PhotoStrip *>();
    Q_EMIT strip->filesOffered({bad, good}, strip->model()->index(0, 0));
    QTRY_COMPARE(form().draft().photos.size(), 1);
    QTRY_VERIFY2(said().join(u'\n').contains(u"这个文件不是"_s), qPrintable(said().join(u'\n')));
}

void TestVisitFinish::anIdNumberWithAWrongCheckDigitIsSaidAndKept()
{
    form().setSection(form().draft().session->pageOf(node(u"/hs/hh/applicant_id"_s)));
    QLineEdit *field = nullptr;
    for (QLineEdit *one : m_page->findChildren<QLineEdit *>())
        if (one->accessibleName() == u"申请人证件号码"_s)
            field = one;
    QVERIFY(field);
    const QString right = m_stage->members.first().idNo;
    const QString wrong = right.left(17) + (right.endsWith(u'1') ? u'2' : u'1');
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, wrong);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY2(said().contains(u"身份证号码不对，请对照证件再看一遍（最后一位是校验码）"_s),
                 qPrintable(said().join(u'\n')));
    QCOMPARE(field->text(), wrong); // what was typed stays to be mended
    QTRY_VERIFY(shownDraft().contains(wrong));
    QTest::mouseClick(button(u"完成调查"_s), Qt::LeftButton);
    QTRY_VERIFY(said().join(u'\n').contains(u"现在还不能完成调查"_s));
    QVERIFY(await(m_desk->visits().open(m_draft.id)));
    QCOMPARE(await(m_desk->exchange().outbox())->size(), 0);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, right);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(!said().join(u'\n').contains(u"身份证号码不对"_s));
    QTRY_VERIFY(shownDraft().contains(right));
}

void TestVisitFinish::aFutureBirthDateIsSaidAndKept()
{
    form().setSection(form().draft().session->pageOf(node(u"/hs/m[1]/birth"_s)));
    QLineEdit *field = nullptr;
    for (QLineEdit *one : m_page->findChildren<QLineEdit *>())
        if (!field && one->accessibleName() == u"出生日期"_s)
            field = one;
    QVERIFY(field);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, u"2031-01-01"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY2(said().contains(u"日期不能晚于今天"_s), qPrintable(said().join(u'\n')));
    QVERIFY(field->text().contains(u"2031"_s));
    QTRY_VERIFY(shownDraft().contains(u"2031-01-01"_s));
    const auto outcome = await(m_desk->visits().finish(form().draft()));
    QVERIFY(outcome && outcome->visit.isNull());
    QVERIFY(std::any_of(outcome->missing.begin(), outcome->missing.end(), [](const Missing &one) {
        return one.kind == Missing::Kind::Constraint && one.path.endsWith(u"/birth"_s);
    }));
    // Nothing of it reaches the record of the member.
    for (const record::Record &one : m_stage->records())
        if (one.kindOf() == record::Kind::Member)
            QVERIFY(!QCborValue::fromCbor(one.body).toMap().toCborValue().toDiagnosticNotation().contains(u"2031"_s));
}

void TestVisitFinish::aSurveyThatDoesNotParseStartsNoVisitAndKeepsTheDraft()
{
    form().answer(node(u"/hs/visit/respondent"_s), u"王桂英"_s);
    QTRY_VERIFY(shownDraft().contains(u"王桂英"_s));
    const QString before = shownDraft();
    const auto broken = forms::FormDefinition::load("<h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head>");
    QVERIFY(!broken);
    const auto good = std::exchange(m_stage->form, nullptr);
    m_stage->formProblem = broken.error();
    const auto desk = m_stage->deskOf(m_stage->zhou);
    for (const auto &refused :
         {await(desk->visits().start(m_stage->household, u"CARE"_s)), await(desk->visits().open(m_draft.id))}) {
        QVERIFY(!refused);
        QCOMPARE(
            models::message(refused.error(), models::Doing::Visiting).text(),
            u"本机的调查表打不开，不能用它填入户调查。 户档和草稿都没有动。 请办公室把正确的调查表装到本机，锁定后再解锁。"_s);
    }
    QCOMPARE(await(desk->visits().drafts())->size(), 1);
    m_stage->form = good;
    QCOMPARE(shownDraft(), before);
}

void TestVisitFinish::sign(const DeskStage::Person &who)
{
    const qsizetype before = form().draft().signatures.size();
    form().signAsInvestigator(who.id, QByteArray(who.password));
    QTRY_COMPARE_WITH_TIMEOUT(form().draft().signatures.size(), before + 1, 20'000);
}

void TestVisitFinish::authorise(const QString &member, const QString &guardian)
{
    const qsizetype before = form().draft().signatures.size();
    QPushButton *open = button(member + u"授权核对"_s);
    QVERIFY2(open, qPrintable(member));
    bool drawn = false;
    QTimer::singleShot(0, this, [&] {
        QWidget *dialog = QApplication::activeModalWidget();
        if (!dialog)
            return;
        auto *pad = dialog->findChild<widgets::SignaturePad *>();
        if (!guardian.isEmpty()) {
            for (QRadioButton *one : dialog->findChildren<QRadioButton *>())
                if (one->text() == u"监护人代签"_s)
                    one->click();
            dialog->findChild<QLineEdit *>()->setText(guardian);
        }
        QPushButton *take = nullptr;
        for (QPushButton *one : dialog->findChildren<QPushButton *>())
            if (one->text() == u"收下授权"_s)
                take = one;
        const bool early = take->isEnabled(); // nothing is drawn yet
        QTest::mousePress(pad, Qt::LeftButton, {}, {30, 60});
        for (int x = 40; x < 200; x += 20)
            QTest::mouseMove(pad, {x, 60 + (x / 20) % 3 * 10});
        QTest::mouseRelease(pad, Qt::LeftButton, {}, {200, 60});
        drawn = !early && take->isEnabled();
        if (const QString folder = qEnvironmentVariable("RUHU_PICTURES"); !folder.isEmpty())
            dialog->grab().save(folder + u"/visit-authorisation-dialog.png"_s);
        take->click();
    });
    open->click();
    QVERIFY(drawn);
    QTRY_COMPARE_WITH_TIMEOUT(form().draft().signatures.size(), before + 1, 20'000);
}

void TestVisitFinish::signForFamily()
{
    const qsizetype before = form().draft().signatures.size();
    form().signForFamily(u"王桂英"_s, u"01"_s, {{{{0.1, 0.1}, {0.5, 0.5}, {0.9, 0.2}}, {0, 10, 20}}});
    QTRY_COMPARE_WITH_TIMEOUT(form().draft().signatures.size(), before + 1, 20'000);
}

void TestVisitFinish::everyAdultIsAskedForTheAuthorisation()
{
    fill();
    if (QTest::currentTestFailed())
        return;
    for (const QString &adult : {u"王桂英"_s, u"赵长河"_s, u"赵建国"_s})
        QVERIFY2(button(adult + u"授权核对"_s), qPrintable(adult));
    QVERIFY(!button(u"赵小雨授权核对"_s)); // eleven years old
    sign(*m_stage->li);
    sign(*m_stage->zhou);
    signForFamily();
    authorise(u"王桂英"_s);
    QTest::mouseClick(button(u"完成调查"_s), Qt::LeftButton);
    QTRY_VERIFY2(said().join(u'\n').contains(u"还没签核对授权的成年人："_s), qPrintable(said().join(u'\n')));
    const QString banner = said().filter(u"还没签核对授权的成年人："_s).join(u'\n');
    QVERIFY(banner.contains(u"赵长河"_s) && banner.contains(u"赵建国"_s) && !banner.contains(u"王桂英"_s));
    QCOMPARE(await(m_desk->exchange().outbox())->size(), 0);
    authorise(u"赵长河"_s);
    authorise(u"赵建国"_s);
    QCOMPARE(kept().size(), 6); // on disk, not only on the screen
    QTRY_VERIFY(said().contains(u"都齐了。"_s));
    QSignalSpy finished(m_page.get(), &VisitPage::finished);
    QTest::mouseClick(button(u"完成调查"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    // Sent with the visit: each over the visit's own bytes. Whom the office had no paper of is on file from now on.
    QByteArray visitHash;
    int consents = 0;
    QSet<QByteArray> onFile;
    const QList<record::Record> records = m_stage->records();
    for (const record::Record &one : records)
        if (one.kindOf() == record::Kind::Visit)
            visitHash = record::recordHash(one.kind, one.id, one.root, one.body);
    for (const record::Record &one : records) {
        const auto body = record::decodeBody(one.body);
        QVERIFY(body);
        if (one.kindOf() == record::Kind::Signature && record::text(*body, "role"_L1) == u"Authorisation"_s) {
            QCOMPARE(record::bytes(*body, "hash"_L1), visitHash);
            QVERIFY(!record::bytes(*body, "strokes"_L1).isEmpty());
            ++consents;
        }
        if (one.kindOf() == record::Kind::Authorisation)
            for (const QCborValue &member : body->value(u"members"_s).toArray())
                onFile.insert(member.toByteArray());
    }
    QCOMPARE(consents, 3);
    QVERIFY(onFile.contains(m_stage->members.at(2).id.bytes()));
    const auto view = await(m_desk->casework().application(m_stage->application));
    QVERIFY(view);
    QCOMPARE(view->row.state, u"HomeVisited"_s);
}

void TestVisitFinish::whoIsNotAtHomeIsNamedWithThePaper()
{
    fill({u"赵建国"_s});
    if (QTest::currentTestFailed())
        return;
    QVERIFY(!button(u"赵建国授权核对"_s));
    QVERIFY2(said().contains(u"这次没见到本人，签字要在授权书 SQ-2025-0147 上。"_s), qPrintable(said().join(u'\n')));
    sign(*m_stage->li);
    sign(*m_stage->zhou);
    signForFamily();
    authorise(u"王桂英"_s);
    authorise(u"赵长河"_s);
    QSignalSpy finished(m_page.get(), &VisitPage::finished);
    QTest::mouseClick(button(u"完成调查"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
}

void TestVisitFinish::aGuardianMaySignForSomebody()
{
    fill();
    if (QTest::currentTestFailed())
        return;
    authorise(u"赵长河"_s, u"王桂英"_s);
    QVERIFY(said().contains(u"监护人王桂英代签"_s));
    const QList<service::DraftSignature> all = kept();
    QCOMPARE(all.size(), 1);
    QCOMPARE(all.first().name, u"王桂英"_s);
    QCOMPARE(all.first().member, m_stage->members.at(1).id);
    // Who is not asked cannot be signed for, and a tap is no signature.
    const auto draft = form().draft();
    const QList<service::Stroke> strokes{{{{0.1, 0.1}, {0.5, 0.5}, {0.9, 0.2}}, {0, 10, 20}}};
    QVERIFY(!await(m_desk->visits().signAuthorisation(draft, m_stage->members.at(3).id, u"王桂英"_s, strokes)));
    QVERIFY(!await(m_desk->visits().signAuthorisation(draft, m_stage->members.at(0).id, u"王桂英"_s, {})));
    QCOMPARE(kept().size(), 1);
}

void TestVisitFinish::theOrderOfTheSignersDoesNotMatter()
{
    fill();
    if (QTest::currentTestFailed())
        return;
    signForFamily();
    authorise(u"王桂英"_s);
    sign(*m_stage->zhou);
    sign(*m_stage->li); // named in the form: nothing that was signed before falls
    authorise(u"赵长河"_s);
    authorise(u"赵建国"_s);
    QCOMPARE(kept().size(), 6);
    const auto outcome = await(m_desk->visits().finish(form().draft()));
    QVERIFY(outcome);
    QVERIFY(!outcome->visit.isNull());
}

void TestVisitFinish::aVisitThatMeetsNobodyNeedsNoMarkOfTheFamily()
{
    form().answer(node(u"/hs/visit/outcome"_s), u"ABSENT"_s);
    fill();
    if (QTest::currentTestFailed())
        return;
    sign(*m_stage->li);
    sign(*m_stage->zhou);
    const auto outcome = await(m_desk->visits().finish(form().draft()));
    QVERIFY(outcome);
    QStringList left;
    for (const Missing &one : outcome->missing)
        left.append(QString::number(int(one.kind)) + one.path + one.what);
    QVERIFY2(!outcome->visit.isNull(), qPrintable(left.join(u' ')));
}

void TestVisitFinish::aFamilyThatRefusesToSignNeedsAWitnessInstead()
{
    fill();
    if (QTest::currentTestFailed())
        return;
    QVERIFY(button(u"收下签字"_s));
    form().answer(node(u"/hs/con/refused"_s), u"1"_s);
    QVERIFY(!button(u"收下签字"_s)); // nobody can sign in the family's place
    const QList<service::Stroke> strokes{{{{0.1, 0.1}, {0.5, 0.5}, {0.9, 0.2}}, {0, 10, 20}}};
    QVERIFY(!await(m_desk->visits().signForFamily(form().draft(), u"王桂英"_s, u"01"_s, strokes)));
    QStringList asked;
    for (const forms::Problem &problem : form().problems())
        asked.append(problem.path);
    QCOMPARE(asked, QStringList({u"/hs/con/sign_refused/note"_s, u"/hs/con/sign_refused/witness"_s}));
    // Without the witness nobody can sign, so nothing can be finished.
    form().answer(node(asked.first()), u"不愿签字"_s);
    form().signAsInvestigator(m_stage->li->id, QByteArray(m_stage->li->password));
    QSignalSpy refused(&form(), &models::VisitForm::signatureRefused);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20'000);
    form().answer(node(asked.last()), u"孙国庆"_s);
    sign(*m_stage->li);
    sign(*m_stage->zhou);
    authorise(u"王桂英"_s); // she may, the others need not
    const auto outcome = await(m_desk->visits().finish(form().draft()));
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
    QVERIFY(outcome->missing.isEmpty());
    const auto view = await(m_desk->casework().application(m_stage->application));
    QVERIFY(view);
    QCOMPARE(view->row.state, u"HomeVisited"_s);
}

QTEST_MAIN(TestVisitFinish)
#include "tst_visitfinish.moc"
