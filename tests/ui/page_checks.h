// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSet>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QWidget>

namespace gd::test {

/// What is wrong with the names of a page's controls: every one needs an object name and a unique accessible name.
inline QStringList nameProblems(const QWidget& page)
{
    QStringList problems;
    QSet<QString> seen;
    for (auto* widget : page.findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                             qobject_cast<QAbstractItemView*>(widget) || qobject_cast<QPlainTextEdit*>(widget) ||
                             qobject_cast<QComboBox*>(widget);
        bool inner = widget->objectName().startsWith(QLatin1String("qt_"));
        for (auto* up = widget->parentWidget(); up && up != &page; up = up->parentWidget())
            inner = inner || qobject_cast<QComboBox*>(up) || qobject_cast<QAbstractItemView*>(up);
        if (!control || inner) continue;
        auto* access = QAccessible::queryAccessibleInterface(widget);
        const auto name = access ? access->text(QAccessible::Name) : QString();
        if (widget->objectName().isEmpty())
            problems += QStringLiteral("%1 \"%2\" has no object name").arg(widget->metaObject()->className(), name);
        if (name.isEmpty()) problems += QStringLiteral("%1 has no accessible name").arg(widget->objectName());
        if (!name.isEmpty() && seen.contains(name)) problems += QStringLiteral("two controls are called %1").arg(name);
        seen.insert(name);
    }
    return problems;
}

/// Labels that would take a name from somebody else's token for HTML: those that have a name, and so a text that
/// changes, and leave it to Qt what the text is. (What is meant as HTML says so and escapes.)
inline QStringList guessingLabels(const QWidget& page)
{
    QStringList names;
    for (auto* label : page.findChildren<QLabel*>())
        if (!label->objectName().isEmpty() && !label->objectName().startsWith(QLatin1String("qt_")) &&
            label->textFormat() == Qt::AutoText && !label->buddy())
            names += label->objectName();
    return names;
}

/// Controls that get less room than their text needs.
inline QStringList cutControls(const QWidget& page)
{
    QStringList problems;
    for (auto* button : page.findChildren<QAbstractButton*>()) {
        const auto wanted = button->minimumSizeHint();
        if (button->isVisible() && !button->text().isEmpty() &&
            (button->width() < wanted.width() || button->height() < wanted.height()))
            problems += QStringLiteral("%1 is cut").arg(button->text());
    }
    return problems;
}

/// Headers and cells of a table that do not show all of their text, by the measures of its font; cells may take several
/// lines. What is out of sight to the right counts too.
inline QStringList cutCells(const QTableView& table)
{
    QStringList problems;
    QStyleOptionViewItem option;
    option.initFrom(&table);
    option.widget = &table;
    const int picture = table.style()->pixelMetric(QStyle::PM_SmallIconSize);
    option.decorationSize = QSize(picture, picture);
    option.features = QStyleOptionViewItem::WrapText;
    int right = 0;
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        if (table.isColumnHidden(column)) continue;
        right += table.columnWidth(column);
        const auto header = table.model()->headerData(column, Qt::Horizontal).toString();
        if (table.columnWidth(column) < table.horizontalHeader()->sectionSizeHint(column))
            problems += QStringLiteral("header %1 is cut").arg(header);
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            const auto index = table.model()->index(row, column);
            option.rect = QRect(0, 0, table.columnWidth(column), table.rowHeight(row));
            const auto wanted = table.itemDelegateForIndex(index)->sizeHint(option, index);
            if (wanted.width() > option.rect.width() || wanted.height() > option.rect.height())
                problems += QStringLiteral("%1 is cut under %2").arg(index.data().toString(), header);
        }
    }
    if (right > table.viewport()->width()) problems += QStringLiteral("columns are out of sight");
    return problems;
}

} // namespace gd::test
