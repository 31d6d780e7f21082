// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xpath/functions.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ruhu::forms::xpath {

namespace {

QStringList words(const QString &text)
{
    static const QRegularExpression space(QStringLiteral("\\s+"));
    return text.split(space, Qt::SkipEmptyParts);
}

Value selected(const Call &c)
{
    return words(c.string(0)).contains(c.string(1).trimmed());
}

Value selectedAt(const Call &c)
{
    const double at = c.number(1);
    const QStringList all = words(c.string(0));
    return at >= 0 && at < double(all.size()) ? all.at(qsizetype(at)) : QString();
}

Value countSelected(const Call &c)
{
    return double(words(c.string(0)).size());
}

Value countNonEmpty(const Call &c)
{
    const NodeSet nodes = c.nodes(0);
    return double(std::count_if(nodes.begin(), nodes.end(),
                                [&](const Node *node) { return !c.evaluator.host().text(node).isEmpty(); }));
}

Value condition(const Call &c)
{
    return c.boolean(0) ? c.value(1) : c.value(2);
}

Value coalesce(const Call &c)
{
    for (std::size_t i = 0; i + 1 < c.count(); ++i) {
        if (const QString text = c.string(i); !text.isEmpty())
            return text;
    }
    return c.string(c.count() - 1);
}

/// The value the node has already, else that of the argument.
Value once(const Call &c)
{
    const QString own = c.evaluator.host().keptText(c.evaluator.current());
    return own.isEmpty() ? c.string(0) : own;
}

/// The whole text must match (docs/forms.md); authors who write ^…$ mean the same in every engine.
Value regex(const Call &c)
{
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(c.string(1)),
                                     QRegularExpression::UseUnicodePropertiesOption);
    if (!pattern.isValid()) {
        c.evaluator.refuse(QStringLiteral("regex(): %1").arg(pattern.errorString()));
        return false;
    }
    return pattern.match(c.string(0)).hasMatch();
}

Value booleanFromString(const Call &c)
{
    const QString text = c.string(0);
    return text == u"1" || text == u"true";
}

Value join(const Call &c)
{
    return c.texts(1).join(c.string(0));
}

bool within(const Call &c, double found)
{
    const double least = c.number(0);
    const double most = c.number(1);
    return (least < 0 || found >= least) && (most < 0 || found <= most);
}

Value checklist(const Call &c)
{
    double found = 0;
    for (std::size_t i = 2; i < c.count(); ++i)
        found += c.boolean(i) ? 1 : 0;
    return within(c, found);
}

Value weightedChecklist(const Call &c)
{
    double found = 0;
    for (std::size_t i = 2; i + 1 < c.count(); i += 2)
        found += c.boolean(i) ? c.number(i + 1) : 0;
    return within(c, found);
}

/// Version 4 from the session's own randomness; uuid(n) gives n characters of base 36.
Value uuid(const Call &c)
{
    Rng *rng = c.evaluator.host().rng;
    if (!rng) {
        c.evaluator.refuse(QStringLiteral("uuid() needs randomness"));
        return QString();
    }
    if (c.count()) {
        const double wanted = c.number(0);
        const qsizetype length = qsizetype(std::clamp(std::isnan(wanted) ? 0 : wanted, 0.0, 1024.0));
        QString out;
        for (const char byte : rng->bytes(length))
            out += QLatin1Char("0123456789abcdefghijklmnopqrstuvwxyz"[quint8(byte) % 36]);
        return out;
    }
    QByteArray raw = rng->bytes(16);
    raw[6] = char(0x40 | (raw.at(6) & 0x0f));
    raw[8] = char(0x80 | (raw.at(8) & 0x3f));
    return QUuid::fromRfc4122(raw).toString(QUuid::WithoutBraces);
}

Value digest(const Call &c)
{
    const QString algorithm = c.string(1);
    const QString encoding = c.count() > 2 ? c.string(2) : QStringLiteral("base64");
    const auto hash = [&](QCryptographicHash::Algorithm which) -> Value {
        const QByteArray bytes = QCryptographicHash::hash(c.string(0).toUtf8(), which);
        return QString::fromLatin1(encoding == u"hex" ? bytes.toHex() : bytes.toBase64());
    };
    if (algorithm == u"MD5")
        return hash(QCryptographicHash::Md5);
    if (algorithm == u"SHA-1")
        return hash(QCryptographicHash::Sha1);
    if (algorithm == u"SHA-256")
        return hash(QCryptographicHash::Sha256);
    if (algorithm == u"SHA-384")
        return hash(QCryptographicHash::Sha384);
    if (algorithm == u"SHA-512")
        return hash(QCryptographicHash::Sha512);
    c.evaluator.refuse(QStringLiteral("digest(): no algorithm \"%1\"").arg(algorithm));
    return QString();
}

Value base64Decode(const Call &c)
{
    return QString::fromUtf8(QByteArray::fromBase64(c.string(0).toLatin1()));
}

/// Order of randomize() as the ODK specification fixes it: Park-Miller numbers and Fisher-Yates from the end, so that
/// the same seed shuffles alike in every client.
class ParkMiller
{
public:
    explicit ParkMiller(qint64 seed)
        : m_state(seed % modulus)
    {
        if (m_state <= 0)
            m_state += modulus - 1;
    }
    double next()
    {
        m_state = m_state * 16807 % modulus;
        return double(m_state - 1) / double(modulus - 1);
    }

private:
    static constexpr qint64 modulus = 2147483647;
    qint64 m_state;
};

