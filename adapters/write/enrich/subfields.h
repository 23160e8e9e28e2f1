// SPDX-License-Identifier: Apache-2.0
// subfields.h - more subfields for the purpose of a structured :86:.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// A subfield with its sign and key, "?22INV-4711", and how many of the words
/// it holds.
struct Subfield {
  std::string text;
  size_t words = 0;
};

/// Returns subfields for `words`, as long as there are free keys: with the keys
/// behind the last one of the purpose in `whole` (20 to 29, then 60 to 63), of
/// at most 27 letters, none of them full, so that readers put a blank between
/// them. Where the purpose has tags, the words go to SVWZ+. Source:
/// DFUe-Abkommen annex 3, MT940 field 86. Requires: no word has the sign, or
/// more than 21 letters.
std::vector<Subfield> MoreSubfields(std::string_view whole, char sign,
                                    const std::vector<std::string>& words);

}  // namespace cashmatch
