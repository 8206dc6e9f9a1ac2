// SPDX-License-Identifier: Apache-2.0
#include "tests/core/admin_store.h"

#include <functional>

using namespace gd;
using namespace gd::test;

Q_DECLARE_METATYPE(std::function<std::vector<FieldProblem>(AdminStore&)>)

namespace {

using Asked = std::function<std::vector<FieldProblem>(AdminStore&)>;

NewAccountDraft newAccount(AdminStore& store, const std::string& name)
{
    return {.name = name, .key = store.create(KeyKind::Account)};
}

} // namespace

class TestAdminAccounts : public QObject {
    Q_OBJECT

private slots:
    void newAccountIsWhatNscMakes()
    {
        AdminStore store;
        const auto draft = newAccount(store, "NEW");
        GD_OK(store.apply(planNewAccount(draft, *store.world(), store.clock)));
        const auto world = store.world();
        const auto* account = world->accountNamed("NEW");
        QVERIFY(account && account->operatorSigned);
        QCOMPARE(account->key, draft.key);
        auto expected = newAccountClaims(draft.key, "NEW");
        QVERIFY(account->claims.limits == expected.limits);
        QCOMPARE(account->claims.header.issuer, world->op.claims.signingKeys.front());
        QVERIFY(world->keysHere.contains(draft.key));
        QCOMPARE(TempFolder::modeOf(store.keys.pathOf(draft.key)), 0600u);
        QCOMPARE(TempFolder::modeOf(account->file), 0600u);
    }

    void newAccountWithJetStreamAndLimits()
    {
        AdminStore store;
        auto draft = newAccount(store, "NEW");
        draft.hasJetStream = true;
        draft.patch.conn = 7;
        draft.patch.description = "orders";
        GD_OK(store.apply(planNewAccount(draft, *store.world(), store.clock)));
        const auto claims = store.claims("NEW");
        QCOMPARE(claims.limits.jetStream.memoryStorage, -1);
        QCOMPARE(claims.limits.jetStream.diskStorage, -1);
        QCOMPARE(claims.limits.jetStream.streams, 0);
        QCOMPARE(claims.limits.conn, 7);
        QCOMPARE(claims.description, std::string("orders"));
    }

    /// The key of a refused account must not stay behind.
    void refusedAccountLeavesNoKey()
    {
        AdminStore store;
        const auto draft = newAccount(store, "NEW");
        const auto plan = planNewAccount(draft, *store.world(), store.clock);
        store.folder.write("stores/OP/accounts/NEW/NEW.jwt", "somebody was faster");
        const auto world = store.world();
        auto late = *plan;
        late.base = world->revision;
        const auto before = store.folder.everything();
        const auto done = store.apply(late);
        QVERIFY(!done && done.error().code == ErrorCode::StoreChangedOutside);
        QVERIFY(!store.keys.canSign(draft.key));
        QCOMPARE(store.folder.everything(), before);
    }

