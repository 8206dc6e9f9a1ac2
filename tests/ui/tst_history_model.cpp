// SPDX-License-Identifier: Apache-2.0
#include "ui/history/history_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace gd;
using namespace gd::ui;

namespace {

/// One entry per letter, oldest first; a capital letter is in force.
std::vector<HistoryRow> rowsOf(const QByteArray& letters)
{
    std::vector<HistoryRow> rows;
    for (const char letter : letters) {
        const QChar what = QLatin1Char(letter);
        rows.push_back(
            {what.toLower().toLatin1() == letter ? std::string(1, letter) : std::string(1, what.toLower().toLatin1()),
             QString(what.toLower()), 1'700'000'000, "ACCTA, ACCTB", what.isUpper()});
    }
    return rows;
}

QString dump(const HistoryModel& model)
{
    QString text;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto what = model.index(row, HistoryModel::WhatColumn).data().toString();
        const auto state = model.index(row, HistoryModel::StateColumn).data().toString();
        text += state == "in force" ? what.toUpper() : state == "taken back" ? what : QString("?");
    }
    return text;
}

} // namespace

class TestHistoryModel : public QObject {
    Q_OBJECT

private slots:
    void followsTheHistory_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("shown");
        QTest::newRow("empty") << QByteArray() << QByteArray() << "";
        QTest::newRow("first entry") << QByteArray() << QByteArray("A") << "A";
        QTest::newRow("one more is on top") << QByteArray("AB") << QByteArray("ABC") << "CBA";
        QTest::newRow("taken back") << QByteArray("ABC") << QByteArray("ABc") << "cBA";
        QTest::newRow("all taken back") << QByteArray("ABC") << QByteArray("abc") << "cba";
        QTest::newRow("done again") << QByteArray("Abc") << QByteArray("ABc") << "cBA";
        QTest::newRow("new branch") << QByteArray("Abc") << QByteArray("AD") << "DA";
        QTest::newRow("other workspace") << QByteArray("ABC") << QByteArray("XY") << "YX";
        QTest::newRow("closed") << QByteArray("ABC") << QByteArray() << "";
    }
    void followsTheHistory()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        HistoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(rowsOf(before));
        model.setRows(rowsOf(after));
        QTEST(dump(model), "shown");
    }

    void keepsEntriesInPlace()
    {
        HistoryModel model;
        model.setRows(rowsOf("AB"));
        const QPersistentModelIndex oldest(model.index(1, 0));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows(rowsOf("ABC"));
        QCOMPARE(oldest.row(), 2);
        QCOMPARE(model.entryOf(oldest), std::size_t{0});
        QCOMPARE(changed.count(), 0);
        model.setRows(rowsOf("ABc"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 0);
    }

    void saysWhenAndWhom()
    {
        HistoryModel model;
        model.setRows(rowsOf("A"));
        QVERIFY(model.index(0, HistoryModel::WhenColumn).data().toString().contains("2023"));
        QCOMPARE(model.index(0, HistoryModel::AccountsColumn).data().toString(), QString("ACCTA, ACCTB"));
        QCOMPARE(model.index(0, 0).data(HistoryModel::IdRole).toString(), QString("a"));
    }
};

QTEST_MAIN(TestHistoryModel)
#include "tst_history_model.moc"
