// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/times_editor.h"

#include "ui/bridge/strings.h"
#include "ui/look/icon_set.h"
#include "ui/look/push_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTimeEdit>
#include <QToolButton>

namespace gd::ui {

namespace {

const auto written = QStringLiteral("HH:mm:ss");

QTimeEdit* timeField(const std::string& time)
{
    auto* field = new QTimeEdit(QTime::fromString(toQt(time), written));
    field->setDisplayFormat(written);
    return field;
}

} // namespace

TimesEditor::TimesEditor(const std::vector<TimeRange>& times, QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    auto* more = makePushButton(QStringLiteral("addTimes"), tr("Add times of day"), {}, this);
    m_column->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, [this] {
        add({"08:00:00", "18:00:00", {}});
        emit changed();
    });
    for (const auto& range : times)
        add(range);
    m_shown = this->times();
}

void TimesEditor::add(const TimeRange& range)
{
    Line line{new QWidget(this), timeField(range.start), timeField(range.end), range};
    auto* away = new QToolButton;
    away->setObjectName(QStringLiteral("removeTimes"));
    away->setIcon(icon(QStringLiteral("close")));
    away->setToolTip(tr("Remove these times"));
    away->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout(line.part);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(line.start);
    row->addWidget(new QLabel(tr("to")));
    row->addWidget(line.end);
    row->addWidget(away);
    row->addStretch(1);
    m_column->insertWidget(m_column->count() - 1, line.part);
    for (auto* field : {line.start, line.end})
        connect(field, &QTimeEdit::timeChanged, this, &TimesEditor::changed);
    connect(away, &QToolButton::clicked, this, [this, part = line.part] { remove(part); });
    m_lines.push_back(line);
    nameLines();
}

void TimesEditor::remove(const QWidget* part)
{
    const auto found = std::ranges::find(m_lines, part, &Line::part);
    if (found == m_lines.end()) return;
    found->part->hide();
    found->part->deleteLater();
    m_lines.erase(found);
    nameLines();
    emit changed();
}

void TimesEditor::nameLines()
{
    for (std::size_t at = 0; at < m_lines.size(); ++at) {
        const auto number = QString::number(at + 1);
        const auto& line = m_lines[at];
        line.start->setObjectName(QStringLiteral("timesStart") + number);
        line.start->setAccessibleName(tr("Start of times %1").arg(number));
        line.end->setObjectName(QStringLiteral("timesEnd") + number);
        line.end->setAccessibleName(tr("End of times %1").arg(number));
        line.part->findChild<QToolButton*>()->setAccessibleName(tr("Remove times %1").arg(number));
    }
}

std::vector<TimeRange> TimesEditor::times() const
{
    std::vector<TimeRange> found;
    for (const auto& line : m_lines) {
        auto range = line.before;
        range.start = fromQt(line.start->time().toString(written));
        range.end = fromQt(line.end->time().toString(written));
        found.push_back(range);
    }
    return found;
}

std::optional<std::vector<TimeRange>> TimesEditor::edited() const
{
    auto now = times();
    return now == m_shown ? std::nullopt : std::optional(std::move(now));
}

} // namespace gd::ui
