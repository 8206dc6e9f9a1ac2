// SPDX-License-Identifier: Apache-2.0
//
// What a recipient makes of a box; how boxes look is in the vectors of nkeys.json.
#include "core/nkeys/curve_box.h"

#include <QtTest>

#include <algorithm>
#include <vector>

using namespace gd;

class TestCurveBox : public QObject {
    Q_OBJECT

private slots:
    void curveBoxesOpenForTheRecipientOnly()
    {
        const auto sender = Seed::create(KeyKind::Curve);
        const auto recipient = Seed::create(KeyKind::Curve);
        const auto stranger = Seed::create(KeyKind::Curve);
        const auto account = Seed::create(KeyKind::Account);
        QVERIFY(sender && recipient && stranger && account);
        const std::vector<std::uint8_t> plain{'b', 'o', 'x'};
        auto box = sealCurveBox(*sender, recipient->publicKey(), newCurveNonce(), plain);
        QVERIFY(box.has_value());
        const auto opened = openCurveBox(*recipient, sender->publicKey(), *box);
        QVERIFY(opened.has_value());
        QVERIFY(std::ranges::equal(*opened, plain));

        QCOMPARE(openCurveBox(*stranger, sender->publicKey(), *box).error().code, ErrorCode::KeyChecksum);
        box->back() ^= 1;
        QCOMPARE(openCurveBox(*recipient, sender->publicKey(), *box).error().code, ErrorCode::KeyChecksum);
        box->resize(20);
        QCOMPARE(openCurveBox(*recipient, sender->publicKey(), *box).error().code, ErrorCode::KeyChecksum);
        QCOMPARE(sealCurveBox(*account, recipient->publicKey(), newCurveNonce(), plain).error().code,
                 ErrorCode::KeyWrongKind);
    }
};

QTEST_APPLESS_MAIN(TestCurveBox)
#include "tst_curve_box.moc"
