// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/account_facts.h"

#include "ui/words/names.h"

#include <QCoreApplication>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::AccountFacts)
};

bool hasJetStream(const AccountLimits& limits)
{
    return limits.jetStream.memoryStorage != 0 || limits.jetStream.diskStorage != 0 || !limits.tiers.empty();
}

bool signingKeyHere(const Account& account, const Snapshot& world)
{
    for (const auto& [key, scope] : account.claims.signingKeys)
        if (!scope && world.keysHere.contains(key)) return true;
    return false;
}

} // namespace

QStringList accountFacts(const Account& account, Side side, const Snapshot& world)
{
    QStringList facts;
    facts << (hasJetStream(account.claims.limits) ? Words::tr("JetStream on") : Words::tr("JetStream off"));
    if (world.keysHere.contains(account.key))
        facts << Words::tr("key here");
    else if (signingKeyHere(account, world))
        facts << Words::tr("signing key here");
    else
        facts << Words::tr("no key here");
    if (const auto n = account.claims.signingKeys.size(); n > 0)
        facts << Words::tr("%n signing key(s)", nullptr, static_cast<int>(n));
    if (side == Side::Provider)
        facts << Words::tr("exports %1").arg(usedOf(account.claims.exports.size(), account.claims.limits.exports));
    else
        facts << Words::tr("imports %1").arg(usedOf(account.claims.imports.size(), account.claims.limits.imports));
    return facts;
}

PaneFacts paneFacts(const std::string& key, Side side, const Snapshot& world)
{
    if (const auto* account = world.account(key))
        return {true, accountFacts(*account, side, world).join(QStringLiteral(" · ")),
                side == Side::Provider ? Words::tr("Nothing is offered yet.\nStart with “New share…” (Ctrl+N).")
                                       : Words::tr("Nothing is imported yet.\nDrop a share or token files here.")};
    if (world.contact(key))
        return {
            true, Words::tr("contact · its account is not in this store"),
            side == Side::Provider
                ? Words::tr("What a contact offers is not known here.\nIts token files and public exports\n"
                            "can be imported.")
                : Words::tr(
                      "What a contact imports is not known here.\nDrop a share here to write\ntoken files for it.")};
    return {false, Words::tr("Choose an account."), {}};
}

} // namespace gd::ui
