// SPDX-License-Identifier: Apache-2.0
// item_rows.cc - the checks of an open item, and the joining of parts.
// Tested by tests/unit/adapters/read/rows/item_rows_test.cc
#include "adapters/read/rows/item_rows.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "adapters/read/rows/duplicate_ids.h"
#include "engine/base/check.h"

namespace cashmatch {
namespace {

// The shortest row that passes all checks, `1,1,1,USD,1,2026-01-01` and a line
// end: bounds how many rows a part can have.
constexpr size_t kRowBytesMin = 23;

size_t RowsMax(const TextPart& part) {
  return std::min<size_t>(part.lines + size_t{1},
                          part.text.size() / kRowBytesMin + 1);
}

std::string ExpectedAmount(AmountFault fault, Currency currency) {
  if (fault == AmountFault::kTooManyDigits) {
    return "at most " + std::to_string(ExponentOf(currency)) +
           " decimals for " + std::string(CodeOf(currency));
  }
  if (fault == AmountFault::kOutOfRange) {
    return "at most " + FormatMoney(kAmountMax, currency);
  }
  return "a decimal such as 1250.00";
}

template <class E>
std::string ListWords(int count) {
  std::string words;
  for (int i = 0; i < count; ++i) {
    words += (i == 0 ? "" : ", ") + std::string(NameOf(static_cast<E>(i)));
  }
  return words;
}

}  // namespace

/// The rows of one part.
class ItemRows : public RowSink {
 public:
  struct UnknownTerms {
    std::string_view text;
    RowPlace place;
  };

  ItemRows(const Policy* policy, OpenItem* out, size_t most)
      : policy_(policy), out_(out), most_(most) {}

  void Add(Cells cells, RowPlace place) override {
    place_ = place;
    ok_ = true;
    TakeCells(cells);
    CASHMATCH_CHECK(count < most_);
    OpenItem* const item = out_ + count;
    SetTexts(item);
    SetWords(item);
    SetAmounts(item);
    SetDates(item);
    if (!item->item_id.empty()) ids.push_back({item->item_id, place});
    if (ok_) CheckZero(*item);
    if (ok_) {
      ++count;
    } else {
      *item = OpenItem();
    }
  }

  const OpenItem* begin() const { return out_; }

  size_t count = 0;       // rows written
  std::vector<IdAt> ids;  // of all rows, also of those with faults
  std::vector<UnknownTerms> unknown_terms;

 private:
  std::string_view Of(ItemColumn column) const {
    return cells_[static_cast<size_t>(column)];
  }

  Finding* Fault(std::string_view code, ItemColumn column) {
    ok_ = false;
    return findings.Add(code, Severity::kRejected, place_, NameOf(column));
  }
  Finding* Warn(std::string_view code, ItemColumn column) {
    return findings.Add(code, Severity::kWarning, place_, NameOf(column));
  }
  void Fault(std::string_view code, ItemColumn column, std::string_view found,
             std::string_view expected) {
    if (Finding* const f = Fault(code, column)) {
      f->found = Quote(found);
      f->expected = expected;
    }
  }
  static std::string_view NameOf(ItemColumn column) {
    return kItemColumns[static_cast<size_t>(column)].name;
  }

  /// Cuts off outer blanks and checks what every cell must have.
  void TakeCells(Cells cells) {
    for (size_t i = 0; i < kItemColumnCount; ++i) {
      cells_[i] = Trim(cells[i]);
      const auto column = static_cast<ItemColumn>(i);
      if (cells_[i].size() > kCellBytesMax) [[unlikely]] {
        if (Finding* const f = Fault("ITEM-LENGTH", column)) {
          f->found = std::to_string(cells_[i].size()) + " bytes";
          f->expected = "at most " + std::to_string(kCellBytesMax);
        }
      }
      if (cells_[i].empty() && kItemColumns[i].required) [[unlikely]] {
        if (Finding* const f = Fault("ITEM-REQUIRED", column)) {
          f->found = "nothing";
          f->expected = "a value in every row";
        }
      }
    }
  }

