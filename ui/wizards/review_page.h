// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/planner.h"
#include "ui/wizards/claims_view.h"
#include "ui/wizards/explanation_bar.h"
#include "ui/wizards/tables.h"

#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStringListModel>
#include <QTabWidget>
#include <QWidget>

namespace gd::ui {

/// The last page of every wizard: what would be done, in sentences; what is wrong with it; the token files, the claims
/// and the nsc commands on demand. Shows a plan and decides nothing.
class ReviewPage : public QWidget {
    Q_OBJECT

public:
    explicit ReviewPage(QWidget* parent = nullptr);

    /// @param plan  a plan, or why there is none (shown in its place).
    void showPlan(const Result<SharePlan>& plan, const SnapshotPtr& world, UnixSeconds now);

    /// What the person has to tell others, below what will change; one line each, and nothing if there is none.
    void showHandOver(const QStringList& lines);

    /// The plan was not applied; stays until clearRefusal().
    void showRefusal(const Error& error);
    void clearRefusal();

private:
    QWidget* upperHalf();
    QWidget* lowerHalf();
    QWidget* tokenFilesTab();
    QWidget* commandsTab();
    void showFindings(const std::vector<Finding>& findings, const Snapshot& world);
    void showTokenFiles(const SharePlan& plan, const Snapshot& world, UnixSeconds now);

    ExplanationBar* m_refusal;
    ExplanationBar* m_noPlan;
    QLabel* m_title;
    QStringListModel* m_sentences;
    QLabel* m_handOver;
    QLabel* m_findingsTitle;
    FittingTable* m_findingsTable;
    QStandardItemModel* m_findings;
    QTabWidget* m_tabs;
    QLabel* m_tokenFolder;
    FittingTable* m_tokenFilesTable;
    QStandardItemModel* m_tokenFiles;
    ClaimsView* m_claims;
    QPlainTextEdit* m_commands;
};

} // namespace gd::ui
