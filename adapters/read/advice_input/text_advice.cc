// SPDX-License-Identifier: Apache-2.0
// text_advice.cc - lines of a text that name what they say.
// Tested by tests/unit/adapters/read/advice_input/advice_input_test.cc
#include "adapters/read/advice_input/text_advice.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "adapters/read/mapped_csv/rows.h"
#include "adapters/read/mapped_csv/values.h"

namespace cashmatch {
namespace {

constexpr size_t kLineMax = 1000;

std::string_view Strip(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string FieldForm(std::string_view name) {
  std::string form(name);
  for (char& c : form) {
    if (c == ' ' || c == '-') c = '_';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return form == "payer" ? "payer_name" : form;
}

std::optional<AdviceField> FieldOf(std::string_view name) {
  const auto names = FieldNames(MappingKind::kAdvice);
  const auto found = std::find(names.begin(), names.end(), FieldForm(name));
  if (found == names.end()) return std::nullopt;
  return static_cast<AdviceField>(found - names.begin());
}

class TextAdvice {
 public:
  TextAdvice(const Source& source, const ReadOptions& options, BankFile* file)
      : options_(options), file_(*file), block_(file->advice) {
    amounts_.thousands = ",";
    advice_ = block_.Add();
    advice_->file = block_.AddFile(source.name, "text");
    advice_->line = 1;
    advice_->amount = kNotStated;
  }

  void Read(std::string_view text) {
    size_t texts = 0;
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = Strip(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.size() > kLineMax) line = line.substr(0, kLineMax);
      if (line.empty() || Named(line)) continue;
      if (texts++ < kTextLinesMax) block_.AddText(line);
    }
    advice_->booking_date = advice_->value_date;
    file_.summary.statements = file_.summary.entries = 1;
  }

 private:
  void Hold(std::string_view code, std::string_view found,
            std::string_view expected) {
    advice_->held = code;
    Finding finding;
    finding.code = code;
    finding.severity = Severity::kHeld;
    finding.found = Quote(found);
    finding.expected = expected;
    finding.done = "advice held";
    AddFinding(std::move(finding), false, options_, &file_);
  }

  bool Named(std::string_view line) {
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const std::optional<AdviceField> field =
        FieldOf(Strip(line.substr(0, colon)));
    const std::string_view value = Strip(line.substr(colon + 1));
    if (!field || value.empty()) return false;
    using F = AdviceField;
    switch (*field) {
      case F::kAmount:
        Amount(value);
        return true;
      case F::kCurrency:
        if (const auto currency = ParseCurrency(value)) {
          advice_->currency = *currency;
        }
        return true;
      case F::kDate:
        Date(value);
        return true;
      case F::kPayerName:
        advice_->payer_name = block_.Keep(value);
        return true;
      case F::kPayerAccount:
        advice_->payer_account = block_.Keep(value);
        return true;
      case F::kPayerId:
        advice_->payer_id = block_.Keep(value);
        return true;
      case F::kTrace:
      case F::kUetr:
        block_.AddReference(ReferenceType::kTrace, value);
        return true;
      case F::kEndToEnd:
        block_.AddReference(ReferenceType::kEndToEnd, value);
        return true;
      case F::kCheckNumber:
        block_.AddReference(ReferenceType::kCheckNumber, value);
        return true;
      case F::kReference:
        block_.AddReference(ReferenceType::kInvoice, value);
        return true;
      default:
        return false;
    }
  }

  /// `USD 1,250.00`, `1,250.00 USD`, or with a line `currency: USD` above.
  void Amount(std::string_view value) {
    std::string_view digits = value;
    const size_t blank = value.find(' ');
    if (blank != std::string_view::npos) {
      const std::string_view first = value.substr(0, blank);
      const std::string_view rest = Strip(value.substr(blank));
      for (const auto& [code, other] :
           {std::pair(first, rest), std::pair(rest, first)}) {
        if (const auto currency = ParseCurrency(code)) {
          advice_->currency = *currency;
          digits = other;
        }
      }
    }
    const ParsedAmount parsed =
        ReadMappedAmount(digits, advice_->currency, amounts_);
    if (advice_->currency == Currency::kNone || !parsed.ok() ||
        parsed.minor < 0) {
      return Hold("ADVICE-AMOUNT", value, "an amount such as USD 1,250.00");
    }
    advice_->amount = parsed.minor;
  }

  void Date(std::string_view value) {
    if (const auto day = ParseIsoDay(value)) {
      advice_->value_date = *day;
    } else {
      Hold("ADVICE-DATE", value, "a date YYYY-MM-DD");
    }
  }

  const ReadOptions& options_;
  BankFile& file_;
  ReceiptBlock& block_;
  CsvMapping amounts_;
  Receipt* advice_;
};

}  // namespace

void ReadTextAdvice(const Source& source, std::string_view text,
                    const ReadOptions& options, BankFile* file) {
  file->summary.format = "text";
  TextAdvice(source, options, file).Read(text);
  FinishBankFile(file);
}

}  // namespace cashmatch
