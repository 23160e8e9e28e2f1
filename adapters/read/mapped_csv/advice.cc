// SPDX-License-Identifier: Apache-2.0
// advice.cc - lines of advice by payment.
// Tested by tests/unit/adapters/read/mapped_csv/advice_test.cc
#include "adapters/read/mapped_csv/advice.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/mapped_csv/values.h"

namespace cashmatch {
namespace {

using F = AdviceField;

struct Typed {
  F field;
  ReferenceType type;
};
constexpr std::array<Typed, 4> kReferences = {{
    {F::kTrace, ReferenceType::kTrace},
    {F::kUetr, ReferenceType::kTrace},
    {F::kEndToEnd, ReferenceType::kEndToEnd},
    {F::kCheckNumber, ReferenceType::kCheckNumber},
}};

struct Line {
  std::string reference;
  Minor gross = kNotStated, discount = kNotStated, paid = kNotStated;
  Minor adjustment = kNotStated;
  std::string reason, adjustment_reference;
};

/// One advice, while its rows come in.
struct Advice {
  Place place;
  std::array<std::string, 4> payer;  // name, account, bank, id
  std::array<std::string, kReferences.size()> references;
  Currency currency = Currency::kNone;
  Minor amount = kNotStated;
  Day day = kNoDay;
  std::vector<std::string> texts;
  std::vector<Line> lines;
  std::string_view held;
};

constexpr std::array<F, 4> kPayer = {F::kPayerName, F::kPayerAccount,
                                     F::kPayerBank, F::kPayerId};

/// Reads one file; each function one part of a row.
class AdviceFile {
 public:
  AdviceFile(const Source& source, const CsvMapping& mapping, MappedRows* rows,
             BankFile* file)
      : mapping_(mapping),
        rows_(*rows),
        file_(*file),
        source_file_(file->advice.AddFile(source.name, "csv")) {}

  void Read() {
    while (rows_.Next()) Row();
    for (Advice& advice : advices_) Add(&advice);
    file_.summary.statements = file_.summary.entries = advices_.size();
    file_.summary.details = rows_.rows();
  }

 private:
  void Hold(std::string_view code, std::string_view field, std::string found,
            std::string expected, Advice* advice) {
    rows_.Report(code, Severity::kHeld, field, std::move(found),
                 std::move(expected), "advice held");
    if (advice->held.empty()) advice->held = code;
  }

  /// Spells what rows of one advice have alike.
  std::string KeyOf() {
    const std::string_view id = rows_.Of(F::kAdviceId);
    if (!id.empty()) return "id " + std::string(id);
    std::string key = "row";
    const auto add = [&](F field) {
      const std::string_view text = rows_.Of(field);
      key += ' ' + std::to_string(text.size()) + ':' + std::string(text);
    };
    for (const F field : {F::kAmount, F::kCurrency, F::kDate}) add(field);
    for (const F field : kPayer) add(field);
    for (const Typed& typed : kReferences) add(typed.field);
    return key;
  }

  void Row() {
    const auto [known, added] = by_key_.try_emplace(KeyOf(), advices_.size());
    if (added) {
      advices_.emplace_back().place = rows_.place();
    }
    Advice* const advice = &advices_[known->second];
    ReadCurrency(advice);
    ReadHead(advice);
    rows_.Each(F::kText, [&](std::string_view text) {
      advice->texts.emplace_back(text);
    });
    ReadLine(advice);
  }

  void ReadCurrency(Advice* advice) {
    const std::string_view code = rows_.Of(F::kCurrency);
    if (code.empty()) return;
    const std::optional<Currency> currency = ParseCurrency(code);
    if (!currency) {
      return Hold("CSV-CURRENCY", "currency", Quote(code),
                  "an ISO 4217 code such as USD", advice);
    }
    if (advice->currency == Currency::kNone) advice->currency = *currency;
    if (advice->currency == *currency) return;
    Hold("CSV-ADVICE", "currency", Quote(code),
         std::string(CodeOf(advice->currency)) + ", as in its first row",
         advice);
  }

