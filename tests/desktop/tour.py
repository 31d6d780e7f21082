#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""The first working day through the real program, by clicks and keys, with a picture of every step.

    tour.py BIN_DIR DEMO_DIR OUT_DIR [--looks]     BIN_DIR: ruhu, ruhu-hub; DEMO_DIR: fresh from `ruhuctl demo create`

--looks also takes each page in dark, with large text, and at 1280x640.

Ends 0 only if every step held. The two laptops are used one after the other on one screen.
"""
import contextlib
import pathlib
import re
import signal
import socket
import sys
import time

import canary
import conflict
import stage
import steps
import visit


# The picture of each page that --looks takes in other looks too.
PAGES = ("unlock", "enrol-filled", "today", "households", "dossier", "visit-filled", "opinion-precheck", "conflict-side-by-side",
         "laptop-a-sync-done")


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
        return next(body["head.applicant_id"][-4:] for body in canary.records(self.hub_db, "household")
                    if body.get("head.no") == steps.HEROINE_NO)

    def quiet_household(self):
        """The number of a household that has applied for nothing yet."""
        return min(body["head.no"] for body in canary.records(self.hub_db, "household", without_child="application"))


class Day:
    """The programs of one day, and the pictures taken of it."""

    def __init__(self, bin_dir, province, out, on):
        self.bin, self.province, self.out, self.stage = pathlib.Path(bin_dir).resolve(), province, out, on
        self.taken, self.hub, self.app, self.looks = 0, None, None, False

    def picture(self, name):
        self.taken += 1
        name = f"{self.taken:02d}-{name}"
        self.app.picture(self.out / f"{name}.png")
        if self.looks and name[3:] in PAGES:
            for look, put_on, take_off in steps.LOOKS:
                put_on(self.app)
                self.app.picture(self.out / f"{name}-{look}.png")
                take_off(self.app)

    def start_hub(self):
        folder = self.province.folder / "hub"
        self.hub = self.stage.run([self.bin / "ruhu-hub", "--data-dir", folder, "--listen", self.province.listen,
                                   "--cert", folder / "keys/server.pem", "--key", folder / "keys/server.key",
                                   "--check-figures", folder / "check-figures.csv"], log=self.out / "logs/hub.log")
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

    @contextlib.contextmanager
    def slow_hub(self):
        """The hub stands still but for the moments that it is given; goes on afterwards."""
        def moment():
            self.hub.send_signal(signal.SIGCONT)
            time.sleep(0.03)
            self.hub.send_signal(signal.SIGSTOP)
        self.hub.send_signal(signal.SIGSTOP)
        try:
            yield moment
        finally:
            self.hub.send_signal(signal.SIGCONT)

    def stop_hub(self):
        self.hub.terminate()
        self.hub.wait(stage.WAIT)

    def start(self, laptop):
        self.app = self.stage.start([self.bin / "ruhu", "--data-dir", self.province.folder / laptop,
                                     "-qwindowgeometry", "1366x768+0+0"], log=self.out / f"logs/{laptop}.log")
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
    steps.enrol(app, picture, second, province.codes[second], passwords["second"])
    steps.visit_while_arriving(day, picture, second, passwords["second"])
    said = steps.first_sync(app, picture, province.households)
    yield f"3 enrolled the second laptop; a visit began while the first sync ran; at last it said: {said[-1]}"
    day.quit()

    app = day.start("laptop-a")
    steps.unlock(app, caseworker, passwords["caseworker"])
    steps.search_households(app, picture, province.households, province.id_tail())
    steps.read_dossier(app, picture)
    before = steps.counts_of_dossier(app)
    yield f"4 found the household by name, initials, number and village; its file shows {before[0]} visits, {before[1]} photos"

    day.stop_hub()  # in the village there is no network
    visit.begin(app, picture)
    visit.fill(app, most=25)
    answered = visit.answers(app)
    app.key("F8")
    app.type("123")  # and in the middle of a word the battery falls out
    app.kill()
    app = day.start("laptop-a")
    steps.unlock(app, caseworker, passwords["caseworker"])
    kept = visit.resume(app, picture, answered)
    visit.finish(app, picture, passwords)
    yield f"5 visited without network; after kill -9 in the middle {kept} answers were there"

    steps.lock(app)
    steps.unlock(app, supervisor, passwords["supervisor"])
    visit.opinion(app, picture, passwords)
    yield "6 the supervisor signed the preliminary opinion without network"

    steps.lock(app)
    steps.unlock(app, caseworker, passwords["caseworker"])
    conflict.correct(app, picture, "laptop-a-corrects", conflict.ON_A)
    day.quit()
    app = day.start("laptop-b")
    steps.unlock(app, second, passwords["second"])
    conflict.correct(app, picture, "laptop-b-corrects-the-same", conflict.ON_B)
    day.quit()
    day.start_hub()
    app = day.start("laptop-a")
    steps.unlock(app, caseworker, passwords["caseworker"])
    steps.sync_everything(app, picture, "laptop-a", sent=True)
    after = steps.counts_of_dossier(app)
    steps.held(after[0] == before[0] + 1 and after[1] > before[1], f"the file went from {before} to {after}")
    day.quit()
    app = day.start("laptop-b")
    steps.unlock(app, second, passwords["second"])
    steps.sync_everything(app, picture, "laptop-b", sent=False)
    steps.dossier_holds(app, picture, "laptop-b", *after)
    decided = conflict.decide(app, picture)
    steps.sync_everything(app, picture, "laptop-b-decided", sent=False)
    day.quit()
    yield f"7 synced; the second laptop shows {after[0]} visits and {after[1]} photos; a person decided what both had changed"

    app = day.start("laptop-a")
    steps.unlock(app, caseworker, passwords["caseworker"])
    steps.sync_everything(app, picture, "laptop-a-again", sent=False)
    conflict.shows(app, picture, "laptop-a-shows-the-decision", *decided)
    conflict.history_holds(province.hub_db, [*conflict.ON_A, *conflict.ON_B])
    steps.lock(app)
    picture("locked")
    day.quit()
    app = day.start("laptop-a")
    steps.unlock(app, caseworker, passwords["caseworker"])
    steps.dossier_holds(app, picture, "again", *after)
    day.quit()
    words = steps.disk_shows_nothing([province.folder / "laptop-a", province.folder / "laptop-b", stage.folder(), day.out / "logs"],
                                     province.hub_db, set(province.people), day.out / "control")
    yield f"8 locked, ended, started again: everything is there; none of {words} words of the township lies in clear"


def play(arguments, story, looks=False):
    """Plays a story (a function of the day that yields a line for each thing that held). 0 when all of it held."""
    out = pathlib.Path(arguments[3]).resolve()
    for old in [*out.glob("[0-9][0-9]-*.png"), *out.glob("logs/*")]:
        old.unlink()
    (out / "logs").mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with stage.Stage() as on:
        day = Day(arguments[1], Province(arguments[2]), out, on)
        day.looks = looks
        try:
            for line in story(day):
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


def main():
    looks = "--looks" in sys.argv
    if len(sys.argv) != 4 + looks:
        print(__doc__, file=sys.stderr)
        return 2
    stage.on_stage(keyring=False)
    return play([word for word in sys.argv if word != "--looks"], working_day, looks)


if __name__ == "__main__":
    sys.exit(main())
