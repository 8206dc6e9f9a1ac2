// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/account_pane.h"

#include "ui/bridge/strings.h"
#include "ui/desk/account_facts.h"
#include "ui/desk/account_picker.h"
#include "ui/desk/column_menu.h"
#include "ui/desk/drop_advice.h"
#include "ui/desk/drop_overlay.h"
#include "ui/desk/share_columns.h"
#include "ui/desk/share_tree.h"
#include "ui/look/elided_label.h"
#include "ui/look/icon_set.h"
#include "ui/look/theme.h"
#include "ui/words/names.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

QString nameFor(Side side, const char* part)
{
    return (side == Side::Provider ? QStringLiteral("provider") : QStringLiteral("consumer")) + QLatin1String(part);
}

} // namespace

AccountPane::AccountPane(Side side, Preferences& preferences, Adviser adviser, QWidget* parent)
    : QWidget(parent),
      m_side(side),
      m_adviser(std::move(adviser)),
      m_world(std::make_shared<const Snapshot>()),
      m_model(new ShareTreeModel(side, this))
{
    setObjectName(nameFor(side, "Pane"));
    setAccessibleName(side == Side::Provider ? tr("Provider pane") : tr("Consumer pane"));
    setAcceptDrops(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap / 2);
    buildHeader(layout);
    buildTree(preferences);
    layout->addWidget(m_tree, 1);
    m_overlay = new DropOverlay(this);
    showFacts();
}

AccountPane::~AccountPane() = default;

void AccountPane::buildHeader(QVBoxLayout* layout)
{
    auto* title = new QLabel(m_side == Side::Provider ? tr("&PROVIDER") : tr("C&ONSUMER"), this);
    title->setObjectName(nameFor(m_side, "Title"));
    auto small = title->font();
    small.setBold(true);
    small.setPointSizeF(small.pointSizeF() * 0.85);
    title->setFont(small);

    m_picker = new AccountPicker(this);
    m_picker->setObjectName(nameFor(m_side, "Account"));
    m_picker->setAccessibleName(m_side == Side::Provider ? tr("Provider account") : tr("Consumer account"));
    m_picker->lineEdit()->setObjectName(nameFor(m_side, "AccountText"));
    m_picker->lineEdit()->setAccessibleName(m_side == Side::Provider ? tr("Name or key of the provider")
                                                                     : tr("Name or key of the consumer"));
    title->setBuddy(m_picker);
    connect(m_picker, &AccountPicker::picked, this, [this](const std::string& key) {
        setAccount(key);
        emit accountChanged(key);
    });

    m_key = new QLabel(this);
    m_key->setObjectName(nameFor(m_side, "Key"));
    m_key->setTextFormat(Qt::PlainText);
    m_key->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copyKey = new QToolButton(this);
    m_copyKey->setObjectName(nameFor(m_side, "CopyKey"));
    m_copyKey->setAccessibleName(m_side == Side::Provider ? tr("Copy provider key") : tr("Copy consumer key"));
    m_copyKey->setToolTip(tr("Copy the whole public key"));
    m_copyKey->setIcon(icon(QStringLiteral("copy")));
    m_copyKey->setAutoRaise(true);
    m_copyKey->setFocusPolicy(Qt::TabFocus);
    connect(m_copyKey, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(toQt(m_account));
        emit keyCopied(toQt(m_account));
    });

    m_facts = new ElidedLabel(this);
    m_facts->setObjectName(nameFor(m_side, "Facts"));
    m_facts->setForegroundRole(QPalette::PlaceholderText);

    auto* top = new QHBoxLayout;
    top->setSpacing(gap / 2);
    top->addWidget(title, 1);
    top->addWidget(m_key);
    top->addWidget(m_copyKey);
    layout->addLayout(top);
    layout->addWidget(m_picker);
    layout->addWidget(m_facts);
}

void AccountPane::buildTree(Preferences& preferences)
{
    m_sorted = new QSortFilterProxyModel(this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(ShareTreeModel::SortRole);
    m_sorted->setSortLocaleAware(true);
    m_tree = new ShareTree(this);
    m_tree->setObjectName(nameFor(m_side, "Shares"));
    m_tree->setAccessibleName(m_side == Side::Provider ? tr("Exports of the provider") : tr("Imports of the consumer"));
    m_tree->setModel(m_sorted);
    m_tree->setSortingEnabled(true);
    m_tree->sortByColumn(ShareTreeModel::Name, Qt::AscendingOrder);
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setDragEnabled(m_side == Side::Provider);
    m_tree->setDragDropMode(m_side == Side::Provider ? QAbstractItemView::DragOnly : QAbstractItemView::NoDragDrop);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setTextElideMode(Qt::ElideMiddle); // both ends of a subject tell more than its beginning
    m_tree->setIndentation(16);
    m_tree->setMinimumWidth(200);
    m_empty = new QLabel(m_tree->viewport());
    m_empty->setObjectName(nameFor(m_side, "Empty"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* middle = new QVBoxLayout(m_tree->viewport());
    middle->addWidget(m_empty, 0, Qt::AlignCenter);
    m_widths = std::make_unique<ShareColumns>(m_tree, m_side, preferences);
    m_columns = new ColumnMenu(
        m_tree->header(), m_side == Side::Provider ? tr("Columns of the &provider") : tr("Columns of the &consumer"),
        nameFor(m_side, "Columns"), this);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (m_tree->selectionModel()->isSelected(now)) emit selected(selectionAt(now));
    });
    // What is clicked is meant, even where it was the current row already.
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex& at) { emit selected(selectionAt(at)); });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex& at) { emit opened(selectionAt(at)); });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex& at) { keepOpen(at, true); });
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex& at) { keepOpen(at, false); });
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, &AccountPane::openAgain);
    connect(m_tree->verticalScrollBar(), &QScrollBar::valueChanged, this, &AccountPane::moved);
    connect(m_sorted, &QAbstractItemModel::layoutChanged, this, &AccountPane::moved);
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (m_contextMenu) m_contextMenu->popup(m_tree->viewport()->mapToGlobal(at));
    });
}

