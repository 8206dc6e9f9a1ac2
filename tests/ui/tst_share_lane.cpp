// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world_builder.h"
#include "ui/desk/share_lane.h"
#include "ui/look/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

namespace {

/// Two message feeds from ACCTA to ACCTB: one public, one private without a token.
WorldBuilder twoFeeds()
{
    auto builder = WorldBuilder::sample();
    for (const char* name : {"ALERTS", "PRICES"}) {
        Export value;
        value.name = name;
        value.subject = std::string(name) + ".>";
        value.type = ExportType::Stream;
        value.tokenRequired = value.name == "PRICES";
        builder.addExport("ACCTA", value);
        Import import;
        import.name = value.name;
        import.subject = value.subject;
        import.localSubject = value.subject;
        import.account = builder.key("ACCTA");
        import.type = ExportType::Stream;
        builder.addImport("ACCTB", import);
    }
    return builder;
}

ServerKnowledge activity(ImportActivity answer)
{
    return {{}, [answer](const Grant&) {
                return answer;
            }};
}

} // namespace

class TestShareLane : public QObject {
    Q_OBJECT

    /// A lane of 200 by 400 pixels whose lines begin and end at heights that the test chooses.
    struct Fixture {
        Fixture()
            : lane([this](const LaneLine& line) {
                  const int top = lane.viewport()->mapToGlobal(QPoint(0, 0)).y();
                  const int y = line.title == QLatin1String("ALERTS") ? 40 : 200;
                  return LaneEnds{top + y + scrolled, top + y};
              })
        {
            lane.resize(200, 400);
            lane.lines()->show(*world.snapshot(), world.key("ACCTA"), world.key("ACCTB"), {}, lightPalette());
            lane.show();
        }
        QString text(int row) const { return lane.lines()->index(row).data().toString(); }
        QPoint middleOf(int row) const { return lane.visualRect(lane.lines()->index(row)).center(); }

        WorldBuilder world = twoFeeds();
        int scrolled = 0;
        ShareLane lane;
    };

private slots:
    void aLineSaysItsState()
    {
        Fixture f;
        const QAbstractItemModelTester tester(f.lane.lines());
        QCOMPARE(f.lane.lines()->rowCount(), 2);
        QCOMPARE(f.text(0), QStringLiteral("ALERTS: ok"));
        QCOMPARE(f.text(1), QStringLiteral("PRICES: no token"));
        f.lane.lines()->show(*f.world.snapshot(), f.world.key("ACCTA"), f.world.key("ACCTC"), {}, lightPalette());
        QCOMPARE(f.lane.lines()->rowCount(), 0);
    }

    void theServerIsHeardOnlyWhereAllIsInOrderHere()
    {
        Fixture f;
        const auto show = [&](const ServerKnowledge& server) {
            f.lane.lines()->show(*f.world.snapshot(), f.world.key("ACCTA"), f.world.key("ACCTB"), server,
                                 lightPalette());
        };
        show(activity(ImportActivity::Active));
        QCOMPARE(f.text(0), QStringLiteral("ALERTS: active on server"));
        QCOMPARE(f.text(1), QStringLiteral("PRICES: no token"));
        show(activity(ImportActivity::Inactive));
        QCOMPARE(f.text(0), QStringLiteral("ALERTS: not active on server"));
        show(activity(ImportActivity::Unknown));
        QCOMPARE(f.text(0), QStringLiteral("ALERTS: ok"));
        auto changed = activity(ImportActivity::Active);
        changed.notPushed.insert(f.world.key("ACCTB"));
        show(changed);
        QCOMPARE(f.text(0), QStringLiteral("ALERTS: ok, not pushed"));
    }

