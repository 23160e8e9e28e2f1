// SPDX-License-Identifier: Apache-2.0
// mt940_texts.cc - which dialect a :86: is of, and where it has room.
// Tested by tests/unit/adapters/write/enrich/mt940_texts_test.cc
#include "adapters/write/enrich/mt940_texts.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "adapters/read/mt940/fields.h"
#include "adapters/read/mt940/narrative.h"
#include "adapters/read/mt940/tags.h"
#include "adapters/read/mt940/values.h"
#include "adapters/write/enrich/edits.h"
#include "adapters/write/enrich/subfields.h"

namespace cashmatch {
namespace {

using mt940::Field;
using mt940::FieldEvent;
using mt940::Tag;

constexpr size_t kWidth = 65, kLines = 6;
constexpr size_t kSubfieldWord = 21;  // behind "SVWZ+", and no subfield full
constexpr std::string_view kRemittance = "/REMI/";

std::string_view LineEndOf(std::string_view bytes, size_t offset, bool signs) {
  if (signs && bytes.substr(offset, 2) == "@@") return "@@";
  const std::string_view own = LineEndAt(bytes, offset);
  return own.empty() ? FirstLineEnd(bytes) : own;
}

// Why a number is not written.
constexpr std::string_view kLetters = "it has letters that MT940 may not have";
constexpr std::string_view kLong = "it is longer than a line or subfield holds";
constexpr std::string_view kTag = "it would be read as a tag";
constexpr std::string_view kNoRoom = "the text has no room for it";
constexpr std::string_view kCut = "its text is too long to be read whole";
constexpr std::string_view kStructure = "its text has lines of the bank's own";
constexpr std::string_view kStructured =
    "its /REMI/ holds a reference, no text";
constexpr std::string_view kBroken =
    "its /REMI/ is broken by the end of a line";

/// Whether a field of SWIFT may have all of it: character set x.
bool IsSwiftText(std::string_view text) {
  constexpr std::string_view kSigns = "/-?:().,'+ ";
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || kSigns.find(c) != std::string_view::npos;
  });
}

/// Puts words on lines, each word whole; the first line has `line` already.
/// No line gets full, so that none goes on in the next one. Returns how many
/// words fit on `most` lines.
size_t Pack(const std::vector<std::string>& words, std::string line,
            size_t most, std::string_view line_end, std::string* text) {
  size_t lines = 1, count = 0;
  bool first = true;
  for (const std::string& word : words) {
    const std::string_view blank = first ? "" : " ";
    if (line.size() + blank.size() + word.size() < kWidth) {
      line.append(blank).append(word);
    } else {
      if (++lines > most) break;
      text->append(line).append(line_end);
      // A tag or the end of the message may not begin a line.
      line = word.find_first_of(":-") == 0 ? " " : "";
      line += word;
    }
    first = false;
    ++count;
  }
  text->append(line);
  return count;
}

/// The lines of a text as one: those that are not full ended on purpose.
std::string Prose(const Field& field, size_t lines) {
  std::string text;
  for (size_t i = 0; i < lines; ++i) {
    text += field.lines[i];
    if (field.lines[i].size() < kWidth) text += ' ';
  }
  return text;
}

/// What has to stand before a purpose that follows a text of prose: of labels
/// the last one would take it for its value.
std::string_view PurposeHead(std::string_view whole) {
  struct Head {
    std::string_view last, head;
  };
  constexpr auto kHeads =
      std::to_array<Head>({{"NAAM:", "OMSCHRIJVING: "},
                           {"KENMERK:", "OMSCHRIJVING: "},
                           {"AUFTRAGGEBER:", "MITTEILUNGEN: "},
                           {"OD:", "TYT.: "},
                           {"Z RACH.:", "TYT.: "},
                           {"ID IPH:", "TYT.: "}});
  mt940::TagScanner tags(whole, false);
  mt940::Tag86 tag;
  bool any = false;
  while (tags.Next(&tag)) any = true;
  if (!any || tag.kind == mt940::TagKind::kPurpose) return {};
  for (const Head& it : kHeads) {
    if (it.last == tag.name) return it.head;
  }
  return tag.name.ends_with('+') ? "SVWZ+" : "REMIT: ";
}

/// Lines with something put in, up to the first that stays as it was.
struct Moved {
  std::string text;
  const char* end = nullptr;  // of what the text replaces
  size_t lines = 0;           // of the whole field
};

/// Where something is put in: into a line of so many, before a letter.
struct Spot {
  size_t row = 0, lines = 0, at = 0;
};

