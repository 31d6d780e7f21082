# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""The home visit of the tour, and the opinion on it: filled in by keyboard, question after question with F8."""
import os
import re
import subprocess
import tempfile
import time

from canary import WORD
from stage import PATIENCE, WAIT, NotSeen

# What to type where the demo's file does not know the answer yet; by the start of the question's name.
TYPED = {
    "联系电话": "13800001234", "电话": "13800001234", "代管人电话": "13800001234", "面积": "86", "建筑面积": "86", "间数": "4",
    "卫生状况": "80", "开始时间": "2026-01-05 09:00", "结束时间": "2026-01-05 10:30", "单位": "柳溪镇民政办", "工号": "LX-01",
    "被调查人": "王桂英", "开户银行": "云泽农商银行", "开户人": "王桂英", "银行账号": "6222020200112233445", "核对授权书编号": "SQ-2025-0147",
    "户籍人口数": "4", "保障人口数": "4", "受访内容": "邻居说家里困难，属实。", "访问内容": "邻居说家里困难，属实。",
    "出国": "0", "情况说明": "老两口吃药，儿子一人打工，孙女上学。" + WORD, "姓名": "邻居",
}


def changed(app, read, before, wait=2.0):
    """What `read` says once it says something else than `before`; at the latest after the wait. Decides nothing: the
    caller looks at what comes back."""
    deadline = time.monotonic() + wait * PATIENCE
    while True:
        now = read(app)
        if now != before or time.monotonic() > deadline:
            return now
        time.sleep(0.05)


def focused(app):
    """The control that has the keyboard; lists also call their current item focused, which is not meant."""
    atspi = app.stage.atspi
    for node in app.walk():
        try:
            if node.get_role_name() in ("list item", "list", "frame", "application"):
                continue
            if node.get_state_set().contains(atspi.StateType.FOCUSED):
                return node
        except Exception:
            continue
    return None


def missing(app):
    """What the line beside the button says."""
    for name in app.names():
        if "完成还差" in name or "都齐了" in name:
            return name
    return ""


def answer(app, node):
    """Answers the question that has the keyboard as its kind asks for."""
    role, name = node.get_role_name(), node.get_name() or ""
    if role in ("radio button", "check box"):
        app.key("space")
    elif role == "combo box":
        app.key("Down")
    elif role == "text":
        text = next((v for k, v in TYPED.items() if name.startswith(k)), None)
        if text is None:
            text = "0" if any(w in name for w in ("额", "费", "收入", "支出", "次数", "天数", "负担", "报销")) else "无"
        app.key("ctrl+a")
        app.type(text)
        app.key("Return")


def fill(app, most=200):
    """F8 leads to the next question that is empty or wrong; each gets an answer, until only photos and signatures are
    left or `most` were answered. True when nothing but those is left."""
    seen, photos_in_a_row, node = [], 0, None
    for _ in range(most):
        app.key("F8")
        node = changed(app, focused, node, wait=0.5)
        left = missing(app)
        if "题" not in left:
            return True
        if node is None:
            raise NotSeen("F8 led nowhere; " + left)
        if node.get_role_name() == "push button":  # a question for a photo: photos() takes them
            photos_in_a_row += 1
            if photos_in_a_row > 7:
                return True
            continue
        photos_in_a_row = 0
        seen.append(f"{node.get_role_name()}: {node.get_name()}")
        if seen.count(seen[-1]) > 12:
            raise NotSeen(f"stuck at {seen[-1]}; {left}; last: {seen[-12:]}")
        answer(app, node)
        changed(app, missing, left, wait=0.5)
    return False


def next_section(app):
    """Goes on with Alt+Down; false at the last section."""
    ahead = next((n for n in app.names() if n.startswith("push button: 下一节：")), "")
    if ahead:
        app.key("alt+Down")
        app.gone(ahead.removeprefix("push button: "), "push button")
    return bool(ahead)


def answers(app):
    """What stands in the open survey, section by section: texts, and which of the choices are made."""
    found, section, atspi = {}, 0, app.stage.atspi
    while app.enabled("上一节", "push button"):
        app.key("alt+Up")
    while True:
        page = app.find("入户：", "filler")  # the rail beside it has radio buttons of its own
        asked = [node for node in app.walk(page) if node.get_role_name() in ("text", "radio button", "combo box")]
        for place, node in enumerate(asked):
            role, name = node.get_role_name(), node.get_name()
            if role == "text" and name != "签字人姓名":  # stands beside the form, belongs to the signature
                found[section, place, name] = app.text_of(node)
            elif role == "radio button":
                found[section, place, name] = node.get_state_set().contains(atspi.StateType.CHECKED)
            elif role == "combo box":
                found[section, place, ""] = name
        section += 1
        if not next_section(app):
            return found


def draw_picture(path, hue):
    subprocess.run(["convert", "-size", "1280x960", f"gradient:hsl({hue},40%,70%)-hsl({hue},30%,40%)", "-fill", "white",
                    "-draw", f"rectangle {200 + hue},400 900,800", "-quality", "85", path], check=True)


