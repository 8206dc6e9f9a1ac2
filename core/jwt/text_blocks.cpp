// SPDX-License-Identifier: Apache-2.0
#include "core/jwt/text_blocks.h"

#include <algorithm>

namespace gd {

namespace {

constexpr std::string_view dashes = "---";

struct Line {
    std::string_view text{};
    bool ended = false; ///< by LF or CRLF, not by the end of the text
};

std::vector<Line> linesOf(std::string_view text)
{
    std::vector<Line> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        const bool ended = end != std::string_view::npos;
        text.remove_prefix(ended ? end + 1 : text.size());
        if (ended && line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back({line, ended});
    }
    return lines;
}

bool opens(const Line& line)
{
    return line.ended && line.text.size() >= 6 && line.text.ends_with(dashes) &&
           line.text.substr(0, line.text.size() - 3).find(dashes) != std::string_view::npos;
}

bool closes(const Line& line)
{
    return line.text.size() >= 6 && line.text.starts_with(dashes) && line.text.ends_with(dashes);
}

bool isContent(const Line& line)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_-.=").find(c) != std::string_view::npos;
    };
    return line.ended && !line.text.empty() && std::ranges::all_of(line.text, allowed);
}

} // namespace

std::vector<std::string_view> textBlocks(std::string_view text)
{
    std::vector<std::string_view> blocks;
    const auto lines = linesOf(text);
    for (std::size_t i = 0; i + 2 < lines.size();) {
        if (opens(lines[i]) && isContent(lines[i + 1]) && closes(lines[i + 2])) {
            blocks.push_back(lines[i + 1].text);
            i += 3; // the closing line belongs to this block and opens no other
        } else {
            ++i;
        }
    }
    return blocks;
}

std::string_view trimmedText(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string_view withoutByteOrderMark(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    return text;
}

} // namespace gd
