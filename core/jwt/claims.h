// SPDX-License-Identifier: Apache-2.0
//
// The claims of NATS JWTs, version 2, as plain values: every field that the format has, in the order in which it is
// written. Defaults are the zero values of the format ("absent is zero"), not those of a newly created account or user;
// for these see newAccountClaims() and newUserClaims().
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gd {

/// A JSON member that this program does not know. It is written again unchanged, behind the member it followed.
struct UnknownMember {
    std::string after{}; ///< name of the known member it stood behind; empty: at the front
    std::string name{};
    std::string json{}; ///< the value as compact JSON text

    bool operator==(const UnknownMember&) const = default;
};
using UnknownMembers = std::vector<UnknownMember>;

/// The outer object that all claims share.
struct ClaimsHeader {
    std::string audience{};
    UnixSeconds expires = 0; ///< `exp`; 0 or less: never
    std::string id{};        ///< `jti`; not unique, see "token id" in core/README.md
    UnixSeconds issuedAt = 0;
    std::string issuer{}; ///< public key text
    std::string name{};
    UnixSeconds notBefore = 0; ///< `nbf`; 0: at once
    std::string subject{};     ///< `sub`, public key text
    UnknownMembers unknown{};

    bool operator==(const ClaimsHeader&) const = default;
};

/// The three members at the end of every `nats` object, and what we do not know of it.
struct ClaimsTail {
    std::vector<std::string> tags{};
    std::string type{}; ///< set when encoding
    int version = 0;    ///< 2 once encoded; 1 as read from a version 1 token
    UnknownMembers unknown{};

    bool operator==(const ClaimsTail&) const = default;
};

/// Stream or service, as exports, imports and activations say. On screen: message feed or service.
enum class ExportType { Unset, Stream, Service };

struct OperatorClaims {
    ClaimsHeader header{};
    std::vector<std::string> signingKeys{}; ///< order kept
    std::string accountServerUrl{};
    std::vector<std::string> serviceUrls{};
    std::string systemAccount{};
    std::string assertServerVersion{};
    bool strictSigningKeyUsage = false;
    ClaimsTail tail{};

    bool operator==(const OperatorClaims&) const = default;
};

/// Public key (or `*`) -> everything issued up to and including this second is revoked.
using Revocations = std::map<std::string, UnixSeconds>;

struct ServiceLatency {
    std::int64_t sampling = 0; ///< percent; 0 = decided by request headers
    std::string results{};
    UnknownMembers unknown{};

    bool operator==(const ServiceLatency&) const = default;
};

struct Export {
    std::string name{};
    std::string subject{};
    ExportType type = ExportType::Unset;
    bool tokenRequired = false; ///< what users call private
    Revocations revocations{};
    std::string responseType{};         ///< Singleton, Stream or Chunked; empty means Singleton
    std::int64_t responseThreshold = 0; ///< nanoseconds
    std::optional<ServiceLatency> latency{};
    std::uint64_t accountTokenPosition = 0; ///< first token is 1; 0: none
    bool advertise = false;
    bool allowTrace = false;
    std::string description{};
    std::string infoUrl{};
    bool isNull = false; ///< the list held `null`: no export at all, kept only because validate() has to name it
    UnknownMembers unknown{};

    bool operator==(const Export&) const = default;
};

struct Import {
    std::string name{};
    std::string subject{};      ///< as the provider names it
    std::string account{};      ///< the provider's public key
    std::string token{};        ///< activation token, compact
    std::string to{};           ///< deprecated; read, never written anew
    std::string localSubject{}; ///< as the consumer names it; may hold $n
    ExportType type = ExportType::Unset;
    bool share = false;
    bool allowTrace = false;
    bool isNull = false; ///< the list held `null`, as with exports
    UnknownMembers unknown{};

    bool operator==(const Import&) const = default;
};

/// The eight JetStream limits; -1 unlimited, 0 none.
struct JetStreamLimits {
    std::int64_t memoryStorage = 0, diskStorage = 0, streams = 0, consumer = 0, maxAckPending = 0;
    std::int64_t memoryMaxStreamBytes = 0, diskMaxStreamBytes = 0;
    bool maxBytesRequired = false;
    UnknownMembers unknown{}; ///< of a tier object only

    bool operator==(const JetStreamLimits&) const = default;
};

/// Limits of an account; -1 unlimited, 0 none allowed.
struct AccountLimits {
    std::int64_t subs = 0, data = 0, payload = 0, imports = 0, exports = 0;
    bool wildcards = false, disallowBearer = false;
    std::int64_t conn = 0, leaf = 0;
    JetStreamLimits jetStream{};
    std::map<std::string, JetStreamLimits> tiers{};
    UnknownMembers unknown{};

    bool operator==(const AccountLimits&) const = default;
};

struct Permission {
    std::vector<std::string> allow{}, deny{};
    UnknownMembers unknown{};

    bool operator==(const Permission&) const = default;
};

struct ResponsePermission {
    std::int64_t max = 0;
    std::int64_t ttl = 0; ///< nanoseconds
    UnknownMembers unknown{};

    bool operator==(const ResponsePermission&) const = default;
};

struct Permissions {
    Permission pub{}, sub{};
    std::optional<ResponsePermission> resp{};
    UnknownMembers unknown{};

    bool operator==(const Permissions&) const = default;
};

struct TimeRange {
    std::string start{}, end{}; ///< hh:mm:ss
    UnknownMembers unknown{};

    bool operator==(const TimeRange&) const = default;
};

/// What a user may do: the first twelve members of user claims, also the template of a scoped signing key.
struct UserPermissions {
    Permissions permissions{};
    std::vector<std::string> src{};
    std::vector<TimeRange> times{};
    std::string timesLocation{};
    std::int64_t subs = 0, data = 0, payload = 0;
    bool bearerToken = false, proxyRequired = false;
    std::vector<std::string> connectionTypes{};

    bool operator==(const UserPermissions&) const = default;
};

/// What users signed by a scoped key get.
struct UserScope {
    std::string role{};
    UserPermissions permissions{}; ///< JSON member `template`
    std::string description{};
    UnknownMembers unknown{};
    UnknownMembers unknownInTemplate{};

    bool operator==(const UserScope&) const = default;
};

/// One target of a subject mapping.
struct WeightedMapping {
    std::string subject{};
    std::uint8_t weight = 0; ///< percent; 0 means 100
    std::string cluster{};
    UnknownMembers unknown{};

    bool operator==(const WeightedMapping&) const = default;
};

/// Auth callout of an account.
struct Authorization {
    std::vector<std::string> authUsers{}, allowedAccounts{};
    std::string xkey{};
    UnknownMembers unknown{};

    bool operator==(const Authorization&) const = default;
};

struct MessageTrace {
    std::string dest{};
    std::int64_t sampling = 0;
    UnknownMembers unknown{};

    bool operator==(const MessageTrace&) const = default;
};

struct AccountClaims {
    ClaimsHeader header{};
    std::vector<Import> imports{}; ///< sorted by subject when encoded
    std::vector<Export> exports{}; ///< sorted by subject when encoded
    AccountLimits limits{};
    std::map<std::string, std::optional<UserScope>> signingKeys{}; ///< key -> scope, if any
    Revocations revocations{};                                     ///< of users
    Permissions defaultPermissions{};
    std::map<std::string, std::optional<std::vector<WeightedMapping>>> mappings{};
    Authorization authorization{};
    std::optional<MessageTrace> trace{};
    std::string clusterTraffic{};
    std::string description{};
    std::string infoUrl{};
    ClaimsTail tail{};

    bool operator==(const AccountClaims&) const = default;
};

struct UserClaims {
    ClaimsHeader header{};
    UserPermissions permissions{};
    std::string issuerAccount{};
    ClaimsTail tail{};

    bool operator==(const UserClaims&) const = default;
};

/// "The issuer's account lets account `header.subject` import `grantedSubject` of kind `kind`."
struct ActivationClaims {
    ClaimsHeader header{};
    std::string grantedSubject{};
    ExportType kind = ExportType::Unset;
    std::string issuerAccount{}; ///< the provider when a signing key issued it
    ClaimsTail tail{};

    bool operator==(const ActivationClaims&) const = default;

    /// The account that grants: `issuerAccount` if set, else the issuer. A claim of the token, not yet a proof.
    const std::string& provider() const { return issuerAccount.empty() ? header.issuer : issuerAccount; }
};

/// Claims of any other kind, whose `nats` is any JSON object.
struct GenericClaims {
    ClaimsHeader header{};
    std::string type{};     ///< `nats.type` as read, if it is a text; encoding looks at natsJson alone
    std::string natsJson{}; ///< `nats` as a token holds it (see genericJson()), empty if absent

    bool operator==(const GenericClaims&) const = default;
};

using Claims = std::variant<OperatorClaims, AccountClaims, UserClaims, ActivationClaims, GenericClaims>;

/// Claims of a new account as nsc writes them: all core limits -1, wildcards allowed, JetStream off.
AccountClaims newAccountClaims(std::string publicKey, std::string name);

/// Claims of a new user as nsc writes them: subs, data and payload -1.
UserClaims newUserClaims(std::string publicKey, std::string name);

} // namespace gd
