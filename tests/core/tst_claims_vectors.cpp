// SPDX-License-Identifier: Apache-2.0
//
// operator, account, activation and user.json: encoding byte for byte, decoding again, and what validation says.
#include "core/encoding/base64url.h"
#include "core/jwt/claims_json.h"
#include "core/jwt/token.h"
#include "tests/core/vectors.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

namespace {

/// In the vectors whatever is not listed is zero, while reading a scope presets its limits: say the zeros.
void spellOutScopes(JsonValue& input)
{
    JsonValue* const nats = input.find("nats");
    JsonValue* const keys = nats != nullptr ? nats->find("signing_keys") : nullptr;
    if (keys == nullptr) return;
    for (JsonValue& key : keys->items) {
        if (!key.isObject()) continue;
        if (key.find("kind") == nullptr) {
            key.members.push_back({"kind", JsonValue::of(JsonValue::Type::Text, "user_scope")});
        }
        if (key.find("template") == nullptr)
            key.members.push_back({"template", JsonValue::of(JsonValue::Type::Object)});
        JsonValue& permissions = *key.find("template");
        for (const char* name : {"subs", "data", "payload"}) {
            if (permissions.find(name) != nullptr) continue;
            permissions.members.push_back({name, JsonValue::of(JsonValue::Type::Number, "0")});
        }
    }
}

Result<std::string> encodeAny(const Claims& claims, const SeedSigner& signer, UnixSeconds issuedAt)
{
    return std::visit(
        [&](const auto& typed) -> Result<std::string> {
            if constexpr (requires { typed.tail; }) {
                return encodeToken(typed, signer.key(), issuedAt, signer);
            } else {
                return Error{ErrorCode::TokenTypeUnsupported};
            }
        },
        claims);
}

std::string partOf(const std::string& token, int index)
{
    std::size_t start = 0;
    for (int i = 0; i < index; ++i)
        start = token.find('.', start) + 1;
    return base64UrlDecode(std::string_view(token).substr(start, token.find('.', start) - start))
        .value_or("(bad base64)");
}

std::string checkDecoded(const std::string& token, const JsonValue& expect)
{
    const auto claims = decodeToken(token);
    const JsonValue& wanted = at(expect, "decode");
    if (!claims) return differs("decode", codeText(claims.error().code), text(wanted, "code"));
    const std::string json = has(wanted, "claims_json") ? text(wanted, "claims_json") : text(expect, "payload");
    std::string problem = differs("decode", kindOf(*claims), text(wanted, "claim_type"));
    if (problem.empty()) problem = differs("claims json", claimsJson(*claims), json);
    if (const auto* activation = std::get_if<ActivationClaims>(&*claims); activation != nullptr && problem.empty()) {
        problem = differs("hash id", activationHashId(*activation), text(expect, "hash_id"));
    }
    const auto header = std::visit([](const auto& typed) { return typed.header; }, *claims);
    if (problem.empty()) problem = differs("token id", header.id, text(expect, "jti"));
    if (problem.empty()) problem = differs("id input", tokenIdInput(header), text(expect, "jti_input"));
    if (problem.empty()) problem = differs("issuer", header.issuer, text(expect, "issuer"));
    if (problem.empty()) problem = issuesDiffer(*claims, integer(expect, "now"), at(expect, "issues"));
    return problem;
}

std::string check(const JsonValue& vector)
{
    JsonValue input = at(vector, "input");
    spellOutScopes(input);
    const auto claims = claimsFromJson(text(vector, "type"), std::move(input));
    if (!claims) return "the input is not readable";

    const SeedSigner signer(text(vector, "signer_seed"));
    const auto token = encodeAny(*claims, signer, integer(vector, "iat"));
    const JsonValue& expect = at(vector, "expect");
    if (!token) return differs("encode", codeText(token.error().code), text(expect, "encode_error"));
    if (has(expect, "encode_error")) return "encoding should fail with " + text(expect, "encode_error");

    std::string problem = differs("header", partOf(*token, 0), text(expect, "header"));
    if (problem.empty()) problem = differs("payload", partOf(*token, 1), text(expect, "payload"));
    if (problem.empty()) problem = differs("token", *token, text(expect, "jwt"));
    if (problem.empty()) problem = checkDecoded(*token, expect);
    return problem;
}

} // namespace

class TestClaimsVectors : public QObject {
    Q_OBJECT

private slots:
    void everyVector_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : {"operator.json", "account.json", "activation.json", "user.json"}) {
            QTest::newRow(file) << QString(file);
        }
    }

    void everyVector()
    {
        QFETCH(QString, file);
        Tally tally(file.toStdString());
        const JsonValue vectors = loadVectors(file.toStdString());
        for (const JsonValue& vector : at(vectors, "vectors").items) {
            tally.count(text(vector, "id"), check(vector), truth(vector, "lenient"));
        }
        QVERIFY(tally.finish());
    }
};

QTEST_APPLESS_MAIN(TestClaimsVectors)
#include "tst_claims_vectors.moc"
