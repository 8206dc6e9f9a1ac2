// SPDX-License-Identifier: Apache-2.0
#include "core/store/layout.h"
#include "core/store/workspace.h"
#include "tests/core/temp_folder.h"

#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace gd;
using gd::test::TempFolder;
namespace fs = std::filesystem;
using Strings = QStringList;

class TestWorkspace : public QObject {
    Q_OBJECT

private slots:
    void processEnvironmentReads();
    void stateBelongsToTheStore();
    void discovers_data();
    void discovers();
    void placesBothWays();
    void placesOutsideAreNothing();
    void names_data();
    void names();
};

namespace {

Environment environmentOf(const std::map<std::string, std::string>& values)
{
    return [values](const std::string& name) {
        const auto found = values.find(name);
        return found == values.end() ? std::string() : found->second;
    };
}

std::string replaceAll(std::string text, const std::string& what, const std::string& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

} // namespace

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

void TestWorkspace::discovers_data()
{
    // `~` in files and expectations stands for the home folder of the row; a file is "path" or "path=content".
    QTest::addColumn<Strings>("files");
    QTest::addColumn<Strings>("env");
    QTest::addColumn<QString>("store"); // empty: nothing is found
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("op");
    const QString fresh = "~/.local/share/nats/nsc/stores";
    const QString freshKeys = "~/.local/share/nats/nsc/keys";
    const QString at = "/.nsc={}";

    QTest::newRow("nothing") << Strings{} << Strings{} << ""
                             << ""
                             << "";
    QTest::newRow("no operator") << Strings{fresh + "/readme="} << Strings{} << ""
                                 << ""
                                 << "";
    QTest::newRow("new places") << Strings{fresh + "/OP" + at} << Strings{} << fresh << freshKeys << "OP";
    QTest::newRow("old places") << Strings{"~/.nsc/nats/OP" + at, "~/.nkeys/keys/x="} << Strings{} << "~/.nsc/nats"
                                << "~/.nkeys"
                                << "OP";
    QTest::newRow("new store hides the old")
        << Strings{fresh + "/NEW" + at, "~/.nsc/nats/OLD" + at} << Strings{} << fresh << freshKeys << "NEW";
    QTest::newRow("each on its own") << Strings{fresh + "/OP" + at, "~/.nkeys/keys/x="} << Strings{} << fresh
                                     << "~/.nkeys"
                                     << "OP";
    QTest::newRow("new keys hide the old")
        << Strings{fresh + "/OP" + at, "~/.nkeys/x=", freshKeys + "/x="} << Strings{} << fresh << freshKeys << "OP";
    QTest::newRow("XDG_DATA_HOME") << Strings{"~/data/nats/nsc/stores/OP" + at} << Strings{"XDG_DATA_HOME=~/data"}
                                   << "~/data/nats/nsc/stores"
                                   << "~/data/nats/nsc/keys"
                                   << "OP";
    QTest::newRow("empty XDG_DATA_HOME") << Strings{fresh + "/OP" + at} << Strings{"XDG_DATA_HOME="} << fresh
                                         << freshKeys << "OP";
    QTest::newRow("NKEYS_PATH") << Strings{fresh + "/OP" + at} << Strings{"NKEYS_PATH=~/k"} << fresh << "~/k"
                                << "OP";
    QTest::newRow("store_root") << Strings{"~/s/OP" + at, fresh + "/NO" + at,
                                           "~/.config/nats/nsc/nsc.json={\"store_root\":\"~/s\"}"}
                                << Strings{} << "~/s" << freshKeys << "OP";
    QTest::newRow("tilde in store_root") << Strings{"~/s/OP" + at,
                                                    "~/.config/nats/nsc/nsc.json={\"store_root\":\"\\u007e/s\"}"}
                                         << Strings{} << "~/s" << freshKeys << "OP";
    QTest::newRow("old nsc.json") << Strings{"~/s/OP" + at, "~/.nsc/nsc.json={\"store_root\":\"~/s\"}"} << Strings{}
                                  << "~/s" << freshKeys << "OP";
    QTest::newRow("new nsc.json first") << Strings{"~/s/OP" + at, "~/.nsc/nsc.json={\"store_root\":\"~/no\"}",
                                                   "~/.config/nats/nsc/nsc.json={\"store_root\":\"~/s\"}"}
                                        << Strings{} << "~/s" << freshKeys << "OP";
    QTest::newRow("NSC_HOME") << Strings{"~/s/OP" + at, "~/c/nsc.json={\"store_root\":\"~/s\"}"}
                              << Strings{"NSC_HOME=~/c"} << "~/s" << freshKeys << "OP";
    QTest::newRow("XDG_CONFIG_HOME") << Strings{"~/s/OP" + at, "~/c/nats/nsc/nsc.json={\"store_root\":\"~/s\"}"}
                                     << Strings{"XDG_CONFIG_HOME=~/c"} << "~/s" << freshKeys << "OP";
    QTest::newRow("stored operator") << Strings{fresh + "/A" + at, fresh + "/B" + at,
                                                "~/.config/nats/nsc/nsc.json={\"operator\":\"B\"}"}
                                     << Strings{} << fresh << freshKeys << "B";
    QTest::newRow("stored operator is gone")
        << Strings{fresh + "/A" + at, fresh + "/B" + at, "~/.config/nats/nsc/nsc.json={\"operator\":\"../X\"}"}
        << Strings{} << fresh << freshKeys << "A";
    QTest::newRow("damaged nsc.json") << Strings{fresh + "/A" + at, "~/.config/nats/nsc/nsc.json={\"operator\":"}
                                      << Strings{} << fresh << freshKeys << "A";
    QTest::newRow("odd nsc.json") << Strings{fresh + "/A" + at, "~/.config/nats/nsc/nsc.json=[1,{\"store_root\":7}]"}
                                  << Strings{} << fresh << freshKeys << "A";
}

void TestWorkspace::discovers()
{
    QFETCH(Strings, files);
    QFETCH(Strings, env);
    QFETCH(QString, store);
    QFETCH(QString, keys);
    QFETCH(QString, op);
    const TempFolder home;
    const auto athome = [&home](const QString& text) {
        return replaceAll(text.toStdString(), "~", home.path().string());
    };
    std::map<std::string, std::string> variables{{"HOME", home.path().string()}};
    for (const auto& each : env)
        variables[each.section('=', 0, 0).toStdString()] = athome(each.section('=', 1));
    for (const auto& each : files)
        home.write(fs::path(athome(each.section('=', 0, 0))).lexically_relative(home.path()),
                   athome(each.section('=', 1)));

    const auto found = discoverWorkspace(environmentOf(variables));
    QCOMPARE(found.has_value(), !store.isEmpty());
    if (!found) return;
    QCOMPARE(found->storeRoot.string(), athome(store));
    QCOMPARE(found->keystore.string(), athome(keys));
    QCOMPARE(found->operatorName, op.toStdString());
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
