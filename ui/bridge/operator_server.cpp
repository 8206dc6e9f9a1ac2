// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/operator_server.h"

#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/store/digest.h"
#include "ui/bridge/strings.h"

#include <algorithm>
#include <utility>

namespace gd::ui {

using Kind = OperatorOutcome::Kind;

OperatorServer::OperatorServer(Session& session, QObject* parent) : QObject(parent), m_session(session)
{
    m_saver.setMaxThreadCount(1);
    connect(&session, &Session::opened, this, &OperatorServer::load);
    connect(&session, &Session::snapshotChanged, this, &OperatorServer::takeWorld);
    connect(&session, &Session::applied, this, [this](Session::Act act, const Transaction& done) {
        if (!m_applying || act != Session::Act::Apply || done.changes != m_applying->changes) return;
        m_applying.reset();
        std::exchange(m_whenApplied, {})(std::nullopt);
    });
    connect(&session, &Session::refused, this, [this](Session::Act act, const Error& error) {
        if (!m_applying || act != Session::Act::Apply) return;
        m_applying.reset();
        std::exchange(m_whenApplied, {})(error);
    });
    if (session.isOpen()) load();
}

OperatorServer::~OperatorServer()
{
    m_saver.waitForDone();
}

QUrl OperatorServer::address() const
{
    const auto& op = m_session.snapshot()->op;
    if (!m_session.isOpen() || !op.managed) return {};
    auto text = toQt(op.claims.accountServerUrl);
    while (text.endsWith(QLatin1Char('/')))
        text.chop(1);
    const QUrl url(text, QUrl::StrictMode);
    return url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https") ? url : QUrl();
}

QUrl OperatorServer::urlOf(const QString& path) const
{
    auto url = address();
    url.setPath(url.path() + path);
    return url;
}

QUrl OperatorServer::accountUrl(const std::string& key) const
{
    return urlOf(QStringLiteral("/accounts/") + toQt(key));
}

void OperatorServer::send(const std::vector<std::string>& accounts, PlainHttp plain)
{
    m_isSending = true;
    begin(accounts, plain);
}

void OperatorServer::fetch(const std::vector<std::string>& accounts, Drafts drafts, PlainHttp plain)
{
    m_isSending = false;
    m_drafts = drafts;
    begin(accounts, plain);
}

void OperatorServer::begin(const std::vector<std::string>& accounts, PlainHttp plain)
{
    if (m_isWorking || !hasServer()) return;
    m_plain = plain;
    clearErrand();
    for (const auto& key : accounts)
        if (const auto* account = m_session.snapshot()->account(key)) m_toAsk.push_back({key, account->token});
    m_total = static_cast<int>(m_toAsk.size());
    m_isWorking = true;
    ++m_run;
    emit workChanged();
    askOperator();
}

void OperatorServer::clearErrand()
{
    m_toAsk.clear();
    m_toStore.clear();
    m_outcomes.clear();
    for (auto* error : {&m_lastError, &m_operatorProblem, &m_stopped})
        error->reset();
    m_total = 0;
}

/// The operator may have got new signing keys, with which it signs what is asked for next.
void OperatorServer::askOperator()
{
    m_http.get(urlOf(QStringLiteral("/operator")), m_plain, [this, run = m_run](const HttpAnswer& answer) {
        if (run == m_run && m_isWorking) takeOperator(answer);
    });
}

void OperatorServer::takeOperator(const HttpAnswer& answer)
{
    if (answer.error) {
        const bool isCancelled = answer.error->code == ErrorCode::Cancelled;
        if (isCancelled || isServerGone(*answer.error) || answer.error->code == ErrorCode::UrlNotAllowed) {
            if (!isCancelled) missAll(*answer.error);
            return finish(answer.error);
        }
        m_operatorProblem = answer.error;
        return next();
    }
    // One that answers with a status has no operator to give; its accounts may be there all the same.
    if (answer.status != 200) return next();
    const auto plan = planTakeOperator(answer.body.toStdString(), *m_session.snapshot(), m_session.now());
    if (plan)
        return apply(*plan, [this](const std::optional<Error>& error) {
            if (error) return finish(error);
            next();
        });
    // Accounts are not shown to the server of somebody else.
    if (plan.error().code == ErrorCode::AnswerForOther) return finish(plan.error());
    if (plan.error().code != ErrorCode::PlanIsEmpty)
        m_operatorProblem = Error{plan.error().code, fromQt(address().toDisplayString()), plan.error().detail};
    next();
}

void OperatorServer::next()
{
    if (m_toAsk.empty() || m_stopped) return store();
    const auto asked = m_toAsk.front();
    m_toAsk.pop_front();
    if (m_isSending)
        sendOne(asked);
    else
        fetchOne(asked, nullptr);
}

void OperatorServer::sendOne(const Asked& asked)
{
    const auto token = QByteArray::fromStdString(tokenOfText(asked.token));
    m_http.post(accountUrl(asked.account), m_plain, token, [this, asked, run = m_run](const HttpAnswer& answer) {
        if (run == m_run && m_isWorking) takeSent(asked, answer);
    });
}

void OperatorServer::takeSent(const Asked& asked, const HttpAnswer& answer)
{
    OperatorOutcome outcome{.account = asked.account, .status = answer.status, .text = shownText(answer.body)};
    if (answer.error) {
        if (answer.error->code == ErrorCode::Cancelled) return stop(*answer.error);
        outcome.kind = Kind::Failed;
        outcome.error = answer.error;
        rememberMiss(asked, *answer.error);
    } else if (answer.status == 200) {
        remember(asked, OperatorAnswer::Kind::Waits, answer.status, outcome.text);
        return fetchOne(asked, &answer);
    } else if (answer.status == 201 || answer.status == 202) {
        outcome.kind = Kind::Waits;
        remember(asked, OperatorAnswer::Kind::Waits, answer.status, outcome.text);
    } else {
        outcome.kind = Kind::Refused;
        remember(asked, OperatorAnswer::Kind::Refused, answer.status, outcome.text);
    }
    addOutcome(std::move(outcome));
    if (!answer.error || !endsErrand(*answer.error)) next();
}

/// One that is gone is not asked account by account, each with its own wait.
bool OperatorServer::endsErrand(const Error& error)
{
    if (!isServerGone(error)) return false;
    missAll(error);
    stop(error);
    return true;
}

void OperatorServer::fetchOne(const Asked& asked, const HttpAnswer* sent)
{
    const bool wasSent = sent != nullptr;
    m_http.get(accountUrl(asked.account), m_plain, [this, asked, wasSent, run = m_run](const HttpAnswer& answer) {
        if (run == m_run && m_isWorking) takeFetched(asked, answer, wasSent);
    });
}

void OperatorServer::takeFetched(const Asked& asked, const HttpAnswer& answer, bool wasSent)
{
    OperatorOutcome outcome{.account = asked.account, .status = answer.status, .text = shownText(answer.body)};
    if (answer.error && answer.error->code == ErrorCode::Cancelled) return stop(*answer.error);
    if (answer.error) {
        outcome.kind = Kind::Failed;
        outcome.error = answer.error;
    } else if (answer.status == 404) {
        outcome.kind = wasSent ? Kind::Waits : Kind::Unknown;
    } else if (answer.status != 200) {
        outcome.kind = Kind::Refused;
    } else {
        outcome.text.clear(); // a token says nothing to people
        const auto& op = m_session.snapshot()->op.claims;
        auto token = signedAccountIn(answer.body.toStdString(), asked.account, op);
        if (token) {
            judge(asked, *token, outcome);
        } else if (tokenOfText(answer.body.toStdString()) == tokenOfText(asked.token)) {
            outcome.kind = Kind::Waits; // it gives back what it was given: not signed yet
        } else {
            outcome.kind = Kind::Failed;
            outcome.error = token.error();
        }
    }
    if (outcome.kind == Kind::Signed) m_toStore.emplace_back(asked, tokenOfText(answer.body.toStdString()));
    addOutcome(std::move(outcome));
    if (!answer.error || !endsErrand(*answer.error)) next();
}

/// What is to be done with a version that the operator has signed. What a person has changed here is given up only if
/// the operator has seen it, or if it is asked for.
void OperatorServer::judge(const Asked& asked, const std::string& token, OperatorOutcome& outcome) const
{
    const auto& world = *m_session.snapshot();
    const auto* account = world.account(asked.account);
    const auto got = decodeAccount(token);
    if (!account || !got || !isAsBefore(asked)) {
        outcome.kind = Kind::Changed;
        return;
    }
    outcome.differences = differencesOf(account->claims, *got);
    const auto plan = planTakeSigned({token}, world, m_session.now());
    if (!plan && plan.error().code == ErrorCode::PlanIsEmpty) {
        outcome.kind = Kind::Same;
    } else if (!plan || !plan->canApply()) {
        outcome.kind = Kind::Failed;
        outcome.error = plan ? Error{ErrorCode::PlanHasProblems, account->name, ""} : plan.error();
    } else if (outcome.differences.empty() || m_drafts == Drafts::GiveUp) {
        outcome.kind = Kind::Signed;
    } else if (got->header.issuedAt < account->claims.header.issuedAt) {
        outcome.kind = Kind::Earlier;
    } else {
        const auto standing = standingOf(*account, world, m_answers);
        const bool hasSeenIt = standing == AccountStanding::Waits || standing == AccountStanding::Signed;
        outcome.kind = hasSeenIt ? Kind::Signed : Kind::DraftStays;
    }
}

void OperatorServer::addOutcome(OperatorOutcome outcome)
{
    m_outcomes.push_back(std::move(outcome));
    emit workChanged();
}

bool OperatorServer::isAsBefore(const Asked& asked) const
{
    const auto* account = m_session.snapshot()->account(asked.account);
    return account && account->token == asked.token;
}

/// All that was signed becomes one step.
void OperatorServer::store()
{
    std::vector<std::string> tokens;
    for (const auto& [asked, token] : m_toStore) {
        if (isAsBefore(asked)) {
            tokens.push_back(token);
            continue;
        }
        const auto outcome = std::ranges::find(m_outcomes, asked.account, &OperatorOutcome::account);
        if (outcome != m_outcomes.end()) outcome->kind = Kind::Changed;
    }
    m_toStore.clear();
    if (tokens.empty()) return finish(std::nullopt);
    const auto plan = planTakeSigned(tokens, *m_session.snapshot(), m_session.now());
    if (!plan) return finish(plan.error());
    apply(*plan, [this](const std::optional<Error>& error) { finish(error); });
}

void OperatorServer::apply(const SharePlan& plan, std::function<void(const std::optional<Error>&)> then)
{
    m_applying = plan;
    m_whenApplied = std::move(then);
    m_session.apply(plan);
}

/// Asks for nothing more; what was signed so far is stored.
void OperatorServer::stop(const Error& why)
{
    m_toAsk.clear();
    m_stopped = why;
    store();
}

void OperatorServer::finish(const std::optional<Error>& error)
{
    m_lastError = error ? error : m_stopped;
    if (error) // what was signed is not stored
        for (auto& outcome : m_outcomes)
            if (outcome.kind == Kind::Signed) {
                outcome.kind = Kind::Failed;
                outcome.error = error;
            }
    m_isWorking = false;
    m_toAsk.clear();
    m_toStore.clear();
    m_drafts = Drafts::Keep;
    emit workChanged();
    emit finished();
}

void OperatorServer::cancel()
{
    if (!m_isWorking) return;
    // What is being written is written; nothing is asked for after it.
    if (m_applying)
        m_stopped = Error{ErrorCode::Cancelled, "", ""};
    else
        m_http.cancel();
}

void OperatorServer::remember(const Asked& asked, OperatorAnswer::Kind kind, int status, const QString& text,
                              OperatorAnswer::Why why)
{
    m_answers[asked.account] = {kind, digestOf(asked.token), status, fromQt(shownText(text.toUtf8())), m_session.now(),
                                why};
    forgetOldAnswers(m_answers, *m_session.snapshot());
    save();
    emit answersChanged();
}

void OperatorServer::rememberMiss(const Asked& asked, const Error& error)
{
    remember(asked, OperatorAnswer::Kind::NotReached, 0, toQt(error.detail), whyNotReached(error.code));
}

/// Of what was to be sent.
void OperatorServer::missAll(const Error& error)
{
    if (!m_isSending) return;
    for (const auto& asked : m_toAsk)
        rememberMiss(asked, error);
}

void OperatorServer::takeWorld(const SnapshotPtr& now)
{
    if (now->workspace.state != m_state || !forgetOldAnswers(m_answers, *now)) return;
    save();
    emit answersChanged();
}

void OperatorServer::load()
{
    if (m_isWorking) {
        ++m_run; // what still comes belongs to the workspace before
        m_http.cancel();
        m_applying.reset();
        m_whenApplied = {};
        finish(Error{ErrorCode::Cancelled, "", ""});
    }
    m_saver.waitForDone(); // it may be the file that is read below
    clearErrand();
    const auto& world = *m_session.snapshot();
    m_state = world.workspace.state;
    m_answers.clear();
    if (world.op.managed)
        // What is damaged is as good as never asked: the next answer writes it anew.
        if (auto kept = loadOperatorAnswers(DiskArea{}, m_state)) m_answers = std::move(*kept);
    forgetOldAnswers(m_answers, world);
    emit answersChanged();
    emit workChanged();
}

void OperatorServer::save()
{
    if (m_state.empty()) return;
    m_saver.start([answers = m_answers, state = m_state] {
        // Losing it costs asking again, nothing else.
        DiskArea area;
        static_cast<void>(bool(saveOperatorAnswers(answers, area, state)));
    });
}

} // namespace gd::ui
