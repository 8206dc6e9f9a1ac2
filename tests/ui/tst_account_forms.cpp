// SPDX-License-Identifier: Apache-2.0
//
// From the Accounts page through a form and its review into the store, in the real window.
#include "tests/ui/page_checks.h"
#include "tests/ui/sample_window.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/admin_wizard.h"
#include "ui/accounts/form_fields.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestAccountForms : public QObject {
    Q_OBJECT

    std::unique_ptr<SampleWindow> m_window;

private slots:
    void init()
    {
        m_window = std::make_unique<SampleWindow>();
        QVERIFY(m_window->sample().open());
        m_window->action("goAccounts")->trigger();
    }
    void cleanup() { m_window.reset(); }

    void thePageShowsAnAccount()
    {
        choose(accountThing(key("ACCTA")));
        const auto text = m_window->find<QTextBrowser>("accountWords")->toPlainText();
        for (const char* word : {"Signed by", "acctausr", "Connections", "JetStream", "Signing keys", "unlimited"})
            QVERIFY2(text.contains(QLatin1String(word)), word);
        QVERIFY(m_window->find<QToolButton>("do-editThing")->isVisible());
        QVERIFY(!m_window->find<QToolButton>("do-newAccount")->isVisible());
        const auto names = nameProblems(*page());
        QVERIFY2(names.isEmpty(), qPrintable(names.join('\n')));
    }

    void theTreeHasRoomForAShortKey()
    {
        m_window->window().resize(1024, 700);
        auto* tree = m_window->find<QTreeView>("accountTree");
        tree->expandAll();
        QVERIFY2(tree->columnWidth(0) >= static_cast<QAbstractItemView*>(tree)->sizeHintForColumn(0), "a name is cut");
        QVERIFY2(tree->viewport()->width() - tree->columnWidth(0) >= 100, "the state has no room");
    }

    void thePageFollowsLinks()
    {
        choose(accountThing(key("ACCTA")));
        const auto user = account("ACCTA").users.front().key;
        emit m_window->find<QTextBrowser>("accountWords")->anchorClicked(QUrl(QStringLiteral("go:") + toQt(user)));
        QCOMPARE(page()->current(), userThing(key("ACCTA"), user));
        emit m_window->find<QTextBrowser>("accountWords")
            ->anchorClicked(QUrl(QStringLiteral("go:") + toQt(key("ACCTA"))));
        emit m_window->find<QTextBrowser>("accountWords")->anchorClicked(QUrl(QStringLiteral("desk:provider")));
        QVERIFY(m_window->action("goDesk")->isChecked());
        QCOMPARE(m_window->desk().providerKey(), key("ACCTA"));
    }

    void everyFormHasNamesAndRoom_data()
    {
        QTest::addColumn<QString>("action");
        for (const char* action : {"newAccount", "importAccount", "newUser", "newSigningKey", "editThing",
                                   "renameThing", "restoreThing", "deleteThing"})
            QTest::newRow(action) << action;
    }
    void everyFormHasNamesAndRoom()
    {
        QFETCH(QString, action);
        choose(accountThing(key("ACCTA")));
        auto* form = open(action.toLatin1());
        QVERIFY(form);
        QVERIFY(QTest::qWaitForWindowExposed(form));
        auto problems = nameProblems(*form) + cutControls(*form);
        // A box names itself after what is chosen in it, and Qt the arrows of its tabs all alike.
        problems.removeIf([](const QString& problem) {
            return problem.startsWith(QLatin1String("two controls")) &&
                   (problem.endsWith(QLatin1String("MiB")) || problem.contains(QLatin1String("Scroll")));
        });
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
    }

    void anAccountIsMade()
    {
        auto* form = open("newAccount");
        QVERIFY(!button(form, "next")->isEnabled());
        field<QLineEdit>(form, "name")->setText("ACCTA");
        QVERIFY2(!button(form, "next")->isEnabled(), "the name is taken");
        QVERIFY(!field<QLabel>(form, "nameHint")->text().isEmpty());
        field<QLineEdit>(form, "name")->setText("ORDERS");
        field<QLineEdit>(form, "description")->setText("what is ordered");
        field<CountBox>(form, "conn")->setValue(100);
        agree(form);
        QTRY_VERIFY(m_window->session().snapshot()->accountNamed("ORDERS"));
        const auto& made = account("ORDERS");
        QCOMPARE(made.claims.limits.conn, std::int64_t{100});
        QCOMPARE(made.claims.description, std::string("what is ordered"));
        QVERIFY(made.operatorSigned);
        QVERIFY(m_window->session().snapshot()->keysHere.contains(made.key));
        QTRY_COMPARE(page()->current(), accountThing(made.key));
    }

    void anEditChangesOnlyWhatWasTouched()
    {
        const auto before = account("ACCTA").claims;
        choose(accountThing(key("ACCTA")));
        auto* form = open("editThing");
        QVERIFY2(!button(form, "next")->isEnabled(), "nothing is changed yet");
        field<QComboBox>(form, "payloadUnit")->setCurrentIndex(2);
        field<QDoubleSpinBox>(form, "payloadNumber")->setValue(8);
        agree(form);
        QTRY_COMPARE(account("ACCTA").claims.limits.payload, std::int64_t{8} << 20);
        auto wanted = before;
        wanted.limits.payload = std::int64_t{8} << 20;
        auto now = account("ACCTA").claims;
        wanted.header = now.header;
        QVERIFY(now == wanted);
    }

    void whatWasTypedStaysWhenTheStoreChanges()
    {
        choose(accountThing(key("ACCTB")));
        auto* form = open("editThing");
        field<QLineEdit>(form, "description")->setText("typed");
        QVERIFY(m_window->sample().share("ACCTB"));
        QCOMPARE(field<QLineEdit>(form, "description")->text(), QString("typed"));
        agree(form);
        QTRY_COMPARE(account("ACCTB").claims.description, std::string("typed"));
        QCOMPARE(account("ACCTB").claims.imports.size(), std::size_t{3});
    }

    void jetStreamIsSwitchedOnByTier()
    {
        choose(accountThing(key("ACCTB")));
        auto* form = open("editThing");
        field<QComboBox>(form, "tiers")->setCurrentIndex(2);
        field<QCheckBox>(form, "R3-there")->setChecked(true);
        field<CountBox>(form, "R3-streams")->setValue(5);
        agree(form);
        QTRY_VERIFY(account("ACCTB").claims.limits.tiers.contains("R3"));
        QCOMPARE(account("ACCTB").claims.limits.tiers.at("R3").streams, std::int64_t{5});
        QCOMPARE(account("ACCTB").claims.limits.tiers.at("R3").diskStorage, std::int64_t{-1});
    }

    void anAccountIsRenamedAndDeleted()
    {
        const auto it = key("ACCTC");
        choose(accountThing(it));
        auto* form = open("renameThing");
        field<QLineEdit>(form, "name")->setText("STORES");
        agree(form);
        QTRY_VERIFY(m_window->session().snapshot()->accountNamed("STORES"));
        QCOMPARE(page()->current(), accountThing(it));
        form = open("deleteThing");
        agree(form);
        QTRY_VERIFY(!m_window->session().snapshot()->account(it));
        QCOMPARE(page()->current().kind, Thing::Kind::Operator);
        m_window->session().undo();
        QTRY_VERIFY(m_window->session().snapshot()->account(it));
    }

    void aUserIsMadeEditedAndDeleted()
    {
        const auto it = key("ACCTB");
        choose(accountThing(it));
        auto* form = open("newUser");
        field<QLineEdit>(form, "name")->setText("reader");
        field<QPlainTextEdit>(form, "subAllow")->setPlainText("orders.>\n\n _INBOX.> ");
        agree(form);
        QTRY_COMPARE(account("ACCTB").users.size(), std::size_t{2});
        const auto made = page()->current();
        QCOMPARE(made.kind, Thing::Kind::User);
        const auto* user = findUser(*m_window->session().snapshot(), made);
        QVERIFY(user->keyHere);
        QCOMPARE(user->claims.permissions.permissions.sub.allow, (std::vector<std::string>{"orders.>", "_INBOX.>"}));

        form = open("editThing");
        field<QPlainTextEdit>(form, "src")->setPlainText("no network");
        QVERIFY(!button(form, "next")->isEnabled());
        field<QPlainTextEdit>(form, "src")->setPlainText("10.0.0.0/8");
        agree(form);
        QTRY_COMPARE(findUser(*m_window->session().snapshot(), made)->claims.permissions.src,
                     std::vector<std::string>{"10.0.0.0/8"});

        form = open("deleteThing");
        agree(form);
        QTRY_VERIFY(!findUser(*m_window->session().snapshot(), made));
        QVERIFY(account("ACCTB").claims.revocations.contains(made.key));
        QCOMPARE(page()->current(), accountThing(it));
    }

    void aRoleIsMadeAndAUserSignedByIt()
    {
        choose(accountThing(key("ACCTB")));
        auto* form = open("newSigningKey");
        field<QComboBox>(form, "scope")->setCurrentIndex(1);
        field<QLineEdit>(form, "role")->setText("reader");
        field<QPlainTextEdit>(form, "subAllow")->setPlainText("orders.>");
        agree(form);
        QTRY_COMPARE(account("ACCTB").claims.signingKeys.size(), std::size_t{1});
        QTRY_COMPARE(page()->current().kind, Thing::Kind::SigningKey);

        form = open("newUser");
        field<QLineEdit>(form, "name")->setText("scoped");
        field<QComboBox>(form, "signer")->setCurrentIndex(1);
        QVERIFY(!field<QTabWidget>(form, "userTabs")->isTabEnabled(1));
        agree(form);
        QTRY_COMPARE(account("ACCTB").users.size(), std::size_t{2});
    }

    void theOperatorIsEdited()
    {
        choose(operatorThing(*m_window->session().snapshot()));
        auto* form = open("editThing");
        field<QPlainTextEdit>(form, "serviceUrls")->setPlainText("no url");
        QVERIFY(!button(form, "next")->isEnabled());
        field<QPlainTextEdit>(form, "serviceUrls")->setPlainText("nats://one:4222\nnats://two:4222");
        agree(form);
        QTRY_COMPARE(m_window->session().snapshot()->op.claims.serviceUrls.size(), std::size_t{2});
    }

    void anAccountIsTakenInFromItsToken()
    {
        const auto token = account("ACCTC").token;
        const auto it = key("ACCTC");
        choose(accountThing(it));
        agree(open("deleteThing"));
        QTRY_VERIFY(!m_window->session().snapshot()->account(it));
        auto* form = open("importAccount");
        field<QPlainTextEdit>(form, "token")->setPlainText("this is no token");
        QVERIFY(!button(form, "next")->isEnabled());
        field<QPlainTextEdit>(form, "token")->setPlainText(toQt(token));
        agree(form);
        QTRY_VERIFY(m_window->session().snapshot()->account(it));
    }

    void aCredsFileIsWrittenAgain()
    {
        const auto user = account("ACCTA").users.front();
        choose(userThing(key("ACCTA"), user.key));
        QVERIFY(QFile::remove(pathToQt(user.credsFile)));
        m_window->action("writeCreds")->trigger();
        QTRY_VERIFY(QFile::exists(pathToQt(user.credsFile)));
        m_window->action("goDesk")->trigger();
        QVERIFY(!m_window->action("writeCreds")->isEnabled());
    }

    void bytesKeepWhatTheyCannotBeRoundedTo()
    {
        for (const std::int64_t limit :
             {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, std::int64_t{1025}, std::int64_t{10} << 20,
              std::int64_t{3} << 40, std::int64_t{9007199254740993}}) {
            BytesBox box(QStringLiteral("data"), QStringLiteral("Data"), limit);
            QVERIFY(!box.edited());
            if (limit < 9007199254740993) QCOMPARE(box.limit(), limit);
        }
    }

    /// With the keyboard only: an entry, its file, the state, the review.
    void anEarlierStateComesBackFromTheHistory()
    {
        const auto before = account("ACCTB").claims;
        QVERIFY(m_window->sample().share("ACCTB"));
        choose(accountThing(key("ACCTB")));
        auto* form = open("editThing");
        field<QLineEdit>(form, "description")->setText("later");
        agree(form);
        QTRY_COMPARE(account("ACCTB").claims.description, std::string("later"));
        const auto provider = account("ACCTA").claims;

        m_window->action("goHistory")->trigger();
        auto* list = m_window->find<QTreeView>("historyList");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        m_window->window().activateWindow();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_End);
        auto* file = m_window->find<QComboBox>("claimsFile");
        while (!file->currentText().contains(QLatin1String("ACCTB"))) {
            QVERIFY(file->currentIndex() + 1 < file->count());
            QTest::keyClick(file, Qt::Key_Down);
        }
        auto* restore = m_window->find<QPushButton>("restoreAccount");
        QTRY_VERIFY(restore->isEnabled());
        QTest::keyClick(restore, Qt::Key_Space);
        form = visibleForm();
        QVERIFY(form && form->objectName() == QLatin1String("restoreWizard"));
        auto* versions = field<QListWidget>(form, "version");
        QCOMPARE(versions->count(), 3);
        QVERIFY(versions->item(0)->text().contains(QLatin1String("as it is now")));
        QCOMPARE(versions->currentRow(), 2);
        QTest::keyClick(versions, Qt::Key_Home);
        QVERIFY2(!button(form, "next")->isEnabled(), "that is how it is");
        QTest::keyClick(versions, Qt::Key_End);
        agree(form);
        QTRY_COMPARE(account("ACCTB").claims.imports.size(), before.imports.size());
        auto wanted = before;
        wanted.header = account("ACCTB").claims.header;
        QVERIFY(account("ACCTB").claims == wanted);
        QVERIFY2(account("ACCTA").claims == provider, "others stay as they are");
        QTRY_COMPARE(list->model()->rowCount(), 3);
        QVERIFY(list->model()->index(0, 0).data().toString().contains(QLatin1String("estore account ACCTB")));

        m_window->action("undo")->trigger();
        QTRY_COMPARE(account("ACCTB").claims.description, std::string("later"));
    }

    void aDeletedAccountComesBackFromTheHistory()
    {
        const auto gone = key("ACCTC");
        choose(accountThing(gone));
        agree(open("deleteThing"));
        QTRY_VERIFY(!m_window->session().snapshot()->account(gone));
        m_window->action("goHistory")->trigger();
        auto* file = m_window->find<QComboBox>("claimsFile");
        file->setCurrentIndex(file->findText(QLatin1String("Account ACCTC")));
        auto* restore = m_window->find<QPushButton>("restoreAccount");
        QTRY_VERIFY(restore->isEnabled());
        restore->click();
        auto* form = visibleForm();
        QVERIFY(field<QLabel>(form, "versionNote")->text().contains(QLatin1String("Its last user comes back")));
        agree(form);
        QTRY_VERIFY(m_window->session().snapshot()->account(gone));
        QVERIFY(account("ACCTC").operatorSigned);
        QCOMPARE(account("ACCTC").users.size(), std::size_t(1));
        QTRY_COMPARE(page()->current(), accountThing(gone));
    }

