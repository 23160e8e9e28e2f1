// SPDX-License-Identifier: Apache-2.0
// edit_distance.h - how far two short texts are apart, and what kind of slip
// would explain it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cashmatch {

/// Returns the optimal string alignment distance of `a` and `b`: the fewest
/// insertions, deletions, substitutions and swaps of neighbours, no place
/// edited twice; `edits_max + 1` if it is more than `edits_max`. Bytes, not
/// letters.
/// Requires: edits_max of 0, 1 or 2.
/// Cost: linear in the length, for the few ways in which two edits can lie.
int EditDistance(std::string_view a, std::string_view b, int edits_max = 2);

/// Tells whether EditDistance(a, b) <= 1, in one pass from both ends.
bool WithinOneEdit(std::string_view a, std::string_view b);

/// What would explain that a reference was read as it was. "Lost" is what the
/// known reference has and the read one has not, "extra" the other way.
enum class Slip : uint8_t {
  kNone,         // equal
  kConfusion,    // one or two signs that look alike: O/0, 1/I/L, RN/M
  kTransposed,   // two neighbours swapped
  kDoubled,      // one sign repeated: 10012 read as 100012
  kEndLost,      // the first or the last sign is missing
  kEndExtra,     // one sign too many, in front or at the end
  kSubstituted,  // one sign is another
  kLost,         // one sign is missing inside
  kExtra,        // one sign too many inside
  kPrefixLost,   // several signs in front are missing: 4500012345 as 12345
  kPrefixExtra,  // several signs in front are too many
  kSuffixLost,   // several signs at the end are missing
  kSuffixExtra,  // several signs at the end are too many
  kTwoEdits,     // two edits that are not both confusions
  kFar           // none of these
};

/// How a read reference differs from a known one.
struct EditCost {
  Slip slip = Slip::kFar;
  uint8_t edits = 0;       // edits made; the signs of a prefix or suffix count
  int32_t millionths = 0;  // 1'000'000 for a plain edit; less if it is likely
};

/// Explains `read` as `known` by the cheapest of the scripts of at most
/// `edits_max` edits that edit nowhere but where the texts first differ, or as
/// a known one with a lost or extra prefix or suffix of which at least
/// kStemMin signs remain. A look-alike pair (RN/M, VV/W, CL/D) is one edit.
/// kFar if there is none. Letter case counts: compare normal forms.
/// Cost: under a microsecond for texts of up to 64 bytes.
EditCost CompareReferences(std::string_view read, std::string_view known,
                           int edits_max = 2);

/// Signs that must remain when a prefix or suffix is lost or extra.
inline constexpr size_t kStemMin = 4;

/// Tells whether a scanner or a reader takes `a` for `b`: two different upper
/// case letters or digits of one of O0QD, 1IL7, 5S, 8B, 2Z, 6G, 4A, UV.
bool LookAlike(char a, char b);

}  // namespace cashmatch
