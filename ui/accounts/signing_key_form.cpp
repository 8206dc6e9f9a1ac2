// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/signing_key_form.h"

#include "ui/accounts/user_may_editor.h"
#include "ui/bridge/strings.h"

#include <QComboBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

bool isOperator(const std::string& owner)
{
    return owner.starts_with(keyLetter(KeyKind::Operator));
}

/// What a new role begins with: everything, without limits.
UserScope newScope()
{
    UserScope scope;
    scope.permissions.subs = scope.permissions.data = scope.permissions.payload = -1;
    return scope;
}

} // namespace

SigningKeyForm::SigningKeyForm(const std::string& owner, QWidget* parent)
    : AdminForm(parent), m_owner(owner), m_keys(std::make_shared<NewKeys>())
{
    if (const auto key = m_keys->create(isOperator(owner) ? KeyKind::Operator : KeyKind::Account)) m_key = *key;
    build(newScope());
}

SigningKeyForm::SigningKeyForm(const std::string& account, const std::string& key, const UserScope* scope,
                               QWidget* parent)
    : AdminForm(parent), m_owner(account), m_key(key), m_isNew(false), m_wasScoped(scope)
{
    build(scope ? *scope : newScope());
}

void SigningKeyForm::build(const UserScope& scope)
{
    auto* tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("keyTabs"));
    tabs->setAccessibleName(tr("Parts of the signing key"));
    auto* page = new QWidget;
    FieldColumn fields(page, m_hints, [this] { emit edited(); });
    auto* key = new TextEdit(m_key);
    key->setReadOnly(true);
    fields.add(QStringLiteral("key"), tr("Key"), key);
    setFocusProxy(key);
    if (isOperator(m_owner)) {
        fields.addNote(tr("It signs accounts in place of the identity key, which can then be kept elsewhere."));
    } else {
        m_kind = new QComboBox;
        m_kind->addItem(tr("plain: its users have permissions of their own"), false);
        m_kind->addItem(tr("scoped: its users get what is said here"), true);
        m_kind->setCurrentIndex(m_wasScoped ? 1 : 0);
        fields.add(QStringLiteral("scope"), tr("Kind"), m_kind);
        setFocusProxy(m_kind);
        m_role = new TextEdit(scope.role);
        m_role->setPlaceholderText(tr("for example reader"));
        fields.add(QStringLiteral("role"), tr("Role"), m_role);
        fields.add(QStringLiteral("scopeDescription"), tr("Description"),
                   m_description = new TextEdit(scope.description));
    }
    if (m_isNew) fields.addNote(tr("The key is made here and lies in the keystore once you apply."));
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    tabs->addTab(page, tr("&General"));
    if (m_kind) {
        m_may = new UserMayEditor(scope.permissions, m_hints, tabs);
        connect(m_may, &UserMayEditor::edited, this, &AdminForm::edited);
        connect(m_kind, &QComboBox::currentIndexChanged, this, &SigningKeyForm::showScoped);
        showScoped();
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(tabs);
}

bool SigningKeyForm::isScoped() const
{
    return m_kind && m_kind->currentData().toBool();
}

void SigningKeyForm::showScoped()
{
    m_role->setEnabled(isScoped());
    m_description->setEnabled(isScoped());
    m_may->setEnabled(isScoped());
}

SigningKeyDraft SigningKeyForm::draft() const
{
    SigningKeyDraft draft;
    draft.owner = m_owner;
    draft.key = m_key;
    draft.removeScope = m_wasScoped && !isScoped();
    if (!isScoped()) return draft;
    ScopePatch scope;
    // A new scope needs its role even where that is still empty, so that the problem is told.
    if (m_wasScoped)
        scope.role = m_role->edited();
    else
        scope.role = m_role->line();
    scope.description = m_description->edited();
    scope.may = m_may->patch();
    draft.scope = scope;
    return draft;
}

QString SigningKeyForm::reasonNotToGoOn() const
{
    if (m_isNew) return {};
    const auto now = draft();
    const bool isSame = !now.removeScope && (now.scope ? m_wasScoped && *now.scope == ScopePatch{} : !m_wasScoped);
    return isSame ? tr("Nothing is changed yet.") : QString();
}

std::vector<FieldProblem> SigningKeyForm::problems(const Snapshot& world, UnixSeconds) const
{
    return draft().problems(world);
}

Result<SharePlan> SigningKeyForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planSigningKey(draft(), world, now);
}

} // namespace gd::ui
