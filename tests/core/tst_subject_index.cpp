// SPDX-License-Identifier: Apache-2.0
//
// The index against the plain question for each pair, on random sets; and the rules that use it likewise.
#include "core/jwt/issues.h"
#include "core/share/findings.h"
#include "core/subject/subject.h"
#include "core/subject/subject_index.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace gd;

namespace {

/// Random subjects of few tokens over a small alphabet, so that many meet; some that no server would take.
class RandomSubjects {
public:
    explicit RandomSubjects(unsigned seed) : m_random(seed) {}

    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random); }

    std::string one()
    {
        static const std::string tokens[] = {"a", "b", "c", "a", "b", "*", "*", ">", "", "a*"};
        std::string subject;
        for (std::size_t i = 0, count = 1 + below(4); i < count; ++i) {
            const auto& token = tokens[below(i + 1 < count && below(20) != 0 ? 7 : std::size(tokens))];
            subject += (i == 0 ? "" : ".") + token;
        }
        return subject;
    }

private:
    std::mt19937 m_random;
};

bool overlap(const std::string& one, const std::string& other)
{
    return subjectContained(one, other) || subjectContained(other, one);
}

std::string remoteOf(const Import& import)
{
    return import.type == ExportType::Service && !import.to.empty() ? import.to : import.subject;
}

std::string patternOf(const Import& import)
{
    return referencesToStars(localName(import));
}

Account randomAccount(RandomSubjects& random)
{
    Account account;
    account.key = "A";
    const auto type = [&] {
        return random.below(3) == 0 ? ExportType::Stream : ExportType::Service;
    };
    for (std::size_t i = 0, count = 30 + random.below(40); i < count; ++i) {
        Import import;
        import.type = type();
        import.subject = random.one();
        import.account = random.below(2) == 0 ? "P" : "Q";
        if (random.below(2) == 0) import.localSubject = random.below(6) == 0 ? "x.$1" : random.one();
        if (random.below(8) == 0) import.to = random.one();
        account.claims.imports.push_back(import);
        Export offered;
        offered.type = type();
        offered.subject = random.one();
        account.claims.exports.push_back(offered);
    }
    return account;
}

Findings naiveCollides(const Account& account)
{
    Findings findings;
    const auto& imports = account.claims.imports;
    for (std::size_t i = 0; i < imports.size(); ++i)
        for (std::size_t k = 0; k < i; ++k) {
            const auto &one = imports[i], &other = imports[k];
            if (one.type != ExportType::Service || other.type != ExportType::Service) continue;
            if (!overlap(patternOf(one), patternOf(other))) continue;
            if (one.account == other.account && remoteOf(one) == remoteOf(other)) continue;
            const auto code = one.account == other.account ? FindingCode::ImportCollides : FindingCode::LocalNameShared;
            findings.push_back({Severity::Blocks, code, "A", remoteOf(one), remoteOf(other)});
            break;
        }
    return findings;
}

Findings naiveCaptured(const Account& account)
{
    Findings findings;
    const auto& imports = account.claims.imports;
    for (std::size_t i = 0; i < imports.size(); ++i)
        for (std::size_t k = 0; k < imports.size(); ++k) {
            const auto &one = imports[i], &other = imports[k];
            const bool isFeed = other.type == ExportType::Stream;
            if (one.type != ExportType::Stream || (isFeed && k >= i)) continue;
            if (!subjectsCollide(patternOf(one), patternOf(other))) continue;
            if (isFeed && one.account == other.account && one.subject == other.subject) continue;
            findings.push_back({Severity::Warning, FindingCode::LocalCaptured, "A", localName(one), remoteOf(other)});
            break;
        }
    return findings;
}

