// SPDX-License-Identifier: Apache-2.0
// subfields.cc - which keys of the purpose are free, and what goes into them.
// Tested by tests/unit/adapters/write/enrich/subfields_test.cc
#include "adapters/write/enrich/subfields.h"

#include <algorithm>
#include <array>

#include "adapters/read/mt940/tags.h"

namespace cashmatch {
namespace {

constexpr size_t kFull = 27;
constexpr std::string_view kPurpose = "SVWZ+";
constexpr auto kKeys =
    std::to_array<std::string_view>({"20", "21", "22", "23", "24", "25", "26",
                                     "27", "28", "29", "60", "61", "62", "63"});

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// What the purpose of a text has already.
struct Purpose {
  size_t free = 0;       // into kKeys
  bool tags = false;     // "EREF+" and the like
  bool in_svwz = false;  // its last tag
  size_t letters = 0;    // of its last subfield
};

void TakeSubfield(std::string_view key, std::string_view value,
                  Purpose* purpose) {
  const auto* const found = std::find(kKeys.begin(), kKeys.end(), key);
  if (found == kKeys.end()) return;
  purpose->free =
      std::max(purpose->free, static_cast<size_t>(found - kKeys.begin()) + 1);
  purpose->letters = value.size();
  if (!mt940::StartsWithPlusTag(value)) return;
  purpose->tags = true;
  purpose->in_svwz = value.starts_with(kPurpose);
}

Purpose ReadPurpose(std::string_view whole, char sign) {
  const auto starts = [&](size_t at) {
    return at + 2 < whole.size() && whole[at] == sign &&
           IsDigit(whole[at + 1]) && IsDigit(whole[at + 2]);
  };
  Purpose purpose;
  size_t at = 0;
  while (at < whole.size() && !starts(at)) ++at;
  while (at < whole.size()) {
    size_t end = at + 1;
    while (end < whole.size() && !starts(end)) ++end;
    TakeSubfield(whole.substr(at + 1, 2), whole.substr(at + 3, end - at - 3),
                 &purpose);
    at = end;
  }
  return purpose;
}

}  // namespace

std::vector<Subfield> MoreSubfields(std::string_view whole, char sign,
                                    const std::vector<std::string>& words) {
  const Purpose purpose = ReadPurpose(whole, sign);
  std::vector<Subfield> added;
  std::string value;
  if (purpose.tags && !purpose.in_svwz) {
    value = kPurpose;
  } else if (purpose.letters >= kFull) {
    value = " ";
  }
  size_t key = purpose.free, count = 0;
  const auto close = [&] {
    added.push_back({sign + std::string(kKeys[key++]) + value, count});
    value.clear();
    count = 0;
  };
  for (const std::string& word : words) {
    const size_t blank = count > 0 ? 1 : 0;
    if (key < kKeys.size() && value.size() + blank + word.size() >= kFull) {
      close();
    }
    if (key == kKeys.size()) break;
    if (count > 0) value += ' ';
    value += word;
    ++count;
  }
  if (count > 0) close();
  return added;
}

}  // namespace cashmatch
