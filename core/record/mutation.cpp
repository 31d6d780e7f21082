// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/mutation.h"

#include "core/crypto/sign.h"
#include "core/record/cbor.h"

#include <array>

namespace ruhu::record {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array opNames = {"patch"_L1, "create"_L1, "archive"_L1, "event"_L1};
constexpr std::array roleNames = {"thumbnail"_L1, "evidence"_L1, "original"_L1, "submission"_L1,
                                  "strokes"_L1,   "paper"_L1,    "pack"_L1};

QCborMap toMap(const Body &body)
{
    QCborMap map;
    for (auto it = body.cbegin(); it != body.cend(); ++it)
        map.insert(it.key(), it.value());
    return map;
}

/// Reads typed entries of a map and remembers the first that does not fit.
class Fields
{
public:
    explicit Fields(const QCborMap &map)
        : m_map(map)
    {
    }

    QCborValue take(QLatin1String key, QCborValue::Type type)
    {
        const QCborValue value = m_map.value(key);
        if (value.type() != type)
            complain(key);
        return value;
    }

    qint64 integer(QLatin1String key, qint64 low, qint64 high)
    {
        const qint64 value = take(key, QCborValue::Integer).toInteger(low);
        if (value < low || value > high)
            complain(key);
        return value;
    }

    /// Bytes of exactly one size; `allowEmpty` also takes a null for "none".
    QByteArray bytes(QLatin1String key, qsizetype size, bool allowNull = false)
    {
        if (allowNull && m_map.value(key).isNull())
            return {};
        const QByteArray value = take(key, QCborValue::ByteArray).toByteArray();
        if (value.size() != size)
            complain(key);
        return value;
    }

    template <typename Id>
    Id id(QLatin1String key, bool allowNull = false)
    {
        const Id value = Id::fromBytes(bytes(key, Id::size, allowNull));
        if (value.isNull() && !allowNull)
            complain(key);
        return value;
    }

    template <std::size_t N>
    int word(QLatin1String key, const std::array<QLatin1String, N> &words)
    {
        const QString value = take(key, QCborValue::String).toString();
        const auto found = std::ranges::find(words, value);
        if (found == words.end()) {
            complain(key);
            return 0;
        }
        return int(found - words.begin());
    }

    Body body(QLatin1String key)
    {
        Body body;
        const QCborMap map = take(key, QCborValue::Map).toMap();
        for (auto it = map.begin(); it != map.end(); ++it) {
            if (!it.key().isString())
                complain(key);
            body.insert(it.key().toString(), it.value());
        }
        return body;
    }

    void complain(QLatin1String key)
    {
        if (m_fault.isEmpty())
            m_fault = key;
    }

    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    const QCborMap &m_map;
    QString m_fault;
};

QCborMap toCbor(const BlobRef &blob)
{
    return {
        {u"h"_s, blob.hash}, {u"len"_s, blob.length}, {u"role"_s, nameOf(blob.role)}, {u"required"_s, blob.required}};
}

Result<BlobRef> blobFromCbor(const QCborMap &map)
{
    Fields fields(map);
    BlobRef blob;
    blob.hash = fields.bytes("h"_L1, 32);
    blob.length = fields.integer("len"_L1, 1, limits::blobBytes);
    blob.role = BlobRole(fields.word("role"_L1, roleNames));
    blob.required = map.value("required"_L1).toBool();
    if (!map.value("required"_L1).isBool())
        fields.complain("required"_L1);
    if (!fields.fault().isEmpty())
        return fail(ErrorCode::BadFormat, u"blob."_s + fields.fault());
    return blob;
}

QCborMap mapOf(const Bundle &bundle)
{
    QCborArray mutations;
    for (const Mutation &mutation : bundle.mutations)
        mutations.append(toCbor(mutation));
    QCborArray blobs;
    for (const BlobRef &blob : bundle.blobs)
        blobs.append(toCbor(blob));
    QCborArray deps;
    for (const BundleId &dep : bundle.deps)
        deps.append(dep.bytes());
    QCborMap map{{u"bid"_s, bundle.bid.bytes()}, {u"mutations"_s, mutations}, {u"blobs"_s, blobs}, {u"deps"_s, deps}};
    if (!bundle.author.isNull())
        map.insert(u"by"_s, bundle.author.bytes());
    return map;
}

cbor::Limits bundleLimits()
{
    return {.bytes = limits::requestBytes, .depth = 20, .items = 1'000'000};
}

/// Reads every element of the array under `key` with `read`.
template <typename T, typename Read>
Result<QList<T>> listOf(const QCborMap &map, QLatin1String key, Read read)
{
    const QCborValue value = map.value(key);
    if (!value.isArray())
        return fail(ErrorCode::BadFormat, key);
    const QCborArray array = value.toArray();
    if (array.size() > limits::pushMutations)
        return fail(ErrorCode::TooLarge, key);
    QList<T> list;
    for (const QCborValue &item : array) {
        Result<T> one = read(item);
        if (!one)
            return passOn(one);
        list.append(*std::move(one));
    }
    return list;
}

} // namespace