  void ReadHead(Advice* advice) {
    const auto set = [&](F field, std::string* text) {
      if (text->empty()) *text = rows_.Of(field);
    };
    for (size_t i = 0; i < kPayer.size(); ++i) {
      set(kPayer[i], &advice->payer[i]);
    }
    for (size_t i = 0; i < kReferences.size(); ++i) {
      set(kReferences[i].field, &advice->references[i]);
    }
    Minor amount = kNotStated;
    ReadAmount(F::kAmount, "amount", &amount, advice);
    if (amount != kNotStated) {
      if (advice->amount == kNotStated) advice->amount = amount;
      if (amount < 0 || advice->amount != amount) {
        Hold("CSV-ADVICE", "amount", Quote(rows_.Of(F::kAmount)),
             "one positive amount for all rows of an advice", advice);
      }
    }
    const std::string_view date = rows_.Of(F::kDate);
    if (date.empty()) return;
    const std::optional<Day> day = ReadDayBy(mapping_.date_format, date);
    if (!day) {
      return Hold("CSV-DATE", "date", Quote(date),
                  "a date " + mapping_.date_format, advice);
    }
    if (advice->day == kNoDay) advice->day = *day;
    if (advice->day != *day) {
      Hold("CSV-ADVICE", "date", Quote(date),
           FormatDay(advice->day) + ", as in its first row", advice);
    }
  }

  void ReadAmount(F field, std::string_view name, Minor* amount,
                  Advice* advice) {
    const std::string_view text = rows_.Of(field);
    if (text.empty()) return;
    if (advice->currency == Currency::kNone) {
      return Hold("CSV-CURRENCY", "currency", "nothing",
                  "the currency of the amount " + Quote(text), advice);
    }
    const ParsedAmount parsed =
        ReadMappedAmount(text, advice->currency, mapping_);
    if (parsed.ok()) {
      *amount = parsed.minor;
    } else {
      Hold("CSV-AMOUNT", name, Quote(text),
           ExpectedAmount(parsed.fault, advice->currency, mapping_), advice);
    }
  }

  void ReadLine(Advice* advice) {
    Line line;
    line.reference = rows_.Of(F::kReference);
    ReadAmount(F::kGross, "gross", &line.gross, advice);
    ReadAmount(F::kDiscount, "discount", &line.discount, advice);
    ReadAmount(F::kPaid, "paid", &line.paid, advice);
    ReadAmount(F::kAdjustmentAmount, "adjustment_amount", &line.adjustment,
               advice);
    line.reason = rows_.Of(F::kAdjustmentReason);
    line.adjustment_reference = rows_.Of(F::kAdjustmentReference);
    const bool says = !line.reference.empty() || line.gross != kNotStated ||
                      line.paid != kNotStated || line.adjustment != kNotStated;
    if (says) advice->lines.push_back(std::move(line));
  }

  /// What the lines pay together; kNotStated where one does not say.
  static Minor SumOf(const Advice& advice) {
    WideMinor sum = 0;
    for (const Line& line : advice.lines) {
      if (line.paid == kNotStated) return kNotStated;
      sum += line.paid;
    }
    const bool fits = !advice.lines.empty() && sum >= 0 && sum <= kAmountMax;
    return fits ? static_cast<Minor>(sum) : kNotStated;
  }

  void Add(Advice* from) {
    ReceiptBlock& block = file_.advice;
    Receipt* const advice = block.Add();
    advice->file = source_file_;
    advice->line = from->place.line;
    advice->currency = from->currency;
    advice->amount = from->amount == kNotStated ? SumOf(*from) : from->amount;
    advice->value_date = advice->booking_date = from->day;
    advice->payer_name = block.Keep(from->payer[0]);
    advice->payer_account = block.Keep(from->payer[1]);
    advice->payer_bank = block.Keep(from->payer[2]);
    advice->payer_id = block.Keep(from->payer[3]);
    advice->held = from->held;
    for (size_t i = 0; i < kReferences.size(); ++i) {
      if (from->references[i].empty()) continue;
      block.AddReference(kReferences[i].type, from->references[i]);
    }
    for (const std::string& text : from->texts) block.AddText(text);
    for (const Line& line : from->lines) AddLine(line, &block);
  }

  /// A document without amounts is a reference; with amounts, a line.
  static void AddLine(const Line& from, ReceiptBlock* block) {
    const bool amounts = from.gross != kNotStated || from.paid != kNotStated ||
                         from.adjustment != kNotStated;
    if (!amounts) {
      return block->AddReference(ReferenceType::kInvoice, from.reference);
    }
    AdviceLine* const line = block->AddAdvice(from.reference);
    line->gross = from.gross;
    line->discount = from.discount;
    line->paid = from.paid;
    if (from.adjustment == kNotStated) return;
    block->AddAdjustment(from.adjustment, from.reason,
                         from.adjustment_reference);
  }

  const CsvMapping& mapping_;
  MappedRows& rows_;
  BankFile& file_;
  uint32_t source_file_;
  std::vector<Advice> advices_;
  std::map<std::string, size_t> by_key_;
};

}  // namespace

void ReadAdviceRows(const Source& source, const CsvMapping& mapping,
                    MappedRows* rows, BankFile* file) {
  AdviceFile(source, mapping, rows, file).Read();
}

}  // namespace cashmatch
