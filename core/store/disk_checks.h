// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace gd {

/// Nothing, or an ordinary file: a write must neither follow a link to elsewhere nor take the place of a folder.
/// FileUnwritable otherwise.
Status checkReplaceable(const std::filesystem::path& target);

} // namespace gd
