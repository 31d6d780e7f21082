#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""Words that must not stand in the sources.

  - a Chinese literal in C++ outside tests: what the user reads is English in tr() and Chinese in translations/
  - marks of unfinished work
  - the name of a document that is not here: sources name it from the root (docs/protocol.md), documents also
    from their own folder or docs/
Usage: check_words.py SOURCE_DIR
"""
import pathlib
import re
import sys

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
DOCUMENT = re.compile(r"[\w./-]*\w\.md\b")
SOURCES = (".h", ".cpp", ".py", ".sh", ".cmake", ".txt", ".csv", ".json", ".xml", ".md")


def unfinished_words(root, path, lines):
    """Rules for the program's own C++."""
    for number, line in enumerate(lines, 1):
        if any(CHINESE.search(s) for s in STRING.findall(line.split("//")[0])):
            yield f"{path.relative_to(root)}:{number}: Chinese literal outside tr()"
        if UNFINISHED.search(line):
            yield f"{path.relative_to(root)}:{number}: mark of unfinished work"


def missing_documents(root, path, lines):
    beside = [path.parent, root / "docs"] if path.suffix == ".md" else []
    for number, line in enumerate(lines, 1):
        for name in DOCUMENT.findall(line):
            if not any((folder / name).is_file() for folder in [root, *beside]):
                yield f"{path.relative_to(root)}:{number}: {name} is no document of this repository"


def main():
    root = pathlib.Path(sys.argv[1])
    problems = []
    files = [path for path in root.iterdir() if path.suffix in SOURCES]
    for top in ("app", "cmake", "core", "dev", "docs", "resources", "sync", "tests", "ui"):
        files += sorted(path for path in (root / top).rglob("*") if path.is_file() and path.suffix in SOURCES)
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.suffix in (".h", ".cpp") and path.relative_to(root).parts[0] in ("core", "sync", "ui", "app"):
            problems += unfinished_words(root, path, lines)
        problems += missing_documents(root, path, lines)
    print("\n".join(problems) or "words: clean")
    sys.exit(1 if problems else 0)


main()
