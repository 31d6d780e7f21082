// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QtGlobal>

/// Every bound of the program, with unit and reason. A limit that is written anywhere else is a fault.
namespace ruhu::limits {

constexpr qint64 kiB = 1024;
constexpr qint64 miB = 1024 * kiB;

// core/forms (docs/threat-model.md, a hostile questionnaire)
constexpr qint64 formBytes = 32 * miB;      ///< Largest XForm: WHO's verbal autopsy has 1.6 MB.
constexpr int formDepth = 200;              ///< Nested XML elements; deeper recursion would end the process.
constexpr int formElements = 500'000;       ///< Elements of one form.
constexpr int expressionLength = 64 * 1024; ///< Characters of one XPath expression.
constexpr int expressionDepth = 200;        ///< Nested parentheses, predicates and calls.
constexpr int repeatInstances = 10'000;     ///< Instances of one repeat.
constexpr int recomputeSteps = 1'000'000;   ///< Evaluations that one answer may cause.

// core/media (docs/threat-model.md, a hostile photo)
constexpr qint64 photoBytes = 64 * miB;     ///< File that a person may add.
constexpr qint64 photoPixels = 50'000'000;  ///< 50 megapixels: four bytes each are 200 MB of memory.
constexpr qint64 thumbnailBytes = 15 * kiB; ///< About 2 s at 64 kbit/s.
constexpr qint64 evidenceBytes = 300 * kiB; ///< About 38 s at 64 kbit/s.
constexpr int evidenceEdge = 1600;          ///< Pixels of the long edge of the evidence copy.

// sync/protocol (docs/protocol.md 1)
constexpr qint64 requestBytes = 8 * miB;   ///< Body of one request, as sent.
constexpr qint64 inflatedBytes = 64 * miB; ///< The same after zstd: a bomb is refused before it is unpacked.
constexpr qint64 blobBytes = 64 * miB;     ///< One blob.
constexpr qint64 blobChunk = 256 * kiB;    ///< One PATCH of an upload.
constexpr int pushMutations = 1'000;       ///< Mutations of one push.
constexpr qint64 pageBytesMin = 16 * kiB;  ///< A pull page never asks for less…
constexpr qint64 pageBytesMax = 1 * miB;   ///< …nor for more.
constexpr int recordBytes = 256 * 1024;    ///< Canonical CBOR of one record body.

// sync/engine: sized for a line of 64 kbit/s that breaks
constexpr qint64 backoffMinMs = 2'000;        ///< Wait after a first failure…
constexpr qint64 backoffMaxMs = 600'000;      ///< …and after many.
constexpr qint64 retryAfterMaxMs = 3'600'000; ///< A hub that asks for more is answered after an hour all the same.
constexpr qint64 pageMs = 4'000;              ///< A pull page is what the line carries in this time.
constexpr int pushBundles = 50;               ///< Bundles of one push; fewer after failures.
constexpr qint64 pushBytes = 256 * kiB;       ///< Uncompressed bytes of one push: half a minute at 64 kbit/s.
constexpr qint64 pollMs = 60'000;             ///< Between two looks at a feed that has nothing new.
constexpr int applyRows = 200;                ///< Rows of one storing transaction: about writeSliceMs.
constexpr qint64 downloadChunk = 256 * kiB;   ///< One ranged GET.
constexpr int batchFailures = 3;              ///< Failures of one batch before it is halved.
constexpr int itemFailures = 5;               ///< Failures of one bundle or blob before it is put into quarantine.

// core/rules (policy packs)
constexpr qint64 packBytes = 16 * miB; ///< A policy pack as it travels: a province's forms and tables are below 2 MB.
constexpr qint64 packInflated = 64 * miB; ///< All its files unpacked; a bomb is refused before it is unpacked.
constexpr int packFiles = 1'000;          ///< Files of one pack.
constexpr int householdPersons = 100;     ///< Counted members of one household in a means test.

// core/store (docs/architecture.md, decision 5)
constexpr int writeSliceMs = 20;            ///< A longer write is cut, so that the screen's writes get in between.
constexpr qint64 freeDiskBytes = 500 * miB; ///< Below this the program refuses to start, calmly.

} // namespace ruhu::limits
