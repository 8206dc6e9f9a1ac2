// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/claims.h"
#include "core/store/snapshot.h"

#include <QString>

#include <initializer_list>
#include <set>

namespace gd::test {

/// Where GrantDesk does not do what nsc does, and means it.
enum class Deliberate {
    /// Who signs an account's token. nsc takes the operator's identity if its key is here, whoever signed before;
    /// GrantDesk lets the present issuer sign again, since an identity may be withdrawn from a machine on purpose.
    AccountIssuer,
    /// Who signs an activation, and with it whether `issuer_account` is there. nsc takes the account's identity if its
    /// key is here; GrantDesk prefers a signing key, which can be replaced when it gets lost.
    ActivationIssuer,
    /// What the exports of a system account are called in words: every program has its own.
    SystemTexts,
};
using Deliberates = std::set<Deliberate>;

/// What claims say, as text with one member a line: without times and ids, tokens of imports as their claims, and
/// without what is in `leftOut`.
QString comparable(AccountClaims claims, const Deliberates& leftOut = {});
QString comparable(ActivationClaims claims, const Deliberates& leftOut = {});
QString comparable(OperatorClaims claims);
QString comparable(UserClaims claims);

/// comparable() of every account of a world, by name.
QString comparable(const Snapshot& world, const Deliberates& leftOut = {});

/// The lines in which two texts differ; empty if they are equal.
QString differing(const QString& ours, const QString& nscs);

/// The payload of a token, decoded.
QByteArray payloadOf(const std::string& token);

} // namespace gd::test
