// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/lane_status.h"

#include "ui/words/state_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::LaneStatus)
};

bool anyRowIs(const Share& share, const ServerKnowledge& server, ImportActivity wanted)
{
    return std::ranges::any_of(share.rows, [&](const ShareRow& row) { return server.activity(row.grant) == wanted; });
}

std::optional<ServerView> serverView(const Share& share, const ServerKnowledge& server)
{
    if (server.notPushed.contains(share.provider) || server.notPushed.contains(share.consumer))
        return ServerView::NotPushed;
    if (!server.activity || share.rows.empty()) return std::nullopt;
    if (anyRowIs(share, server, ImportActivity::Inactive)) return ServerView::Inactive;
    if (anyRowIs(share, server, ImportActivity::Unknown)) return std::nullopt;
    return ServerView::Active;
}

} // namespace

LaneStatus laneStatus(const Share& share, const ServerKnowledge& server, const QPalette& palette)
{
    const bool inOrder = share.state == GrantState::Active || share.state == GrantState::EndsSoon;
    const auto view = inOrder ? serverView(share, server) : std::nullopt;
    if (!view) return {stateWord(share.state), lookOf(share.state, palette)};
    if (*view == ServerView::NotPushed)
        return {Words::tr("%1, not pushed").arg(stateWord(share.state)), lookOf(*view, palette)};
    if (*view == ServerView::Inactive) return {Words::tr("not active on server"), lookOf(*view, palette)};
    if (share.state == GrantState::EndsSoon) return {stateWord(share.state), lookOf(share.state, palette)};
    return {Words::tr("active on server"), lookOf(*view, palette)};
}

} // namespace gd::ui
