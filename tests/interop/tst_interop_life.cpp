// SPDX-License-Identifier: Apache-2.0
#include "core/share/row_edits.h"
#include "core/share/share_life.h"
#include "core/text/nsc_script.h"
#include "tests/interop/comparing.h"
#include "tests/interop/guide_scripts.h"
#include "tests/interop/nsc_store.h"
#include "tests/interop/shares.h"

#include <QtTest>

#include <functional>

using namespace gd;
using namespace gd::test;

using Edit = std::function<void(Export&)>;
using Planner = std::function<Result<SharePlan>(const Snapshot&, const std::string&)>;
Q_DECLARE_METATYPE(Edit)
Q_DECLARE_METATYPE(Planner)

namespace {

constexpr const char* deliver = "deliver.retail.v1.order.events";
constexpr const char* ack = "$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>";

Export exportOf(const NscStore& store, const std::string& subject)
{
    for (const auto& exported : store.claims("ACCTA").exports)
        if (exported.subject == subject) return exported;
    qFatal("no export %s", subject.c_str());
}

} // namespace

/// Edits, deletes, revocations and their removal: on copies of one store that nsc made, by nsc and by GrantDesk.
class TstInteropLife : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void editedExports_data();
    void editedExports();
    void nscForgetsAndWeDoNot();
    void deletedRows();
    void revocations_data();
    void revocations();
    void scriptsDoTheSame_data();
    void scriptsDoTheSame();

private:
    /// What nsc's commands and a plan of ours make of the same store.
    void compare(const QString& script, const std::function<Result<SharePlan>(const Snapshot&)>& plan);

    std::unique_ptr<NscStore> m_shared; ///< the guide's push share, a feed and a service
};

void TstInteropLife::initTestCase()
{
    GD_NEEDS_NSC();
    m_shared = NscStore::madeBy(plainStoreScript());
    const auto ran = m_shared->shell(pushShareScript() + QString::fromLatin1(R"(
nsc add export -a ACCTA -n cart -s 'retail.v1.cart.*'
nsc add export -a ACCTA -n pay -s 'retail.v1.payment.*' --service --private --response-type Stream
)"));
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
}

void TstInteropLife::compare(const QString& script, const std::function<Result<SharePlan>(const Snapshot&)>& plan)
{
    const auto ours = m_shared->copy();
    const auto nscs = m_shared->copy();
    const auto ran = nscs->shell(script);
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    const auto made = plan(*ours->world());
    QVERIFY2(made, made ? "" : made.error().detail.c_str());
    const auto done = ours->apply(made);
    QVERIFY2(done, done ? "" : done.error().where.c_str());
    QCOMPARE(differing(comparable(*ours->world()), comparable(*nscs->world())), QString());
    const auto told = ours->validate();
    QVERIFY2(told.ok(), qPrintable(told.all()));
}

void TstInteropLife::editedExports_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<Edit>("edit");
    QTest::newRow("name and texts") << QString("nsc edit export -a ACCTA -s 'retail.v1.cart.*' -n carts --description "
                                               "'Carts of the shop' --info-url https://example.org/carts")
                                    << QByteArray("retail.v1.cart.*") << Edit([](Export& value) {
                                           value.name = "carts";
                                           value.description = "Carts of the shop";
                                           value.infoUrl = "https://example.org/carts";
                                       });
    QTest::newRow("private") << QString("nsc edit export -a ACCTA -s 'retail.v1.cart.*' --private")
                             << QByteArray("retail.v1.cart.*")
                             << Edit([](Export& value) { value.tokenRequired = true; });
    QTest::newRow("service") << QString("nsc edit export -a ACCTA -s 'retail.v1.payment.*' --response-type Chunked "
                                        "--response-threshold 5s --latency latency.pay --sampling 50 --allow-trace")
                             << QByteArray("retail.v1.payment.*") << Edit([](Export& value) {
                                    value.responseType = "Chunked";
                                    value.responseThreshold = 5'000'000'000;
                                    value.latency = ServiceLatency{50, "latency.pay", {}};
                                    value.allowTrace = true;
                                });
}

