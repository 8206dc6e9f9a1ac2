// SPDX-License-Identifier: Apache-2.0
#include "core/wire/nats_protocol.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gd {

namespace {

constexpr std::string_view lineEnd = "\r\n";

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// What separates the words of a line.
constexpr std::string_view blanks = " \t";

bool isBlank(char c)
{
    return blanks.find(c) != std::string_view::npos;
}

/// Whether the line begins with this operation; the name may be in any case and must end at a blank or the line's end.
bool isOperation(std::string_view line, std::string_view name)
{
    if (line.size() < name.size()) return false;
    if (line.size() > name.size() && !isBlank(line[name.size()])) return false;
    return std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) { return a == upper(b); });
}

struct Arguments {
    std::array<std::string_view, 5> items{};
    std::size_t count = 0; ///< 6: too many
};

Arguments splitArguments(std::string_view text)
{
    Arguments arguments;
    for (text = trimmed(text, blanks); !text.empty(); text = trimmed(text, blanks)) {
        if (arguments.count == arguments.items.size()) {
            ++arguments.count;
            return arguments;
        }
        const auto end = std::find_if(text.begin(), text.end(), isBlank);
        const auto length = static_cast<std::size_t>(end - text.begin());
        arguments.items[arguments.count++] = text.substr(0, length);
        text.remove_prefix(length);
    }
    return arguments;
}

/// Decimal digits only: no sign, no blank, no overflow.
std::optional<std::uint64_t> parseNumber(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The reason of -ERR stands in single quotes.
std::string unquoted(std::string_view text)
{
    text = trimmed(text, blanks);
    if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') text = text.substr(1, text.size() - 2);
    return std::string(text);
}

std::optional<ServerOp> simple(ServerOpKind kind, std::string text = {})
{
    ServerOp op;
    op.kind = kind;
    op.text = std::move(text);
    return op;
}

} // namespace

void ProtocolParser::feed(std::string_view bytes)
{
    if (m_error) return;
    dropConsumed();
    m_buffer.append(bytes);
}

Result<std::optional<ServerOp>> ProtocolParser::next()
{
    if (m_error) return *m_error;
    if (m_pending) return takePayload();
    const auto line = takeLine();
    if (!line) return line.error();
    if (!line.value()) return std::optional<ServerOp>{};
    return parseLine(**line);
}

Result<std::optional<ServerOp>> ProtocolParser::fail(std::string detail)
{
    m_error = Error{ErrorCode::NetProtocol, {}, std::move(detail)};
    m_buffer.clear();
    m_begin = m_scanned = 0;
    m_pending.reset();
    return *m_error;
}

/// A line without its end. The view lives until the next feed().
Result<std::optional<std::string_view>> ProtocolParser::takeLine()
{
    const auto found = m_buffer.find('\n', std::max(m_begin, m_scanned));
    const auto end = found == std::string::npos ? m_buffer.size() : found;
    const auto text = std::string_view(m_buffer).substr(m_begin, end - m_begin);
    // "INFO" is complete in each prefix that is longer than the limit of other lines, so the split does not matter.
    const auto limit = isOperation(text, "INFO") ? m_limits.infoLine : m_limits.controlLine;
    if (text.size() > limit) return fail("control line too long").error();
    m_scanned = end;
    if (found == std::string::npos) return std::optional<std::string_view>{};
    if (text.empty() || text.back() != '\r') return fail("line does not end in CR LF").error();
    m_begin = m_scanned = found + 1;
    return std::optional{text.substr(0, text.size() - 1)};
}

Result<std::optional<ServerOp>> ProtocolParser::parseLine(std::string_view line)
{
    const auto control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t';
    };
    if (std::any_of(line.begin(), line.end(), control)) return fail("control character in a line");
    if (isOperation(line, "MSG")) return parseMessageLine(line.substr(3), false);
    if (isOperation(line, "HMSG")) return parseMessageLine(line.substr(4), true);
    if (isOperation(line, "PING")) return simple(ServerOpKind::Ping);
    if (isOperation(line, "PONG")) return simple(ServerOpKind::Pong);
    if (isOperation(line, "+OK")) return simple(ServerOpKind::Ok);
    if (isOperation(line, "-ERR")) return simple(ServerOpKind::Err, unquoted(line.substr(4)));
    if (isOperation(line, "INFO")) return simple(ServerOpKind::Info, std::string(trimmed(line.substr(4), blanks)));
    return fail("unknown operation");
}

/// MSG subject id [reply] size, HMSG subject id [reply] header-size total-size.
Result<std::optional<ServerOp>> ProtocolParser::parseMessageLine(std::string_view text, bool hasHeaders)
{
    const auto arguments = splitArguments(text);
    const std::size_t needed = hasHeaders ? 4 : 3;
    if (arguments.count != needed && arguments.count != needed + 1) return fail("message line: number of arguments");
    const auto id = parseNumber(arguments.items[1]);
    const auto total = parseNumber(arguments.items[arguments.count - 1]);
    const auto header = hasHeaders ? parseNumber(arguments.items[arguments.count - 2]) : std::uint64_t{0};
    if (!id || !total || !header) return fail("message line: not a number");
    if (*total > m_limits.payload) return fail("payload too large");
    if (*header > *total) return fail("headers larger than the message");

    Pending pending;
    pending.op.kind = ServerOpKind::Message;
    pending.op.subscriptionId = *id;
    pending.op.message.subject = arguments.items[0];
    if (arguments.count == needed + 1) pending.op.message.reply = arguments.items[2];
    pending.headerBytes = static_cast<std::size_t>(*header);
    pending.totalBytes = static_cast<std::size_t>(*total);
    m_pending = std::move(pending);
    return takePayload();
}

Result<std::optional<ServerOp>> ProtocolParser::takePayload()
{
    if (buffered() < m_pending->totalBytes + lineEnd.size()) return std::optional<ServerOp>{};
    const auto bytes = std::string_view(m_buffer).substr(m_begin, m_pending->totalBytes + lineEnd.size());
    if (!bytes.ends_with(lineEnd)) return fail("payload does not end where it should");
    auto op = std::move(m_pending->op);
    op.message.headers = bytes.substr(0, m_pending->headerBytes);
    op.message.payload = bytes.substr(m_pending->headerBytes, m_pending->totalBytes - m_pending->headerBytes);
    m_begin += bytes.size();
    m_scanned = m_begin;
    m_pending.reset();
    return std::optional{std::move(op)};
}

/// Moving the rest to the front only when at least half is consumed keeps the work linear in the bytes fed.
void ProtocolParser::dropConsumed()
{
    if (m_begin < m_buffer.size() - m_begin) return;
    m_buffer.erase(0, m_begin);
    m_scanned = m_scanned > m_begin ? m_scanned - m_begin : 0;
    m_begin = 0;
}

} // namespace gd
