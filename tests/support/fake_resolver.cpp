// SPDX-License-Identifier: Apache-2.0
//
// The answers have the shape of those of nats-server 2.9 to the requests of a system account.
#include "tests/support/fake_resolver.h"

#include "core/jwt/token.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

namespace gd::test {

namespace {

QString text(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

QJsonObject serverObject(const std::string& name)
{
    return {{QStringLiteral("name"), text(name)},
            {QStringLiteral("host"), QStringLiteral("127.0.0.1")},
            {QStringLiteral("ver"), QStringLiteral("2.9.10")}};
}

NatsMessage message(const QJsonObject& body)
{
    NatsMessage answer;
    answer.payload = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
    return answer;
}

bool endsWith(const std::string& subject, std::string_view end)
{
    return subject.size() >= end.size() && subject.compare(subject.size() - end.size(), end.size(), end) == 0;
}

/// As a server lists it: of a service, `subject` is the local name and `to` the provider's.
QJsonObject importObject(const Import& import)
{
    const bool service = import.type == ExportType::Service;
    const auto local = import.localSubject.empty() ? import.subject : import.localSubject;
    QJsonObject object{{QStringLiteral("account"), text(import.account)},
                       {QStringLiteral("type"), service ? QStringLiteral("service") : QStringLiteral("stream")}};
    object[QLatin1String("subject")] = text(service ? local : import.subject);
    object[service ? QLatin1String("to") : QLatin1String("local_subject")] = text(service ? import.subject : local);
    return object;
}

} // namespace

class ResolverLink final : public Link {
public:
    explicit ResolverLink(FakeResolver& server) : m_server(server) {}

    Result<NatsMessage> request(const std::string& subject, const std::string& payload, Millis) override
    {
        auto answers = m_server.answer(subject, payload);
        if (!answers) return answers.error();
        if (answers->empty()) return Error{ErrorCode::NetTimeout, subject, "the script has no answer"};
        return answers->front();
    }
    Result<std::vector<NatsMessage>> requestMany(const std::string& subject, const std::string& payload, Millis,
                                                 Millis) override
    {
        return m_server.answer(subject, payload);
    }
    Status publish(const std::string&, const std::string&, const std::string&) override { return {}; }
    Result<int> subscribe(const std::string&, const std::string&) override { return 1; }
    Result<std::optional<NatsMessage>> next(int, Millis) override { return std::optional<NatsMessage>{}; }
    Status unsubscribe(int) override { return {}; }
    Status flush(Millis) override { return {}; }
    std::string serverName() const override { return m_server.m_names.front(); }
    void close() override {}

private:
    FakeResolver& m_server;
};

Connector FakeResolver::connector()
{
    return [this](const ServerAddress& address, const Credentials&, Millis) -> Result<std::unique_ptr<Link>> {
        const std::lock_guard lock(m_mutex);
        ++m_connections;
        m_address = address;
        if (m_connectError) return *m_connectError;
        return std::unique_ptr<Link>(std::make_unique<ResolverLink>(*this));
    };
}

Result<std::vector<NatsMessage>> FakeResolver::answer(const std::string& subject, const std::string& payload)
{
    std::unique_lock lock(m_mutex);
    m_asked.push_back(subject);
    ++m_waiting;
    m_released.wait(lock, [this] { return !m_held; });
    --m_waiting;
    if (endsWith(subject, "CLAIMS.UPDATE")) return takeToken(payload);
    constexpr std::string_view front = "$SYS.REQ.ACCOUNT.";
    if (subject.rfind(front, 0) == 0 && endsWith(subject, ".INFO"))
        return tellAccount(subject.substr(front.size(), subject.size() - front.size() - 5));
    return Error{ErrorCode::NetNoResponders, subject};
}

Result<std::vector<NatsMessage>> FakeResolver::takeToken(const std::string& token)
{
    if (m_pushError) return *m_pushError;
    const auto claims = decodeAccount(token);
    if (!claims) return claims.error();
    const auto& key = claims->header.subject;
    m_pushed.push_back(key);
    std::vector<NatsMessage> answers;
    for (const auto& name : m_names) {
        QJsonObject result{{QStringLiteral("account"), text(key)}};
        const auto refusal = m_refusals.find({name, key});
        const bool taken = refusal == m_refusals.end();
        result[QLatin1String("code")] = taken ? 200 : 500;
        result[taken ? QLatin1String("message") : QLatin1String("description")] =
            taken ? QStringLiteral("jwt updated") : text(refusal->second);
        answers.push_back(message({{taken ? QStringLiteral("data") : QStringLiteral("error"), result},
                                   {QStringLiteral("server"), serverObject(name)}}));
        if (taken) m_tokens[key] = token;
    }
    return answers;
}

Result<std::vector<NatsMessage>> FakeResolver::tellAccount(const std::string& key) const
{
    const auto known = m_tokens.find(key);
    const auto server = serverObject(m_names.front());
    if (!m_inUse || known == m_tokens.end()) {
        const QJsonObject error{{QStringLiteral("code"), 404},
                                {QStringLiteral("description"), QStringLiteral("missing")}};
        return std::vector<NatsMessage>{
            message({{QStringLiteral("error"), error}, {QStringLiteral("server"), server}})};
    }
    const auto claims = decodeAccount(known->second);
    if (!claims) return claims.error();
    QJsonArray imports;
    bool complete = true;
    for (const auto& import : claims->imports) {
        if (m_dead.count(import.subject)) {
            complete = false;
        } else {
            imports.append(importObject(import));
        }
    }
    const QJsonObject data{{QStringLiteral("account_name"), text(key)},
                           {QStringLiteral("complete"), complete},
                           {QStringLiteral("expired"), false},
                           {QStringLiteral("imports"), imports}};
    return std::vector<NatsMessage>{message({{QStringLiteral("data"), data}, {QStringLiteral("server"), server}})};
}

void FakeResolver::failConnections(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_connectError = std::move(error);
}

void FakeResolver::failPushes(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_pushError = std::move(error);
}

void FakeResolver::refuse(const std::string& server, const std::string& account, const std::string& words)
{
    const std::lock_guard lock(m_mutex);
    if (words.empty()) {
        m_refusals.erase({server, account});
    } else {
        m_refusals[{server, account}] = words;
    }
}

void FakeResolver::deaden(const std::string& subject)
{
    const std::lock_guard lock(m_mutex);
    m_dead.insert(subject);
}

void FakeResolver::revive(const std::string& subject)
{
    const std::lock_guard lock(m_mutex);
    m_dead.erase(subject);
}

void FakeResolver::setInUse(bool inUse)
{
    const std::lock_guard lock(m_mutex);
    m_inUse = inUse;
}

void FakeResolver::hold()
{
    const std::lock_guard lock(m_mutex);
    m_held = true;
}

void FakeResolver::release()
{
    {
        const std::lock_guard lock(m_mutex);
        m_held = false;
    }
    m_released.notify_all();
}

int FakeResolver::connections() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections;
}

bool FakeResolver::somebodyWaits() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting > 0;
}

std::vector<std::string> FakeResolver::pushed() const
{
    const std::lock_guard lock(m_mutex);
    return m_pushed;
}

std::vector<std::string> FakeResolver::asked() const
{
    const std::lock_guard lock(m_mutex);
    return m_asked;
}

ServerAddress FakeResolver::lastAddress() const
{
    const std::lock_guard lock(m_mutex);
    return m_address;
}

} // namespace gd::test
