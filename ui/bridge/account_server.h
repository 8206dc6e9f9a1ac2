// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace gd::ui {

/// What an HTTP server answered. Without an error there is a status and a body, which nobody has checked.
struct HttpAnswer {
    std::optional<Error> error{};
    int status = 0;
    QByteArray body{};
};

/// Who may be asked without encryption: this machine, or also others.
enum class PlainHttp { LocalOnly, Allowed };

/// Speaks with servers that keep account tokens behind http(s), as nats-account-server does: small requests with a
/// limit on time, size and where a redirection may lead. Never waits; the answer comes to `done`, on this thread and
/// never before the call has returned. One that is gone with this object is not answered.
class AccountServer final : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const HttpAnswer&)>;

    explicit AccountServer(QObject* parent = nullptr);
    ~AccountServer() override;

    /// Reads what lies at an address. Follows up to three redirections, to where check() lets it.
    void get(const QUrl& url, PlainHttp plain, Done done);
    /// Sends an account token. A redirection is not followed: it would make another request of it.
    void post(const QUrl& url, PlainHttp plain, const QByteArray& token, Done done);
    /// Ends what is under way; it is answered with Cancelled.
    void cancel();

    /// Milliseconds without any progress after which nothing more is waited for.
    void setPatience(int milliseconds) { m_patience = milliseconds; }

    /// Why an address is not asked: UrlNotAllowed for anything but http(s) with a host, or with a password in it;
    /// NetPlainHttp.
    static std::optional<Error> check(const QUrl& url, PlainHttp plain);
    /// Whether the address is that of this machine, by its name alone.
    static bool isLocal(const QUrl& url);

    /// No token is larger.
    static constexpr qint64 mostBytes = 1024 * 1024;

private:
    struct Errand;
    QNetworkRequest requestFor(const QUrl& url) const;
    void getFrom(const QUrl& url, PlainHttp plain, int redirections, Done done);
    void begin(QNetworkReply* reply, PlainHttp plain, int redirections, Done done);
    static HttpAnswer answerOf(QNetworkReply& reply, const Errand& errand);
    void answerLater(const Error& error, Done done);

    QNetworkAccessManager* m_network = nullptr; ///< made when it is needed first
    QPointer<QNetworkReply> m_reply{};
    int m_patience = 10'000;
};

/// What a server said, made fit to be shown: one line, no control characters, not endless.
QString shownText(const QByteArray& body);

} // namespace gd::ui
