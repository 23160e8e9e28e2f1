// SPDX-License-Identifier: Apache-2.0
// score_test.cc - right, part, wrong and missing receipts, and the proof.
#include "adapters/score/score.h"

#include <gmock/gmock.h>

#include "tests/unit/adapters/score/score_files.h"

namespace cashmatch {
namespace {

// R1 pays one invoice, R2 two of three and a credit, R3 nothing, R4 short with
// a discount, R5 too much.
constexpr std::string_view kTruth =
    "bank_reference,item_id,amount\n"
    "R1,I1,100.00\n"
    "R2,I2,50.00\n"
    "R2,I3,70.00\n"
    "R2,C1,-20.00\n"
    "R4,I4,98.00\n"
    "R5,I5,10.00\n";
constexpr std::string_view kTruthReceipts =
    "bank_reference,class,customer_id,amount,expected\n"
    "R1,exact,A,100.00,applied\n"
    "R2,several,A,100.00,applied\n"
    "R3,unmatched,,33.00,none\n"
    "R4,discount,B,98.00,applied\n"
    "R5,over_pay,B,12.00,partial\n";
constexpr std::string_view kTruthAdjustments =
    "bank_reference,item_id,kind,amount\n"
    "R4,I4,discount,2.00\n"
    "R5,,unapplied,2.00\n";
constexpr std::string_view kReceiptsHead =
    "receipt_id,bank_reference,status,amount,applied,unapplied,on_account,"
    "unidentified,other\n";
constexpr std::string_view kReceipts =
    "r1,R1,applied,100.00,100.00,0.00,0.00,0.00,0.00\n"
    "r2,R2,applied,100.00,100.00,0.00,0.00,0.00,0.00\n"
    "r3,R3,unidentified,33.00,0.00,0.00,0.00,33.00,0.00\n"
    "r4,R4,applied,98.00,98.00,0.00,0.00,0.00,0.00\n"
    "r5,R5,partial,12.00,10.00,2.00,0.00,0.00,0.00\n";
constexpr std::string_view kApplicationsHead =
    "bank_reference,item_id,kind,currency,amount\n";
constexpr std::string_view kApplications =
    "R1,I1,payment,USD,100.00\n"
    "R2,C1,payment,USD,-20.00\n"
    "R2,I2,payment,USD,50.00\n"
    "R2,I3,payment,USD,70.00\n"
    "R4,I4,payment,USD,98.00\n"
    "R4,I4,discount,USD,2.00\n"
    "R5,I5,payment,USD,10.00\n";

std::string Join(std::string_view a, std::string_view b) {
  std::string out(a);
  out += b;
  return out;
}

class ScoreTest : public testing::Test {
 protected:
  ScoreTest() : truth_("truth"), results_("results") {
    truth_.Write("truth.csv", kTruth);
    truth_.Write("truth_receipts.csv", kTruthReceipts);
    truth_.Write("truth_adjustments.csv", kTruthAdjustments);
    WriteResults(kReceipts, kApplications);
  }
  void WriteResults(std::string_view receipts,
                    std::string_view applications) const {
    results_.Write("receipts.csv", Join(kReceiptsHead, receipts));
    results_.Write("applications.csv", Join(kApplicationsHead, applications));
  }
  ScoreResult Score() const { return ScoreRun(results_.path(), truth_.path()); }
  static const ClassScore& Class(const ScoreResult& score,
                                 std::string_view name) {
    for (const ClassScore& cls : score.classes) {
      if (cls.name == name) return cls;
    }
    ADD_FAILURE() << name;
    return score.total;
  }

