// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/server_session.h"

#include "core/store/file_area.h"
#include "ui/bridge/background.h"
#include "ui/bridge/server_errand.h"
#include "ui/bridge/strings.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

#include <algorithm>
#include <chrono>
#include <set>

namespace gd::ui {

using namespace std::chrono_literals;

namespace {

std::filesystem::path stateFile(const Workspace& workspace)
{
    return workspace.state / "server.json";
}

} // namespace

bool PushResult::accepted() const
{
    return !error && !answers.empty() &&
           std::all_of(answers.begin(), answers.end(), [](const PushAnswer& answer) { return answer.accepted; });
}

ServerSession::ServerSession(Session& session, Connector connector, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_connector(std::move(connector)),
      m_cancelled(std::make_shared<std::atomic_bool>(false))
{
    m_saver.setMaxThreadCount(1);
    connect(&session, &Session::opened, this, &ServerSession::loadState);
    connect(&session, &Session::snapshotChanged, this, &ServerSession::forgetOldTokens);
    if (session.isOpen()) loadState();
}

ServerSession::~ServerSession()
{
    *m_cancelled = true; // the worker ends at its next step; its answer is forgotten
    if (m_unsaved) saveState();
    m_saver.waitForDone();
}

void ServerSession::setSettings(const ServerSettings& settings)
{
    if (settings == m_settings || m_state == State::Working) return;
    if (settings.address.url != m_settings.address.url) m_lastPushed.clear(); // another server got nothing yet
    m_settings = settings;
    m_state = State::Unknown;
    m_serverName.clear();
    m_lastError.reset();
    m_active.clear();
    m_results.clear();
    saveState();
    emit stateChanged();
    emit activityChanged();
}

void ServerSession::tryConnect()
{
    run({}, {});
}

void ServerSession::push(const std::vector<std::string>& accountKeys)
{
    const auto& world = *m_session.snapshot();
    const auto ordered = pushOrder(accountKeys, world);
    run(ordered, withImporters(ordered));
}

void ServerSession::checkActive()
{
    std::vector<std::string> importers;
    for (const auto& account : m_session.snapshot()->accounts)
        if (!account.claims.imports.empty()) importers.push_back(account.key);
    run({}, importers);
}

void ServerSession::cancel()
{
    *m_cancelled = true;
}

void ServerSession::run(const std::vector<std::string>& toPush, const std::vector<std::string>& toCheck)
{
    if (m_state == State::Working) return;
    m_state = State::Working;
    m_lastError.reset();
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    for (const auto& key : toPush)
        m_results.erase(key);
    emit stateChanged();

    ServerErrand errand{.world = m_session.snapshot(),
                        .settings = m_settings,
                        .connector = m_connector,
                        .toPush = toPush,
                        .toCheck = toCheck,
                        .now = m_session.now(),
                        .cancelled = m_cancelled};
    errand.tell = [self = QPointer<ServerSession>(this), thisRun = m_cancelled](PushResult result, std::string digest) {
        // Crosses to the window's thread; a session that is gone or in another workspace by then hears nothing.
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, thisRun, result = std::move(result), digest = std::move(digest)] {
                if (self && self->m_cancelled == thisRun) self->takeResult(result, digest);
            },
            Qt::QueuedConnection);
    };
    inBackground(
        this, QThreadPool::globalInstance(), [errand] { return errand.run(); },
        [this, thisRun = m_cancelled](ServerReport report) {
            if (m_cancelled == thisRun) take(std::move(report));
        });
}

void ServerSession::takeResult(const PushResult& result, const std::string& digest)
{
    // The account may have been changed while the server was thinking; what it said is then about another token.
    const auto* account = m_session.snapshot()->account(result.account);
    if (account && tokenDigest(account->token) == digest) {
        auto& kept = m_results[result.account] = result;
        kept.at = m_session.now();
    }
    if (result.accepted()) {
        m_lastPushed[result.account] = digest;
        m_unsaved = true; // until the end of the run
    }
    for (const auto& key : withImporters({result.account}))
        m_active.erase(key);
    emit pushed(result);
}

/// An answer to a token that is no longer on disk would be read as one to the present token.
void ServerSession::forgetOldTokens(const SnapshotPtr& now, const SnapshotPtr& before)
{
    for (const auto& account : now->accounts) {
        const auto* old = before->account(account.key);
        if (old && old->token != account.token) m_results.erase(account.key);
    }
    emit activityChanged();
}

