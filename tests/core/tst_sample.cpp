// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/store/sample.h"
#include "core/store/snapshot_reader.h"
#include "tests/core/temp_folder.h"

#include <QTest>

#include <sys/stat.h>

using namespace gd;
using gd::test::TempFolder;
namespace fs = std::filesystem;

constexpr UnixSeconds now = 1'790'000'000;

class TestSample : public QObject {
    Q_OBJECT

private slots:
    void layoutFileByFile();
    void tokensSayWhatTheyShould();
    void usersAndCreds();
    void opensAgain();
    void makesMissingFolders();
    void refusesOtherFolders_data();
    void refusesOtherFolders();
    void failureLeavesNothing();
};

namespace {

std::vector<std::string> namesOfKeys(const std::vector<std::string>& files)
{
    std::vector<std::string> keys;
    for (const auto& file : files) {
        if (file.ends_with(".nk")) keys.push_back(fs::path(file).stem().string());
    }
    return keys;
}

Snapshot read(const Workspace& workspace)
{
    auto world = readSnapshot(workspace, now);
    if (!world) qFatal("cannot read the sample: %d", static_cast<int>(world.error().code));
    return std::move(*world);
}

} // namespace

void TestSample::layoutFileByFile()
{
    const TempFolder folder;
    const auto old = ::umask(0);
    const auto workspace = createSample(folder.path(), now);
    ::umask(old);
    QVERIFY(workspace);
    QCOMPARE(workspace->storeRoot, folder / "stores");
    QCOMPARE(workspace->keystore, folder / "keys");
    QCOMPARE(workspace->state, folder / "state");
    QCOMPARE(workspace->tokens, folder / "tokens");
    QCOMPARE(workspace->operatorName, "OP");

    std::vector<std::string> expected{
        "keys/",   "keys/.gitignore", "keys/creds/",    "keys/creds/OP/",   "keys/keys/",          "state/",
        "stores/", "stores/OP/",      "stores/OP/.nsc", "stores/OP/OP.jwt", "stores/OP/accounts/", "tokens/"};
    for (const auto& [account, user] : std::vector<std::pair<std::string, std::string>>{
             {"SYS", "sys"}, {"ACCTA", "acctausr"}, {"ACCTB", "acctbusr"}, {"ACCTC", "acctcusr"}}) {
        const std::string at = "stores/OP/accounts/" + account + '/';
        expected.insert(expected.end(), {at, at + account + ".jwt", at + "users/", at + "users/" + user + ".jwt"});
        const std::string creds = "keys/creds/OP/" + account + '/';
        expected.insert(expected.end(), {creds, creds + user + ".creds"});
    }
    const auto all = folder.everything();
    const auto keys = namesOfKeys(all);
    QCOMPARE(keys.size(), std::size_t{11}); // operator 2, accounts 4, signing key of SYS, users 4
    for (const auto& key : keys) {
        const std::string kind = "keys/keys/" + key.substr(0, 1) + '/';
        expected.insert(expected.end(),
                        {kind, kind + key.substr(1, 2) + '/', kind + key.substr(1, 2) + '/' + key + ".nk"});
    }
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    QVERIFY(all == expected);
    for (const auto& name : all)
        QCOMPARE(TempFolder::modeOf(folder / name), name.ends_with('/') ? 0700u : 0600u);

    QCOMPARE(TempFolder::contentOf(folder / "stores/OP/.nsc"),
             R"({"managed":false,"name":"OP","kind":"operator","version":"1"})");
    const auto ignored = QString::fromStdString(TempFolder::contentOf(folder / "keys/.gitignore")).split('\n');
    QVERIFY(ignored.contains("**/*.nk") && ignored.contains("**/*.creds"));
}

