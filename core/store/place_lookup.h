// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gd {

/// The little that has to be known of a machine to find the folders of nsc on it. Only looks: nothing is ever made, for
/// a new folder would hide an old one. One real implementation (diskLookup) and tables in tests.
class PlaceLookup {
public:
    virtual ~PlaceLookup() = default;

    /// Whether anything lies at that path; links are followed.
    virtual bool isThere(const std::filesystem::path& path) const = 0;
    virtual bool isFile(const std::filesystem::path& path) const = 0;
    /// Names in a folder, in byte order; none if it cannot be read.
    virtual std::vector<std::string> namesIn(const std::filesystem::path& folder) const = 0;
    /// A small file as text; nothing if it is not there, cannot be read or has more than 64 KiB.
    virtual std::optional<std::string> textOf(const std::filesystem::path& file) const = 0;
    /// The home folder that the system has for this user; empty if it has none.
    virtual std::filesystem::path userHome() const = 0;
    /// What a relative path is relative to.
    virtual std::filesystem::path workingFolder() const = 0;
};

/// This machine.
const PlaceLookup& diskLookup();

} // namespace gd
