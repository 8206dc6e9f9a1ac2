// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <QMenu>

class QActionGroup;

namespace gd::ui {

/// "Operator": the operators of the store that is open, the present one marked.
class OperatorMenu final : public QMenu {
    Q_OBJECT

public:
    explicit OperatorMenu(QWidget* parent = nullptr);

    void showOperators(const Snapshot& world);

signals:
    /// Another one than the present one, by its folder.
    void operatorChosen(const std::string& folder);

private:
    QActionGroup* m_group = nullptr;
    std::string m_current{};
};

} // namespace gd::ui
