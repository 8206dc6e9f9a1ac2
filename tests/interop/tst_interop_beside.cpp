// SPDX-License-Identifier: Apache-2.0
//
// nsc and GrantDesk edit the same accounts at the same time, for a minute or GRANTDESK_STRESS_SECONDS. Each adds tags
// of its own, so a lost update is a tag that is missing at the end. nsc reads an account and writes it later without
// looking again: what we wrote in between, nsc overwrites, and nobody can help that. Nothing else may go.
#include "core/jwt/token.h"
#include "core/store/layout.h"
#include "core/store/litter.h"
#include "core/store/store_lock.h"
#include "tests/interop/nsc_store.h"

#include <QDeadlineTimer>
#include <QTest>

#include <array>
#include <atomic>
#include <chrono>
#include <random>
#include <set>
#include <thread>

using namespace gd;
using namespace gd::test;

namespace {

using Moments = std::chrono::steady_clock;

const std::array<const char*, 3> names{"ACCTA", "ACCTB", "ACCTC"};

/// One update of one account, from before it was read until after it was written.
struct Update {
    std::size_t account = 0; ///< index into `names`
    std::string tag{};
    Moments::time_point begin{};
    Moments::time_point end{};

    bool overlaps(const Update& other) const
    {
        return account == other.account && begin <= other.end && other.begin <= end;
    }
};

std::chrono::milliseconds wanted()
{
    const int wished = qEnvironmentVariableIntValue("GRANTDESK_STRESS_SECONDS");
    return std::chrono::seconds(wished > 0 ? wished : 60);
}

std::set<std::string> tagsOf(const AccountClaims& claims)
{
    return {claims.tail.tags.begin(), claims.tail.tags.end()};
}

/// nsc, again and again, in a thread of its own.
class NscWriter {
public:
    explicit NscWriter(const NscStore& store) : m_store(store), m_thread([this] { run(); }) {}
    ~NscWriter() { stop(); }
    NscWriter(const NscWriter&) = delete;
    NscWriter& operator=(const NscWriter&) = delete;

    void stop()
    {
        m_stops = true;
        if (m_thread.joinable()) m_thread.join();
    }
    /// After stop().
    const std::vector<Update>& done() const { return m_done; }
    const QStringList& failed() const { return m_failed; }

private:
    void run()
    {
        std::mt19937 random{std::random_device{}()};
        while (!m_stops) {
            Update update{random() % names.size(), "n" + std::to_string(m_done.size()), Moments::now(), {}};
            const auto ran = m_store.nsc(
                {"edit", "account", "--name", names[update.account], "--tag", QString::fromStdString(update.tag)});
            update.end = Moments::now();
            if (ran.ok())
                m_done.push_back(std::move(update));
            else
                m_failed << ran.all();
        }
    }

    const NscStore& m_store;
    std::atomic<bool> m_stops = false;
    std::vector<Update> m_done{};
    QStringList m_failed{};
    std::thread m_thread; ///< last: it uses the others
};

} // namespace

class TestInteropBeside : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<NscStore> m_store{};
    int m_beingWritten = 0;
    int m_refused = 0;

    std::optional<FileEdit> edit(const Update& update);
    bool apply(std::vector<Update>& updates);

private slots:
    void nothingIsLost();
};

/// What adds the tag to its account; nothing while nsc is writing the file.
std::optional<FileEdit> TestInteropBeside::edit(const Update& update)
{
    const auto file = accountTokenFile(m_store->workspace(), "OP", names[update.account]);
    const auto text = DiskArea().read(file);
    if (!text || !*text) return {};
    auto claims = decodeAccount(**text);
    if (!claims) {
        ++m_beingWritten;
        return {};
    }
    claims->tail.tags.push_back(update.tag);
    const auto token = encodeToken(*claims, claims->header.issuer, claims->header.issuedAt + 1, m_store->keys());
    if (!token) return {};
    return FileEdit{file, **text, *token};
}

/// One transaction over all of them, as a session does it. @return whether it was done.
bool TestInteropBeside::apply(std::vector<Update>& updates)
{
    const auto lock = StoreLock::take(m_store->workspace().state);
    if (!lock) return false;
    Transaction transaction{.id = "x"};
    for (auto& update : updates) {
        update.begin = Moments::now();
        auto made = edit(update);
        if (!made) return false;
        transaction.edits.push_back(std::move(*made));
    }
    DiskArea disk;
    const auto applied = applyTransaction(transaction, disk, m_store->workspace().state / "journal");
    for (auto& update : updates)
        update.end = Moments::now();
    if (!applied && applied.error().code == ErrorCode::StoreChangedOutside) ++m_refused;
    if (!applied && applied.error().code != ErrorCode::StoreChangedOutside)
        qWarning() << "failed:" << static_cast<int>(applied.error().code) << applied.error().where.c_str();
    return bool(applied);
}

void TestInteropBeside::nothingIsLost()
{
    GD_NEEDS_NSC();
    m_store = NscStore::sample();
    NscWriter nsc(*m_store);
    std::mt19937 random{std::random_device{}()};
    std::vector<Update> ours;
    const QDeadlineTimer end(wanted());
    for (int round = 0; !end.hasExpired(); ++round) {
        const std::size_t first = random() % names.size(), second = (first + 1 + random() % 2) % names.size();
        const auto number = std::to_string(round);
        std::vector<Update> updates{{first, "g" + number + "a", {}, {}}, {second, "g" + number + "b", {}, {}}};
        if (apply(updates)) ours.insert(ours.end(), updates.begin(), updates.end());
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60)); // pace: somebody who edits fast
    }
    nsc.stop();

    std::array<std::set<std::string>, names.size()> tags;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto text = DiskArea().read(accountTokenFile(m_store->workspace(), "OP", names[i]));
        QVERIFY(text && *text);
        const auto claims = decodeAccount(**text);
        QVERIFY2(claims, "torn at the end");
        tags[i] = tagsOf(*claims);
    }
    int overwritten = 0;
    for (const auto& update : ours) {
        if (tags[update.account].contains(update.tag)) continue;
        ++overwritten;
        const bool isNscs = std::ranges::any_of(nsc.done(), [&](const Update& run) { return run.overlaps(update); });
        QVERIFY2(isNscs, qPrintable(QString::fromStdString(update.tag) + " is lost, and nsc was not at that account"));
    }
    qInfo() << nsc.done().size() << "runs of nsc," << ours.size() / 2 << "transactions done," << m_refused << "refused,"
            << m_beingWritten << "times a file was just being written," << overwritten
            << "of our updates overwritten by nsc";
    for (const auto& update : nsc.done())
        QVERIFY2(tags[update.account].contains(update.tag), qPrintable("nsc's " + QString::fromStdString(update.tag)));
    QVERIFY2(nsc.failed().isEmpty(), qPrintable(nsc.failed().join('\n')));
    QVERIFY(nsc.done().size() > 10 && ours.size() > 10);
    DiskArea disk;
    const auto left = leftOver(disk, m_store->workspace().state / "journal");
    QVERIFY(left && !*left);
    QCOMPARE(removeLitter(m_store->workspace()), 0);
    const auto validated = m_store->validate();
    QVERIFY2(validated.ok(), qPrintable(validated.all()));
}

QTEST_GUILESS_MAIN(TestInteropBeside)
#include "tst_interop_beside.moc"
