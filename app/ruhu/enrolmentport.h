// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/service/ports.h"

namespace ruhu {

/// EnrolmentPort over sync/client: asks the hub over https and hands on what it signed.
class HubEnrolment final : public service::EnrolmentPort
{
public:
    explicit HubEnrolment(std::shared_ptr<const Clock> clock);
    [[nodiscard]] service::Answer<service::Enrolled> enrol(const service::EnrolRequest &request) override;

private:
    std::shared_ptr<const Clock> m_clock;
};

} // namespace ruhu
