// SPDX-License-Identifier: Apache-2.0
//
// Tokens as received (decode.json), good and bad, of both versions.
#include "core/jwt/token.h"
#include "tests/core/vector_checks.h"

namespace gd::test {

namespace {

template <class C>
std::string typedOutcome(const Result<C>& claims)
{
    return claims ? "ok" : codeText(claims.error().code);
}

std::string decodeAs(const std::string& kind, const std::string& token)
{
    if (kind == "operator") return typedOutcome(decodeOperator(token));
    if (kind == "account") return typedOutcome(decodeAccount(token));
    if (kind == "user") return typedOutcome(decodeUser(token));
    if (kind == "activation") return typedOutcome(decodeActivation(token));
    return "no typed decoder for " + kind;
}

} // namespace

std::string checkDecoding(const JsonValue& vector, const JsonValue&)
{
    std::string token = text(vector, "token");
    if (const JsonValue* const repeat = vector.find("token_repeat")) {
        for (std::int64_t i = 0; i < integer(*repeat, "times"); ++i)
            token += text(*repeat, "text");
    }
    const JsonValue& expect = at(vector, "expect");
    const auto claims = decodeToken(token);
    std::string problem = decodingDiffers("decode", claims, at(expect, "decode"));
    if (problem.empty() && has(expect, "decode_generic")) {
        problem = genericDecodingDiffers(token, at(expect, "decode_generic"));
    }
    if (const JsonValue* const as = expect.find("decode_as"); as != nullptr && problem.empty()) {
        const std::string result = text(*as, "result") == "ok" ? "ok" : text(*as, "code");
        problem = differs("decode as", decodeAs(text(*as, "as"), token), result);
    }
    if (!problem.empty() || !claims) return problem;
    if (has(expect, "issues")) problem = issuesDiffer(*claims, integer(expect, "now"), at(expect, "issues"));
    return problem.empty() ? hashIdDiffers(*claims, expect) : problem;
}

} // namespace gd::test
