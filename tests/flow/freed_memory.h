// SPDX-License-Identifier: Apache-2.0
//
// Looks into every block of memory at the moment in which it is freed: what was wiped before is not seen, and what was
// not is seen even if it is written over a moment later.
#pragma once

#include "tests/flow/secret_search.h"

/// Sanitizers have an allocator of their own and keep freed memory and shadows of terabytes: what would be found there
/// says nothing about the program.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GD_OWN_ALLOCATOR 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define GD_OWN_ALLOCATOR 0
#endif
#endif
#ifndef GD_OWN_ALLOCATOR
#define GD_OWN_ALLOCATOR 1
#endif

namespace gd::test {

/// Watches from construction to destruction, in all threads. One at a time; the search must not change meanwhile.
class FreedMemory {
public:
    explicit FreedMemory(const SecretSearch& search);
    ~FreedMemory();
    FreedMemory(const FreedMemory&) = delete;
    FreedMemory& operator=(const FreedMemory&) = delete;

    /// Names of what was freed without being wiped.
    QStringList found() const;

private:
    const SecretSearch& m_search;
};

} // namespace gd::test
