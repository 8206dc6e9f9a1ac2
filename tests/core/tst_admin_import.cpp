// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/creds_file.h"
#include "tests/core/admin_store.h"

#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

/// A token of an account that this store does not know.
struct Foreign {
    std::string key{};
    std::string token{};
};

Foreign foreign(const AdminStore& store, const std::string& name, const std::string& signer = {},
                const std::function<void(AccountClaims&)>& edit = {})
{
    Foreign made;
    made.key = store.newKey(KeyKind::Account);
    auto claims = newAccountClaims(made.key, name);
    if (edit) edit(claims);
    made.token = store.sign(claims, signer.empty() ? made.key : signer, store.now);
    return made;
}

using MakeDraft = std::function<ImportAccountDraft(AdminStore&)>;

} // namespace

Q_DECLARE_METATYPE(MakeDraft)

class TestAdminImport : public QObject {
    Q_OBJECT

private slots:
    void selfSignedIsSignedByTheOperator()
    {
        AdminStore store;
        const auto made = foreign(store, "GUEST", "", [](AccountClaims& claims) {
            claims.description = "kept";
            claims.tail.unknown = {{"version", "more", "1"}};
        });
        GD_OK(store.apply(planImportAccount({.token = made.token}, *store.world(), store.clock)));
        const auto world = store.world();
        const auto* account = world->accountNamed("GUEST");
        QVERIFY(account && account->operatorSigned && account->key == made.key);
        QCOMPARE(account->claims.description, std::string("kept"));
        QCOMPARE(account->claims.tail.unknown.size(), std::size_t(1));
    }

    void ownOperatorsTokenIsKept()
    {
        AdminStore store;
        const auto made = foreign(store, "GUEST", store.world()->op.claims.signingKeys.front());
        GD_OK(store.apply(planImportAccount({.token = *decorateToken(made.token)}, *store.world(), store.clock)));
        QCOMPARE(store.world()->accountNamed("GUEST")->token, made.token);
    }

    void foreignOnesOnlyIfAsked()
    {
        AdminStore store;
        const auto made = foreign(store, "GUEST", store.newKey(KeyKind::Operator));
        ImportAccountDraft draft{.token = made.token};
        QVERIFY(hasProblem(draft.problems(*store.world(), store.clock), "token", ErrorCode::AccountOfOtherOperator));
        draft.foreignToo = true;
        GD_OK(store.apply(planImportAccount(draft, *store.world(), store.clock)));
        QCOMPARE(store.world()->accountNamed("GUEST")->token, made.token);
        QVERIFY(!store.world()->accountNamed("GUEST")->operatorSigned);
    }

    void managedStoresTakeNoSelfSigned()
    {
        AdminStore store;
        store.folder.write("stores/OP/.nsc", R"({"managed":true,"name":"OP","kind":"operator","version":"1"})");
        const auto made = foreign(store, "GUEST");
        QVERIFY(hasProblem(ImportAccountDraft{.token = made.token}.problems(*store.world(), store.clock), "token",
                           ErrorCode::AccountOfOtherOperator));
    }

    void anotherStateOfTheSameAccount()
    {
        AdminStore store;
        auto claims = store.claims("ACCTA");
        claims.description = "theirs";
        claims.header.name = "RENAMED";
        const auto token = store.sign(claims, claims.header.issuer, store.now + 5);
        ImportAccountDraft draft{.token = token};
        QVERIFY(hasProblem(draft.problems(*store.world(), store.clock), "token", ErrorCode::KeyTaken));
        draft.replace = true;
        GD_OK(store.apply(planImportAccount(draft, *store.world(), store.clock)));
        const auto world = store.world();
        QVERIFY(!world->accountNamed("ACCTA"));
        QCOMPARE(world->accountNamed("RENAMED")->token, token);
        QCOMPARE(world->accountNamed("RENAMED")->users.size(), std::size_t(1));
        const auto again = planImportAccount(draft, *world, store.clock);
        QVERIFY(!again && again.error().code == ErrorCode::PlanIsEmpty);
        GD_OK(store.takeBack());
        QCOMPARE(store.claims("ACCTA").description, std::string());
    }

