// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

class QMenu;
class QMenuBar;
class QToolBar;

namespace gd::ui {

class ActionSet;

/// Puts every action into the menu bar: context menus and buttons alone are not visible to assistive technology.
///
/// @param shareWith  the list of accounts, see ShareWithMenu.
/// @param operators  those of the store, see OperatorMenu.
/// @param columns    what the tables show.
void fillMenuBar(QMenuBar* bar, const ActionSet& actions, QMenu* shareWith, QMenu* operators,
                 const QList<QMenu*>& columns);

void fillToolBar(QToolBar* bar, const ActionSet& actions);

/// What can be done with a share of the desk.
QMenu* makeDeskMenu(QMenu* menu, const ActionSet& actions, QMenu* shareWith);

/// The menu of the tree of accounts.
QMenu* makeAccountsMenu(QMenu* menu, const ActionSet& actions);

} // namespace gd::ui
