// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/session.h"
#include "formworld.h"

#include <QTest>

using namespace ruhu;
using namespace ruhu::forms;
using namespace Qt::Literals::StringLiterals;

/// Small forms of our own, through the door of core/forms.
class TestForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileFormsAreRefused_data();
    void hostileFormsAreRefused();
    void aCycleNamesItsQuestions();
    void anAnswerReportsExactlyWhatItChanged();
    void whatIsNotRelevantReadsBlankButComesBack();
    void aRepeatInstanceSeesItsOwnNeighbours();
    void removingAnInstanceRenumbersTheOthers();
    void aCountedRepeatFollowsItsCount();
    void countedRepeatsInsideOneAnotherShrinkTogether();
    void aCountThatAsksItsOwnContentGrowsByOne();
    void aFilteredListDropsALostAnswer();
    void aLargeListIsLookedUpByIndex();
    void aReopenedDraftDoesNotStartAgain();
    void aDraftKeepsHiddenAnswersAndTheSubmissionDoesNot();
    void aDraftOfAnotherFormIsRefused();
    void damagedDraftsAreRefused();
    void readonlyAndCalculatedQuestionsTakeNoAnswer();
    void aFormThatNeverRestsTakesTheAnswerBack();
    void languagesAndOutputsFollow();
    void pagesCountWhatIsLeft();

private:
    std::unique_ptr<FormSession> open(const QByteArray &model, const QByteArray &body = {},
                                      const ResourceResolver &resolve = {})
    {
        auto form = FormDefinition::load(test::formOf(model, body), resolve);
        if (!form) {
            qWarning("%s", qPrintable(form.error().detail));
            return nullptr;
        }
        m_form = *form;
        auto session = FormSession::start(*form, m_world.environment());
        if (!session) {
            qWarning("%s", qPrintable(session.error().detail));
            return nullptr;
        }
        return std::move(*session);
    }
    static bool answer(FormSession &session, const QString &path, const QString &value)
    {
        return session.answer(session.find(path), value).has_value();
    }
    static QString value(const FormSession &session, const QString &path) { return session.value(session.find(path)); }

    test::FormWorld m_world;
    std::shared_ptr<const FormDefinition> m_form;
};

