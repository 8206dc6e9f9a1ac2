// SPDX-License-Identifier: Apache-2.0
//
// Files that people drop, paste or receive: blocks between dashes, creds, seeds, and whatever else they are.
#include "core/jwt/creds_file.h"
#include "core/jwt/text_blocks.h"
#include "core/jwt/token.h"
#include "core/jwt/token_sniff.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace gd;
using namespace gd::fuzz;

namespace {

std::string replaced(std::string_view text, char from, std::string_view to)
{
    std::string made;
    for (const char c : text) {
        if (c == from) {
            made += to;
        } else {
            made += c;
        }
    }
    return made;
}

/// The lines around a block must be what the format asks for, and blocks stand in the order of the text.
void checkBlocks(std::string_view text)
{
    const auto blocks = textBlocks(text);
    const char* last = text.data();
    for (const std::string_view block : blocks) {
        FUZZ_CHECK(block.data() > last && block.data() + block.size() <= text.data() + text.size());
        last = block.data() + block.size();
        FUZZ_CHECK(!block.empty() && block.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                             "0123456789_-.=") == std::string_view::npos);
        const std::size_t at = static_cast<std::size_t>(block.data() - text.data());
        std::string_view before = text.substr(0, at);
        FUZZ_CHECK(before.ends_with("---\n") || before.ends_with("---\r\n"));
        std::string_view behind = text.substr(at + block.size());
        FUZZ_CHECK(behind.starts_with("\n---") || behind.starts_with("\r\n---"));
    }
    // Line ends of another system change nothing, and neither does a mark in front.
    if (text.find('\r') == std::string_view::npos) {
        FUZZ_CHECK(std::ranges::equal(textBlocks(replaced(text, '\n', "\r\n")), blocks));
    }
    if (!text.starts_with("\xef\xbb\xbf")) {
        FUZZ_CHECK(tokenOfText("\xef\xbb\xbf" + std::string(text)) == tokenOfText(text));
    }
    FUZZ_CHECK(blocks.empty() || tokenOfText(text) == blocks.front());
}

/// An error goes to the log and onto the screen: not even the begin of a seed may be in it.
void checkNoLeak(std::string_view text, const Error& error)
{
    constexpr std::size_t tooMuch = 12;
    for (const std::string_view line : piecesOf(text, '\n')) {
        const std::string_view begin = trimmedText(line).substr(0, tooMuch);
        if (begin.size() < tooMuch || begin[0] != 'S') continue;
        for (const std::string& said : {error.where, error.detail})
            FUZZ_CHECK(PublicKey::parse(said) || said.find(begin) == std::string::npos);
    }
}

void checkSeed(std::string_view text)
{
    const auto user = userSeedOfText(text);
    const auto seed = seedOfText(text);
    if (!user) checkNoLeak(text, user.error());
    if (!seed) {
        checkNoLeak(text, seed.error());
        FUZZ_CHECK(!user);
        return;
    }
    FUZZ_CHECK(user.has_value() == (seed->kind() == KeyKind::User));
    const auto written = decorateSeed(*seed);
    FUZZ_CHECK(written);
    const auto read = seedOfText(written->text());
    FUZZ_CHECK(read && read->publicKey() == seed->publicKey());
}

/// A token that was found can be written into a file, and is what is found there.
void checkToken(const FoundToken& found)
{
    FUZZ_CHECK(trimmedText(found.token) == found.token);
    const auto decorated = decorateToken(found.token);
    FUZZ_CHECK(decorated.has_value() != std::holds_alternative<GenericClaims>(found.claims));
    if (!decorated) return;
    FUZZ_CHECK(tokenOfText(*decorated) == found.token);
    const auto again = sniffTokens(*decorated);
    FUZZ_CHECK(again && again->size() == 1 && again->front().token == found.token);
}

void checkCreds(std::string_view text, const std::vector<FoundToken>& found)
{
    const auto seed = userSeedOfText(text);
    if (!seed) return;
    for (const FoundToken& each : found) {
        const auto creds = credsFile(each.token, *seed);
        const auto* const user = std::get_if<UserClaims>(&each.claims);
        const bool fits = user != nullptr && user->header.subject == seed->publicKey().text();
        FUZZ_CHECK(creds.has_value() == fits);
        if (!creds) continue;
        FUZZ_CHECK(textBlocks(creds->text()).size() == 2);
        FUZZ_CHECK(tokenOfText(creds->text()) == each.token);
        const auto read = userSeedOfText(creds->text());
        FUZZ_CHECK(read && read->publicKey() == seed->publicKey());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = textOf(data, size);
    checkBlocks(text);
    checkSeed(text);
    const auto found = sniffTokens(text);
    if (!found) {
        checkNoLeak(text, found.error());
        return 0;
    }
    FUZZ_CHECK(!found->empty());
    for (const FoundToken& each : *found) {
        FUZZ_CHECK(text.find(each.token) != std::string_view::npos);
        checkToken(each);
    }
    checkCreds(text, *found);
    return 0;
}
