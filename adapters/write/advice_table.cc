// SPDX-License-Identifier: Apache-2.0
// advice_table.cc - one row an advice.
// Tested by tests/unit/adapters/write/advice_table_test.cc
#include "adapters/write/advice_table.h"

#include "adapters/write/table_file.h"

namespace cashmatch {
namespace {

void AppendAdviceRow(const ReceiptBlock& advice, const Receipt& it,
                     const AdviceJoin& join, const ReceiptBlock& receipts,
                     RowAppender& row) {
  const Receipt* const receipt = join.receipt == kNoReceipt
                                     ? nullptr
                                     : &receipts.receipts[Index(join.receipt)];
  row.Key(it.id)
      .Key(advice.files[it.file].name)
      .Number(it.line)
      .Word(NameOf(join.status))
      .Word(NameOf(join.by))
      .Key(receipt == nullptr ? std::string_view() : receipt->id)
      .Key(receipt == nullptr ? std::string_view() : receipt->bank_reference)
      .Date(it.value_date)
      .Word(it.currency == Currency::kNone ? std::string_view()
                                           : CodeOf(it.currency))
      .MoneyIfStated(it.amount, it.currency)
      .Text(it.payer_name)
      .Number(it.advice_count)
      .End();
}

}  // namespace

bool WriteAdvice(const ReceiptBlock& advice,
                 const std::vector<AdviceJoin>& joins,
                 const ReceiptBlock& receipts, TableFormat format,
                 const std::string& folder, std::string* error) {
  const TableLayout layout(
      format, {"advice_id", "source_file", "source_line", "status", "joined_by",
               "receipt_id", "bank_reference", "date", "currency", "amount",
               "payer", "lines"});
  const auto rows = [&](size_t begin, size_t end, std::string* out) {
    RowAppender row(layout, out);
    for (size_t i = begin; i < end; ++i) {
      AppendAdviceRow(advice, advice.receipts[i], joins[i], receipts, row);
    }
  };
  return WriteRows(folder + "/" + TableFile("advice", format), layout.header(),
                   joins.size(), rows, error);
}

}  // namespace cashmatch
