// SPDX-License-Identifier: Apache-2.0
#include "ui/inspector/inspector_text.h"

#include "core/jwt/token.h"
#include "core/share/grant_sides.h"
#include "ui/bridge/strings.h"
#include "ui/inspector/account_text.h"
#include "ui/inspector/token_anatomy.h"
#include "ui/words/html.h"
#include "ui/words/names.h"
#include "ui/words/state_text.h"
#include "ui/words/token_state.h"

#include <QCoreApplication>

namespace gd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(gd::ui::InspectorText)
};

QString inAccount(const Snapshot& world, const std::string& key)
{
    return Words::tr("In %1").arg(accountName(world, key));
}

/// The import's token, decoded: empty where there is none or it is damaged.
std::optional<ActivationClaims> importToken(const Grant& grant, const Snapshot& world)
{
    const auto* import = importOf(grant, world);
    if (!import || import->token.empty()) return std::nullopt;
    auto claims = decodeActivation(import->token);
    return claims ? std::optional(*claims) : std::nullopt;
}

QString grantFields(const Grant& grant, const Snapshot& world, UnixSeconds now)
{
    return html::fields({
        {inAccount(world, grant.provider), html::code(grant.providerSubject)},
        {grant.consumer.empty() ? QString() : inAccount(world, grant.consumer),
         grant.consumerSubject.empty() ? QString() : html::code(grant.consumerSubject)},
        {Words::tr("Type"), html::text(typeWordWithTerm(grant.type))},
        {Words::tr("Access"), html::text(grant.isPrivate ? Words::tr("private, needs a token") : Words::tr("public"))},
        {Words::tr("Ends"), grant.expires > 0 ? html::text(timeTextWithDistance(grant.expires, now)) : QString()},
    });
}

QString recipeText(const Share& share)
{
    if (share.recipe == "push-consumer")
        return Words::tr("JetStream push consumer %1 of stream %2").arg(toQt(share.jsConsumer), toQt(share.stream));
    if (share.recipe == "pull-consumer")
        return Words::tr("JetStream pull consumer %1 of stream %2").arg(toQt(share.jsConsumer), toQt(share.stream));
    if (share.recipe == "message-feed") return Words::tr("Message feed");
    if (share.recipe == "service") return Words::tr("Service: requests and their replies");
    if (share.recipe == "publish") return Words::tr("Publishing into a stream");
    if (share.recipe == "kv-read") return Words::tr("Key-value bucket, to read");
    if (share.recipe == "kv") return Words::tr("Key-value bucket, to read and write");
    if (share.recipe == "object-store") return Words::tr("Object store, to read and write");
    if (share.recipe == "mirror") return Words::tr("Mirror or source of stream %1").arg(toQt(share.stream));
    return Words::tr("A single subject");
}

QString shareText(const Share& share, const Snapshot& world, UnixSeconds now)
{
    auto text = html::title(toQt(share.title)) + html::paragraph(recipeText(share));
    text += html::state(stateWord(share.state), stateSentence(share.state));
    text += html::fields({
        {Words::tr("Provider"), html::account(world, share.provider)},
        {Words::tr("Consumer"), share.consumer.empty() ? QString() : html::account(world, share.consumer)},
        {Words::tr("Ends"), html::text(endText(share.expires, now))},
    });
    for (const auto& role : share.missingRoles)
        text += html::state(Words::tr("%1 is missing").arg(toQt(role)), roleText(role));
    for (const auto& row : share.rows) {
        text += html::section(row.role.empty() ? toQt(share.title) : roleText(row.role));
        text += html::paragraph(stateWord(row.grant.state)) + grantFields(row.grant, world, now);
    }
    return text;
}

QString rowText(const Share& share, const ShareRow& row, const Snapshot& world, UnixSeconds now)
{
    const auto& grant = row.grant;
    auto text = html::title(row.role.empty() ? toQt(share.title) : toQt(row.role));
    if (!row.role.empty()) text += html::paragraph(roleText(row.role));
    text += html::state(stateWord(grant.state), stateSentence(grant.state)) + grantFields(grant, world, now);
    if (const auto claims = importToken(grant, world))
        text += html::section(Words::tr("Its token")) + tokenAnatomy(*claims, world, now);
    return text;
}

/// The claims in which a grant is written: the consumer's import token, or else the account where it stands.
QString rowClaims(const Grant& grant, const Snapshot& world)
{
    if (const auto claims = importToken(grant, world)) return toQt(claimsJson(*claims, true));
    const auto* account = world.account(grant.consumer.empty() ? grant.provider : grant.consumer);
    return account ? toQt(claimsJson(account->claims, true)) : QString();
}

InspectorText tokenText(const TokenFile& file, const std::string& consumer, const Snapshot& world, UnixSeconds now)
{
    const auto state = tokenState(file, consumer, world, now);
    InspectorText text;
    text.html =
        html::title(pathToQt(file.file.filename())) + html::state(tokenStateWord(state), tokenStateSentence(state));
    if (file.claims) {
        text.html += tokenAnatomy(*file.claims, world, now);
        text.claims = toQt(claimsJson(*file.claims, true));
    }
    text.html += html::fields({{Words::tr("File"), html::text(pathToQt(file.file))}});
    return text;
}

QString contactText(const Contact& contact)
{
    return html::title(toQt(contact.name)) +
           html::state(Words::tr("contact"),
                       Words::tr("An account of another store. Here it is known by its key; what is "
                                 "shared with it goes there as token files.")) +
           html::fields(
               {{Words::tr("Key"), html::key(contact.key)}, {Words::tr("Note"), html::text(toQt(contact.note))}});
}

InspectorText shareOrRow(const Selection& selection, const Snapshot& world, UnixSeconds now)
{
    const auto* share = findShare(world, selection.shareId);
    if (!share) return {html::paragraph(Words::tr("This share is no longer there.")), {}};
    if (selection.kind == Selection::Kind::Row && selection.row < share->rows.size()) {
        const auto& row = share->rows[selection.row];
        return {rowText(*share, row, world, now), rowClaims(row.grant, world)};
    }
    const auto* account = world.account(share->consumer.empty() ? share->provider : share->consumer);
    return {shareText(*share, world, now), account ? toQt(claimsJson(account->claims, true)) : QString()};
}

} // namespace

InspectorText inspect(const Selection& selection, const Snapshot& world, UnixSeconds now)
{
    switch (selection.kind) {
    case Selection::Kind::None:
        break;
    case Selection::Kind::Account:
        if (const auto* account = world.account(selection.account))
            return {accountText(*account, world, now), toQt(claimsJson(account->claims, true))};
        if (const auto* contact = world.contact(selection.account)) return {contactText(*contact), {}};
        break;
    case Selection::Kind::Share:
    case Selection::Kind::Row:
        return shareOrRow(selection, world, now);
    case Selection::Kind::Token:
        if (const auto* file = findTokenFile(world, selection.file))
            return tokenText(*file, selection.account, world, now);
        return {html::paragraph(Words::tr("This token file is no longer there.")), {}};
    }
    return {html::paragraph(Words::tr("Choose a share, a line, a token or an account to see what it is.")), {}};
}

} // namespace gd::ui
