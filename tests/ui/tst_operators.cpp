// SPDX-License-Identifier: Apache-2.0
//
// Several operators in one store: which one the window opens, and how another is chosen.
#include "core/store/discovery.h"
#include "tests/ui/sample_window.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

namespace {

QString notice(SampleWindow& w, const char* id)
{
    auto* label = w.find<QLabel>(qPrintable(QStringLiteral("noticeText-") + QLatin1String(id)));
    return label && label->isVisible() ? label->text() : QString();
}

/// Gives the sample's store a second operator, which is the one that is there once more in the folder TWO.
void addOperator(SampleWindow& w)
{
    const auto& stores = w.sample().world().workspace.storeRoot;
    std::filesystem::copy(stores / "OP", stores / "TWO", std::filesystem::copy_options::recursive);
    w.session().lookAgain();
}

} // namespace

class TestOperators : public QObject {
    Q_OBJECT

private slots:
    void oneOfSeveralOperatorsIsAskedFor()
    {
        SampleWindow w;
        QVERIFY(w.sample().open());
        addOperator(w);
        const auto env = [](const std::string&) {
            return std::string();
        };
        const auto& here = w.sample().world().workspace;
        w.window().openWorkspace(findStore({here.storeRoot.string(), here.keystore.string(), {}}, env).workspace);
        QCOMPARE(w.find<QStackedWidget>("pages")->currentWidget()->objectName(), QStringLiteral("welcomePage"));
        auto* list = w.find<QComboBox>("otherOperator");
        QVERIFY(QTest::qWaitForWindowActive(&w.window()));
        QVERIFY(list->hasFocus());
        QVERIFY(notice(w, "open").isEmpty()); // a question, no failure
        QSignalSpy opened(&w.session(), &Session::opened);
        QTest::keyClick(list, Qt::Key_End);
        auto* button = w.find<QPushButton>("openOtherStore");
        QTRY_VERIFY(button->isEnabled()); // not before the new operator was read
        button->click();
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(w.sample().world().workspace.operatorName, "TWO");
    }

    void operatorsAreSwitchedInTheFileMenu()
    {
        SampleWindow w;
        auto* menu = w.find<QMenu>("operatorMenu");
        QVERIFY(!menu->menuAction()->isEnabled());
        QVERIFY(w.find<QMenu>("fileMenu")->actions().contains(menu->menuAction()));
        QVERIFY(w.sample().open());
        QVERIFY(menu->menuAction()->isEnabled());
        QVERIFY(w.sample().share("ACCTB"));
        addOperator(w);
        QTRY_COMPARE(menu->actions().size(), 2);
        QVERIFY(w.action("operator-OP")->isChecked());
        QSignalSpy opened(&w.session(), &Session::opened);
        w.action("operator-OP")->trigger(); // it is the present one
        w.action("operator-TWO")->trigger();
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(w.sample().world().workspace.operatorName, "TWO");
        QVERIFY(w.action("operator-TWO")->isChecked());
        QVERIFY(!w.action("undo")->isEnabled()); // that step belongs to the other one

        std::filesystem::remove_all(w.sample().world().workspace.storeRoot / "OP");
        w.action("operator-OP")->trigger();
        QTRY_VERIFY(!notice(w, "open").isEmpty());
        QTRY_VERIFY(!w.find<QAction>("operator-OP") || !w.action("operator-OP")->isChecked());
        QVERIFY(w.action("operator-TWO")->isChecked());
    }
};

QTEST_MAIN(TestOperators)
#include "tst_operators.moc"
