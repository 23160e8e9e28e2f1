// SPDX-License-Identifier: Apache-2.0
// receipt_identity.cc - the fields by which money is known again.
// Tested by tests/unit/engine/intake/duplicates_test.cc
#include "engine/model/receipt_identity.h"

#include "engine/base/hash.h"

namespace cashmatch {

namespace {

/// Calls `number` and `text` with the parts of the identity of a receipt, in
/// order; equal parts are the same money.
template <class Number, class Text>
void VisitIdentity(const ReceiptBlock& block, const Receipt& receipt,
                   const Number& number, const Text& text) {
  text(receipt.account);
  number(receipt.value_date);
  text(CodeOf(receipt.currency));
  number(receipt.direction == Direction::kCredit ? receipt.amount
                                                 : -receipt.amount);
  if (!receipt.bank_reference.empty()) {
    text("bank");
    text(receipt.bank_reference);
    return;
  }
  for (const auto type : {ReferenceType::kCheckNumber, ReferenceType::kTrace}) {
    for (const Reference& reference : block.References(receipt)) {
      if (reference.type != type) continue;
      text(type == ReferenceType::kTrace ? "trace" : "check");
      text(reference.value);
      if (type == ReferenceType::kCheckNumber) text(receipt.payer_account);
      return;
    }
  }
  text("text");
  text(receipt.payer_name);
  for (const std::string_view part : block.Texts(receipt)) text(part);
}

}  // namespace

std::string IdentityOf(const ReceiptBlock& block, const Receipt& receipt) {
  std::string key;
  const auto text = [&key](std::string_view part) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
  };
  VisitIdentity(
      block, receipt, [&](int64_t part) { text(std::to_string(part)); }, text);
  return key;
}

uint64_t IdentityHash(const ReceiptBlock& block, const Receipt& receipt) {
  uint64_t hash = 0;
  VisitIdentity(
      block, receipt,
      [&](int64_t part) { hash = HashMix(hash, static_cast<uint64_t>(part)); },
      [&](std::string_view part) { hash = HashText(part, hash); });
  return hash;
}

}  // namespace cashmatch
