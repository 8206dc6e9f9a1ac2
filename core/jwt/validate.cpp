// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/validate.h"

#include "core/jwt/issues.h"
#include "core/nkeys/public_key.h"

#include <iterator>

namespace gd {

namespace {

/// In the order of IssueCode.
constexpr std::string_view codeTexts[] = {
    "time_expired",
    "time_not_yet_valid",
    "subject_empty",
    "subject_spaces",
    "subject_dot_edge",
    "subject_dot_double",
    "rename_suffix_mismatch",
    "rename_reference_range",
    "rename_wildcard_count",
    "export_null",
    "export_type_invalid",
    "response_type_service",
    "response_type_stream",
    "export_trace_stream",
    "latency_not_service",
    "latency_sampling_range",
    "latency_results_wildcard",
    "threshold_negative",
    "threshold_not_service",
    "token_position_no_wildcard",
    "token_position_range",
    "token_position_not_star",
    "export_overlap",
    "import_null",
    "import_overlap",
    "import_duplicate",
    "import_type_invalid",
    "import_trace_service",
    "import_account_missing",
    "import_to_deprecated",
    "import_local_and_to",
    "import_share_stream",
    "import_token_invalid",
    "import_token_issuer",
    "import_token_target",
    "import_token_type",
    "import_token_subject",
    "limits_js_both",
    "limits_tier_blank",
    "mapping_weight",
    "mapping_cluster_total",
    "mapping_total",
    "authz_accounts_without_users",
    "authz_user_invalid",
    "authz_any_not_alone",
    "authz_account_invalid",
    "authz_xkey_invalid",
    "trace_dest_invalid",
    "trace_dest_wildcard",
    "trace_sampling_range",
    "account_imports_limit",
    "account_exports_limit",
    "account_wildcard_exports",
    "signing_key_invalid",
    "scope_key_invalid",
    "cluster_traffic_unknown",
    "self_signed_limits",
    "account_server_url",
    "operator_service_url",
    "operator_signing_key",
    "system_account_invalid",
    "assert_server_version",
    "issuer_account_invalid",
    "cidr_invalid",
    "time_range_start_missing",
    "time_range_start_invalid",
    "time_range_end_missing",
    "time_range_end_invalid",
    "time_zone_invalid",
    "permission_queue",
    "permission_spaces",
    "description_too_long",
    "info_url_too_long",
    "info_url_invalid",
};
static_assert(std::size(codeTexts) == static_cast<std::size_t>(IssueCode::InfoUrlInvalid) + 1);

/// A token is valid in the second of its expiry; servers are a second stricter with activations.
void checkTimes(Issues& issues, const ClaimsHeader& header, UnixSeconds now)
{
    if (header.expires > 0 && now > header.expires) issues.add(IssueCode::TimeExpired, {}, IssueLevel::Time);
    if (header.notBefore > 0 && header.notBefore > now) issues.add(IssueCode::TimeNotYetValid, {}, IssueLevel::Time);
}

template <class C>
std::vector<Issue> validateAny(const C& claims, UnixSeconds now)
{
    Issues issues;
    checkTimes(issues, claims.header, now);
    checkContent(issues, claims);
    return issues.take();
}

} // namespace

std::string_view issueCodeText(IssueCode code)
{
    return codeTexts[static_cast<std::size_t>(code)];
}

void checkActivationContent(Issues& issues, const ActivationClaims& claims)
{
    if (claims.kind == ExportType::Unset) issues.add(IssueCode::ImportTypeInvalid, claims.grantedSubject);
    checkReferenceSubject(issues, claims.grantedSubject);
    if (!claims.issuerAccount.empty() && !isPublicKey(claims.issuerAccount, KeyKind::Account)) {
        issues.add(IssueCode::IssuerAccountInvalid, claims.issuerAccount);
    }
}

std::vector<Issue> validate(const OperatorClaims& claims, UnixSeconds now)
{
    return validateAny(claims, now);
}
std::vector<Issue> validate(const AccountClaims& claims, UnixSeconds now)
{
    return validateAny(claims, now);
}
std::vector<Issue> validate(const UserClaims& claims, UnixSeconds now)
{
    return validateAny(claims, now);
}
std::vector<Issue> validate(const ActivationClaims& claims, UnixSeconds now)
{
    return validateAny(claims, now);
}

std::vector<Issue> validate(const Claims& claims, UnixSeconds now)
{
    return std::visit([&](const auto& typed) { return validateAny(typed, now); }, claims);
}

} // namespace gd
