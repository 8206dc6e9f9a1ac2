// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/server_errand.h"

#include "core/jwt/creds_file.h"
#include "core/live/system_user.h"
#include "core/nkeys/key_ring.h"
#include "ui/bridge/strings.h"

#include <QCryptographicHash>

#include <chrono>

namespace gd::ui {

using namespace std::chrono_literals;

namespace {

constexpr Millis connectDeadline = 5s;

Result<Credentials> credentialsFor(const ServerSettings& settings, const Snapshot& world, UnixSeconds now)
{
    if (!settings.credsFile.isEmpty()) return fileCredentials(pathFromQt(settings.credsFile));
    return systemCredentials(world, KeyRing(world.workspace.keystore), now);
}

} // namespace

std::string tokenDigest(const std::string& token)
{
    const auto bytes = QByteArray::fromRawData(token.data(), static_cast<qsizetype>(token.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

ServerReport ServerErrand::run() const
{
    ServerReport report;
    const auto credentials = credentialsFor(settings, *world, now);
    if (!credentials) {
        report.error = credentials.error();
        return report;
    }
    auto link = connector(settings.address, *credentials, connectDeadline);
    if (!link) {
        report.error = link.error();
        return report;
    }
    report.serverName = toQt((*link)->serverName());
    push(**link);
    check(**link, report);
    if (*cancelled) report.error = Error{ErrorCode::Cancelled};
    (*link)->close();
    return report;
}

void ServerErrand::push(Link& link) const
{
    for (const auto& key : toPush) {
        if (*cancelled) return;
        PushResult result{key, {}, {}};
        const auto* account = world->account(key);
        auto answers = account ? pushAccount(link, tokenOfText(account->token))
                               : Result<std::vector<PushAnswer>>(Error{ErrorCode::AccountUnknown, key});
        if (answers) {
            result.answers = std::move(*answers);
        } else {
            result.error = answers.error();
        }
        tell(std::move(result), account ? tokenDigest(account->token) : std::string{});
    }
}

void ServerErrand::check(Link& link, ServerReport& report) const
{
    for (const auto& key : toCheck) {
        if (*cancelled) return;
        const auto* account = world->account(key);
        if (!account || account->claims.imports.empty()) continue;
        if (auto active = askActive(link, *account)) report.active[key] = std::move(*active);
    }
}

/// A server speaks only of accounts that somebody uses. If nobody does, a user that may do nothing signs in for as long
/// as the question takes.
Result<ActiveImports> ServerErrand::askActive(Link& link, const Account& account) const
{
    auto active = activeImports(link, account.key, account.claims);
    if (!active || active->loaded) return active;
    const auto visitor = visitorCredentials(account, *world, KeyRing(world->workspace.keystore), now);
    if (!visitor) return active; // no key of that account is here: it stays unknown
    auto visit = connector(settings.address, *visitor, connectDeadline);
    if (!visit) return active;
    active = activeImports(link, account.key, account.claims);
    (*visit)->close();
    return active;
}

} // namespace gd::ui
