// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QComboBox>

namespace gd::ui {

/// Chooses an account or a contact by name or by any part of its key, with type-ahead.
class AccountPicker final : public QComboBox {
    Q_OBJECT

public:
    explicit AccountPicker(QWidget* parent = nullptr);

    /// Offers the accounts of a world, then its contacts; the choice stays if it is still there.
    void showAccounts(const Snapshot& world);

    std::string account() const;
    /// Chooses without emitting picked(). An unknown key chooses nothing.
    void setAccount(const std::string& key);

signals:
    void picked(const std::string& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void chooseTyped();
    void restoreText();

    bool m_selectOnRelease = false; ///< the click that brought the focus is still held
};

} // namespace gd::ui