private:
    AccountsPage* page() { return m_window->find<AccountsPage>("accountsPage"); }
    std::string key(const std::string& name) { return account(name).key; }
    const Account& account(const std::string& name) { return *m_window->session().snapshot()->accountNamed(name); }
    void choose(const Thing& thing) { page()->select(thing); }

    AdminWizard* open(const char* action)
    {
        m_window->action(action)->trigger();
        return visibleForm();
    }
    static AdminWizard* visibleForm()
    {
        for (auto* widget : QApplication::topLevelWidgets())
            if (auto* form = qobject_cast<AdminWizard*>(widget); form && form->isVisible()) return form;
        return nullptr;
    }
    template <class Field>
    static Field* field(const QWidget* form, const char* name)
    {
        return form->findChild<Field*>(QLatin1String(name));
    }
    static QPushButton* button(const QWidget* form, const char* name) { return field<QPushButton>(form, name); }

    /// Goes through the review and waits until the form has closed itself.
    void agree(AdminWizard* form)
    {
        const QPointer<AdminWizard> open = form;
        QVERIFY2(button(form, "next")->isEnabled(), qPrintable(field<QLabel>(form, "applyReason")->text()));
        button(form, "next")->click();
        QVERIFY2(button(form, "apply")->isEnabled(), qPrintable(field<QLabel>(form, "applyReason")->text()));
        button(form, "apply")->click();
        QTRY_VERIFY(!open || !open->isVisible());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
};

QTEST_MAIN(TestAccountForms)
#include "tst_account_forms.moc"
