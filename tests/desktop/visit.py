# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""The home visit of the tour, and the opinion on it: filled in by keyboard, question after question with F8."""
import os
import subprocess
import tempfile
import time

from stage import NotSeen

# What to type where the demo's file does not know the answer yet; by the start of the question's name.
TYPED = {
    "联系电话": "13800001234", "电话": "13800001234", "代管人电话": "13800001234", "面积": "86", "建筑面积": "86", "间数": "4",
    "卫生状况": "80", "开始时间": "2026-01-05 09:00", "结束时间": "2026-01-05 10:30", "单位": "柳溪镇民政办", "工号": "LX-01",
    "被调查人": "王桂英", "开户银行": "云泽农商银行", "开户人": "王桂英", "银行账号": "6222020200112233445", "核对授权书编号": "SQ-2025-0147",
    "户籍人口数": "4", "保障人口数": "4", "受访内容": "邻居说家里困难，属实。", "访问内容": "邻居说家里困难，属实。",
    "出国": "0", "情况说明": "老两口吃药，儿子一人打工，孙女上学。", "姓名": "邻居",
}


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


def answer(app, node, extra):
    role, name = node.get_role_name(), node.get_name() or ""
    if role in ("radio button", "check box"):
        app.key("space")
    elif role == "combo box":
        app.key("Down")
    elif role == "text":
        text = next((v for k, v in {**TYPED, **extra}.items() if name.startswith(k)), None)
        if text is None:
            text = "0" if any(w in name for w in ("额", "费", "收入", "支出", "次数", "天数", "负担", "报销")) else "无"
        app.key("ctrl+a")
        app.type(text)
        app.key("Return")
    else:
        return False
    return True


def fill(app, extra=None, most=200):
    """F8 leads to the next question that is empty or wrong; each gets an answer, until only photos and signatures are left."""
    seen = []
    photos_in_a_row = 0
    for _ in range(most):
        app.key("F8")
        time.sleep(0.2)
        left = missing(app)
        if "题" not in left:
            return
        node = focused(app)
        if node is None:
            raise NotSeen("F8 led nowhere; " + left)
        if node.get_role_name() == "push button":  # a question for a photo: photos() takes them
            photos_in_a_row += 1
            if photos_in_a_row > 7:
                return
            continue
        photos_in_a_row = 0
        seen.append(f"{node.get_role_name()}: {node.get_name()}")
        if seen.count(seen[-1]) > 12:
            raise NotSeen(f"stuck at {seen[-1]}; {left}; last: {seen[-12:]}")
        answer(app, node, extra or {})
        time.sleep(0.12)
    raise NotSeen(f"still {missing(app)}; last: {seen[-12:]}")


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
            time.sleep(0.3)
            app.key("space")
        else:
            return
        path = os.path.join(folder, f"photo-{number}.jpg")
        draw_picture(path, number * 20)
        time.sleep(0.8)
        app.type(path)
        app.key("Return")
        deadline = time.monotonic() + 30
        while missing(app) == before and time.monotonic() < deadline:
            time.sleep(0.3)
    raise NotSeen("photos still missing: " + missing(app))


def sign(app, person, password):
    app.click(f"{person}来签字", "push button")
    app.see(f"{person}的口令", wait=10)
    app.type(password)
    app.key("Return")
    app.see("已签", wait=30)


def sign_family(app):
    app.wheel("李保田", 12)  # the pad stands below the investigators
    pad = app.find("签字区")
    app.drag(pad, [(0.15, 0.6), (0.25, 0.3), (0.35, 0.7), (0.5, 0.35), (0.62, 0.7), (0.8, 0.4)])
    app.drag(pad, [(0.3, 0.75), (0.7, 0.78)])
    app.click("收下签字", "push button")
    app.see("家里人已签字", wait=20)


def visit(app, picture, passwords):
    """The household survey of the heroine's application, found by its number."""
    app.click("户档", "radio button")
    app.type_into("找户", "LX-0312", role="text")
    app.see("找到 1 户", wait=20)
    app.see("王桂英户", "label", wait=20)
    app.key("ctrl+n")
    app.see("入户：王桂英", wait=40)
    time.sleep(1)
    picture("visit-started")
    app.click("完成调查", "push button")
    app.see("现在还不能完成调查", wait=20)
    picture("visit-refused-incomplete")
    fill(app)
    picture("visit-filled")
    photos(app)
    picture("visit-photos")
    # A visit names its investigators: who signs second adds a name, so the colleague signs first.
    sign(app, "李保田", passwords["second"])
    sign(app, "周文静", passwords["caseworker"])
    sign_family(app)
    picture("visit-signed")
    app.click("完成调查", "push button")
    app.gone("入户：王桂英", wait=40)
    picture("visit-finished")


def opinion(app, picture, passwords):
    """The supervisor's preliminary opinion, offline: figures, questions, reason, signature."""
    app.click("办件", "radio button")
    app.click("王桂英", "list item", wait=30)
    app.see("你的意见", wait=30)
    picture("opinion-precheck")
    for radio in [n for n in app.walk() if n.get_role_name() == "radio button" and ("核对）" in n.get_name() or n.get_name().endswith("不算"))]:
        app.click_node(radio)
        time.sleep(0.3)
    app.click("初审意见的理由", "text")
    app.type("入户核实属实，按核对数计算，人均低于标准。同意。")
    app.key("Tab", "space")  # the box below the reason: no near relative
    app.click("你的口令（签字用）", "password text")
    app.type(passwords["supervisor"])
    time.sleep(1.5)
    picture("opinion-ready")
    app.click("签字并提交", "push button")
    app.see("已签，下次同步送到省里", wait=40)
    picture("opinion-signed")
