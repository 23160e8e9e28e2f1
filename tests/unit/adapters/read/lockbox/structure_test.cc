// SPDX-License-Identifier: Apache-2.0
// structure_test.cc - headers that are missing, overflow, dates, odd records.
#include "adapters/read/lockbox/structure.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/lockbox/sample_file.h"

namespace cashmatch::lockbox {
namespace {

std::string References(const BankFile& file) {
  std::string all;
  for (const Receipt& receipt : file.receipts.receipts) {
    all += std::string(receipt.bank_reference) + " ";
  }
  return all;
}

TEST(Structure, TakesOne5ForSeveralBatches) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).BatchTotal(1, 8841, 1, 100);
  file.Check(2, 1, 50).BatchTotal(2, 8841, 1, 50).LockboxTotal(8841, 2, 150);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(References(read), "8841-20260302-001-001 8841-20260302-002-001 ");
  EXPECT_EQ(read.summary.statements, 1u);
  EXPECT_EQ(CodesOf(read), "");
}

TEST(Structure, FindsLockboxAndDateAheadWhereThe5IsMissing) {
  SampleFile file;
  file.Check(1, 1, 100).Check(1, 2, 50).BatchTotal(1, 8841, 2, 150);
  file.LockboxTotal(8841, 2, 150).Check(1, 1, 70);
  file.BatchTotal(1, 8842, 1, 70).LockboxTotal(8842, 1, 70);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(References(read),
            "8841-20260302-001-001 8841-20260302-001-002 "
            "8842-20260302-001-001 ");
  EXPECT_EQ(read.summary.statements, 2u);
  EXPECT_EQ(CodesOf(read), "");
}

TEST(Structure, TakesTheFileDateWhereTheDepositHasNone) {
  SampleFile file;
  file.Headers("260305").Deposit(8841, "000000").Check(1, 1, 100);
  file.BatchTotal(1, 8841, 1, 100).LockboxTotal(8841, 1, 100);
  EXPECT_EQ(References(file.Trailer().Read()), "8841-20260305-001-001 ");
}

TEST(Structure, HoldsWhatHasNoDate) {
  SampleFile none;
  none.Headers("000000").Deposit(8841, "000000").Check(1, 1, 100);
  none.BatchTotal(1, 8841, 1, 100).LockboxTotal(8841, 1, 100);
  EXPECT_EQ(HoldsOf(none.Trailer().Read()), "LBX-DATE ");
  SampleFile wrong;
  wrong.Headers().Deposit(8841, "260230").Check(1, 1, 100);
  wrong.BatchTotal(1, 8841, 1, 100).LockboxTotal(8841, 1, 100);
  EXPECT_EQ(HoldsOf(wrong.Trailer().Read()), "LBX-DATE ");
}

TEST(Structure, HoldsACheckWhoseAmountIsNoAmount) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).Check(1, 2, 200);
  file.Raw("600100300000O0300021000021000445506600000010030");
  file.BatchTotal(1, 8841, 3, 600).LockboxTotal(8841, 3, 600);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(HoldsOf(read), "LBX-BATCH-TOTAL LBX-BATCH-TOTAL LBX-AMOUNT ");
  EXPECT_EQ(read.findings.list()[0].place.path,
            "lockbox 8841 / batch 001 / item 003");
  EXPECT_EQ(read.findings.list()[0].found, "'00000O0300'");
  EXPECT_EQ(read.summary.entries, 3u);
}

TEST(Structure, TrustsTheOrderOfOverflowWhateverItsSequenceSays) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100);
  file.Overflow(1, 1, 98, '0', "A").Overflow(1, 1, 99, '0', "B");
  file.Overflow(1, 1, 1, '9', "C").Check(1, 2, 100).Overflow(1, 2, 1, '9', "D");
  file.BatchTotal(1, 8841, 2, 200).LockboxTotal(8841, 2, 200);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(CodesOf(read), "");
  EXPECT_EQ(read.summary.details, 4u);
  const auto texts = read.receipts.Texts(read.receipts.receipts[0]);
  ASSERT_EQ(texts.size(), 3u);
  EXPECT_EQ(texts[2], "C");
}

TEST(Structure, WarnsOnceOfLastFlagsThatAreMissingOrEverywhere) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).Overflow(1, 1, 1, '0', "A");
  file.Check(1, 2, 100).Overflow(1, 2, 1, '9', "B").Overflow(1, 2, 2, '9', "C");
  file.BatchTotal(1, 8841, 2, 200).LockboxTotal(8841, 2, 200);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(CodesOf(read), "LBX-LAST-FLAG ");
  EXPECT_EQ(read.findings.list()[0].place.line, 5u);
  EXPECT_EQ(read.summary.status, FileStatus::kAccepted);
}

TEST(Structure, TellsOfTheFirstLastFlagThatComesEarly) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100);
  file.Overflow(1, 1, 1, '9', "A").Overflow(1, 1, 2, '9', "B");
  file.Check(1, 2, 100).Overflow(1, 2, 1, '9', "C");
  file.BatchTotal(1, 8841, 2, 200).LockboxTotal(8841, 2, 200);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(CodesOf(read), "LBX-LAST-FLAG ");
  EXPECT_EQ(read.findings.list()[0].place.line, 6u);
}

TEST(Structure, LeavesOutOverflowOfAnotherCheck) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).Overflow(1, 2, 1, '9', "A");
  file.BatchTotal(1, 8841, 1, 100).Overflow(1, 1, 1, '9', "B");
  file.LockboxTotal(8841, 1, 100);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(CodesOf(read), "LBX-OVERFLOW LBX-OVERFLOW ");
  EXPECT_EQ(read.receipts.receipts[0].texts_count, 0u);
  EXPECT_EQ(read.summary.details, 2u);
}

TEST(Structure, SkipsRecordsOfTheBanksOwn) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).Raw("3BANK MEMO");
  file.BatchTotal(1, 8841, 1, 100).LockboxTotal(8841, 1, 100);
  const BankFile read = file.Trailer().Read();
  EXPECT_EQ(CodesOf(read), "LBX-RECORD ");
  EXPECT_EQ(read.findings.list()[0].place.line, 5u);
  EXPECT_EQ(read.summary.control, Control::kProved);
}

TEST(Structure, WarnsOfATotalThatNamesAnotherLockbox) {
  SampleFile file;
  file.Headers().Deposit(8841).Check(1, 1, 100).BatchTotal(1, 8849, 1, 100);
  const BankFile read = file.LockboxTotal(8841, 1, 100).Trailer().Read();
  EXPECT_EQ(CodesOf(read), "LBX-LOCKBOX ");
  EXPECT_EQ(HoldsOf(read), "- ");
}

TEST(Structure, AcceptsALockboxWithoutChecks) {
  SampleFile file;
  file.Headers().Deposit(8841).BatchTotal(0, 8841, 0, 0);
  const BankFile read = file.LockboxTotal(8841, 0, 0).Trailer().Read();
  EXPECT_EQ(CodesOf(read), "");
  EXPECT_EQ(read.summary.statements, 1u);
  EXPECT_EQ(read.summary.control, Control::kProved);
}

}  // namespace
}  // namespace cashmatch::lockbox
