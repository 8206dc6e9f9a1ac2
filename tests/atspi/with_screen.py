#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a command with an X server, a session bus and folders of its own. Usage: with_screen.py COMMAND [ARGUMENTS]

Nothing of the person's own desktop is seen or touched. Exit code 77 says that this machine lacks a package for it,
which ctest shows as skipped; with GRANTDESK_NO_SKIP=1 it is a failure instead.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile

SKIPPED = 77
NEEDS = [("Xvfb", "xvfb"), ("dbus-run-session", "dbus-daemon")]


def missing_packages():
    missing = [package for program, package in NEEDS if shutil.which(program) is None]
    if not os.path.exists("/usr/share/dbus-1/services/org.a11y.Bus.service"):
        missing.append("at-spi2-core")
    if importlib.util.find_spec("gi") is None:
        return missing + ["python3-gi", "gir1.2-atspi-2.0"]
    import gi
    try:
        gi.require_version("Atspi", "2.0")
    except ValueError:
        missing.append("gir1.2-atspi-2.0")
    return missing


def start_screen(folder):
    """Starts Xvfb on a free display, which it chooses and reports itself; gives the process and the display."""
    read, write = os.pipe()
    log = open(os.path.join(folder, "xvfb.log"), "w", encoding="utf-8")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()  # ends also when Xvfb dies, for then nobody holds the other side
    if not number:
        with open(log.name, encoding="utf-8") as text:
            sys.exit("Xvfb did not start:\n" + text.read())
    return server, ":" + number


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    missing = missing_packages()
    if missing:
        print(f"Skipped: driving the window needs Debian's packages {' '.join(missing)}. ./dev test installs them.")
        return 1 if os.environ.get("GRANTDESK_NO_SKIP") == "1" else SKIPPED
    with tempfile.TemporaryDirectory(prefix="grantdesk-screen-") as folder:
        environment = {key: value for key, value in os.environ.items() if key not in (
            "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "WAYLAND_DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM",
            "XDG_CURRENT_DESKTOP", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "NKEYS_PATH", "NSC_HOME")}
        for variable, name in (("HOME", "home"), ("XDG_RUNTIME_DIR", "run"), ("TMPDIR", "tmp")):
            os.mkdir(os.path.join(folder, name), 0o700)
            environment[variable] = os.path.join(folder, name)
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            environment.pop(variable, None)
        environment.update(LC_ALL="C.UTF-8", NO_AT_BRIDGE="0", GTK_A11Y="none")
        server, display = start_screen(folder)
        environment["DISPLAY"] = display
        # A group of its own, so that the accessibility bus and whatever else was started on it end with it.
        session = subprocess.Popen(["dbus-run-session", "--", *sys.argv[1:]], env=environment, start_new_session=True)
        try:
            return session.wait()
        finally:
            try:
                os.killpg(session.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main())
