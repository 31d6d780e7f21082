// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/masking.h"

#include <array>

namespace ruhu {

namespace {

QString stars(qsizetype count)
{
    return QString(std::max<qsizetype>(count, 0), u'*');
}

/// Keeps some characters at both ends; too short a text is all stars.
QString keepEnds(QStringView text, qsizetype front, qsizetype back)
{
    if (text.size() <= front + back)
        return stars(text.size());
    return text.first(front).toString() + stars(text.size() - front - back) + text.last(back).toString();
}

/// Where the first character ends: two code units for a character outside the basic plane.
qsizetype firstCharacter(QStringView text)
{
    return text.size() >= 2 && text[0].isHighSurrogate() ? 2 : 1;
}

qsizetype lastCharacter(QStringView text)
{
    return text.size() >= 2 && text.last(1)[0].isLowSurrogate() ? 2 : 1;
}

} // namespace

QString maskedId(QStringView number)
{
    return keepEnds(number, 4, 4);
}

QString maskedPhone(QStringView phone)
{
    return keepEnds(phone, 3, 4);
}

QString maskedAccount(QStringView account)
{
    if (account.size() < 8)
        return stars(account.size());
    return QStringLiteral("**** **** **** ") + account.last(4).toString();
}

QString maskedDisabilityCard(QStringView number, bool healthVisible)
{
    return keepEnds(number, 4, healthVisible ? 2 : 0);
}

QString maskedName(QStringView name)
{
    if (name.isEmpty())
        return {};
    const qsizetype first = firstCharacter(name);
    const QStringView rest = name.sliced(first);
    if (rest.isEmpty())
        return stars(1);
    const auto characters = rest.toString().toUcs4().size();
    const bool keepLast = characters >= 2 && !name.contains(QChar(0x00B7));
    return name.first(first).toString() + stars(keepLast ? 1 : std::min<qsizetype>(characters, 2)) +
           (keepLast ? rest.last(lastCharacter(rest)).toString() : QString());
}

QString addressToVillage(QStringView address)
{
    // village (cun), community (she qu), residents' committee (ju wei hui); then town, township, sub-district.
    const std::array villageWords = {QString(QChar(0x6751)), QString::fromUtf16(u"\u793e\u533a"),
                                     QString::fromUtf16(u"\u5c45\u59d4\u4f1a")};
    const std::array townWords = {QString(QChar(0x9547)), QString(QChar(0x4e61)), QString::fromUtf16(u"\u8857\u9053")};
    const auto cut = [address](const auto &words) {
        qsizetype end = -1;
        for (const QString &word : words) {
            const qsizetype at = address.indexOf(word, 1);
            if (at > 0 && (end < 0 || at + word.size() < end))
                end = at + word.size();
        }
        return end;
    };
    qsizetype end = cut(villageWords);
    if (end < 0)
        end = cut(townWords);
    return end < 0 ? QString() : address.first(end).toString();
}

} // namespace ruhu
