// SPDX-License-Identifier: Apache-2.0
// encodings.h - base64 and quoted-printable to bytes.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch {

/// Decodes base64; blanks and line ends do not count. False: another character,
/// or an end inside a group.  Source: RFC 2045, 6.8.
bool DecodeBase64(std::string_view text, std::string* out);

/// Decodes quoted-printable; an `=` that is no code stands for itself, as mail
/// programs read it.  Source: RFC 2045, 6.7.
void DecodeQuotedPrintable(std::string_view text, std::string* out);

}  // namespace cashmatch
