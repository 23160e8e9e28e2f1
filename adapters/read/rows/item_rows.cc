// SPDX-License-Identifier: Apache-2.0
// item_rows.cc - the checks of an open item, and the joining of parts.
// Tested by tests/unit/adapters/read/rows/item_rows_test.cc
#include "adapters/read/rows/item_rows.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "adapters/read/own_amount.h"
#include "adapters/read/rows/duplicate_ids.h"
#include "adapters/read/rows/recent_days.h"
#include "engine/base/words.h"

namespace cashmatch {
namespace {

// The shortest row that passes all checks, `1,1,1,USD,1,2026-01-01` and a line
// end: bounds how many rows a part can have.
constexpr size_t kRowBytesMin = 23;

size_t RowsMax(const TextPart& part) {
  const size_t lines = part.lines + (part.text.ends_with('\n') ? 0u : 1u);
  return std::min(lines, part.text.size() / kRowBytesMin + 1);
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

  /// At most `most` rows will come. `packed` takes them, if it is there.
  ItemRows(const Policy* policy, size_t most, ItemPiece* packed)
      : policy_(policy), packed_(packed) {
    places_.reserve(most);
  }

  void Add(Cells cells, RowPlace place) override {
    place_ = place;
    ok_ = true;
    TakeCells(cells);
    OpenItem item;
    SetTexts(&item);
    SetWords(&item);
    SetAmounts(&item);
    SetDates(&item);
    if (ok_) CheckZero(item);
    if (!ok_) {
      if (!item.item_id.empty()) left_out_.push_back({item.item_id, place});
      return;
    }
    NoteOrder(item.item_id);
    places_.push_back(place);
    if (packed_ == nullptr) {
      items.push_back(item);
    } else {
      packed_->Add(item);
    }
  }

  /// Whether each id comes behind the one before, the first of them behind
  /// `*latest`, and no row was left out. `*latest` is then the last one.
  bool Ascends(std::string_view* latest) const {
    if (!ascends_ || !left_out_.empty()) return false;
    if (places_.empty()) return true;
    const bool behind = latest->data() == nullptr || *latest < first_id_;
    *latest = last_id_;
    return behind;
  }

  /// The ids of all rows, also of those that were left out.
  std::vector<IdAt> Ids() const {
    std::vector<IdAt> ids;
    for (size_t i = 0; i < places_.size(); ++i) {
      ids.push_back({packed_ == nullptr ? items[i].item_id : packed_->ItemId(i),
                     places_[i]});
    }
    const auto kept = static_cast<ptrdiff_t>(ids.size());
    ids.insert(ids.end(), left_out_.begin(), left_out_.end());
    std::ranges::inplace_merge(ids, ids.begin() + kept, {}, [](const IdAt& at) {
      return std::pair(at.place.line, at.place.offset);
    });
    return ids;
  }

  std::vector<OpenItem> items;  // where nobody packs them
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

  void NoteOrder(std::string_view id) {
    if (places_.empty()) {
      first_id_ = id;
    } else {
      ascends_ = ascends_ && last_id_ < id;
    }
    last_id_ = id;
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
    const ParsedAmount parsed = ParseOwnAmount(cell, item.currency);
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
    if (const std::optional<Day> parsed = days_.Read(cell)) {
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
    const size_t known = terms_.list().size();
    if (text.empty() || terms_.Number(text) < known) return;
    const bool code = policy_ != nullptr && policy_->terms.contains(text);
    if (!code && !ParseTerms(text)) unknown_terms.push_back({text, place_});
  }

  const Policy* policy_;
  ItemPiece* packed_;
  std::array<std::string_view, kItemColumnCount> cells_;
  RowPlace place_;
  bool ok_ = true;
  bool type_known_ = true;
  std::vector<RowPlace> places_;  // of the rows that were kept
  std::string_view first_id_, last_id_;
  bool ascends_ = true;
  std::vector<IdAt> left_out_;
  Words terms_;
  RecentDays days_;
};

ItemTable::ItemTable(const Policy* policy, OpenItemBlock* block)
    : policy_(policy), block_(block) {}

ItemTable::ItemTable(const Policy* policy, PackedItems* packed,
                     const Source& source)
    : policy_(policy), packed_(packed) {
  if (source.keep != nullptr) lasting_ = {source.bytes, source.keep};
}

ItemTable::~ItemTable() = default;

void ItemTable::Start(std::span<const TextPart> parts) {
  std::vector<size_t> most;
  for (const TextPart& part : parts) most.push_back(RowsMax(part));
  StartParts(most);
}

void ItemTable::StartRows(size_t most) { StartParts({&most, 1}); }

void ItemTable::StartParts(std::span<const size_t> most) {
  parts_.clear();
  if (packed_ != nullptr) *packed_ = PackedItems(most, lasting_);
  for (size_t i = 0; i < most.size(); ++i) {
    parts_.push_back(std::make_unique<ItemRows>(
        policy_, most[i], packed_ == nullptr ? nullptr : &packed_->pieces[i]));
  }
  if (packed_ != nullptr) return;
  size_t all = 0;
  for (size_t i = 0; i < most.size(); ++i) {
    all += most[i];
    if (i != 0) parts_[i]->items.reserve(most[i]);
  }
  if (!parts_.empty()) parts_[0]->items.reserve(all);  // JoinItems
}

RowSink* ItemTable::part(size_t index) { return parts_[index].get(); }

/// Whether each id of the file comes behind the one before: none comes again.
bool ItemTable::Ascends() const {
  std::string_view latest;
  return std::ranges::all_of(
      parts_, [&](const auto& part) { return part->Ascends(&latest); });
}

void ItemTable::AddDuplicates(RowFindings* findings) {
  if (Ascends()) return;
  std::vector<IdAt> ids;
  for (const auto& part : parts_) {
    const std::vector<IdAt> of_part = part->Ids();
    ids.insert(ids.end(), of_part.begin(), of_part.end());
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

/// Appends the rows of all parts to those of the first, which has the room.
void ItemTable::JoinItems() {
  std::vector<OpenItem> items;
  for (const auto& part : parts_) {
    if (items.empty()) {
      items = std::move(part->items);
    } else {
      items.insert(items.end(), part->items.begin(), part->items.end());
      std::vector<OpenItem>().swap(part->items);
    }
    block_->arena.Adopt(std::move(part->arena));
  }
  block_->items = std::move(items);
}

void ItemTable::Finish(Findings* findings) {
  RowFindings whole;
  AddDuplicates(&whole);
  AddUnknownTerms(&whole);
  for (const auto& part : parts_) part->findings.MoveTo(findings);
  whole.MoveTo(findings);
  if (block_ != nullptr) {
    JoinItems();
    if (findings->rejected()) block_->items.clear();
  } else if (findings->rejected()) {
    *packed_ = PackedItems();
  }
  parts_.clear();
}

}  // namespace cashmatch
