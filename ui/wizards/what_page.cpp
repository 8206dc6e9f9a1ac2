// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/what_page.h"

#include "core/share/draft_rows.h"
#include "ui/bridge/strings.h"
#include "ui/wizards/account_choice.h"
#include "ui/wizards/recipe_card.h"
#include "ui/words/names.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

/// @param name  object name.
RecipeCard* makeCard(const char* name, const QString& title, const QString& purpose, QList<RecipeCard::Arrow> arrows)
{
    auto* card = new RecipeCard(title, purpose, std::move(arrows));
    card->setObjectName(QLatin1String(name));
    return card;
}

} // namespace

WhatPage::WhatPage(ShareDraft& draft, QWidget* parent)
    : QWidget(parent),
      m_draft(draft),
      m_purpose(new QLabel),
      m_provider(new QComboBox),
      m_response(new QComboBox),
      m_tableTitle(new QLabel),
      m_table(new FittingTable),
      m_rows(new RowTableModel(RowTableModel::Kind::Exports, this))
{
    m_table->setObjectName(QStringLiteral("exportTable"));
    m_table->setAccessibleName(tr("Resulting exports"));
    m_table->setModel(m_rows);
    using enum RowTableModel::Column;
    m_table->setLongColumns({m_rows->columnOf(ProviderSubject), m_rows->columnOf(Name)});
    m_table->setMinimumHeight(148);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(cards());
    m_purpose->setObjectName(QStringLiteral("purpose"));
    m_purpose->setWordWrap(true);
    m_purpose->setTextFormat(Qt::PlainText);
    m_purpose->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_purpose);
    column->addWidget(inputs());
    column->addWidget(m_tableTitle);
    column->addWidget(m_table, 1);
}

namespace {

/// A column of fields with their labels. Each column grows on its own when a hint appears.
QGridLayout* fieldColumn()
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    return grid;
}

QLabel* addField(QGridLayout* grid, const QString& label, QWidget* field, QLabel* hint)
{
    auto* buddy = new QLabel(label);
    buddy->setBuddy(field);
    const int row = grid->rowCount();
    grid->addWidget(buddy, row, 0);
    grid->addWidget(field, row, 1);
    grid->addWidget(hint, row + 1, 1);
    return buddy;
}

} // namespace

QLayout* WhatPage::cards()
{
    using enum RecipeCard::Arrow;
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    addCard(row, messageFeedRecipe(),
            makeCard("messageFeed", tr("Message feed"),
                     tr("What is published on a subject in the provider arrives in the other account too."),
                     {ToConsumer}));
    addCard(row, serviceRecipe(),
            makeCard("service", tr("Service"),
                     tr("The other account sends requests; applications in the provider answer them."),
                     {ToProvider, ToConsumer}));
    addCard(row, pullConsumerRecipe(),
            makeCard("pullConsumer", tr("JetStream pull consumer"),
                     tr("Recommended for streams. The other account asks for messages when it has time for them, and "
                        "acknowledges them."),
                     {ToProvider, ToConsumer, ToProvider}));
    addCard(row, pushConsumerRecipe(),
            makeCard("pushConsumer", tr("JetStream push consumer"),
                     tr("Messages of a stream arrive in the other account as they come. It acknowledges them and may "
                        "ask for the state of the consumer."),
                     {ToConsumer, ToProvider, ToProvider}));
    addCard(row, publishRecipe(),
            makeCard("publish", tr("Publish into a stream"),
                     tr("The other account publishes on a subject that a stream of the provider captures, and is told "
                        "that the message is kept."),
                     {ToProvider, ToConsumer}));
    return row;
}

void WhatPage::addCard(QLayout* row, const Recipe& recipe, RecipeCard* card)
{
    row->addWidget(card);
    m_cards.append({card, recipe.id});
    connect(card, &QAbstractButton::toggled, this, [this, id = recipe.id](bool on) {
        if (!on) return;
        m_draft.recipe = id;
        showResult();
        emit edited();
    });
}

QWidget* WhatPage::inputs()
{
    auto* left = fieldColumn();
    addProvider(left);
    auto* stream =
        addText(left, QStringLiteral("stream"), tr("&Stream"), tr("for example ORDEREVENTS"), &ShareDraft::stream);
    m_streamLabel = qobject_cast<QLabel*>(left->itemAtPosition(left->rowCount() - 2, 0)->widget());
    setFocusProxy(stream);
    addText(left, QStringLiteral("jsConsumer"), tr("&Consumer"), tr("for example ORDEREVENTS-C1"),
            &ShareDraft::jsConsumer);
    auto* right = fieldColumn();
    addText(right, QStringLiteral("deliverSubject"), tr("&Deliver subject"), tr("for example deliver.orders"),
            &ShareDraft::deliverSubject);
    addText(right, QStringLiteral("deliverGroup"), tr("Deliver &group"), tr("queue group, if the consumer has one"),
            &ShareDraft::deliverGroup);

    addText(right, QStringLiteral("subject"), tr("Subjec&t"), tr("for example retail.v1.cart.>"), &ShareDraft::subject);
    addResponseType(right);

    auto* switches = new QGridLayout;
    switches->setHorizontalSpacing(24);
    switches->setVerticalSpacing(2);
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
    switches->setColumnStretch(2, 1);

    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(24);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->addLayout(left, 0, 0, Qt::AlignTop);
    grid->addLayout(right, 0, 1, Qt::AlignTop);
    grid->addLayout(switches, 1, 0, 1, 2);
    return box;
}

