// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace gd {

/// Content lines of all blocks in a text: a line that ends in dashes, one line of token characters, a line of dashes.
///
/// The rules are those of the reference library: the opening line needs `---` twice, the second time at its very end;
/// the closing line must begin and end with `---` and may end the text; lines end in LF or CRLF; what stands between
/// the dashes is not looked at. The views point into `text`.
std::vector<std::string_view> textBlocks(std::string_view text);

/// Without blanks and line ends at both ends.
std::string_view trimmedText(std::string_view text);

/// Some editors put U+FEFF in front of a file.
std::string_view withoutByteOrderMark(std::string_view text);

} // namespace gd
