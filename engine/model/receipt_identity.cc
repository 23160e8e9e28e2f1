// SPDX-License-Identifier: Apache-2.0
// receipt_identity.cc - the fields by which money is known again.
// Tested by tests/unit/engine/intake/duplicates_test.cc
#include "engine/model/receipt_identity.h"

namespace cashmatch {

std::string IdentityOf(const ReceiptBlock& block, const Receipt& receipt) {
  std::string key;
  const auto add = [&key](std::string_view part) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
  };
  add(receipt.account);
  add(std::to_string(receipt.value_date));
  add(CodeOf(receipt.currency));
  add(std::to_string(receipt.direction == Direction::kCredit
                         ? receipt.amount
                         : -receipt.amount));
  if (!receipt.bank_reference.empty()) {
    add("bank");
    add(receipt.bank_reference);
    return key;
  }
  for (const auto type : {ReferenceType::kCheckNumber, ReferenceType::kTrace}) {
    for (const Reference& reference : block.References(receipt)) {
      if (reference.type != type) continue;
      add(type == ReferenceType::kTrace ? "trace" : "check");
      add(reference.value);
      if (type == ReferenceType::kCheckNumber) add(receipt.payer_account);
      return key;
    }
  }
  add("text");
  add(receipt.payer_name);
  for (const std::string_view text : block.Texts(receipt)) add(text);
  return key;
}

}  // namespace cashmatch
