// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/discovery.h"

#include <QWidget>

class QComboBox;

namespace gd::ui {

/// Which operator of a store. To be seen only where there are several; which one nsc works with is chosen already, if
/// it works with one.
class OperatorChoice final : public QWidget {
    Q_OBJECT

public:
    /// @param name            object name of the list.
    /// @param label           with a letter for Alt.
    /// @param accessibleName  what the list is for, and of which store.
    OperatorChoice(const QString& name, const QString& label, const QString& accessibleName, QWidget* parent);

    /// Offers the operators of a store. What was chosen for the same store stays chosen.
    void offer(const FoundStore& store);
    /// The operator's folder; empty if none is chosen.
    std::string chosen() const;
    /// Whether it can be opened: nobody has to be asked, or somebody has answered.
    bool isAnswered() const { return m_store.operators.size() < 2 || !chosen().empty(); }
    /// Puts the focus where the answer is given.
    void ask();

signals:
    void changed();

private:
    QComboBox* m_list = nullptr;
    FoundStore m_store{};
};

} // namespace gd::ui
