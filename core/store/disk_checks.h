// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>

namespace gd {

/// History entries hold whole account tokens before and after; more than this is no file of ours.
constexpr std::size_t maxStoreFileBytes = std::size_t{64} * 1024 * 1024;

/// Nothing, or an ordinary file: a write must neither follow a link to elsewhere nor take the place of a folder.
/// FileUnwritable otherwise.
Status checkReplaceable(const std::filesystem::path& target);

} // namespace gd
