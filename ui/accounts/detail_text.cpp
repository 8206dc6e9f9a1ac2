// SPDX-License-Identifier: Apache-2.0
#include "ui/accounts/detail_text.h"

#include "core/jwt/revocations.h"
#include "core/jwt/token.h"
#include "ui/accounts/detail_parts.h"
#include "ui/accounts/notes.h"
#include "ui/bridge/strings.h"
#include "ui/words/names.h"

#include <QCoreApplication>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::AccountDetails)
};

QString orNothing(const QString& html, const QString& otherwise)
{
    return html.isEmpty() ? html::paragraph(otherwise) : html;
}

QString userDetails(const Snapshot& world, const Account& account, const User& user, UnixSeconds now)
{
    const auto& claims = user.claims;
    const auto signer = account.claims.signingKeys.find(claims.header.issuer);
    const bool isScoped = signer != account.claims.signingKeys.end() && signer->second;
    QString text;
    if (isRevoked(account.claims.revocations, claims.header))
        text += html::state(Words::tr("revoked"), Words::tr("The account does not let this user in any more."));
    Fields fields{{Words::tr("Account"), htmlGo(account.key, toQt(account.name))},
                  {Words::tr("Signed by"), issuerHtml(world, claims.header)}};
    addTimes(fields, claims.header, now);
    fields.emplace_back(Words::tr("Tags"), htmlLines(claims.tail.tags));
    fields.emplace_back(Words::tr("Creds file"), user.credsFile.empty() ? html::text(Words::tr("none here"))
                                                                        : html::code(user.credsFile.string()));
    text += html::section(Words::tr("Identity")) + html::fields(fields);
    if (isScoped) {
        const auto& may = signer->second->permissions;
        text += html::section(Words::tr("What its role lets it do")) +
                html::paragraph(Words::tr("The role %1 of the signing key decides; the user has no permissions of its "
                                          "own.")
                                    .arg(toQt(signer->second->role))) +
                permissionsHtml(may.permissions) + html::section(Words::tr("Limits of the role")) + userLimitsHtml(may);
        return text;
    }
    return text + html::section(Words::tr("Permissions")) +
           orNothing(permissionsHtml(claims.permissions.permissions),
                     Words::tr("Nothing is set: the default permissions of the account hold.")) +
           html::section(Words::tr("Limits")) + userLimitsHtml(claims.permissions);
}

/// The users that a signing key of the account has signed.
QString signedUsers(const Account& account, const std::string& key)
{
    QStringList lines;
    for (const auto& user : account.users)
        if (user.claims.header.issuer == key) lines << htmlGo(user.key, toQt(user.name));
    return lines.join(QLatin1String("<br/>"));
}

QString signingKeyDetails(const Snapshot& world, const Account& account, const Thing& thing)
{
    const auto* scope = findScope(world, thing);
    const auto users = signedUsers(account, thing.key);
    Fields fields{{Words::tr("Account"), htmlGo(account.key, toQt(account.name))},
                  {Words::tr("Private key"), html::text(keyPlaceWord(world, thing.key))},
                  {Words::tr("Role"), scope ? html::text(scope->role) : QString()},
                  {Words::tr("Description"), scope ? html::text(scope->description) : QString()},
                  {Words::tr("Has signed"), users.isEmpty() ? html::text(Words::tr("no user of this store")) : users}};
    auto text = html::section(Words::tr("Identity")) + html::fields(fields);
    if (!scope)
        return text + html::section(Words::tr("Scope")) +
               html::paragraph(Words::tr("None: users that it signs have permissions of their own."));
    return text + html::section(Words::tr("What its users may do")) +
           orNothing(permissionsHtml(scope->permissions.permissions),
                     Words::tr("Nothing is set: the default permissions of the account hold.")) +
           html::section(Words::tr("Limits of its users")) + userLimitsHtml(scope->permissions);
}

QString operatorKeyDetails(const Snapshot& world, const Thing& thing)
{
    QStringList accounts;
    for (const auto& account : world.accounts)
        if (account.claims.header.issuer == thing.key) accounts << htmlGo(account.key, toQt(account.name));
    return html::section(Words::tr("Identity")) +
           html::fields(
               {{Words::tr("Operator"), htmlGo(world.op.key, toQt(world.op.name))},
                {Words::tr("Private key"), html::text(keyPlaceWord(world, thing.key))},
                {Words::tr("Has signed"), accounts.isEmpty() ? html::text(Words::tr("no account of this store"))
                                                             : accounts.join(QLatin1String("<br/>"))}});
}

} // namespace

