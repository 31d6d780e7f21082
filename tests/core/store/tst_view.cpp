// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/cbor.h"
#include "township.h"

using namespace ruhu;
using namespace ruhu::store;
using namespace ruhu::test;

/// The merged view over answers and pages in every order in which a bad line brings them.
class TestView : public QObject
{
    Q_OBJECT

private:
    Township world;
    std::unique_ptr<Database> db;
    RecordId household;
    Record stored; ///< What the hub holds.

    QString phone() { return record::text(view(*db, household)->value().body, "contact.phone"_L1); }

    MutationId edit(const QString &value)
    {
        LocalBundle bundle;
        bundle.mutations = {world.patch(view(*db, household)->value(), {{u"contact.phone"_s, value}})};
        bundle.mutations[0].mid = MutationId::make(world.clock, world.rng);
        const MutationId mid = bundle.mutations[0].mid;
        return commitLocal(*db, bundle, world.stamp()) ? mid : MutationId();
    }

    /// The hub's record after somebody set the phone, at the next version and seq.
    Record atHub(const QString &value)
    {
        Body body = *record::decodeBody(stored.body);
        body.insert(u"contact.phone"_s, value);
        stored = world.pulled(record::Kind::Household, household, household, body, stored.ver + 1);
        return stored;
    }

    Result<QList<RecordId>> ack(MutationId mid, PushStatus status = PushStatus::Applied)
    {
        return settle(*db, {world.answer(mid, status, stored.seq, stored.ver)}, world.clock.wallMs());
    }

private Q_SLOTS:
    void init()
    {
        world = Township();
        db = memoryDatabase();
        household = world.newId();
        stored = world.pulled(record::Kind::Household, household, household,
                              Township::householdBody(u"\u738b\u6842\u82f1"_s, 312));
        RUHU_VERIFY(applyPage(*db, world.page(1, {stored})));
    }

    void theOwnEditShowsUntilTheFeedBringsItBack()
    {
        const MutationId mid = edit(u"2"_s);
        QCOMPARE(phone(), u"2"_s);
        const Record after = atHub(u"2"_s);
        RUHU_VERIFY(ack(mid));
        QCOMPARE(phone(), u"2"_s);
        QCOMPARE(view(*db, household)->value().standing, Standing::Received);
        QCOMPARE(view(*db, household)->value().pending, 1);
        QCOMPARE(syncCounters(*db)->savedBundles, 0);
        QCOMPARE(syncCounters(*db)->receivedBundles, 1);
        RUHU_VERIFY(applyPage(*db, world.page(1, {after})));
        QCOMPARE(phone(), u"2"_s);
        QCOMPARE(view(*db, household)->value().pending, 0);
    }

    void anAnswerIsNeverFoldedIntoWhatWasPulled()
    {
        const MutationId mid = edit(u"2"_s);
        atHub(u"2"_s);
        RUHU_VERIFY(ack(mid));
        const auto base = db->first(u"SELECT body FROM record"_s, {}, [](const Row &row) { return row.bytes(0); });
        QCOMPARE(record::text(*record::decodeBody(base->value()), "contact.phone"_L1), u"13800006051"_s);
    }

    void aLateAnswerDoesNotHideANewerValue()
    {
        const MutationId mid = edit(u"2"_s);
        const Record mine = atHub(u"2"_s);
        const qint64 mineSeq = mine.seq;
        const Record newer = atHub(u"3"_s); // a colleague, after ours took effect
        RUHU_VERIFY(applyPage(*db, world.page(1, {newer})));
        QCOMPARE(phone(), u"2"_s); // without an answer, the own words still lie on top
        RUHU_VERIFY(settle(*db, {world.answer(mid, PushStatus::Applied, mineSeq)}, 1));
        QCOMPARE(phone(), u"3"_s);
        RUHU_VERIFY(settle(*db, {world.answer(mid, PushStatus::Duplicate, mineSeq)}, 1)); // and again
        QCOMPARE(phone(), u"3"_s);
        QCOMPARE(view(*db, household)->value().pending, 0);
    }

    void anOlderPageAfterTheAnswerDoesNotTakeTheEditAway()
    {
        const Record others = atHub(u"9"_s);
        const MutationId mid = edit(u"2"_s);
        const qint64 next = world.seq;
        atHub(u"2"_s);
        RUHU_VERIFY(ack(mid));
        FeedPage older = world.page(1, {others});
        older.next = next;
        RUHU_VERIFY(applyPage(*db, older));
        QCOMPARE(phone(), u"2"_s);
    }

