// SPDX-License-Identifier: Apache-2.0
//
// Encryption between curve keys ("xkeys"), as auth callout services use it.
#pragma once

#include "core/base/result.h"
#include "core/nkeys/seed.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace gd {

using CurveNonce = std::array<std::uint8_t, 24>;

/// Encrypts for `recipient`: version tag, nonce, NaCl box.
///
/// @param nonce  never the same twice for a pair of keys; see newCurveNonce().
/// @return       KeyWrongKind if one of the two is no curve key.
Result<std::vector<std::uint8_t>> sealCurveBox(const Seed& sender, const PublicKey& recipient, const CurveNonce& nonce,
                                               std::span<const std::uint8_t> plain);

/// Decrypts what sealCurveBox made.
///
/// @return KeyWrongKind, or KeyChecksum if the box is cut, of another version, forged or not for this key.
Result<std::vector<std::uint8_t>> openCurveBox(const Seed& recipient, const PublicKey& sender,
                                               std::span<const std::uint8_t> box);

/// A random nonce.
CurveNonce newCurveNonce();

} // namespace gd
