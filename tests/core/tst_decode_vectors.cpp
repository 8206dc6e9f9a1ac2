// SPDX-License-Identifier: Apache-2.0
//
// decode.json: tokens as received, good and bad, of both versions.
#include "core/jwt/token.h"
#include "tests/core/vectors.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

std::string outcome(const Result<Claims>& claims)
{
    return claims ? kindOf(*claims) : codeText(claims.error().code);
}

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
    return typedOutcome(decodeActivation(token));
}

std::string check(const JsonValue& vector)
{
    std::string token = text(vector, "token");
    if (const JsonValue* const repeat = vector.find("token_repeat")) {
        for (std::int64_t i = 0; i < integer(*repeat, "times"); ++i)
            token += text(*repeat, "text");
    }
    const JsonValue& expect = at(vector, "expect");
    const JsonValue& wanted = at(expect, "decode");
    const bool good = text(wanted, "result") == "ok";

    const auto claims = decodeToken(token);
    std::string problem = differs("decode", outcome(claims), text(wanted, good ? "claim_type" : "code"));
    if (const JsonValue* const as = expect.find("decode_as"); as != nullptr && problem.empty()) {
        const std::string result = text(*as, "result") == "ok" ? "ok" : text(*as, "code");
        problem = differs("decode as", decodeAs(text(*as, "as"), token), result);
    }
    if (!problem.empty() || !claims) return problem;

    // The reference library forgets what it does not know; we keep it, which has tests of its own.
    problem = differs("claims json", claimsJson(withoutUnknown(*claims)), text(wanted, "claims_json"));
    if (problem.empty() && has(expect, "issues")) {
        problem = issuesDiffer(*claims, integer(expect, "now"), at(expect, "issues"));
    }
    if (const auto* activation = std::get_if<ActivationClaims>(&*claims); activation != nullptr && problem.empty()) {
        if (has(expect, "hash_id"))
            problem = differs("hash id", activationHashId(*activation), text(expect, "hash_id"));
    }
    return problem;
}

} // namespace

class TestDecodeVectors : public QObject {
    Q_OBJECT

private slots:
    void everyVector()
    {
        Tally tally("decode.json");
        const JsonValue vectors = loadVectors("decode.json");
        for (const JsonValue& vector : at(vectors, "vectors").items) {
            tally.count(text(vector, "id"), check(vector), truth(vector, "lenient"));
        }
        QVERIFY(tally.finish());
    }

    /// generic.json: the general decoder refuses what the reference library signs for unknown kinds.
    void genericTokens()
    {
        Tally tally("generic.json");
        const JsonValue vectors = loadVectors("generic.json");
        for (const JsonValue& vector : at(vectors, "vectors").items) {
            const JsonValue& expect = at(vector, "expect");
            const std::string code = text(at(expect, "decode"), "code");
            tally.count(text(vector, "id"), differs("decode", outcome(decodeToken(text(expect, "jwt"))), code),
                        truth(vector, "lenient"));
        }
        QVERIFY(tally.finish());
    }
};

QTEST_APPLESS_MAIN(TestDecodeVectors)
#include "tst_decode_vectors.moc"
