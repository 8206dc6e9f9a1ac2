// SPDX-License-Identifier: Apache-2.0
//
// Which server is of which age. What they do with each mistake, tests/flow/tst_live_rules asks them.
#include "core/share/server_rules.h"

#include <QtTest>

using namespace gd;

class TstServerRules : public QObject {
    Q_OBJECT

private slots:
    void serversDiffer_data();
    void serversDiffer();
};

void TstServerRules::serversDiffer_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("isNewer");
    for (const char* older : {"2.9.10", "2.10.29", "2.11.0", "2.11.14", "2.12.0", "2.12.5", "2", "", "dev", "1.4.1"})
        QTest::newRow(older) << QString(older) << false;
    for (const char* newer : {"2.11.15", "2.11.16", "2.12.6", "2.12.6-beta.1", "2.14.0", "2.15.2", "3.0.0"})
        QTest::newRow(newer) << QString(newer) << true;
}

void TstServerRules::serversDiffer()
{
    QFETCH(QString, version);
    QFETCH(bool, isNewer);
    QCOMPARE(serverAge(version.toStdString()) == ServerAge::Newer, isNewer);
    const Finding shared{.severity = Severity::Blocks, .code = FindingCode::LocalNameShared};
    QVERIFY(effectOf(shared, serverAge(version.toStdString())) ==
            (isNewer ? ServerEffect::Works : ServerEffect::LocksOut));
    QVERIFY(locksOutSomewhere(shared)); // so it is never signed, whatever the server is
}

QTEST_APPLESS_MAIN(TstServerRules)
#include "tst_server_rules.moc"
