// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/share_columns.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTreeView>

#include <algorithm>

namespace gd::ui {

namespace {

using Column = ShareTreeModel::Column;

constexpr int leastName = 80;
constexpr int wideEnough = 380; ///< pixels of a tree from which on its second account gets a column of its own

const Preferences::Key<QByteArray>& keptAs(Side side)
{
    return side == Side::Provider ? pref::exportColumns : pref::importColumns;
}

} // namespace

ShareColumns::ShareColumns(QTreeView* tree, Side side, Preferences& preferences)
    : m_tree(tree), m_side(side), m_preferences(preferences)
{
    restore();
    auto* header = m_tree->header();
    connect(header, &QHeaderView::sectionResized, this, &ShareColumns::takeWidth);
    connect(header, &QHeaderView::sectionMoved, this, &ShareColumns::choose);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ShareColumns::choose);
    connect(m_tree, &QTreeView::expanded, this, &ShareColumns::fit);
    m_tree->viewport()->installEventFilter(this);
}

ShareColumns::~ShareColumns()
{
    if (m_chosen) m_preferences.set(keptAs(m_side), m_tree->header()->saveState());
}

void ShareColumns::restore()
{
    auto* header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(true);
    header->setMinimumSectionSize(48);
    const auto kept = m_preferences.get(keptAs(m_side));
    m_chosen = !kept.isEmpty() && header->restoreState(kept);
    if (!m_chosen) {
        for (const auto column : {Column::Type, Column::From, Column::Ends})
            header->setSectionHidden(column, true);
        // What is offered is always "offered"; how it fares with an account is said beside it.
        header->setSectionHidden(Column::State, m_side == Side::Provider);
        header->moveSection(header->visualIndex(Column::State), 1);
    }
    header->setSectionResizeMode(Column::Subject, QHeaderView::Stretch);
    header->setSectionResizeMode(Column::State, QHeaderView::Fixed);
}

void ShareColumns::fit()
{
    if (m_fitting) return;
    const QScopedValueRollback fitting(m_fitting, true);
    auto* header = m_tree->header();
    m_tree->resizeColumnToContents(Column::State);
    if (m_chosen) return;
    const int room = m_tree->viewport()->width();
    if (m_side == Side::Consumer) {
        header->setSectionHidden(Column::From, room < wideEnough);
        m_tree->resizeColumnToContents(Column::From);
    }
    m_tree->resizeColumnToContents(Column::Name);
    int others = header->sectionSizeHint(Column::Subject);
    for (const auto column : {Column::Type, Column::From, Column::State, Column::Ends})
        others += header->sectionSize(column); // 0 of a hidden one
    const int most = std::max(leastName, room - others);
    if (header->sectionSize(Column::Name) > most) header->resizeSection(Column::Name, most);
}

void ShareColumns::takeWidth(int column, int before, int now)
{
    if (m_fitting || column == Column::Subject || now == before) return;
    auto* header = m_tree->header();
    if (before == 0) {
        const QScopedValueRollback fitting(m_fitting, true);
        m_tree->resizeColumnToContents(column); // shown just now: it has no width of its own yet
    } else if (now > 0 && now < header->sectionSizeHint(column)) {
        const QScopedValueRollback fitting(m_fitting, true);
        header->resizeSection(column, header->sectionSizeHint(column));
    }
    choose();
}

void ShareColumns::choose()
{
    if (!m_fitting) m_chosen = true;
}

bool ShareColumns::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) fit();
    return QObject::eventFilter(watched, event);
}

} // namespace gd::ui
