// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/file_area.h"

#include <filesystem>
#include <string>
#include <vector>

namespace gd {

/// An account of another store or operator: it is known by its key alone, so somebody gave it a name here.
struct Contact {
    std::string key{};  ///< public account key
    std::string name{}; ///< for people; need not be fit for a file

    bool operator==(const Contact&) const = default;
};

/// The contacts of a workspace, by name.
using Contacts = std::vector<Contact>;

/// Reads `<state>/contacts.json`. None if there is no such file; FileUnreadable if it is damaged, entries that are no
/// contacts are left out.
Result<Contacts> loadContacts(const FileArea& area, const std::filesystem::path& state);

/// Writes them all, at once.
Status saveContacts(const Contacts& contacts, FileArea& area, const std::filesystem::path& state);

/// Adds a contact, or gives a known one another name. KeyWrongKind or a key error, FieldEmpty, NameHasBadCharacter for
/// control characters, NameTaken if another key has the name.
Status putContact(Contacts& contacts, Contact contact);

/// The contact with this key, or null.
const Contact* contactOf(const Contacts& contacts, const std::string& key);

} // namespace gd
