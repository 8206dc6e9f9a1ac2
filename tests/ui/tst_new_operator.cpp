// SPDX-License-Identifier: Apache-2.0
//
// Making an operator, from the menu and from the welcome page, until it is open.
#include "tests/support/http_server.h"
#include "tests/ui/page_checks.h"
#include "tests/ui/sample_window.h"
#include "ui/accounts/new_operator_dialog.h"
#include "ui/accounts/small_forms.h"
#include "ui/bridge/account_server.h"

#include <QCheckBox>
#include <QFile>
#include <QPointer>
#include <QPushButton>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

Q_DECLARE_METATYPE(gd::test::HttpReply)

class TestNewOperator : public QObject {
    Q_OBJECT

    std::unique_ptr<SampleWindow> m_window;

    template <class Widget>
    static Widget* in(QWidget* dialog, const char* name)
    {
        return dialog->findChild<Widget*>(QLatin1String(name));
    }
    NewOperatorDialog* ask()
    {
        m_window->action("createOperator")->trigger();
        return m_window->window().findChild<NewOperatorDialog*>();
    }
    QString reason(QWidget* dialog) { return in<QLabel>(dialog, "createReason")->text(); }

private slots:
    void init() { m_window = std::make_unique<SampleWindow>(); }
    void cleanup() { m_window.reset(); }

    void aNewOneIsMadeAndOpened()
    {
        QVERIFY(m_window->sample().open());
        const auto before = m_window->sample().world().workspace;
        QPointer dialog(ask());
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        auto problems = nameProblems(*dialog) + cutControls(*dialog);
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
        auto* create = in<QPushButton>(dialog, "create");
        QVERIFY(!create->isEnabled());
        QVERIFY(reason(dialog).startsWith("Name"));
        in<QLineEdit>(dialog, "name")->setText("OP");
        QVERIFY2(!create->isEnabled(), "it is there");
        QVERIFY(!in<QLabel>(dialog, "nameHint")->isHidden());
        in<QLineEdit>(dialog, "name")->setText("SHOP");
        in<QLineEdit>(dialog, "account")->setText("SYS");
        QVERIFY2(!create->isEnabled(), "SYS is the system account");
        in<QLineEdit>(dialog, "account")->setText("CARTS");
        in<QPlainTextEdit>(dialog, "serviceUrls")->setPlainText("http://no");
        QVERIFY2(!create->isEnabled(), "no URL of a server");
        in<QPlainTextEdit>(dialog, "serviceUrls")->setPlainText("nats://shop.example.com:4222");
        QVERIFY2(create->isEnabled(), qPrintable(reason(dialog)));
        create->click();
        QVERIFY(!create->isEnabled());
        QTRY_COMPARE(m_window->sample().world().op.name, std::string("SHOP"));
        QTRY_VERIFY(!dialog);
        const auto& world = m_window->sample().world();
        QCOMPARE(world.workspace.storeRoot, before.storeRoot);
        QVERIFY(world.workspace.state != before.state);
        QVERIFY(world.accountNamed("SYS") && world.accountNamed("CARTS"));
        QCOMPARE(world.op.claims.signingKeys.size(), std::size_t{1});
        QVERIFY(world.keysHere.contains(world.op.key));
    }

    void aManagedOneComesFromAToken()
    {
        QVERIFY(m_window->sample().open());
        const auto stores = m_window->sample().world().workspace.storeRoot;
        QFile token(pathToQt(stores / "OP" / "OP.jwt"));
        QVERIFY(token.open(QIODevice::ReadOnly));
        auto* dialog = ask();
        in<QComboBox>(dialog, "kind")->setCurrentIndex(1);
        QVERIFY(!in<QCheckBox>(dialog, "withSystemAccount")->isVisible());
        QVERIFY(reason(dialog).startsWith("Token"));
        in<QPlainTextEdit>(dialog, "token")->setPlainText("nothing");
        QVERIFY(!in<QPushButton>(dialog, "create")->isEnabled());
        QVERIFY(!in<QLabel>(dialog, "tokenHint")->isHidden());
        in<QPlainTextEdit>(dialog, "token")->setPlainText(QString::fromUtf8(token.readAll()));
        QVERIFY2(!in<QPushButton>(dialog, "create")->isEnabled(), "its own name is taken");
        in<QLineEdit>(dialog, "name")->setText("THEIRS");
        QVERIFY2(in<QPushButton>(dialog, "create")->isEnabled(), qPrintable(reason(dialog)));
        in<QPushButton>(dialog, "create")->click();
        QTRY_COMPARE(m_window->sample().world().workspace.operatorName, std::string("THEIRS"));
        QVERIFY(m_window->sample().world().op.managed);
    }

