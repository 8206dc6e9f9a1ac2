// SPDX-License-Identifier: Apache-2.0
//
// What is read and derived with the help of what was there before, beside what is made from nothing.
#include "core/share/derived_memory.h"
#include "core/share/world.h"
#include "tests/core/sample_store.h"

#include <QtTest>

#include <map>
#include <random>

using namespace gd;
using gd::test::SampleStore;

namespace {

constexpr UnixSeconds begin = 1'790'000'000;

class OneSigner final : public Signer {
public:
    explicit OneSigner(Seed seed) : m_seed(std::move(seed)) {}
    std::string text() const { return m_seed.publicKey().text(); }
    bool canSign(const std::string& key) const override { return key == text(); }
    Result<Signature> sign(const std::string&, std::span<const std::uint8_t> message) const override
    {
        return m_seed.sign(message);
    }

private:
    Seed m_seed;
};

/// A small world that changes at random, one account or file at a time.
class ChangingWorld {
public:
    explicit ChangingWorld(unsigned seed) : m_random(seed)
    {
        for (std::uint8_t i = 0; i < 7; ++i) {
            std::array<std::uint8_t, 32> raw{};
            raw.fill(static_cast<std::uint8_t>(i + 1));
            auto made = Seed::fromRaw(KeyKind::Account, raw);
            if (!made) qFatal("no key");
            m_keys.emplace_back(std::move(*made));
        }
        m_world.readAt = begin;
        for (std::size_t i = 0; i < 5; ++i)
            addAccount(i);
        for (auto& account : m_world.accounts)
            fill(account);
    }

    const Snapshot& world() const { return m_world; }

    void change()
    {
        switch (below(8)) {
        case 0:
            m_world.readAt += static_cast<UnixSeconds>(below(20)) * 86400;
            break;
        case 1:
            if (m_world.accounts.size() > 2)
                m_world.accounts.erase(m_world.accounts.begin() +
                                       static_cast<std::ptrdiff_t>(below(m_world.accounts.size())));
            break;
        case 2:
            addMissing();
            break;
        case 3:
            one().name = "N" + std::to_string(below(1000)) + one().key.substr(0, 4);
            break;
        case 4:
            changeTokenFiles();
            break;
        case 5: {
            auto& account = one();
            account.operatorSigned = !account.operatorSigned;
            break;
        }
        default:
            fill(one());
        }
        std::ranges::sort(m_world.accounts, {}, &Account::name);
    }

private:
    std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random); }
    Account& one() { return m_world.accounts[below(m_world.accounts.size())]; }

    void addAccount(std::size_t number)
    {
        Account account;
        account.key = m_keys[number].text();
        account.name = "A" + std::to_string(number) + "-" + std::to_string(below(100));
        account.operatorSigned = true;
        m_world.accounts.push_back(std::move(account));
    }

    void addMissing()
    {
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            if (m_world.account(m_keys[i].text())) continue;
            addAccount(i);
            fill(m_world.accounts.back());
            return;
        }
    }

    std::string subject()
    {
        static const char* subjects[] = {"deliver.a",
                                         "deliver.b",
                                         "orders.>",
                                         "orders.*",
                                         "$JS.ACK.S.one.>",
                                         "$JS.ACK.S.two.>",
                                         "$JS.API.CONSUMER.INFO.S.one",
                                         "$JS.API.CONSUMER.INFO.S.two",
                                         "$JS.FC.S.one.>",
                                         "$JS.API.CONSUMER.MSG.NEXT.S.two"};
        return subjects[below(std::size(subjects))];
    }

    std::string grantName()
    {
        static const char* names[] = {"S-GRANT-DELIVER", "S-one-GRANT-DELIVER", "S-GRANT-ACK", "T-GRANT-INFO", "any"};
        return names[below(std::size(names))];
    }

    ExportType typeOf(const std::string& text)
    {
        const bool isUsual = below(10) != 0;
        return text.starts_with("deliver") == isUsual ? ExportType::Stream : ExportType::Service;
    }

    std::string token(std::size_t provider, const std::string& consumer, const std::string& granted, ExportType kind)
    {
        ActivationClaims claims;
        claims.header.name = grantName();
        claims.header.subject = consumer;
        claims.header.expires = below(3) == 0 ? 0 : begin + static_cast<UnixSeconds>(below(200)) * 86400;
        claims.header.notBefore = below(5) == 0 ? begin + static_cast<UnixSeconds>(below(40)) * 86400 : 0;
        claims.grantedSubject = granted;
        claims.kind = kind;
        const auto& signer = m_keys[below(12) == 0 ? 0 : provider];
        if (signer.text() != m_keys[provider].text()) claims.issuerAccount = m_keys[provider].text();
        const auto made = encodeToken(std::move(claims), signer.text(), begin, signer);
        if (!made) qFatal("no token");
        return *made;
    }

    void fill(Account& account)
    {
        account.claims = newAccountClaims(account.key, account.name);
        for (std::size_t i = below(7); i > 0; --i) {
            Export offered;
            offered.subject = subject();
            offered.name = grantName();
            offered.type = typeOf(offered.subject);
            offered.tokenRequired = below(3) != 0;
            account.claims.exports.push_back(offered);
        }
        if (below(3) == 0) account.claims.signingKeys.emplace(m_keys[0].text(), std::nullopt);
        for (std::size_t i = below(9); i > 0; --i) {
            const auto provider = below(m_keys.size());
            Import import;
            import.subject = subject();
            import.name = grantName();
            import.type = typeOf(import.subject);
            import.account = m_keys[provider].text();
            if (below(3) == 0) import.localSubject = "local." + std::to_string(below(3));
            if (below(4) != 0) import.token = token(provider, account.key, import.subject, import.type);
            if (below(20) == 0) import.token += "x";
            account.claims.imports.push_back(import);
        }
        account.token = "version " + std::to_string(++m_version);
    }

    void changeTokenFiles()
    {
        auto& files = m_world.tokenFiles;
        if (!files.empty() && below(3) == 0) {
            files.erase(files.begin() + static_cast<std::ptrdiff_t>(below(files.size())));
            return;
        }
        const auto provider = below(m_keys.size());
        const auto granted = subject();
        const auto text = token(provider, m_keys[below(m_keys.size())].text(), granted, typeOf(granted));
        const auto claims = decodeActivation(text);
        const auto name = "S-GRANT-ACK-" + std::to_string(below(6)) + ".tok";
        std::erase_if(files, [&](const TokenFile& file) { return file.file == name; });
        files.push_back({name, text, *claims});
        std::ranges::sort(files, {}, &TokenFile::file);
    }

    std::mt19937 m_random;
    std::vector<OneSigner> m_keys{};
    Snapshot m_world{};
    int m_version = 0;
};

} // namespace

