// SPDX-License-Identifier: Apache-2.0
// render.cc - the figures as a page for people and as JSON.
// Tested by tests/unit/adapters/backtest/figures_test.cc
#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "adapters/backtest/figures.h"

namespace cashmatch {
namespace {

// `part` of `whole` in percent, cut off: 100.00 means all.
std::string PerCent(WideMinor part, WideMinor whole) {
  return whole == 0 ? "-" : FormatDecimal(part * 10'000 / whole, 2);
}

std::string Words(const Interval& interval) {
  return FormatDecimal(interval.low, 2) + "-" + FormatDecimal(interval.high, 2);
}

// Appends cells in columns: the first to the left, the others to the right.
void Line(std::initializer_list<std::string> cells, std::string* out) {
  constexpr size_t kFirst = 30, kOther = 13;
  bool first = true;
  for (const std::string& cell : cells) {
    const size_t width = first ? kFirst : kOther;
    const size_t blanks = width - std::min(width, cell.size());
    if (!first) out->append(blanks, ' ');
    *out += cell;
    if (first) out->append(blanks, ' ');
    first = false;
  }
  *out += '\n';
}

std::string N(uint64_t count) { return std::to_string(count); }

WideMinor MoneyOf(const Measure& measure, Currency currency) {
  const auto found = measure.money.find(currency);
  return found == measure.money.end() ? 0 : found->second;
}

void AddMeasures(const Figures& f, std::string* out) {
  Line({"", "all", "paid an item", "unseen", "right", "touchless %"}, out);
  Line({"receipts", N(f.all.receipts), N(f.due.receipts), N(f.unseen.receipts),
        N(f.right.receipts), PerCent(f.unseen.receipts, f.all.receipts)},
       out);
  Line({"lines", N(f.all.lines), N(f.due.lines), N(f.unseen.lines),
        N(f.right.lines), PerCent(f.unseen.lines, f.all.lines)},
       out);
  for (const auto& [currency, money] : f.all.money) {
    const auto cell = [&, c = currency](const Measure& measure) {
      return " " + FormatMoney(MoneyOf(measure, c), c);
    };
    Line({std::string(CodeOf(currency)), cell(f.all), cell(f.due),
          cell(f.unseen), cell(f.right),
          PerCent(MoneyOf(f.unseen, currency), money)},
         out);
  }
}

void AddShare(std::string_view name, const Share& share, std::string* out) {
  out->append(name).append(12 - std::min<size_t>(12, name.size()), ' ');
  *out += PerCent(share.part, share.whole) + " % of " + N(share.whole) +
          "; 95 %: " + Words(share.plain) + ", by customer " +
          Words(share.by_customer) + ", by month " + Words(share.by_month) +
          "\n";
}

void AddCeiling(const Figures& f, std::string* out) {
  const uint64_t reference = f.Of(Evidence::kReference).due;
  const uint64_t amount = f.Of(Evidence::kAmount).due;
  const uint64_t uncounted = f.Of(Evidence::kUncounted).due;
  const uint64_t due = f.due.receipts;
  *out += "ceiling     " + PerCent(reference + amount, due) +
          " % is uniquely explained: " + PerCent(reference, due) +
          " % by references, " + PerCent(amount, due) +
          " % by one exact amount with the payer known; " +
          PerCent(uncounted, due) + " % have too many items to count\n";
}

void AddStrata(std::string_view title, const std::vector<Stratum>& strata,
               std::string* out) {
  *out += "\n";
  Line({std::string(title), "receipts", "unseen", "right", "precision %",
        "coverage %"},
       out);
  for (const Stratum& s : strata) {
    if (s.receipts == 0) continue;
    Line({s.name, N(s.receipts), N(s.unseen), N(s.right),
          PerCent(s.right, s.unseen), PerCent(s.right, s.due)},
         out);
  }
}

void AddLeftOut(const Figures& f, std::string* out) {
  const auto line = [&](uint64_t count, std::string_view what) {
    if (count != 0) *out += N(count) + std::string(what);
  };
  line(f.no_money, " receipts are no customers' money and not judged\n");
  line(f.same_name,
       " receipts are not judged: clearings name several of them at once\n");
  line(f.lost_clearings, " clearings name a receipt that is not there\n");
  line(f.reopened.unknown_items, " items of clearings are not there\n");
  line(f.reopened.closed_else,
       " items were closed by no receipt and stay closed\n");
}

// Writes JSON members; the caller keeps the brackets in balance.
class Json {
 public:
  Json& Begin(char bracket) {
    Comma();
    out_ += bracket;
    return *this;
  }
  Json& End(char bracket) {
    out_ += bracket;
    return *this;
  }
  Json& Key(std::string_view name) {
    Comma();
    out_.append("\"").append(name).append("\":");
    return *this;
  }
  Json& Raw(std::string_view name, std::string_view value) {
    Key(name);
    out_ += value;
    return *this;
  }
  Json& Number(std::string_view name, uint64_t value) {
    return Raw(name, N(value));
  }
  /// Words of ours: nothing in them needs an escape.
  Json& Word(std::string_view name, std::string_view value) {
    return Raw(name, "\"" + std::string(value) + "\"");
  }
  std::string Take() { return std::move(out_); }

 private:
  void Comma() {
    if (out_.empty()) return;
    const char last = out_.back();
    if (last != '{' && last != '[' && last != ':') out_ += ',';
  }
  std::string out_;
};

std::string Ratio(uint64_t part, uint64_t whole) {
  if (whole == 0) return "null";
  return FormatDecimal(static_cast<WideMinor>(part) * 1'000'000 / whole, 6);
}

void WriteMeasure(std::string_view name, const Measure& measure, Json* json) {
  json->Key(name).Begin('{');
  json->Number("receipts", measure.receipts).Number("lines", measure.lines);
  json->Key("money").Begin('{');
  for (const auto& [currency, money] : measure.money) {
    json->Word(CodeOf(currency), FormatMoney(money, currency));
  }
  json->End('}').End('}');
}

void WriteShare(std::string_view name, const Share& share, Json* json) {
  json->Key(name).Begin('{');
  json->Number("part", share.part).Number("whole", share.whole);
  json->Raw("share", Ratio(share.part, share.whole));
  const std::pair<std::string_view, const Interval*> intervals[] = {
      {"interval", &share.plain},
      {"interval_by_customer", &share.by_customer},
      {"interval_by_month", &share.by_month}};
  for (const auto& [word, interval] : intervals) {
    json->Raw(word, "[" + FormatDecimal(interval->low, 4) + "," +
                        FormatDecimal(interval->high, 4) + "]");
  }
  json->End('}');
}

void WriteStrata(std::string_view name, const std::vector<Stratum>& strata,
                 Json* json) {
  json->Key(name).Begin('[');
  for (const Stratum& s : strata) {
    if (s.receipts == 0) continue;
    json->Begin('{').Word("name", s.name).Number("receipts", s.receipts);
    json->Number("due", s.due).Number("unseen", s.unseen);
    json->Number("right", s.right).End('}');
  }
  json->End(']');
}

}  // namespace

std::string FiguresAsText(const Figures& f) {
  std::string out;
  AddMeasures(f, &out);
  out += "\n";
  AddShare("precision", f.precision, &out);
  AddShare("coverage", f.coverage, &out);
  AddCeiling(f, &out);
  out += "differences " + PerCent(f.differences_right, f.differences) +
         " % of " + N(f.differences) + " are of the true kind and amount\n";
  out += "nothing due " + N(f.nothing_due_applied) + " of " + N(f.nothing_due) +
         " receipts were applied unseen\n";
  out += "proposals   " + PerCent(f.proposals_right, f.suggested) + " % of " +
         N(f.suggested) + " put the true items first\n";
  AddStrata("rule", f.rules, &out);
  AddStrata("what explains the receipt", f.evidence, &out);
  AddStrata("paid an item, left to a person", f.exceptions, &out);
  out += "\n";
  AddLeftOut(f, &out);
  return out;
}

std::string FiguresAsJson(const Figures& f) {
  Json json;
  json.Begin('{');
  WriteMeasure("all", f.all, &json);
  WriteMeasure("due", f.due, &json);
  WriteMeasure("unseen", f.unseen, &json);
  WriteMeasure("right", f.right, &json);
  WriteShare("precision", f.precision, &json);
  WriteShare("coverage", f.coverage, &json);
  const uint64_t explained =
      f.Of(Evidence::kReference).due + f.Of(Evidence::kAmount).due;
  json.Raw("ceiling", Ratio(explained, f.due.receipts));
  json.Number("differences", f.differences);
  json.Number("differences_right", f.differences_right);
  json.Number("nothing_due", f.nothing_due);
  json.Number("nothing_due_applied", f.nothing_due_applied);
  json.Number("suggested", f.suggested);
  json.Number("proposals_right", f.proposals_right);
  WriteStrata("rules", f.rules, &json);
  WriteStrata("evidence", f.evidence, &json);
  WriteStrata("left", f.exceptions, &json);
  json.Number("not_judged", f.no_money + f.same_name);
  json.Number("clearings_without_receipt", f.lost_clearings);
  json.Number("clearings_without_item", f.reopened.unknown_items);
  json.Number("items_reopened", f.reopened.items);
  json.Number("items_closed_otherwise", f.reopened.closed_else);
  json.End('}');
  return json.Take() + "\n";
}

}  // namespace cashmatch