    void problems_data()
    {
        QTest::addColumn<MakeDraft>("make");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, ErrorCode code, MakeDraft make) {
            QTest::newRow(name) << std::move(make) << int(code);
        };
        row("nothing", ErrorCode::FieldEmpty, [](AdminStore&) { return ImportAccountDraft{}; });
        row("no token", ErrorCode::TokenChunkCount, [](AdminStore&) { return ImportAccountDraft{.token = "x"}; });
        row("of a user", ErrorCode::TokenTypeMismatch,
            [](AdminStore& store) { return ImportAccountDraft{.token = store.user("ACCTA").token}; });
        row("name of another", ErrorCode::NameTaken,
            [](AdminStore& store) { return ImportAccountDraft{.token = foreign(store, "accta").token}; });
        row("unsafe name", ErrorCode::StoreNameUnsafe,
            [](AdminStore& store) { return ImportAccountDraft{.token = foreign(store, "../x").token}; });
        row("content", ErrorCode::TokenContentRefused, [](AdminStore& store) {
            return ImportAccountDraft{.token = foreign(store, "GUEST", "", [](AccountClaims& claims) {
                                                   claims.exports = {{.subject = "a b", .type = ExportType::Stream}};
                                               }).token};
        });
    }
    void problems()
    {
        QFETCH(MakeDraft, make);
        QFETCH(int, code);
        AdminStore store;
        const auto draft = make(store);
        QVERIFY(hasProblem(draft.problems(*store.world(), store.clock), "token", ErrorCode(code)));
        QVERIFY(!planImportAccount(draft, *store.world(), store.clock));
    }

    void keysOfFilesAndFolders()
    {
        AdminStore store;
        const auto one = Seed::create(KeyKind::Account);
        const auto other = Seed::create(KeyKind::User);
        store.folder.write("in/" + one->publicKey().text() + ".nk", std::string(one->text()->text()) + "\n");
        store.folder.write("in/x.nk", std::string(other->text()->text()));
        store.folder.write("in/readme.txt", "no key");
        const auto keys = importKeys(store.folder / "in", store.keys);
        QVERIFY(keys.failed.empty() && keys.keys.size() == 2);
        QVERIFY(store.keys.canSign(one->publicKey().text()) && store.keys.canSign(other->publicKey().text()));
        const auto creds = store.user("ACCTA").credsFile;
        const KeyRing empty(store.folder / "empty");
        const auto user = importKeys(creds, empty);
        QVERIFY(user.keys.front() == store.user("ACCTA").key && empty.canSign(user.keys.front()));
        QVERIFY(importKeys(store.folder / "in/readme.txt", empty).keys.empty());
        QVERIFY(importKeys(store.folder / "nowhere", empty).failed.front().code == ErrorCode::FileUnreadable);
    }

    void aBadFileIsNamedAndKeepsNoOtherBack()
    {
        AdminStore store;
        const auto good = Seed::create(KeyKind::Account);
        store.folder.write("in/a.nk", "no key");
        store.folder.write("in/b.nk", std::string(good->text()->text()));
        store.folder.write("in/c.nk", "SAAAAAAAAA");
        const auto done = importKeys(store.folder / "in", store.keys);
        QVERIFY(done.keys == std::vector<std::string>{good->publicKey().text()});
        QCOMPARE(done.failed.size(), std::size_t(2));
        QCOMPARE(done.failed[0].where, (store.folder / "in/a.nk").string());
        QCOMPARE(done.failed[1].where, (store.folder / "in/c.nk").string());
    }
};

QTEST_GUILESS_MAIN(TestAdminImport)
#include "tst_admin_import.moc"
