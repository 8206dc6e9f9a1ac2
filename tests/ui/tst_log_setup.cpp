// SPDX-License-Identifier: Apache-2.0
//
// No seed reaches the log, whatever stands around it; public keys are needed there and stay.
#include "app/log_setup.h"
#include "core/nkeys/seed.h"

#include <QTest>

using namespace gd;

class TestLogSetup : public QObject {
    Q_OBJECT

private slots:
    void seedsVanishAndPublicKeysStay_data()
    {
        QTest::addColumn<KeyKind>("kind");
        QTest::newRow("operator") << KeyKind::Operator;
        QTest::newRow("account") << KeyKind::Account;
        QTest::newRow("user") << KeyKind::User;
        QTest::newRow("server") << KeyKind::Server;
        QTest::newRow("cluster") << KeyKind::Cluster;
        QTest::newRow("curve") << KeyKind::Curve;
    }
    void seedsVanishAndPublicKeysStay()
    {
        QFETCH(KeyKind, kind);
        for (int i = 0; i < 100; ++i) { // one public key in five holds what looks like the beginning of a seed
            const auto made = Seed::create(kind);
            QVERIFY(made);
            const auto secret = made->text();
            QVERIFY(secret);
            const auto seed = QString::fromStdString(std::string(secret->text()));
            const auto key = QString::fromStdString(made->publicKey().text());
            QCOMPARE(redacted(seed), QStringLiteral("S…"));
            QCOMPARE(redacted(key), key);
            QCOMPARE(redacted(QStringLiteral("key %1, seed \"%2\".").arg(key, seed)),
                     QStringLiteral("key %1, seed \"S…\".").arg(key));
            QCOMPARE(redacted(key + u'\n' + seed + u'\n'), key + QStringLiteral("\nS…\n"));
            for (const auto& glued : {QStringLiteral("seed=%1"), QStringLiteral("KEY%1"), QStringLiteral("x%1y")})
                QVERIFY2(!redacted(glued.arg(seed)).contains(seed.mid(4, 12)), qPrintable(glued));
            for (const int length : {22, 40, 56, 57})
                QVERIFY(!redacted(seed.left(length)).contains(seed.mid(4, 12)));
        }
    }

    void ordinaryTextStays()
    {
        for (const auto* text :
             {"", "SUBSCRIBE", "Saved ACCTA.jwt", "$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1"})
            QCOMPARE(redacted(QLatin1String(text)), QLatin1String(text));
    }
};

QTEST_APPLESS_MAIN(TestLogSetup)
#include "tst_log_setup.moc"
