// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/what_page.h"

#include "ui/bridge/strings.h"
#include "ui/wizards/keys_here.h"
#include "ui/wizards/recipe_card.h"
#include "ui/wizards/tables.h"
#include "ui/words/names.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

RecipeCard* pushConsumerCard()
{
    using enum RecipeCard::Arrow;
    auto* card = new RecipeCard(WhatPage::tr("JetStream push consumer"),
                                WhatPage::tr("Messages of a stream arrive in the other account as they come. The other "
                                             "account acknowledges them and may ask for the state of the consumer."),
                                {ToConsumer, ToProvider, ToProvider});
    card->setObjectName(QStringLiteral("pushConsumer"));
    card->setChecked(true);
    return card;
}

} // namespace

WhatPage::WhatPage(ShareDraft& draft, QWidget* parent)
    : QWidget(parent),
      m_draft(draft),
      m_provider(new QComboBox),
      m_tableTitle(new QLabel),
      m_table(new QTableView),
      m_rows(new RowTableModel(RowTableModel::Kind::Exports, this))
{
    m_table->setObjectName(QStringLiteral("exportTable"));
    m_table->setAccessibleName(tr("Resulting exports"));
    m_table->setModel(m_rows);
    dressTable(*m_table);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(m_rows->columnOf(RowTableModel::Column::ProviderSubject),
                                                      QHeaderView::Stretch);
    m_table->setMinimumHeight(148);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(pushConsumerCard());
    column->addWidget(inputs());
    column->addWidget(m_tableTitle);
    column->addWidget(m_table, 1);
}

QWidget* WhatPage::inputs()
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(4, 1);
    grid->setColumnMinimumWidth(2, 8);

    m_provider->setObjectName(QStringLiteral("provider"));
    m_provider->setPlaceholderText(tr("Choose an account"));
    auto* label = new QLabel(tr("&Provider"));
    label->setBuddy(m_provider);
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_provider, 0, 1);
    grid->addWidget(m_hints.addField(m_provider), 1, 1);
    connect(m_provider, &QComboBox::activated, this, [this](int row) {
        m_draft.provider = fromQt(m_provider->itemData(row).toString());
        std::erase_if(m_draft.consumers, [this](const auto& wish) { return wish.account == m_draft.provider; });
        m_hints.touch(m_provider->objectName());
        showResult();
        emit edited();
    });
    addText(grid, 2, 0, QStringLiteral("stream"), tr("&Stream"), tr("for example ORDEREVENTS"), &ShareDraft::stream);
    addText(grid, 4, 0, QStringLiteral("jsConsumer"), tr("&Consumer"), tr("for example ORDEREVENTS-C1"),
            &ShareDraft::jsConsumer);
    addText(grid, 0, 3, QStringLiteral("deliverSubject"), tr("&Deliver subject"), tr("for example deliver.orders"),
            &ShareDraft::deliverSubject);
    addText(grid, 2, 3, QStringLiteral("deliverGroup"), tr("Deliver &group"),
            tr("queue group, if the consumer has one"), &ShareDraft::deliverGroup);

    auto* switches = new QGridLayout;
    switches->addWidget(addSwitch(QStringLiteral("acknowledges"), tr("Consumer &acknowledges"),
                                  tr("Its ack policy is not “none”."), &ShareDraft::acknowledges),
                        0, 0);
    switches->addWidget(addSwitch(QStringLiteral("flowControl"), tr("&Flow control"),
                                  tr("The consumer has flow control; without its row the messages would stall."),
                                  &ShareDraft::flowControl),
                        0, 1);
    switches->addWidget(addSwitch(QStringLiteral("withInfo"), tr("May ask for consumer &info"),
                                  tr("Many client libraries do so when they start."), &ShareDraft::withInfo),
                        1, 0);
    switches->addWidget(addSwitch(QStringLiteral("isPrivate"), tr("P&rivate (needs a token)"),
                                  tr("Only accounts with a token may import it."), &ShareDraft::isPrivate),
                        1, 1);
    grid->addLayout(switches, 4, 3, 2, 2);
    return box;
}

QLineEdit* WhatPage::addText(QGridLayout* grid, int row, int column, const QString& name, const QString& label,
                             const QString& example, std::string ShareDraft::*member)
{
    auto* field = new QLineEdit;
    field->setObjectName(name);
    field->setPlaceholderText(example);
    auto* buddy = new QLabel(label);
    buddy->setBuddy(field);
    grid->addWidget(buddy, row, column);
    grid->addWidget(field, row, column + 1);
    grid->addWidget(m_hints.addField(field), row + 1, column + 1);
    // Assistive technology sets the text of a field without typing it: textEdited() would not tell.
    connect(field, &QLineEdit::textChanged, this, [this, name, member](const QString& text) {
        m_draft.*member = fromQt(text);
        m_hints.touch(name);
        showResult();
        emit edited();
    });
    m_texts.append({field, member});
    return field;
}

QCheckBox* WhatPage::addSwitch(const QString& name, const QString& label, const QString& why, bool ShareDraft::*member)
{
    auto* box = new QCheckBox(label);
    box->setObjectName(name);
    box->setToolTip(why);
    box->setAccessibleDescription(why);
    // Assistive technology toggles a box without clicking it.
    connect(box, &QCheckBox::toggled, this, [this, member](bool on) {
        m_draft.*member = on;
        showResult();
        emit edited();
    });
    m_switches.append({box, member});
    return box;
}

void WhatPage::showDraft(const SnapshotPtr& world)
{
    m_world = world;
    showProviders();
    for (const auto& [field, member] : m_texts) {
        if (const QString text = toQt(m_draft.*member); field->text() != text) {
            const QSignalBlocker quiet(field);
            field->setText(text);
        }
    }
    for (const auto& [box, member] : m_switches) {
        const QSignalBlocker quiet(box);
        box->setChecked(m_draft.*member);
    }
    showResult();
}

bool WhatPage::tryToGoOn()
{
    m_hints.touchAll();
    showResult();
    const auto problems = m_draft.problems(ShareDraft::Page::What, *m_world);
    if (QWidget* input = m_hints.firstInput(problems)) {
        input->setFocus();
    }
    return problems.empty();
}

void WhatPage::showProviders()
{
    m_provider->clear();
    for (const Account* account : sharingAccounts(*m_world)) {
        m_provider->addItem(toQt(account->name), toQt(account->key));
        m_provider->setItemData(m_provider->count() - 1, toQt(account->key), Qt::ToolTipRole);
    }
    m_provider->setCurrentIndex(m_provider->findData(toQt(m_draft.provider)));
}

void WhatPage::showResult()
{
    const QString provider = m_draft.provider.empty() ? QString() : accountName(*m_world, m_draft.provider);
    m_tableTitle->setText(provider.isEmpty() ? tr("Resulting exports") : tr("Resulting exports of %1").arg(provider));
    m_rows->setRows(exportRows(m_draft), m_draft.isPrivate, provider);
    m_hints.show(m_draft.problems(ShareDraft::Page::What, *m_world));
}

} // namespace gd::ui
