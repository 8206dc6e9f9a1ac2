// SPDX-License-Identifier: Apache-2.0
//
// What single fields of the wizards may hold; shared by the drafts.
#pragma once

#include "core/base/error.h"

#include <optional>
#include <string>

namespace gd {

/// A local name that is newly made for a literal subject: literal too, no reference, not the server's own ('$').
std::optional<Error> literalFieldError(const std::string& subject);

/// A JetStream prefix, or nothing (then one is suggested).
std::optional<Error> prefixFieldError(const std::string& prefix);

/// A local name for any subject; wildcards and references are allowed as far as they fit (see renameFits).
std::optional<Error> localFieldError(const std::string& localSubject);

/// The name of an export or import, free but for control characters.
std::optional<Error> labelFieldError(const std::string& name);

/// A stream or consumer name.
std::optional<Error> nameFieldError(const std::string& name);

} // namespace gd