def photos(app):
    """Every photo that is still wanted, by the file picker: first the dashed ones, then what single questions ask for."""
    folder = tempfile.mkdtemp(prefix="ruhu-photos-")
    for number in range(16):
        before = missing(app)
        if "张照片" in before:
            app.key("F9")
        elif "题" in before:
            app.key("F8")
            changed(app, focused, None)
            app.key("space")
        else:
            return
        path = os.path.join(folder, f"photo-{number}.jpg")
        draw_picture(path, number * 20)
        app.see("照片：", "dialog")
        app.type(path)
        app.key("Return")
        app.gone("照片：", "dialog")
        changed(app, missing, before, wait=WAIT)
    raise NotSeen("photos still missing: " + missing(app))


def sign(app, person, password):
    app.click(f"{person}来签字", "push button")
    app.see(f"{person}的口令")
    app.type(password)
    app.key("Return")
    app.gone(f"{person}来签字", "push button")


def sign_family(app):
    app.wheel("李保田", 12)  # the pad stands below the investigators
    pad = app.find("签字区")
    app.drag(pad, [(0.15, 0.6), (0.25, 0.3), (0.35, 0.7), (0.5, 0.35), (0.62, 0.7), (0.8, 0.4)])
    app.drag(pad, [(0.3, 0.75), (0.7, 0.78)])
    app.click("收下签字", "push button")
    app.see("家里人已签字")


def authorise(app, member):
    """An adult lets the data be checked: button in the card of authorisations, signature in its dialog."""
    app.click(f"{member}授权核对", "push button")
    app.see("收下授权", "push button")
    pad = app.find(f"{member}授权签字区")
    app.drag(pad, [(0.15, 0.6), (0.25, 0.3), (0.35, 0.7), (0.5, 0.35), (0.62, 0.7), (0.8, 0.4)])
    return pad


def sign_authorisations(app, picture):
    """Finish names who has not authorised the data check and leads there; then each of them signs."""
    app.click("完成调查", "push button")
    said = app.see("还没签核对授权的成年人：").get_name()
    picture("visit-refused-authorisation")
    adults = re.search("还没签核对授权的成年人：(.*?)。", said).group(1).split("、")
    for number, member in enumerate(adults):
        authorise(app, member)
        if number == 0:
            picture("visit-authorisation")
        app.click("收下授权", "push button")
        app.see(f"已签 {number + 1} / {len(adults)}")


def begin(app, picture):
    """Opens the survey of the heroine's application, found by its number. It cannot be finished while it is empty."""
    app.click("户档", "radio button")
    app.type_into("找户", "LX-0312", role="text")
    app.see("找到 1 户")
    app.see("王桂英户", "label")
    app.key("ctrl+n")
    app.see("入户：王桂英")
    app.see("完成还差")
    picture("visit-started")
    app.click("完成调查", "push button")
    app.see("现在还不能完成调查")
    picture("visit-refused-incomplete")


def resume(app, picture, before):
    """Today leads back to the draft that the program was killed in; all answers are there but the one being typed."""
    app.see("正在填写", "label")
    picture("visit-draft-after-kill")
    app.click("王桂英户", "list item")
    app.key("Return")
    app.see("入户：王桂英")
    app.see("完成还差")
    picture("visit-resumed-after-kill")
    after = answers(app)
    lost = [f"{key[2]}: {before[key]!r} is now {after.get(key)!r}" for key in before if before[key] != after.get(key)]
    if len(lost) > 1:
        raise NotSeen(f"{len(lost)} answers lost: {lost[:5]}")
    return sum(1 for value in after.values() if value)


def finish(app, picture, passwords):
    fill(app)
    picture("visit-filled")
    photos(app)
    picture("visit-photos")
    sign(app, "李保田", passwords["second"])
    sign(app, "周文静", passwords["caseworker"])
    sign_family(app)
    sign_authorisations(app, picture)
    picture("visit-signed")
    app.click("完成调查", "push button")
    app.gone("入户：王桂英", wait=WAIT * 2)
    picture("visit-finished")


def opinion(app, picture, passwords):
    """The supervisor's preliminary opinion, offline: figures, questions, reason, signature."""
    app.click("办件", "radio button")
    app.click("王桂英", "list item")
    app.see("你的意见")
    picture("opinion-precheck")
    for radio in [n for n in app.walk() if n.get_role_name() == "radio button" and ("核对）" in n.get_name() or n.get_name().endswith("不算"))]:
        app.click_node(radio)
    app.click("初审意见的理由", "text")
    app.type("入户核实属实，按核对数计算，人均低于标准。同意。" + WORD)
    app.key("Tab", "space")  # the box below the reason: no near relative
    app.click("你的口令（签字用）", "password text")
    app.type(passwords["supervisor"])
    until = time.monotonic() + WAIT
    while not app.enabled("签字并提交", "push button"):
        if time.monotonic() > until:
            raise NotSeen("the opinion cannot be signed; there is:\n  " + "\n  ".join(app.names()))
        time.sleep(0.1)
    picture("opinion-ready")
    app.click("签字并提交", "push button")
    app.see("已签，下次同步送到省里", wait=WAIT * 2)
    picture("opinion-signed")
