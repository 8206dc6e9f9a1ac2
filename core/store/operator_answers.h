// SPDX-License-Identifier: Apache-2.0
//
// In a managed store the operator is somebody else's: an account that was changed here is signed by its own key and
// waits until the operator has signed it. Here stands who has signed, and what the operator's account server last
// answered; nsc keeps no such thing.
#pragma once

#include "core/store/file_area.h"
#include "core/store/snapshot.h"

#include <map>
#include <string>
#include <vector>

namespace gd {

/// What the account server answered for one token of an account.
struct OperatorAnswer {
    enum class Kind {
        Waits,      ///< it took the token, to be signed later
        Refused,    ///< it answered with another status
        NotReached, ///< no answer, or none that makes sense
    };
    /// Why it was not reached.
    enum class Why {
        Unknown,
        Down,       ///< nobody answers there
        Late,       ///< nothing came in time
        Unsafe,     ///< encryption did not come about
        Elsewhere,  ///< it points to another place
        Unreadable, ///< what came makes no sense
    };
    Kind kind = Kind::Waits;
    std::string digest{}; ///< of the token that was sent
    int status = 0;       ///< of HTTP; 0: there was no answer
    /// What the server said, for people; of other origin, so never trusted. Of one that was not reached: technical.
    std::string text{};
    UnixSeconds at = 0; ///< when it was answered
    Why why = Why::Unknown;

    bool operator==(const OperatorAnswer&) const = default;
};

/// The last answers, by account key.
using OperatorAnswers = std::map<std::string, OperatorAnswer>;

/// What a failed request says about the operator; Unknown for errors that do not come of a connection.
OperatorAnswer::Why whyNotReached(ErrorCode code);
/// Whether asking for the next account would be waiting for nothing: nobody answers, or not in time, or not safely.
bool isServerGone(const Error& error);

/// Reads `<state>/operator.json`. None if there is no such file; FileUnreadable if it is damaged, entries that are no
/// answers are left out.
Result<OperatorAnswers> loadOperatorAnswers(const FileArea& area, const std::filesystem::path& state);
/// Writes them all, at once.
Status saveOperatorAnswers(const OperatorAnswers& answers, FileArea& area, const std::filesystem::path& state);
/// Drops answers to tokens that are no longer on disk, or that the operator has signed since. @return whether any went.
bool forgetOldAnswers(OperatorAnswers& answers, const Snapshot& world);

/// How an account stands with its operator.
enum class AccountStanding {
    Signed,     ///< by the operator
    Unsent,     ///< signed by itself; waits, and nobody was asked yet
    Waits,      ///< signed by itself, and the operator has it
    Refused,    ///< signed by itself, and the operator does not want it so
    NotReached, ///< signed by itself, and the operator could not be asked
    NotSigned,  ///< by nobody whose word counts here; in a store of one's own also what signed itself
};
AccountStanding standingOf(const Account& account, const Snapshot& world, const OperatorAnswers& answers);
/// The answer to the token that is on disk, or null.
const OperatorAnswer* answerTo(const Account& account, const OperatorAnswers& answers);
/// Accounts of a managed store that have signed themselves, by key; none in a store of one's own.
std::vector<std::string> waitingAccounts(const Snapshot& world);

} // namespace gd
