// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/active.h"
#include "core/live/link.h"
#include "core/live/publisher.h"
#include "ui/bridge/session.h"

#include <QMap>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <filesystem>
#include <map>
#include <optional>

namespace gd::ui {

/// How to reach the server and as whom. An empty creds file means: the operator's system account user.
struct ServerSettings {
    ServerAddress address{};
    QString credsFile{};

    bool operator==(const ServerSettings& other) const
    {
        return address.url == other.address.url && address.caFile == other.address.caFile &&
               address.tlsFirst == other.address.tlsFirst && credsFile == other.credsFile;
    }
};

struct ServerReport;

/// What came of pushing one account: an answer per server, or why there is none.
struct PushResult {
    std::string account{}; ///< key
    std::vector<PushAnswer> answers{};
    std::optional<Error> error{};
    UnixSeconds at = 0; ///< when the answer came

    /// Whether there are answers, all of them consent.
    bool accepted() const;
};

/// The server beside the store: connect, push, and ask what is really active. Every call connects anew in a worker and
/// answers by a signal; cancel() ends the waiting. Remembers per workspace which token of an account was pushed last.
class ServerSession : public QObject {
    Q_OBJECT

public:
    ServerSession(Session& session, Connector connector, QObject* parent = nullptr);
    ~ServerSession() override;

    const ServerSettings& settings() const { return m_settings; }
    /// Kept per workspace. Forgets what was known of the server before.
    void setSettings(const ServerSettings& settings);

    enum class State { Unknown, Working, Reachable, Failed };
    Q_ENUM(State)
    State state() const { return m_state; }
    const QString& serverName() const { return m_serverName; }
    const std::optional<Error>& lastError() const { return m_lastError; }

    /// Connects and disconnects: is the server there, does it let us in?
    void tryConnect();

    /// Pushes accounts, providers first, then asks for each what is active. pushed() comes per account, finished()
    /// last.
    void push(const std::vector<std::string>& accountKeys);

    /// Asks again which imports are active, for every account of the snapshot that has imports.
    void checkActive();

    /// Waits for nothing more: the request under way may still reach the server.
    void cancel();

    /// Accounts whose token on disk is not the one that was pushed last (the system account is left out).
    std::vector<std::string> notPushed() const;

    /// What the server made of an import, as far as it was asked since the last push; Unknown otherwise.
    ImportActivity activity(const std::string& consumer, const std::string& provider, ExportType type,
                            const std::string& subject) const;

    /// The server's last answer about the imports of an account; null if it was not asked or did not say.
    const ActiveImports* checked(const std::string& account) const;

    /// When checked() was answered; 0 if it was not.
    UnixSeconds checkedAt(const std::string& account) const;

    /// What came of the pushes of the tokens that are on disk now.
    const std::map<std::string, PushResult>& results() const { return m_results; }

signals:
    /// state(), serverName() or lastError() have changed.
    void stateChanged();
    void pushed(const gd::ui::PushResult& result);
    /// activity() or checked() say something else than before.
    void activityChanged();
    /// Everything that was asked for last has been answered or cancelled.
    void finished();

private:
    void run(const std::vector<std::string>& toPush, const std::vector<std::string>& toCheck);
    void take(ServerReport report);
    void takeResult(const PushResult& result, const std::string& digest);
    void forgetOldTokens(const SnapshotPtr& now, const SnapshotPtr& before);
    std::vector<std::string> withImporters(std::vector<std::string> keys) const;
    void loadState();
    /// In the background: the disk may be slow. Values are copied, and writes keep their order.
    void saveState();

    Session& m_session;
    Connector m_connector;
    ServerSettings m_settings{};
    State m_state = State::Unknown;
    QString m_serverName{};
    std::optional<Error> m_lastError{};
    std::map<std::string, std::string> m_lastPushed{}; ///< account key -> digest of the token
    struct Checked {
        ActiveImports answer{};
        UnixSeconds at = 0;
    };
    std::map<std::string, Checked> m_active{};
    std::map<std::string, PushResult> m_results{};
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< of the present run; also its identity
    std::filesystem::path m_stateFile{};           ///< of the workspace that the rest belongs to
    bool m_unsaved = false;                        ///< m_lastPushed is newer than the file
    QThreadPool m_saver;                           ///< one thread
};

} // namespace gd::ui
