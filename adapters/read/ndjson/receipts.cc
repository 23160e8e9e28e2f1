// SPDX-License-Identifier: Apache-2.0
// receipts.cc - a stream of canonical receipts: its parts, joined.
// Tested by tests/unit/adapters/read/ndjson/receipts_test.cc
#include "adapters/read/ndjson/receipts.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/read/byte_scan.h"
#include "adapters/read/ndjson/line_fields.h"
#include "adapters/read/ndjson/receipt_part.h"
#include "adapters/read/ndjson/seen_ids.h"
#include "adapters/read/passage.h"
#include "adapters/read/read_ahead.h"

namespace cashmatch {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kFormat = "ndjson";
constexpr std::string_view kBlanks = " \t\r\n";

/// Cuts a stream into runs of whole lines.
class LineCutter {
 public:
  LineCutter(std::string_view bytes, size_t part_bytes)
      : rest_(bytes), part_bytes_(part_bytes) {
    if (!rest_.starts_with(kByteOrderMark)) return;
    rest_.remove_prefix(kByteOrderMark.size());
    offset_ = kByteOrderMark.size();
  }

  std::optional<ReceiptLines> Next() {
    if (rest_.empty()) return std::nullopt;
    size_t end = std::string_view::npos;
    if (rest_.size() > part_bytes_) end = rest_.find('\n', part_bytes_ - 1);
    const ReceiptLines lines{rest_.substr(0, end + (end + 1 != 0)), offset_,
                             line_};
    rest_.remove_prefix(lines.text.size());
    offset_ += lines.text.size();
    if (!rest_.empty()) {
      line_ += static_cast<uint32_t>(CountByte(lines.text, '\n'));
    }
    return lines;
  }

 private:
  std::string_view rest_;
  size_t part_bytes_;
  uint64_t offset_ = 0;
  uint32_t line_ = 1;
};

/// What a file says again under one id is as if that file had come again: each
/// repetition moves to one more copy of it, where it is no twin.
class CopyFiles {
 public:
  explicit CopyFiles(ReceiptBlock* block) : block_(*block) {}

  /// Takes, in the order of the stream, each receipt whose id stands before it
  /// with the same content; `first` is the first of that id.
  void Move(uint32_t first, uint32_t again) {
    const uint32_t file = block_.receipts[again].file;
    uint32_t turn = turns_[{first, file}]++;
    if (block_.receipts[first].file == file) ++turn;
    if (turn == 0) return;
    const auto [copy, added] = copies_.try_emplace({file, turn}, 0);
    if (added) {
      const SourceFile& whole = block_.files[file];
      copy->second = block_.AddFile(whole.name, whole.format);
    }
    block_.receipts[again].file = copy->second;
  }

 private:
  ReceiptBlock& block_;
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> turns_;   // by first, file
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> copies_;  // by file, turn
};

/// Puts the parts of a stream together, in order.
class PartJoiner {
 public:
  PartJoiner(const Source& source, const ReadOptions& options, BankFile* file)
      : source_(source), options_(options), file_(*file) {
    if (file->drain != nullptr) seen_.emplace();
  }

  void Join(ReceiptPart part);
  void Finish();

 private:
  void JoinReceipts(ReceiptBlock block);
  void HandOver();
  void CheckIds();
  void CheckSeenIds();
  std::string IdIn(const RowPlace& place) const;
  void AddOtherContent(std::string_view id, const RowPlace& first,
                       const RowPlace& again);
  void Warn(std::string code, std::string found, std::string expected,
            std::string done);

