# SPDX-License-Identifier: Apache-2.0
"""Whether everything on the screen can be found and read by its name."""

from desk_driver import Item, check, children_of, labels_of, name_of, role_of

NEED_NAMES = {"push button", "toggle button", "check box", "radio button", "text", "combo box", "spin button", "menu item",
              "page tab", "list", "list item", "tree", "tree item", "table", "table cell", "table column header", "dialog"}


def nameless(app):
    """What stands on the screen for somebody to use or read, and has no name to find it by."""
    items = list(app.matches(showing=True))
    for view in [item for item in items if role_of(item) in ("tree", "table")]:
        items += app.matches("table cell", within=view)  # also those that one must scroll to
    # The field within such a control is called as the control.
    inner = [child for item in items if role_of(item) in ("combo box", "spin button") for child in children_of(item)]
    found = []
    for item in items:
        named = labels_of(item) if role_of(item) == "combo box" else name_of(item)
        if role_of(item) in NEED_NAMES and not named and item not in inner:
            found.append(repr(Item(app, item)))
    return found


def check_names(app):
    """Fails when something on the screen has no name."""
    found = nameless(app)
    check(not found, "these have no name: " + "; ".join(found) + "\n" + (app.dump() if found else ""))
