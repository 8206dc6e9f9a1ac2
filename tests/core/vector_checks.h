// SPDX-License-Identifier: Apache-2.0
//
// What each kind of entry in the vector files means (format: README.md of tests/data/vectors). A check says what is
// wrong, or nothing.
#pragma once

#include "tests/core/vectors.h"

#include <span>
#include <string>
#include <string_view>

namespace gd::test {

/// A kind of entry. Files are told apart by what is in them, so that a set may be split into files in any way.
struct VectorKind {
    std::string_view list{};   ///< name of the list that holds such entries
    std::string_view marker{}; ///< member that no other kind of that list has; empty if the list has one kind only
    std::string (*check)(const JsonValue& entry, const JsonValue& file) = nullptr;
    std::span<const std::string_view> members{};  ///< every member that the check knows
    std::span<const std::string_view> expected{}; ///< every member of `expect` that it knows
};

/// The kind of an entry, or null if nobody knows it.
const VectorKind* vectorKind(std::string_view list, const JsonValue& entry);

/// Members of an entry that its check does not look at, with commas between them.
std::string uncheckedMembers(const VectorKind& kind, const JsonValue& entry);

/// {label, seed, public} of the list `keys`.
std::string checkLabelledKey(const JsonValue& key);

// vector_claims.cpp, vector_decode.cpp, vector_sharing.cpp
std::string checkEncoding(const JsonValue& entry, const JsonValue& file);
std::string checkDecoding(const JsonValue& entry, const JsonValue& file);
std::string checkValidation(const JsonValue& entry, const JsonValue& file);
std::string checkSharing(const JsonValue& entry, const JsonValue& file);

// vector_subjects.cpp
std::string checkRevocations(const JsonValue& entry, const JsonValue& file);
std::string checkSingle(const JsonValue& entry, const JsonValue& file);
std::string checkContained(const JsonValue& entry, const JsonValue& file);
std::string checkRenaming(const JsonValue& entry, const JsonValue& file);
std::string checkOverlaps(const JsonValue& entry, const JsonValue& file);
std::string checkHashId(const JsonValue& entry, const JsonValue& file);
std::string checkPermission(const JsonValue& entry, const JsonValue& file);

// vector_nkeys.cpp
std::string checkCrc(const JsonValue& entry, const JsonValue& file);
std::string checkKeyOfKind(const JsonValue& entry, const JsonValue& file);
std::string checkKeyText(const JsonValue& entry, const JsonValue& file);
std::string checkCurveBox(const JsonValue& entry, const JsonValue& file);

// vector_decorated.cpp
std::string checkFormat(const JsonValue& entry, const JsonValue& file);
std::string checkParse(const JsonValue& entry, const JsonValue& file);

} // namespace gd::test
