// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/childreader.h"

#include "core/base/limits.h"
#include "core/platform/process.h"

namespace ruhu {

ChildReader::ChildReader(QString program)
    : m_program(std::move(program))
{
}

service::Answer<media::PhotoCopies> ChildReader::readImage(const QByteArray &file)
{
    // Decided here already, so that no 4-GiB film is pushed through a pipe to be refused.
    if (file.size() > limits::photoBytes)
        return service::ready<media::PhotoCopies>(fail(ErrorCode::TooLarge, QStringLiteral("bytes")));
    if (media::imageFormat(file).isEmpty())
        return service::ready<media::PhotoCopies>(fail(ErrorCode::BadFormat, QStringLiteral("neither JPEG nor PNG")));
    platform::Child child;
    child.program = m_program;
    child.input = file;
    return platform::runChild(child).then([](const Result<QByteArray> &answer) -> Result<media::PhotoCopies> {
        return answer ? media::decode(*answer) : passOn(answer);
    });
}

} // namespace ruhu
