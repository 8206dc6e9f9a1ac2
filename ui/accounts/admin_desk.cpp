// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/admin_desk.h"

#include "ui/accounts/account_form.h"
#include "ui/accounts/operator_form.h"
#include "ui/accounts/restore_form.h"
#include "ui/accounts/signing_key_form.h"
#include "ui/accounts/small_forms.h"
#include "ui/accounts/user_form.h"
#include "ui/bridge/strings.h"
#include "ui/words/names.h"

#include <QCoreApplication>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::AdminWizard)
};

/// A form with what its dialog and its step are called.
struct Plot {
    AdminForm* form = nullptr;
    QString name{}, title{}, step{};
};

Plot editPlot(const Thing& thing, const Snapshot& world, UnixSeconds now)
{
    const auto* account = world.account(thing.account);
    const auto name = thingName(world, thing);
    if (thing.kind == Thing::Kind::Operator)
        return {new OperatorForm(world), QStringLiteral("operatorWizard"), Words::tr("Edit operator %1").arg(name),
                Words::tr("Operator")};
    if (thing.kind == Thing::Kind::Account)
        return {new AccountForm(account->key, account->claims), QStringLiteral("accountWizard"),
                Words::tr("Edit account %1").arg(name), Words::tr("Account")};
    if (thing.kind == Thing::Kind::SigningKey)
        return {new SigningKeyForm(account->key, thing.key, findScope(world, thing)),
                QStringLiteral("signingKeyWizard"), Words::tr("Edit signing key %1").arg(shortKey(thing.key)),
                Words::tr("Signing key")};
    const auto* user = findUser(world, thing);
    const auto signer = account->claims.signingKeys.find(user->claims.header.issuer);
    const bool isScoped = signer != account->claims.signingKeys.end() && signer->second;
    return {new UserForm(account->key, *user, isScoped, now), QStringLiteral("userWizard"),
            Words::tr("Edit user %1").arg(name), Words::tr("User")};
}

Plot plotOf(AdminWish wish, const Thing& thing, const Snapshot& world, UnixSeconds now)
{
    const auto name = thingName(world, thing);
    switch (wish) {
    case AdminWish::NewAccount:
        return {new AccountForm, QStringLiteral("newAccountWizard"), Words::tr("New account"), Words::tr("Account")};
    case AdminWish::ImportAccount:
        return {new ImportAccountForm, QStringLiteral("importAccountWizard"), Words::tr("Import account"),
                Words::tr("Token")};
    case AdminWish::Edit:
        return editPlot(thing, world, now);
    case AdminWish::Rename:
        return {new RenameForm(*world.account(thing.key)), QStringLiteral("renameWizard"),
                Words::tr("Rename account %1").arg(name), Words::tr("Name")};
    case AdminWish::Restore: // makeRestoreWizard()
        return {};
    case AdminWish::Delete:
        return {new DeleteForm(world, thing), QStringLiteral("deleteWizard"), Words::tr("Delete %1").arg(name),
                Words::tr("What goes")};
    case AdminWish::NewUser:
        return {new UserForm(thing.account, now), QStringLiteral("newUserWizard"),
                Words::tr("New user of %1").arg(accountName(world, thing.account)), Words::tr("User")};
    case AdminWish::NewSigningKey:
        return {new SigningKeyForm(thing.account.empty() ? world.op.key : thing.account),
                QStringLiteral("newSigningKeyWizard"),
                thing.account.empty() ? Words::tr("New signing key of operator %1").arg(toQt(world.op.name))
                                      : Words::tr("New signing key of %1").arg(accountName(world, thing.account)),
                Words::tr("Signing key")};
    }
    return {};
}

} // namespace

bool isPossible(AdminWish wish, const Thing& thing)
{
    using enum Thing::Kind;
    switch (wish) {
    case AdminWish::NewAccount:
    case AdminWish::ImportAccount:
        return true;
    case AdminWish::Edit:
        return thing.kind != None && thing.kind != OperatorKey && thing.kind != Contacts;
    case AdminWish::Rename:
        return thing.kind == Account || thing.kind == Contact;
    case AdminWish::Restore:
        return thing.kind == Account;
    case AdminWish::Delete:
        return thing.kind != None && thing.kind != Operator && thing.kind != Contacts;
    case AdminWish::NewUser:
        return !thing.account.empty();
    case AdminWish::NewSigningKey:
        return thing.kind != None && !isOfContacts(thing);
    }
    return false;
}

AdminWizard* makeAdminWizard(AdminWish wish, const Thing& thing, Session& session, QWidget* parent)
{
    const auto& world = *session.snapshot();
    const bool needsThing = wish != AdminWish::NewAccount && wish != AdminWish::ImportAccount;
    if (!isPossible(wish, thing) || (needsThing && isOfContacts(thing)) || (needsThing && !isThere(world, thing)))
        return nullptr;
    if (wish == AdminWish::Restore) return makeRestoreWizard(thing.key, {}, session, parent);
    const auto plot = plotOf(wish, thing, world, session.now());
    return new AdminWizard(session, plot.name, plot.title, plot.step, plot.form, parent);
}

AdminWizard* makeRestoreWizard(const std::string& account, std::optional<std::size_t> entry, Session& session,
                               QWidget* parent)
{
    auto* form = new RestoreForm(session, account, entry);
    return new AdminWizard(session, QStringLiteral("restoreWizard"),
                           Words::tr("Restore account %1").arg(form->accountTitle()), Words::tr("Earlier state"), form,
                           parent);
}

} // namespace gd::ui
