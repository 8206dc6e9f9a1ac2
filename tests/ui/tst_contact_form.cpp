// SPDX-License-Identifier: Apache-2.0
//
// Contacts in the real window: made by keyboard, changed and removed with a way back, given tokens, shown by name.
#include "core/nkeys/seed.h"
#include "tests/flow/order_events.h"
#include "tests/support/driver.h"
#include "tests/ui/page_checks.h"
#include "tests/ui/sample_window.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/contact_dialog.h"
#include "ui/accounts/detail_text.h"
#include "ui/shell/share_with_menu.h"
#include "ui/wizards/public_export_form.h"
#include "ui/wizards/share_wizard.h"
#include "ui/words/finding_text.h"
#include "ui/words/names.h"

#include <QClipboard>
#include <QTextBrowser>
#include <QToolButton>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

namespace {

std::string accountKey()
{
    return Seed::create(KeyKind::Account)->publicKey().text();
}

/// Without the places at which subjects and names of files may be broken.
QString joined(QString text)
{
    return text.remove(QChar(0x200b));
}

} // namespace

class TestContactForm : public QObject {
    Q_OBJECT

    std::unique_ptr<SampleWindow> m_window;

    Session& session() { return m_window->session(); }
    AccountsPage& page() { return *m_window->find<AccountsPage>("accountsPage"); }
    QString words() { return joined(m_window->find<QTextBrowser>("accountWords")->toPlainText()); }

    /// The window of that kind that is open.
    template <class Dialog>
    Dialog* open()
    {
        Dialog* found = nullptr;
        const auto look = [&] {
            for (auto* one : m_window->window().findChildren<Dialog*>())
                if (one->isVisible()) found = one;
            return found != nullptr;
        };
        return QTest::qWaitFor(look, Driver::patience) ? found : nullptr;
    }

    bool put(const ContactChange& change)
    {
        QSignalSpy done(&session(), &Session::contactChanged);
        session().changeContact(change);
        return QTest::qWaitFor([&] { return done.count() == 1; });
    }

    /// Types a new contact into the form that is open, by keyboard alone.
    bool typeContact(const QString& name, const std::string& key, const QString& note)
    {
        auto* dialog = open<ContactDialog>();
        if (!dialog) return false;
        const Driver user(*dialog);
        if (!QTest::qWaitFor([&] { return user.focus() == QLatin1String("name"); })) return false;
        user.write(name);
        user.press(Qt::Key_Tab);
        user.write(toQt(key));
        user.press(Qt::Key_Tab);
        user.write(note);
        const QPointer<ContactDialog> waiting(dialog);
        user.press(Qt::Key_Return);
        return QTest::qWaitFor([&] { return !waiting || !waiting->isVisible(); });
    }

private slots:
    void init()
    {
        m_window = std::make_unique<SampleWindow>();
        QVERIFY(m_window->sample().open());
        m_window->action("goAccounts")->trigger();
    }
    void cleanup() { m_window.reset(); }

