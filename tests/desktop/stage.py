# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
"""A stage for the real program: a screen of its own, a session bus of its own, hands that click and type.

Controls are found by their accessible names, as a screen reader finds them; clicks and keys are those of a mouse and a
keyboard (XTEST), so what works here works for a person. Text with Chinese goes through the clipboard and Ctrl+V.

    with Stage(keyring=False) as stage:
        ruhu = stage.start([binary, "--data-dir", folder])
        ruhu.type_into("口令", "secret", secret=True)
        ruhu.click("解锁")
        ruhu.see("今日")
        ruhu.picture("unlocked.png")

Runs under /usr/bin/python3 (python3-gi, gir1.2-atspi-2.0), with Xvfb, xdotool, xclip and imagemagick.
"""
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

# Seconds that a person would wait; RUHU_PATIENCE stretches every wait for slow builds on loaded machines.
PATIENCE = float(os.environ.get("RUHU_PATIENCE", "1"))
WAIT = 30.0 * PATIENCE


class NotSeen(AssertionError):
    """Something that a person would look for is not there; the message lists what is."""


def inside_stage():
    return os.environ.get("RUHU_STAGE") == "1"


def folder():
    """Home, configuration, cache, temporary files and working directory of every program on this stage."""
    return pathlib.Path(os.environ["RUHU_STAGE_FOLDER"])


def on_stage(keyring=False, size="1366x768"):
    """Runs this same script again inside a fresh Xvfb and session bus; returns only inside. Call it first."""
    if inside_stage():
        return
    scratch = tempfile.mkdtemp(prefix="ruhu-stage-")
    env = dict(os.environ, RUHU_STAGE="1", RUHU_STAGE_FOLDER=scratch, LC_ALL="C.UTF-8", NO_AT_BRIDGE="0",
               QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_ACCESSIBILITY="1", TZ="Asia/Shanghai",
               XDG_RUNTIME_DIR=scratch, HOME=scratch, XDG_CONFIG_HOME=scratch + "/config",
               XDG_DATA_HOME=scratch + "/data", XDG_CACHE_HOME=scratch + "/cache", GSETTINGS_BACKEND="memory",
               TMPDIR=scratch + "/tmp")
    for name in ("tmp", "work"):
        os.mkdir(os.path.join(scratch, name))
    env.pop("WAYLAND_DISPLAY", None)
    env.pop("QT_QPA_PLATFORM", None)
    os.chmod(scratch, 0o700)
    bus = ["dbus-run-session"]
    if not keyring:  # a bus without service files: no secret service can be started
        config = pathlib.Path(scratch, "bus.conf")
        config.write_text(
            '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"'
            ' "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">'
            f'<busconfig><type>session</type><listen>unix:dir={scratch}</listen><policy context="default">'
            '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>')
        bus += ["--config-file", str(config)]
    command = ["xvfb-run", "-a", "-s", f"-screen 0 {size}x24 -nolisten tcp", *bus, "--", "/usr/bin/python3", *sys.argv]
    code = subprocess.call(command, env=env)
    shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(code)


def allow_core():
    """The program must forbid core files by itself."""
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)


