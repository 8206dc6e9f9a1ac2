// SPDX-License-Identifier: Apache-2.0
#include "ui/words/admin_change_text.h"

#include "ui/bridge/strings.h"
#include "ui/words/names.h"
#include "ui/words/words.h"

#include <QLocale>

namespace gd::ui {

namespace {

QString namesOf(const std::vector<std::string>& names)
{
    QStringList words;
    for (const auto& name : names)
        words << toQt(name);
    return QLocale().createSeparatedList(words);
}

/// An account, or the operator itself.
QString ownerName(const Snapshot& world, const std::string& key)
{
    return key.starts_with('O') ? Words::tr("the operator") : accountName(world, key);
}

/// The same where it begins a sentence.
QString ownerFirst(const Snapshot& world, const std::string& key)
{
    return key.starts_with('O') ? Words::tr("The operator") : accountName(world, key);
}

struct Sentence {
    const Snapshot& world;

    template <class Other>
    QString operator()(const Other&) const
    {
        return {};
    }
    QString operator()(const AddAccount& change) const
    {
        return Words::tr("Account %1 is made (%2).").arg(toQt(change.name), shortKey(change.account));
    }
    QString operator()(const ImportAccount& change) const
    {
        const QString name = toQt(change.name);
        const QString key = shortKey(change.account);
        return change.replaces ? Words::tr("Account %1 becomes what its token says (%2).").arg(name, key)
                               : Words::tr("Account %1 is taken in (%2).").arg(name, key);
    }
    QString operator()(const RestoreAccount& change) const
    {
        const QString name = toQt(change.name);
        const QString time = timeText(change.state);
        auto sentence = change.comesBack ? Words::tr("Account %1 comes back as it was on %2.").arg(name, time)
                                         : Words::tr("Account %1 becomes again what it was on %2.").arg(name, time);
        if (change.comesBack && change.users.empty())
            sentence += QLatin1Char(' ') + Words::tr("No users come back with it.");
        else if (change.comesBack)
            sentence += QLatin1Char(' ') +
                        Words::tr("Its users are as they were when it was deleted: %1.").arg(namesOf(change.users));
        if (change.keepsRevocations) sentence += QLatin1Char(' ') + Words::tr("Newer revocations stay.");
        if (change.dropsRevocations) sentence += QLatin1Char(' ') + Words::tr("Newer revocations are dropped.");
        return sentence;
    }
    QString operator()(const EditAccount& change) const
    {
        return Words::tr("%1 gets other values: %2.").arg(toQt(change.name), fieldWords(change.fields));
    }
    QString operator()(const RenameAccount& change) const
    {
        return Words::tr("Account %1 is called %2 from now on.").arg(toQt(change.from), toQt(change.to));
    }
    QString operator()(const DeleteAccount& change) const
    {
        return Words::tr("Account %1 and its users are deleted; their keys are kept.").arg(toQt(change.name));
    }
    QString operator()(const AddUser& change) const
    {
        const QString account = accountName(world, change.account);
        return change.role.empty()
                   ? Words::tr("%1 gets user %2.").arg(account, toQt(change.name))
                   : Words::tr("%1 gets user %2 with the role %3.").arg(account, toQt(change.name), toQt(change.role));
    }
    QString operator()(const EditUser& change) const
    {
        auto fields = change.fields;
        const bool isRevived = std::erase(fields, EditUser::revived) > 0;
        const QString account = accountName(world, change.account);
        const QString values = fieldWords(fields);
        return isRevived
                   ? Words::tr("User %1 of %2 gets other values: %3. It was revoked, but its new token lets it in "
                               "again; the old one stays worthless.")
                         .arg(toQt(change.name), account, values)
                   : Words::tr("User %1 of %2 gets other values: %3.").arg(toQt(change.name), account, values);
    }
    QString operator()(const DeleteUser& change) const
    {
        const QString account = accountName(world, change.account);
        return change.isRevoked ? Words::tr("User %1 of %2 is deleted and revoked.").arg(toQt(change.name), account)
                                : Words::tr("User %1 of %2 is deleted.").arg(toQt(change.name), account);
    }
    QString operator()(const AddSigningKey& change) const
    {
        const QString owner = ownerFirst(world, change.owner);
        const QString key = shortKey(change.key);
        if (!change.isScoped) return Words::tr("%1 gets signing key %2.").arg(owner, key);
        return change.role.empty()
                   ? Words::tr("%1 gets scoped signing key %2.").arg(owner, key)
                   : Words::tr("%1 gets signing key %2 for the role %3.").arg(owner, key, toQt(change.role));
    }
    QString operator()(const EditSigningKey& change) const
    {
        return Words::tr("Signing key %1 of %2 gets other values: %3.")
            .arg(change.role.empty() ? shortKey(change.key) : toQt(change.role), ownerName(world, change.owner),
                 fieldWords(change.fields));
    }
    QString operator()(const RemoveSigningKey& change) const
    {
        return Words::tr("%1 gives up signing key %2.")
            .arg(ownerFirst(world, change.owner), change.role.empty() ? shortKey(change.key) : toQt(change.role));
    }
    QString operator()(const EditOperator& change) const
    {
        return Words::tr("Operator %1 gets other values: %2.").arg(toQt(change.name), fieldWords(change.fields));
    }
};

struct Phrase {
    const Snapshot& world;
    using Text = std::optional<QString>;

