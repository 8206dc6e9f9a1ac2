// SPDX-License-Identifier: Apache-2.0
#include "core/text/admin_commands.h"

#include "core/jwt/creds_file.h"
#include "core/share/token_file_names.h"
#include "core/text/shell_words.h"

#include <algorithm>
#include <tuple>

namespace gd {

namespace {

using Texts = std::vector<std::string>;

/// One command, written option by option.
class Command {
public:
    explicit Command(const std::string& start) : m_text(start) {}

    Command& option(const char* name, const std::string& value)
    {
        m_text += std::string(" ") + name + " " + quoted(value);
        return *this;
    }
    Command& flag(const std::string& name)
    {
        m_text += " " + name;
        return *this;
    }
    Command& number(const char* name, std::int64_t before, std::int64_t after)
    {
        return before == after ? *this : option(name, std::to_string(after));
    }
    Command& text(const char* name, const std::string& before, const std::string& after)
    {
        return before == after ? *this : option(name, after);
    }
    Command& truth(const char* name, bool before, bool after)
    {
        return before == after ? *this : flag(std::string(name) + (after ? "" : "=false"));
    }
    /// One option for each that came, another for each that went.
    Command& list(const char* add, const char* remove, const Texts& before, const Texts& after)
    {
        for (const auto& one : after)
            if (std::ranges::find(before, one) == before.end()) option(add, one);
        for (const auto& one : before)
            if (std::ranges::find(after, one) == after.end()) option(remove, one);
        return *this;
    }
    Command& permissions(const Permissions& before, const Permissions& after)
    {
        list("--allow-pub", "--rm", before.pub.allow, after.pub.allow);
        list("--deny-pub", "--rm", before.pub.deny, after.pub.deny);
        list("--allow-sub", "--rm", before.sub.allow, after.sub.allow);
        list("--deny-sub", "--rm", before.sub.deny, after.sub.deny);
        if (before.resp == after.resp) return *this;
        if (!after.resp) return flag("--rm-response-perms");
        flag("--allow-pub-response=" + std::to_string(after.resp->max));
        return option("--response-ttl", std::to_string(after.resp->ttl / 1'000'000) + "ms");
    }
    Command& user(const UserPermissions& before, const UserPermissions& after)
    {
        permissions(before.permissions, after.permissions);
        list("--source-network", "--rm-source-network", before.src, after.src);
        for (const auto& time : after.times)
            if (std::ranges::find(before.times, time) == before.times.end())
                option("--time", time.start + "-" + time.end);
        for (const auto& time : before.times)
            if (std::ranges::find(after.times, time) == after.times.end()) option("--rm-time", time.start);
        text("--locale", before.timesLocation, after.timesLocation);
        number("--subs", before.subs, after.subs).number("--data", before.data, after.data);
        number("--payload", before.payload, after.payload);
        truth("--bearer", before.bearerToken, after.bearerToken);
        return list("--conn-type", "--rm-conn-type", before.connectionTypes, after.connectionTypes);
    }
    Command& times(const ClaimsHeader& before, const ClaimsHeader& after)
    {
        if (before.notBefore != after.notBefore)
            option("--start", after.notBefore > 0 ? nscTime(after.notBefore) : "0");
        if (before.expires != after.expires) option("--expiry", after.expires > 0 ? nscTime(after.expires) : "0");
        return *this;
    }

    std::string line() const { return m_text + "\n"; }
    /// Nothing if no option was added to the start.
    std::string lineIfMore(const std::string& start) const { return m_text == start ? std::string() : line(); }

private:
    std::string m_text;
};

class AdminScript {
public:
    AdminScript(const SharePlan& plan, const Snapshot& world) : m_plan(plan), m_world(world) {}

