// SPDX-License-Identifier: Apache-2.0
// mail.h - the parts of a mail that may be remittance advice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// One part that is no container, decoded.
struct MailPart {
  std::string type;  // "text/csv", lower case
  std::string content;
};

struct Mail {
  std::string from;             // the display name, else the address
  std::string date;             // as written
  std::vector<MailPart> parts;  // in the order of the mail
};

inline constexpr size_t kMailDepthMax = 8;    // containers in each other
inline constexpr size_t kMailPartsMax = 100;  // parts, containers among them
inline constexpr size_t kMailHeadMax = size_t{1} << 16;  // bytes of a header

/// Reads a mail: header lines, multipart containers and attached mails, base64
/// and quoted-printable. A work list instead of recursion; no part is larger
/// than the mail, however it is encoded. Character sets are left to whoever
/// reads a part.
///
/// Errors: false with what is wrong: no header, a container that is cut off or
/// without a boundary, an encoding that is unknown or damaged, a limit above.
/// Cost: linear for each level of containers.
/// Source: RFC 5322 and RFC 2045 to 2046.
bool ReadMail(std::string_view bytes, Mail* mail, std::string* fault);

/// True for text that begins with header lines of a mail.
bool LooksLikeMail(std::string_view bytes);

}  // namespace cashmatch
