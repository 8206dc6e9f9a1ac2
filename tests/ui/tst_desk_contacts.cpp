// SPDX-License-Identifier: Apache-2.0
//
// A contact beside an account of the store on the desk.
#include "core/nkeys/seed.h"
#include "tests/ui/sample_window.h"
#include "ui/bridge/strings.h"
#include "ui/desk/account_picker.h"
#include "ui/desk/drop_advice.h"
#include "ui/wizards/share_wizard.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestDeskContacts : public QObject {
    Q_OBJECT

    struct Fixture {
        Fixture()
        {
            opened = w.sample().open() && w.sample().share("ACCTB");
            QSignalSpy done(&w.session(), &Session::contactChanged);
            w.session().changeContact({{}, contact});
            opened = opened && QTest::qWaitFor([&] { return done.count() == 1; });
            w.action("goDesk")->trigger();
        }
        /// As a person does it: into the field, type, Enter.
        void choose(AccountPane* pane, const QString& text)
        {
            auto* field = pane->picker()->lineEdit();
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, text);
            QTest::keyClick(field, Qt::Key_Return);
        }

        SampleWindow w{};
        Contact contact{Seed::create(KeyKind::Account)->publicKey().text(), "Acme", "asked for in March"};
        bool opened = false;
    };

private slots:
    void aContactIsChosenByNameOrKey_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("name") << false;
        QTest::newRow("key") << true;
    }
    void aContactIsChosenByNameOrKey()
    {
        QFETCH(bool, byKey);
        Fixture f;
        QVERIFY(f.opened);
        auto& desk = f.w.desk();
        f.choose(desk.consumer(), byKey ? toQt(f.contact.key) : QStringLiteral("Acme"));
        QCOMPARE(desk.consumerKey(), f.contact.key);
        QCOMPARE(desk.consumer()->picker()->currentText(), QStringLiteral("Acme (contact)"));
        QVERIFY(f.w.find<QLabel>("consumerFacts")->toolTip().contains("contact") ||
                f.w.find<QLabel>("consumerFacts")->text().contains("contact"));
        QCOMPARE(f.w.find<QLabel>("consumerKey")->toolTip(), toQt(f.contact.key));
        QVERIFY(f.w.find<QLabel>("consumerEmpty")->isVisible());
        const auto details = f.w.find<QTextBrowser>("details")->toPlainText();
        QVERIFY2(details.contains("Acme") && details.contains("asked for in March"), qPrintable(details));
    }

    void theChoiceOutlivesAStepAndGoesWithTheContact()
    {
        Fixture f;
        QVERIFY(f.opened);
        auto& desk = f.w.desk();
        f.choose(desk.consumer(), QStringLiteral("Acme"));
        QSignalSpy changed(&f.w.session(), &Session::snapshotChanged);
        QVERIFY(f.w.sample().share("ACCTC"));
        QVERIFY(changed.count() > 0);
        QCOMPARE(desk.consumerKey(), f.contact.key);
        f.w.session().changeContact({f.contact, {}});
        QTRY_VERIFY(desk.consumerKey() != f.contact.key);
        QVERIFY(f.w.session().snapshot()->account(desk.consumerKey()));
    }

    void aShareIsDroppedOnIt()
    {
        Fixture f;
        QVERIFY(f.opened);
        auto& desk = f.w.desk();
        f.choose(desk.consumer(), QStringLiteral("Acme"));
        const auto& world = *f.w.session().snapshot();
        QVERIFY(!world.offers.empty());
        const auto& offer = world.offers.front();
        const auto advice = adviseShare({offer.provider, offer.id}, f.contact.key, world, f.w.session().now());
        QVERIFY2(advice.possible && advice.text.contains("Acme") && !advice.text.contains("import"),
                 qPrintable(advice.text));
        emit desk.shareDropped({offer.provider, offer.id}, f.contact.key);
        QTRY_VERIFY(f.w.window().findChild<ShareWizard*>());
    }

    /// Its imports are kept elsewhere, so nothing is imported into it; the reason is said.
    void nothingIsImportedIntoIt()
    {
        Fixture f;
        QVERIFY(f.opened);
        f.choose(f.w.desk().consumer(), QStringLiteral("Acme"));
        DropOffer text;
        text.text = QStringLiteral("eyJ");
        const auto& world = *f.w.session().snapshot();
        const auto advice = adviseDrop(text, Side::Consumer, f.contact.key, world, f.w.session().now());
        QVERIFY(!advice.possible);
        QVERIFY2(advice.text.contains("is a contact"), qPrintable(advice.text));
        f.w.action("importToken")->trigger();
        auto* bar = f.w.find<QWidget>("problemBar");
        QVERIFY(bar);
        QTRY_VERIFY(bar->isVisible());
        for (auto* dialog : f.w.window().findChildren<QDialog*>())
            QVERIFY2(!dialog->isVisible(), qPrintable(dialog->objectName()));
    }

    /// What a contact offers is not known here: a new share does not begin with it.
    void asAProviderItHasNothingToShare()
    {
        Fixture f;
        QVERIFY(f.opened);
        auto& desk = f.w.desk();
        f.choose(desk.provider(), QStringLiteral("Acme"));
        QCOMPARE(desk.providerKey(), f.contact.key);
        QVERIFY(f.w.find<QLabel>("providerEmpty")->text().contains("contact"));
        f.w.action("newShare")->trigger();
        QTRY_VERIFY(f.w.window().findChild<ShareWizard*>());
        auto* provider = f.w.window().findChild<ShareWizard*>()->findChild<QComboBox*>("provider");
        QVERIFY(provider);
        QCOMPARE(provider->currentIndex(), -1);
    }
};

QTEST_MAIN(TestDeskContacts)
#include "tst_desk_contacts.moc"