    void aNarrowLaneSaysTheShortWord()
    {
        Fixture f;
        ServerKnowledge changed;
        changed.notPushed.insert(f.world.key("ACCTB"));
        f.lane.lines()->show(*f.world.snapshot(), f.world.key("ACCTA"), f.world.key("ACCTB"), changed, lightPalette());
        QCOMPARE(f.lane.labelText(0), QStringLiteral("ok, not pushed"));
        f.lane.setMinimumWidth(0);
        f.lane.resize(130, 400);
        QCOMPARE(f.lane.labelText(0), QStringLiteral("not pushed"));
        QCOMPARE(f.text(0), QStringLiteral("ALERTS: ok, not pushed")); // what is heard stays
    }

    void linesFollowTheTrees()
    {
        Fixture f;
        const auto before = f.middleOf(0);
        f.scrolled = 60;
        f.lane.endsMoved();
        QCOMPARE(f.middleOf(0).y() - before.y(), 30); // halfway between both ends
    }

    void aLineIsChosenByMouseOnItsLabelAndOnItsStroke()
    {
        Fixture f;
        QSignalSpy selected(&f.lane, &ShareLane::lineSelected);
        QTest::mouseClick(f.lane.viewport(), Qt::LeftButton, {}, f.middleOf(1));
        QCOMPARE(selected.count(), 1);
        QCOMPARE(selected.last().first().value<LaneLine>().title, QStringLiteral("PRICES"));
        QTest::mouseClick(f.lane.viewport(), Qt::LeftButton, {}, QPoint(3, 40));
        QCOMPARE(selected.last().first().value<LaneLine>().title, QStringLiteral("ALERTS"));
        QVERIFY(!f.lane.indexAt(QPoint(100, 350)).isValid());
    }

    void aLineIsChosenAndOpenedByKeyboard()
    {
        Fixture f;
        QSignalSpy selected(&f.lane, &ShareLane::lineSelected);
        QSignalSpy opened(&f.lane, &ShareLane::lineOpened);
        f.lane.setFocus();
        QTest::keyClick(&f.lane, Qt::Key_Home);
        QTest::keyClick(&f.lane, Qt::Key_Down);
        QCOMPARE(selected.last().first().value<LaneLine>().title, QStringLiteral("PRICES"));
        QTest::keyClick(&f.lane, Qt::Key_Up);
        QCOMPARE(selected.last().first().value<LaneLine>().title, QStringLiteral("ALERTS"));
        QTest::keyClick(&f.lane, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
    }

    void selectingForAnotherViewIsQuiet()
    {
        Fixture f;
        QSignalSpy selected(&f.lane, &ShareLane::lineSelected);
        f.lane.selectLine(f.lane.lines()->line(1).offerId);
        QCOMPARE(f.lane.currentIndex().row(), 1);
        f.lane.selectLine("no such share");
        QVERIFY(!f.lane.currentIndex().isValid());
        QVERIFY(selected.isEmpty());
    }

    void everyLineCanBeHeard()
    {
        Fixture f;
        auto* access = QAccessible::queryAccessibleInterface(&f.lane);
        QVERIFY(access);
        QCOMPARE(access->role(), QAccessible::List);
        QCOMPARE(access->childCount(), 2);
        QCOMPARE(access->child(1)->text(QAccessible::Name), QStringLiteral("PRICES: no token"));
        QVERIFY(!access->child(1)->rect().isEmpty());
    }

    void labelsDoNotCoverEachOther()
    {
        const QList<LaneEnds> close{{10, 10}, {12, 14}, {390, 395}, {13, 9}, {-500, 4000}, {20, std::nullopt}};
        const auto shapes = layOutLane(close, QSize(200, 400), QSize(160, 28));
        for (int one = 0; one < shapes.size(); ++one) {
            QVERIFY(QRect(0, 0, 200, 400).contains(shapes[one].label));
            for (int other = 0; other < one; ++other)
                QVERIFY(!shapes[one].label.intersects(shapes[other].label));
        }
        QVERIFY(shapes.last().openAtRight);
    }
};

QTEST_MAIN(TestShareLane)
#include "tst_share_lane.moc"