    void aPageThatComesTwiceChangesNothing()
    {
        const FeedPage page = world.page(1, {atHub(u"2"_s)});
        RUHU_VERIFY(applyPage(*db, page));
        const FeedPage later = world.page(1, {atHub(u"3"_s)});
        RUHU_VERIFY(applyPage(*db, later));
        const QStringList before = dump(*db, truth() + projections());
        RUHU_VERIFY(applyPage(*db, page));
        RUHU_VERIFY(applyPage(*db, later));
        QCOMPARE(dump(*db, truth() + projections()), before);
    }

    void pullingGoesOnWhileWorkWaits()
    {
        const MutationId mid = edit(u"2"_s);
        Body body = *record::decodeBody(stored.body);
        body.insert(u"head.no"_s, u"LX-9999"_s);
        stored = world.pulled(record::Kind::Household, household, household, body, 2);
        RUHU_VERIFY(applyPage(*db, world.page(1, {stored})));
        QCOMPARE(phone(), u"2"_s);
        QCOMPARE(record::text(view(*db, household)->value().body, "head.no"_L1), u"LX-9999"_s);
        // What the person saw is not rewritten.
        const auto waiting = record::decodeBundle(nextBundles(*db, 1, 1)->first().bytes);
        QCOMPARE(waiting->mutations.first().mid, mid);
        QCOMPARE(waiting->mutations.first().base, 1);
        QCOMPARE(waiting->mutations.first().was.value(u"contact.phone"_s).toString(), u"13800006051"_s);
    }

    void aConflictKeepsTheOwnWordsUntilTheFeedShowsTheirs()
    {
        const MutationId mid = edit(u"2"_s);
        const Record theirs = atHub(u"9"_s);
        const RecordId cid = world.newId();
        const Record conflict = world.pulled(record::Kind::Conflict, cid, household,
                                             {{u"target"_s, household.bytes()},
                                              {u"kind"_s, u"household"_s},
                                              {u"group"_s, u"contact"_s},
                                              {u"state"_s, u"open"_s}});
        RUHU_VERIFY(settle(*db, {world.answer(mid, PushStatus::Conflict, conflict.seq)}, 1));
        QCOMPARE(phone(), u"2"_s);
        RUHU_VERIFY(applyPage(*db, world.page(1, {theirs, conflict})));
        QCOMPARE(phone(), u"9"_s);
        QCOMPARE(openConflicts(*db)->size(), 1);
        QCOMPARE(openConflicts(*db, household)->first().group, u"contact"_s);
        QCOMPARE(test::household(*db, household).conflicts, 1);
        LocalBundle resolution;
        resolution.mutations = {world.make(Op::Event, record::Kind::Resolution, world.newId(), household,
                                           {{u"cid"_s, cid.bytes()}, {u"chosen"_s, u"mine"_s}}),
                                world.patch(view(*db, household)->value(), {{u"contact.phone"_s, u"2"_s}})};
        RUHU_VERIFY(commitLocal(*db, resolution, world.stamp()));
        QVERIFY(openConflicts(*db)->isEmpty());
        QCOMPARE(test::household(*db, household).conflicts, 0);
        QCOMPARE(phone(), u"2"_s);
    }

    void aRefusedEditLeavesTheViewAndWaitsInQuarantine()
    {
        const MutationId mid = edit(u"2"_s);
        PushResult refused = world.answer(mid, PushStatus::Rejected);
        refused.code = u"not-allowed"_s;
        refused.field = u"contact"_s;
        RUHU_VERIFY(settle(*db, {refused}, 7));
        QCOMPARE(phone(), u"13800006051"_s);
        const auto rows = quarantineRows(*db);
        QCOMPARE(rows->size(), 1);
        QCOMPARE(rows->first().code, u"not-allowed"_s);
        QCOMPARE(rows->first().mid, mid);
        RUHU_VERIFY(settle(*db, {refused}, 8));
        QCOMPARE(quarantineRows(*db)->size(), 1);
        const auto again = retryQuarantined(*db, rows->first().number, world.stamp());
        RUHU_VERIFY(again);
        QCOMPARE(phone(), u"2"_s);
        QVERIFY(quarantineRows(*db)->isEmpty());
        QVERIFY(again->firstN > 1);
        QCOMPARE(retryQuarantined(*db, rows->first().number, world.stamp()).error().code, ErrorCode::NotFound);
        const auto bundle = record::decodeBundle(nextBundles(*db, 1, 1)->first().bytes);
        QVERIFY(bundle->mutations.first().mid != mid);
    }

