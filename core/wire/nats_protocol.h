// SPDX-License-Identifier: Apache-2.0
//
// The NATS client protocol as bytes: no socket, no clock, no Qt. What a server sends goes in piece by piece and comes
// out as operations; what a client sends is written as text. Everything from the other side is distrusted: each length
// has a limit that is checked before memory is taken for it.
#pragma once

#include "core/base/result.h"
#include "core/live/link.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gd {

/// How much a server may send at once, in bytes.
struct ProtocolLimits {
    /// Any line but INFO. Servers cut a client's line at 4096; on the way to a subscriber it may grow by the
    /// subscription id and by the prefix of an import.
    std::size_t controlLine = 8192;
    std::size_t infoLine = std::size_t{64} * 1024;       ///< INFO names all servers of a cluster
    std::size_t payload = std::size_t{64} * 1024 * 1024; ///< headers included; no server can be set higher
};

enum class ServerOpKind { Info, Message, Ping, Pong, Ok, Err };

/// One whole operation from the server.
struct ServerOp {
    ServerOpKind kind = ServerOpKind::Ok;
    std::string text{};               ///< Info: the JSON; Err: the reason without its quotes
    std::uint64_t subscriptionId = 0; ///< Message only
    NatsMessage message{};            ///< Message only
};

/// Turns bytes into operations. The split of the stream into pieces means nothing to the result.
class ProtocolParser {
public:
    explicit ProtocolParser(ProtocolLimits limits = {}) : m_limits(limits) {}

    /// Adds bytes as they came. Take out what is complete with next() before adding more: what is fed is kept.
    void feed(std::string_view bytes);

    /// The next operation, nothing if more bytes are needed.
    ///
    /// @return NetProtocol if the bytes break the protocol or a limit; then always again, for nothing behind it is
    /// known.
    /// @see    docs.nats.io/reference/reference-protocols/nats-protocol. Lines must end in CR LF, as all servers send
    /// them.
    Result<std::optional<ServerOp>> next();

    /// Bytes that were fed and are no part of an operation yet.
    std::size_t buffered() const { return m_buffer.size() - m_begin; }

private:
    struct Pending {
        ServerOp op{};
        std::size_t headerBytes = 0;
        std::size_t totalBytes = 0;
    };

    Result<std::optional<ServerOp>> fail(std::string detail);
    Result<std::optional<std::string_view>> takeLine();
    Result<std::optional<ServerOp>> parseLine(std::string_view line);
    Result<std::optional<ServerOp>> parseMessageLine(std::string_view arguments, bool hasHeaders);
    Result<std::optional<ServerOp>> takePayload();
    void dropConsumed();

    ProtocolLimits m_limits;
    std::string m_buffer{};
    std::size_t m_begin = 0;   ///< first byte that was not consumed
    std::size_t m_scanned = 0; ///< no line end before here; keeps slow lines linear
    std::optional<Pending> m_pending{};
    std::optional<Error> m_error{};
};

/// What INFO says, as far as this program cares. Absent members have these defaults.
struct ServerInfo {
    std::string name{};
    std::string id{};
    std::string version{};
    std::string nonce{}; ///< to be signed; empty: no signature wanted
    std::size_t maxPayload = 1024 * 1024;
    bool headers = false;
    bool authRequired = false;
    bool tlsRequired = false;
    bool tlsAvailable = false;
};

/// Reads the JSON of an INFO line; NetProtocol if it is no JSON object or a member has the wrong type.
Result<ServerInfo> parseServerInfo(std::string_view json);

/// What CONNECT says besides the constants (verbose off, pedantic off, headers and no_responders on, echo on).
struct ConnectOptions {
    std::string userToken{}; ///< empty: no sign-in
    std::string signature{}; ///< of the nonce, base64url without padding; empty: none
    std::string name{};
    std::string version{};
    bool tls = false;
};

/// The lines a client sends, CR LF included. Names are the caller's to check, see checkPublishSubject().
std::string writeConnect(const ConnectOptions& options);
/// @param reply    empty: none. @param headers  a block as checkHeaderBlock() wants it; empty: none.
std::string writePublish(const std::string& subject, const std::string& reply, std::string_view headers,
                         std::string_view payload);
/// @param queue  empty: no queue group.
std::string writeSubscribe(const std::string& subject, const std::string& queue, std::uint64_t id);
/// @param id  as given to writeSubscribe().
std::string writeUnsubscribe(std::uint64_t id);
inline constexpr std::string_view pingLine = "PING\r\n";
inline constexpr std::string_view pongLine = "PONG\r\n";

/// Whether text can stand as subject, reply or queue name in a line: anything else would become a second command.
///
/// @return SubjectEmpty, or SubjectBadCharacter for white space and control characters. Wildcards are the server's
/// matter.
Status checkWireName(std::string_view text);

/// A header block to send: begins with the version, ends with an empty line, holds no other empty line; else
/// NetProtocol. Blocks that arrive are not checked: any client could then end the connections of all its readers.
Status checkHeaderBlock(std::string_view headers);

/// NetPayloadTooLarge if headers and payload together are more than the server takes; else where they would be cut off.
Status checkPayload(std::size_t bytes, const ServerInfo& info, const std::string& subject);

} // namespace gd
