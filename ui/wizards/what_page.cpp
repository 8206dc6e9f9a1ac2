// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/what_page.h"

#include "core/share/draft_rows.h"
#include "ui/bridge/strings.h"
#include "ui/wizards/account_choice.h"
#include "ui/wizards/recipe_card.h"
#include "ui/words/names.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>

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
      m_bucketKind(new QComboBox),
      m_ackForm(new QComboBox),
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
    addCard(row, {messageFeedRecipe().id},
            makeCard("messageFeed", tr("Message feed"),
                     tr("What is published on a subject in the provider arrives in the other account too."),
                     {ToConsumer}));
    addCard(row, {serviceRecipe().id},
            makeCard("service", tr("Service"),
                     tr("The other account sends requests; applications in the provider answer them."),
                     {ToProvider, ToConsumer}));
    addCard(row, {pullConsumerRecipe().id},
            makeCard("pullConsumer", tr("JetStream pull consumer"),
                     tr("Recommended for streams. The other account asks for messages when it has time for them, and "
                        "acknowledges them."),
                     {ToProvider, ToConsumer, ToProvider}));
    addCard(row, {pushConsumerRecipe().id},
            makeCard("pushConsumer", tr("JetStream push consumer"),
                     tr("Messages of a stream arrive in the other account as they come. It acknowledges them and may "
                        "ask for the state of the consumer."),
                     {ToConsumer, ToProvider, ToProvider}));
    addCard(row, {publishRecipe().id},
            makeCard("publish", tr("Publish into a stream"),
                     tr("The other account publishes on a subject that a stream of the provider captures, and is told "
                        "that the message is kept."),
                     {ToProvider, ToConsumer}));
    addCard(row, {bucketRecipe().id, bucketReadRecipe().id, objectStoreRecipe().id},
            makeCard("bucket", tr("Bucket"),
                     tr("The other account uses a key-value bucket or an object store of the provider. Its clients set "
                        "the JetStream prefix, and read objects and changes under a name that both accounts know."),
                     {ToProvider, ToConsumer, ToConsumer}));
    addCard(row, {mirrorRecipe().id},
            makeCard("mirror", tr("Mirror or source"),
                     tr("A stream of the other account copies one of the provider. Its configuration names the "
                        "JetStream prefix and the name for messages."),
                     {ToProvider, ToConsumer, ToProvider}));
    return row;
}

