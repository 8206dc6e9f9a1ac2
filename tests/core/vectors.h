// SPDX-License-Identifier: Apache-2.0
//
// Reading the vector files of tests/data/vectors (format: README.md there) and counting what came of them.
#pragma once

#include "core/base/result.h"
#include "core/jwt/claims.h"
#include "core/jwt/json_value.h"
#include "core/jwt/validate.h"
#include "core/nkeys/seed.h"
#include "core/nkeys/signer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gd::test {

/// Whether GRANTDESK_VECTORS names a folder of somebody else's vectors.
bool foreignVectors();

/// Paths of all .json files of that folder, sorted; by default those of tests/data/vectors and tests/data/vectors-own.
std::vector<std::string> vectorFiles();

/// One file, which may be far larger than any token.
Result<JsonValue> readVectors(const std::string& path);

/// Members that must be there; a missing one is the empty value of its type.
const JsonValue& at(const JsonValue& object, std::string_view name);
std::string text(const JsonValue& object, std::string_view name);
std::int64_t integer(const JsonValue& object, std::string_view name);
bool truth(const JsonValue& object, std::string_view name);
bool has(const JsonValue& object, std::string_view name);

/// Bytes of a member in hex.
std::vector<std::uint8_t> hexBytes(const JsonValue& object, std::string_view name);
std::string hexText(std::span<const std::uint8_t> bytes);
std::span<const std::uint8_t> bytesOf(std::string_view text);

/// The code of an error as the vectors spell it; an error of ours that they do not have keeps a name of its own.
std::string codeText(ErrorCode code);

/// Signs with one seed, in memory.
class SeedSigner final : public Signer {
public:
    explicit SeedSigner(std::string_view seedText);
    std::string key() const { return m_seed.publicKey().text(); }
    bool canSign(const std::string& publicKey) const override { return publicKey == key(); }
    Result<Signature> sign(const std::string& publicKey, std::span<const std::uint8_t> message) const override;

private:
    Seed m_seed;
};

/// Claims of a kind from JSON, as a caller would set them: nothing is checked or reset as on decoding.
Result<Claims> claimsFromJson(std::string_view kind, JsonValue json);

/// The claims without any member that this program does not know, as the reference library reads them.
Claims withoutUnknown(Claims claims);

/// The reported kind of claims: what vectors call `claim_type`.
std::string kindOf(const Claims& claims);

/// `{result, code or claim_type, claims_json}` against what decoding gave.
std::string decodingDiffers(std::string_view what, const Result<Claims>& claims, const JsonValue& wanted);
std::string genericDecodingDiffers(const std::string& token, const JsonValue& wanted);

/// `hash_id` and `hash_id_error`, where an expectation has one of them.
std::string hashIdDiffers(const Claims& claims, const JsonValue& expect);

/// The whole outcome of a yes or no question.
std::string answerDiffers(std::string_view what, bool answer, const JsonValue& expect, std::string_view name);

/// What validate() says that it should not, against `issues` of a vector (a multiset).
std::string issuesDiffer(const Claims& claims, UnixSeconds now, const JsonValue& issues);

/// Codes in one text, sorted; for comparing multisets.
std::string joinedCodes(std::vector<std::string> codes);
std::string joinedCodes(const std::vector<Issue>& issues, bool withLevel);

/// What came of a file: one line at the end, failures as they happen.
class Tally {
public:
    explicit Tally(std::string fileName) : m_name(std::move(fileName)) {}

    /// One vector: `problem` is empty if all went as expected. Lenient vectors may differ.
    void count(const std::string& id, const std::string& problem, bool lenient = false);

    /// Prints "file: n passed, n failed, n lenient".
    /// @return whether nothing failed and there was something to do.
    bool finish() const;

private:
    std::string m_name;
    int m_passed = 0, m_failed = 0, m_lenient = 0;
};

/// "what: got …, wanted …" or nothing.
std::string differs(std::string_view what, const std::string& got, const std::string& wanted);

} // namespace gd::test
