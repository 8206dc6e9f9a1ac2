// SPDX-License-Identifier: Apache-2.0
//
// The account server of an operator that is somebody else's: what is sent, what comes back, and what becomes of it.
#include "core/nkeys/seed.h"
#include "tests/ui/operator_desk.h"

using namespace gd;
using namespace gd::ui;
using namespace gd::test;
using Kind = OperatorOutcome::Kind;
using Desk = OperatorDesk;

namespace {

using Scene = std::function<void(Desk&)>;

} // namespace

Q_DECLARE_METATYPE(Scene)
Q_DECLARE_METATYPE(gd::AccountStanding)

class TestOperatorServer : public QObject {
    Q_OBJECT

private slots:
    void signedAtOnce()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        QVERIFY(desk.standing() == AccountStanding::Unsent);
        const auto sent = desk.token();
        desk.managed.other->edit = [](AccountClaims& claims) {
            claims.limits.conn = 10;
        };
        QVERIFY(desk.send());
        QVERIFY(!desk.server->lastError());
        QVERIFY(desk.kind() == Kind::Signed);
        QCOMPARE(desk.managed.other->lastSent.body.toStdString(), sent);
        QCOMPARE(desk.managed.other->lastSent.contentType, QByteArray("application/jwt"));
        QCOMPARE(desk.token(), desk.managed.other->accounts[desk.sample.key("ACCTA")]); // byte for byte
        QVERIFY(desk.standing() == AccountStanding::Signed);
        QCOMPARE(desk.managed.account("ACCTA").claims.description, std::string("wanted"));
        const auto& differences = desk.server->outcomes().front().differences;
        QCOMPARE(differences.size(), std::size_t(1));
        QCOMPARE(differences.front().path, std::string("nats/limits/conn"));
        QCOMPARE(differences.front().got, std::string("10"));
        QVERIFY(desk.server->answers().empty());
        QVERIFY(desk.sample.session().toUndo()); // it is a step like any other
    }

    /// Whatever goes wrong, the token on disk is the one that was there, and the account waits.
    void notSigned_data()
    {
        QTest::addColumn<Scene>("scene");
        QTest::addColumn<AccountStanding>("standing");
        QTest::addColumn<int>("kind");
        const auto whenSent = [](HttpReply reply) {
            return Scene([reply](Desk& desk) {
                desk.managed.other->whenSent = [reply](const HttpRequest&) {
                    return reply;
                };
            });
        };
        const auto whenAsked = [](const std::function<QByteArray(Desk&)>& body) {
            return Scene([body](Desk& desk) {
                desk.managed.other->whenAsked = [text = body(desk)](const HttpRequest&) {
                    return HttpReply{.body = text};
                };
            });
        };
        using Standing = AccountStanding;
        const int waits = static_cast<int>(Kind::Waits);
        const int refused = static_cast<int>(Kind::Refused);
        const int failed = static_cast<int>(Kind::Failed);
        QTest::newRow("201") << whenSent({.status = 201, .body = "later"}) << Standing::Waits << waits;
        QTest::newRow("202") << whenSent({.status = 202, .body = "later"}) << Standing::Waits << waits;
        QTest::newRow("400") << whenSent({.status = 400, .body = "no more streams"}) << Standing::Refused << refused;
        QTest::newRow("401") << whenSent({.status = 401, .body = "who are you"}) << Standing::Refused << refused;
        QTest::newRow("500") << whenSent({.status = 500}) << Standing::Refused << refused;
        QTest::newRow("302") << whenSent({.status = 302, .headers = "Location: http://127.0.0.1:1/x\r\n"})
                             << Standing::NotReached << failed;
        QTest::newRow("hangs up") << whenSent({.isHungUp = true}) << Standing::NotReached << failed;
        QTest::newRow("no HTTP") << whenSent({.raw = "-ERR 'what?'\r\n"}) << Standing::NotReached << failed;
        QTest::newRow("huge") << whenSent({.status = 400, .body = QByteArray(2 * AccountServer::mostBytes, 'x')})
                              << Standing::NotReached << failed;
        QTest::newRow("garbage") << whenAsked([](Desk&) { return QByteArray("<html>hello</html>"); }) << Standing::Waits
                                 << failed;
        QTest::newRow("not signed yet") << whenAsked([](Desk& desk) { return QByteArray::fromStdString(desk.token()); })
                                        << Standing::Waits << waits;
        QTest::newRow("wrong account") << whenAsked([](Desk& desk) {
            const auto& account = desk.managed.account("ACCTB");
            return QByteArray::fromStdString(desk.managed.other->sign(account.claims, 1'900'000'000));
        }) << Standing::Waits << failed;
        QTest::newRow("another operator") << whenAsked([](Desk& desk) {
            NewKeys keys;
            const auto stranger = *keys.create(KeyKind::Operator);
            auto claims = desk.managed.account("ACCTA").claims;
            return QByteArray::fromStdString(*encodeToken(std::move(claims), stranger, 1'900'000'000, keys));
        }) << Standing::Waits << failed;
        QTest::newRow("huge token") << whenAsked([](Desk&) { return QByteArray(2 * AccountServer::mostBytes, 'x'); })
                                    << Standing::Waits << failed;
    }
    void notSigned()
    {
        QFETCH(Scene, scene);
        QFETCH(AccountStanding, standing);
        QFETCH(int, kind);
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        const auto before = desk.token();
        scene(desk);
        QVERIFY(desk.send());
        QCOMPARE(static_cast<int>(desk.kind()), kind);
        QCOMPARE(desk.token(), before);
        QVERIFY(desk.standing() == standing);
        // It is still known after a restart, until the account changes.
        const OperatorServer again(desk.sample.session());
        QTRY_VERIFY(OperatorServer(desk.sample.session()).answers() == desk.server->answers());
        QVERIFY(desk.changeDescription("wanted otherwise"));
        QVERIFY(desk.standing() == AccountStanding::Unsent);
        QVERIFY(desk.server->answers().empty());
    }

    void down()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        const auto before = desk.token();
        desk.managed.other->server.goDown();
        QVERIFY(desk.send());
        QVERIFY(desk.server->lastError() && desk.server->lastError()->code == ErrorCode::NetUnreachable);
        QVERIFY(desk.standing() == AccountStanding::NotReached);
        QCOMPARE(desk.token(), before);
        QVERIFY(desk.managed.other->server.comeBack());
        QVERIFY(desk.send());
        QVERIFY(desk.standing() == AccountStanding::Signed);
    }

    void silentServerIsNotWaitedForForEver()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        desk.server->http().setPatience(50);
        desk.managed.other->whenSent = [](const HttpRequest&) {
            return HttpReply{.isSilent = true};
        };
        QVERIFY(desk.send());
        QVERIFY(desk.standing() == AccountStanding::NotReached);
        QVERIFY(desk.server->outcomes().front().error->code == ErrorCode::NetTimeout);
    }

    void cancelEndsIt()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        desk.managed.other->whenSent = [&](const HttpRequest&) {
            desk.server->cancel();
            return HttpReply{.isSilent = true};
        };
        QVERIFY(desk.send());
        QVERIFY(desk.server->lastError() && desk.server->lastError()->code == ErrorCode::Cancelled);
        QVERIFY(!desk.server->isWorking());
    }

    void signedLater()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        const auto wanted = desk.managed.account("ACCTA").claims;
        desk.managed.other->whenSent = [](const HttpRequest&) {
            return HttpReply{.status = 202};
        };
        QVERIFY(desk.send());
        QVERIFY(desk.fetch());
        QVERIFY(desk.kind() == Kind::Unknown);

        auto earlier = wanted;
        earlier.description = "before";
        const auto key = desk.sample.key("ACCTA");
        desk.managed.other->accounts[key] = desk.managed.other->sign(earlier, wanted.header.issuedAt - 10);
        QVERIFY(desk.fetch());
        QVERIFY(desk.kind() == Kind::Earlier);
        QVERIFY(desk.standing() == AccountStanding::Waits);

        desk.managed.other->accounts[key] = desk.managed.other->sign(wanted, wanted.header.issuedAt + 10);
        QVERIFY(desk.fetch());
        QVERIFY(desk.kind() == Kind::Signed);
        QVERIFY(desk.standing() == AccountStanding::Signed);
        QVERIFY(desk.fetch());
        QVERIFY(desk.kind() == Kind::Same);
    }

    void aDraftThatNobodyHasSeenStays()
    {
        Desk desk;
        QVERIFY(desk.open());
        auto theirs = desk.managed.account("ACCTA").claims;
        theirs.description = "theirs";
        desk.managed.other->accounts[desk.sample.key("ACCTA")] = desk.managed.other->sign(theirs, 2'900'000'000);
        QVERIFY(desk.changeDescription("mine"));
        const auto mine = desk.token();
        QVERIFY(desk.fetch());
        QVERIFY(desk.kind() == Kind::DraftStays);
        QCOMPARE(desk.token(), mine);
        QVERIFY(desk.fetch(Drafts::GiveUp));
        QVERIFY(desk.kind() == Kind::Signed);
        QCOMPARE(desk.managed.account("ACCTA").claims.description, std::string("theirs"));
    }

    void anAccountThatChangesMeanwhileIsNotOverwritten()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("sent"));
        const auto key = desk.sample.key("ACCTA");
        desk.managed.other->whenAsked = [&](const HttpRequest&) {
            if (!desk.changeDescription("later")) qFatal("cannot change");
            return HttpReply{.body = QByteArray::fromStdString(desk.managed.other->accounts[key])};
        };
        QVERIFY(desk.send());
        QVERIFY(desk.kind() == Kind::Changed);
        QCOMPARE(desk.managed.account("ACCTA").claims.description, std::string("later"));
        QVERIFY(desk.standing() == AccountStanding::Unsent);
    }

    /// An account that is signed by a key which the operator has got since.
    void newSigningKeysOfTheOperatorAreLearnt()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        auto claims = desk.sample.world().op.claims;
        claims.serviceUrls = {"nats://new.example:4222"};
        const auto newer = desk.managed.other->signOperator(claims, claims.header.issuedAt + 100);
        desk.managed.other->setOperator(newer);
        QVERIFY(desk.send());
        QCOMPARE(desk.sample.world().op.token, newer);
        QVERIFY(desk.standing() == AccountStanding::Signed);
    }

    void anotherOperatorIsNotBelieved()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        NewKeys keys;
        const auto stranger = *keys.create(KeyKind::Operator);
        OperatorClaims claims;
        claims.header.subject = stranger;
        claims.header.name = "OP";
        desk.managed.other->setOperator(*encodeToken(std::move(claims), stranger, 2'900'000'000, keys));
        QVERIFY(desk.send());
        QVERIFY(desk.server->lastError() && desk.server->lastError()->code == ErrorCode::AnswerForOther);
        QVERIFY(desk.standing() == AccountStanding::Unsent);
    }

    /// What stands there instead of the operator's token says nothing about the accounts.
    void garbageForAnOperatorDoesNotKeepAccountsBack_data()
    {
        QTest::addColumn<QByteArray>("garbage");
        QTest::newRow("a page") << QByteArray("<html>Welcome</html>");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("huge") << QByteArray(2 * AccountServer::mostBytes, 'x');
    }
    void garbageForAnOperatorDoesNotKeepAccountsBack()
    {
        QFETCH(QByteArray, garbage);
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        const auto before = desk.sample.world().op.token;
        desk.managed.other->setOperator(garbage.toStdString());
        QVERIFY(desk.send());
        QVERIFY(desk.server->operatorProblem());
        QVERIFY(!desk.server->lastError());
        QVERIFY(desk.standing() == AccountStanding::Signed);
        QCOMPARE(desk.sample.world().op.token, before);
        desk.managed.other->setOperator(before);
        QVERIFY(desk.fetch());
        QVERIFY(!desk.server->operatorProblem());
    }

    /// An earlier token needs no key, so nothing stands between a person and the steps before.
    void anOperatorThatWasTakenIsGivenBack()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("first"));
        const auto first = desk.sample.world().op.token;
        auto claims = desk.sample.world().op.claims;
        claims.serviceUrls = {"nats://new.example:4222"};
        const auto newer = desk.managed.other->signOperator(claims, claims.header.issuedAt + 100);
        desk.managed.other->setOperator(newer);
        desk.managed.other->whenAsked = [](const HttpRequest&) {
            return HttpReply{.status = 404};
        };
        QVERIFY(desk.fetch());
        QCOMPARE(desk.sample.world().op.token, newer);
        auto& session = desk.sample.session();
        const auto step = [&](auto act) {
            QSignalSpy applied(&session, &Session::applied);
            QSignalSpy refused(&session, &Session::refused);
            act();
            return QTest::qWaitFor([&] { return applied.count() + refused.count() == 1; }) && applied.count() == 1;
        };
        QVERIFY(step([&] { session.undo(); }));
        QCOMPARE(desk.sample.world().op.token, first); // byte for byte
        QVERIFY(step([&] { session.undo(); }));
        QVERIFY(desk.managed.account("ACCTA").claims.description != "first");
        QVERIFY(step([&] { session.redo(); }));
        QVERIFY(step([&] { session.redo(); }));
        QCOMPARE(desk.sample.world().op.token, newer);
        QCOMPARE(desk.managed.account("ACCTA").claims.description, std::string("first"));
    }

    /// The account's own key may be somewhere else: what the operator had signed before comes back as it was.
    void anAccountThatWasTakenIsGivenBackWithoutItsKey()
    {
        Desk desk;
        QVERIFY(desk.open());
        const auto first = desk.token();
        auto theirs = desk.managed.account("ACCTA").claims;
        theirs.description = "theirs";
        desk.managed.other->accounts[desk.sample.key("ACCTA")] = desk.managed.other->sign(theirs, 2'900'000'000);
        QVERIFY(desk.fetch());
        QVERIFY(desk.token() != first);
        std::filesystem::remove_all(desk.sample.world().workspace.keystore / "keys" / "A");
        QSignalSpy applied(&desk.sample.session(), &Session::applied);
        desk.sample.session().undo();
        QTRY_COMPARE(applied.count(), 1);
        QCOMPARE(desk.token(), first);
        QVERIFY(desk.standing() == AccountStanding::Signed);
    }

    /// With a server that is gone, one account waits, not each after the other.
    void aServerThatIsGoneIsAskedOnce()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        QVERIFY(desk.managed.change("ACCTB", {.description = "wanted too"}));
        desk.server->http().setPatience(50);
        int posts = 0;
        desk.managed.other->whenSent = [&](const HttpRequest&) {
            ++posts;
            return HttpReply{.isSilent = true};
        };
        QVERIFY(desk.wait([&] { desk.server->send({desk.sample.key("ACCTA"), desk.sample.key("ACCTB")}); }));
        QCOMPARE(posts, 1);
        for (const auto* name : {"ACCTA", "ACCTB"}) {
            const auto& account = desk.managed.account(name);
            QVERIFY(standingOf(account, desk.sample.world(), desk.server->answers()) == AccountStanding::NotReached);
            QVERIFY(answerTo(account, desk.server->answers())->why == OperatorAnswer::Why::Late);
        }
        QVERIFY(desk.server->lastError() && desk.server->lastError()->code == ErrorCode::NetTimeout);
    }

    void goneWhileARequestIsUnderWay()
    {
        Desk desk;
        QVERIFY(desk.open());
        QVERIFY(desk.changeDescription("wanted"));
        bool isAsked = false;
        desk.managed.other->whenSent = [&](const HttpRequest&) {
            isAsked = true;
            return HttpReply{.isSilent = true};
        };
        desk.server->send({desk.sample.key("ACCTA")});
        QTRY_VERIFY(isAsked);
        QSignalSpy finished(desk.server.get(), &OperatorServer::finished);
        desk.server.reset();
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 0);
    }
};

QTEST_MAIN(TestOperatorServer)

#include "tst_operator_server.moc"