void AccountPane::keepOpen(const QModelIndex& share, bool open)
{
    const auto id = share.data(ShareTreeModel::ShareIdRole).toString();
    if (open)
        m_open.insert(id);
    else
        m_open.remove(id);
    emit moved();
}

/// A share that was open and went, by an undo or with the account, is open when it comes again.
void AccountPane::openAgain(const QModelIndex& parent, int first, int last)
{
    if (parent.isValid()) return;
    for (int row = first; row <= last; ++row) {
        const auto share = m_sorted->index(row, 0);
        if (m_open.contains(share.data(ShareTreeModel::ShareIdRole).toString())) m_tree->expand(share);
    }
}

void AccountPane::showWorld(const SnapshotPtr& world)
{
    m_world = world;
    m_picker->showAccounts(*world);
    m_picker->setAccount(m_account);
    showShares();
}

void AccountPane::setAccount(const std::string& key)
{
    if (m_account != key) m_tree->clearSelection();
    m_account = key;
    m_picker->setAccount(key);
    showShares();
}

void AccountPane::showShares()
{
    m_model->show(m_world, m_account);
    m_widths->fit();
    showFacts();
    emit moved();
}

void AccountPane::showFacts()
{
    const auto facts = paneFacts(m_account, m_side, *m_world);
    m_copyKey->setEnabled(facts.isThere);
    m_key->setText(facts.isThere ? shortKey(m_account) : QString());
    m_key->setToolTip(facts.isThere ? toQt(m_account) : QString());
    m_empty->setText(facts.ifEmpty);
    m_empty->setVisible(facts.isThere && m_model->rowCount() == 0);
    m_facts->setText(facts.line);
}

std::optional<QRect> AccountPane::placeOf(const std::string& shareId) const
{
    const auto index = m_sorted->mapFromSource(m_model->indexOf(toQt(shareId)));
    if (!index.isValid()) return std::nullopt;
    const auto rect = m_tree->visualRect(index);
    return QRect(m_tree->viewport()->mapToGlobal(rect.topLeft()), rect.size());
}

void AccountPane::selectShare(const std::string& shareId, int row)
{
    const auto index = m_sorted->mapFromSource(m_model->indexOf(toQt(shareId), row));
    if (!index.isValid()) return clearSelection();
    if (m_tree->currentIndex().siblingAtColumn(0) == index) return; // a reload does not scroll
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
}

void AccountPane::openShare(const std::string& shareId)
{
    const auto index = m_sorted->mapFromSource(m_model->indexOf(toQt(shareId)));
    if (!index.isValid()) return;
    m_tree->expand(index);
    m_tree->scrollTo(m_sorted->index(m_sorted->rowCount(index) - 1, 0, index));
    m_tree->scrollTo(index);
}

void AccountPane::clearSelection()
{
    m_tree->selectionModel()->clear();
}

Selection AccountPane::selection() const
{
    return selectionAt(m_tree->currentIndex());
}

Selection AccountPane::selectionAt(const QModelIndex& index) const
{
    if (!index.isValid()) {
        if (m_account.empty()) return {};
        return {.kind = Selection::Kind::Account, .account = m_account};
    }
    const int row = index.data(ShareTreeModel::RowRole).toInt();
    return {.kind = row < 0 ? Selection::Kind::Share : Selection::Kind::Row,
            .account = m_account,
            .shareId = fromQt(index.data(ShareTreeModel::ShareIdRole).toString()),
            .row = row < 0 ? 0 : static_cast<std::size_t>(row)};
}

void AccountPane::dragEnterEvent(QDragEnterEvent* event)
{
    const auto offer = offerFrom(*event->mimeData());
    if (offer.isEmpty()) return event->ignore();
    m_overlay->showAdvice(m_adviser(offer, m_side, m_account));
    // Accepted even where a drop is not possible: otherwise nothing tells us when the drag moves on.
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void AccountPane::dragMoveEvent(QDragMoveEvent* event)
{
    event->setDropAction(Qt::CopyAction);
    event->setAccepted(m_adviser(offerFrom(*event->mimeData()), m_side, m_account).possible);
}

void AccountPane::dragLeaveEvent(QDragLeaveEvent*)
{
    m_overlay->hide();
}

void AccountPane::dropEvent(QDropEvent* event)
{
    m_overlay->hide();
    auto offer = offerFrom(*event->mimeData());
    if (!m_adviser(offer, m_side, m_account).possible) return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    // The other program waits until this function returns; windows open afterwards.
    QMetaObject::invokeMethod(
        this, [this, offer = std::move(offer)] { emit dropped(offer); }, Qt::QueuedConnection);
}

void AccountPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_overlay->setGeometry(rect());
    emit moved();
}

} // namespace gd::ui