  void SetTexts(OpenItem* item) {
    item->item_id = Of(ItemColumn::kItemId);
    item->company_code = Of(ItemColumn::kCompanyCode);
    item->customer_id = Of(ItemColumn::kCustomerId);
    item->document_number = Of(ItemColumn::kDocumentNumber);
    item->references = Of(ItemColumn::kReferences);
    item->payment_terms = Of(ItemColumn::kPaymentTerms);
    item->instalment = Of(ItemColumn::kInstalment);
    item->linked_item = Of(ItemColumn::kLinkedItem);
    item->origin_receipt_id = Of(ItemColumn::kOriginReceiptId);
    CheckTerms(item->payment_terms);
  }

  void SetWords(OpenItem* item) {
    const std::string_view type = Of(ItemColumn::kDocumentType);
    type_known_ = type.empty() || ParseDocumentType(type, &item->type);
    if (!type_known_) {
      Fault("ITEM-TYPE", ItemColumn::kDocumentType, type,
            "one of " + ListWords<DocumentType>(7));
    }
    const std::string_view status = Of(ItemColumn::kStatus);
    if (!status.empty() && !ParseItemStatus(status, &item->status)) {
      Fault("ITEM-STATUS", ItemColumn::kStatus, status,
            "one of " + ListWords<ItemStatus>(5));
    }
    const std::string_view code = Of(ItemColumn::kCurrency);
    if (code.empty()) return;
    if (const std::optional<Currency> currency = ParseCurrency(code)) {
      item->currency = *currency;
    } else {
      Fault("ITEM-CURRENCY", ItemColumn::kCurrency, code,
            "an ISO 4217 code such as USD");
    }
  }

  void SetAmounts(OpenItem* item) {
    SetAmount(ItemColumn::kAmount, *item, &item->amount);
    SetAmount(ItemColumn::kOriginalAmount, *item, &item->original_amount);
    SetAmount(ItemColumn::kTaxAmount, *item, &item->tax_amount);
    SetAmount(ItemColumn::kDiscountAmount, *item, &item->discount_amount);
    SetAmount(ItemColumn::kDisputedAmount, *item, &item->disputed_amount);
  }

  void SetAmount(ItemColumn column, const OpenItem& item, Minor* amount) {
    const std::string_view cell = Of(column);
    if (cell.empty() || item.currency == Currency::kNone) return;
    const ParsedAmount parsed = ParseDecimal(cell, ExponentOf(item.currency));
    if (!parsed.ok()) {
      if (Finding* const f = Fault("ITEM-AMOUNT", column)) {
        f->found = Quote(cell);
        f->expected = ExpectedAmount(parsed.fault, item.currency);
      }
      return;
    }
    *amount = parsed.minor;
    const bool credit = IsCredit(item.type);
    if (type_known_ && (credit ? parsed.minor > 0 : parsed.minor < 0)) {
      if (Finding* const f = Fault("ITEM-SIGN", column)) {
        f->found = Quote(cell);
        f->expected =
            std::string(credit ? "a negative amount" : "a positive amount") +
            " for document type " + std::string(cashmatch::NameOf(item.type));
      }
    }
  }

  void SetDates(OpenItem* item) {
    SetDate(ItemColumn::kDocumentDate, &item->document_date);
    SetDate(ItemColumn::kDueDate, &item->due_date);
    SetDate(ItemColumn::kDiscountUntil, &item->discount_until);
    SetDate(ItemColumn::kClosedDate, &item->closed_date);
  }

  void SetDate(ItemColumn column, Day* day) {
    const std::string_view cell = Of(column);
    if (cell.empty()) return;
    if (const std::optional<Day> parsed = ParseIsoDay(cell)) {
      *day = *parsed;
    } else {
      Fault("ITEM-DATE", column, cell, "a date YYYY-MM-DD");
    }
  }

