#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The order-events share as somebody makes it who sees nothing and has only roles and names to go by:

share it, import its token files, take both steps back and do them again, write a server configuration, push to a real
server, and read on the desk that the share is active there.
"""

import os
import pathlib
import re

import order_events
import real_server
from desk_driver import App, check, main, skip
from names import check_names
from sample_store import SampleStore

IS_ACTIVE = f"{order_events.CONSUMER}: active on server"


def names_in(view):
    """The entries of a list, in order."""
    return [item.name for item in view.all("list item")]


def wait_for_entries(app, view, entries, what):
    app.wait(lambda: names_in(view) == entries, f"{what} to be {entries}, not {names_in(view)}")


def fill_what(app, wizard):
    check(wizard.find("combo box", "Provider").name == "ACCTA", "the provider of the desk is not chosen")
    check_names(app)
    for field, text in order_events.FIELDS.items():
        wizard.find("text", field).set_text(text)
    wizard.find("push button", "Next").click()


def choose_whom(app, wizard):
    """ACCTB is ticked because it stands on the desk; it is not to import now."""
    cells = [cell.name for cell in wizard.find("table", "Share with").all("table cell")]
    at = cells.index("ACCTB")
    check(cells[at - 1] == "yes", f"ACCTB is not ticked: {cells}")
    wizard.find("check box", "Import now").toggle(False)
    check_names(app)
    wizard.find("push button", "Next").click()


def share(app, store):
    app.find("push button", "New share…").click()
    wizard = app.wait_for_window("New share", role="dialog")
    fill_what(app, wizard)
    choose_whom(app, wizard)
    wait_for_entries(app, wizard.find("list", "What will change"), order_events.SHARE_SENTENCES, "the review")
    app.wait_for_text("No problems were found.", within=wizard)
    check_names(app)
    files = wizard.find("table", "Token files that will be written")
    shown = {cell.name for cell in files.all("table cell")}
    check(order_events.TOKEN_FILES.keys() <= shown, f"the review shows the token files {shown}")
    wizard.find("push button", "Apply").click()
    app.wait_until_gone("dialog")
    app.wait_for_text(f"Done: share {order_events.CONSUMER} of ACCTA with ACCTB")

    order_events.check_exports(store)
    order_events.check_token_files(store)
    check(store.imports("ACCTB") == [], "ACCTB imports already")


def wait_for_shelf(app, state):
    """Every token file by its name, and how it stands."""
    shelf = app.find("list", "Token files")
    wanted = sorted(f"{name}: {state}" for name in order_events.TOKEN_FILES)
    app.wait(lambda: sorted(names_in(shelf)) == wanted, f"the shelf to hold {wanted}")
    return shelf


def import_tokens(app, store):
    for entry in wait_for_shelf(app, "not imported").all("list item"):
        entry.do("Toggle")
    app.find("push button", "Import selected tokens").click()
    wizard = app.wait_for_window("Import", role="dialog")
    check(wizard.find("combo box", "Import into").name == "ACCTB", "the tokens are not meant for ACCTB")
    check_names(app)
    wizard.find("push button", "Next").click()
    sentences = wizard.find("list", "What will change")
    app.wait(lambda: sorted(names_in(sentences)) == sorted(order_events.IMPORT_SENTENCES),
             "the review to say what ACCTB will import")
    wizard.find("push button", "Apply").click()
    app.wait_until_gone("dialog")
    app.wait_for_text(f"Done: import {order_events.CONSUMER} of ACCTA into ACCTB")
    order_events.check_imports(store)
    wait_for_shelf(app, "imported")
    check_names(app)


def undo_and_redo(app, store):
    def granted():
        return [store.account(name)["nats"] for name in ("ACCTA", "ACCTB")]

    before = granted()
    app.menu("Edit", re.compile("^Undo: import"))
    app.wait_for_text("Taken back: import")
    wait_for_shelf(app, "not imported")
    check(store.imports("ACCTB") == [], "ACCTB imports after the step was taken back")

    app.menu("Edit", re.compile("^Undo: share"))
    app.wait_for_text("Taken back: share")
    app.wait(lambda: names_in(app.find("list", "Token files")) == [], "the shelf to be empty")
    check(store.exports("ACCTA") == [], "ACCTA exports after the step was taken back")
    check(store.token_files() == {}, f"token files were left: {store.token_files()}")

    app.menu("Edit", re.compile("^Redo: share"))
    app.wait_for_text("Done again: share")
    wait_for_shelf(app, "not imported")
    app.menu("Edit", re.compile("^Redo: import"))
    app.wait_for_text("Done again: import")
    wait_for_shelf(app, "imported")
    check(granted() == before, f"the accounts are not as they were: {granted()}, not {before}")
    order_events.check_token_files(store)
    order_events.check_imports(store)


def write_configuration(app, path):
    app.menu("Server", "Write server configuration…")
    dialog = app.wait_for_window("Server configuration", role="dialog")
    check(dialog.find("radio button", re.compile("^Full resolver")).checked, "the full resolver is not the first choice")
    check_names(app)
    dialog.find("text", "File to write").set_text(str(path))
    dialog.find("push button", "Write").click()
    app.wait_for_text(f"Written to {path}.", within=dialog)
    dialog.find("push button", "Close").click()
    app.wait_until_gone("dialog")
    check(SampleStore.mode_of(path) == 0o600, "others may read the server configuration")
    return path.read_text(encoding="utf-8")


def push(app, server):
    app.find("check box", "Server").toggle(True)
    app.find("text", "Server URL").set_text(server.url)
    app.find("push button", "Connect").click()
    app.wait_for_text("Connected to scenario.")
    app.find("push button", "Push all changed").click()
    app.wait_for_text(re.compile(r"^Pushed 3 accounts\. All imports are active\.$"), patience=60)
    cells = [cell.name for cell in app.find("tree", "Accounts at the server").all("table cell")]
    check("3 of 3 active" in cells and cells.count("taken by scenario") == 3, f"the accounts stand as {cells}")
    check_names(app)

    app.find("check box", "Desk").toggle(True)
    lane = app.find("list", "Shares between the two accounts")
    wait_for_entries(app, lane, [IS_ACTIVE], "the lane")


def scenario(program):
    has_server = real_server.is_there()
    folder = pathlib.Path(os.environ["TMPDIR"])
    store = SampleStore(folder / "sample")
    with App([program, "--sample", store.folder]) as app:
        app.wait_for_window()
        share(app, store)
        import_tokens(app, store)
        undo_and_redo(app, store)
        configuration = write_configuration(app, folder / "server.conf")
        if has_server:
            with real_server.RealServer(folder, configuration) as server:
                push(app, server)
        app.find("check box", "History").toggle(True)
        app.find("tree", "What was done, newest first")
        check_names(app)
        app.menu("File", "Quit")
        check(app.wait_for_end() == 0, "GrantDesk did not end well")
        check(app.stderr() == "", f"GrantDesk wrote to stderr:\n{app.stderr()}")
    if not has_server:
        skip(f"{real_server.HOW_TO_INSTALL} Everything but pushing was driven.")


if __name__ == "__main__":
    main(scenario)
