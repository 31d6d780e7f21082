// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/session_p.h"

#include <algorithm>

namespace ruhu::hub {

namespace {

constexpr qint64 townshipStep = 1'000; // 12-digit code of a village / 1,000 = 9-digit code of its township

/// What a division code leaves open: 1 for a village, 1,000 for a township, 1,000,000 for a county …
qint64 spanOf(qint64 division)
{
    qint64 span = 1;
    for (qint64 step : {1'000LL, 1'000LL, 100LL, 100LL}) {
        if (division % (span * step) != 0)
            break;
        span *= step;
    }
    return span;
}

/// Adds what one grant opens; a whole township swallows its villages.
void open(QMap<qint32, std::optional<QList<qint64>>> &scope, qint64 division, const QList<qint32> &known)
{
    const qint64 span = spanOf(division);
    if (span == 1) {
        auto &villages =
            scope.insert(qint32(division / townshipStep), scope.value(qint32(division / townshipStep), QList<qint64>()))
                .value();
        if (villages && !villages->contains(division))
            villages->append(division);
        return;
    }
    if (span == townshipStep) {
        scope.insert(qint32(division / townshipStep), std::nullopt);
        return;
    }
    for (qint32 part : known) {
        if (part != 0 && contains(division, part, 0))
            scope.insert(part, std::nullopt);
    }
}

} // namespace

bool contains(qint64 division, qint32 part, qint64 village)
{
    const qint64 span = spanOf(division);
    const qint64 place = village != 0 ? village : qint64(part) * townshipStep;
    return place / span == division / span;
}

const protocol::ScopePart *Session::find(qint32 part) const
{
    const auto found = std::ranges::find_if(parts, [part](const protocol::ScopePart &p) { return p.part == part; });
    return found == parts.end() ? nullptr : &*found;
}

bool Session::covers(qint32 part, qint64 village) const
{
    const protocol::ScopePart *scope = find(part);
    return scope && (scope->villages.isEmpty() || village == 0 || scope->villages.contains(village));
}

bool Session::holds(PersonId person, const QString &role, qint32 part, qint64 village) const
{
    return std::ranges::any_of(grants, [&](const GrantRow &grant) {
        return grant.person == person && grant.role == role && contains(grant.division, part, village);
    });
}

bool Session::isPerson(PersonId person) const
{
    return std::ranges::any_of(certificates, [person](const CertificateRow &c) { return c.person == person; });
}

PersonId Session::onlyPerson() const
{
    PersonId only;
    for (const CertificateRow &certificate : certificates) {
        if (!only.isNull() && certificate.person != only)
            return {};
        only = certificate.person;
    }
    return only;
}

Result<std::optional<Session>> loadSession(HubTransaction &transaction, DeviceId device, qint64 nowMs)
{
    const auto row = transaction.device(device);
    if (!row)
        return passOn(row);
    if (!*row)
        return std::optional<Session>();
    Session session;
    session.device = **row;
    session.barred = session.device.revoked || session.device.notAfter <= nowMs;
    session.scopeVer = session.device.scopeVer;
    auto certificates = transaction.certificatesOf(device);
    if (!certificates)
        return passOn(certificates);
    session.certificates = *std::move(certificates);

    const auto known = transaction.parts();
    if (!known)
        return passOn(known);
    QMap<qint32, std::optional<QList<qint64>>> scope; // nullopt = the whole part
    scope.insert(0, std::nullopt);
    QList<PersonId> seen;
    for (const CertificateRow &certificate : std::as_const(session.certificates)) {
        if (certificate.revoked || seen.contains(certificate.person))
            continue;
        seen.append(certificate.person);
        const auto person = transaction.person(certificate.person);
        const auto grants = transaction.grantsOf(certificate.person);
        if (!person)
            return passOn(person);
        if (!grants)
            return passOn(grants);
        if (*person)
            session.scopeVer = std::max(session.scopeVer, (*person)->scopeVer);
        session.grants += *grants;
        for (const GrantRow &grant : *grants)
            open(scope, grant.division, *known);
    }
    for (auto it = scope.begin(); it != scope.end(); ++it) {
        QList<qint64> villages = it.value().value_or(QList<qint64>());
        std::ranges::sort(villages);
        session.parts.append({it.key(), villages});
    }
    return session;
}

QList<protocol::GrantInfo> infosOf(const QList<GrantRow> &grants)
{
    QList<protocol::GrantInfo> infos;
    for (const GrantRow &grant : grants)
        infos.append({grant.person, grant.role, grant.division, grant.leaseUntil});
    return infos;
}

} // namespace ruhu::hub
