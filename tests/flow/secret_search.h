// SPDX-License-Identifier: Apache-2.0
//
// Finds secrets where they must not be, without holding them itself: what is looked for is kept masked.
#pragma once

#include "core/nkeys/seed.h"

#include <QByteArray>
#include <QStringList>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace gd::test {

/// Pieces of seeds in every form in which they could lie about. Pieces, because whoever frees memory may write over an
/// end of it, and because text may be cut.
class SecretSearch {
public:
    /// Looks for a seed from now on: its text behind the prefix (in bytes and in UTF-16), its 32 bytes, and what
    /// Ed25519 makes of them.
    void add(const QString& name, const Seed& seed);

    std::size_t count() const { return m_needles.size(); }
    const QString& nameOf(std::size_t needle) const { return m_needles[needle].name; }

    /// All pieces, one behind the other, as they would lie in memory; for checking the search itself.
    std::vector<std::uint8_t> reveal() const;

    /// Names of what stands in some bytes, each once.
    QStringList findIn(std::span<const std::uint8_t> bytes) const;
    QStringList findIn(const QByteArray& bytes) const;
    QStringList findIn(const QString& text) const;

    /// Every file below a folder, links not followed, but what lies below `except`; names with the file's.
    QStringList findInFiles(const QString& folder, const QString& except) const;

    /// Calls `hit` for each piece that stands in some bytes; allocates nothing.
    void scan(std::span<const std::uint8_t> bytes, void (*hit)(void* context, std::size_t needle), void* context) const;

    /// All memory of this process that can be written to: heap, stacks, variables, freed or not. Names with the place.
    QStringList findInMemory() const;

private:
    static constexpr std::size_t pieceSize = 16;

    struct Needle {
        QString name{};
        std::array<std::uint8_t, pieceSize> masked{};
    };

    void addPieces(const QString& name, std::span<const std::uint8_t> bytes, std::size_t from);

    std::vector<Needle> m_needles{};
    std::vector<std::vector<std::size_t>> m_byStart =
        std::vector<std::vector<std::size_t>>(1 << 16); ///< first two bytes
};

} // namespace gd::test
