// SPDX-License-Identifier: Apache-2.0
#include "tests/core/vector_checks.h"

#include <algorithm>

namespace gd::test {

namespace {

using Names = std::string_view;

// These say nothing about the outcome.
constexpr Names everywhere[] = {"id", "note", "lenient", "expect"};

constexpr Names encoding[] = {"type", "signer_seed", "iat", "input"};
constexpr Names encodingExpected[] = {"encode_error", "jwt",     "header",        "payload", "jti_input",      "jti",
                                      "issuer",       "hash_id", "hash_id_error", "decode",  "decode_generic", "now",
                                      "issues"};
constexpr Names decoding[] = {"token", "token_repeat"};
constexpr Names decodingExpected[] = {"decode", "decode_generic", "decode_as",    "now",
                                      "issues", "hash_id",        "hash_id_error"};
constexpr Names validation[] = {"type", "claims", "now"};
constexpr Names validationExpected[] = {"issues", "blocking", "blocking_with_time"};
constexpr Names sharing[] = {"operator", "exporter", "activation", "importer", "export_index", "now"};
constexpr Names sharingExpected[] = {"operator_signed_exporter",
                                     "operator_signed_importer",
                                     "exporter_signed_activation",
                                     "activation_covered_by_exports",
                                     "activation_revoked",
                                     "importer_issues",
                                     "activation_issues",
                                     "exporter_issues",
                                     "hash_id"};
constexpr Names revocations[] = {"steps"};
constexpr Names revocationsExpected[] = {"list", "checks", "compacted", "removed_by_compaction"};
constexpr Names single[] = {"subject", "issues", "has_wildcards", "renaming_to_subject"};
constexpr Names contained[] = {"subject", "container", "contained", "reverse"};
constexpr Names renaming[] = {"from", "local", "issues", "to_subject"};
constexpr Names overlaps[] = {"exports", "overlaps"};
constexpr Names hashIds[] = {"subject", "hash_id", "error"};
constexpr Names permissions[] = {"text", "queue_allowed", "issues"};
constexpr Names crcs[] = {"hex", "crc", "appended_hex"};
constexpr Names keysByKind[] = {"kind",           "letter", "prefix_byte", "seed_letters", "raw_seed_hex",
                                "raw_public_hex", "seed",   "private",     "public",       "signatures"};
constexpr Names texts[] = {"text"};
constexpr Names textsExpected[] = {"as_seed",        "as_public",     "seed_public",   "seed_kind",
                                   "valid_public",   "valid_account", "valid_cluster", "valid_curve",
                                   "valid_operator", "valid_server",  "valid_user",    "prefix"};
constexpr Names boxes[] = {"sender_seed", "recipient_public", "nonce_hex", "plain_hex", "sealed_hex"};
constexpr Names formats[] = {"what", "jwt", "seed"};
constexpr Names formatsExpected[] = {"result", "text", "code"};
constexpr Names parses[] = {"text"};
constexpr Names parsesExpected[] = {"jwt_text", "decode", "nkey", "user_nkey"};

constexpr VectorKind kinds[] = {
    {"vectors", "input", checkEncoding, encoding, encodingExpected},
    {"vectors", "token", checkDecoding, decoding, decodingExpected},
    {"vectors", "token_repeat", checkDecoding, decoding, decodingExpected},
    {"vectors", "claims", checkValidation, validation, validationExpected},
    {"vectors", "exporter", checkSharing, sharing, sharingExpected},
    {"vectors", "steps", checkRevocations, revocations, revocationsExpected},
    {"single", {}, checkSingle, single, {}},
    {"contained_in", {}, checkContained, contained, {}},
    {"renaming", {}, checkRenaming, renaming, {}},
    {"export_overlaps", {}, checkOverlaps, overlaps, {}},
    {"hash_ids", {}, checkHashId, hashIds, {}},
    {"permission_subjects", {}, checkPermission, permissions, {}},
    {"crc16", {}, checkCrc, crcs, {}},
    {"keys_by_kind", {}, checkKeyOfKind, keysByKind, {}},
    {"texts", {}, checkKeyText, texts, textsExpected},
    {"curve_boxes", {}, checkCurveBox, boxes, {}},
    {"format", {}, checkFormat, formats, formatsExpected},
    {"parse", {}, checkParse, parses, parsesExpected},
};

bool among(std::span<const Names> names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

} // namespace

const VectorKind* vectorKind(std::string_view list, const JsonValue& entry)
{
    for (const VectorKind& kind : kinds) {
        if (kind.list == list && (kind.marker.empty() || entry.find(kind.marker) != nullptr)) return &kind;
    }
    return nullptr;
}

std::string uncheckedMembers(const VectorKind& kind, const JsonValue& entry)
{
    std::string unchecked;
    const auto note = [&](const std::string& name) {
        unchecked += (unchecked.empty() ? "" : ", ") + name;
    };
    for (const JsonMember& member : entry.members) {
        if (!among(everywhere, member.name) && !among(kind.members, member.name)) note(member.name);
    }
    for (const JsonMember& member : at(entry, "expect").members) {
        if (!among(kind.expected, member.name)) note("expect." + member.name);
    }
    return unchecked;
}

std::string checkLabelledKey(const JsonValue& key)
{
    const auto seed = Seed::parse(text(key, "seed"));
    if (!seed) return "the seed is refused: " + codeText(seed.error().code);
    return differs("public key", seed->publicKey().text(), text(key, "public"));
}

} // namespace gd::test
