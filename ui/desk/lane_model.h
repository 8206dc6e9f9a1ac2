// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/desk/lane_status.h"

#include <QAbstractListModel>

#include <string>
#include <vector>

namespace gd::ui {

/// One line of the lane: a share between the two accounts of the desk.
struct LaneLine {
    std::string shareId{};
    std::string offerId{}; ///< where it begins in the provider's tree; empty if the provider offers nothing that fits
    QString title{};
    LaneStatus status{};
};

/// The lines between a provider and a consumer, each an item with a text such as "ORDEREVENTS-C1: ok": what is painted
/// can be heard and tested too.
class LaneModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void show(const Snapshot& world, const std::string& provider, const std::string& consumer,
              const ServerKnowledge& server, const QPalette& palette);

    const LaneLine& line(int row) const { return m_lines[static_cast<std::size_t>(row)]; }
    /// Row of a share, or of the share that is made of an offer; -1 if there is none.
    int rowOf(const std::string& shareOrOfferId) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<LaneLine> m_lines{};
};

} // namespace gd::ui
