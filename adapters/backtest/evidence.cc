// SPDX-License-Identifier: Apache-2.0
// evidence.cc - quoted numbers, known payers, and the ways to make an amount.
// Tested by tests/unit/adapters/backtest/evidence_test.cc
#include "adapters/backtest/evidence.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

namespace cashmatch {
namespace {

constexpr size_t kNumberBytesMin = 5;  // shorter ones stand in any text

// True if the quoted texts hold the number; a short one must stand alone.
bool Quotes(std::string_view quoted, const std::string& number) {
  if (number.empty()) return false;
  for (size_t at = quoted.find(number); at != std::string_view::npos;
       at = quoted.find(number, at + 1)) {
    const size_t end = at + number.size();
    const bool alone = (at == 0 || quoted[at - 1] == ' ') &&
                       (end == quoted.size() || quoted[end] == ' ');
    if (alone || number.size() >= kNumberBytesMin) return true;
  }
  return false;
}

}  // namespace

std::string_view NameOf(Evidence evidence) {
  constexpr std::string_view kNames[kEvidenceCount] = {
      "reference", "amount",   "ambiguous",  "uncounted",
      "inexact",   "no_payer", "nothing_due"};
  return kNames[static_cast<size_t>(evidence)];
}

std::vector<uint32_t> ClassesOfAlike(const Book& book) {
  std::vector<OpenItem> items;
  items.reserve(book.item_count());
  for (uint32_t i = 0; i < book.item_count(); ++i) {
    items.push_back(book.Item(ItemRow{i}));
  }
  const auto key = [&](uint32_t row) {
    const OpenItem& item = items[row];
    return std::tie(item.company_code, item.customer_id, item.currency,
                    item.type, item.status, item.payment_terms, item.amount,
                    item.document_date, item.due_date);
  };
  std::vector<uint32_t> order(items.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return key(a) != key(b) ? key(a) < key(b) : a < b;
  });
  std::vector<uint32_t> classes(items.size());
  uint32_t current = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || key(order[i]) != key(order[i - 1])) current = order[i];
    classes[order[i]] = current;
  }
  return classes;
}

EvidenceFinder::EvidenceFinder(const Book& book, const ReceiptBlock& receipts,
                               const KnownPayers& payers,
                               const std::vector<uint32_t>& classes,
                               const std::vector<Day>& last_cleared)
    : book_(book),
      receipts_(receipts),
      payers_(payers),
      classes_(classes),
      last_cleared_(last_cleared),
      items_of_(book.customer_count()) {
  for (uint32_t i = 0; i < book.item_count(); ++i) {
    items_of_[Index(book.CustomerOf(ItemRow{i}))].push_back(ItemRow{i});
  }
}

bool EvidenceFinder::IsQuoted(ItemRow row, std::string_view quoted) const {
  const OpenItem item = book_.Item(row);
  bool found = Quotes(quoted, Collapse(item.document_number));
  ForEachPart(item.references, [&](std::string_view part) {
    found = found || Quotes(quoted, Collapse(part));
  });
  return found;
}

bool EvidenceFinder::IsOpen(const OpenItem& item, ItemRow row,
                            const Receipt& receipt) const {
  const Day cleared = last_cleared_[Index(row)];
  return item.amount != 0 && item.status != ItemStatus::kClosed &&
         item.currency == receipt.currency &&
         item.document_date <= receipt.booking_date &&
         (cleared == kNoDay || cleared >= receipt.booking_date);
}

Ways EvidenceFinder::WaysToPay(const Receipt& receipt,
                               CustomerRow customer) const {
  std::map<std::string_view, std::map<uint32_t, AlikeItems>> companies;
  bool any_credit = false;
  for (const ItemRow row : items_of_[Index(customer)]) {
    const OpenItem item = book_.Item(row);
    if (!IsOpen(item, row, receipt)) continue;
    any_credit = any_credit || item.amount < 0;
    AlikeItems& alike = companies[item.company_code][classes_[Index(row)]];
    alike.amount = item.amount;
    ++alike.count;
  }
  Ways ways = Ways::kNone;
  for (const auto& [company, classes] : companies) {
    std::vector<AlikeItems> items;
    for (const auto& [number, alike] : classes) {
      // Without credits, what is larger than the receipt cannot be in it.
      if (any_credit || alike.amount <= receipt.amount) items.push_back(alike);
    }
    ways = Either(ways, CountWays(items, receipt.amount));
  }
  return ways;
}

Evidence EvidenceFinder::Of(const Receipt& receipt,
                            std::span<const ItemRow> items) const {
  const std::string quoted = QuotedText(receipts_, receipt);
  CustomerRow customer = kNoCustomer;
  bool all_quoted = true;
  for (const ItemRow row : items) {
    all_quoted = all_quoted && row != kNoItem && IsQuoted(row, quoted);
    if (row != kNoItem) customer = book_.CustomerOf(row);
  }
  if (all_quoted) return Evidence::kReference;
  if (customer == kNoCustomer ||
      !payers_.IsFrom(book_.CustomerId(customer), receipt, quoted)) {
    return Evidence::kNoPayer;
  }
  switch (WaysToPay(receipt, customer)) {
    case Ways::kOne:
      return Evidence::kAmount;
    case Ways::kSeveral:
      return Evidence::kAmbiguous;
    case Ways::kUncounted:
      return Evidence::kUncounted;
    case Ways::kNone:
      break;
  }
  return Evidence::kInexact;
}

}  // namespace cashmatch
