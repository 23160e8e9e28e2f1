// SPDX-License-Identifier: Apache-2.0
// check_runs_test.cc - wherever the parts are cut, a file says the same.
#include "adapters/read/lockbox/check_runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "adapters/read/lockbox/to_receipts.h"
#include "adapters/read/receipt_id.h"
#include "tests/unit/adapters/read/lockbox/sample_file.h"

namespace cashmatch::lockbox {
namespace {

/// All that a file says; plain checks as the receipts they are.
std::string Said(BankFile* file) {
  ReceiptBlock& block = file->receipts;
  MakeAllReceipts(&block);
  std::ranges::sort(block.receipts, {}, &Receipt::position);
  const FileSummary& summary = file->summary;
  std::string said = summary.version + "|" + summary.encoding;
  for (const uint64_t count :
       {summary.statements, summary.entries, summary.details,
        static_cast<uint64_t>(summary.control),
        static_cast<uint64_t>(summary.status)}) {
    said += "|" + std::to_string(count);
  }
  for (const auto& [currency, sum] : summary.booked.credit) {
    said += "|" + FormatMoney(sum, currency);
  }
  said += "|" + std::to_string(block.files.size());
  for (const Finding& finding : file->findings.list()) {
    said += "\n" + Describe("in", finding) + " " +
            std::to_string(finding.place.offset);
  }
  for (const Receipt& receipt : block.receipts) {
    said += "\n" + block.IdOf(receipt) + " " + std::to_string(receipt.line);
    for (const std::string_view text :
         {receipt.bank_reference, receipt.account, receipt.payer_name,
          receipt.payer_account, receipt.held,
          std::string_view(block.files.at(receipt.file).name)}) {
      said += "|" + std::string(text);
    }
    said +=
        "|" + std::to_string(receipt.amount) + FormatDay(receipt.booking_date);
    for (const Reference& it : block.References(receipt)) {
      said += "|" + std::string(it.value);
    }
    for (const std::string_view text : block.Texts(receipt)) {
      said += "|" + std::string(text);
    }
    for (const AdviceLine& line : block.Advice(receipt)) {
      said += "|" + std::string(line.reference) + std::to_string(line.paid);
    }
  }
  return said;
}

std::string Read(std::string_view bytes, size_t part_bytes, bool plain) {
  BankFile file;
  file.defer_ids = true;
  ReadOptions options;
  options.part_bytes = part_bytes;
  options.plain = plain;
  ReadLockbox({"in.lbx", bytes}, options, &file);
  return Said(&file);
}

void ExpectTheSameInParts(std::string_view bytes) {
  const std::string whole = Read(bytes, SIZE_MAX, false);
  ASSERT_EQ(Read(bytes, SIZE_MAX, true), whole) << "plain";
  for (size_t size = 1; size < bytes.size(); size += 13) {
    ASSERT_EQ(Read(bytes, size, false), whole) << "parts of " << size;
    ASSERT_EQ(Read(bytes, size, true), whole) << "plain, parts of " << size;
  }
}

/// Two lockboxes of two batches each; what a test changes stands in between.
struct Changes {
  std::string before_third{}, after_third{};  // a check of the second batch
  const char* file_date = "260302";
  const char* deposit_date = "260302";
  bool deposits = true, totals = true;
  long off = 0;  // what the second batch's total is wrong by
};

void AddBatch(int batch, int lockbox, const Changes& changes, long off,
              SampleFile* file) {
  long sum = 0;
  if (changes.deposits) file->Deposit(lockbox, changes.deposit_date);
  for (int item = 1; item <= 4; ++item) {
    const long cents = 1000 * batch + item;
    if (batch == 2 && item == 3) file->Text(changes.before_third);
    char check[64];
    std::snprintf(check, sizeof check,
                  "6%03d%03d%010ld00210000210000004455%09d", batch, item, cents,
                  item);
    file->Raw(check);
    if (item != 2) {
      char document[32];
      std::snprintf(document, sizeof document, "INV%d%d%d       %010ld",
                    lockbox, batch, item, cents);
      file->Overflow(batch, item, 1, '9', document);
    }
    if (batch == 2 && item == 3) file->Text(changes.after_third);
    sum += cents;
  }
  if (changes.totals) file->BatchTotal(batch, lockbox, 4, sum + off);
}

/// Fills records up to 80 columns, as plain checks must be.
std::string Padded(std::string_view lines) {
  std::string padded;
  while (!lines.empty()) {
    std::string record(lines.substr(0, lines.find('\n')));
    lines.remove_prefix(record.size() + 1);
    if (record.size() > 1)
      record.resize(std::max<size_t>(80, record.size()), ' ');
    padded += record + '\n';
  }
  return padded;
}

std::string FileWith(const Changes& changes) {
  SampleFile file;
  file.Headers(changes.file_date);
  for (const int lockbox : {8841, 8842}) {
    AddBatch(1, lockbox, changes, 0, &file);
    AddBatch(2, lockbox, changes, changes.off, &file);
    if (changes.totals) file.LockboxTotal(lockbox, 8, 12020 + changes.off);
  }
  return Padded(file.Trailer().text());
}

TEST(CheckRuns, OfAFileThatIsRight) { ExpectTheSameInParts(FileWith({})); }

TEST(CheckRuns, StayPlain) {
  const std::string text = FileWith({});
  for (const size_t size : {SIZE_MAX, size_t{300}, size_t{1000}}) {
    BankFile file;
    file.defer_ids = true;
    ReadOptions options;
    options.part_bytes = size;
    options.plain = true;
    ReadLockbox({"in.lbx", text}, options, &file);
    ASSERT_EQ(file.receipts.plain.size(), 1u);
    EXPECT_EQ(file.receipts.plain[0].rows.size(), 12u);
    EXPECT_EQ(file.receipts.plain[0].deposits.size(), 2u);
    EXPECT_EQ(file.receipts.receipts.size(), 4u);
  }
}

TEST(CheckRuns, WithATotalThatDiffers) {
  ExpectTheSameInParts(FileWith({.off = 1}));
}

TEST(CheckRuns, WithoutTotals) {
  ExpectTheSameInParts(FileWith({.totals = false}));
}

TEST(CheckRuns, WithoutRecords5) {
  ExpectTheSameInParts(FileWith({.deposits = false}));
}

TEST(CheckRuns, WithTheDateOfTheFile) {
  ExpectTheSameInParts(FileWith({.deposit_date = "000000"}));
}

TEST(CheckRuns, WithNoDateAtAll) {
  ExpectTheSameInParts(
      FileWith({.file_date = "000000", .deposit_date = "000000"}));
}

TEST(CheckRuns, WithADateThatIsNone) {
  ExpectTheSameInParts(FileWith({.deposit_date = "260230"}));
}

TEST(CheckRuns, WithSomethingBetweenChecks) {
  for (const std::string_view between : {
           "\n \n",                                       // blank lines
           "X no record\n",                               // unknown
           "60020990000O0100000021000021000000445505\n",  // no amount
           "6002099000001000000210000210000004455\xFC"
           "1\n",                                  // Windows-1252
           "40020031190 unflagged\n",              // stray
           "5001000884126030\n",                   // a bad date
           "50010009999260309\n",                  // another box
           "100000077001001210003582603050600\n",  // a new file
           "99999999999999999999999999999999\n",   // padding
       }) {
    Changes changes;
    changes.before_third = between;
    ExpectTheSameInParts(FileWith(changes));
    changes.before_third.clear();
    changes.after_third = between;
    ExpectTheSameInParts(FileWith(changes));
  }
}

TEST(CheckRuns, WithOverflowThatIsMarkedTooEarlyOrNotAtAll) {
  Changes changes;
  changes.after_third =
      "4002003602"
      "9again\n"
      "4002003603"
      "0more\n";
  ExpectTheSameInParts(FileWith(changes));
}

TEST(CheckRuns, WithOtherLineBreaksOrNone) {
  const std::string lines = FileWith({});
  std::string returns = lines, both, blocks;
  std::ranges::replace(returns, '\n', '\r');
  for (size_t at = 0; at < lines.size();) {
    const size_t end = lines.find('\n', at);
    std::string record = lines.substr(at, end - at);
    both += record + "\r\n";
    record.resize(80, ' ');
    blocks += record;
    at = end + 1;
  }
  for (const std::string& text : {returns, both, blocks}) {
    ExpectTheSameInParts(text);
    ExpectTheSameInParts("\xEF\xBB\xBF" + text);
  }
}

TEST(CheckRuns, AreReadInWhatStandsOverThem) {
  const std::string text = FileWith({});
  const Layout& layout = BuiltInLockboxLayouts().front();
  const RecordReader reader(text, {});
  PartCutter cutter(reader, layout, 300);
  std::vector<std::string> contexts;
  size_t checks = 0, parts = 0;
  while (const auto part = cutter.Next()) {
    ++parts;
    BankFile file;
    const ToCheckReceipts sink("in.lbx", layout.currency, &file);
    for (const CheckRun& run :
         ReadCheckRuns(*part, reader, layout, {}, sink).runs) {
      EXPECT_EQ(run.context.day, ParseIsoDay("2026-03-02"));
      contexts.emplace_back(run.context.lockbox);
      checks += run.file.receipts.receipts.size();
    }
  }
  EXPECT_EQ(checks, 16u);
  EXPECT_GT(parts, 4u);
  EXPECT_EQ(contexts.front(), "8841");
  EXPECT_EQ(contexts.back(), "8842");
  EXPECT_TRUE(std::ranges::is_sorted(contexts));
}

/// Takes receipts as they come, and what is held afterwards.
class Drain : public ReceiptDrain {
 public:
  bool Take(uint64_t first, ReceiptBlock* block) override {
    EXPECT_EQ(first, taken);
    taken += block->receipts.size();
    ++times;
    return true;
  }
  void Hold(const HeldRange& range) override {
    held += range.last - range.first;
  }
  uint64_t taken = 0, times = 0, held = 0;
};

TEST(CheckRuns, AreHandedOverAndHeldAfterwards) {
  const std::string text = FileWith({.off = 1});
  for (const size_t size : {SIZE_MAX, size_t{200}}) {
    Drain drain;
    BankFile file;
    file.drain = &drain;
    file.drain_at = 1;
    ReadOptions options;
    options.part_bytes = size;
    ReadLockbox({"in.lbx", text}, options, &file);
    EXPECT_EQ(drain.taken, 16u);
    EXPECT_GE(drain.times, 4u);
    EXPECT_EQ(drain.held, 8u);
    EXPECT_EQ(file.summary.control, Control::kFailed);
  }
}

}  // namespace
}  // namespace cashmatch::lockbox
