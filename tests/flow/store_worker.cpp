// SPDX-License-Identifier: Apache-2.0
//
// What the tests of crashes and of two writers start as a process of its own:
//   store_worker step STORE KEYS MICROSECONDS finish|back   ends what was cut off, then takes back or does again;
//   killed
//                                                           so long after its first write (0: not, and tells how long)
//   store_worker nsc STORE KEYS LOG STOP                    edits accounts as nsc does, until there is a file STOP
//   store_worker count FILE PAUSE LOG STOP                  the same with nothing but two numbers (tests/flow/tally.h),
//                                                           with pauses of up to so many microseconds
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/store/file_area.h"
#include "core/store/layout.h"
#include "core/store/workspace.h"
#include "tests/flow/tally.h"
#include "ui/bridge/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <csignal>
#include <ctime>
#include <fstream>
#include <random>
#include <thread>

using namespace gd;

namespace {

/// The disk; from the first write on the process has so long to live.
class LastDisk final : public FileArea {
public:
    explicit LastDisk(long microseconds) : m_left(microseconds) {}

    Result<std::optional<std::string>> read(const std::filesystem::path& file) const override
    {
        return m_disk.read(file);
    }
    Status replace(const std::filesystem::path& file, std::string_view content) override
    {
        begin();
        return m_disk.replace(file, content);
    }
    Status remove(const std::filesystem::path& file) override
    {
        begin();
        return m_disk.remove(file);
    }
    Status change(const std::filesystem::path& file, const std::optional<std::string>& before,
                  const std::optional<std::string>& after) override
    {
        begin();
        return m_disk.change(file, before, after);
    }

    qint64 microseconds() const { return m_since.nsecsElapsed() / 1000; }

private:
    /// The system sends the signal, at whatever the process is just doing.
    void begin()
    {
        if (m_since.isValid()) return;
        m_since.start();
        if (m_left == 0) return;
        sigevent event{};
        event.sigev_notify = SIGEV_SIGNAL;
        event.sigev_signo = SIGKILL;
        timer_t timer{};
        const itimerspec when{{}, {m_left / 1'000'000, m_left % 1'000'000 * 1000 + 1}};
        if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0 || timer_settime(timer, 0, &when, nullptr) != 0)
            qFatal("no timer");
    }

    DiskArea m_disk{};
    long m_left = 0;
    QElapsedTimer m_since{};
};

int step(const Workspace& workspace, long microseconds, Recovery how)
{
    const auto disk = std::make_shared<LastDisk>(microseconds);
    ui::Session session(disk, systemClock());
    int answers = 0;
    bool isOpen = false, isCutOff = false, isRefused = false;
    QObject::connect(&session, &ui::Session::opened, [&] { isOpen = true; });
    QObject::connect(&session, &ui::Session::leftOverFound, [&] { isCutOff = true; });
    QObject::connect(&session, &ui::Session::applied, [&] { ++answers; });
    QObject::connect(&session, &ui::Session::refused, [&](auto, const Error& error) {
        isRefused = true;
        std::fprintf(stderr, "refused: %d %s %s\n", static_cast<int>(error.code), error.where.c_str(),
                     error.detail.c_str());
    });
    session.open(workspace);
    constexpr int patience = 60'000;
    if (!QTest::qWaitFor([&] { return isOpen; }, patience)) return 2;
    auto answered = [&, before = 0]() mutable {
        if (!QTest::qWaitFor([&] { return answers > before || isRefused; }, patience)) return false;
        before = answers;
        return !isRefused;
    };
    if (isCutOff) {
        session.recover(how);
        if (!answered()) return 3;
    }
    if (session.toUndo())
        session.undo();
    else
        session.redo();
    if (!answered()) return 4;
    std::printf("%lld\n", static_cast<long long>(disk->microseconds()));
    return 0;
}

/// Reads, decodes, edits, signs, and writes in place: no lock, no temporary file, nothing compared.
int editLikeNsc(const Workspace& workspace, const std::string& log, const std::string& stop)
{
    const KeyRing keys(workspace.keystore);
    std::ofstream written(log, std::ios::app);
    std::mt19937 random{std::random_device{}()};
    while (!std::filesystem::exists(stop)) {
        const std::array<const char*, 3> names{"ACCTA", "ACCTB", "ACCTC"};
        const char* name = names[random() % names.size()];
        const auto file = accountTokenFile(workspace, workspace.operatorName, name);
        const auto text = DiskArea().read(file);
        if (!text || !*text) return 2;
        auto claims = decodeAccount(**text);
        if (!claims) return 3; // GrantDesk never shows half a file
        const int count = claims->description.empty() ? 0 : std::stoi(claims->description);
        claims->description = std::to_string(count + 1);
        const auto token = encodeToken(*claims, claims->header.issuer, claims->header.issuedAt + 1, keys);
        if (!token) return 4;
        written << name << ' ' << count + 1 << ' ' << (claims->infoUrl.empty() ? "0" : claims->infoUrl) << '\n'
                << std::flush;
        std::ofstream(file, std::ios::trunc) << *token;
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 12)); // pace: nsc itself is slower still
    }
    return 0;
}

int countInPlace(const std::string& file, unsigned pause, const std::string& log, const std::string& stop)
{
    std::ofstream written(log, std::ios::app);
    std::mt19937 random{std::random_device{}()};
    while (!std::filesystem::exists(stop)) {
        const auto text = DiskArea().read(file);
        const auto count = test::countIn(text && *text ? **text : std::string());
        if (!count) return 3; // GrantDesk never shows half a file, nor none
        written << "count " << count->theirs + 1 << ' ' << count->ours << '\n' << std::flush;
        std::ofstream(file, std::ios::trunc) << test::textOf({count->theirs + 1, count->ours}, random() % 9000);
        const std::chrono::microseconds rest(random() % 3 == 0 ? random() % pause : 0);
        std::this_thread::sleep_for(rest); // pace: a peer that writes now and then
    }
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    const QCoreApplication app(count, arguments);
    const std::vector<std::string> words(arguments, arguments + count);
    if (words.size() < 6) return 1;
    if (words[1] == "count")
        return countInPlace(words[2], static_cast<unsigned>(std::stoul(words[3])), words[4], words[5]);
    Workspace workspace = workspaceAt(words[2], words[3], processEnvironment());
    workspace.operatorName = "OP";
    if (words[1] == "nsc") return editLikeNsc(workspace, words[4], words[5]);
    return step(workspace, std::stol(words[4]), words[5] == "finish" ? Recovery::Finish : Recovery::TakeBack);
}
