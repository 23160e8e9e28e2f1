// SPDX-License-Identifier: Apache-2.0
// small_book.cc - receipts to the items they might pay.
// Tested by the program itself: a run that applies nothing is a failure.
#include "tests/fuzz/small_book.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace cashmatch::fuzz {
namespace {

class Maker {
 public:
  Maker(OpenItemBlock* items, CustomerBlock* customers)
      : items_(items), customers_(customers) {}

  void Add(const ReceiptBlock& block, const Receipt& receipt) {
    if (receipt.currency == Currency::kNone || receipt.value_date == kNoDay) {
      return;
    }
    AddCustomer(receipt);
    for (const AdviceLine& line : block.Advice(receipt)) {
      const Minor paid = line.paid == kNotStated ? receipt.amount : line.paid;
      AddItem(receipt, line.reference, paid);
    }
    for (const Reference& reference : block.References(receipt)) {
      AddItem(receipt, reference.value, receipt.amount);
    }
    AddItem(receipt, "ALONE-" + Number(), receipt.amount);
    AddItem(receipt, "LARGER-" + Number(), receipt.amount + 100);
    AddItem(receipt, "CREDIT-" + Number(), -1 - receipt.amount / 10);
    if (OpenItem* item =
            AddItem(receipt, "CLOSED-" + Number(), receipt.amount)) {
      item->status = ItemStatus::kClosed;
      item->closed_date = receipt.value_date;
    }
  }

 private:
  std::string Number() const { return std::to_string(items_->items.size()); }
  std::string_view Keep(std::string_view text) {
    return items_->arena.Keep(text);
  }

  void AddCustomer(const Receipt& receipt) {
    Customer customer;
    TextArena& arena = customers_->arena;
    customer_ = "C" + std::to_string(customers_->customers.size());
    customer.customer_id = arena.Keep(customer_);
    customer.name = arena.Keep(receipt.payer_name);
    customer.bank_accounts = arena.Keep(receipt.payer_account);
    customer.ids = arena.Keep(receipt.payer_id);
    customers_->customers.push_back(customer);
  }

  OpenItem* AddItem(const Receipt& receipt, std::string_view number,
                    Minor amount) {
    if (number.empty() || amount == 0) return nullptr;
    OpenItem item;
    item.item_id = Keep("I" + Number());
    item.company_code = "1000";
    item.customer_id = Keep(customer_);
    item.document_number = Keep(number);
    item.references = Keep("PO-" + Number());
    item.payment_terms = "2/10 net 30";
    item.amount = amount;
    item.document_date = item.due_date = receipt.value_date - 20;
    item.currency = receipt.currency;
    item.type = amount < 0 ? DocumentType::kCreditMemo : DocumentType::kInvoice;
    items_->items.push_back(item);
    return &items_->items.back();
  }

  OpenItemBlock* items_;
  CustomerBlock* customers_;
  std::string customer_;
};

}  // namespace

void AddItemsFor(const ReceiptBlock& receipts, OpenItemBlock* items,
                 CustomerBlock* customers) {
  Maker maker(items, customers);
  for (const Receipt& receipt : receipts.receipts) {
    maker.Add(receipts, receipt);
  }
}

}  // namespace cashmatch::fuzz
