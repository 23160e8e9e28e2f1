// SPDX-License-Identifier: Apache-2.0
// random_case.cc - drawing books and receipts.
#include "tests/property/random_case.h"

#include <array>

#include "engine/base/hash.h"

namespace cashmatch::property {
namespace {

/// Draws from a counter, so that a case is a pure function of its seed.
class Draw {
 public:
  explicit Draw(uint64_t seed) : seed_(seed) {}
  uint64_t Below(uint64_t limit) { return HashMix(seed_, ++count_) % limit; }
  bool OneIn(uint64_t n) { return Below(n) == 0; }
  template <class T, size_t N>
  const T& Of(const std::array<T, N>& choices) {
    return choices[Below(N)];
  }

 private:
  uint64_t seed_;
  uint64_t count_ = 0;
};

constexpr std::array<Minor, 6> kAmounts = {10000, 4990, 25000,
                                           4990,  333,  70001};
constexpr Minor kSpreadMax = 300000;
constexpr uint64_t kPaidMax = 5;  // items of one payer in a receipt
constexpr std::array<std::string_view, 6> kNames = {
    "Northern Valve Works", "Harbour Grain", "Harbor Grain",
    "Miller & Sons",        "Millar Sons",   "Quartz Optics"};
constexpr std::array<std::string_view, 4> kTerms = {
    "", "2/10 net 30", "1/15 2/7 net 45", "net 60"};
constexpr Day kFirstDay = 20500;

class Maker {
 public:
  Maker(uint64_t seed, const CaseOptions& options)
      : draw_(seed), options_(options) {
    case_.texts.reserve(4096);  // views must not move
  }

  RandomCase Make() {
    MakePolicy();
    spread_ = options_.unquoted && draw_.OneIn(2);
    number_step_ = options_.slips && draw_.OneIn(2) ? 1379 : 1;
    const uint64_t customers = 2 + draw_.Below(4);
    for (uint64_t i = 0; i < customers; ++i) MakeCustomer(i);
    const uint64_t items = 4 + draw_.Below(16);
    for (uint64_t i = 0; i < items; ++i) MakeItem(i);
    MakeFile("monday", 3 + draw_.Below(12));
    MakeFile("tuesday", draw_.Below(6));
    if (options_.parts) MakeParts();
    if (options_.copies) CopyFile();
    return std::move(case_);
  }

 private:
  std::string_view Keep(std::string text) {
    case_.texts.push_back(std::move(text));
    return case_.texts.back();
  }

  void MakePolicy() {
    MatchingPolicy& p = case_.policy.general;
    const Currency usd = *ParseCurrency("USD");
    if (draw_.OneIn(2)) p.under.absolute[usd] = 500;
    if (draw_.OneIn(3)) p.under.percent = 5000;
    if (draw_.OneIn(3)) p.over.absolute[usd] = 100;
    p.grace_days = static_cast<int32_t>(draw_.Below(3));
    p.unearned = static_cast<Unearned>(draw_.Below(3));
    p.short_pay = static_cast<ShortPay>(draw_.Below(2));
    p.overpay = static_cast<Overpay>(draw_.Below(2));
    case_.policy.reasons["59"] = {"DAMAGE", Treatment::kDeduction};
    case_.policy.reasons["07"] = {"FREIGHT", Treatment::kWriteOff};
    if (options_.unquoted) {
      if (draw_.OneIn(2)) p.apply = 900'000;
      if (draw_.OneIn(2)) p.credits = CreditUse::kAny;
      p.prepayment_days = static_cast<int32_t>(draw_.Below(3));
      p.wait_days = static_cast<int32_t>(draw_.Below(3));
    }
    if (options_.companies && draw_.OneIn(2)) {
      case_.policy.accounts["0123"].company_codes = {"1000"};
    }
  }

  void MakeCustomer(uint64_t i) {
    Customer customer;
    customer.customer_id = Keep("C" + std::to_string(i));
    customer.name =
        options_.slips ? kNames[i] : Keep("Customer " + std::to_string(i));
    // Some share an account, so that an account means several or none.
    const uint64_t account = spread_ ? i : draw_.Below(4);
    customer.bank_accounts = Keep("021/" + std::to_string(account));
    case_.customers.push_back(customer);
  }

  std::string SomeNumber() {
    const std::string digits =
        std::to_string(1001 + number_step_ * draw_.Below(14));
    switch (draw_.Below(4)) {
      case 0:
        return "inv " + digits;
      case 1:
        return digits;
      default:
        return "INV-" + digits;
    }
  }

