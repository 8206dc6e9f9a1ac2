// SPDX-License-Identifier: Apache-2.0
//
// What holds for all claims and all subjects, tried on random ones. GRANTDESK_SEED repeats a run.
#include "core/jwt/generic_json.h"
#include "core/jwt/token.h"
#include "core/jwt/token_parts.h"
#include "core/subject/subject.h"
#include "tests/core/random_claims.h"
#include "tests/core/vectors.h"

#include <QtTest>

#include <algorithm>

using namespace gd;
using namespace gd::test;

namespace {

constexpr int claimsPerKind = 300;
constexpr int pairs = 1'000'000;
constexpr UnixSeconds issued = 1735689600;

std::uint64_t seed()
{
    const auto given = qEnvironmentVariable("GRANTDESK_SEED");
    const std::uint64_t value = given.isEmpty() ? std::random_device{}() : given.toULongLong();
    qInfo("GRANTDESK_SEED=%llu", static_cast<unsigned long long>(value));
    return value;
}

/// What encoding sets, and what it cannot keep.
template <class C>
void prepare(C& claims, const C& read)
{
    claims.header.issuer = read.header.issuer;
    claims.header.issuedAt = issued;
    claims.header.id = read.header.id;
    claims.tail.type = KindRules<C>::type;
    claims.tail.version = 2;
}

void settle(AccountClaims& claims)
{
    std::ranges::stable_sort(claims.imports, {}, &Import::subject);
    std::ranges::stable_sort(claims.exports, {}, &Export::subject);
    if (!claims.limits.tiers.empty()) claims.limits.jetStream = {};
}
template <class C>
void settle(C&)
{}

template <class C>
Result<C> decodedAs(const std::string& token)
{
    auto claims = decodeToken(token);
    if (!claims) return claims.error();
    return std::get<C>(std::move(*claims));
}

/// The definition once more, without a look at the one in core: token by token from the front.
bool naivelyContained(std::string_view subject, std::string_view container)
{
    const std::size_t dot = subject.find('.'), end = container.find('.');
    const bool lastToken = dot == std::string_view::npos, lastPattern = end == std::string_view::npos;
    const std::string_view token = subject.substr(0, dot), pattern = container.substr(0, end);
    if (lastPattern && pattern == ">") return true;
    if (pattern != "*" && pattern != token) return false;
    if (lastToken || lastPattern) return lastToken && lastPattern;
    return naivelyContained(subject.substr(dot + 1), container.substr(end + 1));
}

} // namespace

class TestProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_random.seed(seed()); }

    void operators() { roundTrips<OperatorClaims>(KeyKind::Operator, KeyKind::Operator); }
    void accounts() { roundTrips<AccountClaims>(KeyKind::Account, KeyKind::Operator); }
    void selfSignedAccounts() { roundTrips<AccountClaims>(KeyKind::Account, KeyKind::Account); }
    void users() { roundTrips<UserClaims>(KeyKind::User, KeyKind::Account); }
    void activations() { roundTrips<ActivationClaims>(KeyKind::Account, KeyKind::Account); }

    void genericClaims()
    {
        const SeedSigner signer(Seed::create(KeyKind::Server)->text()->text());
        RandomFiller filler(m_random);
        for (int i = 0; i < claimsPerKind; ++i) {
            GenericClaims claims;
            headerFields(filler, claims.header);
            claims.header.subject = "s" + filler.text();
            JsonValue nats = JsonValue::of(JsonValue::Type::Object);
            for (std::size_t count = filler.below(5); count > 0; --count)
                setMember(nats, filler.text(), JsonValue::of(JsonValue::Type::Text, filler.text()));
            setMember(nats, "version", JsonValue::of(JsonValue::Type::Number, "2"));
            claims.natsJson = *genericJson(nats);

            const auto token = encodeToken(claims, signer.key(), issued, signer);
            QVERIFY(token.has_value());
            const auto read = decodeGenericToken(*token);
            QVERIFY(read.has_value());
            claims.header.issuer = signer.key();
            claims.header.issuedAt = issued;
            claims.header.id = read->header.id;
            claims.type = read->type;
            QVERIFY2(*read == claims, claimsJson(claims).c_str());
            QCOMPARE(*encodeToken(*read, signer.key(), issued, signer), *token);
        }
    }

    void containment()
    {
        RandomFiller filler(m_random);
        std::vector<std::string> subjects;
        for (int i = 0; i < 5000; ++i) {
            static const char* const tokens[] = {"a", "b", "*", "*", ">", "", "a*"};
            std::string subject = tokens[filler.below(std::size(tokens))];
            for (std::size_t count = filler.below(5); count > 0; --count)
                subject += std::string(".") + tokens[filler.below(std::size(tokens))];
            subjects.push_back(subject);
        }
        int contained = 0;
        for (int i = 0; i < pairs; ++i) {
            const std::string& one = subjects[m_random() % subjects.size()];
            const std::string& other = subjects[m_random() % subjects.size()];
            const bool answer = subjectContained(one, other);
            if (answer != naivelyContained(one, other)) QFAIL((one + " in " + other).c_str());
            contained += answer;
        }
        QVERIFY(contained > pairs / 100 && contained < pairs / 2); // both answers were tried
    }

private:
    template <class C>
    void roundTrips(KeyKind subject, KeyKind issuer)
    {
        const SeedSigner signer(Seed::create(issuer)->text()->text());
        RandomFiller filler(m_random);
        for (int i = 0; i < claimsPerKind; ++i) {
            C claims;
            fields(filler, claims);
            claims.header.subject = Seed::create(subject)->publicKey().text();
            if constexpr (std::is_same_v<C, OperatorClaims>) claims.accountServerUrl = "https://example.com";
            settle(claims);

            const auto token = encodeToken(claims, signer.key(), issued, signer);
            QVERIFY(token.has_value());
            const auto read = decodedAs<C>(*token);
            QVERIFY2(read.has_value(), claimsJson(claims).c_str());
            prepare(claims, *read);
            QVERIFY2(*read == claims, (claimsJson(claims) + "\n" + claimsJson(*read)).c_str());
            QCOMPARE(*encodeToken(*read, signer.key(), issued, signer), *token);
        }
    }

    std::mt19937_64 m_random{};
};

QTEST_APPLESS_MAIN(TestProperties)
#include "tst_properties.moc"
