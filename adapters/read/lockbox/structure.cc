// SPDX-License-Identifier: Apache-2.0
// structure.cc - records to lockboxes, in order. Tested by
// tests/unit/adapters/read/lockbox/structure_test.cc
#include "adapters/read/lockbox/structure.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "adapters/read/lockbox/check_runs.h"
#include "adapters/read/lockbox/checks.h"
#include "adapters/read/lockbox/fields.h"
#include "adapters/read/lockbox/report.h"
#include "adapters/read/lockbox/totals.h"
#include "adapters/read/passage.h"
#include "adapters/read/read_ahead.h"

namespace cashmatch::lockbox {
namespace {

class Structure {
 public:
  Structure(const RecordReader& reader, const Layout& layout,
            const ReadOptions& options, const std::function<void()>& let_go,
            CheckSink* sink, BankFile* file)
      : reader_(reader),
        layout_(layout),
        let_go_(let_go),
        sink_(sink),
        file_(file),
        report_(options, file),
        checks_(layout, options, sink, file),
        totals_(
            layout, options,
            [sink](size_t first, size_t last, std::string_view code) {
              sink->Hold(first, last, code);
            },
            file),
        passage_(let_go) {}

  /// Reads the records up to offset `end`, of which `runs` are read already.
  /// Returns false if nobody wants more.
  bool ReadTo(uint64_t end, std::deque<CheckRun> runs);
  void Finish();

 private:
  void Look(const Record& record);
  void FileHeader(const Record& record);
  void Deposit(const Record& record);
  void ReadChecks(const Record& first, uint64_t end,
                  std::deque<CheckRun>* runs);
  CheckRow Join(CheckRun* run);
  void Total(const Record& record, const TotalColumns& columns);
  void Unknown(const Record& record);
  void OpenAhead();
  void ReportLastFlags();
  Day ReadDay(const Record& record, Columns columns, std::string_view* held);

  RecordReader reader_;
  const Layout& layout_;
  const std::function<void()>& let_go_;
  CheckSink* sink_;
  BankFile* file_;
  Reporter report_;
  Checks checks_;
  Totals totals_;
  Passage passage_;

