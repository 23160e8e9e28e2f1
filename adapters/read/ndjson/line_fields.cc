// SPDX-License-Identifier: Apache-2.0
// line_fields.cc - kinds of JSON values, and the wording of what is wrong.
// Tested by tests/unit/adapters/read/ndjson/receipts_test.cc
#include "adapters/read/ndjson/line_fields.h"

#include <algorithm>

#include "adapters/read/finding.h"
#include "adapters/read/own_amount.h"

namespace cashmatch {
namespace {

std::string ExpectedOf(AmountFault fault, Currency currency) {
  switch (fault) {
    case AmountFault::kNone:
    case AmountFault::kNotANumber:
      break;
    case AmountFault::kTooManyDigits:
      return "at most " + std::to_string(ExponentOf(currency)) +
             " decimals for " + std::string(CodeOf(currency));
    case AmountFault::kOutOfRange:
      return "an amount below " + FormatMoney(kAmountMax, currency);
  }
  return "a decimal amount such as '1250.00'";
}

std::string_view Trim(std::string_view token) {
  const size_t last = token.find_last_not_of(" \t\r\n");
  return token.substr(0, last + 1);
}

}  // namespace

bool LineFields::IsNull(Value value) {
  simdjson::ondemand::json_type kind;
  broken_ = value.type().get(kind) != simdjson::SUCCESS;
  if (broken_) return true;
  if (kind != simdjson::ondemand::json_type::null) return false;
  bool null = false;
  broken_ = simdjson::simdjson_result<bool>(value.is_null()).get(null) !=
                simdjson::SUCCESS ||
            !null;
  return true;
}

void LineFields::Failed(simdjson::error_code error, Value value,
                        std::string_view field, std::string_view expected) {
  broken_ = error != simdjson::INCORRECT_TYPE &&
            error != simdjson::NUMBER_ERROR &&
            error != simdjson::NUMBER_OUT_OF_RANGE;
  if (broken_) return;
  Fault("NDJSON-FIELD", field, Quote(Trim(value.raw_json_token())), expected);
}

void LineFields::Text(Value value, std::string_view field,
                      std::string_view* text) {
  if (IsNull(value)) return;
  const simdjson::error_code error = value.get_string().get(*text);
  if (error == simdjson::SUCCESS) return;
  *text = {};
  Failed(error, value, field, "a text");
}

void LineFields::Flag(Value value, std::string_view field, bool* flag) {
  if (IsNull(value)) return;
  const simdjson::error_code error = value.get_bool().get(*flag);
  if (error != simdjson::SUCCESS) Failed(error, value, field, "true or false");
}

void LineFields::Count(Value value, std::string_view field, uint32_t* count) {
  if (IsNull(value)) return;
  uint64_t number = 0;
  simdjson::error_code error = value.get_uint64().get(number);
  if (error == simdjson::SUCCESS && number > UINT32_MAX) {
    error = simdjson::NUMBER_OUT_OF_RANGE;
  }
  if (error != simdjson::SUCCESS) {
    return Failed(error, value, field, "a whole number");
  }
  *count = static_cast<uint32_t>(number);
}

void LineFields::Date(Value value, std::string_view field, Day* day) {
  std::string_view text;
  Text(value, field, &text);
  if (text.empty()) return;
  const std::optional<Day> read = ParseIsoDay(text);
  if (!read) {
    return Fault("NDJSON-DATE", field, Quote(text), "a day as YYYY-MM-DD");
  }
  *day = *read;
}

void LineFields::Decimal(Value value, std::string_view field,
                         std::string_view* text) {
  if (IsNull(value)) return;
  simdjson::ondemand::json_type kind;
  if (value.type().get(kind) == simdjson::SUCCESS &&
      kind == simdjson::ondemand::json_type::number) {
    *text = Trim(value.raw_json_token());
    return;
  }
  Text(value, field, text);
}

void LineFields::Amount(Value value, std::string_view field, Currency currency,
                        Minor* amount) {
  std::string_view text;
  Decimal(value, field, &text);
  if (!text.empty()) SetAmount(text, field, currency, amount);
}

void LineFields::SetAmount(std::string_view text, std::string_view field,
                           Currency currency, Minor* amount) {
  if (currency == Currency::kNone) return;  // a fault of its own
  const ParsedAmount parsed = ParseOwnAmount(text, currency);
  if (parsed.ok()) {
    *amount = parsed.minor;
  } else {
    Fault("NDJSON-AMOUNT", field, Quote(text),
          ExpectedOf(parsed.fault, currency));
  }
}

bool LineFields::HasFault(std::string_view field) const {
  return std::any_of(
      faults_.begin(), faults_.end(),
      [field](const LineFault& fault) { return fault.field == field; });
}

void LineFields::Unknown(std::string_view group, std::string_view key) {
  if (unknown_.size() >= kUnknownMost) return;
  std::string name(group);
  name += key;
  if (std::find(unknown_.begin(), unknown_.end(), name) == unknown_.end()) {
    unknown_.push_back(std::move(name));
  }
}

void LineFields::Fault(std::string_view code, std::string_view field,
                       std::string_view found, std::string_view expected,
                       std::string_view done) {
  faults_.push_back({std::string(code), std::string(field), std::string(found),
                     std::string(expected), std::string(done)});
}

}  // namespace cashmatch
