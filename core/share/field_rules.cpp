// SPDX-License-Identifier: Apache-2.0
#include "core/share/field_rules.h"

#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

std::optional<Error> literalFieldError(const std::string& subject)
{
    if (subject.empty()) return Error{ErrorCode::FieldEmpty, subject, ""};
    if (const auto literal = checkLiteralSubject(subject); !literal) return literal.error();
    if (subject.starts_with('$')) return Error{ErrorCode::SubjectReserved, subject, "starts with '$'"};
    if (referencesToStars(subject) != subject)
        return Error{ErrorCode::SubjectWildcardNotAllowed, subject, "a reference where there is no wildcard"};
    return std::nullopt;
}

std::optional<Error> prefixFieldError(const std::string& prefix)
{
    if (prefix.empty()) return std::nullopt;
    return literalFieldError(prefix);
}

std::optional<Error> localFieldError(const std::string& localSubject)
{
    if (localSubject.empty()) return std::nullopt;
    if (const auto checked = checkSubject(referencesToStars(localSubject)); !checked) return checked.error();
    return std::nullopt;
}

std::optional<Error> labelFieldError(const std::string& name)
{
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == 0x7f;
    };
    if (std::ranges::any_of(name, isControl)) return Error{ErrorCode::LabelHasBadCharacter, name, ""};
    return std::nullopt;
}

std::optional<Error> nameFieldError(const std::string& name)
{
    if (name.empty()) return Error{ErrorCode::FieldEmpty, name, ""};
    if (const auto checked = checkJetStreamName(name); !checked) return checked.error();
    return std::nullopt;
}

} // namespace gd
