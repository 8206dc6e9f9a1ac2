// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/accounts_page.h"

#include "ui/accounts/account_tree.h"
#include "ui/look/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QSplitter>

namespace gd::ui {

namespace {

/// What belongs to a key, looked for first in one account and then everywhere.
Thing thingOfKey(const Snapshot& world, const std::string& key, const std::string& nearAccount)
{
    if (key == world.op.key) return operatorThing(world);
    if (world.account(key)) return accountThing(key);
    if (world.contact(key)) return contactThing(key);
    Thing own{Thing::Kind::OperatorKey, {}, key};
    if (isThere(world, own)) return own;
    for (const bool isNear : {true, false}) {
        for (const auto& account : world.accounts) {
            if (isNear != (account.key == nearAccount)) continue;
            for (const auto& thing : {userThing(account.key, key), signingKeyThing(account.key, key)})
                if (isThere(world, thing)) return thing;
        }
    }
    return {};
}

/// What is shown when the selected thing has gone: what it belonged to.
Thing remainsOf(const Snapshot& world, const Thing& gone)
{
    if (isThere(world, gone)) return gone;
    if (gone.kind != Thing::Kind::Account && isThere(world, accountThing(gone.account)))
        return accountThing(gone.account);
    if (gone.kind == Thing::Kind::Contact && isThere(world, contactsThing())) return contactsThing();
    return world.op.key.empty() ? Thing{} : operatorThing(world);
}

} // namespace

AccountsPage::AccountsPage(Session& session, const std::vector<ThingAction>& actions, QWidget* parent)
    : QWidget(parent), m_session(session), m_tree(new AccountTree(this)), m_details(new DetailPane(this))
{
    setObjectName(QStringLiteral("accountsPage"));
    setAccessibleName(tr("Accounts page"));
    m_details->setActions(actions);
    auto* parts = new QSplitter(Qt::Horizontal, this);
    parts->setObjectName(QStringLiteral("accountParts"));
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_tree);
    parts->addWidget(m_details);
    parts->setHandleWidth(gap);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);
    parts->setSizes({420, 520}); // at 1024 x 700 two notes of an account have room
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(parts);

    connect(&m_session, &Session::snapshotChanged, this, &AccountsPage::showWorld);
    connect(m_tree, &AccountTree::currentChanged, this, &AccountsPage::setCurrent);
    connect(m_tree, &AccountTree::opened, m_details, &DetailPane::focusText);
    connect(m_details, &DetailPane::keyCopied, this, &AccountsPage::keyCopied);
    connect(m_details, &DetailPane::goAsked, this, &AccountsPage::go);
    connect(m_details, &DetailPane::deskAsked, this, &AccountsPage::deskAsked);
    showWorld(m_session.snapshot(), m_session.snapshot());
}

void AccountsPage::setOperator(const OperatorServer& op)
{
    m_operator = &op;
    connect(&op, &OperatorServer::answersChanged, this,
            [this] { showWorld(m_session.snapshot(), m_session.snapshot()); });
}

const OperatorAnswers& AccountsPage::answers() const
{
    static const OperatorAnswers none;
    return m_operator ? m_operator->answers() : none;
}

void AccountsPage::showWorld(const SnapshotPtr& now, const SnapshotPtr&)
{
    m_tree->showWorld(now, m_session.now(), answers());
    const auto kept = remainsOf(*now, m_current);
    const bool isOther = kept != m_current;
    setCurrent(kept);
    if (isOther) m_tree->select(kept); // else a reload would scroll
}

void AccountsPage::select(const Thing& thing)
{
    if (!isThere(*m_session.snapshot(), thing)) return;
    setCurrent(thing);
    m_tree->select(thing);
}

void AccountsPage::setCurrent(const Thing& thing)
{
    const bool isOther = thing != m_current;
    m_current = thing;
    m_details->show(m_session.snapshot(), thing, m_session.now(), answers(), m_session.ledger());
    if (isOther) emit currentChanged(thing);
}

void AccountsPage::go(const std::string& key)
{
    select(thingOfKey(*m_session.snapshot(), key, m_current.account));
}

void AccountsPage::setContextMenu(QMenu* menu)
{
    m_tree->setContextMenu(menu);
}

bool AccountsPage::focusNextPart()
{
    const auto* focus = QApplication::focusWidget();
    if (focus && m_tree->isAncestorOf(focus)) {
        m_details->focusText();
        return true;
    }
    if (focus && m_details->isAncestorOf(focus)) return false;
    m_tree->focusTree();
    return true;
}

void AccountsPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // The colours of links are written into the text when it is set.
    if (event->type() == QEvent::PaletteChange && m_details)
        m_details->show(m_session.snapshot(), m_current, m_session.now(), answers(), m_session.ledger());
}

} // namespace gd::ui
