// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/operator_answers.h"
#include "ui/accounts/thing.h"

#include <QPalette>
#include <QStyledItemDelegate>
#include <QWidget>

#include <vector>

class QPainter;

namespace gd::ui {

/// Something notable, as a word with a shape beside it; the colour only repeats what the word says.
struct Note {
    enum class Tone { Plain, Good, Care, Bad };

    QString word{};
    QString shape{}; ///< name of an icon
    Tone tone = Tone::Plain;

    bool operator==(const Note&) const = default;
};
using Notes = std::vector<Note>;

/// What is notable about a thing: which keys are here, JetStream, waiting for the operator, ended …
///
/// @param now  for what has ended.
/// @param answers  what the operator of a managed store has answered.
Notes notesOf(const Snapshot& world, const Thing& thing, UnixSeconds now, const OperatorAnswers& answers = {});

/// The words alone: "key here · JetStream".
QString noteWords(const Notes& notes);

/// Paints notes one behind the other; those that do not fit become an ellipsis.
void paintNotes(QPainter& painter, const QRect& rect, const Notes& notes, const QPalette& palette, bool isSelected);

/// The room that notes take in a line.
int notesWidth(const Notes& notes, const QFontMetrics& metrics);

/// A line of notes, named by their words.
class NoteRow final : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setNotes(const Notes& notes);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Notes m_notes{};
};

/// Paints the cells of a tree that hold notes (AccountTreeModel::NotesColumn).
class NoteDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace gd::ui

Q_DECLARE_METATYPE(gd::ui::Notes)
