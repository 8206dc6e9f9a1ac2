#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The order-events share without a mouse, and then for one more account, in a few keys; undone and redone by key."""

import os
import pathlib

import order_events
from desk_driver import App, check, is_showing, main
from keyboard import Keyboard
from sample_store import SampleStore

MOST_STROKES = 20


def share(app, keys, store):
    keys.press("Ctrl+N")
    wizard = app.wait_for_window("New share", role="dialog")
    keys.wait_for(wizard)
    for at, (field, text) in enumerate(order_events.FIELDS.items()):
        if at > 0:
            keys.press("Tab")
        keys.type_into(wizard.find("text", field), text)
    keys.press("Enter")
    keys.wait_for_focus(wizard.find("table", "Share with"))
    keys.press("Enter")
    keys.wait_for_focus(wizard.find("push button", "Apply"))
    keys.press("Enter")
    app.wait_until_gone("dialog")
    app.wait_for_text(f"Done: share {order_events.CONSUMER} of ACCTA with ACCTB")
    order_events.check_exports(store)
    order_events.check_token_files(store)
    order_events.check_imports(store)


def share_with_one_more(app, keys, store):
    """What is offered already goes to ACCTC from the list of accounts, straight to the review."""
    keys.wait_for_focus(app.find("tree", "Exports of the provider"))
    keys.press("Down", "Ctrl+Shift+N")
    app.wait(lambda: any(is_showing(item) for item in app.matches("menu item", "ACCTC")), "the list of accounts to open")
    keys.press("Down", "Down", "Enter")
    wizard = app.wait_for_window("New share", role="dialog")
    keys.wait_for_focus(wizard.find("push button", "Apply"))
    keys.press("Enter")
    app.wait_until_gone("dialog")
    app.wait_for_text(f"Done: share {order_events.CONSUMER} of ACCTA with ACCTC")
    wanted = sorted(one["subject"] for one in store.imports("ACCTB"))
    found = sorted(one["subject"] for one in store.imports("ACCTC"))
    check(found == wanted, f"ACCTC imports {found}, not {wanted}")


def cells_of_shares(app):
    """Whatever the two trees of the desk hold."""
    trees = [app.find("tree", name) for name in ("Exports of the provider", "Imports of the consumer")]
    return [cell for tree in trees for cell in tree.all("table cell")]


def scenario(program):
    store = SampleStore(pathlib.Path(os.environ["TMPDIR"]) / "sample")
    with App([program, "--sample", store.folder]) as app:
        window = app.wait_for_window("OP – GrantDesk")
        keys = Keyboard(app)
        keys.give_to(window)
        share(app, keys, store)
        check(keys.strokes <= MOST_STROKES, f"the share took {keys.strokes} keys besides the typed text")

        keys.give_to(window)
        cells = cells_of_shares(app)
        check(len(cells) > len(order_events.FIELDS), f"the trees hold no more than {cells}")
        again = cells_of_shares(app)
        check([cell.raw for cell in cells] == [cell.raw for cell in again], "a cell is not the same when asked again")
        keys.press("Ctrl+Z")
        app.wait_for_text("Taken back: share")
        check(store.imports("ACCTB") == [] and store.token_files() == {}, "the share was not taken back")
        # A screen reader may well ask for what it saw a moment ago. That must be gone, and not half there with a warning.
        app.wait(lambda: not any(cell.role for cell in cells), "the cells of the share to be gone")
        keys.press("Ctrl+Shift+Z")
        app.wait_for_text("Done again: share")
        order_events.check_imports(store)

        before = keys.strokes
        share_with_one_more(app, keys, store)
        check(keys.strokes - before <= MOST_STROKES, f"sharing with one more took {keys.strokes - before} keys")

        keys.give_to(window)
        keys.press("Ctrl+Q")
        check(app.wait_for_end() == 0, "GrantDesk did not end well")
        check(app.stderr() == "", f"GrantDesk wrote to stderr:\n{app.stderr()}")
        print(f"{keys.strokes} keys in all, besides the typed text")


if __name__ == "__main__":
    main(scenario)
