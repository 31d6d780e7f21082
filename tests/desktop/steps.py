# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""The steps of the first working day, as a person does them. Each takes the running program and `picture(name)`.

A step raises when something that must be on the screen is not there, so a step that returns has held.
"""
import re
import time

import canary
from stage import PATIENCE, WAIT, NotSeen

HEROINE, HEROINE_NO, HEROINE_PLACE = "王桂英", "LX-0312", "石磨村"
EARLY_NO = "LX-0107"  # of the first households that the hub sends


def held(truth, what):
    if not truth:
        raise NotSeen(what)


def number_in(app, before, after, wait=WAIT):
    """The number on the label that reads `before … after`; waits until there is one."""
    deadline = time.monotonic() + wait
    while True:
        for name in app.names():
            match = re.search(re.escape(before) + r"\s*([\d,]+)\s*" + re.escape(after), name)
            if match:
                return int(match.group(1).replace(",", ""))
        held(time.monotonic() < deadline, f"nothing reads {before} … {after}; there is:\n  " + "\n  ".join(app.names()))
        time.sleep(0.15)


def type_password(app, person, password):
    app.click(person, "list item")
    app.click("口令", "password text", exact=True)
    app.type(password)
    app.key("Return")


def unlock(app, person, password):
    """Opens the laptop for one person; ends on Today."""
    type_password(app, person, password)
    app.see(f"{person}，", "push button", wait=WAIT * 2)  # the person's own button at the top of the rail
    app.see("今日", "radio button")


def lock(app):
    app.key("ctrl+l")
    app.see("谁在使用这台电脑？")
    held(not app.sees("户档", "radio button"), "pages are still on the screen after locking")


def seconds_left(app):
    """What the countdown says; 0 when the button is ready again and none was seen (a short one may pass unseen)."""
    began, busy = time.monotonic(), False
    while True:
        names = app.names()
        left = max([int(m.group(1)) for name in names if (m := re.search(r"(\d+) 秒后再试", name))], default=0)
        ready = "push button: 解锁" in names
        busy = busy or not ready
        if left or (ready and (busy or time.monotonic() - began > WAIT / 6)):
            return left
        held(time.monotonic() - began < WAIT * 3, "the wrong password is not answered")
        time.sleep(0.05)


def choose_among_three(app, picture, people):
    """2: who is there; a wrong password is answered with a growing wait, shown as a countdown; the right one opens."""
    for person in people:
        app.see(person, "list item")
    app.see("没有密钥环", "label")  # no secret service on this stage: the file is used and the notice says so
    picture("unlock")
    first = next(iter(people))
    left, attempts = 0, 0
    while left <= 5:  # 1, 2, 4, 8 s: the short ones may be over before anybody reads them
        app.find("解锁", "push button", exact=True, wait=WAIT * 3)  # what the button says when no wait is due
        type_password(app, first, "not-the-password")
        attempts += 1
        left = seconds_left(app)
        app.see("口令不对", "label")
        held(left <= min(60, 2 ** (attempts - 1)), f"asked for {left} s after wrong password {attempts}")
        held(left > 5 or attempts < 7, "no countdown was on the screen after six wrong passwords")
    held(not app.enabled("秒后再试", "push button"), "the button can be pressed during the countdown")
    picture("unlock-countdown")
    app.find("解锁", "push button", exact=True, wait=WAIT * 3)
    unlock(app, first, people[first])
    app.see("今天", "label")
    picture("today-first")


def whole_township(app, households, wait=WAIT * 6):
    """Waits on the sync page until the first sync is over. Returns what it said on the way, in order."""
    app.click("同步", "radio button", exact=True)
    said = []
    deadline = time.monotonic() + wait
    while not (app.sees("都发出去了", "label") and said and said[-1].startswith(f"{households} 户，") and "其中" not in said[-1]):
        for name in app.names():
            match = re.search(r"label: ([\d,]+ 户，.*照片)", name)
            if match and (not said or said[-1] != match.group(1)):
                said.append(match.group(1).replace(",", ""))
        held(time.monotonic() < deadline, f"the first sync did not end; it said {said}; there is:\n  " + "\n  ".join(app.names()))
        time.sleep(0.1)
    return said


def enrol(app, picture, person, code, password):
    """3: the first person on a fresh laptop: a one-time code and a password of their own."""
    app.see("登记第一位工作人员")
    picture("enrol-empty")
    app.click("登记", "push button", exact=True)
    app.see("填县里发的登记码")  # refused, and says what is missing
    picture("enrol-refused")
    app.type_into("一次性登记码", "AAAA-AAAA-AAAA", role="text")
    for field in ("新口令", "再输一遍"):
        app.click(field, "password text")
        app.type(password)
    app.click("登记", "push button", exact=True)
    app.gone("正在登记", wait=WAIT * 2)
    held(app.sees("登记第一位工作人员"), "a wrong code was accepted")
    picture("enrol-wrong-code")
    app.type_into("一次性登记码", code, role="text")
    for field in ("新口令", "再输一遍"):
        app.click(field, "password text")
        app.type(password)
    picture("enrol-filled")
    app.click("登记", "push button", exact=True)
    app.see(person, "list item", wait=WAIT * 4)
    picture("enrol-done")


def visit_while_arriving(day, picture, person, password):
    """3: the first sync says how far it is; a visit to a household whose file is here starts before the rest is. The
    hub is let run for moments only, as a slow network does, so that there is a middle to look at on any machine."""
    app = day.app
    with day.slow_hub() as moment:
        unlock(app, person, password)
        app.click("同步", "radio button", exact=True)
        app.see("本机资料", "label")
        deadline = time.monotonic() + WAIT * 4
        while not any(re.search(r" 户，其中 [1-9][\d,]* 户资料齐", name) for name in app.names()):
            held(time.monotonic() < deadline, "nothing says that a part of the files is here")
            moment()
        picture("first-sync-progress")
        app.click("户档", "radio button")
        app.see("找户", "text")  # what is here stands first; the line of the wanted household is looked for
        picture("first-sync-households")
        find(app, EARLY_NO, wanted=1)
        while not app.enabled("开始入户", "push button"):
            held(time.monotonic() < deadline, f"the file of {EARLY_NO} does not arrive")
            moment()
        app.key("ctrl+n")
        app.see("入户：")
        app.see("完成还差")
        app.see("正在同步", "push button")  # the hub stands still: what has not arrived cannot have
        picture("first-sync-visit-started")
        app.click("先停一下", "push button")


def first_sync(app, picture, households):
    """3: the rest arrives. Returns what the page said on the way."""
    said = whole_township(app, households)
    picture("first-sync-done")
    app.click("今日", "radio button")
    app.see("还没发送")
    picture("today-laptop-b")
    return said


def find(app, text, wanted=None):
    """Types into the search of the list and returns how many it found; waits for the number that must come, if any."""
    app.type_into("找户", text, role="text")
    if wanted is not None:
        app.see(f"找到 {wanted} 户")
        return wanted
    return settled(app, lambda: number_in(app, "找到", "户"))


def settled(app, read):
    """What `read` says once it says the same for a while: the list follows every key that is typed."""
    said = read()
    same = 0
    while same < 3:
        time.sleep(0.15 * PATIENCE)
        now = read()
        same, said = (same + 1, said) if now == said else (0, now)
    return said


def rows(app):
    """The accessible lines of the rows of the household list that can be seen."""
    return [name.split(": ", 1)[1] for name in app.names() if name.startswith("table cell: ") and "组、" in name]


def search_households(app, picture, households, id_tail):
    """4: Today, then the list: by name, by pinyin initials, by the end of the identity number, by village."""
    app.click("今日", "radio button")
    app.see("今天入户")
    picture("today")
    app.click("户档", "radio button")
    held(number_in(app, "我负责的", "户") == households, "the list does not show every household")
    picture("households")
    row = f"{HEROINE}、{HEROINE_PLACE}"
    held(find(app, HEROINE) >= 1, "nobody of this name")
    app.see(row, "table cell")
    picture("households-by-name")
    by_initials = find(app, "wgy")
    held(1 <= by_initials < households, f"wgy finds {by_initials} households")
    held(any(line.startswith(HEROINE) for line in rows(app)) or by_initials > 9, "wgy does not find " + HEROINE)
    picture("households-by-initials")
    held(1 <= find(app, id_tail) < households, f"{id_tail} finds nobody")
    app.see(row, "table cell")
    picture("households-by-id")
    app.click("清空查找", "push button")
    app.click("村", "push button", exact=True)
    picture("households-village-menu")
    app.key("Down", "Return")
    village = app.see("村：", "push button").get_name().removeprefix("村：")
    places = [line.split("、")[1] for line in settled(app, lambda: rows(app))]
    held(all(place.startswith(village) for place in places), f"{village} shows rows of {places}")
    picture("households-by-village")
    app.click("清空筛选", "push button")
    app.see(f"我负责的 {households} 户")


def open_file(app):
    """The file of the heroine's household."""
    app.click("户档", "radio button")
    find(app, HEROINE_NO, wanted=1)
    app.key("Return")
    app.see(f"{HEROINE}户的户档")


