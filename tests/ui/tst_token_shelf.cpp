// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world_builder.h"
#include "ui/bridge/strings.h"
#include "ui/desk/token_list.h"
#include "ui/desk/token_shelf.h"
#include "ui/words/token_state.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

namespace {

constexpr auto subject = "orders.>";

/// A shelf with one token for ACCTB, one for ACCTC, one that has ended and one that is damaged.
struct Fixture {
    Fixture()
    {
        world.addTokenFile("A-GOOD.tok", tokenFor("ACCTB"));
        world.addTokenFile("B-OTHER.tok", tokenFor("ACCTC"));
        world.addTokenFile("C-ENDED.tok", tokenFor("ACCTB", {0, testNow - 10}));
        world.addTokenFile("D-DAMAGED.tok", "eyJ.not.atoken");
        shelf.resize(900, 140);
        shelf.show();
        show();
    }

    std::string tokenFor(const std::string& name, Validity validity = {})
    {
        return world.activation("ACCTA", world.key(name), ExportType::Stream, subject, validity);
    }
    void show() { shelf.showPair(world.snapshot(), world.key("ACCTA"), world.key("ACCTB"), testNow); }
    QStringList texts() const
    {
        QStringList found;
        for (int row = 0; row < shelf.list()->count(); ++row)
            found << shelf.list()->item(row)->text();
        return found;
    }

    WorldBuilder world = WorldBuilder::sample();
    TokenShelf shelf;
};

/// What a file manager would get when these items are dragged out.
std::unique_ptr<QMimeData> dragged(TokenList& list)
{
    return std::unique_ptr<QMimeData>(list.model()->mimeData(list.selectionModel()->selectedIndexes()));
}

} // namespace

class TestTokenShelf : public QObject {
    Q_OBJECT

private slots:
    void showsTheTokensOfThePair()
    {
        Fixture f;
        QCOMPARE(f.texts(),
                 QStringList({QStringLiteral("A-GOOD.tok: not imported"), QStringLiteral("C-ENDED.tok: expired"),
                              QStringLiteral("D-DAMAGED.tok: damaged")}));
        f.shelf.findChild<QCheckBox*>(QStringLiteral("allTokens"))->click();
        QCOMPARE(f.texts().size(), 4);
    }

    void saysWhoseATokenIs()
    {
        Fixture f;
        const auto world = f.world.build();
        const auto state = [&](const char* name, const std::string& consumer) {
            for (const auto& file : world.tokenFiles)
                if (file.file.filename() == name) return tokenState(file, consumer, world, testNow);
            return TokenState::Damaged;
        };
        QCOMPARE(state("B-OTHER.tok", f.world.key("ACCTB")), TokenState::ForOther);
        QCOMPARE(state("B-OTHER.tok", f.world.key("ACCTC")), TokenState::NotImported);
        QCOMPARE(state("C-ENDED.tok", f.world.key("ACCTB")), TokenState::Expired);
    }

    void importedMeansExactlyThisToken()
    {
        Fixture f;
        Import import;
        import.account = f.world.key("ACCTA");
        import.subject = subject;
        import.localSubject = subject;
        import.type = ExportType::Stream;
        import.token = f.tokenFor("ACCTB");
        f.world.addImport("ACCTB", import);
        f.show();
        QCOMPARE(f.texts().front(), QStringLiteral("A-GOOD.tok: imported"));
        f.world.claims("ACCTB").imports.front().token = f.tokenFor("ACCTB", {0, testNow + 1000});
        f.show();
        QCOMPARE(f.texts().front(), QStringLiteral("A-GOOD.tok: not in use"));
    }

    void severalFilesAreDraggedAsFiles()
    {
        Fixture f;
        f.shelf.list()->selectAll();
        const auto data = dragged(*f.shelf.list());
        QVERIFY(data->hasUrls());
        QCOMPARE(data->urls().size(), 3);
        QVERIFY(data->urls().front().isLocalFile());
        QCOMPARE(data->urls().front().fileName(), QStringLiteral("A-GOOD.tok"));
        QVERIFY(data->hasFormat(QStringLiteral("text/uri-list")));
    }

    void theDragHasATwin()
    {
        Fixture f;
        auto* import = f.shelf.findChild<QPushButton*>(QStringLiteral("importSelectedTokens"));
        auto* copyTo = f.shelf.findChild<QPushButton*>(QStringLiteral("copySelectedTokens"));
        QVERIFY(!import->isEnabled());
        QVERIFY(!copyTo->isEnabled());
        f.shelf.list()->setCurrentRow(0);
        QSignalSpy imported(&f.shelf, &TokenShelf::importRequested);
        QSignalSpy copied(&f.shelf, &TokenShelf::copyToRequested);
        import->click();
        copyTo->click();
        QCOMPARE(imported.count(), 1);
        QCOMPARE(copied.count(), 1);
        QCOMPARE(imported.front().front().value<std::vector<TokenFile>>().size(), std::size_t{1});
        f.shelf.list()->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&f.shelf));
        QTest::keyClick(f.shelf.list(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasUrls());
    }

    void theSelectionOutlivesAReload()
    {
        Fixture f;
        f.shelf.list()->setCurrentRow(1);
        f.world.addTokenFile("0-NEW.tok", f.tokenFor("ACCTB", {0, testNow + 77}));
        f.show();
        QCOMPARE(f.shelf.selectedFiles().size(), std::size_t{1});
        QCOMPARE(f.shelf.selectedFiles().front().file.filename().string(), std::string("C-ENDED.tok"));
    }

    void filesCanBePutIn()
    {
        Fixture f;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/somewhere/X.tok"))});
        QSignalSpy dropped(&f.shelf, &TokenShelf::dropped);
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&f.shelf, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&f.shelf, &drop);
        QVERIFY(dropped.isEmpty()); // not before the drag is over
        QTRY_COMPARE(dropped.count(), 1);
        QCOMPARE(dropped.front().front().value<DropOffer>().files, QStringList(QStringLiteral("/somewhere/X.tok")));
    }
};

QTEST_MAIN(TestTokenShelf)
#include "tst_token_shelf.moc"
