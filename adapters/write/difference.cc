// SPDX-License-Identifier: Apache-2.0
// difference.cc - one alternative beside the first, item by item.
// Tested by tests/unit/adapters/write/difference_test.cc
#include "adapters/write/difference.h"

#include <algorithm>
#include <span>
#include <vector>

namespace cashmatch {
namespace {

// What sets two items apart; columns that are equal are left out.
void AppendItemDifference(const OpenItem& item, const OpenItem& first,
                          std::string* out) {
  std::string_view before = ": ";
  const auto tell = [&](std::string_view what, std::string_view mine,
                        std::string_view its) {
    if (mine == its) return;
    out->append(before).append(what).append(" ");
    out->append(mine.empty() ? "none" : mine).append(" not ");
    out->append(its.empty() ? "none" : its);
    before = ", ";
  };
  tell("customer", item.customer_id, first.customer_id);
  tell("company", item.company_code, first.company_code);
  tell("amount", FormatMoney(item.amount, item.currency),
       FormatMoney(first.amount, first.currency));
  tell("document date", FormatDay(item.document_date),
       FormatDay(first.document_date));
  tell("due date", FormatDay(item.due_date), FormatDay(first.due_date));
  tell("terms", item.payment_terms, first.payment_terms);
  tell("type", NameOf(item.type), NameOf(first.type));
  tell("status", NameOf(item.status), NameOf(first.status));
}

using SuggestionRows = std::vector<const Suggestion*>;

// The payments of one alternative.
SuggestionRows PaymentsOf(std::span<const Suggestion> rows, uint16_t rank) {
  SuggestionRows found;
  for (const Suggestion& row : rows) {
    if (row.rank == rank && row.kind == ApplicationKind::kPayment) {
      found.push_back(&row);
    }
  }
  return found;
}

const Suggestion* Find(const SuggestionRows& rows, ItemRow item) {
  const auto at =
      std::find_if(rows.begin(), rows.end(),
                   [item](const Suggestion* row) { return row->item == item; });
  return at == rows.end() ? nullptr : *at;
}

// Those rows of `rows` whose item `others` do not pay.
SuggestionRows Without(const SuggestionRows& rows,
                       const SuggestionRows& others) {
  SuggestionRows left;
  for (const Suggestion* const row : rows) {
    if (Find(others, row->item) == nullptr) left.push_back(row);
  }
  return left;
}

// "without INV-5 and INV-6"
void AppendMissing(const Results& results,
                   std::span<const Suggestion* const> rows, std::string* out) {
  if (rows.empty()) return;
  out->append(out->empty() ? "without " : "; without ");
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i != 0) out->append(i + 1 == rows.size() ? " and " : ", ");
    out->append(results.book.DocumentNumber(rows[i]->item));
  }
}

void AppendAmounts(const Results& results, const Suggestion& mine,
                   const Suggestion& its, std::string* out) {
  if (mine.amount == its.amount) return;
  const Currency currency = results.book.CurrencyOf(mine.item);
  out->append("amount " + FormatMoney(mine.amount, currency) + " not " +
              FormatMoney(its.amount, currency));
}

// A discount, fee or the like: is it in the first, too?
void AppendOtherKind(const Results& results, const Suggestion& suggestion,
                     std::span<const Suggestion> rows, uint16_t first_rank,
                     std::string* out) {
  for (const Suggestion& row : rows) {
    if (row.rank != first_rank || row.kind != suggestion.kind ||
        row.item != suggestion.item) {
      continue;
    }
    return AppendAmounts(results, suggestion, row, out);
  }
  out->append("not in the first");
}

}  // namespace

void AppendSuggestionDifference(const Results& results,
                                const Suggestion& suggestion,
                                std::string* out) {
  const auto rows =
      results.report.Suggestions(results.OutcomeAt(suggestion.receipt));
  const uint16_t first_rank = rows.front().rank;
  if (suggestion.rank == first_rank) return;
  if (suggestion.kind != ApplicationKind::kPayment) {
    AppendOtherKind(results, suggestion, rows, first_rank, out);
    return;
  }
  const SuggestionRows mine = PaymentsOf(rows, suggestion.rank);
  const SuggestionRows its = PaymentsOf(rows, first_rank);
  const SuggestionRows more = Without(mine, its);
  const SuggestionRows less = Without(its, mine);
  const auto at = static_cast<size_t>(
      std::find(more.begin(), more.end(), &suggestion) - more.begin());
  std::string words;
  if (at == more.size()) {
    AppendAmounts(results, suggestion, *Find(its, suggestion.item), &words);
  } else if (at < less.size()) {
    words.append(results.book.DocumentNumber(suggestion.item)).append(" for ");
    words.append(results.book.DocumentNumber(less[at]->item));
    AppendItemDifference(results.book.Item(suggestion.item),
                         results.book.Item(less[at]->item), &words);
  } else {
    words.append(results.book.DocumentNumber(suggestion.item));
    words.append(" beside them");
  }
  // What has no counterpart is told once, with the last row that differs.
  const bool tells =
      more.empty() ? &suggestion == mine.front() : at + 1 == more.size();
  if (tells && less.size() > more.size()) {
    AppendMissing(results, std::span(less).subspan(more.size()), &words);
  }
  out->append(words);
}

}  // namespace cashmatch
