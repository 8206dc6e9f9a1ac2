// SPDX-License-Identifier: Apache-2.0
#include "core/live/link.h"

#include <charconv>
#include <string_view>

namespace gd {

int NatsMessage::statusCode() const
{
    constexpr std::string_view version = "NATS/1.0 ";
    std::string_view line = headers;
    line = line.substr(0, line.find("\r\n"));
    if (!line.starts_with(version)) return 0;
    line.remove_prefix(version.size());
    while (line.starts_with(' '))
        line.remove_prefix(1);
    // Three digits, then the end or a description.
    if (line.size() < 3 || (line.size() > 3 && line[3] != ' ')) return 0;
    int code = 0;
    const auto [end, failure] = std::from_chars(line.data(), line.data() + 3, code);
    return failure == std::errc{} && end == line.data() + 3 && code > 0 ? code : 0;
}

} // namespace gd