    template <class Share>
    std::string operator()(const Share&) const
    {
        return {};
    }
    std::string operator()(const AddAccount& change) const
    {
        const auto line = Command("nsc add account").option("--name", change.name).line();
        const auto* after = accountAfter(change.account);
        return after ? line + edit(change.name, newAccountClaims(change.account, change.name), *after) : line;
    }
    std::string operator()(const ImportAccount& change) const
    {
        const auto file = safeFileName(change.name) + ".jwt";
        const auto found = std::ranges::find(m_plan.accounts, change.account, &AccountChange::account);
        std::string lines;
        if (found != m_plan.accounts.end() && !found->token.empty())
            lines = "printf %s " + quoted(found->token) + " > " + quoted(file) + "\n";
        Command command("nsc import account");
        command.option("--file", file);
        if (change.replaces) command.flag("--overwrite");
        return lines + command.line();
    }
    /// nsc keeps no history: the token has to come from this one.
    std::string operator()(const RestoreAccount& change) const
    {
        const auto file = safeFileName(change.name) + ".jwt";
        Command command("nsc import account");
        command.option("--file", file);
        if (!change.comesBack) command.flag("--overwrite");
        return "# " + file + ": the token that GrantDesk's history keeps, signed " + nscTime(change.state) + "\n" +
               command.line() + keptRevocations(change) + usersComingBack(change);
    }
    std::string operator()(const EditAccount& change) const
    {
        const auto found = std::ranges::find(m_plan.accounts, change.account, &AccountChange::account);
        if (found == m_plan.accounts.end() || !found->before || !found->after) return {};
        if (found->before->header.issuer != found->after->header.issuer)
            return Command("nsc edit account")
                .option("--name", change.name)
                .option("--private-key", found->after->header.issuer)
                .line();
        return edit(change.name, *found->before, *found->after);
    }
    std::string operator()(const RenameAccount& change) const
    {
        return "nsc rename account " + quoted(change.from) + " " + quoted(change.to) + " --OK\n"; // it asks otherwise
    }
    std::string operator()(const DeleteAccount& change) const
    {
        return Command("nsc delete account").option("--name", change.name).flag("--rm-creds").line();
    }
    std::string operator()(const AddUser& change) const
    {
        const auto* after = userAfter(change.user);
        Command add("nsc add user");
        add.option("--account", accountName(change.account)).option("--name", change.name);
        if (!change.role.empty())
            add.option("--private-key", change.role);
        else if (after && !after->header.issuer.empty())
            add.option("--private-key", after->header.issuer);
        if (!after || !change.role.empty()) return add.line();
        return add.line() + edit(change.account, change.name, newUserClaims("", ""), *after);
    }
    std::string operator()(const EditUser& change) const
    {
        const auto found = std::ranges::find(m_plan.users, change.user, &UserChange::user);
        if (found == m_plan.users.end() || !found->before || !found->after) return {};
        if (found->before->header.issuer != found->after->header.issuer)
            return Command("nsc edit user")
                .option("--account", accountName(change.account))
                .option("--name", change.name)
                .option("--private-key", found->after->header.issuer)
                .line();
        return edit(change.account, change.name, *found->before, *found->after);
    }
    std::string operator()(const DeleteUser& change) const
    {
        Command command("nsc delete user");
        command.option("--account", accountName(change.account)).option("--name", change.name);
        if (change.isRevoked) command.flag("--revoke");
        return command.flag("--rm-creds").line();
    }
    std::string operator()(const AddSigningKey& change) const
    {
        if (change.owner == m_world.op.key) return "nsc edit operator --sk generate\n";
        if (!change.isScoped)
            return Command("nsc edit account")
                .option("--name", accountName(change.owner))
                .option("--sk", "generate")
                .line();
        return scope(change.owner, change.key, "generate");
    }
    std::string operator()(const EditSigningKey& change) const
    {
        const auto* after = accountAfter(change.owner);
        const auto found = after ? after->signingKeys.find(change.key) : decltype(after->signingKeys.end())();
        if (after && found != after->signingKeys.end() && found->second)
            return scope(change.owner, change.key, change.key);
        const auto name = accountName(change.owner); // nsc cannot take a scope away
        return Command("nsc edit account").option("--name", name).option("--rm-sk", change.key).line() +
               Command("nsc edit account").option("--name", name).option("--sk", change.key).line();
    }
    std::string operator()(const RemoveSigningKey& change) const
    {
        if (change.owner == m_world.op.key) return Command("nsc edit operator").option("--rm-sk", change.key).line();
        return Command("nsc edit account")
            .option("--name", accountName(change.owner))
            .option("--rm-sk", change.key)
            .line();
    }
    std::string operator()(const EditOperator&) const
    {
        if (!m_plan.op) return {};
        const auto& before = m_plan.op->before;
        const auto& after = m_plan.op->after;
        Command command("nsc edit operator");
        command.truth("--require-signing-keys", before.strictSigningKeyUsage, after.strictSigningKeyUsage);
        command.text("--system-account", before.systemAccount, after.systemAccount);
        if (!before.accountServerUrl.empty() && after.accountServerUrl.empty())
            command.flag("--rm-account-jwt-server-url");
        else
            command.text("--account-jwt-server-url", before.accountServerUrl, after.accountServerUrl);
        command.list("--service-url", "--rm-service-url", before.serviceUrls, after.serviceUrls);
        return command.list("--tag", "--rm-tag", before.tail.tags, after.tail.tags).line();
    }

private:
    std::string accountName(const std::string& key) const
    {
        const auto* account = m_world.account(key);
        return account ? account->name : key;
    }

