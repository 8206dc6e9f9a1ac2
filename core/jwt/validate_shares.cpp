// SPDX-License-Identifier: Apache-2.0
//
// Rules about exports and imports.
#include "core/jwt/issues.h"
#include "core/jwt/token.h"
#include "core/subject/subject.h"
#include "core/subject/subject_index.h"

#include <algorithm>
#include <map>
#include <vector>

namespace gd {

namespace {

/// Nobody reads more, and a hostile token could ask for as many as there are pairs.
constexpr std::size_t mostOverlapsTold = 10'000;

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

/// The services that are imported from one account, by the different texts of their local names.
struct ServiceTexts {
    std::map<std::string, std::vector<SubjectRank>> uses{}; ///< text -> places in the imports
    /// Text -> places where each text that overlaps it (itself included) is used first.
    std::map<std::string_view, std::vector<SubjectRank>> partners{};

    /// Sorted lists of partners, from an index: each pair of texts where one contains the other is met once.
    void findPartners()
    {
        SubjectIndex containers;
        std::map<SubjectRank, std::string_view> textOfFirst;
        for (const auto& [text, places] : uses) {
            containers.add(text, places.front());
            textOfFirst.emplace(places.front(), text);
        }
        for (const auto& entry : uses) { // no structured binding: clang 14 cannot capture one
            const SubjectRank first = entry.second.front();
            containers.forEachContainer(entry.first, [&](const FirstRanks& found) {
                partners[entry.first].push_back(found.first());
                if (found.first() != first) partners[textOfFirst.at(found.first())].push_back(first);
            });
        }
        for (auto& entry : partners) {
            auto& list = entry.second;
            std::ranges::sort(list);
            list.erase(std::unique(list.begin(), list.end()), list.end()); // two texts may contain each other
        }
    }
};

/// Services of one account must not lie on top of each other; streams may.
void checkImportOverlaps(Issues& issues, const std::vector<Import>& imports)
{
    std::map<std::string_view, ServiceTexts> byAccount;
    for (std::size_t i = 0; i < imports.size(); ++i)
        if (imports[i].type == ExportType::Service)
            byAccount[imports[i].account].uses[effectiveSubject(imports[i])].push_back(static_cast<SubjectRank>(i));
    for (auto& entry : byAccount)
        if (entry.second.uses.size() > 1 || entry.second.uses.begin()->second.size() > 1) entry.second.findPartners();
    std::size_t told = 0;
    for (SubjectRank i = 0; i < imports.size(); ++i) {
        if (imports[i].type != ExportType::Service) continue;
        const ServiceTexts& texts = byAccount.at(imports[i].account);
        const std::string subject = effectiveSubject(imports[i]);
        const auto partners = texts.partners.find(subject);
        if (partners == texts.partners.end()) continue;
        for (const SubjectRank first : partners->second) {
            if (first >= i || ++told > mostOverlapsTold) break;
            issues.add(IssueCode::ImportOverlap, subject);
        }
        if (texts.uses.at(subject).front() < i) issues.add(IssueCode::ImportDuplicate, subject);
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
    // The different texts in byte order: how often each is there and where first.
    struct Text {
        std::size_t first = 0;
        bool isTwice = false;
        SubjectRank rank = 0;
    };
    std::map<std::string_view, Text> texts;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const auto [place, isNew] = texts.emplace(subjects[i], Text{.first = i});
        if (!isNew) place->second.isTwice = true;
    }
    SubjectIndex containers;
    SubjectRank rank = 0;
    for (auto& entry : texts) {
        entry.second.rank = rank++;
        // Without wildcards only an equal subject is contained.
        if (hasWildcards(entry.first)) containers.add(entry.first, entry.second.rank);
    }
    std::vector<std::size_t> firstContained(texts.size(), subjects.size());
    for (const auto& entry : texts) { // no structured binding: clang 14 cannot capture one
        const Text& text = entry.second;
        const auto isIn = [&](SubjectRank container) {
            firstContained[container] = std::min(firstContained[container], text.first);
        };
        if (text.isTwice) isIn(text.rank);
        if (containers.empty()) continue;
        containers.forEachContainer(entry.first, [&](const FirstRanks& found) {
            if (found.first() != text.rank) isIn(found.first());
        });
    }
    std::vector<ExportOverlap> overlaps;
    for (const auto& [container, text] : texts) {
        const std::size_t contained = firstContained[text.rank];
        if (contained < subjects.size()) overlaps.push_back({std::string(container), std::string(subjects[contained])});
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
