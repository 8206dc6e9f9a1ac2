// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QString>
#include <QTemporaryDir>
#include <QVersionNumber>

#include <string>

namespace gd::test {

/// Ends a test function where no nats-server is: skipped, or failed where GRANTDESK_NO_SKIP says that what is missing
/// has been installed. QtTest ends a skipped test with 0, so a skip would look as if the proof had been made.
#define GD_NEEDS_NATS_SERVER()                                                                                         \
    do {                                                                                                               \
        if (::gd::test::NatsServer::isInstalled()) break;                                                              \
        if (qgetenv("GRANTDESK_NO_SKIP") == "1") QFAIL(::gd::test::NatsServer::howToInstall);                          \
        QSKIP(::gd::test::NatsServer::howToInstall);                                                                   \
    } while (false)

/// A real nats-server on a free port of 127.0.0.1, in a temporary folder that goes with it.
///
///     GD_NEEDS_NATS_SERVER();
///     NatsServer server;
///     QVERIFY2(server.start(config), qPrintable(server.problem()));
class NatsServer {
public:
    static constexpr const char* howToInstall =
        "no nats-server in the path and GRANTDESK_NATS_SERVER is not set (Debian: apt install nats-server)";

    /// The program: GRANTDESK_NATS_SERVER, else from the path or the sbin folders; empty if there is none.
    static QString binary();
    /// What it says of itself.
    static QVersionNumber version();
    static bool isInstalled() { return !QStandardPaths::findExecutable(binary()).isEmpty(); }

    NatsServer() = default;
    ~NatsServer() { stop(); }

    /// Without JetStream, which no server runs that has an operator but no system account.
    void withoutJetStream() { m_jetStream = false; }

    /// Starts with this configuration (port, name and JetStream's folder are added) and waits until it greets.
    ///
    /// @param config  text in the server's format; may be empty. A relative `dir:` lies in folder().
    /// @return        false: see problem() and log().
    bool start(const QString& config = {});

    /// Stops it; what it stored stays for restart().
    void stop();

    /// As it was, on the same port. With a new configuration text if one is given.
    bool restart();
    bool restart(const QString& config);

    /// Makes the running server read its configuration again; true once it said that it did.
    bool reload(const QString& config);

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    quint16 port() const { return m_port; }
    std::string url() const { return "nats://127.0.0.1:" + std::to_string(m_port); }
    QString folder() const { return m_folder.path(); }

    /// What it printed, debug lines included, over all its runs.
    QString log() const;
    QString problem() const { return m_problem + QLatin1Char('\n') + log(); }

private:
    bool launch();
    bool writeConfig();
    bool readPort();
    bool waitUntilItGreets();

    QTemporaryDir m_folder{};
    QProcess m_process{};
    QString m_config{};
    QString m_problem{};
    quint16 m_port = 0;
    bool m_jetStream = true;
};

} // namespace gd::test