    const AccountClaims* accountAfter(const std::string& key) const
    {
        const auto found = std::ranges::find(m_plan.accounts, key, &AccountChange::account);
        return found != m_plan.accounts.end() && found->after ? &*found->after : nullptr;
    }

    const UserClaims* userAfter(const std::string& key) const
    {
        const auto found = std::ranges::find(m_plan.users, key, &UserChange::user);
        return found != m_plan.users.end() && found->after ? &*found->after : nullptr;
    }

    std::string usersComingBack(const RestoreAccount& change) const
    {
        std::string lines;
        for (const auto& user : m_plan.users) {
            if (user.account != change.account || user.text.empty() || !user.after) continue;
            const auto file = safeFileName(change.name + "-" + user.after->header.name) + ".jwt";
            lines += "printf %s " + quoted(tokenOfText(user.text)) + " > " + quoted(file) + "\n" +
                     Command("nsc import user").option("--file", file).line();
        }
        return lines;
    }

    /// nsc leaves those alone that the token has already.
    std::string keptRevocations(const RestoreAccount& change) const
    {
        const auto* after = accountAfter(change.account);
        if (!after || !change.keepsRevocations) return {};
        std::string lines;
        for (const auto& [key, until] : after->revocations)
            lines += Command("nsc revocations add-user")
                         .option("--account", change.name)
                         .option("--user-public-key", key)
                         .option("--at", std::to_string(until))
                         .line();
        for (const auto& exported : after->exports)
            for (const auto& [key, until] : exported.revocations) {
                Command command("nsc revocations add-activation");
                command.option("--account", change.name).option("--subject", exported.subject);
                if (exported.type == ExportType::Service) command.flag("--service");
                lines += command.option("--target-account", key).option("--at", std::to_string(until)).line();
            }
        return lines;
    }

    static void jetStream(Command& command, const JetStreamLimits& before, const JetStreamLimits& after)
    {
        command.number("--js-mem-storage", before.memoryStorage, after.memoryStorage)
            .number("--js-disk-storage", before.diskStorage, after.diskStorage)
            .number("--js-streams", before.streams, after.streams)
            .number("--js-consumer", before.consumer, after.consumer)
            .number("--js-max-ack-pending", before.maxAckPending, after.maxAckPending)
            .number("--js-max-mem-stream", before.memoryMaxStreamBytes, after.memoryMaxStreamBytes)
            .number("--js-max-disk-stream", before.diskMaxStreamBytes, after.diskMaxStreamBytes)
            .truth("--js-max-bytes-required", before.maxBytesRequired, after.maxBytesRequired);
    }

