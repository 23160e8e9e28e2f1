// SPDX-License-Identifier: Apache-2.0
// brief.cc - receipts and plain ones as one sequence of rows.
// Tested by tests/system/brief_test.py
#include "adapters/write/brief.h"

#include <algorithm>
#include <vector>

#include "adapters/write/rows_ahead.h"
#include "adapters/write/table_file.h"
#include "engine/model/plain_reference.h"

namespace cashmatch {
namespace {

/// Rows that follow each other: places in Report::order, or rows of a deposit
/// that stayed plain.
struct Stretch {
  size_t end;                           // of all rows up to here
  size_t first, last;                   // of its own
  const PlainSettled* plain = nullptr;  // null: places in the order
};

/// Lays the receipts that stayed plain between the others.
class Sequence {
 public:
  explicit Sequence(const Results& results) : results_(results) {
    for (const PlainSettled& at : results.report.plain) LayDeposit(at);
    Add(next_, results.report.order.size(), nullptr);
  }

  size_t rows() const { return stretches_.empty() ? 0 : stretches_.back().end; }

  /// Calls `visit(stretch, first, last)` for what [begin, end) has of each.
  template <class Visitor>
  void Visit(size_t begin, size_t end, const Visitor& visit) const {
    auto at = std::ranges::upper_bound(stretches_, begin, {}, &Stretch::end);
    for (; begin < end; ++at) {
      const size_t start = at->end - (at->last - at->first);
      const size_t stop = std::min(end, at->end);
      visit(*at, at->first + (begin - start), at->first + (stop - start));
      begin = stop;
    }
  }

 private:
  void Add(size_t first, size_t last, const PlainSettled* plain) {
    if (first == last) return;
    stretches_.push_back({rows() + (last - first), first, last, plain});
  }

  const Receipt* NextReceipt() const {
    const auto& order = results_.report.order;
    return next_ == order.size() ? nullptr : &results_.ReceiptAt(order[next_]);
  }

  /// Negative for a receipt before the booking date and file of a deposit, 0
  /// for one of the same, positive behind.
  int Compare(const Receipt& receipt, const PlainDeposit& deposit,
              std::string_view file) const {
    if (receipt.booking_date != deposit.day) {
      return receipt.booking_date < deposit.day ? -1 : 1;
    }
    return results_.receipts.files[receipt.file].name.compare(file);
  }

  void LayDeposit(const PlainSettled& at) {
    const PlainFile& file = results_.receipts.plain[at.file];
    const PlainDeposit& deposit = file.deposits[at.deposit];
    const std::string_view name = results_.receipts.files[file.file].name;
    size_t row = deposit.first;
    const size_t last = row + deposit.count;
    while (row < last) {
      const size_t first = next_;
      const Receipt* receipt = NextReceipt();
      while (receipt != nullptr &&
             ComesBefore(*receipt, deposit, name, file.rows[row].position)) {
        ++next_;
        receipt = NextReceipt();
      }
      Add(first, next_, nullptr);
      const size_t stop =
          receipt == nullptr || Compare(*receipt, deposit, name) != 0
              ? last
              : RowAt(file, row, last, receipt->position);
      Add(row, stop, &at);
      row = stop;
    }
  }

  bool ComesBefore(const Receipt& receipt, const PlainDeposit& deposit,
                   std::string_view name, uint32_t position) const {
    const int order = Compare(receipt, deposit, name);
    return order < 0 || (order == 0 && receipt.position < position);
  }

  /// The first of some rows that is not before a position; made receipts have
  /// the position of the row they were made of, which is empty then.
  static size_t RowAt(const PlainFile& file, size_t first, size_t last,
                      uint32_t position) {
    const auto begin = file.rows.begin();
    const auto found = std::partition_point(
        begin + static_cast<std::ptrdiff_t>(first),
        begin + static_cast<std::ptrdiff_t>(last),
        [&](const PlainReceipt& row) { return row.position <= position; });
    return static_cast<size_t>(found - begin);
  }

  const Results& results_;
  std::vector<Stretch> stretches_;
  size_t next_ = 0;  // in the order
};

void AppendOrdered(const Results& results, size_t first, size_t last,
                   RowAppender& row) {
  const RowsAhead ahead(results);
  for (size_t i = first; i < last; ++i) {
    ahead.Ask(i, last);
    const ReceiptRow at = results.report.order[i];
    const Receipt& receipt = results.ReceiptAt(at);
    for (const Application& it :
         results.report.Applications(results.OutcomeAt(at))) {
      if (it.kind != ApplicationKind::kPayment) continue;
      row.Key(receipt.bank_reference)
          .Key(results.book.ItemId(it.item))
          .Money(it.amount, receipt.currency)
          .End();
    }
  }
}

/// Writes plain receipts of one deposit. Their items lie anywhere in the book,
/// so each is asked for some rows ahead.
class PlainRows {
 public:
  PlainRows(const Results& results, const PlainSettled& at)
      : book_(results.book),
        file_(results.receipts.plain[at.file]),
        deposit_(file_.deposits[at.deposit]),
        items_(results.report.plain_items[at.file]) {}

  void Append(size_t first, size_t last, RowAppender& row) {
    ForEach(first, last, [&](size_t i) {
      row.Key(BankReferenceParts(file_, deposit_, file_.rows[i]))
          .Key(book_.ItemId(items_[i]))
          .Money(file_.rows[i].amount, deposit_.currency)
          .End();
    });
  }

 private:
  template <class Visitor>
  void ForEach(size_t first, size_t last, const Visitor& visit) {
    constexpr size_t kRecordsAhead = 32, kItemsAhead = 24, kTextsAhead = 12;
    for (size_t i = first; i < last; ++i) {
      if (i + kRecordsAhead < last) {
        __builtin_prefetch(file_.bytes.data() +
                           file_.rows[i + kRecordsAhead].record);
      }
      if (IsIn(i + kItemsAhead, last)) {
        book_.PrefetchIds(items_[i + kItemsAhead]);
      }
      if (IsIn(i + kTextsAhead, last)) {
        book_.PrefetchTexts(items_[i + kTextsAhead]);
      }
      if (items_[i] != kNoItem) visit(i);
    }
  }

  bool IsIn(size_t i, size_t last) const {
    return i < last && items_[i] != kNoItem;
  }

  const Book& book_;
  const PlainFile& file_;
  const PlainDeposit& deposit_;
  const std::vector<ItemRow>& items_;
};

}  // namespace

bool WriteBriefApplications(const Results& results, TableFormat format,
                            const std::string& folder, std::string* error) {
  const TableLayout layout(format, {"bank_reference", "item_id", "amount"});
  const Sequence sequence(results);
  const auto rows = [&](size_t begin, size_t end, std::string* out) {
    RowAppender row(layout, out);
    sequence.Visit(begin, end,
                   [&](const Stretch& it, size_t first, size_t last) {
                     if (it.plain == nullptr) {
                       AppendOrdered(results, first, last, row);
                     } else {
                       PlainRows(results, *it.plain).Append(first, last, row);
                     }
                   });
  };
  return WriteRows(folder + "/" + TableFile("applications", format),
                   layout.header(), sequence.rows(), rows, error);
}

}  // namespace cashmatch
