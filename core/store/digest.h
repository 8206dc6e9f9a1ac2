// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace gd {

/// BLAKE2b over texts, as lower-case hex. Each text goes in with its length, so "ab","c" differs from "a","bc".
class Digest {
public:
    /// @param bytes  length of the digest, 16 to 64.
    explicit Digest(std::size_t bytes = 32);
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    /// Takes one more text in. @return itself, for chains.
    Digest& add(std::string_view text);

    /// Ends the digest; call it once.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> m_state;
    std::size_t m_bytes = 0;
};

/// The digest of one text.
std::string digestOf(std::string_view text);

} // namespace gd
