// SPDX-License-Identifier: Apache-2.0
// lockbox_files.cc - BAI lockbox files, 80 columns, one document a 4 record.
// Tested by tests/unit/adapters/corpus/lockbox_files_test.cc
#include <algorithm>
#include <array>

#include "adapters/corpus/bank_files.h"

namespace cashmatch {
namespace {

constexpr uint64_t kReceiptsOfFile = 100'000;  // 9 counts 999,999 records
constexpr uint64_t kChecksOfLockbox = 9'999;   // the width of record 8
constexpr Minor kMoneyOfLockbox = 9'999'999'999;
constexpr uint64_t kBatchesOfDay = 999;
constexpr uint64_t kChecksFrom = 900'000'000;
constexpr size_t kColumns = 80;

class LockboxWriter {
 public:
  explicit LockboxWriter(const BankRun& run)
      : run_(run), blocks_(run.geometry, BankFormat::kLockbox) {}

  std::string Write(const BankFilePlan& plan);

 private:
  std::string& out() { return file_->text(); }
  void Begin(char type) {
    start_ = out().size();
    out().push_back(type);
  }
  void End() {
    out().append(kColumns - (out().size() - start_), ' ');
    out().push_back('\n');
    ++records_;
  }
  void Pad(std::string_view text, size_t width) {
    out().append(text).append(width - text.size(), ' ');
  }
  void FileHeader();
  bool Batch(const BlockPlan& block, uint64_t lockbox);
  void Check(const BlockPlan& block, const PlannedReceipt& receipt,
             uint64_t item);
  void Document(std::string_view number, Minor paid, size_t place,
                size_t count);
  void BeginOfBatch(char type, uint64_t batch, uint64_t item) {
    Begin(type);
    AppendDigits(batch, 3, &out());
    AppendDigits(item, 3, &out());
  }
  void BeginOfLockbox(char type, uint64_t batch) {
    BeginOfBatch(type, batch, 0);
    AppendDigits(lockbox_, 7, &out());
    AppendShortDay(day_, &out());
  }
  void EndLockbox();

