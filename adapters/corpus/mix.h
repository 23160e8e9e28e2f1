// SPDX-License-Identifier: Apache-2.0
// mix.h - the kinds of receipts, how many of each, and what is expected of a
// matcher that meets one.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cashmatch {

/// In the order of the table in mix.cc.
enum class ReceiptClass : uint8_t {
  kExact,
  kStructured,  // an exact one of a camt file; drawn as kExact
  kSeveral,
  kDiscount,
  kAlternate,
  kTypo,
  kAmountOnly,
  kCombination,
  kShortPay,
  kOverPay,
  kUnknownReference,
  kUnmatched,
  kPaidAgain,
  kNotReceivable,
};
inline constexpr int kReceiptClassCount = 14;

struct ClassFacts {
  std::string_view name;      // in the mix file and in truth_receipts.csv
  uint32_t share;             // default, in hundredths of a per cent
  std::string_view expected;  // in truth_receipts.csv
  uint32_t demand;            // items it takes on average, in hundredths
};

const ClassFacts& FactsOf(ReceiptClass cls);

/// The four kinds of bank files.
enum class BankFormat : uint8_t { kBai2, kLockbox, kCamt, kNdjson };
inline constexpr int kBankFormatCount = 4;
std::string_view NameOf(BankFormat format);

/// Shares in hundredths of a per cent; each array adds up to 10,000.
struct Mix {
  std::array<uint32_t, kReceiptClassCount> classes{};
  std::array<uint32_t, kBankFormatCount> formats{};
  /// Every customer has about so many items; 0: few have most, one thousands.
  uint32_t payer_items = 0;

  /// Returns the class of receipt `index`. Among any n consecutive receipts the
  /// number of a class is within 2 or 3 of its share of n, so that no part of a
  /// corpus runs out of items. Source: Weyl's sequence with the golden ratio.
  ReceiptClass ClassOf(uint64_t seed, uint64_t index) const;

  /// Returns the items that `receipts` receipts take on average.
  uint64_t ItemsFor(uint64_t receipts) const;
};

Mix DefaultMix();

/// Reads a mix file: see README.md. Returns an empty string, or what is wrong
/// with it and where ("line 3: ...").
std::string ParseMix(std::string_view toml, Mix* mix);

}  // namespace cashmatch
