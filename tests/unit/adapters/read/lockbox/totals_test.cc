// SPDX-License-Identifier: Apache-2.0
// totals_test.cc - what is held when declared and found differ.
#include "adapters/read/lockbox/totals.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/lockbox/sample_file.h"

namespace cashmatch::lockbox {
namespace {

/// Batches 001 (100.00, 50.00) and 002 (25.00) of lockbox 8841, with totals as
/// given; a negative one is left out.
BankFile With(long first, long second, long lockbox,
              const ReadOptions& options = {}) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 10000).Check(1, 2, 5000);
  if (first >= 0) file.BatchTotal(1, 8841, 2, first);
  file.Check(2, 1, 2500);
  if (second >= 0) file.BatchTotal(2, 8841, 1, second);
  if (lockbox >= 0) file.LockboxTotal(8841, 3, lockbox);
  return file.Trailer().Read(options);
}

TEST(Totals, ProveAFileThatAddsUp) {
  const BankFile file = With(15000, 2500, 17500);
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
  EXPECT_EQ(CodesOf(file), "");
}

TEST(Totals, HoldTheBatchThatDiffersAndNoOther) {
  const BankFile file = With(15000, 2600, 17500);
  EXPECT_EQ(HoldsOf(file), "- - LBX-BATCH-TOTAL ");
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  EXPECT_EQ(file.summary.control, Control::kFailed);
  ASSERT_EQ(file.findings.list().size(), 1u);
  const Finding& finding = file.findings.list()[0];
  EXPECT_EQ(finding.place.line, 8u);
  EXPECT_EQ(finding.place.path, "lockbox 8841 / batch 002");
  EXPECT_EQ(MessageOf(finding),
            "found 26.00 declared, expected 25.00, the sum of 1 checks; "
            "difference 1.00; batch held");
}

TEST(Totals, HoldOnlyTheBatchWhenItAccountsForTheLockbox) {
  const BankFile file = With(15000, 2600, 17600);
  EXPECT_EQ(HoldsOf(file), "- - LBX-BATCH-TOTAL ");
  EXPECT_EQ(CodesOf(file), "LBX-BATCH-TOTAL ");
}

TEST(Totals, HoldTheLockboxThatNoBatchAccountsFor) {
  const BankFile file = With(15000, 2500, 17600);
  EXPECT_EQ(HoldsOf(file),
            "LBX-LOCKBOX-TOTAL LBX-LOCKBOX-TOTAL LBX-LOCKBOX-TOTAL ");
  EXPECT_EQ(file.summary.control, Control::kFailed);
}

TEST(Totals, LetTheLockboxProveABatchWithoutRecord7) {
  const BankFile file = With(15000, -1, 17500);
  EXPECT_EQ(HoldsOf(file), "- - - ");
  EXPECT_EQ(file.summary.control, Control::kProved);
}

TEST(Totals, HoldABatchThatNothingProves) {
  const BankFile file = With(15000, -1, -1);
  EXPECT_EQ(HoldsOf(file), "- - LBX-NO-BATCH-TOTAL ");
  EXPECT_EQ(file.summary.control, Control::kAbsent);
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(HoldsOf(With(15000, -1, -1, lenient)), "- - - ");
  ReadOptions optional;
  optional.trailer_optional = true;
  EXPECT_EQ(HoldsOf(With(15000, -1, -1, optional)), "- - - ");
}

TEST(Totals, NeverForgiveMoney) {
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  lenient.trailer_optional = true;
  EXPECT_EQ(HoldsOf(With(15000, 2600, 17500, lenient)), "- - LBX-BATCH-TOTAL ");
}

TEST(Totals, WarnOfACountAlone) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 10000);
  file.BatchTotal(1, 8841, 2, 10000).LockboxTotal(8841, 7, 10000);
  const BankFile read = file.Raw("9000099").Read();
  EXPECT_EQ(CodesOf(read), "LBX-COUNT LBX-COUNT LBX-COUNT ");
  EXPECT_EQ(read.summary.status, FileStatus::kAccepted);
  EXPECT_EQ(read.summary.control, Control::kProved);
}

TEST(Totals, TakeACountThatOutgrewItsColumns) {
  SampleFile file;
  file.Headers().Deposit(8841);
  for (int item = 1; item <= 1001; ++item) file.Check(1, item % 1000, 100);
  file.BatchTotal(1, 8841, 1, 100100).LockboxTotal(8841, 1001, 100100);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(CodesOf(read), "");
}

TEST(Totals, FollowTheBatchNumberOfEachCheck) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).Check(2, 1, 20).Check(1, 2, 3);
  file.BatchTotal(1, 8841, 2, 103).BatchTotal(2, 8841, 1, 21);
  const BankFile read = file.LockboxTotal(8841, 3, 123).Trailer().Read();
  EXPECT_EQ(HoldsOf(read), "- LBX-BATCH-TOTAL - ");
}

TEST(Totals, RecogniseATotalUnderAnotherNumber) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).BatchTotal(7, 8841, 1, 100);
  const BankFile read = file.LockboxTotal(8841, 1, 100).Trailer().Read();
  EXPECT_EQ(CodesOf(read), "LBX-BATCH-NUMBER ");
  EXPECT_EQ(HoldsOf(read), "- ");
}

