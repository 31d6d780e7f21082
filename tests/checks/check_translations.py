#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""Every sentence that a person can see has its Chinese.

For each folder with tr(): lupdate finds exactly the sources that translations/FOLDER_zh_CN.ts holds, none is
unfinished, none is empty, and a %1 of the source is in the translation.
Usage: check_translations.py SOURCE_DIR        (lrelease 6.4 has no -fail-on-unfinished)
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

LUPDATE = shutil.which("lupdate", path="/usr/lib/qt6/bin") or shutil.which("lupdate")
TR = re.compile(r"\btr\(|QCoreApplication::translate\(|QT_TRANSLATE_NOOP|QT_TR_NOOP")


def folders(root):
    """Every folder whose own files hold a tr()."""
    found = set()
    for top in ("ui", "app"):
        for path in (root / top).rglob("*"):
            if path.suffix in (".h", ".cpp") and TR.search(path.read_text(encoding="utf-8")):
                found.add(path.parent.relative_to(root))
    return sorted(found)


def messages(path):
    result = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            key = (name, message.findtext("source"), message.findtext("comment") or "")
            result[key] = message.find("translation")
    return result


def translated(element):
    forms = element.findall("numerusform")
    return [f.text or "" for f in forms] if forms else [element.text or ""]


def main():
    root = pathlib.Path(sys.argv[1])
    problems = []
    for folder in folders(root):
        name = str(folder).replace("/", ".") + "_zh_CN.ts"
        ours = root / "translations" / name
        if not ours.exists():
            problems.append(f"{folder}: has sentences, but translations/{name} is missing")
            continue
        with tempfile.TemporaryDirectory() as scratch:
            fresh = pathlib.Path(scratch) / name
            files = [str(p) for p in (root / folder).glob("*") if p.suffix in (".h", ".cpp")]
            # -I: without the headers lupdate guesses contexts without their namespace, and nothing matches at run time
            subprocess.run([LUPDATE, "-silent", "-I", str(root), "-no-obsolete", "-locations", "none", *files, "-ts",
                            str(fresh)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wanted = messages(fresh)
        have = messages(ours)
        for key in sorted(set(wanted) - set(have)):
            problems.append(f"translations/{name}: missing {key[0]}: {key[1]!r}")
        for key, element in sorted(have.items()):
            if key not in wanted:
                problems.append(f"translations/{name}: no longer in the source: {key[0]}: {key[1]!r}")
            elif element.get("type") in ("unfinished", "vanished", "obsolete") or not all(translated(element)):
                problems.append(f"translations/{name}: unfinished {key[0]}: {key[1]!r}")
            else:
                for mark in set(re.findall(r"%(?:\d|n|L\d)", key[1])):
                    if not all(mark in form for form in translated(element)):
                        problems.append(f"translations/{name}: {mark} is lost in {key[1]!r}")
    print("\n".join(problems) or "translations: complete")
    sys.exit(1 if problems else 0)


main()
