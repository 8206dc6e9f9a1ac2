// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/drop/intake.h"
#include "ui/wizards/accept_model.h"
#include "ui/wizards/check_table.h"
#include "ui/wizards/field_hints.h"
#include "ui/wizards/public_export_form.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStringListModel>
#include <QWidget>

namespace gd::ui {

/// The page of the import wizard: an account, and a row for everything that is to be imported into it.
class TokenPage : public QWidget {
    Q_OBJECT

public:
    /// @param draft  lives in the wizard; this page copies what is typed and dropped into it.
    explicit TokenPage(AcceptDraft& draft, QWidget* parent = nullptr);

    void showDraft(const SnapshotPtr& world, UnixSeconds now);

    /// Adds tokens that are not there yet, and says what could not be used and how many came twice.
    void take(const Intake& intake);

    /// Shows every problem; true if there is none. Puts the focus where the first one is.
    bool tryToGoOn();

signals:
    void edited();

private:
    QWidget* top();
    QWidget* buttons();
    QWidget* bottom();
    QWidget* verdictRow();
    QPushButton* addButton(const QString& name, const QString& text, QWidget* into);
    void connectModel();
    void showVerdicts();
    void showLeftOut();
    void sayProblem(const std::vector<FieldProblem>& problems, bool isAnyUsed);
    void showCurrent();
    void addFiles();
    void paste();
    void removeCurrent();
    void switchAccount();
    /// The account in this workspace for which the token of the current row was made, if it is another one.
    const Account* otherTarget() const;
    void guessAccount();

    AcceptDraft& m_draft;
    SnapshotPtr m_world{};
    UnixSeconds m_now = 0;
    FieldHints m_hints{};
    QComboBox* m_account;
    QLineEdit* m_prefix;
    AcceptModel* m_model;
    CheckTable* m_table;
    QLabel* m_verdict;
    QLabel* m_problem;
    QPushButton* m_switch = nullptr;
    QPushButton* m_remove = nullptr;
    PublicExportForm* m_publicExport;
    QLabel* m_refusedTitle;
    QListView* m_refusedList;
    QStringListModel* m_leftOut;
    QStringList m_refused{}; ///< sentences
    int m_duplicates = 0;
};

} // namespace gd::ui
