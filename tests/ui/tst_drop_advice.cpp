// SPDX-License-Identifier: Apache-2.0
//
// What a pane says while something is dragged over it.
#include "tests/support/world_builder.h"
#include "ui/bridge/strings.h"
#include "ui/desk/drop_advice.h"
#include "ui/shell/english_plurals.h"

#include <QTest>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestDropAdvice : public QObject {
    Q_OBJECT

    DropAdvice advise(const DropOffer& offer, Side side, const std::string& name) const
    {
        return adviseDrop(offer, side, name.empty() ? std::string() : m_builder.key(name), m_world, testNow);
    }
    DropOffer offerOfOrders() const
    {
        for (const auto& offer : m_world.offers)
            if (offer.title == "ORDEREVENTS-C1") return {DraggedShare{offer.provider, offer.id}, {}, {}};
        return {};
    }
    DropOffer files(const QStringList& names) const
    {
        DropOffer offer;
        for (const auto& file : m_world.tokenFiles)
            if (names.contains(pathToQt(file.file.filename()))) offer.files << pathToQt(file.file);
        return offer;
    }

    WorldBuilder m_builder = WorldBuilder::orderEvents();
    Snapshot m_world{};

private slots:
    void initTestCase()
    {
        EnglishPlurals::install();
        for (const char* name : {"ACCTB", "ACCTC"})
            m_builder.addTokenFile(std::string("FOR-") + name + ".tok",
                                   m_builder.activation("ACCTA", m_builder.key(name), ExportType::Stream, "orders.>"));
        m_world = m_builder.build();
    }

    void aShareSaysWhatWouldHappen()
    {
        const auto advice = advise(offerOfOrders(), Side::Consumer, "ACCTC");
        QVERIFY2(advice.possible, qPrintable(advice.text));
        // The exports are there already; only tokens and imports are new.
        QCOMPARE(advice.text, QStringLiteral("Share ORDEREVENTS-C1 with ACCTC: 3 tokens, 3 imports"));
    }

    void aShareSaysWhyItCannotBe_data()
    {
        QTest::addColumn<Side>("side");
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("says");
        QTest::newRow("no account") << Side::Consumer << ""
                                    << "Choose an account";
        QTest::newRow("its own account") << Side::Consumer << "ACCTA"
                                         << "itself";
        QTest::newRow("the provider's pane") << Side::Provider << "ACCTC"
                                             << "Drop it on the consumer";
        QTest::newRow("shared already") << Side::Consumer << "ACCTB"
                                        << "cannot be shared";
    }

    void aShareSaysWhyItCannotBe()
    {
        QFETCH(Side, side);
        QFETCH(QString, account);
        QFETCH(QString, says);
        const auto advice = advise(offerOfOrders(), side, fromQt(account));
        QVERIFY2(!advice.possible, qPrintable(advice.text));
        QVERIFY2(advice.text.contains(says), qPrintable(advice.text));
    }

    void tokensSayWhoseTheyAre()
    {
        QCOMPARE(advise(files({"FOR-ACCTB.tok"}), Side::Consumer, "ACCTB").text,
                 QStringLiteral("Import 1 file into ACCTB"));
        QCOMPARE(advise(files({"FOR-ACCTC.tok"}), Side::Consumer, "ACCTB").text,
                 QStringLiteral("1 token for ACCTC, not for ACCTB.\nDrop to go there."));
        QVERIFY(!advise(files({"FOR-ACCTC.tok"}), Side::Consumer, "ACCTB").fits);
        QCOMPARE(advise(files({"FOR-ACCTB.tok", "FOR-ACCTC.tok"}), Side::Consumer, "ACCTB").text,
                 QStringLiteral("Import 2 files into ACCTB"));
        DropOffer unknown;
        unknown.files = {QStringLiteral("/elsewhere/x.tok")};
        QVERIFY(advise(unknown, Side::Consumer, "ACCTB").possible);
        DropOffer text;
        text.text = QStringLiteral("eyJ");
        QCOMPARE(advise(text, Side::Consumer, "ACCTB").text, QStringLiteral("Import this text into ACCTB"));
        QVERIFY(!advise({}, Side::Consumer, "ACCTB").possible);
    }
};

QTEST_MAIN(TestDropAdvice)
#include "tst_drop_advice.moc"
