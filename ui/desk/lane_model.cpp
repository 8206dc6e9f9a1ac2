// SPDX-License-Identifier: Apache-2.0
#include "ui/desk/lane_model.h"

#include "ui/bridge/strings.h"
#include "ui/words/selection.h"
#include "ui/words/state_text.h"
#include "ui/words/tool_tip.h"

#include <algorithm>

namespace gd::ui {

namespace {

std::vector<LaneLine> linesBetween(const Snapshot& world, const std::string& provider, const std::string& consumer,
                                   const ServerKnowledge& server, const QPalette& palette)
{
    std::vector<LaneLine> lines;
    for (const auto& share : world.shares) {
        if (share.provider != provider || share.consumer != consumer) continue;
        const auto* offer = offerOf(world, share);
        lines.push_back(
            {share.id, offer ? offer->id : std::string(), toQt(share.title), laneStatus(share, server, palette)});
    }
    std::ranges::sort(lines, {}, [](const LaneLine& line) { return std::pair(line.title, line.shareId); });
    return lines;
}

bool sameShares(const std::vector<LaneLine>& one, const std::vector<LaneLine>& other)
{
    return std::ranges::equal(one, other, {}, &LaneLine::shareId, &LaneLine::shareId);
}

} // namespace

void LaneModel::show(const Snapshot& world, const std::string& provider, const std::string& consumer,
                     const ServerKnowledge& server, const QPalette& palette)
{
    auto lines = linesBetween(world, provider, consumer, server, palette);
    if (sameShares(lines, m_lines)) {
        m_lines = std::move(lines);
        if (!m_lines.empty()) emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int LaneModel::rowOf(const std::string& shareOrOfferId) const
{
    if (shareOrOfferId.empty()) return -1;
    const auto found = std::ranges::find_if(m_lines, [&](const LaneLine& line) {
        return line.shareId == shareOrOfferId || line.offerId == shareOrOfferId;
    });
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

int LaneModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant LaneModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& line = this->line(index.row());
    const auto words = tr("%1: %2", "title and state of a share").arg(line.title, line.status.word);
    if (role == Qt::DisplayRole) return words;
    if (role == Qt::ToolTipRole) return plainToolTip(words);
    if (role == Qt::DecorationRole) return line.status.look.icon;
    return {};
}

} // namespace gd::ui
