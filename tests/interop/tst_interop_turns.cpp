// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/token.h"
#include "core/text/server_config.h"
#include "tests/interop/comparing.h"
#include "tests/interop/guide_scripts.h"
#include "tests/interop/nsc_store.h"
#include "tests/interop/shares.h"

#include <QRegularExpression>
#include <QtTest>

#include <functional>

using namespace gd;
using namespace gd::test;

namespace {

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

/// Whether ACCTA exports that subject, as told.
template <class Is>
bool hasExport(const NscStore& store, const std::string& subject, Is is)
{
    const auto exports = store.claims("ACCTA").exports;
    return std::ranges::any_of(exports, [&](const Export& one) { return one.subject == subject && is(one); });
}

bool isAny(const Export&)
{
    return true;
}

/// Other keys every time: only their kind is left.
QString withoutKeys(QString text)
{
    static const QRegularExpression key(QStringLiteral("\\b([OAU])[A-Z2-7]{55}\\b"));
    static const QRegularExpression part(QStringLiteral("keys/([OAU])/[A-Z2-7]{2}"));
    return text.replace(key, QStringLiteral("<\\1>")).replace(part, QStringLiteral("keys/\\1/.."));
}

/// Every file and folder of a store and its keystore with its mode. Folders of the same name once: two keys may begin
/// alike.
QString layoutOf(const NscStore& store)
{
    QStringList folders, files;
    for (const auto& root : {store.workspace().storeRoot, store.workspace().keystore})
        for (const auto& each : std::filesystem::recursive_directory_iterator(root))
            (each.is_directory() ? folders : files) +=
                withoutKeys(QString::fromStdString(each.path().lexically_relative(root.parent_path()).string())) +
                QLatin1Char(' ') + QString::number(TempFolder::modeOf(each.path()), 8);
    folders.removeDuplicates();
    auto lines = folders + files;
    lines.sort();
    return lines.join(QLatin1Char('\n'));
}

/// All claims of a world and its users, and `.nsc`.
QString contentOf(const NscStore& store)
{
    const auto world = store.world();
    auto text = comparable(world->op.claims) + comparable(*world, {Deliberate::SystemTexts});
    for (const auto& account : world->accounts)
        for (const auto& user : account.users)
            text += QLatin1Char('\n') + comparable(user.claims);
    return withoutKeys(text) + QLatin1Char('\n') +
           QString::fromStdString(TempFolder::contentOf(store.workspace().storeRoot / "OP" / ".nsc"));
}

constexpr const char* deliver = "deliver.retail.v1.order.events";

/// What nsc did to an account, seen through GrantDesk.
using Seen = std::function<bool(const NscStore&)>;

} // namespace

Q_DECLARE_METATYPE(Seen)
Q_DECLARE_METATYPE(gd::ResolverKind)

/// nsc on stores that GrantDesk wrote, and GrantDesk again after that.
class TstInteropTurns : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theSampleIsWhatNscMakes();
    void serverConfigSaysTheSame_data();
    void serverConfigSaysTheSame();
    void nscIsContent_data();
    void nscIsContent();
    void nscsEditsAreRead_data();
    void nscsEditsAreRead();

private:
    std::unique_ptr<NscStore> m_sample;
};

void TstInteropTurns::initTestCase()
{
    GD_NEEDS_NSC();
    m_sample = NscStore::sample();
}

/// The sample, and the commands that a person would type to get it: files, modes, claims.
void TstInteropTurns::theSampleIsWhatNscMakes()
{
    GD_NEEDS_NSC();
    // It names every limit of JetStream, which `--js-enable 0` does not.
    const auto nscs = NscStore::madeBy(plainStoreScript().replace(
        QLatin1String("--js-enable 0"), QLatin1String("--js-mem-storage -1 --js-disk-storage -1")));
    QCOMPARE(differing(layoutOf(*m_sample), layoutOf(*nscs)), QString());
    QCOMPARE(differing(contentOf(*m_sample), contentOf(*nscs)), QString());
}

void TstInteropTurns::serverConfigSaysTheSame_data()
{
    QTest::addColumn<ResolverKind>("kind");
    QTest::addColumn<QString>("option");
    QTest::newRow("full") << ResolverKind::Full << QStringLiteral("--nats-resolver");
    QTest::newRow("memory") << ResolverKind::Memory << QStringLiteral("--mem-resolver");
}

