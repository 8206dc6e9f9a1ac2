// SPDX-License-Identifier: Apache-2.0
//
// Subjects, containment and local names, compared with matchers written here without a look at core/subject: they walk
// the texts character by character and know nothing of lists of tokens.
#include "core/jwt/issues.h"
#include "core/jwt/token.h"
#include "core/subject/local_subject.h"
#include "core/subject/subject.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace gd;
using namespace gd::fuzz;

namespace {

/// The naive search for collisions takes the square of it; no rule here looks further than a few tokens.
constexpr std::size_t maxInput = 400;

/// A text of tokens, looked at from the left.
struct Walk {
    std::string_view rest;
    bool ended = false;

    std::string_view token() const { return rest.substr(0, rest.find('.')); }
    bool isLast() const { return rest.find('.') == std::string_view::npos; }
    void step()
    {
        ended = isLast();
        if (!ended) rest.remove_prefix(rest.find('.') + 1);
    }
};

/// Containment as specified: '*' accepts any one token, a final '>' one or more, everything else itself.
bool naiveContained(Walk inner, Walk outer)
{
    if (outer.ended) return inner.ended;
    if (inner.ended) return false;
    if (outer.isLast() && outer.rest == ">") return true;
    if (outer.token() != "*" && outer.token() != inner.token()) return false;
    inner.step();
    outer.step();
    return naiveContained(inner, outer);
}

bool naiveContained(std::string_view inner, std::string_view outer)
{
    return naiveContained(Walk{inner}, Walk{outer});
}

int naiveTokenCount(std::string_view subject)
{
    return static_cast<int>(std::ranges::count(subject, '.')) + 1;
}

bool endsInTail(std::string_view subject)
{
    return subject == ">" || subject.ends_with(".>");
}

/// A literal subject that the pattern takes: stars become `star`, a final '>' `tail`.
std::string instanceOf(std::string_view pattern, std::string_view star, std::string_view tail)
{
    std::string made;
    Walk walk{pattern};
    for (; !walk.ended; walk.step()) {
        if (!made.empty()) made += '.';
        made += walk.token() == "*" ? star : walk.isLast() && walk.token() == ">" ? tail : walk.token();
    }
    return made;
}

/// Of two patterns, token by token, the literal side; `length` tokens in all.
std::string meetingOf(std::string_view one, std::string_view other, int length)
{
    std::string made;
    Walk a{one};
    Walk b{other};
    const auto next = [](Walk& walk) -> std::string_view {
        if (walk.ended) return "*";
        const std::string_view token = walk.token();
        if (token == ">") return "*"; // stays: it takes all that follows
        walk.step();
        return token;
    };
    for (int i = 0; i < length; ++i) {
        const std::string_view left = next(a);
        const std::string_view right = next(b);
        if (i > 0) made += '.';
        made += left != "*" ? left : right != "*" ? right : "q";
    }
    return made;
}

bool naiveCollide(std::string_view one, std::string_view other)
{
    const int longest = std::max(naiveTokenCount(one), naiveTokenCount(other));
    for (int length = 1; length <= longest; ++length) {
        const std::string both = meetingOf(one, other, length);
        if (naiveContained(both, one) && naiveContained(both, other)) return true;
    }
    return false;
}

void checkOne(std::string_view subject)
{
    const auto tokens = subjectTokens(subject);
    FUZZ_CHECK(static_cast<int>(tokens.size()) == naiveTokenCount(subject));
    const auto stars = std::ranges::count(tokens, std::string_view("*"));
    FUZZ_CHECK(starCount(subject) == stars);
    FUZZ_CHECK(subjectContained(subject, subject));
    FUZZ_CHECK(subjectContained(subject, ">"));
    static_cast<void>(bool(checkJetStreamName(subject)));

    const bool good = bool(checkSubject(subject));
    const bool wild = good && (stars > 0 || endsInTail(subject));
    FUZZ_CHECK(!good || hasWildcards(subject) == wild);
    FUZZ_CHECK(bool(checkLiteralSubject(subject)) == (good && !wild));
    Issues issues;
    checkReferenceSubject(issues, subject);
    FUZZ_CHECK(!good || issues.size() == 0); // we are stricter, never laxer
    checkPermissionSubject(issues, subject, true);
    checkPermissionSubject(issues, subject, false);

    const std::string starred = referencesToStars(subject);
    FUZZ_CHECK(referencesToStars(starred) == starred);
    FUZZ_CHECK(naiveTokenCount(starred) == naiveTokenCount(subject));
    ActivationClaims activation;
    activation.header.issuer = activation.header.subject = "A";
    activation.grantedSubject = std::string(subject);
    FUZZ_CHECK(activationHashId(activation).empty() == subject.empty());
}

void checkPair(std::string_view one, std::string_view other)
{
    const bool contained = subjectContained(one, other);
    FUZZ_CHECK(contained == naiveContained(one, other));
    const bool collide = subjectsCollide(one, other);
    FUZZ_CHECK(collide == subjectsCollide(other, one));
    FUZZ_CHECK(!contained || collide);
    if (!checkSubject(one) || !checkSubject(other)) return;

    FUZZ_CHECK(collide == naiveCollide(one, other));
    // What containment means: whatever the inner takes, the outer takes. The format makes one exception, a.> in a.*.
    if (endsInTail(one) && !endsInTail(other)) return;
    bool all = true;
    for (const std::string_view tail : {"q", "q.q", "q.q.q"})
        all = all && naiveContained(instanceOf(one, "q'", tail), other);
    const bool fresh = other.find('q') == std::string_view::npos;
    FUZZ_CHECK(!contained || all);
    FUZZ_CHECK(!fresh || contained == all);
}

/// The example under a local name whose references are all good.
std::string naiveMapped(std::string_view example, std::string_view subject, std::string_view local)
{
    std::vector<std::string_view> taken;
    std::string_view tail;
    Walk from{example};
    for (Walk pattern{subject}; !pattern.ended; pattern.step(), from.step()) {
        if (pattern.token() == "*") taken.push_back(from.token());
        if (pattern.isLast() && pattern.token() == ">") tail = from.rest;
    }
    std::string made;
    std::size_t nextStar = 0;
    for (Walk walk{local}; !walk.ended; walk.step()) {
        if (!made.empty()) made += '.';
        const std::string token(walk.token());
        if (token == "*") {
            made += taken.at(nextStar++);
        } else if (walk.isLast() && token == ">") {
            made += tail;
        } else if (referenceNumber(token)) {
            made += taken.at(std::strtoull(token.c_str() + 1, nullptr, 10) - 1);
        } else {
            made += token;
        }
    }
    return made;
}

void checkLocalName(std::string_view subject, std::string_view local, std::string_view example)
{
    Issues issues;
    checkLocalSubject(issues, local, subject);
    const std::string mapped = mapSubject(example, subject, local);
    if (example.empty() || !naiveContained(example, subject)) {
        FUZZ_CHECK(mapped.empty());
        return;
    }
    if (local.empty()) {
        FUZZ_CHECK(mapped == example);
        return;
    }
    // A good local name of good subjects makes a literal that the renamed subject takes.
    const bool good = issues.size() == 0 && checkSubject(subject) && checkLiteralSubject(example) &&
                      checkSubject(referencesToStars(local));
    if (!good) return;
    for (const std::string_view token : subjectTokens(local)) {
        const auto number = referenceNumber(token);
        if (number && *number < 1) return; // the format takes $0 and $-1, which stand for nothing
    }
    FUZZ_CHECK(checkLiteralSubject(mapped));
    FUZZ_CHECK(naiveContained(mapped, referencesToStars(local)));
    FUZZ_CHECK(mapped == naiveMapped(example, subject, local));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > maxInput) return 0;
    auto texts = piecesOf(textOf(data, size), '\n');
    texts.resize(std::min<std::size_t>(texts.size(), 4));
    for (const std::string_view one : texts) {
        checkOne(one);
        for (const std::string_view other : texts)
            checkPair(one, other);
    }
    texts.resize(3);
    checkLocalName(texts[0], texts[1], texts[2]);
    checkLocalName(texts[0], texts[1], instanceOf(texts[0], "q", "r.s"));

    std::vector<Export> exports;
    std::vector<Import> imports;
    for (const std::string_view text : texts) {
        exports.emplace_back().subject = std::string(text);
        imports.emplace_back().subject = std::string(text);
        imports.back().localSubject = std::string(texts[1]);
        exports.back().type = imports.back().type = ExportType::Service;
    }
    Issues issues;
    checkExports(issues, exports);
    checkImports(issues, imports, "A");
    return 0;
}
