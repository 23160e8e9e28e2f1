// SPDX-License-Identifier: Apache-2.0
// fields.h - lines to fields: tags at the start of a line and their text.
//
// ":61:" begins a field; every line up to the next tag belongs to it. Texts
// wrap without regard to what they say, so a line of a text may look like a tag
// ("…T16" / ":25:37 Fo") or like the end of the message ("-"). A tag that may
// not stand there is text.
// Source: SWIFT user handbook, MT940 and MT942 format specifications.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/read/mt940/lines.h"

namespace cashmatch::mt940 {

enum class Tag : uint8_t {
  kNone,
  kOther,      // of the form of a tag, none that we know
  kDate,       // :13: :13D:
  kReference,  // :20:
  kRelated,    // :21:
  kAccount,    // :25: :25P:
  kNumber,     // :28: :28C:
  kFloor,      // :34F:
  kOpening,    // :60F: :60M:
  kEntry,      // :61:
  kClosing,    // :62F: :62M:
  kAvailable,  // :64: :65:
  kText,       // :86:
  kCredits,    // :90C:
  kDebits,     // :90D:
  kStructure,  // :NS:, German banks' own
};

/// One field. Views point into the bytes given to the reader.
struct Field {
  Tag tag = Tag::kNone;
  std::string_view name;                // "60F"
  uint32_t line = 0;                    // from 1
  uint64_t offset = 0;                  // of its tag
  uint64_t end = 0;                     // of its last line
  std::vector<std::string_view> lines;  // never empty
  bool cut = false;                     // longer than kFieldBytesMax

  std::string_view first() const { return lines.front(); }
};

/// Longer texts are cut. A text of the standard has six lines of 65.
inline constexpr size_t kFieldBytesMax = size_t{1} << 16;
inline constexpr size_t kFieldLinesMax = 1024;

enum class FieldEvent : uint8_t {
  kField,
  kEnvelope,  // {1:…}{2:…}{4: before a message; see message_type()
  kEnd,       // "-" or "-}"
  kDone,
};

/// Reads fields one after the other, in one pass, without copying.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : lines_(bytes) {}

  FieldEvent Next(Field* field);

  /// The type in block 2 of the last envelope, "940"; empty: none.
  std::string_view message_type() const { return message_type_; }
  bool at_signs() const { return lines_.at_signs(); }
  uint32_t last_line() const { return last_line_; }

 private:
  /// Where in a message the reader is: what may follow.
  enum class At : uint8_t { kOutside, kHead, kBody, kFoot };

  void LeaveNext(const Line& line, size_t at);
  FieldEvent ReadEnvelope(const Line& line);
  FieldEvent ReadField(const Line& line, Field* field);
  Tag TagOf(std::string_view text) const;
  bool IsEnd(std::string_view text) const;
  bool IsEnvelope(std::string_view text) const;
  bool InText() const;
  bool FollowedByHead() const;
  bool FollowedByStart() const;
  void Enter(Tag tag);
  bool Fetch(Line* line);

  LineReader lines_;
  Line pending_;
  bool has_pending_ = false;
  std::string_view message_type_;
  At at_ = At::kOutside;
  Tag last_ = Tag::kNone;
  uint32_t last_line_ = 0;
};

/// Returns the tag that a line begins with, wherever it stands, and how long it
/// is with its colons. kNone: the line begins with no tag.
Tag ReadTag(std::string_view line, size_t* length);

}  // namespace cashmatch::mt940