    /// `nsc edit account` for what differs; nothing if nothing does.
    static std::string edit(const std::string& name, const AccountClaims& before, const AccountClaims& after)
    {
        const auto& [was, is] = std::tie(before.limits, after.limits);
        const auto start = "nsc edit account --name " + quoted(name);
        Command command(start);
        command.text("--description", before.description, after.description)
            .text("--info-url", before.infoUrl, after.infoUrl)
            .number("--subscriptions", was.subs, is.subs)
            .number("--data", was.data, is.data)
            .number("--payload", was.payload, is.payload)
            .number("--imports", was.imports, is.imports)
            .number("--exports", was.exports, is.exports)
            .number("--conns", was.conn, is.conn)
            .number("--leaf-conns", was.leaf, is.leaf)
            .list("--tag", "--rm-tag", before.tail.tags, after.tail.tags)
            .permissions(before.defaultPermissions, after.defaultPermissions);
        jetStream(command, was.jetStream, is.jetStream);
        const bool differs = was.wildcards != is.wildcards || was.disallowBearer != is.disallowBearer;
        if (differs || !command.lineIfMore(start).empty()) {
            if (differs || !is.wildcards)
                command.flag(is.wildcards ? "--wildcard-exports" : "--wildcard-exports=false");
            if (differs || is.disallowBearer)
                command.flag(is.disallowBearer ? "--disallow-bearer" : "--disallow-bearer=false");
        }
        return command.lineIfMore(start) + tiers(name, was.tiers, is.tiers);
    }

    static std::string tiers(const std::string& name, const std::map<std::string, JetStreamLimits>& before,
                             const std::map<std::string, JetStreamLimits>& after)
    {
        const auto numberOf = [](const std::string& tier) {
            return tier.starts_with('R') ? tier.substr(1) : tier;
        };
        std::string lines;
        for (const auto& [tier, limits] : after) {
            const auto was = before.find(tier);
            if (was != before.end() && was->second == limits) continue;
            Command command("nsc edit account");
            command.option("--name", name).option("--js-tier", numberOf(tier));
            jetStream(command, was == before.end() ? JetStreamLimits() : was->second, limits);
            lines += command.line();
        }
        for (const auto& [tier, limits] : before)
            if (!after.contains(tier))
                lines +=
                    Command("nsc edit account").option("--name", name).option("--rm-js-tier", numberOf(tier)).line();
        return lines;
    }

    std::string edit(const std::string& account, const std::string& name, const UserClaims& before,
                     const UserClaims& after) const
    {
        const auto start = "nsc edit user --account " + quoted(accountName(account)) + " --name " + quoted(name);
        Command command(start);
        command.user(before.permissions, after.permissions)
            .list("--tag", "--rm-tag", before.tail.tags, after.tail.tags)
            .times(before.header, after.header);
        return command.lineIfMore(start);
    }

    std::string scope(const std::string& account, const std::string& key, const std::string& word) const
    {
        Command command("nsc edit signing-key");
        command.option("--account", accountName(account)).option("--sk", word);
        const auto* after = accountAfter(account);
        const auto found = after ? after->signingKeys.find(key) : decltype(after->signingKeys.end())();
        if (!after || found == after->signingKeys.end() || !found->second) return command.line();
        UserScope before;
        before.permissions.subs = before.permissions.data = before.permissions.payload = -1;
        if (const auto* present = m_world.account(account))
            if (const auto was = present->claims.signingKeys.find(key);
                was != present->claims.signingKeys.end() && was->second)
                before = *was->second;
        const auto& scope = *found->second;
        command.text("--role", before.role, scope.role).text("--description", before.description, scope.description);
        return command.user(before.permissions, scope.permissions).line();
    }

    const SharePlan& m_plan;
    const Snapshot& m_world;
};

} // namespace

std::string adminCommands(const Change& change, const SharePlan& plan, const Snapshot& world)
{
    return std::visit(AdminScript(plan, world), change);
}

} // namespace gd
