// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/menus.h"

#include "ui/shell/action_set.h"

#include <QCoreApplication>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::Menus)
};

/// nullptr stands for a separator.
QMenu* addMenu(QMenuBar* bar, const char* name, const QString& title, const QList<QAction*>& actions)
{
    auto* menu = bar->addMenu(title);
    menu->setObjectName(QLatin1String(name));
    menu->setToolTipsVisible(true);
    for (auto* action : actions) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    return menu;
}

} // namespace

void fillMenuBar(QMenuBar* bar, const ActionSet& actions, QMenu* shareWith, QMenu* operators,
                 const QList<QMenu*>& columns)
{
    const auto& a = actions;
    auto* file = addMenu(bar, "fileMenu", Words::tr("&File"), {a.openWorkspace, a.openSample});
    file->addMenu(operators);
    file->addSeparator();
    file->addAction(a.copyTokenFile);
    file->addSeparator();
    file->addAction(a.quit);
    addMenu(bar, "editMenu", Words::tr("&Edit"), {a.undo, a.redo, nullptr, a.pasteToken, a.copyKey});
    auto* share = addMenu(bar, "shareMenu", Words::tr("&Share"), {a.newShare});
    share->addMenu(shareWith);
    share->addActions({a.importToken});
    share->addSeparator();
    share->addActions(
        {a.renewShare, a.renewSoon, a.revokeShare, a.letInShare, a.editRow, a.removeShare, a.withdrawOffer});
    addMenu(bar, "accountsMenu", Words::tr("A&ccounts"),
            {a.createOperator, nullptr,       a.newAccount,  a.importAccount, nullptr,       a.newUser,
             a.newSigningKey,  nullptr,       a.newContact,  nullptr,         a.importKeys,  a.importKeyFolder,
             nullptr,          a.editThing,   a.renameThing, a.restoreThing,  a.deleteThing, a.writeCreds,
             nullptr,          a.findAccount, a.showOnDesk});
    addMenu(bar, "serverMenu", Words::tr("Se&rver"), {a.pushToServer, a.writeConfiguration});
    auto* view = addMenu(
        bar, "viewMenu", Words::tr("&View"),
        {a.goDesk, a.goAccounts, a.goServer, a.goHistory, nullptr, a.swapPanes, a.nextPane, a.showProblems, nullptr});
    for (auto* menu : columns)
        view->addMenu(menu);
    view->addSeparator();
    view->addActions({a.colorsSystem, a.colorsLight, a.colorsDark});
    addMenu(bar, "helpMenu", Words::tr("&Help"), {a.about});
}

void fillToolBar(QToolBar* bar, const ActionSet& actions)
{
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (auto* action : {actions.newShare, actions.importToken})
        bar->addAction(action);
    bar->addSeparator();
    for (auto* action : {actions.undo, actions.redo})
        bar->addAction(action);
    bar->addSeparator();
    bar->addAction(actions.pushToServer);
    for (auto* action : bar->actions())
        if (auto* button = bar->widgetForAction(action))
            button->setObjectName(QStringLiteral("tool-") + action->objectName());
}

QMenu* makeDeskMenu(QMenu* menu, const ActionSet& actions, QMenu* shareWith)
{
    menu->setObjectName(QStringLiteral("deskMenu"));
    menu->addMenu(shareWith);
    menu->addAction(actions.importToken);
    menu->addSeparator();
    menu->addActions({actions.renewShare, actions.revokeShare, actions.letInShare, actions.editRow, actions.removeShare,
                      actions.withdrawOffer});
    menu->addSeparator();
    menu->addAction(actions.copyKey);
    menu->addAction(actions.swapPanes);
    return menu;
}

QMenu* makeAccountsMenu(QMenu* menu, const ActionSet& actions)
{
    menu->setObjectName(QStringLiteral("accountsContextMenu"));
    const auto& a = actions;
    for (auto* action : {a.editThing, a.renameThing, a.restoreThing, a.deleteThing, a.writeCreds})
        menu->addAction(action);
    menu->addSeparator();
    for (auto* action : {a.newUser, a.newSigningKey, a.newAccount, a.importAccount, a.newContact})
        menu->addAction(action);
    menu->addSeparator();
    menu->addAction(a.showOnDesk);
    menu->addAction(a.copyKey);
    return menu;
}

} // namespace gd::ui
