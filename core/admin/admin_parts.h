// SPDX-License-Identifier: Apache-2.0
//
// Internal to core/admin: what its drafts and planners have in common.
#pragma once

#include "core/nkeys/public_key.h"
#include "core/share/planner.h"
#include "core/share/signing_keys.h"

#include <algorithm>
#include <string_view>

namespace gd {

using Problems = std::vector<FieldProblem>;

void addProblem(Problems& problems, const char* field, ErrorCode code, const std::string& where, std::size_t index = 0);

/// Equal but for the case of letters A to Z, as file systems may see it and nsc does.
bool isSameName(std::string_view one, std::string_view other);

/// What keeps `name` from being that of a new thing beside others.
void addNameProblems(Problems& problems, const std::string& name, const std::vector<std::string>& others);
/// Names of the accounts of a world, but for that of `except` (a key).
std::vector<std::string> accountNames(const Snapshot& world, const std::string& except = {});

/// What keeps `key` from being a new key of that kind: FieldEmpty, errors of keys, KeyTaken.
void addKeyProblems(Problems& problems, const std::string& key, KeyKind kind, const Snapshot& world);
/// What a key of the world belongs to: the name of an account, user or operator; empty if it is none.
std::string holderOfKey(const std::string& key, const Snapshot& world);

/// The account, or the problem that there is none.
const Account* accountOrProblem(Problems& problems, const char* field, const std::string& key, const Snapshot& world);
const User* userOf(const Account& account, const std::string& key);

/// Who signed claims of an account, as this store sees it.
enum class AccountSigned { ByOperator, ByItself, ByOther };
AccountSigned whoSigned(const AccountClaims& claims, const OperatorEntry& op);

// Findings that planners add themselves.
/// Users that a key signed, where it may not sign such users any more.
void addUserFindings(const Account& account, const std::string& key, SharePlan& plan);
/// Imported tokens that a key issued for its account.
void addTokenFindings(const std::string& owner, const std::string& key, const Snapshot& world, SharePlan& plan);
/// JetStream that the system account would get.
void addSystemAccountFinding(const Snapshot& world, const AccountChange& change, SharePlan& plan);

/// A plan over the present world, without anything in it.
SharePlan emptyPlan(const Snapshot& world);
/// Adds what the rules say. @param hasKey  which keys will be here.
SharePlan finished(SharePlan plan, const Snapshot& world, UnixSeconds now, const HasKey& hasKey);
/// The keys that are here, and one more that comes with the plan.
HasKey keysWith(const Snapshot& world, const std::string& key);

} // namespace gd
