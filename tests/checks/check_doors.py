#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""The walls between rooms, held by a test.

Reads the table that the linker got (rooms.txt, written by cmake/Rooms.cmake) and docs/architecture.md, then every
#include of every room, and fails when
  - a room links a room that its line in docs/architecture.md does not allow,
  - a file includes a header of a room that its own room does not link,
  - a file includes a third-party header that its room's line does not name,
  - any room includes something of app, or rooms include each other in a circle.
Usage: check_doors.py SOURCE_DIR ROOMS_TXT      (--self-test proves that it bites)
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')

# Header prefix -> the word that a room's line must hold to use it. A library of the core language needs none.
THIRD_PARTY = [
    ("sodium", "libsodium"), ("sqlite3", "sqlite3"), ("zstd", "libzstd"), ("libxml/", "libxml2"),
    ("httplib", "cpp-httplib"), ("openssl/", "OpenSSL"), ("libexif/", "libexif"), ("qt6keychain/", "everything"),
    ("QSql", "Qt Sql"), ("QDBus", "Qt DBus"),
]
EVERYWHERE_ALLOWED = {"app"}


def short(room):
    return room.replace("core_", "core/").replace("sync_", "sync/").replace("ui_", "ui/")


def allowed_table(architecture):
    """docs/architecture.md: room -> the words of its "May include" column."""
    table = {}
    for line in architecture.splitlines():
        cells = [c.strip() for c in line.split("|")]
        if len(cells) == 5 and re.fullmatch(r"`(core|sync|ui)/\w+`|`app`", cells[1]):
            table[cells[1].strip("`")] = [w.strip() for w in re.split(r"[,;]", cells[3])]
    return table


def full_names(words, room):
    """The words of a line as folders: "record" in core/forms is core/record; "protocol" is sync/protocol."""
    known = {
        **{w: f"core/{w}" for w in ("base crypto domain text record forms rules casework vault store media exchange "
                                    "platform service").split()},
        **{w: f"sync/{w}" for w in "protocol engine client hub sim".split()},
        **{w: f"ui/{w}" for w in "theme widgets papers models pages".split()},
    }
    return {known[w] for w in words if w in known and known[w] != room}


def check(root, rooms_text, architecture):
    problems = []
    allowed = allowed_table(architecture)
    rooms = {}
    for line in filter(None, rooms_text.splitlines()):
        name, folder, *doors = line.split(" ")
        rooms[folder] = {short(d) for d in doors[0].split(",")} if doors and doors[0] else set()
    for folder, doors in rooms.items():
        if folder not in allowed:
            problems.append(f"{folder}: has no line in docs/architecture.md")
            continue
        for extra in sorted(doors - full_names(allowed[folder], folder)):
            problems.append(f"{folder}: links {extra}, which docs/architecture.md does not allow")
    for folder in rooms:
        words = allowed.get(folder, [])
        text_of_line = ", ".join(words)
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                place = f"{path.relative_to(root)}:{number}"
                target = match[2]
                parts = target.split("/")
                if len(parts) >= 2 and f"{parts[0]}/{parts[1]}" in allowed:
                    other = f"{parts[0]}/{parts[1]}"
                    if other != folder and other not in rooms[folder]:
                        problems.append(f"{place}: {folder} may not include {target}")
                elif parts[0] == "app":
                    problems.append(f"{place}: no room may include app")
                for prefix, word in THIRD_PARTY:
                    if target.startswith(prefix) and word not in text_of_line:
                        problems.append(f"{place}: {folder} may not include <{target}>")
    problems += circles(rooms)
    return problems


def circles(rooms):
    done, found = set(), []

    def walk(room, path):
        if room in path:
            found.append("circle: " + " -> ".join(path[path.index(room):] + [room]))
            return
        if room in done:
            return
        for door in sorted(rooms.get(room, ())):
            walk(door, path + [room])
        done.add(room)

    for room in sorted(rooms):
        walk(room, [])
    return found


def self_test():
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for room in ("core/base", "core/crypto", "ui/pages"):
            (root / room).mkdir(parents=True)
        (root / "core/base/a.h").write_text('#include "core/crypto/b.h"\n#include <sodium.h>\n')
        (root / "core/crypto/b.h").write_text('#include "core/base/a.h"\n')
        (root / "ui/pages/c.h").write_text('#include "app/x.h"\n')
        table = "| `core/base` | x | Qt Core |\n| `core/crypto` | x | base, libsodium |\n| `ui/pages` | x | base |\n"
        found = "\n".join(check(root, "core_base core/base core_crypto\ncore_crypto core/crypto core_base\n"
                                      "ui_pages ui/pages \n", table))
        for needed in ("core/base may not include <sodium.h>", "links core/crypto", "no room may include app", "circle:"):
            assert needed in found, (needed, found)
        assert not check(root, "core_crypto core/crypto core_base\n", table)


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        return
    root = pathlib.Path(sys.argv[1])
    problems = check(root, pathlib.Path(sys.argv[2]).read_text(), (root / "docs/architecture.md").read_text("utf-8"))
    print("\n".join(problems) or "doors: every include goes through an allowed door")
    sys.exit(1 if problems else 0)


main()
