// SPDX-License-Identifier: Apache-2.0
#include "ui/words/explanation.h"

#include "ui/bridge/strings.h"
#include "ui/words/words.h"

namespace gd::ui {

namespace {

/// What it happened to, so that it can begin a sentence.
QString thing(const Error& error)
{
    return error.where.empty() ? Words::tr("The entry") : toQt(error.where);
}

/// What cannot be done with text that should be a key.
Explanation aboutKeyText(const QString& it, const QString& because)
{
    return {Words::tr("%1 cannot be used as a key.").arg(it), because,
            Words::tr("Copy the whole key again, without blanks and line ends.")};
}

Explanation aboutDamagedToken(const QString& it, const QString& because)
{
    return {Words::tr("%1 holds no usable token.").arg(it), because,
            Words::tr("Ask for the token again, and copy it whole.")};
}

Explanation aboutForeignToken(const QString& it, const QString& because)
{
    return {Words::tr("%1 holds a token that cannot be used here.").arg(it), because,
            Words::tr("Ask its issuer for a token that a current tool has made.")};
}

Explanation aboutNotWritten(const QString& it, const QString& because)
{
    return {Words::tr("The token was not written."), because, Words::tr("Correct %1, then repeat the step.").arg(it)};
}

Explanation aboutSubject(const QString& it, const QString& because, const QString& nextStep)
{
    return {Words::tr("%1 is not a subject that a server can use.").arg(it), because, nextStep};
}

} // namespace

QString Explanation::all() const
{
    QStringList parts;
    for (const auto& part : {happened, because, nextStep}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    return parts.join(u' ');
}

// Longer than functions are otherwise: one switch without a default is what makes the compiler ask for missing words.
Explanation explain(const Error& error)
{
    const QString it = thing(error);
    switch (error.code) {
    case ErrorCode::KeyBase32:
        return aboutKeyText(it, Words::tr("Keys consist of the letters A to Z and the digits 2 to 7 only."));
    case ErrorCode::KeyTooShort:
        return aboutKeyText(it, Words::tr("It is too short; a public key has 56 characters."));
    case ErrorCode::KeyChecksum:
        return aboutKeyText(it, Words::tr("Its check sum does not fit, so a character is wrong or missing."));
    case ErrorCode::KeyNotASeed:
    case ErrorCode::KeySeedLength:
    case ErrorCode::KeyCurveSeed:
        return aboutKeyText(it, Words::tr("It is not a private key of the kind that is needed."));
    case ErrorCode::KeyNotAPublicKey:
        return aboutKeyText(it, Words::tr("It is not a public key."));
    case ErrorCode::KeyWrongKind:
        return aboutKeyText(it, Words::tr("It is a key of another kind than the one needed here."));
    case ErrorCode::KeyNotHere:
        return {Words::tr("Nothing could be signed."), Words::tr("The private key %1 is not in the keystore.").arg(it),
                Words::tr("Put the key into the keystore, or do this where the key is.")};
    case ErrorCode::KeyFileExists:
        return {Words::tr("The key was not stored."), Words::tr("Another key lies at its place, %1.").arg(it),
                Words::tr("Look at that file, and move it away if it is not needed.")};
    case ErrorCode::KeyCannotSign:
        return {Words::tr("Nothing could be signed."), Words::tr("%1 is a key that cannot sign.").arg(it),
                Words::tr("Choose another key.")};
    case ErrorCode::MemoryLocked:
        return {Words::tr("The private key was not opened."),
                Words::tr("The system gave no memory that is safe from being written to disk."),
                Words::tr("Close other programs, or raise the limit of locked memory (ulimit -l).")};
    case ErrorCode::TokenTooLarge:
        return aboutDamagedToken(it, Words::tr("It is larger than any token may be."));
    case ErrorCode::TokenChunkCount:
    case ErrorCode::TokenHeaderBase64:
    case ErrorCode::TokenHeaderJson:
    case ErrorCode::TokenPayloadBase64:
    case ErrorCode::TokenPayloadJson:
    case ErrorCode::TokenSignatureBase64:
    case ErrorCode::JsonTooDeep:
    case ErrorCode::JsonTooLarge:
        return aboutDamagedToken(it, Words::tr("The token is damaged or not complete."));
    case ErrorCode::TokenHeaderTyp:
    case ErrorCode::TokenHeaderAlg:
        return aboutForeignToken(it, Words::tr("It is a token, but not one of NATS."));
    case ErrorCode::TokenVersionNewer:
        return {Words::tr("%1 holds a token that cannot be read.").arg(it),
                Words::tr("It was made by a newer tool than this program knows."),
                Words::tr("Install a newer version of GrantDesk.")};
    case ErrorCode::TokenTypeUnsupported:
    case ErrorCode::TokenVersionUnsupported:
        return aboutForeignToken(it, Words::tr("It is of an old or unknown kind."));
    case ErrorCode::TokenSignatureV1:
    case ErrorCode::TokenSignatureV2:
        return aboutDamagedToken(it,
                                 Words::tr("Its signature does not fit its content, so it was changed on the way."));
    case ErrorCode::TokenIssuerKeyLength:
    case ErrorCode::TokenIssuerPrefix:
        return aboutForeignToken(it, Words::tr("It was signed by a key that may not sign such tokens."));
    case ErrorCode::TokenTypeMismatch:
        return {Words::tr("%1 holds a token of another kind.").arg(it),
                Words::tr("Only activation tokens, which let an account use an export, can be imported."),
                Words::tr("Choose the token file that the provider made for this account.")};
    case ErrorCode::EncodeSubjectKind:
    case ErrorCode::EncodeSubjectMissing:
        return aboutNotWritten(it, Words::tr("The key it is made for is missing or of the wrong kind."));
    case ErrorCode::EncodeAccountServerUrl:
        return aboutNotWritten(it, Words::tr("The address of the account server is not a valid address."));
    case ErrorCode::EncodeIssuerPrefix:
        return aboutNotWritten(it, Words::tr("The chosen key may not sign this."));
    case ErrorCode::EncodeSamplingRate:
        return aboutNotWritten(it, Words::tr("The share of measured requests must be between 1 and 100 percent."));
    case ErrorCode::NoSeedFound:
    case ErrorCode::NotASeedLine:
        return {Words::tr("%1 holds no private key.").arg(it), Words::tr("No line in it looks like a key."),
                Words::tr("Choose the file with the private key.")};
    case ErrorCode::NotAUserSeed:
    case ErrorCode::NotAUserJwt:
        return {Words::tr("%1 is no creds file of a user.").arg(it),
                Words::tr("It does not hold the token and the key of a user."), Words::tr("Choose another file.")};
    case ErrorCode::SeedKind:
    case ErrorCode::SeedMismatch:
        return {Words::tr("%1 cannot be used.").arg(it), Words::tr("Its private key does not belong to its token."),
                Words::tr("Have the file made again.")};
    case ErrorCode::NotAToken:
        return {Words::tr("%1 was left out.").arg(it), Words::tr("No token was found in it."),
                Words::tr("Choose a token file; most end in .tok or .jwt.")};
    case ErrorCode::FileTooLarge:
        return {Words::tr("%1 was left out.").arg(it), Words::tr("It is larger than any token file."),
                Words::tr("Choose the token file itself.")};
    case ErrorCode::NotAFile:
        return {Words::tr("%1 was left out.").arg(it), Words::tr("It is a folder or a device, not a file."),
                Words::tr("Open the folder and choose the token files in it.")};
    case ErrorCode::SubjectEmpty:
        return {Words::tr("The subject is empty."), Words::tr("Every message has a subject."),
                Words::tr("Type a subject, such as orders.created.")};
    case ErrorCode::SubjectEmptyToken:
        return aboutSubject(it, Words::tr("There is nothing between two dots, or before the first or after the last."),
                            Words::tr("Remove the dot that is too much."));
    case ErrorCode::SubjectBadCharacter:
        return aboutSubject(it, Words::tr("It has a blank or a control character in it."),
                            Words::tr("Remove blanks, tabs and line ends."));
    case ErrorCode::SubjectTailNotLast:
        return aboutSubject(it, Words::tr("The sign > takes the rest of a subject, so nothing may follow it."),
                            Words::tr("Put > at the end, or use * for one part."));
    case ErrorCode::SubjectWildcardInToken:
        return aboutSubject(it, Words::tr("The signs * and > stand for whole parts between dots."),
                            Words::tr("Use * alone between two dots, or > alone at the end."));
    case ErrorCode::SubjectWildcardNotAllowed:
        return aboutSubject(it, Words::tr("The signs * and > are not possible here."),
                            Words::tr("Type one whole subject."));
    case ErrorCode::SubjectReserved:
        return aboutSubject(it, Words::tr("Names that begin with $ belong to the server."),
                            Words::tr("Type another name."));
    case ErrorCode::FileUnreadable:
        return {Words::tr("%1 could not be read.").arg(it), Words::tr("The system did not let this program read it."),
                Words::tr("Check whether the file exists and who may read it.")};
    case ErrorCode::FileUnwritable:
    case ErrorCode::FolderUnwritable:
        return {Words::tr("Nothing was changed."), Words::tr("%1 could not be written.").arg(it),
                Words::tr("Check the free space and who may write there, then repeat the step.")};
    case ErrorCode::StoreNotFound:
        return {Words::tr("No workspace was opened."), Words::tr("There is no nsc store at %1.").arg(it),
                Words::tr("Choose the folder that holds one folder per operator, or try the sample.")};
    case ErrorCode::StoreNoOperator:
        return {Words::tr("No workspace was opened."), Words::tr("The store %1 holds no operator.").arg(it),
                Words::tr("Choose another store, or add an operator with nsc.")};
    case ErrorCode::StoreOperatorUnknown:
        return {Words::tr("No workspace was opened."), Words::tr("The store has no operator %1.").arg(it),
                Words::tr("Choose one of its operators.")};
    case ErrorCode::StoreManyOperators:
        return {Words::tr("No workspace was opened."), Words::tr("The store %1 has several operators.").arg(it),
                Words::tr("Choose one of them.")};
    case ErrorCode::StoreVersion:
        return {Words::tr("No workspace was opened."), Words::tr("%1 was written by a version 1 tool.").arg(it),
                Words::tr("Bring the store up to date with nsc (nsc upgrade-jwt).")};
    case ErrorCode::StoreChangedOutside:
        return {Words::tr("Nothing was changed."), Words::tr("%1 was edited by another program meanwhile.").arg(it),
                Words::tr("Look at the new state, then repeat the step.")};
    case ErrorCode::StoreNameUnsafe:
        return {Words::tr("Nothing was changed."), Words::tr("%1 cannot be the name of a file or folder.").arg(it),
                Words::tr("Choose a name of letters, digits, dots and dashes.")};
    case ErrorCode::JournalUnreadable:
        return {Words::tr("The record of the last step cannot be read."), Words::tr("%1 is damaged.").arg(it),
                Words::tr("Check the accounts, then remove that file.")};
    case ErrorCode::LedgerUnreadable:
        return {Words::tr("The list of issued tokens cannot be read."), Words::tr("%1 is damaged.").arg(it),
                Words::tr("It is made anew from the history; the damaged file is kept beside it.")};
    case ErrorCode::JournalLeftOver:
        return {Words::tr("The last step was cut off."), Words::tr("The program ended while it was writing."),
                Words::tr("Finish the step, or take it back.")};
    case ErrorCode::StoreBusy:
        return {Words::tr("Nothing was changed."), Words::tr("Another GrantDesk window is writing to this store."),
                Words::tr("Wait until it is done, then repeat the step.")};
    case ErrorCode::NothingToUndo:
        return {Words::tr("Nothing was changed."), Words::tr("There is no step to take back."),
                Words::tr("Go on with your work.")};
    case ErrorCode::NothingToRedo:
        return {Words::tr("Nothing was changed."), Words::tr("There is no step to do again."),
                Words::tr("Go on with your work.")};
    case ErrorCode::UndoNeedsKey:
        return {Words::tr("The step was not taken back."),
                Words::tr("It must be signed again, and the key for %1 is not here.").arg(it),
                Words::tr("Put the key into the keystore, then repeat the step.")};
    case ErrorCode::AccountUnknown:
        return {Words::tr("No account is chosen."),
                error.where.empty() ? Words::tr("The step needs an account of this workspace.")
                                    : Words::tr("%1 is no account of this workspace.").arg(it),
                Words::tr("Choose an account from the list.")};
    case ErrorCode::AccountIsTheProvider:
        return {Words::tr("%1 is the provider itself.").arg(it),
                Words::tr("An account has its own messages without a share."), Words::tr("Choose another account.")};
    case ErrorCode::FieldEmpty:
        return {Words::tr("Something is still missing."), Words::tr("This is needed to go on."),
                Words::tr("Fill it in or choose something.")};
    case ErrorCode::NameHasBadCharacter:
        return {Words::tr("%1 cannot be such a name.").arg(it),
                Words::tr("Names of streams and consumers have no blanks, dots, slashes, * or >."),
                Words::tr("Type the name as the server shows it.")};
    case ErrorCode::GroupHasBadCharacter:
        return {Words::tr("%1 cannot be a queue group.").arg(it),
                Words::tr("A queue group has no blanks, * or > in its name."),
                Words::tr("Type the deliver group as the server shows it, or nothing if the consumer has none.")};
    case ErrorCode::LabelHasBadCharacter:
        return {Words::tr("This name cannot be used."),
                Words::tr("It has a line end or another control character in it."), Words::tr("Type the name anew.")};
    case ErrorCode::NoSigningKey:
        return {Words::tr("Nothing could be signed."),
                Words::tr("No key that may sign for %1 is in the keystore.").arg(it),
                Words::tr("Put the key into the keystore, or write token files and import them where the key is.")};
    case ErrorCode::StrictNeedsSigningKey:
        return {Words::tr("Nothing could be signed."),
                Words::tr("%1 asks for signing keys, and only its identity key is here.").arg(it),
                Words::tr("Put a signing key into the keystore.")};
    case ErrorCode::PlanIsEmpty:
        return {Words::tr("There is nothing to do."), Words::tr("Everything that was asked for is there already."),
                Words::tr("Go back and choose something else, or close this window.")};
    case ErrorCode::PlanHasProblems:
        return {Words::tr("Nothing was changed."), Words::tr("A problem on this page must be solved first."),
                Words::tr("Go back and change what the list of problems names.")};
    case ErrorCode::PlanOutdated:
        return {Words::tr("Nothing was changed."), Words::tr("The accounts have changed since this page was made."),
                Words::tr("Look at the new page, then apply again.")};
    case ErrorCode::AlreadyImported:
        return {Words::tr("Nothing was changed."), Words::tr("%1 is imported already.").arg(it),
                Words::tr("Leave it out.")};
    case ErrorCode::ValidityEndsBeforeStart:
        return {Words::tr("This end is too early."), Words::tr("It is not later than the start."),
                Words::tr("Choose a later end or an earlier start.")};
    case ErrorCode::ValidityInThePast:
        return {Words::tr("This end is too early."), Words::tr("It has passed already."),
                Words::tr("Choose an end in the future.")};
    case ErrorCode::NameTaken:
        return {Words::tr("%1 cannot have this name.").arg(it),
                Words::tr("Another one is called so, be it in other letters."), Words::tr("Choose another name.")};
    case ErrorCode::KeyTaken:
        return {Words::tr("This key cannot be taken."), Words::tr("%1 is in use in this workspace already.").arg(it),
                Words::tr("Use another key.")};
    case ErrorCode::UserUnknown:
        return {Words::tr("Nothing was changed."), Words::tr("%1 is no user of this account.").arg(it),
                Words::tr("Look at the new state, then choose again.")};
    case ErrorCode::SigningKeyUnknown:
        return {Words::tr("Nothing was changed."), Words::tr("%1 is no signing key here.").arg(it),
                Words::tr("Look at the new state, then choose again.")};
    case ErrorCode::RoleTaken:
        return {Words::tr("This role cannot be used."), Words::tr("Another signing key has the role %1.").arg(it),
                Words::tr("Choose another name for the role.")};
    case ErrorCode::LimitOutOfRange:
        return {Words::tr("This limit cannot be used."), Words::tr("It is smaller than it may be."),
                Words::tr("Enter zero or more, or choose no limit.")};
    case ErrorCode::LimitsOverlap:
        return {Words::tr("These limits cannot be used."),
                Words::tr("JetStream has limits for the whole account or by tier, never both."),
                Words::tr("Remove the one or the other.")};
    case ErrorCode::TextTooLong:
        return {Words::tr("This text is too long."), Words::tr("Tokens hold texts of up to 8 KiB."),
                Words::tr("Shorten it.")};
    case ErrorCode::UrlNotAllowed:
        return {Words::tr("This address cannot be used."),
                Words::tr("%1 is no address of the kind that is needed here.").arg(it),
                Words::tr("Enter a whole address, with its scheme.")};
    case ErrorCode::ValueNotAllowed:
        return {Words::tr("This value cannot be used."),
                Words::tr("%1 is nothing that servers understand here.").arg(it), Words::tr("Correct it.")};
    case ErrorCode::BearerNotAllowed:
        return {Words::tr("This user cannot have a bearer token."), Words::tr("The account forbids bearer tokens."),
                Words::tr("Leave it off, or allow bearer tokens in the account.")};
    case ErrorCode::ScopeDecides:
        return {Words::tr("This user cannot have values of its own."),
                Words::tr("A scoped signing key decides what its users may do."),
                Words::tr("Edit the scope, or choose another key for the user.")};
    case ErrorCode::IdentityKeyInUse:
        return {Words::tr("Signing keys cannot be made a duty yet."),
                Words::tr("%1 is still signed by an identity key.").arg(it),
                Words::tr("Have it signed by a signing key first.")};
    case ErrorCode::AccountOfOtherOperator:
        return {Words::tr("The account was not taken in."),
                Words::tr("The operator of this workspace did not sign it."),
                Words::tr("Ask the operator for a token, or take it all the same.")};
    case ErrorCode::TokenContentRefused:
        return {Words::tr("The token was not taken in."),
                Words::tr("Servers would refuse what it says about %1.").arg(it),
                Words::tr("Ask for a corrected token.")};
    case ErrorCode::StoreExists:
        return {Words::tr("No operator was made."), Words::tr("%1 is there already.").arg(it),
                Words::tr("Open it, or choose another name.")};
    case ErrorCode::NetUnreachable:
        return {Words::tr("The server was not reached."), Words::tr("Nothing answers at %1.").arg(it),
                Words::tr("Check the address, and whether the server runs.")};
    case ErrorCode::NetScheme:
        return {Words::tr("This is no address of a NATS server."),
                Words::tr("%1 begins like the address of something else.").arg(it),
                Words::tr("Let it begin with nats:// or tls://, as in nats://localhost:4222.")};
    case ErrorCode::NetAddress:
        return {Words::tr("This is no address of a NATS server."),
                error.where.empty() ? Words::tr("It has a name or a password in it; here only keys sign in.")
                                    : Words::tr("%1 is not a host with a port.").arg(it),
                Words::tr("Type it as in nats://localhost:4222, without a path.")};
    case ErrorCode::NetTimeout:
        return {Words::tr("No answer came."), Words::tr("%1 did not answer in time.").arg(it),
                Words::tr("Try again, and check the server if this happens again.")};
    case ErrorCode::NetClosed:
        return {Words::tr("The connection ended."), Words::tr("The server closed it."), Words::tr("Connect again.")};
    case ErrorCode::NetTls:
        return {Words::tr("No safe connection came about."),
                Words::tr("The certificate of %1 was not accepted.").arg(it),
                Words::tr("Choose the certificate file of the authority that signed it.")};
    case ErrorCode::NetProtocol:
        return {Words::tr("The server was not understood."), Words::tr("%1 does not speak NATS.").arg(it),
                Words::tr("Check the address and the port.")};
    case ErrorCode::NetAuthorization:
        return {Words::tr("The server did not let us in."),
                Words::tr("It does not know the user, or the user may not do this."),
                Words::tr("Choose other creds, or push the account of the user first.")};
    case ErrorCode::NetNoResponders:
        return {Words::tr("No answer came."), Words::tr("Nobody listens on %1.").arg(it),
                Words::tr("Check that the service runs and the accounts are pushed.")};
    case ErrorCode::NetServerError:
        return {Words::tr("The server reported an error."), Words::tr("It concerns %1.").arg(it),
                Words::tr("Look into the log of the server.")};
    case ErrorCode::NetPayloadTooLarge:
        return {Words::tr("Nothing was sent."), Words::tr("%1 is larger than the server takes.").arg(it),
                Words::tr("Raise the payload limit of the server.")};
    case ErrorCode::NetPlainHttp:
        return {Words::tr("Nothing was sent."),
                Words::tr("%1 is reached without encryption: everybody on the way could read and change "
                          "what goes there.")
                    .arg(it),
                Words::tr("Use an address that begins with https://, or allow it for this once.")};
    case ErrorCode::NetRedirected:
        return {Words::tr("The server sends us elsewhere."),
                Words::tr("It points to %1, where this program does not go by itself.").arg(it),
                Words::tr("If you trust that place, use its address.")};
    case ErrorCode::NetHttpStatus:
        return {Words::tr("The server said no."), Words::tr("%1 did not give what was asked for.").arg(it),
                Words::tr("Check the address, or ask who runs the server.")};
    case ErrorCode::AnswerForOther:
        return {Words::tr("The server answered with the token of somebody else."),
                Words::tr("It is that of %1, which was not asked for.").arg(it),
                Words::tr("Ask who runs the server. Nothing was written.")};
    case ErrorCode::NetNoSystemAccount:
        return {Words::tr("There is no user for this server."),
                Words::tr("The operator names no system account, or its keys are not here."),
                Words::tr("Choose a creds file.")};
    case ErrorCode::ServerAnswerUnreadable:
        return {Words::tr("The answer of the server was not understood."),
                Words::tr("It is not in the form that was expected."), Words::tr("Check the version of the server.")};
    case ErrorCode::Cancelled:
        return {Words::tr("The step was cancelled."), Words::tr("You asked for it."),
                Words::tr("Start it again when you like.")};
    }
    return {};
}

} // namespace gd::ui