void WhatPage::addCard(QLayout* row, const std::vector<std::string>& recipes, RecipeCard* card)
{
    row->addWidget(card);
    m_cards.append({card, recipes});
    connect(card, &QAbstractButton::toggled, this, [this, recipes](bool on) {
        if (!on) return;
        m_draft.recipe = recipes.size() == 1 ? recipes.front() : fromQt(m_bucketKind->currentData().toString());
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
    addBucketKind(right);

    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setHorizontalSpacing(24);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->addLayout(left, 0, 0, Qt::AlignTop);
    grid->addLayout(right, 0, 1, Qt::AlignTop);
    grid->addLayout(switches(), 1, 0, 1, 2);
    return box;
}

/// What one recipe asks for stands where another has something else: they are never seen together.
QLayout* WhatPage::switches()
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(2);
    grid->addWidget(addSwitch(QStringLiteral("acknowledges"), tr("Consumer &acknowledges"),
                              tr("Its ack policy is not “none”."), &ShareDraft::acknowledges),
                    0, 0);
    grid->addWidget(addSwitch(QStringLiteral("flowControl"), tr("&Flow control"),
                              tr("The consumer has flow control; without its row the messages would stall."),
                              &ShareDraft::flowControl),
                    0, 1);
    grid->addWidget(addSwitch(QStringLiteral("withInfo"), tr("May ask for consumer &info"),
                              tr("Many client libraries do so when they start."), &ShareDraft::withInfo),
                    1, 0);
    grid->addWidget(addSwitch(QStringLiteral("isPrivate"), tr("P&rivate (needs a token)"),
                              tr("Only accounts with a token may import it."), &ShareDraft::isPrivate),
                    1, 1);
    grid->addWidget(addSwitch(QStringLiteral("watches"), tr("May &watch changes"),
                              tr("Lets it make consumers of the bucket's stream, which list keys and tell of changes. "
                                 "Such a consumer can deliver to any subject of the provider."),
                              &ShareDraft::watches),
                    1, 0);
    addRareFields(grid);
    grid->setColumnStretch(3, 1);
    return grid;
}

void WhatPage::addRareFields(QGridLayout* grid)
{
    m_ackForm->setObjectName(QStringLiteral("ackForm"));
    m_ackForm->addItem(tr("of all servers (v1)"), int(ShareDraft::AckForm::Old));
    m_ackForm->addItem(tr("new form (v2)"), int(ShareDraft::AckForm::New));
    m_ackForm->addItem(tr("both"), int(ShareDraft::AckForm::Both));
    m_ackForm->setAccessibleName(tr("Acknowledgements"));
    m_ackForm->setToolTip(tr("Servers from 2.14 on can write the account into the subjects of acknowledgements. "
                             "Choose both while some do and some do not."));
    m_ackFormLabel = new QLabel(tr("Ac&ks"));
    m_ackFormLabel->setBuddy(m_ackForm);
    grid->addWidget(m_ackFormLabel, 0, 2);
    grid->addWidget(m_ackForm, 0, 3, Qt::AlignLeft);
    connectChoice(m_ackForm,
                  [this] { m_draft.ackForm = static_cast<ShareDraft::AckForm>(m_ackForm->currentData().toInt()); });
    auto* column = new QGridLayout;
    auto* domain = addText(column, QStringLiteral("domain"), tr("D&omain"), tr("if the provider's server has one"),
                           &ShareDraft::domain);
    domain->setToolTip(tr("JetStream domain through which the provider's API is reached, for leaf nodes"));
    grid->addWidget(column->itemAtPosition(1, 0)->widget(), 1, 2);
    grid->addWidget(domain, 1, 3);
    grid->addWidget(column->itemAtPosition(2, 1)->widget(), 2, 3);
    delete column;
}

void WhatPage::connectChoice(QComboBox* box, const std::function<void()>& take)
{
    connect(box, &QComboBox::currentIndexChanged, this, [this, take] {
        take();
        showResult();
        emit edited();
    });
}

void WhatPage::addBucketKind(QGridLayout* grid)
{
    m_bucketKind->setObjectName(QStringLiteral("bucketKind"));
    m_bucketKind->addItem(tr("key-value, to read and write"), toQt(bucketRecipe().id));
    m_bucketKind->addItem(tr("key-value, to read"), toQt(bucketReadRecipe().id));
    m_bucketKind->addItem(tr("objects (depends on the client library)"), toQt(objectStoreRecipe().id));
    auto* label = addField(grid, tr("Kin&d"), m_bucketKind, m_hints.addField(m_bucketKind));
    m_parts.append({"bucket", {label, m_bucketKind}});
    connectChoice(m_bucketKind, [this] { m_draft.recipe = fromQt(m_bucketKind->currentData().toString()); });
}

void WhatPage::addResponseType(QGridLayout* grid)
{
    m_response->setObjectName(QStringLiteral("responseType"));
    m_response->addItem(tr("one reply (Singleton)"), QStringLiteral("Singleton"));
    m_response->addItem(tr("any number of replies (Stream)"), QStringLiteral("Stream"));
    m_response->addItem(tr("one reply in parts (Chunked)"), QStringLiteral("Chunked"));
    auto* label = addField(grid, tr("R&eplies"), m_response, m_hints.addField(m_response));
    m_parts.append({"response", {label, m_response}});
    connectChoice(m_response, [this] { m_draft.responseType = fromQt(m_response->currentData().toString()); });
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
    else if (member == &ShareDraft::domain)
        m_parts.append({"prefix", {buddy, field}});
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
    const auto choose = [](QComboBox* box, const QVariant& value) {
        const QSignalBlocker quiet(box);
        if (const int row = box->findData(value); row >= 0) box->setCurrentIndex(row);
    };
    choose(m_response, toQt(m_draft.responseType));
    choose(m_bucketKind, toQt(m_draft.recipe));
    choose(m_ackForm, int(m_draft.ackForm));
    for (const auto& [card, recipes] : m_cards) {
        const QSignalBlocker quiet(card);
        card->setChecked(std::ranges::find(recipes, m_draft.recipe) != recipes.end());
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
        if (member == &ShareDraft::watches) box->setVisible(recipe->has(RowNeed::IfWatched));
    }
    for (QWidget* widget : {static_cast<QWidget*>(m_ackFormLabel), static_cast<QWidget*>(m_ackForm)})
        widget->setVisible(recipe->has(RowNeed::UnlessAckNone));
    m_ackForm->setEnabled(m_draft.acknowledges || m_draft.flowControl);
    // What is not about a stream has a name all the same: its grants and files are called by it.
    const bool isBucket = recipe->asksFor("bucket");
    m_streamLabel->setText(recipe->asksFor("subject") ? tr("Na&me") : isBucket ? tr("B&ucket name") : tr("&Stream"));
    for (const auto& [field, member] : m_texts)
        if (member == &ShareDraft::stream)
            field->setPlaceholderText(isBucket ? tr("for example CONFIG") : tr("for example ORDEREVENTS"));
    for (const auto& [card, recipes] : m_cards)
        if (std::ranges::find(recipes, m_draft.recipe) != recipes.end()) m_purpose->setText(card->purpose());
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
