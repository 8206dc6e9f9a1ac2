// SPDX-License-Identifier: Apache-2.0
#include "core/store/layout.h"
#include "core/store/workspace.h"
#include "tests/core/memory_lookup.h"

#include <QRegularExpression>
#include <QTest>

using namespace gd;
using namespace gd::test;
namespace fs = std::filesystem;

class TestWorkspace : public QObject {
    Q_OBJECT

private slots:
    void processEnvironmentReads();
    void stateBelongsToTheStore();
    void stateBelongsToTheOperator();
    void placesBothWays();
    void placesOutsideAreNothing();
    void names_data();
    void names();
};

void TestWorkspace::processEnvironmentReads()
{
    qputenv("GRANTDESK_TEST_VALUE", "something");
    QCOMPARE(processEnvironment()("GRANTDESK_TEST_VALUE"), "something");
    QCOMPARE(processEnvironment()("GRANTDESK_TEST_NO_VALUE"), "");
}

void TestWorkspace::stateBelongsToTheStore()
{
    const auto env = environmentOf({{"HOME", "/home/me"}});
    const auto one = workspaceAt("/data/one/stores", "/data/one/keys", env);
    const auto same = workspaceAt("/data/other/../one/stores/", "/data/elsewhere", env);
    const auto two = workspaceAt("/data/two/stores", "/data/two/keys", env);
    QCOMPARE(one.storeRoot, fs::path("/data/one/stores"));
    QCOMPARE(one.state, same.state);
    QVERIFY(one.state != two.state);
    QCOMPARE(one.state.parent_path(), fs::path("/home/me/.local/state/grantdesk"));
    QVERIFY(QRegularExpression("^stores-[0-9a-f]{8}$").match(QString::fromStdString(one.state.filename())).hasMatch());
    QCOMPARE(one.tokens, one.state / "tokens");
    QVERIFY(one.operatorName.empty());

    const auto moved = workspaceAt("/data/one/stores", "/k", environmentOf({{"HOME", "/h"}, {"XDG_STATE_HOME", "/s"}}));
    QCOMPARE(moved.state.parent_path(), fs::path("/s/grantdesk"));
}

void TestWorkspace::stateBelongsToTheOperator()
{
    const auto env = environmentOf({{"HOME", "/home/me"}});
    const MemoryLookup nothing;
    const auto all = workspaceAt("/d/stores", "/d/keys", env, {}, nothing);
    const auto one = workspaceAt("/d/stores", "/d/keys", env, "OP", nothing);
    QCOMPARE(one.operatorName, "OP");
    QCOMPARE(one.state, all.state / "OP");
    QCOMPARE(one.tokens, one.state / "tokens");

    // A sample keeps its own; an operator that somebody adds to it does not share it.
    const MemoryLookup sample({{"/d/state/journal", ""}, {"/d/tokens/x.tok", ""}});
    QCOMPARE(workspaceAt("/d/stores", "/d/keys", env, "OP", sample).state, fs::path("/d/state"));
    QCOMPARE(workspaceAt("/d/stores", "/d/keys", env, {}, sample).tokens, fs::path("/d/tokens"));
    QCOMPARE(workspaceAt("/d/stores", "/d/keys", env, "TWO", sample).state, all.state / "TWO");
    QCOMPARE(workspaceAt("/d/stores", "/other", env, "OP", sample).state, one.state);
}

void TestWorkspace::placesBothWays()
{
    using Kind = StorePlace::Kind;
    const auto at = workspaceAt("/d/stores", "/d/keys", environmentOf({{"HOME", "/h"}}));
    const std::vector<std::pair<fs::path, StorePlace>> rows{
        {operatorInfoFile(at, "OP"), {Kind::OperatorInfo, "OP", {}, {}, {}}},
        {operatorTokenFile(at, "OP", "Name"), {Kind::OperatorToken, "OP", {}, {}, {}}},
        {accountTokenFile(at, "OP", "a b"), {Kind::AccountToken, "OP", "a b", {}, {}}},
        {userTokenFile(at, "OP", "A", "u.v"), {Kind::UserToken, "OP", "A", "u.v", {}}},
        {credsFilePath(at, "OP", "A", "u"), {Kind::Creds, "OP", "A", "u", {}}},
        {tokenFilePath(at, "X-GRANT-ACK-B.tok"), {Kind::TokenFile, {}, {}, {}, "X-GRANT-ACK-B.tok"}},
    };
    for (const auto& [file, place] : rows) {
        const auto found = placeOf(at, file);
        QVERIFY2(found.has_value(), file.c_str());
        QVERIFY2(*found == place, file.c_str());
    }
    QCOMPARE(userTokenFile(at, "OP", "A", "u"), fs::path("/d/stores/OP/accounts/A/users/u.jwt"));
    QCOMPARE(credsFilePath(at, "OP", "A", "u"), fs::path("/d/keys/creds/OP/A/u.creds"));
}

void TestWorkspace::placesOutsideAreNothing()
{
    const auto at = workspaceAt("/d/stores", "/d/keys", environmentOf({{"HOME", "/h"}}));
    for (const char* file :
         {"/d/stores", "/d/stores/.nsc", "/d/stores/OP", "/d/stores/OP/OP.txt", "/d/stores/OP/accounts/A/B.jwt",
          "/d/stores/OP/accounts/A/users/u.txt", "/d/stores/OP/accounts/A/users/.jwt", "/d/stores/OP/other/A/A.jwt",
          "/d/stores/OP/../../x/.nsc", "/d/keys/keys/A/BC/ABC.nk", "/d/keys/creds/OP/u.creds", "/x/OP/.nsc"})
        QVERIFY2(!placeOf(at, file), file);
}

void TestWorkspace::names_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isGood");
    for (const char* good : {"A", "ACCTA", "a b", "a.b", "-x", "Zürich", "COMX", "COM10", "console"})
        QTest::newRow(good) << QByteArray(good) << true;
    for (const char* bad : {"",   ".",   "..",  " a",   "a ",   "a.",    ".a",  "a/b", "a\\b", "a:b",     "a*",
                            "a?", "a|b", "<a>", "a\"b", "a\nb", "a\x7f", "CON", "nul", "com1", "LPT9.txt"})
        QTest::addRow("bad %s", bad) << QByteArray(bad) << false;
    QTest::newRow("zero byte") << QByteArray("a\0b", 3) << false;
    QTest::newRow("long") << QByteArray(201, 'a') << false;
}

void TestWorkspace::names()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isGood);
    const auto checked = checkStoreName(name.toStdString());
    QCOMPARE(bool(checked), isGood);
    if (!checked) QCOMPARE(checked.error().code, ErrorCode::StoreNameUnsafe);
}

QTEST_APPLESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