QLatin1String nameOf(Op op)
{
    return opNames[std::size_t(op)];
}

QLatin1String nameOf(BlobRole role)
{
    return roleNames[std::size_t(role)];
}

QCborMap toCbor(const Mutation &mutation)
{
    const QCborValue root = mutation.root.isNull() ? QCborValue(nullptr) : QCborValue(mutation.root.bytes());
    return {{u"mid"_s, mutation.mid.bytes()}, {u"id"_s, mutation.id.bytes()},
            {u"kind"_s, mutation.kind},       {u"root"_s, root},
            {u"part"_s, mutation.part},       {u"op"_s, nameOf(mutation.op)},
            {u"base"_s, mutation.base},       {u"set"_s, toMap(mutation.set)},
            {u"was"_s, toMap(mutation.was)},  {u"sv"_s, mutation.sv},
            {u"at"_s, mutation.at},           {u"n"_s, mutation.n}};
}

Result<Mutation> mutationFromCbor(const QCborMap &map)
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    Fields fields(map);
    Mutation mutation;
    mutation.mid = fields.id<MutationId>("mid"_L1);
    mutation.id = fields.id<RecordId>("id"_L1);
    mutation.kind = fields.take("kind"_L1, QCborValue::String).toString();
    if (mutation.kind.isEmpty() || mutation.kind.size() > 40)
        fields.complain("kind"_L1);
    mutation.root = fields.id<RecordId>("root"_L1, true);
    mutation.part = qint32(fields.integer("part"_L1, 0, 999'999'999));
    mutation.op = Op(fields.word("op"_L1, opNames));
    mutation.base = fields.integer("base"_L1, 0, most);
    mutation.set = fields.body("set"_L1);
    mutation.was = fields.body("was"_L1);
    mutation.sv = qint32(fields.integer("sv"_L1, 1, 100'000));
    mutation.at = fields.integer("at"_L1, 0, most);
    mutation.n = fields.integer("n"_L1, 1, most);
    if (!fields.fault().isEmpty())
        return fail(ErrorCode::BadFormat, u"mutation."_s + fields.fault());
    return mutation;
}

QByteArray unsignedBytes(const Bundle &bundle)
{
    if (bundle.bytes.isEmpty())
        return cbor::encode(mapOf(bundle));
    // From the bytes that travelled: keys of a newer version are signed too.
    auto map = cbor::decodeMap(bundle.bytes, bundleLimits());
    if (!map)
        return {};
    map->remove("sig"_L1);
    return cbor::encode(*map);
}

Result<Bundle> signBundle(Bundle bundle, const Signer &signer)
{
    bundle.bytes.clear();
    QCborMap map = mapOf(bundle);
    const QByteArray message = cbor::encode(map);
    if (message.isEmpty())
        return fail(ErrorCode::BadFormat, u"a value has no canonical form"_s);
    auto sig = signer(message);
    if (!sig)
        return passOn(sig);
    bundle.sig = *sig;
    map.insert("sig"_L1, bundle.sig);
    bundle.bytes = cbor::encode(map);
    if (bundle.bytes.size() > limits::requestBytes)
        return fail(ErrorCode::TooLarge, u"bundle of %1 bytes"_s.arg(bundle.bytes.size()));
    return bundle;
}

Result<Bundle> decodeBundle(QByteArrayView bytes)
{
    const auto map = cbor::decodeMap(bytes, bundleLimits());
    if (!map)
        return passOn(map);
    Fields fields(*map);
    Bundle bundle;
    bundle.bid = fields.id<BundleId>("bid"_L1);
    bundle.sig = fields.bytes("sig"_L1, 64);
    if (map->contains("by"_L1))
        bundle.author = fields.id<PersonId>("by"_L1);
    if (!fields.fault().isEmpty())
        return fail(ErrorCode::BadFormat, u"bundle."_s + fields.fault());
    auto mutations =
        listOf<Mutation>(*map, "mutations"_L1, [](const QCborValue &item) { return mutationFromCbor(item.toMap()); });
    if (!mutations)
        return passOn(mutations);
    auto blobs = listOf<BlobRef>(*map, "blobs"_L1, [](const QCborValue &item) { return blobFromCbor(item.toMap()); });
    if (!blobs)
        return passOn(blobs);
    auto deps = listOf<BundleId>(*map, "deps"_L1, [](const QCborValue &item) -> Result<BundleId> {
        const auto id = BundleId::fromBytes(item.toByteArray());
        return id.isNull() ? Result<BundleId>(fail(ErrorCode::BadFormat, u"bundle.deps"_s)) : id;
    });
    if (!deps)
        return passOn(deps);
    bundle.mutations = *std::move(mutations);
    bundle.blobs = *std::move(blobs);
    bundle.deps = *std::move(deps);
    bundle.bytes = bytes.toByteArray();
    return bundle;
}

Result<void> verifyBundle(const Bundle &bundle, QByteArrayView devicePublicKey)
{
    if (!crypto::verify(devicePublicKey, unsignedBytes(bundle), bundle.sig))
        return fail(ErrorCode::Signature, u"bundle "_s + bundle.bid.text());
    return {};
}

Body wasFor(Kind kind, const Body &set, const Body &seen)
{
    Body was;
    for (auto it = set.cbegin(); it != set.cend(); ++it) {
        const QStringView group = groupOf(it.key());
        for (const QString &key : keysOf(kind, group))
            was.insert(key, QCborValue(nullptr));
    }
    // Fields that this build does not know, but saw, belong to the group all the same.
    for (auto it = set.cbegin(); it != set.cend(); ++it) {
        was.insert(it.key(), QCborValue(nullptr));
        was.insert(groupPart(seen, groupOf(it.key())));
    }
    return was;
}

std::optional<Mutation> patchBetween(const Record &seen, const Body &seenBody, const Body &edited)
{
    Mutation patch;
    for (auto it = edited.cbegin(); it != edited.cend(); ++it) {
        if (!same(seenBody.value(it.key(), QCborValue(nullptr)), it.value()))
            patch.set.insert(it.key(), it.value());
    }
    for (auto it = seenBody.cbegin(); it != seenBody.cend(); ++it) {
        if (!edited.contains(it.key()))
            patch.set.insert(it.key(), QCborValue(nullptr));
    }
    if (patch.set.isEmpty())
        return std::nullopt;
    patch.id = seen.id;
    patch.kind = seen.kind;
    patch.root = seen.root;
    patch.part = seen.part;
    patch.base = seen.ver;
    patch.was = wasFor(seen.kindOf(), patch.set, seenBody);
    return patch;
}

} // namespace ruhu::record