    void anAnswerOutsideTheScopeDoesNotBringARecordBack()
    {
        const MutationId mid = edit(u"2"_s);
        RUHU_VERIFY(settle(*db, {world.answer(mid, PushStatus::Applied, 999)}, 1, {990101200}));
        QCOMPARE(view(*db, household)->value().pending, 0);
        RUHU_VERIFY(settle(*db, {world.answer(MutationId::make(world.clock, world.rng), PushStatus::Applied, 5)}, 1));
    }

    void anArchivedRecordLeavesTheViewAndAnEditDoesNotBringItBack()
    {
        edit(u"2"_s);
        Record archived = world.pulled(record::Kind::Household, household, household, {}, 2);
        archived.archived = true;
        archived.body.clear();
        RUHU_VERIFY(applyPage(*db, world.page(1, {archived})));
        QVERIFY(!view(*db, household)->has_value());
        QCOMPARE(*db->number(u"SELECT count(*) FROM household"_s), 0);
        QCOMPARE(*db->number(u"SELECT count(*) FROM search_key"_s), 0);
        QCOMPARE(outboxRows(*db)->size(), 1); // the edit still goes up: the hub makes a conflict of it
    }

    void aStagedVisitWaitsForItsPhotos()
    {
        const LocalBundle local = world.visit(household, view(*db, household)->value());
        const auto done = commitLocal(*db, local, world.stamp());
        RUHU_VERIFY(done);
        const auto bundle = record::decodeBundle(nextBundles(*db, 1, 1)->first().bytes);
        QList<PushResult> staged;
        for (const Mutation &mutation : bundle->mutations)
            staged.append(world.answer(mutation.mid, PushStatus::Staged));
        RUHU_VERIFY(settle(*db, staged, 1));
        QVERIFY(nextBundles(*db, 10, 1'000'000)->isEmpty());
        QCOMPARE(outboxRows(*db)->first().standing, Standing::Delivered);
        QCOMPARE(views(*db, household, record::Kind::Visit)->first().standing, Standing::Delivered);
        const auto thumb = nextUpload(*db)->value();
        QCOMPARE(thumb.role, record::BlobRole::Thumbnail);
        RUHU_VERIFY(setBlobOffset(*db, thumb.hash, 5000));
        QCOMPARE(nextUpload(*db)->value().offset, 5000);
        RUHU_VERIFY(blobUploaded(*db, thumb.hash));
        QVERIFY(nextBundles(*db, 10, 1'000'000)->isEmpty());
        const auto evidence = nextUpload(*db)->value();
        QCOMPARE(nextUpload(*db, {evidence.hash})->has_value(), false);
        RUHU_VERIFY(blobUploaded(*db, evidence.hash));
        QCOMPARE(nextBundles(*db, 10, 1'000'000)->size(), 1);
        QVERIFY(!nextUpload(*db)->has_value());
        QList<PushResult> applied;
        for (const Mutation &mutation : bundle->mutations)
            applied.append(world.answer(mutation.mid, PushStatus::Applied, world.seq + 1));
        RUHU_VERIFY(settle(*db, applied, 2));
        QCOMPARE(syncCounters(*db)->deliveredBundles, 0);
        QCOMPARE(views(*db, household, record::Kind::Visit)->first().standing, Standing::Received);
    }

    void photosOfOthersAreWantedSmallestFirstAndOriginalsOnRequest()
    {
        const auto blobField = [&](const char *name, char fill) {
            return std::pair{QString::fromLatin1(name), QCborValue(QByteArray(32, fill))};
        };
        Body body{
            {u"kind"_s, u"PH01"_s}, {u"thumb_len"_s, 9000}, {u"evidence_len"_s, 200000}, {u"original_len"_s, 4000000}};
        for (const auto &[key, value] :
             {blobField("thumb", 't'), blobField("evidence", 'e'), blobField("original", 'o')})
            body.insert(key, value);
        RUHU_VERIFY(applyPage(*db, world.page(2, {world.pulled(record::Kind::Photo, world.newId(), household, body)})));
        QCOMPARE(nextDownload(*db)->value().hash, QByteArray(32, 't'));
        RUHU_VERIFY(blobArrived(*db, QByteArray(32, 't')));
        QCOMPARE(nextDownload(*db)->value().hash, QByteArray(32, 'e'));
        RUHU_VERIFY(setBlobAside(*db, QByteArray(32, 'e'), u"blob-corrupt"_s));
        QVERIFY(!nextDownload(*db)->has_value());
        RUHU_VERIFY(wantBlob(*db, QByteArray(32, 'o')));
        QCOMPARE(nextDownload(*db)->value().hash, QByteArray(32, 'o'));
        QCOMPARE(blobUploaded(*db, QByteArray(32, 'x')).error().code, ErrorCode::NotFound);
    }

