// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace gd::test {

/// A folder that is gone after the test, with the few things that tests of files do.
class TempFolder {
public:
    std::filesystem::path path() const { return m_dir.path().toStdString(); }
    std::filesystem::path operator/(const std::filesystem::path& below) const { return path() / below; }

    /// Writes a file and the folders above it, without any care.
    std::filesystem::path write(const std::filesystem::path& below, const std::string& content) const
    {
        const auto file = path() / below;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }

    static std::string contentOf(const std::filesystem::path& file)
    {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }

    /// Permission bits.
    static unsigned modeOf(const std::filesystem::path& file)
    {
        return static_cast<unsigned>(std::filesystem::status(file).permissions());
    }

    /// Everything below, relative, in byte order; folders end with a slash.
    std::vector<std::string> everything() const
    {
        std::vector<std::string> names;
        for (const auto& each : std::filesystem::recursive_directory_iterator(path())) {
            const auto name = each.path().lexically_relative(path()).string();
            names.push_back(each.is_directory() && !each.is_symlink() ? name + '/' : name);
        }
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    QTemporaryDir m_dir;
};

} // namespace gd::test
