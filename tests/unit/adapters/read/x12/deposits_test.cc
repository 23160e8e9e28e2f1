// SPDX-License-Identifier: Apache-2.0
// deposits_test.cc - deposits and batches of an 823 against their checks.
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/x12/x12_text.h"

namespace cashmatch {
namespace {

const std::vector<std::string> kBody = {
    "DEP*0004475*20260314***01*021000021*DA*456",
    "AMT*3*300.00",
    "QTY*41*2",
    "QTY*42*3",
    "BAT*20260314**001",
    "AMT*2*250.00",
    "BPR*C*100.00*C*CHK**01*071000013*DA*123",
    "REF*CK*4411",
    "N1*PR*ACME",
    "RMR*IV*I1**100.00",
    "BPR*C*150.00*C*CHK**01*071000013*DA*124",
    "BAT*20260314**002",
    "AMT*2*50.00",
    "BPR*C*50.00*C*CHK",
};

std::vector<std::string> With(size_t row, const std::string& segment) {
  std::vector<std::string> body = kBody;
  body[row] = segment;
  return body;
}

/// The codes that hold the receipts: "X12-BATCH X12-BATCH -".
std::string HeldOf(const BankFile& file) {
  std::string out;
  for (const Receipt& receipt : file.receipts.receipts) {
    out += (out.empty() ? "" : " ") +
           std::string(receipt.held.empty() ? "-" : receipt.held);
  }
  return out;
}

TEST(Deposits, ChecksThatComeToTheirTotalsAreProved) {
  const BankFile file = ReadText(X12File(kBody, "823"));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.format, "x12.823");
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_EQ(file.summary.entries, 3u);
  EXPECT_EQ(file.summary.details, 1u);
  EXPECT_EQ(HeldOf(file), "- - -");
}

TEST(Deposits, ABatchThatDiffersIsHeldAloneIfItIsAllThatIsWrong) {
  // 260 + 50 is what the deposit says: only the first batch is in doubt.
  std::vector<std::string> body = With(5, "AMT*2*260.00");
  body[1] = "AMT*3*310.00";
  const BankFile file = ReadText(X12File(body, "823"));
  EXPECT_EQ(CodesOf(file), "X12-BATCH");
  EXPECT_EQ(HeldOf(file), "X12-BATCH X12-BATCH -");
  EXPECT_EQ(file.summary.control, Control::kFailed);
}

TEST(Deposits, ADepositThatDiffersIsHeld) {
  const BankFile file = ReadText(X12File(With(1, "AMT*3*301.00"), "823"));
  EXPECT_EQ(Told(file),
            "held X12-DEPOSIT 4 set 1 / deposit 1: found a total of 301.00, "
            "difference 1.00, expected 300.00, the sum of its checks; deposit "
            "held\n");
  EXPECT_EQ(HeldOf(file), "X12-DEPOSIT X12-DEPOSIT X12-DEPOSIT");
  ReadOptions lenient;
  lenient.strictness = Strictness::kLenient;
  EXPECT_EQ(HeldOf(ReadText(X12File(With(1, "AMT*3*301.00"), "823"), lenient)),
            "X12-DEPOSIT X12-DEPOSIT X12-DEPOSIT");
}

TEST(Deposits, AChangedCheckIsNoticed) {
  const BankFile file = ReadText(X12File(With(13, "BPR*C*60.00*C*CHK"), "823"));
  EXPECT_EQ(CodesOf(file), "X12-BATCH");
  EXPECT_EQ(HeldOf(file), "- - X12-BATCH");
}

TEST(Deposits, ATotalWithAnotherCodeCountsIfThereIsNoBetterOne) {
  EXPECT_EQ(Told(ReadText(X12File(With(1, "AMT*1*300.00"), "823"))), "");
  std::vector<std::string> body = With(1, "AMT*1*17.00");
  body.insert(body.begin() + 2, "AMT*3*300.00");
  EXPECT_EQ(Told(ReadText(X12File(body, "823"))), "");
  EXPECT_EQ(CodesOf(ReadText(X12File(With(1, "AMT*3*3OO"), "823"))),
            "X12-TOTAL");
}

TEST(Deposits, WrongQuantitiesAreWarnings) {
  const BankFile batches = ReadText(X12File(With(2, "QTY*41*3"), "823"));
  EXPECT_EQ(CodesOf(batches), "X12-COUNT");
  EXPECT_EQ(batches.summary.status, FileStatus::kAccepted);
  EXPECT_EQ(CodesOf(ReadText(X12File(With(3, "QTY*42*x"), "823"))),
            "X12-COUNT");
}

TEST(Deposits, ADepositWithoutChecksIsSaid) {
  const BankFile file =
      ReadText(X12File({"DEP*4475*20260314", "AMT*3*300.00"}, "823"));
  EXPECT_EQ(CodesOf(file), "X12-DEPOSIT");
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
}

}  // namespace
}  // namespace cashmatch
