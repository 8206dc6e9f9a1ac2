// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/status_line.h"

#include "core/store/operator_answers.h"
#include "ui/look/icon_set.h"
#include "ui/look/status_look.h"
#include "ui/look/theme.h"

#include <QGuiApplication>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace gd::ui {

namespace {

int grantCount(const Snapshot& world)
{
    int count = 0;
    for (const auto& share : world.shares)
        count += static_cast<int>(share.rows.size());
    return count;
}

} // namespace

StatusLine::StatusLine(QWidget* parent) : QStatusBar(parent)
{
    setObjectName(QStringLiteral("statusLine"));
    setSizeGripEnabled(false);
    setContentsMargins(gap, 0, gap, 0);
    m_notPushed = addButton(QStringLiteral("notPushed"));
    m_problems = addButton(QStringLiteral("problemCount"));
    m_busy = new QLabel(tr("Working…"), this);
    m_busy->setObjectName(QStringLiteral("busyText"));
    m_managed = new QLabel(tr("Managed by its operator's server"), this);
    m_managed->setObjectName(QStringLiteral("managedStore"));
    m_managed->setToolTip(tr("The key of this operator is elsewhere: its server signs the accounts."));
    m_managed->hide();
    m_shares = new QLabel(this);
    m_shares->setObjectName(QStringLiteral("shareCount"));
    m_grants = new QLabel(this);
    m_grants->setObjectName(QStringLiteral("grantCount"));
    for (auto* label : {m_busy, m_managed, m_shares, m_grants}) {
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(gap / 2, 0, gap / 2, 0); // a tight label loses its last pixels on some screens
    }
    addWidget(m_busy);
    m_busy->hide();
    m_whileBusy = new QTimer(this);
    m_whileBusy->setSingleShot(true);
    m_whileBusy->setInterval(500);
    connect(m_whileBusy, &QTimer::timeout, m_busy, &QLabel::show);
    addPermanentWidget(m_managed);
    addPermanentWidget(m_shares);
    addPermanentWidget(m_grants);
    connect(m_notPushed, &QToolButton::clicked, this, &StatusLine::notPushedClicked);
    connect(m_problems, &QToolButton::clicked, this, &StatusLine::problemsClicked);
}

QToolButton* StatusLine::addButton(const QString& name)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    addWidget(button);
    return button;
}

void StatusLine::showWorld(const Snapshot& world, std::size_t notPushed)
{
    const int waiting = static_cast<int>(world.op.managed ? waitingAccounts(world).size() : notPushed);
    if (world.op.managed)
        m_notPushed->setText(waiting == 0 ? tr("Signed by the operator")
                                          : tr("%Ln account(s) waiting for the operator", nullptr, waiting));
    else
        m_notPushed->setText(waiting == 0 ? tr("Everything is pushed")
                                          : tr("%Ln account(s) not pushed", nullptr, waiting));
    m_notPushed->setIcon(
        lookOf(waiting == 0 ? ServerView::Active : ServerView::NotPushed, QGuiApplication::palette()).icon);
    const int problems = static_cast<int>(world.findings.size());
    m_problems->setText(problems == 0 ? tr("No problems") : tr("%Ln problem(s)", nullptr, problems));
    const auto worst = std::ranges::min_element(world.findings, {}, &Finding::severity);
    m_problems->setIcon(worst == world.findings.end() ? lookOf(GrantState::Active, QGuiApplication::palette()).icon
                                                      : lookOf(worst->severity, QGuiApplication::palette()).icon);
    m_managed->setVisible(world.op.managed);
    m_shares->setText(tr("%Ln share(s)", nullptr, static_cast<int>(world.shares.size())));
    m_grants->setText(tr("%Ln grant(s)", nullptr, grantCount(world)));
}

void StatusLine::setBusy(bool busy)
{
    if (!busy) {
        m_whileBusy->stop();
        m_busy->hide();
    } else if (!m_whileBusy->isActive() && !m_busy->isVisible()) {
        m_whileBusy->start();
    }
}

} // namespace gd::ui
