// SPDX-License-Identifier: Apache-2.0
//
// Everything that can become different by a plan. Start reading here: each Change is one sentence on the review page,
// one or two nsc commands in core/text/nsc_script, and a difference in one account's claims.
#pragma once

#include "core/jwt/claims.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace gd {

/// From when to when a token is valid; 0: at once, never.
struct Validity {
    UnixSeconds start = 0;
    UnixSeconds end = 0;

    bool operator==(const Validity&) const = default;
};

/// An account offers a subject.
struct AddExport {
    std::string account{}; ///< key
    Export value{};

    bool operator==(const AddExport&) const = default;
};

/// A provider issues an activation token for one consumer, and it is written as a file.
struct IssueToken {
    std::string provider{}; ///< account key
    std::string target{};   ///< account key
    ExportType kind = ExportType::Unset;
    std::string subject{};
    Validity validity{};
    std::string role{};     ///< DELIVER, ACK … for words and file names
    std::string fileName{}; ///< in the workspace's token folder, such as ORDEREVENTS-GRANT-ACK-ACCTB.tok
    std::string token{};    ///< compact; empty until signed

    bool operator==(const IssueToken&) const = default;
};

/// An account takes a subject in.
struct AddImport {
    std::string account{};               ///< key of the consumer
    Import value{};                      ///< token empty where `issued` names it
    std::optional<std::size_t> issued{}; ///< index of the IssueToken in the same plan whose token goes in here
    std::string role{};

    bool operator==(const AddImport&) const = default;
};

/// A token file that came from elsewhere is kept in the token folder.
struct KeepTokenFile {
    std::string fileName{};
    std::string token{}; ///< compact

    bool operator==(const KeepTokenFile&) const = default;
};

using Change = std::variant<AddExport, IssueToken, AddImport, KeepTokenFile>;

} // namespace gd
