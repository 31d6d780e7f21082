#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""Makes the table of Mandarin readings from the Unicode Han database.

Takes every reading of kMandarin (first: the everyday one), kHanyuPinyin and kXHC1983, drops the tones, writes ü as v.
ICU's transliteration is no substitute: it knows one reading a character and gives surnames wrongly (dan for shan).
Usage: make_readings.py Unihan_Readings.txt.bz2 surnames.csv OUT.inc
"""
import bz2
import csv
import re
import sys
import unicodedata


def toneless(reading):
    out = ""
    for c in unicodedata.normalize("NFD", reading.lower()):
        if c == "\u0308":                       # the two dots of ü: v replaces the u before it
            out = out[:-1] + "v"
        elif "a" <= c <= "z":
            out += c
        elif unicodedata.combining(c) == 0:
            return ""
    return out


def read_unihan(path):
    found = {}
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            code, field, value = line.rstrip("\n").split("\t", 2)
            if field == "kMandarin":
                words = value.split()
            elif field in ("kHanyuPinyin", "kXHC1983"):
                words = [r for part in value.split() for r in part.split(":")[1].split(",")]
            else:
                continue
            found.setdefault(int(code[2:], 16), {}).setdefault(field, []).extend(words)
    table = {}
    for code, fields in found.items():
        first = [toneless(r) for r in fields.get("kMandarin", [])[:1]]
        rest = sorted({toneless(r) for words in fields.values() for r in words})
        table[code] = [r for r in dict.fromkeys(first + rest) if r]
    return {code: readings for code, readings in table.items() if readings}


def read_surnames(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["surname"]: row["reading"] for row in rows}


def main():
    unihan, surnames, out = sys.argv[1:4]
    table = read_unihan(unihan)
    syllables = sorted({r for readings in table.values() for r in readings} | set(read_surnames(surnames).values()))
    assert len(table) > 40000 and len(syllables) < 65536, (len(table), len(syllables))
    place = {s: i for i, s in enumerate(syllables)}
    indices, entries = [], []
    for code in sorted(table):
        entries.append((code, len(indices)))
        indices += [place[r] for r in table[code]]
    entries.append((0x110000, len(indices)))
    names = read_surnames(surnames)
    with open(out, "w", encoding="ascii") as file:
        file.write("// Made by make_readings.py from the Unicode Han database (Unicode licence v3). Not edited by hand.\n")
        file.write("constexpr const char *syllables[] = {\n%s};\n" % "".join(f'"{s}",\n' for s in syllables))
        file.write("constexpr Entry entries[] = {\n%s};\n" % "".join(f"{{{c},{i}}},\n" for c, i in entries))
        file.write("constexpr quint16 indices[] = {\n%s};\n" % "".join(f"{i},\n" for i in indices))
        file.write("constexpr Surname surnames[] = {\n%s};\n" % "".join(
            '{u"%s","%s"},\n' % ("".join(f"\\u{ord(c):04x}" for c in n), names[n]) for n in sorted(names)))


main()
