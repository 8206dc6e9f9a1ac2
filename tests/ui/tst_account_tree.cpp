// SPDX-License-Identifier: Apache-2.0
//
// The tree of accounts: what stands in it, how a new world is merged, and filtering.
#include "ui/accounts/account_tree.h"
#include "ui/accounts/account_tree_model.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;

namespace {

constexpr UnixSeconds now = 1'790'000'000;

Account account(const std::string& key, const std::string& name, std::vector<User> users = {})
{
    Account one;
    one.key = key;
    one.name = name;
    one.operatorSigned = true;
    one.claims = newAccountClaims(key, name);
    one.users = std::move(users);
    return one;
}

User user(const std::string& key, const std::string& name)
{
    User one;
    one.key = key;
    one.name = name;
    one.claims = newUserClaims(key, name);
    one.claims.header.issuedAt = now;
    return one;
}

Snapshot someWorld()
{
    Snapshot world;
    world.op.key = "OOPERATOR";
    world.op.name = "OP";
    world.op.claims.signingKeys = {"OSIGNS"};
    world.accounts = {account("AONE", "ALPHA", {user("UANN", "ann"), user("UBOB", "bob")}),
                      account("ATWO", "BETA", {user("UCLEO", "cleo")}), account("ATHREE", "GAMMA")};
    world.accounts[0].claims.signingKeys["AROLE"] = UserScope{.role = "reader"};
    world.accounts[0].claims.limits.jetStream.diskStorage = -1;
    world.keysHere = {"AONE", "UANN"};
    return world;
}

SnapshotPtr shared(Snapshot world)
{
    return std::make_shared<const Snapshot>(std::move(world));
}

/// The model as it would be read aloud, what is below something else indented.
QStringList dump(const QAbstractItemModel& model, const QModelIndex& parent = {}, const QString& indent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const auto index = model.index(row, 0, parent);
        lines << indent + index.data().toString() + QStringLiteral(" | ") + index.siblingAtColumn(1).data().toString();
        lines << dump(model, index, indent + QStringLiteral("  "));
    }
    return lines;
}

} // namespace

class TestAccountTree : public QObject {
    Q_OBJECT

private slots:
    void contactsStandInAGroupOfTheirOwn()
    {
        auto world = someWorld();
        AccountTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setNodes(accountNodes(world, now));
        const auto before = dump(model);
        QVERIFY(!model.indexOf(contactsThing()).isValid());
        world.contacts = {{"AFARAWAYKEY", "Acme", {}}, {"ATHREE", "Came in", {}}};
        model.setNodes(accountNodes(world, now));
        QCOMPARE(dump(model),
                 before + QStringList({QStringLiteral("  Contacts | "), QStringLiteral("    Acme | AFAR\u2026KEY"),
                                       QStringLiteral("    Came in | ATHREE · account of this store now")}));
        QCOMPARE(model.thingAt(model.indexOf(contactThing("AFARAWAYKEY"))), contactThing("AFARAWAYKEY"));
        const QPersistentModelIndex kept = model.indexOf(contactThing("ATHREE"));
        world.contacts.erase(world.contacts.begin());
        model.setNodes(accountNodes(world, now));
        QCOMPARE(kept.data().toString(), QStringLiteral("Came in"));
        world.contacts.clear();
        model.setNodes(accountNodes(world, now));
        QCOMPARE(dump(model), before);
    }

    void contactsAreOpenAndFound()
    {
        auto world = someWorld();
        world.contacts = {{"AFARAWAYKEY", "Acme", {}}};
        AccountTree tree;
        tree.showWorld(shared(world), now);
        auto* view = tree.findChild<QTreeView*>();
        const auto op = view->model()->index(0, 0);
        const auto group = view->model()->index(view->model()->rowCount(op) - 1, 0, op);
        QCOMPARE(group.data().toString(), QStringLiteral("Contacts"));
        QVERIFY(view->isExpanded(group));
        tree.select(contactThing("AFARAWAYKEY"));
        QCOMPARE(tree.current(), contactThing("AFARAWAYKEY"));
        tree.findChild<QLineEdit*>()->setText("faraway");
        QCOMPARE(tree.current(), contactThing("AFARAWAYKEY"));
    }

    void showsTheWholeStore()
    {
        AccountTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setNodes(accountNodes(someWorld(), now));
        QCOMPARE(dump(model), (QStringList{
                                  QStringLiteral("OP | key not here"),
                                  QStringLiteral("  Key OSIGNS | key not here"),
                                  QStringLiteral("  ALPHA | key here · JetStream"),
                                  QStringLiteral("    Key AROLE, role reader | key not here · scoped"),
                                  QStringLiteral("    ann | key here"),
                                  QStringLiteral("    bob | key not here"),
                                  QStringLiteral("  BETA | key not here"),
                                  QStringLiteral("    cleo | key not here"),
                                  QStringLiteral("  GAMMA | key not here"),
                              }));
    }

