// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/account_admin.h"
#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/store/layout.h"
#include "tests/support/http_server.h"
#include "tests/ui/open_sample.h"

#include <map>

namespace gd::test {

/// An account server as an operator runs it: it signs what it gets, or does what the test says.
class OperatorSide {
public:
    /// @param keystore  with the keys of the operator.
    OperatorSide(const std::filesystem::path& keystore, OperatorClaims claims, const std::string& token)
        : m_keys(keystore),
          m_claims(std::move(claims)),
          m_operator(token),
          server([this](const HttpRequest& request) { return answer(request); })
    {}

    /// Signs claims as the operator.
    std::string sign(AccountClaims claims, UnixSeconds when) const
    {
        const auto& signer = m_claims.signingKeys.empty() ? m_claims.header.subject : m_claims.signingKeys.front();
        const auto token = encodeToken(std::move(claims), signer, when, m_keys);
        if (!token) qFatal("the operator cannot sign: %d", static_cast<int>(token.error().code));
        return *token;
    }
    std::string signOperator(OperatorClaims claims, UnixSeconds when) const
    {
        const auto token = encodeToken(std::move(claims), m_claims.header.subject, when, m_keys);
        if (!token) qFatal("the operator cannot sign itself: %d", static_cast<int>(token.error().code));
        return *token;
    }
    const OperatorClaims& claims() const { return m_claims; }
    void setOperator(const std::string& token) { m_operator = token; }

    HttpReply answer(const HttpRequest& request)
    {
        if (request.path == "/jwt/v1/operator") return {.body = QByteArray::fromStdString(m_operator)};
        const auto key = request.path.mid(QByteArray("/jwt/v1/accounts/").size()).toStdString();
        if (request.method == "GET") {
            if (whenAsked) return whenAsked(request);
            const auto found = accounts.find(key);
            return found == accounts.end() ? HttpReply{.status = 404, .body = "no such account"}
                                           : HttpReply{.body = QByteArray::fromStdString(found->second)};
        }
        lastSent = request;
        if (whenSent) return whenSent(request);
        const auto claims = decodeAccount(request.body.toStdString());
        if (!claims) return {.status = 400, .body = "no token"};
        auto wanted = *claims;
        if (edit) edit(wanted);
        accounts[key] = sign(wanted, claims->header.issuedAt + 1);
        return {.body = "signed"};
    }

private:
    KeyRing m_keys;
    OperatorClaims m_claims;
    std::string m_operator;

public:
    std::map<std::string, std::string> accounts{}; ///< what it has signed
    std::function<void(AccountClaims&)> edit{};    ///< what it makes of what was asked
    std::function<HttpReply(const HttpRequest&)> whenSent{}, whenAsked{};
    HttpRequest lastSent{};
    HttpServer server;
};

/// The sample as a managed store: its operator's keys are on the other side, behind an account server.
class ManagedSample {
public:
    /// Opens it. @param withServer  whether the operator names its account server.
    bool open(OpenSample& sample, bool withServer = true)
    {
        m_sample = &sample;
        if (!sample.open()) return false;
        const auto at = sample.world().workspace;
        const std::filesystem::path keys = ui::fromQt(sample.path(QStringLiteral("operator-side")));
        std::filesystem::copy(at.keystore, keys, std::filesystem::copy_options::recursive);
        std::filesystem::remove_all(at.keystore / "keys" / "O");
        other = std::make_unique<OperatorSide>(keys, sample.world().op.claims, sample.world().op.token);
        auto claims = sample.world().op.claims;
        if (withServer) claims.accountServerUrl = ui::fromQt(other->server.url(QStringLiteral("/jwt/v1/")));
        const auto token = other->signOperator(claims, claims.header.issuedAt + 1);
        other->setOperator(token);
        DiskArea area;
        if (!area.replace(operatorTokenFile(at, "OP", "OP"), token)) return false;
        if (!area.replace(operatorInfoFile(at, "OP"),
                          R"({"managed":true,"name":"OP","kind":"operator","version":"1"})"))
            return false;
        QSignalSpy opened(&sample.session(), &ui::Session::opened);
        sample.session().open(at);
        return QTest::qWaitFor([&] { return opened.count() == 1; });
    }

    /// Changes an account here, which then has signed itself.
    bool change(const std::string& name, const AccountPatch& patch)
    {
        auto& session = m_sample->session();
        const auto plan = planAccountEdit({m_sample->key(name), patch}, m_sample->world(), session.now());
        if (!plan) return false;
        QSignalSpy applied(&session, &ui::Session::applied);
        session.apply(*plan);
        return QTest::qWaitFor([&] { return applied.count() == 1; });
    }

    const Account& account(const std::string& name) const { return *m_sample->world().accountNamed(name); }

    std::unique_ptr<OperatorSide> other{};

private:
    OpenSample* m_sample = nullptr;
};

} // namespace gd::test
