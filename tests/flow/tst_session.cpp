// SPDX-License-Identifier: Apache-2.0
//
// A wish becomes files, is taken back, is done again; and what breaks in between is told.
#include "core/nkeys/key_ring.h"
#include "core/nkeys/seed.h"
#include "core/share/signing.h"
#include "core/store/journal.h"
#include "tests/flow/session_steps.h"
#include "ui/bridge/strings.h"

#include <QFileInfo>

#include <sys/stat.h>

using namespace gd;
using namespace gd::test;

/// A disk on which writing below one name fails from a given write on.
class FailingDisk final : public FileArea {
public:
    std::string below{}; ///< part of the paths that fail
    int worksFor = 0;    ///< so many such writes succeed first

    Result<std::optional<std::string>> read(const std::filesystem::path& file) const override
    {
        return m_disk.read(file);
    }
    Status replace(const std::filesystem::path& file, std::string_view content) override
    {
        return fails(file) ? Status(Error{ErrorCode::FileUnwritable, file.string()}) : m_disk.replace(file, content);
    }
    Status remove(const std::filesystem::path& file) override
    {
        return fails(file) ? Status(Error{ErrorCode::FileUnwritable, file.string()}) : m_disk.remove(file);
    }

private:
    bool fails(const std::filesystem::path& file)
    {
        return !below.empty() && file.string().find(below) != std::string::npos && worksFor-- <= 0;
    }

    DiskArea m_disk{};
};

class TestSession : public QObject {
    Q_OBJECT

private slots:
    void sharesAndTakesBackAndSharesAgain();
    void undoRestoresMeaningWithLaterIssueTimes();
    void historySurvivesARestart();
    void aStepWhoseRecordStaysIsDone();
    void anOutdatedPlanIsRefused();
    void openingNothingSaysSo();
    void twoStepsOnTheSameAccountsAreTakenBackAndDoneAgain();
    void aStoreThatIsGoneIsReported();
    void stepsAskedForAtOnceAreDoneOneAfterTheOther();
    void aStepThatTheHistoryCannotKeepIsDoneAllTheSame();
    void aCutOffStepIsFinishedOrTakenBack_data();
    void aCutOffStepIsFinishedOrTakenBack();
    void aCutOffUndoIsFinishedAsAnUndo();
    void aFailedWriteThatCannotBeTakenBackAsks();
    void aDamagedJournalIsPutAside();
    void contactsBesideSteps();
    void aContactThatCannotBeWrittenIsRefused();
};

