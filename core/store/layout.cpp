// SPDX-License-Identifier: Apache-2.0
#include "core/store/layout.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace gd {

namespace {

namespace fs = std::filesystem;

bool isBlankOrDot(char c)
{
    return c == '.' || c == ' ' || c == '\t';
}

bool isForbidden(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f ||
           std::string_view("<>:\"|?*/\\").find(c) != std::string_view::npos;
}

/// CON, NUL, COM1 … with or without an extension cannot be opened as files on Windows.
bool isWindowsDevice(std::string_view name)
{
    std::string stem(name.substr(0, name.find('.')));
    std::transform(stem.begin(), stem.end(), stem.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (stem == "CON" || stem == "PRN" || stem == "AUX" || stem == "NUL") return true;
    return stem.size() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && stem[3] >= '1' && stem[3] <= '9';
}

/// Parts of `file` below `root`; empty if it lies elsewhere.
std::vector<std::string> partsBelow(const fs::path& root, const fs::path& file)
{
    std::vector<std::string> parts;
    for (const auto& part : file.lexically_normal().lexically_relative(root.lexically_normal())) {
        if (part == "..") return {};
        if (part != "." && !part.empty()) parts.push_back(part.string());
    }
    return parts;
}

/// The name without its ending, or nothing if it does not end so or is nothing but the ending.
std::optional<std::string> withoutEnding(const std::string& name, std::string_view ending)
{
    if (name.size() <= ending.size() || !name.ends_with(ending)) return {};
    return name.substr(0, name.size() - ending.size());
}

std::optional<StorePlace> placeInStore(const std::vector<std::string>& parts)
{
    using Kind = StorePlace::Kind;
    if (parts.size() < 2) return {};
    const std::string& operatorName = parts[0];
    if (parts.size() == 2 && parts[1] == ".nsc") return StorePlace{Kind::OperatorInfo, operatorName, {}, {}, {}};
    const auto stem = withoutEnding(parts.back(), ".jwt");
    if (!stem) return {};
    if (parts.size() == 2) return StorePlace{Kind::OperatorToken, operatorName, {}, {}, {}};
    if (parts[1] != "accounts") return {};
    if (parts.size() == 4 && parts[2] == *stem) return StorePlace{Kind::AccountToken, operatorName, parts[2], {}, {}};
    if (parts.size() == 5 && parts[3] == "users") return StorePlace{Kind::UserToken, operatorName, parts[2], *stem, {}};
    return {};
}

} // namespace

Status checkStoreName(std::string_view name)
{
    const Error unsafe{ErrorCode::StoreNameUnsafe, std::string(name), {}};
    if (name.empty() || name.size() > 200) return unsafe;
    if (isBlankOrDot(name.front()) || isBlankOrDot(name.back())) return unsafe;
    if (std::any_of(name.begin(), name.end(), isForbidden) || isWindowsDevice(name)) return unsafe;
    return {};
}

fs::path operatorFolder(const Workspace& workspace, const std::string& folder)
{
    return workspace.storeRoot / folder;
}

fs::path operatorInfoFile(const Workspace& workspace, const std::string& folder)
{
    return operatorFolder(workspace, folder) / ".nsc";
}

fs::path operatorTokenFile(const Workspace& workspace, const std::string& folder, const std::string& name)
{
    return operatorFolder(workspace, folder) / (name + ".jwt");
}

fs::path accountsFolder(const Workspace& workspace, const std::string& folder)
{
    return operatorFolder(workspace, folder) / "accounts";
}

fs::path accountTokenFile(const Workspace& workspace, const std::string& folder, const std::string& account)
{
    return accountsFolder(workspace, folder) / account / (account + ".jwt");
}

fs::path usersFolder(const Workspace& workspace, const std::string& folder, const std::string& account)
{
    return accountsFolder(workspace, folder) / account / "users";
}

fs::path userTokenFile(const Workspace& workspace, const std::string& folder, const std::string& account,
                       const std::string& user)
{
    return usersFolder(workspace, folder, account) / (user + ".jwt");
}

fs::path credsFilePath(const Workspace& workspace, const std::string& operatorName, const std::string& account,
                       const std::string& user)
{
    return workspace.keystore / "creds" / operatorName / account / (user + ".creds");
}

fs::path tokenFilePath(const Workspace& workspace, const std::string& fileName)
{
    return workspace.tokens / fileName;
}

bool isTokenFileName(const fs::path& fileName)
{
    return withoutEnding(fileName.string(), ".tok").has_value();
}

std::optional<StorePlace> placeOf(const Workspace& workspace, const fs::path& file)
{
    using Kind = StorePlace::Kind;
    const auto inTokens = partsBelow(workspace.tokens, file);
    if (inTokens.size() == 1 && isTokenFileName(inTokens[0]))
        return StorePlace{Kind::TokenFile, {}, {}, {}, inTokens[0]};
    const auto inKeystore = partsBelow(workspace.keystore, file);
    if (inKeystore.size() == 4 && inKeystore[0] == "creds") {
        if (const auto user = withoutEnding(inKeystore[3], ".creds"))
            return StorePlace{Kind::Creds, inKeystore[1], inKeystore[2], *user, {}};
    }
    return placeInStore(partsBelow(workspace.storeRoot, file));
}

std::vector<std::string> operatorFolders(const fs::path& storeRoot, const PlaceLookup& look)
{
    auto names = look.namesIn(storeRoot);
    std::erase_if(names, [&](const std::string& name) { return !look.isFile(storeRoot / name / ".nsc"); });
    return names;
}

} // namespace gd
