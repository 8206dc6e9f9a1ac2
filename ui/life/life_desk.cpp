// SPDX-License-Identifier: Apache-2.0
#include "ui/life/life_desk.h"

#include "core/share/grant_sides.h"
#include "ui/bridge/strings.h"
#include "ui/life/life_forms.h"
#include "ui/life/row_forms.h"
#include "ui/words/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::LifeWizard)
};

const Share* sharedOf(const std::string& id, const Snapshot& world)
{
    const auto found = std::ranges::find(world.shares, id, &Share::id);
    return found == world.shares.end() ? nullptr : &*found;
}

const Share* offeredAs(const std::string& id, const Snapshot& world)
{
    const auto found = std::ranges::find(world.offers, id, &Share::id);
    return found == world.offers.end() ? nullptr : &*found;
}

/// The row that is selected, or the only one of what is selected; null if there is none.
const ShareRow* rowOf(const Selection& selection, const Snapshot& world)
{
    if (selection.kind != Selection::Kind::Share && selection.kind != Selection::Kind::Row) return nullptr;
    const auto* share = findShare(world, selection.shareId);
    if (!share) return nullptr;
    if (selection.kind == Selection::Kind::Share) return share->rows.size() == 1 ? &share->rows.front() : nullptr;
    return selection.row < share->rows.size() ? &share->rows[selection.row] : nullptr;
}

/// Whether there is an export or import behind a row that can be edited here.
bool isEditable(const ShareRow& row, const Snapshot& world)
{
    return row.grant.consumer.empty() ? exportOf(row.grant, world) != nullptr : importOf(row.grant, world) != nullptr;
}

/// What is offered, where it or a share of it is selected.
std::string offerMeant(const Selection& selection, const Snapshot& world)
{
    if (offeredAs(selection.shareId, world)) return selection.shareId;
    const auto* share = sharedOf(selection.shareId, world);
    const auto* offer = share ? offerOf(world, *share) : nullptr;
    return offer ? offer->id : std::string();
}

std::string shareMeant(const Selection& selection, const std::string& consumer, const Snapshot& world)
{
    if (sharedOf(selection.shareId, world)) return selection.shareId;
    const auto* offer = findShare(world, selection.shareId);
    if (!offer) return {};
    const auto found = std::ranges::find_if(world.shares, [&](const Share& share) {
        const auto* from = share.consumer == consumer ? offerOf(world, share) : nullptr;
        return from && from->id == offer->id;
    });
    return found == world.shares.end() ? std::string() : found->id;
}

std::set<LifeWish> wishesOf(const std::string& id, const Snapshot& world)
{
    std::set<LifeWish> wishes;
    const auto* share = id.empty() ? nullptr : sharedOf(id, world);
    if (!share) return wishes;
    for (const auto& row : share->rows) {
        if (row.grant.importIndex) wishes.insert(LifeWish::Remove);
        const auto* exported = exportOf(row.grant, world);
        if (!exported) continue;
        wishes.insert({LifeWish::Revoke, LifeWish::Remove});
        // A new token would let in again whom somebody keeps out; that is asked for by its own name.
        if (exported->tokenRequired && share->state != GrantState::TokenRevoked) wishes.insert(LifeWish::Renew);
        if (exported->revocations.contains(share->consumer) || exported->revocations.contains("*"))
            wishes.insert(LifeWish::LetIn);
    }
    return wishes;
}

} // namespace

std::string meantBy(LifeWish wish, const Selection& selection, const std::string& consumer, const Snapshot& world)
{
    if (selection.kind != Selection::Kind::Share && selection.kind != Selection::Kind::Row) return {};
    return wish == LifeWish::Withdraw ? offerMeant(selection, world) : shareMeant(selection, consumer, world);
}

std::set<LifeWish> lifeWishes(const Selection& selection, const std::string& consumer, const Snapshot& world)
{
    auto wishes = wishesOf(meantBy(LifeWish::Renew, selection, consumer, world), world);
    if (!meantBy(LifeWish::Withdraw, selection, consumer, world).empty()) wishes.insert(LifeWish::Withdraw);
    if (const auto* row = rowOf(selection, world); row && isEditable(*row, world)) wishes.insert(LifeWish::EditRow);
    return wishes;
}

AdminWizard* makeLifeWizard(LifeWish wish, const std::string& id, Session& session, QWidget* parent)
{
    const auto& world = session.snapshot();
    const auto now = session.now();
    if (wish == LifeWish::RenewSoon)
        return new AdminWizard(session, QStringLiteral("renewSoonWizard"), Words::tr("Renew what ends soon"),
                               Words::tr("Time"), new RenewSoonForm(world, now), parent);
    const auto* share = wish == LifeWish::Withdraw ? offeredAs(id, *world) : sharedOf(id, *world);
    if (!share) return nullptr;
    const auto title = toQt(share->title);
    const auto consumer = accountName(*world, share->consumer);
    switch (wish) {
    case LifeWish::Renew:
        return new AdminWizard(session, QStringLiteral("renewWizard"),
                               Words::tr("Renew %1 for %2").arg(title, consumer), Words::tr("Time"),
                               new RenewForm(*share, *world, now), parent);
    case LifeWish::Revoke:
        return new AdminWizard(session, QStringLiteral("revokeWizard"),
                               Words::tr("Revoke %1 for %2").arg(title, consumer), Words::tr("Tokens"),
                               new RevokeForm(*share, *world, now), parent);
    case LifeWish::LetIn:
        return new AdminWizard(session, QStringLiteral("letInWizard"),
                               Words::tr("Let %2 in to %1 again").arg(title, consumer), Words::tr("Tokens"),
                               new LetInForm(*share, *world, now), parent);
    case LifeWish::Remove:
        return new AdminWizard(session, QStringLiteral("removeWizard"),
                               Words::tr("Remove %1 from %2").arg(title, consumer), Words::tr("What goes"),
                               new RemoveForm(*share, *world), parent);
    case LifeWish::Withdraw:
        return new AdminWizard(session, QStringLiteral("withdrawWizard"), Words::tr("Stop offering %1").arg(title),
                               Words::tr("What goes"), new WithdrawForm(*share, *world), parent);
    case LifeWish::RenewSoon:
    case LifeWish::EditRow: // makeRowWizard()
        break;
    }
    return nullptr;
}

AdminWizard* makeRowWizard(const Selection& selection, Session& session, QWidget* parent)
{
    const auto& world = *session.snapshot();
    const auto* row = rowOf(selection, world);
    if (!row || !isEditable(*row, world)) return nullptr;
    const auto& grant = row->grant;
    if (grant.consumer.empty()) {
        const auto& exported = *exportOf(grant, world);
        return new AdminWizard(
            session, QStringLiteral("exportWizard"),
            Words::tr("Edit export %1 of %2").arg(toQt(exported.name), accountName(world, grant.provider)),
            Words::tr("Export"), new ExportForm(grant.provider, exported), parent);
    }
    const auto& import = *importOf(grant, world);
    return new AdminWizard(session, QStringLiteral("importRowWizard"),
                           Words::tr("Edit import %1 of %2").arg(toQt(import.name), accountName(world, grant.consumer)),
                           Words::tr("Import"), new ImportForm(grant.consumer, import), parent);
}

} // namespace gd::ui
