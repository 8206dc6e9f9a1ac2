// SPDX-License-Identifier: Apache-2.0
#include "core/share/findings.h"

namespace gd {

Findings findAll(const Snapshot& world, const std::vector<ImportFact>& facts)
{
    static constexpr Rule rules[] = {
        ruleTokens,           ruleNamesDiffer,    ruleSharesCross,   ruleRowMissing,        ruleAckIsStream,
        ruleDeliverIsService, ruleAckRenamed,     ruleApiPrefix,     rulePrefixUsedByOther, ruleRenameMismatch,
        ruleImportExists,     ruleImportCollides, ruleLocalCaptured, ruleExportOverlaps,    ruleLimits,
        ruleOperatorSigned,
    };
    Findings findings;
    for (const auto rule : rules)
        rule({world, facts}, findings);
    return findings;
}

// Longer than functions are otherwise: one switch without a default makes the compiler ask for a missing name.
std::string_view findingCodeName(FindingCode code)
{
    switch (code) {
    case FindingCode::TokenMissing:
        return "token-missing";
    case FindingCode::TokenForOther:
        return "token-for-other";
    case FindingCode::TokenWrongKind:
        return "token-wrong-kind";
    case FindingCode::TokenUndecodable:
        return "token-undecodable";
    case FindingCode::TokenExpired:
        return "token-expired";
    case FindingCode::TokenNotYetValid:
        return "token-not-yet-valid";
    case FindingCode::TokenRevoked:
        return "token-revoked";
    case FindingCode::TokenNotTrusted:
        return "token-not-trusted";
    case FindingCode::TokenTooNarrow:
        return "token-too-narrow";
    case FindingCode::ExportMissing:
        return "export-missing";
    case FindingCode::NamesDiffer:
        return "names-differ";
    case FindingCode::AckRenamed:
        return "ack-renamed";
    case FindingCode::InfoUnprefixed:
        return "info-unprefixed";
    case FindingCode::PrefixReserved:
        return "prefix-reserved";
    case FindingCode::PrefixUsedByOther:
        return "prefix-used-by-other";
    case FindingCode::RowMissing:
        return "row-missing";
    case FindingCode::AckIsStream:
        return "ack-is-stream";
    case FindingCode::DeliverIsService:
        return "deliver-is-service";
    case FindingCode::ExportOverlaps:
        return "export-overlaps";
    case FindingCode::ExportIsPublic:
        return "export-is-public";
    case FindingCode::ImportCollides:
        return "import-collides";
    case FindingCode::ImportExists:
        return "import-exists";
    case FindingCode::LocalCaptured:
        return "local-captured";
    case FindingCode::TooManyImports:
        return "too-many-imports";
    case FindingCode::TooManyExports:
        return "too-many-exports";
    case FindingCode::WildcardsNotAllowed:
        return "wildcards-not-allowed";
    case FindingCode::RenameMismatch:
        return "rename-mismatch";
    case FindingCode::FileUnreadable:
        return "file-unreadable";
    case FindingCode::NotOperatorSigned:
        return "not-operator-signed";
    case FindingCode::KeystoreOldLayout:
        return "keystore-old-layout";
    case FindingCode::NoKeyToSign:
        return "no-key-to-sign";
    case FindingCode::ImporterLosesProvider:
        return "importer-loses-provider";
    case FindingCode::UserLosesSigner:
        return "user-loses-signer";
    case FindingCode::TokenLosesSigner:
        return "token-loses-signer";
    case FindingCode::SystemAccountGoes:
        return "system-account-goes";
    case FindingCode::SystemAccountJetStream:
        return "system-account-jetstream";
    case FindingCode::CredsMissing:
        return "creds-missing";
    case FindingCode::CredsOutdated:
        return "creds-outdated";
    }
    return "unknown";
}

} // namespace gd
