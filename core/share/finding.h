// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace gd {

/// A rule that is broken, in the world or by a plan. Codes are stable; words are in ui/words/finding_text, and what
/// `subject` and `detail` hold by code is told in core/share/findings.h.
enum class FindingCode {
    // tokens
    TokenMissing,   ///< a private export is imported without one
    TokenForOther,  ///< the token is for another account
    TokenWrongKind, ///< stream token in a service import, or the reverse
    TokenUndecodable,
    TokenExpired,
    TokenNotYetValid,
    TokenRevoked,
    TokenNotTrusted,
    TokenTooNarrow,
    TokenTooWide, ///< it grants more than is imported
    ExportMissing,
    // the rows of one share
    NamesDiffer,       ///< stream or consumer name is not the same in all rows
    AckRenamed,        ///< ACK must keep its subject: replies are never rewritten
    InfoUnprefixed,    ///< the consumer's own JetStream would answer
    PrefixReserved,    ///< a prefix that starts with '$'
    PrefixUsedByOther, ///< already the prefix of another provider
    RowMissing,        ///< the recipe needs a row that is not there
    AckIsStream,       ///< ACK exported as stream
    DeliverIsService,  ///< DELIVER exported as service
    NextNotStream,     ///< NEXT exported as a service with one answer: of a batch only the first message arrives
    // exports and imports of an account
    ExportOverlaps,   ///< contained in another export of the same type
    ExportIsPublic,   ///< an export that the plan wants private exists as public one, or the reverse
    ImportCollides,   ///< local subject of a service overlaps another of the same provider
    LocalNameShared,  ///< likewise, and the other is of another provider: refused by older servers
    ImportCycle,      ///< what is imported leads back to the importer
    SubjectMalformed, ///< no subject that a server can use
    ExportTooBroad,   ///< an export that gives away far more than one share needs
    ImportExists,     ///< same type, account and subject is imported already
    LocalCaptured,    ///< local deliver subject is fed by something else too
    TooManyImports,
    TooManyExports,
    AccountTooLarge, ///< its token is larger than servers take
    WildcardsNotAllowed,
    RenameMismatch,     ///< wildcards or references of a rename do not fit
    RevocationOnPublic, ///< a public export asks for no token, so none can be taken back
    // the life of a share
    RevocationSpares,  ///< a token that was issued after the time of the revocation stays valid
    RevokedForAll,     ///< a revocation for everybody still hits the consumer
    OldTokensLive,     ///< tokens that were revoked are valid again, wherever copies of them are
    TokensLeft,        ///< what is removed can be imported again with the token
    ExportMadePrivate, ///< accounts elsewhere that import it without a token lose it
    // the workspace
    FileUnreadable,        ///< a file in the store that cannot be read as what it should be
    NotOperatorSigned,     ///< an account token that the operator's keys did not sign
    KeystoreOldLayout,     ///< keys lie where nsc wants to migrate them first
    NoKeyToSign,           ///< no key here may sign that account
    StrictNeedsSigningKey, ///< only the identity key is here, and the operator wants signing keys
    SelfSignedLimits,      ///< limits that an account gave itself
    // administration
    ImporterLosesProvider,  ///< an import whose provider is deleted
    UserLosesSigner,        ///< a user that a key signed which may not sign any more
    TokenLosesSigner,       ///< an imported token that a key issued which is removed
    SigningKeyReturns,      ///< a signing key that was removed since an earlier state may sign again
    RevocationsDropped,     ///< an earlier state brings what was revoked since back to life
    RevocationsReturn,      ///< an earlier state revokes again what was let in since
    SystemAccountGoes,      ///< the operator's system account is deleted
    SystemAccountJetStream, ///< JetStream in the system account, which servers refuse
    CredsMissing,           ///< a user whose key is here has no creds file
    CredsOutdated,          ///< a creds file holds another token than the user has
};

/// Blocks: must not be signed, or locks an account out. Problem: does not work. Warning: works, but look.
enum class Severity { Blocks, Problem, Warning };

struct Finding {
    Severity severity = Severity::Problem;
    FindingCode code{};
    std::string account{}; ///< key of the account where it stands; empty for the workspace
    std::string subject{}; ///< the subject, file or name concerned
    std::string detail{};  ///< what else the sentence needs: another key, name or subject; see finding_text

    bool operator==(const Finding&) const = default;
};

/// The stable name of a code, such as "token-for-other", for tests and reports.
std::string_view findingCodeName(FindingCode code);

} // namespace gd
