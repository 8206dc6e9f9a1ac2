// SPDX-License-Identifier: Apache-2.0
//
// Connecting, and what all calls share: waiting and telling what arrives. The calls themselves: nats_client_calls.cpp.
#include "core/wire/nats_client.h"

#include "core/base/text.h"
#include "core/encoding/base64url.h"

#include <QByteArray>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <span>

namespace gd {

namespace {

/// More refusals than this are not remembered one by one.
constexpr std::size_t maxRefusals = 64;

/// Errors on which the server does not hang up. @see nats-server client.go, the callers of sendErr.
bool goesOn(const std::string& reason)
{
    constexpr std::array<std::string_view, 4> known{"permissions violation", "invalid subject",
                                                    "invalid publish subject", "maximum subscriptions exceeded"};
    return std::any_of(known.begin(), known.end(), [&](auto text) { return reason.starts_with(text); });
}

ErrorCode codeOf(const std::string& reason)
{
    constexpr std::array<std::string_view, 4> signIn{"authorization", "authentication", "permissions",
                                                     "not authorized"};
    const auto named = [&](auto text) {
        return reason.find(text) != std::string::npos;
    };
    if (std::any_of(signIn.begin(), signIn.end(), named)) return ErrorCode::NetAuthorization;
    return named("maximum payload") ? ErrorCode::NetPayloadTooLarge : ErrorCode::NetServerError;
}

/// The first text in double quotes: how a refusal names its subject.
std::string quotedPart(const std::string& text)
{
    const auto begin = text.find('"');
    if (begin == std::string::npos) return {};
    const auto end = text.find('"', begin + 1);
    return end == std::string::npos ? std::string{} : text.substr(begin + 1, end - begin - 1);
}

/// Nobody else may guess where our answers go.
std::string newInbox()
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray bytes(reinterpret_cast<const char*>(random.data()), sizeof random);
    return "_INBOX." + bytes.toHex().toStdString() + '.';
}

} // namespace

NatsClient::NatsClient() : m_inbox(newInbox()) {}

Result<std::unique_ptr<NatsClient>> NatsClient::connect(const ServerAddress& address, const Credentials& credentials,
                                                        Millis deadline)
{
    const QDeadlineTimer until(deadline);
    const auto server = parseServerUrl(address.url);
    if (!server) return server.error();
    std::unique_ptr<NatsClient> client(new NatsClient);
    auto done = client->greet(address, *server, until);
    if (done) done = client->signIn(credentials, until);
    if (done) return client;
    auto error = done.error();
    if (error.where.empty()) error.where = address.url;
    return error;
}

Status NatsClient::greet(const ServerAddress& address, const ServerHost& server, const QDeadlineTimer& deadline)
{
    if (auto s = m_socket.connect(server, deadline); !s) return s;
    if (address.tlsFirst)
        if (auto s = m_socket.encrypt(server, address.caFile, deadline); !s) return s;
    if (auto s = waitFor([this] { return m_greeted; }, deadline); !s) return s;
    if (m_socket.isEncrypted() || !(server.tls || m_info.tlsRequired)) return {};

    if (!m_info.tlsRequired && !m_info.tlsAvailable) return Error{ErrorCode::NetTls, {}, "the server offers no TLS"};
    // Bytes that came in the clear behind INFO would be taken for what came under TLS.
    if (m_parser.buffered() > 0) return Error{ErrorCode::NetProtocol, {}, "data before the TLS handshake"};
    return m_socket.encrypt(server, address.caFile, deadline);
}

Status NatsClient::signIn(const Credentials& credentials, const QDeadlineTimer& deadline)
{
    ConnectOptions options;
    options.userToken = credentials.userToken;
    options.name = "grantdesk";
    options.version = "1";
    options.tls = m_socket.isEncrypted();
    if (!credentials.userToken.empty() && credentials.sign && !m_info.nonce.empty()) {
        const auto& nonce = m_info.nonce;
        const auto signature = credentials.sign({reinterpret_cast<const std::uint8_t*>(nonce.data()), nonce.size()});
        if (!signature) return signature.error();
        options.signature = base64UrlEncode(std::span<const std::uint8_t>(*signature));
    }
    // PING behind CONNECT: its PONG is the server's yes.
    const auto wanted = ++m_pingsSent;
    if (auto s = send(writeConnect(options) + std::string(pingLine), deadline); !s) return s;
    return waitFor([&] { return m_pongsSeen >= wanted; }, deadline);
}