/// Puts `added` in and moves on what no longer fits a line: a line that was
/// full goes on in the next one.
Moved MoveOn(const std::vector<std::string_view>& lines, const Spot& spot,
             std::string_view added, std::string_view line_end) {
  const std::string_view line = lines[spot.row];
  Moved out;
  std::string current(line.substr(0, spot.at));
  current.append(added).append(line.substr(spot.at));
  size_t last = spot.row, made = spot.row;
  for (bool full = line.size() >= kWidth;;) {
    for (; current.size() > kWidth; ++made) {
      out.text.append(current, 0, kWidth).append(line_end);
      current.erase(0, kWidth);
    }
    if (!full || last + 1 == spot.lines) break;
    ++last;
    full = lines[last].size() >= kWidth;
    current += lines[last];
  }
  out.text += current;
  out.end = lines[last].data() + lines[last].size();
  out.lines = made + 1 + (spot.lines - 1 - last);
  return out;
}

/// Whether a text is the code of the business alone, "073": the one with its
/// subfields follows in a field of its own, at some banks.
bool IsCode(const Field& field) {
  const std::string_view text = mt940::Trim(field.first());
  return field.lines.size() == 1 && text.size() == 3 &&
         std::all_of(text.begin(), text.end(), mt940::IsDigit);
}

class Mt940Enricher {
 public:
  Mt940Enricher(std::string_view bytes, std::span<const Enrichment> wanted,
                Enriched* out)
      : bytes_(bytes), fields_(bytes), wanted_(wanted), out_(*out) {}

  void Run();

 private:
  void TakeEntry(const Field& field);
  void TakeText(const Field& field);
  void AddText();
  void AddSubfields(const Field& field, size_t lines, char sign);
  void AddLines(const Field& field, size_t lines, std::string_view head);
  void AddToRemittance(const Field& field, size_t lines);
  template <class Fault>
  void LeaveOutWhere(std::string_view why, const Fault& fault);
  void LeaveOutLong(size_t most) {
    LeaveOutWhere(kLong, [most](const std::string& number) {
      return number.size() > most;
    });
  }
  void Note(size_t written, std::string_view why);

  std::string_view bytes_;
  mt940::FieldReader fields_;
  std::span<const Enrichment> wanted_;
  Enriched& out_;
  Edits edits_;
  size_t next_ = 0;                    // into wanted_
  const Enrichment* entry_ = nullptr;  // whose text is to come
  size_t entry_end_ = 0;
  std::vector<std::string> words_;  // its numbers that may be written
};

void Mt940Enricher::Run() {
  Field field, code;
  bool has_code = false;
  for (FieldEvent event = fields_.Next(&field); event != FieldEvent::kDone;
       event = fields_.Next(&field)) {
    const bool text = event == FieldEvent::kField && field.tag == Tag::kText;
    const bool other =
        event == FieldEvent::kField && field.tag == Tag::kStructure;
    if (entry_ != nullptr && text && !has_code && IsCode(field)) {
      code = field;
      has_code = true;
      continue;
    }
    if (entry_ != nullptr && text) TakeText(field);
    if (entry_ != nullptr && other) Note(0, kStructure);
    if (entry_ != nullptr && !text && !other) {
      has_code ? TakeText(code) : AddText();
    }
    entry_ = nullptr;
    has_code = false;
    if (event == FieldEvent::kField && field.tag == Tag::kEntry) {
      TakeEntry(field);
    }
  }
  if (entry_ != nullptr) has_code ? TakeText(code) : AddText();
  out_.bytes = edits_.Apply(bytes_);
}

void Mt940Enricher::TakeEntry(const Field& field) {
  while (next_ < wanted_.size() && wanted_[next_].offset < field.offset) {
    ++next_;
  }
  if (next_ == wanted_.size() || wanted_[next_].offset != field.offset) return;
  entry_ = &wanted_[next_];
  entry_end_ = field.end;
  words_.clear();
  for (const PaidDocument& document : entry_->documents) {
    words_.push_back(document.number);
  }
  LeaveOutWhere(kLetters,
                [](const std::string& number) { return !IsSwiftText(number); });
}

/// Takes the numbers that no text of this kind may have from those to write.
template <class Fault>
void Mt940Enricher::LeaveOutWhere(std::string_view why, const Fault& fault) {
  std::erase_if(words_, [&](const std::string& number) {
    if (!fault(number)) return false;
    out_.LeaveOut(*entry_, {number}, why);
    return true;
  });
}

/// Of the numbers that may be written the first were, and the rest not.
void Mt940Enricher::Note(size_t written, std::string_view why) {
  out_.Write(written);
  for (size_t i = written; i < words_.size(); ++i) {
    out_.LeaveOut(*entry_, {words_[i]}, why);
  }
}

