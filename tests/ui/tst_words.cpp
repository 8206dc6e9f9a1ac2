// SPDX-License-Identifier: Apache-2.0
//
// Everything that can happen has words, and they are words for people.
#include "ui/words/change_text.h"
#include "ui/words/explanation.h"
#include "ui/words/finding_text.h"
#include "ui/words/names.h"
#include "ui/words/state_text.h"
#include "ui/words/tool_tip.h"

#include <QRegularExpression>
#include <QTest>
#include <QTextDocument>

#include <set>

using namespace gd;
using namespace gd::ui;

namespace {

const std::string keyA = std::string(55, 'A') + "2";
const std::string keyB = "A" + std::string(55, 'B');

Snapshot twoAccounts()
{
    Snapshot world;
    world.accounts.resize(2);
    world.accounts[0].key = keyA;
    world.accounts[0].name = "ACCTA";
    world.accounts[1].key = keyB;
    world.accounts[1].name = "ACCTB";
    return world;
}

/// Empty if the three sentences are ones; otherwise what is wrong.
QString complaint(const Explanation& words)
{
    for (const auto& part : {words.happened, words.because, words.nextStep}) {
        if (part.isEmpty()) {
            return QStringLiteral("a part is empty: ") + words.all();
        }
        if (!part.endsWith(u'.') || !(part.front().isUpper() || part.front() == u'$')) {
            return QStringLiteral("no sentence: ") + part;
        }
        if (part.contains(u'%')) {
            return QStringLiteral("a place was not filled: ") + part;
        }
    }
    return {};
}

/// Names of codes look like "TokenChunkCount": two capitals inside one word, with small letters before.
bool namesACode(const QString& text)
{
    static const QRegularExpression code(QStringLiteral("\\b[A-Z][a-z]+[A-Z][a-z]+\\w*"));
    return QString(text).remove(QStringLiteral("GrantDesk")).remove(QStringLiteral("JetStream")).contains(code);
}

} // namespace

class TestWords : public QObject {
    Q_OBJECT

private slots:
    void everyErrorIsExplained()
    {
        for (int code = 0; code <= static_cast<int>(ErrorCode::Cancelled); ++code) {
            for (const char* where : {"", "X"}) {
                const Explanation words = explain(Error{static_cast<ErrorCode>(code), where, "detail for the log"});
                QVERIFY2(complaint(words).isEmpty(), qPrintable(QString::number(code) + u' ' + complaint(words)));
                QVERIFY2(!namesACode(words.all()), qPrintable(words.all()));
                QVERIFY2(!words.all().contains(QStringLiteral("detail for the log")), qPrintable(words.all()));
            }
        }
    }

    void everyFindingIsExplained()
    {
        const Snapshot world = twoAccounts();
        for (int code = 0; code <= static_cast<int>(FindingCode::CredsOutdated); ++code) {
            Finding finding{Severity::Problem, static_cast<FindingCode>(code), keyA, "Orders.>", keyB};
            const Explanation words = explain(finding, world);
            QVERIFY2(complaint(words).isEmpty(), qPrintable(QString::number(code) + u' ' + complaint(words)));
            QVERIFY2(!namesACode(words.all()), qPrintable(words.all()));
            const bool isRole = finding.code == FindingCode::RowMissing; // its detail is never a key
            QVERIFY2(isRole || !words.all().contains(QString::fromStdString(keyB)), "keys are shown by name");
            finding.detail.clear();
            QVERIFY(complaint(explain(finding, world)).isEmpty());
        }
    }

    void aRestoredAccountSaysWhatOfItsRevocations()
    {
        const auto world = twoAccounts();
        const std::string key = world.accounts.front().key;
        const auto say = [&](RestoreAccount change) {
            change.account = key;
            change.name = "ACCTA";
            return changeSentence(change, world);
        };
        QVERIFY(!say({}).contains("evocation"));
        QVERIFY(say({.keepsRevocations = true}).endsWith("Newer revocations stay."));
        QVERIFY(say({.dropsRevocations = true}).endsWith("Newer revocations are dropped."));
        QVERIFY(say({.comesBack = true}).contains("No users come back"));
        QVERIFY(say({.comesBack = true, .users = {"shop", "till"}}).contains("shop"));
    }