QString operatorDetails(const Snapshot& world, UnixSeconds now, const OperatorAnswers& answers)
{
    const auto& claims = world.op.claims;
    QString text;
    if (world.op.managed)
        text +=
            html::state(Words::tr("Managed elsewhere"),
                        Words::tr("Somebody else signs the accounts of this store. What you change here waits until "
                                  "the operator has signed it."));
    Fields fields{{Words::tr("Signed by"), issuerHtml(world, claims.header)}};
    addTimes(fields, claims.header, now);
    const auto& system = claims.systemAccount;
    fields.insert(
        fields.end(),
        {{Words::tr("System account"), system.empty()          ? html::text(Words::tr("none"))
                                       : world.account(system) ? htmlGo(system, accountName(world, system))
                                                               : html::key(system)},
         {Words::tr("Signing keys only"),
          html::text(claims.strictSigningKeyUsage ? Words::tr("yes: identity keys sign nothing but themselves")
                                                  : Words::tr("no"))},
         {Words::tr("Server URLs"),
          claims.serviceUrls.empty() ? html::text(Words::tr("none")) : htmlLines(claims.serviceUrls)},
         {Words::tr("Account server"),
          claims.accountServerUrl.empty() ? html::text(Words::tr("none")) : html::text(claims.accountServerUrl)},
         {Words::tr("Server version"), html::text(claims.assertServerVersion)},
         {Words::tr("Tags"), htmlLines(claims.tail.tags)}});
    text += html::section(Words::tr("Identity")) + html::fields(fields);
    std::vector<QStringList> keys;
    for (const auto& key : claims.signingKeys)
        keys.push_back({htmlGo(key, shortKey(key)), html::text(keyPlaceWord(world, key))});
    text += html::section(Words::tr("Signing keys")) +
            orNothing(htmlTable({}, keys), Words::tr("None: the identity key signs the accounts."));
    std::vector<QStringList> accounts;
    for (const auto& account : world.accounts)
        accounts.push_back({htmlGo(account.key, toQt(account.name)),
                            html::text(noteWords(notesOf(world, accountThing(account.key), now, answers)))});
    return text + html::section(Words::tr("Accounts")) +
           orNothing(htmlTable({}, accounts), Words::tr("There is no account yet."));
}

QString detailText(const Snapshot& world, const Thing& thing, UnixSeconds now, const OperatorAnswers& answers,
                   const Ledger& ledger)
{
    const auto* account = world.account(thing.account);
    switch (thing.kind) {
    case Thing::Kind::None:
        return {};
    case Thing::Kind::Operator:
        return operatorDetails(world, now, answers);
    case Thing::Kind::OperatorKey:
        return operatorKeyDetails(world, thing);
    case Thing::Kind::Account:
        return account ? accountDetails(world, *account, now, answers) : QString();
    case Thing::Kind::SigningKey:
        return account ? signingKeyDetails(world, *account, thing) : QString();
    case Thing::Kind::User: {
        const auto* user = findUser(world, thing);
        return user ? userDetails(world, *account, *user, now) : QString();
    }
    case Thing::Kind::Contacts:
        return contactsDetails(world);
    case Thing::Kind::Contact: {
        const auto* contact = world.contact(thing.key);
        return contact ? contactDetails(world, *contact, now, ledger) : QString();
    }
    }
    return {};
}

QString detailClaims(const Snapshot& world, const Thing& thing)
{
    switch (thing.kind) {
    case Thing::Kind::None:
    case Thing::Kind::OperatorKey:
    case Thing::Kind::SigningKey:
    case Thing::Kind::Contacts:
    case Thing::Kind::Contact:
        return {};
    case Thing::Kind::Operator:
        return toQt(claimsJson(world.op.claims, true));
    case Thing::Kind::Account: {
        const auto* account = world.account(thing.key);
        return account ? toQt(claimsJson(account->claims, true)) : QString();
    }
    case Thing::Kind::User: {
        const auto* user = findUser(world, thing);
        return user ? toQt(claimsJson(user->claims, true)) : QString();
    }
    }
    return {};
}

} // namespace gd::ui
