// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/mapping.h"
#include "core/forms/scenario.h"
#include "formworld.h"

#include <QDir>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace ruhu;
using namespace ruhu::forms;
using namespace Qt::Literals::StringLiterals;

/// resources/forms/household-survey.xml: its fields, its rules (scenarios/*.json) and what it writes to records.
class TestSurvey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itHasEveryFieldOfThePaperForm();
    void itAsksEveryQuestionInBothLanguages();
    void everyTargetIsAFieldOfARecord();
    void scenariosHold_data();
    void scenariosHold();
    void aCompleteSurveyMayBeFinished();
    void anUnchangedSurveyChangesNothing();
    void changesBecomePatchesCreationsAndArchives();
    void aFieldOfAnotherSourceBecomesADispute();
    void anAbsentFamilyKeepsItsRecords();
    void whatTheFormCannotShowIsLeftAlone();
    void theSeenValuesSurviveARestart();

private:
    std::unique_ptr<FormSession> start()
    {
        auto session = FormSession::start(m_form, m_world.environment());
        return session ? std::move(*session) : nullptr;
    }
    void answer(FormSession &session, const QString &path, const QString &value)
    {
        const auto done = session.answer(session.find(path), value);
        QVERIFY2(done, qPrintable(path + u": "_s + (done ? QString() : errorName(done.error().code))));
        QCOMPARE(session.value(session.find(path)), value);
    }
    void complete(FormSession &session);
    QList<record::Record> dossier();
    MappingContext context() { return {m_household, 990101001, &m_world.clock, &m_world.rng}; }
    record::Record recordOf(RecordId id, const QString &kind, const record::Body &body)
    {
        record::Record out;
        out.id = id;
        out.part = 990101001;
        out.village = 990101001201;
        out.root = m_household;
        out.kind = kind;
        out.ch = 1;
        out.ver = 4;
        out.body = record::encodeBody(body);
        return out;
    }

    test::FormWorld m_world;
    std::shared_ptr<const FormDefinition> m_form;
    RecordId m_household = RecordId::fromText(u"11111111111111111111111111111111"_s);
    RecordId m_member = RecordId::fromText(u"22222222222222222222222222222222"_s);
    RecordId m_income = RecordId::fromText(u"33333333333333333333333333333333"_s);
};

void TestSurvey::initTestCase()
{
    auto form =
        FormDefinition::load(test::fileBytes(QStringLiteral(RUHU_SOURCE_DIR "/resources/forms/household-survey.xml")));
    QVERIFY2(form, form ? "" : qPrintable(form.error().detail));
    m_form = *form;
    QVERIFY(m_form->notices().isEmpty());
    QCOMPARE(m_form->languages(), (QStringList{u"\u4e2d\u6587"_s, u"English"_s}));
    auto session = start();
    QVERIFY(session);
    QCOMPARE(session->pages().size(), 8); // AB · CD · E · G · F · HI · JK · LM
}

void TestSurvey::itHasEveryFieldOfThePaperForm()
{
    QStringList paths;
    for (const Control &control : m_form->controls())
        paths.append(control.reference);
    // Where one field of the paper form is several questions, or stands one level deeper.
    const QHash<QString, QString> elsewhere = {
        {u"m.pension_kind"_s, u"/hs/m/pension/pension_kind"_s},
        {u"need.kind"_s, u"/hs/need/item/kind"_s},
        {u"need.member"_s, u"/hs/need/item/member"_s},
        {u"need.detail"_s, u"/hs/need/item/detail"_s},
        {u"need.consent_share"_s, u"/hs/need/item/consent_share"_s},
        {u"att.kind"_s, u"/hs/att/item/kind"_s},
        {u"att.file"_s, u"/hs/att/item/file"_s},
        {u"att.member"_s, u"/hs/att/item/member"_s},
        {u"att.faces_masked"_s, u"/hs/att/item/faces_masked"_s},
    };
    const QStringList lines =
        QString::fromUtf8(test::fileBytes(QStringLiteral(RUHU_SOURCE_DIR "/resources/forms/household-survey.csv")))
            .split(u'\n');
    static const QRegularExpression field(u"^HS,(?:\"[^\"]*\"|[^,]*),([a-z]+\\.[a-z_]+),"_s);
    int found = 0;
    for (const QString &line : lines) {
        const auto match = field.match(line);
        if (!match.hasMatch())
            continue;
        ++found;
        const QString name = match.captured(1);
        const QString path = elsewhere.value(name, u"/hs/"_s + QString(name).replace(u'.', u'/'));
        QVERIFY2(paths.contains(path), qPrintable(name));
    }
    QVERIFY(found > 140);
}

