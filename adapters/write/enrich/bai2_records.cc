// SPDX-License-Identifier: Apache-2.0
// bai2_records.cc - where a detail ends, and who counts its records.
// Tested by tests/unit/adapters/write/enrich/bai2_records_test.cc
#include "adapters/write/enrich/bai2_records.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "adapters/read/bai2/fields.h"
#include "adapters/read/bai2/records.h"
#include "adapters/write/enrich/edits.h"

namespace cashmatch {
namespace {

using bai2::FieldStream;
using bai2::Record;
using bai2::RecordCode;

constexpr size_t kUsualLength = 80, kShortest = 40, kLongest = 4096;
constexpr std::string_view kTag = "REMI:";

std::optional<uint64_t> ReadNumber(std::string_view text) {
  uint64_t value = 0;
  const auto [end, fault] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

/// How many commas lead from the end of a detail to its text; nothing: its
/// fields cannot be told apart.
std::optional<size_t> CommasToText(const Record& record) {
  FieldStream fields(record);
  fields.Next();  // type
  fields.Next();  // amount
  std::string_view funds = fields.NextOrEmpty();
  uint64_t parts = 0;
  if (funds == "V" || funds == "v") {
    parts = 2;
  } else if (funds == "S" || funds == "s") {
    parts = 3;
  } else if (funds == "D" || funds == "d") {
    const auto pairs = ReadNumber(fields.NextOrEmpty());
    if (!pairs || *pairs > kLongest) return {};
    parts = 2 * *pairs;
  } else if (funds.size() > 1) {
    return {};
  }
  for (uint64_t i = 0; i < parts; ++i) fields.Next();
  size_t missing = 0;
  for (int i = 0; i < 2; ++i) missing += fields.Next() ? 0 : 1;
  return missing;
}

/// What a level counts of the records inside it, and what was added.
struct Level {
  uint64_t records = 0, without_88 = 0, added = 0;
};

/// The count of a trailer.
struct Count {
  RecordCode code = RecordCode::kUnknown;
  std::string_view text;
  uint64_t declared = 0;
  Level level;
};

class Bai2Enricher {
 public:
  Bai2Enricher(std::string_view bytes, std::span<const Enrichment> wanted,
               Enriched* out)
      : bytes_(bytes), wanted_(wanted), out_(*out) {}

  void Run() {
    bai2::RecordReader reader(bytes_);
    for (Record record; reader.Next(&record);) Take(record);
    CorrectCounts();
    out_.bytes = edits_.Apply(bytes_);
  }

 private:
  void Take(const Record& record);
  void ReadHeader(const Record& record);
  void AddNumbers(const Record& record, const Enrichment& wanted);
  std::vector<std::string> LinesOf(const Enrichment& wanted, size_t commas);
  void InsertLines(const Record& record, const std::vector<std::string>& lines);
  void NoteCount(const Record& record, int before, const Level& level);
  bool Counts88(RecordCode trailer) const;
  void CorrectCounts();

  std::string_view bytes_;
  std::span<const Enrichment> wanted_;
  Enriched& out_;
  Edits edits_;
  size_t next_ = 0;  // into wanted_
  size_t length_ = kUsualLength;
  bool padded_ = false;
  Level file_, group_, account_;
  std::vector<Count> counts_;
};

void Bai2Enricher::Take(const Record& record) {
  if (record.code == RecordCode::kFileHeader) {
    ReadHeader(record);
    file_ = group_ = account_ = Level();
  }
  if (record.code == RecordCode::kGroupHeader) group_ = account_ = Level();
  if (record.code == RecordCode::kAccount) account_ = Level();
  for (Level* const level : {&file_, &group_, &account_}) {
    level->records += 1 + record.continuations;
    ++level->without_88;
  }
  if (record.code == RecordCode::kAccountTrailer)
    NoteCount(record, 1, account_);
  if (record.code == RecordCode::kGroupTrailer) NoteCount(record, 2, group_);
  if (record.code == RecordCode::kFileTrailer) NoteCount(record, 2, file_);
  while (next_ < wanted_.size() && wanted_[next_].offset < record.offset) {
    ++next_;
  }
  if (record.code == RecordCode::kDetail && next_ < wanted_.size() &&
      wanted_[next_].offset == record.offset) {
    AddNumbers(record, wanted_[next_]);
  }
}

void Bai2Enricher::ReadHeader(const Record& record) {
  constexpr int kBefore = 5;  // sender, receiver, date, time, file number
  FieldStream fields(record);
  for (int i = 0; i < kBefore; ++i) fields.Next();
  const auto length = ReadNumber(fields.NextOrEmpty());
  const bool usual = !length || *length < kShortest || *length > kLongest;
  length_ = usual ? kUsualLength : static_cast<size_t>(*length);
  const size_t end =
      std::min(bytes_.find_first_of("\r\n", record.offset), bytes_.size());
  padded_ = end - record.offset == length_ && bytes_[end - 1] == ' ';
}

void Bai2Enricher::AddNumbers(const Record& record, const Enrichment& wanted) {
  const auto commas = CommasToText(record);
  if (!commas) {
    out_.LeaveOutAll(wanted,
                     "nobody can tell where the text of its record begins");
    return;
  }
  const auto lines = LinesOf(wanted, *commas);
  if (lines.empty()) return;
  InsertLines(record, lines);
  for (Level* const level : {&file_, &group_, &account_}) {
    level->added += lines.size();
  }
}

/// Packs numbers into 88 records, without their line ends.
std::vector<std::string> Bai2Enricher::LinesOf(const Enrichment& wanted,
                                               size_t commas) {
  std::vector<std::string> lines;
  size_t written = 0;
  for (const PaidDocument& document : wanted.documents) {
    const std::string& number = document.number;
    if (!IsPlainText(number)) {
      out_.LeaveOut(wanted, document, "it is not printable ASCII");
      continue;
    }
    const auto fits = [&](const std::string& line) {
      return line.size() + number.size() + 2 <= length_;
    };
    if (lines.empty() || !fits(lines.back())) {
      std::string line = "88,";
      if (lines.empty()) line.append(commas, ',');
      line += kTag;
      if (!fits(line)) {
        out_.LeaveOut(wanted, document, "it is longer than a record holds");
        continue;
      }
      lines.push_back(std::move(line));
    }
    lines.back().append(" ").append(number);
    ++written;
  }
  out_.Write(written);
  for (std::string& line : lines) {
    line += '/';
    if (padded_) line.resize(std::max(length_, line.size()), ' ');
  }
  return lines;
}

void Bai2Enricher::InsertLines(const Record& record,
                               const std::vector<std::string>& lines) {
  const std::string_view body = record.pieces.back().body;
  size_t end = static_cast<size_t>(body.data() + body.size() - bytes_.data());
  end += record.terminated ? 1 : 0;
  size_t at = end;
  while (at < bytes_.size() && bytes_[at] != '\r' && bytes_[at] != '\n' &&
         bai2::IsBlankByte(bytes_[at])) {
    ++at;
  }
  const std::string_view own_end = LineEndAt(bytes_, at);
  const std::string_view line_end =
      own_end.empty() ? FirstLineEnd(bytes_) : own_end;
  std::string text;
  // At the end of the input, or before another record on the same line.
  if (own_end.empty()) text += line_end;
  for (const std::string& line : lines) text.append(line).append(line_end);
  edits_.Insert(own_end.empty() ? end : at + own_end.size(), std::move(text));
}

/// Takes the last field of a trailer, behind `before` others.
void Bai2Enricher::NoteCount(const Record& record, int before,
                             const Level& level) {
  FieldStream fields(record);
  for (int i = 0; i < before; ++i) fields.Next();
  const std::string_view text = fields.NextOrEmpty();
  const auto declared = ReadNumber(text);
  if (declared) counts_.push_back({record.code, text, *declared, level});
}

/// Trailers that do not count 88 records, with or without themselves, show it
/// where they hold some; those of another kind may.
bool Bai2Enricher::Counts88(RecordCode trailer) const {
  return std::none_of(
      counts_.begin(), counts_.end(), [trailer](const Count& count) {
        const Level& level = count.level;
        return count.code == trailer && level.records != level.without_88 &&
               (count.declared == level.without_88 ||
                count.declared + 1 == level.without_88);
      });
}

void Bai2Enricher::CorrectCounts() {
  const bool counted[] = {Counts88(RecordCode::kAccountTrailer),
                          Counts88(RecordCode::kGroupTrailer),
                          Counts88(RecordCode::kFileTrailer)};
  for (const Count& count : counts_) {
    const size_t kind = count.code == RecordCode::kAccountTrailer ? 0
                        : count.code == RecordCode::kGroupTrailer ? 1
                                                                  : 2;
    if (count.level.added == 0 || !counted[kind]) continue;
    std::string text = std::to_string(count.declared + count.level.added);
    if (text.size() < count.text.size()) {
      text.insert(0, count.text.size() - text.size(), '0');
    }
    edits_.Replace(static_cast<size_t>(count.text.data() - bytes_.data()),
                   count.text.size(), std::move(text));
  }
}

}  // namespace

void EnrichBai2(std::string_view bytes, std::span<const Enrichment> wanted,
                Enriched* out) {
  Bai2Enricher(bytes, wanted, out).Run();
}

}  // namespace cashmatch
