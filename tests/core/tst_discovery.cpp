// SPDX-License-Identifier: Apache-2.0
//
// Where nsc looks for what, as tables over machines that exist only here.
// Source of the rules: what nsc 2.14 does.
#include "core/store/discovery.h"
#include "tests/core/memory_lookup.h"
#include "tests/core/temp_folder.h"

#include <QTest>

using namespace gd;
using namespace gd::test;
namespace fs = std::filesystem;
using Strings = QStringList;

namespace {

constexpr const char* home = "/home/me";

/// `~` stands for the home folder; a real one is written as %7E.
std::string atHome(QString text)
{
    return text.replace('~', home).replace("%7E", "~").toStdString();
}

/// A row is "path" or "path=content".
MemoryLookup machineOf(const Strings& rows)
{
    MemoryLookup machine;
    for (const auto& row : rows)
        machine.files[atHome(row.section('=', 0, 0))] = atHome(row.section('=', 1));
    return machine;
}

Environment environmentOfRows(const Strings& rows)
{
    std::map<std::string, std::string> variables{{"HOME", home}};
    for (const auto& row : rows)
        variables[row.section('=', 0, 0).toStdString()] = atHome(row.section('=', 1));
    return environmentOf(variables);
}

Strings namesOf(const std::vector<std::string>& names)
{
    Strings all;
    for (const auto& name : names)
        all << QString::fromStdString(name);
    return all;
}

} // namespace

class TestDiscovery : public QObject {
    Q_OBJECT

private slots:
    void homes_data();
    void homes();
    void paths_data();
    void paths();
    void places_data();
    void places();
    void contexts_data();
    void contexts();
    void operators_data();
    void operators();
    void wishes_data();
    void wishes();
    void theDiskIsOnlyLookedAt();
};

void TestDiscovery::homes_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("fromSystem");
    QTest::addColumn<QString>("expected");
    QTest::newRow("HOME") << "/home/x"
                          << "/home/y"
                          << "/home/x";
    QTest::newRow("HOME is tidied") << "/home/a/../x/"
                                    << "/home/y"
                                    << "/home/x";
    QTest::newRow("relative HOME") << "x"
                                   << "/home/y"
                                   << "/now/here/x";
    QTest::newRow("without HOME") << ""
                                  << "/home/y"
                                  << "/home/y";
    QTest::newRow("without any") << ""
                                 << ""
                                 << "/";
}

void TestDiscovery::homes()
{
    QFETCH(QString, variable);
    QFETCH(QString, fromSystem);
    QFETCH(QString, expected);
    MemoryLookup machine;
    machine.home = fromSystem.toStdString();
    QCOMPARE(homeFolder(environmentOf({{"HOME", variable.toStdString()}}), machine).string(), expected.toStdString());
}

void TestDiscovery::paths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("absolute") << "/a/b"
                              << "/a/b";
    QTest::newRow("dots and slashes") << "/a//./x/../b/"
                                      << "/a/b";
    QTest::newRow("root") << "/"
                          << "/";
    QTest::newRow("relative") << "a/b"
                              << "/now/here/a/b";
    QTest::newRow("home") << "~"
                          << "/home/me";
    QTest::newRow("below home") << "~/a"
                                << "/home/me/a";
    QTest::newRow("below home, two slashes") << "~//a"
                                             << "/home/me/a";
    QTest::newRow("below home, slash at the end") << "~/"
                                                  << "/home/me";
    QTest::newRow("backslash") << "~\\a"
                               << "/home/me/a";
    QTest::newRow("another's home is none") << "~you/a"
                                            << "/now/here/~you/a";
    QTest::newRow("tilde further on") << "/a/~/b"
                                      << "/a/~/b";
}

void TestDiscovery::paths()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(pathOfText(text.toStdString(), environmentOf({{"HOME", home}}), MemoryLookup()).string(),
             expected.toStdString());
}

