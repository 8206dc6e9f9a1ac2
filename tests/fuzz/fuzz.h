// SPDX-License-Identifier: Apache-2.0
//
// What the fuzzers share: a check that tells what failed, keys that sign, and the input as text.
#pragma once

#include "core/nkeys/seed.h"
#include "core/nkeys/signer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// A property that must hold; libFuzzer keeps the input that breaks it.
#define FUZZ_CHECK(condition)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                        \
            std::abort();                                                                                              \
        }                                                                                                              \
    } while (false)

extern "C" {
/// libFuzzer's own mutations, for fuzzers that have more to say about their input.
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

/// Remembering who asked for memory costs a third of the time. For a finding say ASAN_OPTIONS=malloc_context_size=30.
__attribute__((used)) inline const char* __asan_default_options()
{
    return "malloc_context_size=2:quarantine_size_mb=32";
}
}

namespace gd::fuzz {

inline std::string_view textOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

inline std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Pieces of a text that one character separates; at least one.
inline std::vector<std::string_view> piecesOf(std::string_view text, char separator)
{
    std::vector<std::string_view> pieces;
    for (;;) {
        const std::size_t end = text.find(separator);
        pieces.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

/// Copies what a mutator made back to libFuzzer; what is too long is cut.
inline std::size_t giveBack(std::string_view made, std::uint8_t* data, std::size_t maxSize)
{
    return made.copy(reinterpret_cast<char*>(data), maxSize);
}

/// libFuzzer's mutations of a text.
inline std::string mutated(std::string text, std::size_t maxSize)
{
    const std::size_t size = std::min(text.size(), maxSize);
    text.resize(maxSize);
    text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, maxSize));
    return text;
}

inline constexpr std::array allKinds{KeyKind::Operator, KeyKind::Account, KeyKind::User,
                                     KeyKind::Server,   KeyKind::Cluster, KeyKind::Curve};

/// One key of every kind, always the same ones, made of nothing secret.
class Keys final : public Signer {
public:
    Keys()
    {
        for (const KeyKind kind : allKinds) {
            std::array<std::uint8_t, 32> raw{};
            raw.fill(static_cast<std::uint8_t>(keyLetter(kind)));
            auto seed = Seed::fromRaw(kind, raw);
            FUZZ_CHECK(seed);
            m_texts.push_back(seed->publicKey().text());
            m_seeds.push_back(std::move(*seed));
        }
    }

    const std::string& text(KeyKind kind) const { return m_texts[static_cast<std::size_t>(kind)]; }
    const Seed& seed(KeyKind kind) const { return m_seeds[static_cast<std::size_t>(kind)]; }

    bool canSign(const std::string& publicKey) const override { return seedOf(publicKey) != nullptr; }
    Result<Signature> sign(const std::string& publicKey, std::span<const std::uint8_t> message) const override
    {
        const Seed* const found = seedOf(publicKey);
        if (found == nullptr) return Error{ErrorCode::KeyNotHere};
        return found->sign(message);
    }

private:
    const Seed* seedOf(std::string_view publicKey) const
    {
        for (std::size_t i = 0; i < m_texts.size(); ++i) {
            if (m_texts[i] == publicKey) return &m_seeds[i];
        }
        return nullptr;
    }

    std::vector<Seed> m_seeds{};
    std::vector<std::string> m_texts{};
};

/// Made at the first use, so that no fuzzer pays for what it does not use.
inline const Keys& keys()
{
    static const Keys* const made = new Keys; // never removed: libFuzzer ends the process as it likes
    return *made;
}

} // namespace gd::fuzz
