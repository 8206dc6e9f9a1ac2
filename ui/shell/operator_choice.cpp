// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/operator_choice.h"

#include "ui/bridge/strings.h"
#include "ui/look/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>

namespace gd::ui {

OperatorChoice::OperatorChoice(const QString& name, const QString& label, const QString& accessibleName,
                               QWidget* parent)
    : QWidget(parent)
{
    m_list = new QComboBox(this);
    m_list->setObjectName(name);
    m_list->setAccessibleName(accessibleName);
    m_list->setPlaceholderText(tr("Choose an operator"));
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumContentsLength(24);
    auto* caption = new QLabel(label, this);
    caption->setBuddy(m_list);
    auto* sentence = new QLabel(tr("This store has several operators."), this);
    sentence->setObjectName(name + QStringLiteral("Text"));
    sentence->setTextFormat(Qt::PlainText);
    auto* row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addWidget(caption);
    row->addWidget(m_list);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gap);
    layout->addWidget(sentence);
    layout->addLayout(row);
    connect(m_list, &QComboBox::currentIndexChanged, this, &OperatorChoice::changed);
    hide();
}

void OperatorChoice::offer(const FoundStore& store)
{
    const bool isSame = store.workspace.storeRoot == m_store.workspace.storeRoot;
    const auto before = isSame ? chosen() : std::string();
    m_store = store;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const auto& name : store.operators)
        m_list->addItem(toQt(name));
    const int kept = before.empty() ? -1 : m_list->findText(toQt(before));
    m_list->setCurrentIndex(kept >= 0 ? kept : m_list->findText(toQt(store.workspace.operatorName)));
    setVisible(store.operators.size() > 1);
}

std::string OperatorChoice::chosen() const
{
    return fromQt(m_list->currentText());
}

void OperatorChoice::ask()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

} // namespace gd::ui