void TestDiscovery::places_data()
{
    QTest::addColumn<Strings>("files");
    QTest::addColumn<Strings>("env");
    QTest::addColumn<QString>("context");
    QTest::addColumn<QString>("store");
    QTest::addColumn<QString>("keys");
    const QString context = "~/.config/nats/nsc/nsc.json";
    const QString store = "~/.local/share/nats/nsc/stores";
    const QString keys = "~/.local/share/nats/nsc/keys";
    const QString oldContext = "~/.nsc/nsc.json", oldStore = "~/.nsc/nats", oldKeys = "~/.nkeys";
    const Strings none;
    const auto row = [](const char* name, const Strings& files, const Strings& env, const QString& inContext,
                        const QString& inStore, const QString& inKeys) {
        QTest::newRow(name) << files << env << inContext << inStore << inKeys;
    };

    row("an empty machine", none, none, context, store, keys);
    row("all new", {context + "={}", store + "/OP/.nsc", keys + "/keys/x"}, none, context, store, keys);
    row("all old", {oldContext + "={}", oldStore + "/OP/.nsc", oldKeys + "/keys/x"}, none, oldContext, oldStore,
        oldKeys);
    row("all twice",
        {context + "={}", store + "/N/.nsc", keys + "/keys/x", oldContext + "={}", oldStore + "/O/.nsc",
         oldKeys + "/keys/x"},
        none, context, store, keys);
    // Each is decided on its own.
    row("old context alone", {oldContext + "={}"}, none, oldContext, store, keys);
    row("old store alone", {oldStore + "/OP/.nsc"}, none, context, oldStore, keys);
    row("old keys alone", {oldKeys + "/keys/x"}, none, context, store, oldKeys);
    row("new context, the rest old", {context + "={}", oldContext + "={}", oldStore + "/O/.nsc", oldKeys + "/x"}, none,
        context, oldStore, oldKeys);
    // The folder of nsc.json alone hides nothing, the folders of stores and keys do.
    row("new config folder without nsc.json", {"~/.config/nats/nsc/other", oldContext + "={}"}, none, oldContext, store,
        keys);
    row("old folder without nsc.json", {"~/.nsc/other"}, none, context, store, keys);
    row("new store without an operator", {store + "/readme", oldStore + "/OP/.nsc"}, none, context, store, keys);
    row("new keys without a key", {keys + "/.gitignore", oldKeys + "/keys/x"}, none, context, store, keys);

    row("XDG_CONFIG_HOME", none, {"XDG_CONFIG_HOME=~/c"}, "~/c/nats/nsc/nsc.json", store, keys);
    row("XDG_CONFIG_HOME and the old context", {oldContext + "={}"}, {"XDG_CONFIG_HOME=~/c"}, oldContext, store, keys);
    row("XDG_DATA_HOME", none, {"XDG_DATA_HOME=~/d"}, context, "~/d/nats/nsc/stores", "~/d/nats/nsc/keys");
    row("XDG_DATA_HOME and old places", {oldStore + "/OP/.nsc", oldKeys + "/x", store + "/OP/.nsc"},
        {"XDG_DATA_HOME=~/d"}, context, oldStore, oldKeys);
    row("empty XDG variables", none, {"XDG_CONFIG_HOME=", "XDG_DATA_HOME="}, context, store, keys);
    row("a tilde in XDG means nothing", none, {"XDG_DATA_HOME=%7E/d"}, context, "/now/here/%7E/d/nats/nsc/stores",
        "/now/here/%7E/d/nats/nsc/keys");

    row("NSC_HOME", {context + "={\"store_root\":\"/no\"}", "~/c/nsc.json={\"store_root\":\"/s\"}"}, {"NSC_HOME=~/c"},
        "~/c/nsc.json", "/s", keys);
    row("NSC_HOME, with a tilde", none, {"NSC_HOME=%7E/c"}, "~/c/nsc.json", store, keys);
    row("NSC_HOME without nsc.json", {oldContext + "={\"store_root\":\"/no\"}"}, {"NSC_HOME=~/c"}, "~/c/nsc.json",
        store, keys);
    row("empty NSC_HOME", none, {"NSC_HOME="}, context, store, keys);
    row("NKEYS_PATH", {keys + "/keys/x", oldKeys + "/x"}, {"NKEYS_PATH=~/k"}, context, store, "~/k");
    row("NKEYS_PATH, with a tilde", none, {"NKEYS_PATH=%7E/k"}, context, store, "~/k");
    row("empty NKEYS_PATH", {oldKeys + "/x"}, {"NKEYS_PATH="}, context, store, oldKeys);
    row("there is no NSC_STORE", none, {"NSC_STORE=/no"}, context, store, keys);

    row("store_root", {context + "={\"store_root\":\"~/s\"}", store + "/OP/.nsc"}, none, context, "~/s", keys);
    row("store_root, with a tilde", {context + "={\"store_root\":\"%7E/s\"}"}, none, context, "~/s", keys);
    row("store_root that is not there", {context + "={\"store_root\":\"/s\"}", oldStore + "/OP/.nsc"}, none, context,
        "/s", keys);
    row("store_root of the old context", {oldContext + "={\"store_root\":\"/s\"}"}, none, oldContext, "/s", keys);
    row("empty store_root", {context + "={\"store_root\":\"\"}", oldStore + "/OP/.nsc"}, none, context, oldStore, keys);
    row("nsc.json left alone", {context + "={\"store_root\":\"/s\"}"}, {"NSC_CWD_ONLY=1"}, context, store, keys);
}

