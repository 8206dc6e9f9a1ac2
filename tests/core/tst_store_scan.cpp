// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/key_ring.h"
#include "core/share/world.h"
#include "core/store/store_scan.h"
#include "tests/core/sample_store.h"

#include <QTest>

using namespace gd;
using Store = gd::test::SampleStore;
namespace fs = std::filesystem;

class TestStoreScan : public QObject {
    Q_OBJECT

private slots:
    void seedsAmongTokensAreNotTaken();
    void misplacedKeys_data();
    void misplacedKeys();
};

void TestStoreScan::seedsAmongTokensAreNotTaken()
{
    const Store store;
    const auto before = store.read();
    const auto* account = before.accountNamed("ACCTA");
    const auto key = KeyRing(store.at.keystore).pathOf(account->key);
    fs::create_symlink(key, store.folder / "tokens/key.tok");
    fs::create_symlink(account->users.front().credsFile, store.folder / "tokens/creds.tok");
    fs::remove(before.accountNamed("ACCTB")->file);
    fs::create_symlink(key, before.accountNamed("ACCTB")->file);
    const auto scan = scanStore(store.at);
    QVERIFY(scan);
    QCOMPARE(scan->tokenFiles.size(), std::size_t{2});
    std::vector<ScannedFile> files = scan->tokenFiles;
    files.push_back(scan->accounts[1].token);
    for (const auto& file : files) {
        QVERIFY(file.content.empty());
        QCOMPARE(file.problem.value_or(Error{}).code, ErrorCode::NotAToken);
    }
}

void TestStoreScan::misplacedKeys_data()
{
    QTest::addColumn<QString>("file"); // below the keystore
    QTest::addColumn<bool>("isMisplaced");
    QTest::newRow("a key") << "keys/A/BC/ABC.nk" << false;
    QTest::newRow("a key, oddly placed below keys") << "keys/ABC.nk" << false;
    QTest::newRow("creds") << "creds/OP/A/u.creds" << false;
    QTest::newRow("something else") << "notes/ABC.txt" << false;
    QTest::newRow("key beside the folders") << "ABC.nk" << true;
    QTest::newRow("creds beside the folders") << "u.creds" << true;
    QTest::newRow("key of the old layout") << "O/AB/OAB.nk" << true;
    QTest::newRow("creds of the old layout") << "OP/accounts/A/users/u.creds" << true;
    QTest::newRow("a folder keys further down") << "old/keys/A/BC/ABC.nk" << true;
}

void TestStoreScan::misplacedKeys()
{
    QFETCH(QString, file);
    QFETCH(bool, isMisplaced);
    const Store store;
    const auto before = store.read();
    const auto path = store.folder.write("keys/" + file.toStdString(), "");
    QCOMPARE(misplacedKeyFile(store.at.keystore), isMisplaced ? path : fs::path());
    const auto read = readWorld(store.at, Store::now); // as the window sees it
    QVERIFY(read);
    const auto& world = **read;
    QCOMPARE(world.findings.size(), isMisplaced ? std::size_t{1} : std::size_t{0});
    if (!isMisplaced) return;
    QVERIFY(
        world.findings[0] ==
        (Finding{Severity::Problem, FindingCode::KeystoreOldLayout, {}, store.at.keystore.string(), path.string()}));
    QVERIFY(world.revision != before.revision); // so that it is seen when somebody has migrated
    QCOMPARE(world.accounts.size(), before.accounts.size());
}

QTEST_APPLESS_MAIN(TestStoreScan)
#include "tst_store_scan.moc"
