// SPDX-License-Identifier: Apache-2.0
//
// Rules about exports and imports.
#include "core/jwt/issues.h"
#include "core/jwt/token.h"
#include "core/subject/subject.h"

#include <algorithm>
#include <map>
#include <set>

namespace gd {

namespace {

bool knownResponseType(std::string_view type)
{
    return type.empty() || type == "Singleton" || type == "Stream" || type == "Chunked";
}

void checkLatency(Issues& issues, const Export& exported)
{
    const ServiceLatency& latency = *exported.latency;
    if (exported.type != ExportType::Service) issues.add(IssueCode::LatencyNotService, exported.subject);
    if (latency.sampling < 0 || latency.sampling > 100) {
        issues.add(IssueCode::LatencySamplingRange, exported.subject);
    }
    checkReferenceSubject(issues, latency.results);
    if (hasWildcards(latency.results)) issues.add(IssueCode::LatencyResultsWildcard, latency.results);
}

/// Only the first of three possible faults is reported.
void checkTokenPosition(Issues& issues, const Export& exported)
{
    if (exported.accountTokenPosition == 0) return;
    const auto tokens = subjectTokens(exported.subject);
    if (!hasWildcards(exported.subject)) {
        issues.add(IssueCode::TokenPositionNoWildcard, exported.subject);
    } else if (exported.accountTokenPosition > tokens.size()) {
        issues.add(IssueCode::TokenPositionRange, exported.subject);
    } else if (tokens[exported.accountTokenPosition - 1] != "*") {
        issues.add(IssueCode::TokenPositionNotStar, exported.subject);
    }
}

void checkExport(Issues& issues, const Export& exported)
{
    if (exported.isNull) {
        issues.add(IssueCode::ExportNull);
        return;
    }
    const bool service = exported.type == ExportType::Service;
    const bool stream = exported.type == ExportType::Stream;
    if (exported.type == ExportType::Unset) issues.add(IssueCode::ExportTypeInvalid, exported.subject);
    if (service && !knownResponseType(exported.responseType)) {
        issues.add(IssueCode::ResponseTypeService, exported.responseType);
    }
    if (stream && !exported.responseType.empty()) issues.add(IssueCode::ResponseTypeStream, exported.subject);
    if (stream && exported.allowTrace) issues.add(IssueCode::ExportTraceStream, exported.subject);
    if (exported.latency) checkLatency(issues, exported);
    if (exported.responseThreshold < 0) issues.add(IssueCode::ThresholdNegative, exported.subject);
    if (exported.responseThreshold > 0 && !service) issues.add(IssueCode::ThresholdNotService, exported.subject);
    checkReferenceSubject(issues, exported.subject);
    checkTokenPosition(issues, exported);
    checkInfo(issues, exported.description, exported.infoUrl);
}

void checkImportToken(Issues& issues, const Import& imported, const std::string& holder)
{
    const auto activation = decodeActivation(imported.token);
    if (!activation) {
        issues.add(IssueCode::ImportTokenInvalid, imported.subject);
        return;
    }
    if (activation->header.issuer != imported.account && activation->issuerAccount != imported.account) {
        issues.add(IssueCode::ImportTokenIssuer, imported.subject);
    }
    if (activation->header.subject != holder) issues.add(IssueCode::ImportTokenTarget, imported.subject);
    if (activation->kind != imported.type) issues.add(IssueCode::ImportTokenType, imported.subject);
    checkActivationContent(issues, *activation);
    // In the deprecated form of a service import `to` is the provider's name.
    const bool oldService = imported.type == ExportType::Service && !imported.to.empty();
    if (!subjectContained(oldService ? imported.to : imported.subject, activation->grantedSubject)) {
        issues.add(IssueCode::ImportTokenSubject, imported.subject);
    }
}

void checkImport(Issues& issues, const Import& imported, const std::string& holder)
{
    if (imported.isNull) {
        issues.add(IssueCode::ImportNull);
        return;
    }
    const bool service = imported.type == ExportType::Service;
    if (imported.type == ExportType::Unset) issues.add(IssueCode::ImportTypeInvalid, imported.subject);
    if (service && imported.allowTrace) issues.add(IssueCode::ImportTraceService, imported.subject);
    if (imported.account.empty()) issues.add(IssueCode::ImportAccountMissing, imported.subject);
    if (!imported.to.empty()) issues.add(IssueCode::ImportToDeprecated, imported.subject, IssueLevel::Warning);
    checkReferenceSubject(issues, imported.subject);
    if (!imported.localSubject.empty()) {
        checkLocalSubject(issues, imported.localSubject, imported.subject);
        if (!imported.to.empty()) issues.add(IssueCode::ImportLocalAndTo, imported.subject);
    }
    if (imported.share && !service) issues.add(IssueCode::ImportShareStream, imported.subject);
    if (!imported.token.empty()) checkImportToken(issues, imported, holder);
}

/// The subject under which clients of the holder reach a service.
std::string effectiveSubject(const Import& imported)
{
    if (!imported.to.empty()) return imported.to;
    return imported.localSubject.empty() ? imported.subject : referencesToStars(imported.localSubject);
}

/// Services of one account must not lie on top of each other; streams may.
void checkImportOverlaps(Issues& issues, const std::vector<Import>& imports)
{
    std::map<std::string_view, std::set<std::string>> seenByAccount;
    for (const Import& imported : imports) {
        if (imported.type != ExportType::Service) continue;
        auto& seen = seenByAccount[imported.account];
        std::string subject = effectiveSubject(imported);
        for (const std::string& other : seen) {
            if (subjectContained(subject, other) || subjectContained(other, subject)) {
                issues.add(IssueCode::ImportOverlap, subject);
            }
        }
        if (seen.contains(subject)) issues.add(IssueCode::ImportDuplicate, subject);
        seen.insert(std::move(subject));
    }
}

} // namespace

std::vector<ExportOverlap> exportOverlaps(const std::vector<Export>& exports, bool services)
{
    std::vector<std::string_view> subjects;
    for (const Export& exported : exports) {
        const bool service = exported.type == ExportType::Service;
        if (!exported.isNull && service == services) subjects.push_back(exported.subject);
    }
    // Without wildcards only an equal subject is contained, so the long way round is for the few that have some.
    std::set<std::string_view> seen, twice, containers;
    for (const std::string_view subject : subjects) {
        if (!seen.insert(subject).second) twice.insert(subject);
    }
    containers = twice;
    for (const std::string_view container : seen) {
        if (container.find_first_of("*>") == std::string_view::npos) continue;
        const auto contained = [&](std::string_view subject) {
            return subject != container && subjectContained(subject, container);
        };
        if (std::ranges::any_of(seen, contained)) containers.insert(container);
    }
    std::vector<ExportOverlap> overlaps;
    for (const std::string_view container : containers) {
        const auto first = std::ranges::find_if(subjects, [&](std::string_view subject) {
            return subject == container ? twice.contains(subject) : subjectContained(subject, container);
        });
        overlaps.push_back({std::string(container), std::string(*first)});
    }
    return overlaps;
}

void checkExports(Issues& issues, const std::vector<Export>& exports)
{
    for (const Export& exported : exports)
        checkExport(issues, exported);
    for (const bool services : {true, false}) {
        for (const ExportOverlap& overlap : exportOverlaps(exports, services))
            issues.add(IssueCode::ExportOverlap, overlap.container);
    }
}

void checkImports(Issues& issues, const std::vector<Import>& imports, const std::string& holder)
{
    checkImportOverlaps(issues, imports);
    for (const Import& imported : imports)
        checkImport(issues, imported, holder);
}

} // namespace gd
