// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"

#include <QTest>

using namespace gd;

Q_DECLARE_METATYPE(gd::Transaction)

class TestTransactionJson : public QObject {
    Q_OBJECT

private slots:
    void roundTrip_data();
    void roundTrip();
    void allKindsAreTested();
    void refuses_data();
    void refuses();
};

namespace {

Export fullExport()
{
    Export value;
    value.name = "ORDEREVENTS-GRANT-ACK";
    value.subject = "$JS.ACK.ORDERS.ORDEREVENTS.>";
    value.type = ExportType::Service;
    value.tokenRequired = true;
    value.revocations = {{"*", 5}, {"ACKEY", 1'700'000'000}};
    value.responseType = "Stream";
    value.responseThreshold = 5'000'000'000'000'000'001; // does not fit a double
    value.latency = ServiceLatency{0, "latency.results", {}};
    value.accountTokenPosition = 3;
    value.advertise = true;
    value.allowTrace = true;
    value.description = "Grüße, \"quoted\" <b> & \n more";
    value.infoUrl = "https://example.org/?a=1&b=2";
    value.unknown = {{"subject", "from_the_future", R"({"a":[1,2.50,null]})"}};
    return value;
}

Import fullImport()
{
    Import value;
    value.name = "orders";
    value.subject = "deliver.retail.v1.order.events";
    value.account = "AEXPORTER";
    value.token = "aaa.bbb.ccc";
    value.to = "old";
    value.localSubject = "retail.$1.order";
    value.type = ExportType::Stream;
    value.share = true;
    value.allowTrace = true;
    value.unknown = {{"", "first", "1"}, {"allow_trace", "last", "\"x\""}};
    return value;
}

Transaction with(Change change)
{
    Transaction transaction;
    transaction.id = "id";
    transaction.when = 1;
    transaction.changes = {std::move(change)};
    return transaction;
}

} // namespace

void TestTransactionJson::roundTrip_data()
{
    QTest::addColumn<Transaction>("transaction");
    QTest::newRow("empty") << Transaction{};
    QTest::newRow("no change") << Transaction{"20260101-1", 1'700'000'000, {}, {}};
    QTest::newRow("taken back") << Transaction{"20260101-2", 1'700'000'100, {}, {}, 1'700'000'000};
    QTest::newRow("AddExport, empty") << with(AddExport{});
    QTest::newRow("AddExport") << with(AddExport{"AKEY", fullExport()});
    QTest::newRow("IssueToken, empty") << with(IssueToken{});
    QTest::newRow("IssueToken") << with(IssueToken{
        "APROV", "ATARGET", ExportType::Stream, "orders.>", {100, 200}, "DELIVER", "X-GRANT-DELIVER-B.tok", "a.b.c"});
    QTest::newRow("AddImport, empty") << with(AddImport{});
    QTest::newRow("AddImport") << with(AddImport{"AKEY", fullImport(), 0, "ACK"});
    QTest::newRow("AddImport without issue") << with(AddImport{"AKEY", fullImport(), {}, "ACK"});
    QTest::newRow("KeepTokenFile, empty") << with(KeepTokenFile{});
    QTest::newRow("KeepTokenFile") << with(KeepTokenFile{"X.tok", "a.b.c"});

    QTest::newRow("EditExport, empty") << with(EditExport{});
    QTest::newRow("EditExport") << with(
        EditExport{"AKEY", ExportType::Service, "old", fullExport(), {"subject", "private"}});
    QTest::newRow("RemoveExport") << with(RemoveExport{"AKEY", fullExport()});
    QTest::newRow("EditImport, empty") << with(EditImport{});
    QTest::newRow("EditImport") << with(EditImport{"AKEY", fullImport(), 3, "ACK", {"token"}});
    QTest::newRow("RemoveImport") << with(RemoveImport{"AKEY", fullImport(), "ACK"});
    QTest::newRow("RevokeTokens") << with(
        RevokeTokens{"APROV", "*", ExportType::Stream, "orders.>", 1'700'000'000, "DELIVER"});
    QTest::newRow("ClearRevocation") << with(
        ClearRevocation{"APROV", "ATARGET", ExportType::Service, "orders.>", "ACK"});
    QTest::newRow("AddAccount") << with(AddAccount{"AKEY", "Größe"});
    QTest::newRow("ImportAccount") << with(ImportAccount{"AKEY", "A", true});
    QTest::newRow("RestoreAccount, empty") << with(RestoreAccount{});
    QTest::newRow("RestoreAccount") << with(
        RestoreAccount{"AKEY", "A", 1'700'000'000, true, {"acctbusr"}, true, false});
    QTest::newRow("EditAccount, empty") << with(EditAccount{});
    QTest::newRow("EditAccount") << with(EditAccount{"AKEY", "A", {"description", "tags"}});
    QTest::newRow("RenameAccount") << with(RenameAccount{"AKEY", "A", "B"});
    QTest::newRow("DeleteAccount") << with(DeleteAccount{"AKEY", "A"});
    QTest::newRow("AddUser") << with(AddUser{"AKEY", "UKEY", "u", "role"});
    QTest::newRow("EditUser") << with(EditUser{"AKEY", "UKEY", "u", {"subs"}});
    QTest::newRow("DeleteUser") << with(DeleteUser{"AKEY", "UKEY", "u", true});
    QTest::newRow("AddSigningKey, empty") << with(AddSigningKey{});
    QTest::newRow("AddSigningKey") << with(AddSigningKey{"AKEY", "ASIGN", true, "role"});
    QTest::newRow("EditSigningKey") << with(EditSigningKey{"AKEY", "ASIGN", "role", {"scope"}});
    QTest::newRow("RemoveSigningKey") << with(RemoveSigningKey{"OKEY", "OSIGN", ""});
    QTest::newRow("EditOperator") << with(EditOperator{"OKEY", "OP", {"strict"}});

    Transaction all = with(KeepTokenFile{"X.tok", "a.b.c"});
    all.changes.push_back(AddExport{"AKEY", fullExport()});
    all.changes.push_back(AddImport{"AKEY", fullImport(), 7, {}});
    all.changes.push_back(IssueToken{});
    all.edits = {{"/s/A.jwt", "old", "new"}, {"/s/fresh", {}, ""}, {"/s/gone", "", {}}, {"/s/nothing", {}, {}}};
    QTest::newRow("all, with files") << all;

    Transaction odd;
    std::string bytes;
    for (int c = 0; c < 256; ++c)
        bytes += static_cast<char>(c);
    odd.edits = {{"/s/50% Zürich\n\xff.jwt", bytes, "%41%"}};
    QTest::newRow("any bytes") << odd;
}

void TestTransactionJson::roundTrip()
{
    QFETCH(Transaction, transaction);
    const std::string json = transactionJson(transaction);
    const auto read = transactionFromJson(json);
    QVERIFY2(read, json.c_str());
    QVERIFY2(*read == transaction, json.c_str());
    QCOMPARE(transactionJson(*read), json);
}

void TestTransactionJson::allKindsAreTested()
{
    // A new kind of change needs a row above; then raise this number.
    QCOMPARE(std::variant_size_v<Change>, std::size_t{23});
}

void TestTransactionJson::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("no version") << QByteArray("{}");
    QTest::newRow("newer version") << QByteArray(R"({"version":2})");
    QTest::newRow("unknown member") << QByteArray(R"({"version":1,"more":1})");
    QTest::newRow("unknown member in an edit") << QByteArray(R"({"version":1,"edits":[{"file":"/a","mode":1}]})");
    QTest::newRow("cut off") << QByteArray(R"({"version":1,"id":"x")");
    QTest::newRow("wrong type") << QByteArray(R"({"version":1,"when":"now"})");
    QTest::newRow("change of no kind") << QByteArray(R"({"version":1,"changes":[{}]})");
    QTest::newRow("unknown kind") << QByteArray(R"({"version":1,"changes":[{"removeAll":{}}]})");
    QTest::newRow("two kinds") << QByteArray(
        R"({"version":1,"changes":[{"addExport":{"value":{}},"addImport":{"value":{}}}]})");
    QTest::newRow("negative index") << QByteArray(
        R"({"version":1,"changes":[{"addImport":{"value":{},"issued":-1}}]})");
    QTest::newRow("relative file") << QByteArray(R"({"version":1,"edits":[{"file":"a"}]})");
    QTest::newRow("bad escape") << QByteArray(R"({"version":1,"edits":[{"file":"/a","after":"%4"}]})");
    QTest::newRow("lower case escape") << QByteArray(R"({"version":1,"edits":[{"file":"/a","after":"%4a"}]})");
    QTest::newRow("deep") << QByteArray(10'000, '[');
}

void TestTransactionJson::refuses()
{
    QFETCH(QByteArray, json);
    const auto read = transactionFromJson(json.toStdString());
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::JournalUnreadable);
}

QTEST_APPLESS_MAIN(TestTransactionJson)
#include "tst_transaction_json.moc"