void TstInteropTurns::serverConfigSaysTheSame()
{
    QFETCH(ResolverKind, kind);
    QFETCH(QString, option);
    // Comments and the looks are each program's own.
    const auto meaning = [](const QString& config) {
        QStringList lines;
        for (auto line : config.split(QLatin1Char('\n'))) {
            line = line.trimmed().replace(QLatin1Char('\''), QLatin1Char('"'));
            if (line.endsWith(QLatin1Char(','))) line.chop(1);
            if (!line.isEmpty() && !line.startsWith(QLatin1Char('#')) && !line.startsWith(QLatin1String("//")))
                lines += line;
        }
        return lines.join(QLatin1Char('\n'));
    };
    const auto ran = m_sample->nsc(words("generate config") + QStringList{option});
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    const auto ours = serverConfig(*m_sample->world(), kind);
    QVERIFY(ours);
    QVERIFY(!meaning(ran.out).isEmpty());
    QCOMPARE(differing(meaning(QString::fromStdString(*ours)), meaning(ran.out)), QString());
}

void TstInteropTurns::nscIsContent_data()
{
    QTest::addColumn<bool>("withShare");
    QTest::newRow("the sample") << false;
    QTest::newRow("with a share") << true;
}

void TstInteropTurns::nscIsContent()
{
    QFETCH(bool, withShare);
    const auto store = m_sample->copy();
    if (withShare) QVERIFY(store->apply(planned(*store, pushShare(*store))));
    const auto world = store->world();

    const auto told = store->validate();
    QVERIFY2(told.ok(), qPrintable(told.all()));
    // One table for the operator and one for each account; any issue, blocking or not, would stand in its place.
    QVERIFY2(told.all().count(QLatin1String("No issues found")) == static_cast<int>(world->accounts.size()) + 1,
             qPrintable(told.all()));
    for (const auto& account : world->accounts) {
        const auto shown =
            store->nsc(words("describe account -J -n") + QStringList{QString::fromStdString(account.name)});
        QVERIFY2(shown.ok(), qPrintable(shown.all()));
        QVERIFY(shown.all().contains(QString::fromStdString(account.key)));
        for (const auto& user : account.users) {
            const auto creds =
                store->nsc(words("describe jwt -J -f") + QStringList{QString::fromStdString(user.credsFile.string())});
            QVERIFY2(creds.ok(), qPrintable(creds.all()));
            QVERIFY(creds.all().contains(QString::fromStdString(user.key)));
            const auto made = store->nsc(words("generate creds") +
                                         QStringList{QStringLiteral("-a"), QString::fromStdString(account.name),
                                                     QStringLiteral("-n"), QString::fromStdString(user.name)});
            QVERIFY2(made.ok(), qPrintable(made.all()));
            QCOMPARE(made.out.trimmed(), QString::fromStdString(TempFolder::contentOf(user.credsFile)).trimmed());
        }
    }
    for (const auto& file : world->tokenFiles) {
        const auto shown =
            store->nsc(words("describe jwt -f") + QStringList{QString::fromStdString(file.file.string())});
        QVERIFY2(shown.ok(), qPrintable(shown.all()));
    }
    const auto keys = store->nsc(words("list keys -A"));
    QVERIFY2(keys.ok(), qPrintable(keys.all()));
    for (const auto& key : world->keysHere)
        QVERIFY2(keys.all().contains(QString::fromStdString(key)), qPrintable(keys.all()));
    // Nothing in the keystore that belongs to nobody.
    const auto strangers = store->nsc(words("list keys --not-referenced"));
    for (const auto& key : world->keysHere)
        QVERIFY2(!strangers.all().contains(QString::fromStdString(key)), qPrintable(strangers.all()));
}