    void aTokenIsFetchedFromAnAddress_data()
    {
        QTest::addColumn<HttpReply>("reply");
        QTest::addColumn<QString>("words"); ///< empty: it is taken
        QTest::newRow("good") << HttpReply{} << "";
        QTest::newRow("no such place") << HttpReply{.status = 404, .body = "what?"} << "404 what?";
        QTest::newRow("no token") << HttpReply{.body = "<html>hello</html>"} << "/operator";
        QTest::newRow("hangs up") << HttpReply{.isHungUp = true} << "The answer of the server was not understood.";
        QTest::newRow("elsewhere") << HttpReply{.status = 302, .headers = "Location: http://op.example/x\r\n"}
                                   << "It points to http://op.example/x";
        QTest::newRow("huge") << HttpReply{.body = QByteArray(2 * AccountServer::mostBytes, 'x')}
                              << "larger than any token";
    }
    void aTokenIsFetchedFromAnAddress()
    {
        QFETCH(HttpReply, reply);
        QFETCH(QString, words);
        QVERIFY(m_window->sample().open());
        const auto token = QByteArray::fromStdString(m_window->sample().world().op.token);
        if (words.isEmpty()) reply.body = token;
        HttpServer server([reply](const HttpRequest&) { return reply; });
        auto* dialog = ask();
        in<QComboBox>(dialog, "kind")->setCurrentIndex(1);
        auto* fetch = in<QPushButton>(dialog, "fetchOperatorToken");
        QVERIFY(!fetch->isEnabled());
        QVERIFY2(nameProblems(*dialog).isEmpty(), qPrintable(nameProblems(*dialog).join('\n')));
        in<QLineEdit>(dialog, "operatorAddressText")->setText(server.url(QStringLiteral("/operator")));
        fetch->click();
        auto* said = in<QLabel>(dialog, "explanation");
        const auto taken = [&] {
            return in<QPlainTextEdit>(dialog, "token")->toPlainText();
        };
        if (words.isEmpty()) {
            QTRY_COMPARE(taken().toUtf8(), token);
            QVERIFY(said->text().isEmpty());
        } else {
            QTRY_VERIFY2(said->text().contains(words), qPrintable(said->text()));
            QVERIFY(taken().isEmpty());
        }
        QVERIFY(fetch->isEnabled());
        QCOMPARE(fetch->text(), QStringLiteral("Fetc&h token"));
    }

    void nobodyAnswersThere()
    {
        QVERIFY(m_window->sample().open());
        HttpServer server([](const HttpRequest&) { return HttpReply{}; });
        server.goDown();
        auto* dialog = ask();
        in<QComboBox>(dialog, "kind")->setCurrentIndex(1);
        auto* said = in<QLabel>(dialog, "explanation");
        in<QLineEdit>(dialog, "operatorAddressText")->setText(server.url());
        in<QPushButton>(dialog, "fetchOperatorToken")->click();
        QTRY_VERIFY2(said->text().contains("not reached"), qPrintable(said->text()));
        in<QLineEdit>(dialog, "operatorAddressText")->setText("http://op.example/operator");
        in<QPushButton>(dialog, "fetchOperatorToken")->click();
        QTRY_VERIFY2(said->text().contains("without encryption"), qPrintable(said->text()));
    }

