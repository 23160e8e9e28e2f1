// SPDX-License-Identifier: Apache-2.0
// records.cc - finding where records begin and end.
// Tested by tests/unit/adapters/read/bai2/records_test.cc
#include "adapters/read/bai2/records.h"

#include <algorithm>

#include "adapters/read/byte_scan.h"

namespace cashmatch::bai2 {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}

bool StartsWithTwoDigits(std::string_view text) {
  return text.size() >= 3 && IsDigit(text[0]) && IsDigit(text[1]) &&
         text[2] == ',';
}

/// Returns the code a line begins with, whatever follows.
RecordCode CodeOf(std::string_view text) {
  if (text.size() < 2 || !IsDigit(text[0]) || !IsDigit(text[1])) {
    return RecordCode::kUnknown;
  }
  const int code = (text[0] - '0') * 10 + (text[1] - '0');
  switch (code) {
    case 1:
    case 2:
    case 3:
    case 16:
    case 49:
    case 88:
    case 98:
    case 99:
      break;
    default:
      return RecordCode::kUnknown;
  }
  const auto known = static_cast<RecordCode>(code);
  if (text.size() == 2 || text[2] == ',' || text[2] == '/') return known;
  if (text[2] == ':' && known == RecordCode::kContinuation) return known;
  return RecordCode::kUnknown;
}

/// Takes the field up to the next comma off `text`; false if there is none.
bool TakeField(std::string_view* text, std::string_view* field) {
  const size_t comma = FindNear(*text, ',');
  if (comma == std::string_view::npos) return false;
  *field = text->substr(0, comma);
  text->remove_prefix(comma + 1);
  return true;
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

/// Tells a record inside a line from text such as "PAID 13/ 16,5 BOXES": its
/// first fields must have the form of that record.
bool LooksLikeRecord(std::string_view text) {
  if (!StartsWithTwoDigits(text)) return false;
  const RecordCode code = CodeOf(text);
  text.remove_prefix(3);
  std::string_view field;
  switch (code) {
    case RecordCode::kFileHeader:
    case RecordCode::kGroupHeader:
      return TakeField(&text, &field) && TakeField(&text, &field) &&
             !text.empty() && IsDigit(text[0]);
    case RecordCode::kAccount:
      return TakeField(&text, &field) && !field.empty() &&
             TakeField(&text, &field) &&
             (field.empty() ||
              (field.size() == 3 &&
               std::all_of(field.begin(), field.end(), IsLetter)));
    case RecordCode::kDetail:
      return TakeField(&text, &field) && field.size() == 3 && AllDigits(field);
    case RecordCode::kAccountTrailer:
    case RecordCode::kGroupTrailer:
    case RecordCode::kFileTrailer:
      if (!TakeField(&text, &field)) return false;
      if (!field.empty() && (field[0] == '-' || field[0] == '+')) {
        field.remove_prefix(1);
      }
      return AllDigits(field);
    case RecordCode::kContinuation:
      return true;
    case RecordCode::kUnknown:
      return false;
  }
  return false;
}

/// Returns the position after the slash that ends the first of several records
/// of a line, or npos.
size_t FindSplit(std::string_view text) {
  size_t slash = FindNear(text, '/');
  while (slash != std::string_view::npos) {
    size_t next = slash + 1;
    while (next < text.size() && IsBlankByte(text[next])) ++next;
    if (next > slash + 1 && LooksLikeRecord(text.substr(next))) {
      return slash + 1;
    }
    slash = text.find('/', next);
  }
  return std::string_view::npos;
}

/// A codeless line belongs to the record before it unless that one is over.
bool TakesWrapped(const Record& record, std::string_view line) {
  if (record.code == RecordCode::kUnknown) return false;
  if (!record.terminated) return true;
  return record.code == RecordCode::kDetail && !StartsWithTwoDigits(line);
}

}  // namespace

std::string_view TrimBlanks(std::string_view text) {
  while (!text.empty() && IsBlankByte(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlankByte(text.back())) text.remove_suffix(1);
  return text;
}

/// Moves to the next line that is not blank: \n, \r\n or \r end a line.
bool RecordReader::NextLine() {
  while (at_ < bytes_.size()) {
    if (passage_ != nullptr) passage_->At(at_);
    const size_t end = line_ends_.Next(at_);
    const bool pair = bytes_.substr(end, 2) == "\r\n";
    rest_ = TrimBlanks(bytes_.substr(at_, end - at_));
    at_ = std::min(end + (pair ? 2 : 1), bytes_.size());
    ++line_;
    rest_is_split_ = false;
    if (!rest_.empty()) return true;
  }
  return false;
}

/// Reads the next record or continuation into pending_.
bool RecordReader::Fetch() {
  has_pending_ = false;
  if (rest_.empty() && !NextLine()) return false;
  std::string_view text = rest_;
  const size_t split = FindSplit(text);
  pending_ = Segment();
  pending_.split = rest_is_split_;
  if (split == std::string_view::npos) {
    rest_ = {};
  } else {
    text = text.substr(0, split);
    rest_ = TrimBlanks(rest_.substr(split));
    rest_is_split_ = true;
  }
  pending_.line = line_;
  pending_.offset = static_cast<uint64_t>(text.data() - bytes_.data());
  pending_.code = CodeOf(text);
  pending_.terminated = text.back() == '/';
  if (pending_.code != RecordCode::kUnknown) {
    pending_.colon = text.size() > 2 && text[2] == ':';
    const bool bare = text.size() > 2 && text[2] == '/';
    text.remove_prefix(std::min<size_t>(text.size(), bare ? 2 : 3));
  }
  if (pending_.terminated) text.remove_suffix(1);
  pending_.body = text;
  has_pending_ = true;
  return true;
}

/// Adds the pending line to the record.
void RecordReader::Take(Record* record) {
  const bool first = record->pieces.empty();
  const bool wrapped = !first && pending_.code == RecordCode::kUnknown;
  record->terminated = pending_.terminated;
  if (record->cut) return;
  const auto note = [&](Oddity kind) {
    record->oddities.push_back({kind, pending_.line, pending_.offset});
  };
  const size_t left = Record::kBytesMax - record->bytes;
  record->cut = record->pieces.size() == Record::kPiecesMax ||
                pending_.body.size() > left;
  if (record->cut) note(Oddity::kEndless);
  if (record->pieces.size() == Record::kPiecesMax) return;
  record->pieces.push_back(
      {pending_.body.substr(0, left), pending_.line, wrapped});
  record->bytes += record->pieces.back().body.size();
  if (wrapped) note(Oddity::kWrapped);
  if (pending_.split) note(Oddity::kSeveralOnLine);
  if (pending_.colon) note(Oddity::kColon);
}

bool RecordReader::Next(Record* record) {
  record->pieces.clear();
  record->oddities.clear();
  record->continuations = 0;
  record->bytes = 0;
  record->cut = false;
  if (!has_pending_ && !Fetch()) return false;
  record->code = pending_.code;
  record->line = pending_.line;
  record->offset = pending_.offset;
  Take(record);
  while (Fetch()) {
    if (pending_.code == RecordCode::kContinuation) {
      ++record->continuations;
    } else if (pending_.code != RecordCode::kUnknown ||
               !TakesWrapped(*record, pending_.body)) {
      break;
    }
    Take(record);
  }
  return true;
}

}  // namespace cashmatch::bai2
