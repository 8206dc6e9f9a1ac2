// SPDX-License-Identifier: Apache-2.0
#include "tests/interop/comparing.h"

#include "core/jwt/token.h"

#include <QByteArray>
#include <QStringList>

#include <algorithm>

namespace gd::test {

namespace {

void forgetSigning(ClaimsHeader& header, bool issuerToo)
{
    header.issuedAt = 0;
    header.id.clear();
    if (issuerToo) header.issuer.clear();
}

} // namespace

QString comparable(ActivationClaims claims, const Deliberates& leftOut)
{
    const bool anySigner = leftOut.contains(Deliberate::ActivationIssuer);
    const auto provider = claims.provider();
    forgetSigning(claims.header, anySigner);
    if (anySigner) claims.issuerAccount = provider; // who grants must be the same, whichever key says it
    return QString::fromStdString(claimsJson(claims, true));
}

QString comparable(OperatorClaims claims)
{
    forgetSigning(claims.header, false);
    return QString::fromStdString(claimsJson(claims, true));
}

QString comparable(UserClaims claims)
{
    forgetSigning(claims.header, false);
    return QString::fromStdString(claimsJson(claims, true));
}

QString comparable(AccountClaims claims, const Deliberates& leftOut)
{
    forgetSigning(claims.header, leftOut.contains(Deliberate::AccountIssuer));
    std::ranges::stable_sort(claims.exports, {}, &Export::subject);
    std::ranges::stable_sort(claims.imports, {}, &Import::subject);
    if (leftOut.contains(Deliberate::SystemTexts))
        for (auto& offered : claims.exports)
            offered.description.clear();
    QStringList tokens;
    for (auto& import : claims.imports) {
        if (import.token.empty()) continue;
        const auto activation = decodeActivation(import.token);
        tokens += activation ? comparable(*activation, leftOut) : QString::fromStdString(import.token);
        import.token = "token " + std::to_string(tokens.size());
    }
    return QString::fromStdString(claimsJson(claims, true)) + QLatin1Char('\n') + tokens.join(QLatin1Char('\n'));
}

QString comparable(const Snapshot& world, const Deliberates& leftOut)
{
    QString text;
    for (const auto& account : world.accounts)
        text += QString::fromStdString(account.name) + QLatin1Char('\n') + comparable(account.claims, leftOut) +
                QLatin1Char('\n');
    return text;
}

QString differing(const QString& ours, const QString& nscs)
{
    const auto left = ours.split(QLatin1Char('\n'));
    const auto right = nscs.split(QLatin1Char('\n'));
    QString text;
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
        const auto a = left.value(i);
        const auto b = right.value(i);
        if (a != b) text += QStringLiteral("GrantDesk: %1\nnsc:       %2\n").arg(a.trimmed(), b.trimmed());
    }
    return text;
}

QByteArray payloadOf(const std::string& token)
{
    const auto parts = QByteArray::fromStdString(token).split('.');
    return QByteArray::fromBase64(parts.value(1), QByteArray::Base64UrlEncoding);
}

} // namespace gd::test