def close_file(app):
    app.key("Escape")
    app.gone(f"{HEROINE}户的户档")


def read_dossier(app, picture):
    """4: the preview beside the list, then the whole file with all its tabs."""
    app.click("户档", "radio button")
    find(app, HEROINE_NO, wanted=1)
    app.see(f"{HEROINE}户", "label")
    app.see("联系电话", "label")
    picture("preview")
    app.key("Return")
    app.see(f"{HEROINE}户的户档")
    picture("dossier")
    for tab, content, role in (("成员", "身份证号", "table column header"), ("收入支出", "务工收入", "table cell"),
                               ("财产", "银行存款", "table cell"), ("走访记录", "主动走访", "table cell"),
                               ("照片材料", "院落", "list item")):
        app.click(tab, "page tab")
        app.see(content, role)
        picture("dossier-" + {"成员": "members", "收入支出": "money", "财产": "property", "走访记录": "visits", "照片材料": "photos"}[tab])
    app.key("Escape")
    app.gone(f"{HEROINE}户的户档")


def dossier_holds(app, picture, name, visits, photos):
    """The file of the household, on this laptop, has this many visits and photos."""
    open_file(app)
    app.see(f"走访记录 {visits}", "page tab")
    app.click("走访记录", "page tab")
    app.see("属实", "table cell")
    picture(name + "-visits")
    app.see(f"照片材料 {photos}", "page tab")
    app.click("照片材料", "page tab")
    app.see("院落", "list item")
    picture(name + "-photos")
    close_file(app)


