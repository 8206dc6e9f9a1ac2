// SPDX-License-Identifier: Apache-2.0
#include "core/base/unix_file.h"
#include "core/store/file_area.h"
#include "tests/core/temp_folder.h"

#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace gd;
using gd::test::TempFolder;
namespace fs = std::filesystem;

/// Sets the umask for as long as it lives.
class Umask {
public:
    explicit Umask(mode_t mask) : m_old(::umask(mask)) {}
    ~Umask() { ::umask(m_old); }

private:
    mode_t m_old;
};

class TestDiskArea : public QObject {
    Q_OBJECT

private slots:
    void modesUnderAnyUmask_data();
    void modesUnderAnyUmask();
    void readsBackWhatWasWritten();
    void missingFileIsNothing();
    void readRefusesWhatIsNoFile();
    void replaceTightensTheMode();
    void replaceRefusesLinks();
    void replaceRefusesFolders();
    void failureKeepsTheOldContent();
    void lockedFolder();
    void removes();
    void limitOfReading();
    void secretsAreReadWhole();
};

void TestDiskArea::modesUnderAnyUmask_data()
{
    QTest::addColumn<int>("mask");
    for (const int mask : {0, 022, 077, 0177, 0277, 0777})
        QTest::addRow("%o", mask) << mask;
}

void TestDiskArea::modesUnderAnyUmask()
{
    QFETCH(int, mask);
    const TempFolder folder;
    const auto file = folder / "OP/accounts/A/A.jwt";
    DiskArea area;
    {
        const Umask narrowed(static_cast<mode_t>(mask));
        QVERIFY(area.replace(file, "token"));
    }
    QCOMPARE(TempFolder::modeOf(file), 0600u);
    for (auto parent = file.parent_path(); parent != folder.path(); parent = parent.parent_path())
        QCOMPARE(TempFolder::modeOf(parent), 0700u);
    QCOMPARE(TempFolder::contentOf(file), "token");
}

void TestDiskArea::readsBackWhatWasWritten()
{
    const TempFolder folder;
    DiskArea area;
    const std::string binary("a\0b\n\xff", 5);
    for (const std::string& content : {std::string(), binary, std::string(1'000'000, 'x')}) {
        QVERIFY(area.replace(folder / "file", content));
        const auto read = area.read(folder / "file");
        QVERIFY(read && *read);
        QVERIFY(**read == content);
    }
    QCOMPARE(folder.everything(), std::vector<std::string>{"file"});
}

void TestDiskArea::missingFileIsNothing()
{
    const TempFolder folder;
    folder.write("file", "");
    for (const char* name : {"no", "no/where", "file/below"}) {
        const auto read = DiskArea().read(folder / name);
        QVERIFY2(read && !*read, name);
    }
}

void TestDiskArea::readRefusesWhatIsNoFile()
{
    const TempFolder folder;
    fs::create_directory(folder / "folder");
    QCOMPARE(::mkfifo((folder / "pipe").c_str(), 0600), 0); // must not wait for a writer
    fs::create_symlink("/dev/zero", folder / "endless");
    for (const char* name : {"folder", "pipe", "endless"}) {
        const auto read = DiskArea().read(folder / name);
        QVERIFY2(!read, name);
        QCOMPARE(read.error().code, ErrorCode::FileUnreadable);
    }
}

void TestDiskArea::replaceTightensTheMode()
{
    const TempFolder folder;
    const auto file = folder.write("A.jwt", "old");
    fs::permissions(file, fs::perms(0666));
    QVERIFY(DiskArea().replace(file, "new"));
    QCOMPARE(TempFolder::modeOf(file), 0600u);
}

void TestDiskArea::replaceRefusesLinks()
{
    const TempFolder folder;
    const auto elsewhere = folder.write("elsewhere", "precious");
    for (const fs::path& target : {elsewhere, fs::path("nowhere")}) {
        const auto link = folder / "A.jwt";
        fs::remove(link);
        fs::create_symlink(target, link);
        const auto written = DiskArea().replace(link, "token");
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
        QVERIFY(fs::is_symlink(link));
        QCOMPARE(TempFolder::contentOf(elsewhere), "precious");
        QVERIFY(!fs::exists(folder / "nowhere"));
        QVERIFY(!DiskArea().remove(link));
    }
}

