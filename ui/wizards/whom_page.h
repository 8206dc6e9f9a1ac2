// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/share_draft.h"
#include "ui/wizards/account_check_model.h"
#include "ui/wizards/check_table.h"
#include "ui/wizards/consumer_panel.h"
#include "ui/wizards/field_hints.h"
#include "ui/wizards/validity_picker.h"

#include <QWidget>

namespace gd::ui {

/// Second page of the share wizard: which accounts, from when to when, and under which names there.
class WhomPage : public QWidget {
    Q_OBJECT

public:
    /// @param draft  lives in the wizard; this page copies what is typed into it.
    explicit WhomPage(ShareDraft& draft, QWidget* parent = nullptr);

    void showDraft(const SnapshotPtr& world, UnixSeconds now);

    /// Shows every problem of the page; true if there is none. Puts the focus where the first one is.
    bool tryToGoOn();

    /// Ticks an account or contact, if it is in the list.
    void shareWith(const std::string& key);

signals:
    void edited();
    /// A contact is to be made.
    void contactAsked();

private:
    void setShared(const std::string& account, bool on);
    ConsumerWish* current();
    std::string currentAccount() const;
    void showCurrent();
    void showProblems();
    std::vector<FieldProblem> problemsHere() const;

    ShareDraft& m_draft;
    SnapshotPtr m_world{};
    FieldHints m_hints{};
    AccountCheckModel* m_accounts;
    CheckTable* m_table;
    ValidityPicker* m_validity;
    ConsumerPanel* m_panel;
};

} // namespace gd::ui
