// SPDX-License-Identifier: Apache-2.0
// fields.cc - fields and amounts of a record.
// Tested by tests/unit/adapters/read/bai2/fields_test.cc
#include "adapters/read/bai2/fields.h"

#include "adapters/read/byte_scan.h"

namespace cashmatch::bai2 {
namespace {

/// Reads the digits of a broken amount: a letter O as zero, all else dropped.
Minor GuessAmount(std::string_view text, int exponent) {
  const ParsedAmount decimal = ParseDecimal(text, exponent);
  if (decimal.ok()) return decimal.minor;
  Minor value = 0;
  for (char c : text) {
    if (c == 'O' || c == 'o') c = '0';
    if (c < '0' || c > '9') continue;
    value = value * 10 + (c - '0');
    if (value > kAmountMax) return 0;
  }
  return text.front() == '-' ? -value : value;
}

}  // namespace

std::optional<std::string_view> FieldStream::Next() {
  if (line_done_) {
    if (piece_ + 1 == pieces_.size()) return std::nullopt;
    rest_ = pieces_[++piece_].body;
    line_done_ = false;
    broken_ = broken_ || pieces_[piece_].wrapped;
  }
  const size_t comma = FindNear(rest_, ',');
  std::string_view field = rest_.substr(0, comma);
  if (comma == std::string_view::npos) {
    line_done_ = true;
    rest_ = {};
  } else {
    rest_.remove_prefix(comma + 1);
  }
  return TrimBlanks(field);
}

void FieldStream::PutBack(std::string_view field) {
  // The field is a part of the line: start again at its first byte.
  const std::string_view body = pieces_[piece_].body;
  rest_ = body.substr(static_cast<size_t>(field.data() - body.data()));
  line_done_ = false;
}

bool FieldStream::SkipEmptyRestOfLine() {
  if (rest_.find_first_not_of(", \t") != std::string_view::npos) return false;
  line_done_ = true;
  rest_ = {};
  return true;
}

void FieldStream::TakeTexts(std::vector<std::string_view>* texts) {
  const auto take = [texts](std::string_view text) {
    text = TrimBlanks(text);
    if (!text.empty() && text != ",") texts->push_back(text);
  };
  if (!line_done_) take(rest_);
  while (piece_ + 1 < pieces_.size()) take(pieces_[++piece_].body);
  line_done_ = true;
  rest_ = {};
}

BaiAmount ReadBaiAmount(std::string_view text, bool decimals, int exponent) {
  BaiAmount amount;
  if (text.empty()) return amount;
  std::string_view digits = text;
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') digits.remove_prefix(1);
  ParsedAmount parsed = ParseMinorDigits(digits);
  if (!parsed.ok() && decimals && digits.find('.') != std::string_view::npos) {
    parsed = ParseDecimal(digits, exponent);
    if (parsed.minor < 0) parsed.fault = AmountFault::kNotANumber;
  }
  if (!parsed.ok()) {
    amount.state = BaiAmount::State::kUnreadable;
    amount.guess = GuessAmount(text, exponent);
    amount.too_large = parsed.fault == AmountFault::kOutOfRange;
    return amount;
  }
  amount.state = BaiAmount::State::kRead;
  amount.minor = negative ? -parsed.minor : parsed.minor;
  return amount;
}

}  // namespace cashmatch::bai2
