// SPDX-License-Identifier: Apache-2.0
// learned.cc - counts of lateness and shapes, as the next date was weighed by.
// Tested by tests/unit/adapters/write/learned_test.cc
#include "adapters/write/learned.h"

#include <numeric>
#include <span>
#include <vector>

#include "adapters/write/table_file.h"

namespace cashmatch {
namespace {

// The first day past due of a step; the first step has none.
std::string FirstDay(size_t step) {
  return step == 0 ? "null" : std::to_string(Lateness::kFrom[step - 1]);
}

// Thousandths of an item as items: 1500 as 1.5.
std::string Items(uint32_t thousandths) {
  std::string text = FormatDecimal(thousandths, 3);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

void AddLateness(const Lateness& lateness, JsonText* json) {
  json->Key("lateness");
  json->Open('[');
  for (size_t step = 0; step < lateness.open.size(); ++step) {
    json->Open('{');
    json->Key("days_from");
    json->Token(FirstDay(step));
    json->Key("open");
    json->Token(Items(lateness.open[step]));
    json->Key("paid");
    json->Token(Items(lateness.paid[step]));
    json->Close('}');
  }
  json->Close(']');
}

void AddShapes(const Habits& habits, JsonText* json) {
  json->Key("shapes");
  json->Open('[');
  for (size_t size = 0; size < habits.shapes.size(); ++size) {
    json->Open('{');
    json->Key("open_items_most");
    json->Token(size < kSizeMost.size() ? std::to_string(kSizeMost[size])
                                        : "null");
    json->Key("payments");
    json->Number(habits.payments[size]);
    for (size_t shape = 0; shape < kShapeCount; ++shape) {
      json->Key(NameOf(static_cast<Shape>(shape)));
      json->Number(habits.shapes[size][shape]);
    }
    json->Close('}');
  }
  json->Close(']');
}

void AppendPayer(const Book& book, CustomerRow customer,
                 const PayerHabits& payer, std::string* out) {
  out->append("{\"customer_id\":");
  AppendJsonString(book.CustomerId(customer), out);
  out->append(",\"payments\":" + std::to_string(payer.payments));
  out->append(",\"shapes\":{");
  std::string_view before = "\"";
  for (size_t shape = 0; shape < kShapeCount; ++shape) {
    if (payer.shapes[shape] == 0) continue;
    out->append(before).append(NameOf(static_cast<Shape>(shape)));
    out->append("\":" + std::to_string(payer.shapes[shape]));
    before = ",\"";
  }
  out->append("},\"lateness\":[");
  before = "{";
  for (size_t step = 0; step < payer.lateness.open.size(); ++step) {
    if (payer.lateness.open[step] == 0) continue;
    out->append(before).append("\"days_from\":" + FirstDay(step));
    out->append(",\"open\":" + Items(payer.lateness.open[step]));
    out->append(",\"paid\":" + Items(payer.lateness.paid[step]));
    out->push_back('}');
    before = ",{";
  }
  out->append("]}\n");
}

}  // namespace

void AddLearned(const Habits& habits, JsonText* json) {
  json->Key("learned");
  json->Open('{');
  json->Key("payments");
  json->Number(std::accumulate(habits.payments.begin(), habits.payments.end(),
                               uint64_t{0}));
  AddLateness(habits.all, json);
  AddShapes(habits, json);
  json->Close('}');
}

bool WriteLearned(const Results& results, const std::string& folder,
                  std::string* error) {
  const std::vector<PayerHabits>& payers = results.report.habits.payers;
  std::vector<CustomerRow> seen;
  for (uint32_t i = 0; i < payers.size(); ++i) {
    if (payers[i].payments != 0) seen.push_back(CustomerRow{i});
  }
  const auto rows = [&](size_t begin, size_t end, std::string* out) {
    for (size_t i = begin; i < end; ++i) {
      AppendPayer(results.book, seen[i], payers[Index(seen[i])], out);
    }
  };
  return WriteRows(folder + "/learned.ndjson", {}, seen.size(), rows, error);
}

}  // namespace cashmatch
