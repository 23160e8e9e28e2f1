// SPDX-License-Identifier: Apache-2.0
// open_items.cc - open items of an ERP's own export.
// Tested by tests/unit/adapters/read/mapped_csv/open_items_test.cc
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "adapters/read/mapped_csv/mapped_csv.h"
#include "adapters/read/mapped_csv/rows.h"
#include "adapters/read/mapped_csv/values.h"
#include "adapters/read/rows/item_rows.h"

namespace cashmatch {
namespace {

constexpr std::array<ItemColumn, 5> kAmounts = {
    ItemColumn::kAmount, ItemColumn::kOriginalAmount, ItemColumn::kTaxAmount,
    ItemColumn::kDiscountAmount, ItemColumn::kDisputedAmount};
constexpr std::array<ItemColumn, 4> kDates = {
    ItemColumn::kDocumentDate, ItemColumn::kDueDate, ItemColumn::kDiscountUntil,
    ItemColumn::kClosedDate};

/// Which side of the ledger an amount is of.
enum class ItemSide : uint8_t { kBySign, kDebit, kCredit };

/// Makes rows in our own spelling out of theirs. A row with a date or an amount
/// that is not written as the mapping says goes no further: read in our own
/// spelling, it could mean something else.
class ItemFile {
 public:
  ItemFile(const CsvMapping& mapping, MappedRows* rows, RowSink* sink)
      : mapping_(mapping), rows_(*rows), sink_(*sink) {}

  void Read() {
    while (rows_.Next()) {
      ok_ = true;
      for (size_t i = 0; i < kItemColumnCount; ++i) cells_[i] = rows_.Of(i);
      for (const ItemColumn column : kDates) Date(column);
      const ItemSide side = ChooseSide();
      const std::string_view written = Cell(ItemColumn::kAmount);
      for (const ItemColumn column : kAmounts) Amount(column);
      if (ok_) TakeSide(side, written);
      std::string_view& type = Cell(ItemColumn::kDocumentType);
      if (type.empty() && Cell(ItemColumn::kAmount).starts_with('-')) {
        type = "credit_memo";
      }
      const Place place = rows_.place();
      if (ok_) sink_.Add(cells_, {place.line, place.offset});
    }
  }

 private:
  std::string_view& Cell(ItemColumn column) {
    return cells_[static_cast<size_t>(column)];
  }
  std::string_view Side(ItemSideField field) {
    return rows_.Of(kItemColumnCount + static_cast<size_t>(field));
  }

  void Refuse(std::string_view code, ItemColumn column, std::string found,
              std::string expected) {
    ok_ = false;
    rows_.Report(code, Severity::kRejected,
                 kItemColumns[static_cast<size_t>(column)].name,
                 std::move(found), std::move(expected), "row left out");
  }

  void Date(ItemColumn column) {
    std::string_view& cell = Cell(column);
    if (cell.empty()) return;
    if (const auto day = ReadDayBy(mapping_.date_format, cell)) {
      cell = sink_.arena.Keep(FormatDay(*day));
    } else {
      Refuse("CSV-DATE", column, Quote(cell), "a date " + mapping_.date_format);
    }
  }

  void Amount(ItemColumn column) {
    std::string_view& cell = Cell(column);
    if (cell.empty()) return;
    const std::optional<std::string> plain = PlainDecimal(cell, mapping_);
    if (!plain) {
      return Refuse(
          "CSV-AMOUNT", column, Quote(cell),
          ExpectedAmount(AmountFault::kNotANumber, Currency::kNone, mapping_));
    }
    cell = sink_.arena.Keep(*plain);
  }

  /// Takes the amount from the column of its side, if there is one, and says
  /// which side that is: a debit is owed to us, a credit is the customer's.
  ItemSide ChooseSide() {
    const std::string_view debit = Side(ItemSideField::kDebit);
    const std::string_view credit = Side(ItemSideField::kCredit);
    std::string_view& amount = Cell(ItemColumn::kAmount);
    if (!IsZero(debit) && !IsZero(credit)) {
      Refuse("CSV-SIDE", ItemColumn::kAmount,
             Quote(debit) + " and " + Quote(credit), "an amount on one side");
    }
    if (!IsZero(debit) || (!debit.empty() && credit.empty())) {
      amount = debit;
      return ItemSide::kDebit;
    }
    if (!credit.empty()) {
      amount = credit;
      return ItemSide::kCredit;
    }
    if (!rows_.Knows(kItemColumnCount +
                     static_cast<size_t>(ItemSideField::kIndicator))) {
      return ItemSide::kBySign;
    }
    const std::string_view side = Side(ItemSideField::kIndicator);
    if (side == "debit") return ItemSide::kDebit;
    if (side == "credit") return ItemSide::kCredit;
    Refuse("CSV-SIDE", ItemColumn::kAmount,
           side.empty() ? "nothing" : Quote(side),
           "credit or debit, or a word of the mapping");
    return ItemSide::kBySign;
  }

  /// Gives the amounts of a row, plain by now, the sign of its side. Some
  /// programs write credits with a minus beside their word or column as well.
  void TakeSide(ItemSide side, std::string_view written) {
    if (side == ItemSide::kDebit && !IsZero(written) &&
        Cell(ItemColumn::kAmount).starts_with('-')) {
      Refuse("CSV-SIDE", ItemColumn::kAmount, Quote(written),
             "no minus beside debit");
    }
    if (side != ItemSide::kCredit) return;
    for (const ItemColumn column : kAmounts) {
      std::string_view& cell = Cell(column);
      if (cell.empty() || cell.starts_with('-')) continue;
      cell = sink_.arena.Keep("-" + std::string(cell));
    }
  }

  bool IsZero(std::string_view text) const {
    if (text.empty()) return true;
    const std::optional<std::string> plain = PlainDecimal(text, mapping_);
    return plain && plain->find_first_not_of("-0.") == std::string::npos;
  }

  const CsvMapping& mapping_;
  MappedRows& rows_;
  RowSink& sink_;
  std::array<std::string_view, kItemColumnCount> cells_;
  bool ok_ = true;  // the row at hand
};

}  // namespace

void ReadMappedOpenItems(const Source& source, const CsvMapping& mapping,
                         const Policy* policy, OpenItemBlock* block,
                         Findings* findings) {
  *block = OpenItemBlock();
  ItemTable table(policy, block);
  MappedRows rows(source, mapping, Severity::kRejected, &block->arena,
                  [&](Finding finding) { findings->Add(std::move(finding)); });
  table.StartRows(rows.most());
  if (rows.ok()) ItemFile(mapping, &rows, table.part(0)).Read();
  table.Finish(findings);
  findings->Finish();
}

}  // namespace cashmatch
