// SPDX-License-Identifier: Apache-2.0
//
// Writing JSON exactly as Go's encoding/json does, because token ids and signatures are made over these bytes.
#pragma once

#include "core/jwt/json_value.h"

#include <string>
#include <string_view>

namespace gd {

/// Appends `text` in quotes. Escapes `<`, `>`, `&`, U+2028, U+2029 besides what JSON needs; bytes that are not UTF-8
/// become \ufffd.
void appendJsonText(std::string& out, std::string_view text);

/// Appends a value without blanks.
void appendJson(std::string& out, const JsonValue& value);

/// Length of the UTF-8 sequence at `at`; 0 if there is none (cut, overlong, a surrogate, above U+10FFFF).
std::size_t utf8Length(std::string_view text, std::size_t at);

/// Compact JSON spread over lines, two blanks per level, for people. The input must be valid.
std::string indentedJson(std::string_view compact);

} // namespace gd
