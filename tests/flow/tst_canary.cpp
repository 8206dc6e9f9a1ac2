// SPDX-License-Identifier: Apache-2.0
//
// Every key of the sample workspace is a canary: after a day's work with all of them, no piece of one may lie in
// anything that GrantDesk writes, shows, hands out or logs, nor in its memory. The search is shown to find what is
// there.
#include "core/jwt/creds_file.h"
#include "core/nkeys/key_ring.h"
#include "tests/flow/freed_memory.h"
#include "tests/flow/secret_search.h"
#include "tests/flow/window_story.h"
#include "tests/support/drag_events.h"
#include "ui/bridge/strings.h"
#include "ui/desk/token_shelf.h"
#include "ui/drop/intake.h"
#include "ui/wizards/import_wizard.h"

#include <QAccessible>
#include <QClipboard>
#include <QLoggingCategory>
#include <QMutex>
#include <QThreadPool>
#include <QUrl>

#include <sodium.h>

#include <functional>
#include <optional>

using namespace gd;
using namespace gd::test;
using namespace gd::ui;

namespace {

QByteArray logged;
QMutex logLock;
QtMessageHandler printer = nullptr;

void keepLog(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const QMutexLocker lock(&logLock);
    logged += qFormatLogMessage(type, context, message).toUtf8() + '\n';
    if (type != QtDebugMsg) printer(type, context, message); // hundreds of lines of Qt's own
}

/// Everything that assistive technology can read of an element and what it contains.
void readAloud(QAccessibleInterface* element, QString& said, int depth = 0)
{
    if (!element || !element->isValid() || depth > 40) return;
    for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        said += element->text(kind) + u'\n';
    if (auto* text = element->textInterface()) said += text->text(0, text->characterCount()) + u'\n';
    for (int i = 0; i < element->childCount(); ++i)
        readAloud(element->child(i), said, depth + 1);
}

QString everythingShown()
{
    QString said;
    for (auto* widget : QApplication::topLevelWidgets()) {
        said += widget->windowTitle() + u'\n';
        readAloud(QAccessible::queryAccessibleInterface(widget), said);
        for (const auto* one : widget->findChildren<QWidget*>())
            said += one->toolTip() + u'\n' + one->whatsThis() + u'\n';
    }
    return said;
}

/// All that a drag or the clipboard offers, one format after the other.
QByteArray everythingIn(const QMimeData* data)
{
    QByteArray all;
    for (const auto& format : data ? data->formats() : QStringList())
        all += data->data(format) + '\n';
    return all;
}

} // namespace

class TestCanary : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void noSeedOutsideItsMemory();

private:
    void rememberKeys(const KeyRing& ring);
    void writeSecrets(const Story& story);
    void issueAndImport(Story& story);
    void copyThings(Story& story);
    void dropSecrets(Story& story);
    void undoAndRedo(Story& story);
    void useServer(Story& story);
    void lookEverywhere(const Story& story);
    void searchFindsWhatIsThere();

    SecretSearch m_search{};
    QString m_shown{};
    QByteArray m_handedOut{};
};

void TestCanary::initTestCase()
{
    printer = qInstallMessageHandler(keepLog);
    QLoggingCategory::setFilterRules(QStringLiteral("*.debug=true"));
}

void TestCanary::cleanupTestCase()
{
    QLoggingCategory::setFilterRules({});
    qInstallMessageHandler(printer);
}

void TestCanary::rememberKeys(const KeyRing& ring)
{
    for (const auto& key : ring.present()) {
        const auto seed = ring.open(key);
        QVERIFY(seed);
        m_search.add(toQt(key.substr(0, 5)), *seed);
    }
    // Operator and system account have a signing key each, four accounts have a user each: eleven keys.
    QCOMPARE(ring.present().size(), std::size_t{11});
    QCOMPARE(m_search.count(), std::size_t{11 * (4 + 7 + 2 + 4)});
}

/// The sample's keys and creds files were written before they were known; so it is done again elsewhere.
void TestCanary::writeSecrets(const Story& story)
{
    const auto world = story.live.sample.session.snapshot();
    const KeyRing ring(world->workspace.keystore);
    const QTemporaryDir folder;
    const std::filesystem::path elsewhere = pathFromQt(folder.path());
    for (const auto& account : world->accounts) {
        for (const auto& user : account.users) {
            const auto seed = ring.open(user.key);
            QVERIFY(seed);
            QVERIFY(KeyRing(elsewhere / "keystore").add(*seed));
            const auto creds = credsFile(user.token, *seed);
            QVERIFY(creds);
            QVERIFY(DiskArea().replace(elsewhere / (user.name + ".creds"), creds->text()));
        }
    }
}

