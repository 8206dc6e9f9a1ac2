// SPDX-License-Identifier: Apache-2.0
#include "core/store/place_lookup.h"

#include "core/base/unix_file.h"

#include <algorithm>
#include <pwd.h>
#include <unistd.h>

namespace gd {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t maxTextBytes = 64 * 1024;

class DiskLookup final : public PlaceLookup {
public:
    bool isThere(const fs::path& path) const override
    {
        std::error_code failed;
        return fs::exists(path, failed) && !failed;
    }

    bool isFile(const fs::path& path) const override
    {
        std::error_code ignored;
        return fs::is_regular_file(path, ignored);
    }

    std::vector<std::string> namesIn(const fs::path& folder) const override
    {
        std::vector<std::string> names;
        std::error_code failed;
        for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
            names.push_back(at->path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }

    std::optional<std::string> textOf(const fs::path& file) const override
    {
        auto text = readFile(file, maxTextBytes);
        return text ? std::move(*text) : std::optional<std::string>();
    }

    fs::path userHome() const override
    {
        const passwd* entry = ::getpwuid(::getuid());
        return entry != nullptr && entry->pw_dir != nullptr ? entry->pw_dir : "";
    }

    fs::path workingFolder() const override
    {
        std::error_code failed;
        const fs::path folder = fs::current_path(failed);
        return failed ? fs::path("/") : folder;
    }
};

} // namespace

const PlaceLookup& diskLookup()
{
    static const DiskLookup disk;
    return disk;
}

} // namespace gd
