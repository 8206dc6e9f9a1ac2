// SPDX-License-Identifier: Apache-2.0
//
// The content rules of the reference library: what a token says that it should not. Order of the issues means nothing.
#pragma once

#include "core/jwt/claims.h"

#include <string_view>
#include <vector>

namespace gd {

/// One rule that is broken. The text of the code is that of the reference vectors, see issueCodeText().
enum class IssueCode {
    TimeExpired,
    TimeNotYetValid,
    SubjectEmpty,
    SubjectSpaces,
    SubjectDotEdge,
    SubjectDotDouble,
    RenameSuffixMismatch,
    RenameReferenceRange,
    RenameWildcardCount,
    ExportNull,
    ExportTypeInvalid,
    ResponseTypeService,
    ResponseTypeStream,
    ExportTraceStream,
    LatencyNotService,
    LatencySamplingRange,
    LatencyResultsWildcard,
    ThresholdNegative,
    ThresholdNotService,
    TokenPositionNoWildcard,
    TokenPositionRange,
    TokenPositionNotStar,
    ExportOverlap,
    ImportNull,
    ImportOverlap,
    ImportDuplicate,
    ImportTypeInvalid,
    ImportTraceService,
    ImportAccountMissing,
    ImportToDeprecated,
    ImportLocalAndTo,
    ImportShareStream,
    ImportTokenInvalid,
    ImportTokenIssuer,
    ImportTokenTarget,
    ImportTokenType,
    ImportTokenSubject,
    LimitsJsBoth,
    LimitsTierBlank,
    MappingWeight,
    MappingClusterTotal,
    MappingTotal,
    AuthzAccountsWithoutUsers,
    AuthzUserInvalid,
    AuthzAnyNotAlone,
    AuthzAccountInvalid,
    AuthzXkeyInvalid,
    TraceDestInvalid,
    TraceDestWildcard,
    TraceSamplingRange,
    AccountImportsLimit,
    AccountExportsLimit,
    AccountWildcardExports,
    SigningKeyInvalid,
    ScopeKeyInvalid,
    ClusterTrafficUnknown,
    SelfSignedLimits,
    AccountServerUrl,
    OperatorServiceUrl,
    OperatorSigningKey,
    SystemAccountInvalid,
    AssertServerVersion,
    IssuerAccountInvalid,
    CidrInvalid,
    TimeRangeStartMissing,
    TimeRangeStartInvalid,
    TimeRangeEndMissing,
    TimeRangeEndInvalid,
    TimeZoneInvalid,
    PermissionQueue,
    PermissionSpaces,
    DescriptionTooLong,
    InfoUrlTooLong,
    InfoUrlInvalid,
};

/// Error blocks; Warning never does; Time blocks only where the caller asks for times too.
enum class IssueLevel { Error, Warning, Time };

struct Issue {
    IssueCode code{};
    IssueLevel level = IssueLevel::Error;
    std::string where{}; ///< the subject, key or text concerned

    bool operator==(const Issue&) const = default;
};

/// The code as in the reference vectors, e.g. "import_token_target".
std::string_view issueCodeText(IssueCode code);

/// All broken rules of these claims at a point of time (seconds UTC).
std::vector<Issue> validate(const OperatorClaims& claims, UnixSeconds now);
std::vector<Issue> validate(const AccountClaims& claims, UnixSeconds now);
std::vector<Issue> validate(const UserClaims& claims, UnixSeconds now);
std::vector<Issue> validate(const ActivationClaims& claims, UnixSeconds now);
std::vector<Issue> validate(const Claims& claims, UnixSeconds now);

} // namespace gd
