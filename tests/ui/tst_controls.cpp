// SPDX-License-Identifier: Apache-2.0
//
// Open to people and tools: every control of the window has an object name, a name for assistive technology that is its
// own, and is large enough to hit.
#include "tests/ui/sample_window.h"
#include "ui/accounts/admin_desk.h"
#include "ui/accounts/admin_wizard.h"
#include "ui/accounts/thing.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenuBar>
#include <QStackedWidget>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

namespace {

constexpr int smallestTarget = 24;

/// Parts that a control is made of are not controls of their own.
bool isPartOfControl(const QWidget* widget)
{
    if (widget->objectName().startsWith(QLatin1String("qt_"))) return true;
    for (auto* up = widget->parentWidget(); up; up = up->parentWidget())
        if (qobject_cast<QComboBox*>(up) || qobject_cast<QAbstractScrollArea*>(up)) {
            const bool isPage =
                up->objectName() == QLatin1String("welcomeScroll") || up->property("holdsControls").toBool();
            const auto* area = qobject_cast<QAbstractScrollArea*>(up);
            if (!isPage && !(area && area->inherits("QScrollArea"))) return true;
        }
    return false;
}

QList<QWidget*> controlsOf(const QWidget& window)
{
    QList<QWidget*> controls;
    for (auto* widget : window.findChildren<QWidget*>()) {
        const bool takesFocus = widget->focusPolicy() & Qt::TabFocus;
        if ((takesFocus || qobject_cast<QAbstractButton*>(widget)) && !isPartOfControl(widget)) controls << widget;
    }
    return controls;
}

QString nameOf(QWidget* widget)
{
    auto* access = QAccessible::queryAccessibleInterface(widget);
    return access ? access->text(QAccessible::Name) : QString();
}

/// The letters that Alt takes on what is to be seen now, each with the texts that have it.
QMap<QString, QStringList> lettersOf(const QWidget& window)
{
    QMap<QString, QStringList> letters;
    const auto note = [&](const QString& text) {
        const auto keys = QKeySequence::mnemonic(text).toString();
        if (!keys.isEmpty()) letters[keys] << text;
    };
    if (const auto* bar = window.findChild<QMenuBar*>())
        for (const auto* action : bar->actions())
            note(action->text());
    for (const auto* label : window.findChildren<QLabel*>())
        if (label->isVisible() && label->buddy()) note(label->text());
    for (const auto* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible()) note(button->text());
    return letters;
}

/// Texts that share a letter, so that Alt would only go from one to the other.
QStringList sharedLetters(const QWidget& window)
{
    QStringList shared;
    for (const auto& texts : lettersOf(window))
        if (texts.size() > 1) shared << texts.join(QStringLiteral(" and "));
    return shared;
}

QString describe(const QWidget* widget)
{
    return QStringLiteral("%1 \"%2\" in %3")
        .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
             widget->parentWidget() ? widget->parentWidget()->objectName() : QString());
}

} // namespace

class TestControls : public QObject {
    Q_OBJECT

    std::unique_ptr<SampleWindow> m_window;

private slots:
    void initTestCase()
    {
        m_window = std::make_unique<SampleWindow>();
        QVERIFY(m_window->sample().open());
        QVERIFY(m_window->sample().share("ACCTB"));
        m_window->action("showProblems")->trigger();
    }
    void cleanupTestCase() { m_window.reset(); }

    void everyControlHasAnObjectName()
    {
        QStringList missing;
        for (auto* control : controlsOf(m_window->window()))
            if (control->objectName().isEmpty()) missing << describe(control);
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }

