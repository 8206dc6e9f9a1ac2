// SPDX-License-Identifier: Apache-2.0
//
// How accounts of a managed store stand with their operator, and what came of asking it, in words.
#include "core/store/digest.h"
#include "ui/words/operator_text.h"

#include <QTest>

using namespace gd;
using namespace gd::ui;
using Kind = OperatorOutcome::Kind;
using Why = OperatorAnswer::Why;

namespace {

/// A managed store with one account, which has signed itself.
Snapshot world()
{
    Snapshot world;
    world.op.managed = true;
    Account account;
    account.key = "AKEY";
    account.name = "SHOP";
    account.token = "token";
    account.claims.header.subject = account.claims.header.issuer = "AKEY";
    account.operatorSigned = false;
    world.accounts.push_back(account);
    return world;
}

OperatorAnswers answered(OperatorAnswer::Kind kind, int status, const std::string& text, Why why = Why::Unknown)
{
    return {{"AKEY", {kind, digestOf("token"), status, text, 1'700'000'000, why}}};
}

} // namespace

Q_DECLARE_METATYPE(gd::OperatorAnswers)
Q_DECLARE_METATYPE(gd::ui::OperatorOutcome)
Q_DECLARE_METATYPE(gd::ClaimDifference)

class TestOperatorText : public QObject {
    Q_OBJECT

private slots:
    void standing_data()
    {
        using Answer = OperatorAnswer::Kind;
        QTest::addColumn<OperatorAnswers>("answers");
        QTest::addColumn<QString>("words");
        QTest::newRow("unsent") << OperatorAnswers() << "waits for the operator: not sent yet";
        QTest::newRow("waits") << answered(Answer::Waits, 202, "") << "waits for the operator: it has the token";
        QTest::newRow("waits, said") << answered(Answer::Waits, 202, "on Monday")
                                     << "waits for the operator: on Monday";
        QTest::newRow("refused") << answered(Answer::Refused, 400, "too many") << "refused by the operator: too many";
        QTest::newRow("refused, mute") << answered(Answer::Refused, 500, "") << "refused by the operator: status 500";
        // What the system said of it is no sentence for people.
        const auto missed = [](Why why) {
            return answered(Answer::NotReached, 0, "QSocket error 0x61", why);
        };
        QTest::newRow("not reached") << missed(Why::Unknown) << "operator not reached";
        QTest::newRow("down") << missed(Why::Down) << "operator not reached: nothing answers there";
        QTest::newRow("late") << missed(Why::Late) << "operator not reached: no answer came in time";
        QTest::newRow("unsafe") << missed(Why::Unsafe) << "operator not reached: no safe connection came about";
        QTest::newRow("elsewhere") << missed(Why::Elsewhere) << "operator not reached: it points to another address";
        QTest::newRow("unreadable") << missed(Why::Unreadable) << "operator not reached: its answer was not understood";
    }
    void standing()
    {
        QFETCH(OperatorAnswers, answers);
        QFETCH(QString, words);
        const auto here = world();
        QCOMPARE(standingText(here.accounts.front(), here, answers), words);
        QVERIFY(standingSentence(here.accounts.front(), here, answers, true).startsWith("What you see here"));
        const bool isMissed = words.startsWith("operator not reached");
        QCOMPARE(technicalText(here.accounts.front(), answers), isMissed ? "QSocket error 0x61" : "");
    }

    void nothingIsSaidOfASignedOne()
    {
        auto here = world();
        here.accounts.front().operatorSigned = true;
        QCOMPARE(standingText(here.accounts.front(), here, {}), QStringLiteral("signed by the operator"));
        QVERIFY(standingSentence(here.accounts.front(), here, {}, true).isEmpty());
    }

    void whatToDoDependsOnTheServer()
    {
        const auto here = world();
        QVERIFY(standingSentence(here.accounts.front(), here, {}, true).endsWith("Send it to the operator."));
        QVERIFY(standingSentence(here.accounts.front(), here, {}, false).contains("import the one that comes back"));
    }

    void outcome_data()
    {
        QTest::addColumn<OperatorOutcome>("outcome");
        QTest::addColumn<QString>("words");
        QTest::newRow("signed") << OperatorOutcome{"AKEY", Kind::Signed} << "SHOP is signed by the operator.";
        QTest::newRow("changed by it")
            << OperatorOutcome{.account = "AKEY",
                               .kind = Kind::Signed,
                               .differences = {{"nats/limits/conn", "-1", "10"}}}
            << "SHOP is signed by the operator, which changed it: connections: 10 instead of unlimited.";
        QTest::newRow("waits") << OperatorOutcome{"AKEY", Kind::Waits, 202}
                               << "SHOP waits until the operator has signed it.";
        QTest::newRow("waits, with a stop of its own") << OperatorOutcome{"AKEY", Kind::Waits, 202, "On Monday."}
                                                       << "SHOP waits until the operator has signed it: On Monday.";
        QTest::newRow("refused") << OperatorOutcome{"AKEY", Kind::Refused, 400, "no more streams"}
                                 << "SHOP was refused: no more streams.";
        QTest::newRow("refused, asking") << OperatorOutcome{"AKEY", Kind::Refused, 401, "who are you?"}
                                         << "SHOP was refused: who are you?";
        QTest::newRow("refused, mute") << OperatorOutcome{"AKEY", Kind::Refused, 500}
                                       << "SHOP was refused: status 500.";
        QTest::newRow("unknown") << OperatorOutcome{"AKEY", Kind::Unknown, 404} << "The operator has no account SHOP.";
    }
    void outcome()
    {
        QFETCH(OperatorOutcome, outcome);
        QFETCH(QString, words);
        QCOMPARE(outcomeText(outcome, world()), words);
    }

    void everyOutcomeHasWords()
    {
        for (int kind = 0; kind <= static_cast<int>(Kind::Failed); ++kind)
            QVERIFY(outcomeText({"AKEY", static_cast<Kind>(kind)}, world()).contains("SHOP"));
    }

    void difference_data()
    {
        QTest::addColumn<ClaimDifference>("difference");
        QTest::addColumn<QString>("words");
        QTest::newRow("new") << ClaimDifference{"nats/description", "", "\"x\""} << "description: \"x\" is new";
        QTest::newRow("gone") << ClaimDifference{"name", "\"x\"", ""} << "name: \"x\" is gone";
        QTest::newRow("no word for it") << ClaimDifference{"nats/odd/thing", "1", "2"} << "odd/thing: 2 instead of 1";
    }
    void difference()
    {
        QFETCH(ClaimDifference, difference);
        QFETCH(QString, words);
        QCOMPARE(differenceText(difference).toLower(), words);
    }

    void manyAccountsAreCounted()
    {
        const std::vector<OperatorOutcome> outcomes(300, {"AKEY", Kind::Unknown, 404});
        const auto text = outcomesText(outcomes, std::nullopt, std::nullopt, world());
        QVERIFY(text.count('\n') < 10);
        QVERIFY(text.contains("294 more accounts"));
        const auto one = outcomesText({outcomes.begin(), outcomes.begin() + 7}, std::nullopt, std::nullopt, world());
        QVERIFY(one.contains("1 more account;"));
    }

    void anErrandAsAWhole()
    {
        const Error down{ErrorCode::NetUnreachable, "http://op.example", "connection refused"};
        const std::vector<OperatorOutcome> failed{{.account = "AKEY", .kind = Kind::Failed, .error = down}};
        const auto text = outcomesText(failed, down, std::nullopt, world());
        QCOMPARE(text.count("The server was not reached."), 1);
        QVERIFY(!text.contains("connection refused"));
        QVERIFY(text.endsWith("This store differs from what the operator has."));

        const auto garbage = outcomesText({{"AKEY", Kind::Same}}, std::nullopt,
                                          Error{ErrorCode::TokenChunkCount, "http://op.example", ""}, world());
        QVERIFY(garbage.startsWith("The token of the operator itself was left as it is: "));
        QVERIFY(garbage.contains("1 account is what the operator has."));
    }
};

QTEST_MAIN(TestOperatorText)

#include "tst_operator_text.moc"
