// SPDX-License-Identifier: Apache-2.0
//
// A wish becomes files, is taken back, is done again; and what other programs do meanwhile is noticed.
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/share/signing.h"
#include "tests/flow/sample_session.h"
#include "ui/bridge/strings.h"

#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>

using namespace gd;
using namespace gd::test;

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void sharesAndTakesBackAndSharesAgain();
    void undoRestoresMeaningWithLaterIssueTimes();
    void anotherProgramsEditIsNoticed();
    void writesInPlaceAreNoticed_data();
    void writesInPlaceAreNoticed();
    void undoIsRefusedAfterAnOutsideEdit();
    void historySurvivesARestart();
    void anOutdatedPlanIsRefused();
    void openingNothingSaysSo();

private:
    static QStringList tokenFiles(const SampleSession& sample)
    {
        return QDir(ui::pathToQt(sample.session.snapshot()->workspace.tokens))
            .entryList({QStringLiteral("*.tok")}, QDir::Files, QDir::Name);
    }
    static SharePlan plan(const SampleSession& sample)
    {
        auto planned = planShare(sample.orderEvents(), *sample.session.snapshot(), sample.session.now());
        return planned ? *planned : SharePlan{};
    }
    /// Adds a description to an account as another program would: decode, edit, sign, write.
    static void editOutside(const SampleSession& sample, const char* name)
    {
        const auto& world = *sample.session.snapshot();
        const auto* account = world.accountNamed(name);
        auto claims = account->claims;
        claims.description = "edited elsewhere";
        const KeyRing keys(world.workspace.keystore);
        const auto signer = accountSigner(*account, world, keys);
        QVERIFY(signer);
        const auto token = encodeToken(claims, *signer, claims.header.issuedAt + 5, keys);
        QVERIFY(token);
        QFile file(ui::pathToQt(account->file));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(token->data(), static_cast<qint64>(token->size()));
    }
};

void TestSession::sharesAndTakesBackAndSharesAgain()
{
    SampleSession sample;
    QVERIFY(sample.isOpen);
    QVERIFY(!sample.apply(plan(sample)));
    const QStringList three{QStringLiteral("ORDEREVENTS-GRANT-ACK-ACCTB.tok"),
                            QStringLiteral("ORDEREVENTS-GRANT-DELIVER-ACCTB.tok"),
                            QStringLiteral("ORDEREVENTS-GRANT-INFO-ACCTB.tok")};
    QCOMPARE(tokenFiles(sample), three);
    for (const auto& name : three) {
        const QFileInfo file(ui::pathToQt(sample.session.snapshot()->workspace.tokens / name.toStdString()));
        struct stat facts {};
        QCOMPARE(stat(qPrintable(file.filePath()), &facts), 0);
        QCOMPARE(facts.st_mode & 0777, 0600U);
    }
    QCOMPARE(sample.claims("ACCTA").exports.size(), 3U);
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QCOMPARE(sample.session.snapshot()->shares.size(), 1U);
    QCOMPARE(sample.session.snapshot()->shares.front().state, GrantState::Active);

    QVERIFY(!sample.act([&] { sample.session.undo(); }));
    QVERIFY(sample.claims("ACCTA").exports.empty());
    QVERIFY(sample.claims("ACCTB").imports.empty());
    QVERIFY(tokenFiles(sample).isEmpty());

    QVERIFY(!sample.act([&] { sample.session.redo(); }));
    QCOMPARE(sample.claims("ACCTA").exports.size(), 3U);
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QCOMPARE(tokenFiles(sample), three);
    QVERIFY(sample.session.snapshot()->findings.empty());
}

