// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/workspace.h"

namespace gd {

/// Name and folder of the sample's operator.
inline constexpr const char* sampleOperator = "OP";

/// Builds the sample workspace in a folder (made if missing, must be empty): operator OP with a signing key, SYS with
/// user sys, ACCTA (JetStream on), ACCTB and ACCTC with one user each; stores/, keys/ and creds as nsc lays them out.
///
/// A folder that holds such a sample already is opened as it is.
Result<Workspace> createSample(const std::filesystem::path& folder, UnixSeconds now);

} // namespace gd
