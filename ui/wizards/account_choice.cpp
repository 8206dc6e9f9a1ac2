// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/account_choice.h"

#include "ui/bridge/strings.h"
#include "ui/wizards/keys_here.h"

namespace gd::ui {

void offerAccounts(QComboBox& box, const Snapshot& world, const std::string& chosen)
{
    box.clear();
    for (const Account* account : sharingAccounts(world)) {
        box.addItem(toQt(account->name), toQt(account->key));
        box.setItemData(box.count() - 1, toQt(account->key), Qt::ToolTipRole);
    }
    box.setCurrentIndex(box.findData(toQt(chosen)));
}

} // namespace gd::ui
