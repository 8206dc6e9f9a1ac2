// SPDX-License-Identifier: Apache-2.0
#include "ui/history/history_page.h"

#include "ui/bridge/strings.h"
#include "ui/history/history_model.h"
#include "ui/words/claims_diff.h"
#include "ui/words/explanation.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QTreeView>

namespace gd::ui {

namespace {

void showFrom(QPlainTextEdit* edit, const QString& text, int line)
{
    edit->setPlainText(text);
    edit->setTextCursor(QTextCursor(edit->document()->findBlockByNumber(line)));
    edit->centerCursor();
}

} // namespace

HistoryPage::HistoryPage(Session& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("historyPage"));
    setAccessibleName(tr("History"));
    build();
    connectSignals();
    refreshRows();
}

void HistoryPage::connectSignals()
{
    connect(m_undo, &QPushButton::clicked, this, &HistoryPage::undoToSelected);
    connect(m_redo, &QPushButton::clicked, this, &HistoryPage::redoToSelected);
    connect(m_restore, &QPushButton::clicked, this, &HistoryPage::askToRestore);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_walk) m_walk->stopAsked = true;
        m_stop->setEnabled(false);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HistoryPage::refreshEntry);
    connect(m_file, &QComboBox::currentIndexChanged, this, &HistoryPage::showFile);

    connect(&m_session, &Session::historyChanged, this, &HistoryPage::refreshRows);
    connect(&m_session, &Session::snapshotChanged, this, &HistoryPage::refreshRows);
    connect(&m_session, &Session::opened, this, [this] {
        m_walk.reset();
        stop({});
    });
    connect(&m_session, &Session::busyChanged, this, &HistoryPage::updateEnabled);
    connect(&m_session, &Session::applied, this, &HistoryPage::takeApplied);
    connect(&m_session, &Session::refused, this, &HistoryPage::takeRefused);
}

std::optional<std::size_t> HistoryPage::selectedEntry() const
{
    const auto current = m_list->currentIndex();
    if (!current.isValid()) return {};
    return m_model->entryOf(current);
}

const FileChange* HistoryPage::selectedFile() const
{
    const auto index = m_file->currentIndex();
    return index >= 0 && static_cast<std::size_t>(index) < m_files.size() ? &m_files[static_cast<std::size_t>(index)]
                                                                          : nullptr;
}

void HistoryPage::askToRestore()
{
    const auto entry = selectedEntry();
    const auto* file = selectedFile();
    if (entry && file && !file->account.empty()) emit restoreAsked(file->account, *entry);
}

void HistoryPage::undoToSelected()
{
    if (const auto entry = selectedEntry()) start(Session::Act::Undo, *entry);
}

void HistoryPage::redoToSelected()
{
    if (const auto entry = selectedEntry()) start(Session::Act::Redo, *entry + 1);
}

void HistoryPage::start(Session::Act act, std::size_t target)
{
    if (m_walk || m_session.isBusy()) return;
    m_walk = Walk{act, target};
    m_outcome->setText(act == Session::Act::Undo ? tr("Taking back…") : tr("Doing again…"));
    goOn();
}

/// One step of the walk, or its end; each step is a transaction of its own and waits for the answer to the last.
void HistoryPage::goOn()
{
    const auto inForce = m_session.history().inForce();
    const bool undo = m_walk->act == Session::Act::Undo;
    const bool arrived = undo ? inForce <= m_walk->target : inForce >= m_walk->target;
    if (!arrived && !m_walk->stopAsked) {
        updateEnabled();
        undo ? m_session.undo() : m_session.redo();
        return;
    }
    const int done = m_walk->done;
    if (undo) {
        stop(done == 1 ? tr("Took back 1 entry.") : tr("Took back %1 entries.").arg(done));
    } else {
        stop(done == 1 ? tr("Did 1 entry again.") : tr("Did %1 entries again.").arg(done));
    }
}

void HistoryPage::stop(const QString& sentence)
{
    m_walk.reset();
    m_outcome->setText(sentence);
    updateEnabled();
}

void HistoryPage::takeApplied(Session::Act act)
{
    if (!m_walk) {
        m_outcome->clear();
        return;
    }
    if (act != m_walk->act) {
        stop(tr("Stopped: something else was changed meanwhile."));
        return;
    }
    ++m_walk->done;
    goOn();
}

void HistoryPage::takeRefused(Session::Act act, const Error& error)
{
    if (!m_walk || act != m_walk->act) return;
    const auto reason = explain(error).all();
    if (m_walk->done == 0) {
        stop(reason);
    } else if (act == Session::Act::Undo) {
        stop(tr("Stopped after taking back %1. %2").arg(m_walk->done).arg(reason));
    } else {
        stop(tr("Stopped after doing %1 again. %2").arg(m_walk->done).arg(reason));
    }
}

void HistoryPage::refreshRows()
{
    const auto id = m_list->currentIndex().data(HistoryModel::IdRole);
    m_model->setRows(historyRows(m_session.history(), *m_session.snapshot()));
    m_empty->setVisible(m_model->rowCount() == 0);
    m_list->setVisible(m_model->rowCount() > 0);
    m_entry->setVisible(m_model->rowCount() > 0);
    const auto current = m_list->currentIndex();
    if (!current.isValid() && m_model->rowCount() > 0) m_list->setCurrentIndex(m_model->index(0, 0));
    if (m_list->currentIndex().data(HistoryModel::IdRole) == id || !current.isValid()) refreshEntry();
    updateEnabled();
}

void HistoryPage::refreshEntry()
{
    const auto entry = selectedEntry();
    const auto& entries = m_session.history().entries();
    m_files.clear();
    QString sentences;
    if (entry && *entry < entries.size()) {
        m_files = fileChanges(entries[*entry], *entry < m_session.history().inForce());
        sentences = entrySentences(entries[*entry], *m_session.snapshot()).join(QLatin1Char('\n'));
    }
    m_sentences->setPlainText(sentences);
    const auto name = m_file->currentText();
    {
        const QSignalBlocker quiet(m_file);
        m_file->clear();
        for (const auto& file : m_files)
            m_file->addItem(file.name);
        m_file->setCurrentIndex(std::max(m_file->findText(name), m_files.empty() ? -1 : 0));
    }
    m_file->setEnabled(!m_files.empty());
    showFile(m_file->currentIndex());
    updateEnabled();
}

void HistoryPage::showFile(int index)
{
    updateEnabled();
    const bool there = index >= 0 && static_cast<std::size_t>(index) < m_files.size();
    const auto file = there ? m_files[static_cast<std::size_t>(index)] : FileChange{};
    if (!file.isChange()) {
        m_before->setPlainText(file.before);
        m_after->setPlainText(file.after);
        return;
    }
    const auto texts = sideBySide(file.before, file.after);
    showFrom(m_before, texts.before, texts.firstDifference);
    showFrom(m_after, texts.after, texts.firstDifference);
}

void HistoryPage::updateEnabled()
{
    const auto entry = selectedEntry();
    const bool idle = !m_walk && !m_session.isBusy();
    const bool isInForce = entry && *entry < m_session.history().inForce();
    m_undo->setEnabled(idle && isInForce);
    m_redo->setEnabled(idle && entry && !isInForce);
    const auto* file = selectedFile();
    m_restore->setEnabled(idle && file && !file->account.empty());
    m_stop->setEnabled(m_walk && !m_walk->stopAsked);
}

} // namespace gd::ui
