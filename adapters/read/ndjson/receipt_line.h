// SPDX-License-Identifier: Apache-2.0
// receipt_line.h - one JSON object as one receipt.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string_view>

#include "adapters/read/ndjson/line_fields.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// Where a receipt was first read; empty where the line does not say.
struct LineSource {
  std::string_view file, format;
  uint32_t line = 0;
};

/// Reads lines into a block, one Read a line; what a line said besides the
/// receipt is kept until the next Read.
class ReceiptLineReader {
 public:
  /// Longest line, in bytes.
  static constexpr size_t kLineMax = size_t{64} << 20;

  /// `advice`: the lines are advice, which need not state amount and dates.
  explicit ReceiptLineReader(ReceiptBlock* block, bool advice = false)
      : block_(*block), advice_only_(advice) {}

  /// Adds the receipt of the line to the block. Returns null, or why the line
  /// is not one JSON object; the receipt is then to be taken back.
  const char* Read(simdjson::padded_string_view line);

  const LineSource& source() const { return source_; }
  const LineFields& fields() const { return fields_; }
  /// False if the line states no amount in a known currency: nothing to keep.
  bool has_money() const { return has_money_; }

 private:
  using Object = LineFields::Object;
  using Value = LineFields::Value;

  bool ReadCurrency(Object* object);
  void ReadMember(std::string_view key, Value value);
  bool ReadText(std::string_view key, Value value);
  void ReadKept(Value value, std::string_view field, std::string_view* text);
  void ReadSource(Value value);
  void ReadPayer(Value value);
  void ReadReference(Value value);
  void ReadAdviceLine(Value value);
  void ReadAdjustment(Value value);
  void ReadInstructed(Value value);
  void ReadDirection(Value value);
  void ReadMethod(Value value);
  void CheckRequired();

  ReceiptBlock& block_;
  bool advice_only_;
  simdjson::ondemand::parser parser_{kLineMax + 1};
  LineFields fields_;
  LineSource source_;
  Receipt* receipt_ = nullptr;
  AdviceLine* advice_ = nullptr;
  int amounts_ = 0, currencies_ = 0;  // times the member stands in the line
  bool has_money_ = false;
};

}  // namespace cashmatch