void TestDiscovery::places()
{
    QFETCH(Strings, files);
    QFETCH(Strings, env);
    QFETCH(QString, context);
    QFETCH(QString, store);
    QFETCH(QString, keys);
    const auto found = nscPlaces(environmentOfRows(env), machineOf(files));
    QCOMPARE(found.contextFile.string(), atHome(context));
    QCOMPARE(found.storeRoot.string(), atHome(store));
    QCOMPARE(found.keystore.string(), atHome(keys));
}

void TestDiscovery::contexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Strings>("expected"); // store root, operator, account
    const Strings none{"", "", ""};
    QTest::newRow("as nsc writes it")
        << R"({"store_root":"/s","operator":"OP","account":"A","github_updates":"nats-io/nsc","last_update":1795424212})"
        << Strings{"/s", "OP", "A"};
    QTest::newRow("members of others") << R"({"operator":"OP","mine":{"a":[1,2]}})" << Strings{"", "OP", ""};
    QTest::newRow("wrong kinds") << R"({"store_root":7,"operator":null,"account":["A"]})" << none;
    QTest::newRow("no object") << R"([{"operator":"OP"}])" << none;
    QTest::newRow("cut off") << R"({"operator":"OP)" << none;
    QTest::newRow("empty") << "" << none;
}

void TestDiscovery::contexts()
{
    QFETCH(QString, text);
    QFETCH(Strings, expected);
    const auto context = contextOf(text.toStdString());
    QCOMPARE(namesOf({context.storeRoot, context.operatorName, context.account}), expected);
    QCOMPARE(context.text, text.toStdString()); // also what is not ours
}

void TestDiscovery::operators_data()
{
    QTest::addColumn<Strings>("folders"); // below the store root, of operators and accounts
    QTest::addColumn<QString>("context");
    QTest::addColumn<Strings>("names");
    QTest::addColumn<QString>("current");
    QTest::addColumn<QString>("account");
    QTest::addColumn<bool>("mustAsk");
    const auto row = [](const char* name, const Strings& folders, const QString& context, const Strings& names,
                        const QString& current, const QString& account, bool mustAsk) {
        QTest::newRow(name) << folders << context << names << current << account << mustAsk;
    };
    const QString a = "A/.nsc", b = "B/.nsc";
    row("none", {"readme"}, R"({"operator":"A","account":"X"})", {}, "", "", false);
    row("a folder without .nsc is none", {"A/A.jwt", b}, "{}", {"B"}, "B", "", false);
    row("the only one", {a}, "{}", {"A"}, "A", "", false);
    row("the only one, whatever is stored", {a}, R"({"operator":"B"})", {"A"}, "A", "", false);
    row("the stored one", {b, a}, R"({"operator":"B"})", {"A", "B"}, "B", "", false);
    row("the stored one is gone", {a, b}, R"({"operator":"C"})", {"A", "B"}, "", "", true);
    row("the stored one is a way out", {a, b}, R"({"operator":"../A"})", {"A", "B"}, "", "", true);
    row("nothing is stored", {a, b}, "{}", {"A", "B"}, "", "", true);
    row("nsc.json is damaged", {a, b}, R"({"operator":)", {"A", "B"}, "", "", true);
    row("in byte order", {"b/.nsc", "B/.nsc", "a/.nsc"}, "{}", {"B", "a", "b"}, "", "", true);

    const QString x = "A/accounts/X/X.jwt", y = "A/accounts/Y/Y.jwt";
    row("the only account", {a, x}, R"({"account":"Y"})", {"A"}, "A", "X", false);
    row("the stored account", {a, x, y}, R"({"account":"Y"})", {"A"}, "A", "Y", false);
    row("the stored account is gone", {a, x, y}, R"({"account":"Z"})", {"A"}, "A", "", false);
    row("a folder without its token is no account", {a, x, "A/accounts/Y/Z.jwt"}, "{}", {"A"}, "A", "X", false);
    row("no operator, no account", {a, b, x}, R"({"account":"X"})", {"A", "B"}, "", "", true);
}

