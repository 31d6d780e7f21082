// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/merge.h"

namespace ruhu::record {

namespace {

const QCborValue none(nullptr);

/// Every entry of `part` stands in `body` with the same value; null and absent are the same.
bool holds(const Body &body, const Body &part)
{
    for (auto it = part.cbegin(); it != part.cend(); ++it) {
        if (!same(body.value(it.key(), none), it.value()))
            return false;
    }
    return true;
}

void put(Body &body, const Body &set)
{
    for (auto it = set.cbegin(); it != set.cend(); ++it) {
        if (it.value().isNull())
            body.remove(it.key());
        else
            body.insert(it.key(), it.value());
    }
}

QStringList groupsOf(const Body &set)
{
    QStringList groups;
    for (auto it = set.cbegin(); it != set.cend(); ++it) {
        const QString group = groupOf(it.key()).toString();
        if (!groups.contains(group))
            groups += group;
    }
    return groups;
}

Merge unchanged(Outcome outcome, const Record &theirs, const Body &theirsBody)
{
    return {.outcome = outcome,
            .changed = false,
            .archived = theirs.archived,
            .merged = theirsBody,
            .groups = {},
            .conflicts = {}};
}

Merge mergeEvent(const Record &theirs, const Body &theirsBody, const Mutation &mine)
{
    if (theirs.ver == 0)
        return {.outcome = Outcome::Applied,
                .changed = true,
                .archived = false,
                .merged = withoutNulls(mine.set),
                .groups = {},
                .conflicts = {}};
    const bool twin =
        theirs.root == mine.root && !theirs.archived && encodeBody(theirsBody) == encodeBody(withoutNulls(mine.set));
    return unchanged(twin ? Outcome::NoOp : Outcome::EventImmutable, theirs, theirsBody);
}

/// An archive applies when nobody edited since: on the version that was seen, or on the very values that were seen
/// (a writer who patched and then archived has only an old version number).
Merge mergeArchive(const Record &theirs, const Body &theirsBody, const Mutation &mine)
{
    if (theirs.archived)
        return unchanged(Outcome::NoOp, theirs, theirsBody);
    const bool seen = mine.base == theirs.ver || (!mine.was.isEmpty() && holds(theirsBody, mine.was));
    if (seen)
        return {.outcome = mine.base == theirs.ver ? Outcome::Applied : Outcome::Merged,
                .changed = true,
                .archived = true,
                .merged = {},
                .groups = {},
                .conflicts = {}};
    Merge result = unchanged(Outcome::Conflict, theirs, theirsBody);
    result.conflicts = {GroupConflict{wholeRecord, withoutNulls(mine.was), theirsBody, {}, true}};
    return result;
}

Merge mergePatch(const Record &theirs, const Body &theirsBody, const Mutation &mine)
{
    if (theirs.archived) {
        Merge result = unchanged(Outcome::Conflict, theirs, theirsBody);
        Body wanted = mine.was;
        put(wanted, mine.set);
        result.conflicts = {GroupConflict{wholeRecord, withoutNulls(mine.was), {}, withoutNulls(wanted), true}};
        return result;
    }
    Merge result = unchanged(Outcome::NoOp, theirs, theirsBody);
    for (const QString &group : groupsOf(mine.set)) {
        const Body set = groupPart(mine.set, group);
        const Body was = groupPart(mine.was, group);
        if (holds(theirsBody, set))
            continue;
        // A field that is set but was not seen counts as seen empty: nothing is overwritten unseen.
        Body seen = was;
        for (auto it = set.cbegin(); it != set.cend(); ++it) {
            if (!seen.contains(it.key()))
                seen.insert(it.key(), none);
        }
        if (holds(theirsBody, seen)) {
            put(result.merged, set);
            result.groups += group;
            result.changed = true;
            continue;
        }
        Body wanted = was;
        put(wanted, set);
        result.conflicts +=
            GroupConflict{group, withoutNulls(was), groupPart(theirsBody, group), withoutNulls(wanted), false};
    }
    if (!result.conflicts.isEmpty())
        result.outcome = Outcome::Conflict;
    else if (result.changed)
        result.outcome = mine.base == theirs.ver ? Outcome::Applied : Outcome::Merged;
    return result;
}

} // namespace

Merge merge(const Record &theirs, const Body &theirsBody, const Mutation &mine)
{
    const KindClass kindClass = info(mine.kindOf()).kindClass;
    const bool known = mine.kindOf() != Kind::Unknown;
    const bool isEvent = mine.op == Op::Event;
    const bool fits = (theirs.ver == 0 || theirs.kind == mine.kind) &&
                      (!known || isEvent == (kindClass == KindClass::Event)) &&
                      (!known || kindClass != KindClass::HubMade);
    if (!fits)
        return unchanged(Outcome::Invalid, theirs, theirsBody);
    if (isEvent)
        return mergeEvent(theirs, theirsBody, mine);
    if (theirs.ver == 0) {
        if (mine.op != Op::Create)
            return unchanged(Outcome::Invalid, theirs, theirsBody);
        return {.outcome = Outcome::Applied,
                .changed = true,
                .archived = false,
                .merged = withoutNulls(mine.set),
                .groups = groupsOf(mine.set),
                .conflicts = {}};
    }
    return mine.op == Op::Archive ? mergeArchive(theirs, theirsBody, mine) : mergePatch(theirs, theirsBody, mine);
}

bool overlay(Body &body, const Mutation &mine)
{
    switch (mine.op) {
    case Op::Archive: body.clear(); return true;
    case Op::Create:
    case Op::Event: body = withoutNulls(mine.set); return false;
    case Op::Patch: break;
    }
    put(body, mine.set);
    return false;
}

} // namespace ruhu::record
