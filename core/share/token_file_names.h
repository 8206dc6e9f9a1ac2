// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/share/row_role.h"
#include "core/store/snapshot.h"

#include <set>

namespace gd {

/// Finds names for token files that are not taken, neither in the token folder nor in the same plan.
class TokenFileNames {
public:
    explicit TokenFileNames(const Snapshot& world);

    /// `<S>-GRANT-<ROLE>-<CONSUMER>.tok`; taken: `<S>-<C>-GRANT-…`; taken too: a number behind it.
    std::string forRole(const RowRole& role, const std::string& consumerName);

    /// A name for a token outside any recipe: its own file name if it has one, else made of subject and consumer.
    std::string forOther(const std::string& sourceName, const std::string& subject, const std::string& consumerName);

private:
    std::string take(const std::vector<std::string>& stems);

    std::set<std::string> m_taken{};
};

/// The name of a contact as a part of names of files: free text without blanks and signs, and not too long; the key if
/// nothing is left of it.
std::string nameInFiles(const Contact& contact);

/// What an account is called in names of files: its name, or that of the contact, or the key.
std::string nameInFiles(const std::string& account, const Snapshot& world);

/// A name without what file systems cannot hold or take for something else.
std::string safeFileName(std::string name);

} // namespace gd
