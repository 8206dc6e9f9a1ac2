// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/drop_advice.h"

#include "core/share/planner.h"
#include "ui/bridge/strings.h"
#include "ui/words/explanation.h"
#include "ui/words/finding_text.h"
#include "ui/words/names.h"
#include "ui/words/selection.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::DropAdvice)
};

template <class Kind>
int countOf(const std::vector<Change>& changes)
{
    return static_cast<int>(
        std::ranges::count_if(changes, [](const Change& change) { return std::holds_alternative<Kind>(change); }));
}

/// "3 exports, 3 tokens, 3 imports", without what is none.
QString summary(const std::vector<Change>& changes)
{
    QStringList parts;
    if (const int n = countOf<AddExport>(changes)) parts << Words::tr("%n export(s)", nullptr, n);
    if (const int n = countOf<IssueToken>(changes)) parts << Words::tr("%n token(s)", nullptr, n);
    if (const int n = countOf<AddImport>(changes)) parts << Words::tr("%n import(s)", nullptr, n);
    return parts.join(QLatin1String(", "));
}

/// The account all these files are for, if the world knows every one of them and they agree; else empty.
std::string targetOf(const QStringList& files, const Snapshot& world)
{
    std::string target;
    for (const auto& name : files) {
        const auto* file = findTokenFile(world, pathFromQt(QFileInfo(name).absoluteFilePath()));
        if (!file || !file->claims) return {};
        if (!target.empty() && target != file->claims->header.subject) return {};
        target = file->claims->header.subject;
    }
    return target;
}

DropAdvice adviseTokens(const DropOffer& offer, const std::string& account, const Snapshot& world)
{
    const int count = offer.files.isEmpty() ? 1 : static_cast<int>(offer.files.size());
    const auto target = targetOf(offer.files, world);
    const auto name = accountName(world, account);
    if (!target.empty() && target != account)
        return {true,
                Words::tr("%n token(s) for %1, not for %2.\nDrop to go there.", nullptr, count)
                    .arg(accountName(world, target), name),
                false};
    if (!world.account(account) && world.contact(account)) return {false, importsElsewhere(world, account)};
    if (offer.files.isEmpty()) return {true, Words::tr("Import this text into %1").arg(name)};
    return {true, Words::tr("Import %n file(s) into %1", nullptr, count).arg(name)};
}

} // namespace

QString importsElsewhere(const Snapshot& world, const std::string& contact)
{
    return Words::tr("%1 is a contact: it imports in a store of its own.\nChoose an account of this store to import "
                     "something here.")
        .arg(accountName(world, contact));
}

DropAdvice adviseShare(const DraggedShare& share, const std::string& consumer, const Snapshot& world, UnixSeconds now)
{
    const auto* offer = findShare(world, share.shareId);
    const bool isKnown = world.account(consumer) || world.contact(consumer);
    if (!offer || !isKnown) return {false, Words::tr("Choose a consumer account first.")};
    const auto title = toQt(offer->title);
    const auto name = accountName(world, consumer);
    if (consumer == share.provider)
        return {false, Words::tr("%1 offers %2 itself. Choose another account.").arg(name, title)};
    const auto plan = planShare(draftFromOffer(*offer, consumer, world), world, now);
    if (!plan) {
        const auto why = explain(plan.error());
        return {false, Words::tr("%1 cannot be shared with %2.\n%3").arg(title, name, why.because)};
    }
    if (!plan->canApply() && !plan->findings.empty())
        return {false, Words::tr("%1 cannot be shared with %2.\n%3")
                           .arg(title, name, explain(plan->findings.front(), world).happened)};
    return {true, Words::tr("Share %1 with %2: %3").arg(title, name, summary(plan->changes))};
}

DropAdvice adviseDrop(const DropOffer& offer, Side side, const std::string& account, const Snapshot& world,
                      UnixSeconds now)
{
    if (offer.isEmpty()) return {};
    if (account.empty()) return {false, Words::tr("Choose an account here first.")};
    if (!offer.share) return adviseTokens(offer, account, world);
    if (side == Side::Provider) return {false, Words::tr("Drop it on the consumer to share it.")};
    return adviseShare(*offer.share, account, world, now);
}

} // namespace gd::ui
