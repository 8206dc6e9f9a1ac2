// SPDX-License-Identifier: Apache-2.0
#include "core/share/js_subjects.h"

#include "core/subject/subject.h"

#include <sodium.h>

#include <array>

namespace gd {

namespace {
constexpr std::string_view js = "$JS";
constexpr std::string_view api = ".API.";
} // namespace

std::string_view apiTail(std::string_view subject)
{
    if (!subject.starts_with("$JS.")) return {};
    const auto rest = subject.substr(js.size());
    if (rest.starts_with(api)) return rest;
    const auto dot = rest.find('.', 1);
    const bool isApi = dot != std::string_view::npos && dot > 1 && rest.substr(dot).starts_with(api);
    return isApi ? rest.substr(dot) : std::string_view();
}

std::string withDomain(const std::string& subject, const std::string& domain)
{
    if (domain.empty() || !subject.starts_with("$JS.API.")) return subject;
    return "$JS." + domain + subject.substr(js.size());
}

std::string withoutDomain(std::string_view subject)
{
    const auto tail = apiTail(subject);
    return tail.empty() ? std::string(subject) : std::string(js) + std::string(tail);
}

std::string domainOf(std::string_view subject)
{
    const auto tail = apiTail(subject);
    if (tail.empty() || subject.size() == js.size() + tail.size()) return {};
    return std::string(subject.substr(js.size() + 1, subject.size() - tail.size() - js.size() - 1));
}

std::string newAckForm(const std::string& subject, const std::string& domain, const std::string& account)
{
    const auto kindEnd = subject.find('.', js.size() + 1); // behind $JS.ACK or $JS.FC
    if (!subject.starts_with("$JS.") || kindEnd == std::string::npos) return subject;
    return subject.substr(0, kindEnd) + "." + (domain.empty() ? "_" : domain) + "." + accountHash(account) +
           subject.substr(kindEnd);
}

std::string oldAckForm(std::string_view subject)
{
    if (!subject.starts_with("$JS.ACK.") && !subject.starts_with("$JS.FC.")) return {};
    const auto tokens = subjectTokens(subject);
    if (tokens.size() != 7 || tokens.back() != ">") return {};
    std::string old(js);
    for (const auto i : {1, 4, 5, 6})
        old += "." + std::string(tokens[i]);
    return old;
}

std::string accountHash(const std::string& account)
{
    constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    constexpr std::size_t length = 8;
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(account.data()), account.size());
    std::string text;
    for (std::size_t i = 0; i < length; ++i)
        text += digits[hash[i] % digits.size()];
    return text;
}

} // namespace gd
