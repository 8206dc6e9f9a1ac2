// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jwt/token.h"
#include "core/nkeys/key_ring.h"
#include "core/store/layout.h"
#include "core/store/sample.h"
#include "core/store/snapshot_reader.h"
#include "tests/core/temp_folder.h"

#include <QtGlobal>

namespace gd::test {

/// The sample store in a folder of its own, with its keys.
struct SampleStore {
    static constexpr UnixSeconds now = 1'790'000'000; ///< when everything was issued

    TempFolder folder{};
    Workspace at{};
    KeyRing keys{folder / "keys"};

    SampleStore()
    {
        // One sample is made and copied for each test: making one waits for the disk some forty times.
        static const TempFolder original;
        static const bool isMade = bool(createSample(original.path(), now));
        if (!isMade) qFatal("no sample");
        std::filesystem::copy(original.path(), folder.path(), std::filesystem::copy_options::recursive);
        auto opened = createSample(folder.path(), now);
        if (!opened) qFatal("the copy is no sample");
        at = *opened;
    }

    Snapshot read() const
    {
        auto world = readSnapshot(at, now);
        if (!world) qFatal("cannot read: %d", static_cast<int>(world.error().code));
        return std::move(*world);
    }

    std::filesystem::path accountFile(const std::string& name) const { return accountTokenFile(at, "OP", name); }

    void write(const std::filesystem::path& file, const std::string& content) const
    {
        folder.write(file.lexically_relative(folder.path()), content);
    }

    std::string newKey(KeyKind kind) const
    {
        const auto seed = Seed::create(kind);
        if (!seed || !keys.add(*seed)) qFatal("no key");
        return seed->publicKey().text();
    }

    template <class C>
    std::string sign(C claims, const std::string& issuer, UnixSeconds when = now) const
    {
        const auto token = encodeToken(std::move(claims), issuer, when, keys);
        if (!token) qFatal("cannot sign: %d", static_cast<int>(token.error().code));
        return *token;
    }
};

} // namespace gd::test
