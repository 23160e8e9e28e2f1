// SPDX-License-Identifier: Apache-2.0
// iban.cc - lengths of the registry and check digits.
// Tested by tests/unit/engine/model/iban_test.cc
#include "engine/model/iban.h"

#include <cstddef>

namespace cashmatch {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return c >= 'A' && c <= 'Z'; }

/// How long the IBANs of a country are; 0 for one that has none. Without it,
/// one in 97 IBANs would go on into the letters behind it.
size_t IbanLength(std::string_view country) {
  // Source: SWIFT IBAN registry (ISO 13616-2): country and length.
  constexpr std::string_view kLengths =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 "
      "CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 "
      "GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 "
      "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 "
      "MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 "
      "RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 "
      "UA29 VA22 VG24 XK20 YE30";
  for (size_t at = 0; at < kLengths.size(); at += 5) {
    if (kLengths.substr(at, 2) != country) continue;
    return static_cast<size_t>((kLengths[at + 2] - '0') * 10 +
                               (kLengths[at + 3] - '0'));
  }
  return 0;
}

}  // namespace

bool IsIban(std::string_view text) {
  if (text.size() < 15 || text.size() != IbanLength(text.substr(0, 2))) {
    return false;
  }
  if (!IsDigit(text[2]) || !IsDigit(text[3])) return false;
  unsigned rest = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + 4) % text.size()];
    if (IsDigit(c)) {
      rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
    } else if (IsLetter(c)) {
      rest = (rest * 100 + static_cast<unsigned>(c - 'A') + 10) % 97;
    } else {
      return false;
    }
  }
  return rest == 1;
}

}  // namespace cashmatch