    void everyControlHasANameOfItsOwn()
    {
        // Pages do not show together, so names are unique within a page and the frame around it.
        QStringList wrong;
        QMap<QString, QString> seen;
        for (auto* control : controlsOf(m_window->window())) {
            const auto name = nameOf(control);
            if (name.isEmpty()) wrong << QStringLiteral("no name: ") + describe(control);
            QString page;
            for (auto* up = control->parentWidget(); up; up = up->parentWidget())
                if (up->parentWidget() == m_window->find<QStackedWidget>("pages")) page = up->objectName();
            // The same action may be a button of the tool bar and of a page.
            auto* access = QAccessible::queryAccessibleInterface(control);
            const auto id = QStringLiteral("%1/%2/%3").arg(page, name).arg(access ? access->role() : 0);
            if (seen.contains(id))
                wrong << QStringLiteral("twice: ") + describe(control) + QStringLiteral(" and ") + seen[id];
            seen[id] = describe(control);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    void everyControlCanBeHit()
    {
        QStringList small;
        for (const char* place : {"goAccounts", "goServer", "goHistory", "goDesk"}) {
            m_window->action(place)->trigger();
            QCoreApplication::processEvents();
            for (auto* control : controlsOf(m_window->window()))
                if (control->isVisible() && (control->width() < smallestTarget || control->height() < smallestTarget))
                    small << QStringLiteral("%1: %2 x %3")
                                 .arg(describe(control))
                                 .arg(control->width())
                                 .arg(control->height());
        }
        QVERIFY2(small.isEmpty(), qPrintable(small.join(QLatin1Char('\n'))));
    }

    void everyActionIsInTheMenuBar()
    {
        QSet<QAction*> inMenus;
        for (auto* menu : m_window->window().menuBar()->findChildren<QMenu*>())
            for (auto* action : menu->actions())
                inMenus << action;
        QStringList missing;
        for (auto* action : m_window->window().findChildren<QAction*>()) {
            const bool ours = action->parent() && QLatin1String(action->parent()->metaObject()->className()) ==
                                                      QLatin1String("gd::ui::ActionSet");
            // "Share with…" stands there as the list of accounts.
            if (ours && !inMenus.contains(action) && action->objectName() != QLatin1String("shareWith"))
                missing << action->objectName();
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
    }

    void shortcutsAreUnique()
    {
        QMap<QString, QString> seen;
        for (auto* action : m_window->window().findChildren<QAction*>()) {
            const auto keys = action->shortcut().toString();
            if (keys.isEmpty()) continue;
            QVERIFY2(!seen.contains(keys),
                     qPrintable(keys + QStringLiteral(": ") + action->objectName() + QLatin1Char(' ') + seen[keys]));
            seen[keys] = action->objectName();
        }
        QVERIFY(seen.size() >= 10);
    }

    void lettersAreUnique()
    {
        SampleWindow welcome;
        QCOMPARE(sharedLetters(welcome.window()), QStringList());
        for (const char* place : {"goAccounts", "goServer", "goHistory", "goDesk"}) {
            m_window->action(place)->trigger();
            QCoreApplication::processEvents();
            QVERIFY(lettersOf(m_window->window()).size() >= 6);
            QCOMPARE(sharedLetters(m_window->window()), QStringList());
        }
    }

    void lettersOfFormsAreUnique_data()
    {
        QTest::addColumn<AdminWish>("wish");
        QTest::addColumn<QString>("thing");
        QTest::newRow("new account") << AdminWish::NewAccount << "";
        QTest::newRow("import account") << AdminWish::ImportAccount << "";
        QTest::newRow("edit operator") << AdminWish::Edit << "operator";
        QTest::newRow("new key of the operator") << AdminWish::NewSigningKey << "operator";
        QTest::newRow("edit account") << AdminWish::Edit << "account";
        QTest::newRow("rename account") << AdminWish::Rename << "account";
        QTest::newRow("restore account") << AdminWish::Restore << "account";
        QTest::newRow("delete account") << AdminWish::Delete << "account";
        QTest::newRow("new user") << AdminWish::NewUser << "account";
        QTest::newRow("new key of the account") << AdminWish::NewSigningKey << "account";
        QTest::newRow("edit user") << AdminWish::Edit << "user";
        QTest::newRow("delete user") << AdminWish::Delete << "user";
    }
    void lettersOfFormsAreUnique()
    {
        QFETCH(AdminWish, wish);
        QFETCH(QString, thing);
        const auto& world = m_window->sample().world();
        const auto* account = world.accountNamed("ACCTB");
        Thing of;
        if (thing == QLatin1String("operator")) of = operatorThing(world);
        if (thing == QLatin1String("account")) of = accountThing(account->key);
        if (thing == QLatin1String("user")) of = {Thing::Kind::User, account->key, account->users.front().key};
        const std::unique_ptr<AdminWizard> form(makeAdminWizard(wish, of, m_window->session(), &m_window->window()));
        QVERIFY(form);
        form->show();
        QVERIFY(QTest::qWaitForWindowExposed(form.get()));
        QVERIFY(!lettersOf(*form).isEmpty());
        QCOMPARE(sharedLetters(*form), QStringList());
    }
};

QTEST_MAIN(TestControls)
#include "tst_controls.moc"
