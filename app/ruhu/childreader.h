// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/ports.h"

namespace ruhu {

/// ReaderPort over the program `ruhu-reader`, which lies beside this one.
class ChildReader final : public service::ReaderPort
{
public:
    /// \param program path of ruhu-reader
    explicit ChildReader(QString program);
    [[nodiscard]] service::Answer<media::PhotoCopies> readImage(const QByteArray &file) override;

private:
    QString m_program;
};

} // namespace ruhu
