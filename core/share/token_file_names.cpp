// SPDX-License-Identifier: Apache-2.0
#include "core/share/token_file_names.h"

namespace gd {

namespace {
constexpr std::string_view suffix = ".tok";
constexpr std::size_t longest = 200; // bytes; file systems allow 255, and there may be a number behind it
} // namespace

std::string safeFileName(std::string name)
{
    constexpr std::string_view unsafe = "<>:\"/\\|?*";
    for (char& c : name)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7f || unsafe.find(c) != std::string_view::npos) c = '_';
    if (name.size() > longest) name.resize(longest);
    if (name.starts_with('.') || name.starts_with('-') || name.starts_with(' ')) name.front() = '_';
    while (name.ends_with(' ') || name.ends_with('.'))
        name.pop_back();
    return name.empty() ? "token" : name;
}

std::string nameInFiles(const Contact& contact)
{
    constexpr std::size_t most = 64; // bytes
    std::string name;
    for (const char c : contact.name) {
        const bool isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (isLetter || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80)
            name += c;
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    if (name.size() > most) {
        auto end = most;
        while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) // within a letter of several bytes
            --end;
        name.resize(end);
    }
    while (name.ends_with('-') || name.ends_with('.'))
        name.pop_back();
    return name.empty() ? contact.key : name;
}

std::string nameInFiles(const std::string& account, const Snapshot& world)
{
    if (const auto* known = world.account(account)) return known->name;
    const auto* contact = world.contact(account);
    return contact ? nameInFiles(*contact) : account;
}

TokenFileNames::TokenFileNames(const Snapshot& world)
{
    for (const auto& file : world.tokenFiles)
        m_taken.insert(file.file.filename().string());
}

std::string TokenFileNames::forRole(const RowRole& role, const std::string& consumerName)
{
    std::vector<std::string> stems{grantName(role.stream, role.role) + "-" + consumerName};
    if (!role.jsConsumer.empty())
        stems.push_back(grantName(role.stream + "-" + role.jsConsumer, role.role) + "-" + consumerName);
    return take(stems);
}

std::string TokenFileNames::forOther(const std::string& sourceName, const std::string& subject,
                                     const std::string& consumerName)
{
    auto stem = sourceName;
    if (stem.ends_with(suffix)) stem.resize(stem.size() - suffix.size());
    return take({stem.empty() ? subject + "-" + consumerName : stem});
}

std::string TokenFileNames::take(const std::vector<std::string>& stems)
{
    for (const auto& stem : stems)
        if (auto name = safeFileName(stem) + std::string(suffix); m_taken.insert(name).second) return name;
    for (int number = 2;; ++number) {
        auto name = safeFileName(stems.back()) + "-" + std::to_string(number) + std::string(suffix);
        if (m_taken.insert(name).second) return name;
    }
}

} // namespace gd
