// SPDX-License-Identifier: Apache-2.0
//
// Adding, changing and removing contacts. They are no part of the operator's store: nothing is signed, no transaction
// is made, and the way back is the change the other way round.
#pragma once

#include "core/base/clock.h"
#include "core/share/share_draft.h"
#include "core/store/file_area.h"

#include <optional>
#include <string>
#include <vector>

namespace gd {

/// A contact as it is typed in, which may be wrong at any time.
struct ContactDraft {
    Contact contact{};
    bool isNew = true; ///< else the contact with this key is changed

    bool operator==(const ContactDraft&) const = default;

    /// Fields: key (FieldEmpty, errors of keys, KeyTaken for a key of this operator's store and, if it is new, of
    /// another contact), name (FieldEmpty, LabelHasBadCharacter, TextTooLong, NameTaken if a contact or an account has
    /// it), note.
    std::vector<FieldProblem> problems(const Snapshot& world) const;
};

/// What becomes of one contact. Nothing before: it is new; nothing after: it goes.
struct ContactChange {
    std::optional<Contact> before{};
    std::optional<Contact> after{};

    bool operator==(const ContactChange&) const = default;

    /// Public key of the contact.
    const std::string& key() const { return after ? after->key : before->key; }
    /// The way back.
    ContactChange inverse() const { return {after, before}; }
};

/// What a change brings.
struct ContactAnswer {
    std::optional<Error> error{};     ///< nothing was done
    SnapshotPtr world{};              ///< read again if something was done, else the one before
    std::filesystem::path setAside{}; ///< where a damaged contacts file lies now; else empty
};

/// Makes one change, with the store locked against other processes of this program. A contacts file that is damaged, or
/// has entries in it that are no contacts, is copied to `contacts-set-aside-<n>.json` beside it before it is replaced.
///
/// Errors: the first of ContactDraft::problems(); StoreChangedOutside if the contact is not as `before` any more;
/// StoreBusy, FileUnreadable, FileUnwritable, FolderUnwritable.
ContactAnswer changeContact(const ContactChange& change, const SnapshotPtr& world, FileArea& area, const Clock& clock);

} // namespace gd