void TestSession::sharesAndTakesBackAndSharesAgain()
{
    SampleSession sample;
    QVERIFY(sample.isOpen);
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
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
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
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

void TestSession::historySurvivesARestart()
{
    SampleSession sample;
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
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

/// A crash, or a broken disk, between the history and the end of the record.
void TestSession::aStepWhoseRecordStaysIsDone()
{
    SampleSession sample;
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
    DiskArea disk;
    const auto journal = sample.session.snapshot()->workspace.state / "journal";
    QVERIFY(Journal(disk, journal).begin(*sample.session.toUndo()));
    ui::Session next(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy found(&next, &ui::Session::leftOverFound);
    QVERIFY(reopen(next, sample));
    QVERIFY(found.isEmpty());
    QVERIFY(!std::filesystem::exists(Journal::fileIn(journal)));
    QCOMPARE(next.history().entries().size(), 1U);
}

void TestSession::anOutdatedPlanIsRefused()
{
    SampleSession sample;
    const auto old = orderEventsPlan(sample);
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

void TestSession::twoStepsOnTheSameAccountsAreTakenBackAndDoneAgain()
{
    SampleSession sample;
    const auto empty = withoutTimes(sample.claims("ACCTB"));
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
    const auto afterOne = withoutTimes(sample.claims("ACCTB"));
    auto second = sample.orderEvents();
    second.stream = "PAYMENTS";
    second.jsConsumer = "PAYMENTS-C1";
    second.deliverSubject = "deliver.payments";
    const auto planned = planShare(second, *sample.session.snapshot(), sample.session.now());
    QVERIFY(planned && !sample.apply(*planned));
    const auto afterTwo = withoutTimes(sample.claims("ACCTB"));
    QCOMPARE(afterTwo.imports.size(), 6U);

    // Each step back signs the accounts anew; the step before must still be recognised in them.
    for (int round = 0; round < 2; ++round) {
        QVERIFY(!sample.act([&] { sample.session.undo(); }));
        QCOMPARE(withoutTimes(sample.claims("ACCTB")), afterOne);
        QVERIFY(!sample.act([&] { sample.session.undo(); }));
        QCOMPARE(withoutTimes(sample.claims("ACCTB")), empty);
        QVERIFY(!sample.act([&] { sample.session.redo(); }));
        QCOMPARE(withoutTimes(sample.claims("ACCTB")), afterOne);
        QVERIFY(!sample.act([&] { sample.session.redo(); }));
        QCOMPARE(withoutTimes(sample.claims("ACCTB")), afterTwo);
    }
    QVERIFY(sample.session.snapshot()->findings.empty());
}

void TestSession::aStoreThatIsGoneIsReported()
{
    SampleSession sample;
    QSignalSpy lost(&sample.session, &ui::Session::storeLost);
    QVERIFY(QDir(ui::pathToQt(sample.session.snapshot()->workspace.storeRoot)).removeRecursively());
    sample.session.lookAgain();
    QTRY_VERIFY(!lost.isEmpty());
    QCOMPARE(sample.session.snapshot()->accounts.size(), 4U);
}

void TestSession::stepsAskedForAtOnceAreDoneOneAfterTheOther()
{
    SampleSession sample;
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
    QSignalSpy applied(&sample.session, &ui::Session::applied);
    sample.session.undo();
    sample.session.redo();
    sample.session.undo();
    QTRY_COMPARE_WITH_TIMEOUT(applied.size(), 3, 10000);
    QVERIFY(sample.claims("ACCTB").imports.empty());
    QVERIFY(sample.session.toRedo());
    QVERIFY(!sample.session.toUndo());
}

void TestSession::aStepThatTheHistoryCannotKeepIsDoneAllTheSame()
{
    const auto disk = std::make_shared<FailingDisk>();
    SampleSession sample(disk);
    disk->below = "/state/history/";
    QSignalSpy notKept(&sample.session, &ui::Session::historyNotKept);
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QTRY_COMPARE(notKept.size(), 1);
}

void TestSession::aCutOffStepIsFinishedOrTakenBack_data()
{
    QTest::addColumn<bool>("finish");
    QTest::newRow("finished") << true;
    QTest::newRow("taken back") << false;
}

void TestSession::aCutOffStepIsFinishedOrTakenBack()
{
    QFETCH(bool, finish);
    SampleSession sample;
    const auto world = sample.session.snapshot();
    const auto transaction =
        signPlan(orderEventsPlan(sample), *world, KeyRing(world->workspace.keystore), sample.session.now());
    QVERIFY(transaction);
    cutOff(sample, *transaction);
    ui::Session next(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy found(&next, &ui::Session::leftOverFound);
    QVERIFY(reopen(next, sample));
    QTRY_COMPARE(found.size(), 1);
    QSignalSpy applied(&next, &ui::Session::applied);
    next.recover(finish ? Recovery::Finish : Recovery::TakeBack);
    QVERIFY(applied.wait(5000));
    QCOMPARE(next.snapshot()->accountNamed("ACCTB")->claims.imports.size(), finish ? 3U : 0U);
    QCOMPARE(next.snapshot()->accountNamed("ACCTA")->claims.exports.size(), finish ? 3U : 0U);
    QCOMPARE(next.toUndo() != nullptr, finish);
}

void TestSession::aCutOffUndoIsFinishedAsAnUndo()
{
    SampleSession sample;
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
    const auto world = sample.session.snapshot();
    const auto inverse =
        signInverse(*sample.session.toUndo(), *world, KeyRing(world->workspace.keystore), sample.session.now());
    QVERIFY(inverse);
    cutOff(sample, *inverse);
    ui::Session next(std::make_shared<DiskArea>(), systemClock());
    QVERIFY(reopen(next, sample));
    QSignalSpy applied(&next, &ui::Session::applied);
    next.recover(Recovery::Finish);
    QVERIFY(applied.wait(5000));
    QVERIFY(next.snapshot()->accountNamed("ACCTB")->claims.imports.empty());
    QVERIFY(!next.toUndo());
    QVERIFY(next.toRedo());
    next.redo();
    QVERIFY(applied.wait(5000));
    QCOMPARE(next.snapshot()->accountNamed("ACCTB")->claims.imports.size(), 3U);
}

void TestSession::aFailedWriteThatCannotBeTakenBackAsks()
{
    const auto disk = std::make_shared<FailingDisk>();
    SampleSession sample(disk);
    disk->below = "/accounts/";
    disk->worksFor = 1; // the first account is written, the second is not, and the first cannot be restored
    QSignalSpy found(&sample.session, &ui::Session::leftOverFound);
    QVERIFY(sample.apply(orderEventsPlan(sample)));
    QTRY_COMPARE(found.size(), 1);
    disk->below.clear();
    QVERIFY(!sample.act([&] { sample.session.recover(Recovery::TakeBack); }));
    QVERIFY(sample.claims("ACCTA").exports.empty());
    QVERIFY(sample.claims("ACCTB").imports.empty());
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
}

void TestSession::aDamagedJournalIsPutAside()
{
    SampleSession sample;
    const auto folder = sample.session.snapshot()->workspace.state / "journal";
    QVERIFY(DiskArea{}.replace(Journal::fileIn(folder), "no journal"));
    ui::Session next(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy aside(&next, &ui::Session::journalPutAside);
    QVERIFY(reopen(next, sample));
    QTRY_COMPARE(aside.size(), 1);
    QVERIFY(std::filesystem::exists(folder / "set-aside.json"));
}

void TestSession::contactsBesideSteps()
{
    SampleSession sample;
    QVERIFY(sample.isOpen);
    auto& session = sample.session;
    QSignalSpy contacts(&session, &ui::Session::contactsChanged), done(&session, &ui::Session::contactChanged);
    const Contact acme{Seed::create(KeyKind::Account)->publicKey().text(), "Acme", "of the north"};
    const auto plan = orderEventsPlan(sample);
    const ContactChange change{{}, acme};
    // Asked for at once: each is done, and neither is lost in the world that the other brings.
    QVERIFY(!sample.act([&] {
        session.apply(plan);
        session.changeContact(change);
    }));
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(done.first().first().value<ContactChange>(), change);
    QVERIFY(session.contacts() == Contacts{acme});
    QCOMPARE(sample.claims("ACCTA").exports.size(), std::size_t{3});
    QCOMPARE(contacts.count(), 1);
    // It is no step: what is taken back is the share.
    QVERIFY(!sample.act([&] { session.undo(); }));
    QVERIFY(sample.claims("ACCTA").exports.empty());
    QVERIFY(session.contacts() == Contacts{acme});
    QCOMPARE(contacts.count(), 1);
    session.changeContact(change.inverse());
    QTRY_COMPARE(done.count(), 2);
    QVERIFY(session.contacts().empty());
    QCOMPARE(contacts.count(), 2);
}

void TestSession::aContactThatCannotBeWrittenIsRefused()
{
    auto disk = std::make_shared<FailingDisk>();
    SampleSession sample(disk);
    QVERIFY(sample.isOpen);
    auto& session = sample.session;
    QSignalSpy refused(&session, &ui::Session::contactRefused), contacts(&session, &ui::Session::contactsChanged);
    const Contact acme{Seed::create(KeyKind::Account)->publicKey().text(), "Acme", {}};
    disk->below = "contacts.json";
    session.changeContact({{}, acme});
    QTRY_COMPARE(refused.count(), 1);
    QCOMPARE(refused.first().at(1).value<Error>().code, ErrorCode::FileUnwritable);
    // What is damaged is not overwritten where it cannot be kept.
    disk->below = "set-aside";
    const auto file = contactsFile(session.snapshot()->workspace.state);
    QVERIFY(DiskArea().replace(file, "{ damaged"));
    session.changeContact({{}, acme});
    QTRY_COMPARE(refused.count(), 2);
    QCOMPARE(**disk->read(file), std::string("{ damaged"));
    QSignalSpy aside(&session, &ui::Session::contactsSetAside);
    disk->below.clear();
    session.changeContact({{}, acme});
    QTRY_COMPARE(aside.count(), 1);
    QVERIFY(session.contacts() == Contacts{acme});
    QCOMPARE(contacts.count(), 1);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