void TstInteropLife::editedExports()
{
    GD_NEEDS_NSC();
    QFETCH(QString, script);
    QFETCH(QByteArray, subject);
    QFETCH(Edit, edit);
    compare(script, [&](const Snapshot& world) {
        ExportDraft draft{.account = m_shared->key("ACCTA"),
                          .subject = subject.toStdString(),
                          .value = exportOf(*m_shared, subject.toStdString())};
        edit(draft.value);
        return planExport(draft, world, world.readAt);
    });
}

/// The deliberate difference: nsc builds an export anew whenever it is edited.
void TstInteropLife::nscForgetsAndWeDoNot()
{
    GD_NEEDS_NSC();
    const auto prepared = m_shared->copy();
    const auto ran = prepared->shell(
        QString::fromLatin1("nsc revocations add-activation -a ACCTA -s 'retail.v1.payment.*' --service -t '*' --at 9\n"
                            "nsc add export -a ACCTA -n own -s 'own.*' --service --account-token-position 2\n"));
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    const auto ours = prepared->copy();
    const auto nscs = prepared->copy();
    for (const auto* subject : {"retail.v1.payment.*", "own.*"}) {
        const auto edited = nscs->shell(
            QStringLiteral("nsc edit export -a ACCTA -s '%1' --description new").arg(QLatin1String(subject)));
        QVERIFY2(edited.ok(), qPrintable(edited.all()));
        ExportDraft draft{.account = ours->key("ACCTA"), .subject = subject, .value = exportOf(*ours, subject)};
        draft.value.description = "new";
        const auto world = ours->world();
        QVERIFY(ours->apply(planExport(draft, *world, world->readAt)));
        auto kept = exportOf(*ours, subject);
        kept.description.clear();
        QVERIFY(kept == exportOf(*prepared, subject));
    }
    QVERIFY(exportOf(*nscs, "retail.v1.payment.*").revocations.empty());
    QCOMPARE(exportOf(*nscs, "own.*").accountTokenPosition, std::uint64_t{0});
}

void TstInteropLife::deletedRows()
{
    GD_NEEDS_NSC();
    const auto provider = m_shared->key("ACCTA"), consumer = m_shared->key("ACCTB");
    compare("nsc delete export -a ACCTA -s 'retail.v1.cart.*'", [&](const Snapshot& world) {
        return planExportRemoval(provider, ExportType::Stream, "retail.v1.cart.*", world, world.readAt);
    });
    compare(QString::fromLatin1("nsc delete import -a ACCTB -s '%1'").arg(QLatin1String(ack)),
            [&](const Snapshot& world) {
                return planImportRemoval(consumer, provider, ExportType::Service, ack, world, world.readAt);
            });
    compare(
        QString::fromLatin1(R"(
for subject in deliver.retail.v1.order.events '$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>' '$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1'; do
  nsc delete import -a ACCTB -s "$subject"
  nsc delete export -a ACCTA -s "$subject"
done
)"),
        [](const Snapshot& world) { return planRemoval({.shares = {world.shares.front().id}}, world, world.readAt); });
}

void TstInteropLife::revocations_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("everybody");
    QTest::addColumn<bool>("takenBack");
    for (const bool takenBack : {false, true}) {
        QTest::addRow("one, taken back: %d", takenBack) << "ACCTB" << false << takenBack;
        QTest::addRow("everybody, taken back: %d", takenBack) << "*" << true << takenBack;
    }
}

