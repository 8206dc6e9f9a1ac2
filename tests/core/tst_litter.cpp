// SPDX-License-Identifier: Apache-2.0
#include "core/base/private_file.h"
#include "core/store/litter.h"
#include "tests/core/sample_store.h"

#include <QTest>

#include <chrono>

using namespace gd;
using namespace gd::test;

class TestLitter : public QObject {
    Q_OBJECT

private slots:
    /// What a process leaves that is killed between writing a key and giving it its name.
    void seedsThatWereCutOffGo_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("hours");
        QTest::addColumn<bool>("goes");
        QTest::newRow("old, key") << "keys/A/BC" << 2 << true;
        QTest::newRow("old, creds") << "creds/OP/ACCTA" << 2 << true;
        QTest::newRow("old, elsewhere") << "mine" << 2 << false;
        QTest::newRow("may be under way") << "keys/A/BC" << 0 << false;
    }
    void seedsThatWereCutOffGo()
    {
        QFETCH(QString, folder);
        QFETCH(int, hours);
        QFETCH(bool, goes);
        const SampleStore store;
        const auto before = KeyRing(store.at.keystore).present();
        const auto left = store.at.keystore / folder.toStdString() / temporaryName("");
        store.write(left, "half a seed");
        std::filesystem::last_write_time(left,
                                         std::filesystem::file_time_type::clock::now() - std::chrono::hours(hours));
        QCOMPARE(removeLitter(store.at), goes ? 1 : 0);
        QCOMPARE(std::filesystem::exists(left), !goes);
        QVERIFY(KeyRing(store.at.keystore).present() == before);
    }

    void linksAreNotFollowed()
    {
        const SampleStore store;
        const auto outside = store.folder / "outside" / temporaryName("");
        store.write(outside, "not ours");
        std::filesystem::last_write_time(outside,
                                         std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
        std::filesystem::remove_all(store.at.keystore / "creds");
        std::filesystem::create_directory_symlink(outside.parent_path(), store.at.keystore / "creds");
        QCOMPARE(removeLitter(store.at), 0);
        QVERIFY(std::filesystem::exists(outside));
    }
};

QTEST_GUILESS_MAIN(TestLitter)
#include "tst_litter.moc"
