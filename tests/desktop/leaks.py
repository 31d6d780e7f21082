#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""Types a word of 16 characters into every field of the real program, ends it in three ways, and looks for the word.

    leaks.py BIN_DIR DEMO_DIR OUT_DIR     as tour.py; DEMO_DIR fresh from `ruhuctl demo create`

Looked through: both laptops' folders, the home (.cache, .config, .local/share, recently-used.xbel), the folder for
temporary files, the working directory (core files), and what the programs say on their error output. A plain copy of
what was typed is the control: the same search finds it. Every text field that a page shows is typed into, whichever
they are, so a new field is covered on the day it appears. Ends 0 only if nothing is found and every step held.
"""
import signal
import sys
import time

import canary
import stage
import steps
import tour
import visit
from canary import WORD

DIGITS = "7391846205517394"  # the word for fields that take digits only
GROUPED = "7,391,846,205,517,394"


def typed_into(app, skip=()):
    """Puts the word into every text and password field on the screen. {name: what stands in it now}."""
    done = {}
    for node in [n for n in app.walk() if n.get_role_name() in ("text", "password text")]:
        name = node.get_name() or ""
        states = node.get_state_set()
        wants = app.stage.atspi.StateType
        if name in skip or not states.contains(wants.ENABLED) or not states.contains(wants.EDITABLE):
            continue
        app.stage.atspi.Component.grab_focus(node)
        until = time.monotonic() + stage.WAIT
        while not node.get_state_set().contains(wants.FOCUSED) and time.monotonic() < until:
            time.sleep(0.02)
        if node.get_role_name() == "password text":
            app.key("ctrl+a", "BackSpace")
            app.type(WORD)
            done[name] = WORD
            continue
        for word in (WORD, DIGITS):
            app.key("ctrl+a")
            app.type(word)
            text = app.text_of(node) or ""
            if word in text:
                break
        done[f"{name} #{len(done)}"] = text
    return done


class Hunt:
    """What was typed where, and the search for it."""

    def __init__(self, day, picture_folder):
        self.day, self.typed = day, []
        self.home = stage.folder()
        self.photos = picture_folder

    def type_everywhere(self, page, least, skip=()):
        fields = typed_into(self.day.app, skip)
        took = sum(WORD in text or DIGITS in text for text in fields.values())
        steps.held(took >= least, f"{page}: {took} fields took the word, {least} expected: {fields}")
        self.typed += [(page, name) for name in fields]
        return fields

    def places(self):
        demo = self.day.province.folder
        return [demo / "laptop-a", demo / "laptop-b", self.home, self.day.out / "logs"]

    def look(self, after):
        """No place holds anything of what was typed; a plain copy, laid beside, is found."""
        words = [WORD, DIGITS, GROUPED, *self.day.province.people.values()]
        control = self.day.out / "control"
        control.mkdir(parents=True, exist_ok=True)
        for encoding in canary.ENCODINGS:
            (control / encoding).write_bytes("\n".join(words).encode(encoding))
        found = len(canary.search(control, words))
        for encoding in canary.ENCODINGS:
            (control / encoding).unlink()
        control.rmdir()
        steps.held(found == len(words) * len(canary.ENCODINGS), f"the control finds {found}")
        hits = [hit for place in self.places() for hit in canary.search(place, words)]
        steps.held(not hits, f"after {after}: {len(hits)} hits: {hits[:5]}")
        files = sum(1 for place in self.places() for path in place.rglob("*") if path.is_file())
        return f"{len(self.typed)} fields typed into so far; 0 hits in {files} files after {after}"


def enrolment(hunt, person, code):
    """The fields of a fresh laptop; then the person is enrolled with the word itself as password."""
    app = hunt.day.app
    app.see("登记第一位工作人员")
    prefilled = {n.get_name(): app.text_of(n) for n in app.walk() if n.get_role_name() == "text" and app.text_of(n)}
    hunt.type_everywhere("enrolment", 3)
    app.click("登记", "push button", exact=True)
    app.see("地址要以")
    for name, text in prefilled.items():
        app.type_into(name, text, role="text")
    app.type_into("一次性登记码", code, role="text")
    app.click("登记", "push button", exact=True)
    app.see(person, "list item", wait=stage.WAIT * 4)
    steps.unlock(app, person, WORD)


def desk_fields(hunt, household):
    """Search boxes, the reason of an application, and what else the pages of the desk let somebody type."""
    app = hunt.day.app
    hunt.type_everywhere("today", 1)
    app.key("Return")
    app.see("找到 0 户")
    hunt.type_everywhere("households", 1)
    app.click("清空查找", "push button")
    steps.find(app, household, wanted=1)
    app.key("Return")
    app.click("改联系电话和找门的办法", "push button")
    app.see("怎么找到门", "text")
    hunt.type_everywhere("contact", 2)
    app.click("存下改动", "push button")
    app.see("这不是电话号码", "label")
    app.type_into("联系电话", "13900003333", role="text")
    app.click("存下改动", "push button")
    app.see(f"怎么找门：{WORD}", "label")
    app.click("发起申请", "push button")
    app.see("申请理由", "text")
    hunt.type_everywhere("application", 1)
    app.click("开始申请", "push button")
    app.see(WORD, "label")  # the case opens and shows the reason


def open_survey(app):
    """The household survey of the heroine."""
    app.click("户档", "radio button")
    steps.find(app, steps.HEROINE_NO, wanted=1)
    app.see(f"{steps.HEROINE}户", "label")
    app.key("ctrl+n")
    app.see(f"入户：{steps.HEROINE}", wait=stage.WAIT * 2)


def dialogs_of_visit(hunt, people):
    """The password dialog of a signature (a wrong one), and the picker of a photo from a folder with a telling name."""
    app = hunt.day.app
    second = list(people)[1]
    app.click(f"{second}来签字", "push button")
    app.see(f"{second}的口令")
    app.type(WORD)
    app.key("Return")
    hunt.typed.append(("signature", "password"))
    app.see("照清单补上", "label")  # refused: the survey is not complete
    folder = hunt.photos / f"{WORD}"
    folder.mkdir(parents=True, exist_ok=True)
    visit.draw_picture(str(folder / f"{DIGITS}.jpg"), 40)
    before = visit.missing(app)
    app.key("F9")
    app.see("照片：", "dialog")
    app.type(str(folder))
    app.key("Return")  # first into the folder: a dialog likes to remember where somebody has been
    app.find(WORD, "combo box")
    app.type(f"{DIGITS}.jpg")
    app.key("Return")
    hunt.typed.append(("photo", "path"))
    until = time.monotonic() + stage.WAIT
    while visit.missing(app) == before:
        steps.held(time.monotonic() < until, "the photo was not taken")
        time.sleep(0.1)


def die(day, how):
    """Ends the program as a fault or a hurried person does."""
    day.app.child.send_signal(how)
    day.app.child.wait(stage.WAIT)


def hunt_words(hunt):
    day, people = hunt.day, hunt.day.province.people
    caseworker, second, supervisor = people
    day.start_hub()
    day.start("laptop-b")
    enrolment(hunt, second, day.province.codes[second])
    die(day, signal.SIGKILL)
    yield "enrolment: " + hunt.look("kill -9")

    app = day.start("laptop-a")
    app.click(caseworker, "list item")
    app.see("口令", "password text")
    hunt.type_everywhere("unlock", 1)
    app.key("Return")
    app.see("口令不对", "label")
    app.find("解锁", "push button", exact=True)
    steps.unlock(app, caseworker, people[caseworker])
    steps.whole_township(app, day.province.households)
    app.click("今日", "radio button")
    desk_fields(hunt, day.province.quiet_household())
    die(day, signal.SIGABRT)
    yield "desk: " + hunt.look("an abort")

    app = day.start("laptop-a")
    app.click("添加工作人员", "push button")
    hunt.type_everywhere("further person", 3)
    app.click("回去", "push button")
    steps.unlock(app, caseworker, people[caseworker])
    open_survey(app)
    hunt.type_everywhere("survey", 1)
    first = len(hunt.typed)
    while visit.next_section(app):
        hunt.type_everywhere("survey", 0)  # a section may hold choices alone
    steps.held(len(hunt.typed) >= first + 10, f"only {len(hunt.typed) - first} further fields in the survey")
    before = visit.answers(app)
    die(day, signal.SIGKILL)
    yield "survey: " + hunt.look("kill -9 in the middle of it")

    app = day.start("laptop-a")
    steps.unlock(app, caseworker, people[caseworker])
    open_survey(app)
    after = visit.answers(app)
    lost = [key for key in before if before[key] != after.get(key)]
    steps.held(len(lost) <= 1, f"lost after kill -9: {lost[:5]}")
    yield f"{sum(WORD in str(text) or DIGITS in str(text) for text in after.values())} fields of the survey still hold it"
    dialogs_of_visit(hunt, people)
    day.quit()
    yield "dialogs: " + hunt.look("an orderly end")


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    stage.on_stage(keyring=False)
    return tour.play(sys.argv, lambda day: hunt_words(Hunt(day, day.out / "photos")))


if __name__ == "__main__":
    sys.exit(main())