def counts_of_dossier(app):
    """(visits, photos) as the tabs of the open household file say."""
    open_file(app)
    counts = tuple(number_in(app, f"page tab: {tab}", "") for tab in ("走访记录", "照片材料"))
    close_file(app)
    return counts


def sync_everything(app, picture, name, sent):
    """7: sync now; the outbox empties and signed receipts of the province stand there for what was sent."""
    app.click("同步", "radio button", exact=True)
    app.see("没发完的")
    picture(name + "-sync-before")
    app.click("现在同步", "push button")
    app.see("都发出去了", "label", wait=WAIT * 4)
    deadline = time.monotonic() + WAIT * 4
    while number_in(app, "照片和文件", "") or number_in(app, "办的事", ""):
        held(time.monotonic() < deadline, "something is still in the outbox")
        time.sleep(0.2)
    app.see("已联网", "push button")
    if sent:
        app.see("省平台的回执", wait=WAIT)
    picture(name + "-sync-done")


def disk_shows_nothing(folders, hub_db, staff, scratch):
    """8: no name, identity, phone or account number of the township lies in clear in the laptops' files. The same
    search over a plain file with the same words finds every one of them, so it can find."""
    words = [*canary.words_of_township(hub_db, without=staff), canary.WORD]
    held(len(words) > 100, f"only {len(words)} words to look for")
    scratch.mkdir(parents=True, exist_ok=True)
    for encoding in canary.ENCODINGS:
        (scratch / encoding).write_bytes("\n".join(words).encode(encoding))
    control = canary.search(scratch, words)
    for encoding in canary.ENCODINGS:
        (scratch / encoding).unlink()
    scratch.rmdir()
    held(len(control) == len(words) * len(canary.ENCODINGS), f"the control finds {len(control)} of {len(words)} words")
    for folder in folders:
        found = canary.search(folder, words)
        held(not found, f"{len(found)} hits, first {found[:3]}")
    return len(words)


def dark(app):
    """Dark, or light again: on the page before anybody is in there is a button, later the menu of the person."""
    there = app.names()
    for name in ("深色", "浅色"):
        if f"push button: {name}" in there:
            return app.click(name, "push button", exact=True)
    app.click("锁定、换人、字号、深色", "push button")
    return app.click("深色", ("check menu item", "menu item"))


# How a page can look otherwise: name, how to get there, how to come back.
LOOKS = (("dark", dark, dark),
         ("large", lambda app: app.key("ctrl+equal"), lambda app: app.key("ctrl+0")),
         ("1280x640", lambda app: app.resize(1280, 640), lambda app: app.resize(1366, 768)))
