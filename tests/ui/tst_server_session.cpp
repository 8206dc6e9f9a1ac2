// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_resolver.h"
#include "tests/ui/open_sample.h"
#include "ui/bridge/server_session.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace gd;
using namespace gd::ui;
using gd::test::FakeResolver;
using gd::test::OpenSample;

namespace {

const std::string ackSubject = "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>";
const std::string infoSubject = "$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1";

bool contains(const std::vector<std::string>& keys, const std::string& key)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

class TestServerSession : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_sample = std::make_unique<OpenSample>();
        m_fake = std::make_unique<FakeResolver>();
        m_server = std::make_unique<ServerSession>(m_sample->session(), m_fake->connector());
        QVERIFY(m_sample->open());
    }
    void cleanup()
    {
        m_fake->release();
        m_server.reset();
        QThreadPool::globalInstance()->waitForDone(); // the worker still holds the fake
        m_sample.reset();
        m_fake.reset();
    }

    void startsWithALocalServer()
    {
        QCOMPARE(m_server->settings().address.url, std::string("nats://localhost:4222"));
        QVERIFY(m_server->settings().credsFile.isEmpty());
        QCOMPARE(m_server->state(), ServerSession::State::Unknown);
    }

    void connects()
    {
        QVERIFY(finish([&] { m_server->tryConnect(); }));
        QCOMPARE(m_server->state(), ServerSession::State::Reachable);
        QCOMPARE(m_server->serverName(), QString("demo"));
        QVERIFY(!m_server->lastError());
        QVERIFY(m_fake->asked().empty());
    }

    void tellsWhyItCannotConnect_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("unreachable") << static_cast<int>(ErrorCode::NetUnreachable);
        QTest::newRow("not let in") << static_cast<int>(ErrorCode::NetAuthorization);
        QTest::newRow("no NATS") << static_cast<int>(ErrorCode::NetProtocol);
    }
    void tellsWhyItCannotConnect()
    {
        QFETCH(int, code);
        m_fake->failConnections(Error{static_cast<ErrorCode>(code), "localhost", {}});
        QVERIFY(finish([&] { m_server->push(m_server->notPushed()); }));
        QCOMPARE(m_server->state(), ServerSession::State::Failed);
        QVERIFY(m_server->lastError());
        QCOMPARE(static_cast<int>(m_server->lastError()->code), code);
        QVERIFY(m_server->results().empty());
    }

    void missingCredsFileIsAnError()
    {
        auto settings = m_server->settings();
        settings.credsFile = m_sample->path("nowhere.creds");
        m_server->setSettings(settings);
        QVERIFY(finish([&] { m_server->tryConnect(); }));
        QCOMPARE(m_server->state(), ServerSession::State::Failed);
        QCOMPARE(m_fake->connections(), 0);
    }

    void everythingButTheSystemAccountIsToBePushed()
    {
        const auto keys = m_server->notPushed();
        QCOMPARE(keys.size(), std::size_t{3});
        QVERIFY(!contains(keys, m_sample->world().op.claims.systemAccount));
    }

    void pushesProvidersFirst()
    {
        QVERIFY(m_sample->share("ACCTB"));
        const auto a = m_sample->key("ACCTA");
        const auto b = m_sample->key("ACCTB");
        QVERIFY(finish([&] { m_server->push({b, a}); }));
        QCOMPARE(m_fake->pushed(), (std::vector<std::string>{a, b}));
        QVERIFY(m_server->results().at(a).accepted());
        QCOMPARE(m_server->notPushed(), std::vector<std::string>{m_sample->key("ACCTC")});
    }

    void changedAccountsAreToBePushedAgain()
    {
        QVERIFY(finish([&] { m_server->push(m_server->notPushed()); }));
        QVERIFY(m_server->notPushed().empty());
        QVERIFY(m_sample->share("ACCTB"));
        const auto keys = m_server->notPushed();
        QCOMPARE(keys.size(), std::size_t{2});
        QVERIFY(contains(keys, m_sample->key("ACCTA")) && contains(keys, m_sample->key("ACCTB")));
        QVERIFY2(m_server->results().count(keys.front()) == 0, "an answer to an older token says nothing");
    }

    void refusedAccountsStayToBePushed()
    {
        const auto b = m_sample->key("ACCTB");
        m_fake->refuse("demo", b, "jwt validation failed");
        QSignalSpy pushed(m_server.get(), &ServerSession::pushed);
        QVERIFY(finish([&] { m_server->push(m_server->notPushed()); }));
        QCOMPARE(pushed.count(), 3);
        QVERIFY(!m_server->results().at(b).accepted());
        QCOMPARE(m_server->results().at(b).answers.front().server, std::string("demo"));
        QCOMPARE(m_server->notPushed(), std::vector<std::string>{b});
    }

    void oneRefusingServerOfTwoIsARefusal()
    {
        const auto b = m_sample->key("ACCTB");
        FakeResolver cluster({"east", "west"});
        cluster.refuse("west", b, "claim failed");
        ServerSession server(m_sample->session(), cluster.connector());
        QSignalSpy finished(&server, &ServerSession::finished);
        server.push({b});
        QTRY_COMPARE(finished.count(), 1);
        const auto& result = server.results().at(b);
        QCOMPARE(result.answers.size(), std::size_t{2});
        QVERIFY(!result.accepted());
        QVERIFY(contains(server.notPushed(), b));
    }

    void knowsWhatIsActive()
    {
        QVERIFY(m_sample->share("ACCTB"));
        m_fake->deaden(infoSubject);
        const auto a = m_sample->key("ACCTA");
        const auto b = m_sample->key("ACCTB");
        QVERIFY(!m_server->checked(b));
        QVERIFY(finish([&] { m_server->push({a, b}); }));
        QVERIFY(m_server->checked(b) && m_server->checked(b)->loaded);
        QCOMPARE(m_server->activity(b, a, ExportType::Service, ackSubject), ImportActivity::Active);
        QCOMPARE(m_server->activity(b, a, ExportType::Service, infoSubject), ImportActivity::Inactive);
        QCOMPARE(m_server->activity(b, a, ExportType::Service, "never.imported"), ImportActivity::Unknown);

        m_fake->revive(infoSubject);
        QVERIFY(finish([&] { m_server->checkActive(); }));
        QCOMPARE(m_server->activity(b, a, ExportType::Service, infoSubject), ImportActivity::Active);
    }

    void pushingAProviderAsksForItsConsumersToo()
    {
        QVERIFY(m_sample->share("ACCTB"));
        m_fake->deaden(ackSubject);
        const auto a = m_sample->key("ACCTA");
        const auto b = m_sample->key("ACCTB");
        QVERIFY(finish([&] { m_server->push({a, b}); }));
        m_fake->revive(ackSubject);
        QVERIFY(finish([&] { m_server->push({a}); }));
        QCOMPARE(m_server->activity(b, a, ExportType::Service, ackSubject), ImportActivity::Active);
    }

    void unusedAccountsCannotBeJudged()
    {
        QVERIFY(m_sample->share("ACCTB"));
        m_fake->setInUse(false);
        const auto a = m_sample->key("ACCTA");
        const auto b = m_sample->key("ACCTB");
        QVERIFY(finish([&] { m_server->push({a, b}); }));
        QCOMPARE(m_server->activity(b, a, ExportType::Service, ackSubject), ImportActivity::Unknown);
    }

    void remembersPerWorkspace()
    {
        auto settings = m_server->settings();
        settings.address.url = "nats://other:4333";
        settings.address.caFile = "/etc/ca.pem";
        m_server->setSettings(settings);
        QVERIFY(finish([&] { m_server->push({m_sample->key("ACCTB")}); }));

        m_server.reset(); // its end waits until everything is written
        ServerSession next(m_sample->session(), m_fake->connector());
        QCOMPARE(next.settings().address.url, std::string("nats://other:4333"));
        QCOMPARE(next.settings().address.caFile, std::string("/etc/ca.pem"));
        QCOMPARE(next.notPushed().size(), std::size_t{2});

        OpenSample other;
        QVERIFY(other.open());
        ServerSession elsewhere(other.session(), m_fake->connector());
        QCOMPARE(elsewhere.settings().address.url, std::string("nats://localhost:4222"));
        QCOMPARE(elsewhere.notPushed().size(), std::size_t{3});
    }

    void anotherServerGotNothingYet()
    {
        QVERIFY(finish([&] { m_server->push(m_server->notPushed()); }));
        auto settings = m_server->settings();
        settings.address.url = "nats://other:4222";
        m_server->setSettings(settings);
        QCOMPARE(m_server->notPushed().size(), std::size_t{3});
        QVERIFY(m_server->results().empty());
    }

    void cancelEndsAfterThePresentStep()
    {
        m_fake->hold();
        QSignalSpy finished(m_server.get(), &ServerSession::finished);
        m_server->push(m_server->notPushed());
        QTRY_VERIFY(m_fake->somebodyWaits());
        m_server->cancel();
        m_fake->release();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(m_server->lastError());
        QCOMPARE(m_server->lastError()->code, ErrorCode::Cancelled);
        QCOMPARE(m_fake->pushed().size(), std::size_t{1});
        QCOMPARE(m_server->notPushed().size(), std::size_t{2});
    }

    void answersToAnOlderTokenAreNotKept()
    {
        const auto b = m_sample->key("ACCTB");
        m_fake->hold();
        QSignalSpy finished(m_server.get(), &ServerSession::finished);
        m_server->push({b});
        QTRY_VERIFY(m_fake->somebodyWaits());
        QVERIFY(m_sample->share("ACCTB"));
        m_fake->release();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(m_fake->pushed(), std::vector<std::string>{b});
        QVERIFY(m_server->results().empty());
        QVERIFY(contains(m_server->notPushed(), b));
    }

    void anotherWorkspaceHearsNothingOfTheOldOne()
    {
        m_fake->hold();
        m_server->push(m_server->notPushed());
        QTRY_VERIFY(m_fake->somebodyWaits());
        QSignalSpy finished(m_server.get(), &ServerSession::finished);
        QSignalSpy opened(&m_sample->session(), &Session::opened);
        m_sample->session().openSample(m_sample->path("second"));
        QTRY_COMPARE(opened.count(), 1);
        m_fake->release();
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 0);
        QVERIFY(m_server->results().empty());
        QCOMPARE(m_server->notPushed().size(), std::size_t{3});
        QCOMPARE(m_server->state(), ServerSession::State::Unknown);
    }

private:
    /// Starts something and waits for its end.
    template <class Start>
    bool finish(Start start)
    {
        QSignalSpy finished(m_server.get(), &ServerSession::finished);
        start();
        return QTest::qWaitFor([&] { return finished.count() == 1; });
    }

    std::unique_ptr<OpenSample> m_sample{};
    std::unique_ptr<FakeResolver> m_fake{};
    std::unique_ptr<ServerSession> m_server{};
};

QTEST_MAIN(TestServerSession)
#include "tst_server_session.moc"
