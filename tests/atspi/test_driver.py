#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Self-test of desk_driver.py: everything a scenario may do, done to a window with one control of each kind."""

import re

from desk_driver import App, Failed, check, main


def scenario(program):
    with App([program]) as app:
        window = app.wait_for_window("Probe")
        print(app.dump())

        greet = window.find("push button", "Greet")
        check(not greet.enabled, "Greet is enabled before there is a name")
        window.find("text", "Name").set_text("Ada")
        greet.click()
        app.wait_for_text("Hello Ada")

        window.find("check box", "Louder").toggle(True)
        app.wait_for_text("loud")
        window.find("check box", "Louder").toggle(False)
        app.wait_for_text("quiet")

        window.find("combo box", "Account").select("ACCTB")
        app.wait_for_text("chose ACCTB")
        window.find("spin button", "Days").set_value(30)
        app.wait_for_text("30 days")

        window.find(None, "Exports").select("ACK")
        app.wait_for_text("row ACK")
        check(window.find("table cell", "ack.x") or True, "")

        app.menu("File", "Say hi")
        app.wait_for_text(re.compile("^hi$"))

        window.find("push button", "Open dialog").click()
        dialog = app.wait_for_window("Second window", role="dialog")
        dialog.find("push button", "Close it").click()
        app.wait_until_gone("dialog", "Second window")

        window.find("list", "From").find("list item", "token").drag_to(
            window.find("list", "Into"), until=lambda: app.text_now(re.compile("dropped")))

        try:
            app.find("push button", "No such button", patience=0.5)
        except Failed as failure:
            check('push button "Greet"' in str(failure), "a failure does not show the tree")
        else:
            raise Failed("a button was found that does not exist")
        check(app.stderr() == "", f"the program wrote to stderr: {app.stderr()}")


if __name__ == "__main__":
    main(scenario)
