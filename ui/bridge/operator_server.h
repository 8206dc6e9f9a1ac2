// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/operator_sync.h"
#include "core/store/operator_answers.h"
#include "ui/bridge/account_server.h"
#include "ui/bridge/session.h"

#include <QThreadPool>

#include <deque>

namespace gd::ui {

/// What came of asking the operator about one account.
struct OperatorOutcome {
    enum class Kind {
        Signed,     ///< the operator's version is taken over, see `differences`
        Same,       ///< what is here is what the operator has
        Waits,      ///< it has the token, and signs it later
        Earlier,    ///< it has an earlier version; what is here stays
        DraftStays, ///< what is here was changed and the operator has not seen it; it stays
        Changed,    ///< the account was changed here while the operator was asked
        Unknown,    ///< it does not know the account
        Refused,    ///< see `status` and `text`
        Failed,     ///< see `error`
    };
    std::string account{}; ///< key
    Kind kind = Kind::Same;
    int status = 0;
    QString text{}; ///< what the server said
    std::optional<Error> error{};
    std::vector<ClaimDifference> differences{}; ///< from what was here
};

/// What becomes of changes that the operator has not seen, when its version is fetched.
enum class Drafts { Keep, GiveUp };

/// The operator of a managed store, behind its account server: sends accounts to be signed, fetches what was signed,
/// and keeps what was answered, per workspace. What comes back is checked and stored as a step of the session. One
/// errand at a time.
class OperatorServer final : public QObject {
    Q_OBJECT

public:
    explicit OperatorServer(Session& session, QObject* parent = nullptr);
    ~OperatorServer() override;

    /// Address of the account server of the open managed store, without a slash at its end; empty if tokens are
    /// exchanged by other means.
    QUrl address() const;
    bool hasServer() const { return !address().isEmpty(); }

    const OperatorAnswers& answers() const { return m_answers; }
    bool isWorking() const { return m_isWorking; }
    /// How many of how many accounts are answered.
    int done() const { return static_cast<int>(m_outcomes.size()); }
    int total() const { return m_total; }

    /// Sends accounts (keys) that wait; finished() follows.
    void send(const std::vector<std::string>& accounts, PlainHttp plain = PlainHttp::LocalOnly);
    /// Asks for accounts (keys); finished() follows.
    void fetch(const std::vector<std::string>& accounts, Drafts drafts, PlainHttp plain = PlainHttp::LocalOnly);
    /// Waits for nothing more; what was answered so far is kept.
    void cancel();

    /// What came of the last errand.
    const std::vector<OperatorOutcome>& outcomes() const { return m_outcomes; }
    /// Why the last errand ended early, or its result was not stored.
    const std::optional<Error>& lastError() const { return m_lastError; }
    /// Why what the server gave as the token of the operator was left alone; the accounts were asked for all the same.
    const std::optional<Error>& operatorProblem() const { return m_operatorProblem; }

    AccountServer& http() { return m_http; }

signals:
    void answersChanged();
    /// isWorking() or done().
    void workChanged();
    void finished();

private:
    struct Asked {
        std::string account{};
        std::string token{}; ///< as it was on disk then
    };

    void begin(const std::vector<std::string>& accounts, PlainHttp plain);
    void askOperator();
    void takeOperator(const HttpAnswer& answer);
    void next();
    void sendOne(const Asked& asked);
    void takeSent(const Asked& asked, const HttpAnswer& answer);
    void fetchOne(const Asked& asked, const HttpAnswer* sent);
    void takeFetched(const Asked& asked, const HttpAnswer& answer, bool wasSent);
    void judge(const Asked& asked, const std::string& token, OperatorOutcome& outcome) const;
    void addOutcome(OperatorOutcome outcome);
    void remember(const Asked& asked, OperatorAnswer::Kind kind, int status, const QString& text,
                  OperatorAnswer::Why why = OperatorAnswer::Why::Unknown);
    void rememberMiss(const Asked& asked, const Error& error);
    void missAll(const Error& error);
    bool endsErrand(const Error& error);
    void clearErrand();
    void store();
    void apply(const SharePlan& plan, std::function<void(const std::optional<Error>&)> then);
    void stop(const Error& why);
    void finish(const std::optional<Error>& error);
    QUrl urlOf(const QString& path) const;
    QUrl accountUrl(const std::string& key) const;
    bool isAsBefore(const Asked& asked) const;

    void load();
    void save();
    void takeWorld(const SnapshotPtr& now);

    Session& m_session;
    AccountServer m_http;
    OperatorAnswers m_answers{};
    std::filesystem::path m_state{}; ///< folder of the workspace that the answers belong to
    QThreadPool m_saver;             ///< one thread

    bool m_isWorking = false;
    bool m_isSending = false;
    PlainHttp m_plain = PlainHttp::LocalOnly;
    Drafts m_drafts = Drafts::Keep;
    std::deque<Asked> m_toAsk{};
    std::vector<std::pair<Asked, std::string>> m_toStore{}; ///< with the token that the operator has signed
    std::vector<OperatorOutcome> m_outcomes{};
    std::optional<Error> m_lastError{};
    std::optional<Error> m_operatorProblem{};
    std::optional<Error> m_stopped{}; ///< somebody ended the errand early, or the server is gone
    int m_total = 0;
    int m_run = 0; ///< of the present errand: answers to another one are not heard
    std::optional<SharePlan> m_applying{};
    std::function<void(const std::optional<Error>&)> m_whenApplied{};
};

} // namespace gd::ui
