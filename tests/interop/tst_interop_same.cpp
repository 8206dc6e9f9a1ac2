// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "tests/interop/comparing.h"
#include "tests/interop/guide_scripts.h"
#include "tests/interop/nsc_store.h"
#include "tests/interop/shares.h"

#include <QtTest>

using namespace gd;
using namespace gd::test;

Q_DECLARE_METATYPE(gd::test::Deliberates)
Q_DECLARE_METATYPE(gd::ShareDraft)

/// On copies of one store, with the same keys: what people type into nsc, and what GrantDesk makes of the same wish.
class TstInteropSame : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pushShare_data();
    void pushShare();
    void otherShares_data();
    void otherShares();
    void tokenFilesOfNsc();
    void publicExports();
    void takenBackIsDeleted();
    void differencesAreReal();

private:
    std::unique_ptr<NscStore> m_sample, m_plain, m_furnished, m_strict;
};

void TstInteropSame::initTestCase()
{
    GD_NEEDS_NSC();
    m_sample = NscStore::sample();
    m_plain = NscStore::madeBy(plainStoreScript());
    m_strict = NscStore::madeBy(strictStoreScript());
    m_furnished = m_plain->copy();
    const auto ran = m_furnished->shell(furnishScript());
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
}

void TstInteropSame::pushShare_data()
{
    QTest::addColumn<NscStore*>("original");
    QTest::addColumn<Deliberates>("leftOut");
    // The sample is signed by a signing key of its operator, what nsc made by the identity; only the furnished ACCTA
    // has a signing key.
    QTest::newRow("made by GrantDesk") << m_sample.get() << Deliberates{Deliberate::AccountIssuer};
    QTest::newRow("made by nsc") << m_plain.get() << Deliberates{};
    QTest::newRow("made by nsc, strict") << m_strict.get() << Deliberates{};
    QTest::newRow("made by nsc, with signing keys") << m_furnished.get() << Deliberates{Deliberate::ActivationIssuer};
}

void TstInteropSame::pushShare()
{
    QFETCH(NscStore*, original);
    QFETCH(Deliberates, leftOut);
    const auto ours = original->copy();
    const auto nscs = original->copy();
    const auto ran = nscs->shell(pushShareScript());
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    const auto applied = ours->apply(planned(*ours, gd::test::pushShare(*ours)));
    QVERIFY(applied);

    const auto nscWorld = nscs->world();
    QCOMPARE(differing(comparable(*ours->world(), leftOut), comparable(*nscWorld, leftOut)), QString());

    const auto told = ours->validate();
    QVERIFY2(told.ok(), qPrintable(told.all()));

    // The token files, by name, and what they grant.
    const auto files = ours->world()->tokenFiles;
    QCOMPARE(files.size(), std::size_t(3));
    for (const auto& file : files) {
        const auto name = file.file.filename();
        QVERIFY2(std::filesystem::exists(nscs->work() / name), name.c_str());
        QVERIFY2(TempFolder::modeOf(file.file) == TempFolder::modeOf(nscs->work() / name), name.c_str());
        const auto other = decodeActivation(tokenOfText(TempFolder::contentOf(nscs->work() / name)));
        QVERIFY(other && file.claims);
        QCOMPARE(differing(comparable(*file.claims, leftOut), comparable(*other, leftOut)), QString());
        // Line for line the same file but for the token itself.
        const auto frame = [](const std::filesystem::path& path) {
            auto lines = QByteArray::fromStdString(TempFolder::contentOf(path)).split('\n');
            if (lines.size() > 1) lines[1].clear();
            return lines;
        };
        QCOMPARE(frame(file.file), frame(nscs->work() / name));
    }
}

void TstInteropSame::otherShares_data()
{
    const auto provider = m_plain->key("ACCTA");
    const std::vector<ConsumerWish> consumers{{.account = m_plain->key("ACCTB")}};
    QTest::addColumn<QString>("script");
    QTest::addColumn<ShareDraft>("draft");
    const auto add = [&](const char* name, const QString& script, ShareDraft draft) {
        draft.provider = provider;
        draft.consumers = consumers;
        QTest::newRow(name) << script << draft;
    };
    add("message feed", messageFeedScript(),
        {.recipe = "message-feed", .stream = "CARTEVENTS", .subject = "retail.v1.cart.>"});
    add("service", serviceScript(),
        {.recipe = "service", .stream = "PAYMENTAPI", .subject = "retail.v1.payment.>", .responseType = "Chunked"});
    add("publish", publishScript(),
        {.recipe = "publish", .stream = "ORDEREVENTS", .subject = "retail.v1.order.captured"});
    add("pull consumer", pullShareScript(),
        {.recipe = "pull-consumer", .stream = "RESTOCKEVENTS", .jsConsumer = "RESTOCKEVENTS-C1"});
    add("pull consumer, public", publicPullShareScript(),
        {.recipe = "pull-consumer",
         .stream = "FULFILLEVENTS",
         .jsConsumer = "FULFILLEVENTS-C1",
         .withInfo = false,
         .isPrivate = false});
}

void TstInteropSame::otherShares()
{
    GD_NEEDS_NSC();
    QFETCH(QString, script);
    QFETCH(ShareDraft, draft);
    const auto ours = m_plain->copy();
    const auto nscs = m_plain->copy();
    const auto ran = nscs->shell(script);
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    Transaction done;
    QVERIFY(ours->apply(planned(*ours, draft), &done));
    QCOMPARE(differing(comparable(*ours->world(), {}), comparable(*nscs->world(), {})), QString());
    QCOMPARE(ours->world()->shares.size(), std::size_t(1));
    QCOMPARE(ours->world()->shares.front().recipe, draft.recipe);
    QCOMPARE(nscs->world()->shares.front().recipe, draft.recipe); // what nsc made is known for what it is
    const auto told = ours->validate();
    QVERIFY2(told.ok(), qPrintable(told.all()));
    QVERIFY(ours->takeBack(done));
    QVERIFY(ours->world()->shares.empty() && ours->claims("ACCTA").exports.empty());
}