  void CheckZero(const OpenItem& item) {
    if (item.amount != 0 || item.status == ItemStatus::kClosed) return;
    ok_ = false;
    if (Finding* const f = Warn("ITEM-ZERO", ItemColumn::kAmount)) {
      f->found = Quote(Of(ItemColumn::kAmount));
      f->expected = "an open amount, or status closed";
      f->done = "item ignored";
    }
  }

  void CheckTerms(std::string_view text) {
    if (text.empty() || text == last_terms_) return;
    last_terms_ = text;
    if (!seen_terms_.insert(text).second) return;
    const bool code = policy_ != nullptr && policy_->terms.contains(text);
    if (!code && !ParseTerms(text)) unknown_terms.push_back({text, place_});
  }

  const Policy* policy_;
  OpenItem* out_;
  size_t most_;
  std::array<std::string_view, kItemColumnCount> cells_;
  RowPlace place_;
  bool ok_ = true;
  bool type_known_ = true;
  std::string_view last_terms_;
  std::set<std::string_view> seen_terms_;
};

ItemTable::ItemTable(const Policy* policy, OpenItemBlock* block)
    : policy_(policy), block_(block) {}

ItemTable::~ItemTable() = default;

void ItemTable::Start(std::span<const TextPart> parts) {
  size_t most = 0;
  for (const TextPart& part : parts) most += RowsMax(part);
  block_->items.clear();
  block_->items.resize(most);
  parts_.clear();
  OpenItem* out = block_->items.data();
  for (const TextPart& part : parts) {
    parts_.push_back(std::make_unique<ItemRows>(policy_, out, RowsMax(part)));
    out += RowsMax(part);
  }
}

void ItemTable::StartRows(size_t most) {
  block_->items.clear();
  block_->items.resize(most);
  parts_.clear();
  parts_.push_back(
      std::make_unique<ItemRows>(policy_, block_->items.data(), most));
}

RowSink* ItemTable::part(size_t index) { return parts_[index].get(); }

void ItemTable::AddDuplicates(RowFindings* findings) {
  std::vector<IdAt> ids;
  size_t count = 0;
  for (const auto& part : parts_) count += part->ids.size();
  ids.reserve(count);
  for (const auto& part : parts_) {
    ids.insert(ids.end(), part->ids.begin(), part->ids.end());
  }
  AddDuplicateFindings(ids, "ITEM-DUPLICATE", "item_id", findings);
}

void ItemTable::AddUnknownTerms(RowFindings* findings) {
  std::set<std::string_view> seen;
  for (const auto& part : parts_) {
    for (const auto& [text, place] : part->unknown_terms) {
      if (!seen.insert(text).second) continue;
      Finding* const f = findings->Add("ITEM-TERMS", Severity::kWarning, place,
                                       "payment_terms");
      if (f == nullptr) continue;
      f->found = Quote(text);
      f->expected = "terms such as 2/10 net 30, or a code of the rules file";
      f->done = "no discount, wherever it stands";
    }
  }
}

/// Closes the gaps that refused and ignored rows leave between the parts.
void ItemTable::JoinItems() {
  OpenItem* const first = block_->items.data();
  OpenItem* to = first;
  for (const auto& part : parts_) {
    if (to != part->begin()) {
      std::copy(part->begin(), part->begin() + part->count, to);
    }
    to += part->count;
    block_->arena.Adopt(std::move(part->arena));
  }
  block_->items.resize(static_cast<size_t>(to - first));
}

void ItemTable::Finish(Findings* findings) {
  RowFindings whole;
  AddDuplicates(&whole);
  AddUnknownTerms(&whole);
  for (const auto& part : parts_) part->findings.MoveTo(findings);
  whole.MoveTo(findings);
  JoinItems();
  if (findings->rejected()) block_->items.clear();
  parts_.clear();
}

}  // namespace cashmatch
