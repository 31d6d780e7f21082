// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Who must authorise the data check, read from the answers. The form says it: a place for a signature with the evidence
// DC09 in each member; relevant means that the adult was met, required that the visit rests on it.
#include "core/domain/residentid.h"
#include "core/forms/formdef.h"
#include "core/forms/session.h"
#include "core/service/visits.h"

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using forms::Control;
using forms::NodeId;

namespace {

constexpr auto authorisationPaper = "DC09"_L1; // code EVIDENCE
constexpr int adultAge = 18;

/// What the member of this instance answers for a field of the records; empty when the form does not ask for it.
QString ofMember(const forms::FormSession &session, NodeId instance, const QString &target)
{
    for (const Control &control : session.form().controls()) {
        if (control.ruhu.value(u"to"_s) == target)
            return session.keptValue(session.child(instance, control.reference.section(u'/', -1)));
    }
    return {};
}

/// Not met, but would have been asked: the signature is not relevant then, so the form cannot say it.
bool isAbsentAdult(const forms::FormSession &session, NodeId instance)
{
    const auto born = QDate::fromString(ofMember(session, instance, u"member.identity.birth"_s), Qt::ISODate);
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(session.environment().clock->wallMs(), session.environment().zone).date();
    return ofMember(session, instance, u"visit.met_in_person"_s) == u"0" &&
           ofMember(session, instance, u"member.membership.counted"_s) != u"0" && born.isValid() &&
           completedYears(born, today) >= adultAge;
}

} // namespace

QList<Authoriser> Visits::authorisers(const VisitDraft &draft)
{
    QList<Authoriser> found;
    const forms::FormSession &session = *draft.session;
    for (const Control &control : draft.form->controls()) {
        if (!control.isSignature() || control.ruhu.value(u"evidence"_s) != authorisationPaper)
            continue;
        const QString repeat = control.reference.section(u'/', 0, -2);
        const QString leaf = control.reference.section(u'/', -1);
        for (const NodeId instance : session.instances(repeat)) {
            const NodeId node = session.child(instance, leaf);
            Authoriser one;
            one.member = MemberId::fromText(session.keptValue(session.child(instance, u"rid"_s)));
            one.name = ofMember(session, instance, u"member.identity.name"_s);
            one.met = session.isRelevant(node);
            one.required = one.met && session.isRequired(node);
            if (!one.member.isNull() && (one.met || (session.isRelevant(instance) && isAbsentAdult(session, instance))))
                found.append(one);
        }
    }
    return found;
}

} // namespace ruhu::service
