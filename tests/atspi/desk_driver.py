# SPDX-License-Identifier: Apache-2.0
"""Drives a program through the accessibility bus, by roles and names alone, as a screen reader does.

Roles are those of AT-SPI in words: "push button", "check box", "text", "table cell", "page tab", "menu item", "frame",
"dialog". Names are what a person hears. A name may be given as text (equal) or as a compiled regular expression.

Every function waits for what it needs (up to `patience` seconds) and otherwise raises Failed with the accessible tree,
so that a failing run shows what was on the screen.
"""

import os
import re
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (the version must be chosen first)

PATIENCE = float(os.environ.get("GRANTDESK_PATIENCE", "20"))


class Failed(Exception):
    """What was awaited did not come true."""


def _guard(function, default=None):
    """Objects vanish while one looks at them; that is no error, they are just not what is sought."""
    try:
        return function()
    except GLib.Error:
        return default


def role_of(item):
    return _guard(item.get_role_name, "") or ""


def name_of(item):
    return _guard(item.get_name, "") or ""


def children_of(item):
    count = _guard(item.get_child_count, 0) or 0
    found = (_guard(lambda at=at: item.get_child_at_index(at)) for at in range(count))
    return [child for child in found if child is not None]


def has_state(item, state):
    states = _guard(item.get_state_set)
    return bool(states) and states.contains(state)


def is_showing(item):
    return has_state(item, Atspi.StateType.SHOWING)


def is_enabled(item):
    return has_state(item, Atspi.StateType.ENABLED)


def is_checked(item):
    return has_state(item, Atspi.StateType.CHECKED)


def text_of(item):
    """The text somebody can read there: the content of a field, else the name."""
    _forget(item)
    if _guard(item.get_text_iface) is not None:
        length = _guard(lambda: Atspi.Text.get_character_count(item), 0) or 0
        return _guard(lambda: Atspi.Text.get_text(item, 0, length), "") or ""
    return name_of(item)


def _forget(item):
    """The library keeps answers; after a change they must be asked for again."""
    _guard(item.clear_cache)


def wait_for(condition, what, patience=None):
    """Runs the main loop until condition() is true and gives back what it returned."""
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    context = GLib.MainContext.default()
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > until:
            raise Failed(f"waited in vain for {what}")
        # Events of the bus end this at once; the tick is for what sends none.
        tick = GLib.timeout_add(50, lambda: GLib.SOURCE_REMOVE)
        context.iteration(True)
        source = context.find_source_by_id(tick)
        if source is not None:
            source.destroy()


def labels_of(item):
    """The words beside a control. For a combo box they are its only name: Qt 6.4 says the chosen entry instead."""
    words = [_guard(item.get_description, "") or ""]
    for relation in _guard(item.get_relation_set, []) or []:
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            words += [name_of(relation.get_target(at)) for at in range(relation.get_n_targets())]
    return [word for word in words if word]


def _is_called(wanted, item):
    if _fits(wanted, name_of(item)):
        return True
    return role_of(item) == "combo box" and any(_fits(wanted, label) for label in labels_of(item))


def _fits(wanted, name):
    if wanted is None:
        return True
    return wanted.search(name) is not None if isinstance(wanted, re.Pattern) else wanted == name


