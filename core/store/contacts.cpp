// SPDX-License-Identifier: Apache-2.0
#include "core/store/contacts.h"

#include "core/nkeys/public_key.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace gd {

namespace {

constexpr std::size_t maxTextBytes = 8192;

Status checkText(const std::string& text)
{
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == 0x7f;
    };
    if (text.size() > maxTextBytes) return Error{ErrorCode::TextTooLong, {}, {}};
    if (std::ranges::any_of(text, isControl)) return Error{ErrorCode::LabelHasBadCharacter, text, {}};
    return {};
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

std::filesystem::path contactsFile(const std::filesystem::path& state)
{
    return state / "contacts.json";
}

Result<Contacts> contactsOf(std::string_view text, const std::filesystem::path& file, std::size_t* leftOut)
{
    Contacts contacts;
    std::size_t bad = 0;
    const auto json = nlohmann::json::parse(text, nullptr, false);
    const auto list = json.is_object() ? json.find("contacts") : json.end();
    if (!json.is_object() || list == json.end() || !list->is_array())
        return Error{ErrorCode::FileUnreadable, file.string(), "no list of contacts"};
    for (const auto& item : *list) {
        const bool isGood =
            item.is_object() && putContact(contacts, {textIn(item, "key"), textIn(item, "name"), textIn(item, "note")});
        if (!isGood) ++bad;
    }
    if (leftOut) *leftOut = bad;
    return contacts;
}

Result<Contacts> loadContacts(const FileArea& area, const std::filesystem::path& state)
{
    const auto text = area.read(contactsFile(state));
    if (!text) return text.error();
    return *text ? contactsOf(**text, contactsFile(state)) : Contacts();
}

Status saveContacts(const Contacts& contacts, FileArea& area, const std::filesystem::path& state)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto& contact : contacts) {
        auto& item = list.emplace_back(nlohmann::ordered_json{{"key", contact.key}, {"name", contact.name}});
        if (!contact.note.empty()) item["note"] = contact.note;
    }
    const nlohmann::ordered_json json{{"contacts", std::move(list)}};
    // Names are any text; what is no UTF-8 must not end the program.
    return area.replace(contactsFile(state),
                        json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

Status putContact(Contacts& contacts, Contact contact)
{
    const auto key = PublicKey::parse(contact.key);
    if (!key) return key.error();
    if (key->kind() != KeyKind::Account) return Error{ErrorCode::KeyWrongKind, contact.key, {}};
    if (contact.name.find_first_not_of(' ') == std::string::npos) return Error{ErrorCode::FieldEmpty, {}, {}};
    for (const auto* text : {&contact.name, &contact.note})
        if (auto good = checkText(*text); !good) return good;
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
