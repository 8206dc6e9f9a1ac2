// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/issues.h"
#include "core/nkeys/public_key.h"
#include "core/subject/subject.h"

#include <algorithm>

namespace gd {

namespace {

constexpr int wholeWeight = 100; // percent

bool allZero(const JetStreamLimits& limits)
{
    JetStreamLimits zero;
    zero.unknown = limits.unknown; // not a limit
    return limits == zero;
}

bool allZero(const AccountLimits& limits)
{
    AccountLimits zero;
    zero.unknown = limits.unknown;
    zero.jetStream.unknown = limits.jetStream.unknown;
    return limits.tiers.empty() && limits == zero;
}

void checkTiers(Issues& issues, const AccountLimits& limits)
{
    if (limits.tiers.empty()) return;
    if (!allZero(limits.jetStream)) issues.add(IssueCode::LimitsJsBoth);
    if (limits.tiers.contains({})) issues.add(IssueCode::LimitsTierBlank);
}

void checkMapping(Issues& issues, const std::string& source, const std::vector<WeightedMapping>& targets)
{
    checkReferenceSubject(issues, source);
    int total = 0;
    std::map<std::string_view, int> clusterTotals;
    for (const WeightedMapping& target : targets) {
        checkReferenceSubject(issues, target.subject);
        const int weight = target.weight == 0 ? wholeWeight : target.weight;
        if (weight > wholeWeight) issues.add(IssueCode::MappingWeight, target.subject);
        if (target.cluster.empty()) {
            total += weight;
        } else if (int& clusterTotal = clusterTotals[target.cluster]; (clusterTotal += weight) > wholeWeight) {
            issues.add(IssueCode::MappingClusterTotal, target.cluster);
        }
    }
    if (total > wholeWeight) issues.add(IssueCode::MappingTotal, source);
}

void checkAuthorization(Issues& issues, const Authorization& authorization)
{
    const auto& accounts = authorization.allowedAccounts;
    if (!accounts.empty() && authorization.authUsers.empty()) issues.add(IssueCode::AuthzAccountsWithoutUsers);
    for (const std::string& user : authorization.authUsers) {
        if (!isPublicKey(user, KeyKind::User)) issues.add(IssueCode::AuthzUserInvalid, user);
    }
    for (const std::string& account : accounts) {
        if (account == "*") {
            if (accounts.size() > 1) issues.add(IssueCode::AuthzAnyNotAlone);
        } else if (!isPublicKey(account, KeyKind::Account)) {
            issues.add(IssueCode::AuthzAccountInvalid, account);
        }
    }
    if (!authorization.xkey.empty() && !isPublicKey(authorization.xkey, KeyKind::Curve)) {
        issues.add(IssueCode::AuthzXkeyInvalid, authorization.xkey);
    }
}

void checkTrace(Issues& issues, const MessageTrace& trace)
{
    Issues faults;
    checkReferenceSubject(faults, trace.dest);
    if (faults.size() > 0) issues.add(IssueCode::TraceDestInvalid, trace.dest);
    if (hasWildcards(trace.dest)) issues.add(IssueCode::TraceDestWildcard, trace.dest);
    if (trace.sampling < 0 || trace.sampling > 100) issues.add(IssueCode::TraceSamplingRange);
}

/// The excess of imports is looked at twice by the reference library, which usually gives two equal issues.
void checkShareLimits(Issues& issues, const AccountClaims& claims)
{
    const AccountLimits& limits = claims.limits;
    const auto importCount = static_cast<std::int64_t>(claims.imports.size());
    const auto exportCount = static_cast<std::int64_t>(claims.exports.size());
    if (!allZero(limits) && limits.imports >= 0 && importCount > limits.imports) {
        issues.add(IssueCode::AccountImportsLimit);
    }
    if (limits.imports != -1 && importCount > limits.imports) issues.add(IssueCode::AccountImportsLimit);
    if (limits.exports == -1) return;
    if (exportCount > limits.exports) issues.add(IssueCode::AccountExportsLimit);
    if (limits.wildcards) return;
    for (const Export& exported : claims.exports) {
        if (hasWildcards(exported.subject)) issues.add(IssueCode::AccountWildcardExports, exported.subject);
    }
}

} // namespace

void checkContent(Issues& issues, const AccountClaims& claims)
{
    checkImports(issues, claims.imports, claims.header.subject);
    checkExports(issues, claims.exports);
    checkTiers(issues, claims.limits);
    checkPermissions(issues, claims.defaultPermissions);
    for (const auto& [source, targets] : claims.mappings) {
        checkMapping(issues, source, targets.value_or(std::vector<WeightedMapping>{}));
    }
    checkAuthorization(issues, claims.authorization);
    if (claims.trace) checkTrace(issues, *claims.trace);
    checkShareLimits(issues, claims);
    for (const auto& [key, scope] : claims.signingKeys) {
        if (isPublicKey(key, KeyKind::Account)) continue;
        issues.add(scope ? IssueCode::ScopeKeyInvalid : IssueCode::SigningKeyInvalid, key);
    }
    checkInfo(issues, claims.description, claims.infoUrl);
    const std::string& traffic = claims.clusterTraffic;
    if (!traffic.empty() && traffic != "system" && traffic != "owner") {
        issues.add(IssueCode::ClusterTrafficUnknown, traffic);
    }
    if (isPublicKey(claims.header.issuer, KeyKind::Account) && !allZero(claims.limits)) {
        issues.add(IssueCode::SelfSignedLimits, {}, IssueLevel::Warning);
    }
}

} // namespace gd
