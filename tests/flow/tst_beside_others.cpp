// SPDX-License-Identifier: Apache-2.0
//
// Other programs, and other windows of this one, write to the same store: it is noticed, and nothing of it is lost.
#include "core/nkeys/key_ring.h"
#include "core/share/signing.h"
#include "core/store/history.h"
#include "core/store/journal.h"
#include "core/store/store_lock.h"
#include "tests/flow/session_steps.h"
#include "ui/bridge/strings.h"

#include <QDir>
#include <QTimer>

using namespace gd;
using namespace gd::test;

namespace {

/// What a person waits for at most; sanitizers make everything several times as slow.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int second = 5000;
#else
constexpr int second = 1000;
#endif

} // namespace

class TestBesideOthers : public QObject {
    Q_OBJECT

private slots:
    void anotherProgramsEditIsNoticed();
    void writesInPlaceAreNoticed_data();
    void writesInPlaceAreNoticed();
    void undoIsRefusedAfterAnOutsideEdit();
    void twoWindowsOnOneStoreKeepBothHistories();
    void aStepThatAnotherWindowFollowedIsNotTakenBack();
    void anotherWindowsRunningStepIsNotTakenForACutOffOne();
    void aSecondOfUnrestIsLongEnough();
};

void TestBesideOthers::anotherProgramsEditIsNoticed()
{
    SampleSession sample;
    QSignalSpy changed(&sample.session, &ui::Session::changedOutside);
    editOutside(sample, "ACCTC");
    QVERIFY(changed.wait(5000));
    QCOMPARE(sample.claims("ACCTC").description, std::string("edited elsewhere"));
}

void TestBesideOthers::writesInPlaceAreNoticed_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("user") << QStringLiteral("accounts/ACCTB/users/acctbusr.jwt");
    QTest::newRow("operator") << QStringLiteral("OP.jwt");
    QTest::newRow("operator's kind") << QStringLiteral(".nsc");
}

void TestBesideOthers::writesInPlaceAreNoticed()
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

void TestBesideOthers::undoIsRefusedAfterAnOutsideEdit()
{
    SampleSession sample;
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
    QSignalSpy changed(&sample.session, &ui::Session::changedOutside);
    editOutside(sample, "ACCTB");
    QVERIFY(changed.wait(5000));
    const auto refused = sample.act([&] { sample.session.undo(); });
    QVERIFY(refused);
    QCOMPARE(refused->code, ErrorCode::StoreChangedOutside);
    QVERIFY(refused->where.ends_with("ACCTB.jwt"));
    QCOMPARE(sample.claims("ACCTB").description, std::string("edited elsewhere"));
    QCOMPARE(sample.claims("ACCTA").exports.size(), 3U);
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QCOMPARE(tokenFiles(sample).size(), 3);
}

void TestBesideOthers::twoWindowsOnOneStoreKeepBothHistories()
{
    SampleSession sample;
    ui::Session second(std::make_shared<DiskArea>(), systemClock());
    QVERIFY(reopen(second, sample)); // both have seen an empty history
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
    QTRY_VERIFY(second.toUndo()); // what one did shows in the other
    QTRY_COMPARE(second.snapshot()->revision, sample.session.snapshot()->revision);

    auto other = sample.orderEvents();
    other.stream = "PAYMENTS";
    other.jsConsumer = "PAYMENTS-C1";
    other.deliverSubject = "deliver.payments";
    const auto planned = planShare(other, *second.snapshot(), second.now());
    QVERIFY(planned);
    QSignalSpy applied(&second, &ui::Session::applied);
    second.apply(*planned);
    QTRY_COMPARE(applied.size(), 1);
    const auto state = sample.session.snapshot()->workspace.state;
    QCOMPARE(History::load(DiskArea(), state / "history").entries().size(), 2U);
}

void TestBesideOthers::aStepThatAnotherWindowFollowedIsNotTakenBack()
{
    SampleSession sample;
    QVERIFY(!sample.apply(orderEventsPlan(sample)));
    // What another window does a moment before, so that nothing was noticed yet.
    DiskArea disk;
    History theirs = History::load(disk, sample.session.snapshot()->workspace.state / "history");
    Transaction step = *theirs.toUndo();
    step.id = "of another window";
    QVERIFY(theirs.add(step, disk));
    const auto refused = sample.act([&] { sample.session.undo(); });
    QVERIFY(refused);
    QCOMPARE(refused->code, ErrorCode::StoreChangedOutside);
    QCOMPARE(sample.claims("ACCTB").imports.size(), 3U);
    QCOMPARE(sample.session.toUndo()->id, std::string("of another window"));
}

void TestBesideOthers::anotherWindowsRunningStepIsNotTakenForACutOffOne()
{
    SampleSession sample;
    const auto world = sample.session.snapshot();
    const auto transaction =
        signPlan(orderEventsPlan(sample), *world, KeyRing(world->workspace.keystore), sample.session.now());
    QVERIFY(transaction);
    ui::Session next(std::make_shared<DiskArea>(), systemClock());
    QSignalSpy found(&next, &ui::Session::leftOverFound), opened(&next, &ui::Session::opened);
    {
        const auto lock = StoreLock::take(world->workspace.state);
        QVERIFY(lock);
        cutOff(sample, *transaction); // half done
        next.open(world->workspace);
        QCoreApplication::processEvents();
        QVERIFY(opened.isEmpty());
        DiskArea disk;
        QVERIFY(recover(*transaction, Recovery::Finish, disk, world->workspace.state / "journal"));
    }
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(found.isEmpty());
    QCOMPARE(next.snapshot()->accountNamed("ACCTB")->claims.imports.size(), 3U);
}

/// Somebody writes all the time: his edits are seen all the same, none later than a second after it was made.
void TestBesideOthers::aSecondOfUnrestIsLongEnough()
{
    SampleSession sample;
    QTimer unrest;
    const auto file = sample.session.snapshot()->workspace.tokens / "other.txt";
    connect(&unrest, &QTimer::timeout, this, [&] {
        QFile written(ui::pathToQt(file));
        if (!written.open(QIODevice::WriteOnly) || !written.remove()) qFatal("not written");
    });
    unrest.start(50); // it is never quiet
    for (int i = 0; i < 3; ++i) {
        const std::string text = "edited " + std::to_string(i);
        editOutside(sample, "ACCTC", [&text](AccountClaims& claims) { claims.description = text; });
        QTRY_COMPARE_WITH_TIMEOUT(sample.claims("ACCTC").description, text, second);
    }
}

QTEST_GUILESS_MAIN(TestBesideOthers)
#include "tst_beside_others.moc"
