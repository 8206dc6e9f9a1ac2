// SPDX-License-Identifier: Apache-2.0
#include "core/admin/contact_admin.h"

#include "core/admin/admin_parts.h"
#include "core/share/world.h"
#include "core/store/store_lock.h"

namespace gd {

namespace {

namespace fs = std::filesystem;

/// Which field putContact() has refused; the key was looked at before.
const char* refusedField(const Contact& contact)
{
    Contacts alone;
    return putContact(alone, {contact.key, contact.name, {}}) ? "note" : "name";
}

Problems problemsAmong(const Contacts& contacts, const ContactDraft& draft, const Snapshot& world)
{
    const auto& contact = draft.contact;
    Problems problems;
    if (contact.name.find_first_not_of(' ') == std::string::npos)
        addProblem(problems, "name", ErrorCode::FieldEmpty, "");
    if (draft.isNew) {
        addKeyProblems(problems, contact.key, KeyKind::Account, world);
        if (contactOf(contacts, contact.key)) addProblem(problems, "key", ErrorCode::KeyTaken, contact.key);
    } else if (!contactOf(contacts, contact.key)) {
        addProblem(problems, "key", ErrorCode::AccountUnknown, contact.key);
    }
    if (!problems.empty()) return problems;
    Contacts others = contacts;
    if (const auto put = putContact(others, contact); !put) {
        problems.push_back({refusedField(contact), 0, put.error()});
        return problems;
    }
    const auto names = accountNames(world);
    const auto hasName = [&](const std::string& name) {
        return isSameName(name, contact.name);
    };
    const auto isTwin = [&](const Contact& other) {
        return other.key != contact.key && hasName(other.name);
    };
    if (std::ranges::any_of(names, hasName) || std::ranges::any_of(contacts, isTwin))
        addProblem(problems, "name", ErrorCode::NameTaken, contact.name);
    return problems;
}

/// The contacts as they stand on disk now, and where a file that cannot be kept as it is was copied to.
Result<Contacts> readForChange(FileArea& area, const fs::path& state, fs::path& setAside)
{
    const auto file = contactsFile(state);
    const auto text = area.read(file);
    if (!text) return text.error();
    if (!*text) return Contacts();
    std::size_t leftOut = 0;
    auto contacts = contactsOf(**text, file, &leftOut);
    if (contacts && leftOut == 0) return contacts;
    for (int number = 1;; ++number) {
        const auto place = state / ("contacts-set-aside-" + std::to_string(number) + ".json");
        const auto taken = area.read(place);
        if (!taken) return taken.error();
        if (*taken && **taken != **text) continue;
        if (const auto kept = area.replace(place, **text); !kept) return kept.error();
        setAside = place;
        return contacts ? std::move(*contacts) : Contacts();
    }
}

Status change(Contacts& contacts, const ContactChange& change, const Snapshot& world)
{
    const auto* known = contactOf(contacts, change.key());
    if ((known ? std::optional(*known) : std::nullopt) != change.before)
        return Error{ErrorCode::StoreChangedOutside, contactsFile(world.workspace.state).string(), {}};
    if (!change.after) {
        std::erase_if(contacts, [&](const Contact& each) { return each.key == change.key(); });
        return {};
    }
    const auto problems = problemsAmong(contacts, {*change.after, !change.before}, world);
    return problems.empty() ? putContact(contacts, *change.after) : Status(problems.front().error);
}

Status changeOnDisk(ContactAnswer& answer, const ContactChange& wanted, FileArea& area)
{
    const auto& workspace = answer.world->workspace;
    if (!wanted.before && !wanted.after) return {};
    const auto lock = StoreLock::take(workspace.state);
    if (!lock) return lock.error();
    auto contacts = readForChange(area, workspace.state, answer.setAside);
    if (!contacts) return contacts.error();
    if (auto changed = change(*contacts, wanted, *answer.world); !changed) return changed;
    return saveContacts(*contacts, area, workspace.state);
}

} // namespace

std::vector<FieldProblem> ContactDraft::problems(const Snapshot& world) const
{
    return problemsAmong(world.contacts, *this, world);
}

ContactAnswer changeContact(const ContactChange& change, const SnapshotPtr& world, FileArea& area, const Clock& clock)
{
    ContactAnswer answer{.world = world};
    if (const auto done = changeOnDisk(answer, change, area); !done) answer.error = done.error();
    if (auto next = readWorld(world->workspace, clock(), world)) answer.world = std::move(*next);
    return answer;
}

} // namespace gd