  void MakeItem(uint64_t i) {
    OpenItem item;
    item.item_id = Keep("I" + std::to_string(100 + i));
    item.document_number =
        Keep("INV-" + std::to_string(1001 + number_step_ *
                                                (draw_.OneIn(8) ? 0 : i % 14)));
    item.customer_id =
        case_.customers[draw_.Below(case_.customers.size())].customer_id;
    item.currency = *ParseCurrency(draw_.OneIn(10) ? "EUR" : "USD");
    item.amount = spread_ ? 1 + static_cast<Minor>(draw_.Below(kSpreadMax))
                          : draw_.Of(kAmounts);
    item.document_date = kFirstDay - static_cast<Day>(draw_.Below(20)) + 2;
    item.payment_terms = draw_.Of(kTerms);
    if (draw_.OneIn(6)) {
      item.type = DocumentType::kCreditMemo;
      item.amount = -item.amount / 3;
    } else if (draw_.OneIn(8)) {
      item.status = static_cast<ItemStatus>(1 + draw_.Below(4));
    } else if (draw_.OneIn(8)) {
      item.original_amount = item.amount * 2;
    }
    if (options_.companies)
      item.company_code = draw_.OneIn(3) ? "2000" : "1000";
    case_.items.push_back(item);
  }

  void MakeFile(std::string_view name, uint64_t receipts) {
    ReceiptBlock& block = case_.files.emplace_back();
    block.AddFile(name, "test");
    for (uint64_t i = 0; i < receipts; ++i) MakeReceipt(&block, i);
  }

  void MakeReceipt(ReceiptBlock* block, uint64_t position) {
    Receipt* const receipt = block->Add();
    receipt->id = block->Keep(std::string(block->files[0].name) + "-" +
                              std::to_string(position));
    receipt->bank_reference = receipt->id;
    receipt->account = "0123";
    receipt->position = static_cast<uint32_t>(position);
    receipt->currency = *ParseCurrency("USD");
    receipt->booking_date = kFirstDay + static_cast<Day>(draw_.Below(4));
    receipt->value_date = receipt->booking_date;
    if (draw_.OneIn(2)) {
      receipt->payer_account =
          block->Keep("21/" + std::to_string(draw_.Below(5)));
    }
    if (draw_.OneIn(4)) {
      receipt->payer_name =
          block->Keep("CUSTOMER, " + std::to_string(draw_.Below(6)));
    }
    if (options_.provisional && draw_.OneIn(8)) receipt->provisional = true;
    if (options_.charges && draw_.OneIn(4)) receipt->charges = 2500;
    if (options_.reversals && draw_.OneIn(6)) {
      receipt->direction = Direction::kDebit;
    }
    receipt->amount = options_.unquoted && draw_.OneIn(2)
                          ? PaySome(block, receipt)
                          : Quote(block);
  }

  /// Misspells a text as payers and scanners do.
  std::string Slip(std::string text) {
    if (text.size() < 3) return text;
    const size_t at = draw_.Below(text.size() - 1);
    switch (draw_.Below(4)) {
      case 0:
        std::swap(text[at], text[at + 1]);
        break;
      case 1:
        text.erase(at, 1);
        break;
      case 2:
        text.insert(at, 1, text[at]);
        break;
      default:
        text[at] = text[at] == '1' ? '7' : '1';
    }
    return text;
  }

  std::string MaybeSlip(std::string_view text) {
    return options_.slips && draw_.OneIn(3) ? Slip(std::string(text))
                                            : std::string(text);
  }

  /// Names a payer, quotes some of its items or none, and returns the amount of
  /// more of them, now and then less a discount, now and then wrong.
  Minor PaySome(ReceiptBlock* block, Receipt* receipt) {
    const Customer& payer =
        case_.customers[draw_.Below(case_.customers.size())];
    receipt->payer_account =
        draw_.OneIn(2) ? payer.bank_accounts : std::string_view{};
    receipt->payer_name = block->Keep(MaybeSlip(payer.name));
    const bool discount = draw_.OneIn(4);
    const uint64_t paid_most = 1 + draw_.Below(kPaidMax);
    const uint64_t quoted_most = draw_.OneIn(2) ? draw_.Below(kPaidMax) : 0;
    uint64_t paid = 0;
    Minor sum = 0;
    for (const OpenItem& item : case_.items) {
      if (item.customer_id != payer.customer_id || draw_.OneIn(3)) continue;
      sum += item.amount - (discount ? ShareHalfAway(item.amount, 20000) : 0);
      if (paid < quoted_most) {
        block->AddText("pays " + MaybeSlip(item.document_number));
      }
      if (++paid == paid_most) break;
    }
    if (sum <= 0) return draw_.Of(kAmounts);
    return draw_.OneIn(6) ? sum + 1 + static_cast<Minor>(draw_.Below(500))
                          : sum;
  }

