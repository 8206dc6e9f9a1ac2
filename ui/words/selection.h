// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/snapshot.h"

#include <filesystem>
#include <string>

namespace gd::ui {

/// What a person points at: an account, a share (or what is offered), a row of it, or a token file. Ids only, so that
/// it outlives a reload; the finders below look it up in the present world.
struct Selection {
    enum class Kind { None, Account, Share, Row, Token };

    Kind kind = Kind::None;
    std::string account{};        ///< key; the account from whose side the thing is seen
    std::string shareId{};        ///< of Share and Row
    std::size_t row = 0;          ///< of Row
    std::filesystem::path file{}; ///< of Token

    bool operator==(const Selection&) const = default;
};

/// The share with that id among the offers and shares, or nullptr.
const Share* findShare(const Snapshot& world, const std::string& id);

const TokenFile* findTokenFile(const Snapshot& world, const std::filesystem::path& file);

/// What the provider offers that a share is made of, or nullptr.
const Share* offerOf(const Snapshot& world, const Share& share);

} // namespace gd::ui