    template <class Other>
    Text operator()(const Other&) const
    {
        return {};
    }
    Text operator()(const AddAccount& change) const { return Words::tr("new account %1").arg(toQt(change.name)); }
    Text operator()(const ImportAccount& change) const { return Words::tr("import account %1").arg(toQt(change.name)); }
    Text operator()(const RestoreAccount& change) const
    {
        return Words::tr("restore account %1").arg(toQt(change.name));
    }
    Text operator()(const EditAccount& change) const { return Words::tr("edit account %1").arg(toQt(change.name)); }
    Text operator()(const RenameAccount& change) const
    {
        return Words::tr("rename account %1 to %2").arg(toQt(change.from), toQt(change.to));
    }
    Text operator()(const DeleteAccount& change) const { return Words::tr("delete account %1").arg(toQt(change.name)); }
    Text operator()(const AddUser& change) const
    {
        return Words::tr("new user %1 of %2").arg(toQt(change.name), accountName(world, change.account));
    }
    Text operator()(const EditUser& change) const
    {
        return Words::tr("edit user %1 of %2").arg(toQt(change.name), accountName(world, change.account));
    }
    Text operator()(const DeleteUser& change) const
    {
        return Words::tr("delete user %1 of %2").arg(toQt(change.name), accountName(world, change.account));
    }
    Text operator()(const AddSigningKey& change) const
    {
        return Words::tr("new signing key of %1").arg(ownerName(world, change.owner));
    }
    Text operator()(const EditSigningKey& change) const
    {
        return Words::tr("edit signing key of %1").arg(ownerName(world, change.owner));
    }
    Text operator()(const RemoveSigningKey& change) const
    {
        return Words::tr("remove signing key of %1").arg(ownerName(world, change.owner));
    }
    Text operator()(const EditOperator& change) const { return Words::tr("edit operator %1").arg(toQt(change.name)); }
};

} // namespace

// A table, so longer than functions are otherwise.
QString fieldWord(const std::string& field)
{
    static const struct {
        const char* field;
        const char* word;
    } words[] = {
        {"version", QT_TRANSLATE_NOOP("Words", "state")},
        {"name", QT_TRANSLATE_NOOP("Words", "name")},
        {"description", QT_TRANSLATE_NOOP("Words", "description")},
        {"scopeDescription", QT_TRANSLATE_NOOP("Words", "description")},
        {"infoUrl", QT_TRANSLATE_NOOP("Words", "link")},
        {"tags", QT_TRANSLATE_NOOP("Words", "tags")},
        {"subs", QT_TRANSLATE_NOOP("Words", "subscriptions")},
        {"data", QT_TRANSLATE_NOOP("Words", "data")},
        {"payload", QT_TRANSLATE_NOOP("Words", "message size")},
        {"imports", QT_TRANSLATE_NOOP("Words", "imports")},
        {"exports", QT_TRANSLATE_NOOP("Words", "exports")},
        {"conn", QT_TRANSLATE_NOOP("Words", "connections")},
        {"leaf", QT_TRANSLATE_NOOP("Words", "leaf node connections")},
        {"wildcards", QT_TRANSLATE_NOOP("Words", "exports with wildcards")},
        {"disallowBearer", QT_TRANSLATE_NOOP("Words", "bearer users")},
        {"memoryStorage", QT_TRANSLATE_NOOP("Words", "JetStream memory")},
        {"diskStorage", QT_TRANSLATE_NOOP("Words", "JetStream disk")},
        {"streams", QT_TRANSLATE_NOOP("Words", "streams")},
        {"consumer", QT_TRANSLATE_NOOP("Words", "consumers")},
        {"maxAckPending", QT_TRANSLATE_NOOP("Words", "pending acknowledgements")},
        {"memoryMaxStreamBytes", QT_TRANSLATE_NOOP("Words", "size of a stream in memory")},
        {"diskMaxStreamBytes", QT_TRANSLATE_NOOP("Words", "size of a stream on disk")},
        {"maxBytesRequired", QT_TRANSLATE_NOOP("Words", "streams need a size")},
        {"tiers", QT_TRANSLATE_NOOP("Words", "JetStream limits by tier")},
        {"pubAllow", QT_TRANSLATE_NOOP("Words", "allowed to publish")},
        {"pubDeny", QT_TRANSLATE_NOOP("Words", "forbidden to publish")},
        {"subAllow", QT_TRANSLATE_NOOP("Words", "allowed to subscribe")},
        {"subDeny", QT_TRANSLATE_NOOP("Words", "forbidden to subscribe")},
        {"resp", QT_TRANSLATE_NOOP("Words", "answers to requests")},
        {"clusterTraffic", QT_TRANSLATE_NOOP("Words", "traffic in the cluster")},
        {"src", QT_TRANSLATE_NOOP("Words", "networks")},
        {"times", QT_TRANSLATE_NOOP("Words", "times of day")},
        {"timesLocation", QT_TRANSLATE_NOOP("Words", "time zone")},
        {"bearerToken", QT_TRANSLATE_NOOP("Words", "bearer token")},
        {"proxyRequired", QT_TRANSLATE_NOOP("Words", "proxy")},
        {"connectionTypes", QT_TRANSLATE_NOOP("Words", "kinds of connection")},
        {"validityStart", QT_TRANSLATE_NOOP("Words", "start")},
        {"validityEnd", QT_TRANSLATE_NOOP("Words", "end")},
        {"issuer", QT_TRANSLATE_NOOP("Words", "signing key")},
        {"subject", QT_TRANSLATE_NOOP("Words", "subject")},
        {"private", QT_TRANSLATE_NOOP("Words", "who may import")},
        {"responseType", QT_TRANSLATE_NOOP("Words", "number of answers")},
        {"responseThreshold", QT_TRANSLATE_NOOP("Words", "time to answer")},
        {"latency", QT_TRANSLATE_NOOP("Words", "measured latencies")},
        {"latencyResults", QT_TRANSLATE_NOOP("Words", "measured latencies")},
        {"sampling", QT_TRANSLATE_NOOP("Words", "measured share")},
        {"tokenPosition", QT_TRANSLATE_NOOP("Words", "place of the account key")},
        {"advertise", QT_TRANSLATE_NOOP("Words", "advertising")},
        {"allowTrace", QT_TRANSLATE_NOOP("Words", "message traces")},
        {"localSubject", QT_TRANSLATE_NOOP("Words", "name here")},
        {"share", QT_TRANSLATE_NOOP("Words", "telling who asked")},
        {"token", QT_TRANSLATE_NOOP("Words", "token")},
        {"role", QT_TRANSLATE_NOOP("Words", "role")},
        {"scope", QT_TRANSLATE_NOOP("Words", "scope")},
        {"signingKeys", QT_TRANSLATE_NOOP("Words", "signing keys")},
        {"strict", QT_TRANSLATE_NOOP("Words", "strict signing keys")},
        {"systemAccount", QT_TRANSLATE_NOOP("Words", "system account")},
        {"accountServerUrl", QT_TRANSLATE_NOOP("Words", "account server")},
        {"serviceUrls", QT_TRANSLATE_NOOP("Words", "addresses of servers")},
    };
    for (const auto& one : words) {
        if (field == one.field) return Words::tr(one.word);
    }
    return toQt(field);
}

QString fieldWords(const std::vector<std::string>& fields)
{
    QStringList words;
    for (const auto& field : fields)
        words << fieldWord(field);
    words.removeDuplicates();
    return QLocale().createSeparatedList(words);
}

QString adminSentence(const Change& change, const Snapshot& world)
{
    return std::visit(Sentence{world}, change);
}

std::optional<QString> adminPhrase(const Change& change, const Snapshot& world)
{
    return std::visit(Phrase{world}, change);
}

} // namespace gd::ui
