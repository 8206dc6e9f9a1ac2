// SPDX-License-Identifier: Apache-2.0
//
// The import wizard as a person works it: files, pasted text, drops and public exports become one plan.
#include "core/jwt/creds_file.h"
#include "tests/flow/sample_session.h"
#include "tests/support/driver.h"
#include "tests/ui/page_checks.h"
#include "ui/bridge/strings.h"
#include "ui/wizards/import_wizard.h"

#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

class TestImportWizard : public QObject {
    Q_OBJECT

private slots:
    /// ACCTA has shared with ACCTB and written three token files; nothing is imported yet.
    void init()
    {
        m_sample = std::make_unique<SampleSession>();
        QVERIFY(m_sample->isOpen);
        const auto plan = planShare(m_sample->orderEvents(false), world(), m_sample->session.now());
        QVERIFY(plan);
        QVERIFY(!m_sample->apply(*plan));
        QCOMPARE(world().tokenFiles.size(), std::size_t(3));
    }

    void tokensBecomeThePlan()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), {});
        QSignalSpy agreed(&wizard, &ImportWizard::planAgreed);
        Driver user(wizard);
        const QString items = user.read("items");
        QCOMPARE(items.count("[x]"), 3);
        QVERIFY(items.contains("ORDEREVENTS-C1: ACK"));
        QVERIFY(items.contains("ACCTA.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1"));
        QVERIFY(user.next());
        QCOMPARE(user.read("sentences").count("ACCTB imports"), 3);
        user.press(Qt::Key_Return);
        QCOMPARE(agreed.size(), 1);
        QCOMPARE(agreed.first().first().value<SharePlan>(), planOf(draftFor("ACCTB")));
    }

    void editsReachThePlan()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), {});
        QSignalSpy agreed(&wizard, &ImportWizard::planAgreed);
        Driver user(wizard);
        QVERIFY(user.editCell("items", "deliver.", "Subject in ACCTB", "orders.here"));
        QVERIFY(user.read("verdict").contains("orders.here")); // the example of the mapping
        QVERIFY(user.type("prefix", "UPSTREAM"));
        QVERIFY(user.read("items").contains("UPSTREAM.API.CONSUMER.INFO"));
        QVERIFY(user.editCell("items", "deliver.", "Name", "my orders"));
        QVERIFY(user.next());
        QVERIFY(user.read("sentences").contains("as orders.here"));
        QVERIFY(user.back());
        QCOMPARE(user.read("prefix"), QStringLiteral("UPSTREAM"));
        QVERIFY(user.read("items").contains("my orders"));
        QVERIFY(user.next());
        QVERIFY(user.click("apply"));
        const auto plan = agreed.first().first().value<SharePlan>();
        const auto isEdited = [](const Change& change) {
            const auto* import = std::get_if<AddImport>(&change);
            return import && import->value.localSubject == "orders.here" && import->value.name == "my orders";
        };
        QCOMPARE(std::count_if(plan.changes.begin(), plan.changes.end(), isEdited), 1);
    }

    void rowsCanBeLeftOut()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), {});
        Driver user(wizard);
        QVERIFY(user.checkRow("items", "CONSUMER.INFO", false));
        QVERIFY(user.goToRow("items", "deliver."));
        QVERIFY(user.click("removeRow"));
        QCOMPARE(user.read("items").count('\n'), 1);
        QVERIFY(user.next());
        QCOMPARE(user.read("sentences").count("ACCTB imports"), 1);
    }

    void tokenOfAnotherAccountSaysWhoseItIs()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTC"), {});
        Driver user(wizard);
        QVERIFY(user.read("items").contains("other account"));
        QCOMPARE(user.read("items").count("[x]"), 0);
        QVERIFY(user.read("verdict").contains("ACCTB"));
        QVERIFY(user.next());
        QVERIFY(!user.isShown("sentences"));
        QVERIFY(!user.read("problem").isEmpty());
        QCOMPARE(user.read("switchAccount").remove(u'&'), QStringLiteral("Switch to ACCTB"));
        QVERIFY(user.click("switchAccount"));
        QCOMPARE(user.read("account"), QStringLiteral("ACCTB"));
        QCOMPARE(user.read("items").count("[x]"), 3);
        QVERIFY(!user.isShown("switchAccount"));
        QVERIFY(user.next());
        QVERIFY(user.isShown("sentences"));
    }

    void accountIsGuessedFromTheToken()
    {
        AcceptDraft draft = draftFor("ACCTB");
        draft.account.clear();
        ImportWizard wizard(m_sample->session, draft, {});
        QCOMPARE(Driver(wizard).read("account"), QStringLiteral("ACCTB"));
    }

    void pastedTokens()
    {
        AcceptDraft draft;
        draft.account = m_sample->key("ACCTB");
        ImportWizard wizard(m_sample->session, draft, {});
        Driver user(wizard);
        const std::string token = world().tokenFiles.front().token;
        QGuiApplication::clipboard()->setText("Here it is:\n" + toQt(*decorateToken(token)));
        QVERIFY(user.click("paste"));
        QVERIFY(user.click("paste")); // the same again is no second row
        QCOMPARE(user.read("items").count("[x]"), 1);
        QGuiApplication::clipboard()->setText("no token");
        QVERIFY(user.click("paste"));
        QCOMPARE(user.read("items").count("[x]"), 1);
        QVERIFY(user.read("refused").contains("No token"));
    }

    void droppedFilesAndText()
    {
        AcceptDraft draft;
        draft.account = m_sample->key("ACCTB");
        ImportWizard wizard(m_sample->session, draft, {});
        Driver user(wizard);
        QMimeData files;
        QList<QUrl> urls{QUrl::fromLocalFile(m_sample->folder.path())}; // a folder among them
        for (const auto& file : world().tokenFiles) {
            urls << QUrl::fromLocalFile(pathToQt(file.file));
        }
        files.setUrls(urls);
        drop(wizard, files);
        QTRY_COMPARE(user.read("items").count("[x]"), 3);
        QVERIFY(user.read("refused").contains("folder"));

        ImportWizard second(m_sample->session, draft, {});
        Driver other(second);
        QMimeData text;
        text.setText(toQt(world().tokenFiles.front().token));
        drop(second, text);
        QTRY_COMPARE(other.read("items").count("[x]"), 1);
    }

    void filesByDialog()
    {
        AcceptDraft draft;
        draft.account = m_sample->key("ACCTB");
        ImportWizard wizard(m_sample->session, draft, {});
        Driver user(wizard);
        QVERIFY(user.click("addFiles"));
        auto* dialog = wizard.findChild<QFileDialog*>("tokenFilesDialog");
        QVERIFY(dialog);
        emit dialog->filesSelected({pathToQt(world().tokenFiles.front().file)});
        dialog->close();
        QTRY_COMPARE(user.read("items").count("[x]"), 1);
    }

    void publicExportNeedsNoToken()
    {
        ShareDraft open = m_sample->orderEvents(false);
        open.stream = "NEWS";
        open.jsConsumer = "NEWS-C1";
        open.deliverSubject = "deliver.news";
        open.isPrivate = false;
        open.consumers.front().importNow = true;
        open.consumers.front().account = m_sample->key("ACCTC");
        QVERIFY(!m_sample->apply(*planShare(open, world(), m_sample->session.now())));

        AcceptDraft draft;
        draft.account = m_sample->key("ACCTB");
        ImportWizard wizard(m_sample->session, draft, {});
        Driver user(wizard);
        QVERIFY(user.click("showPublicExport"));
        QVERIFY(user.click("addPublicExport"));
        QVERIFY(!user.read("providerHint").isEmpty());
        QVERIFY(user.type("provider", "ACCTA"));
        QVERIFY(user.type("subject", "$JS.ACK.NEWS.NEWS-C1.>"));
        QVERIFY(user.read("type").startsWith("service")); // taken from the export
        QVERIFY(user.click("addPublicExport"));
        QVERIFY(user.read("items").contains("[x] | ok"));
        QVERIFY(user.next());
        QVERIFY(
            user.read("sentences").contains("ACCTB imports $JS.ACK.NEWS.NEWS-C1.> from ACCTA under the same name."));
    }

    void refusedThingsOfADropAreShown()
    {
        ImportWizard wizard(
            m_sample->session, draftFor("ACCTB"),
            Intake{.refused = {{ErrorCode::FileTooLarge, "video.mp4", {}}, {ErrorCode::NotAToken, "notes.txt", {}}}});
        Driver user(wizard);
        QVERIFY(user.read("refused").contains("video.mp4"));
        QVERIFY(user.read("refused").contains("notes.txt"));
        QCOMPARE(user.read("items").count("[x]"), 3);
    }

    void whatIsThereAlreadyStaysOut()
    {
        QVERIFY(!m_sample->apply(planOf(draftFor("ACCTB"))));
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), {});
        Driver user(wizard);
        QCOMPARE(user.read("items").count("[x]"), 0);
        QVERIFY(user.read("items").contains("already there"));
        QVERIFY(user.next());
        QVERIFY(!user.isShown("sentences"));
    }

    void changeWhileOpen()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), {});
        Driver user(wizard);
        QVERIFY(user.type("prefix", "UPSTREAM"));
        QVERIFY(user.next());
        QVERIFY(user.isEnabled("apply"));
        QVERIFY(!m_sample->apply(planOf(draftFor("ACCTB"))));
        QTRY_VERIFY(!user.isEnabled("apply"));
        QVERIFY(!user.read("applyReason").isEmpty());
        QVERIFY(user.back());
        QCOMPARE(user.read("prefix"), QStringLiteral("UPSTREAM"));
    }

    void refusalIsShown()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), {});
        Driver user(wizard);
        QVERIFY(user.next());
        QVERIFY(user.click("apply"));
        wizard.showRefusal(Error{ErrorCode::FolderUnwritable, "/full", {}});
        QVERIFY(user.read("refusal").contains("/full"));
        QVERIFY(user.isEnabled("apply"));
    }

    void goesAwayWithAnOpenEditor()
    {
        auto wizard = std::make_unique<ImportWizard>(m_sample->session, draftFor("ACCTB"), Intake{});
        Driver user(*wizard);
        QVERIFY(user.goToRow("items", "deliver."));
        auto* view = user.find<QAbstractItemView>("items");
        view->setCurrentIndex(view->model()->index(view->currentIndex().row(), 6));
        QTest::keyClick(view, Qt::Key_F2);
        auto* editor = view->findChild<QLineEdit*>("cellEditor");
        QVERIFY(editor);
        QTest::keyClicks(editor, "half a na");
        wizard.reset();
    }

    void noWordIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("account");
        QTest::newRow("first size") << QSize(1000, 660) << "ACCTB";
        QTest::newRow("window of 1024x700") << QSize(1024, 700) << "ACCTB";
        QTest::newRow("narrower") << QSize(900, 600) << "ACCTB";
        QTest::newRow("verdicts of many words") << QSize(1000, 660) << "ACCTC";
    }
    void noWordIsCut()
    {
        QFETCH(QSize, size);
        QFETCH(QString, account);
        ImportWizard wizard(m_sample->session, draftFor(qPrintable(account)), {});
        wizard.resize(size);
        Driver user(wizard);
        const auto* table = user.find<QTableView>("items");
        QVERIFY(table);
        QCOMPARE(table->model()->rowCount(), 3);
        QTRY_COMPARE(cutCells(*table), QStringList());
        if (account != "ACCTB") return;
        QVERIFY(user.editCell("items", "deliver.", "Subject in ACCTB", "a name with blanks"));
        QVERIFY(user.read("items").contains("bad name"));
        QTRY_COMPARE(cutCells(*table), QStringList());
    }

    void badNameIsSaidAtOnce()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), {});
        Driver user(wizard);
        QVERIFY(user.editCell("items", "deliver.", "Subject in ACCTB", "two words"));
        QVERIFY(user.read("items").contains("[x] | bad name"));
        QVERIFY(user.read("verdict").contains("blank"));
        QVERIFY(user.next());
        QVERIFY(!user.isShown("sentences"));
        QVERIFY(user.read("problem").contains("blank"));
        QVERIFY(user.checkRow("items", "deliver.", false)); // leaving it out is a way to go on, too
        QVERIFY(user.next());
        QCOMPARE(user.read("sentences").count("ACCTB imports"), 2);
    }

    void emptyCellSaysWhatBecomesOfIt()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), {});
        Driver user(wizard);
        QVERIFY(user.goToRow("items", "deliver."));
        auto* view = user.find<QAbstractItemView>("items");
        view->setCurrentIndex(view->model()->index(view->currentIndex().row(), 6));
        QTest::keyClick(view, Qt::Key_F2);
        const auto* editor = view->findChild<QLineEdit*>("cellEditor");
        QVERIFY(editor);
        QVERIFY(editor->placeholderText().contains("proposed"));
    }

    void reviewSaysWhomKeptTokensAreFor()
    {
        const AcceptDraft draft = draftFor("ACCTB");
        for (const auto& file : world().tokenFiles) // as if they had come from elsewhere
            QVERIFY(QFile::remove(pathToQt(file.file)));
        m_sample->session.lookAgain();
        QTRY_VERIFY(world().tokenFiles.empty());
        ImportWizard wizard(m_sample->session, draft, {});
        Driver user(wizard);
        QVERIFY(user.next());
        const QString files = user.read("tokenFiles");
        QCOMPARE(files.count(" | ACCTB | "), 3);
        QVERIFY(files.contains("$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>"));
    }

    void saysHowManyCameTwice()
    {
        Intake arrived;
        arrived.duplicates = 197;
        ImportWizard wizard(m_sample->session, draftFor("ACCTB"), arrived);
        Driver user(wizard);
        QVERIFY(user.read("refused").contains("197 tokens"));
        Intake again;
        again.items = draftFor("ACCTB").items;
        wizard.take(again);
        QVERIFY(user.read("refused").contains("200 tokens"));
        QCOMPARE(user.read("items").count("[x]"), 3);
    }

    void everythingHasItsNameAndItsRoom()
    {
        ImportWizard wizard(m_sample->session, draftFor("ACCTC"),
                            Intake{.refused = {{ErrorCode::NotAToken, "notes.txt", {}}}});
        wizard.resize(1024, 700);
        Driver user(wizard);
        QVERIFY(user.click("showPublicExport"));
        QCOMPARE(wizard.size(), QSize(1024, 700)); // it fits with everything open
        QCOMPARE(nameProblems(wizard), QStringList());
        QCOMPARE(guessingLabels(wizard), QStringList());
        QCOMPARE(cutControls(wizard), QStringList());
    }

private:
    const Snapshot& world() const { return *m_sample->session.snapshot(); }

    AcceptDraft draftFor(const char* account) const
    {
        AcceptDraft draft;
        draft.account = m_sample->key(account);
        for (const auto& file : world().tokenFiles) {
            AcceptItem item;
            item.token = file.token;
            item.sourceName = file.file.filename().string();
            draft.items.push_back(std::move(item));
        }
        return draft;
    }

    SharePlan planOf(const AcceptDraft& draft) const
    {
        return planImport(draft, world(), m_sample->session.now()).value_or({});
    }

    static void drop(QWidget& target, const QMimeData& data)
    {
        const QPoint middle = target.rect().center();
        QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&target, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&target, &event);
    }

    std::unique_ptr<SampleSession> m_sample{};
};

QTEST_MAIN(TestImportWizard)
#include "tst_import_wizard.moc"
