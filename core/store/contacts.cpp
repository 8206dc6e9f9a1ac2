// SPDX-License-Identifier: Apache-2.0
#include "core/store/contacts.h"

#include "core/nkeys/public_key.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gd {

namespace {

std::filesystem::path fileIn(const std::filesystem::path& state)
{
    return state / "contacts.json";
}

/// Text of a member; empty if there is none.
std::string textIn(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void sort(Contacts& contacts)
{
    std::ranges::sort(contacts, [](const Contact& one, const Contact& other) {
        return one.name != other.name ? one.name < other.name : one.key < other.key;
    });
}

} // namespace

Result<Contacts> loadContacts(const FileArea& area, const std::filesystem::path& state)
{
    const auto text = area.read(fileIn(state));
    if (!text) return text.error();
    Contacts contacts;
    if (!*text) return contacts;
    const auto json = nlohmann::json::parse(**text, nullptr, false);
    const auto list = json.is_object() ? json.find("contacts") : json.end();
    if (!json.is_object() || list == json.end() || !list->is_array())
        return Error{ErrorCode::FileUnreadable, fileIn(state).string(), "no list of contacts"};
    for (const auto& item : *list) {
        if (!item.is_object()) continue;
        static_cast<void>(bool(putContact(contacts, {textIn(item, "key"), textIn(item, "name")})));
    }
    return contacts;
}

Status saveContacts(const Contacts& contacts, FileArea& area, const std::filesystem::path& state)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto& contact : contacts)
        list.push_back(nlohmann::ordered_json{{"key", contact.key}, {"name", contact.name}});
    const nlohmann::ordered_json json{{"contacts", std::move(list)}};
    // Names are any text; what is no UTF-8 must not end the program.
    return area.replace(fileIn(state), json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

Status putContact(Contacts& contacts, Contact contact)
{
    const auto key = PublicKey::parse(contact.key);
    if (!key) return key.error();
    if (key->kind() != KeyKind::Account) return Error{ErrorCode::KeyWrongKind, contact.key, {}};
    if (contact.name.find_first_not_of(' ') == std::string::npos) return Error{ErrorCode::FieldEmpty, {}, {}};
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == 0x7f;
    };
    if (std::ranges::any_of(contact.name, isControl)) return Error{ErrorCode::NameHasBadCharacter, contact.name, {}};
    for (const auto& other : contacts)
        if (other.name == contact.name && other.key != contact.key)
            return Error{ErrorCode::NameTaken, contact.name, {}};
    std::erase_if(contacts, [&](const Contact& known) { return known.key == contact.key; });
    contacts.push_back(std::move(contact));
    sort(contacts);
    return {};
}

const Contact* contactOf(const Contacts& contacts, const std::string& key)
{
    const auto found = std::ranges::find(contacts, key, &Contact::key);
    return found == contacts.end() ? nullptr : &*found;
}

} // namespace gd
