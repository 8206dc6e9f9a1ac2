// SPDX-License-Identifier: Apache-2.0
//
// What comes back from an operator that is somebody else's: tokens that are checked before they are believed, and the
// plans that store them as they are. See core/admin/account_admin.h for how plans behave.
#pragma once

#include "core/share/planner.h"

#include <string>
#include <vector>

namespace gd {

/// A member of two claims that differs; texts are JSON, empty where one of them does not have it.
struct ClaimDifference {
    std::string path{}; ///< such as "nats/limits/conn"
    std::string asked{};
    std::string got{};

    bool operator==(const ClaimDifference&) const = default;
};

/// What the operator has changed in what was asked of it; who signed and when is left out.
std::vector<ClaimDifference> differencesOf(const AccountClaims& asked, const AccountClaims& got);

/// The account token in what a server answered: plain or decorated. Errors of decoding, AnswerForOther if it is that
/// of another account, AccountOfOtherOperator if neither the operator nor one of its signing keys has signed it.
Result<std::string> signedAccountIn(const std::string& answer, const std::string& account, const OperatorClaims& op);

/// The operator token in what a server answered. Errors of decoding, AnswerForOther if it is another operator or not
/// signed with its identity key.
Result<std::string> operatorIn(const std::string& answer, const std::string& op);

/// The operator becomes what its newer token says, byte for byte. PlanIsEmpty if it is not newer or the same; errors of
/// operatorIn().
Result<SharePlan> planTakeOperator(const std::string& token, const Snapshot& world, UnixSeconds now);

/// Accounts that are here already become what the operator has signed, byte for byte, as one step. PlanIsEmpty if they
/// are so already; the first problem of an ImportAccountDraft otherwise.
Result<SharePlan> planTakeSigned(const std::vector<std::string>& tokens, const Snapshot& world, UnixSeconds now);

} // namespace gd
