// SPDX-License-Identifier: Apache-2.0
#include "core/share/field_rules.h"

#include "core/jwt/url_rules.h"
#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

namespace {
constexpr std::size_t longestText = 8 * 1024; // bytes; MaxInfoLength of the reference library
} // namespace

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

std::optional<Error> textFieldError(const std::string& text)
{
    if (text.size() > longestText) return Error{ErrorCode::TextTooLong, "", ""};
    return std::nullopt;
}

std::optional<Error> linkFieldError(const std::string& link)
{
    if (link.empty()) return std::nullopt;
    if (auto error = textFieldError(link)) return error;
    const auto url = parseUrl(link);
    if (!url || url->scheme.empty() || url->host.empty()) return Error{ErrorCode::UrlNotAllowed, link, ""};
    return std::nullopt;
}

void addValidityProblems(std::vector<FieldProblem>& problems, const Validity& validity, std::size_t index,
                         UnixSeconds now)
{
    const auto [start, end] = validity;
    if (start < 0) problems.push_back({"validityStart", index, {ErrorCode::ValidityInThePast, "", ""}});
    if (end != 0 && end <= start)
        problems.push_back({"validityEnd", index, {ErrorCode::ValidityEndsBeforeStart, "", ""}});
    else if (end != 0 && end <= now)
        problems.push_back({"validityEnd", index, {ErrorCode::ValidityInThePast, "", ""}});
}

} // namespace gd
