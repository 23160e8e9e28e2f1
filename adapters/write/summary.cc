// SPDX-License-Identifier: Apache-2.0
// summary.cc - counts and money of a run, by status, rule and file.
// Tested by tests/unit/adapters/write/summary_test.cc
#include "adapters/write/summary.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "adapters/write/json_text.h"
#include "adapters/write/learned.h"

namespace cashmatch {
namespace {

/// Sums by currency. Rows of one currency mostly follow each other, so the
/// latest sum is at hand.
class Sums {
 public:
  void Add(Currency currency, WideMinor minor) {
    if (sums_.empty() || sums_[latest_].first != currency) Find(currency);
    sums_[latest_].second += minor;
  }
  std::map<Currency, WideMinor> Sorted() const {
    return {sums_.begin(), sums_.end()};
  }

 private:
  void Find(Currency currency) {
    for (latest_ = 0; latest_ < sums_.size(); ++latest_) {
      if (sums_[latest_].first == currency) return;
    }
    sums_.emplace_back(currency, 0);
  }

  std::vector<std::pair<Currency, WideMinor>> sums_;
  size_t latest_ = 0;
};

struct Tally {
  uint64_t count = 0;
  Sums amount;

  void Add(WideMinor minor, Currency currency) { Add(1, minor, currency); }
  void Add(uint64_t more, WideMinor minor, Currency currency) {
    count += more;
    amount.Add(currency, minor);
  }
};

void Field(std::string_view name, std::string_view value, JsonText* json) {
  json->Key(name);
  json->Text(value);
}

void Field(std::string_view name, uint64_t value, JsonText* json) {
  json->Key(name);
  json->Number(value);
}

void Amounts(std::string_view name, const Sums& sums, JsonText* json) {
  json->Key(name);
  json->Open('{');
  for (const auto& [currency, sum] : sums.Sorted()) {
    Field(CodeOf(currency), FormatMoney(sum, currency), json);
  }
  json->Close('}');
}

void Object(std::string_view name, const Tally& tally, JsonText* json) {
  json->Key(name);
  json->Open('{');
  Field("count", tally.count, json);
  Amounts("amount", tally.amount, json);
  json->Close('}');
}

struct ReceiptTallies {
  std::array<Tally, kStatusCount> by_status;
  std::array<Tally, kRuleCount> by_rule;
  std::array<uint64_t, kContestCount> by_contest{};
  uint64_t together = 0;     // receipts that paid what none paid alone
  WideMinor confidence = 0;  // of applied receipts, summed
};

// A rule is credited with what it settled, not with what it proposed.
void AddToRule(const Receipt& receipt, const ReceiptOutcome& outcome,
               ReceiptTallies* tallies) {
  Tally& rule = tallies->by_rule[static_cast<size_t>(outcome.rule)];
  switch (outcome.status) {
    case ReceiptStatus::kApplied:
    case ReceiptStatus::kPartial:
    case ReceiptStatus::kReversal:
      return rule.Add(outcome.applied, receipt.currency);
    case ReceiptStatus::kNotReceivable:
      return rule.Add(SignedAmount(receipt), receipt.currency);
    default:
      return;
  }
}

ReceiptTallies TallyReceipts(const Results& results) {
  ReceiptTallies tallies;
  for (size_t i = 0; i < results.report.outcomes.size(); ++i) {
    const Receipt& receipt = results.receipts.receipts[i];
    const ReceiptOutcome& outcome = results.report.outcomes[i];
    const Minor amount = SignedAmount(receipt);
    tallies.by_status[static_cast<size_t>(outcome.status)].Add(
        amount, receipt.currency);
    AddToRule(receipt, outcome, &tallies);
    ++tallies.by_contest[static_cast<size_t>(outcome.contest)];
    tallies.together += outcome.together_count != 0;
    if (outcome.status == ReceiptStatus::kApplied) {
      tallies.confidence += outcome.confidence;
    }
  }
  for (const PlainSettled& at : results.report.plain) {
    const Currency currency = results.DepositOf(at).currency;
    tallies.by_status[static_cast<size_t>(ReceiptStatus::kApplied)].Add(
        at.count, at.amount, currency);
    tallies.by_rule[static_cast<size_t>(Rule::kExactReference)].Add(
        at.count, at.amount, currency);
    tallies.by_contest[static_cast<size_t>(ContestKind::kNone)] += at.count;
    tallies.confidence +=
        static_cast<WideMinor>(results.report.plain_confidence) * at.count;
  }
  return tallies;
}

/// What came in each file of the block.
std::vector<Tally> TallyFiles(const Results& results) {
  std::vector<Tally> tallies(results.receipts.files.size());
  for (const Receipt& receipt : results.receipts.receipts) {
    tallies[receipt.file].Add(SignedAmount(receipt), receipt.currency);
  }
  for (const PlainSettled& at : results.report.plain) {
    tallies[results.receipts.plain[at.file].file].Add(
        at.count, at.amount, results.DepositOf(at).currency);
  }
  return tallies;
}

Tally TallyInput(const std::vector<Tally>& files, const InputFacts& input) {
  Tally tally;
  for (size_t i = input.files_begin; i < input.files_end; ++i) {
    tally.count += files[i].count;
    for (const auto& [currency, sum] : files[i].amount.Sorted()) {
      tally.amount.Add(currency, sum);
    }
  }
  return tally;
}

void WriteInputs(const Results& results, const RunFacts& facts,
                 JsonText* json) {
  std::vector<InputFacts> inputs = facts.inputs;
  std::sort(inputs.begin(), inputs.end(),
            [](const InputFacts& a, const InputFacts& b) {
              return std::tie(a.file, a.sha256, a.status) <
                     std::tie(b.file, b.sha256, b.status);
            });
  const std::vector<Tally> files = TallyFiles(results);
  json->Key("inputs");
  json->Open('[');
  for (const InputFacts& input : inputs) {
    const Tally tally = TallyInput(files, input);
    json->Open('{');
    Field("file", input.file, json);
    Field("sha256", input.sha256, json);
    Field("status", input.status, json);
    Field("receipts", tally.count, json);
    Amounts("amount", tally.amount, json);
    json->Close('}');
  }
  json->Close(']');
}

// What came in and where it went; the cash proof without its dates.
void WriteControl(const Results& results, JsonText* json) {
  Sums in, out, difference;
  for (const CashProofRow& row : results.report.cash_proof) {
    in.Add(row.currency, row.bank_credits);
    out.Add(row.currency, row.bank_credits - row.difference());
    difference.Add(row.currency, row.difference());
  }
  json->Key("control");
  json->Open('{');
  Amounts("in", in, json);
  Amounts("out", out, json);
  Amounts("difference", difference, json);
  json->Close('}');
}

void WriteOpenItems(const Results& results, JsonText* json) {
  Tally before, after, made;
  for (uint32_t i = 0; i < results.book.item_count(); ++i) {
    const ItemRow row{i};
    const Currency currency = results.book.CurrencyOf(row);
    const Minor amount = results.book.AmountOf(row);
    if (!results.book.IsClosed(row) && amount != 0) {
      before.Add(amount, currency);
    }
    const Minor residual = results.report.residuals[i];
    if (residual != 0) after.Add(residual, currency);
  }
  for (const MadeItem& it : results.report.made) {
    made.Add(it.item.amount, it.item.currency);
    after.Add(it.item.amount, it.item.currency);
  }
  std::array<Tally, 6> taken;
  for (const Application& row : results.report.applications) {
    taken[static_cast<size_t>(row.kind)].Add(
        row.amount, results.ReceiptAt(row.receipt).currency);
  }
  for (const PlainSettled& at : results.report.plain) {
    taken[static_cast<size_t>(ApplicationKind::kPayment)].Add(
        at.count, at.amount, results.DepositOf(at).currency);
  }
  json->Key("open_items");
  json->Open('{');
  Object("before", before, json);
  Object("after", after, json);
  Object("made", made, json);
  json->Key("taken");
  json->Open('{');
  for (size_t kind = 0; kind < taken.size(); ++kind) {
    Object(NameOf(static_cast<ApplicationKind>(kind)), taken[kind], json);
  }
  json->Close('}');
  json->Close('}');
}

void WriteReceiptTallies(const ReceiptTallies& tallies, JsonText* json) {
  json->Key("receipts");
  json->Open('{');
  for (size_t i = 0; i < tallies.by_status.size(); ++i) {
    Object(NameOf(static_cast<ReceiptStatus>(i)), tallies.by_status[i], json);
  }
  json->Close('}');
  json->Key("rules");
  json->Open('{');
  for (size_t i = 1; i < tallies.by_rule.size(); ++i) {
    Object(NameOf(static_cast<Rule>(i)), tallies.by_rule[i], json);
  }
  json->Close('}');
}

// How it was settled who of several receipts may have an item.
void WriteContests(const ReceiptTallies& tallies, JsonText* json) {
  json->Key("contests");
  json->Open('{');
  for (size_t i = 1; i < tallies.by_contest.size(); ++i) {
    Field(NameOf(static_cast<ContestKind>(i)), tallies.by_contest[i], json);
  }
  json->Close('}');
  Field("together", tallies.together, json);
}

// The mean confidence of what was applied: the share expected to be right.
void WriteExpectedPrecision(const ReceiptTallies& tallies, JsonText* json) {
  const uint64_t applied =
      tallies.by_status[static_cast<size_t>(ReceiptStatus::kApplied)].count;
  json->Key("expected_precision");
  if (applied == 0) {
    json->Token("null");
    return;
  }
  std::string share;
  AppendMillionths(static_cast<Millionths>(tallies.confidence / applied),
                   &share);
  json->Token(share);
}

// With six decimal places: a microsecond.
void Decimal(std::string_view name, double value, JsonText* json) {
  constexpr double kMost = 1e15;  // what the digits hold
  std::array<char, 32> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(),
                    std::min(value, kMost), std::chars_format::fixed, 6)
          .ptr;
  json->Key(name);
  json->Token({digits.data(), end});
}

void WriteMemory(const MemoryUse& memory, JsonText* json) {
  json->Key("book_bytes");
  json->Open('{');
  Field("rows", memory.book.rows, json);
  Field("texts", memory.book.texts, json);
  Field("indexes", memory.book.indexes, json);
  Field("customers", memory.book.customers, json);
  Field("snapshot", memory.book.mapped, json);
  Field("input", memory.book.input, json);
  json->Close('}');
  const uint64_t bytes =
      memory.book.rows + memory.book.texts + memory.book.indexes;
  Decimal("book_bytes_an_item",
          memory.items == 0
              ? 0
              : static_cast<double>(bytes) / static_cast<double>(memory.items),
          json);
  Field("huge_page_bytes", memory.huge_page_bytes, json);
  json->Key("huge_pages");
  json->Text(memory.huge_page_bytes != 0
                 ? "used"
                 : "none; see /sys/kernel/mm/transparent_hugepage/enabled");
}

}  // namespace

