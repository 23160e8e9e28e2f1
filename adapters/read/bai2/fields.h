// SPDX-License-Identifier: Apache-2.0
// fields.h - the one stream of fields that a record and its 88s form.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "adapters/read/bai2/records.h"
#include "engine/base/money.h"

namespace cashmatch::bai2 {

/// Reads a record field by field. The end of a line is a field boundary, with
/// or without a slash; where the lines are cut does not matter otherwise.
/// Lifetime: the record must stay as it is meanwhile.
class FieldStream {
 public:
  explicit FieldStream(const Record& record) : pieces_(record.pieces) {
    rest_ = pieces_.front().body;
  }

  /// Returns the next field without outer blanks, or nothing at the end.
  std::optional<std::string_view> Next();
  /// The same; an empty field at the end.
  std::string_view NextOrEmpty() { return Next().value_or(""); }

  /// Gives the field read last, not an empty one, back to be read again.
  void PutBack(std::string_view field);

  /// Skips what is left of the line if that is only commas and blanks.
  bool SkipEmptyRestOfLine();
  /// The line of the field read last.
  uint32_t line() const { return pieces_[piece_].line; }
  /// True when a field was read out of a line that came without a record code:
  /// nobody knows whether the line before it ended a field.
  bool broken() const { return broken_; }

  /// Appends what is left, a text for each line, without empty ones.
  void TakeTexts(std::vector<std::string_view>* texts);

 private:
  const std::vector<Piece>& pieces_;
  size_t piece_ = 0;
  std::string_view rest_;
  bool line_done_ = false;
  bool broken_ = false;
};

/// An amount as BAI2 writes it: an optional sign, digits, implied decimals.
struct BaiAmount {
  enum class State : uint8_t { kAbsent, kRead, kUnreadable };
  State state = State::kAbsent;
  Minor minor = 0;
  /// What an unreadable amount probably means; only ever compared with what a
  /// control total lacks, never used as money.
  Minor guess = 0;
  bool too_large = false;  // unreadable for that reason alone
  bool known() const { return state == State::kRead; }
};

/// Reads an amount. With `decimals`, one with a decimal point is read in units
/// of a currency of `exponent` digits, else it is unreadable.
BaiAmount ReadBaiAmount(std::string_view text, bool decimals, int exponent);

}  // namespace cashmatch::bai2
