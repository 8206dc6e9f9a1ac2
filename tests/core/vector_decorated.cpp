// SPDX-License-Identifier: Apache-2.0
//
// Files with dashes (decorated.json): token files, seed files and creds files, written and read.
#include "core/jwt/creds_file.h"
#include "core/jwt/text_blocks.h"
#include "core/jwt/token.h"
#include "tests/core/vector_checks.h"

namespace gd::test {

namespace {

std::string textOf(const Result<SecretBytes>& secret)
{
    return secret ? std::string(secret->text()) : codeText(secret.error().code);
}

std::string formatted(const JsonValue& vector)
{
    const std::string what = text(vector, "what"), token = text(vector, "jwt");
    if (what == "jwt") {
        const auto decorated = decorateToken(token);
        return decorated ? *decorated : codeText(decorated.error().code);
    }
    const std::string seedText = text(vector, "seed");
    const auto seed = Seed::parse(trimmedText(seedText));
    if (!seed) return codeText(seed.error().code);
    return textOf(what == "creds" ? credsFile(token, *seed) : decorateSeed(*seed));
}

std::string keyOrCode(const Result<Seed>& seed)
{
    return seed ? seed->publicKey().text() : codeText(seed.error().code);
}

std::string keyOrCode(const JsonValue& wanted)
{
    return text(wanted, text(wanted, "result") == "ok" ? "public" : "code");
}

} // namespace

std::string checkFormat(const JsonValue& vector, const JsonValue&)
{
    const JsonValue& expect = at(vector, "expect");
    const bool good = text(expect, "result") == "ok";
    return differs("text", formatted(vector), text(expect, good ? "text" : "code"));
}

std::string checkParse(const JsonValue& vector, const JsonValue&)
{
    const std::string content = text(vector, "text");
    const JsonValue& expect = at(vector, "expect");
    const std::string token = tokenOfText(content);
    std::string problem = differs("token text", token, std::string(trimmedText(text(expect, "jwt_text"))));
    if (problem.empty()) problem = decodingDiffers("decode", decodeToken(token), at(expect, "decode"));
    if (problem.empty()) problem = differs("key", keyOrCode(seedOfText(content)), keyOrCode(at(expect, "nkey")));
    if (problem.empty()) {
        problem = differs("user key", keyOrCode(userSeedOfText(content)), keyOrCode(at(expect, "user_nkey")));
    }
    return problem;
}

} // namespace gd::test
