// SPDX-License-Identifier: Apache-2.0
// payers.h - by what a statement gives a customer away, plainly and exactly.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/customer.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Letters and digits of a text, in upper case; all else is dropped.
std::string Collapse(std::string_view text);

/// All that a receipt quotes: payer's id, references, texts and advice,
/// collapsed, with one blank between two of them.
std::string QuotedText(const ReceiptBlock& receipts, const Receipt& receipt);

/// Names, accounts and numbers of the customers. It judges no likeness: this
/// measures what the data say, not what an engine could make of them.
class KnownPayers {
 public:
  explicit KnownPayers(const CustomerBlock& customers);

  /// True if the receipt comes from an account of the customer or into one that
  /// only it pays into, bears its name or an alias (cut short by the bank:
  /// kNameBytesMin at least), or quotes its number.
  bool IsFrom(std::string_view customer_id, const Receipt& receipt,
              std::string_view quoted) const;

 private:
  static constexpr size_t kNameBytesMin = 10;
  static constexpr size_t kNumberBytesMin = 5;
  struct Facts {
    std::vector<std::string> names, accounts, virtual_accounts, numbers;
  };
  std::map<std::string, Facts, std::less<>> customers_;
};

}  // namespace cashmatch
