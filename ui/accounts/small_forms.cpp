// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/small_forms.h"

#include "ui/accounts/token_file_choice.h"
#include "ui/bridge/strings.h"
#include "ui/look/push_button.h"
#include "ui/words/names.h"
#include "ui/words/words.h"

#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace gd::ui {

namespace {

QString whatGoes(const Snapshot& world, const Thing& thing)
{
    const auto name = thingName(world, thing);
    if (thing.kind == Thing::Kind::User)
        return DeleteForm::tr("User %1 of account %2 goes. Its key stays in the keystore.")
            .arg(name, accountName(world, thing.account));
    if (thing.kind == Thing::Kind::SigningKey)
        return DeleteForm::tr("Account %1 takes signing key %2 off its list: what that key has signed is no longer "
                              "accepted. The key stays in the keystore.")
            .arg(accountName(world, thing.account), shortKey(thing.key));
    if (thing.kind == Thing::Kind::OperatorKey)
        return DeleteForm::tr("The operator takes signing key %1 off its list: accounts that it has signed are no "
                              "longer accepted. The key stays in the keystore.")
            .arg(shortKey(thing.key));
    const auto* account = world.account(thing.key);
    const auto users = account ? static_cast<int>(account->users.size()) : 0;
    return DeleteForm::tr("Account %1 goes, with %2. Keys stay in the keystore, and the step can be taken back.")
        .arg(name, counted(DeleteForm::tr("1 user"), DeleteForm::tr("%1 users"), users));
}

} // namespace

RenameForm::RenameForm(const Account& account, QWidget* parent)
    : AdminForm(parent), m_account(account.key), m_name(new TextEdit(account.name))
{
    FieldColumn fields(this, m_hints, [this] { emit edited(); });
    fields.add(QStringLiteral("name"), tr("Na&me"), m_name);
    fields.addNote(tr("Its folder, its users and their creds files move along. Other accounts know it by its key, so "
                      "nothing that is shared breaks."));
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    m_name->selectAll();
    setFocusProxy(m_name);
}

QString RenameForm::reasonNotToGoOn() const
{
    return m_name->edited() ? QString() : tr("It has this name already.");
}

std::vector<FieldProblem> RenameForm::problems(const Snapshot& world, UnixSeconds) const
{
    return m_name->edited() ? draft().problems(world) : std::vector<FieldProblem>{};
}

Result<SharePlan> RenameForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planRename(draft(), world, now);
}

DeleteForm::DeleteForm(const Snapshot& world, const Thing& thing, QWidget* parent) : AdminForm(parent), m_thing(thing)
{
    auto* what = new QLabel(whatGoes(world, thing));
    what->setObjectName(QStringLiteral("whatGoes"));
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    auto* next = new QLabel(tr("The next page says what that means for others, before anything is written."));
    next->setWordWrap(true);
    next->setForegroundRole(QPalette::PlaceholderText);
    auto* column = new QVBoxLayout(this);
    column->addWidget(what);
    if (thing.kind == Thing::Kind::User) {
        m_revoke = new QCheckBox(tr("&Revoke it too, so that copies of its creds file are worthless"));
        m_revoke->setObjectName(QStringLiteral("revoke"));
        m_revoke->setChecked(true);
        column->addWidget(m_revoke);
        connect(m_revoke, &QCheckBox::toggled, this, &AdminForm::edited);
        setFocusProxy(m_revoke);
    }
    column->addWidget(next);
    column->addStretch(1);
}

QString DeleteForm::reasonNotToGoOn() const
{
    return m_world && isThere(*m_world, m_thing) ? QString() : tr("It is not there any more.");
}

Result<SharePlan> DeleteForm::plan(const Snapshot& world, UnixSeconds now) const
{
    if (m_thing.kind == Thing::Kind::User)
        return planDeleteUser({m_thing.account, m_thing.key, m_revoke->isChecked()}, world, now);
    if (m_thing.kind == Thing::Kind::SigningKey) return planRemoveSigningKey(m_thing.account, m_thing.key, world, now);
    if (m_thing.kind == Thing::Kind::OperatorKey) return planRemoveSigningKey(world.op.key, m_thing.key, world, now);
    return planDeleteAccount(m_thing.key, world, now);
}

ImportAccountForm::ImportAccountForm(QWidget* parent)
    : AdminForm(parent),
      m_token(new LinesEdit({})),
      m_foreign(new SwitchBox(tr("&Take it although another operator has signed it"), false)),
      m_replace(new SwitchBox(tr("&Replace the account if it is here already"), false))
{
    FieldColumn fields(this, m_hints, [this] { emit edited(); });
    m_token->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_token->setPlaceholderText(tr("Paste the token of an account, or open its file"));
    m_token->setMinimumHeight(160);
    fields.add(QStringLiteral("token"), tr("T&oken"), m_token);
    auto* open = makePushButton(QStringLiteral("openTokenFile"), tr("Open &file…"), {}, nullptr);
    fields.layout()->addWidget(open, fields.layout()->rowCount(), 1, Qt::AlignLeft);
    connect(open, &QPushButton::clicked, this, &ImportAccountForm::chooseFile);
    fields.add(QStringLiteral("foreignToo"), m_foreign);
    fields.add(QStringLiteral("replace"), m_replace);
    fields.layout()->setRowStretch(fields.layout()->rowCount(), 1);
    setFocusProxy(m_token);
}

void ImportAccountForm::showWorld(const SnapshotPtr& world)
{
    if (std::exchange(m_isNew, false) && world->op.managed) m_replace->setChecked(true);
}

void ImportAccountForm::chooseFile()
{
    chooseTokenFile(m_token, QStringLiteral("accountTokenDialog"), tr("Token of an account"),
                    tr("Account tokens (*.jwt)"));
}

ImportAccountDraft ImportAccountForm::draft() const
{
    return {fromQt(m_token->toPlainText()), m_foreign->isChecked(), m_replace->isChecked()};
}

std::vector<FieldProblem> ImportAccountForm::problems(const Snapshot& world, UnixSeconds now) const
{
    return draft().problems(world, now);
}

Result<SharePlan> ImportAccountForm::plan(const Snapshot& world, UnixSeconds now) const
{
    return planImportAccount(draft(), world, now);
}

} // namespace gd::ui
