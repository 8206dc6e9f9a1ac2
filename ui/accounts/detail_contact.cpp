// SPDX-License-Identifier: Apache-2.0
//
// The pages of contacts: who they are, and what this store has to do with them.
#include "ui/accounts/detail_parts.h"
#include "ui/accounts/detail_text.h"
#include "ui/bridge/strings.h"
#include "ui/words/names.h"

#include <QCoreApplication>

#include <set>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::AccountDetails)
};

using Rows = std::vector<QStringList>;

QString section(const QString& title, const QStringList& headings, const Rows& rows, const QString& otherwise)
{
    const auto table = htmlTable(headings, rows);
    return html::section(title) + (table.isEmpty() ? html::paragraph(otherwise) : table);
}

QString accountLink(const Snapshot& world, const std::string& key)
{
    return world.account(key) ? htmlGo(key, accountName(world, key)) : html::account(world, key);
}

QString validityText(const Validity& validity, UnixSeconds now)
{
    return validity.start > now ? Words::tr("valid from %1 on").arg(timeText(validity.start))
                                : endText(validity.end, now);
}

QStringList tokenRow(const Snapshot& world, const LedgerEntry& token, UnixSeconds now)
{
    // The name of a file is long: below the subject it has room.
    auto what = html::code(token.subject);
    if (!token.fileName.empty()) what += QLatin1String("<br/>") + html::text(token.fileName);
    return {accountLink(world, token.provider), what, html::text(typeWord(token.kind)),
            html::text(validityText(token.validity, now))};
}

/// Tokens that the ledger remembers, then those that only lie in the token folder.
Rows tokensFor(const Snapshot& world, const std::string& key, UnixSeconds now, const Ledger& ledger)
{
    Rows rows;
    std::set<std::string> seen;
    for (const auto& entry : ledger.entries())
        if (entry.target == key && seen.insert(entry.token).second) rows.push_back(tokenRow(world, entry, now));
    for (const auto& file : world.tokenFiles) {
        if (!file.claims || file.claims->header.subject != key || !seen.insert(file.token).second) continue;
        const auto& claims = *file.claims;
        rows.push_back(tokenRow(world,
                                {.provider = claims.provider(),
                                 .kind = claims.kind,
                                 .subject = claims.grantedSubject,
                                 .validity = {claims.header.notBefore, claims.header.expires},
                                 .fileName = file.file.filename().string()},
                                now));
    }
    return rows;
}

Rows revokedFor(const Snapshot& world, const std::string& key)
{
    Rows rows;
    for (const auto& account : world.accounts)
        for (const auto& value : account.claims.exports)
            if (const auto found = value.revocations.find(key); found != value.revocations.end())
                rows.push_back({htmlGo(account.key, toQt(account.name)), html::code(value.subject),
                                html::text(timeText(found->second))});
    return rows;
}

Rows importsFrom(const Snapshot& world, const std::string& key)
{
    Rows rows;
    for (const auto& account : world.accounts)
        for (const auto& value : account.claims.imports)
            if (value.account == key)
                rows.push_back({htmlGo(account.key, toQt(account.name)), html::code(value.subject),
                                html::text(typeWord(value.type))});
    return rows;
}

} // namespace

QString contactsDetails(const Snapshot& world)
{
    Rows rows;
    for (const auto& contact : world.contacts)
        rows.push_back({htmlGo(contact.key, toQt(contact.name)), html::key(contact.key), html::text(contact.note)});
    return html::paragraph(Words::tr("Accounts that are not in this store and are known by their public keys. They can "
                                     "be given tokens, and their names stand here instead of their keys.")) +
           html::section(Words::tr("Known by key")) +
           htmlTable({Words::tr("Name"), Words::tr("Key"), Words::tr("Note")}, rows);
}

QString contactDetails(const Snapshot& world, const Contact& contact, UnixSeconds now, const Ledger& ledger)
{
    const auto& key = contact.key;
    QString text;
    if (world.account(key))
        text += html::state(Words::tr("account of this store now"),
                            Words::tr("%1 came into the store since. The contact can be removed; the account stays.")
                                .arg(accountName(world, key)));
    text += html::section(Words::tr("Note")) +
            html::paragraph(contact.note.empty() ? Words::tr("None.") : toQt(contact.note));
    text += section(Words::tr("Tokens for it"),
                    {Words::tr("Provider"), Words::tr("Subject and file"), Words::tr("Type"), Words::tr("Validity")},
                    tokensFor(world, key, now, ledger), Words::tr("None: nothing that is known here was made for it."));
    text += section(Words::tr("Revoked for it"),
                    {Words::tr("Provider"), Words::tr("Export"), Words::tr("What was issued until")},
                    revokedFor(world, key), Words::tr("Nothing."));
    return text + section(Words::tr("Imported from it"),
                          {Words::tr("Account"), Words::tr("Subject there"), Words::tr("Type")},
                          importsFrom(world, key), Words::tr("Nothing: no account of this store takes from it."));
}

} // namespace gd::ui
