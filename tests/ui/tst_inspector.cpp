// SPDX-License-Identifier: Apache-2.0
#include "tests/support/world_builder.h"
#include "ui/bridge/strings.h"
#include "ui/inspector/inspector_text.h"
#include "ui/words/html.h"

#include <QTest>
#include <QTextDocument>

using namespace gd;
using namespace gd::ui;
using namespace gd::test;

class TestInspector : public QObject {
    Q_OBJECT

    /// The words as a person reads them, without marks that only allow a line to break.
    QString read(const Selection& selection) const
    {
        QTextDocument page;
        page.setHtml(inspect(selection, m_world, testNow).html);
        return page.toPlainText().remove(QChar(0x200B));
    }
    Selection ofShare(Selection::Kind kind, const std::string& role = {}) const
    {
        const auto& share = *std::find_if(m_world.shares.begin(), m_world.shares.end(),
                                          [](const Share& each) { return each.title == "ORDEREVENTS-C1"; });
        std::size_t row = 0;
        while (row < share.rows.size() && !role.empty() && share.rows[row].role != role)
            ++row;
        return {.kind = kind, .account = share.consumer, .shareId = share.id, .row = row};
    }

    WorldBuilder m_builder = WorldBuilder::orderEvents();
    Snapshot m_world{};

private slots:
    void initTestCase()
    {
        m_builder.addTokenFile("X.tok",
                               m_builder.activation("ACCTA", m_builder.key("ACCTC"), ExportType::Service, "api.call"));
        m_builder.addTokenFile("BROKEN.tok", "not a token");
        m_world = m_builder.build();
    }

    void aShareIsToldWithItsRows()
    {
        const auto text = read(ofShare(Selection::Kind::Share));
        for (const char* part : {"ORDEREVENTS-C1", "In ACCTA", "In ACCTB", "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>",
                                 "ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1", "private"})
            QVERIFY2(text.contains(QLatin1String(part)), part);
    }

    void aRowIsToldWithItsToken()
    {
        const auto selection = ofShare(Selection::Kind::Row, "DELIVER");
        const auto text = read(selection);
        for (const char* part : {"Signed by", "For", "Grants", "deliver.retail.v1.order.events", "Starts", "Ends"})
            QVERIFY2(text.contains(QLatin1String(part)), part);
        const auto claims = inspect(selection, m_world, testNow).claims;
        QVERIFY(claims.contains(QLatin1String("activation")));
    }

    void anAccountIsToldWithKeysAndLimits()
    {
        const Selection account{.kind = Selection::Kind::Account, .account = m_builder.key("ACCTB")};
        const auto text = read(account);
        QVERIFY(text.contains(QLatin1String("private key here")));
        QVERIFY(text.contains(QLatin1String("Limits")));
        QVERIFY(inspect(account, m_world, testNow).claims.contains(toQt(m_builder.key("ACCTB"))));
    }

    void aTokenFileIsTakenApart()
    {
        for (const auto& file : m_world.tokenFiles) {
            const Selection token{.kind = Selection::Kind::Token, .account = m_builder.key("ACCTB"), .file = file.file};
            const auto text = read(token);
            QVERIFY(text.contains(pathToQt(file.file.filename())));
            QVERIFY(text.contains(file.claims ? QStringLiteral("another account") : QStringLiteral("damaged")));
        }
    }

    void whatIsGoneIsSaidToBeGone()
    {
        QVERIFY(read({.kind = Selection::Kind::Share, .shareId = "gone"}).contains(QLatin1String("no longer")));
        QVERIFY(read({.kind = Selection::Kind::Token, .file = "/gone"}).contains(QLatin1String("no longer")));
        QVERIFY(!read({}).isEmpty());
    }

    void namesFromTokensAreNeverMarkup()
    {
        QCOMPARE(html::code("<b>x</b>"),
                 QStringLiteral("<span style='font-family:monospace'>&lt;b&gt;x&lt;/b&gt;</span>"));
        QVERIFY(!html::title(QStringLiteral("<img src='x'>")).contains(QLatin1String("<img")));
        QVERIFY(!html::key("'><script>").contains(QLatin1String("<script")));
    }
};

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
