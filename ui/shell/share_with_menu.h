// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QMenu>

namespace gd::ui {

/// "Share with…": the accounts of the workspace. What cannot be done says why in its tooltip.
class ShareWithMenu final : public QMenu {
    Q_OBJECT

public:
    explicit ShareWithMenu(QAction* entry, QWidget* parent = nullptr);

    void showAccounts(const Snapshot& world);

    /// Marks the account that offers: it cannot share with itself.
    void setProvider(const std::string& key);

signals:
    void accountChosen(const std::string& key);

private:
    std::string m_provider{};
};

} // namespace gd::ui