void WhatPage::addResponseType(QGridLayout* grid)
{
    m_response->setObjectName(QStringLiteral("responseType"));
    m_response->addItem(tr("one reply (Singleton)"), QStringLiteral("Singleton"));
    m_response->addItem(tr("any number of replies (Stream)"), QStringLiteral("Stream"));
    m_response->addItem(tr("one reply in parts (Chunked)"), QStringLiteral("Chunked"));
    auto* label = addField(grid, tr("R&eplies"), m_response, m_hints.addField(m_response));
    m_parts.append({"response", {label, m_response}});
    connect(m_response, &QComboBox::currentIndexChanged, this, [this] {
        m_draft.responseType = fromQt(m_response->currentData().toString());
        showResult();
        emit edited();
    });
}

void WhatPage::addProvider(QGridLayout* grid)
{
    m_provider->setObjectName(QStringLiteral("provider"));
    m_provider->setPlaceholderText(tr("Choose an account"));
    addField(grid, tr("&Provider"), m_provider, m_hints.addField(m_provider));
    connect(m_provider, &QComboBox::activated, this, [this](int row) {
        m_draft.provider = fromQt(m_provider->itemData(row).toString());
        std::erase_if(m_draft.consumers, [this](const auto& wish) { return wish.account == m_draft.provider; });
        m_hints.touch(m_provider->objectName());
        showResult();
        emit edited();
    });
}

QLineEdit* WhatPage::addText(QGridLayout* grid, const QString& name, const QString& label, const QString& example,
                             std::string ShareDraft::*member)
{
    auto* field = new QLineEdit;
    field->setObjectName(name);
    field->setPlaceholderText(example);
    auto* buddy = addField(grid, label, field, m_hints.addField(field));
    if (member == &ShareDraft::deliverSubject || member == &ShareDraft::deliverGroup)
        m_parts.append({"deliver", {buddy, field}});
    else if (member == &ShareDraft::subject)
        m_parts.append({"subject", {buddy, field}});
    else if (member == &ShareDraft::jsConsumer)
        m_parts.append({"consumer", {buddy, field}});
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
    offerAccounts(*m_provider, *world, m_draft.provider);
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
    {
        const QSignalBlocker quiet(m_response);
        m_response->setCurrentIndex(m_response->findData(toQt(m_draft.responseType)));
    }
    for (const auto& [card, id] : m_cards) {
        const QSignalBlocker quiet(card);
        card->setChecked(id == m_draft.recipe);
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

/// What the chosen recipe does not ask for is not shown; what was typed there is kept.
void WhatPage::showFields()
{
    const auto* recipe = recipeWithId(m_draft.recipe);
    if (!recipe) return;
    for (const auto& [variable, widgets] : m_parts)
        for (auto* widget : widgets)
            widget->setVisible(recipe->asksFor(variable));
    for (const auto& [box, member] : m_switches) {
        if (member == &ShareDraft::flowControl) box->setVisible(recipe->has(RowNeed::IfFlowControl));
        if (member == &ShareDraft::acknowledges) box->setVisible(recipe->has(RowNeed::UnlessAckNone));
        if (member == &ShareDraft::withInfo) box->setVisible(recipe->has(RowNeed::Optional));
    }
    // What is not about a stream has a name all the same: its grants and files are called by it.
    m_streamLabel->setText(recipe->asksFor("subject") ? tr("Na&me") : tr("&Stream"));
    for (const auto& [card, id] : m_cards)
        if (id == m_draft.recipe) m_purpose->setText(card->purpose());
}

void WhatPage::showResult()
{
    showFields();
    const QString provider = m_draft.provider.empty() ? QString() : accountName(*m_world, m_draft.provider);
    m_tableTitle->setText(provider.isEmpty() ? tr("Resulting exports") : tr("Resulting exports of %1").arg(provider));
    m_rows->setRows(exportRows(m_draft), m_draft.isPrivate, provider);
    m_hints.show(m_draft.problems(ShareDraft::Page::What, *m_world));
}

} // namespace gd::ui
