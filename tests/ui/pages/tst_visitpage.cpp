// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The visit page over the survey as it is shipped: what it shows without asking, and whom it lets one name.
#include "pagestage.h"
#include "support/deskstage.h"
#include "ui/models/phrases.h"
#include "ui/models/visitform.h"
#include "ui/pages/visit/visitpage.h"
#include "ui/widgets/unitedit.h"

using namespace ruhu;
using namespace ruhu::tests;
using models::FormLine;

class TestVisitPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void whatIsOnlyShownReadsAsDayAndTime();
    void aLongFixedTextShowsItsBeginning();
    void investigatorsArePickedByName();
    void thePageHoldsItsPromisesAtEverySize();

private:
    /// The visit to the family of the stage; the same draft for every test.
    std::unique_ptr<models::VisitForm> form()
    {
        auto draft = await(m_desk->visits().start(m_stage->household, u"NEW"_s, m_stage->application));
        return draft ? std::make_unique<models::VisitForm>(m_desk, *draft) : nullptr;
    }
    static FormLine lineOf(const models::VisitForm &form, const QString &path)
    {
        return form.line(form.draft().session->find(path));
    }

    std::unique_ptr<DeskStage> m_stage; // outlives every answer that is still on its way
    std::shared_ptr<service::Desk> m_desk;
};

void TestVisitPage::initTestCase()
{
    setTheStage();
    m_stage = std::make_unique<DeskStage>();
    m_desk = m_stage->deskOf(m_stage->zhou);
}

void TestVisitPage::cleanupTestCase()
{
    QVERIFY(
        await(m_stage->store->write([](store::Database &) -> Result<void> { return {}; }))); // the last save is done
    m_stage->records();
}

void TestVisitPage::whatIsOnlyShownReadsAsDayAndTime()
{
    const auto form = this->form();
    QVERIFY(form);
    const FormLine start = lineOf(*form, u"/hs/visit/start_at"_s);
    QCOMPARE(start.editor, FormLine::Editor::Shown);
    QVERIFY2(start.value.contains(u'T'), qPrintable(start.value)); // what the form keeps is for machines
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(form->draft().startedAtMs);
    QCOMPARE(start.shown,
             models::dayText(at.date(), QDate::currentDate()) + at.time().toString(QStringLiteral(" HH:mm")));
    // A text that only looks a little like a time stays as it is.
    const FormLine number = lineOf(*form, u"/hs/visit/no"_s);
    QCOMPARE(number.shown, number.value);
    QVERIFY(!number.value.isEmpty());
}

void TestVisitPage::aLongFixedTextShowsItsBeginning()
{
    QWidget holder;
    auto *edit = new widgets::UnitEdit(&holder);
    edit->setLocked(true);
    edit->setGeometry(0, 0, 172, 34);
    const auto picture = [&](const QString &text) {
        edit->setText(text);
        return edit->grab().toImage();
    };
    holder.show();
    QVERIFY(QTest::qWaitForWindowExposed(&holder));
    edit->clearFocus();
    // The end does not fit and is not seen; the beginning is.
    const QString end = u"-012345678901234567890123456789"_s;
    QCOMPARE(picture(u"20261122150058"_s + end + u"1"_s), picture(u"20261122150058"_s + end + u"2"_s));
    const QImage first = picture(u"20261122150058"_s + end);
    const QString other = u"30261122150058"_s + end;
    QVERIFY(picture(other) != first);
    QCOMPARE(edit->text(), other); // a screen reader has the whole of it
}

void TestVisitPage::investigatorsArePickedByName()
{
    const auto form = this->form();
    QVERIFY(form);
    const forms::FormSession &session = *form->draft().session;
    const QString row = u"/hs/visit/investigators[2]/"_s;
    const FormLine second = lineOf(*form, row + u"staff_id"_s);
    QCOMPARE(second.editor, FormLine::Editor::One);
    QStringList names;
    for (const forms::Choice &choice : second.choices)
        names.append(choice.label);
    QCOMPARE(names, QStringList({u"周文静"_s, u"李保田"_s})); // who decides the case does not investigate it
    QCOMPARE(second.value, m_stage->li->id.text());
    QCOMPARE(second.shown, u"李保田"_s);

    form->answer(session.find(row + u"staff_id"_s), {});
    form->answer(session.find(row + u"unit"_s), {});
    form->answer(session.find(row + u"staff_id"_s), m_stage->zhou->id.text());
    QCOMPARE(session.value(session.find(row + u"name"_s)), u"周文静"_s);
    QCOMPARE(session.value(session.find(row + u"unit"_s)), u"柳溪镇民政办"_s);

    // Somebody who is no longer on this laptop keeps the place, and the name that was written.
    const QString gone = PersonId::make(*m_stage->clock, *m_stage->rng).text();
    form->answer(session.find(row + u"staff_id"_s), gone);
    const FormLine left = lineOf(*form, row + u"staff_id"_s);
    QCOMPARE(left.choices.size(), 3);
    QCOMPARE(left.choices.last().value, gone);
}

void TestVisitPage::thePageHoldsItsPromisesAtEverySize()
{
    auto form = this->form();
    QVERIFY(form);
    pages::VisitPage page(std::move(form));
    QVERIFY(showAt(page, {1290, 738}, u"visit"_s));
    QCOMPARE(firstFlaw(page), QString());
    QVERIFY(showAt(page, {1204, 610}, u"visit-small"_s));
    QCOMPARE(firstFlaw(page), QString());
}

QTEST_MAIN(TestVisitPage)
#include "tst_visitpage.moc"
