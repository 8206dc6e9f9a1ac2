// SPDX-License-Identifier: Apache-2.0
#include "ui/words/state_text.h"

#include "ui/words/words.h"

namespace gd::ui {

QString stateWord(GrantState state)
{
    switch (state) {
    case GrantState::Active:
        return Words::tr("ok");
    case GrantState::EndsSoon:
        return Words::tr("ends soon");
    case GrantState::NotImported:
        return Words::tr("not imported");
    case GrantState::Offered:
        return Words::tr("offered");
    case GrantState::ProviderUnknown:
        return Words::tr("unknown");
    case GrantState::TokenNotYetValid:
        return Words::tr("not valid yet");
    case GrantState::TokenMissing:
        return Words::tr("no token");
    case GrantState::TokenExpired:
        return Words::tr("token ended");
    case GrantState::TokenRevoked:
        return Words::tr("revoked");
    case GrantState::TokenNotTrusted:
        return Words::tr("not trusted");
    case GrantState::TokenTooNarrow:
        return Words::tr("too narrow");
    case GrantState::TokenWrongKind:
        return Words::tr("wrong kind");
    case GrantState::TokenForOther:
        return Words::tr("wrong account");
    case GrantState::TokenUndecodable:
        return Words::tr("damaged");
    case GrantState::ExportMissing:
        return Words::tr("not offered");
    }
    return {};
}

QString stateSentence(GrantState state)
{
    switch (state) {
    case GrantState::Active:
        return Words::tr("Both sides fit together. Nothing needs to be done.");
    case GrantState::EndsSoon:
        return Words::tr("It works, but its token ends within %1 days. Renew the token before that.")
            .arg(endsSoonBefore / (24 * 60 * 60));
    case GrantState::NotImported:
        return Words::tr("A token for this account is here, but the account does not import it yet. Import the token.");
    case GrantState::Offered:
        return Words::tr("The provider offers it. Lines show who takes it; share it with further accounts by drag or "
                         "by the Share menu.");
    case GrantState::ProviderUnknown:
        return Words::tr("It comes from an account outside this workspace, so only a server can tell whether it works. "
                         "Push the account and check.");
    case GrantState::TokenNotYetValid:
        return Words::tr("Its token is valid only from a later time on. Wait, or ask for one that is valid now.");
    case GrantState::TokenMissing:
        return Words::tr("The export is private and the import has no token, so nothing passes. Import a token.");
    case GrantState::TokenExpired:
        return Words::tr("Its token has ended, so nothing passes. Renew the token.");
    case GrantState::TokenRevoked:
        return Words::tr("The provider revoked the token, so nothing passes. Ask the provider for a new token.");
    case GrantState::TokenNotTrusted:
        return Words::tr("The token was signed by a key that the provider does not use any more. Have it issued anew.");
    case GrantState::TokenTooNarrow:
        return Words::tr("The token allows less than the import asks for. Import the subject of the token, or get a "
                         "wider token.");
    case GrantState::TokenWrongKind:
        return Words::tr("The token is for a message feed and the import is a service, or the reverse. Import it again "
                         "with the token that fits.");
    case GrantState::TokenForOther:
        return Words::tr("The token was made for another account, and servers refuse the whole account because of it. "
                         "Remove the import or replace the token.");
    case GrantState::TokenUndecodable:
        return Words::tr(
            "The token is damaged, and servers refuse the whole account because of it. Import it again from "
            "an intact file.");
    case GrantState::ExportMissing:
        return Words::tr("The provider offers nothing that covers this import. Add the export or remove the import.");
    }
    return {};
}

} // namespace gd::ui
