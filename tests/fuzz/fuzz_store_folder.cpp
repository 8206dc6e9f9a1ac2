// SPDX-License-Identifier: Apache-2.0
//
// A folder that somebody unpacked: the store is read and thought about whatever lies there, and nothing outside of it
// is looked at. Likewise journal and history, which say what to write: taking back brings back what was there.
//
// The input is a list of things, separated by the byte 0x1e: a letter (f file, d folder, l link, p pipe), a path, a
// line end, the content (or where a link points to). The first part of a path says whose folder it is in: s store, k
// keystore, t token files; j is journal and history, which live in memory. Content that is "@" and a letter is a token
// that was signed here.
#include "core/jwt/token.h"
#include "core/share/world.h"
#include "core/store/digest.h"
#include "core/store/history.h"
#include "core/store/journal.h"
#include "core/store/snapshot_reader.h"
#include "core/text/server_config.h"
#include "tests/core/memory_area.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <fcntl.h>
#include <map>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace gd;
using namespace gd::fuzz;

namespace fs = std::filesystem;

namespace {

constexpr std::size_t maxThings = 40;
constexpr std::size_t maxPathSize = 120;
constexpr UnixSeconds now = 1735689600;

struct Thing {
    char kind = 'f';
    std::string path{};
    std::string content{};
};

std::string textOf(const Result<std::string>& token)
{
    FUZZ_CHECK(token);
    return *token;
}

/// Tokens of a small operator, by letter.
const std::map<char, std::string>& tokens()
{
    static const auto* const all = [] {
        const std::string& op = keys().text(KeyKind::Operator);
        const std::string& account = keys().text(KeyKind::Account);
        auto other = Seed::fromRaw(KeyKind::Account, std::array<std::uint8_t, 32>{1});
        FUZZ_CHECK(other);
        const std::string consumer = other->publicKey().text();
        auto* const made = new std::map<char, std::string>;
        OperatorClaims operatorClaims;
        operatorClaims.header.subject = op;
        operatorClaims.header.name = "O";
        operatorClaims.systemAccount = account;
        (*made)['o'] = textOf(encodeToken(operatorClaims, op, now, keys()));
        AccountClaims provider = newAccountClaims(account, "A");
        provider.exports.push_back({.subject = "a.>", .type = ExportType::Stream, .tokenRequired = true});
        provider.exports.push_back({.subject = "$JS.API.CONSUMER.MSG.NEXT.S.C", .type = ExportType::Service});
        (*made)['a'] = textOf(encodeToken(provider, op, now, keys()));
        ActivationClaims grant;
        grant.header.subject = consumer;
        grant.grantedSubject = "a.*";
        grant.kind = ExportType::Stream;
        (*made)['g'] = textOf(encodeToken(grant, account, now, keys()));
        AccountClaims taker = newAccountClaims(consumer, "B");
        taker.imports.push_back(
            {.subject = "a.*", .account = account, .token = (*made)['g'], .type = ExportType::Stream});
        taker.imports.push_back(
            {.subject = "$JS.API.CONSUMER.MSG.NEXT.S.C", .account = account, .type = ExportType::Service});
        (*made)['b'] = textOf(encodeToken(taker, op, now, keys()));
        (*made)['s'] = textOf(encodeToken(taker, account, now, keys()));
        (*made)['u'] = textOf(encodeToken(newUserClaims(keys().text(KeyKind::User), "U"), account, now, keys()));
        return made;
    }();
    return *all;
}

/// Below the folder of this run and nowhere else.
bool isSafe(const std::string& path)
{
    if (path.empty() || path.size() > maxPathSize || path.find('\0') != std::string::npos) return false;
    return std::ranges::all_of(piecesOf(path, '/'),
                               [](std::string_view part) { return !part.empty() && part != "." && part != ".."; });
}

std::vector<Thing> thingsIn(std::string_view input)
{
    std::vector<Thing> things;
    for (const std::string_view piece : piecesOf(input, '\x1e')) {
        const std::size_t end = piece.find('\n');
        if (piece.size() < 2 || end == std::string_view::npos || things.size() == maxThings) continue;
        Thing thing{piece[0], std::string(piece.substr(1, end - 1)), std::string(piece.substr(end + 1))};
        if (!isSafe(thing.path)) continue;
        if (thing.content.size() == 2 && thing.content[0] == '@') {
            const auto token = tokens().find(thing.content[1]);
            if (token != tokens().end()) thing.content = token->second;
        }
        things.push_back(std::move(thing));
    }
    return things;
}

/// One folder for the whole process, in memory where the system has such a place.
const fs::path& root()
{
    static const auto* const made = [] {
        std::string name =
            (fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) / "grantdesk-fuzz-XXXXXX";
        FUZZ_CHECK(::mkdtemp(name.data()) != nullptr);
        std::atexit([] {
            std::error_code ignored;
            fs::remove_all(root(), ignored);
        });
        return new fs::path(name);
    }();
    return *made;
}

void writeFile(const fs::path& path, std::string_view content)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK | O_NOFOLLOW, 0600);
    if (file < 0) return;
    static_cast<void>(!::write(file, content.data(), content.size()));
    ::close(file);
}

