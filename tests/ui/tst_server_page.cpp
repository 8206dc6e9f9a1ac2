// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_resolver.h"
#include "tests/ui/open_sample.h"
#include "tests/ui/page_checks.h"
#include "ui/server/server_page.h"
#include "ui/server/sync_model.h"
#include "ui/words/names.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QTreeView>

using namespace gd;
using namespace gd::ui;
using gd::test::FakeResolver;
using gd::test::OpenSample;

namespace {

const std::string infoSubject = "$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1";

/// Uses the page as a person does; the only place that knows object names.
class Driver {
public:
    explicit Driver(QWidget& window) : m_window(window) {}

    template <class Widget>
    Widget* find(const char* name) const
    {
        return m_window.findChild<Widget*>(QLatin1String(name));
    }
    /// By key: the middle of a wide radio button is empty.
    void click(const char* name) const { QTest::keyClick(find<QAbstractButton>(name), Qt::Key_Space); }
    void type(const char* name, const QString& text) const
    {
        auto* edit = find<QLineEdit>(name);
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    bool canClick(const char* name) const { return find<QAbstractButton>(name)->isEnabled(); }
    QString label(const char* name) const { return find<QLabel>(name)->text(); }
    QString text(const char* name) const { return find<QPlainTextEdit>(name)->toPlainText(); }

    /// The row of an account as "state|answer|imports"; the time behind them is another at every run.
    QString row(const QString& account) const
    {
        const auto* model = find<QTreeView>("syncTable")->model();
        for (int r = 0; r < model->rowCount(); ++r) {
            if (model->index(r, 0).data().toString() != account) continue;
            QStringList cells;
            for (int c = 1; c < SyncModel::AsOfColumn; ++c)
                cells += model->index(r, c).data().toString();
            return cells.join(QLatin1Char('|'));
        }
        return {};
    }
    QString asOf(const QString& account) const
    {
        const auto* model = find<QTreeView>("syncTable")->model();
        for (int r = 0; r < model->rowCount(); ++r)
            if (model->index(r, 0).data().toString() == account)
                return model->index(r, SyncModel::AsOfColumn).data().toString();
        return {};
    }
    void select(const QString& account) const
    {
        auto* table = find<QTreeView>("syncTable");
        for (int r = 0; r < table->model()->rowCount(); ++r)
            if (table->model()->index(r, 0).data().toString() == account)
                table->setCurrentIndex(table->model()->index(r, 0));
    }

private:
    QWidget& m_window;
};

} // namespace

class TestServerPage : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_sample = std::make_unique<OpenSample>([this] { return m_now; });
        m_fake = std::make_unique<FakeResolver>();
        m_server = std::make_unique<ServerSession>(m_sample->session(), m_fake->connector());
        QVERIFY(m_sample->open());
        m_page = std::make_unique<ServerPage>(m_sample->session(), *m_server);
        m_page->resize(850, 600);
        m_page->show();
        user = std::make_unique<Driver>(*m_page);
    }
    void cleanup()
    {
        m_fake->release();
        m_page.reset();
        m_server.reset();
        QThreadPool::globalInstance()->waitForDone(); // the worker still holds the fake
        m_sample.reset();
        m_fake.reset();
    }

    void everyControlHasANameAndRoom()
    {
        const auto names = test::nameProblems(*m_page);
        QVERIFY2(names.isEmpty(), qPrintable(names.join('\n')));
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        const auto cut = test::cutControls(*m_page);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join('\n')));
    }

    void connects()
    {
        user->type("serverUrl", "nats://127.0.0.1:4333");
        user->click("connectButton");
        QTRY_COMPARE(user->label("connectionResult"), QString("Connected to demo."));
        QCOMPARE(m_fake->lastAddress().url, std::string("nats://127.0.0.1:4333"));
    }

    void needsAUrlAndACredsFileToStart()
    {
        user->find<QLineEdit>("serverUrl")->clear();
        QVERIFY(!user->canClick("connectButton"));
        QVERIFY(!user->canClick("pushAll"));
        user->type("serverUrl", "nats://localhost:4222");
        QVERIFY(user->canClick("connectButton"));
        user->click("asCredsFile");
        QVERIFY(!user->canClick("connectButton"));
        user->type("credsFile", "/nowhere/sys.creds");
        QVERIFY(user->canClick("connectButton"));
    }

    void explainsWhyItCannotConnect_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("unreachable") << static_cast<int>(ErrorCode::NetUnreachable);
        QTest::newRow("not let in") << static_cast<int>(ErrorCode::NetAuthorization);
        QTest::newRow("TLS") << static_cast<int>(ErrorCode::NetTls);
    }
    void explainsWhyItCannotConnect()
    {
        QFETCH(int, code);
        m_fake->failConnections(Error{static_cast<ErrorCode>(code), "localhost:4222", {}});
        user->click("connectButton");
        QTRY_VERIFY(user->label("connectionResult").size() > 20);
        QVERIFY(user->canClick("connectButton"));
        m_fake->failConnections({});
        user->click("connectButton");
        QTRY_COMPARE(user->label("connectionResult"), QString("Connected to demo."));
    }

    void pushesEverythingThatChanged()
    {
        QVERIFY(m_sample->share("ACCTB"));
        QCOMPARE(user->row("ACCTA"), QString("not pushed||no imports"));
        QVERIFY(user->row("SYS").isEmpty());
        user->click("pushAll");
        QTRY_COMPARE(user->label("serverOutcome"), QString("Pushed 3 accounts. All imports are active."));
        QCOMPARE(user->row("ACCTA"), QString("pushed|taken by demo|no imports"));
        QCOMPARE(user->row("ACCTB"), QString("pushed|taken by demo|3 of 3 active"));
        QVERIFY(user->text("serverAnswers").contains("demo (2.9.10): taken – jwt updated"));
        QVERIFY(user->text("serverAnswers").contains(QString::fromStdString(infoSubject)));
        user->click("pushAll");
        QVERIFY(user->label("serverOutcome").startsWith("Nothing to push"));
    }

    void pushesTheSelectedAccountOnly()
    {
        QVERIFY(!user->canClick("pushSelected"));
        user->select("ACCTC");
        user->click("pushSelected");
        QTRY_COMPARE(user->label("serverOutcome"), QString("Pushed 1 account."));
        QCOMPARE(m_fake->pushed(), std::vector<std::string>{m_sample->key("ACCTC")});
        QVERIFY(user->row("ACCTA").startsWith("not pushed"));
    }

    void tellsWhoRefusedAndWhy()
    {
        m_fake->refuse("demo", m_sample->key("ACCTC"), "claim failed V2 signature verification");
        user->click("pushAll");
        QTRY_COMPARE(user->label("serverOutcome"),
                     QString("Pushed 2 accounts. ACCTC was refused: claim failed V2 signature verification."));
        QVERIFY(user->row("ACCTC").startsWith("refused|refused by demo"));
    }

    void explainsAServerWithoutAFullResolver()
    {
        m_fake->failPushes(Error{ErrorCode::NetNoResponders, {}, {}});
        user->select("ACCTA");
        user->click("pushSelected");
        QTRY_VERIFY(user->label("serverOutcome").contains("memory resolver"));
        QVERIFY(user->row("ACCTA").startsWith("no answer"));
    }

    void explainsAnUnreachableServer()
    {
        m_fake->failConnections(Error{ErrorCode::NetUnreachable, "localhost:4222", {}});
        user->click("pushAll");
        QTRY_VERIFY(user->canClick("pushAll"));
        QVERIFY(!user->label("serverOutcome").isEmpty());
        QVERIFY(user->row("ACCTA").startsWith("not pushed"));
    }

    void namesImportsThatAreNotActive()
    {
        QVERIFY(m_sample->share("ACCTB"));
        m_fake->deaden(infoSubject);
        user->click("pushAll");
        QTRY_COMPARE(user->label("serverOutcome"),
                     QString("Pushed 3 accounts. Not every import is active: ACCTB (INFO: not active)."));
        QCOMPARE(user->row("ACCTB"), QString("pushed|taken by demo|INFO: not active"));
        m_fake->revive(infoSubject);
        user->click("checkImports");
        QTRY_COMPARE(user->label("serverOutcome"), QString("All imports are active."));
        QCOMPARE(user->row("ACCTB"), QString("pushed|taken by demo|3 of 3 active"));
    }

    void saysWhenTheAnswersCame()
    {
        QVERIFY(m_sample->share("ACCTB"));
        QCOMPARE(user->asOf("ACCTB"), QString("–"));
        user->click("pushAll");
        QTRY_COMPARE(user->label("serverOutcome"), QString("Pushed 3 accounts. All imports are active."));
        const auto then = timeText(m_now);
        QCOMPARE(user->asOf("ACCTB"), then);
        QVERIFY(user->text("serverAnswers").contains("ACCTB, as of " + then));

        // The server is gone: what it said stays, and stays as old as it is.
        m_now += 86400;
        m_fake->failConnections(Error{ErrorCode::NetUnreachable, "localhost:4222", {}});
        user->click("checkImports");
        QTRY_VERIFY(user->label("connectionResult").contains("not reached"));
        QCOMPARE(user->asOf("ACCTB"), then);

        m_fake->failConnections({});
        user->click("checkImports");
        QTRY_COMPARE(user->label("serverOutcome"), QString("All imports are active."));
        QCOMPARE(user->asOf("ACCTB"), timeText(m_now));
        QCOMPARE(user->asOf("ACCTA"), then); // it has no imports, so nothing new was said
    }

    void buttonsStayWhereTheyAre()
    {
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        const auto places = [this] {
            QList<QPoint> all;
            for (const char* name : {"connectButton", "pushAll", "checkImports", "writeConfiguration"})
                all << user->find<QPushButton>(name)->mapTo(m_page.get(), QPoint());
            return all;
        };
        const auto before = places();
        m_fake->failConnections(Error{ErrorCode::NetUnreachable, "localhost:4222", {}});
        user->click("pushAll");
        QTRY_VERIFY(user->label("serverOutcome").contains("not reached"));
        QCoreApplication::processEvents();
        QCOMPARE(places(), before);
    }

    void explainsAnAddressOfSomethingElse()
    {
        m_fake->failConnections(Error{ErrorCode::NetScheme, "http://localhost:4222", "unknown scheme"});
        user->type("serverUrl", "http://localhost:4222");
        user->click("connectButton");
        QTRY_VERIFY(user->label("connectionResult").contains("nats://"));
    }

    void cancels()
    {
        QVERIFY(!user->canClick("cancelWork"));
        m_fake->hold();
        user->click("pushAll");
        QTRY_VERIFY(m_fake->somebodyWaits());
        QVERIFY(!user->canClick("pushAll"));
        QVERIFY(!user->canClick("connectButton"));
        user->click("cancelWork");
        m_fake->release();
        QTRY_VERIFY(user->canClick("pushAll"));
        QVERIFY(user->label("serverOutcome").startsWith("Pushed 1 account."));
        QCOMPARE(m_fake->pushed().size(), std::size_t{1});
    }

    void showsWhatOthersStarted()
    {
        m_page->pushAll();
        QTRY_COMPARE(user->label("serverOutcome"), QString("Pushed 3 accounts."));
        m_server->push({m_sample->key("ACCTA")});
        QTRY_COMPARE(user->label("serverOutcome"), QString("Pushed 1 account."));
    }

    void writesAConfiguration()
    {
        user->click("writeConfiguration");
        auto* dialog = m_page->findChild<QWidget*>("configDialog");
        QVERIFY(dialog && dialog->isVisible());
        const Driver in(*dialog);
        QVERIFY(in.text("configPreview").contains("operator:"));
        in.type("resolverFolder", "/srv/accounts");
        QVERIFY(in.text("configPreview").contains("/srv/accounts"));
        in.click("copyConfig");
        QCOMPARE(QGuiApplication::clipboard()->text(), in.text("configPreview"));

        const auto path = m_sample->path("conf/nats.conf");
        in.type("configPath", path);
        in.click("writeConfig");
        QTRY_VERIFY(in.label("configResult").startsWith("Written to " + path));
        QCOMPARE(contentOf(path), in.text("configPreview"));
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(!(QFileInfo(path).permissions() & others));
    }

    void asksBeforeItReplacesAFile()
    {
        user->click("writeConfiguration");
        auto* dialog = m_page->findChild<QWidget*>("configDialog");
        const Driver in(*dialog);
        const auto path = m_sample->path("mine.conf");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("mine");
        file.close();
        in.type("configPath", path);
        in.click("writeConfig");
        QTRY_VERIFY(in.label("configResult").startsWith("Nothing was written"));
        QCOMPARE(contentOf(path), QString("mine"));
        in.click("writeConfig");
        QTRY_VERIFY(in.label("configResult").startsWith("Written to"));
        QCOMPARE(contentOf(path), in.text("configPreview"));
    }

    void explainsWhyItCannotWrite()
    {
        user->click("writeConfiguration");
        auto* dialog = m_page->findChild<QWidget*>("configDialog");
        const Driver in(*dialog);
        in.type("configPath", m_sample->path({})); // a folder
        in.click("writeConfig");
        QTRY_VERIFY(in.canClick("writeConfig"));
        QVERIFY(!in.label("configResult").isEmpty());
        QVERIFY(!in.label("configResult").startsWith("Written"));
    }

    void saysWhatAMemoryResolverNeeds()
    {
        user->click("writeConfiguration");
        auto* dialog = m_page->findChild<QWidget*>("configDialog");
        const Driver in(*dialog);
        const auto names = test::nameProblems(*dialog);
        QVERIFY2(names.isEmpty(), qPrintable(names.join('\n')));
        in.click("memoryResolver");
        QVERIFY(in.text("configPreview").contains("MEMORY"));
        QVERIFY(in.label("resolverHint").contains("reload"));
        QVERIFY(!in.find<QLineEdit>("resolverFolder")->isEnabled());
    }

private:
    static QString contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    UnixSeconds m_now = systemClock()();
    std::unique_ptr<OpenSample> m_sample{};
    std::unique_ptr<FakeResolver> m_fake{};
    std::unique_ptr<ServerSession> m_server{};
    std::unique_ptr<ServerPage> m_page{};
    std::unique_ptr<Driver> user{};
};

QTEST_MAIN(TestServerPage)
#include "tst_server_page.moc"
