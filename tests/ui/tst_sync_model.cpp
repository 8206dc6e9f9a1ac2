// SPDX-License-Identifier: Apache-2.0
#include "ui/server/sync_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace gd;
using namespace gd::ui;

namespace {

SyncRow row(const std::string& key, const QString& name, SyncState state = SyncState::NotPushed)
{
    SyncRow result;
    result.key = key;
    result.name = name;
    result.state = state;
    return result;
}

/// The model as text: one line per row, "name|state|answer|imports".
QString dump(const QAbstractItemModel& model)
{
    QStringList lines;
    for (int r = 0; r < model.rowCount(); ++r) {
        QStringList cells;
        for (int c = 0; c < model.columnCount(); ++c)
            cells += model.index(r, c).data().toString();
        lines += cells.join(QLatin1Char('|'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

class TestSyncModel : public QObject {
    Q_OBJECT

private slots:
    void showsRowsInWords()
    {
        SyncModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto taken = row("AA", "ACCTA", SyncState::Pushed);
        taken.answer = "taken by demo";
        taken.answers = "demo (2.9.10): taken – jwt updated";
        taken.imports = "no imports";
        model.setRows({taken, row("AB", "ACCTB"), row("AC", "ACCTC", SyncState::Refused),
                       row("AD", "ACCTD", SyncState::NoAnswer)});
        QCOMPARE(dump(model), QString::fromUtf8("ACCTA|pushed|taken by demo|no imports|–\n"
                                                "ACCTB|not pushed|||–\n"
                                                "ACCTC|refused|||–\n"
                                                "ACCTD|no answer|||–"));
        QCOMPARE(model.index(0, SyncModel::AccountColumn).data(Qt::ToolTipRole).toString(), QString("AA"));
        QCOMPARE(model.index(0, SyncModel::AnswerColumn).data(Qt::ToolTipRole).toString(), taken.answers);
        for (int column = 0; column < SyncModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }

    void mergesByKey_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("all new") << QByteArray() << QByteArray("abc");
        QTest::newRow("all gone") << QByteArray("abc") << QByteArray();
        QTest::newRow("first gone") << QByteArray("abc") << QByteArray("bc");
        QTest::newRow("last gone") << QByteArray("abc") << QByteArray("ab");
        QTest::newRow("one between") << QByteArray("ac") << QByteArray("abc");
        QTest::newRow("all others") << QByteArray("ace") << QByteArray("bdf");
    }
    void mergesByKey()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const auto rowsOf = [](const QByteArray& keys) {
            std::vector<SyncRow> rows;
            for (const char key : keys)
                rows.push_back(row(std::string(1, key), QString(QLatin1Char(key))));
            return rows;
        };
        SyncModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rowsOf(before));
        model.setRows(rowsOf(after));
        QCOMPARE(model.rows(), rowsOf(after));
    }

    void keepsWhatDidNotChange()
    {
        SyncModel model;
        model.setRows({row("AA", "ACCTA"), row("AC", "ACCTC")});
        const QPersistentModelIndex kept(model.index(1, 0));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRows({row("AA", "ACCTA"), row("AB", "ACCTB"), row("AC", "ACCTC", SyncState::Pushed)});
        QCOMPARE(kept.row(), 2);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 2);
        QCOMPARE(reset.count(), 0);
    }

    void outcomeNamesWhatIsNotAsItShould_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("imports");
        QTest::addColumn<QString>("outcome");
        const auto as = [](ImportsState state) {
            return static_cast<int>(state);
        };
        QTest::newRow("no imports") << as(ImportsState::NoImports) << "no imports"
                                    << "Pushed 1 account.";
        QTest::newRow("active") << as(ImportsState::AllActive) << "3 of 3 active"
                                << "Pushed 1 account. All imports are active.";
        QTest::newRow("inactive") << as(ImportsState::SomeInactive) << "INFO: not active"
                                  << "Pushed 1 account. Not every import is active: ACCTB (INFO: not active).";
        QTest::newRow("not in use")
            << as(ImportsState::NotInUse) << "not in use yet"
            << "Pushed 1 account. Whether the imports of ACCTB are active shows when a client of "
               "the account is connected.";
        QTest::newRow("not said") << as(ImportsState::NotChecked) << "not checked"
                                  << "Pushed 1 account. The server did not say which imports of ACCTB are active.";
    }
    void outcomeNamesWhatIsNotAsItShould()
    {
        QFETCH(int, state);
        QFETCH(QString, imports);
        auto b = row("AB", "ACCTB", SyncState::Pushed);
        b.importsState = static_cast<ImportsState>(state);
        b.imports = imports;
        PushResult result;
        result.account = "AB";
        result.answers = {{"demo", "2.9.10", true, "jwt updated"}};
        QTEST(pushOutcome({row("AA", "ACCTA"), b}, {result}), "outcome");
    }

    void outcomeTellsRefusals()
    {
        PushResult taken;
        taken.account = "AA";
        taken.answers = {{"demo", "", true, "jwt updated"}};
        PushResult refused;
        refused.account = "AB";
        refused.answers = {{"demo", "", true, "jwt updated"}, {"west", "", false, "claim failed"}};
        QCOMPARE(pushOutcome({row("AA", "ACCTA"), row("AB", "ACCTB")}, {taken, refused}),
                 QString("Pushed 1 account. ACCTB was refused: claim failed."));
    }

    void accountsThatFailTogetherAreToldTogether()
    {
        PushResult a{"AA", {}, Error{ErrorCode::NetTimeout, {}, {}}};
        PushResult b{"AB", {}, Error{ErrorCode::NetTimeout, {}, {}}};
        const auto outcome = pushOutcome({row("AA", "ACCTA"), row("AB", "ACCTB")}, {a, b});
        QVERIFY2(outcome.startsWith("Not pushed: ACCTA, ACCTB. "), qPrintable(outcome));
    }

    void nobodyListeningMeansAnotherResolver()
    {
        const auto text = pushErrorText({ErrorCode::NetNoResponders, {}, {}});
        QVERIFY2(text.contains("memory resolver"), qPrintable(text));
        QVERIFY(text.contains("reload"));
    }
};

QTEST_MAIN(TestSyncModel)
#include "tst_sync_model.moc"
