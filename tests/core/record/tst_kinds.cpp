// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/kinds.h"

#include <QSet>
#include <QTest>

using namespace ruhu::record;

class TestKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNameLeadsBackToItsKind()
    {
        QSet<QString> names;
        for (const KindInfo &known : kinds()) {
            QCOMPARE(kindFromName(QString(known.name)), known.kind);
            QCOMPARE(&info(known.kind), &known);
            names.insert(known.name);
        }
        QCOMPARE(std::size_t(names.size()), kinds().size());
        QCOMPARE(kindFromName(u"horoscope"), Kind::Unknown);
    }

    void documentsHaveNamedGroupsAndEventsNone()
    {
        for (const KindInfo &known : kinds()) {
            QSet<QString> keys;
            for (const Group &group : known.groups) {
                QCOMPARE(group.name.isEmpty(), known.kindClass != KindClass::Document);
                QVERIFY(!group.fields.empty());
            }
            for (const QString &key : keysOf(known.kind)) {
                QVERIFY2(!keys.contains(key), qPrintable(known.name + u' ' + key));
                keys.insert(key);
            }
        }
    }

    void channelsFollowTheOrderOfUrgency()
    {
        QCOMPARE(info(Kind::Task).channel, 0);
        QCOMPARE(info(Kind::ListRow).channel, 0);
        QCOMPARE(info(Kind::Household).channel, 1);
        QCOMPARE(info(Kind::Conflict).channel, 1);
        QCOMPARE(info(Kind::Visit).channel, 2);
    }

    void moneyAndBankAreResolvedByTheSupervisorOnly()
    {
        QVERIFY(supervisorResolves(Kind::Household, u"bank"));
        QVERIFY(supervisorResolves(Kind::Income, u"item"));
        QVERIFY(!supervisorResolves(Kind::Household, u"contact"));
        QVERIFY(!supervisorResolves(Kind::Member, u"health"));
    }

    void keysAreTakenApartAtTheFirstDot()
    {
        QCOMPARE(groupOf(u"identity.name"), u"identity");
        QCOMPARE(fieldOf(u"identity.name"), u"name");
        QVERIFY(groupOf(u"outcome").isEmpty());
        QCOMPARE(fieldOf(u"outcome"), u"outcome");
        QVERIFY(keysOf(Kind::Member).contains(u"health.selfcare"));
    }
};

QTEST_APPLESS_MAIN(TestKinds)
#include "tst_kinds.moc"