  Day file_day_ = kNoDay, deposit_day_ = kNoDay;
  std::string_view deposit_held_;
};

bool Structure::ReadTo(uint64_t end, std::deque<CheckRun> runs) {
  Record record;
  while (reader_.offset() < end && reader_.Next(&record)) {
    if (record.type() == '6') {
      ReadChecks(record, end, &runs);
      passage_.At(reader_.offset());
      file_->HandOver();
      if (file_->stopped) return false;
    } else {
      totals_.Count(record);
      Look(record);
    }
  }
  return true;
}

void Structure::Look(const Record& record) {
  switch (record.type()) {
    case '1':
      FileHeader(record);
      break;
    case '2':
      break;  // routing of the file itself, nothing about receipts
    case '5':
      Deposit(record);
      break;
    case '4':
      checks_.Stray(record, totals_.lockbox());
      break;
    case '7':
      Total(record, layout_.batch_total);
      totals_.BatchTotal(record);
      break;
    case '8':
      Total(record, layout_.lockbox_total);
      totals_.LockboxTotal(record);
      break;
    case '9':
      totals_.Trailer(record);
      break;
    default:
      Unknown(record);
  }
}

/// Takes the checks from `first` on, the latest record, as they were read
/// ahead; or reads some, if they were not or something else stands over them.
void Structure::ReadChecks(const Record& first, uint64_t end,
                           std::deque<CheckRun>* runs) {
  constexpr uint64_t kAtOnce = size_t{1} << 18;  // bytes
  if (!totals_.open()) OpenAhead();
  const CheckContext context{totals_.lockbox(),
                             deposit_day_ != kNoDay ? deposit_day_ : file_day_,
                             deposit_held_};
  while (!runs->empty() && runs->front().begin < first.offset) {
    runs->pop_front();
  }
  CheckRow row;
  if (!runs->empty() && runs->front().begin == first.offset &&
      runs->front().context == context) {
    row = Join(&runs->front());
    runs->pop_front();
  } else {
    reader_.Back();
    row =
        checks_.Read(&reader_, std::min(end, first.offset + kAtOnce), context);
  }
  totals_.Count(row.latest, row.records);
  for (const BatchPiece& piece : row.batches) totals_.AddChecks(piece);
}

CheckRow Structure::Join(CheckRun* run) {
  reader_.MoveTo(run->end, run->line);
  const LastFlags& flags = run->last_flags;
  if (flags.missing + flags.early != 0) {
    checks_.last_flags().Add(flags.first, flags.missing, flags.early);
  }
  file_->summary.Add(run->file.summary);
  sink_->Join(run->sink.get());
  return std::move(run->row);
}

void Structure::Finish() {
  totals_.Finish();
  ReportLastFlags();
}

void Structure::Unknown(const Record& record) {
  report_(record, LockboxPath(totals_.lockbox(), {}, {}), "LBX-RECORD",
          Severity::kWarning, Quote(record.text.substr(0, 1)),
          "a record type 1, 2 or 4 to 9", "record skipped");
}

/// A date that is no date keeps back what depends on it; zeros are no date.
Day Structure::ReadDay(const Record& record, Columns columns,
                       std::string_view* held) {
  const std::string_view slice = Slice(record.text, columns);
  const std::optional<Day> day = ReadPatternDay(slice, layout_.date_format);
  *held = day ? std::string_view() : "LBX-DATE";
  if (!day) {
    report_(record,
            LockboxPath(LockboxNumber(record.text, layout_.deposit.lockbox), {},
                        {}),
            "LBX-DATE", Severity::kHeld, Quote(slice),
            "a date " + layout_.date_format, "deposit held");
  }
  return day.value_or(kNoDay);
}

void Structure::FileHeader(const Record& record) {
  const std::string_view slice = Slice(record.text, layout_.file_date);
  const std::optional<Day> day = ReadPatternDay(slice, layout_.date_format);
  file_day_ = day.value_or(kNoDay);
  deposit_day_ = kNoDay;
  deposit_held_ = {};
  if (!day) {
    report_(record, "file", "LBX-DATE", Severity::kWarning, Quote(slice),
            "a date " + layout_.date_format, "read as no date");
  }
}

void Structure::Deposit(const Record& record) {
  const std::string_view number =
      LockboxNumber(record.text, layout_.deposit.lockbox);
  if (!totals_.open() || number != totals_.lockbox()) {
    totals_.OpenLockbox(number);
  }
  deposit_day_ = ReadDay(record, layout_.deposit.date, &deposit_held_);
}

/// Opens a lockbox that no record 5 announced: its number and date stand in
/// the next total. Looks at each record at most once, as a lockbox that has no
/// total before the next record 1, 5 or 9 goes on until there.
void Structure::OpenAhead() {
  RecordReader ahead = reader_;
  Record record;
  std::string_view number;
  deposit_day_ = kNoDay;
  deposit_held_ = {};
  Passage passage(let_go_);
  while (ahead.Next(&record)) {
    passage.At(record.offset);
    const char type = record.type();
    if (type == '1' || type == '5' || type == '9') break;
    if (type != '7' && type != '8') continue;
    const TotalColumns& columns =
        type == '7' ? layout_.batch_total : layout_.lockbox_total;
    number = LockboxNumber(record.text, columns.lockbox);
    deposit_day_ = ReadDay(record, columns.date, &deposit_held_);
    break;
  }
  totals_.OpenLockbox(number);
}

void Structure::Total(const Record& record, const TotalColumns& columns) {
  const std::string_view number = LockboxNumber(record.text, columns.lockbox);
  if (!totals_.open()) totals_.OpenLockbox(number);
  if (number.empty() || number == totals_.lockbox()) return;
  report_(record, LockboxPath(totals_.lockbox(), {}, {}), "LBX-LOCKBOX",
          Severity::kWarning, "the total of lockbox " + MaskAccount(number),
          "that of lockbox " + MaskAccount(totals_.lockbox()),
          "taken as this one's");
}

void Structure::ReportLastFlags() {
  const LastFlags& flags = checks_.last_flags();
  if (flags.missing + flags.early == 0) return;
  std::string found = std::to_string(flags.missing) +
                      " checks whose last overflow record is not marked";
  if (flags.early > 0) {
    found += " and " + std::to_string(flags.early) + " marked too early";
  }
  report_(flags.first, "file", "LBX-LAST-FLAG", Severity::kWarning,
          std::move(found), "9 on the last overflow record alone",
          "order of the records trusted");
}

/// Plain checks are read nearly as fast as they are joined: of files that are
/// not large, reading some beside each other is faster.
size_t PartOf(std::string_view bytes, const ReadOptions& options,
              const CheckSink& sink) {
  constexpr size_t kPlainLeast = size_t{16} << 20;
  if (options.part_bytes == 0 && sink.TakesPlain() &&
      bytes.size() < kPlainLeast) {
    return SIZE_MAX;
  }
  return PartBytes(options);
}

}  // namespace

void ReadLockboxStructure(const RecordReader& reader, const Layout& layout,
                          const ReadOptions& options,
                          const std::function<void()>& let_go, CheckSink* sink,
                          BankFile* file) {
  Structure structure(reader, layout, options, let_go, sink, file);
  const size_t part = PartOf(reader.bytes(), options, *sink);
  if (part >= reader.bytes().size()) {
    structure.ReadTo(reader.bytes().size(), {});
  } else {
    PartCutter cutter(reader, layout, part);
    ReadAhead([&] { return cutter.Next(); },
              [&](const CheckPart& next) {
                return ReadCheckRuns(next, reader, layout, options, *sink);
              },
              [&](CheckRuns read) {
                return structure.ReadTo(read.end, std::move(read.runs));
              });
  }
  structure.Finish();
}

}  // namespace cashmatch::lockbox