  const Source& source_;
  const ReadOptions& options_;
  BankFile& file_;
  std::map<std::pair<std::string_view, std::string_view>, uint32_t> files_;
  std::vector<std::string> unknown_;
  std::vector<IdAt> ids_;
  std::vector<std::array<uint64_t, 2>> contents_;
  std::vector<uint32_t> rows_;   // of the receipts with ids
  std::optional<SeenIds> seen_;  // instead, where receipts are handed over
};

void PartJoiner::Join(ReceiptPart part) {
  file_.findings.Append(std::move(part.file.findings));
  file_.summary.Add(part.file.summary);
  if (seen_) {
    seen_->Add(part);
  } else {
    ids_.insert(ids_.end(), part.ids.begin(), part.ids.end());
    contents_.insert(contents_.end(), part.contents.begin(),
                     part.contents.end());
    const auto before = static_cast<uint32_t>(file_.receipts.receipts.size());
    for (const uint32_t row : part.rows) rows_.push_back(before + row);
  }
  JoinReceipts(std::move(part.file.receipts));
  HandOver();
  for (std::string& name : part.unknown) {
    if (unknown_.size() < LineFields::kUnknownMost &&
        std::find(unknown_.begin(), unknown_.end(), name) == unknown_.end()) {
      unknown_.push_back(std::move(name));
    }
  }
}

/// Appends receipts; a file that the stream named before stays one.
void PartJoiner::JoinReceipts(ReceiptBlock block) {
  ReceiptBlock& all = file_.receipts;
  const size_t first = all.receipts.size();
  const size_t known = all.files.size();
  all.Append(std::move(block));
  std::vector<uint32_t> place;
  size_t kept = known;
  for (size_t i = known; i < all.files.size(); ++i) {
    const SourceFile& named = all.files[i];
    const auto [it, added] = files_.try_emplace({named.name, named.format},
                                                static_cast<uint32_t>(kept));
    if (added) all.files[kept++] = named;
    place.push_back(it->second);
  }
  all.files.resize(kept);
  for (size_t row = first; row < all.receipts.size(); ++row) {
    all.receipts[row].file = place[all.receipts[row].file - known];
  }
}

/// The receipts to come name their files anew.
void PartJoiner::HandOver() {
  if (!file_.HandOver()) return;
  file_.receipts.files.clear();
  files_.clear();
}

/// The same id may come again with the same content: the money is the same.
void PartJoiner::CheckIds() {
  const auto index = [this](const IdAt& at) {
    const auto found = std::lower_bound(
        ids_.begin(), ids_.end(), at, [](const IdAt& a, const IdAt& b) {
          return a.place.offset < b.place.offset;
        });
    return static_cast<size_t>(found - ids_.begin());
  };
  CopyFiles copies(&file_.receipts);
  for (const auto& [first, again] : FindDuplicates(ids_)) {
    const size_t one = index(first), other = index(again);
    if (contents_[one] == contents_[other]) {
      copies.Move(rows_[one], rows_[other]);
    } else {
      AddOtherContent(again.id, first.place, again.place);
    }
  }
}

void PartJoiner::CheckSeenIds() {
  const bool whole =
      seen_->ForEachOther([this](const RowPlace& first, const RowPlace& again) {
        AddOtherContent(IdIn(again), first, again);
      });
  if (whole) return;
  Finding finding;
  finding.code = "UNREADABLE";
  finding.severity = Severity::kRejected;
  finding.found = "a temporary file could not be written";
  finding.done = "file rejected";
  file_.findings.Add(std::move(finding));
}

/// Reads a line again for its id.
std::string PartJoiner::IdIn(const RowPlace& place) const {
  const std::string_view rest = source_.bytes.substr(place.offset);
  const ReceiptLines line{rest.substr(0, rest.find('\n')), place.offset,
                          place.line};
  const ReceiptPart part = ReadReceiptLines(source_, options_, line, false);
  return std::string(part.ids.front().id);
}

void PartJoiner::AddOtherContent(std::string_view id, const RowPlace& first,
                                 const RowPlace& again) {
  Finding finding;
  finding.place = {again.line, again.offset, "receipt_id"};
  finding.code = "NDJSON-ID";
  finding.severity = Severity::kRejected;
  finding.found = Quote(id);
  finding.expected = "the content it has in line " +
                     std::to_string(first.line) + ", or another id";
  finding.done = "file rejected";
  file_.findings.Insert(std::move(finding));
}

void PartJoiner::Warn(std::string code, std::string found, std::string expected,
                      std::string done) {
  Finding finding;
  finding.code = std::move(code);
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  finding.done = std::move(done);
  AddFinding(std::move(finding), false, options_, &file_);
}

void PartJoiner::Finish() {
  seen_ ? CheckSeenIds() : CheckIds();
  if (file_.summary.entries == 0 && file_.findings.empty()) {
    Warn("NDJSON-EMPTY", "no receipt", {}, {});
  }
  std::string names;
  for (const std::string& name : unknown_) {
    names += (names.empty() ? "" : ", ") + Quote(name);
  }
  if (names.empty()) return;
  Warn("NDJSON-UNKNOWN", "unknown members " + names,
       "those of a canonical receipt", "ignored");
}

void ReadStream(const Source& source, const ReadOptions& options, bool advice,
                BankFile* file) {
  file->summary.format = kFormat;
  constexpr size_t kPartMost = size_t{1} << 20;  // bytes, where they must go
  size_t part_bytes = PartBytes(options);
  if (file->drain != nullptr) part_bytes = std::min(part_bytes, kPartMost);
  LineCutter cutter(source.bytes, part_bytes);
  PartJoiner joiner(source, options, file);
  Passage passage(source.let_go);
  ReadAhead([&] { return cutter.Next(); },
            [&](const ReceiptLines& lines) {
              return ReadReceiptLines(source, options, lines, advice);
            },
            [&](ReceiptPart part) {
              passage.At(part.end);
              joiner.Join(std::move(part));
              return !file->stopped;
            });
  joiner.Finish();
}

}  // namespace

void ReadReceiptsNdjson(const Source& source, const ReadOptions& options,
                        BankFile* file) {
  ReadStream(source, options, false, file);
  FinishBankFile(file);
}

void ReadAdviceNdjson(const Source& source, const ReadOptions& options,
                      BankFile* file) {
  ReceiptDrain* const drain = std::exchange(file->drain, nullptr);
  ReadStream(source, options, true, file);
  file->drain = drain;
  file->advice = std::move(file->receipts);
  file->receipts = ReceiptBlock();
  FinishBankFile(file);
}

bool LooksLikeReceiptsNdjson(std::string_view bytes) {
  constexpr size_t kLookedAt = size_t{1} << 16;
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  const size_t start = bytes.find_first_not_of(kBlanks);
  if (start == std::string_view::npos || bytes[start] != '{') return false;
  bytes = bytes.substr(start, kLookedAt);
  bytes = bytes.substr(0, bytes.find('\n'));
  const auto names = [bytes](std::string_view member) {
    return bytes.find(member) != std::string_view::npos;
  };
  if (names("\"item_id\"")) return false;
  return names("\"receipt_id\"") || int{names("\"amount\"")} +
                                            int{names("\"currency\"")} +
                                            int{names("\"value_date\"")} >=
                                        2;
}

}  // namespace cashmatch
