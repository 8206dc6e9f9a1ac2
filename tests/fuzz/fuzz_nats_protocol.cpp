// SPDX-License-Identifier: Apache-2.0
//
// Bytes from a server: whatever they are, the parser neither crashes nor keeps more than it was given, and the way the
// stream is cut into pieces does not change what comes out.
#include "core/wire/nats_protocol.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// Everything the parser makes of the stream, as one text.
std::string parse(std::string_view stream, std::size_t piece, gd::ProtocolLimits limits)
{
    gd::ProtocolParser parser(limits);
    std::string seen;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        parser.feed(stream.substr(at, piece));
        if (parser.buffered() > stream.size()) std::abort();
        while (true) {
            const auto op = parser.next();
            if (!op) return seen + "\nfailed " + op.error().detail;
            if (!op.value()) break;
            const auto& m = (*op)->message;
            if (m.headers.size() + m.payload.size() > limits.payload) std::abort();
            seen += '\n' + std::to_string(static_cast<int>((*op)->kind)) + (*op)->text + '|' + m.subject + '|' +
                    m.reply + '|' + m.headers + '|' + m.payload;
            if ((*op)->kind == gd::ServerOpKind::Info) static_cast<void>(gd::parseServerInfo((*op)->text));
        }
    }
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2) return 0;
    const std::string_view stream(reinterpret_cast<const char*>(data) + 1, size - 1);
    // Small limits on half of the inputs, so that they are reached.
    const auto limits =
        data[0] & 1 ? gd::ProtocolLimits{.controlLine = 64, .infoLine = 128, .payload = 64} : gd::ProtocolLimits{};
    const std::size_t piece = std::size_t{data[0]} / 2 + 1;
    if (parse(stream, stream.size(), limits) != parse(stream, piece, limits)) std::abort();
    return 0;
}
