#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Shows that each rule of project_lint.py fails for a seeded mistake and lets its innocent neighbour pass."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import project_lint  # noqa: E402

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
PRIVATE = "/wo" + "rk/notes"
SLEEP = "sle" + "ep"

# rule, what the case shows, path of the file, its text, number of findings
CASES = [
    ("layering", "core sees no Qt", "core/a.cpp", "#include <QString>\n", 1),
    ("layering", "nor by its folder", "core/a.cpp", "#include <QtCore/qglobal.h>\n", 1),
    ("layering", "nor by an old header name", "core/a.cpp", "#include <qstring.h>\n", 1),
    ("layering", "spaces do not hide it", "core/a.cpp", "  #  include   <QString>\n", 1),
    ("layering", "core never sees ui", "core/a.cpp", '#include "ui/b.h"\n', 1),
    ("layering", "core never sees app", "core/a.cpp", '#include "app/b.h"\n', 1),
    ("layering", "core does not see the wire", "core/live/a.cpp", '#include "core/wire/b.h"\n', 1),
    ("layering", "the wire sees no ui", "core/wire/a.cpp", '#include "ui/bridge/b.h"\n', 1),
    ("layering", "the wire sees no widgets", "core/wire/a.cpp", "#include <QWidget>\n", 1),
    ("layering", "the bridge sees no widgets", "ui/bridge/a.h", "#include <QTreeView>\n", 1),
    ("layering", "nor by their folder", "ui/bridge/a.h", "#include <QtWidgets/QLabel>\n", 1),
    ("layering", "the bridge does not see the window", "ui/bridge/a.h", '#include "ui/b.h"\n', 1),
    ("layering", "the bridge does not see the wire", "ui/bridge/a.h", '#include "core/wire/b.h"\n', 1),
    ("layering", "the window does not see the wire", "ui/desk/a.h", '#include "core/wire/b.h"\n', 1),
    ("layering", "the window does not see app", "ui/desk/a.h", '#include "app/b.h"\n', 1),
    ("layering", "paths begin at the root", "core/jwt/a.cpp", '#include "b.h"\n', 1),
    ("layering", "and do not climb", "core/jwt/a.cpp", '#include "../b.h"\n', 1),
    ("layering", "the program does not see tests", "ui/a.cpp", '#include "tests/b.h"\n', 1),
    ("layering", "own headers are in quotes", "ui/a.cpp", "#include <core/b.h>\n", 1),
    ("layering", "core sees core and the standard library", "core/a.cpp",
     '#include "core/b.h"\n#include <string>\n#include <sodium.h>\n#include <nlohmann/json.hpp>\n', 0),
    ("layering", "the wire sees Qt and core", "core/wire/a.cpp",
     '#include "core/b.h"\n#include <QSslSocket>\n#include <QCoreApplication>\n#include <QEventLoop>\n', 0),
    ("layering", "the window sees what is below", "ui/desk/a.cpp",
     '#include "core/b.h"\n#include "ui/b.h"\n#include "ui/bridge/b.h"\n#include <QWidget>\n#include "moc_a.cpp"\n', 0),
    ("layering", "app sees all", "app/a.cpp",
     '#include "core/wire/b.h"\n#include "ui/b.h"\n#include "app/b.h"\n#include "a.moc"\n', 0),
    ("file-length", "401 lines", "core/a.h", SPDX + "\n" * 400, 1),
    ("file-length", "400 lines", "core/a.h", SPDX + "\n" * 399, 0),
    ("file-length", "tests too", "tests/core/tst_a.cpp", SPDX + "\n" * 400, 1),
    ("license-line", "a source without it", "core/a.cpp", "int a;\n", 1),
    ("license-line", "in the second line", "core/a.cpp", "\n" + SPDX, 1),
    ("license-line", "an empty file", "core/a.cpp", "", 1),
    ("license-line", "a script without it", "tests/x.py", "#!/usr/bin/env python3\nprint()\n", 1),
    ("license-line", "a build file without it", "core/CMakeLists.txt", "add_library(x)\n", 1),
    ("license-line", "the dev script", "dev", "#!/bin/sh\nset -eu\n", 1),
    ("license-line", "a source with it", "core/a.cpp", SPDX, 0),
    ("license-line", "a script with it", "tests/x.py", "#!/usr/bin/env python3\n" + SPDX.replace("//", "#"), 0),
    ("license-line", "data needs none", "tests/data/x.json", "{}\n", 0),
    ("no-sentences-in-core", "a call", "core/a.cpp", 'auto s = tr("No");\n', 1),
    ("no-sentences-in-core", "a call of a class", "core/a.cpp", 'auto s = QObject::tr ("No");\n', 1),
    ("no-sentences-in-core", "a comment and longer names", "core/a.cpp", "// no tr( here\nint str(int); int x = str(1);\n", 0),
    ("no-sentences-in-core", "ui may", "ui/a.cpp", 'auto s = tr("No");\n', 0),
    ("no-exec-in-ui", "a dialog", "ui/a.cpp", "dialog.exec();\n", 1),
    ("no-exec-in-ui", "an own dialog", "ui/a.cpp", "if (exec() == 1) {}\n", 1),
    ("no-exec-in-ui", "by pointer", "ui/a.cpp", "m_menu->exec(pos);\n", 1),
    ("no-exec-in-ui", "by class", "ui/a.cpp", "QMenu::exec(actions, pos);\n", 1),
    ("no-exec-in-ui", "after a drag in the same line", "ui/a.cpp", "drag->exec(); dialog.exec();\n", 1),
    ("no-exec-in-ui", "drags", "ui/a.cpp", "drag->exec(Qt::CopyAction);\ndrag.exec();\nm_tokenDrag->exec();\n", 0),
    ("no-exec-in-ui", "prose", "ui/a.cpp", '// never exec()\n/* exec( */ auto s = "exec()";\n', 0),
    ("no-exec-in-ui", "the event loop of app", "app/main.cpp", "return application.exec();\n", 0),
    ("no-sleep-in-tests", "qWait", "tests/ui/a.cpp", "QTest::qWait(50);\n", 1),
    ("no-sleep-in-tests", "the standard one", "tests/ui/a.h", f"std::this_thread::{SLEEP}_for(50ms);\n", 1),
    ("no-sleep-in-tests", "the old one", "tests/ui/a.cpp", f"u{SLEEP}(50);\n", 1),
    ("no-sleep-in-tests", "a thread's", "tests/ui/a.cpp", f"QThread::m{SLEEP}(50);\n", 1),
    ("no-sleep-in-tests", "in python", "tests/x.py", f"time.{SLEEP}(1)\n", 1),
    ("no-sleep-in-tests", "in a shell", "tests/x.sh", f"{SLEEP} 1\n", 1),
    ("no-sleep-in-tests", "a pace without its reason", "tests/ui/a.cpp", f"QThread::m{SLEEP}(1); // pace:\n", 1),
    ("no-sleep-in-tests", "a pace with its reason", "tests/ui/a.cpp",
     f"QThread::m{SLEEP}(1); // pace: a slow peer\n", 0),
    ("no-sleep-in-tests", "waiting for a condition", "tests/ui/a.cpp",
     "QTest::qWaitFor([] { return true; });\nQTRY_VERIFY(x);\nspy.wait(5000);\n", 0),
    ("no-private-paths", "in a document", "README.md", f"see {PRIVATE}\n", 1),
    ("no-private-paths", "in code", "core/a.h", f"// from {PRIVATE}\n", 1),
    ("no-private-paths", "a folder of that name elsewhere", "README.md", "build/work and framework/\n", 0),
]


