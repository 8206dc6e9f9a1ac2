// SPDX-License-Identifier: Apache-2.0
#include "ui/bridge/account_server.h"

#include "ui/bridge/strings.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <memory>
#include <utility>

namespace gd::ui {

/// One request, from its beginning to its only answer.
struct AccountServer::Errand {
    Done done{};
    std::optional<Error> error{}; ///< found by us, before Qt calls it an aborted operation
    QByteArray body{};
    int redirections = 0; ///< that may still be followed
};

namespace {

constexpr int mostRedirections = 3;
constexpr qsizetype mostShown = 300;

std::string shownUrl(const QUrl& url)
{
    return fromQt(url.toDisplayString(QUrl::RemoveUserInfo));
}

/// Where a redirection leads.
QUrl nextOf(const QNetworkReply& reply)
{
    return reply.url().resolved(reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl());
}

Error errorOf(const QNetworkReply& reply)
{
    const auto where = shownUrl(reply.url());
    const auto detail = fromQt(reply.errorString());
    switch (reply.error()) {
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // the transfer timeout of Qt 6.4 comes as this one
        return {ErrorCode::NetTimeout, where, detail};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorCode::NetTls, where, detail};
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProtocolFailure:
        return {ErrorCode::ServerAnswerUnreadable, where, detail};
    case QNetworkReply::TooManyRedirectsError:
    case QNetworkReply::InsecureRedirectError:
        return {ErrorCode::NetRedirected, where, detail};
    default:
        return {ErrorCode::NetUnreachable, where, detail};
    }
}

/// Whether the failure is no more than a status that Qt calls an error.
bool isOnlyStatus(const QNetworkReply& reply, int status)
{
    return status >= 400 && reply.error() != QNetworkReply::OperationCanceledError &&
           reply.error() != QNetworkReply::RemoteHostClosedError;
}

} // namespace

AccountServer::AccountServer(QObject* parent) : QObject(parent) {}

AccountServer::~AccountServer() = default;

bool AccountServer::isLocal(const QUrl& url)
{
    const auto host = url.host();
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

std::optional<Error> AccountServer::check(const QUrl& url, PlainHttp plain)
{
    const auto shown = shownUrl(url);
    const bool isPlain = url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        !(isPlain || url.scheme() == QLatin1String("https")))
        return Error{ErrorCode::UrlNotAllowed, shown, ""};
    if (isPlain && plain == PlainHttp::LocalOnly && !isLocal(url))
        return Error{ErrorCode::NetPlainHttp, fromQt(url.host()), ""};
    return std::nullopt;
}

QNetworkRequest AccountServer::requestFor(const QUrl& url) const
{
    QNetworkRequest request(url);
    request.setTransferTimeout(m_patience);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("User-Agent", "GrantDesk");
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    return request;
}

void AccountServer::get(const QUrl& url, PlainHttp plain, Done done)
{
    getFrom(url, plain, mostRedirections, std::move(done));
}

void AccountServer::getFrom(const QUrl& url, PlainHttp plain, int redirections, Done done)
{
    if (const auto refused = check(url, plain)) return answerLater(*refused, std::move(done));
    if (!m_network) m_network = new QNetworkAccessManager(this);
    begin(m_network->get(requestFor(url)), plain, redirections, std::move(done));
}

void AccountServer::post(const QUrl& url, PlainHttp plain, const QByteArray& token, Done done)
{
    if (const auto refused = check(url, plain)) return answerLater(*refused, std::move(done));
    if (!m_network) m_network = new QNetworkAccessManager(this);
    auto request = requestFor(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/jwt"));
    begin(m_network->post(request, token), plain, 0, std::move(done));
}

void AccountServer::answerLater(const Error& error, Done done)
{
    QTimer::singleShot(0, this, [error, done = std::move(done)] { done({.error = error}); });
}

void AccountServer::begin(QNetworkReply* reply, PlainHttp plain, int redirections, Done done)
{
    m_reply = reply;
    auto errand = std::make_shared<Errand>();
    errand->done = std::move(done);
    errand->redirections = redirections;
    const auto stop = [reply, errand](const Error& why) {
        if (errand->error) return;
        errand->error = why;
        // Not at once: Qt is in the middle of reading.
        QTimer::singleShot(0, reply, &QNetworkReply::abort);
    };
    // Whoever sends a byte now and then makes progress, and must come to an end all the same.
    QTimer::singleShot(3 * m_patience, reply, [reply, stop] {
        stop({ErrorCode::NetTimeout, shownUrl(reply->url()), ""});
    });
    connect(reply, &QNetworkReply::readyRead, this, [reply, errand, stop] {
        if (errand->error) return;
        errand->body += reply->read(mostBytes + 1 - errand->body.size());
        if (errand->body.size() > mostBytes) stop({ErrorCode::TokenTooLarge, shownUrl(reply->url()), ""});
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, plain, errand] {
        reply->deleteLater();
        if (m_reply == reply) m_reply.clear();
        const auto answer = answerOf(*reply, *errand);
        const bool isElsewhere = answer.error && answer.error->code == ErrorCode::NetRedirected;
        const auto next = isElsewhere ? nextOf(*reply) : QUrl();
        // An encrypted way does not become an open one, wherever it leads.
        const bool isDowngrade =
            reply->url().scheme() == QLatin1String("https") && next.scheme() != QLatin1String("https");
        if (isElsewhere && errand->redirections > 0 && !isDowngrade && !check(next, plain))
            return getFrom(next, plain, errand->redirections - 1, std::move(errand->done));
        errand->done(answer);
    });
}

HttpAnswer AccountServer::answerOf(QNetworkReply& reply, const Errand& errand)
{
    HttpAnswer answer;
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = errand.body;
    if (!errand.error && reply.error() == QNetworkReply::NoError)
        answer.body += reply.read(mostBytes + 1 - errand.body.size());
    if (reply.property("cancelled").toBool())
        answer.error = Error{ErrorCode::Cancelled, "", ""};
    else if (errand.error)
        answer.error = errand.error;
    else if (answer.status >= 300 && answer.status < 400)
        answer.error = Error{ErrorCode::NetRedirected, shownUrl(nextOf(reply)), ""};
    else if (reply.error() != QNetworkReply::NoError && !isOnlyStatus(reply, answer.status))
        answer.error = errorOf(reply);
    else if (answer.status == 0)
        answer.error = Error{ErrorCode::ServerAnswerUnreadable, shownUrl(reply.url()), "no status"};
    else if (answer.body.size() > mostBytes)
        answer.error = Error{ErrorCode::TokenTooLarge, shownUrl(reply.url()), ""};
    return answer;
}

void AccountServer::cancel()
{
    if (!m_reply) return;
    m_reply->setProperty("cancelled", true);
    m_reply->abort();
}

QString shownText(const QByteArray& body)
{
    auto text = QString::fromUtf8(body.left(mostShown * 4)).simplified();
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
    if (text.size() > mostShown) {
        text.truncate(mostShown);
        text += QChar(0x2026);
    }
    return text;
}

} // namespace gd::ui
