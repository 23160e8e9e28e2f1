// SPDX-License-Identifier: Apache-2.0
// payer_guess.h - what identify hands to propose: who may have paid, and which
// items the receipt quotes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/money.h"
#include "engine/model/ids.h"
#include "engine/model/report.h"

namespace cashmatch {

/// Why a customer is thought to be the payer, strongest first.
enum class PayerEvidence : uint8_t {
  kVirtualAccount,
  kBankAccount,
  kCustomerNumber,
  kName,
};

struct PayerGuess {
  CustomerRow customer = kNoCustomer;
  PayerEvidence evidence = PayerEvidence::kName;
};

/// The guesses on one receipt; those of the strongest evidence come first.
struct PayerGuesses {
  static constexpr int kMost = 4;
  std::array<PayerGuess, kMost> list;
  uint8_t count = 0;
  bool shared = false;  // the account pays for three or more unrelated customers
  bool crowded = false;  // more than kMost customers answer to one sign

  const PayerGuess* begin() const { return list.data(); }
  const PayerGuess* end() const { return list.data() + count; }
  bool Has(CustomerRow customer) const {
    for (const PayerGuess& guess : *this) {
      if (guess.customer == customer) return true;
    }
    return false;
  }
};

/// Words of the payer that change what may be done with the money.
enum class Directive : uint8_t {
  kNone,
  kRestricted,  // "paid in full", "final settlement": never applied unseen
  kOnAccount,   // "on account"
};

/// Where in the receipt a quote stands; decides how much it says.
enum class QuotePlace : uint8_t {
  kAdvice,  // a line of the remittance advice
  kTyped,   // a reference field that names a document
  kText,    // a word of free text
};

/// A reference of the receipt that was looked up in the book.
struct Quote {
  std::string_view text;
  QuotePlace place = QuotePlace::kText;
  Rule rule = Rule::kNone;     // how its items were found; kNone: not found
  uint32_t line = 0;           // of the advice, for kAdvice
  uint32_t items_first = 0;    // into Quotes::items
  uint32_t items_count = 0;
  bool crowded = false;        // more items than are kept
};

/// The quotes of one receipt, with all items that each of them names, open or
/// not, ascending. Reused from receipt to receipt.
struct Quotes {
  std::vector<Quote> list;
  std::vector<ItemRow> items;
  void Clear() {
    list.clear();
    items.clear();
  }
};

}  // namespace cashmatch