/// Gives an entry a text of its own.
void Mt940Enricher::AddText() {
  const std::string_view end =
      LineEndOf(bytes_, entry_end_, fields_.at_signs());
  LeaveOutLong(kWidth - 2);
  std::string text;
  const size_t written = Pack(words_, {}, kLines, end, &text);
  Note(written, kNoRoom);
  if (written == 0) return;
  edits_.Insert(entry_end_, std::string(end) + ":86:" + text);
}

void Mt940Enricher::TakeText(const Field& field) {
  size_t lines = field.lines.size();
  while (lines > 1 && mt940::Trim(field.lines[lines - 1]).empty()) --lines;
  const char sign = mt940::SubfieldSignOf(field.lines);
  std::string whole;
  for (size_t i = 0; i < lines; ++i) whole += field.lines[i];
  if (field.cut) return Note(0, kCut);
  if (sign != 0) return AddSubfields(field, lines, sign);
  if (!mt940::HasSlashTags(whole)) {
    return AddLines(field, lines, PurposeHead(Prose(field, lines)));
  }
  LeaveOutWhere(kTag, [](const std::string& number) {
    return mt940::HasSlashTags(number);
  });
  if (whole.find(kRemittance) == std::string::npos) {
    AddLines(field, lines, kRemittance);
  } else {
    AddToRemittance(field, lines);
  }
}

/// Adds subfields to the last line, or lines behind it.
void Mt940Enricher::AddSubfields(const Field& field, size_t lines, char sign) {
  std::string whole;
  for (size_t i = 0; i < lines; ++i) whole += field.lines[i];
  const std::string_view end = LineEndOf(bytes_, field.end, fields_.at_signs());
  LeaveOutWhere(kTag, [sign](const std::string& number) {
    return number.find(sign) != std::string::npos;
  });
  LeaveOutLong(kSubfieldWord);
  size_t written = 0, used = field.lines[lines - 1].size();
  std::string text;
  for (const Subfield& added : MoreSubfields(whole, sign, words_)) {
    if (used + added.text.size() <= kWidth) {
      used += added.text.size();
    } else if (lines < kLines) {
      ++lines;
      text += end;
      used = added.text.size();
    } else {
      break;
    }
    text += added.text;
    written += added.words;
  }
  Note(written, kNoRoom);
  if (written > 0) edits_.Insert(field.end, std::move(text));
}

/// Adds lines to a text, of which the first begins with `head`.
void Mt940Enricher::AddLines(const Field& field, size_t lines,
                             std::string_view head) {
  LeaveOutLong(kWidth - 2 - head.size());
  if (lines >= kLines || words_.empty()) return Note(0, kNoRoom);
  const std::string_view end = LineEndOf(bytes_, field.end, fields_.at_signs());
  // A full line goes on in the next one, unless that begins with a slash; a tag
  // or the end of the message may not begin a line of a text.
  const bool full = field.lines[lines - 1].size() >= kWidth;
  const bool tag = head.empty() && words_.front().find_first_of(":-") == 0;
  std::string line((full && !head.starts_with('/')) || tag ? " " : "");
  line += head;
  std::string text(end);
  const size_t written = Pack(words_, line, kLines - lines, end, &text);
  Note(written, kNoRoom);
  if (written > 0) edits_.Insert(field.end, std::move(text));
}

/// Puts the numbers behind "/REMI/", before what the payer wrote, as many as
/// there is room for.
void Mt940Enricher::AddToRemittance(const Field& field, size_t lines) {
  size_t row = 0, at = std::string_view::npos;
  for (; row < lines; ++row) {
    at = field.lines[row].find(kRemittance);
    if (at != std::string_view::npos) break;
  }
  if (row == lines) return Note(0, kBroken);
  constexpr std::string_view kFree = "USTD//", kReference = "STRD/";
  const std::string_view line = field.lines[row];
  at += kRemittance.size();
  if (line.substr(at).starts_with(kReference)) return Note(0, kStructured);
  if (line.substr(at).starts_with(kFree)) at += kFree.size();
  const std::string_view end = LineEndOf(bytes_, field.end, fields_.at_signs());
  const auto begin = static_cast<size_t>(line.data() - bytes_.data());
  Moved best;
  std::string numbers;
  size_t written = 0;
  for (const std::string& word : words_) {
    numbers.append(word).append(" ");
    Moved moved = MoveOn(field.lines, {row, lines, at}, numbers, end);
    if (moved.lines > std::max(kLines, lines)) break;
    best = std::move(moved);
    ++written;
  }
  Note(written, kNoRoom);
  if (written == 0) return;
  const size_t until = static_cast<size_t>(best.end - bytes_.data());
  edits_.Replace(begin, until - begin, std::move(best.text));
}

}  // namespace

void EnrichMt940(std::string_view bytes, std::span<const Enrichment> wanted,
                 Enriched* out) {
  Mt940Enricher(bytes, wanted, out).Run();
}

}  // namespace cashmatch
