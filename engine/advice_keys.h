// SPDX-License-Identifier: Apache-2.0
// advice_keys.h - the keys by which an advice and a receipt speak of each
// other.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/ids.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// A key that more receipts have names no payment; so many receipts of a payer
/// and an amount are not told apart.
inline constexpr size_t kAdviceCrowd = 256;

/// Letters and digits of a key, upper case: banks add blanks and hyphens.
/// Empty for what stands for no key, such as NOTPROVIDED and zeros alone.
std::string AdviceKeyForm(std::string_view text);

/// True for forms of fewer than 6 letters and digits, which many payers use.
bool IsShortKey(std::string_view form);

/// A UETR is a UUID: 36 characters with four hyphens. It is nobody else's.
bool IsUetr(std::string_view text);

/// A check number without its leading zeros.
std::string CheckNumberForm(std::string_view text);

/// Names a document that is paid, and not the payment.
bool IsDocument(ReferenceType type);

/// A receipt that has a key.
struct KeyedReceipt {
  ReceiptRow row{};
  bool by_payer = false;  // set by the payer: others may use it as well
};

/// The receipts that advice may join, by what identifies their payment: all but
/// debits and what their file holds back.
/// Cost: n log n in the references.  Threads: const use from any number.
class AdviceKeys {
 public:
  explicit AdviceKeys(const ReceiptBlock& receipts);

  /// The receipts that have the key of that form; none where it is a crowd's.
  std::span<const KeyedReceipt> Find(const std::string& form) const;
  /// The same by check number.
  std::span<const ReceiptRow> FindCheck(const std::string& form) const;

  static bool MayJoin(const Receipt& receipt) {
    return receipt.direction != Direction::kDebit && receipt.held.empty();
  }

 private:
  void AddKey(std::string form, KeyedReceipt at);

  // Ordered: no file can be made to collide in them.
  std::map<std::string, std::vector<KeyedReceipt>> keys_;
  std::map<std::string, std::vector<ReceiptRow>> checks_;
};

}  // namespace cashmatch
