// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world_builder.h"
#include "tests/ui/sample_window.h"
#include "ui/accounts/admin_wizard.h"
#include "ui/desk/share_lane.h"
#include "ui/life/life_desk.h"
#include "ui/life/life_forms.h"
#include "ui/life/row_forms.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTreeView>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

/// Renewing, revoking, letting in and removing the share that is selected on the desk, as a person does it.
class TestShareLifeForms : public QObject {
    Q_OBJECT

private slots:
    void actionsKnowWhatIsPossible();
    void renew();
    void revokeAndLetInWithOldTokens();
    void letInByNewTokens();
    void remove();
    void withdraw();
    void editAnExport();
    void editAnImport();
    void whatWasNotTouchedStays();
    void noLetterDependsOnAName();
    void renewWhatEndsSoon();
    void lettersOfAlt_data();
    void lettersOfAlt();

private:
    /// Selects the first share of ACCTB, or the row of it that begins with `row`, in the provider's lane.
    static void select(SampleWindow& w, const QString& row = {}, const char* consumer = "ACCTB");
    static void selectIn(QTreeView* tree, const QString& row);
    static AdminWizard* open(SampleWindow& w, const char* action);
    /// Goes to the review and applies; false if it was not applied.
    static bool apply(SampleWindow& w, AdminWizard* wizard);
    static const Share& share(SampleWindow& w) { return w.sample().world().shares.front(); }
};

void TestShareLifeForms::selectIn(QTreeView* tree, const QString& row)
{
    const auto share = tree->model()->index(0, 0);
    tree->setCurrentIndex({});
    tree->setCurrentIndex(share);
    if (row.isEmpty()) return;
    tree->expand(share);
    for (int i = 0; i < tree->model()->rowCount(share); ++i)
        if (const auto index = tree->model()->index(i, 0, share); index.data().toString().contains(row))
            tree->setCurrentIndex(index);
}

void TestShareLifeForms::select(SampleWindow& w, const QString& row, const char* consumer)
{
    w.desk().setConsumer(w.sample().key(consumer));
    selectIn(w.desk().provider()->tree(), row);
}

AdminWizard* TestShareLifeForms::open(SampleWindow& w, const char* action)
{
    w.action(action)->trigger();
    AdminWizard* wizard = nullptr;
    return QTest::qWaitFor([&] { return (wizard = w.window().findChild<AdminWizard*>()) && wizard->isVisible(); })
               ? wizard
               : nullptr;
}

bool TestShareLifeForms::apply(SampleWindow& w, AdminWizard* wizard)
{
    QSignalSpy applied(&w.session(), &Session::applied);
    wizard->findChild<QPushButton*>(QStringLiteral("next"))->click();
    auto* button = wizard->findChild<QPushButton*>(QStringLiteral("apply"));
    if (!button || !button->isEnabled()) return false;
    button->click();
    return QTest::qWaitFor([&] { return applied.count() == 1; }) &&
           QTest::qWaitFor([&] { return !w.window().findChild<AdminWizard*>(); });
}

void TestShareLifeForms::actionsKnowWhatIsPossible()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    for (const auto* name : {"renewShare", "revokeShare", "letInShare", "removeShare"})
        QVERIFY2(!w.action(name)->isEnabled(), name);
    QVERIFY(w.action("renewSoon")->isEnabled());
    QVERIFY(w.sample().share("ACCTB"));
    select(w);
    for (const auto* name : {"renewShare", "revokeShare", "removeShare"})
        QVERIFY2(w.action(name)->isEnabled(), name);
    QVERIFY(!w.action("letInShare")->isEnabled());
    // An offer that this consumer has not taken is no share yet.
    select(w, {}, "ACCTC");
    QVERIFY(!w.action("revokeShare")->isEnabled());
    w.action("goHistory")->trigger();
    QVERIFY(!w.action("removeShare")->isEnabled());
}

void TestShareLifeForms::renew()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB", 5));
    select(w);
    QCOMPARE(share(w).state, GrantState::EndsSoon);
    auto* wizard = open(w, "renewShare");
    QVERIFY(wizard);
    QVERIFY(wizard->windowTitle().contains("ORDEREVENTS-C1"));
    QVERIFY(apply(w, wizard));
    QTRY_COMPARE(share(w).state, GrantState::Active);
    QCOMPARE(w.action("undo")->text(), QString("&Undo: renew ORDEREVENTS-C1 of ACCTA for ACCTB"));
}