void TestSurvey::itAsksEveryQuestionInBothLanguages()
{
    auto session = start();
    QVERIFY(session);
    for (const QString &path : {u"/hs/m"_s, u"/hs/o"_s, u"/hs/inc"_s, u"/hs/exp"_s, u"/hs/prop"_s, u"/hs/nb"_s,
                                u"/hs/need/item"_s, u"/hs/att/item"_s})
        QVERIFY(session->addRepeat(path));
    answer(*session, u"/hs/m[1]/name"_s, u"Wang"_s);
    static const QRegularExpression chinese(u"\\p{Han}"_s);
    for (const QString &language : m_form->languages()) {
        QVERIFY(session->setLanguage(language));
        for (const Control &control : m_form->controls()) {
            if (control.isContainer())
                continue;
            const NodeId node = session->find(control.reference);
            if (node == NodeId::None)
                continue;
            const bool isChinese = chinese.match(session->label(node)).hasMatch();
            QVERIFY2(!session->label(node).isEmpty() && isChinese == (language != u"English"),
                     qPrintable(control.reference));
            for (const Choice &choice : session->choices(node))
                QVERIFY2(!choice.label.isEmpty(), qPrintable(control.reference + choice.value));
        }
    }
}

void TestSurvey::everyTargetIsAFieldOfARecord()
{
    QCOMPARE(unknownTargets(*m_form), QStringList());
}

void TestSurvey::scenariosHold_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(RUHU_SOURCE_DIR "/tests/core/forms/scenarios"));
    for (const QString &name : folder.entryList({u"*.json"_s}))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void TestSurvey::scenariosHold()
{
    QFETCH(QString, path);
    const QJsonObject scenario = QJsonDocument::fromJson(test::fileBytes(path)).object();
    QVERIFY(!scenario.isEmpty());
    const QByteArray form = test::fileBytes(QFileInfo(path).dir().filePath(scenario.value(u"form"_s).toString()));
    const auto failures = runScenario(scenario, form, {}, m_world.environment());
    QVERIFY2(failures, failures ? "" : qPrintable(failures.error().detail));
    QVERIFY2(failures->isEmpty(), qPrintable(failures->join(u'\n')));
}

