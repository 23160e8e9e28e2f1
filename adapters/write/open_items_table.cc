// SPDX-License-Identifier: Apache-2.0
// open_items_table.cc - residual_open_items: what is still open, in the columns
// of the input, so that the next run can start from it.
// Tested by tests/unit/adapters/write/open_items_table_test.cc
#include <span>
#include <vector>

#include "adapters/write/results.h"
#include "adapters/write/table_file.h"

namespace cashmatch {
namespace {

// A row of the book or, from the book's size on, an item that the run made.
using SourceRow = uint32_t;

TableLayout Layout(TableFormat format) {
  return TableLayout(
      format, {"item_id",        "company_code",    "customer_id",
               "document_type",  "document_number", "references",
               "currency",       "amount",          "document_date",
               "due_date",       "payment_terms",   "discount_amount",
               "discount_until", "original_amount", "tax_amount",
               "instalment",     "linked_item",     "disputed_amount",
               "status",         "closed_date",     "origin_receipt_id"});
}

// No cell is defused: all are keys, amounts and dates that come back as input.
void AppendItem(const OpenItem& item, Minor residual, RowAppender& row) {
  const Currency currency = item.currency;
  row.Key(item.item_id)
      .Key(item.company_code)
      .Key(item.customer_id)
      .Word(NameOf(item.type))
      .Key(item.document_number)
      .Key(item.references)
      .Word(CodeOf(currency))
      .Money(residual, currency)
      .Date(item.document_date)
      .Date(item.due_date)
      .Key(item.payment_terms)
      .MoneyIfStated(item.discount_amount, currency)
      .Date(item.discount_until)
      .MoneyIfStated(item.original_amount, currency)
      .MoneyIfStated(item.tax_amount, currency)
      .Key(item.instalment)
      .Key(item.linked_item)
      .MoneyIfStated(item.disputed_amount, currency)
      .Word(NameOf(item.status))
      .Date(item.closed_date)
      .Key(item.origin_receipt_id)
      .End();
}

bool StaysOpen(const Results& results, ItemRow row) {
  return results.report.residuals[Index(row)] != 0;
}

/// An item of the book as it stands after the run: a closed one that is open
/// was reopened by a return.
OpenItem ItemAfter(const Results& results, ItemRow row) {
  OpenItem item = results.book.Item(row);
  if (item.status == ItemStatus::kClosed) {
    item.status = ItemStatus::kOpen;
    item.closed_date = kNoDay;
  }
  return item;
}

/// What rows of the book say lies apart: asked for some rows ahead.
class Ahead {
 public:
  Ahead(const Results& results, std::span<const SourceRow> rows)
      : book_(results.book), rows_(rows) {}

  void Ask(size_t at) const {
    constexpr size_t kItems = 24, kTexts = 12, kCustomers = 6;
    if (IsInBook(at + kItems)) book_.Prefetch(Row(at + kItems));
    if (IsInBook(at + kTexts)) {
      book_.PrefetchTexts(Row(at + kTexts));
      book_.PrefetchCustomer(Row(at + kTexts));
    }
    if (IsInBook(at + kCustomers)) {
      book_.PrefetchCustomerId(Row(at + kCustomers));
    }
  }

 private:
  bool IsInBook(size_t at) const {
    return at < rows_.size() && rows_[at] < book_.item_count();
  }
  ItemRow Row(size_t at) const { return ItemRow{rows_[at]}; }

  const Book& book_;
  std::span<const SourceRow> rows_;
};

// Both lists are sorted by item_id; so is their merge.
std::vector<SourceRow> OpenRows(const Results& results) {
  const auto in_book = static_cast<SourceRow>(results.book.item_count());
  const std::vector<MadeItem>& made = results.report.made;
  std::vector<SourceRow> rows;
  rows.reserve(in_book + made.size());
  size_t next = 0;
  for (SourceRow row = 0; row < in_book; ++row) {
    if (!StaysOpen(results, ItemRow{row})) continue;
    for (; next < made.size() &&
           made[next].item.item_id < results.book.ItemId(ItemRow{row});
         ++next) {
      rows.push_back(in_book + static_cast<SourceRow>(next));
    }
    rows.push_back(row);
  }
  for (; next < made.size(); ++next) {
    rows.push_back(in_book + static_cast<SourceRow>(next));
  }
  return rows;
}

}  // namespace

bool WriteResidualOpenItems(const Results& results, TableFormat format,
                            const std::string& folder, std::string* error) {
  const TableLayout layout = Layout(format);
  const std::vector<SourceRow> open = OpenRows(results);
  const size_t in_book = results.book.item_count();
  const auto rows = [&](size_t begin, size_t end, std::string* out) {
    RowAppender row(layout, out);
    const Ahead ahead(results, std::span(open).first(end));
    for (size_t i = begin; i < end; ++i) {
      ahead.Ask(i);
      if (open[i] >= in_book) {
        const OpenItem& item = results.report.made[open[i] - in_book].item;
        AppendItem(item, item.amount, row);
      } else {
        const ItemRow at{open[i]};
        AppendItem(ItemAfter(results, at), results.report.residuals[open[i]],
                   row);
      }
    }
  };
  return WriteRows(folder + "/" + TableFile("residual_open_items", format),
                   layout.header(), open.size(), rows, error);
}

void AppendOpenItemJson(const OpenItem& item, std::string* out) {
  static const TableLayout layout = Layout(TableFormat::kNdjson);
  RowAppender row(layout, out);
  AppendItem(item, item.amount, row);
}

}  // namespace cashmatch
