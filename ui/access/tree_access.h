// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace gd::ui {

/// Makes every tree of the program readable by assistive technology for as long as that likes. To be called once, when
/// the application has been made.
///
/// Qt 6.4 makes a new object each time somebody asks for a cell of a tree (QAccessibleTree::child in its itemviews.cpp)
/// and keeps all of them until the program ends, those of rows that are gone too. So a screen reader takes ever more
/// memory, cannot tell a cell again, and gets a warning written when it asks for one whose row has just gone. Here a
/// cell has one object, which goes with its row, as Qt does it for lists and tables.
void installTreeAccess();

} // namespace gd::ui