class TestDeriveAgain : public QObject {
    Q_OBJECT

private slots:
    void sameAsFromNothing();
    void copiesForget();
    void onlyChangesAreRead();
    void manyAreQuick();
};

void TestDeriveAgain::sameAsFromNothing()
{
    std::size_t shares = 0, findings = 0;
    for (unsigned seed = 0; seed < 10; ++seed) {
        ChangingWorld changing(seed);
        Snapshot previous = changing.world();
        deriveShares(previous);
        for (int step = 0; step < 25; ++step) {
            changing.change();
            Snapshot full = changing.world();
            deriveShares(full);
            Snapshot next = changing.world();
            deriveShares(next, &previous);
            QCOMPARE(next.offers, full.offers);
            QCOMPARE(next.shares, full.shares);
            QCOMPARE(next.findings, full.findings);
            QVERIFY(next == full);
            shares += full.shares.size();
            findings += full.findings.size();
            previous = std::move(next);
        }
    }
    QVERIFY(shares > 500);
    QVERIFY(findings > 500);
}

void TestDeriveAgain::copiesForget()
{
    const SampleStore store;
    const auto world = readWorld(store.at, SampleStore::now);
    QVERIFY(world && (*world)->memory.files && (*world)->memory.derived);
    const Snapshot copy = **world;
    QVERIFY(!copy.memory.files && !copy.memory.derived);
    QVERIFY(copy == **world);
}

void TestDeriveAgain::onlyChangesAreRead()
{
    const SampleStore store;
    SnapshotPtr world;
    const auto readAll = [&] {
        if (const auto read = readWorld(store.at, SampleStore::now, world)) world = *read;
        return world ? world->memory.files->size() : 0;
    };
    QTRY_COMPARE(readAll(), std::size_t{8}); // four accounts with a user each; too young for a moment
    const auto before = world;
    readAll();
    QVERIFY(*world == *before);
    const auto a = before->accountNamed("ACCTA")->key, b = before->accountNamed("ACCTB")->key;
    QVERIFY(world->memory.derived->activations.at(a) == before->memory.derived->activations.at(a));

    AccountClaims claims = before->account(a)->claims;
    claims.description = "edited";
    const auto signer = before->op.claims.signingKeys.front();
    store.write(store.accountFile("ACCTA"), store.sign(claims, signer));
    readAll();
    QCOMPARE(world->account(a)->claims.description, std::string("edited"));
    QVERIFY(world->revision != before->revision);
    QVERIFY(world->memory.derived->activations.at(a) != before->memory.derived->activations.at(a));
    QVERIFY(world->memory.derived->activations.at(b) == before->memory.derived->activations.at(b));
    const auto fresh = readWorld(store.at, SampleStore::now);
    QVERIFY(fresh && **fresh == *world);
    QCOMPARE(currentRevision(store.at, world.get()), world->revision);
    QCOMPARE(currentRevision(store.at), world->revision);

    // The same length at the same time as before is another file still.
    std::filesystem::remove(store.accountFile("ACCTB"));
    readAll();
    QVERIFY(!world->account(b));
}

/// No time is asserted: a walk over all pairs would take longer than a test may.
void TestDeriveAgain::manyAreQuick()
{
    constexpr int many = 8'000;
    Snapshot world;
    for (const char* key : {"P", "C"}) {
        Account account;
        account.key = account.name = key;
        account.operatorSigned = true;
        account.claims.limits.exports = account.claims.limits.imports = -1;
        world.accounts.push_back(account);
    }
    for (int i = 0; i < many; ++i) {
        const auto number = std::to_string(i);
        Export offered;
        offered.type = i % 2 == 0 ? ExportType::Stream : ExportType::Service;
        offered.subject = i % 2 == 0 ? "deliver." + number : "$JS.API.CONSUMER.INFO.S.c" + number;
        offered.name = i % 2 == 0 ? "S-c" + std::to_string(i + 1) + "-GRANT-DELIVER" : "S-GRANT-INFO";
        world.accounts[0].claims.exports.push_back(offered);
        Import import;
        import.type = offered.type;
        import.subject = offered.subject;
        import.name = offered.name;
        import.account = "P";
        world.accounts[1].claims.imports.push_back(import);
    }
    deriveShares(world);
    QCOMPARE(world.shares.size(), std::size_t{many / 2});
    QCOMPARE(world.offers.size(), std::size_t{many / 2});
}

QTEST_GUILESS_MAIN(TestDeriveAgain)
#include "tst_derive_again.moc"