void TestSession::undoRestoresMeaningWithLaterIssueTimes()
{
    SampleSession sample;
    const auto before = sample.claims("ACCTB");
    QVERIFY(!sample.apply(plan(sample)));
    const auto shared = sample.claims("ACCTB");
    QVERIFY(shared.header.issuedAt > before.header.issuedAt);
    QVERIFY(!sample.act([&] { sample.session.undo(); }));
    const auto back = sample.claims("ACCTB");
    QVERIFY(back.header.issuedAt > shared.header.issuedAt);
    QCOMPARE(withoutTimes(back), withoutTimes(before));
    QVERIFY(!sample.act([&] { sample.session.redo(); }));
    QVERIFY(sample.claims("ACCTB").header.issuedAt > back.header.issuedAt);
    QCOMPARE(withoutTimes(sample.claims("ACCTB")), withoutTimes(shared));
}

void TestSession::anotherProgramsEditIsNoticed()
{
    SampleSession sample;
    QSignalSpy changed(&sample.session, &ui::Session::changedOutside);
    editOutside(sample, "ACCTC");
    QVERIFY(changed.wait(5000));
    QCOMPARE(sample.claims("ACCTC").description, std::string("edited elsewhere"));
}

void TestSession::writesInPlaceAreNoticed_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("user") << QStringLiteral("accounts/ACCTB/users/acctbusr.jwt");
    QTest::newRow("operator") << QStringLiteral("OP.jwt");
    QTest::newRow("operator's kind") << QStringLiteral(".nsc");
}

void TestSession::writesInPlaceAreNoticed()
{
    QFETCH(QString, file);
    SampleSession sample;
    QSignalSpy changed(&sample.session, &ui::Session::changedOutside);
    const auto& workspace = sample.session.snapshot()->workspace;
    QFile written(QDir(ui::pathToQt(workspace.storeRoot / workspace.operatorName)).filePath(file));
    QVERIFY(written.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::ExistingOnly));
    written.write("\n"); // the folder does not see this, and the meaning stays the same
    written.close();
    QVERIFY(changed.wait(5000));
}

void TestSession::undoIsRefusedAfterAnOutsideEdit()
{
    SampleSession sample;
    QVERIFY(!sample.apply(plan(sample)));
    QSignalSpy changed(&sample.session, &ui::Session::changedOutside);
    editOutside(sample, "ACCTB");
    QVERIFY(changed.wait(5000));
    const auto refused = sample.act([&] { sample.session.undo(); });
    QVERIFY(refused);
    QCOMPARE(refused->code, ErrorCode::StoreChangedOutside);
    QCOMPARE(sample.claims("ACCTA").exports.size(), 3U);
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QCOMPARE(tokenFiles(sample).size(), 3);
}

void TestSession::historySurvivesARestart()
{
    SampleSession sample;
    QVERIFY(!sample.apply(plan(sample)));
    ui::Session second(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy opened(&second, &ui::Session::opened);
    second.open(sample.session.snapshot()->workspace);
    QVERIFY(opened.wait(5000));
    QVERIFY(second.toUndo());
    QCOMPARE(second.toUndo()->changes, sample.session.toUndo()->changes);
    QSignalSpy applied(&second, &ui::Session::applied);
    second.undo();
    QVERIFY(applied.wait(5000));
    QVERIFY(second.snapshot()->accountNamed("ACCTB")->claims.imports.empty());
}

void TestSession::anOutdatedPlanIsRefused()
{
    SampleSession sample;
    const auto old = plan(sample);
    QVERIFY(!sample.apply(old));
    const auto refused = sample.apply(old);
    QVERIFY(refused);
    QCOMPARE(refused->code, ErrorCode::PlanOutdated);
    QCOMPARE(sample.session.history().entries().size(), 1U);
}

void TestSession::openingNothingSaysSo()
{
    QTemporaryDir empty;
    ui::Session session(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy failed(&session, &ui::Session::openFailed);
    session.open(Workspace{ui::pathFromQt(empty.path()),
                           ui::pathFromQt(empty.path()),
                           ui::pathFromQt(empty.path()),
                           ui::pathFromQt(empty.path()),
                           {}});
    QVERIFY(failed.wait(5000));
    QVERIFY(!session.isOpen());
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
