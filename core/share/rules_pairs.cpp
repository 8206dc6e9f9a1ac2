// SPDX-License-Identifier: Apache-2.0
//
// Rules about pairs of exports or of imports within one account. A token may list ten thousands, so nobody walks over
// all pairs: a subject is asked for in an index, and an index is only made where there are enough to be worth it.
#include "core/share/findings.h"
#include "core/subject/subject.h"
#include "core/subject/subject_index.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace gd {

namespace {

/// So few are compared faster one by one.
constexpr std::size_t fewPairs = 24;

/// Nobody reads more, and a hostile token could ask for as many findings as there are pairs.
constexpr std::size_t mostOverlapsTold = 10'000;

bool overlaps(std::string_view one, std::string_view other)
{
    return subjectContained(one, other) || subjectContained(other, one);
}

/// Gives equal pairs of texts equal numbers.
class Numbering {
public:
    SubjectRank of(const std::string& account, const std::string& subject)
    {
        return m_known.emplace(std::pair(std::string_view(account), std::string_view(subject)), m_known.size())
            .first->second;
    }

private:
    std::map<std::pair<std::string_view, std::string_view>, SubjectRank> m_known{};
};

/// A service among the imports of an account.
struct LocalService {
    const Import* import = nullptr;
    std::size_t index = 0; ///< in the imports
    std::string local{};   ///< as a pattern
};

std::vector<LocalService> servicesOf(const Account& account)
{
    std::vector<LocalService> services;
    for (std::size_t i = 0; i < account.claims.imports.size(); ++i) {
        const auto& import = account.claims.imports[i];
        if (import.type == ExportType::Service) services.push_back({&import, i, referencesToStars(localName(import))});
    }
    return services;
}

/// For each service the first one before it whose local name overlaps, the same import aside; noRank if there is none.
/// Only asked for imports at or behind `from`.
std::vector<SubjectRank> firstOverlapsByPair(const std::vector<LocalService>& services, std::size_t from)
{
    std::vector<SubjectRank> first(services.size(), noRank);
    for (std::size_t i = 0; i < services.size(); ++i) {
        const auto& service = services[i];
        if (service.index < from) continue;
        for (std::size_t k = 0; k < i; ++k) {
            const auto& other = services[k];
            const bool isSame = other.import->account == service.import->account &&
                                remoteSubject(*other.import) == remoteSubject(*service.import);
            if (isSame || !overlaps(service.local, other.local)) continue;
            first[i] = static_cast<SubjectRank>(k);
            break;
        }
    }
    return first;
}

/// The same with an index. Each pair of different texts where one contains the other is met once, and a text remembers
/// only the first ranks among its partners.
std::vector<SubjectRank> firstOverlapsByIndex(const std::vector<LocalService>& services)
{
    std::unordered_map<std::string_view, SubjectRank> textNumbers;
    std::vector<std::string_view> texts;
    std::vector<FirstRanks> own; // by text
    std::vector<SubjectRank> textOf, ownerOf;
    Numbering owners;
    for (const auto& service : services) {
        const auto [place, isNew] = textNumbers.emplace(service.local, static_cast<SubjectRank>(textNumbers.size()));
        if (isNew) {
            texts.push_back(place->first);
            own.emplace_back();
        }
        const auto rank = static_cast<SubjectRank>(textOf.size());
        textOf.push_back(place->second);
        ownerOf.push_back(owners.of(service.import->account, remoteSubject(*service.import)));
        own[place->second].add(rank, ownerOf.back());
    }
    SubjectIndex containers;
    for (SubjectRank text = 0; text < texts.size(); ++text)
        if (hasWildcards(texts[text])) containers.add(texts[text], text);
    std::vector<FirstRanks> partners = own;
    for (SubjectRank text = 0; text < texts.size() && !containers.empty(); ++text)
        containers.forEachContainer(texts[text], [&](const FirstRanks& found) {
            const SubjectRank container = found.first();
            if (container == text) return;
            partners[text].add(own[container]);
            partners[container].add(own[text]);
        });
    std::vector<SubjectRank> first(services.size(), noRank);
    for (SubjectRank i = 0; i < services.size(); ++i)
        if (const auto found = partners[textOf[i]].firstNotOf(ownerOf[i]); found < i) first[i] = found;
    return first;
}

void importCollides(const Account& account, std::size_t from, Findings& findings)
{
    const auto services = servicesOf(account);
    const bool few = services.size() <= fewPairs || from != 0;
    const auto first = few ? firstOverlapsByPair(services, from) : firstOverlapsByIndex(services);
    for (std::size_t i = 0; i < services.size(); ++i) {
        if (first[i] == noRank) continue;
        const auto &one = *services[i].import, &other = *services[first[i]].import;
        const auto code = one.account == other.account ? FindingCode::ImportCollides : FindingCode::LocalNameShared;
        findings.push_back({Severity::Blocks, code, account.key, remoteSubject(one), remoteSubject(other)});
    }
}

/// For each message feed the first import that ends on an overlapping local name: a feed before it, or any service.
/// Only pairs with an import at or behind `from`.
std::vector<SubjectRank> firstCapturesByPair(const std::vector<Import>& imports, const std::vector<std::string>& locals,
                                             std::size_t from)
{
    std::vector<SubjectRank> first(imports.size(), noRank);
    for (std::size_t i = 0; i < imports.size(); ++i) {
        if (imports[i].type != ExportType::Stream) continue;
        for (std::size_t k = i < from ? from : 0; k < imports.size(); ++k) {
            const bool isFeed = imports[k].type == ExportType::Stream;
            if (isFeed && k >= i) continue; // each pair once
            const bool isSame =
                isFeed && imports[k].account == imports[i].account && imports[k].subject == imports[i].subject;
            if (isSame || !subjectsCollide(locals[i], locals[k])) continue;
            first[i] = static_cast<SubjectRank>(k);
            break;
        }
    }
    return first;
}

std::vector<SubjectRank> firstCapturesByIndex(const std::vector<Import>& imports,
                                              const std::vector<std::string>& locals)
{
    std::vector<SubjectRank> first(imports.size(), noRank);
    SubjectIndex feeds, others;
    Numbering owners;
    for (std::size_t i = 0; i < imports.size(); ++i)
        if (imports[i].type != ExportType::Stream) others.add(locals[i], static_cast<SubjectRank>(i));
    for (std::size_t i = 0; i < imports.size(); ++i) {
        if (imports[i].type != ExportType::Stream) continue;
        const auto owner = owners.of(imports[i].account, imports[i].subject);
        first[i] = std::min(feeds.firstColliding(locals[i], owner), others.firstColliding(locals[i]));
        feeds.add(locals[i], static_cast<SubjectRank>(i), owner);
    }
    return first;
}

void localCaptured(const Account& account, std::size_t from, Findings& findings)
{
    const auto& imports = account.claims.imports;
    std::vector<std::string> locals;
    locals.reserve(imports.size());
    for (const auto& import : imports)
        locals.push_back(referencesToStars(localName(import)));
    const bool few = imports.size() <= fewPairs || from != 0;
    const auto first = few ? firstCapturesByPair(imports, locals, from) : firstCapturesByIndex(imports, locals);
    for (std::size_t i = 0; i < imports.size(); ++i)
        if (first[i] != noRank)
            findings.push_back({Severity::Warning, FindingCode::LocalCaptured, account.key, localName(imports[i]),
                                remoteSubject(imports[first[i]])});
}

/// Whether the overlap of export i with a container k is to be told: an equal one only once.
bool isTold(const std::vector<Export>& exports, std::size_t i, std::size_t k)
{
    return i != k && exports[i].type == exports[k].type && (k < i || exports[i].subject != exports[k].subject);
}

std::vector<std::pair<std::size_t, std::size_t>> overlapsByPair(const std::vector<Export>& exports)
{
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < exports.size(); ++i)
        for (std::size_t k = 0; k < exports.size(); ++k)
            if (isTold(exports, i, k) && subjectContained(exports[i].subject, exports[k].subject))
                pairs.emplace_back(i, k);
    return pairs;
}

