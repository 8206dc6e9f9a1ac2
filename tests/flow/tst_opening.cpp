// SPDX-License-Identifier: Apache-2.0
//
// Opening a workspace: how far it is, giving it up, and what is remembered of tokens from one start to the next.
#include "core/store/store_lock.h"
#include "tests/flow/sample_session.h"

#include <QFile>

#include <algorithm>

using namespace gd;
using namespace gd::test;
using gd::ui::Session;

namespace {

/// A session that opens a workspace and has been answered.
class Reopened {
public:
    explicit Reopened(const Workspace& workspace) : session(std::make_shared<DiskArea>(), systemClock())
    {
        QSignalSpy opened(&session, &Session::opened);
        session.open(workspace);
        isOpen = opened.wait(10000);
    }

    Session session;
    bool isOpen = false;
};

SharePlan planOf(const SampleSession& sample)
{
    const auto plan = planShare(sample.orderEvents(), *sample.session.snapshot(), sample.session.now());
    if (!plan) qFatal("no plan");
    return *plan;
}

} // namespace

class TestOpening : public QObject {
    Q_OBJECT

private slots:
    void tellsHowFarItIs();
    void isGivenUp();
    void theWorkspaceBeforeStaysOpen();
    void issuedTokensAreRemembered();
    void aLostLedgerIsMadeAgain();
    void aDamagedLedgerIsPutAside();
    void whatWasTakenBackIsStillKnown();
};

void TestOpening::tellsHowFarItIs()
{
    const SampleSession sample;
    QVERIFY(sample.isOpen);
    const auto& workspace = sample.session.snapshot()->workspace;
    Session session(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy progressed(&session, &Session::openingProgressed);
    QSignalSpy opened(&session, &Session::opened);
    {
        std::filesystem::create_directories(workspace.state);
        const auto lock = StoreLock::take(workspace.state); // opening waits for it
        QVERIFY(lock.has_value());
        session.open(workspace);
        QTRY_VERIFY(progressed.count() >= 2);
        QVERIFY(opened.isEmpty());
    }
    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(!progressed.wait(250)); // two and a half times the interval
}

void TestOpening::isGivenUp()
{
    const SampleSession sample;
    const auto& workspace = sample.session.snapshot()->workspace;
    Session session(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy failed(&session, &Session::openFailed);
    {
        std::filesystem::create_directories(workspace.state);
        const auto lock = StoreLock::take(workspace.state);
        QVERIFY(lock.has_value());
        session.open(workspace);
        session.cancelOpening();
    }
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].value<Error>().code == ErrorCode::Cancelled);
    QVERIFY(!session.isOpen());

    QSignalSpy opened(&session, &Session::opened);
    session.open(workspace); // what was given up can be begun again
    QTRY_COMPARE(opened.count(), 1);
}

void TestOpening::theWorkspaceBeforeStaysOpen()
{
    SampleSession sample;
    auto& session = sample.session;
    const auto before = session.snapshot();
    QSignalSpy failed(&session, &Session::openFailed);
    {
        std::filesystem::create_directories(before->workspace.state);
        const auto lock = StoreLock::take(before->workspace.state);
        session.open(before->workspace);
        session.cancelOpening();
    }
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(session.isOpen());
    QVERIFY(session.snapshot() == before);
}

void TestOpening::issuedTokensAreRemembered()
{
    SampleSession sample;
    QVERIFY(sample.session.ledger().entries().empty());
    QVERIFY(!sample.apply(planOf(sample)));
    const auto ledger = sample.session.ledger();
    QCOMPARE(ledger.entries().size(), std::size_t{3});
    QCOMPARE(ledger.entries()[0].target, sample.key("ACCTB"));

    const Reopened again(sample.session.snapshot()->workspace);
    QVERIFY(again.isOpen);
    QVERIFY(again.session.ledger() == ledger);
}

void TestOpening::aLostLedgerIsMadeAgain()
{
    SampleSession sample;
    QVERIFY(!sample.apply(planOf(sample)));
    const auto& workspace = sample.session.snapshot()->workspace;
    QVERIFY(std::filesystem::remove(workspace.state / "ledger.json")); // as after a crash before it was written
    const Reopened again(workspace);
    QVERIFY(again.session.ledger() == sample.session.ledger());
    QVERIFY(std::filesystem::exists(workspace.state / "ledger.json"));
}

void TestOpening::aDamagedLedgerIsPutAside()
{
    SampleSession sample;
    QVERIFY(!sample.apply(planOf(sample)));
    const auto& workspace = sample.session.snapshot()->workspace;
    QFile file(QString::fromStdString((workspace.state / "ledger.json").string()));
    QVERIFY(file.open(QFile::WriteOnly));
    QCOMPARE(file.write("half of a led"), 13);
    file.close();

    Session session(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy aside(&session, &Session::ledgerPutAside);
    session.open(workspace);
    QTRY_COMPARE(aside.count(), 1);
    QVERIFY(aside[0][0].value<Error>().code == ErrorCode::LedgerUnreadable);
    QVERIFY(session.ledger() == sample.session.ledger());
    QFile kept(QString::fromStdString((workspace.state / "ledger-set-aside.json").string()));
    QVERIFY(kept.open(QFile::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("half of a led"));
    const Reopened again(workspace);
    QVERIFY(again.session.ledger() == session.ledger());
}

void TestOpening::whatWasTakenBackIsStillKnown()
{
    SampleSession sample;
    QVERIFY(!sample.apply(planOf(sample)));
    QVERIFY(!sample.act([&] { sample.session.undo(); }));
    QCOMPARE(sample.session.ledger().entries().size(), std::size_t{3});
    const auto known = knownTokens(sample.session.ledger(), *sample.session.snapshot());
    QVERIFY(std::ranges::all_of(known, [](const KnownToken& token) { return token.imports.empty(); }));
}

QTEST_GUILESS_MAIN(TestOpening)
#include "tst_opening.moc"
