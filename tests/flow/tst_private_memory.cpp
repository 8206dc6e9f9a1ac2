// SPDX-License-Identifier: Apache-2.0
//
// The real program, started without a display: it writes no core file, and its memory is closed to others.
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

/// A user without rights. The superuser may read every process, so the program is then run as this one.
constexpr uid_t nobody = 65534;

uid_t ordinaryUser()
{
    return ::geteuid() == 0 ? nobody : ::geteuid();
}

/// A program of an ordinary user, in a folder of its own; ends with this object.
class Started {
public:
    Started(const QString& program, const QStringList& arguments)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
            environment.insert(QLatin1String(name), m_folder.path());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.setStandardOutputFile(QProcess::nullDevice());
        // A copy, because the build folder may be closed to others.
        const auto copy = m_folder.filePath(QStringLiteral("program"));
        QFile::copy(program, copy);
        ::chmod(qPrintable(copy), 0755);
        if (::geteuid() == 0) {
            if (::chown(qPrintable(m_folder.path()), nobody, nobody) != 0) return;
            m_process.setChildProcessModifier([] {
                if (::setgid(nobody) != 0 || ::setuid(nobody) != 0) ::_exit(1);
            });
        }
        m_process.start(copy, arguments);
        m_process.waitForStarted();
    }
    ~Started()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    bool isRunning() const { return m_process.state() == QProcess::Running; }

    /// Who owns the process' memory: its user where that user may read it, the superuser where not.
    uid_t ownerOfMemory() const
    {
        struct stat info {};
        return ::stat(qPrintable(file("mem")), &info) == 0 ? info.st_uid : uid_t(-1);
    }

    /// A line of what the process may use at most, blanks made single.
    QByteArray limit(const QByteArray& name) const
    {
        QFile limits(file("limits"));
        if (!limits.open(QIODevice::ReadOnly)) return {};
        for (const auto& line : limits.readAll().split('\n'))
            if (line.startsWith(name)) return line.simplified();
        return {};
    }

private:
    QString file(const char* name) const
    {
        return QStringLiteral("/proc/%1/%2").arg(m_process.processId()).arg(QLatin1String(name));
    }

    QTemporaryDir m_folder{};
    QProcess m_process{};
};

constexpr auto noCoreFile = "Max core file size 0 0 bytes";

} // namespace

class TestPrivateMemory : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void anyOtherProgramIsOpen();
    void theProgramIsClosed();

private:
    bool m_coreFilesAllowed = false;
};

/// What is started inherits the limit, which is often 0 already; raised, so that it is seen that the program lowers it.
void TestPrivateMemory::initTestCase()
{
    rlimit limit{RLIM_INFINITY, RLIM_INFINITY};
    if (::setrlimit(RLIMIT_CORE, &limit) != 0) {
        QCOMPARE(::getrlimit(RLIMIT_CORE, &limit), 0);
        limit.rlim_cur = limit.rlim_max;
        QCOMPARE(::setrlimit(RLIMIT_CORE, &limit), 0);
    }
    m_coreFilesAllowed = limit.rlim_cur > 0;
    if (!m_coreFilesAllowed) qInfo("core files are forbidden here anyway");
}

/// Without this, the test below might pass for another reason.
void TestPrivateMemory::anyOtherProgramIsOpen()
{
    const Started other(QStringLiteral("/bin/sleep"), {QStringLiteral("60")});
    QTRY_COMPARE(other.ownerOfMemory(), ordinaryUser());
    QVERIFY(other.isRunning());
    QVERIFY(!other.limit("Max core file size").isEmpty());
    if (m_coreFilesAllowed) QVERIFY(other.limit("Max core file size") != noCoreFile);
}

void TestPrivateMemory::theProgramIsClosed()
{
    const Started program(QStringLiteral(GRANTDESK_PROGRAM), {});
    QTRY_COMPARE_WITH_TIMEOUT(program.limit("Max core file size"), QByteArray(noCoreFile), 20000);
    QCOMPARE(program.ownerOfMemory(), uid_t(0));
    QVERIFY(program.isRunning());
}

QTEST_GUILESS_MAIN(TestPrivateMemory)
#include "tst_private_memory.moc"
