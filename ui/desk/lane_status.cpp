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

QStringList shortLaneWords()
{
    QStringList words{Words::tr("not pushed"), Words::tr("not active"), Words::tr("active")};
    for (int state = 0; state <= static_cast<int>(GrantState::ExportMissing); ++state)
        words << stateWord(static_cast<GrantState>(state));
    return words;
}

LaneStatus laneStatus(const Share& share, const ServerKnowledge& server, const QPalette& palette)
{
    const bool inOrder = share.state == GrantState::Active || share.state == GrantState::EndsSoon;
    const auto view = inOrder ? serverView(share, server) : std::nullopt;
    const auto word = stateWord(share.state);
    // Of a share that ends soon this is said in the trees too; that it does not work on the server is said only here.
    if (view == ServerView::NotPushed)
        return {Words::tr("%1, not pushed").arg(word), Words::tr("not pushed"), lookOf(*view, palette)};
    if (view == ServerView::Inactive)
        return {Words::tr("not active on server"), Words::tr("not active"), lookOf(*view, palette)};
    if (view == ServerView::Active && share.state == GrantState::Active)
        return {Words::tr("active on server"), Words::tr("active"), lookOf(*view, palette)};
    return {word, word, lookOf(share.state, palette)};
}

} // namespace gd::ui
