// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/casework.h"
#include "core/service/conflicts.h"
#include "core/service/exchange.h"
#include "core/service/households.h"
#include "core/service/today.h"
#include "core/service/visits.h"

#include <QObject>

namespace ruhu::service {

struct DeskParts;

/// Who sits at the desk.
struct Me
{
    PersonId person;
    QString name;
    QString role;   ///< Role id, core/domain/roles.h.
    QString office; ///< "柳溪镇民政办".
    qint32 part = 0;
    QList<Place> villages; ///< Where this person is responsible; empty = the whole township.
};

/// A colleague whose account is on this laptop (second investigator, supervisor).
struct Colleague
{
    PersonId person;
    QString name;
    QString role;
};

/// What an unlocked person may ask for, by subject. Lives on the GUI thread; every answer comes later and never blocks.
/// After Laptop::lock() all doors answer Locked; what was on its way arrives as Cancelled.
class Desk : public QObject
{
    Q_OBJECT

public:
    explicit Desk(std::unique_ptr<DeskParts> parts);
    ~Desk() override;

    /// Ends the exchange with the hub at the next safe point. Laptop::lock() calls it before it closes the store.
    void endExchange();

    [[nodiscard]] const Me &me() const;
    [[nodiscard]] QList<Colleague> colleagues() const;

    [[nodiscard]] Today &today();
    [[nodiscard]] Households &households();
    [[nodiscard]] Visits &visits();
    [[nodiscard]] Casework &casework();
    [[nodiscard]] Conflicts &conflicts();
    [[nodiscard]] Exchange &exchange();

Q_SIGNALS:
    /// Something in the store moved, by this person's hand or by sync.
    void changed(const ruhu::service::Changes &changes);

private:
    std::unique_ptr<DeskParts> m;
};

} // namespace ruhu::service
