// SPDX-License-Identifier: Apache-2.0
#include "core/text/server_config.h"

#include <QTest>

using namespace gd;

namespace {

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
    w.op.claims.systemAccount = "AS";
    w.accounts = {account("AZ", "apples"), account("AS", "SYS"), account("AB", "books")};
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
};

void TestServerConfig::full()
{
    const auto text = serverConfig(world(), ResolverKind::Full);
    QVERIFY(text);
    QCOMPARE(*text, std::string("# ACME\n"
                                "operator: operator-token\n"
                                "# SYS\n"
                                "system_account: AS\n"
                                "resolver {\n"
                                "  type: full\n"
                                "  dir: \"./jwt\"\n"
                                "  allow_delete: false\n"
                                "  interval: \"2m\"\n"
                                "  timeout: \"1.9s\"\n"
                                "}\n"
                                "resolver_preload: {\n"
                                "  # SYS\n"
                                "  AS: token-of-SYS\n"
                                "}\n"));
}

void TestServerConfig::memory()
{
    const auto text = serverConfig(world(), ResolverKind::Memory);
    QVERIFY(text);
    QCOMPARE(*text, std::string("# ACME\n"
                                "operator: operator-token\n"
                                "# SYS\n"
                                "system_account: AS\n"
                                "resolver: MEMORY\n"
                                "resolver_preload: {\n"
                                "  # books\n"
                                "  AB: token-of-books\n"
                                "  # SYS\n"
                                "  AS: token-of-SYS\n"
                                "  # apples\n"
                                "  AZ: token-of-apples\n"
                                "}\n"));
}

void TestServerConfig::memoryWithoutSystemAccount()
{
    auto w = world();
    w.op.claims.systemAccount.clear();
    const auto text = serverConfig(w, ResolverKind::Memory);
    QVERIFY(text);
    QCOMPARE(text->find("system_account"), std::string::npos);
    QVERIFY(text->find("  AS: token-of-SYS\n") != std::string::npos);
}

void TestServerConfig::withoutSystemAccountToken_data()
{
    QTest::addColumn<QByteArray>("systemAccount");
    QTest::addColumn<bool>("full");
    QTest::newRow("full, none named") << QByteArray() << true;
    QTest::newRow("full, not in the store") << QByteArray("AX") << true;
    QTest::newRow("memory, not in the store") << QByteArray("AX") << false;
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
    QCOMPARE(text->find("AZ"), std::string::npos);
}

QTEST_GUILESS_MAIN(TestServerConfig)
#include "tst_server_config.moc"
