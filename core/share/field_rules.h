// SPDX-License-Identifier: Apache-2.0
//
// What single fields of the wizards may hold; shared by the drafts.
#pragma once

#include "core/base/error.h"
#include "core/share/share_draft.h"

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

/// A description: not longer than the reference library lets it be.
std::optional<Error> textFieldError(const std::string& text);

/// A link to further information, or nothing: with scheme and host, as the reference library asks.
std::optional<Error> linkFieldError(const std::string& link);

/// Adds what is wrong with the times of a token (fields validityStart and validityEnd) if it is issued at `now`.
void addValidityProblems(std::vector<FieldProblem>& problems, const Validity& validity, std::size_t index,
                         UnixSeconds now);

} // namespace gd