    void problemsOfNewAccounts_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        QTest::newRow("empty") << "" << int(ErrorCode::FieldEmpty);
        QTest::newRow("parent folder") << ".." << int(ErrorCode::StoreNameUnsafe);
        QTest::newRow("slash") << "a/b" << int(ErrorCode::StoreNameUnsafe);
        QTest::newRow("blank at the end") << "a " << int(ErrorCode::StoreNameUnsafe);
        QTest::newRow("device") << "NUL" << int(ErrorCode::StoreNameUnsafe);
        QTest::newRow("taken") << "ACCTA" << int(ErrorCode::NameTaken);
        QTest::newRow("taken in small letters") << "accta" << int(ErrorCode::NameTaken);
    }
    void problemsOfNewAccounts()
    {
        QFETCH(QString, name);
        QFETCH(int, code);
        AdminStore store;
        const auto draft = newAccount(store, name.toStdString());
        const auto world = store.world();
        QVERIFY(hasProblem(draft.problems(*world), "name", ErrorCode(code)));
        QCOMPARE(int(planNewAccount(draft, *world, store.clock).error().code), code);
    }

    void problemsOfKeys()
    {
        AdminStore store;
        const auto world = store.world();
        QVERIFY(hasProblem(NewAccountDraft{.name = "N"}.problems(*world), "key", ErrorCode::FieldEmpty));
        QVERIFY(hasProblem(NewAccountDraft{.name = "N", .key = store.create(KeyKind::User)}.problems(*world), "key",
                           ErrorCode::KeyWrongKind));
        QVERIFY(hasProblem(NewAccountDraft{.name = "N", .key = store.key("ACCTA")}.problems(*world), "key",
                           ErrorCode::KeyTaken));
    }

    void noOperatorKeyNoAccount()
    {
        AdminStore store;
        std::filesystem::remove_all(store.at.keystore / "keys" / "O");
        const auto plan = planNewAccount(newAccount(store, "NEW"), *store.world(), store.clock);
        QVERIFY(plan && !plan->canApply());
        QVERIFY(hasFinding(plan->findings, FindingCode::NoKeyToSign, Severity::Blocks));
    }

    /// Issue: nothing but what was edited may be different, and the issue time.
    void editChangesOnlyWhatWasEdited()
    {
        AdminStore store;
        store.rewrite("ACCTA", [](AccountClaims& claims) {
            claims.exports = {{.name = "b",
                               .subject = "b.*",
                               .type = ExportType::Service,
                               .tokenRequired = true,
                               .revocations = {{"*", 5}},
                               .responseType = "Chunked",
                               .accountTokenPosition = 2,
                               .unknown = {{"subject", "newer", "[1,2]"}}}};
            claims.revocations = {{"*", 17}};
            claims.limits.wildcards = false;
            claims.limits.disallowBearer = true;
            claims.limits.unknown = {{"leaf", "future", "{\"a\":1}"}};
            claims.tail.unknown = {{"version", "more", "true"}};
            claims.header.unknown = {{"sub", "outer", "\"x\""}};
            claims.tail.tags = {"one", "two"};
        });
        const auto before = store.claims("ACCTA");
        GD_OK(store.apply(planAccountEdit({.account = store.key("ACCTA"), .patch = {.description = "new"}},
                                          *store.world(), store.clock)));
        auto after = store.claims("ACCTA");
        QVERIFY(after.header.issuedAt > before.header.issuedAt);
        QCOMPARE(after.header.issuer, before.header.issuer);
        QCOMPARE(after.description, std::string("new"));
        auto expected = before;
        expected.description = "new";
        expected.header.issuedAt = after.header.issuedAt;
        expected.header.id = after.header.id;
        QVERIFY(after == expected);
    }

    /// JetStream off stays off: nsc writes -1 into five fields at any edit.
    void editLeavesJetStreamOff()
    {
        AdminStore store;
        GD_OK(store.apply(
            planAccountEdit({.account = store.key("ACCTB"), .patch = {.conn = 3}}, *store.world(), store.clock)));
        QVERIFY(store.claims("ACCTB").limits.jetStream == JetStreamLimits{});
    }

    void tiers()
    {
        AdminStore store;
        const auto key = store.key("ACCTB");
        AccountEditDraft draft{.account = key,
                               .patch = {.tiers = {{"R1", JetStreamPatch{.diskStorage = 1024, .streams = 2}},
                                                   {"R3", JetStreamPatch{.diskStorage = -1}}}}};
        GD_OK(store.apply(planAccountEdit(draft, *store.world(), store.clock)));
        QCOMPARE(store.claims("ACCTB").limits.tiers.at("R1").diskStorage, 1024);
        QCOMPARE(store.claims("ACCTB").limits.tiers.size(), std::size_t(2));
        draft.patch.tiers = {{"R3", std::nullopt}, {"R1", JetStreamPatch{.streams = 5}}};
        GD_OK(store.apply(planAccountEdit(draft, *store.world(), store.clock)));
        const auto tiers = store.claims("ACCTB").limits.tiers;
        QCOMPARE(tiers.size(), std::size_t(1));
        QCOMPARE(tiers.at("R1").streams, 5);
        QCOMPARE(tiers.at("R1").diskStorage, 1024);
    }

    void problemsOfEdits_data()
    {
        QTest::addColumn<Asked>("asked");
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, AccountPatch patch, const char* field, ErrorCode code) {
            QTest::newRow(name) << Asked([patch = std::move(patch)](AdminStore& store) {
                return AccountEditDraft{.account = store.key("ACCTA"), .patch = patch}.problems(*store.world());
            }) << field << int(code);
        };
        row("below unlimited", {.conn = -2}, "conn", ErrorCode::LimitOutOfRange);
        row("jetstream below unlimited", {.jetStream = {.streams = -5}}, "streams", ErrorCode::LimitOutOfRange);
        row("tier beside flat", {.tiers = {{"R1", JetStreamPatch{.streams = 1}}}}, "tiers", ErrorCode::LimitsOverlap);
        row("tier without name", {.tiers = {{"", JetStreamPatch{.streams = 1}}}}, "tiers", ErrorCode::FieldEmpty);
        row("tier below", {.tiers = {{"R1", JetStreamPatch{.streams = -9}}}}, "tiers", ErrorCode::LimitOutOfRange);
        row("subject", {.defaultPermissions = {.pubAllow = {{"a..b"}}}}, "pubAllow", ErrorCode::SubjectEmptyToken);
        row("publish to a queue", {.defaultPermissions = {.pubDeny = {{"a q"}}}}, "pubDeny",
            ErrorCode::SubjectBadCharacter);
        row("two blanks", {.defaultPermissions = {.subAllow = {{"a q r"}}}}, "subAllow",
            ErrorCode::SubjectBadCharacter);
        row("responses", {.defaultPermissions = {.resp = ResponsePermission{.max = -4}}}, "resp",
            ErrorCode::LimitOutOfRange);
        row("long text", {.description = std::string(9000, 'x')}, "description", ErrorCode::TextTooLong);
        row("no link", {.infoUrl = "nowhere"}, "infoUrl", ErrorCode::UrlNotAllowed);
        row("traffic", {.clusterTraffic = "nobody"}, "clusterTraffic", ErrorCode::ValueNotAllowed);
        row("empty tag", {.tags = {{"a", " "}}}, "tags", ErrorCode::FieldEmpty);
        QTest::newRow("unknown account") << Asked([](AdminStore& store) {
            return AccountEditDraft{.account = store.create(KeyKind::Account)}.problems(*store.world());
        }) << "account" << int(ErrorCode::AccountUnknown);
    }
    void problemsOfEdits()
    {
        QFETCH(Asked, asked);
        QFETCH(QString, field);
        QFETCH(int, code);
        AdminStore store;
        QVERIFY(hasProblem(asked(store), field.toStdString(), ErrorCode(code)));
    }

    void nothingEditedIsNoPlan()
    {
        AdminStore store;
        const auto plan = planAccountEdit({.account = store.key("ACCTA")}, *store.world(), store.clock);
        QVERIFY(!plan && plan.error().code == ErrorCode::PlanIsEmpty);
    }

    void tooManyImportsBlock()
    {
        AdminStore store;
        const auto key = store.key("ACCTB");
        store.rewrite("ACCTA", [&](AccountClaims& claims) {
            claims.imports = {{.subject = "x", .account = key, .localSubject = "y", .type = ExportType::Stream}};
        });
        const auto plan =
            planAccountEdit({.account = store.key("ACCTA"), .patch = {.imports = 0}}, *store.world(), store.clock);
        QVERIFY(plan && !plan->canApply());
    }

    void noJetStreamForTheSystemAccount()
    {
        AdminStore store;
        const auto plan = planAccountEdit({.account = store.key("SYS"), .patch = {.jetStream = {.diskStorage = -1}}},
                                          *store.world(), store.clock);
        QVERIFY(plan && !plan->canApply());
        QVERIFY(hasFinding(plan->findings, FindingCode::SystemAccountJetStream, Severity::Blocks));
    }

    void renameMovesUsersAndCreds()
    {
        AdminStore store;
        const auto before = store.user("ACCTA");
        const auto issuedAt = store.claims("ACCTA").header.issuedAt;
        const auto key = store.key("ACCTA");
        GD_OK(store.apply(planRename({key, "Shop 1"}, *store.world(), store.clock)));
        const auto world = store.world();
        QVERIFY(!world->accountNamed("ACCTA"));
        const auto* account = world->accountNamed("Shop 1");
        QVERIFY(account && account->key == key && account->claims.header.name == "Shop 1");
        QVERIFY(account->claims.header.issuedAt > issuedAt);
        QCOMPARE(account->users.size(), std::size_t(1));
        QCOMPARE(account->users[0].token, before.token);
        QVERIFY(account->users[0].credsFile.string().find("/Shop 1/") != std::string::npos);
        QVERIFY(!std::filesystem::exists(before.credsFile));
        QVERIFY(!std::filesystem::exists(store.at.storeRoot / "OP/accounts/ACCTA"));
        QVERIFY(!std::filesystem::exists(before.credsFile.parent_path()));
        QCOMPARE(TempFolder::modeOf(account->users[0].credsFile), 0600u);
        QVERIFY(world->findings.empty());
    }

    void renameIsTakenBackAndDoneAgain()
    {
        AdminStore store;
        const auto before = store.claims("ACCTA");
        GD_OK(store.apply(planRename({store.key("ACCTA"), "OTHER"}, *store.world(), store.clock)));
        const auto renamed = store.claims("OTHER");
        GD_OK(store.takeBack());
        const auto back = store.claims("ACCTA");
        QVERIFY(!store.world()->accountNamed("OTHER"));
        QVERIFY(back.header.issuedAt > renamed.header.issuedAt);
        QCOMPARE(back.header.name, before.header.name);
        QVERIFY(back.exports == before.exports);
        QVERIFY(!store.user("ACCTA").credsFile.empty());
        QVERIFY(!std::filesystem::exists(store.at.storeRoot / "OP/accounts/OTHER"));
        GD_OK(store.takeBack());
        QVERIFY(store.claims("OTHER").header.issuedAt > back.header.issuedAt);
        QVERIFY(!store.user("OTHER").credsFile.empty());
    }

    void renameToOtherLetterCase()
    {
        AdminStore store;
        GD_OK(store.apply(planRename({store.key("ACCTA"), "AcctA"}, *store.world(), store.clock)));
        QVERIFY(store.world()->accountNamed("AcctA"));
        QVERIFY(hasProblem(RenameDraft{store.key("AcctA"), "acctb"}.problems(*store.world()), "name",
                           ErrorCode::NameTaken));
    }

    void unsafeNamesThatExistAreWorkedWith()
    {
        AdminStore store;
        const auto key = store.newKey(KeyKind::Account);
        const auto claims = newAccountClaims(key, " odd:name?");
        store.folder.write("stores/OP/accounts/ odd:name?/ odd:name?.jwt",
                           store.sign(claims, store.world()->op.claims.signingKeys.front()));
        GD_OK(store.apply(planAccountEdit({.account = key, .patch = {.conn = 4}}, *store.world(), store.clock)));
        QCOMPARE(store.claims(" odd:name?").limits.conn, 4);
    }

    void deleteTellsWhoImports()
    {
        AdminStore store;
        const auto provider = store.key("ACCTA");
        store.rewrite("ACCTB", [&](AccountClaims& claims) {
            claims.imports = {{.subject = "x", .account = provider, .localSubject = "y", .type = ExportType::Stream}};
        });
        const auto plan = planDeleteAccount(provider, *store.world(), store.clock);
        QVERIFY(plan && plan->canApply());
        QVERIFY(hasFinding(plan->findings, FindingCode::ImporterLosesProvider, Severity::Warning));
        const auto seed = store.user("ACCTA").key;
        GD_OK(store.apply(plan));
        QVERIFY(!store.world()->account(provider));
        QVERIFY(!std::filesystem::exists(store.at.storeRoot / "OP/accounts/ACCTA"));
        QVERIFY(!std::filesystem::exists(store.at.keystore / "creds/OP/ACCTA"));
        QVERIFY(store.keys.canSign(provider) && store.keys.canSign(seed)); // keys are only ever added
    }

    void deleteIsTakenBackExactly()
    {
        AdminStore store;
        const auto before = store.world();
        const auto files = store.folder.everything();
        GD_OK(store.apply(planDeleteAccount(store.key("ACCTC"), *before, store.clock)));
        GD_OK(store.takeBack());
        const auto after = store.world();
        QVERIFY(after->accountNamed("ACCTC")->claims == before->accountNamed("ACCTC")->claims);
        QVERIFY(*after->accountNamed("ACCTC") == *before->accountNamed("ACCTC"));
        auto now = store.folder.everything();
        std::erase_if(now, [](const std::string& name) { return name.starts_with("state/"); });
        auto then = files;
        std::erase_if(then, [](const std::string& name) { return name.starts_with("state/"); });
        QCOMPARE(now, then);
    }

    void systemAccountStays()
    {
        AdminStore store;
        const auto plan = planDeleteAccount(store.key("SYS"), *store.world(), store.clock);
        QVERIFY(plan && !plan->canApply());
        QVERIFY(hasFinding(plan->findings, FindingCode::SystemAccountGoes, Severity::Blocks));
    }

    /// Its users would lie there without an account.
    void newAccountWithUsersIsNotTakenBack()
    {
        AdminStore store;
        GD_OK(store.apply(planNewAccount(newAccount(store, "NEW"), *store.world(), store.clock)));
        const auto made = store.last;
        GD_OK(store.apply(planNewUser({.account = store.key("NEW"), .name = "u", .key = store.create(KeyKind::User)},
                                      *store.world(), store.clock)));
        const auto inverse = signInverse(made, *store.world(), store.keys, store.clock);
        QVERIFY(!inverse && inverse.error().code == ErrorCode::StoreChangedOutside);
    }

    void newAccountIsTakenBack()
    {
        AdminStore store;
        GD_OK(store.apply(planNewAccount(newAccount(store, "NEW"), *store.world(), store.clock)));
        const auto token = store.world()->accountNamed("NEW")->token;
        GD_OK(store.takeBack());
        QVERIFY(!store.world()->accountNamed("NEW"));
        GD_OK(store.takeBack());
        QCOMPARE(store.world()->accountNamed("NEW")->token, token);
    }

    void noSeedInRecords()
    {
        AdminStore store;
        const auto account = newAccount(store, "NEW");
        GD_OK(store.apply(planNewAccount(account, *store.world(), store.clock)));
        QVERIFY(!holdsSeed(transactionJson(store.last)));
        const auto read = transactionFromJson(transactionJson(store.last));
        QVERIFY(read && *read == store.last);
    }
};

QTEST_GUILESS_MAIN(TestAdminAccounts)
#include "tst_admin_accounts.moc"
