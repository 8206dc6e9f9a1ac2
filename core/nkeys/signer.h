// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/nkeys/public_key.h"

#include <span>
#include <string>

namespace gd {

/// "Sign this with that key": takes a public key and bytes, gives back a signature, and never shows a seed.
class Signer {
public:
    virtual ~Signer() = default;

    /// Whether the private part of this public key (text) can be used now.
    virtual bool canSign(const std::string& publicKey) const = 0;

    /// @return the signature, or KeyNotHere / an error of reading the key.
    virtual Result<Signature> sign(const std::string& publicKey, std::span<const std::uint8_t> message) const = 0;
};

} // namespace gd