void TestCanary::issueAndImport(Story& story)
{
    QVERIFY(story.shareByWizard(false));
    QTRY_VERIFY(!story.openWizard<ShareWizard>());
    auto* shelf = story.view("tokenList");
    QTRY_COMPARE(shelf->model()->rowCount(), 3);
    shelf->selectAll();
    const auto files = story.payload(*shelf);
    QVERIFY(files->hasUrls() && files->hasText());
    m_handedOut += everythingIn(files.get());
    QVERIFY(dragTo(story.consumerPane(), *files));
    auto* import = story.wizard<ImportWizard>();
    QVERIFY(import);
    const Driver user(*import);
    user.next();
    QVERIFY(user.openTab("details", QStringLiteral("nsc commands")));
    QVERIFY(user.read("nscCommands").contains(QLatin1String("nsc add import")));
    m_shown += user.read("nscCommands");
    user.click("copyCommands");
    m_handedOut += everythingIn(QGuiApplication::clipboard()->mimeData());
    m_shown += everythingShown();
    QVERIFY(story.agree(user, "apply"));
    QCOMPARE(story.live.sample.claims("ACCTB").imports.size(), std::size_t{3});
}

void TestCanary::copyThings(Story& story)
{
    story.view("tokenList")->selectAll();
    story.window().findChild<TokenShelf*>()->copySelected();
    m_handedOut += everythingIn(QGuiApplication::clipboard()->mimeData());
    story.action("copyPublicKey")->trigger();
    m_handedOut += everythingIn(QGuiApplication::clipboard()->mimeData());
    auto* offers = story.view("providerShares");
    QTRY_VERIFY(offers->model()->rowCount() > 0);
    offers->setCurrentIndex(offers->model()->index(0, 0));
    m_handedOut += everythingIn(story.payload(*offers).get());
    QVERIFY(m_handedOut.contains("ORDEREVENTS"));
}

/// Somebody takes the wrong files: creds and keys, in the window, in the wizard's way, and in the folder of the tokens.
void TestCanary::dropSecrets(Story& story)
{
    const auto world = story.live.sample.session.snapshot();
    const auto* account = world->accountNamed("ACCTA");
    const auto keyFile = KeyRing(world->workspace.keystore).pathOf(account->key);
    const auto creds = account->users.front().credsFile;
    QVERIFY(!creds.empty());

    const QStringList paths{pathToQt(keyFile), pathToQt(creds)};
    std::optional<Intake> intake;
    takeIn(this, paths, [&intake](Intake found) { intake = std::move(found); });
    QTRY_VERIFY(intake);
    QVERIFY(intake->items.empty());
    QCOMPARE(intake->refused.size(), std::size_t{2});

    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(paths[0]), QUrl::fromLocalFile(paths[1])});
    if (dragTo(story.consumerPane(), dragged)) QThreadPool::globalInstance()->waitForDone();

    for (const auto& [file, link] : {std::pair{keyFile, "key.tok"}, std::pair{creds, "creds.tok"}})
        std::filesystem::create_symlink(file, world->workspace.tokens / link);
    story.live.sample.session.lookAgain();
    QTRY_COMPARE(story.live.sample.session.snapshot()->findings.size(), std::size_t{2});
    m_shown += everythingShown();
}

void TestCanary::undoAndRedo(Story& story)
{
    QVERIFY(!story.live.sample.act([&] { story.action("undo")->trigger(); }));
    QVERIFY(!story.live.sample.act([&] { story.action("redo")->trigger(); }));
}

