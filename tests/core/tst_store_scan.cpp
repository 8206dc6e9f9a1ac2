// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/key_ring.h"
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

QTEST_APPLESS_MAIN(TestStoreScan)
#include "tst_store_scan.moc"
