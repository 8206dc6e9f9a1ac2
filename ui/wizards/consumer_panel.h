// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/share_draft.h"
#include "ui/wizards/field_hints.h"
#include "ui/wizards/row_table_model.h"
#include "ui/wizards/tables.h"

#include <QCheckBox>
#include <QGroupBox>
#include <QLineEdit>

class QFormLayout;

namespace gd::ui {

/// What one account gets: import now or token files only, the names there, and the import table that results.
class ConsumerPanel : public QGroupBox {
    Q_OBJECT

public:
    explicit ConsumerPanel(FieldHints& hints, QWidget* parent = nullptr);

    /// Shows an account; `wish` is null if it gets nothing (then nothing can be edited).
    void showAccount(const std::string& account, const ConsumerWish* wish, const ShareDraft& draft,
                     const Snapshot& world);

signals:
    void importNowChanged(bool on);
    /// The texts as they stand; empty where the proposal is meant.
    void localSubjectEdited(const std::string& text);
    void prefixEdited(const std::string& text);

private:
    void showNames(const ConsumerWish* wish, const ShareDraft& draft, const Snapshot& world);

    QCheckBox* m_importNow;
    QLabel* m_reason;
    QFormLayout* m_form = nullptr;
    QLineEdit* m_local;
    QLineEdit* m_prefix;
    FittingTable* m_table;
    RowTableModel* m_rows;
};

} // namespace gd::ui
