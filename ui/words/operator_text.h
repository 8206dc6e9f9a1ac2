// SPDX-License-Identifier: Apache-2.0
//
// How accounts of a managed store stand with their operator, in words.
#pragma once

#include "core/store/operator_answers.h"
#include "ui/bridge/operator_server.h"

#include <QString>

#include <vector>

namespace gd::ui {

/// "signed by the operator", "waits for the operator", "refused by the operator".
QString standingWord(AccountStanding standing);

/// As standingWord(), with what the server said, for a table: "refused by the operator: too many streams".
QString standingText(const Account& account, const Snapshot& world, const OperatorAnswers& answers);

/// Why the operator was not reached, as the system puts it, for a tool tip; empty otherwise.
QString technicalText(const Account& account, const OperatorAnswers& answers);

/// What that means and what to do; empty for an account that is signed.
///
/// @param hasServer  whether the operator can be asked from here.
QString standingSentence(const Account& account, const Snapshot& world, const OperatorAnswers& answers, bool hasServer);

/// What the operator has changed in what was asked: "connections: 10 instead of 100".
QString differenceText(const ClaimDifference& difference);

/// What came of one account, as a sentence.
QString outcomeText(const OperatorOutcome& outcome, const Snapshot& world);

/// What came of an errand, a sentence per account that there is something to say about.
///
/// @param error  why it ended early. @param operatorProblem  why the operator's own token was left alone.
QString outcomesText(const std::vector<OperatorOutcome>& outcomes, const std::optional<Error>& error,
                     const std::optional<Error>& operatorProblem, const Snapshot& world);

} // namespace gd::ui