Findings naiveExports(const Account& account)
{
    Findings findings;
    const auto& exports = account.claims.exports;
    for (std::size_t i = 0; i < exports.size(); ++i)
        for (std::size_t k = 0; k < exports.size(); ++k) {
            if (i == k || exports[i].type != exports[k].type) continue;
            if (exports[i].subject == exports[k].subject && k > i) continue;
            if (subjectContained(exports[i].subject, exports[k].subject))
                findings.push_back(
                    {Severity::Blocks, FindingCode::ExportOverlaps, "A", exports[i].subject, exports[k].subject});
        }
    return findings;
}

/// As the reference library does it, import by import; texts of the issues.
std::vector<std::string> naiveImportIssues(const Account& account)
{
    std::vector<std::string> issues;
    std::map<std::string, std::set<std::string>> seenByAccount;
    for (const auto& import : account.claims.imports) {
        if (import.type != ExportType::Service) continue;
        const auto local = import.localSubject.empty() ? import.subject : referencesToStars(import.localSubject);
        const auto subject = import.to.empty() ? local : import.to;
        auto& seen = seenByAccount[import.account];
        for (const auto& other : seen)
            if (overlap(subject, other)) issues.push_back("overlap " + subject);
        if (!seen.insert(subject).second) issues.push_back("duplicate " + subject);
    }
    return issues;
}

std::vector<std::string> importIssues(const Account& account)
{
    Issues issues;
    checkImports(issues, account.claims.imports, account.key);
    std::vector<std::string> texts;
    for (const auto& issue : issues.take()) {
        if (issue.code == IssueCode::ImportOverlap) texts.push_back("overlap " + issue.where);
        if (issue.code == IssueCode::ImportDuplicate) texts.push_back("duplicate " + issue.where);
    }
    return texts;
}

/// For each text that contains the subject of another export, or is there twice: the first such export.
std::map<std::string, std::string> naiveExportIssues(const Account& account, bool services)
{
    std::vector<std::string> subjects;
    for (const auto& offered : account.claims.exports)
        if ((offered.type == ExportType::Service) == services) subjects.push_back(offered.subject);
    std::map<std::string, std::string> overlaps;
    for (const auto& container : subjects) {
        const bool isTwice = std::ranges::count(subjects, container) > 1;
        const auto first = std::ranges::find_if(subjects, [&](const std::string& subject) {
            return subject == container ? isTwice : subjectContained(subject, container);
        });
        if (first != subjects.end()) overlaps.emplace(container, *first);
    }
    return overlaps;
}

} // namespace

class TestSubjectIndex : public QObject {
    Q_OBJECT

private slots:
    void empty();
    void containers();
    void colliding();
    void rules();
    void manyAreQuick();
    void manyTokens();
};

void TestSubjectIndex::empty()
{
    const SubjectIndex index;
    QVERIFY(index.empty());
    QCOMPARE(index.firstColliding(">"), noRank);
    index.forEachContainer("a", [](const FirstRanks&) { QFAIL("nothing is in there"); });
}

void TestSubjectIndex::containers()
{
    for (unsigned seed = 0; seed < 150; ++seed) {
        RandomSubjects random(seed);
        std::set<std::string> texts;
        while (texts.size() < 1 + seed / 2)
            texts.insert(random.one());
        SubjectIndex index;
        SubjectRank rank = 0;
        for (const auto& text : texts)
            index.add(text, rank++);
        const std::vector<std::string> list(texts.begin(), texts.end());
        for (int i = 0; i < 40; ++i) {
            const auto subject = i % 2 == 0 ? random.one() : list[random.below(list.size())];
            std::vector<std::string> wanted, found;
            for (const auto& text : list)
                if (subjectContained(subject, text)) wanted.push_back(text);
            index.forEachContainer(subject, [&](const FirstRanks& ranks) { found.push_back(list[ranks.first()]); });
            std::ranges::sort(found);
            QCOMPARE(found, wanted);
        }
    }
}