    void aContactIsMadeByKeyboard()
    {
        const auto key = accountKey();
        m_window->action("newContact")->trigger();
        auto* dialog = open<ContactDialog>();
        QVERIFY(dialog);
        QVERIFY(!dialog->findChild<QPushButton*>("keepContact")->isEnabled());
        const auto names = nameProblems(*dialog) + guessingLabels(*dialog) + cutControls(*dialog);
        QVERIFY2(names.isEmpty(), qPrintable(names.join('\n')));
        QVERIFY(typeContact("Acme Trading", key, "asked for in March"));
        const Contact made{key, "Acme Trading", "asked for in March"};
        QTRY_VERIFY(session().contacts() == Contacts{made});
        QTRY_COMPARE(page().current(), contactThing(key));
        QCOMPARE(m_window->find<QLabel>("thingName")->text(), QStringLiteral("Acme Trading"));
        QVERIFY(words().contains("asked for in March"));
        m_window->find<QToolButton>("copyThingKey")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), toQt(key));
        QVERIFY(!session().toUndo()); // the store was not touched
        const auto problems = nameProblems(page());
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("hint");
        const auto key = toQt(accountKey());
        QTest::newRow("key of the store") << "Acme" << QString() << "keyHint";
        QTest::newRow("user's key") << "Acme" << toQt(Seed::create(KeyKind::User)->publicKey().text()) << "keyHint";
        QTest::newRow("half a key") << "Acme" << key.left(20) << "keyHint";
        QTest::newRow("name of an account") << "accta" << key << "nameHint";
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QString, name);
        QFETCH(QString, key);
        QFETCH(QString, hint);
        m_window->action("newContact")->trigger();
        auto* dialog = open<ContactDialog>();
        QVERIFY(dialog);
        dialog->findChild<QLineEdit*>("name")->setText(name);
        dialog->findChild<QLineEdit*>("key")->setText(key.isEmpty() ? toQt(m_window->sample().key("ACCTB")) : key);
        QVERIFY(!dialog->findChild<QPushButton*>("keepContact")->isEnabled());
        QVERIFY(!dialog->findChild<QLabel*>(hint)->text().isEmpty());
        QVERIFY(!dialog->findChild<QLabel*>("keepReason")->text().isEmpty());
    }

    void renamedAndRemovedWithAWayBack()
    {
        const Contact first{accountKey(), "Acme", {}};
        QVERIFY(put({{}, first}));
        QTRY_COMPARE(page().current(), contactThing(first.key));
        m_window->action("renameThing")->trigger();
        auto* dialog = open<ContactDialog>();
        QVERIFY(dialog);
        QVERIFY(dialog->findChild<QLineEdit*>("key")->isReadOnly());
        const Driver user(*dialog);
        QVERIFY(user.type("name", "Acme & Sons"));
        QVERIFY(user.click("keepContact"));
        QTRY_COMPARE(session().contacts().front().name, std::string("Acme & Sons"));

        auto* removal = m_window->action("deleteThing");
        QVERIFY(!removal->text().contains(QChar(0x2026))); // it asks nothing
        QCOMPARE(removal->shortcut(), QKeySequence(QKeySequence::Delete));
        removal->trigger();
        QTRY_VERIFY(session().contacts().empty());
        QTRY_COMPARE(page().current().kind, Thing::Kind::Operator);
        QVERIFY(removal->text().contains(QChar(0x2026)));
        const Driver window(m_window->window());
        QVERIFY(window.click("contactUndo"));
        QTRY_COMPARE(session().contacts().size(), std::size_t(1));
        QCOMPARE(session().contacts().front().name, std::string("Acme & Sons"));
    }

    void aRefusalIsShownInTheForm()
    {
        const Contact first{accountKey(), "Acme", {}};
        QVERIFY(put({{}, first}));
        QTRY_COMPARE(page().current(), contactThing(first.key));
        m_window->action("editThing")->trigger();
        auto* dialog = open<ContactDialog>();
        QVERIFY(dialog);
        Contact other = first;
        other.note = "of another window";
        QVERIFY(put({first, other}));
        const Driver user(*dialog);
        QVERIFY(user.type("note", "mine"));
        QSignalSpy refused(&session(), &Session::contactRefused);
        QVERIFY(user.click("keepContact"));
        QTRY_COMPARE(refused.count(), 1);
        QVERIFY(dialog->isVisible());
        QCOMPARE(user.read("note"), QStringLiteral("mine"));
        QVERIFY(session().contacts() == Contacts{other});
    }

    void sharedToByWizardGetsTokenFiles()
    {
        const auto key = accountKey();
        m_window->action("newShare")->trigger();
        auto* wizard = open<ShareWizard>();
        QVERIFY(wizard);
        Driver user(*wizard);
        QVERIFY(user.choose("provider", "ACCTA"));
        user.type("stream", QLatin1String(OrderEvents::stream));
        user.type("jsConsumer", QLatin1String(OrderEvents::consumer));
        user.type("deliverSubject", QLatin1String(OrderEvents::deliver));
        user.type("deliverGroup", QLatin1String(OrderEvents::group));
        QVERIFY(user.next());
        QVERIFY(user.checkRow("consumers", "ACCTB", false));
        QVERIFY(user.click("newContactHere"));
        QVERIFY(typeContact("Acme & Sons", key, {}));
        QTRY_VERIFY(user.read("consumers").contains("[x] | Acme & Sons (contact)"));
        QVERIFY(!user.isEnabled("importNow"));
        QVERIFY(user.read("importNowReason").contains("contact"));
        QVERIFY(user.next());
        QVERIFY(user.read("planTitle").contains("Acme"));
        QVERIFY(user.read("tokenFiles").contains("ORDEREVENTS-GRANT-ACK-Acme-Sons.tok"));
        QSignalSpy applied(&session(), &Session::applied);
        QVERIFY(user.click("apply"));
        QTRY_COMPARE(applied.count(), 1);
        const auto isForIt = [&](const TokenFile& file) {
            return file.claims && file.claims->header.subject == key;
        };
        QCOMPARE(std::ranges::count_if(session().snapshot()->tokenFiles, isForIt), 3);
        for (const auto& account : session().snapshot()->accounts)
            QVERIFY(account.claims.imports.empty());
        page().select(contactThing(key));
        QVERIFY(words().contains("ORDEREVENTS-GRANT-ACK-Acme-Sons.tok"));
        QVERIFY(words().contains("ACCTA"));
    }

    void theDetailsNameWhatIsRevokedAndImported()
    {
        auto world = *session().snapshot();
        const Contact contact{accountKey(), "Acme", {}};
        world.contacts = {contact};
        auto& claims = world.accounts.front().claims;
        claims.exports.push_back({.subject = "orders.new", .revocations = {{contact.key, 1'790'000'000}}});
        claims.imports.push_back({.subject = "stock.level", .account = contact.key, .type = ExportType::Stream});
        const auto text = joined(detailText(world, contactThing(contact.key), session().now()));
        QVERIFY(text.contains("orders.new"));
        QVERIFY(text.contains("stock.level"));
        QVERIFY(detailText(world, contactsThing(), session().now()).contains("Acme"));
        QVERIFY(detailClaims(world, contactThing(contact.key)).isEmpty());
    }

    void aNameStandsForTheKey()
    {
        auto world = *session().snapshot();
        const Contact contact{accountKey(), "Acme", {}};
        QCOMPARE(accountName(world, contact.key), shortKey(contact.key));
        world.contacts = {contact};
        QCOMPARE(accountName(world, contact.key), QStringLiteral("Acme"));
        const Finding finding{Severity::Problem, FindingCode::TokenForOther, world.accounts.front().key, "x",
                              contact.key};
        QVERIFY(explain(finding, world).because.contains("Acme"));
        PublicExportForm form;
        form.showWorld(std::make_shared<const Snapshot>(world), world.accounts.front().key);
        auto* provider = form.findChild<QComboBox*>("provider");
        QVERIFY(provider->findData(toQt(contact.key)) >= 0);
        QSignalSpy added(&form, &PublicExportForm::added);
        for (const char* typed : {"Acme", "Acme (contact)"}) {
            provider->setEditText(QLatin1String(typed));
            form.findChild<QComboBox*>("subject")->setEditText("orders.public");
            form.findChild<QPushButton*>("addPublicExport")->click();
            QVERIFY(!added.isEmpty());
            QCOMPARE(added.takeLast().first().value<AcceptItem>().provider, contact.key);
        }
    }

    void anotherWindowsContactsShow()
    {
        QSignalSpy changed(&session(), &Session::contactsChanged);
        const Contact theirs{accountKey(), "Theirs", {}};
        DiskArea disk;
        const auto answer = changeContact({{}, theirs}, session().snapshot(), disk, [this] { return session().now(); });
        QVERIFY(!answer.error);
        QTRY_COMPARE(changed.count(), 1);
        QVERIFY(session().contacts() == Contacts{theirs});
        page().select(contactThing(theirs.key));
        QCOMPARE(page().current(), contactThing(theirs.key));
        QVERIFY(m_window->find<ShareWithMenu>("shareWithMenu")->findChild<QAction*>("shareWith-" + toQt(theirs.key)));
    }
};

QTEST_MAIN(TestContactForm)
#include "tst_contact_form.moc"