void TstInteropLife::revocations()
{
    GD_NEEDS_NSC();
    QFETCH(QString, target);
    QFETCH(bool, everybody);
    QFETCH(bool, takenBack);
    constexpr UnixSeconds until = 1'700'000'000;
    QString script;
    for (const auto& [subject, kind] : {std::pair(deliver, ""), std::pair(ack, "--service"),
                                        std::pair("$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1", "--service")}) {
        const auto what =
            QStringLiteral(" -a ACCTA -s '%1' %2 -t '%3'").arg(QLatin1String(subject), QLatin1String(kind), target);
        script += "nsc revocations add-activation" + what + QStringLiteral(" --at %1\n").arg(until);
        if (takenBack) script += "nsc revocations delete-activation" + what + "\n";
    }
    const auto ours = m_shared->copy();
    const auto nscs = m_shared->copy();
    const auto ran = nscs->shell(script);
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    auto world = ours->world();
    const auto id = world->shares.front().id;
    QVERIFY(
        ours->apply(planRevocation({.shares = {id}, .everybody = everybody, .until = until}, *world, world->readAt)));
    world = ours->world();
    if (takenBack) QVERIFY(ours->apply(planLetIn({.shares = {id}, .everybody = everybody}, *world, world->readAt)));
    for (const auto& exported : ours->claims("ACCTA").exports) {
        const auto& others = exportOf(*nscs, exported.subject).revocations;
        QVERIFY(exported.revocations == others);
        QCOMPARE(exported.revocations.empty(), takenBack || exported.subject.starts_with("retail."));
    }
    QCOMPARE(differing(comparable(*ours->world()), comparable(*nscs->world())), QString());
    const auto told = ours->validate();
    QVERIFY2(told.ok(), qPrintable(told.all()));
}

void TstInteropLife::scriptsDoTheSame_data()
{
    QTest::addColumn<Planner>("planner");
    QTest::newRow("renew") << Planner([](const Snapshot& world, const std::string& id) {
        return planRenewal({.shares = {id}, .validity = {0, world.readAt + 86400}}, world, world.readAt);
    });
    QTest::newRow("revoke") << Planner([](const Snapshot& world, const std::string& id) {
        return planRevocation({.shares = {id}}, world, world.readAt);
    });
    QTest::newRow("remove") << Planner([](const Snapshot& world, const std::string& id) {
        return planRemoval({.shares = {id}}, world, world.readAt);
    });
    QTest::newRow("edit export") << Planner([](const Snapshot& world, const std::string&) {
        const auto* provider = world.accountNamed("ACCTA");
        ExportDraft draft{.account = provider->key, .subject = ack};
        for (const auto& exported : provider->claims.exports)
            if (exported.subject == ack) draft.value = exported;
        draft.value.description = "acknowledgements";
        draft.value.responseThreshold = 1'000'000'000;
        return planExport(draft, world, world.readAt);
    });
    QTest::newRow("edit import") << Planner([](const Snapshot& world, const std::string&) {
        ImportDraft draft{.account = world.accountNamed("ACCTB")->key,
                          .provider = world.accountNamed("ACCTA")->key,
                          .subject = deliver};
        draft.value = {.name = "orders", .localSubject = "orders.new", .type = ExportType::Stream};
        return planImportEdit(draft, world, world.readAt);
    });
}

void TstInteropLife::scriptsDoTheSame()
{
    GD_NEEDS_NSC();
    QFETCH(Planner, planner);
    const auto ours = m_shared->copy();
    const auto nscs = m_shared->copy();
    const auto world = ours->world();
    const auto plan = planner(*world, world->shares.front().id);
    QVERIFY(plan);
    // Tokens of files that lie elsewhere are named by their place; those of the guide lie in the folder of the shell.
    const auto script = QString::fromStdString(nscScript(*plan, *world));
    const auto ran = nscs->shell(script);
    QVERIFY2(ran.ok(), qPrintable(script + ran.all()));
    QVERIFY(ours->apply(plan));
    QCOMPARE(differing(comparable(*ours->world()), comparable(*nscs->world())), QString());
}

QTEST_GUILESS_MAIN(TstInteropLife)
#include "tst_interop_life.moc"
