// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/creds_file.h"
#include "tests/core/sample_store.h"

#include <QTest>

#include <functional>
#include <sys/stat.h>

using namespace gd;
using gd::test::TempFolder;
using Store = gd::test::SampleStore;
namespace fs = std::filesystem;

constexpr UnixSeconds now = Store::now;

class TestSnapshotReader : public QObject {
    Q_OBJECT

private slots:
    void goodSample();
    void nothingToShow_data();
    void nothingToShow();
    void damagedFiles_data();
    void damagedFiles();
    void strangersAreIgnored();
    void damagedOperator_data();
    void damagedOperator();
    void foreignSigner();
    void strictOperator();
    void managedStore();
    void sameAccountTwice();
    void accountTextIsKeptWhole();
    void tokenFiles();
    void keysHere();
};

namespace {

std::vector<FindingCode> codesOf(const Snapshot& world)
{
    std::vector<FindingCode> codes;
    for (const auto& finding : world.findings)
        codes.push_back(finding.code);
    return codes;
}

QStringList namesOf(const Snapshot& world)
{
    QStringList names;
    for (const auto& account : world.accounts)
        names << QString::fromStdString(account.name);
    return names;
}

const QStringList allNames{"ACCTA", "ACCTB", "ACCTC", "SYS"};

} // namespace

void TestSnapshotReader::goodSample()
{
    const Store store;
    const Snapshot world = store.read();
    QCOMPARE(namesOf(world), allNames);
    QVERIFY(world.findings.empty());
    QCOMPARE(world.readAt, now);
    QCOMPARE(world.operatorNames, std::vector<std::string>{"OP"});
    QCOMPARE(world.op.name, "OP");
    QVERIFY(!world.op.managed);
    QVERIFY(!world.op.token.empty());
    QVERIFY(world.workspace == store.at);
    QVERIFY(world.tokenFiles.empty());
    QVERIFY(world.shares.empty() && world.offers.empty());

    const Account* account = world.accountNamed("ACCTA");
    QVERIFY(account != nullptr);
    QCOMPARE(world.account(account->key), account);
    QCOMPARE(account->file, store.accountFile("ACCTA"));
    QCOMPARE(account->token, TempFolder::contentOf(account->file));
    QCOMPARE(account->users.size(), std::size_t{1});
    QCOMPARE(account->users[0].name, "acctausr");
    QCOMPARE(account->users[0].credsFile, credsFilePath(store.at, "OP", "ACCTA", "acctausr"));
    QVERIFY(world.account("no key") == nullptr);
    QVERIFY(world.accountNamed("accta") == nullptr);
    QVERIFY(store.read() == world);

    Workspace unnamed = store.at;
    unnamed.operatorName.clear();
    const auto first = readSnapshot(unnamed, now);
    QVERIFY(first);
    QVERIFY(*first == world);
}

void TestSnapshotReader::nothingToShow_data()
{
    using Edit = std::function<void(Store&)>;
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, Edit edit, ErrorCode code) {
        QTest::newRow(name) << edit << static_cast<int>(code);
    };
    row(
        "no folder", [](Store& s) { s.at.storeRoot = s.folder / "nowhere"; }, ErrorCode::StoreNotFound);
    row(
        "a file", [](Store& s) { s.at.storeRoot = s.folder.write("file", ""); }, ErrorCode::StoreNotFound);
    row(
        "empty folder", [](Store& s) { s.at.storeRoot = s.folder / "tokens"; }, ErrorCode::StoreNoOperator);
    row(
        "other operator", [](Store& s) { s.at.operatorName = "NO"; }, ErrorCode::StoreOperatorUnknown);
    row(
        "a way out", [](Store& s) { s.at.operatorName = "../stores/OP"; }, ErrorCode::StoreOperatorUnknown);
    row(
        "one of two",
        [](Store& s) {
            s.at.operatorName.clear();
            s.folder.write("stores/TWO/.nsc", "{}");
        },
        ErrorCode::StoreManyOperators);
    row(
        "no .nsc", [](Store& s) { fs::remove(s.folder / "stores/OP/.nsc"); }, ErrorCode::StoreNoOperator);
}

