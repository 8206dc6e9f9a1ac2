// SPDX-License-Identifier: Apache-2.0
//
// States are readable in light and dark, and differ without colour.
#include "ui/look/contrast.h"
#include "ui/look/icon_set.h"
#include "ui/look/icon_shapes.h"
#include "ui/look/status_look.h"
#include "ui/look/theme.h"
#include "ui/words/state_text.h"

#include <QPixmap>
#include <QTest>

using namespace gd;
using namespace gd::ui;

namespace {

const QList<GrantState> allStates{
    GrantState::Active,          GrantState::EndsSoon,         GrantState::NotImported,    GrantState::Offered,
    GrantState::ProviderUnknown, GrantState::TokenNotYetValid, GrantState::TokenMissing,   GrantState::TokenExpired,
    GrantState::TokenRevoked,    GrantState::TokenNotTrusted,  GrantState::TokenTooNarrow, GrantState::TokenWrongKind,
    GrantState::TokenForOther,   GrantState::TokenUndecodable, GrantState::ExportMissing,
};

/// Which pixels are painted, whatever their colour.
QImage shapeOf(const QIcon& icon)
{
    return icon.pixmap(32, 32).toImage().convertToFormat(QImage::Format_Alpha8);
}

} // namespace

class TestStatusLook : public QObject {
    Q_OBJECT

private slots:
    void contrastIsEnough_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
    }

    void contrastIsEnough()
    {
        QFETCH(QPalette, palette);
        for (const auto role : {QPalette::Base, QPalette::AlternateBase, QPalette::Window}) {
            const auto ground = palette.color(role);
            for (const auto state : allStates)
                QVERIFY2(contrast(lookOf(state, palette).color, ground) >= 4.5, qPrintable(stateWord(state)));
            for (const auto severity : {Severity::Blocks, Severity::Problem, Severity::Warning})
                QVERIFY(contrast(lookOf(severity, palette).color, ground) >= 4.5);
            for (const auto view : {ServerView::NotPushed, ServerView::Inactive, ServerView::Active})
                QVERIFY(contrast(lookOf(view, palette).color, ground) >= 4.5);
            for (const auto text : {QPalette::WindowText, QPalette::Text, QPalette::PlaceholderText, QPalette::Link})
                QVERIFY(contrast(palette.color(text), ground) >= 4.5);
        }
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= 4.5);
        // Focus and fields are told from their ground by lines: 3:1 is asked for.
        QVERIFY(contrast(palette.color(QPalette::Highlight), palette.color(QPalette::Window)) >= 3);
    }

    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 10), 210);
        QCOMPARE(qRound(contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
    }

    void everyStateHasItsShape()
    {
        const auto palette = lightPalette();
        QList<QImage> seen;
        for (const auto state : allStates) {
            const auto shape = shapeOf(lookOf(state, palette).icon);
            QVERIFY2(!shape.isNull(), qPrintable(stateWord(state)));
            // Both ways of locking an account out look the same on purpose; everything else is different.
            if (state != GrantState::TokenUndecodable) QVERIFY2(!seen.contains(shape), qPrintable(stateWord(state)));
            seen << shape;
        }
    }

    void everyShapeIsDrawnInsideItsGrid()
    {
        for (const auto& shape : iconShapes()) {
            const auto box = outlineOf(shape).boundingRect();
            QVERIFY2(!box.isEmpty(), shape.name);
            QVERIFY2(QRectF(0, 0, 24, 24).contains(box), shape.name);
        }
        QVERIFY(icon(QStringLiteral("no such picture")).isNull());
    }

    void iconsFollowTheColours()
    {
        const auto picture = icon(QStringLiteral("share"));
        const auto brightest = [&] {
            applyTheme(*qApp, QStringLiteral("dark"));
            const auto dark = picture.pixmap(32, 32).toImage();
            applyTheme(*qApp, QStringLiteral("light"));
            return dark != picture.pixmap(32, 32).toImage();
        };
        QVERIFY(brightest());
    }
};

QTEST_MAIN(TestStatusLook)
#include "tst_status_look.moc"
