// SPDX-License-Identifier: Apache-2.0
// fields.cc - which line begins a field, which one only goes on.
// Tested by tests/unit/adapters/read/mt940/fields_test.cc
#include "adapters/read/mt940/fields.h"

#include <array>

namespace cashmatch::mt940 {
namespace {

/// A name of at most three letters as a number: quicker to compare.
constexpr uint32_t Pack(std::string_view name) {
  uint32_t packed = 0;
  for (const char c : name) packed = packed << 8 | static_cast<uint8_t>(c);
  return packed;
}

struct KnownTag {
  uint32_t name;
  Tag tag;
  constexpr KnownTag(std::string_view text, Tag known)
      : name(Pack(text)), tag(known) {}
};
constexpr auto kTags = std::to_array<KnownTag>({
    {"61", Tag::kEntry},     {"86", Tag::kText},      {"20", Tag::kReference},
    {"21", Tag::kRelated},   {"25", Tag::kAccount},   {"25P", Tag::kAccount},
    {"28", Tag::kNumber},    {"28C", Tag::kNumber},   {"60F", Tag::kOpening},
    {"60M", Tag::kOpening},  {"62F", Tag::kClosing},  {"62M", Tag::kClosing},
    {"64", Tag::kAvailable}, {"65", Tag::kAvailable}, {"13", Tag::kDate},
    {"13D", Tag::kDate},     {"34F", Tag::kFloor},    {"90C", Tag::kCredits},
    {"90D", Tag::kDebits},   {"NS", Tag::kStructure},
});

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

/// Tags that stand between :20: and the entries.
bool IsHead(Tag tag) {
  return tag == Tag::kDate || tag == Tag::kRelated || tag == Tag::kAccount ||
         tag == Tag::kNumber;
}

bool MayFollowReference(Tag tag) {
  return IsHead(tag) || tag == Tag::kFloor || tag == Tag::kOpening ||
         tag == Tag::kStructure;
}

Tag FirstTag(std::string_view line) {
  size_t length;
  return ReadTag(line, &length);
}

/// The next line that is not blank; false at the end.
bool NextFilled(LineReader lines, Line* line) {
  while (lines.Next(line)) {
    if (!Trim(line->text).empty()) return true;
  }
  return false;
}

std::string_view WithoutLeadingPadding(std::string_view text) {
  while (!text.empty() && IsPadding(text.front()) && text.front() != ' ') {
    text.remove_prefix(1);
  }
  return text;
}

}  // namespace

Tag ReadTag(std::string_view line, size_t* length) {
  constexpr size_t kLongest = 5;  // ":60F:"
  if (line.size() < 4 || line[0] != ':') return Tag::kNone;
  const size_t colon = line.substr(0, kLongest).find(':', 1);
  if (colon == std::string_view::npos || colon < 3) return Tag::kNone;
  const std::string_view name = line.substr(1, colon - 1);
  *length = colon + 1;
  const uint32_t packed = Pack(name);
  for (const KnownTag& known : kTags) {
    if (known.name == packed) return known.tag;
  }
  const bool numbered = IsDigit(name[0]) && IsDigit(name[1]) &&
                        (name.size() == 2 || IsUpper(name[2]));
  return numbered ? Tag::kOther : Tag::kNone;
}

bool FieldReader::Fetch(Line* line) {
  if (has_pending_) {
    *line = pending_;
    has_pending_ = false;
    return true;
  }
  if (!lines_.Next(line)) return false;
  line->text = WithoutLeadingPadding(line->text);
  last_line_ = line->number;
  return true;
}

/// Whether the field read last goes on over lines of free text.
bool FieldReader::InText() const {
  return last_ == Tag::kText || last_ == Tag::kStructure ||
         last_ == Tag::kEntry;
}

/// Whether the next line has a tag that may follow :20: and its like.
bool FieldReader::FollowedByHead() const {
  Line next;
  return NextFilled(lines_, &next) && MayFollowReference(FirstTag(next.text));
}

/// Whether the input ends here, or another message begins.
bool FieldReader::FollowedByStart() const {
  Line next;
  if (!NextFilled(lines_, &next)) return true;
  const std::string_view text = WithoutLeadingPadding(next.text);
  return text.starts_with("{") || FirstTag(text) == Tag::kReference ||
         text.starts_with(":940:");
}

/// The tag that begins a field on this line; kNone: the line is text.
Tag FieldReader::TagOf(std::string_view text) const {
  const Tag tag = FirstTag(text);
  if (tag == Tag::kNone || at_ == At::kOutside) return tag;
  if (!InText()) return tag;
  // Inside a text: what a wrapped time of day can look like needs a reason.
  if (tag == Tag::kOther) return Tag::kNone;
  if (tag == Tag::kReference) return FollowedByHead() ? tag : Tag::kNone;
  if (IsHead(tag)) {
    if (last_ == Tag::kEntry) return tag;
    return at_ == At::kFoot && FollowedByHead() ? tag : Tag::kNone;
  }
  return tag;
}

/// Whether the line ends a message. A dash alone may be a line of a text.
bool FieldReader::IsEnd(std::string_view text) const {
  if (text.starts_with("-}")) return true;
  if (text.empty() || text[0] != '-' || Trim(text) != "-") return false;
  return at_ == At::kFoot || !InText() || FollowedByStart();
}

bool FieldReader::IsEnvelope(std::string_view text) const {
  if (text.size() < 3 || text[0] != '{' || text[2] != ':') return false;
  return text[1] == '1' || at_ == At::kOutside || !InText();
}

FieldEvent FieldReader::Next(Field* field) {
  for (Line line; Fetch(&line);) {
    if (IsEnvelope(line.text)) return ReadEnvelope(line);
    if (IsEnd(line.text)) {
      const bool outside = at_ == At::kOutside;
      LeaveNext(line, line.text.find("{1:"));
      at_ = At::kOutside;
      last_ = Tag::kNone;
      if (!outside) return FieldEvent::kEnd;
      continue;
    }
    const Tag tag = TagOf(line.text);
    // Lines before a message and after it are the bank's own wrapping.
    if (tag != Tag::kNone && (tag != Tag::kOther || at_ != At::kOutside)) {
      return ReadField(line, field);
    }
  }
  return FieldEvent::kDone;
}

/// Leaves what stands from `at` on for the next line: the first field behind an
/// envelope, or the envelope behind an end ("-}{5:…}${1:…").
void FieldReader::LeaveNext(const Line& line, size_t at) {
  if (at > line.text.size()) return;
  pending_ = line;
  pending_.text = line.text.substr(at);
  pending_.offset += at;
  has_pending_ = !Trim(pending_.text).empty();
}

/// Takes {1:…}{2:I940…}{4: and leaves what stands behind it on the line.
FieldEvent FieldReader::ReadEnvelope(const Line& line) {
  constexpr std::string_view kBlock2 = "{2:", kBlock4 = "{4:";
  constexpr size_t kTypeAt = 4;  // behind "{2:I" or "{2:O"
  const size_t block2 = line.text.find(kBlock2);
  message_type_ = {};
  if (block2 != std::string_view::npos &&
      block2 + kTypeAt + 3 <= line.text.size()) {
    message_type_ = line.text.substr(block2 + kTypeAt, 3);
  }
  const size_t block4 = line.text.find(kBlock4);
  at_ = At::kOutside;
  last_ = Tag::kNone;
  if (block4 != std::string_view::npos) {
    LeaveNext(line, block4 + kBlock4.size());
  }
  return FieldEvent::kEnvelope;
}

void FieldReader::Enter(Tag tag) {
  last_ = tag;
  switch (tag) {
    case Tag::kReference:
      at_ = At::kHead;
      break;
    case Tag::kOpening:
    case Tag::kFloor:
    case Tag::kEntry:
      at_ = At::kBody;
      break;
    case Tag::kClosing:
    case Tag::kCredits:
    case Tag::kDebits:
      at_ = At::kFoot;
      break;
    default:
      if (at_ == At::kOutside || (IsHead(tag) && at_ == At::kFoot)) {
        at_ = At::kHead;
      }
      break;
  }
}

FieldEvent FieldReader::ReadField(const Line& line, Field* field) {
  size_t length = 0;
  field->tag = ReadTag(line.text, &length);
  field->name = line.text.substr(1, length - 2);
  field->line = line.number;
  field->offset = line.offset;
  field->end = line.offset + line.text.size();
  field->cut = false;
  field->lines.clear();
  field->lines.push_back(line.text.substr(length));
  Enter(field->tag);
  size_t bytes = field->first().size();
  for (Line next; Fetch(&next);) {
    if (IsEnvelope(next.text) || IsEnd(next.text) ||
        TagOf(next.text) != Tag::kNone) {
      pending_ = next;
      has_pending_ = true;
      break;
    }
    bytes += next.text.size();
    if (bytes > kFieldBytesMax || field->lines.size() >= kFieldLinesMax) {
      field->cut = true;
      continue;
    }
    field->lines.push_back(next.text);
    if (!Trim(next.text).empty()) field->end = next.offset + next.text.size();
  }
  if (field->first().size() > kFieldBytesMax) {
    field->lines.front() = field->first().substr(0, kFieldBytesMax);
    field->cut = true;
  }
  return FieldEvent::kField;
}

}  // namespace cashmatch::mt940
