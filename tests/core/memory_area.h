// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/file_area.h"

#include <map>

namespace gd::test {

/// Files in memory that can fail at a write of choice.
class MemoryArea final : public FileArea {
public:
    /// How a write fails: it refuses; it takes effect and then reports a failure (as a failed fsync does); or the
    /// power goes: nothing is written any more.
    enum class Failure { Refused, Late, PowerCut };

    std::map<std::filesystem::path, std::string> files{};
    int failAt = -1; ///< number of the write that fails, the first is 0
    Failure failure = Failure::Refused;
    int writes = 0;

    Result<std::optional<std::string>> read(const std::filesystem::path& file) const override
    {
        const auto found = files.find(file);
        return found == files.end() ? std::optional<std::string>() : std::optional<std::string>(found->second);
    }

    Status replace(const std::filesystem::path& file, std::string_view content) override
    {
        const bool fails = isFailing();
        if (!fails || failure == Failure::Late) files[file] = std::string(content);
        return fails ? Status(Error{ErrorCode::FileUnwritable, file.string(), "made to fail"}) : Status{};
    }

    Status remove(const std::filesystem::path& file) override
    {
        const bool fails = isFailing();
        if (!fails || failure == Failure::Late) files.erase(file);
        return fails ? Status(Error{ErrorCode::FileUnwritable, file.string(), "made to fail"}) : Status{};
    }

private:
    bool isFailing()
    {
        const int number = writes++;
        return failAt >= 0 && (failure == Failure::PowerCut ? number >= failAt : number == failAt);
    }
};

} // namespace gd::test
