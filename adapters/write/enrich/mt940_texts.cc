// SPDX-License-Identifier: Apache-2.0
// mt940_texts.cc - which dialect a :86: is of, and where it has room.
// Tested by tests/unit/adapters/write/enrich/mt940_texts_test.cc
#include "adapters/write/enrich/mt940_texts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "adapters/read/mt940/fields.h"
#include "adapters/read/mt940/narrative.h"
#include "adapters/read/mt940/tags.h"
#include "adapters/write/enrich/edits.h"
#include "adapters/write/enrich/subfields.h"

namespace cashmatch {
namespace {

using mt940::Field;
using mt940::FieldEvent;
using mt940::Tag;

constexpr size_t kWidth = 65, kLines = 6;
constexpr std::string_view kRemittance = "/REMI/";

std::string_view LineEndOf(std::string_view bytes, size_t offset, bool signs) {
  if (signs && bytes.substr(offset, 2) == "@@") return "@@";
  const std::string_view own = LineEndAt(bytes, offset);
  return own.empty() ? FirstLineEnd(bytes) : own;
}

/// Puts words on lines, each word whole; the first line has `used` letters.
/// Returns how many words fit; `*lines` is how many lines there may be.
size_t Pack(const std::vector<std::string>& words, size_t used, size_t most,
            std::string_view line_end, std::string* text) {
  size_t lines = 1, count = 0;
  for (const std::string& word : words) {
    const bool blank = used > 0 && word.front() != ' ';
    if (used + (blank ? 1 : 0) + word.size() <= kWidth) {
      text->append(blank ? " " : "").append(word);
      used += word.size() + (blank ? 1 : 0);
    } else {
      if (++lines > most || word.size() > kWidth) break;
      text->append(line_end).append(word);
      used = word.size();
    }
    ++count;
  }
  return count;
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
  bool AddToRemittance(const Field& field, size_t lines);
  void NoteAll(size_t written) {
    out_.Note(*entry_, written,
              written < plain_ ? "the text has no room for it"
                               : "it has letters that the text may not have");
  }
  std::vector<std::string> Words() const;

  std::string_view bytes_;
  mt940::FieldReader fields_;
  std::span<const Enrichment> wanted_;
  Enriched& out_;
  Edits edits_;
  size_t next_ = 0;                    // into wanted_
  const Enrichment* entry_ = nullptr;  // whose text is to come
  size_t entry_end_ = 0;
  size_t plain_ = 0;  // its numbers before the first with other letters
};

void Mt940Enricher::Run() {
  Field field;
  for (FieldEvent event = fields_.Next(&field); event != FieldEvent::kDone;
       event = fields_.Next(&field)) {
    const bool text = event == FieldEvent::kField && field.tag == Tag::kText;
    const bool other =
        event == FieldEvent::kField && field.tag == Tag::kStructure;
    if (entry_ != nullptr && text) TakeText(field);
    if (entry_ != nullptr && other) NoteAll(0);
    if (entry_ != nullptr && !text && !other) AddText();
    entry_ = nullptr;
    if (event == FieldEvent::kField && field.tag == Tag::kEntry) {
      TakeEntry(field);
    }
  }
  if (entry_ != nullptr) AddText();
  out_.bytes = edits_.Apply(bytes_);
}

void Mt940Enricher::TakeEntry(const Field& field) {
  while (next_ < wanted_.size() && wanted_[next_].offset < field.offset) {
    ++next_;
  }
  if (next_ == wanted_.size() || wanted_[next_].offset != field.offset) return;
  entry_ = &wanted_[next_];
  entry_end_ = field.end;
  const auto& documents = entry_->documents;
  plain_ =
      static_cast<size_t>(std::find_if(documents.begin(), documents.end(),
                                       [](const PaidDocument& document) {
                                         return !IsPlainText(document.number);
                                       }) -
                          documents.begin());
}

std::vector<std::string> Mt940Enricher::Words() const {
  std::vector<std::string> words;
  for (size_t i = 0; i < plain_; ++i) {
    words.push_back(entry_->documents[i].number);
  }
  return words;
}

/// Gives an entry a text of its own.
void Mt940Enricher::AddText() {
  const std::string_view end =
      LineEndOf(bytes_, entry_end_, fields_.at_signs());
  std::string text;
  const size_t written = Pack(Words(), 0, kLines, end, &text);
  NoteAll(written);
  if (written == 0) return;
  edits_.Insert(entry_end_, std::string(end) + ":86:" + text);
}

void Mt940Enricher::TakeText(const Field& field) {
  size_t lines = field.lines.size();
  while (lines > 1 && mt940::Trim(field.lines[lines - 1]).empty()) --lines;
  const char sign = mt940::SubfieldSignOf(field.lines);
  std::string whole;
  for (size_t i = 0; i < lines; ++i) whole += field.lines[i];
  if (field.cut) {
    NoteAll(0);
  } else if (sign != 0) {
    AddSubfields(field, lines, sign);
  } else if (!mt940::HasSlashTags(whole)) {
    AddLines(field, lines, "");
  } else if (whole.find(kRemittance) == std::string::npos) {
    AddLines(field, lines, kRemittance);
  } else if (!AddToRemittance(field, lines)) {
    NoteAll(0);
  }
}

/// Adds subfields to the last line, or lines behind it.
void Mt940Enricher::AddSubfields(const Field& field, size_t lines, char sign) {
  std::string whole;
  for (size_t i = 0; i < lines; ++i) whole += field.lines[i];
  const std::string_view end = LineEndOf(bytes_, field.end, fields_.at_signs());
  size_t written = 0, used = field.lines[lines - 1].size();
  std::string text;
  for (const Subfield& added : MoreSubfields(whole, sign, Words())) {
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
  NoteAll(written);
  if (written > 0) edits_.Insert(field.end, std::move(text));
}

/// Adds lines to a text, of which the first begins with `head`.
void Mt940Enricher::AddLines(const Field& field, size_t lines,
                             std::string_view head) {
  if (lines >= kLines || plain_ == 0) return NoteAll(0);
  const std::string_view end = LineEndOf(bytes_, field.end, fields_.at_signs());
  std::vector<std::string> words = Words();
  std::string text(end);
  text += head;
  // A full line goes on in the next one; a tag or the end of the message may
  // not begin a line of a text.
  const bool full = field.lines[lines - 1].size() >= kWidth;
  const bool tag = words.front().find_first_of(":-{") == 0;
  if (head.empty() && (full || tag)) words.front().insert(0, " ");
  std::string packed;
  const size_t written = Pack(words, 0, kLines - lines, end, &packed);
  NoteAll(written);
  if (written > 0) edits_.Insert(field.end, text + packed);
}

/// Puts the numbers behind "/REMI/", before what the payer wrote, and moves on
/// what no longer fits. A line that was full goes on in the next one.
bool Mt940Enricher::AddToRemittance(const Field& field, size_t lines) {
  size_t row = 0, at = std::string_view::npos;
  for (; row < lines; ++row) {
    at = field.lines[row].find(kRemittance);
    if (at != std::string_view::npos) break;
  }
  if (row == lines || plain_ == 0) return false;  // cut by a line end
  constexpr std::string_view kFree = "USTD//", kStructured = "STRD/";
  const std::string_view line = field.lines[row];
  at += kRemittance.size();
  if (line.substr(at).starts_with(kStructured)) return false;
  if (line.substr(at).starts_with(kFree)) at += kFree.size();
  const std::string_view end = LineEndOf(bytes_, field.end, fields_.at_signs());
  std::string current(line.substr(0, at));
  for (const std::string& word : Words()) current.append(word).append(" ");
  current += line.substr(at);
  std::string text;
  size_t last = row, made = row;
  for (bool full = line.size() >= kWidth;;) {
    for (; current.size() > kWidth; ++made) {
      text.append(current, 0, kWidth).append(end);
      current.erase(0, kWidth);
    }
    if (!full || last + 1 == lines) break;
    ++last;
    full = field.lines[last].size() >= kWidth;
    current += field.lines[last];
  }
  text += current;
  if (made + 1 + (lines - 1 - last) > std::max(kLines, lines)) return false;
  const auto begin = static_cast<size_t>(line.data() - bytes_.data());
  const std::string_view until = field.lines[last];
  edits_.Replace(begin,
                 static_cast<size_t>(until.data() + until.size() - line.data()),
                 std::move(text));
  NoteAll(plain_);
  return true;
}

}  // namespace

void EnrichMt940(std::string_view bytes, std::span<const Enrichment> wanted,
                 Enriched* out) {
  Mt940Enricher(bytes, wanted, out).Run();
}

}  // namespace cashmatch
