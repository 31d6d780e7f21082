#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""Looks for words in the bytes of every file of a folder, as somebody with the stolen disk would.

    canary.py FOLDER WORD…         ends 0 when no word is there, 1 when one is (and says where)

Each word is looked for as UTF-8, UTF-16 (both byte orders) and GB18030. `words_of_township` reads the names, identity
and phone numbers of a township out of its hub's store, which is the province's own machine and holds them in clear.
"""
import pathlib
import sqlite3
import sys

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
WORD = "Kanarie-7Zq4Wx9L"  # 16 characters that the tests type wherever a person can type
SHORTEST = 3  # characters: shorter ones turn up in random bytes by chance
LEAST = 4  # bytes of a form; the search looks at windows of this size


def forms(word):
    """The byte strings that this word could be on a disk."""
    return {word.encode(encoding) for encoding in ENCODINGS}


def _occurring(content, spelled):
    """Which of the spelled forms occur. Every four-byte window is looked up among the starts first: that is quick even
    for thousands of words, and only the few forms whose start occurs are then searched for in full."""
    starts = {}
    for form in spelled:
        starts.setdefault(int.from_bytes(form[:LEAST], sys.byteorder), []).append(form)
    seen = set()
    for shift in range(4):
        view = memoryview(content)[shift:]
        seen |= set(starts).intersection(view[:len(view) // 4 * 4].cast("I"))
    return {form for start in seen for form in starts[start] if form in content}


def search(folder, words):
    """[(file, word)] for every word found in the bytes or in the name of a file below the folder."""
    spelled = {form: word for word in words for form in forms(word)}
    if not spelled or min(map(len, words)) < SHORTEST or min(map(len, spelled)) < LEAST:
        raise ValueError(f"needs words of {SHORTEST} characters and {LEAST} bytes at least")
    found = []
    for path in sorted(pathlib.Path(folder).rglob("*")):
        content = str(path.relative_to(folder)).encode("utf-8", "surrogateescape")
        if path.is_file() and not path.is_symlink():
            content += b"\0" * 8 + path.read_bytes()
        found += [(str(path), word) for word in sorted({spelled[form] for form in _occurring(content, spelled)})]
    return found


def _cbor(data, at=0):
    """(value, next place) of one canonical CBOR item: the few kinds that records use."""
    major, small = data[at] >> 5, data[at] & 31
    at += 1
    if small < 24:
        argument = small
    else:
        width = {24: 1, 25: 2, 26: 4, 27: 8}[small]
        argument = int.from_bytes(data[at:at + width], "big")
        at += width
    if major == 0:
        return argument, at
    if major == 1:
        return -1 - argument, at
    if major in (2, 3):
        raw = bytes(data[at:at + argument])
        return (raw if major == 2 else raw.decode()), at + argument
    if major == 4:
        values = []
        for _ in range(argument):
            value, at = _cbor(data, at)
            values.append(value)
        return values, at
    if major == 5:
        values = {}
        for _ in range(argument):
            key, at = _cbor(data, at)
            values[key], at = _cbor(data, at)
        return values, at
    if major == 6:
        return _cbor(data, at)
    return {20: False, 21: True}.get(argument), at


def records(hub_db, kind, without_child=None):
    """The bodies of all records of one kind in the hub's store; those only whose household has no record of another."""
    query = "SELECT body FROM record WHERE kind = ? AND root NOT IN (SELECT root FROM record WHERE kind = ?)"
    with sqlite3.connect(f"file:{hub_db}?mode=ro", uri=True) as store:
        for (body,) in store.execute(query, (kind, without_child)):
            yield _cbor(body)[0]


def history_text(hub_db):
    """Every text of every version of every record that the hub keeps, conflicts with their three copies included."""
    with sqlite3.connect(f"file:{hub_db}?mode=ro", uri=True) as store:
        for (body,) in store.execute("SELECT body FROM revision UNION ALL SELECT body FROM record"):
            yield from _texts(_cbor(body)[0])


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
    elif isinstance(value, bytes) and value[:1] and value[0] >> 5 in (4, 5):  # a record within a record
        try:
            yield from _texts(_cbor(value)[0])
        except (IndexError, KeyError, UnicodeDecodeError):
            return


def words_of_township(hub_db, without=()):
    """Names of three characters and more, identity, phone and account numbers of everybody in the township."""
    fields = {"member": ("identity.name", "identity.id_no", "identity.phone"),
              "household": ("head.applicant_name", "head.applicant_id", "contact.phone", "bank.account_no")}
    words = {body.get(field) for kind in fields for body in records(hub_db, kind) for field in fields[kind]}
    return sorted(word for word in words if isinstance(word, str) and len(word) >= SHORTEST and word not in without)


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    found = search(sys.argv[1], sys.argv[2:])
    for path, word in found:
        print(f"{path}: {word}")
    print(f"{len(sys.argv) - 2} words, {len(found)} hits")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