class Item:
    """One thing on the screen, and what a person may do with it."""

    def __init__(self, app, item):
        self.app, self.raw = app, item

    role = property(lambda self: role_of(self.raw))
    name = property(lambda self: name_of(self.raw))
    description = property(lambda self: _guard(self.raw.get_description, "") or "")
    text = property(lambda self: text_of(self.raw))
    # What the library keeps of a state may be older than what the program last did.
    enabled = property(lambda self: (_forget(self.raw), is_enabled(self.raw))[1])
    checked = property(lambda self: (_forget(self.raw), is_checked(self.raw))[1])
    showing = property(lambda self: (_forget(self.raw), is_showing(self.raw))[1])

    def __repr__(self):
        return f'{self.role} "{self.name}"'

    def find(self, role=None, name=None, **options):
        return self.app.find(role, name, within=self, **options)

    def all(self, role=None, name=None):
        return [Item(self.app, i) for i in self.app.matches(role, name, self.raw)]

    def actions(self):
        count = _guard(lambda: Atspi.Action.get_n_actions(self.raw), 0) or 0
        return [_guard(lambda at=at: Atspi.Action.get_action_name(self.raw, at), "") for at in range(count)]

    def do(self, *names):
        """The first action of these names which the item has."""
        have = self.actions()
        for name in names:
            if name in have:
                Atspi.Action.do_action(self.raw, have.index(name))
                return self
        raise Failed(f"{self} has none of the actions {names}, only {have}\n{self.app.dump()}")

    def click(self):
        self.app.wait(lambda: self.enabled, f"{self} to be enabled")
        return self.do("Press", "Toggle", "ShowMenu", "press", "click")

    def toggle(self, on=True):
        if self.checked != on:
            self.do("Toggle", "Press")
            self.app.wait(lambda: self.checked == on, f"{self} to be {'on' if on else 'off'}")
        return self

    def focus(self):
        if "SetFocus" in self.actions():
            return self.do("SetFocus")
        Atspi.Component.grab_focus(self.raw)
        return self

    def set_text(self, text):
        if not Atspi.EditableText.set_text_contents(self.raw, text):
            raise Failed(f"{self} does not take text\n{self.app.dump()}")
        self.app.wait(lambda: self.text == text, f'{self} to hold "{text}" (it holds "{self.text}")')
        return self

    def set_value(self, number):
        Atspi.Value.set_current_value(self.raw, number)
        return self

    def select(self, name):
        """Chooses the entry of a list, tree, table or combo box that has this name."""
        if self.role == "combo box":
            return self._choose(name)
        entry = self.find(None, name)
        self.app.wait(lambda: self._is_placed(entry), f"{entry} to be on the screen")
        # The Toggle of a cell selects it, but only a click also makes it the current one.
        entry.mouse_click()
        self.app.wait(lambda: _forget(entry.raw) or has_state(entry.raw, Atspi.StateType.SELECTED), f"{entry} to be selected")
        return entry

    def _choose(self, name):
        """An entry of a combo box counts only when it is clicked in the open list; its Toggle merely marks it."""
        if self.name == name:
            return self
        self.do("Press", "ShowMenu")
        entry = self.find("list item", name)
        self.app.wait(lambda: self._is_placed(entry), f"{entry} to be on the screen")
        entry.mouse_click()
        self.app.wait(lambda: _forget(self.raw) or self.name == name, f"{self} to show {name!r}")
        return self

    @staticmethod
    def _is_placed(entry):
        box = Atspi.Component.get_extents(entry.raw, Atspi.CoordType.SCREEN)
        return box.width > 0 and box.height > 0

    def mouse_click(self):
        x, y = self.center()
        Atspi.generate_mouse_event(x, y, "abs")
        Atspi.generate_mouse_event(x, y, "b1c")
        return self

    def center(self):
        box = Atspi.Component.get_extents(self.raw, Atspi.CoordType.SCREEN)
        return box.x + box.width // 2, box.y + box.height // 2

    def drag_to(self, other, until):
        """A real drag with the mouse of the X server, from the middle of this to the middle of the other.

        The X server delivers at once what the program may be too busy to take: a button that goes up before the target has
        answered is a drag that never was. So it is dragged again until the condition holds."""
        for _ in range(5):
            self._drag_once(other)
            try:
                return wait_for(until, "what was dragged to arrive", patience=4)
            except Failed:
                continue
        raise Failed(f"dragged in vain to {other.name}")

    def _drag_once(self, other):
        (x, y), (to_x, to_y) = self.center(), other.center()
        Atspi.generate_mouse_event(x, y, "abs")
        Atspi.generate_mouse_event(x, y, "b1p")
        for part in range(1, 13):  # a drag begins after a few pixels, and a target wants to see the pointer arrive
            Atspi.generate_mouse_event(x + (to_x - x) * part // 12, y + (to_y - y) * part // 12, "abs")
        Atspi.generate_mouse_event(to_x + 1, to_y, "abs")
        Atspi.generate_mouse_event(to_x, to_y, "abs")
        Atspi.generate_mouse_event(to_x, to_y, "b1r")


class App:
    """A started program, seen through the accessibility bus."""

    def __init__(self, command, environment=None):
        self.command = [str(part) for part in command]
        self.stderr_path = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"stderr-{os.getpid()}-{id(self)}.txt")
        with open(self.stderr_path, "w", encoding="utf-8") as stderr:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stderr=stderr,
                env={**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb",
                     **(environment or {})})
        self.root = None
        self.root = self.wait(self._find_root, f"{self.command[0]} to appear on the accessibility bus")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        return next((a for a in children_of(desktop) if _guard(a.get_process_id) == self.process.pid), None)

    def wait(self, condition, what, patience=None):
        """As wait_for, but ends early when the program has died, and shows the tree when it was in vain."""
        def alive_and_true():
            if self.process.poll() is not None:
                raise Failed(f"the program ended with {self.process.returncode} while waiting for {what}\n{self.stderr()}")
            return condition()
        try:
            return wait_for(alive_and_true, what, patience)
        except Failed as failure:
            raise Failed(f"{failure}\n{self.dump()}") from None

    def stderr(self):
        with open(self.stderr_path, encoding="utf-8", errors="replace") as text:
            return text.read()

    def kill(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def wait_for_end(self, patience=None):
        """Waits until the program ended by itself; gives its exit code."""
        wait_for(lambda: self.process.poll() is not None, "the program to end", patience)
        return self.process.returncode

    # --- looking ---------------------------------------------------------------------------------------------

    def matches(self, role=None, name=None, within=None, showing=False):
        if isinstance(within, Item):
            within = within.raw
        queue = [within if within is not None else self.root]
        while queue:
            item = queue.pop(0)
            if item is not within and item is not self.root and (role is None or role_of(item) == role) \
                    and _is_called(name, item) and (not showing or is_showing(item)):
                yield item
            if not showing or item is self.root or role_of(item) == "application" or is_showing(item):
                queue += children_of(item)

    def find(self, role=None, name=None, within=None, showing=True, nth=0, patience=None):
        """Waits for the nth item of this role and name, in the order of the tree."""
        def look():
            found = list(self.matches(role, name, within, showing))
            return Item(self, found[nth]) if len(found) > nth else None
        return self.wait(look, f'{role or "anything"} named {name!r}' + (f" (number {nth + 1})" if nth else ""), patience)

    def is_there(self, role=None, name=None, within=None):
        return next(self.matches(role, name, within, showing=True), None) is not None

    def wait_until_gone(self, role=None, name=None, patience=None):
        self.wait(lambda: not self.is_there(role, name), f"{role} named {name!r} to go away", patience)

    def wait_for_window(self, name=None, role=None, patience=None):
        """A window or a dialog that is on the screen."""
        def look():
            for window in children_of(self.root):
                if is_showing(window) and _fits(name, name_of(window)) and (role is None or role_of(window) == role):
                    return Item(self, window)
            return None
        return self.wait(look, f"a window named {name!r}", patience)

    def wait_for_text(self, text, within=None, patience=None):
        """Something on the screen whose text or name holds this (text, or a compiled expression)."""
        pattern = text if isinstance(text, re.Pattern) else re.compile(re.escape(text))
        return self.wait(lambda: self.text_now(pattern, within), f"the text {pattern.pattern!r}", patience)

    def text_now(self, pattern, within=None):
        """As wait_for_text, without waiting: None if nothing holds the compiled expression."""
        for item in self.matches(None, None, within, showing=True):
            if pattern.search(name_of(item)) or pattern.search(text_of(item)):
                return Item(self, item)
        return None

    def menu(self, *path):
        """Activates an entry of the menu bar: menu("File", "Quit"). Menus need not be open for that."""
        # A menu that was opened for this would stay open, for its entry is not clicked.
        item = self.find("menu bar")
        for name in path:
            item = self.find("menu item", name, within=item, showing=False)
        return item.click()

    def key(self, name):
        """A key press for the window that has the focus, by X name, such as "Return" or "space"."""
        import ctypes  # only needed here
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XStringToKeysym.restype = ctypes.c_ulong
        Atspi.generate_keyboard_event(x11.XStringToKeysym(name.encode()), None, Atspi.KeySynthType.SYM)

    # --- showing ---------------------------------------------------------------------------------------------

    def dump(self, within=None):
        """The accessible tree as indented text: role, name, text, states and actions of everything."""
        if self.root is None:
            desktop = ", ".join(name_of(a) for a in children_of(Atspi.get_desktop(0)))
            return f"(not on the bus; there are: {desktop})\n{self.stderr()}"
        lines = []

        def walk(item, depth):
            if depth > 30 or len(lines) > 3000:
                return
            one = Item(self, item)
            parts = [f'{"  " * depth}{one.role} "{one.name}"']
            text = one.text
            if text and text != one.name:
                parts.append(f"text={text[:200]!r}")
            parts += [word for word, state in _WORDS if has_state(item, state)]
            parts += [] if one.enabled else ["disabled"]
            parts += [] if one.showing else ["hidden"]
            actions = [a for a in one.actions() if a != "SetFocus"]
            parts += ["actions=" + ",".join(actions)] if actions else []
            parts += [f"labels={labels_of(item)}"] if one.role == "combo box" else []
            lines.append(" ".join(parts))
            for child in children_of(item):
                walk(child, depth + 1)

        walk(within.raw if within is not None else self.root, 0)
        return "\n".join(lines)


_WORDS = [("checked", Atspi.StateType.CHECKED), ("selected", Atspi.StateType.SELECTED),
          ("focused", Atspi.StateType.FOCUSED), ("expanded", Atspi.StateType.EXPANDED)]


def check(condition, message):
    if not condition:
        raise Failed(message)


class Skipped(Exception):
    """A part that matters could not be driven on this machine."""


def skip(reason):
    """Ends a scenario that must not count as passed; a failure where everything it needs has been installed."""
    if os.environ.get("GRANTDESK_NO_SKIP") == "1":
        raise Failed(reason)
    raise Skipped(reason)


def main(scenario):
    """Runs a scenario with the program named on the command line.

    Exit code 0; 1 with the reason on stderr; or 77, which ctest shows as skipped.
    """
    import sys
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} PROGRAM")
    try:
        scenario(sys.argv[1])
    except Failed as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
    except Skipped as reason:
        print(f"Skipped: {reason}")
        sys.exit(77)
    print("passed")
