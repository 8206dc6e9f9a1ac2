// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/tables.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace gd::ui {

namespace {

/// A piece that is longer than this may be cut, so that one long name does not push the rest out of sight.
constexpr int widestPiece = 180;

bool mayBreakAfter(QChar c)
{
    return c == u'.' || c == u'-' || c == u' ';
}

int widthOfWidestPiece(const QString& text, const QFontMetrics& metrics)
{
    int widest = 0;
    for (qsizetype from = 0; from < text.size();) {
        qsizetype to = from;
        while (to < text.size() && !mayBreakAfter(text[to])) {
            ++to;
        }
        to = std::min(to + 1, text.size());
        widest = std::max(widest, metrics.horizontalAdvance(text.mid(from, to - from)));
        from = to;
    }
    return widest;
}

} // namespace

FittingTable::FittingTable(QWidget* parent) : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setTextElideMode(Qt::ElideMiddle);
    setWordWrap(true);
    setItemDelegate(new SubjectDelegate(this));
    setShowGrid(false);
    setAlternatingRowColors(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(26);
    verticalHeader()->setDefaultSectionSize(26);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        const bool isHidingOrShowing = before == 0 || now == 0;
        if (!m_isFitting) {
            m_isSizedByHand |= !isHidingOrShowing;
            fitSoon();
        }
    });
}

void FittingTable::setLongColumns(const QList<int>& columns)
{
    m_long = columns;
    fitSoon();
}

void FittingTable::setModel(QAbstractItemModel* model)
{
    {
        const QScopedValueRollback guard(m_isFitting, true); // the sections that come are nobody's choice
        QTableView::setModel(model);
    }
    connect(model, &QAbstractItemModel::modelReset, this, &FittingTable::fitSoon);
    connect(model, &QAbstractItemModel::dataChanged, this, &FittingTable::fitSoon);
    connect(model, &QAbstractItemModel::headerDataChanged, this, &FittingTable::fitSoon);
    connect(model, &QAbstractItemModel::rowsInserted, this, &FittingTable::fitSoon);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FittingTable::fitSoon);
}

void FittingTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fit();
}

void FittingTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitSoon();
    }
}

/// Models tell every cell on its own; one look after all of them is enough.
void FittingTable::fitSoon()
{
    if (!std::exchange(m_isFitAsked, true)) {
        QMetaObject::invokeMethod(this, &FittingTable::fit, Qt::QueuedConnection);
    }
}

void FittingTable::fit()
{
    m_isFitAsked = false;
    if (!model() || m_isFitting) {
        return;
    }
    const QScopedValueRollback guard(m_isFitting, true);
    if (!m_isSizedByHand) {
        fitColumns();
    }
    resizeRowsToContents();
    constexpr int air = 6; // between rows of several lines
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (const int height = rowHeight(row); height > verticalHeader()->defaultSectionSize()) {
            setRowHeight(row, height + air);
        }
    }
}

FittingTable::Wish FittingTable::wishOf(int column) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.features &= ~QStyleOptionViewItem::WrapText;
    const int header = horizontalHeader()->sectionSizeHint(column);
    Wish wish{header, header};
    const bool isLong = m_long.contains(column);
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, column);
        const int whole = itemDelegateForIndex(index)->sizeHint(option, index).width();
        wish.whole = std::max(wish.whole, whole);
        if (isLong) {
            const QString text = index.data().toString();
            const int around = whole - option.fontMetrics.horizontalAdvance(text);
            const int piece = std::min(widthOfWidestPiece(text, option.fontMetrics), widestPiece);
            wish.least = std::max(wish.least, std::min(whole, piece + around));
        }
    }
    if (!isLong) {
        wish.least = wish.whole;
    }
    return wish;
}

void FittingTable::fitColumns()
{
    auto* header = horizontalHeader();
    int room = viewport()->width(); // what is left after every column has its least
    int missing = 0;                // what all long columns would like on top of that
    QList<Wish> wishes;
    for (int column = 0; column < header->count(); ++column) {
        wishes << (header->isSectionHidden(column) ? Wish{} : wishOf(column));
        room -= wishes.last().least;
        missing += wishes.last().whole - wishes.last().least;
    }
    const bool isEnough = room >= missing;
    const auto shares = std::max<qsizetype>(1, m_long.size());
    for (int column = 0; column < header->count(); ++column) {
        const Wish& wish = wishes[column];
        int width = wish.least;
        if (isEnough && m_long.contains(column)) {
            width = wish.whole + (room - missing) / static_cast<int>(shares);
        } else if (room > 0 && missing > 0) {
            width += (wish.whole - wish.least) * room / missing;
        }
        header->resizeSection(column, width);
    }
}

QString SubjectDelegate::displayText(const QVariant& value, const QLocale& locale) const
{
    const QString text = QStyledItemDelegate::displayText(value, locale);
    QString breakable;
    breakable.reserve(text.size() + 8);
    for (qsizetype i = 0; i < text.size(); ++i) {
        breakable += text[i];
        if (text[i] == u'.' && i + 1 < text.size() && !text[i + 1].isSpace()) {
            breakable += QChar(0x200b); // zero width space: only a place for a line end
        }
    }
    return breakable;
}

QString yesNo(bool yes)
{
    return yes ? QCoreApplication::translate("Tables", "yes") : QCoreApplication::translate("Tables", "no");
}

} // namespace gd::ui
