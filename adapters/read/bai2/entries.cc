// SPDX-License-Identifier: Apache-2.0
// entries.cc - type codes, amounts, funds types and references of a record.
// Tested by tests/unit/adapters/read/bai2/entries_test.cc
#include "adapters/read/bai2/entries.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace cashmatch::bai2 {
namespace {

constexpr std::string_view kFundsTypes = "0, 1, 2, S, V, D, Z or nothing";

std::string_view ExpectedOf(const BaiAmount& amount) {
  return amount.too_large ? "at most 10^17 minor units" : "whole minor units";
}

/// What a funds type field and its sub-fields said.
struct Funds {
  bool known = true;
  Day value_date = kNoDay;
};

/// Returns the funds type in upper case, 0 when empty, nothing if unknown.
std::optional<char> FundsTypeOf(std::string_view text) {
  if (text.empty()) return '\0';
  if (text.size() != 1) return std::nullopt;
  const char c = text[0];
  const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  constexpr std::string_view kKnown = "012SVDZ";
  if (kKnown.find(upper) == std::string_view::npos) return std::nullopt;
  return upper;
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

/// Says that a sub-field is missing or none: what follows may be another field
/// than it seems.
void ReportSubField(std::optional<std::string_view> field,
                    std::string_view expected, uint32_t line, Faults* faults) {
  faults->push_back({"BAI-FUNDS", Severity::kHeld, line,
                     field ? QuoteField(*field) : "the end of the record",
                     expected, "record held"});
}

/// Reads a number, with a sign perhaps. What is none is left for whatever
/// follows the funds type, and reported; false then.
bool TakeNumber(std::string_view expected, FieldStream* fields,
                Faults* faults) {
  const std::optional<std::string_view> field = fields->Next();
  std::string_view digits = field.value_or("");
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) {
    digits.remove_prefix(1);
  }
  if (AllDigits(digits)) return true;
  ReportSubField(field, expected, fields->line(), faults);
  if (field && !field->empty()) fields->PutBack(*field);
  return false;
}

/// Reads the value date and time of funds type V.
Day ReadValueDate(FieldStream* fields, Faults* faults) {
  const std::string_view date = fields->NextOrEmpty();
  const uint32_t line = fields->line();
  const std::string_view time = fields->NextOrEmpty();  // often empty
  constexpr size_t kLongestTime = 6;
  if (!time.empty() && (time.size() > kLongestTime || !AllDigits(time))) {
    ReportSubField(time, "a time HHMM or nothing", fields->line(), faults);
    fields->PutBack(time);
  }
  const bool none = date.find_first_not_of('0') == std::string_view::npos;
  if (none) return kNoDay;
  const std::optional<Day> day = ParseShortDay(date);
  if (!day) {
    faults->push_back({"BAI-DATE", Severity::kWarning, line, QuoteField(date),
                       "a value date YYMMDD", "the group's day used"});
  }
  return day.value_or(kNoDay);
}

/// Skips the amounts of funds type S: at once, after one day, later. One that
/// is nothing may be left out.
void SkipAvailability(FieldStream* fields, Faults* faults) {
  for (int i = 0; i < 3; ++i) {
    const std::optional<std::string_view> field = fields->Next();
    if (field && field->empty()) continue;
    if (field) fields->PutBack(*field);
    if (!TakeNumber("the three amounts of funds type S", fields, faults)) {
      return;
    }
  }
}

/// Skips the pairs of days and amounts of funds type D.
void SkipDistribution(FieldStream* fields, Faults* faults) {
  const std::string_view text = fields->NextOrEmpty();
  unsigned pairs = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), pairs);
  if (error != std::errc() || end != text.data() + text.size()) {
    ReportSubField(text, "the number of pairs of funds type D", fields->line(),
                   faults);
    return;
  }
  constexpr std::string_view kPairs =
      "days and amount of each pair of funds type D";
  while (pairs > 0 && TakeNumber(kPairs, fields, faults) &&
         TakeNumber(kPairs, fields, faults)) {
    --pairs;
  }
}

