// SPDX-License-Identifier: Apache-2.0
// plain_checks.cc - two records at once. Tested by
// tests/unit/adapters/read/lockbox/plain_checks_test.cc
#include "adapters/read/lockbox/plain_checks.h"

#include <array>
#include <cstring>

#include "adapters/read/lockbox/fields.h"
#include "engine/base/currency.h"

namespace cashmatch::lockbox {
namespace {

size_t Width(Columns columns) { return columns.last - columns.first + 1u; }

/// The columns of a record that is known to be long enough.
std::string_view Cut(std::string_view record, Columns columns) {
  return {record.data() + columns.first - 1, Width(columns)};
}

bool IsAll(std::string_view text, char c) {
  for (const char at : text) {
    if (at != c) return false;
  }
  return true;
}

/// Whether a field is not there, or all of it is blank.
bool IsBlank(std::string_view record, Columns columns) {
  return !columns.present() || IsAll(Cut(record, columns), ' ');
}

/// The same, or all of it is zeros: an amount of nothing.
bool IsNothing(std::string_view record, Columns columns) {
  return IsBlank(record, columns) || IsAll(Cut(record, columns), '0');
}

/// Whether a field fills its columns, so that trimming it changes nothing.
bool IsFull(std::string_view text) {
  return text.front() != ' ' && text.back() != ' ';
}

// GCC and Clang know vectors of bytes for any processor.
using Bytes [[gnu::vector_size(16)]] = unsigned char;
using Words [[gnu::vector_size(16)]] = uint64_t;

/// Printable ASCII, 16 bytes at a time. Records are longer; the last bytes are
/// looked at twice.
bool IsPrintable(const char* at, size_t size) {
  constexpr size_t kAtOnce = sizeof(Bytes);
  if (size < kAtOnce) {
    std::array<char, kAtOnce> padded;
    padded.fill(' ');
    std::memcpy(padded.data(), at, size);
    return IsPrintable(padded.data(), kAtOnce);
  }
  Words bad = {};
  const auto look = [&](size_t from) {
    Bytes bytes;
    std::memcpy(&bytes, at + from, kAtOnce);
    bad |= Words(bytes - 0x20 > 0x7E - 0x20);
  };
  for (size_t i = 0; i + kAtOnce < size; i += kAtOnce) look(i);
  look(size - kAtOnce);
  return (bad[0] | bad[1]) == 0;
}

/// The value of eight digits; -1 for anything else.
/// Source: Lemire, "Quickly parsing eight digits", 2018; Mula, "SIMD-ized
/// check whether all characters are digits".
Minor EightDigits(const char* at) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  uint64_t word = 0;
  for (size_t i = 0; i < sizeof word; ++i) {  // one load, on most machines
    word |= uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
  }
  const uint64_t high = word & (0xF0 * kOnes);
  const uint64_t above = (word + 6 * kOnes) & (0xF0 * kOnes);
  if (high != 0x30 * kOnes || above != 0x30 * kOnes) return -1;
  word -= 0x30 * kOnes;
  word = word * 10 + (word >> 8);  // of pairs, in every other byte
  constexpr uint64_t kPairs = 0x000000FF000000FF;
  constexpr uint64_t kFirst = 100 + (uint64_t{1'000'000} << 32);
  constexpr uint64_t kSecond = 1 + (uint64_t{10'000} << 32);
  return static_cast<Minor>(
      ((word & kPairs) * kFirst + ((word >> 16) & kPairs) * kSecond) >> 32);
}

/// Digits that fill their columns; -1 for anything else.
Minor Digits(std::string_view text) {
  constexpr size_t kAtOnce = 8;
  constexpr Minor kEight = 100'000'000;
  Minor value = 0;
  for (; text.size() >= kAtOnce; text.remove_prefix(kAtOnce)) {
    const Minor eight = EightDigits(text.data());
    if (eight < 0) return -1;
    value = value * kEight + eight;
  }
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool IsInside(const Layout& layout, Columns columns) {
  return columns.last <= layout.record_length;
}

bool CanBeRead(const Layout& layout, Columns columns) {
  constexpr size_t kMostDigits = 17;  // kAmountMax
  return columns.present() && IsInside(layout, columns) &&
         Width(columns) <= kMostDigits;
}

/// The bytes of the line break at `at`; 0 if there is none.
size_t BreakAt(std::string_view text, size_t at) {
  if (text[at] == '\n') return 1;
  return text[at] == '\r' && text[at + 1] == '\n' ? 2 : 0;
}

}  // namespace

std::optional<PlainChecks> PlainChecks::Of(const Layout& layout) {
  const CheckColumns& check = layout.check;
  const OverflowColumns& overflow = layout.overflow;
  if (layout.decimals != ExponentOf(layout.currency) ||
      !check.invoices.empty() || overflow.invoices.empty() ||
      !CanBeRead(layout, check.amount) || !check.batch.present() ||
      !check.item.present() || !overflow.batch.present() ||
      !overflow.item.present() || Width(check.batch) != Width(overflow.batch) ||
      Width(check.item) != Width(overflow.item) ||
      !overflow.last_flag.present() || Width(overflow.last_flag) != 1) {
    return std::nullopt;
  }
  for (const Columns columns :
       {check.batch, check.item, check.text, overflow.batch, overflow.item,
        overflow.last_flag, overflow.text}) {
    if (!IsInside(layout, columns)) return std::nullopt;
  }
  for (const InvoiceColumns& at : overflow.invoices) {
    for (const Columns columns : {at.number, at.gross, at.amount, at.discount,
                                  at.deduction, at.reason}) {
      if (!IsInside(layout, columns)) return std::nullopt;
    }
  }
  const InvoiceColumns& first = overflow.invoices.front();
  if (!first.number.present() || !CanBeRead(layout, first.amount)) {
    return std::nullopt;
  }
  return PlainChecks(layout);
}

bool PlainChecks::Read(std::string_view rest, PlainCheck* check) const {
  const size_t length = layout_.record_length;
  constexpr size_t kBreaks = 4;  // two line breaks of two bytes
  if (rest.size() <= 2 * length + kBreaks || rest[0] != '6') return false;
  const size_t first_break = BreakAt(rest, length);
  if (first_break == 0) return false;
  const size_t second = length + first_break;
  check->second = second;
  if (rest[second] != '4') return false;
  const size_t second_break = BreakAt(rest, second + length);
  if (second_break == 0) return false;
  check->bytes = second + length + second_break;
  const char next = rest[check->bytes];
  if (next < '5' || next > '8') return false;  // perhaps another overflow

  const std::string_view text = rest.substr(0, length);
  const std::string_view overflow = rest.substr(second, length);
  check->batch = Cut(text, layout_.check.batch);
  check->item = Cut(text, layout_.check.item);
  if (!IsFull(check->batch) || !IsFull(check->item) ||
      Cut(overflow, layout_.overflow.batch) != check->batch ||
      Cut(overflow, layout_.overflow.item) != check->item ||
      !IsPrintable(text.data(), length) ||
      !IsPrintable(overflow.data(), length) ||
      !IsBlank(text, layout_.check.text)) {
    return false;
  }
  check->amount = Digits(Cut(text, layout_.check.amount));
  check->record.text = text;
  check->overflow.text = overflow;
  return check->amount > 0 && IsPlainOverflow(overflow, check);
}

bool PlainChecks::IsPlainOverflow(std::string_view text,
                                  PlainCheck* check) const {
  const OverflowColumns& columns = layout_.overflow;
  if (Cut(text, columns.last_flag) != "9" || !IsBlank(text, columns.text)) {
    return false;
  }
  const InvoiceColumns& first = columns.invoices.front();
  check->number = Trim(Cut(text, first.number));
  if (IsBlankOrZero(check->number) ||
      Digits(Cut(text, first.amount)) != check->amount ||
      !IsNothing(text, first.gross) || !IsNothing(text, first.discount) ||
      !IsNothing(text, first.deduction) || !IsBlank(text, first.reason)) {
    return false;
  }
  for (size_t i = 1; i < columns.invoices.size(); ++i) {
    const InvoiceColumns& at = columns.invoices[i];
    for (const Columns nothing : {at.number, at.gross, at.amount, at.discount,
                                  at.deduction, at.reason}) {
      if (!IsNothing(text, nothing)) return false;
    }
  }
  return true;
}

void PlainChecks::Describe(std::string_view record, std::string_view overflow,
                           LockboxCheck* check, LockboxInvoice* invoice) const {
  ReadCheckFields(record, layout_.check, check);
  const InvoiceColumns& columns = layout_.overflow.invoices.front();
  invoice->number = Field(overflow, columns.number);
  invoice->paid = Digits(Cut(overflow, columns.amount));
  check->amount = invoice->paid;
  const auto nothing = [overflow](Columns at) {
    return IsBlank(overflow, at) ? kNotStated : Minor{0};
  };
  invoice->gross = nothing(columns.gross);
  invoice->discount = nothing(columns.discount);
  invoice->deduction = nothing(columns.deduction);
}

}  // namespace cashmatch::lockbox