std::vector<std::pair<std::size_t, std::size_t>> overlapsByIndex(const std::vector<Export>& exports)
{
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    // By kind and text: the exports with that text, in order.
    std::map<ExportType, std::map<std::string_view, std::vector<std::size_t>>> byText;
    for (std::size_t i = 0; i < exports.size(); ++i)
        byText[exports[i].type][exports[i].subject].push_back(i);
    std::map<ExportType, SubjectIndex> containers;
    for (const auto& [type, texts] : byText)
        for (const auto& [text, list] : texts)
            containers[type].add(text, static_cast<SubjectRank>(list.front()));
    for (std::size_t i = 0; i < exports.size() && pairs.size() < mostOverlapsTold; ++i) {
        const auto begin = static_cast<std::ptrdiff_t>(pairs.size());
        const auto& texts = byText.at(exports[i].type);
        containers.at(exports[i].type).forEachContainer(exports[i].subject, [&](const FirstRanks& found) {
            for (const auto k : texts.at(exports[found.first()].subject)) {
                if (!isTold(exports, i, k)) continue;
                pairs.emplace_back(i, k);
                if (pairs.size() >= 2 * mostOverlapsTold) return;
            }
        });
        std::sort(pairs.begin() + begin, pairs.end());
    }
    if (pairs.size() > mostOverlapsTold) pairs.resize(mostOverlapsTold);
    return pairs;
}

} // namespace

void ruleImportCollides(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts)
        importCollides(account, input.pairsFrom, findings);
}

void ruleLocalCaptured(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts)
        localCaptured(account, input.pairsFrom, findings);
}

void ruleExportOverlaps(const RuleInput& input, Findings& findings)
{
    for (const auto& account : input.accounts) {
        const auto& exports = account.claims.exports;
        const auto pairs = exports.size() <= fewPairs ? overlapsByPair(exports) : overlapsByIndex(exports);
        for (const auto& [i, k] : pairs)
            findings.push_back(
                {Severity::Blocks, FindingCode::ExportOverlaps, account.key, exports[i].subject, exports[k].subject});
    }
}

} // namespace gd
