// SPDX-License-Identifier: Apache-2.0
#include "ui/words/finding_text.h"

#include "core/share/server_rules.h"
#include "ui/bridge/strings.h"
#include "ui/words/names.h"
#include "ui/words/words.h"

namespace gd::ui {

namespace {

/// A time that core puts into `detail`, seconds UTC.
QString timeOf(const Finding& finding)
{
    return timeText(toQt(finding.detail).toLongLong());
}

/// `detail` for people: keys as names, everything else as it is.
QString other(const Finding& finding, const Snapshot& world)
{
    const std::string& detail = finding.detail;
    if (detail.empty()) {
        return Words::tr("something else");
    }
    const bool isKey = detail.size() == 56 && detail.front() == 'A';
    return isKey ? accountName(world, detail) : toQt(detail);
}

/// Which servers refuse the whole account; empty if none does.
QString refusal(const Finding& finding)
{
    const bool older = effectOf(finding, ServerAge::Older) == ServerEffect::LocksOut;
    const bool newer = effectOf(finding, ServerAge::Newer) == ServerEffect::LocksOut;
    if (older && newer) return Words::tr("Every server refuses the whole account for it.");
    return older ? Words::tr("Servers before that refuse the whole account for it.") : QString();
}

// Longer than functions are otherwise: one switch without a default is what makes the compiler ask for missing words.
Explanation wordsOf(const Finding& finding, const Snapshot& world)
{
    const QString account = finding.account.empty() ? Words::tr("The workspace") : accountName(world, finding.account);
    const QString subject = toQt(finding.subject);
    const QString detail = other(finding, world);
    switch (finding.code) {
    case FindingCode::TokenMissing:
        return {Words::tr("%1 gets nothing through %2.").arg(account, subject),
                Words::tr("The export is private and the import has no token."),
                Words::tr("Share it again, or import a token for it.")};
    case FindingCode::TokenForOther:
        return {Words::tr("The token for %1 does not belong to %2.").arg(subject, account),
                Words::tr("It was made for %1.").arg(detail),
                Words::tr("Import it into that account, or ask for one for %1.").arg(account)};
    case FindingCode::TokenWrongKind:
        return {Words::tr("The token for %1 is of the wrong kind.").arg(subject),
                Words::tr("One side is a message feed, the other a service."),
                Words::tr("Ask the provider for a token of the right kind.")};
    case FindingCode::TokenUndecodable:
        return {subject.isEmpty() ? Words::tr("The token cannot be read.")
                                  : Words::tr("The token for %1 cannot be read.").arg(subject),
                Words::tr("It is damaged."), Words::tr("Ask the provider for the file again.")};
    case FindingCode::TokenExpired:
        return {Words::tr("The token for %1 has ended.").arg(subject),
                finding.detail.empty() ? Words::tr("Its time is over, so the server lets nothing pass.")
                                       : Words::tr("It was valid until %1.").arg(timeOf(finding)),
                Words::tr("Ask the provider for a new token.")};
    case FindingCode::TokenNotYetValid:
        return {Words::tr("The token for %1 is not valid yet.").arg(subject),
                finding.detail.empty() ? Words::tr("Its start lies in the future.")
                                       : Words::tr("It is valid from %1 on.").arg(timeOf(finding)),
                Words::tr("Wait until then, or ask for a token that is valid now.")};
    case FindingCode::TokenRevoked:
        return {Words::tr("The token for %1 was revoked.").arg(subject),
                Words::tr("The provider took back every token of that time."),
                Words::tr("Ask the provider for a new token.")};
    case FindingCode::TokenNotTrusted:
        return {Words::tr("The token for %1 is not trusted.").arg(subject),
                Words::tr("The provider does not use the key that signed it (any more)."),
                Words::tr("Have the token issued again.")};
    case FindingCode::TokenTooNarrow:
        return {Words::tr("The token does not cover %1.").arg(subject),
                finding.detail.empty() ? Words::tr("It allows less than the import asks for.")
                                       : Words::tr("It allows %1 only.").arg(detail),
                Words::tr("Import what the token allows, or ask for a wider token.")};
    case FindingCode::TokenTooWide:
        return {Words::tr("The token for %1 allows more than is imported.").arg(subject),
                Words::tr("It allows %1. When it ends, servers up to 2.9 may end another import instead.").arg(detail),
                Words::tr("Renew it: the new token is as wide as the import.")};
    case FindingCode::ExportMissing:
        return {Words::tr("%1 imports %2, which nobody offers.").arg(account, subject),
                Words::tr("The provider has no export that covers it."),
                Words::tr("Add the export there, or remove the import.")};
    case FindingCode::NamesDiffer:
        return {Words::tr("The rows of one share name different streams or consumers."),
                Words::tr("%1 does not go with %2.").arg(subject, detail),
                Words::tr("Use the same stream and consumer in every row.")};
    case FindingCode::AckRenamed:
        return {
            Words::tr("%1 renames %2.").arg(account, subject),
            Words::tr("Acknowledgements go to the subject in the message, which is never rewritten, so they are lost."),
            Words::tr("Import it under the same name.")};
    case FindingCode::InfoUnprefixed:
        return {Words::tr("%1 imports %2 without a prefix.").arg(account, subject),
                Words::tr("Its own JetStream answers instead of that of the provider."),
                Words::tr("Give it a prefix, such as the name of the provider.")};
    case FindingCode::PrefixReserved:
        return {Words::tr("%1 cannot be the local name of this.").arg(subject),
                Words::tr("Names that begin with $ belong to the server."),
                Words::tr("Choose a prefix that does not begin with $.")};
    case FindingCode::PrefixUsedByOther:
        return {Words::tr("The prefix %1 is in use.").arg(subject),
                Words::tr("%1 uses it for %2 already.").arg(account, detail), Words::tr("Choose another prefix.")};
    case FindingCode::RowMissing:
        return {Words::tr("A part of this share is missing."),
                finding.detail.empty() ? Words::tr("%1 needs one more row.").arg(subject)
                                       : Words::tr("%1 lacks the row %2.").arg(subject, roleText(finding.detail)),
                Words::tr("Share it again to add what is missing.")};
    case FindingCode::AckIsStream:
        return {Words::tr("%1 offers %2 as a message feed.").arg(account, subject),
                Words::tr("Acknowledgements are sent to it, so it must be a service."),
                Words::tr("Replace the export by a service.")};
    case FindingCode::DeliverIsService:
        return {Words::tr("%1 offers %2 as a service.").arg(account, subject),
                Words::tr("Messages come from it, so it must be a message feed."),
                Words::tr("Replace the export by a message feed.")};
    case FindingCode::NextNotStream:
        return {Words::tr("%1 offers %2 with a single answer.").arg(account, subject),
                Words::tr("A batch has many messages; only the first of them arrives, the others wait and come again."),
                Words::tr("Set the response type of the export to Stream.")};
    case FindingCode::ExportOverlaps:
        return {Words::tr("%1 offers %2 twice.").arg(account, subject),
                Words::tr("It overlaps its other export %1.").arg(detail), Words::tr("Remove one of the two exports.")};
    case FindingCode::ExportIsPublic:
        return {Words::tr("%1 offers %2 already, and not as asked for.").arg(account, subject),
                finding.detail == "public" ? Words::tr("The export that is there is public; it stays as it is.")
                                           : Words::tr("The export that is there is private; it stays as it is."),
                Words::tr("Set “private” as it is there, or change the export first.")};
    case FindingCode::ImportCollides:
        return {Words::tr("Two imports of %1 have overlapping names.").arg(account),
                Words::tr("%1 and %2 would both be answered.").arg(subject, detail),
                Words::tr("Choose another local name for one of them.")};
    case FindingCode::LocalNameShared:
        return {Words::tr("%1 imports services of two providers under one name.").arg(account),
                Words::tr("%1 and %2 have overlapping names here. Servers from 2.11.15, 2.12.6 and 2.14 on send what "
                          "is meant for one of them to both.")
                    .arg(subject, detail),
                Words::tr("Give stream or consumer another name at one of the providers, or another local name to a "
                          "row that may have one.")};
    case FindingCode::ImportCycle:
        return {Words::tr("%1 would get back its own %2.").arg(account, subject),
                Words::tr("Directly or through others, %1 has it from %2 itself; servers leave such an import out and "
                          "tell nobody.")
                    .arg(detail, account),
                Words::tr("Import it under another local name, or not at all.")};
    case FindingCode::SubjectMalformed:
        return {subject.isEmpty() ? Words::tr("A row of %1 has no subject.").arg(account)
                                  : Words::tr("%2 in %1 is no subject.").arg(account, subject),
                Words::tr("No part between dots may be empty or hold a blank, * and > stand alone between dots, and > "
                          "comes last."),
                Words::tr("Remove the row, and make it again with the subject that is meant.")};
    case FindingCode::ExportTooBroad:
        return {Words::tr("%1 gives away very much with %2.").arg(account, subject),
                Words::tr("Whoever imports it can reach far more than one stream, consumer or service."),
                Words::tr("Offer only the subjects that the other side needs; a recipe lists them.")};
    case FindingCode::ImportExists:
        return {Words::tr("%1 imports %2 already.").arg(account, subject),
                Words::tr("The same subject of the same provider is there."), Words::tr("Leave it out.")};
    case FindingCode::LocalCaptured:
        return {Words::tr("%1 gets %2 from two places.").arg(account, subject),
                Words::tr("Messages of %1 come under the same local name.").arg(detail),
                Words::tr("Choose another local name.")};
    case FindingCode::TooManyImports:
        return {Words::tr("%1 would have too many imports.").arg(account),
                Words::tr("There would be %1, and %2 are allowed.").arg(subject, detail),
                Words::tr("Remove imports, or raise the limit.")};
    case FindingCode::TooManyExports:
        return {Words::tr("%1 would have too many exports.").arg(account),
                Words::tr("There would be %1, and %2 are allowed.").arg(subject, detail),
                Words::tr("Remove exports, or raise the limit.")};
    case FindingCode::AccountTooLarge:
        return {Words::tr("The token of %1 would be too large.").arg(account),
                Words::tr("It would have about %1 bytes, and servers take %2.").arg(subject, detail),
                Words::tr("Remove imports and exports, or share with wildcards instead of many single subjects.")};
    case FindingCode::WildcardsNotAllowed:
        return {Words::tr("%1 may not offer %2.").arg(account, subject),
                Words::tr("Its limits forbid exports with * or >."),
                Words::tr("Allow them in the limits of the account, or choose a subject without them.")};
    case FindingCode::RenameMismatch:
        return {Words::tr("%1 cannot be renamed like this.").arg(subject),
                Words::tr("Its * and > must each come back once in %1.").arg(detail),
                Words::tr("Choose a local name with the same wildcards.")};
    case FindingCode::FileUnreadable:
        return {Words::tr("%1 could not be read.").arg(subject.isEmpty() ? detail : subject),
                Words::tr("It is damaged, or this program may not read it."),
                Words::tr("Check the file, and restore it from a copy if needed.")};
    case FindingCode::NotOperatorSigned:
        return {Words::tr("%1 was not signed by this operator.").arg(account),
                Words::tr("Servers of the operator do not trust it."),
                Words::tr("Have the account signed by the operator.")};
    case FindingCode::KeystoreOldLayout:
        return {Words::tr("The keystore %1 keeps nsc from working.").arg(subject),
                finding.detail.empty()
                    ? Words::tr("A key lies outside of its folders keys and creds.")
                    : Words::tr("%1 lies outside of its folders keys and creds, as keys once did.").arg(detail),
                Words::tr("Bring the keystore up to date, here or with nsc keys migrate; or move the file to another "
                          "place.")};
    case FindingCode::NoKeyToSign:
        return {Words::tr("%1 cannot be changed here.").arg(account),
                Words::tr("No key that may sign for it is in the keystore."),
                Words::tr("Put the key into the keystore, or only write the token files.")};
    case FindingCode::StrictNeedsSigningKey:
        return {Words::tr("%1 cannot be changed here.").arg(account),
                Words::tr("The operator wants signing keys to be used, and only the identity key is in the keystore."),
                Words::tr("Add a signing key, or put the one that there is into the keystore.")};
    case FindingCode::SelfSignedLimits:
        return {Words::tr("%1 has set limits for itself.").arg(account),
                Words::tr("It has signed its own token; limits count only where the operator has set them."),
                Words::tr("Send it to the operator, who decides on limits.")};
    case FindingCode::ImporterLosesProvider:
        return {Words::tr("%1 loses %2.").arg(account, subject),
                Words::tr("It is imported from %1, which is deleted.").arg(detail),
                Words::tr("Remove the import first, or tell the people who use it.")};
    case FindingCode::UserLosesSigner:
        return {Words::tr("User %2 of %1 is refused by servers.").arg(account, subject),
                Words::tr("The key that signed it may not sign such users any more."),
                Words::tr("Edit the user, so that it is signed by another key, or delete it.")};
    case FindingCode::TokenLosesSigner:
        return {Words::tr("%1 loses %2.").arg(account, subject),
                Words::tr("The signing key that issued its token is removed."),
                Words::tr("Issue another token with a key that stays.")};
    case FindingCode::SigningKeyReturns:
        return {Words::tr("%1 gets signing key %2 back.").arg(account, shortKey(finding.detail)),
                Words::tr("It was removed since then, and what it has signed is accepted again."),
                Words::tr("If it was removed because somebody else has it, remove it again afterwards.")};
    case FindingCode::RevocationsDropped:
        return {subject.isEmpty() ? Words::tr("Revoked users of %1 can connect again.").arg(account)
                                  : Words::tr("Revoked tokens for %2 of %1 are valid again.").arg(account, subject),
                Words::tr("Revocations made since that state are dropped: %1.").arg(detail),
                Words::tr("Go back and keep the newer revocations, unless this is what you want.")};
    case FindingCode::RevocationsReturn:
        return {subject.isEmpty() ? Words::tr("Users of %1 are revoked again.").arg(account)
                                  : Words::tr("Tokens for %2 of %1 are revoked again.").arg(account, subject),
                Words::tr("That state has revocations that were taken back since: %1.").arg(detail),
                Words::tr("Take them back again afterwards, if whom they concern shall come in.")};
    case FindingCode::RevocationOnPublic:
        return {Words::tr("Revoking does nothing for %2 of %1.").arg(account, subject),
                Words::tr("The export is public: nobody needs a token for it."), Words::tr("Make the export private.")};
    case FindingCode::RevocationSpares:
        return {Words::tr("The token of %1 for %2 stays valid.").arg(detail, subject),
                Words::tr("It was issued after the time until which tokens are revoked."),
                Words::tr("Choose a later time.")};
    case FindingCode::RevokedForAll:
        return {Words::tr("Tokens of %1 for %2 stay revoked.").arg(detail, subject),
                Words::tr("%1 has revoked the tokens of everybody.").arg(account),
                Words::tr("Issue a new token, or take the revocation for everybody back too.")};
    case FindingCode::OldTokensLive:
        return {finding.detail == "*" ? Words::tr("All old tokens for %1 are valid again.").arg(subject)
                                      : Words::tr("Old tokens of %1 for %2 are valid again.").arg(detail, subject),
                Words::tr("That is so wherever copies of them are."),
                Words::tr("Issue a new token instead, if the old ones may be in wrong hands.")};
    case FindingCode::TokensLeft:
        return {Words::tr("The token of %1 for %2 stays valid.").arg(detail, subject),
                Words::tr("With a copy of it, %1 can import this again.").arg(detail),
                Words::tr("Revoke its tokens too.")};
    case FindingCode::ExportMadePrivate:
        return {Words::tr("%2 of %1 needs a token from now on.").arg(account, subject),
                Words::tr("Accounts that are not in this workspace and import it without one lose it."),
                Words::tr("Send a token to those that shall keep it.")};
    case FindingCode::SystemAccountGoes:
        return {Words::tr("%1 cannot be deleted.").arg(subject), Words::tr("It is the system account of the operator."),
                Words::tr("Choose another system account first.")};
    case FindingCode::SystemAccountJetStream:
        return {Words::tr("%1 cannot have JetStream.").arg(subject),
                Words::tr("Servers refuse JetStream in their system account."),
                Words::tr("Leave JetStream off there.")};
    case FindingCode::CredsMissing:
        return {Words::tr("User %2 of %1 has no creds file.").arg(account, subject),
                Words::tr("The key is here, but the file %1 is not.").arg(detail),
                Words::tr("Write the creds file if it is needed here.")};
    case FindingCode::CredsOutdated:
        return {Words::tr("The creds file of user %2 of %1 is out of date.").arg(account, subject),
                Words::tr("The file %1 holds another token than the user has.").arg(detail),
                Words::tr("Write the creds file again.")};
    }
    return {};
}

} // namespace

Explanation explain(const Finding& finding, const Snapshot& world)
{
    auto words = wordsOf(finding, world);
    if (const auto servers = refusal(finding); !servers.isEmpty()) words.because += QLatin1Char(' ') + servers;
    return words;
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Blocks:
        return Words::tr("Blocks");
    case Severity::Problem:
        return Words::tr("Problem");
    case Severity::Warning:
        return Words::tr("Warning");
    }
    return {};
}

} // namespace gd::ui
