#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rules of this project that no compiler checks. Usage: project_lint.py RULE [--root FOLDER]

Each rule is a function from a Tree to a list of findings. A finding says where, what is wrong, why that matters and
what to do. test_project_lint.py shows for each rule that it can fail.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass

MAX_LINES = 400
LICENSE = "SPDX-License-Identifier: Apache-2.0"


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    what: str
    why: str
    todo: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.what}\n    why:  {self.why}\n    do:   {self.todo}"


class Tree:
    """The files of the project: what git tracks or would track, or every file where there is no git."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.paths = sorted(p for p in self._list() if (self.root / p).is_file())

    def _list(self):
        if (self.root / ".git").exists():
            listing = subprocess.run(
                ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                cwd=self.root, check=True, capture_output=True).stdout.decode()
            return [p for p in listing.split("\0") if p]
        found = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = [f for f in folders if f not in ("build", ".cache")]
            found += [os.path.relpath(os.path.join(folder, f), self.root) for f in files]
        return found

    def text(self, path):
        """The text of a file; None for pictures and other files that are no UTF-8."""
        try:
            return (self.root / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return None

    def sources(self, *folders):
        """C++ files below the folders (all when none is named) with their text."""
        for path in self.paths:
            if path.endswith((".cpp", ".h")) and (not folders or path.startswith(tuple(f + "/" for f in folders))):
                text = self.text(path)
                if text is not None:
                    yield path, text


_CODE_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<d>[^\s()\\]{0,16})\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)


def code_only(text):
    """C++ without comments and literals, lines kept, so that prose about exec() is no call of it."""
    def blank(match):
        # 1'000'000 is one number and no literals: only a quote that follows no digit or letter opens one.
        if match.group().startswith("'") and match.start() and text[match.start() - 1].isalnum():
            return match.group()
        return '""' + "\n" * match.group().count("\n")
    return _CODE_TOKEN.sub(blank, text)


def calls(text, pattern):
    """(line number, match) of each match of the pattern in the code of a file."""
    for number, line in enumerate(code_only(text).split("\n"), 1):
        for match in re.finditer(pattern, line):
            yield number, match


# --- layering ---------------------------------------------------------------------------------------------------

_INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
_QT = re.compile(r"Q[A-Z]\w*|Qt\w*/.*|q[a-z]\w*\.h")
_QT_WINDOW = re.compile(
    r"Qt(Gui|Widgets)/.*|Q\w*(Widget|Dialog|Action|Button|Application|Wizard|Layout|View|Delegate|Pixmap|Painter|Icon"
    r"|Event|MainWindow|Menu|ToolBar|Label|Edit|Box|Splitter|Style|Drag|Clipboard)\w*")
_NO_WINDOW_BUT_SO_NAMED = {"QCoreApplication", "QEventLoop", "QAbstractEventDispatcher", "QStringView", "QByteArrayView",
                           "QUtf8StringView", "QAnyStringView", "QLatin1StringView"}
# Which layers each layer may include. The order matters: the first folder that fits a path is its layer.
_LAYERS = {
    "core/wire": {"core", "core/wire"},
    "core": {"core"},
    "ui/bridge": {"core", "ui/bridge"},
    "ui": {"core", "ui/bridge", "ui"},
    "app": {"core", "core/wire", "ui/bridge", "ui", "app"},
}


def layer_of(path):
    return next((layer for layer in _LAYERS if path.startswith(layer + "/")), None)


def layering(tree):
    """Includes follow app -> ui -> ui/bridge -> core, app -> core/wire -> core, and are written from the root."""
    known = set(tree.paths)
    for path, text in tree.sources("core", "ui", "app"):
        layer = layer_of(path)
        for number, line in enumerate(text.split("\n"), 1):
            match = _INCLUDE.match(line)
            if not match:
                continue
            own, system = match.groups()
            if system:
                yield from _system_include(path, number, layer, system)
            elif own.endswith(".moc") or own.startswith("moc_"):
                continue  # made by moc while building
            elif own not in known:
                yield Finding(path, number, f'includes "{own}", which is no file seen from the project\'s root',
                              "includes from the root show at a glance which layer is used, and never mean two files",
                              "write the whole path, such as \"core/jwt/token.h\"; system headers go in <>")
            elif layer_of(own) not in _LAYERS[layer]:
                yield Finding(path, number, f"{layer} includes {own}",
                              f"{layer} may use only {', '.join(sorted(_LAYERS[layer]))}, so that the layers below can "
                              "be built, tested and read without those above",
                              "move the code down a layer, or pass the thing in from app/composition")


def _system_include(path, number, layer, header):
    if layer_of(header):
        yield Finding(path, number, f"includes <{header}>, a file of the project, in angle brackets",
                      "compilers treat <> as somebody else's code and hide its warnings", f'write "{header}"')
    elif layer == "core" and _QT.fullmatch(header):
        yield Finding(path, number, f"core includes <{header}> of Qt",
                      "core signs tokens: it must build in seconds, run in a fuzzer, and be read without knowing Qt",
                      "use the standard library; what needs Qt belongs in ui/bridge, or in core/wire if it is the wire")
    elif layer in ("core/wire", "ui/bridge") and _QT_WINDOW.fullmatch(header) and header not in _NO_WINDOW_BUT_SO_NAMED:
        yield Finding(path, number, f"{layer} includes <{header}>, a part of the window",
                      f"{layer} knows QObject and values, no widgets, so that it can be tested without a window",
                      "emit a signal with the value and let ui show it")


# --- one rule each ------------------------------------------------------------------------------------------------

def file_length(tree):
    """No C++ file is longer than MAX_LINES lines."""
    for path, text in tree.sources():
        lines = len(text.splitlines())
        if lines > MAX_LINES:
            yield Finding(path, lines, f"has {lines} lines, more than {MAX_LINES}",
                          "a file should hold one idea that fits in one's head",
                          "split it by what its parts are about; helpers may become a pair of files of their own")


def license_line(tree):
    """Every source file names the licence in its first line (the second, after #!)."""
    for path in tree.paths:
        name = path.rsplit("/", 1)[-1]
        script = name in ("dev", "run")
        if not (name.endswith((".cpp", ".h", ".cmake", ".py", ".sh")) or name == "CMakeLists.txt" or script):
            continue
        lines = (tree.text(path) or "").split("\n")
        at = 1 if lines[0].startswith("#!") else 0
        if len(lines) <= at or LICENSE not in lines[at]:
            yield Finding(path, at + 1, "does not name its licence",
                          "people copy single files, and the licence must go with them",
                          f"make \"{LICENSE}\" (as a comment) line {at + 1}")


def no_sentences_in_core(tree):
    """core calls no tr()."""
    for path, text in tree.sources("core"):
        for number, _ in calls(text, r"\btr\s*\("):
            yield Finding(path, number, "calls tr() in core",
                          "core knows facts and the window knows words: text for people is written in one place only",
                          "return an ErrorCode or a value, and add its sentence in ui/words")


def no_exec_in_ui(tree):
    """ui never calls exec(), drags excepted."""
    for path, text in tree.sources("ui"):
        for number, match in calls(text, r"(?:(\w+)(?:\(\))?\s*(?:->|\.)\s*|\b)exec\s*\("):
            if "drag" in (match.group(1) or "").lower():
                continue
            yield Finding(path, number, "calls exec()",
                          "a nested event loop lets objects vanish under the caller, blocks the window, and cannot be "
                          "driven by tests or assistive technology",
                          "use open() or show() and connect to the answer; only a drag (QDrag named drag) may exec()")


# A loop that looks again and again at a condition without signal, or a fake peer that sends slowly, may pause between two
# turns. Such a line says so, with the reason: // pace: the server tells nobody when it listens
_PACE = re.compile(r"//\s*pace: \S")
_SLEEPS = r"\b(?:qWait|qSleep|sleep_for|sleep_until|usleep|nanosleep|msleep|sleep)\s*\("


def no_sleep_in_tests(tree):
    """Tests wait for a condition and never for a time."""
    for path in tree.paths:
        if not path.startswith("tests/") or not path.endswith((".cpp", ".h", ".py", ".sh")):
            continue
        text = tree.text(path) or ""
        if path.endswith((".cpp", ".h")):
            lines = text.split("\n")
            found = [number for number, _ in calls(text, _SLEEPS) if not _PACE.search(lines[number - 1])]
        else:
            found = [n for n, line in enumerate(text.split("\n"), 1)
                     if re.search(r"\btime\.sleep\s*\(|^\s*sleep\s+\d", line)]
        for number in found:
            yield Finding(path, number, "waits for a time",
                          "on a slow machine the time is too short and the test lies; on a fast one it is wasted",
                          "wait for what must become true: QTRY_*, QSignalSpy::wait, QTest::qWaitFor; a pause between two "
                          "looks in a loop with a deadline gets the comment \"// pace: reason\" in its line")


# Spelled in pieces so that this file does not find itself.
_PRIVATE = ["/wo" + "rk/", "sha" + "red/design", "sha" + "red/spec", "sha" + "red/style", "sha" + "red/vectors",
            "CO" + "MMON.md"]


def no_private_paths(tree):
    """No tracked file names a path that exists only on the machine where it was written."""
    for path in tree.paths:
        for number, line in enumerate((tree.text(path) or "").split("\n"), 1):
            for word in _PRIVATE:
                if word in line:
                    yield Finding(path, number, f"names {word}",
                                  "whoever clones the project has no such folder",
                                  "say the thing itself, or name a file of the project")


RULES = {rule.__name__.replace("_", "-"): rule for rule in (
    layering, file_length, license_line, no_sentences_in_core, no_exec_in_ui, no_sleep_in_tests, no_private_paths)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("rule", choices=sorted(RULES))
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parents[2])
    chosen = parser.parse_args()
    tree = Tree(chosen.root)
    if not tree.paths:
        print(f"{chosen.rule}: there is no file below {tree.root}, so nothing was checked")
        return 1
    findings = list(RULES[chosen.rule](tree))
    for finding in findings:
        print(finding)
    print(f"{chosen.rule}: {len(findings)} findings in {len(tree.paths)} files")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
