// SPDX-License-Identifier: Apache-2.0
#include "core/admin/keystore_migration.h"
#include "core/store/store_scan.h"
#include "tests/core/admin_store.h"

#include <set>

using namespace gd;
using namespace gd::test;

namespace {

namespace fs = std::filesystem;

/// Files below a folder with their contents.
std::map<std::string, std::string> filesOf(const fs::path& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& each : fs::recursive_directory_iterator(folder))
        if (each.is_regular_file()) {
            const auto name = each.path().lexically_relative(folder).string();
            if (name != ".gitignore") files[name] = TempFolder::contentOf(each.path());
        }
    return files;
}

/// The sample with its keystore as it once was: keys in the folders of operator and accounts, creds beside users.
struct OldStore : AdminStore {
    std::map<std::string, std::string> good = filesOf(at.keystore);

    OldStore()
    {
        const auto old = at.keystore.parent_path() / "old";
        int count = 0;
        for (const auto& [name, content] : good) {
            const fs::path file = name;
            if (file.extension() == ".nk") {
                write(old / "OP" / ("folder" + std::to_string(count++ % 3)) / file.filename(), content + "\n");
            } else {
                auto part = file.begin(); // creds/OP/ACCTA/user.creds
                const auto op = *++part;
                const auto account = *++part;
                write(old / op / "accounts" / account / "users" / file.filename(), content);
            }
        }
        fs::remove_all(at.keystore);
        fs::rename(old, at.keystore);
    }
    std::set<std::string> beside() const
    {
        std::set<std::string> names;
        for (const auto& each : fs::directory_iterator(at.keystore.parent_path()))
            names.insert(each.path().filename().string());
        return names;
    }
};

} // namespace

class TestKeystoreMigration : public QObject {
    Q_OBJECT

private slots:
    void everythingLiesWhereItBelongs()
    {
        OldStore store;
        QVERIFY(!misplacedKeyFile(store.at.keystore).empty());
        QVERIFY(store.world()->keysHere.empty());
        const auto before = filesOf(store.at.keystore);
        const auto done = migrateKeystore(store.at.keystore);
        GD_OK(done);
        QVERIFY(misplacedKeyFile(store.at.keystore).empty());
        QVERIFY(filesOf(store.at.keystore) == store.good);
        QCOMPARE(done->keys + done->creds, store.good.size());
        QVERIFY(done->creds > 0);
        QVERIFY(filesOf(done->backup) == before);
        QVERIFY(done->backup.filename().string().starts_with(store.at.keystore.filename().string() + "_"));
        for (const auto& each : fs::recursive_directory_iterator(store.at.keystore))
            QVERIFY((each.status().permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
        const auto world = store.world();
        QVERIFY(world->keysHere.contains(world->op.key));
        QVERIFY(!hasFinding(world->findings, FindingCode::KeystoreOldLayout, Severity::Problem));
        QVERIFY(migrateKeystore(store.at.keystore).error().code == ErrorCode::PlanIsEmpty);
    }

    void whatLiesRightAlreadyComesAlong()
    {
        AdminStore store;
        const auto good = filesOf(store.at.keystore);
        const auto seed = Seed::create(KeyKind::User);
        store.write(store.at.keystore / "stray.nk", std::string(seed->text()->text()));
        GD_OK(migrateKeystore(store.at.keystore));
        auto now = filesOf(store.at.keystore);
        QCOMPARE(now.size(), good.size() + 1);
        QVERIFY(KeyRing(store.at.keystore).canSign(seed->publicKey().text()));
        for (const auto& [name, content] : good)
            QCOMPARE(now[name], content);
    }

    void nothingIsDoneIfAFileIsBad_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("content");
        QTest::newRow("no key") << "OP/x.nk"
                                << "no key";
        QTest::newRow("creds in no known place") << "x.creds"
                                                 << "creds";
    }
    void nothingIsDoneIfAFileIsBad()
    {
        QFETCH(QString, file);
        QFETCH(QString, content);
        OldStore store;
        const auto bad = store.at.keystore / file.toStdString();
        store.write(bad, content.toStdString());
        const auto before = filesOf(store.at.keystore);
        const auto beside = store.beside();
        const auto done = migrateKeystore(store.at.keystore);
        QVERIFY(!done);
        QCOMPARE(done.error().where, bad.string());
        QVERIFY(filesOf(store.at.keystore) == before);
        QVERIFY(store.beside() == beside);
    }

    /// Nobody who walks a keystore goes through such a link, so what lies behind it would be lost sight of.
    void aLinkToAFolderInItIsRefused()
    {
        OldStore store;
        const auto behind = store.folder / "behind", link = store.at.keystore / "more";
        fs::create_directories(behind);
        fs::create_directory_symlink(behind, link);
        const auto done = migrateKeystore(store.at.keystore);
        QVERIFY(!done);
        QCOMPARE(done.error().where, link.string());
        QVERIFY(!misplacedKeyFile(store.at.keystore).empty());
    }

    void aLinkStaysOne()
    {
        OldStore store;
        const auto real = store.folder / "elsewhere";
        fs::rename(store.at.keystore, real);
        fs::create_directory_symlink(real, store.at.keystore);
        GD_OK(migrateKeystore(store.at.keystore));
        QVERIFY(fs::is_symlink(store.at.keystore));
        QVERIFY(filesOf(real) == store.good);
    }
};

QTEST_GUILESS_MAIN(TestKeystoreMigration)
#include "tst_keystore_migration.moc"
