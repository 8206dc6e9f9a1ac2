// SPDX-License-Identifier: Apache-2.0
//
// Single exports and imports: added, edited and deleted. Only what was edited becomes different; what GrantDesk does
// not know, and revocations, stay.
#pragma once

#include "core/share/planner.h"

namespace gd {

/// A new export, or other values for one that is there.
struct ExportDraft {
    std::string account{};  ///< key
    std::string subject{};  ///< of the one that is there; empty: a new one
    Export value{};         ///< as it shall be; of one that is there its type stays, revocations are not looked at
    bool withTokens = true; ///< where it becomes private, importers of this store get tokens without an end

    bool operator==(const ExportDraft&) const = default;

    /// Fields: account, name, subject, responseThreshold, latencyResults, sampling, tokenPosition, description,
    /// infoUrl. A subject that is there already is not looked at.
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

/// Findings tell which importers lose what.
Result<SharePlan> planExport(const ExportDraft& draft, const Snapshot& world, UnixSeconds now);

/// @return PlanOutdated if it is not there. Findings tell which importers lose it.
Result<SharePlan> planExportRemoval(const std::string& account, ExportType type, const std::string& subject,
                                    const Snapshot& world, UnixSeconds now);

/// Other values for an import: name, local subject, sharing of latencies, trace.
struct ImportDraft {
    std::string account{};  ///< key
    std::string provider{}; ///< key
    std::string subject{};  ///< as the provider names it
    Import value{};         ///< as it shall be; type, provider, subject and token stay

    bool operator==(const ImportDraft&) const = default;

    /// Fields: account, name, localSubject.
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

Result<SharePlan> planImportEdit(const ImportDraft& draft, const Snapshot& world, UnixSeconds now);

/// @return PlanOutdated if it is not there.
Result<SharePlan> planImportRemoval(const std::string& account, const std::string& provider, ExportType type,
                                    const std::string& subject, const Snapshot& world, UnixSeconds now);

} // namespace gd
