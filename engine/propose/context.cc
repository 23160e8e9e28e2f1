// SPDX-License-Identifier: Apache-2.0
// context.cc - which items a receipt may touch.
// Tested by tests/unit/engine/propose/context_test.cc
#include "engine/propose/context.h"

#include <algorithm>

#include "engine/base/planted_bug.h"

namespace cashmatch {

CompanyScope::CompanyScope(const BookTables& book, const Policy& policy) {
  for (const auto& [account, rules] : policy.accounts) {
    if (rules.company_codes.empty()) continue;
    std::vector<uint32_t>& numbers = by_account_[account];
    for (uint32_t i = 0; i < book.companies.size(); ++i) {
      const auto& codes = rules.company_codes;
      if (std::find(codes.begin(), codes.end(), book.companies[i]) !=
          codes.end()) {
        numbers.push_back(i);
      }
    }
  }
}

const std::vector<uint32_t>* CompanyScope::Of(std::string_view account) const {
  if (by_account_.empty()) return nullptr;
  const auto found = by_account_.find(account);
  return found == by_account_.end() ? nullptr : &found->second;
}

namespace {

bool InScope(const std::vector<uint32_t>* companies, const ItemHot& hot) {
  return companies == nullptr || std::find(companies->begin(), companies->end(),
                                           hot.company) != companies->end();
}

}  // namespace

ExceptionCode WhyNotByReference(const QuotingMoney& money, const ItemHot& item,
                                Minor open) {
  if (item.currency != money.currency && !Planted("any currency pays")) {
    return ExceptionCode::kCurrencyMismatch;
  }
  if (open == 0) return ExceptionCode::kPaidTwice;
  if (item.document_date > money.booking_date) {
    return ExceptionCode::kFutureItem;
  }
  if (!InScope(money.companies, item)) return ExceptionCode::kCompanyMismatch;
  return ExceptionCode::kNone;
}

ExceptionCode WhyNotByReference(const ReceiptView& view, ItemRow row) {
  return WhyNotByReference(
      {view.receipt.currency, view.receipt.booking_date, view.companies},
      view.Hot(row), view.Open(row));
}

bool EligibleByAmount(const ReceiptView& view, ItemRow row,
                      int32_t prepayment_days) {
  const ItemHot& hot = view.Hot(row);
  return hot.currency == view.receipt.currency && view.Open(row) > 0 &&
         !IsCredit(hot.type) && hot.type != DocumentType::kOrder &&
         MayBePaidByAmount(hot.status) &&
         hot.document_date <= view.receipt.booking_date + prepayment_days &&
         InScope(view.companies, hot);
}

bool MayBePaidByAmount(ItemStatus status) {
  // A closed item that has something open again was returned.
  return status == ItemStatus::kOpen || status == ItemStatus::kPromised ||
         status == ItemStatus::kClosed;
}

Minor EarnedBy(const ReceiptView& view, ItemRow row) {
  const CustomerRow customer = view.Hot(row).customer;
  return EarnedDiscount(OffersOf(view.book, row, view.Open(row)),
                        view.receipt.booking_date,
                        view.PolicyOf(customer).grace_days);
}

bool NumberedBefore(const BookTables& book, ItemRow a, ItemRow b) {
  const std::string_view x = book.Number(a);
  const std::string_view y = book.Number(b);
  if (x.size() != y.size()) return x.size() < y.size();
  return x != y ? x < y : a < b;
}

bool Interchangeable(const ReceiptView& view, ItemRow a, ItemRow b) {
  const ItemHot& x = view.Hot(a);
  const ItemHot& y = view.Hot(b);
  const auto linked = [&](ItemRow row) {
    const ItemRare* const rare = view.book.Rare(row);
    return rare == nullptr ? std::string_view() : rare->linked_item;
  };
  if (linked(a) != linked(b)) return false;
  return view.Open(a) == view.Open(b) && x.open == y.open &&
         x.customer == y.customer && x.document_date == y.document_date &&
         x.due_date == y.due_date && x.terms == y.terms &&
         x.company == y.company && x.currency == y.currency &&
         x.type == y.type && x.status == y.status;
}

}  // namespace cashmatch
