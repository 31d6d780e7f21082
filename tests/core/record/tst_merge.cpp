// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/merge.h"
#include "support/properties.h"
#include "support/world.h"

#include <QTest>

using namespace ruhu;
using namespace ruhu::record;
using namespace Qt::Literals::StringLiterals;

namespace {

const test::ManualClock clock_;
test::SeededRng rng;

/// A stored household at version 5 and ways to change it.
struct Stored
{
    Record record;
    Body body;

    Stored()
    {
        record.id = RecordId::make(clock_, rng);
        record.root = record.id;
        record.part = 990101100;
        record.kind = u"household"_s;
        record.ver = 5;
        body = {{u"contact.phone"_s, u"138"_s},
                {u"contact.agent_name"_s, u"Li"_s},
                {u"bank.bank_name"_s, u"ABC"_s},
                {u"bank.account_no"_s, u"6228"_s},
                {u"head.no"_s, u"LX-1"_s}};
    }

    [[nodiscard]] Mutation patch(const Body &set, qint64 base = 5) const
    {
        Mutation mutation;
        mutation.id = record.id;
        mutation.root = record.root;
        mutation.part = record.part;
        mutation.kind = record.kind;
        mutation.base = base;
        mutation.set = set;
        mutation.was = wasFor(Kind::Household, set, body);
        return mutation;
    }

    [[nodiscard]] Mutation archive() const
    {
        Mutation mutation = patch({});
        mutation.op = Op::Archive;
        mutation.was = body;
        return mutation;
    }

    [[nodiscard]] Stored after(const Mutation &mutation) const
    {
        Stored next = *this;
        const Merge result = merge(record, body, mutation);
        next.body = result.merged;
        next.record.archived = result.archived;
        if (result.changed)
            ++next.record.ver;
        return next;
    }
};

Mutation visit(const Stored &household, const Body &body)
{
    Mutation mutation;
    mutation.id = RecordId::make(clock_, rng);
    mutation.root = household.record.id;
    mutation.kind = u"visit"_s;
    mutation.op = Op::Event;
    mutation.set = body;
    return mutation;
}

/// Any patch of a few fields of a household, against what is stored there.
rc::Gen<Body> anySet(const QStringList &keys)
{
    return rc::gen::map(rc::gen::container<std::vector<std::pair<int, int>>>(
                            rc::gen::pair(rc::gen::inRange(0, int(keys.size())), rc::gen::inRange(0, 4))),
                        [keys](const std::vector<std::pair<int, int>> &picks) {
                            Body set;
                            for (const auto &[key, value] : picks)
                                set.insert(keys[key], value == 0 ? QCborValue(nullptr) : QCborValue(value));
                            return set;
                        });
}

const QStringList contactKeys{u"contact.phone"_s, u"contact.agent_name"_s, u"contact.wechat"_s};
const QStringList bankKeys{u"bank.bank_name"_s, u"bank.account_no"_s};

} // namespace

class TestMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appliesOnTheVersionThatWasSeen()
    {
        const Stored stored;
        const Merge result = merge(stored.record, stored.body, stored.patch({{u"contact.phone"_s, u"139"_s}}));
        QCOMPARE(result.outcome, Outcome::Applied);
        QVERIFY(result.changed);
        QCOMPARE(result.merged.value(u"contact.phone"_s).toString(), u"139"_s);
        QCOMPARE(result.merged.value(u"bank.bank_name"_s).toString(), u"ABC"_s);
        QCOMPARE(result.groups, QStringList{u"contact"_s});
    }

    void mergesEditsOfDifferentGroups()
    {
        const Stored stored;
        const Mutation mine = stored.patch({{u"contact.phone"_s, u"139"_s}});
        const Stored theirs = stored.after(stored.patch({{u"bank.account_no"_s, u"6217"_s}}));
        const Merge result = merge(theirs.record, theirs.body, mine);
        QCOMPARE(result.outcome, Outcome::Merged);
        QCOMPARE(result.merged.value(u"contact.phone"_s).toString(), u"139"_s);
        QCOMPARE(result.merged.value(u"bank.account_no"_s).toString(), u"6217"_s);
    }

    void twoHalvesOfOneGroupNeverCombine()
    {
        // One person corrects the bank's name, another the account number: together they would be nobody's account.
        const Stored stored;
        const Mutation mine = stored.patch({{u"bank.bank_name"_s, u"ICBC"_s}});
        const Stored theirs = stored.after(stored.patch({{u"bank.account_no"_s, u"6217"_s}}));
        const Merge result = merge(theirs.record, theirs.body, mine);
        QCOMPARE(result.outcome, Outcome::Conflict);
        QVERIFY(!result.changed);
        QCOMPARE(result.merged, theirs.body);
        QCOMPARE(result.conflicts.size(), 1);
        const GroupConflict &conflict = result.conflicts.first();
        QCOMPARE(conflict.group, u"bank"_s);
        QCOMPARE(conflict.base, (Body{{u"bank.bank_name"_s, u"ABC"_s}, {u"bank.account_no"_s, u"6228"_s}}));
        QCOMPARE(conflict.theirs, (Body{{u"bank.bank_name"_s, u"ABC"_s}, {u"bank.account_no"_s, u"6217"_s}}));
        QCOMPARE(conflict.mine, (Body{{u"bank.bank_name"_s, u"ICBC"_s}, {u"bank.account_no"_s, u"6228"_s}}));
    }

    void aConflictHoldsUpItsGroupOnly()
    {
        const Stored stored;
        const Mutation mine = stored.patch({{u"bank.bank_name"_s, u"ICBC"_s}, {u"contact.phone"_s, u"139"_s}});
        const Stored theirs = stored.after(stored.patch({{u"bank.bank_name"_s, u"CCB"_s}}));
        const Merge result = merge(theirs.record, theirs.body, mine);
        QCOMPARE(result.outcome, Outcome::Conflict);
        QVERIFY(result.changed);
        QCOMPARE(result.groups, QStringList{u"contact"_s});
        QCOMPARE(result.merged.value(u"bank.bank_name"_s).toString(), u"CCB"_s);
        QCOMPARE(result.merged.value(u"contact.phone"_s).toString(), u"139"_s);
    }

    void theSameEditByTwoPeopleIsNoConflict()
    {
        const Stored stored;
        const Mutation mine = stored.patch({{u"contact.phone"_s, u"139"_s}});
        const Stored theirs = stored.after(mine);
        const Merge result = merge(theirs.record, theirs.body, mine);
        QCOMPARE(result.outcome, Outcome::NoOp);
        QVERIFY(!result.changed);
    }

    void theOrderInWhichAMapWasFilledDoesNotMatter()
    {
        Stored stored;
        stored.body.insert(u"bank.passbook_keeper"_s, QCborMap{{u"name"_s, u"Li"_s}, {u"since"_s, u"2024"_s}});
        Mutation mine = stored.patch({{u"bank.bank_name"_s, u"ICBC"_s}});
        mine.was.insert(u"bank.passbook_keeper"_s, QCborMap{{u"since"_s, u"2024"_s}, {u"name"_s, u"Li"_s}});
        QCOMPARE(merge(stored.record, stored.body, mine).outcome, Outcome::Applied);
    }

    void fieldsOfANewerVersionStay()
    {
        Stored stored;
        stored.body.insert(u"contact.wechat"_s, u"later"_s);
        const Merge result = merge(stored.record, stored.body, stored.patch({{u"contact.phone"_s, u"139"_s}}));
        QCOMPARE(result.merged.value(u"contact.wechat"_s).toString(), u"later"_s);
    }

    void aFieldThatWasNotSeenIsNotOverwritten()
    {
        const Stored stored;
        Mutation blind = stored.patch({{u"contact.phone"_s, u"139"_s}});
        blind.was.clear();
        const Merge result = merge(stored.record, stored.body, blind);
        QCOMPARE(result.outcome, Outcome::Conflict);
        QCOMPARE(result.merged, stored.body);
    }

    void archiveAgainstEditIsAConflictInBothOrders()
    {
        const Stored stored;
        const Mutation edit = stored.patch({{u"contact.phone"_s, u"139"_s}});
        const Mutation archive = stored.archive();

        const Stored edited = stored.after(edit);
        const Merge archiveLater = merge(edited.record, edited.body, archive);
        QCOMPARE(archiveLater.outcome, Outcome::Conflict);
        QVERIFY(!archiveLater.archived);
        QCOMPARE(archiveLater.merged, edited.body);
        QCOMPARE(archiveLater.conflicts.first().group, QString(wholeRecord));

        const Stored archived = stored.after(archive);
        QVERIFY(archived.record.archived);
        const Merge editLater = merge(archived.record, archived.body, edit);
        QCOMPARE(editLater.outcome, Outcome::Conflict);
        QVERIFY(editLater.archived);
        QVERIFY(!editLater.changed);
        QCOMPARE(editLater.conflicts.first().mine.value(u"contact.phone"_s).toString(), u"139"_s);
    }

    void aWriterMayArchiveWhatTheSameWriterEdited()
    {
        const Stored stored;
        const Stored edited = stored.after(stored.patch({{u"contact.phone"_s, u"139"_s}}));
        Mutation archive = edited.archive();
        archive.base = stored.record.ver; // the acknowledgement of the edit had not come back yet
        const Merge result = merge(edited.record, edited.body, archive);
        QVERIFY(result.archived);
        QVERIFY(result.changed);
    }

    void archivingTwiceChangesNothing()
    {
        const Stored stored;
        const Stored archived = stored.after(stored.archive());
        QCOMPARE(merge(archived.record, archived.body, stored.archive()).outcome, Outcome::NoOp);
    }

    void anEventIsTakenOnceAndNeverChanged()
    {
        const Stored household;
        const Mutation first = visit(household, {{u"outcome"_s, u"DONE"_s}});
        const Merge taken = merge({}, {}, first);
        QCOMPARE(taken.outcome, Outcome::Applied);
        Record stored;
        stored.id = first.id;
        stored.root = first.root;
        stored.kind = first.kind;
        stored.ver = 1;
        QCOMPARE(merge(stored, taken.merged, first).outcome, Outcome::NoOp);
        Mutation other = first;
        other.set.insert(u"outcome"_s, u"MOVED"_s);
        const Merge refused = merge(stored, taken.merged, other);
        QCOMPARE(refused.outcome, Outcome::EventImmutable);
        QCOMPARE(refused.merged, taken.merged);
        QVERIFY(!refused.changed);
    }

    void whatDoesNotFitIsInvalid()
    {
        const Stored stored;
        Mutation patchOfNothing = stored.patch({{u"contact.phone"_s, u"139"_s}});
        QCOMPARE(merge({}, {}, patchOfNothing).outcome, Outcome::Invalid);
        Mutation otherKind = stored.patch({{u"contact.phone"_s, u"139"_s}});
        otherKind.kind = u"member"_s;
        QCOMPARE(merge(stored.record, stored.body, otherKind).outcome, Outcome::Invalid);
        Mutation eventOnDocument = stored.patch({{u"contact.phone"_s, u"139"_s}});
        eventOnDocument.op = Op::Event;
        QCOMPARE(merge(stored.record, stored.body, eventOnDocument).outcome, Outcome::Invalid);
        Mutation hubMade = stored.patch({{u"name"_s, u"x"_s}});
        hubMade.kind = u"listrow"_s;
        hubMade.op = Op::Create;
        QCOMPARE(merge({}, {}, hubMade).outcome, Outcome::Invalid);
    }

    void clearingTakesTheFieldAway()
    {
        const Stored stored;
        const Stored cleared = stored.after(stored.patch({{u"contact.agent_name"_s, nullptr}}));
        QVERIFY(!cleared.body.contains(u"contact.agent_name"_s));
    }

    void takingAPatchTwiceIsTakingItOnce()
    {
        QVERIFY(rc::check("idempotent", [] {
            const Stored stored;
            const Mutation mine = stored.patch(*anySet(contactKeys + bankKeys));
            const Stored once = stored.after(mine);
            const Stored twice = once.after(mine);
            RC_ASSERT(once.body == twice.body);
            RC_ASSERT(once.record.ver == twice.record.ver);
        }));
    }

    void patchesOfDifferentGroupsCommute()
    {
        QVERIFY(rc::check("commutative on disjoint groups", [] {
            const Stored stored;
            const Mutation one = stored.patch(*anySet(contactKeys));
            const Mutation two = stored.patch(*anySet(bankKeys));
            RC_ASSERT(stored.after(one).after(two).body == stored.after(two).after(one).body);
            const Stored first = stored.after(one);
            RC_ASSERT(merge(first.record, first.body, two).conflicts.isEmpty());
        }));
    }

    void settingWhatWasSeenChangesNothing()
    {
        QVERIFY(rc::check("was == new is a no-op", [] {
            const Stored stored;
            const Body wish = *anySet(contactKeys + bankKeys);
            Body same;
            for (auto it = wish.cbegin(); it != wish.cend(); ++it)
                same.insert(it.key(), stored.body.value(it.key(), nullptr));
            const Merge result = merge(stored.record, stored.body, stored.patch(same));
            RC_ASSERT(result.outcome == Outcome::NoOp);
            RC_ASSERT(!result.changed);
        }));
    }

    void noValueIsOverwrittenByAWriterWhoDidNotSeeIt()
    {
        QVERIFY(rc::check("present, superseded by someone who saw it, or in a conflict", [] {
            const Stored stored;
            const Mutation one = stored.patch(*anySet(contactKeys + bankKeys));
            const Mutation two = stored.patch(*anySet(contactKeys + bankKeys));
            const Stored first = stored.after(one);
            const Merge second = merge(first.record, first.body, two);
            for (auto it = first.body.cbegin(); it != first.body.cend(); ++it) {
                const bool kept = second.merged.value(it.key(), nullptr) == it.value();
                const bool seen = two.was.value(it.key(), nullptr) == it.value();
                RC_ASSERT(kept || seen);
            }
            for (const QString &key : two.set.keys()) {
                const bool done = second.merged.value(key, nullptr) == two.set.value(key);
                const bool kept =
                    std::any_of(second.conflicts.begin(), second.conflicts.end(), [&](const GroupConflict &c) {
                        return c.mine.value(key, nullptr) == two.set.value(key);
                    });
                RC_ASSERT(done || kept);
            }
        }));
    }

    void theOverlayShowsTheWritersOwnWords()
    {
        const Stored stored;
        Body body = stored.body;
        QVERIFY(!overlay(body, stored.patch({{u"contact.phone"_s, u"139"_s}, {u"head.no"_s, nullptr}})));
        QCOMPARE(body.value(u"contact.phone"_s).toString(), u"139"_s);
        QVERIFY(!body.contains(u"head.no"_s));
        QVERIFY(overlay(body, stored.archive()));
    }
};

QTEST_APPLESS_MAIN(TestMerge)
#include "tst_merge.moc"
