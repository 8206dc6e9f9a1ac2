// SPDX-License-Identifier: Apache-2.0
#include "core/live/active.h"
#include "tests/support/scripted_link.h"

#include <QTest>

using namespace gd;
using namespace gd::test;

namespace {

AccountClaims twoImports()
{
    AccountClaims claims;
    claims.imports.push_back({.subject = "s.>", .account = "P", .localSubject = "mine.>", .type = ExportType::Stream});
    claims.imports.push_back({.subject = "q.a", .account = "P", .localSubject = "ask", .type = ExportType::Service});
    return claims;
}

constexpr const char* infoSubject = "$SYS.REQ.ACCOUNT.C.INFO";
constexpr const char* stream = R"({"subject":"s.>","account":"P","local_subject":"mine.>","type":"stream"})";
constexpr const char* service = R"({"subject":"ask","account":"P","to":"q.a","type":"service"})";

} // namespace

class TestActiveImports : public QObject {
    Q_OBJECT
private slots:
    void lists_data();
    void lists();
    void notLoaded();
    void failures();
};

void TestActiveImports::lists_data()
{
    QTest::addColumn<QByteArray>("entries");
    QTest::addColumn<bool>("streamActive");
    QTest::addColumn<bool>("serviceActive");
    const auto row = [](const char* name, const QByteArray& entries, bool streamActive, bool serviceActive) {
        QTest::newRow(name) << entries << streamActive << serviceActive;
    };
    const QByteArray s(stream), q(service);
    row("both", '[' + s + ',' + q + ']', true, true);
    row("none", "[]", false, false);
    row("null", "null", false, false);
    row("stream only", '[' + s + ']', true, false);
    row("service only", '[' + q + ']', false, true);
    row("invalid", '[' + QByteArray(s).replace("{", "{\"invalid\":true,") + ',' + q + ']', false, true);
    row("other provider", '[' + QByteArray(s).replace("\"P\"", "\"X\"") + ']', false, false);
    row("other type", '[' + QByteArray(s).replace("\"stream\"", "\"service\"") + ']', false, false);
    row("service without a new name", R"([{"subject":"q.a","account":"P","type":"service"}])", false, true);
    row("service on a newer server",
        R"([{"subject":"q.a","to":"ask","local_subject":"ask","account":"P","type":"service"}])", false, true);
    row("local name on a newer server",
        R"([{"subject":"x","to":"q.a","local_subject":"q.a","account":"P","type":"service"}])", false, false);
    row("local names are not the provider's",
        R"([{"subject":"mine.>","account":"P","type":"stream"},{"subject":"q.a","to":"x","account":"P","type":"service"}])",
        false, false);
    row("strange entries", "[1,null,\"x\",{\"account\":7}," + s + ']', true, false);
}

void TestActiveImports::lists()
{
    QFETCH(QByteArray, entries);
    ScriptedLink link;
    link.answers[infoSubject] = {
        "{\"server\":{\"name\":\"n1\"},\"data\":{\"account_name\":\"C\",\"complete\":true,\"imports\":" +
        entries.toStdString() + "}}"};
    const auto active = activeImports(link, "C", twoImports());
    QVERIFY(active);
    QCOMPARE(active->server, std::string("n1"));
    QVERIFY(active->loaded);
    QCOMPARE(active->imports.size(), std::size_t{2});
    QCOMPARE(active->imports[0].subject, std::string("s.>"));
    QCOMPARE(active->imports[1].provider, std::string("P"));
    const auto state = [&](std::size_t i) {
        return active->imports[i].activity == ImportActivity::Active;
    };
    QTEST(state(0), "streamActive");
    QTEST(state(1), "serviceActive");
}

void TestActiveImports::notLoaded()
{
    ScriptedLink link;
    link.errors[infoSubject] = ErrorCode::NetTimeout;
    const auto silent = activeImports(link, "C", twoImports());
    QVERIFY(silent);
    QVERIFY(!silent->loaded);
    QCOMPARE(silent->imports[0].activity, ImportActivity::Unknown);

    link.errors.clear();
    link.answers[infoSubject] = {R"({"server":{"name":"n1"},"error":{"code":404,"description":"unknown"}})"};
    const auto unknown = activeImports(link, "C", twoImports());
    QVERIFY(unknown);
    QVERIFY(!unknown->loaded);
    QCOMPARE(unknown->imports[1].activity, ImportActivity::Unknown);
}

void TestActiveImports::failures()
{
    ScriptedLink link;
    QCOMPARE(activeImports(link, "C", twoImports()).error().code, ErrorCode::NetNoResponders);
    for (const char* answer : {"", "x", "[]", "7"}) {
        link.answers[infoSubject] = {answer};
        QCOMPARE(activeImports(link, "C", twoImports()).error().code, ErrorCode::ServerAnswerUnreadable);
    }
}

QTEST_GUILESS_MAIN(TestActiveImports)
#include "tst_active_imports.moc"
