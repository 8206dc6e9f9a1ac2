// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world_builder.h"
#include "ui/bridge/strings.h"
#include "ui/desk/share_tree_model.h"
#include "ui/drop/drop_offer.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

namespace {

/// The model as it would be read aloud: one line per row, cells by " | ", rows of a share indented.
QString dump(const ShareTreeModel& model, const QModelIndex& parent = {})
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (const int column : {ShareTreeModel::Name, ShareTreeModel::Subject, ShareTreeModel::State})
            cells << model.index(row, column, parent).data().toString();
        text += (parent.isValid() ? QStringLiteral("  ") : QString()) + cells.join(QStringLiteral(" | ")) +
                QLatin1Char('\n');
        text += dump(model, model.index(row, 0, parent));
    }
    return text;
}

struct Watched {
    explicit Watched(Side side) : model(side), tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest) {}

    ShareTreeModel model;
    QAbstractItemModelTester tester;
};

Export feed(const char* name, const char* subject)
{
    Export value;
    value.name = name;
    value.subject = subject;
    value.type = ExportType::Stream;
    return value;
}

} // namespace

class TestShareTreeModel : public QObject {
    Q_OBJECT

private slots:
    void aProviderShowsWhatItOffers()
    {
        auto builder = WorldBuilder::orderEvents();
        builder.addExport("ACCTA", feed("ALERTS", "alerts.>"));
        Watched provider(Side::Provider);
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        const auto text = dump(provider.model);
        QVERIFY2(text.startsWith(QLatin1String("ALERTS | alerts.> | offered\n")), qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("ORDEREVENTS-C1 | 3 row")), qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("  ACK | $JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.> | ")), qPrintable(text));
    }

    void aConsumerShowsItsOwnSubjects()
    {
        const auto builder = WorldBuilder::orderEvents();
        Watched consumer(Side::Consumer);
        consumer.model.show(builder.snapshot(), builder.key("ACCTB"));
        const auto text = dump(consumer.model);
        QVERIFY2(text.contains(QLatin1String("  INFO | ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1 | ok")),
                 qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("  DELIVER | retail.v1.order.events | ok")), qPrintable(text));
        QCOMPARE(consumer.model.index(0, ShareTreeModel::From).data().toString(), QStringLiteral("ACCTA"));
    }

    void anAccountWithoutSharesIsEmpty()
    {
        const auto builder = WorldBuilder::orderEvents();
        Watched consumer(Side::Consumer);
        consumer.model.show(builder.snapshot(), builder.key("ACCTC"));
        QCOMPARE(dump(consumer.model), QString());
        consumer.model.show(builder.snapshot(), {});
        QCOMPARE(dump(consumer.model), QString());
    }

    void whatStaysIsNotTouchedByAReload()
    {
        auto builder = WorldBuilder::orderEvents();
        builder.addExport("ACCTA", feed("ZEBRA", "zebra"));
        Watched provider(Side::Provider);
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        const QPersistentModelIndex row =
            provider.model.indexOf(provider.model.index(0, 0).data(ShareTreeModel::ShareIdRole).toString(), 1);
        const auto said = row.data().toString();
        QVERIFY(!said.isEmpty());

        // Something is added before it: the row moves with its share.
        builder.addExport("ACCTA", feed("ALERTS", "alerts.>"));
        QSignalSpy reset(&provider.model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&provider.model, &QAbstractItemModel::rowsInserted);
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        QCOMPARE(inserted.count(), 1);
        QVERIFY(reset.isEmpty());
        QCOMPARE(row.data().toString(), said);
        QCOMPARE(row.parent().row(), 1);

        // And gone again.
        builder.claims("ACCTA").exports.erase(std::find_if(builder.claims("ACCTA").exports.begin(),
                                                           builder.claims("ACCTA").exports.end(),
                                                           [](const Export& value) { return value.name == "ALERTS"; }));
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        QCOMPARE(row.data().toString(), said);
        QCOMPARE(row.parent().row(), 0);
    }

    void anEqualWorldChangesNothing()
    {
        const auto builder = WorldBuilder::orderEvents();
        Watched provider(Side::Provider);
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        QSignalSpy changed(&provider.model, &QAbstractItemModel::dataChanged);
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        QVERIFY(changed.isEmpty());
    }

    void rowsOfAShareComeAndGo()
    {
        auto builder = WorldBuilder::orderEvents();
        Watched provider(Side::Provider);
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        const auto before = dump(provider.model);
        const auto all = builder.claims("ACCTA").exports;
        std::erase_if(builder.claims("ACCTA").exports,
                      [](const Export& value) { return value.name.ends_with("INFO"); });
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        QVERIFY(!dump(provider.model).contains(QLatin1String("INFO")));
        builder.claims("ACCTA").exports = all;
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        QCOMPARE(dump(provider.model), before);
    }

    void aSubjectIsNoHtml()
    {
        auto builder = WorldBuilder::orderEvents();
        builder.addExport("ACCTA", feed("<h1>x", "<h1>x"));
        Watched provider(Side::Provider);
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        const auto rows = provider.model.match(provider.model.index(0, ShareTreeModel::Subject), Qt::DisplayRole,
                                               QStringLiteral("<h1>x"), 1, Qt::MatchExactly);
        QCOMPARE(rows.size(), 1);
        QVERIFY(rows.front().data(Qt::ToolTipRole).toString().contains(QLatin1String("&lt;h1&gt;x")));
        QVERIFY(!rows.front().data(Qt::ToolTipRole).toString().contains(QLatin1String("<h1>")));
    }

    void onlyOffersCanBeDragged()
    {
        const auto builder = WorldBuilder::orderEvents();
        Watched provider(Side::Provider);
        provider.model.show(builder.snapshot(), builder.key("ACCTA"));
        Watched consumer(Side::Consumer);
        consumer.model.show(builder.snapshot(), builder.key("ACCTB"));
        const auto offered = provider.model.index(0, 0);
        QVERIFY(offered.flags() & Qt::ItemIsDragEnabled);
        QVERIFY(!(consumer.model.index(0, 0).flags() & Qt::ItemIsDragEnabled));

        // A row stands for its share.
        for (const auto& index : {offered, provider.model.index(1, 0, offered)}) {
            const std::unique_ptr<QMimeData> data(provider.model.mimeData({index}));
            const auto offer = offerFrom(*data);
            QVERIFY(offer.share);
            QCOMPARE(offer.share->provider, builder.key("ACCTA"));
            QCOMPARE(toQt(offer.share->shareId), offered.data(ShareTreeModel::ShareIdRole).toString());
        }
    }
};

QTEST_MAIN(TestShareTreeModel)
#include "tst_share_tree_model.moc"
