// SPDX-License-Identifier: Apache-2.0
// totals.cc - declared against found. Tested by
// tests/unit/adapters/read/lockbox/totals_test.cc
#include "adapters/read/lockbox/totals.h"

#include <utility>

#include "adapters/read/lockbox/fields.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::lockbox {
namespace {

size_t Width(Columns columns) { return columns.last - columns.first + 1u; }

}  // namespace

std::string LockboxPath(std::string_view lockbox, std::string_view batch,
                        std::string_view item) {
  const auto plain = [](std::string_view text) {
    return AllDigits(text) ? std::string(text) : Quote(text);
  };
  std::string path;
  if (!lockbox.empty()) {
    path = "lockbox " + (AllDigits(lockbox) ? MaskAccount(lockbox)
                                            : Quote(MaskAccount(lockbox)));
  }
  if (!batch.empty()) {
    path += (path.empty() ? "batch " : " / batch ") + plain(batch);
  }
  if (!item.empty()) {
    path += (path.empty() ? "item " : " / item ") + plain(item);
  }
  return path;
}

void Totals::Count(const Record& record) {
  if (record.type() == '1') {
    CloseLockbox();
    records_ = 0;
    file_sum_ = file_differences_ = 0;
    file_first_check_ = checks_;
    file_first_unproved_ = unproved_.size();
  }
  Count(record, 1);
}

void Totals::Count(const Record& latest, uint64_t records) {
  records_ += records;
  in_file_ = true;
  latest_record_ = latest;
}

void Totals::OpenLockbox(std::string_view number) {
  CloseLockbox();
  open_ = true;
  lockbox_number_ = number;
  first_check_ = checks_;
  ++file_->summary.statements;
}

Totals::Batch& Totals::BatchOf(std::string_view number, const Record& record) {
  if (latest_ < batches_.size() && !batches_[latest_].closed &&
      batches_[latest_].number == number) {
    return batches_[latest_];
  }
  const auto [entry, is_new] =
      open_batches_.try_emplace(number, static_cast<uint32_t>(batches_.size()));
  if (is_new) batches_.push_back({number, record});
  latest_ = entry->second;
  return batches_[latest_];
}

void Totals::AddChecks(const BatchPiece& piece) {
  Batch& of = BatchOf(piece.batch, piece.first);
  of.sum += piece.sum;
  of.count += piece.count;
  lockbox_sum_ += piece.sum;
  if (of.checks.empty() || of.checks.back().last != checks_) {
    of.checks.push_back({checks_, checks_});
  }
  checks_ += piece.count;
  of.checks.back().last = checks_;
}

Totals::Declared Totals::Read(const Record& record, const TotalColumns& columns,
                              const std::string& path) {
  const auto read = [&](Columns field, const char* what) {
    std::optional<Minor> number;
    const std::string_view slice = Slice(record.text, field);
    if (Trim(slice).empty()) return number;
    number = ReadDigits(slice, Width(field));
    if (!number) {
      report_(record, path, "LBX-TOTAL", Severity::kWarning, Quote(slice),
              std::string("digits as the ") + what, "total not used", false);
    }
    return number;
  };
  return {read(columns.amount, "amount"), read(columns.count, "count")};
}

Totals::Batch* Totals::ClosedBy(const Record& record, std::string_view number,
                                const Declared& declared) {
  const bool any = latest_ < batches_.size() && !batches_[latest_].closed;
  if (number.empty() && any) return &batches_[latest_];
  if (open_batches_.contains(number)) return &BatchOf(number, record);
  Batch* const latest = any ? &batches_[latest_] : nullptr;
  if (latest != nullptr && declared.amount == latest->sum && latest->sum != 0) {
    report_(record, LockboxPath(lockbox_number_, latest->number, {}),
            "LBX-BATCH-NUMBER", Severity::kWarning, Quote(number),
            Quote(latest->number), "taken as its total, which agrees", false);
    return latest;
  }
  return &BatchOf(number, record);  // a batch without checks
}

