// SPDX-License-Identifier: Apache-2.0
//
// Making an operator, from the menu and from the welcome page, until it is open.
#include "tests/ui/page_checks.h"
#include "tests/ui/sample_window.h"
#include "ui/accounts/new_operator_dialog.h"

#include <QCheckBox>
#include <QFile>
#include <QPointer>
#include <QPushButton>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

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
