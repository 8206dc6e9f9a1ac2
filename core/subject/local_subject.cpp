// SPDX-License-Identifier: Apache-2.0
//
// Local names of imports: references to the stars of the provider's subject.
#include "core/subject/local_subject.h"

#include "core/subject/subject.h"

#include <charconv>

namespace gd {

namespace {

std::string joined(const std::vector<std::string_view>& tokens, std::size_t first = 0)
{
    std::string text;
    for (std::size_t i = first; i < tokens.size(); ++i) {
        if (i > first) text += '.';
        text += tokens[i];
    }
    return text;
}

} // namespace

std::optional<std::int64_t> referenceNumber(std::string_view token)
{
    if (token.size() < 2 || token[0] != '$') return std::nullopt;
    token.remove_prefix(1);
    if (token[0] == '+') {
        token.remove_prefix(1);
        if (token.starts_with('-')) return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
    return number;
}

std::string referencesToStars(std::string_view localSubject)
{
    auto tokens = subjectTokens(localSubject);
    for (std::string_view& token : tokens) {
        if (referenceNumber(token)) token = "*";
    }
    return joined(tokens);
}

std::string mapSubject(std::string_view example, std::string_view subject, std::string_view localSubject)
{
    if (example.empty() || !subjectContained(example, subject)) return {};
    if (localSubject.empty()) return std::string(example);

    const auto given = subjectTokens(example);
    const auto pattern = subjectTokens(subject);
    std::vector<std::string_view> stars;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == "*") stars.push_back(given[i]);
    }
    const std::string tail = pattern.back() == ">" ? joined(given, pattern.size() - 1) : std::string();

    auto tokens = subjectTokens(localSubject);
    std::size_t nextStar = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto number = referenceNumber(tokens[i]);
        if (number && *number >= 1 && *number <= static_cast<std::int64_t>(stars.size())) {
            tokens[i] = stars[static_cast<std::size_t>(*number - 1)];
        } else if (tokens[i] == "*" && nextStar < stars.size()) {
            tokens[i] = stars[nextStar++];
        } else if (tokens[i] == ">" && i + 1 == tokens.size()) {
            tokens[i] = tail;
        }
    }
    return joined(tokens);
}

} // namespace gd