  Folder truth_, results_;
};

TEST_F(ScoreTest, AllRight) {
  const ScoreResult score = Score();
  EXPECT_EQ(score.error, "");
  EXPECT_EQ(score.rows, 6u);
  EXPECT_EQ(score.rows_right, 6u);
  EXPECT_EQ(score.rows_due, 6u);
  EXPECT_EQ(score.total.receipts, 5u);
  EXPECT_EQ(score.total.due, 4u);
  EXPECT_EQ(score.total.right, 4u);
  EXPECT_EQ(score.total.wrong, 0u);
  EXPECT_EQ(score.unknown_rows, 0u);
  EXPECT_EQ(score.differences.expected, 1u);
  EXPECT_EQ(score.differences.right, 1u);
  EXPECT_EQ(score.conservation, Control::kProved) << score.broken;
  EXPECT_TRUE(score.wrong.empty());
  ASSERT_EQ(score.classes.size(), 5u);
  EXPECT_EQ(score.classes[0].name, "discount");  // by name
}

TEST_F(ScoreTest, AWrongItemIsWrong) {
  WriteResults(kReceipts,
               "R1,I9,payment,USD,100.00\n"
               "R2,I2,payment,USD,50.00\n"
               "R2,I3,payment,USD,69.00\n");
  const ScoreResult score = Score();
  EXPECT_EQ(score.rows, 3u);
  EXPECT_EQ(score.rows_right, 1u);
  EXPECT_EQ(score.total.wrong, 2u);
  EXPECT_EQ(score.total.right, 0u);
  ASSERT_EQ(score.wrong.size(), 2u);
  EXPECT_EQ(score.wrong[0].bank_reference, "R1");
  EXPECT_EQ(score.wrong[0].cls, "exact");
  EXPECT_EQ(score.wrong[0].expected, "I1 100.00");
  EXPECT_EQ(score.wrong[0].found, "I9 100.00");
  EXPECT_EQ(score.wrong[1].found, "I2 50.00, I3 69.00");
}

TEST_F(ScoreTest, MoneyThatShouldStayIsWrongAnywhere) {
  WriteResults(kReceipts, Join(kApplications, "R3,I7,payment,USD,33.00\n"));
  const ScoreResult score = Score();
  EXPECT_EQ(Class(score, "unmatched").wrong, 1u);
  ASSERT_EQ(score.wrong.size(), 1u);
  EXPECT_EQ(score.wrong[0].expected, "nothing");
  EXPECT_EQ(score.total.right, 4u);
}

TEST_F(ScoreTest, SomeRowsArePartAndNoneIsNothing) {
  WriteResults(kReceipts, "R2,I2,payment,USD,50.00\n");
  const ScoreResult score = Score();
  EXPECT_EQ(Class(score, "several").part, 1u);
  EXPECT_EQ(Class(score, "several").applied, 1u);
  EXPECT_EQ(Class(score, "several").right, 0u);
  EXPECT_EQ(Class(score, "exact").applied, 0u);
  EXPECT_EQ(score.rows_right, 1u);
  EXPECT_EQ(score.total.wrong, 0u);
}

TEST_F(ScoreTest, RowsOfUnknownReceiptsAreNotScored) {
  WriteResults(kReceipts, Join(kApplications, "X9,I7,payment,USD,1.00\n"));
  const ScoreResult score = Score();
  EXPECT_EQ(score.unknown_rows, 1u);
  EXPECT_EQ(score.rows, 6u);
}

TEST_F(ScoreTest, ReadsBriefResults) {
  results_.Write("receipts.csv",
                 Join(kReceiptsHead,
                      "r3,R3,unidentified,33.00,0.00,0.00,0.00,33.00,0.00\n"
                      "r5,R5,partial,12.00,10.00,2.00,0.00,0.00,0.00\n"));
  const std::string_view head = "bank_reference,item_id,amount\n";
  results_.Write("applications.csv",
                 Join(head,
                      "R1,I1,100.00\nR2,I2,50.00\nR2,I3,70.00\n"
                      "R2,C1,-20.00\nR4,I4,98.00\nR5,I5,10.00\n"));
  EXPECT_EQ(Score().total.right, 4u);
  EXPECT_EQ(Score().differences.expected, 0u);  // not stated in brief
  EXPECT_EQ(Score().conservation, Control::kProved) << Score().broken;
  results_.Write("applications.csv", Join(head, "R1,I1,99.00\nR5,I5,10.00\n"));
  EXPECT_EQ(Score().conservation, Control::kFailed);
}

TEST_F(ScoreTest, ReadsNdjsonResults) {
  const Folder results("ndjson");
  results.Write("receipts.ndjson",
                "{\"bank_reference\":\"R1\",\"status\":\"applied\",\"amount\":"
                "\"100.00\",\"applied\":\"100.00\",\"unapplied\":\"0.00\"}\n");
  results.Write("applications.ndjson",
                "{\"bank_reference\":\"R1\",\"item_id\":\"I1\",\"kind\":"
                "\"payment\",\"amount\":\"100.00\"}\n");
  const ScoreResult score = ScoreRun(results.path(), truth_.path());
  EXPECT_EQ(score.error, "");
  EXPECT_EQ(score.total.right, 1u);
  EXPECT_EQ(score.conservation, Control::kProved);
}

// The parts of a receipt must be its amount, and its rows what is applied.
TEST_F(ScoreTest, ProvesConservation) {
  WriteResults("r1,R1,applied,100.00,100.00,0.00,0.00,0.01,0.00\n",
               "R1,I1,payment,USD,100.00\n");
  EXPECT_EQ(Score().conservation, Control::kFailed);
  EXPECT_EQ(Score().broken, "R1: its amount is not the sum of its parts");
  WriteResults("r1,R1,applied,100.00,100.00,0.00,0.00,0.00,0.00\n",
               "R1,I1,payment,USD,90.00\n");
  EXPECT_EQ(Score().broken, "R1: its rows are not what is stated as applied");
  // Held money and copies are none of the run's.
  WriteResults(
      "r1,R1,held,100.00,0.00,0.00,0.00,0.00,0.00\n"
      "r2,R2,duplicate,100.00,0.00,0.00,0.00,0.00,0.00\n",
      "");
  EXPECT_EQ(Score().conservation, Control::kProved);
}

// Truth of other makers: signed adjustments, a fee without an item.
TEST_F(ScoreTest, ComparesDifferences) {
  truth_.Write("truth_adjustments.csv",
               "bank_reference,item_id,kind,amount\n"
               "R4,I4,discount,-2.00\n"
               "R1,,bank_fee,-5.00\n"
               "R2,I2,short_pay,-1.00\n");
  WriteResults(kReceipts, Join(kApplications,
                               "R1,I1,fee,USD,5.00\n"
                               "R2,I3,write_off,USD,1.00\n"));
  const ScoreResult score = Score();
  EXPECT_EQ(score.differences.expected, 2u);
  EXPECT_EQ(score.differences.right, 2u);
  EXPECT_EQ(score.differences.found, 3u);
}

// That truth pays the item with the fee, the results without it.
TEST_F(ScoreTest, AFeeWithoutItemBelongsToThePaymentBesideIt) {
  truth_.Write("truth.csv", "bank_reference,item_id,amount\nR1,I1,105.00\n");
  truth_.Write("truth_adjustments.csv",
               "bank_reference,item_id,kind,amount\nR1,,bank_fee,-5.00\n");
  WriteResults(kReceipts, "R1,I1,payment,USD,100.00\nR1,I1,fee,USD,5.00\n");
  EXPECT_EQ(Score().rows_right, 1u);
  EXPECT_EQ(Score().differences.right, 1u);
  WriteResults(kReceipts, "R1,I1,payment,USD,100.00\nR1,I2,fee,USD,5.00\n");
  EXPECT_EQ(Score().rows_right, 0u);
}

TEST_F(ScoreTest, ListsTheFirstTwentyInTheOrderOfTheTruth) {
  std::string receipts = "bank_reference,class,customer_id,amount,expected\n";
  std::string rows = "bank_reference,item_id,amount\n";
  for (int i = 0; i < 30; ++i) {
    const std::string name = "W" + std::to_string(100 - i);
    receipts += name + ",exact,A,1.00,applied\n";
    rows += name + ",I1,1.00\n";
  }
  truth_.Write("truth_receipts.csv", receipts);
  truth_.Write("truth.csv", "bank_reference,item_id,amount\n");
  results_.Write("applications.csv", rows);
  const ScoreResult score = Score();
  EXPECT_EQ(score.total.wrong, 30u);
  ASSERT_EQ(score.wrong.size(), 20u);
  EXPECT_EQ(score.wrong[0].bank_reference, "W100");
  EXPECT_EQ(score.wrong[19].bank_reference, "W81");
}

TEST_F(ScoreTest, SaysWhichFileIsMissingOrBroken) {
  const Folder empty("empty");
  EXPECT_THAT(ScoreRun(empty.path(), truth_.path()).error,
              testing::HasSubstr("/applications.csv is not there"));
  EXPECT_THAT(ScoreRun(results_.path(), empty.path()).error,
              testing::HasSubstr("/truth_receipts.csv is not there"));
  WriteResults(kReceipts, "R1,I1,payment,USD,1OO.00\n");
  EXPECT_EQ(Score().error, "applications: '1OO.00' is not an amount");
}

}  // namespace
}  // namespace cashmatch