    void aHubThatCameBackFromABackupIsFilledAgain()
    {
        RUHU_VERIFY(saveScope(*db, 3, {part}));
        const MutationId mid = edit(u"2"_s);
        const Record after = atHub(u"2"_s);
        RUHU_VERIFY(ack(mid));
        RUHU_VERIFY(applyPage(*db, world.page(1, {after})));
        QVERIFY(outboxRows(*db)->isEmpty());
        RUHU_VERIFY(beginEpoch(*db, part, 2, 1));
        QCOMPARE(outboxRows(*db)->size(), 1);
        QCOMPARE(phone(), u"2"_s);
        // The restored hub counts again from the version before; its word is the truth of the new epoch.
        Record older = world.pulled(record::Kind::Household, household, household,
                                    Township::householdBody(u"\u738b\u6842\u82f1"_s, 312), 1);
        older.seq = 1;
        FeedPage page{part, 1, 2, {older}, 1, std::nullopt};
        RUHU_VERIFY(applyPage(*db, page));
        QCOMPARE(phone(), u"2"_s);
        QCOMPARE(view(*db, household)->value().record.ver, 1);
        FeedPage stale = world.page(1, {after}); // was on its way
        RUHU_VERIFY(applyPage(*db, stale));
        QCOMPARE(view(*db, household)->value().record.ver, 1);
    }

    void scopeGivesAndTakesCursors()
    {
        RUHU_VERIFY(saveScope(*db, 5, {0, part, 990101200}));
        QCOMPARE(*scopeVersion(*db), 5);
        QCOMPARE(cursors(*db)->size(), 12);
        QCOMPARE(cursors(*db)->at(5).seq, world.seq); // channel 1 of the township keeps its place
        RUHU_VERIFY(saveScope(*db, 6, {0, part}));
        QCOMPARE(cursors(*db)->size(), 8);
        RUHU_VERIFY(restartPart(*db, part));
        QCOMPARE(cursors(*db)->at(5).seq, 0);
    }

    void aRowThatIsNoRecordSpoilsItsPageOnly()
    {
        const QStringList before = dump(*db, truth() + projections());
        Record bad = world.pulled(record::Kind::Member, world.newId(), household, Township::memberBody(u"x"_s));
        const Record good = world.pulled(record::Kind::Member, world.newId(), household, Township::memberBody(u"y"_s));
        bad.body = QByteArray::fromHex("a1ff");
        const auto done = applyPage(*db, world.page(1, {good, bad}));
        QCOMPARE(done.error().code, ErrorCode::BadReply);
        QCOMPARE(dump(*db, truth() + projections()), before);
    }

    void aKindOfANewerVersionIsKeptAndNotShown()
    {
        Record dream = world.pulled(record::Kind::Visit, world.newId(), household, {{u"about"_s, u"sheep"_s}});
        dream.kind = u"dream"_s;
        RUHU_VERIFY(applyPage(*db, world.page(2, {dream})));
        QCOMPARE(*db->number(u"SELECT count(*) FROM record WHERE kind = 'dream'"_s), 1);
        QVERIFY(views(*db, household, record::Kind::Visit)->isEmpty());
    }

    void receiptsAreKeptOnceAndNewestFirst()
    {
        RUHU_VERIFY(addReceipts(*db, "one", "sig", 2, 10));
        RUHU_VERIFY(addReceipts(*db, "two", "sig", 1, 20));
        RUHU_VERIFY(addReceipts(*db, "one", "sig", 2, 30));
        QCOMPARE(receipts(*db)->size(), 2);
        QCOMPARE(receipts(*db)->first().bytes, QByteArray("two"));
    }

    void theReplayJournalForgetsAfterFortyFiveDays()
    {
        const MutationId mid = edit(u"2"_s);
        const Record after = atHub(u"2"_s);
        RUHU_VERIFY(ack(mid));
        const qint64 later = world.clock.wallMs() + qint64(46) * 24 * 3600 * 1000;
        QCOMPARE(*forgetOldAcked(*db, later), 0); // the feed has not brought it back yet
        RUHU_VERIFY(applyPage(*db, world.page(1, {after})));
        QCOMPARE(*forgetOldAcked(*db, world.clock.wallMs()), 0);
        QCOMPARE(*forgetOldAcked(*db, later), 1);
        QCOMPARE(phone(), u"2"_s);
    }
};

QTEST_GUILESS_MAIN(TestView)
#include "tst_view.moc"
