// SPDX-License-Identifier: Apache-2.0
//
// A disk that fails at a chosen call, and another program that acts between two calls. Test programs that link this
// have the file calls of core led through here (--wrap of the linker, see CMakeLists.txt); those of libraries are not.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace gd::test {

/// Counts the calls from construction to destruction, in one thread, and does what it was told at some of them. The
/// disk is never waited for, also while there is none of these.
class FailingCalls {
public:
    FailingCalls();
    ~FailingCalls();
    FailingCalls(const FailingCalls&) = delete;
    FailingCalls& operator=(const FailingCalls&) = delete;

    int error = 0;                        ///< errno of calls that fail
    std::set<int> failing{};              ///< numbers of calls that fail, the first is 0
    int brokenFrom = -1;                  ///< this call and all later ones fail
    bool hasNoSwap = false;               ///< renameat2() knows no flags, as on some file systems
    bool hasNoLease = false;              ///< fcntl() gives none, as on network file systems
    bool isShort = false;                 ///< every write takes one half
    std::function<void(int)> before = {}; ///< called before every call with its number

    int count() const { return static_cast<int>(m_names.size()); }
    /// Names of the calls so far.
    const std::vector<std::string>& names() const { return m_names; }

    /// Whether this call is to fail; sets errno then.
    bool fails(const char* name);

private:
    std::vector<std::string> m_names{};
    bool m_isInside = false;
};

} // namespace gd::test