Error NatsClient::fail(Error error)
{
    if (!m_failure) m_failure = std::move(error);
    m_socket.close();
    return *m_failure;
}

Status NatsClient::send(std::string_view bytes, const QDeadlineTimer& deadline)
{
    if (m_failure) return *m_failure;
    auto written = m_socket.write(bytes, deadline);
    if (written || written.error().code == ErrorCode::NetTimeout) return written;
    // The server may have said why before it hung up.
    if (const auto rest = m_socket.read(QDeadlineTimer(0)); rest && !rest->empty()) {
        m_parser.feed(*rest);
        if (auto s = dispatchBuffered(QDeadlineTimer(0)); !s) return s;
    }
    return fail(written.error());
}

/// Reads and tells until `done`, the deadline or a failure; what has arrived already comes first.
Status NatsClient::waitFor(const std::function<bool()>& done, const QDeadlineTimer& deadline)
{
    bool late = false;
    while (true) {
        if (auto s = dispatchBuffered(deadline); !s) return done() ? Status{} : s;
        if (done()) return {};
        if (m_failure) return *m_failure;
        if (late) return Error{ErrorCode::NetTimeout, {}, "waiting for the server"};
        const auto bytes = m_socket.read(deadline);
        if (!bytes) return fail(bytes.error());
        m_parser.feed(*bytes);
        late = deadline.hasExpired();
    }
}

Status NatsClient::dispatchBuffered(const QDeadlineTimer& deadline)
{
    while (!m_failure) {
        auto op = m_parser.next();
        if (!op) return fail(op.error());
        if (!op.value()) return {};
        if (auto s = dispatch(std::move(**op), deadline); !s) return s;
        // Until TLS is up nothing behind INFO is read, so that greet() finds it.
        if (m_pingsSent == 0) return {};
    }
    return *m_failure;
}

Status NatsClient::dispatch(ServerOp op, const QDeadlineTimer& deadline)
{
    if (!m_greeted && op.kind != ServerOpKind::Info && op.kind != ServerOpKind::Err)
        return fail({ErrorCode::NetProtocol, {}, "the server does not begin with INFO"});
    switch (op.kind) {
    case ServerOpKind::Info: {
        auto info = parseServerInfo(op.text);
        if (!info) return fail(info.error());
        m_info = std::move(*info);
        m_greeted = true;
        return {};
    }
    case ServerOpKind::Message:
        deliver(std::move(op));
        return {};
    case ServerOpKind::Ping:
        return send(pongLine, deadline);
    case ServerOpKind::Pong:
        ++m_pongsSeen;
        return {};
    case ServerOpKind::Ok:
        return {};
    case ServerOpKind::Err:
        return takeServerError(op.text);
    }
    return {};
}

void NatsClient::deliver(ServerOp op)
{
    if (m_inboxOpen && op.subscriptionId == 1) {
        if (op.message.subject == m_replySubject) m_replies.add(std::move(op.message));
        return;
    }
    const auto found = m_subscriptions.find(op.subscriptionId);
    if (found != m_subscriptions.end()) found->second.box.add(std::move(op.message));
}

Status NatsClient::takeServerError(const std::string& text)
{
    const auto reason = lowered(text);
    if (!goesOn(reason)) return fail({codeOf(reason), {}, text});
    if (m_refusals.size() < maxRefusals) m_refusals.push_back({quotedPart(text), text});
    return {};
}

/// The first refusal of one of these subjects, or of none in particular, if there is one; it is told only once.
/// Without subjects: any.
std::optional<Error> NatsClient::takeRefusal(const std::vector<std::string>& subjects)
{
    const auto matches = [&](const Refusal& refusal) {
        return subjects.empty() || refusal.subject.empty() ||
               std::find(subjects.begin(), subjects.end(), refusal.subject) != subjects.end();
    };
    const auto found = std::find_if(m_refusals.begin(), m_refusals.end(), matches);
    if (found == m_refusals.end()) return std::nullopt;
    Error error{codeOf(lowered(found->text)), found->subject, found->text};
    m_refusals.erase(found);
    return error;
}

void NatsClient::close()
{
    m_socket.close();
    if (!m_failure) m_failure = Error{ErrorCode::NetClosed, {}, "closed by this side"};
}

} // namespace gd
