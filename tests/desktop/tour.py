#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""The first working day through the real program, by clicks and keys, with a picture of every step.

    tour.py BIN_DIR DEMO_DIR OUT_DIR     BIN_DIR: ruhu, ruhu-hub; DEMO_DIR: fresh from `ruhuctl demo create`

Ends 0 only if every step held. The two laptops are used one after the other on one screen.
"""
import importlib.util
import pathlib
import re
import socket
import sys
import time

import stage
import steps


class Province:
    """The demo folder: its people, codes and hub."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        told = (self.folder / "START-HERE.txt").read_text()
        self.people = dict(re.findall(r"^\s+(\S+)\s+password (\S+)", told, re.M))
        self.codes = dict(re.findall(r"^\s+(\S+)\s+code (\S+)", told, re.M))
        self.households = int(re.search(r"([\d,]+) households", told).group(1).replace(",", ""))
        self.listen = re.search(r"https://(\S+)", told).group(1)
        self.hub_db = self.folder / "hub/hub.db"

    def id_tail(self):
        import canary
        return next(body["head.applicant_id"][-4:] for body in canary.records(self.hub_db, "household")
                    if body.get("head.no") == steps.HEROINE_NO)


class Day:
    """The programs of one day, and the pictures taken of it."""

    def __init__(self, bin_dir, province, out, on):
        self.bin, self.province, self.out, self.stage = pathlib.Path(bin_dir).resolve(), province, out, on
        self.taken, self.hub, self.app = 0, None, None

    def picture(self, name):
        self.taken += 1
        self.app.picture(self.out / f"{self.taken:02d}-{name}.png")

    def start_hub(self):
        folder = self.province.folder / "hub"
        self.hub = self.stage.run([self.bin / "ruhu-hub", "--data-dir", folder, "--listen", self.province.listen,
                                   "--cert", folder / "keys/server.pem", "--key", folder / "keys/server.key",
                                   "--check-figures", folder / "check-figures.csv"], log=self.out / "hub.log")
        host, port = self.province.listen.rsplit(":", 1)
        deadline = time.monotonic() + stage.WAIT
        while True:
            try:
                socket.create_connection((host, int(port)), 1).close()
                return
            except OSError:
                steps.held(self.hub.poll() is None, "the hub ended: see hub.log")
                steps.held(time.monotonic() < deadline, "the hub does not answer")
                time.sleep(0.1)

    def stop_hub(self):
        self.hub.terminate()
        self.hub.wait(stage.WAIT)

    def start(self, laptop):
        self.app = self.stage.start([self.bin / "ruhu", "--data-dir", self.province.folder / laptop,
                                     "-qwindowgeometry", "1366x768+0+0"], log=self.out / f"{laptop}.log")
        return self.app

    def quit(self):
        self.app.quit()
        steps.held(self.app.child.returncode == 0, f"the program ended with {self.app.child.returncode}")


def working_day(day):
    """The steps in order; yields a line for each one that held."""
    province, picture = day.province, day.picture
    caseworker, second, supervisor = province.people
    passwords = {"caseworker": province.people[caseworker], "second": province.people[second],
                 "supervisor": province.people[supervisor]}
    day.start_hub()
    yield "1 the province answers"

    app = day.start("laptop-a")
    steps.choose_among_three(app, picture, province.people)
    yield "2 unlocked among three people, after a countdown"
    steps.whole_township(app, province.households)
    picture("laptop-a-synced")
    day.quit()

    app = day.start("laptop-b")
    said = steps.enrol(app, picture, second, province.codes[second], province.people[second], province.households)
    yield f"3 enrolled the second laptop; the first sync said {len(said)} times how far it was, at last: {said[-1]}"
    day.quit()

    app = day.start("laptop-a")
    steps.unlock(app, caseworker, province.people[caseworker])
    steps.search_households(app, picture, province.households, province.id_tail())
    steps.read_dossier(app, picture)
    before = steps.counts_of_dossier(app)
    yield f"4 found the household by name, initials, number and village; its file shows {before[0]} visits, {before[1]} photos"

    visited = importlib.util.find_spec("visit")
    if visited:
        import visit
        day.stop_hub()  # in the village there is no network
        visit.visit(app, picture, passwords)
        yield "5 visited without network"
        steps.lock(app)
        steps.unlock(app, supervisor, province.people[supervisor])
        visit.opinion(app, picture, passwords)
        yield "6 the supervisor signed the preliminary opinion without network"
        steps.lock(app)
        steps.unlock(app, caseworker, province.people[caseworker])
        day.start_hub()
    steps.sync_everything(app, picture, sent=bool(visited))
    after = steps.counts_of_dossier(app)
    if visited:
        steps.held(after[0] == before[0] + 1 and after[1] > before[1], f"the file went from {before} to {after}")
    day.quit()
    app = day.start("laptop-b")
    steps.unlock(app, second, province.people[second])
    steps.sync_everything(app, picture, sent=False)
    steps.dossier_holds(app, picture, "laptop-b", *after)
    day.quit()
    yield f"7 synced; the second laptop shows {after[0]} visits and {after[1]} photos"

    app = day.start("laptop-a")
    steps.unlock(app, caseworker, province.people[caseworker])
    steps.lock(app)
    picture("locked")
    day.quit()
    app = day.start("laptop-a")
    steps.unlock(app, caseworker, province.people[caseworker])
    steps.dossier_holds(app, picture, "again", *after)
    day.quit()
    words = steps.disk_shows_nothing([province.folder / "laptop-a", province.folder / "laptop-b"], province.hub_db,
                                     set(province.people), day.out / "control")
    yield f"8 locked, ended, started again: everything is there; none of {words} words of the township lies in clear"


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    stage.on_stage(keyring=False)
    out = pathlib.Path(sys.argv[3]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("[0-9][0-9]-*.png"):
        old.unlink()
    began = time.monotonic()
    with stage.Stage() as on:
        day = Day(sys.argv[1], Province(sys.argv[2]), out, on)
        try:
            for line in working_day(day):
                print(f"{time.monotonic() - began:6.1f} s  {line}", flush=True)
        except Exception as problem:
            if day.app and day.app.child.poll() is None:
                day.picture("not-held")
            print(f"NOT HELD: {problem}", file=sys.stderr)
            if not isinstance(problem, stage.NotSeen):
                raise
            return 1
    print(f"The day held: {day.taken} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