TEST(Totals, WarnWhenTheFileHasNoneAtAll) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).Check(1, 2, 100);
  EXPECT_EQ(CodesOf(file.Read()), "LBX-NO-TRAILERS ");
  EXPECT_EQ(file.Read().summary.status, FileStatus::kAccepted);
  EXPECT_EQ(file.Read().summary.control, Control::kAbsent);
  ReadOptions strict;
  strict.strictness = Strictness::kStrict;
  EXPECT_EQ(file.Read(strict).summary.status, FileStatus::kHeld);
  ReadOptions optional;
  optional.trailer_optional = true;
  EXPECT_EQ(CodesOf(file.Read(optional)), "");
}

TEST(Totals, WarnOfAMissingEnd) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).BatchTotal(1, 8841, 1, 100);
  file.LockboxTotal(8841, 1, 100).Deposit(8842).Check(1, 1, 50);
  const BankFile read = file.BatchTotal(1, 8842, 1, 50).Read();
  EXPECT_EQ(CodesOf(read), "LBX-NO-LOCKBOX-TOTAL LBX-NO-TRAILER ");
  EXPECT_EQ(HoldsOf(read), "- - ");
}

TEST(Totals, CompareTheAmountOfRecord9WhereThereIsOne) {
  const std::string layout =
      "[[layout]]\nname='own'\nlike='bai80'\n"
      "[layout.trailer]\ncount=[2,7]\namount=[8,17]\n";
  ReadOptions options;
  options.lockbox_layouts_toml = layout;
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).BatchTotal(1, 8841, 1, 100);
  file.LockboxTotal(8841, 1, 100);
  SampleFile wrong = file;
  EXPECT_EQ(CodesOf(file.Raw("90000070000000100").Read(options)), "");
  EXPECT_EQ(HoldsOf(wrong.Raw("90000070000000900").Read(options)),
            "LBX-FILE-TOTAL ");
}

TEST(Totals, CountEachFileOfAnInputByItself) {
  std::string two = TwoBatches().text();
  SampleFile other;
  other.Headers().Deposit(8842).Check(1, 1, 10000);
  other.BatchTotal(1, 8842, 1, 10000).LockboxTotal(8842, 1, 10000).Trailer();
  two += other.text();
  BankFile read;
  ReadLockbox({"two.lbx", two}, {}, &read);
  EXPECT_EQ(CodesOf(read), "");
  EXPECT_EQ(read.summary.entries, 4u);
  EXPECT_EQ(read.summary.control, Control::kProved);
}

TEST(LockboxPath, MasksWhatIsLong) {
  EXPECT_EQ(LockboxPath("8841", "001", "003"),
            "lockbox 8841 / batch 001 / item 003");
  EXPECT_EQ(LockboxPath("1238841", "001", ""), "lockbox …8841 / batch 001");
  EXPECT_EQ(LockboxPath("", "0\x01", ""), "batch '0\\x01'");
}

/// The same checks in two deposits; the second batch has this number.
BankFile AgainAs(int number, long cents = 10000) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 10000).BatchTotal(1, 8841, 1, 10000);
  file.LockboxTotal(8841, 1, 10000).Deposit(8841).Check(number, 1, cents);
  file.BatchTotal(number, 8841, 1, cents).LockboxTotal(8841, 1, cents);
  return file.Trailer().Read();
}

TEST(Totals, HoldABatchThatComesAgain) {
  const BankFile file = AgainAs(1);
  EXPECT_EQ(HoldsOf(file), "- LBX-TWICE ");
  ASSERT_EQ(file.findings.list().size(), 1u);
  const Finding& finding = file.findings.list()[0];
  EXPECT_EQ(finding.place.line, 8u);
  EXPECT_EQ(finding.place.path, "lockbox 8841 / batch 001");
  EXPECT_EQ(MessageOf(finding),
            "found the batch again, the same as in line 4, expected each batch "
            "of a lockbox and day once; batch held");
  EXPECT_EQ(file.summary.control, Control::kProved);
}

TEST(Totals, HoldBatchesThatMixAndComeAgain) {
  SampleFile file;
  file.Headers();
  for (int i = 0; i < 2; ++i) {
    file.Deposit(8841).Check(1, 1, 10000).Check(2, 1, 500).Check(1, 2, 700);
    file.BatchTotal(1, 8841, 2, 10700).BatchTotal(2, 8841, 1, 500);
    file.LockboxTotal(8841, 3, 11200);
  }
  EXPECT_EQ(HoldsOf(file.Trailer().Read()),
            "- - - LBX-TWICE LBX-TWICE LBX-TWICE ");
}

TEST(Totals, LetABatchWithoutChecksComeAgain) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 10000).BatchTotal(1, 8841, 1, 10000);
  file.BatchTotal(2, 8841, 0, 0).BatchTotal(2, 8841, 0, 0);
  EXPECT_EQ(CodesOf(file.LockboxTotal(8841, 1, 10000).Trailer().Read()), "");
}

TEST(Totals, TakeABatchOfAnotherNumberOrAmount) {
  EXPECT_EQ(CodesOf(AgainAs(2)), "");
  EXPECT_EQ(CodesOf(AgainAs(1, 10001)), "");
}

}  // namespace
}  // namespace cashmatch::lockbox
