// SPDX-License-Identifier: Apache-2.0
#include "core/text/server_config.h"

#include "core/nkeys/public_key.h"

#include <QTest>

using namespace gd;

namespace {

/// A well-formed key; keys of small numbers are in the order of the numbers.
std::string keyOf(std::uint8_t number)
{
    std::array<std::uint8_t, 32> bytes{};
    bytes.fill(static_cast<std::uint8_t>(2 * number));
    return PublicKey::fromBytes(KeyKind::Account, bytes).text();
}

const std::string books = keyOf(1), sys = keyOf(2), apples = keyOf(3);

Account account(const std::string& key, const std::string& name)
{
    Account a;
    a.key = key;
    a.name = name;
    a.token = "token-of-" + name;
    return a;
}

/// In the order of their names, which is not that of their keys.
Snapshot world()
{
    Snapshot w;
    w.op.name = "ACME";
    w.op.token = "operator-token";
    w.op.claims.systemAccount = sys;
    w.accounts = {account(apples, "apples"), account(sys, "SYS"), account(books, "books")};
    return w;
}

} // namespace

class TestServerConfig : public QObject {
    Q_OBJECT
private slots:
    void full();
    void memory();
    void memoryWithoutSystemAccount();
    void withoutSystemAccountToken_data();
    void withoutSystemAccountToken();
    void strangeNames();
    void accountsWithoutTokenAreLeftOut();
    void decoratedTokens();
    void accountsWithoutKeyAreLeftOut();
};

void TestServerConfig::full()
{
    const auto text = serverConfig(world(), ResolverKind::Full);
    QVERIFY(text);
    QCOMPARE(*text, std::string("# ACME\n"
                                "operator: operator-token\n"
                                "# SYS\n"
                                "system_account: " +
                                sys +
                                "\n"
                                "resolver {\n"
                                "  type: full\n"
                                "  dir: \"./jwt\"\n"
                                "  allow_delete: false\n"
                                "  interval: \"2m\"\n"
                                "  timeout: \"1.9s\"\n"
                                "}\n"
                                "resolver_preload: {\n"
                                "  # SYS\n"
                                "  " +
                                sys +
                                ": token-of-SYS\n"
                                "}\n"));
}

void TestServerConfig::memory()
{
    const auto text = serverConfig(world(), ResolverKind::Memory);
    QVERIFY(text);
    QCOMPARE(*text, std::string("# ACME\n"
                                "operator: operator-token\n"
                                "# SYS\n"
                                "system_account: " +
                                sys +
                                "\n"
                                "resolver: MEMORY\n"
                                "resolver_preload: {\n"
                                "  # books\n"
                                "  " +
                                books +
                                ": token-of-books\n"
                                "  # SYS\n"
                                "  " +
                                sys +
                                ": token-of-SYS\n"
                                "  # apples\n"
                                "  " +
                                apples +
                                ": token-of-apples\n"
                                "}\n"));
}

void TestServerConfig::memoryWithoutSystemAccount()
{
    auto w = world();
    w.op.claims.systemAccount.clear();
    const auto text = serverConfig(w, ResolverKind::Memory);
    QVERIFY(text);
    QCOMPARE(text->find("system_account"), std::string::npos);
    QVERIFY(text->find("  " + sys + ": token-of-SYS\n") != std::string::npos);
}

void TestServerConfig::withoutSystemAccountToken_data()
{
    QTest::addColumn<QByteArray>("systemAccount");
    QTest::addColumn<bool>("full");
    QTest::newRow("full, none named") << QByteArray() << true;
    QTest::newRow("full, not in the store") << QByteArray::fromStdString(keyOf(4)) << true;
    QTest::newRow("memory, not in the store") << QByteArray::fromStdString(keyOf(4)) << false;
    QTest::newRow("no key") << QByteArray("AX\nport: 1") << false;
}

void TestServerConfig::withoutSystemAccountToken()
{
    QFETCH(QByteArray, systemAccount);
    QFETCH(bool, full);
    auto w = world();
    w.op.claims.systemAccount = systemAccount.toStdString();
    const auto text = serverConfig(w, full ? ResolverKind::Full : ResolverKind::Memory);
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::NetNoSystemAccount);
}

void TestServerConfig::strangeNames()
{
    auto w = world();
    w.op.name = "A\noperator: other";
    w.accounts.front().name = "x\r\n}\tresolver: MEMORY";
    const auto memory = serverConfig(w, ResolverKind::Memory);
    QVERIFY(memory);
    QVERIFY(memory->starts_with("# A?operator: other\n"));
    QVERIFY(memory->find("  # x??}?resolver: MEMORY\n") != std::string::npos);

    const auto full = serverConfig(w, ResolverKind::Full, "C:\\nats \"x\"\n\tjwt");
    QVERIFY(full);
    QVERIFY(full->find("  dir: \"C:\\\\nats \\\"x\\\"\\n\\tjwt\"\n") != std::string::npos);
}

void TestServerConfig::accountsWithoutTokenAreLeftOut()
{
    auto w = world();
    w.accounts.front().token.clear();
    const auto text = serverConfig(w, ResolverKind::Memory);
    QVERIFY(text);
    QCOMPARE(text->find(apples), std::string::npos);
}

void TestServerConfig::decoratedTokens()
{
    auto w = world();
    const auto decorate = [](std::string& token) {
        token = "-----BEGIN NATS ACCOUNT JWT-----\n" + token + "\n------END NATS ACCOUNT JWT------\n";
    };
    const auto plain = serverConfig(w, ResolverKind::Memory);
    decorate(w.op.token);
    for (auto& one : w.accounts)
        decorate(one.token);
    const auto decorated = serverConfig(w, ResolverKind::Memory);
    QVERIFY(plain && decorated);
    QCOMPARE(*decorated, *plain);
}

void TestServerConfig::accountsWithoutKeyAreLeftOut()
{
    auto w = world();
    const auto plain = serverConfig(w, ResolverKind::Memory);
    w.accounts.push_back(account("A}\nport: 1\n#", "odd"));
    const auto text = serverConfig(w, ResolverKind::Memory);
    QVERIFY(plain && text);
    QCOMPARE(*text, *plain);

    w.op.claims.systemAccount = w.accounts.back().key;
    for (const auto kind : {ResolverKind::Memory, ResolverKind::Full}) {
        const auto refused = serverConfig(w, kind);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NetNoSystemAccount);
    }
}

QTEST_GUILESS_MAIN(TestServerConfig)
#include "tst_server_config.moc"