void TestForms::hostileFormsAreRefused_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<int>("code");
    const QByteArray good = test::formOf("<instance><d id=\"d\"><a/></d></instance>");
    QByteArray bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">";
    for (int i = 0; i < 20; ++i)
        bomb += "<!ENTITY a" + QByteArray::number(i) + " \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">";
    QTest::newRow("entity bomb") << bomb + "]>" + good << int(ErrorCode::Unsupported);
    QTest::newRow("DOCTYPE behind a comment")
        << "<?xml version=\"1.0\"?><!-- a --><!DOCTYPE h:html>" + good << int(ErrorCode::Unsupported);
    QTest::newRow("deep nesting") << test::formOf("<instance><d id=\"d\">" + QByteArray("<a>").repeated(230) +
                                                  QByteArray("</a>").repeated(230) + "</d></instance>")
                                  << int(ErrorCode::TooLarge);
    QTest::newRow("very deep nesting") << test::formOf("<instance><d id=\"d\">" + QByteArray("<a>").repeated(100'000) +
                                                       QByteArray("</a>").repeated(100'000) + "</d></instance>")
                                       << int(ErrorCode::TooLarge);
    QTest::newRow("cut off") << good.left(good.size() / 2) << int(ErrorCode::BadFormat);
    QTest::newRow("empty") << QByteArray() << int(ErrorCode::BadFormat);
    QTest::newRow("no XML") << QByteArray("PK\x03\x04") << int(ErrorCode::BadFormat);
    QTest::newRow("other XML") << QByteArray("<svg/>") << int(ErrorCode::BadFormat);
    QTest::newRow("no instance") << test::formOf("<bind nodeset=\"/d/a\"/>") << int(ErrorCode::BadFormat);
    QTest::newRow("missing file")
        << test::formOf("<instance><d id=\"d\"/></instance><instance id=\"x\" src=\"jr://file-csv/x.csv\"/>")
        << int(ErrorCode::NotFound);
}

void TestForms::hostileFormsAreRefused()
{
    QFETCH(QByteArray, xml);
    QFETCH(int, code);
    const auto form = FormDefinition::load(xml);
    QVERIFY(!form);
    QCOMPARE(int(form.error().code), code);
}

void TestForms::aCycleNamesItsQuestions()
{
    const auto form = FormDefinition::load(test::formOf("<instance><d id=\"d\"><a/><b/><c/></d></instance>"
                                                        "<bind nodeset=\"/d/a\" calculate=\"/d/b + 1\"/>"
                                                        "<bind nodeset=\"/d/b\" calculate=\"/d/c + 1\"/>"
                                                        "<bind nodeset=\"/d/c\" relevant=\"/d/a &gt; 1\"/>"));
    QVERIFY(!form);
    QCOMPARE(form.error().code, ErrorCode::BadFormat);
    for (const QString &name : {u"/d/a"_s, u"/d/b"_s, u"/d/c"_s})
        QVERIFY2(form.error().detail.contains(name), qPrintable(form.error().detail));
}

void TestForms::anAnswerReportsExactlyWhatItChanged()
{
    auto session = open("<instance><d id=\"d\"><a/><b/><c/><e/></d></instance>"
                        "<bind nodeset=\"/d/b\" calculate=\"/d/a * 2\"/>"
                        "<bind nodeset=\"/d/c\" relevant=\"/d/a = 2\"/>"
                        "<bind nodeset=\"/d/e\" required=\"/d/a = 2\"/>",
                        "<input ref=\"/d/a\"/><input ref=\"/d/c\"/><input ref=\"/d/e\"/>");
    QVERIFY(session);
    const auto changes = session->answer(session->find(u"/d/a"_s), u"2"_s);
    QVERIFY(changes);
    QCOMPARE(changes->values, (QList{session->find(u"/d/a"_s), session->find(u"/d/b"_s)}));
    QCOMPARE(changes->relevance, QList{session->find(u"/d/c"_s)});
    QCOMPARE(changes->states, QList{session->find(u"/d/e"_s)});
    QCOMPARE(value(*session, u"/d/b"_s), u"4"_s);
    const auto again = session->answer(session->find(u"/d/a"_s), u"2"_s);
    QVERIFY(again && again->values.isEmpty() && again->relevance.isEmpty());
}

void TestForms::whatIsNotRelevantReadsBlankButComesBack()
{
    auto session = open("<instance><d id=\"d\"><ask>1</ask><g><a/></g><n/></d></instance>"
                        "<bind nodeset=\"/d/g\" relevant=\"/d/ask = '1'\"/>"
                        "<bind nodeset=\"/d/n\" calculate=\"concat('[', /d/g/a, ']')\"/>",
                        "<input ref=\"/d/ask\"/><group ref=\"/d/g\"><input ref=\"/d/g/a\"/></group>");
    QVERIFY(session);
    QVERIFY(answer(*session, u"/d/g/a"_s, u"kept"_s));
    QCOMPARE(value(*session, u"/d/n"_s), u"[kept]"_s);
    QVERIFY(answer(*session, u"/d/ask"_s, u"0"_s));
    QCOMPARE(value(*session, u"/d/g/a"_s), QString());
    QCOMPARE(value(*session, u"/d/n"_s), u"[]"_s);
    QVERIFY(answer(*session, u"/d/ask"_s, u"1"_s));
    QCOMPARE(value(*session, u"/d/n"_s), u"[kept]"_s);
}

void TestForms::aRepeatInstanceSeesItsOwnNeighbours()
{
    auto session = open("<instance><d id=\"d\"><total/><r jr:template=\"\"><x/><y/><n/></r></d></instance>"
                        "<bind nodeset=\"/d/r/y\" calculate=\"/d/r/x * 10\"/>"
                        "<bind nodeset=\"/d/r/n\" calculate=\"position(..)\"/>"
                        "<bind nodeset=\"/d/total\" calculate=\"sum(/d/r/y[. != ''])\"/>",
                        "<repeat nodeset=\"/d/r\"><input ref=\"/d/r/x\"/></repeat>");
    QVERIFY(session);
    QVERIFY(session->addRepeat(u"/d/r"_s));
    QVERIFY(session->addRepeat(u"/d/r"_s));
    QVERIFY(answer(*session, u"/d/r[1]/x"_s, u"1"_s));
    const auto changes = session->answer(session->find(u"/d/r[2]/x"_s), u"2"_s);
    QVERIFY(changes);
    QVERIFY(!changes->values.contains(session->find(u"/d/r[1]/y"_s)));
    QCOMPARE(value(*session, u"/d/r[1]/y"_s), u"10"_s);
    QCOMPARE(value(*session, u"/d/r[2]/y"_s), u"20"_s);
    QCOMPARE(value(*session, u"/d/r[2]/n"_s), u"2"_s);
    QCOMPARE(value(*session, u"/d/total"_s), u"30"_s);
}

void TestForms::removingAnInstanceRenumbersTheOthers()
{
    auto session = open("<instance><d id=\"d\"><c/><r jr:template=\"\"><x/><n/></r></d></instance>"
                        "<bind nodeset=\"/d/c\" calculate=\"count(/d/r)\"/>"
                        "<bind nodeset=\"/d/r/n\" calculate=\"position(..)\"/>",
                        "<repeat nodeset=\"/d/r\"><input ref=\"/d/r/x\"/></repeat>");
    QVERIFY(session);
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(session->addRepeat(u"/d/r"_s));
        QVERIFY(answer(*session, u"/d/r[%1]/x"_s.arg(i), QString::number(i)));
    }
    const NodeId third = session->find(u"/d/r[3]"_s);
    QVERIFY(session->removeRepeat(session->find(u"/d/r[1]"_s)));
    QCOMPARE(value(*session, u"/d/c"_s), u"2"_s);
    QCOMPARE(value(*session, u"/d/r[2]/x"_s), u"3"_s);
    QCOMPARE(value(*session, u"/d/r[2]/n"_s), u"2"_s);
    QCOMPARE(session->path(third), u"/d/r[2]"_s);
    QVERIFY(!session->removeRepeat(session->find(u"/d/r[3]"_s)));
}

void TestForms::aCountedRepeatFollowsItsCount()
{
    auto session = open(
        "<instance><d id=\"d\"><c/><r jr:template=\"\"><x/></r></d></instance><bind nodeset=\"/d/c\" type=\"int\"/>",
        "<input ref=\"/d/c\"/><repeat nodeset=\"/d/r\" jr:count=\"/d/c\"><input ref=\"/d/r/x\"/></repeat>");
    QVERIFY(session);
    QVERIFY(answer(*session, u"/d/c"_s, u"3"_s));
    QCOMPARE(session->instances(u"/d/r"_s).size(), 3);
    QVERIFY(answer(*session, u"/d/c"_s, u"1"_s));
    QCOMPARE(session->instances(u"/d/r"_s).size(), 1);
    QCOMPARE(session->addRepeat(u"/d/r"_s).error().code, ErrorCode::NotAllowed);
    QCOMPARE(session->removeRepeat(session->find(u"/d/r[1]"_s)).error().code, ErrorCode::NotAllowed);
    const auto tooMany = session->answer(session->find(u"/d/c"_s), u"2000000"_s);
    QVERIFY(!tooMany);
    QCOMPARE(tooMany.error().code, ErrorCode::TooLarge);
    QCOMPARE(value(*session, u"/d/c"_s), u"1"_s);
}

void TestForms::countedRepeatsInsideOneAnotherShrinkTogether()
{
    auto session = open(
        "<instance><d id=\"d\"><c/><r jr:template=\"\"><s jr:template=\"\"><x/></s></r></d></instance><bind "
        "nodeset=\"/d/c\" type=\"int\"/>",
        "<input ref=\"/d/c\"/><repeat nodeset=\"/d/r\" jr:count=\"/d/c\"><repeat nodeset=\"/d/r/s\" jr:count=\"/d/c\">"
        "<input ref=\"/d/r/s/x\"/></repeat></repeat>");
    QVERIFY(session);
    for (const int wanted : {3, 1, 4, 0, 2}) {
        QVERIFY(answer(*session, u"/d/c"_s, QString::number(wanted)));
        QCOMPARE(session->instances(u"/d/r"_s).size(), wanted);
        for (int i = 1; i <= wanted; ++i)
            QCOMPARE(session->instances(u"/d/r[%1]/s"_s.arg(i)).size(), wanted);
    }
}

void TestForms::aCountThatAsksItsOwnContentGrowsByOne()
{
    auto session =
        open("<instance><d id=\"d\"><r jr:template=\"\"><more/></r></d></instance>",
             "<repeat nodeset=\"/d/r\" jr:count=\"count(/d/r[more = 'yes']) + 1\"><input ref=\"/d/r/more\"/></repeat>");
    QVERIFY(session);
    QCOMPARE(session->instances(u"/d/r"_s).size(), 1);
    QVERIFY(answer(*session, u"/d/r[1]/more"_s, u"yes"_s));
    QCOMPARE(session->instances(u"/d/r"_s).size(), 2);
}

void TestForms::aFilteredListDropsALostAnswer()
{
    auto session =
        open("<instance><d id=\"d\"><p/><q/></d></instance><instance id=\"l\"><root>"
             "<item><p>1</p><v>a</v></item><item><p>2</p><v>b</v></item></root></instance>",
             "<input ref=\"/d/p\"/><select1 ref=\"/d/q\"><itemset nodeset=\"instance('l')/root/item[p = /d/p]\">"
             "<value ref=\"v\"/><label ref=\"v\"/></itemset></select1>");
    QVERIFY(session);
    QVERIFY(answer(*session, u"/d/p"_s, u"1"_s));
    QCOMPARE(session->choices(session->find(u"/d/q"_s)).size(), 1);
    QVERIFY(answer(*session, u"/d/q"_s, u"a"_s));
    const auto changes = session->answer(session->find(u"/d/p"_s), u"2"_s);
    QVERIFY(changes);
    QCOMPARE(changes->choices, QList{session->find(u"/d/q"_s)});
    QCOMPARE(value(*session, u"/d/q"_s), QString());
}

void TestForms::aLargeListIsLookedUpByIndex()
{
    QByteArray csv = "code,town,name\n";
    for (int i = 0; i < 50'000; ++i)
        csv += "v" + QByteArray::number(i) + ",t" + QByteArray::number(i / 25) + ",\"Village, " +
               QByteArray::number(i) + "\"\n";
    auto session =
        open("<instance><d id=\"d\"><t/><n/><v/></d></instance><instance id=\"villages\" src=\"jr://file-csv/v.csv\"/>"
             "<bind nodeset=\"/d/n\" calculate=\"pulldata('villages', 'name', 'code', /d/t)\"/>",
             "<input ref=\"/d/t\"/><select1 ref=\"/d/v\"><itemset nodeset=\"instance('villages')/root/item[town = /d/t "
             "and code != '']\">"
             "<value ref=\"code\"/><label ref=\"name\"/></itemset></select1>",
             [&](const QString &) { return Result<QByteArray>(csv); });
    QVERIFY(session);
    QVERIFY(answer(*session, u"/d/t"_s, u"v49999"_s));
    QCOMPARE(value(*session, u"/d/n"_s), u"Village, 49999"_s);
    for (int i = 0; i < 2'000; ++i) // without the index each of these reads 50,000 rows twice
        QVERIFY(answer(*session, u"/d/t"_s, u"t%1"_s.arg(i)));
    QCOMPARE(session->choices(session->find(u"/d/v"_s)).size(), 25);
}

void TestForms::aReopenedDraftDoesNotStartAgain()
{
    auto session = open("<instance><d id=\"d\"><a/><b/><t/><r jr:template=\"\"><x/></r></d></instance>"
                        "<bind nodeset=\"/d/t\" type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"start\"/>"
                        "<bind nodeset=\"/d/b\" calculate=\"once(uuid())\"/>"
                        "<setvalue event=\"odk-instance-first-load\" ref=\"/d/a\" value=\"'first'\"/>",
                        "<input ref=\"/d/a\"/><repeat nodeset=\"/d/r\"><input ref=\"/d/r/x\"/></repeat>");
    QVERIFY(session);
    QCOMPARE(value(*session, u"/d/a"_s), u"first"_s);
    const QString uuid = value(*session, u"/d/b"_s);
    const QString started = value(*session, u"/d/t"_s);
    QVERIFY(answer(*session, u"/d/a"_s, u"mine"_s));
    QVERIFY(session->addRepeat(u"/d/r"_s));
    QVERIFY(session->addRepeat(u"/d/r"_s));
    QVERIFY(answer(*session, u"/d/r[2]/x"_s, u"<&>\u738b"_s));
    m_world.clock.advance(3'600'000);
    const auto draft = Draft::decode(session->draft().encode());
    QVERIFY(draft);
    session.reset();
    auto reopened = FormSession::resume(m_form, m_world.environment(), *draft);
    QVERIFY2(reopened, reopened ? "" : qPrintable(reopened.error().detail));
    QCOMPARE(value(**reopened, u"/d/a"_s), u"mine"_s);
    QCOMPARE(value(**reopened, u"/d/b"_s), uuid);
    QCOMPARE(value(**reopened, u"/d/t"_s), started);
    QCOMPARE((*reopened)->instances(u"/d/r"_s).size(), 2);
    QCOMPARE(value(**reopened, u"/d/r[2]/x"_s), u"<&>\u738b"_s);
    QVERIFY((*reopened)->addRepeat(u"/d/r"_s));
}

void TestForms::aDraftKeepsHiddenAnswersAndTheSubmissionDoesNot()
{
    auto session =
        open("<instance><d id=\"d\"><ask>1</ask><a/></d></instance><bind nodeset=\"/d/a\" relevant=\"/d/ask = '1'\"/>",
             "<input ref=\"/d/ask\"/><input ref=\"/d/a\"/>");
    QVERIFY(session);
    QVERIFY(answer(*session, u"/d/a"_s, u"secret"_s));
    QVERIFY(answer(*session, u"/d/ask"_s, u"0"_s));
    QVERIFY(session->draft().instance.contains("secret"));
    QVERIFY(!session->submission().contains("secret"));
    QVERIFY(!session->submission().contains("<a>"));
    auto reopened = FormSession::resume(m_form, m_world.environment(), session->draft());
    QVERIFY(reopened);
    QVERIFY(answer(**reopened, u"/d/ask"_s, u"1"_s));
    QCOMPARE(value(**reopened, u"/d/a"_s), u"secret"_s);
}

void TestForms::aDraftOfAnotherFormIsRefused()
{
    auto session = open("<instance><d id=\"d\"><a/></d></instance>");
    QVERIFY(session);
    const Draft draft = session->draft();
    auto other = FormDefinition::load(test::formOf("<instance><d id=\"d\"><a/><b/></d></instance>"));
    QVERIFY(other);
    const auto reopened = FormSession::resume(*other, m_world.environment(), draft);
    QVERIFY(!reopened);
    QCOMPARE(reopened.error().code, ErrorCode::Conflict);
}

void TestForms::damagedDraftsAreRefused()
{
    auto session = open("<instance><d id=\"d\"><a/></d></instance>");
    QVERIFY(session);
    const QByteArray whole = session->draft().encode();
    QVERIFY(Draft::decode(whole));
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!Draft::decode(whole.left(size)), qPrintable(QString::number(size)));
    Draft broken = session->draft();
    broken.instance = "<other/>";
    QVERIFY(!FormSession::resume(m_form, m_world.environment(), broken));
    broken.instance = "<!DOCTYPE d><d/>";
    QVERIFY(!FormSession::resume(m_form, m_world.environment(), broken));
}

void TestForms::readonlyAndCalculatedQuestionsTakeNoAnswer()
{
    auto session = open("<instance><d id=\"d\"><a/><g><b/></g></d></instance><bind nodeset=\"/d/a\" calculate=\"1\"/>"
                        "<bind nodeset=\"/d/g\" readonly=\"true()\"/>",
                        "<input ref=\"/d/a\"/><group ref=\"/d/g\"><input ref=\"/d/g/b\"/></group>");
    QVERIFY(session);
    QCOMPARE(session->answer(session->find(u"/d/a"_s), u"2"_s).error().code, ErrorCode::NotAllowed);
    QCOMPARE(session->answer(session->find(u"/d/g/b"_s), u"2"_s).error().code, ErrorCode::NotAllowed);
    QCOMPARE(session->answer(session->find(u"/d/g"_s), u"2"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(session->answer(NodeId::None, u"2"_s).error().code, ErrorCode::NotFound);
    QVERIFY(session->fillIn({{session->find(u"/d/g/b"_s), u"known"_s}}));
    QCOMPARE(value(*session, u"/d/g/b"_s), u"known"_s);
}

void TestForms::aFormThatNeverRestsTakesTheAnswerBack()
{
    // Two questions whose events set each other to something new, for ever.
    auto session =
        open("<instance><d id=\"d\"><go/><a>0</a><b>0</b></d></instance>",
             "<input ref=\"/d/go\"><setvalue event=\"xforms-value-changed\" ref=\"/d/a\" value=\"1\"/></input>"
             "<input ref=\"/d/a\"><setvalue event=\"xforms-value-changed\" ref=\"/d/b\" value=\"/d/a + 1\"/></input>"
             "<input ref=\"/d/b\"><setvalue event=\"xforms-value-changed\" ref=\"/d/a\" value=\"/d/b + 1\"/></input>");
    QVERIFY(session);
    const auto changes = session->answer(session->find(u"/d/go"_s), u"x"_s);
    QVERIFY(!changes);
    QCOMPARE(changes.error().code, ErrorCode::TooLarge);
    QCOMPARE(value(*session, u"/d/go"_s), QString());
    QCOMPARE(value(*session, u"/d/a"_s), u"0"_s);
}

void TestForms::languagesAndOutputsFollow()
{
    auto session = open("<itext><translation lang=\"zh\" default=\"true()\"><text id=\"l\"><value>\u4f60\u597d <output "
                        "value=\"/d/n\"/></value></text></translation>"
                        "<translation lang=\"en\"><text id=\"l\"><value>Hello <output "
                        "value=\"/d/n\"/></value></text></translation></itext>"
                        "<instance><d id=\"d\"><n/><a/></d></instance>",
                        "<input ref=\"/d/n\"/><input ref=\"/d/a\"><label ref=\"jr:itext('l')\"/></input>");
    QVERIFY(session);
    const NodeId a = session->find(u"/d/a"_s);
    const auto changes = session->answer(session->find(u"/d/n"_s), u"Li"_s);
    QVERIFY(changes);
    QCOMPARE(changes->labels, QList{a});
    QCOMPARE(session->label(a), u"\u4f60\u597d Li"_s);
    QVERIFY(session->setLanguage(u"en"_s));
    QCOMPARE(session->label(a), u"Hello Li"_s);
    QVERIFY(!session->setLanguage(u"fr"_s));
}

void TestForms::pagesCountWhatIsLeft()
{
    auto session =
        open("<instance><d id=\"d\"><a/><g><b/><c/></g></d></instance><bind nodeset=\"/d/g/b\" required=\"true()\"/>"
             "<bind nodeset=\"/d/g/c\" constraint=\". = 'x'\" jr:constraintMsg=\"only x\"/>",
             "<input ref=\"/d/a\"/><group ref=\"/d/g\"><label>Page</label><input ref=\"/d/g/b\"/><input "
             "ref=\"/d/g/c\"/></group>");
    QVERIFY(session);
    QVERIFY(answer(*session, u"/d/g/c"_s, u"y"_s));
    QCOMPARE(session->pages().size(), 2);
    const Page page = session->pages().at(1);
    QCOMPARE(page.label, u"Page"_s);
    QCOMPARE(page.progress.asked, 2);
    QCOMPARE(page.progress.answered, 1);
    QCOMPARE(page.progress.requiredLeft, 1);
    QCOMPARE(page.progress.wrong, 1);
    const QList<Problem> problems = session->validate();
    QCOMPARE(problems.size(), 2);
    QCOMPARE(problems.at(0).path, u"/d/g/b"_s);
    QCOMPARE(problems.at(0).page, 1);
    QCOMPARE(problems.at(1).message, u"only x"_s);
}

QTEST_GUILESS_MAIN(TestForms)
#include "tst_forms.moc"