/// Paths may lead through links that were laid before, but those stay below the root as well.
void lay(const Thing& thing)
{
    const fs::path path = root() / thing.path;
    std::error_code ignored;
    struct stat info {};
    if (::stat(path.parent_path().c_str(), &info) != 0) fs::create_directories(path.parent_path(), ignored);
    if (ignored) return;
    if (thing.kind == 'd') {
        fs::create_directory(path, ignored);
    } else if (thing.kind == 'l' && isSafe(thing.content)) {
        fs::create_symlink(root() / thing.content, path, ignored);
    } else if (thing.kind == 'p') {
        static_cast<void>(::mkfifo(path.c_str(), 0600));
    } else {
        writeFile(path, thing.content);
    }
}

bool isBelowRoot(const fs::path& file)
{
    return file.string().starts_with(root().string() + '/') && file == file.lexically_normal();
}

void checkSnapshot(const Snapshot& world)
{
    std::set<std::string> seen;
    for (const Account& account : world.accounts) {
        FUZZ_CHECK(isBelowRoot(account.file));
        FUZZ_CHECK(seen.insert(account.key).second);
        FUZZ_CHECK(world.account(account.key) == &account);
        for (const User& user : account.users)
            FUZZ_CHECK(user.credsFile.empty() || isBelowRoot(user.credsFile));
    }
    FUZZ_CHECK(std::ranges::is_sorted(world.accounts, {}, &Account::name));
    for (const TokenFile& file : world.tokenFiles)
        FUZZ_CHECK(isBelowRoot(file.file) && file.claims.has_value() != file.token.empty());
}

void checkStore(bool twice)
{
    const Workspace workspace{root() / "s", root() / "k", root() / "j", root() / "t", {}};
    const auto world = readWorld(workspace, now);
    FUZZ_CHECK(world || world.error().code == ErrorCode::StoreNotFound ||
               world.error().code == ErrorCode::StoreNoOperator || world.error().code == ErrorCode::StoreVersion ||
               world.error().code == ErrorCode::StoreManyOperators);
    if (!world) return;
    checkSnapshot(**world);
    if (!twice) return;
    FUZZ_CHECK((*world)->revision == currentRevision(workspace));
    const auto again = readWorld(workspace, now);
    FUZZ_CHECK(again && **again == **world);
    static_cast<void>(serverConfig(**world, ResolverKind::Full).has_value());
    static_cast<void>(serverConfig(**world, ResolverKind::Memory).has_value());
}

/// Writes a transaction on files as it expects them, with a write that fails, and looks at what is left: all or
/// nothing, if need be after a recovery.
void checkApply(const Transaction& transaction, int failAt, test::MemoryArea::Failure failure)
{
    const fs::path journal = "/j";
    test::MemoryArea area;
    std::set<fs::path> files;
    for (const FileEdit& edit : transaction.edits) {
        if (!files.insert(edit.file).second || edit.file == Journal::fileIn(journal)) return;
        if (edit.before) area.files[edit.file] = *edit.before;
    }
    const auto before = area.files;
    area.failAt = failAt;
    area.failure = failure;
    const Status applied = applyTransaction(transaction, area, journal);
    area.failAt = -1;
    const auto left = leftOver(area, journal);
    FUZZ_CHECK(left);
    if (!applied) {
        if (*left) FUZZ_CHECK(transactionJson(**left) == transactionJson(transaction));
        if (*left) FUZZ_CHECK(recover(**left, Recovery::TakeBack, area, journal));
        FUZZ_CHECK(area.files == before);
        return;
    }
    for (const FileEdit& edit : transaction.edits)
        FUZZ_CHECK(*area.read(edit.file) == edit.after);
    FUZZ_CHECK(!*left);
}

void checkRecords(const std::vector<Thing>& things)
{
    test::MemoryArea area;
    for (const Thing& thing : things) {
        if (!thing.path.starts_with("j/")) continue;
        area.files["/" + thing.path] = thing.content;
        static_cast<void>(Journal::fromText(thing.content).has_value());
        const auto transaction = transactionFromJson(thing.content);
        if (!transaction) continue;
        const std::string json = transactionJson(*transaction);
        const auto again = transactionFromJson(json);
        FUZZ_CHECK(again && transactionJson(*again) == json && again->edits == transaction->edits);
        FUZZ_CHECK(again->changes.size() == transaction->changes.size());
        const auto journal = Journal::fromText(digestOf(thing.content) + '\n' + thing.content);
        FUZZ_CHECK(journal && *journal == *transaction);
        for (int failAt = -1; failAt < 6; ++failAt)
            checkApply(*transaction, failAt, static_cast<test::MemoryArea::Failure>(thing.content.size() % 3));
    }
    History history = History::load(area, "/j");
    FUZZ_CHECK(history.inForce() <= history.entries().size());
    if (const Transaction* const last = history.toUndo()) FUZZ_CHECK(history.undone(Transaction(*last), area));
    if (const Transaction* const next = history.toRedo()) FUZZ_CHECK(history.redone(Transaction(*next), area));
    FUZZ_CHECK(history.add({.id = "new"}, area));
    const History read = History::load(area, "/j");
    FUZZ_CHECK(read.inForce() == history.inForce() && read.entries().size() == history.entries().size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto things = thingsIn(fuzz::textOf(data, size));
    bool onDisk = false;
    for (const Thing& thing : things) {
        if (thing.path.starts_with("j/")) continue;
        lay(thing);
        onDisk = true;
    }
    if (onDisk) {
        checkStore(size % 8 == 0); // only now and then, for reading is slow
        std::error_code ignored;
        for (const auto& left : fs::directory_iterator(root()))
            fs::remove_all(left, ignored);
    }
    checkRecords(things);
    return 0;
}
