#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints what a screen reader sees of a program's first window. Usage, from the root of the project:

python3 tests/atspi/with_screen.py python3 tests/atspi/dump_tree.py build/dev/app/grantdesk --sample /tmp/sample
"""

import sys

from desk_driver import App

with App(sys.argv[1:]) as app:
    app.wait_for_window()
    print(app.dump())
    print(app.stderr(), file=sys.stderr)