/// Answers everything that a household of one healthy adult with one wage needs.
void TestSurvey::complete(FormSession &session)
{
    const auto put = [&](const QString &path, const QString &value) { answer(session, u"/hs/"_s + path, value); };
    const QList<std::pair<QString, QString>> visit = {
        {u"visit/program"_s, u"SUBSISTENCE"_s},
        {u"visit/reason"_s, u"NEW"_s},
        {u"visit/method"_s, u"HOME_VISIT"_s},
        {u"visit/place_kind"_s, u"RESIDENCE"_s},
        {u"visit/investigators[1]/name"_s, u"Zhou"_s},
        {u"visit/investigators[1]/unit"_s, u"Town"_s},
        {u"visit/investigators[1]/staff_id"_s, u"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"_s},
        {u"visit/investigators[2]/name"_s, u"Li"_s},
        {u"visit/investigators[2]/unit"_s, u"Village"_s},
        {u"visit/investigators[2]/staff_id"_s, u"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"_s},
        {u"visit/respondent"_s, u"Wang"_s},
        {u"visit/respondent_relation"_s, u"01"_s},
        {u"visit/notice_given"_s, u"1"_s},
        {u"visit/authorisation_no"_s, u"SQ-1"_s},
        {u"visit/outcome"_s, u"DONE"_s}};
    for (const auto &[path, value] : visit)
        put(path, value);
    if (session.instances(u"/hs/m"_s).isEmpty()) {
        QVERIFY(session.addRepeat(u"/hs/m"_s));
        const QList<std::pair<QString, QString>> member = {{u"name"_s, u"Wang"_s},
                                                           {u"relation"_s, u"02"_s},
                                                           {u"id_no"_s, u"990101194912310028"_s},
                                                           {u"marital"_s, u"30"_s},
                                                           {u"edu"_s, u"80"_s},
                                                           {u"health"_s, u"10"_s},
                                                           {u"selfcare"_s, u"FULL"_s},
                                                           {u"work_capacity"_s, QString()},
                                                           {u"employment"_s, u"RETIRED"_s},
                                                           {u"key_labour"_s, u"0"_s},
                                                           {u"income_month"_s, u"436"_s},
                                                           {u"medical_insured"_s, u"1"_s},
                                                           {u"elder_group"_s, u"LIVING_ALONE"_s},
                                                           {u"met_in_person"_s, u"1"_s},
                                                           {u"sign_authorisation"_s, u"m.png"_s}};
        for (const auto &[name, value] : member) {
            const QString path = u"m[1]/"_s + name;
            put(path, value.isEmpty() ? session.choices(session.find(u"/hs/"_s + path)).first().value : value);
        }
    }
    const QList<std::pair<QString, QString>> household = {{u"hh/applicant_name"_s, u"Wang"_s},
                                                          {u"hh/applicant_id"_s, u"990101194912310028"_s},
                                                          {u"hh/apply_mode"_s, u"SELF"_s},
                                                          {u"hh/phone"_s, u"13800000000"_s},
                                                          {u"hh/region_code"_s, u"990101001201"_s},
                                                          {u"hh/hukou_address"_s, u"A"_s},
                                                          {u"hh/residence_address"_s, u"B"_s},
                                                          {u"hh/separate_residence"_s, u"0"_s},
                                                          {u"hh/size_registered"_s, u"1"_s},
                                                          {u"hh/size_protected"_s, u"1"_s},
                                                          {u"hh/apply_unit"_s, u"HOUSEHOLD"_s},
                                                          {u"hh/no_benefits"_s, u"1"_s},
                                                          {u"hh/staff_relative"_s, u"0"_s},
                                                          {u"hh/bank_name"_s, u"Bank"_s},
                                                          {u"hh/account_holder"_s, u"Wang"_s},
                                                          {u"hh/account_no"_s, u"6222000000000000"_s},
                                                          {u"live/floor_area"_s, u"86"_s},
                                                          {u"live/water_safe"_s, u"1"_s},
                                                          {u"live/power"_s, u"1"_s},
                                                          {u"live/appliances"_s, u"TV"_s},
                                                          {u"live/hygiene"_s, u"70"_s},
                                                          {u"live/hazards"_s, u"NONE"_s},
                                                          {u"live/transport"_s, u"NONE"_s},
                                                          {u"aux/private_school"_s, u"0"_s},
                                                          {u"aux/travel"_s, u"0"_s},
                                                          {u"aux/others_vehicle"_s, u"0"_s},
                                                          {u"need/policy_told"_s, u"SUBSISTENCE MEDICAL"_s},
                                                          {u"att/ph01"_s, u"1.jpg"_s},
                                                          {u"att/ph02"_s, u"2.jpg"_s},
                                                          {u"att/ph03"_s, u"3.jpg"_s},
                                                          {u"att/ph04"_s, u"4.jpg"_s},
                                                          {u"att/ph08"_s, u"8.jpg"_s},
                                                          {u"con/result"_s, u"TRUE"_s},
                                                          {u"con/property_ok"_s, u"1"_s},
                                                          {u"con/suggest"_s, u"SUBSISTENCE"_s},
                                                          {u"con/sign_investigators[1]/sign"_s, u"a.png"_s},
                                                          {u"con/sign_investigators[2]/sign"_s, u"b.png"_s},
                                                          {u"con/sign_member"_s, u"c.png"_s}};
    for (const auto &[path, value] : household)
        put(path, value);
    for (int round = 0; round < 3; ++round) { // whatever is left is a choice: take the first
        for (const Problem &problem : session.validate()) {
            const QList<Choice> choices = session.choices(problem.node);
            if (!choices.isEmpty())
                QVERIFY(session.answer(problem.node, choices.first().value));
        }
    }
}

