// SPDX-License-Identifier: Apache-2.0
// addenda_test.cc - whose addenda are, and which are missing.
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/nacha/nacha_text.h"

namespace cashmatch {
namespace {

TEST(NachaAddenda, AddendaThatStandApartFindTheirEntry) {
  AchFile ach;
  ach.Batch("CCD")
      .Entry("22", 1000, {kPaid})
      .Entry("22", 2000, {"05RMR*IV*INV2**20.00\\"})
      .End();
  std::vector<std::string> lines = ach.Lines();
  std::swap(lines[3], lines[5]);  // each behind the other entry
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(AdviceOf(file, 0), "INV1 paid 10.00;");
  EXPECT_EQ(AdviceOf(file, 1), "INV2 paid 20.00;");
  EXPECT_EQ(Told(file), "");
}

TEST(NachaAddenda, AddendaOfNoEntryAreSaid) {
  std::vector<std::string> lines = Sound().Lines();
  lines[3].replace(87, 7, "0009999");
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(CodesOf(file), "NACHA-ADDENDA");
  EXPECT_EQ(ReceiptsOf(file), "10.00 NACHA-ADDENDA;");
  lines[3].replace(87, 7, "0000000");  // not filled in
  EXPECT_EQ(Told(ReadText(Joined(lines))), "");
}

TEST(NachaAddenda, AnAddendumThatNamesAnotherEntryHoldsBoth) {
  AchFile ach;
  ach.Batch("CCD")
      .Entry("22", 1000, {kPaid})
      .Entry("22", 2000, {"05RMR*IV*INV2**20.00\\"})
      .Entry("22", 3000, {"05RMR*IV*INV3**30.00\\"})
      .End();
  std::vector<std::string> lines = ach.Lines();
  lines[3].replace(87, 7, lines[5].substr(87, 7));
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(CodesOf(file).substr(0, 13), "NACHA-ADDENDA");
  EXPECT_EQ(ReceiptsOf(file), "10.00 NACHA-ADDENDA;20.00 NACHA-ADDENDA;30.00;");
}

TEST(NachaAddenda, AddendaBehindALaterEntryAreNoOddity) {
  AchFile ach;
  ach.Batch("CCD")
      .Entry("22", 1000, {kPaid})
      .Entry("22", 2000, {"05RMR*IV*INV2**20.00\\"})
      .End();
  std::vector<std::string> lines = ach.Lines();
  std::swap(lines[3], lines[4]);  // 6 6 7 7
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(AdviceOf(file, 0), "INV1 paid 10.00;");
  EXPECT_EQ(AdviceOf(file, 1), "INV2 paid 20.00;");
}

TEST(NachaAddenda, AddendaOutOfOrderAreReadByTheirNumbers) {
  AchFile ach;
  ach.Batch("CTX")
      .Entry("22", 1000, {"05" + Padded("ST*820*1~RMR*IV*", 80), "05INV1**10~"})
      .End();
  std::vector<std::string> lines = ach.Lines();
  std::swap(lines[3], lines[4]);
  const BankFile file = ReadText(Joined(lines));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(AdviceOf(file), AdviceOf(ReadText(ach.Text())));
}

TEST(NachaAddenda, MissingNumbersOfAddendaAreSaid) {
  std::vector<std::string> lines = Sound().Lines();
  lines[3].replace(83, 4, "0003");
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-SEQUENCE");
  AchFile ctx;
  ctx.Batch("CTX").Entry("22", 1000, {kPaid}).End();
  lines = ctx.Lines();
  lines[2].replace(54, 4, "0002");
  EXPECT_EQ(CodesOf(ReadText(Joined(lines))), "NACHA-SEQUENCE");
}

TEST(NachaAddenda, AnEntryThatAnnouncesOneAndHasNoneIsHeld) {
  AchFile file;
  file.Batch("CCD").Entry("22", 1000).Entry("22", 500).End();
  std::vector<std::string> lines = file.Lines();
  lines[3][78] = '1';
  EXPECT_EQ(Told(ReadText(Joined(lines))),
            "held NACHA-ADDENDA 4 batch 1 / entry 2: found no addendum, "
            "expected its own, as it announces one; entry held\n");
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines))), "10.00;5.00 NACHA-ADDENDA;");
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(ReceiptsOf(ReadText(Joined(lines), lenient)), "10.00;5.00;");
}

}  // namespace
}  // namespace cashmatch
