// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/key_ring.h"

#include "tests/core/vectors.h"

#include <QtTest>

#include <fstream>

#include <sys/stat.h>
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