/// Reads the sub-fields of a funds type; they are in no control total.
Funds ReadFunds(std::string_view text, FieldStream* fields, Faults* faults) {
  Funds funds;
  const std::optional<char> type = FundsTypeOf(text);
  if (!type) {
    funds.known = false;
    return funds;
  }
  if (!text.empty() && text[0] != *type) {
    faults->push_back({"BAI-FUNDS", Severity::kWarning, fields->line(),
                       QuoteField(text), "an upper-case funds type",
                       "read as upper case"});
  }
  switch (*type) {
    case 'S':
      SkipAvailability(fields, faults);
      break;
    case 'V':
      funds.value_date = ReadValueDate(fields, faults);
      break;
    case 'D':
      SkipDistribution(fields, faults);
      break;
    default:
      break;
  }
  return funds;
}

/// Reads one type, amount, count, funds type of a record 03; false at the end.
bool ReadSummary(FieldStream* fields, bool decimals, int exponent,
                 std::vector<SummaryLine>* summaries, Faults* faults) {
  const std::optional<std::string_view> type = fields->Next();
  if (!type) return false;
  // Commas too many before the end of a line.
  if (type->empty() && fields->SkipEmptyRestOfLine()) return true;
  const uint32_t line = fields->line();
  SummaryLine summary;
  summary.type = ParseTypeCode(*type);
  const std::string_view amount = fields->NextOrEmpty();
  summary.amount = ReadBaiAmount(amount, decimals, exponent);
  fields->Next();  // the item count
  const std::string_view funds = fields->NextOrEmpty();
  if (ParseTypeCode(funds) != kNoTypeCode) {
    faults->push_back({"BAI-FUNDS", Severity::kWarning, fields->line(),
                       QuoteField(funds),
                       "a funds type before the next type code",
                       "read as without a funds type"});
    fields->PutBack(funds);
  } else if (!ReadFunds(funds, fields, faults).known) {
    faults->push_back({"BAI-FUNDS", Severity::kHeld, fields->line(),
                       QuoteField(funds), kFundsTypes,
                       "rest of the account record left out"});
    return false;
  }
  if (summary.amount.state == BaiAmount::State::kUnreadable) {
    faults->push_back({"BAI-AMOUNT", Severity::kHeld, line, Quote(amount),
                       ExpectedOf(summary.amount), "summary left out"});
  }
  if (summary.amount.state != BaiAmount::State::kAbsent) {
    summaries->push_back(summary);
  }
  return true;
}

/// Warns of a type code that no list has, or that belongs elsewhere.
void CheckDetailType(std::string_view text, TypeCode type, uint32_t line,
                     Faults* faults) {
  if (type == kNoTypeCode) {
    faults->push_back({"BAI-TYPE", Severity::kHeld, line, QuoteField(text),
                       "a type code of three digits", "record held"});
    return;
  }
  switch (LevelOf(type)) {
    case BaiLevel::kDetail:
      break;
    case BaiLevel::kUnlisted:
      faults->push_back({"BAI-TYPE", Severity::kWarning, line, QuoteField(text),
                         "a type code of the standard",
                         SideOf(type) == BaiSide::kCredit  ? "read as a credit"
                         : SideOf(type) == BaiSide::kDebit ? "read as a debit"
                                                           : "no money"});
      break;
    case BaiLevel::kSummary:
    case BaiLevel::kStatus:
      faults->push_back({"BAI-TYPE", Severity::kWarning, line, QuoteField(text),
                         "a type code of a detail", "read as a detail"});
      break;
  }
}

/// Judges the amount of a detail.
void CheckDetailAmount(std::string_view text, const Detail& detail,
                       Faults* faults) {
  const bool money = SideOf(detail.type) != BaiSide::kNone;
  switch (detail.amount.state) {
    case BaiAmount::State::kRead:
      if (detail.amount.minor < 0 && money) {
        faults->push_back({"BAI-NEGATIVE", Severity::kWarning, detail.line,
                           Quote(text), "an amount without a sign",
                           "read as a reversal"});
      }
      break;
    case BaiAmount::State::kAbsent:
      if (money) {
        faults->push_back({"BAI-AMOUNT", Severity::kHeld, detail.line,
                           "no amount", "whole minor units", "record held"});
      }
      break;
    case BaiAmount::State::kUnreadable:
      faults->push_back({"BAI-AMOUNT", Severity::kHeld, detail.line,
                         Quote(text), ExpectedOf(detail.amount),
                         "record held"});
      break;
  }
}

}  // namespace

