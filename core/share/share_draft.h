// SPDX-License-Identifier: Apache-2.0
//
// The wishes of the two wizards as plain structs. A draft may be wrong at any time; problems() says how, per page and
// field. Pages of the wizards only copy text in and show the first problem.
#pragma once

#include "core/base/error.h"
#include "core/share/change.h"
#include "core/store/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace gd {

/// A field of a wizard page and what is wrong with it. `index` is the row where the field stands in a table.
struct FieldProblem {
    std::string field{}; ///< object name of the input on the page, such as "stream"
    std::size_t index = 0;
    Error error{};

    bool operator==(const FieldProblem&) const = default;
};

/// What one consumer gets.
struct ConsumerWish {
    std::string account{}; ///< key
    bool importNow = true; ///< its keys are here; otherwise only token files are written
    Validity validity{};
    std::string localSubject{}; ///< name of the messages or requests there; empty: suggestedLocal()
    std::string prefix{};       ///< JetStream prefix there; empty: the provider's name

    bool operator==(const ConsumerWish&) const = default;
};

/// "Let these accounts consume that." Filled by the share wizard and by a drag.
struct ShareDraft {
    std::string provider{}; ///< account key
    std::string recipe = "push-consumer";
    std::string stream{}; ///< of a bucket: the bucket; what is not about JetStream has a name of its own here
    std::string jsConsumer{};
    std::string deliverSubject{};
    std::string subject{};                  ///< of recipes that are about one subject; may have wildcards
    std::string responseType = "Singleton"; ///< of a service
    std::string deliverGroup{};             ///< for the hand-over text; no grant depends on it
    bool acknowledges = true;               ///< ack policy is not none
    bool flowControl = false;
    bool withInfo = true;
    bool watches = false; ///< of a bucket: its changes too
    std::string domain{}; ///< of JetStream, where the provider's API is asked for through one
    enum class AckForm { Old, New, Both } ackForm = AckForm::Old; ///< see js_subjects.h
    bool isPrivate = true;
    std::vector<ConsumerWish> consumers{};

    bool operator==(const ShareDraft&) const = default;

    enum class Page { What, Whom };

    /// What keeps the page from being complete, of what the recipe asks for; fields: provider, stream, jsConsumer,
    /// deliverSubject, deliverGroup, subject, domain; consumers, localSubject, prefix, validityStart, validityEnd.
    std::vector<FieldProblem> problems(Page page, const Snapshot& world) const;
};

/// The stream that a draft is about, or what is called so: for a bucket not the name that was typed.
std::string streamOf(const ShareDraft& draft);

/// The local name that is proposed for a deliver subject: a leading "deliver." is dropped, else it stays the same.
std::string suggestedLocal(const std::string& deliverSubject);
/// The same for what a draft is about: other subjects keep their name.
std::string suggestedLocal(const ShareDraft& draft);

/// The prefix that is proposed for shares from this provider: its name, made fit for a subject token.
std::string suggestedPrefix(const Account& provider);

/// A row of the resulting export or import table, for display and for the planner.
struct DraftRow {
    std::string role{};
    ExportType type = ExportType::Unset;
    std::string name{};
    std::string providerSubject{};
    std::string consumerSubject{}; ///< filled for a consumer
    std::string responseType{};
    std::string consumerPattern{}; ///< of the recipe, with variables
    bool isOptional = false;       ///< the admin may leave it out
    bool isUsed = true;

    bool operator==(const DraftRow&) const = default;
};

/// The export table of a draft, optional rows included (isUsed false when left out). Rows that cannot apply (ACK
/// without acknowledgement, FC without flow control) are not in it; what is still empty in the draft shows as
/// {variable}.
std::vector<DraftRow> exportRows(const ShareDraft& draft);

/// The import table for one consumer of a draft: the rows that are used.
std::vector<DraftRow> importRows(const ShareDraft& draft, const ConsumerWish& wish, const Snapshot& world);

/// A draft that shares with `consumer` what the provider already exports as `offer` (drag of a share or export).
ShareDraft draftFromOffer(const Share& offer, const std::string& consumer, const Snapshot& world);

/// What is to be imported: a token, or a public export.
struct AcceptItem {
    std::string token{};                 ///< compact; empty for a public export
    std::string sourceName{};            ///< file name or "" for pasted text; for messages
    std::string provider{};              ///< account key; public exports only
    std::string subject{};               ///< public exports only
    ExportType type = ExportType::Unset; ///< public exports only
    std::string name{};                  ///< of the import; empty: suggested
    std::string localSubject{};          ///< empty: suggested
    bool use = true;

    bool operator==(const AcceptItem&) const = default;
};

/// "Take these into that account." Filled by the import wizard and by drops on the consumer pane.
struct AcceptDraft {
    std::string account{}; ///< key of the consumer
    std::vector<AcceptItem> items{};
    std::string prefix{};  ///< JetStream prefix for all API rows; empty: the provider's name
    bool keepFiles = true; ///< tokens from outside are kept in the token folder too

    bool operator==(const AcceptDraft&) const = default;

    /// Fields: account, prefix; per item (index): token, provider, subject, localSubject, name.
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

/// Why an item can or cannot be imported, and what would be written; one per item, in order.
struct AcceptVerdict {
    bool importable = false;
    std::vector<Finding> findings{}; ///< reasons, all of them
    std::optional<FieldProblem>
        typed{};    ///< what was typed for it and must be mended; only if nothing else keeps it out
    Import value{}; ///< what would be written
    std::string role{};
    std::string shareTitle{}; ///< rows with the same non-empty title form a share
    std::optional<ActivationClaims> claims{};
};

/// Judges every item of a draft against a world, and against the items before it. Touches nothing.
///
/// @param now  seconds UTC, for tokens that begin and end.
std::vector<AcceptVerdict> judge(const AcceptDraft& draft, const Snapshot& world, UnixSeconds now);

/// What must be mended before anything is imported: account, prefix, and what was typed for items that are wanted. What
/// stays out for another reason keeps nobody from going on.
std::vector<FieldProblem> problemsToMend(const AcceptDraft& draft, const std::vector<AcceptVerdict>& verdicts,
                                         const Snapshot& world);

} // namespace gd