qint64 seedOf(const Call &c)
{
    if (c.count() < 2) {
        qint64 bits = 42;
        if (c.evaluator.host().rng)
            c.evaluator.host().rng->fill(std::as_writable_bytes(std::span(&bits, 1)));
        return bits >> 16;
    }
    const double seed = c.number(1);
    if (!std::isnan(seed))
        return qint64(std::clamp(seed, -9e15, 9e15));
    // A text: the first eight bytes of its SHA-256 (xforms-spec, randomize)
    const QByteArray hash = QCryptographicHash::hash(c.string(1).toUtf8(), QCryptographicHash::Sha256);
    quint64 bits = 0;
    for (int i = 0; i < 8; ++i)
        bits = bits << 8 | quint8(hash.at(i));
    return qint64(bits);
}

Value randomize(const Call &c)
{
    NodeSet nodes = c.nodes(0);
    ParkMiller random(seedOf(c));
    for (std::size_t i = nodes.size(); i > 1; --i) {
        const auto j = std::size_t(std::floor(random.next() * double(i)));
        std::swap(nodes[i - 1], nodes[j]);
    }
    return nodes;
}

Value instance(const Call &c)
{
    const QString id = c.string(0);
    Node *root = c.evaluator.host().instance(id);
    if (!root) {
        c.evaluator.refuse(QStringLiteral("no instance \"%1\"").arg(id));
        return NodeSet();
    }
    return NodeSet{root};
}

Value current(const Call &c)
{
    return NodeSet{c.evaluator.current()};
}

Value choiceName(const Call &c)
{
    return c.evaluator.host().choiceName(c.string(0), c.string(1), c.evaluator.current());
}

Value itext(const Call &c)
{
    return c.evaluator.host().itext(c.string(0));
}

Value property(const Call &c)
{
    return c.evaluator.host().property(c.string(0));
}

struct Point
{
    double latitude;
    double longitude;
};

/// Points of geopoints, geotraces and geoshapes: "lat lon alt acc; …" in every argument and node.
bool points(const Call &c, std::vector<Point> &out)
{
    for (const QString &text : c.texts(0)) {
        for (const QString &one : text.split(u';', Qt::SkipEmptyParts)) {
            const QStringList parts = words(one);
            if (parts.isEmpty())
                continue;
            const Point point{plainNumber(parts.first()), parts.size() > 1 ? plainNumber(parts.at(1)) : std::nan("")};
            if (!(std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180))
                return false;
            out.push_back(point);
        }
    }
    return true;
}

constexpr double earthRadius = 6'378'100; // metres; the equatorial radius that JavaRosa and Enketo use

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

/// Metres along great circles from point to point; NaN for an impossible point, 0 for fewer than two.
Value distance(const Call &c)
{
    std::vector<Point> line;
    if (!points(c, line))
        return std::nan("");
    double total = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double a = radians(line[i - 1].latitude);
        const double b = radians(line[i].latitude);
        const double turn = radians(line[i].longitude - line[i - 1].longitude);
        const double h =
            std::pow(std::sin((b - a) / 2), 2) + std::cos(a) * std::cos(b) * std::pow(std::sin(turn / 2), 2);
        total += 2 * earthRadius * std::asin(std::min(1.0, std::sqrt(h)));
    }
    return std::round(total * 100) / 100;
}

/// Square metres inside the ring on the sphere: the sum over its edges of the strips down to the pole.
Value area(const Call &c)
{
    std::vector<Point> ring;
    if (!points(c, ring))
        return std::nan("");
    if (ring.empty())
        return std::nan("");
    if (ring.size() < 3)
        return 0.0;
    double strips = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point &from = ring[i];
        const Point &to = ring[(i + 1) % ring.size()];
        strips += radians(to.longitude - from.longitude) *
                  (2 + std::sin(radians(from.latitude)) + std::sin(radians(to.latitude)));
    }
    return std::round(std::abs(strips * earthRadius * earthRadius / 2) * 100) / 100;
}

/// These two never run: the compiler of a form writes them as paths.
Value onlyInForms(const Call &c)
{
    c.evaluator.refuse(QStringLiteral("%1() works in forms only").arg(c.expr.text));
    return QString();
}

constexpr Function shelf[] = {
    {QLatin1String("pulldata"), 4, 4, onlyInForms},
    {QLatin1String("indexed-repeat"), 3, 7, onlyInForms},
    {QLatin1String("selected"), 2, 2, selected},
    {QLatin1String("selected-at"), 2, 2, selectedAt},
    {QLatin1String("count-selected"), 1, 1, countSelected},
    {QLatin1String("count-non-empty"), 1, 1, countNonEmpty},
    {QLatin1String("if"), 3, 3, condition},
    {QLatin1String("coalesce"), 1, -1, coalesce},
    {QLatin1String("once"), 1, 1, once},
    {QLatin1String("regex"), 2, 2, regex},
    {QLatin1String("boolean-from-string"), 1, 1, booleanFromString},
    {QLatin1String("join"), 1, -1, join},
    {QLatin1String("checklist"), 3, -1, checklist},
    {QLatin1String("weighted-checklist"), 4, -1, weightedChecklist},
    {QLatin1String("uuid"), 0, 1, uuid},
    {QLatin1String("digest"), 2, 3, digest},
    {QLatin1String("base64-decode"), 1, 1, base64Decode},
    {QLatin1String("randomize"), 1, 2, randomize},
    {QLatin1String("instance"), 1, 1, instance},
    {QLatin1String("current"), 0, 0, current},
    {QLatin1String("jr:choice-name"), 2, 2, choiceName},
    {QLatin1String("jr:itext"), 1, 1, itext},
    {QLatin1String("property"), 1, 1, property},
    {QLatin1String("distance"), 1, -1, distance},
    {QLatin1String("area"), 1, -1, area},
};

} // namespace

std::span<const Function> surveyFunctions()
{
    return shelf;
}

} // namespace ruhu::forms::xpath