/// A count that outgrew its columns is written without its first digits.
void Totals::CheckCount(const Record& record, const std::string& path,
                        const Declared& declared, Columns columns,
                        uint64_t found, const char* what) {
  if (!declared.count) return;
  uint64_t modulus = 1;
  for (size_t i = 0; i < Width(columns) && modulus <= found; ++i) modulus *= 10;
  const uint64_t written = modulus <= found ? found % modulus : found;
  if (static_cast<uint64_t>(*declared.count) == written) return;
  report_(record, path, "LBX-COUNT", Severity::kWarning,
          std::to_string(*declared.count) + " declared",
          std::to_string(found) + what, "let through", false);
}

void Totals::BatchTotal(const Record& record) {
  ++sevens_;
  const std::string_view number = Field(record.text, layout_.batch_total.batch);
  const std::string path = LockboxPath(lockbox_number_, number, {});
  const Declared declared = Read(record, layout_.batch_total, path);
  Batch& batch = *ClosedBy(record, number, declared);
  batch.closed = true;
  open_batches_.erase(batch.number);
  CheckCount(record, path, declared, layout_.batch_total.count, batch.count,
             " checks");
  JudgeRepeat(batch, record, path);
  if (!declared.amount) return;
  if (*declared.amount == batch.sum ||
      Planted("a batch total is not checked")) {
    ++agreed_;
    return Settle(&batch);
  }
  ++differed_;
  const WideMinor difference = *declared.amount - batch.sum;
  lockbox_differences_ += difference;
  constexpr const char* kCode = "LBX-BATCH-TOTAL";
  report_(record, path, kCode, Severity::kHeld,
          Money(*declared.amount) + " declared",
          Money(batch.sum) + ", the sum of " + std::to_string(batch.count) +
              " checks; difference " + Money(difference),
          "batch held", false);
  for (const Range& range : batch.checks) hold_(range.first, range.last, kCode);
  Settle(&batch);
}

/// Holds a batch that stands before, to the byte: its total names lockbox, day
/// and number.
void Totals::JudgeRepeat(const Batch& batch, const Record& total,
                         const std::string& path) {
  if (batch.checks.empty()) return;
  const char* const begin = batch.first.text.data();
  const char* const end = total.text.data() + total.text.size();
  const uint32_t line = repeats_.SeenBefore({}, {begin, end}, batch.first.line);
  if (line == 0) return;
  constexpr const char* kCode = "LBX-TWICE";
  report_(batch.first, path, kCode, Severity::kHeld,
          "the batch again, the same as in line " + std::to_string(line),
          "each batch of a lockbox and day once", "batch held", false);
  for (const Range& range : batch.checks) hold_(range.first, range.last, kCode);
}

/// Forgets what no later total needs; the latest batch goes altogether.
void Totals::Settle(Batch* batch) {
  batch->settled = true;
  std::vector<Range>().swap(batch->checks);
  if (batch == &batches_.back()) batches_.pop_back();
}

void Totals::LockboxTotal(const Record& record) {
  ++eights_;
  EndLockbox(&record);
}

void Totals::CloseLockbox() {
  if (open_) EndLockbox(nullptr);
}

