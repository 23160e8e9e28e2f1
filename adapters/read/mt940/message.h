// SPDX-License-Identifier: Apache-2.0
// message.h - one MT940 or MT942 as its fields say, before anybody judges it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/read/mt940/entry_line.h"
#include "adapters/read/mt940/fields.h"
#include "adapters/read/mt940/values.h"

namespace cashmatch::mt940 {

/// One :61: with the lines of its :86: or :NS:.
struct Entry : EntryLine {
  uint32_t lines_first = 0, lines_count = 0;  // into Message::lines
  bool structure = false;                     // its lines are of an :NS:
};

/// A field that stands where none may stand, or text that was cut.
struct Oddity {
  enum class Kind : uint8_t {
    kOutOfPlace,    // between or behind the entries
    kNoReference,   // the message begins without :20:
    kOutsideEntry,  // an entry with no message around it
    kTextCut,
  };
  Kind kind;
  std::string_view name;  // of the field
  uint32_t line = 0;
  uint64_t offset = 0;
};

/// Views point into the bytes given to the reader.
struct Message {
  uint32_t line = 0;
  uint64_t offset = 0;
  std::string_view type;     // of the envelope, "940", or empty
  std::string_view account;  // :25:, without blanks around it
  std::string_view number_text;
  uint64_t number = 0, page = 0;  // 0: none
  Balance opening, closing;
  bool opening_is_page = false, closing_is_page = false;  // :60M:, :62M:
  Currency floor_currency = Currency::kNone;
  Minor credit_floor = 0, debit_floor = 0;  // smaller entries are not listed
  Balance credits, debits;                  // :90C:, :90D:
  bool intraday_field = false;
  bool enveloped = false;            // has {1:…}{4:
  bool ended = false;                // by "-" or "-}"
  bool at_end = false;               // of the input
  bool passes_over_entries = false;  // has :61: and is of another type
  std::vector<Entry> entries;
  std::vector<std::string_view> lines;  // of the texts of all entries
  std::vector<Oddity> oddities;
  uint64_t content_begin = 0,
           content_end = 0;  // behind :20:, to the last entry

  /// Empties everything and keeps the memory of the lists.
  void Clear();
  /// An MT942: what is known so far in the day, not yet final.
  bool is_intraday() const;
  /// The currency of its amounts; kNone: nobody says.
  Currency currency() const;
};

/// Gathers fields into messages.
class MessageReader {
 public:
  explicit MessageReader(std::string_view bytes) : fields_(bytes) {}

  /// Reads the next message; false at the end of the input. A message of
  /// another type than 940 to 942 and 950 comes without its fields.
  bool Next(Message* message);

  bool at_signs() const { return fields_.at_signs(); }
  uint32_t last_line() const { return fields_.last_line(); }

 private:
  void Begin(Message* message);
  void Take(Message* message);
  void TakeNumber(std::string_view text, Message* message);
  void TakeFloor(Message* message);
  void TakeEntry(Message* message);
  void TakeText(Message* message);
  bool BeginsMessage(const Message& message) const;

  FieldReader fields_;
  Field field_;
  bool has_field_ = false;  // read, and left for the next message
  bool in_envelope_ = false;
  bool after_text_ = false;  // closing balance seen: texts are the statement's
};

/// Whether messages of this type are account statements.
bool IsStatementType(std::string_view type);

}  // namespace cashmatch::mt940
