// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace gd {

/// Memory for a secret: locked, between guard pages, wiped when it goes. It moves, cannot be copied and is no string.
///
/// Allocated with libsodium's sodium_malloc; see https://doc.libsodium.org/memory_management.
class SecretBytes {
public:
    SecretBytes() = default;

    /// @param size  bytes; the content is undefined until written.
    /// @return      as many bytes, or an empty object if no locked memory can be had.
    static SecretBytes ofSize(std::size_t size);

    std::span<std::uint8_t> bytes() { return {m_data.get(), m_data ? m_size : 0}; }
    std::span<const std::uint8_t> bytes() const { return {m_data.get(), m_data ? m_size : 0}; }

    /// The bytes as text, for key text. The view must not outlive this object.
    std::string_view text() const { return {reinterpret_cast<const char*>(m_data.get()), m_data ? m_size : 0}; }

    bool empty() const { return !m_data || m_size == 0; }

    /// Forgets everything behind the first `size` bytes.
    void shrink(std::size_t size) { m_size = size < m_size ? size : m_size; }

private:
    struct Wipe {
        void operator()(std::uint8_t* data) const noexcept;
    };

    std::unique_ptr<std::uint8_t[], Wipe> m_data{};
    std::size_t m_size = 0;
};

} // namespace gd