/// Signing in with the system account's throw-away user, with its creds file, and with those of the accounts.
void TestCanary::useServer(Story& story)
{
    QCOMPARE(story.live.startServer(), QString());
    QCOMPARE(story.live.push({"ACCTA", "ACCTB"}), QString());
    auto settings = story.live.server.settings();
    settings.credsFile = pathToQt(story.live.sample.session.snapshot()->accountNamed("SYS")->users.front().credsFile);
    story.live.server.setSettings(settings);
    QCOMPARE(story.live.push({"ACCTA", "ACCTB"}), QString());
    auto account = connectAs(*story.live.sample.session.snapshot(), "ACCTA", story.live.nats.url());
    QVERIFY(account);
    QVERIFY(account->flush(std::chrono::seconds(5)));
    for (const char* page : {"goAccounts", "goServer", "goHistory", "goDesk"}) {
        story.action(page)->trigger();
        m_shown += everythingShown();
    }
    m_handedOut += story.live.nats.log().toUtf8();
}

void TestCanary::lookEverywhere(const Story& story)
{
    QVERIFY(m_shown.contains(QLatin1String("ACCTA")));
    QCOMPARE(m_search.findIn(m_shown).join(u'\n'), QString());
    QCOMPARE(m_search.findIn(m_shown.toUtf8()).join(u'\n'), QString());
    QCOMPARE(m_search.findIn(m_handedOut).join(u'\n'), QString());
    {
        const QMutexLocker lock(&logLock);
        QVERIFY(!logged.isEmpty());
        QCOMPARE(m_search.findIn(logged).join(u'\n'), QString());
    }
    const auto& workspace = story.live.sample.session.snapshot()->workspace;
    QVERIFY(std::filesystem::exists(workspace.state / "index.json") ||
            !std::filesystem::is_empty(workspace.state)); // the history is among what is searched
    for (const auto& folder : {story.live.sample.folder.path(), story.preferencesFolder(), story.live.nats.folder()})
        QCOMPARE(m_search.findInFiles(folder, pathToQt(workspace.keystore)).join(u'\n'), QString());
    // The keystore is where they are: so the search of files does see them.
    QVERIFY(m_search.findInFiles(pathToQt(workspace.keystore), QStringLiteral("-")).size() > 11);
}

/// All pieces, put where they should not be; first the way to see them that the other would disturb.
void TestCanary::searchFindsWhatIsThere()
{
    QStringList names;
    for (std::size_t i = 0; i < m_search.count(); ++i)
        names << m_search.nameOf(i);
    auto planted = m_search.reveal();
    QCOMPARE(m_search.findIn(planted), names);
    const auto found = m_search.findInMemory();
    sodium_memzero(planted.data(), planted.size());
    for (const auto& name : names)
        QVERIFY2(!found.filter(name + QLatin1String(" in ")).isEmpty(), qPrintable(name));
    QCOMPARE(m_search.findInMemory().join(u'\n'), QString());

    for (const bool isWiped : {true, false}) {
        auto freed = m_search.reveal();
        if (isWiped) sodium_memzero(freed.data(), freed.size());
        const FreedMemory watch(m_search);
        std::vector<std::uint8_t>().swap(freed);
        QCOMPARE(watch.found(), isWiped ? QStringList() : names);
    }
}

void TestCanary::noSeedOutsideItsMemory()
{
    GD_NEEDS_NATS_SERVER();
    Story story;
    QVERIFY(story.live.sample.isOpen);
    std::optional<FreedMemory> freed;
    const std::vector<std::function<void()>> steps{
        [&] { rememberKeys(KeyRing(story.live.sample.session.snapshot()->workspace.keystore)); },
        [&] { freed.emplace(m_search); },
        [&] { writeSecrets(story); },
        [&] { issueAndImport(story); },
        [&] { copyThings(story); },
        [&] { undoAndRedo(story); },
        [&] { useServer(story); },
        [&] { dropSecrets(story); },
        [&] {
            QCOMPARE(freed->found().join(u'\n'), QString());
            freed.reset();
            if (GD_OWN_ALLOCATOR) QCOMPARE(m_search.findInMemory().join(u'\n'), QString());
        },
        [&] { lookEverywhere(story); },
    };
    for (const auto& step : steps) {
        step();
        if (QTest::currentTestFailed()) return;
    }
    if (!GD_OWN_ALLOCATOR) return qInfo("memory is not searched under a sanitizer");
    // What looked into the keystore's files just now has left its traces; only then the search can be tried out.
    m_search = SecretSearch();
    m_search.add(QStringLiteral("planted"), *Seed::create(KeyKind::Account));
    searchFindsWhatIsThere();
}

QTEST_MAIN(TestCanary)
#include "tst_canary.moc"
