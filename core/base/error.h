// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace gd {

/// What went wrong, as a fact. The window finds the words (ui/words/explanation); the switch there has no default,
/// so a code added here does not compile until somebody has written its explanation.
enum class ErrorCode {
    // core/nkeys: reading key text (codes as in the reference vectors)
    KeyBase32,        ///< a character outside the Base32 alphabet
    KeyTooShort,      ///< fewer than four bytes
    KeyChecksum,      ///< the CRC does not fit
    KeyNotASeed,      ///< readable, but no seed of a public kind
    KeyNotAPublicKey, ///< readable, but no public key
    KeyCurveSeed,     ///< a curve seed of the wrong length
    KeySeedLength,    ///< a seed that is not 32 bytes
    KeyWrongKind,     ///< a good key of another kind than asked for
    KeyNotHere,       ///< the private key is not in the keystore
    KeyFileExists,    ///< another content lies at that place already
    KeyCannotSign,    ///< curve keys and bare public keys
    MemoryLocked,     ///< no locked memory left for a secret
    // core/jwt: reading and writing tokens (codes as in the reference vectors)
    TokenTooLarge,
    TokenChunkCount,
    TokenHeaderBase64,
    TokenHeaderJson,
    TokenHeaderTyp,
    TokenHeaderAlg,
    TokenPayloadBase64,
    TokenPayloadJson,
    TokenVersionNewer,
    TokenTypeUnsupported,
    TokenVersionUnsupported,
    TokenSignatureBase64,
    TokenSignatureV1,
    TokenSignatureV2,
    TokenIssuerKeyLength,
    TokenIssuerPrefix,
    TokenTypeMismatch,
    EncodeSubjectKind, ///< `sub` is not a key of the kind the claims need
    EncodeSubjectMissing,
    EncodeAccountServerUrl,
    EncodeIssuerPrefix, ///< the signer is of a kind that may not issue such claims
    EncodeSamplingRate,
    JsonTooDeep,
    JsonTooLarge,
    // core/jwt: decorated files
    NoSeedFound,
    NotASeedLine,
    NotAUserSeed,
    NotAUserJwt,
    SeedKind,
    SeedMismatch,
    NotAToken,    ///< bytes in which no token can be found
    FileTooLarge, ///< more bytes than any token file has
    NotAFile,     ///< a folder or a device
    // core/subject: stricter than the reference library, as strict as a server
    SubjectEmpty,
    SubjectEmptyToken,
    SubjectBadCharacter,
    SubjectTailNotLast,
    SubjectWildcardInToken,
    SubjectWildcardNotAllowed,
    SubjectReserved, ///< begins with '$': the names of the server itself
    // core/store
    FileUnreadable,
    FileUnwritable,
    FolderUnwritable,
    StoreNotFound, ///< no nsc store at that place
    StoreNoOperator,
    StoreOperatorUnknown, ///< the store has others
    StoreManyOperators,   ///< and nobody said which one
    StoreVersion,         ///< written by a version 1 tool
    StoreChangedOutside,  ///< a file is no longer as it was read
    StoreNameUnsafe,
    JournalUnreadable,
    LedgerUnreadable,
    JournalLeftOver, ///< the last transaction was cut off
    StoreBusy,       ///< another process of this program is writing
    NothingToUndo,
    NothingToRedo,
    UndoNeedsKey, ///< the claims must be signed again and the key is gone
    // core/share
    AccountUnknown,
    AccountIsTheProvider,
    FieldEmpty,
    NameHasBadCharacter,   ///< a stream or consumer name that NATS does not allow
    GroupHasBadCharacter,  ///< a queue group that would be cut or refused on the wire
    LabelHasBadCharacter,  ///< the name of an export or import, with a control character in it
    NoSigningKey,          ///< no key that may sign this is in the keystore
    StrictNeedsSigningKey, ///< a strict operator and only an identity key is here
    PlanIsEmpty,
    PlanHasProblems, ///< a finding of the plan forbids to apply it
    PlanOutdated,    ///< the world changed since the plan was made
    AlreadyImported,
    ValidityEndsBeforeStart,
    ValidityInThePast,
    // core/admin
    NameTaken,              ///< another account or user has it, in this or another letter case
    KeyTaken,               ///< an account, user or signing key with this key is there already
    UserUnknown,            ///< no such user in the account
    SigningKeyUnknown,      ///< no such signing key of the account or operator
    RoleTaken,              ///< another signing key of the account has this role
    LimitOutOfRange,        ///< less than -1, or not what the field can hold
    LimitsOverlap,          ///< JetStream limits for the whole account and by tier at once
    TextTooLong,            ///< a description or link with more than 8192 bytes
    UrlNotAllowed,          ///< no URL, or one of another kind than the field takes
    ValueNotAllowed,        ///< a network, time, zone or connection type that is none
    BearerNotAllowed,       ///< the account forbids users without a proof of their key
    ScopeDecides,           ///< a user of a scoped signing key has no permissions or limits of its own
    IdentityKeyInUse,       ///< strict signing keys, while something is still signed by an identity key
    AccountOfOtherOperator, ///< signed by an operator that is not this one
    TokenContentRefused,    ///< a token that breaks a rule about its content
    StoreExists,            ///< an operator of that name is there already
    // core/live, core/wire
    NetUnreachable,
    NetScheme,  ///< a URL of another kind, such as http://
    NetAddress, ///< text that is no host and port
    NetTimeout,
    NetClosed,
    NetTls,
    NetProtocol, ///< the other side does not speak NATS
    NetAuthorization,
    NetNoResponders,
    NetServerError, ///< the server answered with an error of its own
    NetPayloadTooLarge,
    NetPlainHttp,       ///< http:// to another machine: everybody on the way can read and change it
    NetRedirected,      ///< the server sends us elsewhere, where we do not go
    NetHttpStatus,      ///< an answer with a status that means no (where: address, status and what it said)
    AnswerForOther,     ///< the server answered with the token of somebody else
    NetNoSystemAccount, ///< the operator names none, or its keys are not here
    ServerAnswerUnreadable,
    Cancelled,
};

/// A failure: what, to which thing, and a hint for the log.
struct Error {
    ErrorCode code{};
    std::string where{};  ///< what it happened to: a path, an account name, a subject
    std::string detail{}; ///< developer English for the log; never shown as the headline

    bool operator==(const Error&) const = default;
};

} // namespace gd
