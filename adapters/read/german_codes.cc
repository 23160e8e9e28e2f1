// SPDX-License-Identifier: Apache-2.0
// german_codes.cc - the codes of payments that come back.
// Tested by tests/unit/adapters/read/german_codes_test.cc
#include "adapters/read/german_codes.h"

#include <algorithm>
#include <array>

namespace cashmatch {
namespace {

struct Row {
  std::string_view digits;
  GermanCode code;
};

constexpr auto kRows = std::to_array<Row>({
    {"108", GermanCode::kReturnedItem},  // direct debit between companies
    {"109", GermanCode::kReturnedItem},  // direct debit
    {"110", GermanCode::kReturnedItem},  // card payment
    {"111", GermanCode::kReturnedItem},  // check
    {"159", GermanCode::kOursReturned},  // credit transfer
    {"181", GermanCode::kOursReturned},  // direct debit that we refused
    {"182", GermanCode::kOursReturned},  // card payment of ours
    {"183", GermanCode::kOursReturned},  // check of ours
    {"184", GermanCode::kOursReturned},  // direct debit between companies
    {"899", GermanCode::kStorno},
});

}  // namespace

GermanCode ReadGermanCode(std::string_view digits) {
  const auto row =
      std::find_if(kRows.begin(), kRows.end(),
                   [&](const Row& each) { return each.digits == digits; });
  return row == kRows.end() ? GermanCode::kOther : row->code;
}

}  // namespace cashmatch
