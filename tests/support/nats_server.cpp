// SPDX-License-Identifier: Apache-2.0
#include "tests/support/nats_server.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QThread>
#include <QUrl>

#include <csignal>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace gd::test {

namespace {

constexpr int startMillis = 20000;
constexpr int stopMillis = 5000;
/// Between two looks at something that has no signal to wait for.
constexpr unsigned long pauseMillis = 20;

} // namespace

QString NatsServer::binary()
{
    const auto chosen = qEnvironmentVariable("GRANTDESK_NATS_SERVER");
    if (!chosen.isEmpty()) return chosen;
    const auto name = QStringLiteral("nats-server");
    const auto inPath = QStandardPaths::findExecutable(name);
    // Debian puts it where the path of ordinary users does not lead.
    const QStringList others{QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin"),
                             QStringLiteral("/usr/local/bin")};
    return inPath.isEmpty() ? QStandardPaths::findExecutable(name, others) : inPath;
}

QVersionNumber NatsServer::version()
{
    QProcess process;
    process.start(binary(), {QStringLiteral("--version")});
    process.waitForFinished(startMillis);
    const auto said = QString::fromUtf8(process.readAll()).trimmed(); // nats-server: v2.9.10
    return QVersionNumber::fromString(said.section(u'v', -1));
}

bool NatsServer::start(const QString& config)
{
    stop();
    m_config = config;
    m_port = 0;
    return launch();
}

bool NatsServer::restart()
{
    stop();
    return launch();
}

bool NatsServer::restart(const QString& config)
{
    m_config = config;
    return restart();
}

void NatsServer::stop()
{
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.terminate();
    if (m_process.waitForFinished(stopMillis)) return;
    m_process.kill();
    m_process.waitForFinished(stopMillis);
}

bool NatsServer::reload(const QString& config)
{
    m_config = config;
    if (!writeConfig()) return false;
    const auto said = [this] {
        return log().count(QLatin1String("Reloaded server configuration"));
    };
    const auto before = said();
#ifdef Q_OS_UNIX
    ::kill(static_cast<pid_t>(m_process.processId()), SIGHUP);
#endif
    QDeadlineTimer deadline(startMillis);
    while (said() == before && !deadline.hasExpired())
        QThread::msleep(pauseMillis); // pace: between two looks, until the deadline
    return said() > before;
}

QString NatsServer::log() const
{
    QFile file(m_folder.filePath(QStringLiteral("server.log")));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool NatsServer::writeConfig()
{
    QFile file(m_folder.filePath(QStringLiteral("server.conf")));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) return false;
    auto head =
        QStringLiteral("listen: \"127.0.0.1:%1\"\nserver_name: grantdesk-test\n").arg(m_port == 0 ? -1 : int(m_port));
    if (m_jetStream)
        head += QStringLiteral("jetstream { store_dir: \"%1\" }\n").arg(m_folder.filePath(QStringLiteral("jetstream")));
    file.write(head.toUtf8() + m_config.toUtf8() + '\n');
    return true;
}

bool NatsServer::launch()
{
    m_problem.clear();
    const auto ports = m_folder.filePath(QStringLiteral("ports"));
    QDir(ports).removeRecursively();
    if (!m_folder.isValid() || !QDir().mkpath(ports) || !writeConfig()) {
        m_problem = QStringLiteral("cannot write to the temporary folder");
        return false;
    }
    m_process.setProgram(binary());
    m_process.setArguments({QStringLiteral("-c"), m_folder.filePath(QStringLiteral("server.conf")),
                            QStringLiteral("-D"), QStringLiteral("--ports_file_dir"), ports});
    m_process.setWorkingDirectory(m_folder.path());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("server.log")), QIODevice::Append);
#ifdef Q_OS_LINUX
    // A test that crashes must not leave a server behind.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    m_process.start();
    if (!m_process.waitForStarted(startMillis)) {
        m_problem = m_process.errorString();
        return false;
    }
    return readPort() && waitUntilItGreets();
}

/// The server writes the port it was given into a file once it listens.
bool NatsServer::readPort()
{
    const auto file = m_folder.filePath(QStringLiteral("ports/nats-server_%1.ports").arg(m_process.processId()));
    QDeadlineTimer deadline(startMillis);
    while (!deadline.hasExpired()) {
        QFile ports(file);
        if (ports.open(QIODevice::ReadOnly)) {
            const auto urls = QJsonDocument::fromJson(ports.readAll()).object().value(QLatin1String("nats")).toArray();
            const auto port = urls.isEmpty() ? -1 : QUrl(urls.first().toString()).port();
            if (port > 0) {
                m_port = static_cast<quint16>(port);
                return true;
            }
        }
        if (m_process.waitForFinished(static_cast<int>(pauseMillis))) {
            m_problem = QStringLiteral("nats-server ended at once");
            return false;
        }
    }
    m_problem = QStringLiteral("nats-server named no port");
    return false;
}

bool NatsServer::waitUntilItGreets()
{
    QDeadlineTimer deadline(startMillis);
    while (!deadline.hasExpired()) {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        if (socket.waitForConnected(1000) && socket.waitForReadyRead(1000) && socket.peek(5) == "INFO ") return true;
        QThread::msleep(pauseMillis); // pace: between two looks, until the deadline
    }
    m_problem = QStringLiteral("nats-server does not greet");
    return false;
}

} // namespace gd::test
