// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/file_area.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gd {

/// An account of another store or operator: it is known by its key alone, so somebody gave it a name here.
struct Contact {
    std::string key{};  ///< public account key
    std::string name{}; ///< for people; need not be fit for a file
    std::string note{}; ///< free words about it; may be empty

    bool operator==(const Contact&) const = default;
};

/// The contacts of a workspace, by name.
using Contacts = std::vector<Contact>;

/// Where the contacts of a workspace lie: `<state>/contacts.json`.
std::filesystem::path contactsFile(const std::filesystem::path& state);

/// What stands in such a file. FileUnreadable if it is damaged; entries that are no contacts are left out.
///
/// @param leftOut  their number; may be null.
Result<Contacts> contactsOf(std::string_view text, const std::filesystem::path& file, std::size_t* leftOut = nullptr);

/// Reads the file. None if there is no such file; errors of contactsOf().
Result<Contacts> loadContacts(const FileArea& area, const std::filesystem::path& state);

/// Writes them all, at once.
Status saveContacts(const Contacts& contacts, FileArea& area, const std::filesystem::path& state);

/// Adds a contact, or gives a known one another name. KeyWrongKind or a key error, FieldEmpty, LabelHasBadCharacter
/// for control characters, TextTooLong for a name or note of more than 8192 bytes, NameTaken if another key has the
/// name.
Status putContact(Contacts& contacts, Contact contact);

/// The contact with this key, or null.
const Contact* contactOf(const Contacts& contacts, const std::string& key);

} // namespace gd