void TestSubjectIndex::colliding()
{
    for (unsigned seed = 0; seed < 150; ++seed) {
        RandomSubjects random(seed);
        std::vector<std::string> list(1 + seed / 2);
        std::vector<SubjectRank> owners;
        for (auto& text : list) {
            text = random.one();
            owners.push_back(random.below(4) == 0 ? noRank : static_cast<SubjectRank>(random.below(3)));
        }
        SubjectIndex index;
        for (const auto i : {1, 0}) // not in the order of ranks
            for (auto k = static_cast<std::size_t>(i); k < list.size(); k += 2)
                index.add(list[k], static_cast<SubjectRank>(k), owners[k]);
        for (int i = 0; i < 40; ++i) {
            const auto subject = i % 2 == 0 ? random.one() : list[random.below(list.size())];
            for (const SubjectRank owner : {noRank, SubjectRank{0}, SubjectRank{2}}) {
                SubjectRank wanted = noRank;
                for (std::size_t k = 0; k < list.size() && wanted == noRank; ++k)
                    if (subjectsCollide(subject, list[k]) && (owner == noRank || owners[k] != owner))
                        wanted = static_cast<SubjectRank>(k);
                QCOMPARE(index.firstColliding(subject, owner), wanted);
            }
        }
    }
}

void TestSubjectIndex::rules()
{
    int found = 0;
    for (unsigned seed = 0; seed < 200; ++seed) {
        RandomSubjects random(seed);
        Snapshot world;
        world.accounts.push_back(randomAccount(random));
        const auto& account = world.accounts.front();
        const auto findingsOf = [&](Rule rule) {
            Findings findings;
            rule({world.accounts, {}}, findings);
            found += static_cast<int>(findings.size());
            return findings;
        };
        QVERIFY(findingsOf(ruleImportCollides) == naiveCollides(account));
        QVERIFY(findingsOf(ruleLocalCaptured) == naiveCaptured(account));
        QVERIFY(findingsOf(ruleExportOverlaps) == naiveExports(account));
        QCOMPARE(importIssues(account), naiveImportIssues(account));
        for (const bool services : {true, false}) {
            std::map<std::string, std::string> overlaps;
            for (const auto& overlap : exportOverlaps(account.claims.exports, services))
                overlaps.emplace(overlap.container, overlap.firstContained);
            QCOMPARE(overlaps, naiveExportIssues(account, services));
        }
    }
    QVERIFY(found > 1000);
}

/// No time is asserted: a walk over all pairs would take longer than a test may.
void TestSubjectIndex::manyAreQuick()
{
    constexpr int many = 20'000;
    Snapshot world;
    Account account;
    account.key = "A";
    for (int i = 0; i < many; ++i) {
        Import import;
        import.type = i % 2 == 0 ? ExportType::Stream : ExportType::Service;
        import.subject = "s." + std::to_string(i) + (i % 3 == 0 ? ".*" : ".a");
        import.account = "P";
        account.claims.imports.push_back(import);
        Export offered;
        offered.type = import.type;
        offered.subject = import.subject;
        account.claims.exports.push_back(offered);
    }
    world.accounts.push_back(std::move(account));
    Findings findings;
    for (const Rule rule : {ruleImportCollides, ruleLocalCaptured, ruleExportOverlaps})
        rule({world.accounts, {}}, findings);
    QVERIFY(findings.empty());
    QVERIFY(importIssues(world.accounts.front()).empty());
    QVERIFY(exportOverlaps(world.accounts.front().claims.exports, true).empty());
}

void TestSubjectIndex::manyTokens()
{
    std::string deep;
    for (int i = 0; i < 300'000; ++i)
        deep += "a.";
    const std::string wide = deep + ">";
    deep += "b.c";
    SubjectIndex index;
    index.add(wide, 7);
    QCOMPARE(index.firstColliding(deep), SubjectRank{7});
    int count = 0;
    index.forEachContainer(deep, [&](const FirstRanks&) { ++count; });
    QCOMPARE(count, 1);
}

QTEST_GUILESS_MAIN(TestSubjectIndex)
#include "tst_subject_index.moc"