    /// Return fetches and does not make the operator; the button then ends it, and so does closing.
    void fetchingByKeyAndEndingIt()
    {
        QVERIFY(m_window->sample().open());
        int asked = 0;
        HttpServer server([&](const HttpRequest&) {
            ++asked;
            return HttpReply{.isSilent = true};
        });
        QPointer dialog(ask());
        in<QComboBox>(dialog, "kind")->setCurrentIndex(1);
        in<QPlainTextEdit>(dialog, "token")->setPlainText(toQt(m_window->sample().world().op.token));
        in<QLineEdit>(dialog, "name")->setText("THEIRS");
        QVERIFY(in<QPushButton>(dialog, "create")->isEnabled());
        auto* address = in<QLineEdit>(dialog, "operatorAddressText");
        address->setText(server.url());
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        address->setFocus();
        const auto pressReturn = [&] {
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Return); // the box around the line has the focus
        };
        pressReturn();
        QTRY_COMPARE(asked, 1);
        const auto& stores = m_window->sample().world().workspace.storeRoot;
        QVERIFY(!std::filesystem::exists(stores / "THEIRS"));
        QVERIFY(in<QPushButton>(dialog, "create")->isEnabled()); // not at work on it
        auto* fetch = in<QPushButton>(dialog, "fetchOperatorToken");
        QCOMPARE(fetch->text(), QStringLiteral("Stop fetc&hing"));
        address->setText(server.url(QStringLiteral("/other"))); // is no second request
        pressReturn();
        fetch->click();
        QTRY_COMPARE(fetch->text(), QStringLiteral("Fetc&h token"));
        QVERIFY(in<QLabel>(dialog, "explanation")->text().isEmpty());
        QCOMPARE(asked, 1);
        fetch->click();
        QTRY_COMPARE(asked, 2);
        in<QPushButton>(dialog, "cancel")->click();
        delete dialog.data();
        QCoreApplication::processEvents();
    }

    /// A token that comes back from the operator is for an account that is here already.
    void importingReplacesInAManagedStore()
    {
        for (const bool isManaged : {false, true}) {
            auto world = std::make_shared<Snapshot>();
            world->op.managed = isManaged;
            ImportAccountForm form;
            auto* replace = form.findChild<QCheckBox*>(QStringLiteral("replace"));
            QVERIFY(replace);
            form.showWorld(world);
            QCOMPARE(replace->isChecked(), isManaged);
            replace->setChecked(!isManaged);
            form.showWorld(world); // what a person has chosen stays
            QCOMPARE(replace->isChecked(), !isManaged);
        }
    }

    void whatWasTypedStaysWhenItFails()
    {
        QVERIFY(m_window->sample().open());
        auto* dialog = ask();
        const auto blocked = m_window->sample().path(QStringLiteral("file"));
        QFile file(blocked);
        QVERIFY(file.open(QIODevice::WriteOnly));
        in<QLineEdit>(dialog, "name")->setText("SHOP");
        in<QLineEdit>(dialog, "keys")->setText(blocked + QStringLiteral("/keys"));
        in<QPushButton>(dialog, "create")->click();
        auto* words = in<QLabel>(dialog, "explanation");
        QTRY_VERIFY(!words->text().isEmpty());
        QVERIFY(words->isVisible());
        QCOMPARE(in<QLineEdit>(dialog, "name")->text(), QStringLiteral("SHOP"));
        QVERIFY(in<QPushButton>(dialog, "create")->isEnabled());
        const auto& stores = m_window->sample().world().workspace.storeRoot;
        QVERIFY(!std::filesystem::exists(stores / "SHOP"));
        QCOMPARE(ask(), dialog); // the same again
    }

    void theWelcomePageOffersIt()
    {
        m_window->find<QLineEdit>("storeFolder")->setText(m_window->sample().path(QStringLiteral("new")));
        m_window->find<QPushButton>("welcomeCreate")->click();
        auto* dialog = m_window->window().findChild<NewOperatorDialog*>();
        QVERIFY(dialog);
        QCOMPARE(in<QLineEdit>(dialog, "stores")->text(), m_window->sample().path(QStringLiteral("new")));
        QVERIFY(!in<QLineEdit>(dialog, "keys")->text().isEmpty());
        in<QLineEdit>(dialog, "name")->setText("FIRST");
        in<QCheckBox>(dialog, "withSystemAccount")->setChecked(false);
        in<QPushButton>(dialog, "create")->click();
        QTRY_COMPARE(m_window->session().snapshot()->op.name, std::string("FIRST"));
        QVERIFY(m_window->action("goAccounts")->isChecked());
    }
};

QTEST_MAIN(TestNewOperator)
#include "tst_new_operator.moc"
