// SPDX-License-Identifier: Apache-2.0
#include "ui/inspector/token_anatomy.h"

#include "ui/words/html.h"
#include "ui/words/names.h"

#include <QCoreApplication>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::TokenAnatomy)
};

QString signer(const ActivationClaims& claims, const Snapshot& world)
{
    if (claims.issuerAccount.empty()) return html::account(world, claims.header.issuer);
    return Words::tr("signing key %1 of %2")
        .arg(html::key(claims.header.issuer), html::account(world, claims.issuerAccount));
}

} // namespace

QString tokenAnatomy(const ActivationClaims& claims, const Snapshot& world, UnixSeconds now)
{
    const auto& header = claims.header;
    const auto start = header.notBefore == 0 ? Words::tr("at once") : timeTextWithDistance(header.notBefore, now);
    const auto end = header.expires <= 0 ? Words::tr("never") : timeTextWithDistance(header.expires, now);
    return html::fields({
        {Words::tr("Signed by"), signer(claims, world)},
        {Words::tr("For"), html::account(world, header.subject)},
        {Words::tr("Grants"), html::code(claims.grantedSubject)},
        {Words::tr("Type"), html::text(typeWordWithTerm(claims.kind))},
        {Words::tr("Issued"), html::text(timeTextWithDistance(header.issuedAt, now))},
        {Words::tr("Starts"), html::text(start)},
        {Words::tr("Ends"), html::text(end)},
    });
}

} // namespace gd::ui
