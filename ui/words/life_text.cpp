// SPDX-License-Identifier: Apache-2.0
#include "ui/words/life_text.h"

#include "core/share/row_role.h"
#include "ui/bridge/strings.h"
#include "ui/words/admin_change_text.h"
#include "ui/words/names.h"
#include "ui/words/quantities.h"
#include "ui/words/words.h"

#include <algorithm>
#include <set>

namespace gd::ui {

namespace {

bool isRenewal(const EditImport& change)
{
    return std::ranges::find(change.fields, "token") != change.fields.end();
}

struct Sentence {
    const Snapshot& world;

    template <class Other>
    QString operator()(const Other&) const
    {
        return {};
    }
    QString operator()(const EditExport& change) const
    {
        const QString account = accountName(world, change.account);
        const QString subject = toQt(change.subject);
        if (change.fields != std::vector<std::string>{"private"})
            return Words::tr("%1 changes its export %2: %3.").arg(account, subject, fieldWords(change.fields));
        return change.value.tokenRequired ? Words::tr("%1 makes %2 private: it needs a token.").arg(account, subject)
                                          : Words::tr("%1 makes %2 public: it needs no token.").arg(account, subject);
    }
    QString operator()(const RemoveExport& change) const
    {
        return Words::tr("%1 no longer offers %2.").arg(accountName(world, change.account), toQt(change.value.subject));
    }
    QString operator()(const EditImport& change) const
    {
        const QString consumer = accountName(world, change.account);
        const QString provider = accountName(world, change.value.account);
        const QString subject = toQt(change.value.subject);
        return isRenewal(change) ? Words::tr("%1 gets a new token for %2 from %3.").arg(consumer, subject, provider)
                                 : Words::tr("%1 changes its import %2 from %3: %4.")
                                       .arg(consumer, subject, provider, fieldWords(change.fields));
    }
    QString operator()(const RemoveImport& change) const
    {
        return Words::tr("%1 no longer imports %2 from %3.")
            .arg(accountName(world, change.account), toQt(change.value.subject),
                 accountName(world, change.value.account));
    }
    QString operator()(const RevokeTokens& change) const
    {
        const QString provider = accountName(world, change.provider);
        const QString subject = toQt(change.subject);
        const QString until = timeText(change.until);
        return change.target == "*" ? Words::tr("%1 revokes everybody's tokens for %2 that were issued until %3.")
                                          .arg(provider, subject, until)
                                    : Words::tr("%1 revokes tokens of %2 for %3 that were issued until %4.")
                                          .arg(provider, accountName(world, change.target), subject, until);
    }
    QString operator()(const ClearRevocation& change) const
    {
        const QString provider = accountName(world, change.provider);
        const QString subject = toQt(change.subject);
        return change.target == "*"
                   ? Words::tr("%1 lets in everybody's old tokens for %2 again.").arg(provider, subject)
                   : Words::tr("%1 lets in the old tokens of %2 for %3 again.")
                         .arg(provider, accountName(world, change.target), subject);
    }
};

/// What a list of changes is about.
struct Cast {
    const Snapshot& world;
    std::set<QString> titles{}, streams{}, subjects{};
    std::set<std::string> providers{}, consumers{}; ///< keys; "*" is everybody
    int revoked = 0, cleared = 0, removed = 0, renewed = 0, edited = 0, withdrawn = 0, others = 0;

    void meet(const std::string& subject, const std::string& name, const std::string& provider)
    {
        const auto role = roleOfRow(subject, name);
        if (!role.jsConsumer.empty())
            titles.insert(toQt(role.jsConsumer));
        else if (role.known())
            streams.insert(toQt(role.stream));
        subjects.insert(toQt(subject));
        providers.insert(provider);
    }

    template <class Other>
    void operator()(const Other&)
    {
        ++others;
    }
    void operator()(const IssueToken& change)
    {
        meet(change.subject, "", change.provider);
        consumers.insert(change.target);
    }
    void operator()(const EditExport& change)
    {
        ++edited;
        meet(change.subject, change.value.name, change.account);
    }
    void operator()(const RemoveExport& change)
    {
        ++withdrawn;
        meet(change.value.subject, change.value.name, change.account);
    }
    void operator()(const EditImport& change)
    {
        ++(isRenewal(change) ? renewed : edited);
        meet(change.value.subject, change.value.name, change.value.account);
        consumers.insert(change.account);
    }
    void operator()(const RemoveImport& change)
    {
        ++removed;
        meet(change.value.subject, change.value.name, change.value.account);
        consumers.insert(change.account);
    }
    void operator()(const RevokeTokens& change)
    {
        ++revoked;
        meet(change.subject, "", change.provider);
        consumers.insert(change.target);
    }
    void operator()(const ClearRevocation& change)
    {
        ++cleared;
        meet(change.subject, "", change.provider);
        consumers.insert(change.target);
    }

    QString what() const
    {
        if (titles.size() == 1) return *titles.begin();
        if (titles.empty() && streams.size() == 1) return *streams.begin();
        if (subjects.size() == 1) return *subjects.begin();
        return counted(Words::tr("1 subject"), Words::tr("%1 subjects"), static_cast<int>(subjects.size()));
    }
};

} // namespace

QString lifeSentence(const Change& change, const Snapshot& world)
{
    return std::visit(Sentence{world}, change);
}

std::optional<QString> lifePhrase(const std::vector<Change>& changes, const Snapshot& world)
{
    Cast cast{world};
    for (const auto& change : changes)
        std::visit(cast, change);
    if (cast.others != 0) return {};
    const QString what = cast.what();
    const QString providers = accountNames(cast.providers, world);
    const QString consumers = accountNames(cast.consumers, world);
    if (cast.removed != 0) return Words::tr("remove %1 of %2 from %3").arg(what, providers, consumers);
    if (cast.withdrawn != 0) return Words::tr("withdraw %1 of %2").arg(what, providers);
    if (cast.revoked != 0) return Words::tr("revoke %1 of %2 for %3").arg(what, providers, consumers);
    if (cast.cleared != 0) return Words::tr("let in %3 to %1 of %2 again").arg(what, providers, consumers);
    if (cast.edited != 0)
        return cast.consumers.empty() || cast.renewed != 0
                   ? Words::tr("edit export %1 of %2").arg(what, providers)
                   : Words::tr("edit import %1 of %2 in %3").arg(what, providers, consumers);
    if (cast.renewed != 0) return Words::tr("renew %1 of %2 for %3").arg(what, providers, consumers);
    return {};
}

} // namespace gd::ui
