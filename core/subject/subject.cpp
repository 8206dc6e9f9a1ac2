// SPDX-License-Identifier: Apache-2.0
#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

namespace {

Error bad(ErrorCode code, std::string_view subject)
{
    return Error{code, std::string(subject), {}};
}

/// Blanks and control characters end a subject on the wire.
bool isBlankOrControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f;
}

/// The tokens of a subject one by one, without a list of them: containment is asked for every export of every import.
class TokenWalk {
public:
    explicit TokenWalk(std::string_view subject) : m_rest(subject) {}

    /// The next token; only while not at the end. Each subject has at least one.
    std::string_view take()
    {
        const std::size_t dot = m_rest.find('.');
        const std::string_view token = m_rest.substr(0, dot);
        m_atEnd = dot == std::string_view::npos;
        m_rest.remove_prefix(m_atEnd ? m_rest.size() : dot + 1);
        return token;
    }

    bool atEnd() const { return m_atEnd; }

private:
    std::string_view m_rest;
    bool m_atEnd = false;
};

} // namespace

std::vector<std::string_view> subjectTokens(std::string_view subject)
{
    std::vector<std::string_view> tokens;
    for (std::size_t start = 0;;) {
        const std::size_t dot = subject.find('.', start);
        tokens.push_back(subject.substr(start, dot == std::string_view::npos ? dot : dot - start));
        if (dot == std::string_view::npos) return tokens;
        start = dot + 1;
    }
}

Status checkSubject(std::string_view subject)
{
    if (subject.empty()) return bad(ErrorCode::SubjectEmpty, subject);
    if (std::ranges::any_of(subject, isBlankOrControl)) return bad(ErrorCode::SubjectBadCharacter, subject);
    const auto tokens = subjectTokens(subject);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view token = tokens[i];
        if (token.empty()) return bad(ErrorCode::SubjectEmptyToken, subject);
        if (token.size() > 1 && token.find_first_of("*>") != std::string_view::npos) {
            return bad(ErrorCode::SubjectWildcardInToken, subject);
        }
        if (token == ">" && i + 1 < tokens.size()) return bad(ErrorCode::SubjectTailNotLast, subject);
    }
    return {};
}

Status checkLiteralSubject(std::string_view subject)
{
    if (Status checked = checkSubject(subject); !checked) return checked;
    if (hasWildcards(subject)) return bad(ErrorCode::SubjectWildcardNotAllowed, subject);
    return {};
}

Status checkJetStreamName(std::string_view name)
{
    const bool good = !name.empty() && std::ranges::none_of(name, isBlankOrControl) &&
                      name.find_first_of(".*>/\\") == std::string_view::npos;
    if (good) return {};
    return bad(ErrorCode::NameHasBadCharacter, name);
}

bool subjectContained(std::string_view subject, std::string_view container)
{
    TokenWalk tokens(subject), wanted(container);
    for (;;) {
        const std::string_view want = wanted.take();
        if (want == ">" && wanted.atEnd()) return true;
        const std::string_view token = tokens.take();
        if (want != "*" && want != token) return false;
        if (tokens.atEnd() || wanted.atEnd()) return tokens.atEnd() && wanted.atEnd();
    }
}

bool subjectsCollide(std::string_view one, std::string_view other)
{
    const auto left = subjectTokens(one);
    const auto right = subjectTokens(other);
    for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
        // A final '>' takes what is left of the other, which is at least the token here.
        if (left[i] == ">" && i + 1 == left.size()) return true;
        if (right[i] == ">" && i + 1 == right.size()) return true;
        if (left[i] != "*" && right[i] != "*" && left[i] != right[i]) return false;
    }
    return left.size() == right.size();
}

bool hasWildcards(std::string_view subject)
{
    return subject == "*" || subject == ">" || subject.starts_with("*.") || subject.ends_with(".*") ||
           subject.ends_with(".>") || subject.find(".*.") != std::string_view::npos;
}

int starCount(std::string_view subject)
{
    const auto tokens = subjectTokens(subject);
    return static_cast<int>(std::ranges::count(tokens, std::string_view("*")));
}

} // namespace gd