void TestSnapshotReader::nothingToShow()
{
    QFETCH(std::function<void(Store&)>, edit);
    QFETCH(int, code);
    Store store;
    edit(store);
    const auto world = readSnapshot(store.at, now);
    QVERIFY(!world);
    QCOMPARE(static_cast<int>(world.error().code), code);
}

void TestSnapshotReader::damagedFiles_data()
{
    // What stands in the place of ACCTB.jwt.
    using Edit = std::function<void(const fs::path&)>;
    QTest::addColumn<Edit>("edit");
    const auto content = [](const std::string& text) -> Edit {
        return [text](const fs::path& file) {
            TempFolder().write(file, text);
        };
    };
    QTest::newRow("empty") << content("");
    QTest::newRow("garbage") << content("not a token");
    QTest::newRow("bytes") << content(std::string("\0\xff\xfe", 3));
    QTest::newRow("cut off") << Edit([](const fs::path& file) { fs::resize_file(file, fs::file_size(file) - 5); });
    QTest::newRow("huge") << Edit([](const fs::path& file) { fs::resize_file(file, std::uintmax_t{1} << 40); });
    QTest::newRow("folder") << Edit([](const fs::path& file) {
        fs::remove(file);
        fs::create_directory(file);
    });
    QTest::newRow("pipe") << Edit([](const fs::path& file) {
        fs::remove(file);
        if (::mkfifo(file.c_str(), 0600) != 0) qFatal("no pipe");
    });
    QTest::newRow("endless") << Edit([](const fs::path& file) {
        fs::remove(file);
        fs::create_symlink("/dev/zero", file);
    });
    QTest::newRow("link to nowhere") << Edit([](const fs::path& file) {
        fs::remove(file);
        fs::create_symlink("nowhere", file);
    });
    QTest::newRow("user token") << Edit([](const fs::path& file) {
        fs::copy_file(file.parent_path() / "users/acctbusr.jwt", file, fs::copy_options::overwrite_existing);
    });
}

void TestSnapshotReader::damagedFiles()
{
    QFETCH(std::function<void(const fs::path&)>, edit);
    const Store store;
    const auto before = currentRevision(store.at);
    edit(store.accountFile("ACCTB"));
    const Snapshot world = store.read();
    QCOMPARE(namesOf(world), (QStringList{"ACCTA", "ACCTC", "SYS"}));
    QCOMPARE(world.findings.size(), std::size_t{1});
    QCOMPARE(world.findings[0].code, FindingCode::FileUnreadable);
    QCOMPARE(world.findings[0].subject, store.accountFile("ACCTB").string());
    QVERIFY(world.revision != before);

    // The same with a user: its account stays. A folder is no user at all.
    const QByteArray row = QTest::currentDataTag();
    if (row == "user token" || row == "folder") return;
    const Store other;
    edit(userTokenFile(other.at, "OP", "ACCTB", "acctbusr"));
    const Snapshot second = other.read();
    QCOMPARE(namesOf(second), allNames);
    QVERIFY(second.accountNamed("ACCTB")->users.empty());
    QCOMPARE(codesOf(second), std::vector<FindingCode>{FindingCode::FileUnreadable});
    QCOMPARE(second.findings[0].account, second.accountNamed("ACCTB")->key);
}

void TestSnapshotReader::strangersAreIgnored()
{
    const Store store;
    const Snapshot before = store.read();
    for (const char* file :
         {"stores/readme", "stores/backup/OP.jwt", "stores/OP/notes.txt", "stores/OP/accounts/loose.jwt",
          "stores/OP/accounts/EMPTY/other.jwt", "stores/OP/accounts/ACCTA/ACCTA.jwt.12ab.tmp",
          "stores/OP/accounts/ACCTA/old.jwt", "stores/OP/accounts/ACCTA/users/readme.txt",
          "stores/OP/accounts/ACCTA/users/.jwt", "stores/OP/accounts/ACCTA/users/folder.jwt/x", "tokens/readme.txt",
          "tokens/.tok", "keys/keys/A/readme", "keys/other.txt", "keys/creds/OP/ACCTA/other.creds"})
        store.folder.write(file, "anything");
    const Snapshot after = store.read();
    QVERIFY(after.findings.empty());
    QVERIFY(after == before);
}

