// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/token.h"
#include "core/text/nsc_script.h"
#include "tests/interop/comparing.h"
#include "tests/interop/guide_scripts.h"
#include "tests/interop/nsc_store.h"
#include "tests/interop/shares.h"

#include <QtTest>

#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

/// A wish in a store: its plan.
using Wish = std::function<Result<SharePlan>(const NscStore&)>;

Wish sharing(const std::function<void(ShareDraft&, const NscStore&)>& change)
{
    return [change](const NscStore& store) {
        auto draft = pushShare(store);
        change(draft, store);
        return planned(store, draft);
    };
}

/// A token of ACCTA for ACCTB that came from elsewhere: no file of it is in the token folder.
std::string foreignToken(const NscStore& store, ExportType kind, const std::string& subject)
{
    ActivationClaims claims;
    claims.header.name = subject;
    claims.header.subject = store.key("ACCTB");
    claims.grantedSubject = subject;
    claims.kind = kind;
    const auto token = encodeToken(std::move(claims), store.key("ACCTA"), store.world()->readAt, store.keys());
    if (!token) qFatal("no token");
    return *token;
}

Result<SharePlan> importingTokens(const NscStore& store, bool keepFiles)
{
    return planned(store, AcceptDraft{.account = store.key("ACCTB"),
                                      .items = {{.token = foreignToken(store, ExportType::Stream, "offered.feed.>"),
                                                 .sourceName = "a 'quoted' file.tok"},
                                                {.token = foreignToken(store, ExportType::Service, "offered.api.*")}},
                                      .keepFiles = keepFiles});
}

/// GrantDesk had issued the tokens some day; now they are taken from its token folder.
Result<SharePlan> importingFromShelf(const NscStore& store)
{
    auto share = pushShare(store);
    share.consumers.front().importNow = false;
    if (!store.apply(planned(store, share))) qFatal("not shared");
    AcceptDraft draft{.account = store.key("ACCTB")};
    const auto world = store.world();
    for (const auto& file : world->tokenFiles)
        draft.items.push_back({.token = file.token, .sourceName = file.file.filename().string()});
    return planned(store, draft);
}

Result<SharePlan> importingPublic(const NscStore& store)
{
    const auto provider = store.key("ACCTA");
    return planned(store,
                   AcceptDraft{.account = store.key("ACCTB"),
                               .items = {{.provider = provider, .subject = "open.feed.>", .type = ExportType::Stream},
                                         {.provider = provider,
                                          .subject = "open.api.*",
                                          .type = ExportType::Service,
                                          .name = "it's the API",
                                          .localSubject = "api.*"}}});
}

} // namespace

Q_DECLARE_METATYPE(Wish)

/// The commands on the review page, run by the real nsc: they must do what "Apply" does.
class TstInteropScript : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void doesTheSame_data();
    void doesTheSame();

private:
    std::unique_ptr<NscStore> m_store;
};

void TstInteropScript::initTestCase()
{
    GD_NEEDS_NSC();
    m_store = NscStore::madeBy(plainStoreScript() + furnishScript() + QString::fromLatin1(R"(
nsc add account -n "it's D"
nsc add export -a ACCTA -n feed -s 'offered.feed.>' --private
nsc add export -a ACCTA -n api -s 'offered.api.*' --private --service
nsc add export -a ACCTA -n open-feed -s 'open.feed.>'
nsc add export -a ACCTA -n open-api -s 'open.api.*' --service
)"));
}

void TstInteropScript::doesTheSame_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::newRow("push consumer") << sharing([](ShareDraft&, const NscStore&) {});
    QTest::newRow("public") << sharing([](ShareDraft& draft, const NscStore&) { draft.isPrivate = false; });
    QTest::newRow("with flow control, without info") << sharing([](ShareDraft& draft, const NscStore&) {
        draft.flowControl = true;
        draft.withInfo = false;
    });
    QTest::newRow("valid from and until") << sharing([](ShareDraft& draft, const NscStore& store) {
        const auto begin = store.claims("ACCTA").header.issuedAt; // the same in every copy
        draft.consumers.front().validity = {begin + 3661, begin + 86400 * 400 + 7};
    });
    QTest::newRow("own names") << sharing([](ShareDraft& draft, const NscStore&) {
        draft.consumers.front().localSubject = "mine.orders";
        draft.consumers.front().prefix = "FROM_A";
    });
    QTest::newRow("three consumers, one of them later") << sharing([](ShareDraft& draft, const NscStore& store) {
        draft.consumers.push_back({.account = store.key("ACCTC")});
        draft.consumers.push_back({.account = store.key("it's D"), .importNow = false});
    });
    QTest::newRow("consumer of another workspace") << sharing([](ShareDraft& draft, const NscStore&) {
        static const auto stranger = Seed::create(KeyKind::Account);
        draft.consumers = {{.account = stranger->publicKey().text(), .importNow = false}};
    });
    QTest::newRow("tokens from elsewhere, kept")
        << Wish([](const NscStore& store) { return importingTokens(store, true); });
    QTest::newRow("tokens from elsewhere, not kept")
        << Wish([](const NscStore& store) { return importingTokens(store, false); });
    QTest::newRow("tokens on the shelf") << Wish(importingFromShelf);
    QTest::newRow("public exports") << Wish(importingPublic);
}

void TstInteropScript::doesTheSame()
{
    QFETCH(Wish, wish);
    const auto ours = m_store->copy();
    const auto nscs = m_store->copy();
    const auto applied = ours->apply(wish(*ours));
    QVERIFY2(applied, applied ? "" : qPrintable(QString::number(static_cast<int>(applied.error().code))));

    const auto plan = wish(*nscs);
    QVERIFY(plan);
    const auto script = QString::fromStdString(nscScript(*plan, *nscs->world()));
    const auto ran = nscs->shell(script);
    QVERIFY2(ran.ok(), qPrintable(script + ran.all()));

    const Deliberates leftOut{Deliberate::ActivationIssuer};
    const auto ourWorld = ours->world();
    QCOMPARE(differing(comparable(*ourWorld, leftOut), comparable(*nscs->world(), leftOut)), QString());
    QVERIFY2(nscs->validate().ok(), qPrintable(nscs->validate().all()));
    for (const auto& change : plan->changes) {
        const auto* issue = std::get_if<IssueToken>(&change);
        if (issue) QVERIFY2(std::filesystem::exists(nscs->work() / issue->fileName), issue->fileName.c_str());
    }
}

QTEST_GUILESS_MAIN(TstInteropScript)
#include "tst_interop_script.moc"
