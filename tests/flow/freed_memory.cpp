// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/freed_memory.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>

#include <malloc.h>

namespace gd::test {

namespace {

constexpr std::size_t maxNeedles = 1024;
std::atomic<const SecretSearch*> watching{nullptr};
std::array<std::atomic<bool>, maxNeedles> seen{};

} // namespace

FreedMemory::FreedMemory(const SecretSearch& search) : m_search(search)
{
    for (auto& one : seen)
        one = false;
    watching = &search;
}

FreedMemory::~FreedMemory()
{
    watching = nullptr;
}

QStringList FreedMemory::found() const
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(m_search.count(), maxNeedles); ++i)
        if (seen[i]) names << m_search.nameOf(i);
    return names;
}

#if GD_OWN_ALLOCATOR

static void lookInto(void* block)
{
    const SecretSearch* const search = watching.load(std::memory_order_acquire);
    if (search == nullptr || block == nullptr) return;
    search->scan(
        std::span(static_cast<const std::uint8_t*>(block), ::malloc_usable_size(block)),
        [](void*, std::size_t needle) {
            if (needle < maxNeedles) seen[needle] = true;
        },
        nullptr);
}

#endif

} // namespace gd::test

#if GD_OWN_ALLOCATOR

// The names under which the C library keeps its own, for programs that put something before it.
extern "C" void __libc_free(void* block);
extern "C" void* __libc_realloc(void* block, std::size_t size);

extern "C" void free(void* block) noexcept
{
    gd::test::lookInto(block);
    __libc_free(block);
}

extern "C" void* realloc(void* block, std::size_t size) noexcept
{
    gd::test::lookInto(block); // it may move and leave its old place as it was
    return __libc_realloc(block, size);
}

#endif