void TestSample::tokensSayWhatTheyShould()
{
    const TempFolder folder;
    const auto workspace = createSample(folder.path(), now);
    QVERIFY(workspace);
    const Snapshot world = read(*workspace);
    QVERIFY(world.findings.empty());

    const auto& op = world.op.claims;
    QCOMPARE(op.header.name, "OP");
    QCOMPARE(op.header.issuer, world.op.key);
    QCOMPARE(op.header.issuedAt, now);
    QCOMPARE(op.signingKeys.size(), std::size_t{1});
    QCOMPARE(op.serviceUrls, std::vector<std::string>{"nats://localhost:4222"});
    QVERIFY(!op.strictSigningKeyUsage);

    QCOMPARE(world.accounts.size(), std::size_t{4});
    for (const auto& account : world.accounts) {
        QCOMPARE(account.claims.header.issuer, op.signingKeys[0]);
        QVERIFY(account.operatorSigned);
        QCOMPARE(account.claims.limits.jetStream.diskStorage, account.name == "ACCTA" ? -1 : 0);
        QCOMPARE(account.claims.signingKeys.size(), std::size_t{account.name == "SYS" ? 1u : 0u});
        QCOMPARE(account.claims.limits.subs, -1);
    }
    const JetStreamLimits& limits = world.accountNamed("ACCTA")->claims.limits.jetStream;
    for (const auto value : {limits.memoryStorage, limits.diskStorage, limits.streams, limits.consumer,
                             limits.maxAckPending, limits.memoryMaxStreamBytes, limits.diskMaxStreamBytes})
        QCOMPARE(value, -1);

    const Account* sys = world.accountNamed("SYS");
    QCOMPARE(op.systemAccount, sys->key);
    QCOMPARE(sys->claims.exports.size(), std::size_t{2});
    QCOMPARE(sys->claims.exports[0].subject, "$SYS.ACCOUNT.*.>");
    QCOMPARE(sys->claims.exports[0].accountTokenPosition, std::uint64_t{3});
    QCOMPARE(sys->claims.exports[1].subject, "$SYS.REQ.ACCOUNT.*.*");
    QCOMPARE(sys->claims.exports[1].responseType, "Stream");
    QCOMPARE(sys->claims.exports[1].accountTokenPosition, std::uint64_t{4});
}

void TestSample::usersAndCreds()
{
    const TempFolder folder;
    const auto workspace = createSample(folder.path(), now);
    QVERIFY(workspace);
    const Snapshot world = read(*workspace);
    const KeyRing keys(workspace->keystore);
    for (const auto& account : world.accounts) {
        QCOMPARE(account.users.size(), std::size_t{1});
        const User& user = account.users[0];
        QVERIFY(keys.canSign(account.key));
        QVERIFY(user.keyHere);
        const bool isSystem = account.name == "SYS";
        QCOMPARE(user.claims.issuerAccount, isSystem ? account.key : std::string());
        QCOMPARE(user.claims.header.issuer, isSystem ? account.claims.signingKeys.begin()->first : account.key);
        QCOMPARE(user.claims.permissions.subs, -1);
        QVERIFY(user.claims.permissions.permissions == Permissions{});

        const std::string creds = TempFolder::contentOf(user.credsFile);
        QCOMPARE(tokenOfText(creds), user.token);
        const auto seed = userSeedOfText(creds);
        QVERIFY(seed);
        QCOMPARE(seed->publicKey().text(), user.key);
    }
}

void TestSample::opensAgain()
{
    const TempFolder folder;
    const auto first = createSample(folder.path(), now);
    QVERIFY(first);
    const auto revision = currentRevision(*first);
    const auto second = createSample(folder / "x/..", now + 100);
    QVERIFY(second);
    QVERIFY(*first == *second);
    QCOMPARE(currentRevision(*second), revision);
}

void TestSample::makesMissingFolders()
{
    const TempFolder folder;
    const auto workspace = createSample(folder / "a/b/", now);
    QVERIFY(workspace);
    QCOMPARE(workspace->storeRoot, folder / "a/b/stores");
    QCOMPARE(TempFolder::modeOf(folder / "a"), 0700u);
}

void TestSample::refusesOtherFolders_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("somebody's file") << "notes.txt";
    QTest::newRow("half a sample") << "keys/keys/O/AB/x.nk";
    QTest::newRow("another store") << "stores/OP/.nsc";
}

void TestSample::refusesOtherFolders()
{
    QFETCH(QString, file);
    const TempFolder folder;
    folder.write(file.toStdString(), "precious");
    const auto before = folder.everything();
    const auto workspace = createSample(folder.path(), now);
    QVERIFY(!workspace);
    QCOMPARE(workspace.error().code, ErrorCode::FolderUnwritable);
    QVERIFY(!workspace.error().detail.empty());
    QVERIFY(folder.everything() == before);
}

void TestSample::failureLeavesNothing()
{
    const TempFolder folder;
    folder.write("file", "");
    const auto below = createSample(folder / "file/sample", now);
    QVERIFY(!below);
    QCOMPARE(below.error().code, ErrorCode::FolderUnwritable);
    const auto itself = createSample(folder / "file", now);
    QVERIFY(!itself);
    QCOMPARE(itself.error().code, ErrorCode::FolderUnwritable);
    QCOMPARE(folder.everything(), std::vector<std::string>{"file"});
}

QTEST_APPLESS_MAIN(TestSample)
#include "tst_sample.moc"
