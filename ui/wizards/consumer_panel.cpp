// SPDX-License-Identifier: Apache-2.0
#include "ui/wizards/consumer_panel.h"

#include "core/share/draft_rows.h"
#include "ui/bridge/strings.h"
#include "ui/wizards/keys_here.h"
#include "ui/words/explanation.h"
#include "ui/words/names.h"

#include <QFormLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace gd::ui {

namespace {

QLineEdit* nameField(const QString& objectName)
{
    auto* field = new QLineEdit;
    field->setObjectName(objectName);
    return field;
}

/// What stands in an empty field, so that nobody wonders where the name comes from.
QString ifEmpty(const QString& proposal)
{
    return proposal.isEmpty() ? QString() : ConsumerPanel::tr("%1, if this stays empty").arg(proposal);
}

/// Whether a row that is used stands behind the prefix.
bool needsPrefix(const ShareDraft& draft)
{
    const auto* recipe = recipeWithId(draft.recipe);
    const auto used = exportRows(draft);
    return recipe && std::ranges::any_of(recipe->rows, [&](const RecipeRow& row) {
               const auto found = std::ranges::find(used, row.role, &DraftRow::role);
               return found != used.end() && found->isUsed && row.consumerSubject.starts_with("{prefix}");
           });
}

/// Leaves text alone that says the same, so that the cursor stays where the person is typing.
void setText(QLineEdit* field, const QString& text)
{
    if (field->text() != text && !(field->hasFocus() && field->text().isEmpty())) {
        const QSignalBlocker quiet(field);
        field->setText(text);
    }
}

} // namespace

ConsumerPanel::ConsumerPanel(FieldHints& hints, QWidget* parent)
    : QGroupBox(parent),
      m_importNow(new QCheckBox(tr("&Import now"))),
      m_reason(new QLabel),
      m_local(nameField(QStringLiteral("localSubject"))),
      m_prefix(nameField(QStringLiteral("prefix"))),
      m_table(new FittingTable),
      m_rows(new RowTableModel(RowTableModel::Kind::Imports, this))
{
    m_importNow->setObjectName(QStringLiteral("importNow"));
    m_reason->setObjectName(QStringLiteral("importNowReason"));
    m_reason->setWordWrap(true);
    m_reason->setTextFormat(Qt::PlainText);
    m_table->setObjectName(QStringLiteral("importTable"));
    m_table->setAccessibleName(tr("Resulting imports"));
    m_table->setModel(m_rows);
    using enum RowTableModel::Column;
    m_table->setLongColumns({m_rows->columnOf(ProviderSubject), m_rows->columnOf(ConsumerSubject)});
    m_table->setMinimumHeight(112);

    auto* form = m_form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->addRow(tr("&Local subject"), m_local);
    form->addRow(QString(), hints.addField(m_local));
    form->addRow(tr("&Prefix of JetStream calls"), m_prefix);
    form->addRow(QString(), hints.addField(m_prefix));
    m_prefix->setToolTip(
        tr("Stands in the place of $JS in this account, because its own JetStream would answer there."));

    auto* column = new QVBoxLayout(this);
    column->addWidget(m_importNow);
    column->addWidget(m_reason);
    column->addLayout(form);
    column->addWidget(m_table, 1);

    // Assistive technology toggles a box without clicking it, and sets a text without editing it.
    connect(m_importNow, &QCheckBox::toggled, this, &ConsumerPanel::importNowChanged);
    connect(m_local, &QLineEdit::textChanged, this, [this, &hints](const QString& text) {
        hints.touch(m_local->objectName());
        emit localSubjectEdited(fromQt(text));
    });
    connect(m_prefix, &QLineEdit::textChanged, this, [this, &hints](const QString& text) {
        hints.touch(m_prefix->objectName());
        emit prefixEdited(fromQt(text));
    });
}

void ConsumerPanel::showAccount(const std::string& account, const ConsumerWish* wish, const ShareDraft& draft,
                                const Snapshot& world)
{
    const QString name = accountName(world, account);
    //: Title of the settings for one account that gets the share
    setTitle(account.empty() ? QString() : tr("In %1").arg(withoutMnemonics(name)));
    const Status signable = canBeSigned(account, world);
    m_importNow->setEnabled(wish && signable);
    {
        const QSignalBlocker quiet(m_importNow);
        m_importNow->setChecked(wish && wish->importNow);
    }
    QString reason;
    if (account.empty()) {
        reason = tr("Choose an account on the left.");
    } else if (!wish) {
        reason = tr("Tick %1 on the left to share with it.").arg(name);
    } else if (!signable && world.contact(account) && !world.account(account)) {
        reason = tr("%1 is a contact: its account is not in this store. Only the token files are written; send them to "
                    "whoever keeps it.")
                     .arg(name);
    } else if (!signable) {
        reason = tr("%1 Only the token files are written; import them where the keys are.")
                     .arg(explain(signable.error()).because);
    } else if (!wish->importNow) {
        reason = tr("Only the token files are written; they can be imported later or elsewhere.");
    }
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    showNames(wish, draft, world);
}

void ConsumerPanel::showNames(const ConsumerWish* wish, const ShareDraft& draft, const Snapshot& world)
{
    const Account* provider = world.account(draft.provider);
    const QString local = toQt(suggestedLocal(draft));
    const QString prefix = provider ? toQt(suggestedPrefix(*provider)) : QString();
    m_local->setEnabled(wish);
    m_local->setPlaceholderText(ifEmpty(local));
    setText(m_local, wish && !wish->localSubject.empty() ? toQt(wish->localSubject) : local);
    const auto* recipe = recipeWithId(draft.recipe);
    m_form->setRowVisible(m_local, !recipe || recipe->asksFor("local"));
    m_form->setRowVisible(m_prefix, !recipe || recipe->asksFor("prefix"));
    m_prefix->setEnabled(wish && needsPrefix(draft));
    m_prefix->setPlaceholderText(ifEmpty(prefix));
    setText(m_prefix, wish && !wish->prefix.empty() ? toQt(wish->prefix) : prefix);

    std::vector<DraftRow> rows;
    if (wish) {
        for (auto& row : importRows(draft, *wish, world)) {
            if (row.isUsed) {
                rows.push_back(std::move(row));
            }
        }
    }
    m_rows->setRows(std::move(rows), draft.isPrivate, accountName(world, draft.provider),
                    wish ? accountName(world, wish->account) : QString());
}

} // namespace gd::ui
