#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts GrantDesk with the sample workspace: the window opens, shows the accounts, and says nothing on stderr."""

import os
import pathlib

from desk_driver import App, check, main


def scenario(program):
    folder = pathlib.Path(os.environ["TMPDIR"]) / "sample"
    with App([program, "--sample", folder]) as app:
        try:
            app.wait_for_window()
            for account in ("ACCTA", "ACCTB"):
                app.wait_for_text(account)
        finally:
            print(app.dump())
        check(any(folder.rglob("*.jwt")), f"there is no account file below {folder}")
        check(any(folder.rglob("*.nk")), f"there is no key file below {folder}")
        check(app.stderr() == "", f"GrantDesk wrote to stderr:\n{app.stderr()}")


if __name__ == "__main__":
    main(scenario)
