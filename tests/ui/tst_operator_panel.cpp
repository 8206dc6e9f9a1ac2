// SPDX-License-Identifier: Apache-2.0
//
// The operator of a managed store on the Server page: what stands there, what can be pressed when, and by key alone.
#include "tests/ui/operator_desk.h"
#include "tests/ui/page_checks.h"
#include "ui/server/operator_panel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestOperatorPanel : public QObject {
    Q_OBJECT

    struct Scene {
        OperatorDesk desk{};
        std::unique_ptr<OperatorPanel> panel{};

        bool open(bool withServer = true)
        {
            if (!desk.managed.open(desk.sample, withServer)) return false;
            desk.server = std::make_unique<OperatorServer>(desk.sample.session());
            panel = std::make_unique<OperatorPanel>(desk.sample.session(), *desk.server);
            panel->resize(900, 500);
            panel->show();
            panel->activateWindow();
            return QTest::qWaitForWindowActive(panel.get());
        }
        QPushButton* button(const char* name) const { return panel->findChild<QPushButton*>(QLatin1String(name)); }
        QCheckBox* box(const char* name) const { return panel->findChild<QCheckBox*>(QLatin1String(name)); }
        QTreeView* table() const { return panel->findChild<QTreeView*>(QStringLiteral("operatorTable")); }
        QString outcome() const { return panel->findChild<QLabel*>(QStringLiteral("operatorOutcome"))->text(); }
        QModelIndex row(const QString& account) const
        {
            const auto found =
                table()->model()->match(table()->model()->index(0, 0), Qt::DisplayRole, account, 1, Qt::MatchExactly);
            return found.isEmpty() ? QModelIndex() : found.front();
        }
        QModelIndex state(const QString& account) const
        {
            return row(account).siblingAtColumn(OperatorPanel::StateColumn);
        }
        void choose(const QString& account) const
        {
            table()->selectionModel()->select(row(account),
                                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        }
    };

private slots:
    void everythingHasANameAndIsNotCut()
    {
        Scene scene;
        QVERIFY(scene.open());
        const auto problems = nameProblems(*scene.panel) + cutControls(*scene.panel);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
        for (const char* name :
             {"sendAll", "sendSelected", "fetchAll", "cancelOperator", "copyAccountToken", "importSigned"})
            QVERIFY2(scene.button(name)->text().contains('&'), name);
        // Keys of the menus above: one that is also a button's would only move the focus.
        for (const auto* one : scene.panel->findChildren<QAbstractButton*>()) {
            const auto at = one->text().indexOf('&');
            QVERIFY2(at < 0 || !QStringLiteral("fescrvh").contains(one->text().at(at + 1).toLower()),
                     qPrintable(one->text()));
        }
    }

    void whatCanBePressedWhen()
    {
        Scene scene;
        QVERIFY(scene.open());
        QVERIFY(!scene.button("sendAll")->isEnabled()); // all is signed
        QVERIFY(scene.button("fetchAll")->isEnabled());
        QVERIFY(!scene.button("cancelOperator")->isEnabled());
        QVERIFY(!scene.button("copyAccountToken")->isEnabled());
        QVERIFY(scene.desk.changeDescription("wanted"));
        QVERIFY(scene.button("sendAll")->isEnabled());
        QVERIFY(!scene.button("sendSelected")->isEnabled());
        scene.choose(QStringLiteral("ACCTB")); // does not wait
        QVERIFY(!scene.button("sendSelected")->isEnabled());
        scene.choose(QStringLiteral("ACCTA"));
        QVERIFY(scene.button("sendSelected")->isEnabled());
        QVERIFY(scene.button("copyAccountToken")->isEnabled());
    }

    void statesOfAccounts()
    {
        Scene scene;
        QVERIFY(scene.open());
        QVERIFY(scene.desk.changeDescription("wanted"));
        QCOMPARE(scene.state("ACCTB").data().toString(), QStringLiteral("signed by the operator"));
        QCOMPARE(scene.state("ACCTA").data().toString(), QStringLiteral("waits for the operator: not sent yet"));
        scene.desk.managed.other->whenSent = [](const HttpRequest&) {
            return HttpReply{.status = 400, .body = "no more streams"};
        };
        scene.button("sendAll")->click();
        QTRY_COMPARE(scene.state("ACCTA").data().toString(),
                     QStringLiteral("refused by the operator: no more streams"));
        QTRY_VERIFY(scene.outcome().startsWith("ACCTA was refused: no more streams."));
        scene.desk.managed.other->whenSent = nullptr;
        scene.button("sendAll")->click();
        QTRY_COMPARE(scene.state("ACCTA").data().toString(), QStringLiteral("signed by the operator"));
        QTRY_VERIFY(scene.outcome().startsWith("ACCTA is signed by the operator"));
    }

    /// What the system says of a connection is a detail; the state is in the words of this program.
    void notReached()
    {
        Scene scene;
        QVERIFY(scene.open());
        QVERIFY(scene.desk.changeDescription("wanted"));
        scene.desk.managed.other->server.goDown();
        scene.button("sendAll")->click();
        QTRY_COMPARE(scene.state("ACCTA").data().toString(),
                     QStringLiteral("operator not reached: nothing answers there"));
        const auto detail = scene.desk.server->answers().begin()->second.text;
        QVERIFY(!detail.empty());
        QVERIFY(scene.state("ACCTA").data(Qt::ToolTipRole).toString().contains(toQt(detail)));
        QTRY_VERIFY(!scene.desk.server->isWorking());
        QVERIFY(scene.outcome().contains("The server was not reached."));
        QVERIFY(!scene.outcome().contains(toQt(detail)));
    }

    /// From the key that sends to the one that cancels, and back where one was.
    void byKeyAlone()
    {
        Scene scene;
        QVERIFY(scene.open());
        QVERIFY(scene.desk.changeDescription("wanted"));
        bool isAsked = false;
        scene.desk.managed.other->whenSent = [&](const HttpRequest&) {
            isAsked = true;
            return HttpReply{.isSilent = true};
        };
        scene.button("sendAll")->setFocus();
        QTest::keyClick(scene.button("sendAll"), Qt::Key_Space);
        QTRY_VERIFY(isAsked);
        QVERIFY(scene.panel->findChild<QProgressBar*>()->isVisible());
        for (const char* name : {"sendAll", "fetchAll"})
            QVERIFY2(!scene.button(name)->isEnabled(), name);
        QVERIFY(scene.button("cancelOperator")->hasFocus());
        QTest::keyClick(scene.button("cancelOperator"), Qt::Key_Space);
        QTRY_VERIFY(!scene.desk.server->isWorking());
        QVERIFY(!scene.button("cancelOperator")->isEnabled());
        QVERIFY(scene.button("sendAll")->hasFocus());
        QVERIFY(scene.outcome().contains("cancelled"));
        QCOMPARE(scene.state("ACCTA").data().toString(), QStringLiteral("waits for the operator: not sent yet"));
    }

    /// Where everything was signed there is nothing to send any more, and the keyboard goes on in the table.
    void theKeyboardIsNotLost()
    {
        Scene scene;
        QVERIFY(scene.open());
        QVERIFY(scene.desk.changeDescription("wanted"));
        scene.button("sendAll")->setFocus();
        QTest::keyClick(scene.button("sendAll"), Qt::Key_Space);
        QTRY_VERIFY(!scene.desk.server->isWorking());
        QVERIFY(!scene.button("sendAll")->isEnabled());
        QVERIFY(scene.table()->hasFocus());
    }

    void aDraftIsGivenUpOnce()
    {
        Scene scene;
        QVERIFY(scene.open());
        QVERIFY(!scene.box("giveUpDrafts")->isEnabled()); // there is none
        auto theirs = scene.desk.managed.account("ACCTA").claims;
        theirs.description = "theirs";
        scene.desk.managed.other->accounts[scene.desk.sample.key("ACCTA")] =
            scene.desk.managed.other->sign(theirs, 2'900'000'000);
        QVERIFY(scene.desk.changeDescription("mine"));
        scene.box("giveUpDrafts")->setChecked(true);
        scene.button("fetchAll")->click();
        QVERIFY(!scene.box("giveUpDrafts")->isChecked());
        QTRY_COMPARE(scene.desk.managed.account("ACCTA").claims.description, std::string("theirs"));
    }

    void byHandWhereThereIsNoServer()
    {
        Scene scene;
        QVERIFY(scene.open(false));
        for (const char* name : {"sendAll", "sendSelected", "fetchAll", "cancelOperator"})
            QVERIFY2(!scene.button(name)->isVisible(), name);
        QVERIFY(!scene.box("giveUpDrafts")->isVisible());
        // On a page it shares with others the table keeps its rows.
        const auto wished = scene.panel->heightForWidth(scene.panel->width());
        scene.panel->resize(scene.panel->width(), wished);
        QVERIFY(scene.table()->mapTo(scene.panel.get(), QPoint(0, scene.table()->height())).y() <= wished);
        scene.choose(QStringLiteral("ACCTA"));
        QSignalSpy copied(scene.panel.get(), &OperatorPanel::copied);
        scene.button("copyAccountToken")->click();
        QCOMPARE(copied.count(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text().toStdString(), scene.desk.token());
        QSignalSpy asked(scene.panel.get(), &OperatorPanel::importAsked);
        scene.button("importSigned")->click();
        QCOMPARE(asked.count(), 1);
    }
};

QTEST_MAIN(TestOperatorPanel)

#include "tst_operator_panel.moc"
