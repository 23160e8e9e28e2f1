// SPDX-License-Identifier: Apache-2.0
// by_exact.cc - one number, one item, its open amount.
// Tested by tests/unit/engine/propose/by_exact_test.cc
#include "engine/propose/by_exact.h"

#include "engine/book/normalize.h"
#include "engine/propose/confidence.h"

namespace cashmatch {
namespace {

bool NamesDocument(ReferenceType type) {
  return type == ReferenceType::kInvoice ||
         type == ReferenceType::kCreditorReference ||
         type == ReferenceType::kPurchaseOrder;
}

/// True if an advice line says nothing but what is paid.
bool IsPlain(const AdviceLine& line) {
  return line.adjustments_count == 0 &&
         (line.discount == kNotStated || line.discount == 0);
}

/// Returns the only reference that a receipt quotes, on a line, as a typed one
/// or as both, or nothing where it says anything else: charges, several lines,
/// another amount on the line. Texts are read only where there is none.
std::string_view OnlyReference(const ReceiptBlock& block,
                               const Receipt& receipt) {
  if (receipt.charges != kNotStated || receipt.advice_count > 1) return {};
  std::string_view only;
  for (const AdviceLine& line : block.Advice(receipt)) {
    if (line.paid != receipt.amount || !IsPlain(line)) return {};
    only = line.reference;
  }
  for (const Reference& reference : block.References(receipt)) {
    if (!NamesDocument(reference.type)) continue;
    if (reference.type != ReferenceType::kInvoice) return {};
    const bool said_before = receipt.advice_count != 0 || !only.empty();
    if (said_before && reference.value != only) return {};
    only = reference.value;
  }
  return only;
}

}  // namespace

void ExactLookup::Find(std::span<Found> found) {
  for (Found& it : found) {
    it.run = 0;
    it.item = kNoItem;
    if (room_.size() < it.number.size()) room_.resize(it.number.size());
    const std::string_view normal = PutNormal(it.number, room_.data());
    if (normal.empty()) {
      it.number = {};
      continue;
    }
    it.key = book_.NumberKey(normal);
    book_.numbers.Prefetch(it.key);
  }
  for (Found& it : found) {
    if (it.number.empty()) continue;
    it.run = book_.numbers.Find(it.key);
    const uint32_t row = KeyIndex::OnlyRow(it.run);
    if (row == KeyIndex::kNoRow) continue;
    it.item = ItemRow{row};
    __builtin_prefetch(&book_.texts[row]);
    __builtin_prefetch(&book_.hot[row]);
    if (state_ != nullptr) state_->Prefetch(it.item);
  }
  for (const Found& it : found) {
    if (it.item == kNoItem) continue;
    const std::string_view number = book_.Number(it.item);
    __builtin_prefetch(number.data());
    __builtin_prefetch(number.data() + number.size());  // often another line
  }
  for (Found& it : found) {
    if (it.item != kNoItem && book_.Number(it.item) != it.number) {
      it.item = kNoItem;
    }
  }
}

bool TakesExactly(const QuotingMoney& money, Minor amount, const ItemHot& item,
                  Minor open, Millionths apply) {
  return open == amount && open > 0 && item.status != ItemStatus::kBlocked &&
         WhyNotByReference(money, item, open) == ExceptionCode::kNone &&
         ConfidenceOf(Rule::kExactReference) >= apply;
}

void ExactProposer::Look(std::span<const ReceiptRow> rows) {
  for (size_t i = 0; i < rows.size(); ++i) {
    found_[i].number =
        OnlyReference(receipts_, receipts_.receipts[Index(rows[i])]);
  }
  lookup_.Find(std::span(found_).first(rows.size()));
}

bool ExactProposer::Propose(ItemRow item, std::string_view number,
                            const ReceiptView& view, ProposalBlock* out) {
  const ItemHot& hot = view.Hot(item);
  const Minor open = view.Open(item);
  const QuotingMoney money{view.receipt.currency, view.receipt.booking_date,
                           view.companies};
  if (!TakesExactly(money, view.receipt.amount, hot, open,
                    view.PolicyOf(hot.customer).apply)) {
    return false;
  }
  ProposedReceipt& receipt = out->receipts.emplace_back();
  receipt.first = static_cast<uint32_t>(out->proposals.size());
  receipt.count = 1;
  receipt.customer = hot.customer;
  receipt.references_first = static_cast<uint32_t>(out->references.size());
  receipt.trials_first = static_cast<uint32_t>(out->trials.size());
  receipt.trials_count = 1;
  out->trials.push_back(
      {Rule::kExactReference, Verdict::kMatched, 1, 0, item, number});
  Proposal& proposal = out->proposals.emplace_back();
  proposal.rule = Rule::kExactReference;
  proposal.confidence = ConfidenceOf(Rule::kExactReference);
  proposal.apply = true;
  proposal.customer = hot.customer;
  proposal.rows_first = static_cast<uint32_t>(out->rows.size());
  proposal.rows_count = 1;
  proposal.remainders_first = static_cast<uint32_t>(out->remainders.size());
  out->rows.push_back(
      {item, ApplicationKind::kPayment, open, std::string_view()});
  return true;
}

}  // namespace cashmatch
