// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/desk_page.h"

#include "ui/bridge/strings.h"
#include "ui/desk/account_pane.h"
#include "ui/desk/account_picker.h"
#include "ui/desk/drop_advice.h"
#include "ui/desk/share_lane.h"
#include "ui/desk/token_list.h"
#include "ui/desk/token_shelf.h"
#include "ui/look/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QGuiApplication>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <array>
#include <utility>

namespace gd::ui {

namespace {

const Preferences::Key<QString> providerKeptAs{"desk/provider", {}};
const Preferences::Key<QString> consumerKeptAs{"desk/consumer", {}};

/// Ids of the offers and shares that are new; if none is, of those that are not as they were.
std::vector<std::string> differentShares(const Snapshot& now, const Snapshot& before)
{
    std::vector<std::string> added, changed;
    for (const auto* list : {&now.shares, &now.offers}) {
        for (const auto& share : *list) {
            const auto* old = findShare(before, share.id);
            if (!old)
                added.push_back(share.id);
            else if (*old != share)
                changed.push_back(share.id);
        }
    }
    return added.empty() ? changed : added;
}

bool isKnown(const Snapshot& world, const std::string& key)
{
    return world.account(key) || world.contact(key);
}

QToolButton* swapButton(QAction* swap, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("swapButton"));
    button->setDefaultAction(swap);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

DeskPage::DeskPage(Session& session, ServerSession& server, Preferences& preferences, QAction* swap, QWidget* parent)
    : QWidget(parent), m_session(session), m_server(server), m_preferences(preferences)
{
    setObjectName(QStringLiteral("deskPage"));
    const auto advise = [this](const DropOffer& offer, Side side, const std::string& account) {
        return adviseDrop(offer, side, account, *m_session.snapshot(), m_session.now());
    };
    m_provider = new AccountPane(Side::Provider, preferences, advise, this);
    m_consumer = new AccountPane(Side::Consumer, preferences, advise, this);
    m_lane = new ShareLane([this](const LaneLine& line) {
        const auto left = m_provider->placeOf(line.offerId);
        const auto right = m_consumer->placeOf(line.shareId);
        return LaneEnds{left ? std::optional(left->center().y()) : std::nullopt,
                        right ? std::optional(right->center().y()) : std::nullopt};
    });
    m_shelf = new TokenShelf(this);

    auto* middle = new QWidget(this);
    auto* middleLayout = new QVBoxLayout(middle);
    middleLayout->setContentsMargins(0, 0, 0, 0);
    middleLayout->addWidget(swapButton(swap, middle), 0, Qt::AlignHCenter);
    middleLayout->addWidget(m_lane, 1);

    auto* sides = new QSplitter(Qt::Horizontal, this);
    sides->setObjectName(QStringLiteral("deskSides"));
    sides->setChildrenCollapsible(false);
    sides->addWidget(m_provider);
    sides->addWidget(middle);
    sides->addWidget(m_consumer);
    for (const int part : {0, 2})
        sides->setStretchFactor(part, 1);
    // Imports have a state beside them and exports have none.
    sides->setSizes({325, m_lane->minimumWidth(), 430});

    auto* rows = new QSplitter(Qt::Vertical, this);
    rows->setObjectName(QStringLiteral("deskRows"));
    rows->setChildrenCollapsible(false);
    rows->addWidget(sides);
    rows->addWidget(m_shelf);
    rows->setStretchFactor(0, 1);
    rows->setSizes({520, 140});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(rows);

    connectPane(m_provider, m_consumer);
    connectPane(m_consumer, m_provider);
    connect(m_lane, &ShareLane::lineSelected, this, [this](const LaneLine& line) {
        select({.kind = Selection::Kind::Share, .account = consumerKey(), .shareId = line.shareId}, m_lane);
    });
    connect(m_lane, &ShareLane::lineOpened, this, &DeskPage::opened);
    connect(m_shelf, &TokenShelf::selectionChanged, this, [this] {
        const auto files = m_shelf->selectedFiles();
        if (!files.empty())
            select({.kind = Selection::Kind::Token, .account = m_shelf->judge(), .file = files.front().file});
    });
    connect(m_shelf, &TokenShelf::importRequested, this, &DeskPage::importRequested);
    connect(m_shelf, &TokenShelf::copyToRequested, this, &DeskPage::copyToRequested);
    connect(m_shelf, &TokenShelf::dropped, this, [this](const DropOffer& offer) { takeDrop(offer, consumerKey()); });
    connect(&m_session, &Session::snapshotChanged, this, [this](const SnapshotPtr& now, const SnapshotPtr& before) {
        m_different = differentShares(*now, *before);
        showWorld();
    });
    connect(&m_session, &Session::applied, this, [this](Session::Act act) {
        if (act != Session::Act::Undo) showDifferent();
    });
    connect(&m_server, &ServerSession::activityChanged, this, &DeskPage::showLane);
    connect(&m_server, &ServerSession::pushed, this, &DeskPage::showLane);
    showWorld();
}

DeskPage::~DeskPage() = default;

void DeskPage::connectPane(AccountPane* pane, AccountPane* other)
{
    connect(pane, &AccountPane::accountChanged, this, [this, pane, other](const std::string& key) {
        m_preferences.set(pane == m_provider ? providerKeptAs : consumerKeptAs, toQt(key));
        showWorld();
        other->clearSelection();
        select({.kind = Selection::Kind::Account, .account = key});
        emit pairChanged();
    });
    connect(pane, &AccountPane::selected, this, [this, pane](const Selection& selection) { select(selection, pane); });
    connect(pane, &AccountPane::opened, this, [this, pane](const Selection& selection) {
        select(selection, pane);
        emit opened();
    });
    connect(pane, &AccountPane::moved, this, [this] { m_lane->endsMoved(); });
    connect(pane, &AccountPane::keyCopied, this, &DeskPage::keyCopied);
    connect(pane, &AccountPane::dropped, this,
            [this, pane](const DropOffer& offer) { takeDrop(offer, pane->account()); });
}

const std::string& DeskPage::providerKey() const
{
    return m_provider->account();
}

const std::string& DeskPage::consumerKey() const
{
    return m_consumer->account();
}

void DeskPage::setConsumer(const std::string& key)
{
    chooseAccount(m_consumer, key);
}

void DeskPage::swapPanes()
{
    const auto provider = providerKey();
    m_provider->setAccount(consumerKey());
    m_consumer->setAccount(provider);
    emit m_consumer->accountChanged(provider);
    m_preferences.set(providerKeptAs, toQt(providerKey()));
}

void DeskPage::showWorld()
{
    const auto& world = m_session.snapshot();
    {
        // Where the current row goes, its neighbour becomes the current one; nobody has chosen that.
        const QScopedValueRollback selecting(m_selecting, true);
        m_provider->showWorld(world);
        m_consumer->showWorld(world);
        chooseStandardPair();
        m_shelf->showPair(world, providerKey(), consumerKey(), m_session.now());
    }
    showLane();
    showSelection();
    emit selectionChanged(m_selection);
}

/// The pair of last time where it still exists, contacts too; else the account that nsc works with and the first other
/// one. The system account is not chosen without being asked for.
void DeskPage::chooseStandardPair()
{
    const auto& world = *m_session.snapshot();
    std::vector<std::string> free;
    for (const auto& account : world.accounts)
        if (account.key != world.op.claims.systemAccount) free.push_back(account.key);
    if (const auto* preferred = m_preferred.empty() ? nullptr : world.accountNamed(m_preferred))
        free.insert(free.begin(), preferred->key);
    const auto choose = [&](AccountPane* pane, const Preferences::Key<QString>& keptAs, const std::string& taken) {
        if (isKnown(world, pane->account())) return;
        const auto kept = fromQt(m_preferences.get(keptAs));
        const auto first = std::ranges::find_if(free, [&](const std::string& key) { return key != taken; });
        pane->setAccount(isKnown(world, kept) ? kept : first != free.end() ? *first : std::string());
    };
    choose(m_provider, providerKeptAs, {});
    choose(m_consumer, consumerKeptAs, providerKey());
}

void DeskPage::showLane()
{
    const auto waiting = m_server.notPushed();
    const ServerKnowledge server{{waiting.begin(), waiting.end()}, [this](const Grant& grant) {
                                     return m_server.activity(grant.consumer, grant.provider, grant.type,
                                                              grant.providerSubject);
                                 }};
    m_lane->lines()->show(*m_session.snapshot(), providerKey(), consumerKey(), server, QGuiApplication::palette());
    m_lane->endsMoved();
}

/// One selection for the whole desk: what is chosen in one view is shown in the others.
void DeskPage::select(const Selection& selection, const QWidget* from)
{
    if (m_selecting) return;
    m_selection = selection;
    showSelection(from);
    emit selectionChanged(m_selection);
}

void DeskPage::showSelection(const QWidget* from)
{
    const QScopedValueRollback selecting(m_selecting, true);
    const auto& id = m_selection.shareId;
    const int line = m_lane->lines()->rowOf(id);
    const auto show = [&](AccountPane* pane, const std::string& shareId) {
        const bool isRow = m_selection.kind == Selection::Kind::Row && shareId == id;
        if (pane != from) pane->selectShare(shareId, isRow ? static_cast<int>(m_selection.row) : -1);
    };
    m_lane->selectLine(id);
    show(m_provider, line < 0 ? id : m_lane->lines()->line(line).offerId);
    show(m_consumer, line < 0 ? id : m_lane->lines()->line(line).shareId);
    if (m_selection.kind != Selection::Kind::Token) m_shelf->list()->clearSelection();
}

/// After a step the desk shows what came of it: the share between the two accounts, or else what one of them has of it.
/// It does not go to other accounts by itself.
void DeskPage::showDifferent()
{
    const auto& world = *m_session.snapshot();
    const auto worth = [&](const Share& share) {
        const bool isHere = share.provider == providerKey();
        if (share.consumer.empty()) return isHere ? 1 : 0;
        return share.consumer == consumerKey() ? (isHere ? 3 : 2) : 0;
    };
    const Share* best = nullptr;
    for (const auto& id : std::exchange(m_different, {})) {
        const auto* share = findShare(world, id);
        if (share && worth(*share) > (best ? worth(*best) : 0)) best = share;
    }
    if (!best) return;
    const auto& account = best->consumer.empty() ? best->provider : best->consumer;
    select({.kind = Selection::Kind::Share, .account = account, .shareId = best->id});
    const int line = m_lane->lines()->rowOf(best->id);
    m_provider->openShare(line < 0 ? best->id : m_lane->lines()->line(line).offerId);
    m_consumer->openShare(best->id);
}

void DeskPage::chooseAccount(AccountPane* pane, const std::string& key)
{
    pane->setAccount(key);
    emit pane->accountChanged(key);
}

std::optional<DraggedShare> DeskPage::selectedOffer() const
{
    const auto* share = findShare(*m_session.snapshot(), m_selection.shareId);
    if (!share || share->provider != providerKey()) return std::nullopt;
    const auto* offer = share->consumer.empty() ? share : offerOf(*m_session.snapshot(), *share);
    if (!offer) return std::nullopt;
    return DraggedShare{offer->provider, offer->id};
}

void DeskPage::setContextMenu(QMenu* menu)
{
    m_provider->setContextMenu(menu);
    m_consumer->setContextMenu(menu);
}

bool DeskPage::focusNextPart()
{
    const std::array<QWidget*, 4> parts{m_provider, m_lane, m_consumer, m_shelf};
    const std::array<QWidget*, 4> targets{m_provider->tree(), m_lane, m_consumer->tree(), m_shelf->list()};
    const auto* focus = focusWidget();
    const auto inPart = [&](const QWidget* part) {
        return focus && focus->hasFocus() && (part == focus || part->isAncestorOf(focus));
    };
    const auto now = std::ranges::find_if(parts, inPart) - parts.begin();
    const auto next = now == static_cast<std::ptrdiff_t>(parts.size()) ? 0 : now + 1;
    if (next == static_cast<std::ptrdiff_t>(parts.size())) return false;
    targets[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
    return true;
}

void DeskPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // Colours of states belong to the palette they were chosen for.
    if (event->type() == QEvent::PaletteChange && m_shelf) showWorld();
}

void DeskPage::takeDrop(const DropOffer& offer, const std::string& account)
{
    if (offer.share)
        emit shareDropped(*offer.share, account);
    else
        emit tokensDropped(offer, account);
}

} // namespace gd::ui
