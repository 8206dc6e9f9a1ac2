// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/account_pane.h"

#include "ui/bridge/strings.h"
#include "ui/desk/account_facts.h"
#include "ui/desk/account_picker.h"
#include "ui/desk/column_menu.h"
#include "ui/desk/drop_advice.h"
#include "ui/desk/drop_overlay.h"
#include "ui/desk/share_tree.h"
#include "ui/look/icon_set.h"
#include "ui/look/theme.h"
#include "ui/words/names.h"
#include "ui/words/tool_tip.h"

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

const Preferences::Key<QByteArray>& columnsKey(Side side)
{
    return side == Side::Provider ? pref::exportColumns : pref::importColumns;
}

QString nameFor(Side side, const char* part)
{
    return (side == Side::Provider ? QStringLiteral("provider") : QStringLiteral("consumer")) + QLatin1String(part);
}

} // namespace

AccountPane::AccountPane(Side side, Preferences& preferences, Adviser adviser, QWidget* parent)
    : QWidget(parent),
      m_side(side),
      m_preferences(preferences),
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
    buildTree();
    layout->addWidget(m_tree, 1);
    m_overlay = new DropOverlay(this);
    showFacts();
}

AccountPane::~AccountPane()
{
    m_preferences.set(columnsKey(m_side), m_tree->header()->saveState());
}

void AccountPane::buildHeader(QVBoxLayout* layout)
{
    auto* title = new QLabel(m_side == Side::Provider ? tr("PRO&VIDER") : tr("C&ONSUMER"), this);
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

    m_facts = new QLabel(this);
    m_facts->setObjectName(nameFor(m_side, "Facts"));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setTextFormat(Qt::PlainText);
    // The line may be cut, never the pane: its whole text is in the tooltip.
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* top = new QHBoxLayout;
    top->setSpacing(gap / 2);
    top->addWidget(title, 1);
    top->addWidget(m_key);
    top->addWidget(m_copyKey);
    layout->addLayout(top);
    layout->addWidget(m_picker);
    layout->addWidget(m_facts);
}

void AccountPane::buildTree()
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
    m_tree->header()->setStretchLastSection(false);
    m_tree->setIndentation(16);
    m_tree->setMinimumWidth(220);
    m_empty = new QLabel(m_side == Side::Provider ? tr("Nothing is offered yet.\nStart with “New share…” (Ctrl+N).")
                                                  : tr("Nothing is imported yet.\nDrop a share or token files here."),
                         m_tree->viewport());
    m_empty->setObjectName(nameFor(m_side, "Empty"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* middle = new QVBoxLayout(m_tree->viewport());
    middle->addWidget(m_empty, 0, Qt::AlignCenter);
    restoreColumns();
    m_columns = new ColumnMenu(
        m_tree->header(), m_side == Side::Provider ? tr("Columns of the &provider") : tr("Columns of the &consumer"),
        nameFor(m_side, "Columns"), this);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
        if (now.isValid()) emit selected(selectionAt(now));
    });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex& at) { emit opened(selectionAt(at)); });
    connect(m_tree, &QTreeView::expanded, this, &AccountPane::moved);
    connect(m_tree, &QTreeView::collapsed, this, &AccountPane::moved);
    connect(m_tree->verticalScrollBar(), &QScrollBar::valueChanged, this, &AccountPane::moved);
    connect(m_sorted, &QAbstractItemModel::layoutChanged, this, &AccountPane::moved);
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (m_contextMenu) m_contextMenu->popup(m_tree->viewport()->mapToGlobal(at));
    });
}

void AccountPane::restoreColumns()
{
    auto* header = m_tree->header();
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(true);
    header->setMinimumSectionSize(48);
    header->setSectionResizeMode(ShareTreeModel::Subject, QHeaderView::Stretch);
    const auto kept = m_preferences.get(columnsKey(m_side));
    if (!kept.isEmpty() && header->restoreState(kept)) return;
    header->setSectionHidden(ShareTreeModel::From, m_side == Side::Provider);
    header->setSectionHidden(ShareTreeModel::Type, true);
    header->setSectionHidden(ShareTreeModel::Ends, true);
    header->moveSection(header->visualIndex(ShareTreeModel::State), 1);
    header->resizeSection(ShareTreeModel::Name, 136);
    header->resizeSection(ShareTreeModel::State, 80);
    header->resizeSection(ShareTreeModel::From, 56);
}

void AccountPane::showWorld(const SnapshotPtr& world)
{
    m_world = world;
    m_picker->showAccounts(*world);
    m_picker->setAccount(m_account);
    m_model->show(m_world, m_account);
    showFacts();
    emit moved();
}

void AccountPane::setAccount(const std::string& key)
{
    if (m_account != key) m_tree->clearSelection();
    m_account = key;
    m_picker->setAccount(key);
    m_model->show(m_world, key);
    showFacts();
    emit moved();
}

void AccountPane::showFacts()
{
    const auto* account = m_world->account(m_account);
    m_copyKey->setEnabled(account);
    m_key->setText(account ? shortKey(account->key) : QString());
    m_key->setToolTip(account ? toQt(account->key) : QString());
    m_empty->setVisible(account && m_model->rowCount() == 0);
    const auto facts =
        account ? accountFacts(*account, m_side, *m_world).join(QStringLiteral("  ·  ")) : tr("Choose an account.");
    m_facts->setText(facts);
    m_facts->setToolTip(plainToolTip(facts));
}

std::optional<QRect> AccountPane::placeOf(const std::string& shareId) const
{
    const auto index = m_sorted->mapFromSource(m_model->indexOf(toQt(shareId)));
    if (!index.isValid()) return std::nullopt;
    const auto rect = m_tree->visualRect(index);
    return QRect(m_tree->viewport()->mapToGlobal(rect.topLeft()), rect.size());
}

void AccountPane::selectShare(const std::string& shareId)
{
    const auto index = m_sorted->mapFromSource(m_model->indexOf(toQt(shareId)));
    if (!index.isValid()) return clearSelection();
    m_tree->setCurrentIndex(index);
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
