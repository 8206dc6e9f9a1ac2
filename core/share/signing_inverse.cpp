// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/creds_file.h"
#include "core/jwt/token.h"
#include "core/jwt/who_signed.h"
#include "core/share/signing_edits.h"
#include "core/share/signing_keys.h"
#include "core/store/layout.h"

#include <algorithm>

namespace gd {

namespace {

/// What lies at a place of the store now; all null for places of other files.
struct Present {
    const Account* account = nullptr;
    const User* user = nullptr; ///< then `account` is its account
    const OperatorEntry* op = nullptr;

    /// What the file holds; null if the world does not know.
    const std::string* text() const
    {
        if (user) return &textOf(*user);
        if (account) return &account->token;
        return op ? &textOf(*op) : nullptr;
    }
};

Present presentAt(const Snapshot& world, const std::filesystem::path& file)
{
    const auto account = std::ranges::find(world.accounts, file, &Account::file);
    if (account != world.accounts.end()) return {.account = &*account};
    const auto place = placeOf(world.workspace, file);
    if (!place) return {};
    if (place->kind == StorePlace::Kind::OperatorToken)
        return world.op.token.empty() ? Present{} : Present{.op = &world.op};
    if (place->kind != StorePlace::Kind::UserToken) return {};
    const auto* owner = world.accountNamed(place->account);
    if (!owner) return {};
    const auto user = std::ranges::find(owner->users, place->user, &User::name);
    return user == owner->users.end() ? Present{} : Present{.account = owner, .user = &*user};
}

class Inverter {
public:
    Inverter(const Transaction& done, const Snapshot& world, const Signer& signer, UnixSeconds now)
        : m_done(done), m_world(world), m_signer(signer), m_now(now)
    {}

    Result<Transaction> invert()
    {
        Transaction inverse{.id = transactionId(m_now),
                            .when = m_now,
                            .changes = m_done.changes,
                            .firstDone = m_done.firstDone ? m_done.firstDone : m_done.when};
        // Backwards, as it should be for anything that is taken back.
        for (auto edit = m_done.edits.rbegin(); edit != m_done.edits.rend(); ++edit) {
            auto inverted = invert(*edit);
            if (!inverted) return inverted.error();
            inverse.edits.push_back(std::move(*inverted));
        }
        if (auto good = checkNobodyIsLeft(inverse); !good) return good.error();
        return inverse;
    }

private:
    Result<FileEdit> invert(const FileEdit& edit) const
    {
        FileEdit inverse{edit.file, edit.after, edit.before};
        const auto present = presentAt(m_world, edit.file);
        if (const auto* text = present.text(); text && edit.after) {
            // Taking back a later step has signed it again: other bytes, but what this step had made of it.
            inverse.before = *text;
            if (!sameClaims(*text, *edit.after)) return Error{ErrorCode::StoreChangedOutside, edit.file.string(), ""};
        }
        if (!edit.before || hasMoved(*edit.before)) return inverse;
        auto restored = signAgain(*edit.before, present);
        if (!restored) return restored.error();
        inverse.after = std::move(*restored);
        return inverse;
    }

    /// Users of a renamed account lie elsewhere with the same bytes, and come back so.
    bool hasMoved(const std::string& text) const
    {
        return std::ranges::find(m_done.edits, std::optional(text), &FileEdit::after) != m_done.edits.end();
    }

    /// In a store of somebody else's operator the keys of an earlier token are not here, and need not be: what was
    /// signed once comes back as it was, if this operator or the account itself has signed it.
    bool holdsAsItWas(const Claims& claims) const
    {
        if (!m_world.op.managed) return false;
        if (const auto* op = std::get_if<OperatorClaims>(&claims))
            return op->header.subject == m_world.op.key && op->header.issuer == m_world.op.key;
        const auto* account = std::get_if<AccountClaims>(&claims);
        if (!account) return false;
        const auto& issuer = account->header.issuer;
        return operatorSigned(m_world.op.claims, claims) || issuer == account->header.subject ||
               account->signingKeys.contains(issuer);
    }

    /// The claims of a file that is to come back, signed for now if what they are about is still there; else as it was.
    Result<std::string> signAgain(const std::string& text, const Present& present) const
    {
        auto token = signForNow(text, present);
        if (token || token.error().code != ErrorCode::UndoNeedsKey) return token;
        const auto claims = decodeToken(tokenOfText(text));
        return claims && holdsAsItWas(*claims) ? Result<std::string>(text) : token;
    }

    Result<std::string> signForNow(const std::string& text, const Present& present) const
    {
        auto claims = decodeToken(tokenOfText(text));
        if (!claims) return text;
        if (auto* account = std::get_if<AccountClaims>(&*claims)) {
            const auto* now = m_world.account(account->header.subject);
            if (!now) return text;
            account->header.issuer = now->claims.header.issuer;
            return explained(
                now->name, signAccount(std::move(*account), now->claims.header.issuedAt, m_world.op, m_signer, m_now));
        }
        if (auto* user = std::get_if<UserClaims>(&*claims)) {
            if (!present.user || present.user->key != user->header.subject) return text;
            return explained(present.user->name, signUser(std::move(*user), present.user->claims.header.issuedAt,
                                                          present.account->claims, m_world.op, m_signer, m_now));
        }
        auto* op = std::get_if<OperatorClaims>(&*claims);
        if (!op || !present.op) return text;
        return explained(present.op->name,
                         signOperator(std::move(*op), present.op->claims.header.issuedAt, m_signer, m_now));
    }

    static Result<std::string> explained(const std::string& name, Result<std::string> token)
    {
        if (token) return token;
        const auto code = token.error().code;
        const bool keyIsGone = code == ErrorCode::NoSigningKey || code == ErrorCode::StrictNeedsSigningKey ||
                               code == ErrorCode::KeyNotHere;
        return keyIsGone ? Error{ErrorCode::UndoNeedsKey, name, token.error().detail} : token.error();
    }

    /// An account that is to go may have got users since; they would lie there without an account.
    Status checkNobodyIsLeft(const Transaction& inverse) const
    {
        for (const auto& edit : inverse.edits) {
            const auto account = std::ranges::find(m_world.accounts, edit.file, &Account::file);
            if (edit.after || account == m_world.accounts.end()) continue;
            for (const auto& user : account->users) {
                const auto file = userFileOf(m_world, *account, user);
                const bool goes = std::ranges::any_of(
                    inverse.edits, [&](const FileEdit& each) { return each.file == file && !each.after; });
                if (!goes) return Error{ErrorCode::StoreChangedOutside, file.string(), ""};
            }
        }
        return {};
    }

    const Transaction& m_done;
    const Snapshot& m_world;
    const Signer& m_signer;
    UnixSeconds m_now = 0;
};

} // namespace

Result<Transaction> signInverse(const Transaction& done, const Snapshot& world, const Signer& signer, UnixSeconds now)
{
    return Inverter(done, world, signer, now).invert();
}

} // namespace gd
