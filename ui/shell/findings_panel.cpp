// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/findings_panel.h"

#include "ui/look/icon_set.h"
#include "ui/look/push_button.h"
#include "ui/look/status_look.h"
#include "ui/look/theme.h"
#include "ui/words/finding_text.h"
#include "ui/words/names.h"
#include "ui/words/tool_tip.h"

#include <QBoxLayout>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

namespace gd::ui {

FindingsPanel::FindingsPanel(QWidget* parent) : QWidget(parent), m_world(std::make_shared<const Snapshot>())
{
    setObjectName(QStringLiteral("findingsPanel"));
    setAccessibleName(tr("Problems pane"));
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("findings"));
    m_list->setAccessibleName(tr("Problems"));
    m_list->setHeaderLabels({tr("Weight"), tr("Account"), tr("What")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(true);
    auto* title = new QLabel(tr("Proble&ms"), this);
    title->setObjectName(QStringLiteral("findingsTitle"));
    title->setBuddy(m_list);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closeFindings"));
    close->setAccessibleName(tr("Close problems"));
    close->setIcon(icon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    m_explanation = new QLabel(this);
    m_explanation->setObjectName(QStringLiteral("findingExplanation"));
    m_explanation->setWordWrap(true);
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, 0, gap, gap);
    layout->setSpacing(gap / 2);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    m_migrate = makePushButton(QStringLiteral("migrateKeystore"), tr("&Bring the keystore up to date"), {}, this);
    m_migrate->setToolTip(tr("Makes a keystore of the present form from all keys and creds in it. The old one is kept "
                             "beside it."));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_explanation, 1);
    foot->addWidget(m_migrate, 0, Qt::AlignTop);
    layout->addLayout(foot);

    connect(m_migrate, &QPushButton::clicked, this, &FindingsPanel::migrationWanted);
    connect(close, &QToolButton::clicked, this, &FindingsPanel::closed);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &FindingsPanel::explainCurrent);
    connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const auto at = static_cast<std::size_t>(m_list->indexOfTopLevelItem(item));
        if (at < m_world->findings.size()) emit accountWanted(m_world->findings[at].account);
    });
}

void FindingsPanel::showWorld(const SnapshotPtr& world)
{
    const bool same = world->findings == m_world->findings && m_list->topLevelItemCount() > 0;
    m_world = world;
    if (!same) fill();
}

void FindingsPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_explanation) fill();
}

void FindingsPanel::fill()
{
    m_list->clear();
    for (const auto& finding : m_world->findings) {
        const auto account = finding.account.empty() ? tr("workspace") : accountName(*m_world, finding.account);
        auto* item =
            new QTreeWidgetItem(m_list, {severityWord(finding.severity), account, explain(finding, *m_world).happened});
        item->setIcon(0, lookOf(finding.severity, QGuiApplication::palette()).icon);
        item->setToolTip(2, plainToolTip(item->text(2)));
    }
    m_list->resizeColumnToContents(0);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    explainCurrent();
}

void FindingsPanel::focusList()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

const Finding* FindingsPanel::current() const
{
    const int at = m_list->indexOfTopLevelItem(m_list->currentItem());
    return at < 0 ? nullptr : &m_world->findings[static_cast<std::size_t>(at)];
}

void FindingsPanel::explainCurrent()
{
    const auto* finding = current();
    m_migrate->setVisible(finding && finding->code == FindingCode::KeystoreOldLayout);
    if (!finding) {
        m_explanation->setText(tr("No problems found."));
        return;
    }
    const auto words = explain(*finding, *m_world);
    m_explanation->setText(words.because + QLatin1Char('\n') + words.nextStep);
}

} // namespace gd::ui