  /// Adds references and returns an amount that sometimes fits them.
  Minor Quote(ReceiptBlock* block) {
    Minor sum = 0;
    const uint64_t quotes = draw_.Below(4);
    const bool typed = draw_.OneIn(2);
    for (uint64_t i = 0; i < quotes; ++i) {
      const OpenItem& item = case_.items[draw_.Below(case_.items.size())];
      const bool known = !draw_.OneIn(5);
      const std::string number =
          known ? MaybeSlip(item.document_number) : SomeNumber();
      if (known) sum += item.amount;
      if (options_.advice && draw_.OneIn(2)) {
        AddAdvice(block, number, item.amount);
      } else if (options_.mixed ? draw_.OneIn(2) : typed) {
        block->AddReference(ReferenceType::kInvoice, number);
      } else {
        block->AddText("pays " + number);
      }
    }
    if (sum <= 0 || draw_.OneIn(6)) sum = draw_.Of(kAmounts);
    switch (draw_.Below(8)) {
      case 0:
        return sum + static_cast<Minor>(draw_.Below(700));
      case 1:
        return sum - std::min<Minor>(sum, static_cast<Minor>(draw_.Below(700)));
      case 2:
        return sum - ShareHalfAway(sum, 20000);
      default:
        return sum;
    }
  }

  void AddAdvice(ReceiptBlock* block, const std::string& number, Minor open) {
    AdviceLine* const line = block->AddAdvice(number);
    line->paid = open;
    if (draw_.OneIn(3)) {
      line->discount = ShareHalfAway(open, 20000);
      line->paid = open - line->discount;
    }
    if (draw_.OneIn(4)) {
      line->paid -= 300;
      block->AddAdjustment(300, draw_.OneIn(2) ? "59" : "07", "");
    }
  }

  /// Pays items in two parts each, which come on different days and now and
  /// then are wrong; some quote what they pay.
  void MakeParts() {
    case_.policy.general.wait_days = static_cast<int32_t>(draw_.Below(4));
    ReceiptBlock& block = case_.files.emplace_back();
    block.AddFile("parts", "test");
    const uint64_t items = draw_.Below(4);
    uint64_t position = 0;
    for (uint64_t i = 0; i < items; ++i) {
      const OpenItem& item = case_.items[draw_.Below(case_.items.size())];
      if (item.amount < 100) continue;
      const bool quoted = draw_.OneIn(2);
      const Minor first = item.amount / 3 + static_cast<Minor>(draw_.Below(30));
      const Minor rest = item.amount - first + (draw_.OneIn(6) ? 1 : 0);
      for (const Minor part : {first, rest}) {
        MakePart(&block, item, part, quoted, position++);
      }
    }
  }

  void MakePart(ReceiptBlock* block, const OpenItem& item, Minor part,
                bool quoted, uint64_t position) {
    Receipt* const receipt = block->Add();
    receipt->id = block->Keep("part-" + std::to_string(position));
    receipt->bank_reference = receipt->id;
    receipt->account = "0123";
    receipt->position = static_cast<uint32_t>(position);
    receipt->currency = item.currency;
    receipt->booking_date = kFirstDay + static_cast<Day>(draw_.Below(4));
    receipt->value_date = receipt->booking_date;
    receipt->amount = part;
    for (const Customer& customer : case_.customers) {
      if (customer.customer_id != item.customer_id) continue;
      receipt->payer_account = customer.bank_accounts;
      receipt->payer_name = customer.name;
    }
    if (quoted)
      block->AddReference(ReferenceType::kInvoice, item.document_number);
  }

  /// Sends the first file again, with another name and one credit more.
  void CopyFile() {
    ReceiptBlock& block = case_.files.emplace_back();
    const ReceiptBlock& first = case_.files.front();
    block.AddFile("wednesday", "test");
    for (const Receipt& original : first.receipts) {
      Receipt copy = original;
      copy.references_count = copy.texts_count = copy.advice_count = 0;
      *block.Add() = copy;
      block.receipts.back().id = block.Keep("copy-" + std::string(original.id));
    }
  }

  Draw draw_;
  const CaseOptions& options_;
  RandomCase case_;
  bool spread_ = false;       // amounts, and accounts, that do not collide
  uint64_t number_step_ = 1;  // from one document number to the next
};

}  // namespace

RandomCase MakeCase(uint64_t seed, const CaseOptions& options) {
  return Maker(seed, options).Make();
}

Book RandomCase::MakeBook(uint64_t seed) const {
  OpenItemBlock item_block;
  item_block.items = items;
  CustomerBlock customer_block;
  customer_block.customers = customers;
  return Book::Build(std::move(item_block), std::move(customer_block), policy,
                     seed);
}

ReceiptBlock Join(std::vector<ReceiptBlock> files) {
  ReceiptBlock all;
  for (ReceiptBlock& file : files) all.Append(std::move(file));
  return all;
}

}  // namespace cashmatch::property