void TestDiskArea::replaceRefusesFolders()
{
    const TempFolder folder;
    fs::create_directory(folder / "A.jwt");
    const auto written = DiskArea().replace(folder / "A.jwt", "token");
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    const auto removed = DiskArea().remove(folder / "A.jwt");
    QVERIFY(!removed);
    QCOMPARE(removed.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(folder.everything(), std::vector<std::string>{"A.jwt/"});

    folder.write("file", "");
    const auto below = DiskArea().replace(folder / "file/A.jwt", "token");
    QVERIFY(!below);
    QCOMPARE(below.error().code, ErrorCode::FolderUnwritable);
}

void TestDiskArea::failureKeepsTheOldContent()
{
    const TempFolder folder;
    const auto file = folder.write("A.jwt", "old");
    std::signal(SIGXFSZ, SIG_IGN); // so that the write fails instead, for the superuser too
    rlimit old{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    const rlimit small{1000, old.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = DiskArea().replace(file, std::string(5000, 'x'));
    const auto fresh = DiskArea().replace(folder / "B.jwt", std::string(5000, 'x'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QVERIFY(!fresh);
    QCOMPARE(TempFolder::contentOf(file), "old");
    QCOMPARE(folder.everything(), std::vector<std::string>{"A.jwt"});
}

void TestDiskArea::lockedFolder()
{
    if (::geteuid() == 0) QSKIP("the superuser may write everywhere");
    const TempFolder folder;
    const auto file = folder.write("sub/A.jwt", "old");
    fs::permissions(folder / "sub", fs::perms(0500));
    const auto written = DiskArea().replace(file, "new");
    const auto removed = DiskArea().remove(file);
    fs::permissions(folder / "sub", fs::perms(0700));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
    QVERIFY(!removed);
    QCOMPARE(TempFolder::contentOf(file), "old");
    QCOMPARE(folder.everything(), (std::vector<std::string>{"sub/", "sub/A.jwt"}));
}

void TestDiskArea::removes()
{
    const TempFolder folder;
    const auto file = folder.write("A.jwt", "old");
    QVERIFY(DiskArea().remove(file));
    QVERIFY(folder.everything().empty());
    QVERIFY(DiskArea().remove(file));
    QVERIFY(DiskArea().remove(folder / "no/where"));
}

void TestDiskArea::limitOfReading()
{
    const TempFolder folder;
    const auto file = folder.write("file", "12345");
    const auto fits = readFile(file, 5);
    QVERIFY(fits && *fits);
    QCOMPARE(**fits, "12345");
    const auto big = readFile(file, 4);
    QVERIFY(!big);
    QCOMPARE(big.error().code, ErrorCode::FileTooLarge);
    const auto none = readFile("/proc/self/maps", 10); // says that it has no bytes, and has many
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::FileTooLarge);
}

void TestDiskArea::secretsAreReadWhole()
{
    const TempFolder folder;
    for (const std::size_t size : {0, 1, 4096, 4097, 100'000}) {
        const std::string content(size, 's');
        const auto file = folder.write("file", content);
        const auto read = readSecretFile(file, 100'000);
        QVERIFY(read && *read);
        QCOMPARE(std::string((*read)->text()), content);
        QCOMPARE(bool(readSecretFile(file, size)), true);
        if (size > 0) QCOMPARE(readSecretFile(file, size - 1).error().code, ErrorCode::FileTooLarge);
    }
    SecretBytes memory;
    for (const std::size_t size : {10, 100'000, 0, 4097, 3}) { // what was there before is not read again
        const std::string content(size, size % 2 == 0 ? 'e' : 'o');
        const auto read = readSecretFile(folder.write("file", content), 100'000, memory);
        QVERIFY(read && *read);
        QCOMPARE(std::string(**read), content);
        QCOMPARE(bool(readSecretFile(folder / "file", size, memory)), true);
        if (size > 0) QCOMPARE(readSecretFile(folder / "file", size - 1, memory).error().code, ErrorCode::FileTooLarge);
    }
    QVERIFY(!*readSecretFile(folder / "none", 10, memory));
    // Files that say they have no bytes, and have many.
    const auto status = readSecretFile("/proc/self/status", 100'000);
    QVERIFY(status && *status);
    QVERIFY((*status)->text().find("VmRSS") != std::string_view::npos);
    QCOMPARE(readSecretFile("/proc/self/maps", 10).error().code, ErrorCode::FileTooLarge);
    const auto none = readSecretFile(folder / "none", 10);
    QVERIFY(none && !*none);
    QCOMPARE(readSecretFile(folder.path(), 10).error().code, ErrorCode::NotAFile);
}

QTEST_APPLESS_MAIN(TestDiskArea)
#include "tst_disk_area.moc"
