// SPDX-License-Identifier: Apache-2.0
// control_test.cc - the fields of records 8 and 9.
#include "adapters/read/nacha/control.h"

#include <gtest/gtest.h>

namespace cashmatch::nacha {
namespace {

TEST(NachaControl, Numbers) {
  EXPECT_EQ(ReadNumber("000012"), 12u);
  EXPECT_EQ(ReadNumber("    12"), 12u);
  EXPECT_EQ(ReadNumber("000000"), 0u);
  EXPECT_EQ(ReadNumber("00000000000999999999"), 999'999'999u);
  for (const char* const text :
       {"", "    ", "1 2", "12 ", "-1", "1.0", "O1", "99999999999999999999"}) {
    EXPECT_FALSE(ReadNumber(text)) << text;
  }
}

TEST(NachaControl, TotalsOfABatch) {
  const Record record{"822000000500021000020000000012340000001190001234567890",
                      1, 0, false};
  const Declared declared = ReadBatchControl(record, false);
  EXPECT_EQ(declared.records, 5u);
  EXPECT_EQ(declared.hash, 2100002u);
  EXPECT_TRUE(declared.debit == WideMinor{1234});
  EXPECT_TRUE(declared.credit == WideMinor{119000});
}

TEST(NachaControl, AdvAmountsAreWider) {
  const Record batch{
      "828000000200462760200000000000000025000000000000000000050000", 1, 0,
      false};
  const Declared of_batch = ReadBatchControl(batch, true);
  EXPECT_TRUE(of_batch.debit == WideMinor{250000});
  EXPECT_TRUE(of_batch.credit == WideMinor{50000});
  const Record file{
      "90000010000010000000200462760200000000000000025000000000000000000050000",
      1, 0, false};
  const Declared of_file = ReadFileControl(file, true);
  EXPECT_EQ(of_file.records, 2u);
  EXPECT_TRUE(of_file.debit == WideMinor{250000});
  EXPECT_TRUE(of_file.credit == WideMinor{50000});
}

TEST(NachaControl, TheHashIsTenDigits) {
  Totals read, said;
  read.hash = 28'922'512'500;
  said.hash = 8'922'512'500;
  EXPECT_TRUE(read.same_hash(said));
  said.hash = 8'922'512'501;
  EXPECT_FALSE(read.same_hash(said));
}

}  // namespace
}  // namespace cashmatch::nacha
