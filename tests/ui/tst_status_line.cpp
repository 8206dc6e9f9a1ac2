// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/english_plurals.h"
#include "ui/shell/status_line.h"

#include <QLabel>
#include <QLocale>
#include <QMainWindow>
#include <QTest>
#include <QToolButton>

using namespace gd;
using namespace gd::ui;

class TestStatusLine : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { EnglishPlurals::install(); }

    void largeNumbersAreShownWhole()
    {
        QMainWindow window;
        auto* status = new StatusLine(&window);
        window.setStatusBar(status);
        window.resize(1008, 200);
        window.show();
        Snapshot world;
        status->showWorld(world, 0);
        QCoreApplication::processEvents();
        world.shares.resize(12'345);
        for (auto& share : world.shares)
            share.rows.resize(10);
        world.findings.resize(54'321);
        world.op.managed = true;
        status->showWorld(world, 10'987);
        QCOMPARE(status->findChild<QLabel*>(QStringLiteral("grantCount"))->text(),
                 QLocale().toString(123'450) + QStringLiteral(" grants"));
        QCOMPARE(status->findChild<QToolButton*>(QStringLiteral("problemCount"))->text(),
                 QLocale().toString(54'321) + QStringLiteral(" problems"));
        for (const char* name : {"notPushed", "problemCount", "managedStore", "shareCount", "grantCount"}) {
            const auto* part = status->findChild<QWidget*>(QLatin1String(name));
            QTRY_VERIFY2(part->width() >= part->sizeHint().width(), name);
        }
    }

    void aManagedStoreIsShownAsSuch()
    {
        StatusLine status;
        const auto* managed = status.findChild<QLabel*>(QStringLiteral("managedStore"));
        Snapshot world;
        status.showWorld(world, 0);
        QVERIFY(!managed->isVisibleTo(&status));
        world.op.managed = true;
        status.showWorld(world, 0);
        QVERIFY(managed->isVisibleTo(&status));
        QVERIFY(managed->text().contains(QLatin1String("anaged")));
    }
};

QTEST_MAIN(TestStatusLine)
#include "tst_status_line.moc"