std::string QuoteField(std::string_view text) {
  constexpr size_t kWhole = 6;
  constexpr size_t kShown = 4;
  if (text.size() <= kWhole) return Quote(text);
  return "a field ending " + Quote(text.substr(text.size() - kShown));
}

Currency ReadCurrency(std::string_view text, Currency inherited, uint32_t line,
                      Faults* faults) {
  if (text.empty()) return inherited;
  std::string upper(text.substr(0, 4));
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  const std::optional<Currency> currency =
      upper.size() == 3 ? ParseCurrency(upper) : std::nullopt;
  if (!currency) {
    faults->push_back({"BAI-CURRENCY", Severity::kHeld, line, QuoteField(text),
                       "an ISO 4217 code", "account held"});
    return Currency::kNone;
  }
  if (upper != text) {
    faults->push_back({"BAI-CURRENCY", Severity::kWarning, line,
                       QuoteField(text), "upper-case letters",
                       "read as upper case"});
  }
  return *currency;
}

void ReadAccountRecord(const Record& record, Currency inherited, bool decimals,
                       AccountRecord* account, Faults* faults) {
  FieldStream fields(record);
  account->number = fields.NextOrEmpty();
  account->currency =
      ReadCurrency(fields.NextOrEmpty(), inherited, record.line, faults);
  account->summaries.clear();
  const int exponent = ExponentOf(account->currency);
  while (
      ReadSummary(&fields, decimals, exponent, &account->summaries, faults)) {
  }
  if (account->number.empty()) {
    faults->push_back({"BAI-ACCOUNT", Severity::kHeld, record.line,
                       "no account number", "the account", "account held"});
  }
  if (fields.broken()) {
    faults->push_back({"BAI-WRAPPED", Severity::kHeld, record.line,
                       "a line without a record code", "88", "account held"});
  }
}

Detail ReadDetail(const Record& record, Currency currency, bool decimals,
                  std::vector<std::string_view>* texts, Faults* faults) {
  FieldStream fields(record);
  Detail detail;
  detail.line = record.line;
  detail.offset = record.offset;
  const std::string_view type = fields.NextOrEmpty();
  detail.type = ParseTypeCode(type);
  const std::string_view amount = fields.NextOrEmpty();
  detail.amount = ReadBaiAmount(amount, decimals, ExponentOf(currency));
  const std::string_view funds_text = fields.NextOrEmpty();
  CheckDetailType(type, detail.type, record.line, faults);
  CheckDetailAmount(amount, detail, faults);
  const Funds funds = ReadFunds(funds_text, &fields, faults);
  if (!funds.known) {
    faults->push_back({"BAI-FUNDS", Severity::kHeld, fields.line(),
                       QuoteField(funds_text), kFundsTypes, "record held"});
  }
  detail.value_date = funds.value_date;
  if (fields.broken()) {
    detail.amount.guess = detail.amount.minor;
    detail.amount.state = BaiAmount::State::kUnreadable;
    faults->push_back({"BAI-WRAPPED", Severity::kHeld, record.line,
                       "a line without a record code", "88", "record held"});
  }
  detail.bank_reference = fields.NextOrEmpty();
  detail.customer_reference = fields.NextOrEmpty();
  detail.texts_first = static_cast<uint32_t>(texts->size());
  fields.TakeTexts(texts);
  detail.texts_count =
      static_cast<uint32_t>(texts->size() - detail.texts_first);
  return detail;
}

Fault FaultOf(const OddityAt& odd) {
  constexpr auto kWarned = Severity::kWarning;
  switch (odd.kind) {
    case Oddity::kSeveralOnLine:
      return {"BAI-SEVERAL-RECORDS", kWarned,     odd.line, "several records",
              "one record a line",   "line split"};
    case Oddity::kWrapped:
      return {"BAI-WRAPPED", kWarned,
              odd.line,      "a line without a record code",
              "88",          "joined to the record before it"};
    case Oddity::kColon:
      return {"BAI-COLON", kWarned, odd.line, "'88:'", "'88,'", "read as 88"};
    case Oddity::kEndless:
      break;
  }
  return {"BAI-LIMIT",
          Severity::kHeld,
          odd.line,
          "a longer record",
          "at most 1024 lines and 1 MiB",
          "what it tells held"};
}

}  // namespace cashmatch::bai2
