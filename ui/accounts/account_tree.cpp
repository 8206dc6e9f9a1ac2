// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/account_tree.h"

#include "ui/accounts/account_tree_model.h"
#include "ui/look/icon_set.h"
#include "ui/look/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

/// Groups of which nobody knows yet what is in them.
bool isOpenAtFirst(const Thing& thing)
{
    return thing.kind == Thing::Kind::Operator || thing.kind == Thing::Kind::Contacts;
}

} // namespace

AccountTree::AccountTree(QWidget* parent) : QWidget(parent), m_model(new AccountTreeModel(this))
{
    setObjectName(QStringLiteral("accountTreePane"));
    setAccessibleName(tr("Tree of accounts"));
    build();
    connect(m_filter, &QLineEdit::textChanged, this, &AccountTree::filter);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        // A row that the filter hides, or a reload takes away, was not left by anybody.
        if (!now.isValid() || m_isArranging) return;
        m_chosen = thingAt(now);
        emit currentChanged(m_chosen);
    });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex& row) { emit opened(thingAt(row)); });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex& row) { keepOpen(row, true); });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex& row) { keepOpen(row, false); });
    connect(m_found, &QAbstractItemModel::rowsInserted, this, &AccountTree::openAgain);
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (m_menu) m_menu->popup(m_tree->viewport()->mapToGlobal(at));
    });
}

void AccountTree::build()
{
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(QStringLiteral("accountFilter"));
    m_filter->setPlaceholderText(tr("Find by name or key"));
    m_filter->setAccessibleName(tr("Find accounts, users, keys and contacts by name or key"));
    m_filter->setClearButtonEnabled(true);
    for (auto* clear : m_filter->findChildren<QToolButton*>()) {
        clear->setObjectName(QStringLiteral("clearAccountFilter"));
        clear->setAccessibleName(tr("Empty the field"));
    }
    m_filter->installEventFilter(this);
    auto* label = new QLabel(tr("F&ind:"), this);
    label->setBuddy(m_filter);

    m_found = new QSortFilterProxyModel(this);
    m_found->setSourceModel(m_model);
    m_found->setFilterRole(AccountTreeModel::FilterRole);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_found->setRecursiveFilteringEnabled(true);
    m_tree = new QTreeView(this);
    m_tree->setObjectName(QStringLiteral("accountTree"));
    m_tree->setAccessibleName(tr("Operator, accounts, signing keys, users and contacts"));
    m_tree->setModel(m_found);
    m_tree->setItemDelegateForColumn(AccountTreeModel::NotesColumn, new NoteDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setIndentation(16);
    m_tree->setTabKeyNavigation(false);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setMinimumWidth(260);
    auto* header = m_tree->header();
    header->setStretchLastSection(true);
    header->setSectionResizeMode(QHeaderView::Interactive);
    // A signing key with its short key is seen whole: its indentation, its picture, and the widest of letters.
    const int keyWidth = m_tree->fontMetrics().horizontalAdvance(QStringLiteral("Key AWWW\u2026WWW"));
    header->resizeSection(AccountTreeModel::NameColumn, keyWidth + 3 * m_tree->indentation() + 32);

    m_empty = new QLabel(m_tree->viewport());
    m_empty->setObjectName(QStringLiteral("accountTreeEmpty"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* middle = new QVBoxLayout(m_tree->viewport());
    middle->addWidget(m_empty);

    auto* top = new QHBoxLayout;
    top->addWidget(label);
    top->addWidget(m_filter, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(gap);
    column->addLayout(top);
    column->addWidget(m_tree, 1);
    showEmpty();
}

Thing AccountTree::thingAt(const QModelIndex& row) const
{
    return m_model->thingAt(m_found->mapToSource(row));
}

Thing AccountTree::current() const
{
    return thingAt(m_tree->currentIndex());
}

void AccountTree::showWorld(const SnapshotPtr& world, UnixSeconds now, const OperatorAnswers& answers)
{
    const QScopedValueRollback arranging(m_isArranging, true);
    m_model->setNodes(accountNodes(*world, now, answers));
    showEmpty();
}

void AccountTree::select(const Thing& thing)
{
    const auto source = m_model->indexOf(thing);
    if (!source.isValid()) return;
    if (!m_found->mapFromSource(source).isValid()) m_filter->clear();
    const auto row = m_found->mapFromSource(source);
    m_chosen = thing;
    m_tree->setCurrentIndex(row);
    m_tree->scrollTo(row);
}

void AccountTree::focusTree()
{
    if (!m_tree->currentIndex().isValid()) m_tree->setCurrentIndex(m_found->index(0, 0));
    m_tree->setFocus(Qt::OtherFocusReason);
}

void AccountTree::focusFilter()
{
    m_filter->setFocus(Qt::OtherFocusReason);
}

/// From the field down into what was found, as in every list that is filtered while one types.
bool AccountTree::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        focusTree();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// The rows that were found are opened to be seen; afterwards what was open before is open again.
void AccountTree::filter(const QString& text)
{
    const QScopedValueRollback arranging(m_isArranging, true);
    m_found->setFilterFixedString(text);
    if (text.isEmpty()) {
        m_tree->collapseAll();
        restoreOpen({});
    } else {
        openFound({});
    }
    // Nothing is marked that does not show on the right.
    const auto row = m_found->mapFromSource(m_model->indexOf(m_chosen));
    if (row.isValid())
        m_tree->setCurrentIndex(row);
    else
        m_tree->selectionModel()->clear();
    showEmpty();
}

void AccountTree::keepOpen(const QModelIndex& row, bool isOpen)
{
    if (m_isArranging || !m_filter->text().isEmpty()) return;
    const auto thing = thingAt(row);
    auto& different = isOpenAtFirst(thing) ? m_closed : m_open;
    const bool isDifferent = isOpenAtFirst(thing) != isOpen;
    if (isDifferent)
        different.insert(thing);
    else
        different.erase(thing);
}

/// What was open and went, by an undo or a rename, is open when it comes again.
void AccountTree::openAgain(const QModelIndex& parent, int first, int last)
{
    const QScopedValueRollback arranging(m_isArranging, true);
    for (int row = first; row <= last; ++row) {
        const auto index = m_found->index(row, 0, parent);
        const auto thing = thingAt(index);
        if (isOpenAtFirst(thing) ? !m_closed.contains(thing) : m_open.contains(thing)) m_tree->expand(index);
        if (m_found->hasChildren(index)) openAgain(index, 0, m_found->rowCount(index) - 1);
    }
}

void AccountTree::restoreOpen(const QModelIndex& parent)
{
    if (const int rows = m_found->rowCount(parent); rows > 0) openAgain(parent, 0, rows - 1);
}

/// Opens the way to each row that was found itself.
void AccountTree::openFound(const QModelIndex& parent)
{
    for (int row = 0; row < m_found->rowCount(parent); ++row) {
        const auto index = m_found->index(row, 0, parent);
        if (m_found->rowCount(index) == 0) continue;
        m_tree->expand(index);
        openFound(index);
    }
}

void AccountTree::showEmpty()
{
    const bool isEmpty = m_found->rowCount() == 0;
    m_empty->setVisible(isEmpty);
    if (!isEmpty) return;
    m_empty->setText(m_model->rowCount() == 0 ? tr("There is no operator here yet.\nOpen a workspace with Ctrl+O.")
                                              : tr("Nothing has this name or key.\nEmpty the field to see all."));
}

} // namespace gd::ui
