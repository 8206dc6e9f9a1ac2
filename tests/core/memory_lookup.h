// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/workspace.h"

#include <map>
#include <set>

namespace gd::test {

/// A machine of a few files, each with the folders above it.
class MemoryLookup final : public PlaceLookup {
public:
    std::map<std::filesystem::path, std::string> files{};
    std::filesystem::path home{"/home/fromsystem"};

    MemoryLookup() = default;
    explicit MemoryLookup(std::map<std::filesystem::path, std::string> all) : files(std::move(all)) {}

    bool isThere(const std::filesystem::path& path) const override { return isFile(path) || !namesIn(path).empty(); }

    bool isFile(const std::filesystem::path& path) const override { return files.count(path) > 0; }

    std::vector<std::string> namesIn(const std::filesystem::path& folder) const override
    {
        std::set<std::string> names;
        for (const auto& [file, content] : files) {
            const auto below = file.lexically_relative(folder);
            if (!below.empty() && *below.begin() != ".." && *below.begin() != ".")
                names.insert(below.begin()->string());
        }
        return {names.begin(), names.end()};
    }

    std::optional<std::string> textOf(const std::filesystem::path& file) const override
    {
        const auto found = files.find(file);
        return found == files.end() ? std::optional<std::string>() : std::optional<std::string>(found->second);
    }

    std::filesystem::path userHome() const override { return home; }
    std::filesystem::path workingFolder() const override { return "/now/here"; }
};

/// An environment with these variables and no others.
inline Environment environmentOf(const std::map<std::string, std::string>& values)
{
    return [values](const std::string& name) {
        const auto found = values.find(name);
        return found == values.end() ? std::string() : found->second;
    };
}

} // namespace gd::test
