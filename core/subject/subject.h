// SPDX-License-Identifier: Apache-2.0
//
// Subjects are texts of tokens with dots between them. Two views of "well formed" exist: that of the reference library
// (validate.h) and the stricter one of a server, which is ours for everything that is newly made.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// Parts between the dots; the empty text has one empty part.
std::vector<std::string_view> subjectTokens(std::string_view subject);

/// A NATS subject that a server can use: no empty token, blank or control character; '*' and '>' only as whole tokens,
/// '>' only at the end. SubjectEmpty, SubjectEmptyToken, SubjectBadCharacter, SubjectWildcardInToken,
/// SubjectTailNotLast.
Status checkSubject(std::string_view subject);

/// As checkSubject, and without wildcards, else SubjectWildcardNotAllowed.
Status checkLiteralSubject(std::string_view subject);

/// A stream or consumer name: not empty, no blank, control character, dot, '*', '>', '/' or '\'; else
/// NameHasBadCharacter.
/// @see nats-server, isValidName / checkStreamCfg
Status checkJetStreamName(std::string_view name);

/// Containment of the reference library: token by token, '*' takes one token, a final '>' takes the rest (one or more).
bool subjectContained(std::string_view subject, std::string_view container);

/// Whether some subject could match both patterns; symmetric, unlike containment. '>' takes one or more tokens.
bool subjectsCollide(std::string_view one, std::string_view other);

/// Whether a token of the subject is '*' or '>'.
bool hasWildcards(std::string_view subject);

/// Number of tokens that are exactly '*'.
int starCount(std::string_view subject);

/// The local name with its references ($1, $2 …) replaced by '*'.
std::string referencesToStars(std::string_view localSubject);

/// `example` (a concrete subject matching `subject`) as the consumer sees it under `localSubject`; for previews.
/// Empty if the example does not match.
std::string mapSubject(std::string_view example, std::string_view subject, std::string_view localSubject);

} // namespace gd