void TstInteropTurns::nscsEditsAreRead_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<Seen>("seen");
    QTest::addColumn<bool>("undoFits");
    const auto row = [](const char* name, const char* script, bool undoFits, Seen seen) {
        QTest::newRow(name) << QString::fromLatin1(script) << std::move(seen) << undoFits;
    };
    row("export added", "nsc add export -a ACCTA -n more -s 'more.>'", false,
        [](const NscStore& store) { return hasExport(store, "more.>", isAny); });
    row("export edited", "nsc edit export -a ACCTA -s deliver.retail.v1.order.events --private --description new",
        false, [](const NscStore& store) {
            return hasExport(store, deliver, [](const Export& one) { return one.description == "new"; });
        });
    row("export deleted", "nsc delete export -a ACCTA -s deliver.retail.v1.order.events", false,
        [](const NscStore& store) { return !hasExport(store, deliver, isAny); });
    row("import deleted", "nsc delete import -a ACCTB -s deliver.retail.v1.order.events", false,
        [](const NscStore& store) { return store.claims("ACCTB").imports.size() == 2; });
    row("token revoked", "nsc revocations add-activation -a ACCTA -s deliver.retail.v1.order.events -t ACCTB", false,
        [](const NscStore& store) {
            const auto world = store.world();
            const auto& shares = world->shares;
            return hasExport(store, deliver, [](const Export& one) { return one.revocations.size() == 1; }) &&
                   shares.size() == 1 && shares.front().state == GrantState::TokenRevoked;
        });
    row("revocation removed",
        "nsc revocations add-activation -a ACCTA -s deliver.retail.v1.order.events -t ACCTB\n"
        "nsc revocations delete-activation -a ACCTA -s deliver.retail.v1.order.events -t ACCTB",
        true, [](const NscStore& store) {
            return hasExport(store, deliver, [](const Export& one) { return one.revocations.empty(); });
        });
    row("all tokens revoked", "nsc revocations add-activation -a ACCTA -s deliver.retail.v1.order.events -t '*'", false,
        [](const NscStore& store) {
            const auto world = store.world();
            return world->shares.size() == 1 && world->shares.front().state == GrantState::TokenRevoked;
        });
    row("signing key added", "nsc edit account -n ACCTB --sk generate", false,
        [](const NscStore& store) { return store.claims("ACCTB").signingKeys.size() == 1; });
    row("user added", "nsc add user -a ACCTB -n second", true,
        [](const NscStore& store) { return store.world()->accountNamed("ACCTB")->users.size() == 2; });
    row("account added", "nsc add account -n ACCTD", true,
        [](const NscStore& store) { return store.world()->accountNamed("ACCTD") != nullptr; });
    row("account renamed", "nsc rename account ACCTB BUYER --OK", false, [](const NscStore& store) {
        const auto world = store.world();
        const auto* renamed = world->accountNamed("BUYER");
        return renamed && !world->accountNamed("ACCTB") && renamed->users.size() == 1 &&
               renamed->users.front().keyHere && !renamed->users.front().credsFile.empty() &&
               world->shares.size() == 1 && world->shares.front().state == GrantState::Active;
    });
    row("user deleted", "nsc delete user -a ACCTB -n acctbusr", true,
        [](const NscStore& store) { return store.world()->accountNamed("ACCTB")->users.empty(); });
    row("user revoked", "nsc revocations add-user -a ACCTB -n acctbusr", false,
        [](const NscStore& store) { return store.claims("ACCTB").revocations.size() == 1; });
    row("operator reissued", "nsc reissue operator --name OP", true, [](const NscStore& store) {
        const auto world = store.world();
        return std::ranges::all_of(world->accounts, &Account::operatorSigned);
    });
    row("account deleted", "nsc delete account -n ACCTB --force", false,
        [](const NscStore& store) { return store.world()->accountNamed("ACCTB") == nullptr; });
    row("only signed again", "nsc add export -a ACCTA -s passing\nnsc delete export -a ACCTA -s passing", true,
        [](const NscStore& store) { return store.claims("ACCTA").exports.size() == 3; });
}

/// GrantDesk takes its share back where the files still say what it wrote, and else refuses and touches nothing.
void TstInteropTurns::nscsEditsAreRead()
{
    QFETCH(QString, script);
    QFETCH(Seen, seen);
    QFETCH(bool, undoFits);
    const auto store = m_sample->copy();
    const auto original = store->world();
    Transaction done;
    QVERIFY(store->apply(planned(*store, pushShare(*store)), &done));
    const auto shared = store->world();
    QCOMPARE(shared->shares.size(), std::size_t(1));

    const auto ran = store->shell(script);
    QVERIFY2(ran.ok(), qPrintable(ran.all()));
    const auto edited = store->world();
    QVERIFY(edited->revision != shared->revision);
    QVERIFY(seen(*store));

    const auto undone = store->takeBack(done);
    if (undoFits) {
        QVERIFY2(undone, undone ? "" : undone.error().where.c_str());
        for (const char* account : {"ACCTA", "ACCTB"})
            QCOMPARE(differing(comparable(store->claims(account), {Deliberate::AccountIssuer}),
                               comparable(original->accountNamed(account)->claims, {Deliberate::AccountIssuer})),
                     QString());
    } else {
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, ErrorCode::StoreChangedOutside);
        QCOMPARE(store->world()->revision, edited->revision);
    }
}

QTEST_GUILESS_MAIN(TstInteropTurns)
#include "tst_interop_turns.moc"