void TestShareLifeForms::revokeAndLetInWithOldTokens()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB"));
    select(w);
    auto* wizard = open(w, "revokeShare");
    QVERIFY(wizard);
    QVERIFY(!wizard->findChild<QCheckBox*>("makePrivate")); // nothing of it is public
    QVERIFY(!wizard->findChild<QDateTimeEdit*>("until")->isEnabled());
    QVERIFY(apply(w, wizard));
    QTRY_COMPARE(share(w).state, GrantState::TokenRevoked);
    QCOMPARE(w.action("undo")->text(), QString("&Undo: revoke ORDEREVENTS-C1 of ACCTA for ACCTB"));

    QTRY_VERIFY(w.action("letInShare")->isEnabled());
    QVERIFY(!w.action("renewShare")->isEnabled());
    wizard = open(w, "letInShare");
    QVERIFY(wizard);
    wizard->findChild<QRadioButton*>("oldTokens")->click();
    QVERIFY(!wizard->findChild<QWidget*>("validity")->isEnabled());
    QVERIFY(apply(w, wizard));
    QTRY_COMPARE(share(w).state, GrantState::Active);
}

void TestShareLifeForms::letInByNewTokens()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB"));
    select(w);
    auto* wizard = open(w, "revokeShare");
    QVERIFY(wizard);
    wizard->findChild<QRadioButton*>("revokeEverybody")->click();
    QVERIFY(apply(w, wizard));
    QTRY_COMPARE(share(w).state, GrantState::TokenRevoked);
    wizard = open(w, "letInShare");
    QVERIFY(wizard);
    QVERIFY(wizard->findChild<QCheckBox*>("letEverybodyIn"));
    QVERIFY(apply(w, wizard));
    QTRY_COMPARE(share(w).state, GrantState::Active);
    for (const auto& exported : w.sample().world().accountNamed("ACCTA")->claims.exports)
        QVERIFY(exported.revocations.contains("*")); // the old tokens stay worthless
}

void TestShareLifeForms::remove()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB"));
    select(w);
    auto* wizard = open(w, "removeShare");
    QVERIFY(wizard);
    QVERIFY(apply(w, wizard));
    QTRY_VERIFY(w.sample().world().accountNamed("ACCTB")->claims.imports.empty());
    QVERIFY(w.sample().world().accountNamed("ACCTA")->claims.exports.empty());
    w.action("undo")->trigger();
    QTRY_COMPARE(w.sample().world().accountNamed("ACCTB")->claims.imports.size(), std::size_t{3});
}

void TestShareLifeForms::withdraw()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB"));
    select(w);
    auto* wizard = open(w, "withdrawOffer");
    QVERIFY(wizard);
    QVERIFY(wizard->windowTitle().contains("ORDEREVENTS-C1"));
    QVERIFY(apply(w, wizard));
    QTRY_VERIFY(w.sample().world().accountNamed("ACCTA")->claims.exports.empty());
    QCOMPARE(w.sample().world().accountNamed("ACCTB")->claims.imports.size(), std::size_t{3});
    QCOMPARE(w.action("undo")->text(), QString("&Undo: withdraw ORDEREVENTS-C1 of ACCTA"));
}

void TestShareLifeForms::editAnExport()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB"));
    select(w);
    QVERIFY(!w.action("editRow")->isEnabled()); // three rows: which one?
    select(w, "ACK");
    auto* wizard = open(w, "editRow");
    QVERIFY(wizard);
    QVERIFY(!wizard->findChild<QPushButton*>("next")->isEnabled()); // nothing is different yet
    auto* subject = wizard->findChild<QLineEdit*>("subject");
    const auto before = subject->text();
    subject->setText("a..b");
    QVERIFY(!wizard->findChild<QPushButton*>("next")->isEnabled());
    subject->setText(before);
    wizard->findChild<QLineEdit*>("description")->setText("of the shop");
    QVERIFY(apply(w, wizard));
    const auto& exports = w.sample().world().accountNamed("ACCTA")->claims.exports;
    QCOMPARE(std::ranges::count(exports, "of the shop", &Export::description), 1);
    QVERIFY(w.action("undo")->text().startsWith("&Undo: edit export"));
}