class Stage:
    """The running screen and bus. Everything that was started ends with it."""

    def __enter__(self):
        self.children = []
        # The accessibility bus: its launcher owns org.a11y.Bus on our session bus.
        self.children.append(subprocess.Popen(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"],
                                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        deadline = time.monotonic() + WAIT
        while subprocess.run(["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                              "--method", "org.a11y.Bus.GetAddress"], capture_output=True).returncode:
            if time.monotonic() > deadline:
                raise NotSeen("the accessibility bus did not start")
            time.sleep(0.1)
        Atspi.init()
        return self

    def __exit__(self, *_):
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(20)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()

    def run(self, command, log=None, **more):
        """Starts a helper (the hub, say) that lives as long as the stage."""
        out = open(log, "ab") if log else subprocess.DEVNULL
        child = subprocess.Popen(command, stdout=out, stderr=out, **more)
        self.children.append(child)
        return child

    def start(self, command, log=None, env=None, title="入户"):
        """Starts the program with a window and waits until it can be seen."""
        out = open(log, "ab") if log else None
        # A core file, were one written, would lie in the folder `work` of the stage.
        child = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder() / "work",
                                 env=dict(os.environ, QT_QPA_PLATFORM="xcb", **(env or {})), preexec_fn=allow_core)
        self.children.append(child)
        return App(self, child, title)


class App:
    """One running program, seen through its accessible names."""

    def __init__(self, stage, child, title):
        self.stage, self.child, self.title = stage, child, title
        deadline = time.monotonic() + WAIT * 2
        while not self._window():
            if child.poll() is not None:
                raise NotSeen(f"the program ended with {child.returncode} before it showed a window")
            if time.monotonic() > deadline:
                raise NotSeen("no window appeared")
            time.sleep(0.1)
        self.focus()

    # -- looking

    def _window(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", self.title],
                               capture_output=True, text=True).stdout.split()
        return found[-1] if found else None

    def focus(self):
        """The keyboard goes to this program; to its dialog when one is open (that has taken the focus itself)."""
        owner = subprocess.run(["xdotool", "getwindowfocus", "getwindowpid"], capture_output=True, text=True).stdout.strip()
        window = None if owner == str(self.child.pid) else self._window()
        if window:
            subprocess.run(["xdotool", "windowfocus", "--sync", window], capture_output=True)

    def _root(self):
        desktop = self.stage.atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            try:
                if application and application.get_process_id() == self.child.pid:
                    return application
            except Exception:  # a program that is just ending
                continue
        return None

    def walk(self, node=None, depth=0):
        """Every showing control, parents first."""
        atspi = self.stage.atspi
        node = node or self._root()
        if node is None or depth > 60:
            return
        try:
            states = node.get_state_set()
            if depth > 1 and not states.contains(atspi.StateType.SHOWING):
                return
            yield node
            count = node.get_child_count()
            if states.contains(atspi.StateType.MANAGES_DESCENDANTS) and count > 400:
                count = 400
            children = [node.get_child_at_index(i) for i in range(count)]
        except Exception:
            return
        for child in children:
            if child is not None:
                yield from self.walk(child, depth + 1)

    def names(self):
        result = []
        for node in self.walk():
            try:
                name = node.get_name()
                if name:
                    result.append(f"{node.get_role_name()}: {name}")
            except Exception:
                continue
        return result

    def _matches(self, node, name, role, exact):
        try:
            have = node.get_name() or ""
            if role and node.get_role_name() not in ((role,) if isinstance(role, str) else role):
                return False
            return have == name if exact else name in have
        except Exception:
            return False

    def find(self, name, role=None, exact=False, wait=WAIT, nth=0):
        """The control with this accessible name (or a part of it). Waits for it; NotSeen says what was there instead."""
        deadline = time.monotonic() + wait
        while True:
            found = [n for n in self.walk() if self._matches(n, name, role, exact)]
            if not exact:  # a full match before a part
                found.sort(key=lambda n: (n.get_name() or "") != name)
            if len(found) > nth:
                return found[nth]
            if self.child.poll() is not None:
                raise NotSeen(f"the program ended with {self.child.returncode} while looking for {name!r}")
            if time.monotonic() > deadline:
                raise NotSeen(f"{name!r} ({role or 'any'}) is not on the screen; there is:\n  " + "\n  ".join(self.names()))
            time.sleep(0.15)

    def see(self, name, role=None, wait=WAIT):
        return self.find(name, role, wait=wait)

    def sees(self, name, role=None):
        return any(self._matches(n, name, role, False) for n in self.walk())

    def gone(self, name, role=None, wait=WAIT):
        deadline = time.monotonic() + wait
        while self.sees(name, role):
            if time.monotonic() > deadline:
                raise NotSeen(f"{name!r} is still on the screen")
            time.sleep(0.15)

    def text_of(self, node):
        try:
            return node.get_text_iface() and self.stage.atspi.Text.get_text(node, 0, -1)
        except Exception:
            return node.get_name()

    def enabled(self, name, role=None):
        return self.find(name, role).get_state_set().contains(self.stage.atspi.StateType.ENABLED)

    # -- hands

    def _middle(self, node):
        box = node.get_component_iface().get_extents(self.stage.atspi.CoordType.SCREEN)
        if box.width <= 0 or box.height <= 0:
            raise NotSeen(f"{node.get_name()!r} has no place on the screen")
        return box.x + box.width // 2, box.y + box.height // 2

    def click(self, name, role=None, exact=False, nth=0, wait=WAIT, double=False):
        """Scrolls the control into view when it can, then clicks in its middle."""
        node = self.find(name, role, exact=exact, nth=nth, wait=wait)
        self.click_node(node, double)
        return node

    def click_node(self, node, double=False):
        try:
            node.get_component_iface().scroll_to(self.stage.atspi.ScrollType.ANYWHERE)
        except Exception:
            pass
        x, y = self._middle(node)
        # Without --sync: that waits 15 s for a pointer that is there already.
        repeat = ["--repeat", "2", "--delay", "60"] if double else []
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", *repeat, "1"], check=True)
        time.sleep(0.1)

    def wheel(self, name, notches):
        """Turns the mouse wheel downwards over a control."""
        x, y = self._middle(self.find(name))
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(notches), "--delay", "20", "5"], check=True)

    def key(self, *keys):
        """Presses keys or chords: "Return", "ctrl+l", "Tab"."""
        self.focus()
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)
            time.sleep(0.03)

    def type(self, text):
        """Types into what has the focus. ASCII by keys, anything else by the clipboard."""
        self.focus()
        if text.isascii():
            subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "8", "--", text], check=True)
        else:
            paste = subprocess.Popen(["xclip", "-selection", "clipboard", "-in", "-loops", "0"], stdin=subprocess.PIPE)
            paste.stdin.write(text.encode())
            paste.stdin.close()
            time.sleep(0.15)
            self.key("ctrl+v")
            time.sleep(0.15)
        time.sleep(0.05)

    def type_into(self, name, text, role=None, secret=False, exact=False, nth=0):
        self.click(name, role, exact=exact, nth=nth)
        if not secret:
            self.key("ctrl+a")
        self.type(text)

    def drag(self, node, points):
        """Draws with the pressed mouse inside a control; points are fractions of its size."""
        box = node.get_component_iface().get_extents(self.stage.atspi.CoordType.SCREEN)
        at = [(box.x + int(box.width * fx), box.y + int(box.height * fy)) for fx, fy in points]
        command = ["xdotool", "mousemove", str(at[0][0]), str(at[0][1]), "mousedown", "1"]
        for x, y in at[1:]:
            command += ["mousemove", str(x), str(y), "sleep", "0.02"]
        subprocess.run(command + ["mouseup", "1"], check=True)
        time.sleep(0.1)

    def resize(self, width, height):
        subprocess.run(["xdotool", "windowsize", self._window(), str(width), str(height)], check=True)

    def picture(self, path):
        """What is on the screen now, as a PNG."""
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        before = None
        for _ in range(20):  # until nothing moves any more; a blinking cursor may go on
            subprocess.run(["import", "-window", "root", str(path)], check=True)
            now = pathlib.Path(path).read_bytes()
            if now == before:
                return
            before = now
            time.sleep(0.1)

    # -- ends

    def quit(self):
        self.child.send_signal(signal.SIGTERM)
        self.child.wait(30)

    def kill(self):
        self.child.kill()
        self.child.wait()
