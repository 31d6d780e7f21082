// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Opens one image from outside and answers with what we keep of it. It is started for one file, with nothing but a pipe
// on each side, and gives up every right that it does not need before the first byte arrives (core/platform/process.h):
//   memory 512 MiB, CPU 20 s, no new privileges, no sockets, no programs, no growing files.
// What a codec bug could still do: read files that this user may read, and lie in the answer (core/media checks it).
// Exit 0 with an answer on standard output; 1 when it could not be confined or fed.
#include "core/base/limits.h"
#include "core/media/photo.h"
#include "core/platform/process.h"

#include <QCoreApplication>
#include <QFile>
#include <QImageReader>

#include <cstdio>

namespace {
constexpr qint64 pieceBytes = 1024 * 1024;
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    std::ignore = QImageReader::supportedImageFormats(); // loads the codecs while files may still be opened
    if (!ruhu::platform::confineReader())
        return 1;
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return 1;
    QByteArray file;
    for (QByteArray piece = in.read(pieceBytes); !piece.isEmpty() && file.size() <= ruhu::limits::photoBytes;
         piece = in.read(pieceBytes))
        file += piece; // a pipe hands over little by little
    const QByteArray answer = ruhu::media::encode(ruhu::media::makeCopies(file));
    return out.write(answer) == answer.size() && out.flush() ? 0 : 1;
}
