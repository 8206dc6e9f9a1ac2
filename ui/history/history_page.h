// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/bridge/session.h"
#include "ui/history/history_row.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace gd::ui {

class HistoryModel;

/// What was done in this workspace, when and to which accounts; undo and redo up to an entry.
class HistoryPage : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPage(Session& session, QWidget* parent = nullptr);

signals:
    /// An account is to be as it was before or after an entry, an index into the history.
    void restoreAsked(const std::string& account, std::size_t entry);

private:
    void build();
    QWidget* buildList();
    QWidget* buildEntry();
    QPlainTextEdit* addText(const QString& objectName, const QString& accessibleName);
    void connectSignals();

    std::optional<std::size_t> selectedEntry() const;
    const FileChange* selectedFile() const;
    void askToRestore();
    void undoToSelected();
    void redoToSelected();
    void start(Session::Act act, std::size_t target);
    void goOn();
    void stop(const QString& sentence);
    void takeApplied(Session::Act act);
    void takeRefused(Session::Act act, const Error& error);

    void refreshRows();
    void refreshEntry();
    void showFile(int index);
    void updateEnabled();

    /// A walk through the history that is under way: how many entries are to be in force at its end.
    struct Walk {
        Session::Act act{};
        std::size_t target = 0;
        int done = 0;
        bool stopAsked = false;
    };

    Session& m_session;
    HistoryModel* m_model = nullptr;
    QTreeView* m_list = nullptr;
    QLabel* m_empty = nullptr;
    QWidget* m_entry = nullptr;
    QPlainTextEdit* m_sentences = nullptr;
    QComboBox* m_file = nullptr;
    QPushButton* m_restore = nullptr;
    QPlainTextEdit* m_before = nullptr;
    QPlainTextEdit* m_after = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_redo = nullptr;
    QPushButton* m_stop = nullptr;
    QLabel* m_outcome = nullptr;
    std::vector<FileChange> m_files{};
    std::optional<Walk> m_walk{};
};

} // namespace gd::ui