    void saysWhatIsNotable()
    {
        auto world = someWorld();
        world.op.managed = true;
        auto& waiting = world.accounts[1];
        waiting.operatorSigned = false;
        waiting.claims.header.issuer = waiting.key;
        world.accounts[0].claims.revocations["UANN"] = now;
        world.accounts[2].claims.header.expires = now - 1;
        world.op.claims.systemAccount = "ATHREE";
        QVERIFY(noteWords(notesOf(world, operatorThing(world), now)).contains("managed elsewhere"));
        QVERIFY(noteWords(notesOf(world, accountThing("ATWO"), now)).contains("waits for the operator"));
        QVERIFY(noteWords(notesOf(world, userThing("AONE", "UANN"), now)).contains("revoked"));
        const auto system = noteWords(notesOf(world, accountThing("ATHREE"), now));
        QVERIFY2(system.contains("system account") && system.contains("ended"), qPrintable(system));
        world.op.managed = false;
        QVERIFY(noteWords(notesOf(world, accountThing("ATWO"), now)).contains("not signed by the operator"));
    }

    void aNewWorldIsMergedByKey()
    {
        AccountTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto world = someWorld();
        model.setNodes(accountNodes(world, now));
        const QPersistentModelIndex kept = model.indexOf(userThing("ATWO", "UCLEO"));
        const QPersistentModelIndex gone = model.indexOf(userThing("AONE", "UBOB"));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);

        // BETA gets another name and so another place, bob goes, two accounts come.
        world.accounts[1].name = "ZETA";
        world.accounts[0].users.pop_back();
        world.accounts = {account("AZERO", "AAA"), world.accounts[0], world.accounts[2], account("ANEW", "NEW"),
                          world.accounts[1]};
        model.setNodes(accountNodes(world, now));
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data().toString(), QString("cleo"));
        QCOMPARE(kept.parent().data().toString(), QString("ZETA"));
        QVERIFY(!gone.isValid());
        QCOMPARE(resets.count(), 0);
        AccountTreeModel fresh;
        fresh.setNodes(accountNodes(world, now));
        QCOMPARE(dump(model), dump(fresh));
    }

    void twoFoldersWithOneKeyAreTwoRows()
    {
        AccountTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto world = someWorld();
        world.accounts.push_back(account("AONE", "ALPHA-COPY"));
        model.setNodes(accountNodes(world, now));
        model.setNodes(accountNodes(world, now));
        QCOMPARE(model.rowCount(model.index(0, 0)), 5);
        world.accounts.erase(world.accounts.begin());
        model.setNodes(accountNodes(world, now));
        QCOMPARE(model.rowCount(model.index(0, 0)), 4);
    }

    void selectionAndOpenRowsSurviveANewWorld()
    {
        AccountTree tree;
        tree.resize(400, 400);
        tree.show();
        auto world = someWorld();
        tree.showWorld(shared(world), now);
        tree.select(userThing("AONE", "UBOB"));
        QSignalSpy changed(&tree, &AccountTree::currentChanged);
        world.accounts.insert(world.accounts.begin(), account("AZERO", "AAA"));
        tree.showWorld(shared(world), now);
        QCOMPARE(tree.current(), userThing("AONE", "UBOB"));
        QVERIFY(view(tree)->isExpanded(view(tree)->currentIndex().parent()));
        QCOMPARE(changed.count(), 0);
    }

    void filtersByNamesAndKeysWhileTyping()
    {
        AccountTree tree;
        tree.resize(400, 400);
        tree.show();
        tree.showWorld(shared(someWorld()), now);
        tree.select(accountThing("ATWO"));
        auto* field = tree.findChild<QLineEdit*>("accountFilter");
        QTest::keyClicks(field, "ann");
        QCOMPARE(dump(*view(tree)->model()).size(), 3); // operator, account, user
        QVERIFY(!view(tree)->visualRect(index(tree, "ann")).isEmpty());
        QVERIFY2(view(tree)->selectionModel()->selectedRows().isEmpty(), "what is marked is what shows");

        field->setText("ucleo");
        QVERIFY(index(tree, "cleo").isValid());
        field->setText("nobody has this");
        QVERIFY(tree.findChild<QLabel*>("accountTreeEmpty")->isVisible());
        field->clear();
        QVERIFY(!tree.findChild<QLabel*>("accountTreeEmpty")->isVisible());
        QCOMPARE(tree.current(), accountThing("ATWO"));
        QVERIFY2(!view(tree)->isExpanded(index(tree, "ALPHA")), "what only the filter has opened is closed again");
    }

    void goesFromTheFieldIntoTheTree()
    {
        AccountTree tree;
        tree.show();
        tree.showWorld(shared(someWorld()), now);
        QSignalSpy changed(&tree, &AccountTree::currentChanged);
        QTest::keyClick(tree.findChild<QLineEdit*>("accountFilter"), Qt::Key_Down);
        QCOMPARE(tree.current().kind, Thing::Kind::Operator);
        QCOMPARE(changed.count(), 1);
    }

    void saysWhatToDoWhereThereIsNothing()
    {
        AccountTree tree;
        tree.show();
        tree.showWorld(shared({}), now);
        const auto* empty = tree.findChild<QLabel*>("accountTreeEmpty");
        QVERIFY(empty->isVisible());
        QVERIFY(empty->text().contains("Ctrl+O"));
    }

private:
    static QTreeView* view(const AccountTree& tree) { return tree.findChild<QTreeView*>("accountTree"); }
    static QModelIndex index(const AccountTree& tree, const char* name)
    {
        const auto* model = view(tree)->model();
        const auto found = model->match(model->index(0, 0), Qt::DisplayRole, QLatin1String(name), 1,
                                        Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QModelIndex() : found.front();
    }
};

QTEST_MAIN(TestAccountTree)
#include "tst_account_tree.moc"
