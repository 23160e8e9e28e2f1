// SPDX-License-Identifier: Apache-2.0
// control.cc - reading control records.
// Tested by tests/unit/adapters/read/nacha/control_test.cc
#include "adapters/read/nacha/control.h"

namespace cashmatch::nacha {
namespace {

constexpr uint64_t kTenDigits = 10'000'000'000;
constexpr size_t kNumberMax = 18;  // digits that fit, leading zeros apart

std::optional<WideMinor> ReadWide(std::string_view columns) {
  const std::optional<uint64_t> number = ReadNumber(columns);
  return number ? std::optional<WideMinor>(*number) : std::nullopt;
}

}  // namespace

void Totals::Add(const Totals& other) {
  records += other.records;
  hash += other.hash;
  debit += other.debit;
  credit += other.credit;
}

bool Totals::same_hash(const Totals& other) const {
  return hash % kTenDigits == other.hash % kTenDigits;
}

Totals Declared::totals() const {
  return {records.value_or(0), hash.value_or(0), debit.value_or(0),
          credit.value_or(0)};
}

std::optional<uint64_t> ReadNumber(std::string_view columns) {
  while (!columns.empty() && columns.front() == ' ') columns.remove_prefix(1);
  if (columns.empty()) return std::nullopt;
  while (columns.size() > 1 && columns.front() == '0') columns.remove_prefix(1);
  if (columns.size() > kNumberMax) return std::nullopt;
  uint64_t number = 0;
  for (const char c : columns) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<uint64_t>(c - '0');
  }
  return number;
}

Declared ReadBatchControl(const Record& record, bool adv) {
  Declared declared;
  declared.records = ReadNumber(record.Raw(5, 10));
  declared.hash = ReadNumber(record.Raw(11, 20));
  declared.debit = ReadWide(adv ? record.Raw(21, 40) : record.Raw(21, 32));
  declared.credit = ReadWide(adv ? record.Raw(41, 60) : record.Raw(33, 44));
  return declared;
}

Declared ReadFileControl(const Record& record, bool adv) {
  Declared declared;
  declared.records = ReadNumber(record.Raw(14, 21));
  declared.hash = ReadNumber(record.Raw(22, 31));
  declared.debit = ReadWide(adv ? record.Raw(32, 51) : record.Raw(32, 43));
  declared.credit = ReadWide(adv ? record.Raw(52, 71) : record.Raw(44, 55));
  return declared;
}

}  // namespace cashmatch::nacha