  BankRun run_;
  BlockReader blocks_;
  TextFile* file_ = nullptr;
  Payment payment_;
  std::string reference_;
  Day day_ = kNoDay;
  size_t start_ = 0;
  uint64_t records_ = 0;
  uint64_t lockbox_ = 0;  // the one that is open; 0: none
  uint64_t batch_ = 0;    // the one that is open
  uint64_t checks_ = 0;   // of the lockbox
  Minor money_ = 0;
  std::map<uint64_t, uint64_t> batches_;  // of the day, by lockbox
};

void LockboxWriter::FileHeader() {
  Begin('1');
  out() +=
      "000000770010"
      "0121000358";
  AppendShortDay(day_, &out());
  out() += "0600";
  End();
  Begin('2');
  out() +=
      "0000770010"
      "0121000358"
      "0000000000"
      "400"
      "080"
      "0080"
      "1";
  End();
}

void LockboxWriter::Document(std::string_view number, Minor paid, size_t place,
                             size_t count) {
  out().push_back('4');
  AppendDigits(place + 1, 2, &out());
  out().push_back(place + 1 == count ? '9' : '0');
  Pad(number, 16);
  if (paid < 0) {
    out().push_back('-');
    AppendDigits(static_cast<uint64_t>(-paid), 9, &out());
  } else {
    AppendDigits(static_cast<uint64_t>(paid), 10, &out());
  }
  out() += "0000000000";
}

void LockboxWriter::Check(const BlockPlan& block, const PlannedReceipt& receipt,
                          uint64_t item) {
  DescribePayment(run_.geometry, block, receipt, &payment_);
  BeginOfBatch('6', batch_, item);
  AppendDigits(static_cast<uint64_t>(receipt.amount), 10, &out());
  out().push_back('0');
  out() += payment_.check_account.routing;
  out() += payment_.check_account.account;
  AppendNumber(kChecksFrom + receipt.index, &out());
  End();
  const bool order = !payment_.purchase_order.empty();
  const size_t count = payment_.documents.size() + (order ? 1 : 0);
  for (size_t i = 0; i < count; ++i) {
    BeginOfBatch('4', batch_, item);
    if (i < payment_.documents.size()) {
      Document(payment_.documents[i].number, payment_.documents[i].paid, i,
               count);
    } else {
      Document(payment_.purchase_order, receipt.amount, i, count);
    }
    End();
  }
  reference_.clear();
  AppendNumber(lockbox_, &reference_);
  reference_ += "-20";
  AppendShortDay(day_, &reference_);
  reference_ += '-';
  AppendDigits(batch_, 3, &reference_);
  reference_ += '-';
  AppendDigits(item, 3, &reference_);
  run_.truth->Add(run_.geometry, block, receipt, reference_);
}

void LockboxWriter::EndLockbox() {
  if (lockbox_ == 0) return;
  BeginOfLockbox('8', 0);
  AppendDigits(checks_, 4, &out());
  AppendDigits(static_cast<uint64_t>(money_), 10, &out());
  End();
  lockbox_ = 0;
}

// One batch a block. Returns false when the day has no batch number left.
bool LockboxWriter::Batch(const BlockPlan& block, uint64_t lockbox) {
  Minor money = 0;
  for (const PlannedReceipt& receipt : block.receipts) {
    money += receipt.amount;
  }
  const uint64_t checks = block.receipts.size();
  if (lockbox != lockbox_ || checks_ + checks > kChecksOfLockbox ||
      money_ + money > kMoneyOfLockbox) {
    EndLockbox();
    lockbox_ = lockbox;
    checks_ = 0;
    money_ = 0;
  }
  batch_ = ++batches_[lockbox];
  if (batch_ > kBatchesOfDay) return false;
  BeginOfLockbox('5', batch_);
  out() +=
      "0000770010"
      "0121000358";
  End();
  uint64_t item = 0;
  for (const PlannedReceipt& receipt : block.receipts) {
    Check(block, receipt, ++item);
  }
  BeginOfLockbox('7', batch_);
  AppendDigits(checks, 3, &out());
  AppendDigits(static_cast<uint64_t>(money), 10, &out());
  End();
  checks_ += checks;
  money_ += money;
  return true;
}

std::string LockboxWriter::Write(const BankFilePlan& plan) {
  TextFile file(run_.sink, plan.path);
  file_ = &file;
  records_ = 0;
  day_ = BusinessDay(plan.day);
  if (plan.part == 0) batches_.clear();
  FileHeader();
  const Span day = run_.geometry.RanksOf(BankFormat::kLockbox, plan.day);
  for (uint64_t rank = plan.ranks.first; rank < plan.ranks.last; ++rank) {
    const BlockPlan& block = blocks_.Read(rank);
    if (block.receipts.empty()) continue;
    // The lockboxes share the blocks of a day, each a run of them.
    const uint64_t which = (rank - day.first) * 2 * kLockboxes / day.size();
    const uint64_t lockbox = LockboxNumber(*block.company, which % kLockboxes);
    if (!Batch(block, lockbox)) {
      return plan.path + ": more than 999 batches for a lockbox in a day";
    }
    file.Drain();
    run_.progress(block.receipts.size());
  }
  EndLockbox();
  Begin('9');
  AppendDigits(records_ + 1, 6, &out());
  End();
  return file.Close();
}

}  // namespace

std::string WriteLockboxFiles(const BankRun& run) {
  LockboxWriter writer(run);
  return ForEachFile(
      run.geometry, BankFormat::kLockbox, kReceiptsOfFile, ".lbx",
      [&](const BankFilePlan& plan) { return writer.Write(plan); });
}

}  // namespace cashmatch
