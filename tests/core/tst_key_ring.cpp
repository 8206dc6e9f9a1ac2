// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/key_ring.h"

#include "tests/core/vectors.h"

#include <QtTest>

#include <csignal>
#include <fstream>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace gd;
using namespace gd::test;
namespace fs = std::filesystem;

namespace {

unsigned modeOf(const fs::path& path)
{
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
}

/// Sets the umask of the test program for one scope.
class Umask {
public:
    explicit Umask(mode_t mask) : m_before(::umask(mask)) {}
    ~Umask() { ::umask(m_before); }
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;

private:
    mode_t m_before;
};

void writeFile(const fs::path& path, std::string_view content)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

} // namespace

class TestKeyRing : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_root = fs::path(m_folder->path().toStdString()) / "keystore";
    }

    void modesHoldUnderAnyUmask_data()
    {
        QTest::addColumn<unsigned>("mask");
        QTest::newRow("nothing masked") << 0U;
        QTest::newRow("usual") << 022U;
        QTest::newRow("everything masked") << 0777U;
    }

    void modesHoldUnderAnyUmask()
    {
        QFETCH(unsigned, mask);
        const KeyRing ring(m_root);
        const auto seed = Seed::create(KeyKind::Account);
        const std::string key = seed->publicKey().text();
        {
            const Umask umask(mask);
            QVERIFY(ring.add(*seed));
        }
        const fs::path file = ring.pathOf(key);
        QCOMPARE(file, m_root / "keys" / "A" / key.substr(1, 2) / (key + ".nk"));
        QCOMPARE(modeOf(file), 0600U);
        for (fs::path folder = file.parent_path(); folder != m_root.parent_path(); folder = folder.parent_path()) {
            QCOMPARE(modeOf(folder), 0700U);
        }
        // nothing else is left in the folder, and the file holds the 58 characters only
        QCOMPARE(std::distance(fs::directory_iterator(file.parent_path()), fs::directory_iterator()),
                 std::ptrdiff_t{1});
        QCOMPARE(fs::file_size(file), std::uintmax_t{58});
    }

    void signsWithWhatWasAdded()
    {
        const KeyRing ring(m_root);
        const auto seed = Seed::create(KeyKind::Operator);
        const std::string key = seed->publicKey().text();
        QVERIFY(!ring.canSign(key));
        QCOMPARE(ring.sign(key, bytesOf("x")).error().code, ErrorCode::KeyNotHere);
        QVERIFY(ring.add(*seed));
        QVERIFY(ring.canSign(key));
        const auto signature = ring.sign(key, bytesOf("x"));
        QVERIFY(signature.has_value());
        QVERIFY(seed->publicKey().verify(bytesOf("x"), *signature));
        QVERIFY(ring.add(*seed)); // the same again changes nothing
        QCOMPARE(ring.present(), std::set<std::string>{key});
    }

    void keysThatCannotSign()
    {
        const KeyRing ring(m_root);
        const auto curve = Seed::create(KeyKind::Curve);
        QVERIFY(ring.add(*curve));
        QVERIFY(!ring.canSign(curve->publicKey().text()));
        QCOMPARE(ring.sign(curve->publicKey().text(), bytesOf("x")).error().code, ErrorCode::KeyCannotSign);
    }

    void symbolicLinksAreRefused()
    {
        const KeyRing ring(m_root);
        const auto seed = Seed::create(KeyKind::User);
        const std::string key = seed->publicKey().text();
        const fs::path elsewhere = m_root.parent_path() / "elsewhere";
        writeFile(elsewhere, seed->text()->text());
        fs::create_directories(ring.pathOf(key).parent_path());
        fs::create_symlink(elsewhere, ring.pathOf(key));
        QCOMPARE(ring.open(key).error().code, ErrorCode::FileUnreadable);
        QVERIFY(!ring.canSign(key));
        QCOMPARE(ring.add(*seed).error().code, ErrorCode::KeyFileExists);
        QVERIFY(ring.present().empty());
    }

    void linkedFoldersAreRefused_data()
    {
        QTest::addColumn<int>("depth"); // how many folders below the keystore lie in front of the link
        QTest::newRow("keys") << 0;
        QTest::newRow("kind") << 1;
        QTest::newRow("first letters") << 2;
    }

    void linkedFoldersAreRefused()
    {
        QFETCH(int, depth);
        const auto seed = Seed::create(KeyKind::User);
        const std::string key = seed->publicKey().text();
        const KeyRing ring(m_root);
        fs::path link = ring.pathOf(key).parent_path();
        for (int i = 2; i > depth; --i)
            link = link.parent_path();
        const fs::path elsewhere = m_root.parent_path() / "elsewhere";
        const fs::path behind = elsewhere / ring.pathOf(key).lexically_relative(link);
        writeFile(behind, seed->text()->text()); // a good key, and all that is wrong is the way to it
        fs::create_directories(link.parent_path());
        fs::create_directory_symlink(elsewhere, link);
        QCOMPARE(ring.open(key).error().code, ErrorCode::FileUnreadable);
        QVERIFY(!ring.canSign(key));
        QVERIFY(ring.present().empty());

        fs::remove(behind);
        QCOMPARE(ring.add(*seed).error().code, ErrorCode::FolderUnwritable);
        QVERIFY(!fs::exists(behind));
        QVERIFY(fs::is_symlink(link));
    }

    void theKeystoreItselfMayBeALink()
    {
        const fs::path elsewhere = m_root.parent_path() / "elsewhere";
        fs::create_directory(elsewhere);
        fs::create_directory_symlink(elsewhere, m_root);
        const KeyRing ring(m_root);
        const auto seed = Seed::create(KeyKind::User);
        QVERIFY(ring.add(*seed));
        QVERIFY(ring.canSign(seed->publicKey().text()));
        QCOMPARE(ring.present(), std::set<std::string>{seed->publicKey().text()});
    }

    void aFailedWriteLeavesNothing()
    {
        const KeyRing ring(m_root);
        const auto seed = Seed::create(KeyKind::User);
        std::signal(SIGXFSZ, SIG_IGN); // so that the write fails instead, for the superuser too
        rlimit old{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
        const rlimit small{20, old.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto written = ring.add(*seed);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
        const auto folder = ring.pathOf(seed->publicKey().text()).parent_path();
        QVERIFY(fs::is_directory(folder));
        QVERIFY(fs::is_empty(folder));
    }

    /// The superuser passes folders without any right, so an ordinary user tries it.
    void everythingMaskedForAnOrdinaryUser()
    {
        const std::string folder = m_root.parent_path().string();
        if (::geteuid() == 0) QCOMPARE(::chown(folder.c_str(), 65534, 65534), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(2);
            ::umask(0777);
            const KeyRing ring(m_root);
            const auto seed = Seed::create(KeyKind::Account);
            const bool good = seed && ring.add(*seed) && ring.open(seed->publicKey().text());
            ::_exit(good ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    void anotherContentIsNeverOverwritten()
    {
        const KeyRing ring(m_root);
        const auto seed = Seed::create(KeyKind::User), other = Seed::create(KeyKind::User);
        const std::string key = seed->publicKey().text();
        const std::string foreign(other->text()->text());
        writeFile(ring.pathOf(key), foreign);
        QCOMPARE(ring.open(key).error().code, ErrorCode::KeyWrongKind);
        QCOMPARE(ring.add(*seed).error().code, ErrorCode::KeyFileExists);
        std::ifstream file(ring.pathOf(key));
        QCOMPARE(std::string(std::istreambuf_iterator<char>(file), {}), foreign);
    }

    void damagedFiles()
    {
        const KeyRing ring(m_root);
        const auto seed = Seed::create(KeyKind::User);
        const std::string key = seed->publicKey().text();
        const std::string seedText(seed->text()->text());
        const auto codeOf = [&](const std::string& content) {
            writeFile(ring.pathOf(key), content);
            const auto opened = ring.open(key);
            return opened ? ErrorCode{} : opened.error().code;
        };
        QCOMPARE(codeOf(seedText.substr(0, 50)), ErrorCode::KeyChecksum);
        QCOMPARE(codeOf(""), ErrorCode::KeyTooShort);
        QCOMPARE(codeOf(key), ErrorCode::KeyNotASeed);
        QCOMPARE(codeOf(std::string(5000, 'x')), ErrorCode::FileUnreadable);
        writeFile(ring.pathOf(key), seedText + "\r\n"); // an editor was there
        QVERIFY(ring.open(key).has_value());
        fs::remove(ring.pathOf(key));
        fs::create_directory(ring.pathOf(key));
        QCOMPARE(ring.open(key).error().code, ErrorCode::FileUnreadable);
    }

    void textThatIsNoKeyLeadsNowhere()
    {
        const KeyRing ring(m_root);
        for (const char* text : {"", "A", "AB/../../../etc/passwd", "..", "AAAA"}) {
            QVERIFY(ring.pathOf(text).empty());
            QVERIFY(!ring.canSign(text));
            QCOMPARE(ring.open(text).error().code, ErrorCode::KeyNotHere);
        }
    }

    void aFolderThatCannotBeMade()
    {
        writeFile(m_root, "a file where the folder should be");
        QCOMPARE(KeyRing(m_root).add(*Seed::create(KeyKind::User)).error().code, ErrorCode::FolderUnwritable);
    }

    void otherFilesAreNoKeys()
    {
        const KeyRing ring(m_root);
        const auto seed = Seed::create(KeyKind::Account);
        QVERIFY(ring.add(*seed));
        const fs::path folder = ring.pathOf(seed->publicKey().text()).parent_path();
        writeFile(folder / "notes.nk", "x");
        writeFile(folder / ".ABC.tmp", "x");
        writeFile(m_root / "keys" / "A" / "XX" / (seed->publicKey().text() + ".nk"), "x"); // in the wrong place
        QCOMPARE(ring.present(), std::set<std::string>{seed->publicKey().text()});
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

QTEST_APPLESS_MAIN(TestKeyRing)
#include "tst_key_ring.moc"
