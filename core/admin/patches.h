// SPDX-License-Identifier: Apache-2.0
//
// Edits as patches: what is set is written, everything else of the claims stays as it is, members that nobody knows
// included. Nothing here has to be read back from a form that did not show it.
#pragma once

#include "core/base/result.h"
#include "core/jwt/claims.h"
#include "core/share/share_draft.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gd {

/// Field ids: pubAllow, pubDeny, subAllow, subDeny, resp.
struct PermissionsPatch {
    std::optional<std::vector<std::string>> pubAllow{}, pubDeny{}, subAllow{}, subDeny{};
    std::optional<std::optional<ResponsePermission>> resp{}; ///< set and empty: taken away

    bool operator==(const PermissionsPatch&) const = default;
};

/// Field ids: memoryStorage, diskStorage, streams, consumer, maxAckPending, memoryMaxStreamBytes, diskMaxStreamBytes,
/// maxBytesRequired. Numbers: -1 unlimited, 0 none.
struct JetStreamPatch {
    std::optional<std::int64_t> memoryStorage{}, diskStorage{}, streams{}, consumer{}, maxAckPending{};
    std::optional<std::int64_t> memoryMaxStreamBytes{}, diskMaxStreamBytes{};
    std::optional<bool> maxBytesRequired{};

    bool operator==(const JetStreamPatch&) const = default;
};

/// Field ids: subs, data, payload, imports, exports, conn, leaf, wildcards, disallowBearer, those of `jetStream`,
/// tiers, those of `defaultPermissions`, description, infoUrl, tags, clusterTraffic.
struct AccountPatch {
    std::optional<std::int64_t> subs{}, data{}, payload{}, imports{}, exports{}, conn{}, leaf{}; ///< -1: unlimited
    std::optional<bool> wildcards{}, disallowBearer{};
    JetStreamPatch jetStream{};                                   ///< for the whole account
    std::map<std::string, std::optional<JetStreamPatch>> tiers{}; ///< R1, R3 …; nothing: the tier goes
    PermissionsPatch defaultPermissions{};
    std::optional<std::string> description{}, infoUrl{}, clusterTraffic{};
    std::optional<std::vector<std::string>> tags{};

    bool operator==(const AccountPatch&) const = default;
};

/// What a user may do, of a user or of the template of a scope. Field ids: those of `permissions`, src, times,
/// timesLocation, subs, data, payload, bearerToken, proxyRequired, connectionTypes.
struct UserPermissionsPatch {
    PermissionsPatch permissions{};
    std::optional<std::vector<std::string>> src{}; ///< networks, such as 10.0.0.0/8
    std::optional<std::vector<TimeRange>> times{};
    std::optional<std::string> timesLocation{};
    std::optional<std::int64_t> subs{}, data{}, payload{}; ///< -1: unlimited
    std::optional<bool> bearerToken{}, proxyRequired{};
    std::optional<std::vector<std::string>> connectionTypes{}; ///< STANDARD, WEBSOCKET, LEAFNODE …

    bool operator==(const UserPermissionsPatch&) const = default;
};

/// Field ids: those of `may`, tags, validityStart, validityEnd.
struct UserPatch {
    UserPermissionsPatch may{};
    std::optional<std::vector<std::string>> tags{};
    std::optional<UnixSeconds> start{}, end{}; ///< 0: at once, never

    bool operator==(const UserPatch&) const = default;
};

/// Writes a patch into claims. @return the ids of the fields that are different now.
std::vector<std::string> applyPatch(const AccountPatch& patch, AccountClaims& claims);
std::vector<std::string> applyPatch(const UserPermissionsPatch& patch, UserPermissions& permissions);
std::vector<std::string> applyPatch(const UserPatch& patch, UserClaims& claims);

/// What is wrong with the values of a patch themselves: LimitOutOfRange, errors of subjects, TextTooLong,
/// UrlNotAllowed, ValueNotAllowed, ValidityEndsBeforeStart, ValidityInThePast. `index` is the place in a list.
std::vector<FieldProblem> patchProblems(const AccountPatch& patch);
std::vector<FieldProblem> patchProblems(const UserPermissionsPatch& patch);
std::vector<FieldProblem> patchProblems(const UserPatch& patch, UnixSeconds now);

} // namespace gd
