// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/opening_bar.h"

#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace gd;
using gd::ui::OpeningBar;

class TestOpeningBar : public QObject {
    Q_OBJECT

private slots:
    void showsItselfOnlyWhenItTakesAWhile();
};

void TestOpeningBar::showsItselfOnlyWhenItTakesAWhile()
{
    QWidget window;
    OpeningBar bar(&window);
    window.show();
    bar.showProgress({ReadProgress::Phase::Files, 0, 0});
    QVERIFY(!bar.isVisible());
    QTRY_VERIFY(bar.isVisible());
    const auto* progress = bar.findChild<QProgressBar*>();
    QCOMPARE(progress->maximum(), 0);
    bar.showProgress({ReadProgress::Phase::Tokens, 30, 120});
    QCOMPARE(progress->maximum(), 120);
    QCOMPARE(progress->value(), 30);

    QSignalSpy cancelled(&bar, &OpeningBar::cancelClicked);
    auto* cancel = bar.findChild<QPushButton*>();
    QTest::mouseClick(cancel, Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(!cancel->isEnabled());
    bar.finish();
    QVERIFY(!bar.isVisible());
    bar.showProgress({ReadProgress::Phase::Files, 0, 0});
    QVERIFY(cancel->isEnabled());
}

QTEST_MAIN(TestOpeningBar)
#include "tst_opening_bar.moc"
