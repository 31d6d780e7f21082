// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/enrolmentport.h"

#include "sync/client/enrol.h"

#include <QCoreApplication>

namespace ruhu {

HubEnrolment::HubEnrolment(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
{
}

service::Answer<service::Enrolled> HubEnrolment::enrol(const service::EnrolRequest &request)
{
    client::Enrolment who;
    who.hub = request.hub;
    who.caPem = request.caPem;
    who.code = request.code;
    who.device = request.device;
    who.deviceSignKey = request.deviceSignKey;
    who.deviceBoxKey = request.deviceBoxKey;
    who.personSignKey = request.personSignKey;
    who.personBoxKey = request.personBoxKey;
    who.deviceSigner = request.deviceSigner;
    who.personSigner = request.personSigner;
    who.app = QCoreApplication::applicationName() + QChar(u' ') + QCoreApplication::applicationVersion();
    return client::enrol(who, m_clock->wallMs())
        .then([](const Result<client::Enrolled> &answer) -> Result<service::Enrolled> {
            if (!answer)
                return passOn(answer);
            service::Enrolled enrolled;
            enrolled.person = answer->person.person;
            enrolled.name = answer->person.name;
            for (const protocol::GrantInfo &grant : answer->grants) {
                if (grant.person != answer->person.person)
                    continue;
                enrolled.roles.append(grant.role);
                if (enrolled.division == 0)
                    enrolled.division = grant.division;
            }
            enrolled.serial = answer->person.serial.bytes();
            enrolled.personCertificate = answer->person.bytes;
            enrolled.deviceCertificate = answer->device.bytes;
            enrolled.rootRecord = answer->root.bytes;
            enrolled.rootKeys = answer->root.keys;
            enrolled.rootThreshold = answer->root.threshold;
            enrolled.demo = answer->root.demo;
            enrolled.escrowKey = answer->root.escrowKey;
            return enrolled;
        });
}

} // namespace ruhu
