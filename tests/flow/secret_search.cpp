// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/secret_search.h"

#include <QDirIterator>
#include <QFile>

#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace gd::test {

namespace {

constexpr std::uint8_t mask = 0xa5;

/// Where memory is read into. It is shared, so that the system lists it as a device and it does not find itself.
class Window {
public:
    static constexpr std::size_t size = std::size_t{1} << 20;

    Window()
        : m_bytes(static_cast<std::uint8_t*>(
              ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)))
    {}
    ~Window()
    {
        sodium_memzero(m_bytes, size);
        ::munmap(m_bytes, size);
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    std::uint8_t* bytes() const { return m_bytes; }

private:
    std::uint8_t* m_bytes;
};

struct Region {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    QString name{};
};

/// What the process may write to, without devices (the graphics card's memory is not ours to read).
std::vector<Region> writableMemory()
{
    std::vector<Region> regions;
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly)) return regions;
    const auto text = maps.readAll();
    for (const auto& line : text.split('\n')) {
        unsigned long begin = 0, end = 0;
        char rights[8] = {};
        int nameAt = 0;
        if (std::sscanf(line.constData(), "%lx-%lx %7s %*s %*s %*s %n", &begin, &end, rights, &nameAt) < 3) continue;
        const auto name = QString::fromUtf8(line.mid(nameAt));
        if (rights[0] == 'r' && rights[1] == 'w' && !name.startsWith(QLatin1String("/dev/")))
            regions.push_back({begin, end, name.isEmpty() ? QStringLiteral("anonymous") : name});
    }
    return regions;
}

} // namespace

void SecretSearch::add(const QString& name, const Seed& seed)
{
    const auto text = seed.text();
    if (!text) return;
    addPieces(name + QStringLiteral(" text"), text->bytes(), 2);

    auto wide = SecretBytes::ofSize(2 * text->bytes().size());
    for (std::size_t i = 0; i < text->bytes().size(); ++i) {
        wide.bytes()[2 * i] = text->bytes()[i];
        wide.bytes()[2 * i + 1] = 0;
    }
    addPieces(name + QStringLiteral(" UTF-16"), wide.bytes(), 4);
    addPieces(name + QStringLiteral(" bytes"), seed.raw(), 0);

    auto expanded = SecretBytes::ofSize(crypto_hash_sha512_BYTES);
    crypto_hash_sha512(expanded.bytes().data(), seed.raw().data(), seed.raw().size());
    addPieces(name + QStringLiteral(" scalar"), expanded.bytes(), 1); // of the first byte some bits are cleared
}

/// Cuts everything from `from` on into pieces; what is left at the end is covered by a last one that overlaps.
void SecretSearch::addPieces(const QString& name, std::span<const std::uint8_t> bytes, std::size_t from)
{
    for (std::size_t at = from; at < bytes.size(); at += pieceSize) {
        const std::size_t start = std::min(at, bytes.size() - pieceSize);
        Needle needle{name + QStringLiteral(" from %1").arg(start), {}};
        for (std::size_t i = 0; i < pieceSize; ++i)
            needle.masked[i] = static_cast<std::uint8_t>(bytes[start + i] ^ mask);
        m_byStart[static_cast<std::size_t>(bytes[start]) << 8 | bytes[start + 1]].push_back(m_needles.size());
        m_needles.push_back(std::move(needle));
    }
}

std::vector<std::uint8_t> SecretSearch::reveal() const
{
    std::vector<std::uint8_t> pieces;
    pieces.reserve(m_needles.size() * pieceSize); // growing would leave copies behind
    for (const Needle& needle : m_needles)
        for (const std::uint8_t byte : needle.masked)
            pieces.push_back(static_cast<std::uint8_t>(byte ^ mask));
    return pieces;
}

void SecretSearch::scan(std::span<const std::uint8_t> bytes, void (*hit)(void*, std::size_t), void* context) const
{
    const std::uint8_t* const data = bytes.data();
    const std::vector<std::size_t>* const byStart = m_byStart.data();
    for (std::size_t at = 0; at + pieceSize <= bytes.size(); ++at) {
        for (const std::size_t which : byStart[static_cast<std::size_t>(data[at]) << 8 | data[at + 1]]) {
            const auto& masked = m_needles[which].masked;
            std::size_t same = 0;
            while (same < pieceSize && (data[at + same] ^ mask) == masked[same])
                ++same;
            if (same == pieceSize) hit(context, which);
        }
    }
}

QStringList SecretSearch::findIn(std::span<const std::uint8_t> bytes) const
{
    std::vector<bool> seen(m_needles.size());
    scan(
        bytes, [](void* context, std::size_t needle) { (*static_cast<std::vector<bool>*>(context))[needle] = true; },
        &seen);
    QStringList found;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (seen[i]) found << m_needles[i].name;
    return found;
}

QStringList SecretSearch::findIn(const QByteArray& bytes) const
{
    return findIn(
        std::span(reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())));
}

QStringList SecretSearch::findIn(const QString& text) const
{
    return findIn(
        std::span(reinterpret_cast<const std::uint8_t*>(text.constData()), 2 * static_cast<std::size_t>(text.size())));
}

QStringList SecretSearch::findInFiles(const QString& folder, const QString& except) const
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const auto name = files.next();
        if (name.startsWith(except + u'/')) continue;
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
            found << name + QStringLiteral(" cannot be read");
            continue;
        }
        for (const auto& one : findIn(file.readAll()))
            found << one + QStringLiteral(" in ") + name;
    }
    return found;
}

QStringList SecretSearch::findInMemory() const
{
    QStringList found;
    const Window window;
    // By way of the file, because a region may be gone by now, and reading it here would end the program.
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (memory < 0) return {QStringLiteral("the memory cannot be read")};
    for (const auto& region : writableMemory()) {
        for (std::uintptr_t at = region.begin; at < region.end;) {
            const auto wanted = std::min<std::size_t>(Window::size, region.end - at);
            const auto got = ::pread(memory, window.bytes(), wanted, static_cast<off_t>(at));
            if (got <= 0) break;
            const auto count = static_cast<std::size_t>(got);
            for (const auto& one : findIn(std::span<const std::uint8_t>(window.bytes(), count)))
                found << one + QStringLiteral(" in ") + region.name;
            if (count < pieceSize || at + count >= region.end) break;
            at += count - (pieceSize - 1); // a piece may lie across the border
        }
    }
    ::close(memory);
    found.removeDuplicates();
    return found;
}

} // namespace gd::test
