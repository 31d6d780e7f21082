#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""Words that must not stand in the sources.

  - a Chinese literal in C++ outside tests: what the user reads is English in tr() and Chinese in translations/
  - marks of unfinished work
Usage: check_words.py SOURCE_DIR
"""
import pathlib
import re
import sys

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def main():
    root = pathlib.Path(sys.argv[1])
    problems = []
    for top in ("core", "sync", "ui", "app"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                code = line.split("//")[0]
                if any(CHINESE.search(s) for s in STRING.findall(code)):
                    problems.append(f"{path.relative_to(root)}:{number}: Chinese literal outside tr()")
                if UNFINISHED.search(line):
                    problems.append(f"{path.relative_to(root)}:{number}: mark of unfinished work")
    print("\n".join(problems) or "words: clean")
    sys.exit(1 if problems else 0)


main()