void TestShareLifeForms::editAnImport()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB"));
    select(w);
    selectIn(w.desk().consumer()->tree(), "DELIVER");
    auto* wizard = open(w, "editRow");
    QVERIFY(wizard);
    wizard->findChild<QLineEdit*>("localSubject")->setText("orders.here");
    QVERIFY(apply(w, wizard));
    const auto& imports = w.sample().world().accountNamed("ACCTB")->claims.imports;
    QCOMPARE(std::ranges::count(imports, "orders.here", &Import::localSubject), 1);
    QVERIFY(std::ranges::none_of(imports, [](const Import& import) { return import.token.empty(); }));
}

/// Values that the form cannot show, or shows rounded, are not edits.
void TestShareLifeForms::whatWasNotTouchedStays()
{
    auto builder = WorldBuilder::sample();
    const Export odd{.name = "odd",
                     .subject = "odd.*",
                     .type = ExportType::Service,
                     .responseType = "Later",
                     .responseThreshold = 1'234'567'891,
                     .latency = ServiceLatency{33, "odd.latency", {}},
                     .accountTokenPosition = 900};
    builder.addExport("ACCTA", odd);
    const auto world = builder.build();
    ExportForm form(builder.key("ACCTA"), odd);
    QVERIFY(!form.reasonNotToGoOn().isEmpty());
    // What cannot be is said, not mended in silence.
    QCOMPARE(form.problems(world, testNow).at(0).field, std::string("tokenPosition"));
    form.findChild<QSpinBox*>("tokenPosition")->setValue(2);
    QVERIFY(form.problems(world, testNow).empty());
    const auto plan = form.plan(world, testNow);
    QVERIFY(plan);
    QCOMPARE(std::get<EditExport>(plan->changes.at(0)).fields, std::vector<std::string>{"tokenPosition"});
}

void TestShareLifeForms::noLetterDependsOnAName()
{
    auto builder = WorldBuilder::orderEvents();
    const auto world = builder.build();
    const RevokeForm form(world.shares.front(), world, testNow);
    const auto text = form.findChild<QRadioButton*>("revokeOne")->text();
    QVERIFY2(QKeySequence::mnemonic(text) == QKeySequence(Qt::ALT | Qt::Key_O), qPrintable(text));
}

void TestShareLifeForms::renewWhatEndsSoon()
{
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB", 40));
    auto* wizard = open(w, "renewSoon");
    QVERIFY(wizard);
    QVERIFY(!wizard->findChild<QPushButton*>("next")->isEnabled()); // nothing within 30 days
    wizard->findChild<QSpinBox*>("withinDays")->setValue(50);
    QVERIFY(wizard->findChild<QLabel*>("howMany")->text().contains("ORDEREVENTS-C1 for ACCTB"));
    const auto before = share(w).expires;
    QVERIFY(apply(w, wizard));
    QTRY_VERIFY(share(w).expires > before);
}

void TestShareLifeForms::lettersOfAlt_data()
{
    QTest::addColumn<QByteArray>("action");
    for (const auto* name :
         {"renewShare", "renewSoon", "revokeShare", "letInShare", "removeShare", "withdrawOffer", "editRow"})
        QTest::newRow(name) << QByteArray(name);
}

void TestShareLifeForms::lettersOfAlt()
{
    QFETCH(QByteArray, action);
    SampleWindow w;
    QVERIFY(w.sample().open());
    QVERIFY(w.sample().share("ACCTB", 5));
    select(w, action == "editRow" ? "ACK" : ""); // of a service: that form has the most fields
    if (action == "letInShare") QVERIFY(apply(w, open(w, "revokeShare")));
    auto* wizard = open(w, action);
    QVERIFY(wizard);
    QStringList letters;
    const auto take = [&](const QString& text) {
        const auto key = QKeySequence::mnemonic(text);
        if (!key.isEmpty()) letters << key.toString();
    };
    for (const auto* button : wizard->findChildren<QAbstractButton*>())
        if (button->isVisible()) take(button->text());
    for (const auto* label : wizard->findChildren<QLabel*>())
        if (label->isVisible() && label->buddy()) take(label->text());
    auto unique = letters;
    unique.removeDuplicates();
    QVERIFY2(unique == letters, qPrintable(letters.join(u' ')));
}

QTEST_MAIN(TestShareLifeForms)
#include "tst_share_life_forms.moc"
