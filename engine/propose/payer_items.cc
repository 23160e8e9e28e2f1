// SPDX-License-Identifier: Apache-2.0
// payer_items.cc - gathering what a payer has open.
// Tested by tests/unit/engine/propose/payer_items_test.cc
#include "engine/propose/payer_items.h"

#include <algorithm>
#include <tuple>

namespace cashmatch {
namespace {

bool MayJoin(const ReceiptView& view, ItemRow row,
             const MatchingPolicy& policy) {
  if (EligibleByAmount(view, row, policy.prepayment_days)) return true;
  const ItemHot& hot = view.Hot(row);
  return policy.credits == CreditUse::kAny && IsCredit(hot.type) &&
         view.Open(row) < 0 && hot.status == ItemStatus::kOpen &&
         WhyNotByReference(view, row) == ExceptionCode::kNone;
}

PayerItems& BlockOf(CustomerRow payer, bool group, uint32_t company,
                    std::vector<PayerItems>* blocks) {
  for (PayerItems& block : *blocks) {
    if (block.customer == payer && block.company == company &&
        block.group == group) {
      return block;
    }
  }
  PayerItems& block = blocks->emplace_back();
  block.customer = payer;
  block.company = company;
  block.group = group;
  return block;
}

/// Adds the items of `customer` to the blocks of `payer`.
void Gather(const ReceiptView& view, CustomerRow customer, CustomerRow payer,
            bool group, std::vector<PayerItems>* blocks) {
  const MatchingPolicy& policy = view.PolicyOf(customer);
  for (const ItemRow row : view.book.ItemsOf(customer)) {
    __builtin_prefetch(&view.Hot(row));
    __builtin_prefetch(&view.book.texts[Index(row)]);
    view.state.Prefetch(row);
  }
  view.state.VisitItemsOf(customer, [&](ItemRow row) {
    if (view.Open(row) == 0 || !MayJoin(view, row, policy)) return;
    const ItemHot& hot = view.Hot(row);
    PayerItems& block = BlockOf(payer, group, hot.company, blocks);
    const Minor open = view.Open(row);
    block.rows.push_back(row);
    block.open.push_back(open);
    block.ask.push_back(open - (open > 0 ? EarnedBy(view, row) : 0));
    block.due.push_back(hot.due_date);
  });
}

/// Finds the items of a block that are interchangeable: the amount decides, not
/// the number. One that a word means is itself only.
void MarkTwins(const ReceiptView& view, PayerItems* block) {
  block->twin = block->rows;
  const auto key = [&](uint32_t i) {
    const ItemHot& hot = view.Hot(block->rows[i]);
    return std::tuple(block->open[i], hot.open, hot.customer, hot.document_date,
                      hot.terms, hot.type, hot.status);
  };
  std::vector<uint32_t> order;
  for (uint32_t first = 0, last = 0; first < block->size(); first = last) {
    while (last < block->size() && block->due[last] == block->due[first]) {
      ++last;
    }
    if (last - first < 2) continue;
    order.clear();
    for (uint32_t i = first; i < last; ++i) {
      if (view.mentions.Of(block->rows[i]) == nullptr) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
    for (size_t k = 1; k < order.size(); ++k) {
      if (Interchangeable(view, block->rows[order[k - 1]],
                          block->rows[order[k]])) {
        block->twin[order[k]] = block->twin[order[k - 1]];
      }
    }
  }
}

/// Brings the items of several customers, and those opened again, into the
/// order of their due dates.
PayerItems InOrder(const ReceiptView& view, PayerItems block) {
  block.twin = block.rows;
  std::vector<uint32_t> order(block.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const ItemHot& x = view.Hot(block.rows[a]);
    const ItemHot& y = view.Hot(block.rows[b]);
    return std::tie(x.due_date, x.document_date, block.rows[a]) <
           std::tie(y.due_date, y.document_date, block.rows[b]);
  });
  return block.Part(order);
}

}  // namespace

PayerItems PayerItems::Part(const std::vector<uint32_t>& positions) const {
  PayerItems part;
  part.customer = customer;
  part.company = company;
  part.group = group;
  for (const uint32_t i : positions) {
    part.rows.push_back(rows[i]);
    part.open.push_back(open[i]);
    part.ask.push_back(ask[i]);
    part.due.push_back(due[i]);
    part.twin.push_back(twin[i]);
  }
  return part;
}

uint32_t PayerItems::Alike(uint32_t position) const {
  return static_cast<uint32_t>(
      std::count(twin.begin(), twin.end(), twin[position]));
}

void GatherPayerItems(const ReceiptView& view, CustomerRow customer,
                      std::vector<PayerItems>* blocks) {
  const size_t first = blocks->size();
  Gather(view, customer, customer, false, blocks);
  for (size_t i = first; i < blocks->size(); ++i) {
    PayerItems& block = (*blocks)[i];
    if (!std::is_sorted(block.due.begin(), block.due.end())) {
      block = InOrder(view, block);
    }
    MarkTwins(view, &block);
  }
}

void GatherGroupItems(const ReceiptView& view, CustomerRow payer,
                      std::vector<PayerItems>* blocks) {
  const auto members = view.book.GroupOf(payer);
  if (members.empty() || members.size() > kGroupMost) return;
  for (const auto& [top, member] : members) {
    Gather(view, member, payer, true, blocks);
  }
  for (PayerItems& block : *blocks) {
    if (!block.group || block.customer != payer) continue;
    block = InOrder(view, block);
    MarkTwins(view, &block);
  }
}

}  // namespace cashmatch
