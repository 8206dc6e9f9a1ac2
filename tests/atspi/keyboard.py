# SPDX-License-Identifier: Apache-2.0
"""Keys for a program under test, as they come from a keyboard, and the one duty of a window manager that typing needs.

A bare X server has no window manager, so nobody gives the keyboard to the first window of a program.
"""

import ctypes

from desk_driver import Atspi, has_state

_KEYS = {"Ctrl": "Control_L", "Alt": "Alt_L", "Shift": "Shift_L", "Enter": "Return"}
_REVERT_TO_POINTER_ROOT, _NOW, _IS_VIEWABLE = 1, 0, 2


class _WindowAttributes(ctypes.Structure):
    """XWindowAttributes of Xlib.h."""

    _fields_ = ([(name, ctypes.c_int) for name in ("x", "y", "width", "height", "border_width", "depth")]
                + [("visual", ctypes.c_void_p), ("root", ctypes.c_ulong)]
                + [(name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing_store")]
                + [("backing_planes", ctypes.c_ulong), ("backing_pixel", ctypes.c_ulong), ("save_under", ctypes.c_int),
                   ("colormap", ctypes.c_ulong), ("map_installed", ctypes.c_int), ("map_state", ctypes.c_int)]
                + [("rest", ctypes.c_ulong * 8)])


class Keyboard:
    """Counts the keys that are no typed text in `strokes`."""

    def __init__(self, app):
        self.app, self.strokes = app, 0
        x11 = self._x11 = ctypes.CDLL("libX11.so.6")
        pointer, number = ctypes.c_void_p, ctypes.c_ulong
        x11.XOpenDisplay.restype = pointer
        x11.XStringToKeysym.restype = number
        x11.XDefaultRootWindow.argtypes, x11.XDefaultRootWindow.restype = [pointer], number
        x11.XKeysymToKeycode.argtypes, x11.XKeysymToKeycode.restype = [pointer, number], ctypes.c_ubyte
        x11.XQueryTree.argtypes = [pointer, number] + [pointer] * 4
        x11.XGetWindowAttributes.argtypes = [pointer, number, pointer]
        x11.XSetInputFocus.argtypes = [pointer, number, ctypes.c_int, number]
        x11.XSync.argtypes = [pointer, ctypes.c_int]
        x11.XFree.argtypes = [pointer]
        self._display = x11.XOpenDisplay(None)
        # A window that is not mapped yet cannot get the keys; the next try will do.
        self._forgive = ctypes.CFUNCTYPE(ctypes.c_int, pointer, pointer)(lambda *_: 0)
        x11.XSetErrorHandler(self._forgive)

    def give_to(self, window):
        """Gives the keys to the only window of a program, as a window manager does when it starts."""
        def try_it():
            for one in self._top_windows():
                if self._is_on_screen(one):
                    self._x11.XSetInputFocus(self._display, one, _REVERT_TO_POINTER_ROOT, _NOW)
            self._x11.XSync(self._display, 0)
            return self._is(window, Atspi.StateType.ACTIVE)
        self.app.wait(try_it, f"{window} to get the keys")

    def wait_for(self, window):
        """Waits until a window gets the keys."""
        self.app.wait(lambda: self._is(window, Atspi.StateType.ACTIVE), f"{window} to get the keys")

    def press(self, *combinations):
        """Presses "Tab", "Ctrl+N" and the like, one after the other."""
        for combination in combinations:
            codes = [self._code(_KEYS.get(key, key)) for key in combination.split("+")]
            for code in codes:
                Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.PRESS)
            for code in reversed(codes):
                Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.RELEASE)
            self.strokes += 1
        return self

    def type_into(self, field, text):
        """Types where the cursor is, which is to be this field."""
        self.wait_for_focus(field)
        Atspi.generate_keyboard_event(0, text, Atspi.KeySynthType.STRING)
        self.app.wait(lambda: field.text == text, f'{field} to hold "{text}" (it holds "{field.text}")')

    def wait_for_focus(self, item):
        self.app.wait(lambda: self._is(item, Atspi.StateType.FOCUSED), f"{item} to have the focus")

    @staticmethod
    def _is(item, state):
        item.raw.clear_cache()
        return has_state(item.raw, state)

    def _code(self, key):
        name = key.lower() if len(key) == 1 else key
        return self._x11.XKeysymToKeycode(self._display, self._x11.XStringToKeysym(name.encode()))

    def _top_windows(self):
        number = ctypes.c_ulong
        root, parent, count, children = number(), number(), ctypes.c_uint(), ctypes.POINTER(number)()
        self._x11.XQueryTree(self._display, self._x11.XDefaultRootWindow(self._display), ctypes.byref(root),
                             ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count))
        windows = [children[at] for at in range(count.value)]
        self._x11.XFree(children)
        return windows

    def _is_on_screen(self, window):
        about = _WindowAttributes()
        self._x11.XGetWindowAttributes(self._display, window, ctypes.byref(about))
        return about.map_state == _IS_VIEWABLE
