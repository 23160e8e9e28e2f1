// SPDX-License-Identifier: Apache-2.0
// codes.cc - bank transaction codes of payments that come back.
// Tested by tests/unit/adapters/read/camt/codes_test.cc
#include "adapters/read/camt/codes.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "adapters/read/german_codes.h"

namespace cashmatch {
namespace {

/// What came to us is undone by a debit, what we sent by a credit.
struct Row {
  std::string_view family, subfamily;
  Side side;
};

constexpr auto kRows = std::to_array<Row>({
    {"IDDT", "UPDD", Side::kDebit},
    {"IDDT", "PRDD", Side::kDebit},
    {"IDDT", "RCDD", Side::kDebit},
    {"RCDT", "RRTN", Side::kDebit},
    {"RCDT", "RPCR", Side::kDebit},
    {"RRCT", "RRTN", Side::kDebit},
    {"RRCT", "RPCR", Side::kDebit},
    {"RCHQ", "UPCQ", Side::kDebit},
    {"RCHQ", "CQRV", Side::kDebit},
    {"RDDT", "UPDD", Side::kCredit},
    {"RDDT", "PRDD", Side::kCredit},
    {"RDDT", "RCDD", Side::kCredit},
    {"ICDT", "RRTN", Side::kCredit},
    {"ICDT", "RPCR", Side::kCredit},
    {"IRCT", "RRTN", Side::kCredit},
    {"IRCT", "RPCR", Side::kCredit},
    {"ICHQ", "UPCQ", Side::kCredit},
    {"ICHQ", "CQRV", Side::kCredit},
});

/// "NRTI+109+9075+914": the kind of SWIFT field 61 and the German code.
struct GermanText {
  std::string_view kind, digits;
};

GermanText ReadGermanText(std::string_view text) {
  constexpr size_t kKind = 4, kDigits = 3;
  constexpr std::string_view kKinds = "NFS";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const size_t end = kKind + 1 + kDigits;
  if (text.size() < end || text[kKind] != '+' ||
      kKinds.find(text[0]) == std::string_view::npos ||
      (text.size() > end && text[end] != '+')) {
    return {};
  }
  const std::string_view digits = text.substr(kKind + 1, kDigits);
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return {};
  return {text.substr(1, kKind - 1), digits};
}

Undoing UndoingOfGerman(std::string_view proprietary, Side side) {
  const GermanText text = ReadGermanText(proprietary);
  const GermanCode code = ReadGermanCode(text.digits);
  const bool storno = code == GermanCode::kStorno;
  const bool returned = text.kind == "RTI";
  if (side == Side::kDebit) {
    return returned || storno || code == GermanCode::kReturnedItem
               ? Undoing::kTakenBack
               : Undoing::kNone;
  }
  if (storno) return Undoing::kOursReversed;
  return returned || code == GermanCode::kOursReturned ? Undoing::kOursReturned
                                                       : Undoing::kNone;
}

}  // namespace

Undoing UndoingOf(const BankCodes& codes, Side side) {
  const bool listed =
      std::any_of(kRows.begin(), kRows.end(), [&](const Row& row) {
        return row.side == side && row.family == codes.family &&
               row.subfamily == codes.subfamily;
      });
  if (!listed) return UndoingOfGerman(codes.proprietary, side);
  return side == Side::kDebit ? Undoing::kTakenBack : Undoing::kOursReturned;
}

}  // namespace cashmatch
