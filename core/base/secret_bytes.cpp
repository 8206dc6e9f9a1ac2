// SPDX-License-Identifier: Apache-2.0
#include "core/base/secret_bytes.h"

#include <sodium.h>

namespace gd {

void SecretBytes::Wipe::operator()(std::uint8_t* data) const noexcept
{
    sodium_free(data); // wipes before it gives the pages back
}

SecretBytes SecretBytes::ofSize(std::size_t size)
{
    SecretBytes secret;
    if (sodium_init() < 0) return secret;
    secret.m_data.reset(static_cast<std::uint8_t*>(sodium_malloc(size == 0 ? 1 : size)));
    secret.m_size = size;
    return secret;
}

} // namespace gd