std::string SummaryJson(const Results& results, const RunFacts& facts) {
  const ReceiptTallies tallies = TallyReceipts(results);
  JsonText json;
  json.Open('{');
  Field("version", facts.version, &json);
  json.Key("rules_sha256");
  if (facts.rules_sha256.empty()) {
    json.Token("null");
  } else {
    json.Text(facts.rules_sha256);
  }
  WriteInputs(results, facts, &json);
  WriteReceiptTallies(tallies, &json);
  WriteContests(tallies, &json);
  WriteExpectedPrecision(tallies, &json);
  WriteControl(results, &json);
  WriteOpenItems(results, &json);
  if (!facts.brief) AddLearned(results.report.habits, &json);
  Field("conservation", results.report.broken.empty() ? "proved" : "broken",
        &json);
  json.Close('}');
  return json.Take();
}

std::string TimingJson(const std::vector<StageTime>& stages, int threads,
                       const MemoryUse& memory) {
  JsonText json;
  json.Open('{');
  Field("threads", static_cast<uint64_t>(threads), &json);
  json.Key("stages");
  json.Open('[');
  double total = 0;
  for (const StageTime& it : stages) {
    total += it.seconds;
    json.Open('{');
    Field("stage", it.stage, &json);
    Decimal("seconds", it.seconds, &json);
    Decimal("cpu_seconds", it.cpu_seconds, &json);
    Field("lines", it.lines, &json);
    Decimal("lines_per_second",
            it.seconds > 0 ? static_cast<double>(it.lines) / it.seconds : 0,
            &json);
    Field("memory_bytes", it.memory_bytes, &json);
    json.Close('}');
  }
  json.Close(']');
  Decimal("seconds", total, &json);
  WriteMemory(memory, &json);
  json.Close('}');
  return json.Take();
}

}  // namespace cashmatch
