// SPDX-License-Identifier: Apache-2.0
#include "core/nkeys/curve_box.h"

#include <sodium.h>

#include <algorithm>
#include <string_view>

namespace gd {

namespace {

constexpr std::string_view versionTag = "xkv1";
constexpr std::size_t headSize = versionTag.size() + crypto_box_NONCEBYTES;

bool bothCurve(const Seed& one, const PublicKey& other)
{
    return one.kind() == KeyKind::Curve && other.kind() == KeyKind::Curve;
}

} // namespace

Result<std::vector<std::uint8_t>> sealCurveBox(const Seed& sender, const PublicKey& recipient, const CurveNonce& nonce,
                                               std::span<const std::uint8_t> plain)
{
    if (!bothCurve(sender, recipient)) return Error{ErrorCode::KeyWrongKind, recipient.text(), {}};
    std::vector<std::uint8_t> box(headSize + crypto_box_MACBYTES + plain.size());
    std::ranges::copy(versionTag, box.begin());
    std::ranges::copy(nonce, box.begin() + versionTag.size());
    const int failed = crypto_box_easy(box.data() + headSize, plain.data(), plain.size(), nonce.data(),
                                       recipient.bytes().data(), sender.raw().data());
    if (failed != 0) return Error{ErrorCode::KeyNotAPublicKey, recipient.text(), "a point of small order"};
    return box;
}

Result<std::vector<std::uint8_t>> openCurveBox(const Seed& recipient, const PublicKey& sender,
                                               std::span<const std::uint8_t> box)
{
    if (!bothCurve(recipient, sender)) return Error{ErrorCode::KeyWrongKind, sender.text(), {}};
    if (box.size() < headSize + crypto_box_MACBYTES || !std::ranges::equal(box.first(versionTag.size()), versionTag)) {
        return Error{ErrorCode::KeyChecksum, {}, "no curve box of version 1"};
    }
    std::vector<std::uint8_t> plain(box.size() - headSize - crypto_box_MACBYTES);
    const auto sealed = box.subspan(headSize);
    const int failed = crypto_box_open_easy(plain.data(), sealed.data(), sealed.size(), box.data() + versionTag.size(),
                                            sender.bytes().data(), recipient.raw().data());
    if (failed != 0) return Error{ErrorCode::KeyChecksum, {}, "forged, or for another key"};
    return plain;
}

CurveNonce newCurveNonce()
{
    CurveNonce nonce{};
    randombytes_buf(nonce.data(), nonce.size());
    return nonce;
}

} // namespace gd
