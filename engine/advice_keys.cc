// SPDX-License-Identifier: Apache-2.0
// advice_keys.cc - receipts by trace, end-to-end id and check number.
// Tested by tests/unit/engine/join_advice_test.cc
#include "engine/advice_keys.h"

#include <utility>

namespace cashmatch {
namespace {

constexpr size_t kKeyLeast = 6;

}  // namespace

std::string AdviceKeyForm(std::string_view text) {
  std::string form;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') {
      form += static_cast<char>(c - 'a' + 'A');
    } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      form += c;
    }
  }
  const bool says = form != "NOTPROVIDED" && form != "NONREF" &&
                    form.find_first_not_of('0') != std::string::npos;
  return says ? form : std::string();
}

bool IsShortKey(std::string_view form) { return form.size() < kKeyLeast; }

bool IsUetr(std::string_view text) {
  return text.size() == 36 && text[8] == '-' && text[13] == '-' &&
         text[18] == '-' && text[23] == '-';
}

std::string CheckNumberForm(std::string_view text) {
  const size_t first = text.find_first_not_of('0');
  return first == std::string_view::npos ? std::string()
                                         : std::string(text.substr(first));
}

bool IsDocument(ReferenceType type) {
  return type == ReferenceType::kInvoice ||
         type == ReferenceType::kCreditorReference ||
         type == ReferenceType::kPurchaseOrder;
}

AdviceKeys::AdviceKeys(const ReceiptBlock& receipts) {
  for (size_t i = 0; i < receipts.receipts.size(); ++i) {
    const Receipt& receipt = receipts.receipts[i];
    if (!MayJoin(receipt)) continue;
    const ReceiptRow row{static_cast<uint32_t>(i)};
    // First what the payer set: a bank without a reference of its own may give
    // the end-to-end id as its reference.
    for (const bool by_payer : {true, false}) {
      for (const Reference& reference : receipts.References(receipt)) {
        const bool payers = reference.type == ReferenceType::kEndToEnd &&
                            !IsUetr(reference.value);
        if (payers != by_payer || IsDocument(reference.type) ||
            reference.type == ReferenceType::kCheckNumber) {
          continue;
        }
        AddKey(AdviceKeyForm(reference.value), {row, by_payer});
      }
    }
    AddKey(AdviceKeyForm(receipt.bank_reference), {row, false});
    for (const Reference& reference : receipts.References(receipt)) {
      if (reference.type != ReferenceType::kCheckNumber) continue;
      checks_[CheckNumberForm(reference.value)].push_back(row);
    }
  }
}

void AdviceKeys::AddKey(std::string form, KeyedReceipt at) {
  if (form.empty()) return;
  std::vector<KeyedReceipt>& known = keys_[std::move(form)];
  if (known.empty() || known.back().row != at.row) known.push_back(at);
}

std::span<const KeyedReceipt> AdviceKeys::Find(const std::string& form) const {
  const auto found = keys_.find(form);
  if (found == keys_.end() || found->second.size() > kAdviceCrowd) return {};
  return found->second;
}

std::span<const ReceiptRow> AdviceKeys::FindCheck(
    const std::string& form) const {
  const auto found = checks_.find(form);
  if (form.empty() || found == checks_.end() ||
      found->second.size() > kAdviceCrowd) {
    return {};
  }
  return found->second;
}

}  // namespace cashmatch
