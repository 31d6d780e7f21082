# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""The same two fields of one household, changed on two laptops without network: a person decides, nothing is lost."""
import canary
import steps
from stage import WAIT

# (telephone, how to find the door) as each laptop has it. The texts carry a word that the search of step 8 looks for.
ON_A = ("13900001111", "院门口有石榴树" + canary.WORD)
ON_B = ("13900002222", "村委东边第三家，门朝南")


def open_contact(app):
    app.key("F2")
    return app.find("联系电话", "text", wait=WAIT), app.find("怎么找到门", "text")


def correct(app, picture, name, values):
    """Corrects both in the dossier; the file shows the new door hint at once."""
    steps.open_file(app)
    open_contact(app)
    app.type_into("联系电话", values[0], role="text")
    app.type_into("怎么找到门", values[1], role="text")
    picture(name)
    app.click("存下改动", "push button")
    app.see(f"怎么找门：{values[1]}", "label")
    steps.close_file(app)


def shows(app, picture, name, phone, hint):
    """The file shows these two, in full in the window for corrections."""
    steps.open_file(app)
    app.see(f"怎么找门：{hint}", "label")
    have = tuple(app.text_of(node) for node in open_contact(app))
    steps.held(have == (phone, hint), f"{name} shows {have}, not {(phone, hint)}")
    picture(name)
    app.click("先不改", "push button")
    steps.close_file(app)


def decide(app, picture):
    """On laptop B: both sides stand beside each other. The telephone of the other laptop; both door hints. Returns what
    the file holds then."""
    app.click("今日", "radio button")
    app.see("你和省平台都改了 2 处")
    picture("conflict-today")
    app.click("去两边选一个")
    app.see(f"我改的：{ON_B[1]}", "check box")
    app.see(f"省里改的：{ON_A[1]}", "check box")
    app.see("还有 2 条没选", "label")
    picture("conflict-side-by-side")
    app.click("联系电话，省里改的", "check box")
    app.see("还有 1 条没选", "label")
    app.click("上门提示，两段都留", "check box")
    app.gone("还有 1 条没选")
    picture("conflict-chosen")
    app.click("保存选择", "push button")
    app.gone("保存选择")
    app.see("还没发送")  # back where one came from
    picture("conflict-decided")
    steps.open_file(app)
    phone, hint = (app.text_of(node) for node in open_contact(app))
    app.click("先不改", "push button")
    steps.close_file(app)
    steps.held(phone == ON_A[0] and ON_A[1] in hint and ON_B[1] in hint, f"decided, and the file holds {phone}, {hint}")
    return phone, hint


def history_holds(hub_db, values):
    """The province keeps every one of these values: in an earlier version of the record or in the conflict itself."""
    kept = set(canary.history_text(hub_db))
    lost = [value for value in values if value not in kept]
    steps.held(not lost, f"no longer anywhere in the history of the province: {lost}")
