// SPDX-License-Identifier: Apache-2.0
#include "tests/core/sample_store.h"

#include <QTest>

#include <functional>

using namespace gd;
using gd::test::TempFolder;
using Store = gd::test::SampleStore;
namespace fs = std::filesystem;

class TestRevision : public QObject {
    Q_OBJECT

private slots:
    void revisionFollowsTheWorld_data();
    void revisionFollowsTheWorld();
};

void TestRevision::revisionFollowsTheWorld_data()
{
    using Edit = std::function<void(const Store&)>;
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<bool>("differs");
    QTest::newRow("nothing") << Edit([](const Store&) {}) << false;
    QTest::newRow("touched") << Edit([](const Store& s) {
        s.write(s.accountFile("ACCTA"), TempFolder::contentOf(s.accountFile("ACCTA")));
    }) << false;
    QTest::newRow("own folders") << Edit([](const Store& s) { s.folder.write("state/history/1.json", "{}"); }) << false;
    QTest::newRow("one byte") << Edit([](const Store& s) {
        s.write(s.accountFile("ACCTA"), TempFolder::contentOf(s.accountFile("ACCTA")) + "\n");
    }) << true;
    QTest::newRow("renamed") << Edit([](const Store& s) {
        fs::rename(s.folder / "stores/OP/accounts/ACCTA/users/acctausr.jwt",
                   s.folder / "stores/OP/accounts/ACCTA/users/other.jwt");
    }) << true;
    QTest::newRow("account gone") << Edit([](const Store& s) { fs::remove(s.accountFile("ACCTC")); }) << true;
    QTest::newRow("new operator") << Edit([](const Store& s) { s.folder.write("stores/NEW/.nsc", "{}"); }) << true;
    QTest::newRow("new key") << Edit([](const Store& s) { s.newKey(KeyKind::Account); }) << true;
    QTest::newRow("creds gone") << Edit([](const Store& s) {
        fs::remove(credsFilePath(s.at, "OP", "ACCTA", "acctausr"));
    }) << true;
    QTest::newRow("new token file") << Edit([](const Store& s) { s.folder.write("tokens/X.tok", "x"); }) << true;
    QTest::newRow("store gone") << Edit([](const Store& s) { fs::remove_all(s.at.storeRoot); }) << true;
}

void TestRevision::revisionFollowsTheWorld()
{
    QFETCH(std::function<void(const Store&)>, edit);
    QFETCH(bool, differs);
    const Store store;
    const auto before = currentRevision(store.at);
    QCOMPARE(store.read().revision, before);
    edit(store);
    const auto after = currentRevision(store.at);
    QCOMPARE(after != before, differs);
    if (const auto world = readSnapshot(store.at, Store::now)) QCOMPARE(world->revision, after);
}

QTEST_APPLESS_MAIN(TestRevision)
#include "tst_revision.moc"