void Totals::EndLockbox(const Record* total) {
  const std::string path = LockboxPath(lockbox_number_, {}, {});
  const Declared declared =
      total == nullptr ? Declared() : Read(*total, layout_.lockbox_total, path);
  bool settled = false;
  if (total != nullptr) {
    CheckCount(*total, path, declared, layout_.lockbox_total.count,
               checks_ - first_check_, " checks");
  } else {
    ++lockboxes_without_total_;
  }
  WideMinor difference = lockbox_differences_;
  if (declared.amount) {
    difference = *declared.amount - lockbox_sum_;
    const bool covered = difference == 0 || difference == lockbox_differences_;
    difference == 0 ? ++agreed_ : ++differed_;
    settled = true;  // all of it is proved, or held
    if (!covered) {
      constexpr const char* kCode = "LBX-LOCKBOX-TOTAL";
      report_(*total, path, kCode, Severity::kHeld,
              Money(*declared.amount) + " declared",
              Money(lockbox_sum_) + ", the sum of " +
                  std::to_string(checks_ - first_check_) +
                  " checks; difference " + Money(difference),
              "lockbox held", false);
      hold_(first_check_, checks_, kCode);
    }
  }
  for (Batch& batch : batches_) {
    if (settled || batch.settled || batch.count == 0) continue;
    unproved_.push_back({std::move(batch), lockbox_number_});
  }
  file_sum_ += lockbox_sum_;
  file_differences_ += difference;
  lockbox_sum_ = lockbox_differences_ = 0;
  batches_.clear();
  open_batches_.clear();
  latest_ = 0;
  open_ = false;
}

void Totals::Trailer(const Record& record) {
  CloseLockbox();
  ++nines_;
  const Declared declared = Read(record, layout_.trailer, "file");
  CheckCount(record, "file", declared, layout_.trailer.count, records_,
             " records");
  if (declared.amount) CompareFile(record, *declared.amount);
  in_file_ = false;
}

void Totals::CompareFile(const Record& record, WideMinor declared) {
  const WideMinor difference = declared - file_sum_;
  difference == 0 ? ++agreed_ : ++differed_;
  if (difference == 0 || difference == file_differences_) {
    unproved_.erase(
        unproved_.begin() + static_cast<std::ptrdiff_t>(file_first_unproved_),
        unproved_.end());
    return;
  }
  report_(record, "file", "LBX-FILE-TOTAL", Severity::kHeld,
          Money(declared) + " declared",
          Money(file_sum_) + ", the sum of all checks; difference " +
              Money(difference),
          "all checks held", false);
  hold_(file_first_check_, checks_, "LBX-FILE-TOTAL");
}

void Totals::HoldUnproved() {
  for (const Unproved& part : unproved_) {
    const Severity severity = report_(
        part.batch.first, LockboxPath(part.lockbox, part.batch.number, {}),
        "LBX-NO-BATCH-TOTAL", Severity::kHeld,
        "no total for " + std::to_string(part.batch.count) + " checks",
        "a record 7 or 8 that proves them", "batch held", true);
    if (severity == Severity::kWarning) continue;
    for (const Range& range : part.batch.checks) {
      hold_(range.first, range.last, "LBX-NO-BATCH-TOTAL");
    }
  }
}

void Totals::ReportMissing() {
  Record end = latest_record_;
  if (checks_ == 0 && sevens_ + eights_ + nines_ == 0) {
    report_(end, "file", "LBX-NO-CHECKS", Severity::kHeld, "0 checks",
            "a record 6, or totals that say there is none", "nothing to read",
            true);
    return;
  }
  if (options_.trailer_optional) return;
  if (sevens_ + eights_ + nines_ == 0) {
    report_(end, "file", "LBX-NO-TRAILERS", Severity::kWarning,
            "no record 7, 8 or 9", "totals that prove the checks",
            "let through unproved", false);
    return;
  }
  if (sevens_ + eights_ > 0) HoldUnproved();
  if (eights_ > 0 && lockboxes_without_total_ > 0) {
    report_(end, "file", "LBX-NO-LOCKBOX-TOTAL", Severity::kWarning,
            std::to_string(lockboxes_without_total_) + " without record 8",
            "one for each lockbox", "let through", false);
  }
  if (in_file_) {
    report_(end, "file", "LBX-NO-TRAILER", Severity::kWarning, "no record 9",
            "one at the end of the file", "let through", false);
  }
}

void Totals::Finish() {
  CloseLockbox();
  ReportMissing();
  if (differed_ > 0) {
    file_->summary.control = Control::kFailed;
  } else if (agreed_ > 0 && unproved_.empty()) {
    file_->summary.control = Control::kProved;
  }
}

}  // namespace cashmatch::lockbox
