// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "township.h"

using namespace ruhu;
using namespace ruhu::store;
using namespace ruhu::test;

/// Drafts are on this laptop only and seen by their author only.
class TestDrafts : public QObject
{
    Q_OBJECT

private:
    Township world;
    std::unique_ptr<Database> db;
    PersonId me;
    PersonId other;

    DraftRow mine()
    {
        DraftRow draft;
        draft.id = DraftId::make(world.clock, world.rng);
        draft.author = me;
        draft.household = world.newId();
        draft.reason = u"NEW"_s;
        draft.form = u"household-survey"_s;
        draft.formHash = QByteArray(32, 'f');
        draft.startedAtMs = 10;
        draft.savedAtMs = 20;
        draft.state = "<hs/>";
        return draft;
    }

private Q_SLOTS:
    void init()
    {
        world = Township();
        db = memoryDatabase();
        me = PersonId::make(world.clock, world.rng);
        other = PersonId::make(world.clock, world.rng);
    }

    void everyAnswerIsKeptWithTheState()
    {
        DraftRow draft = mine();
        RUHU_VERIFY(saveDraft(*db, draft));
        draft.state = "<hs><a>1</a></hs>";
        draft.position = u"/hs/b"_s;
        draft.answered = 1;
        draft.savedAtMs = 30;
        RUHU_VERIFY(saveDraft(*db, draft, DraftAnswer{0, u"/hs/a"_s, u"1"_s, 30}));
        const auto back = store::draft(*db, draft.id, me);
        RUHU_VERIFY(back);
        QCOMPARE(back->state, draft.state);
        QCOMPARE(back->position, u"/hs/b"_s);
        QCOMPARE(back->startedAtMs, 10);
        QCOMPARE(draftAnswers(*db, draft.id, me)->size(), 1);
        QCOMPARE(draftAnswers(*db, draft.id, me)->first().value, u"1"_s);
        QCOMPARE(openDraft(*db, me, draft.household, u"NEW"_s)->value().id, draft.id);
        QVERIFY(!openDraft(*db, me, draft.household, u"CARE"_s)->has_value());
        QCOMPARE(formsInUse(*db)->size(), 1);
    }

    void whatFailsLeavesTheLastStateWhole()
    {
        int statements = 0;
        int failAt = -1;
        db = memoryDatabase([&](const QString &) { return failAt >= 0 && statements++ == failAt; });
        DraftRow draft = mine();
        RUHU_VERIFY(saveDraft(*db, draft));
        for (int at = 0;; ++at) {
            QVERIFY(at < 50);
            DraftRow next = draft;
            next.state = "changed";
            statements = 0;
            failAt = at;
            const auto saved = saveDraft(*db, next, DraftAnswer{0, u"/hs/a"_s, u"1"_s, 30});
            const bool fired = statements > at;
            failAt = -1;
            if (!fired) {
                QVERIFY(at > 3);
                break;
            }
            QVERIFY(!saved);
            QCOMPARE(store::draft(*db, draft.id, me)->state, draft.state);
            QVERIFY(draftAnswers(*db, draft.id, me)->isEmpty());
        }
    }

    void nobodyElseSeesOrTouchesIt()
    {
        const DraftRow draft = mine();
        RUHU_VERIFY(saveDraft(*db, draft));
        const DraftItem photo{world.newId(), u"photo"_s, "secret"};
        RUHU_VERIFY(putDraftItem(*db, draft.id, me, photo));
        const QStringList before = dump(*db, {u"draft"_s, u"draft_item"_s, u"draft_answer"_s});
        QVERIFY(drafts(*db, other)->isEmpty());
        QVERIFY(!openDraft(*db, other, draft.household, draft.reason)->has_value());
        QCOMPARE(store::draft(*db, draft.id, other).error().code, ErrorCode::NotFound);
        QCOMPARE(draftAnswers(*db, draft.id, other).error().code, ErrorCode::NotFound);
        QCOMPARE(draftItems(*db, draft.id, other).error().code, ErrorCode::NotFound);
        QCOMPARE(putDraftItem(*db, draft.id, other, photo).error().code, ErrorCode::NotFound);
        QCOMPARE(dropDraftItem(*db, draft.id, other, photo.id).error().code, ErrorCode::NotFound);
        QCOMPARE(dropDraft(*db, draft.id, other).error().code, ErrorCode::NotFound);
        DraftRow stolen = draft;
        stolen.author = other;
        stolen.state = "overwritten";
        QCOMPARE(saveDraft(*db, stolen).error().code, ErrorCode::NotFound);
        DraftRow theirs = mine();
        theirs.author = other;
        RUHU_VERIFY(saveDraft(*db, theirs));
        QCOMPARE(putDraftItem(*db, theirs.id, other, photo).error().code, ErrorCode::AlreadyExists);
        RUHU_VERIFY(dropDraft(*db, theirs.id, other));
        QCOMPARE(dump(*db, {u"draft"_s, u"draft_item"_s, u"draft_answer"_s}), before);
    }

    void aFinishedDraftLeavesNothing()
    {
        const DraftRow draft = mine();
        RUHU_VERIFY(saveDraft(*db, draft, DraftAnswer{0, u"/hs/a"_s, u"1"_s, 30}));
        const DraftItem photo{world.newId(), u"photo"_s, "bytes"};
        const DraftItem mark{world.newId(), u"signature"_s, "strokes"};
        RUHU_VERIFY(putDraftItem(*db, draft.id, me, photo));
        RUHU_VERIFY(putDraftItem(*db, draft.id, me, mark));
        RUHU_VERIFY(putThumbnail(*db, photo.id, "jpeg"));
        QCOMPARE(thumbnail(*db, photo.id)->value(), QByteArray("jpeg"));
        QCOMPARE(putThumbnail(*db, photo.id, QByteArray(20'000, 'x')).error().code, ErrorCode::TooLarge);
        RUHU_VERIFY(dropDraftItem(*db, draft.id, me, mark.id));
        const auto left = dropDraft(*db, draft.id, me);
        RUHU_VERIFY(left);
        QCOMPARE(left->size(), 1);
        QCOMPARE(left->first().body, QByteArray("bytes"));
        QVERIFY(drafts(*db, me)->isEmpty());
        QVERIFY(dump(*db, {u"draft"_s, u"draft_item"_s, u"draft_answer"_s}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDrafts)
#include "tst_drafts.moc"