/// A push can make imports work or fail in every account that takes something from the pushed one.
std::vector<std::string> ServerSession::withImporters(std::vector<std::string> keys) const
{
    const std::set<std::string> providers(keys.begin(), keys.end());
    for (const auto& account : m_session.snapshot()->accounts) {
        const auto& imports = account.claims.imports;
        const bool takes = std::any_of(imports.begin(), imports.end(),
                                       [&](const Import& import) { return providers.count(import.account) > 0; });
        if (takes && !providers.count(account.key)) keys.push_back(account.key);
    }
    return keys;
}

void ServerSession::take(ServerReport report)
{
    if (m_unsaved) saveState();
    m_lastError = report.error;
    m_state = report.error && report.error->code != ErrorCode::Cancelled ? State::Failed : State::Reachable;
    if (!report.serverName.isEmpty()) m_serverName = report.serverName;
    for (auto& [key, active] : report.active)
        m_active[key] = {std::move(active), m_session.now()};
    emit stateChanged();
    emit activityChanged();
    emit finished();
}

std::vector<std::string> ServerSession::notPushed() const
{
    std::vector<std::string> keys;
    const auto& world = *m_session.snapshot();
    for (const auto& account : world.accounts) {
        if (account.key == world.op.claims.systemAccount) continue;
        const auto last = m_lastPushed.find(account.key);
        if (last == m_lastPushed.end() || last->second != tokenDigest(account.token)) keys.push_back(account.key);
    }
    return keys;
}

ImportActivity ServerSession::activity(const std::string& consumer, const std::string& provider, ExportType type,
                                       const std::string& subject) const
{
    const auto known = m_active.find(consumer);
    if (known == m_active.end() || !known->second.answer.loaded) return ImportActivity::Unknown;
    for (const auto& import : known->second.answer.imports)
        if (import.provider == provider && import.type == type && import.subject == subject) return import.activity;
    return ImportActivity::Unknown;
}

const ActiveImports* ServerSession::checked(const std::string& account) const
{
    const auto known = m_active.find(account);
    return known == m_active.end() ? nullptr : &known->second.answer;
}

UnixSeconds ServerSession::checkedAt(const std::string& account) const
{
    const auto known = m_active.find(account);
    return known == m_active.end() ? 0 : known->second.at;
}

void ServerSession::loadState()
{
    *m_cancelled = true; // what still runs belongs to the workspace before
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    if (m_unsaved) saveState();
    m_saver.waitForDone(); // it may be the file that is read below
    m_settings = {};
    m_settings.address.url = "nats://localhost:4222";
    m_lastPushed.clear();
    m_active.clear();
    m_results.clear();
    m_serverName.clear();
    m_lastError.reset();
    m_state = State::Unknown;
    const auto& world = *m_session.snapshot();
    if (!world.op.claims.serviceUrls.empty()) m_settings.address.url = world.op.claims.serviceUrls.front();

    m_stateFile = stateFile(world.workspace);
    const auto content = DiskArea{}.read(m_stateFile);
    if (content && *content) {
        const auto saved = QJsonDocument::fromJson(QByteArray::fromStdString(**content)).object();
        const auto url = saved[QLatin1String("url")].toString();
        if (!url.isEmpty()) m_settings.address.url = fromQt(url);
        m_settings.address.caFile = fromQt(saved[QLatin1String("caFile")].toString());
        m_settings.address.tlsFirst = saved[QLatin1String("tlsFirst")].toBool();
        m_settings.credsFile = saved[QLatin1String("credsFile")].toString();
        const auto pushedBefore = saved[QLatin1String("pushed")].toObject();
        for (auto it = pushedBefore.begin(); it != pushedBefore.end(); ++it)
            m_lastPushed[fromQt(it.key())] = fromQt(it.value().toString());
    }
    emit stateChanged();
    emit activityChanged();
}

void ServerSession::saveState()
{
    m_unsaved = false;
    if (m_stateFile.empty()) return;
    QJsonObject pushedBefore;
    for (const auto& [key, digest] : m_lastPushed)
        pushedBefore[toQt(key)] = toQt(digest);
    const QJsonObject state{{QStringLiteral("url"), toQt(m_settings.address.url)},
                            {QStringLiteral("caFile"), toQt(m_settings.address.caFile)},
                            {QStringLiteral("tlsFirst"), m_settings.address.tlsFirst},
                            {QStringLiteral("credsFile"), m_settings.credsFile},
                            {QStringLiteral("pushed"), pushedBefore}};
    m_saver.start([file = m_stateFile, content = QJsonDocument(state).toJson(QJsonDocument::Compact).toStdString()] {
        // Losing this file costs a needless push, nothing else; a failure to write it is no reason to trouble anybody.
        const auto written = DiskArea{}.replace(file, content);
        (void)written;
    });
}

} // namespace gd::ui
