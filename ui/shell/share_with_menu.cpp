// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/share_with_menu.h"

#include "ui/bridge/strings.h"
#include "ui/words/names.h"
#include "ui/words/tool_tip.h"

#include <QAction>

namespace gd::ui {

ShareWithMenu::ShareWithMenu(QAction* entry, QWidget* parent) : QMenu(entry->text(), parent)
{
    setObjectName(QStringLiteral("shareWithMenu"));
    setIcon(entry->icon());
    setToolTipsVisible(true);
    menuAction()->setObjectName(QStringLiteral("shareWithMenuEntry"));
    const auto follow = [this, entry] {
        menuAction()->setEnabled(entry->isEnabled());
    };
    connect(entry, &QAction::changed, this, follow);
    follow();
    connect(this, &QMenu::triggered, this,
            [this](QAction* action) { emit accountChosen(fromQt(action->data().toString())); });
}

void ShareWithMenu::showAccounts(const Snapshot& world)
{
    clear();
    for (const auto& account : world.accounts) {
        if (account.key == world.op.claims.systemAccount) continue;
        auto* action = addAction(withoutMnemonics(toQt(account.name)));
        action->setObjectName(QStringLiteral("shareWith-") + toQt(account.name));
        action->setData(toQt(account.key));
    }
    bool isFirst = true;
    for (const auto& contact : world.contacts) {
        if (world.account(contact.key)) continue;
        if (std::exchange(isFirst, false)) addSeparator();
        auto* action = addAction(tr("%1 (contact)").arg(withoutMnemonics(toQt(contact.name))));
        action->setObjectName(QStringLiteral("shareWith-") + toQt(contact.key));
        action->setData(toQt(contact.key));
    }
    setProvider(m_provider);
}

void ShareWithMenu::setProvider(const std::string& key)
{
    m_provider = key;
    for (auto* action : actions()) {
        const bool self = fromQt(action->data().toString()) == key;
        action->setEnabled(!self);
        action->setToolTip(self ? tr("This account offers the share itself.")
                                : plainToolTip(action->text().replace(QLatin1String("&&"), QLatin1String("&"))));
    }
}

} // namespace gd::ui
