// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/operator_menu.h"

#include "ui/bridge/strings.h"
#include "ui/words/tool_tip.h"

#include <QAction>
#include <QActionGroup>

namespace gd::ui {

OperatorMenu::OperatorMenu(QWidget* parent) : QMenu(tr("O&perator"), parent), m_group(new QActionGroup(this))
{
    setObjectName(QStringLiteral("operatorMenu"));
    setToolTipsVisible(true);
    menuAction()->setObjectName(QStringLiteral("operatorMenuEntry"));
    connect(this, &QMenu::triggered, this, [this](const QAction* action) {
        const auto folder = fromQt(action->data().toString());
        if (folder != m_current) emit operatorChosen(folder);
    });
}

void OperatorMenu::showOperators(const Snapshot& world)
{
    m_current = world.workspace.operatorName;
    clear();
    for (const auto& folder : world.operatorNames) {
        const auto name = toQt(folder);
        auto* action = addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setObjectName(QStringLiteral("operator-") + name);
        action->setData(name);
        action->setToolTip(plainToolTip(name));
        action->setCheckable(true);
        action->setChecked(folder == m_current);
        m_group->addAction(action);
    }
}

} // namespace gd::ui
