// SPDX-License-Identifier: Apache-2.0
// iban.h - whether a text is an international account number.
#pragma once

#include <string_view>

namespace cashmatch {

/// True if `text`, in capitals and without blanks, has a country that the
/// registry lists, the length of that country's IBANs and check digits that
/// hold. A creditor reference (ISO 11649) is none: no country is named RF. One
/// other text in 97 of that length passes by chance.
/// Source: ISO 13616; ISO 7064, mod 97-10.  Cost: linear, no allocation.
bool IsIban(std::string_view text);

}  // namespace cashmatch