QList<record::Record> TestSurvey::dossier()
{
    const record::Body household = {{u"head.no"_s, u"LX-1"_s},
                                    {u"head.applicant_name"_s, u"Wang"_s},
                                    {u"contact.phone"_s, u"13800000000"_s},
                                    {u"situation.causes"_s, QCborArray{u"CA01"_s}},
                                    {u"bank.passbook_keeper"_s, u"Uncle Li"_s}};
    const record::Body member = {{u"identity.name"_s, u"Wang"_s},        {u"identity.id_type"_s, u"ID_CARD"_s},
                                 {u"identity.birth"_s, u"1949-12-31"_s}, {u"identity.sex"_s, u"2"_s},
                                 {u"health.health"_s, u"10"_s},          {u"work.income_month"_s, 43'600},
                                 {u"membership.counted"_s, true},        {u"membership.hukou_here"_s, true},
                                 {u"disability.dis_type"_s, u"0"_s},     {u"school.school_stage"_s, u"NONE"_s}};
    const record::Body income = {{u"item.member"_s, m_member.bytes()},
                                 {u"item.kind"_s, u"TRANSFER.01"_s},
                                 {u"item.declared"_s, 523'250},
                                 {u"item.verified"_s, 523'250},
                                 {u"item.basis"_s, u"BANK"_s}};
    return {recordOf(m_household, u"household"_s, household), recordOf(m_member, u"member"_s, member),
            recordOf(m_income, u"income"_s, income)};
}

void TestSurvey::aCompleteSurveyMayBeFinished()
{
    auto session = start();
    QVERIFY(session);
    QVERIFY(!session->validate().isEmpty());
    complete(*session);
    m_world.clock.advance(1'800'000);
    QVERIFY(session->finish());
    QStringList left;
    for (const Problem &problem : session->validate())
        left.append(problem.path);
    QCOMPARE(left.join(u' '), QString());
    QCOMPARE(session->progress().requiredLeft, 0);
    QCOMPARE(session->attachments().size(), 9);
    const auto mapped = mapToRecords(*session, {}, context());
    QVERIFY(mapped);
    QCOMPARE(mapped->visit.value(u"reason"_s), QCborValue(u"NEW"_s));
    QCOMPARE(mapped->visit.value(u"investigators"_s).toArray().size(), 2);
    QCOMPARE(mapped->visit.value(u"investigators"_s).toArray().at(0), QCborValue(QByteArray(16, char(0xaa))));
    QCOMPARE(mapped->visit.value(u"met_in_person"_s).toArray().size(), 1);
    QCOMPARE(mapped->visit.value(u"start_at"_s), QCborValue(m_world.clock.wallMs() - 1'800'000));
    QCOMPARE(mapped->visit.value(u"end_at"_s), QCborValue(m_world.clock.wallMs()));
    QVERIFY(mapped->visit.value(u"property_ok"_s).isTrue());
}

void TestSurvey::anUnchangedSurveyChangesNothing()
{
    auto session = start();
    QVERIFY(session);
    const auto prefill = fillFromRecords(*session, dossier());
    QVERIFY(prefill);
    QCOMPARE(session->value(session->find(u"/hs/m[1]/income_month"_s)), u"436"_s);
    QCOMPARE(session->value(session->find(u"/hs/inc[1]/declared"_s)), u"5232.50"_s);
    QCOMPARE(session->value(session->find(u"/hs/inc[1]/member"_s)), m_member.text());
    const auto mapped = mapToRecords(*session, *prefill, context());
    QVERIFY(mapped);
    QStringList keys;
    for (const record::Mutation &mutation : mapped->mutations)
        keys += QStringList(mutation.set.keys());
    keys.removeAll(u"head.size"_s); // counted from the members: 1, where nothing was on file
    QCOMPARE(keys, QStringList());
}

void TestSurvey::changesBecomePatchesCreationsAndArchives()
{
    auto session = start();
    QVERIFY(session);
    const auto prefill = fillFromRecords(*session, dossier());
    QVERIFY(prefill);
    answer(*session, u"/hs/hh/phone"_s, u"13911111111"_s);
    answer(*session, u"/hs/m[1]/dis_type"_s, u"4"_s);
    answer(*session, u"/hs/m[1]/dis_grade"_s, u"2"_s);
    QVERIFY(session->removeRepeat(session->find(u"/hs/inc[1]"_s)));
    QVERIFY(session->addRepeat(u"/hs/prop"_s));
    answer(*session, u"/hs/prop[1]/kind"_s, u"EST.01"_s);
    answer(*session, u"/hs/prop[1]/owner"_s, m_member.text());
    answer(*session, u"/hs/prop[1]/amount"_s, u"120000.05"_s);
    answer(*session, u"/hs/prop[1]/house/address"_s, u"Village 3"_s);
    QVERIFY(session->addRepeat(u"/hs/nb"_s)); // not a record
    const auto mapped = mapToRecords(*session, *prefill, context());
    QVERIFY(mapped);
    QCOMPARE(mapped->mutations.size(), 4);

    const record::Mutation &household = mapped->mutations.at(0);
    QCOMPARE(household.id, m_household);
    QCOMPARE(household.op, record::Op::Patch);
    QCOMPARE(household.base, 4);
    QCOMPARE(household.set.value(u"contact.phone"_s), QCborValue(u"13911111111"_s));
    QCOMPARE(household.was.value(u"contact.phone"_s), QCborValue(u"13800000000"_s));
    QCOMPARE(household.root, m_household);
    QCOMPARE(household.part, 990101001);

    const record::Mutation &member = mapped->mutations.at(1);
    QCOMPARE(member.id, m_member);
    QCOMPARE(member.set, (record::Body{{u"disability.dis_type"_s, u"4"_s}, {u"disability.dis_grade"_s, u"2"_s}}));
    QCOMPARE(member.was.value(u"disability.dis_type"_s), QCborValue(u"0"_s));

    const record::Mutation &income = mapped->mutations.at(2);
    QCOMPARE(income.id, m_income);
    QCOMPARE(income.op, record::Op::Archive);
    QCOMPARE(income.base, 4);

    const record::Mutation &property = mapped->mutations.at(3);
    QCOMPARE(property.op, record::Op::Create);
    QCOMPARE(property.kind, u"property"_s);
    QCOMPARE(property.base, 0);
    QCOMPARE(property.set.value(u"item.amount"_s), QCborValue(12'000'005));
    QCOMPARE(property.set.value(u"item.owner"_s), QCborValue(m_member.bytes()));
    QVERIFY(property.set.value(u"item.house"_s).toString().contains(u"Village 3"));
    QCOMPARE(property.id, RecordId::fromText(session->value(session->find(u"/hs/prop[1]/rid"_s))));
}

void TestSurvey::aFieldOfAnotherSourceBecomesADispute()
{
    auto session = start();
    QVERIFY(session);
    const auto prefill = fillFromRecords(*session, dossier(), {{m_member, {u"identity.birth"_s, u"identity.name"_s}}});
    QVERIFY(prefill);
    answer(*session, u"/hs/m[1]/birth"_s, u"1950-01-01"_s);
    answer(*session, u"/hs/m[1]/phone"_s, u"13922222222"_s);
    const auto mapped = mapToRecords(*session, *prefill, context());
    QVERIFY(mapped);
    QList<record::Mutation> disputes;
    for (const record::Mutation &mutation : mapped->mutations) {
        QVERIFY(!mutation.set.contains(u"identity.birth"_s));
        if (mutation.kind == u"dispute")
            disputes.append(mutation);
    }
    QCOMPARE(disputes.size(), 1);
    QCOMPARE(disputes.first().op, record::Op::Event);
    QCOMPARE(disputes.first().set.value(u"field"_s), QCborValue(u"member.identity.birth"_s));
    QCOMPARE(disputes.first().set.value(u"value"_s), QCborValue(u"1950-01-01"_s));
    QCOMPARE(disputes.first().set.value(u"seen"_s), QCborValue(u"1949-12-31"_s));
    QCOMPARE(disputes.first().set.value(u"record"_s), QCborValue(m_member.bytes()));
}

void TestSurvey::anAbsentFamilyKeepsItsRecords()
{
    auto session = start();
    QVERIFY(session);
    const auto prefill = fillFromRecords(*session, dossier());
    QVERIFY(prefill);
    answer(*session, u"/hs/hh/phone"_s, u"13911111111"_s);
    answer(*session, u"/hs/visit/outcome"_s, u"ABSENT"_s);
    const auto mapped = mapToRecords(*session, *prefill, context());
    QVERIFY(mapped);
    QVERIFY(mapped->mutations.isEmpty());
    QCOMPARE(mapped->visit.value(u"outcome"_s), QCborValue(u"ABSENT"_s));
}

void TestSurvey::whatTheFormCannotShowIsLeftAlone()
{
    QList<record::Record> records = dossier();
    record::Body member = *record::decodeBody(records.at(1).body);
    member.insert(u"health.health"_s, u"CODE-OF-TOMORROW"_s); // not in this form's list
    member.insert(u"health.smoking"_s, u"yes"_s);             // a field of a newer version
    records[1].body = record::encodeBody(member);
    auto session = start();
    QVERIFY(session);
    const auto prefill = fillFromRecords(*session, records);
    QVERIFY(prefill);
    answer(*session, u"/hs/m[1]/phone"_s, u"13922222222"_s);
    auto reopened = FormSession::resume(m_form, m_world.environment(), session->draft());
    QVERIFY(reopened);
    QVERIFY((*reopened)->setLanguage(u"English"_s));
    const auto mapped = mapToRecords(**reopened, *prefill, context());
    QVERIFY(mapped);
    QCOMPARE(mapped->mutations.size(), 2); // the phone, and the size that was not on file
    for (const record::Mutation &mutation : mapped->mutations) {
        QVERIFY(!mutation.set.contains(u"health.health"_s));
        QVERIFY(!mutation.set.contains(u"health.smoking"_s));
    }
}

void TestSurvey::theSeenValuesSurviveARestart()
{
    auto session = start();
    QVERIFY(session);
    const auto prefill = fillFromRecords(*session, dossier(), {{m_member, {u"identity.birth"_s}}});
    QVERIFY(prefill);
    answer(*session, u"/hs/hh/phone"_s, u"13911111111"_s);
    Draft draft = session->draft();
    draft.prefill = prefill->encode();
    const auto read = Draft::decode(draft.encode());
    QVERIFY(read);
    const auto known = Prefill::decode(read->prefill);
    QVERIFY(known);
    QCOMPARE(known->seen, prefill->seen);
    QCOMPARE(known->owned, prefill->owned);
    QCOMPARE(known->unfit, prefill->unfit);
    auto reopened = FormSession::resume(m_form, m_world.environment(), *read);
    QVERIFY(reopened);
    const auto mapped = mapToRecords(**reopened, *known, context());
    QVERIFY(mapped);
    QCOMPARE(mapped->mutations.size(), 1);
    QCOMPARE(mapped->mutations.first().was.value(u"contact.phone"_s), QCborValue(u"13800000000"_s));
    QVERIFY(!Prefill::decode("rubbish"));
}

QTEST_GUILESS_MAIN(TestSurvey)
#include "tst_survey.moc"
