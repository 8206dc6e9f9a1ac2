// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/user_form.h"

#include "ui/accounts/user_may_editor.h"
#include "ui/bridge/strings.h"
#include "ui/wizards/validity_picker.h"
#include "ui/words/names.h"

#include <QComboBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gd::ui {

namespace {

constexpr int scopedRole = Qt::UserRole + 1;

} // namespace

UserForm::UserForm(const std::string& account, UnixSeconds now, QWidget* parent)
    : AdminForm(parent), m_account(account), m_keys(std::make_shared<NewKeys>())
{
    if (const auto key = m_keys->create(KeyKind::User)) m_newKey = *key;
    build(newUserClaims(m_newKey, {}), now);
}

UserForm::UserForm(const std::string& account, const User& user, bool isScoped, UnixSeconds now, QWidget* parent)
    : AdminForm(parent), m_account(account), m_user(user.key), m_isScoped(isScoped)
{
    build(user.claims, now);
}

void UserForm::build(const UserClaims& claims, UnixSeconds now)
{
    auto* tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("userTabs"));
    tabs->setAccessibleName(tr("Parts of the user"));
    tabs->addTab(buildGeneral(claims, now), tr("&General"));
    m_may = new UserMayEditor(claims.permissions, m_hints, tabs);
    connect(m_may, &UserMayEditor::edited, this, &AdminForm::edited);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(tabs);
    if (m_name)
        setFocusProxy(m_name);
    else
        setFocusProxy(m_tags);
    showScope();
}

QWidget* UserForm::buildGeneral(const UserClaims& claims, UnixSeconds now)
{
    auto* page = new QWidget;
    FieldColumn fields(page, m_hints, [this] { emit edited(); });
    if (m_user.empty()) {
        fields.add(QStringLiteral("name"), tr("Name"), m_name = new TextEdit({}));
        m_name->setPlaceholderText(tr("for example orders-reader"));
        m_signer = new QComboBox;
        fields.add(QStringLiteral("signer"), tr("Signed by"), m_signer);
        connect(m_signer, &QComboBox::currentIndexChanged, this, &UserForm::showScope);
    } else if (m_isScoped) {
        fields.addNote(
            tr("The role of its signing key decides what this user may do; change the signing key for that."));
    }
    m_validity = {claims.header.notBefore, claims.header.expires};
    m_valid = new ValidityPicker(m_hints);
    m_valid->setValidity(m_validity, now);
    m_valid->setObjectName(QStringLiteral("valid"));
    fields.addWidget({}, m_valid);
    connect(m_valid, &ValidityPicker::changed, this, &AdminForm::edited);
    m_tags = new LinesEdit(claims.tail.tags);
    m_tags->setPlaceholderText(tr("one tag per line"));
    fields.add(QStringLiteral("tags"), tr("Tags"), m_tags);
    if (m_user.empty())
        fields.addNote(tr("Its key is made here. Once you apply, it lies in the keystore and its creds file is "
                          "written."));
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    return page;
}

void UserForm::showWorld(const SnapshotPtr& world)
{
    const auto* account = world->account(m_account);
    if (!m_signer || !account) return;
    const QSignalBlocker quiet(m_signer);
    const auto chosen = m_signer->currentData().toString();
    m_signer->clear();
    m_signer->addItem(tr("the key that usually signs"), QString());
    for (const auto& [key, scope] : account->claims.signingKeys) {
        if (!world->keysHere.contains(key)) continue;
        m_signer->addItem(scope ? (scope->role.empty() ? tr("scoped key %1").arg(shortKey(key))
                                                       : tr("role %1 (%2)").arg(toQt(scope->role), shortKey(key)))
                                : tr("signing key %1").arg(shortKey(key)),
                          toQt(key));
        m_signer->setItemData(m_signer->count() - 1, scope.has_value(), scopedRole);
    }
    if (world->keysHere.contains(account->key) && !world->op.claims.strictSigningKeyUsage)
        m_signer->addItem(tr("the identity key of the account"), toQt(account->key));
    m_signer->setCurrentIndex(std::max(0, m_signer->findData(chosen)));
    showScope();
}

void UserForm::showScope()
{
    if (m_may) m_may->setEnabled(m_signer ? !m_signer->currentData(scopedRole).toBool() : !m_isScoped);
}

UserPatch UserForm::patch() const
{
    UserPatch patch;
    const bool isScoped = m_signer ? m_signer->currentData(scopedRole).toBool() : m_isScoped;
    if (!isScoped) patch.may = m_may->patch();
    patch.tags = m_tags->edited();
    const auto now = m_valid->validity();
    if (now.start != m_validity.start) patch.start = now.start;
    if (now.end != m_validity.end) patch.end = now.end;
    return patch;
}

NewUserDraft UserForm::newDraft() const
{
    NewUserDraft draft;
    draft.account = m_account;
    draft.name = m_name->line();
    draft.key = m_newKey;
    draft.signer = fromQt(m_signer->currentData().toString());
    draft.patch = patch();
    return draft;
}

QString UserForm::reasonNotToGoOn() const
{
    return !m_user.empty() && patch() == UserPatch{} ? tr("Nothing is changed yet.") : QString();
}

std::vector<FieldProblem> UserForm::problems(const Snapshot& world, UnixSeconds) const
{
    return m_user.empty() ? newDraft().problems(world) : editDraft().problems(world);
}

Result<SharePlan> UserForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return m_user.empty() ? planNewUser(newDraft(), world, now) : planUserEdit(editDraft(), world, now);
}

} // namespace gd::ui