void TestDiscovery::operators()
{
    QFETCH(Strings, folders);
    QFETCH(QString, context);
    QFETCH(Strings, names);
    QFETCH(QString, current);
    QFETCH(QString, account);
    QFETCH(bool, mustAsk);
    MemoryLookup machine;
    machine.files["/home/me/.config/nats/nsc/nsc.json"] = context.toStdString();
    for (const auto& each : folders)
        machine.files["/home/me/.local/share/nats/nsc/stores/" + each.toStdString()] = "";
    const auto env = environmentOf({{"HOME", home}});
    const auto found = findStore({}, env, machine);
    QCOMPARE(found.isThere(), !names.isEmpty());
    QCOMPARE(namesOf(found.operators), names);
    QCOMPARE(found.workspace.operatorName, current.toStdString());
    QCOMPARE(found.account, account.toStdString());
    QCOMPARE(found.mustAsk(), mustAsk);
    const auto& at = found.workspace;
    QVERIFY(at == workspaceAt(at.storeRoot, at.keystore, env, current.toStdString(), machine));
}

void TestDiscovery::wishes_data()
{
    QTest::addColumn<Strings>("wish"); // store, keys, operator
    QTest::addColumn<QString>("store");
    QTest::addColumn<QString>("keys");
    QTest::addColumn<QString>("op");
    const QString store = "/found", keys = "/home/me/.nkeys";
    QTest::newRow("none") << Strings{"", "", ""} << store << keys << "A";
    QTest::newRow("store alone") << Strings{"/other", "", ""} << "/other" << keys << "C";
    QTest::newRow("keys alone") << Strings{"", "/k", ""} << store << "/k"
                                << "A";
    QTest::newRow("both") << Strings{"/other", "/k", ""} << "/other"
                          << "/k"
                          << "C";
    QTest::newRow("operator alone") << Strings{"", "", "B"} << store << keys << "B";
    QTest::newRow("an operator that is not there") << Strings{"", "", "Z"} << store << keys << "Z";
    QTest::newRow("the stored one counts elsewhere too") << Strings{"/two", "", ""} << "/two" << keys << "A";
    QTest::newRow("several, none of them stored") << Strings{"/ask", "", ""} << "/ask" << keys << "";
    QTest::newRow("with a tilde") << Strings{"~/s", "~/k", "D"} << "/home/me/s"
                                  << "/home/me/k"
                                  << "D";
    QTest::newRow("relative") << Strings{"s", "k", "D"} << "/now/here/s"
                              << "/now/here/k"
                              << "D";
}

void TestDiscovery::wishes()
{
    QFETCH(Strings, wish);
    QFETCH(QString, store);
    QFETCH(QString, keys);
    QFETCH(QString, op);
    const auto machine = machineOf({"~/.config/nats/nsc/nsc.json={\"store_root\":\"/found\",\"operator\":\"A\"}",
                                    "~/.nkeys/keys/x", "/found/A/.nsc", "/found/B/.nsc", "/other/C/.nsc", "/two/A/.nsc",
                                    "/two/X/.nsc", "/ask/X/.nsc", "/ask/Y/.nsc"});
    const auto found = findStore({wish[0].toStdString(), wish[1].toStdString(), wish[2].toStdString()},
                                 environmentOf({{"HOME", home}}), machine);
    QCOMPARE(found.workspace.storeRoot.string(), store.toStdString());
    QCOMPARE(found.workspace.keystore.string(), keys.toStdString());
    QCOMPARE(found.workspace.operatorName, op.toStdString());
    QCOMPARE(found.mustAsk(), op.isEmpty());
}

void TestDiscovery::theDiskIsOnlyLookedAt()
{
    const TempFolder folder;
    folder.write(".nsc/nsc.json", R"({"operator":"B"})");
    folder.write(".nsc/nats/A/.nsc", "{}");
    folder.write(".nsc/nats/B/.nsc", "{}");
    folder.write(".nkeys/keys/x", "");
    fs::create_directory(folder / ".nsc/nats/C");
    const auto before = folder.everything();
    const auto found = findStore({}, environmentOf({{"HOME", folder.path().string()}}));
    QCOMPARE(found.workspace.storeRoot, folder / ".nsc/nats");
    QCOMPARE(found.workspace.keystore, folder / ".nkeys");
    QCOMPARE(found.workspace.operatorName, "B");
    QCOMPARE(namesOf(found.operators), (Strings{"A", "B"}));
    QVERIFY(folder.everything() == before); // a new folder would hide an old one

    fs::permissions(folder / ".nsc/nsc.json", fs::perms::none);
    folder.write(".config/nats/nsc/nsc.json", std::string(65 * 1024, ' ') + R"({"operator":"B"})");
    QVERIFY(findStore({}, environmentOf({{"HOME", folder.path().string()}})).mustAsk()); // too large to be nsc's
}

QTEST_APPLESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