void TestSnapshotReader::damagedOperator_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("content"); // null: removed
    QTest::addColumn<bool>("hasOperator");
    QTest::newRow("no token") << "OP.jwt" << QString() << false;
    QTest::newRow("garbage") << "OP.jwt"
                             << "garbage" << false;
    QTest::newRow("empty .nsc") << ".nsc"
                                << "" << true;
    QTest::newRow(".nsc without name") << ".nsc"
                                       << R"({"managed":true})" << true;
    QTest::newRow(".nsc with a way out") << ".nsc"
                                         << R"({"name":"../OP/OP"})" << true;
    QTest::newRow(".nsc with its own folder") << ".nsc"
                                              << R"({"name":"."})" << true;
    QTest::newRow(".nsc with the folder above") << ".nsc"
                                                << R"({"name":".."})" << true;
    QTest::newRow(".nsc of numbers") << ".nsc"
                                     << R"({"name":1})" << true;
    QTest::newRow("deep .nsc") << ".nsc" << QString(100'000, '[') << true;
}

void TestSnapshotReader::damagedOperator()
{
    QFETCH(QString, file);
    QFETCH(QString, content);
    QFETCH(bool, hasOperator);
    const Store store;
    const auto path = store.folder / "stores/OP" / file.toStdString();
    fs::remove(path);
    if (!content.isNull()) store.write(path, content.toStdString());
    const Snapshot world = store.read();
    QCOMPARE(namesOf(world), allNames);
    QCOMPARE(codesOf(world), std::vector<FindingCode>{FindingCode::FileUnreadable});
    QCOMPARE(world.findings[0].subject, path.string());
    QCOMPARE(world.op.name, "OP");
    QCOMPARE(!world.op.key.empty(), hasOperator);
    QCOMPARE(world.accounts[0].operatorSigned, hasOperator);
}

void TestSnapshotReader::foreignSigner()
{
    const Store store;
    const Account account = *store.read().accountNamed("ACCTB");
    for (const std::string& issuer : {store.newKey(KeyKind::Operator), account.key}) {
        store.write(account.file, store.sign(account.claims, issuer));
        const Snapshot world = store.read();
        QCOMPARE(namesOf(world), allNames);
        QCOMPARE(codesOf(world), std::vector<FindingCode>{FindingCode::NotOperatorSigned});
        QCOMPARE(world.findings[0].severity, Severity::Problem);
        QCOMPARE(world.findings[0].account, account.key);
        QCOMPARE(world.findings[0].detail, issuer);
        QVERIFY(!world.account(account.key)->operatorSigned);
    }
}

void TestSnapshotReader::strictOperator()
{
    const Store store;
    const Snapshot before = store.read();
    const Account account = *before.accountNamed("ACCTB");
    store.write(account.file, store.sign(account.claims, before.op.key));
    QVERIFY(store.read().account(account.key)->operatorSigned);

    OperatorClaims op = before.op.claims;
    op.strictSigningKeyUsage = true;
    store.write(operatorTokenFile(store.at, "OP", "OP"), store.sign(op, before.op.key));
    const Snapshot strict = store.read();
    QVERIFY(!strict.account(account.key)->operatorSigned);
    QVERIFY(strict.accountNamed("ACCTA")->operatorSigned);
    QCOMPARE(codesOf(strict), std::vector<FindingCode>{FindingCode::NotOperatorSigned});
}

void TestSnapshotReader::managedStore()
{
    const Store store;
    const Account account = *store.read().accountNamed("ACCTB");
    store.folder.write("stores/OP/.nsc", R"({"managed":true,"name":"OP","kind":"operator","version":"1","more":[]})");
    store.write(account.file, store.sign(account.claims, account.key));
    const Snapshot world = store.read();
    QVERIFY(world.op.managed);
    QCOMPARE(codesOf(world), std::vector<FindingCode>{FindingCode::NotOperatorSigned});
    QCOMPARE(world.findings[0].severity, Severity::Warning); // usual there, until the service has signed it
}

void TestSnapshotReader::sameAccountTwice()
{
    const Store store;
    const Snapshot before = store.read();
    const Account account = *before.accountNamed("ACCTB");
    const std::string signer = before.op.claims.signingKeys[0];
    const auto old = store.accountFile("AAA"); // sorts before it
    store.write(old, store.sign(account.claims, signer, now + 100));
    const Snapshot world = store.read();
    QCOMPARE(namesOf(world), allNames);
    QCOMPARE(codesOf(world), std::vector<FindingCode>{FindingCode::FileUnreadable});
    QCOMPARE(world.findings[0].subject, old.string());
    QCOMPARE(world.accountNamed("ACCTB")->claims.header.issuedAt, now);

    AccountClaims renamed = account.claims;
    renamed.header.name = "ZZZ";
    store.write(account.file, store.sign(renamed, signer, now + 1));
    store.write(old, store.sign(renamed, signer, now + 2));
    const Snapshot later = store.read();
    QCOMPARE(namesOf(later), (QStringList{"AAA", "ACCTA", "ACCTC", "SYS"}));
    QCOMPARE(later.findings[0].subject, account.file.string());
}

void TestSnapshotReader::accountTextIsKeptWhole()
{
    const Store store;
    const auto file = store.accountFile("ACCTB");
    const std::string compact = TempFolder::contentOf(file);
    const auto decorated = decorateToken(compact);
    QVERIFY(decorated);
    for (const std::string& text : {compact + "\n", *decorated}) {
        store.write(file, text);
        const Snapshot world = store.read();
        QVERIFY(world.findings.empty());
        QCOMPARE(world.accountNamed("ACCTB")->token, text);
    }
}

void TestSnapshotReader::tokenFiles()
{
    const Store store;
    const Snapshot before = store.read();
    ActivationClaims grant;
    grant.header.subject = before.accountNamed("ACCTB")->key;
    grant.header.name = "orders.>";
    grant.grantedSubject = "orders.>";
    grant.kind = ExportType::Stream;
    const std::string token = store.sign(grant, before.accountNamed("ACCTA")->key);
    const auto decorated = decorateToken(token);
    QVERIFY(decorated);

    store.folder.write("tokens/b-bare.tok", token + "\n");
    store.folder.write("tokens/a-decorated.tok", *decorated);
    Snapshot world = store.read();
    QVERIFY(world.findings.empty());
    QCOMPARE(world.tokenFiles.size(), std::size_t{2});
    QCOMPARE(world.tokenFiles[0].file, store.folder / "tokens/a-decorated.tok");
    for (const auto& file : world.tokenFiles) {
        QCOMPARE(file.token, token);
        QVERIFY(file.claims.has_value());
        QCOMPARE(file.claims->grantedSubject, "orders.>");
        QCOMPARE(file.claims->provider(), before.accountNamed("ACCTA")->key);
    }

    store.folder.write("tokens/c-garbage.tok", "garbage");
    store.folder.write("tokens/d-account.tok", before.accounts[0].token);
    fs::resize_file(store.folder.write("tokens/e-huge.tok", ""), std::uintmax_t{1} << 40);
    fs::create_directory(store.folder / "tokens/f-folder.tok");
    world = store.read();
    QCOMPARE(world.tokenFiles.size(), std::size_t{6});
    QCOMPARE(world.findings.size(), std::size_t{4});
    for (std::size_t i = 2; i < 6; ++i) {
        QVERIFY(world.tokenFiles[i].token.empty());
        QVERIFY(!world.tokenFiles[i].claims);
        QCOMPARE(world.findings[i - 2].code, FindingCode::FileUnreadable);
        QCOMPARE(world.findings[i - 2].subject, world.tokenFiles[i].file.string());
    }
}

void TestSnapshotReader::keysHere()
{
    const Store store;
    const Snapshot before = store.read();
    QCOMPARE(before.keysHere.size(), std::size_t{11});
    const std::string& user = before.accounts[0].users[0].key;
    QVERIFY(before.keysHere.contains(user) && before.accounts[0].users[0].keyHere);
    fs::remove(store.keys.pathOf(user));
    fs::remove(before.accounts[0].users[0].credsFile);
    const Snapshot after = store.read();
    QVERIFY(!after.keysHere.contains(user));
    QVERIFY(!after.accounts[0].users[0].keyHere);
    QVERIFY(after.accounts[0].users[0].credsFile.empty());
}

QTEST_APPLESS_MAIN(TestSnapshotReader)
#include "tst_snapshot_reader.moc"