void TstInteropSame::tokenFilesOfNsc()
{
    GD_NEEDS_NSC();
    const auto offered = m_furnished->copy();
    const auto lines = pushShareScript().split(QLatin1Char('\n'));
    const auto isImport = [](const QString& line) {
        return line.startsWith(QLatin1String("nsc add import"));
    };
    QStringList before, imports;
    for (const auto& line : lines)
        (isImport(line) ? imports : before) += line;
    const auto exported = offered->shell(before.join(QLatin1Char('\n')));
    QVERIFY2(exported.ok(), qPrintable(exported.all()));

    const auto ours = offered->copy();
    const auto nscs = offered->copy();
    const auto ran = nscs->shell(imports.join(QLatin1Char('\n')));
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    AcceptDraft draft{.account = ours->key("ACCTB")};
    for (const char* role : {"ACK", "DELIVER", "INFO"}) {
        const auto name = std::string("ORDEREVENTS-GRANT-") + role + "-ACCTB.tok";
        draft.items.push_back({.token = tokenOfText(TempFolder::contentOf(ours->work() / name)), .sourceName = name});
    }
    QVERIFY(ours->apply(planned(*ours, draft)));
    // These are the same tokens, so not even who signed them may differ.
    QCOMPARE(differing(comparable(*ours->world()), comparable(*nscs->world())), QString());
}

void TstInteropSame::publicExports()
{
    GD_NEEDS_NSC();
    const auto offered = m_plain->copy();
    const auto exported = offered->shell(QString::fromLatin1(R"(
nsc add export -a ACCTA -n api -s 'retail.v1.payment.*' --service
nsc add export -a ACCTA -n cart -s 'retail.v1.cart.>'
nsc add export -a ACCTA -n INFO -s '$JS.API.CONSUMER.INFO.S.C' --service
)"));
    QVERIFY2(exported.ok(), qPrintable(exported.all()));
    const auto ours = offered->copy();
    const auto nscs = offered->copy();
    const auto ran = nscs->shell(QString::fromLatin1(R"(
nsc add import -a ACCTB --src-account ACCTA --remote-subject 'retail.v1.payment.*' --service -n pay -s 'pay.*'
nsc add import -a ACCTB --src-account ACCTA --remote-subject 'retail.v1.cart.>' -n cart
nsc add import -a ACCTB --src-account ACCTA --remote-subject '$JS.API.CONSUMER.INFO.S.C' --service -n info -s ACCTA.API.CONSUMER.INFO.S.C
)"));
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    const auto provider = ours->key("ACCTA");
    const AcceptDraft draft{
        .account = ours->key("ACCTB"),
        .items = {{.provider = provider,
                   .subject = "retail.v1.payment.*",
                   .type = ExportType::Service,
                   .name = "pay",
                   .localSubject = "pay.*"},
                  {.provider = provider, .subject = "retail.v1.cart.>", .type = ExportType::Stream, .name = "cart"},
                  {.provider = provider,
                   .subject = "$JS.API.CONSUMER.INFO.S.C",
                   .type = ExportType::Service,
                   .name = "info"}}};
    QVERIFY(ours->apply(planned(*ours, draft)));
    QCOMPARE(differing(comparable(*ours->world()), comparable(*nscs->world())), QString());
}

void TstInteropSame::takenBackIsDeleted()
{
    GD_NEEDS_NSC();
    const auto ours = m_furnished->copy();
    const auto nscs = m_furnished->copy();
    Transaction done;
    QVERIFY(ours->apply(planned(*ours, gd::test::pushShare(*ours)), &done));
    QVERIFY(ours->takeBack(done));
    QVERIFY(ours->world()->tokenFiles.empty());
    const auto ran = nscs->shell(pushShareScript() + QString::fromLatin1(R"(
for subject in deliver.retail.v1.order.events '$JS.ACK.ORDEREVENTS.ORDEREVENTS-C1.>' '$JS.API.CONSUMER.INFO.ORDEREVENTS.ORDEREVENTS-C1'; do
  nsc delete import -a ACCTB -s "$subject"
  nsc delete export -a ACCTA -s "$subject"
done
)"));
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    QCOMPARE(differing(comparable(*ours->world()), comparable(*nscs->world())), QString());
    QCOMPARE(differing(comparable(*ours->world()), comparable(*m_furnished->world())), QString());
}

/// A difference that is listed and not there any more would hide the next one.
void TstInteropSame::differencesAreReal()
{
    GD_NEEDS_NSC();
    struct Case {
        const NscStore* original;
        Deliberate difference;
    };
    for (const auto& [original, difference] :
         {Case{m_sample.get(), Deliberate::AccountIssuer}, Case{m_furnished.get(), Deliberate::ActivationIssuer}}) {
        const auto ours = original->copy();
        const auto nscs = original->copy();
        QVERIFY(nscs->shell(pushShareScript()).ok());
        QVERIFY(ours->apply(planned(*ours, gd::test::pushShare(*ours))));
        QVERIFY(!differing(comparable(*ours->world()), comparable(*nscs->world())).isEmpty());
        QCOMPARE(differing(comparable(*ours->world(), {difference}), comparable(*nscs->world(), {difference})),
                 QString());
    }
}

QTEST_GUILESS_MAIN(TstInteropSame)
#include "tst_interop_same.moc"