class Rules(unittest.TestCase):
    def test_each_rule(self):
        for rule, shows, path, text, expected in CASES:
            with self.subTest(rule=rule, shows=shows), tempfile.TemporaryDirectory() as folder:
                root = pathlib.Path(folder)
                for neighbour in ("core/b.h", "core/wire/b.h", "ui/b.h", "ui/bridge/b.h", "app/b.h", "tests/b.h"):
                    write(root / neighbour, SPDX)
                write(root / path, text)
                found = list(project_lint.RULES[rule](project_lint.Tree(root)))
                self.assertEqual(len(found), expected, [str(f) for f in found])
                for finding in found:
                    self.assertEqual(finding.path, path)
                    self.assertTrue(finding.what and finding.why and finding.todo)

    def test_every_rule_has_a_case_that_fails_and_one_that_passes(self):
        for rule in project_lint.RULES:
            counts = [expected for name, _, _, _, expected in CASES if name == rule]
            self.assertIn(0, counts, rule)
            self.assertTrue(any(counts), rule)

    def test_the_program_says_it_with_its_exit_code(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            self.assertNotEqual(run("layering", root).returncode, 0, "an empty folder proves nothing")
            write(root / "core/a.cpp", SPDX)
            self.assertEqual(run("layering", root).returncode, 0)
            write(root / "core/a.cpp", SPDX + "#include <QString>\n")
            bad = run("layering", root)
            self.assertEqual(bad.returncode, 1)
            for part in ("core/a.cpp:2:", "why:", "do:"):
                self.assertIn(part, bad.stdout)

    def test_strings_of_many_lines_keep_the_line_numbers(self):
        text = 'auto s = R"x(\nexec()\n)x";\nint n = 1\'000;\nd.exec();\n'
        self.assertEqual([n for n, _ in project_lint.calls(text, r"exec")], [5])

    def test_new_files_are_seen_before_they_are_committed(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            subprocess.run(["git", "init", "-q", folder], check=True)
            write(root / ".gitignore", "/build/\n")
            write(root / "core/new.cpp", SPDX)
            write(root / "build/made.cpp", "")
            self.assertEqual(project_lint.Tree(root).paths, [".gitignore", "core/new.cpp"])


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(rule, root):
    return subprocess.run([sys.executable, project_lint.__file__, rule, "--root", str(root)],
                          capture_output=True, text=True, check=False)


if __name__ == "__main__":
    unittest.main()