    void everyAdminChangeIsASentence()
    {
        const Snapshot world = twoAccounts();
        const std::string op = "O" + std::string(55, 'A');
        const std::vector<Change> changes{
            AddAccount{keyA, "ACCTA"},
            ImportAccount{keyA, "ACCTA", true},
            EditAccount{keyA, "ACCTA", {"description", "conn"}},
            RenameAccount{keyA, "ACCTA", "SHOP"},
            DeleteAccount{keyA, "ACCTA"},
            AddUser{keyA, "U", "reader", "svc"},
            EditUser{keyA, "U", "reader", {"pubAllow"}},
            EditUser{keyA, "U", "revived", {"pubAllow", EditUser::revived}},
            DeleteUser{keyA, "U", "reader", true},
            AddSigningKey{keyA, keyB, true, "svc"},
            EditSigningKey{keyA, keyB, "svc", {"scope"}},
            RemoveSigningKey{op, op, ""},
            EditOperator{op, "OP", {"strict"}},
            RestoreAccount{keyA, "ACCTA", 1'700'000'000, false, {}, true},
            EditExport{keyA, ExportType::Stream, "a", {.subject = "a"}, {"private"}},
            EditExport{keyA, ExportType::Stream, "b", {.subject = "b"}, {"name", "latency"}},
            RemoveExport{keyA, {.subject = "a"}},
            EditImport{keyB, {.subject = "a", .account = keyA}, 0, "", {"token"}},
            EditImport{keyB, {.subject = "a", .account = keyA}, {}, "", {"localSubject"}},
            RemoveImport{keyB, {.subject = "a", .account = keyA}, ""},
            RevokeTokens{keyA, keyB, ExportType::Stream, "a", 1'700'000'000, ""},
            RevokeTokens{keyA, "*", ExportType::Stream, "a", 1'700'000'000, ""},
            ClearRevocation{keyA, keyB, ExportType::Stream, "a", ""},
            ClearRevocation{keyA, "*", ExportType::Stream, "a", ""}};
        std::set<QString> said;
        for (const auto& change : changes) {
            const QString sentence = changeSentence(change, world);
            QVERIFY2(sentence.endsWith(u'.') && sentence.front().isUpper(), qPrintable(sentence));
            QVERIFY2(!sentence.contains(u'%') && !namesACode(sentence), qPrintable(sentence));
            const QString title = transactionTitle({change}, world);
            QVERIFY2(!title.endsWith(u'.') && !title.contains(u'%'), qPrintable(title));
            QVERIFY2(said.insert(sentence).second && said.insert(title).second, qPrintable(title));
        }
        QCOMPARE(changeSentence(changes[2], world), QString("ACCTA gets other values: description, connections."));
        QCOMPARE(transactionTitle({changes[8]}, world), QString("delete user reader of ACCTA"));
    }

    void everyStateHasItsOwnWord()
    {
        std::set<QString> words;
        for (int state = 0; state <= static_cast<int>(GrantState::ExportMissing); ++state) {
            const auto one = static_cast<GrantState>(state);
            QVERIFY(!stateWord(one).isEmpty());
            QVERIFY(stateWord(one).split(u' ').size() <= 3);
            QVERIFY2(words.insert(stateWord(one)).second, qPrintable(stateWord(one)));
            QVERIFY(stateSentence(one).endsWith(u'.'));
        }
        for (const auto severity : {Severity::Blocks, Severity::Problem, Severity::Warning}) {
            QVERIFY(!severityWord(severity).isEmpty());
        }
    }

    void toolTipsShowLetters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("subject") << "$JS.ACK.S.C.>";
        QTest::newRow("heading") << "<h1>x";
        QTest::newRow("picture") << "<img src='file:///etc/hostname'>";
        QTest::newRow("entity") << "a &lt; b";
        QTest::newRow("lines") << "one\ntwo";
        QTest::newRow("heading and lines") << "<b>one</b>\ntwo";
    }
    void toolTipsShowLetters()
    {
        QFETCH(QString, text);
        const auto tip = plainToolTip(text);
        QTextDocument shown;
        Qt::mightBeRichText(tip) ? shown.setHtml(tip) : shown.setPlainText(tip);
        QCOMPARE(shown.toPlainText(), text);
    }

    void changesAreSentences_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("export") << 0 << "ACCTA offers $JS.ACK.S.C.> as a private service (S-GRANT-ACK).";
        QTest::newRow("token")
            << 1 << "ACCTA lets ACCTB use $JS.ACK.S.C.> without an end (token file S-GRANT-ACK-ACCTB.tok).";
        QTest::newRow("import") << 2 << "ACCTB imports deliver.s from ACCTA as s.";
        QTest::newRow("import, same name") << 3 << "ACCTB imports $JS.ACK.S.C.> from ACCTA under the same name.";
        QTest::newRow("kept file") << 4 << "The token is kept as S-GRANT-ACK-ACCTB.tok.";
    }
    void changesAreSentences()
    {
        QFETCH(int, index);
        QFETCH(QString, sentence);
        QCOMPARE(changeSentence(changes().at(static_cast<std::size_t>(index)), twoAccounts()), sentence);
    }

    void transactionsHaveTitles()
    {
        const Snapshot world = twoAccounts();
        const auto all = changes();
        QCOMPARE(transactionTitle({all[0], all[1], all[2], all[3]}, world),
                 QStringLiteral("share C of ACCTA with ACCTB"));
        QCOMPARE(transactionTitle({all[3]}, world), QStringLiteral("import C of ACCTA into ACCTB"));
        QCOMPARE(transactionTitle({all[2]}, world), QStringLiteral("import S of ACCTA into ACCTB"));
        QCOMPARE(transactionTitle({all[0]}, world), QStringLiteral("offer C of ACCTA"));
        QVERIFY(!transactionTitle({all[4]}, world).isEmpty());
    }

    void keysAndTimes()
    {
        QCOMPARE(shortKey("AD5FTHISISAKEYH3L"), QString::fromUtf8("AD5F…H3L"));
        QCOMPARE(accountName(twoAccounts(), keyB), QStringLiteral("ACCTB"));
        QCOMPARE(accountName(twoAccounts(), "ACCCXXXXXXXXXXX123"), QString::fromUtf8("ACCC…123"));
        QCOMPARE(serverName("demo"), QStringLiteral("demo"));
        QCOMPARE(serverName("NBCEDHBNCC2HFTHDBZ54XF3GJJSOT5KPAZTI2Z6I6VKXWOBKPXG5K6B2"), QString::fromUtf8("NBCE…6B2"));
        QCOMPARE(timeText(0), QStringLiteral("never"));
        QCOMPARE(endText(0, 1000), QStringLiteral("never ends"));
        QVERIFY(endText(1000 + 3 * 86400, 1000).contains(u'3'));
        QVERIFY(endText(1000, 1001 + 2 * 86400).contains(u'2'));
        QVERIFY(timeTextWithDistance(1000 + 3 * 86400, 1000).startsWith(timeText(1000 + 3 * 86400)));
        QVERIFY(typeWordWithTerm(ExportType::Stream).contains(typeWord(ExportType::Stream)));
        QVERIFY(roleText("ACK").startsWith(QStringLiteral("ACK")));
    }

private:
    static std::vector<Change> changes()
    {
        Export offer;
        offer.name = "S-GRANT-ACK";
        offer.subject = "$JS.ACK.S.C.>";
        offer.type = ExportType::Service;
        offer.tokenRequired = true;
        Import deliver;
        deliver.name = "S-GRANT-DELIVER";
        deliver.subject = "deliver.s";
        deliver.account = keyA;
        deliver.localSubject = "s";
        deliver.type = ExportType::Stream;
        Import ack = deliver;
        ack.name = "S-GRANT-ACK";
        ack.subject = ack.localSubject = "$JS.ACK.S.C.>";
        ack.type = ExportType::Service;
        return {AddExport{keyA, offer},
                IssueToken{keyA, keyB, ExportType::Service, "$JS.ACK.S.C.>", {}, "ACK", "S-GRANT-ACK-ACCTB.tok", {}},
                AddImport{keyB, deliver, {}, "DELIVER"}, AddImport{keyB, ack, {}, "ACK"},
                KeepTokenFile{"S-GRANT-ACK-ACCTB.tok", {}}};
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
