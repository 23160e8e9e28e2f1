// SPDX-License-Identifier: Apache-2.0
// evidence_test.cc - what `explain` needs, and only for those who need it.
#include <gtest/gtest.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

std::string Written(const HandMadeRun& run) {
  const ScratchFolder folder;
  std::string error;
  EXPECT_TRUE(WriteEvidence(run.results(), folder.path(), &error)) << error;
  return folder.Text("evidence.ndjson");
}

TEST(Evidence, ReceiptsSettledByAUniqueExactReferenceHaveNone) {
  HandMadeRun run;
  run.Build();
  for (const Rule rule : {Rule::kExactReference, Rule::kStructuredReference}) {
    run.Money("r", 1, ReceiptStatus::kApplied);
    run.outcome().rule = rule;
  }
  EXPECT_EQ(Written(run), "");
  run.Money("r2", 1, ReceiptStatus::kApplied);
  run.outcome().rule = Rule::kPayerAmount;
  EXPECT_NE(Written(run).find("\"r2\""), std::string::npos);
}

TEST(Evidence, ReceiptsThatPaidTogetherHaveSome) {
  HandMadeRun run;
  run.Build();
  run.Money("r", 1, ReceiptStatus::kApplied);
  run.outcome().rule = Rule::kExactReference;
  run.report.together = {ReceiptRow{0}, ReceiptRow{0}};
  run.outcome().together_count = 2;
  EXPECT_NE(Written(run), "");
}

TEST(Evidence, AContestIsNamed) {
  HandMadeRun run;
  run.Build();
  run.Money("r", 1, ReceiptStatus::kSuggested);
  EXPECT_EQ(Written(run).find("contest"), std::string::npos);
  run.outcome().contest = ContestKind::kGreedy;
  EXPECT_NE(Written(run).find(",\"contest\":\"greedy\","), std::string::npos);
}

TEST(Evidence, OneObjectWithAllTrialsInOrder) {
  HandMadeRun run;
  run.Build();
  run.Money("r1", 499'963, ReceiptStatus::kSuggested);
  run.outcome().exception = ExceptionCode::kShortPay;
  run.Would({WayOutKind::kTolerance, 37});
  const ItemRow item = run.book->FindItem("INV-1002");
  run.Tried(
      {Rule::kStructuredReference, Verdict::kNothingToTry, 0, 0, kNoItem, {}});
  run.Tried({Rule::kExactReference, Verdict::kAmountDiffers, 1, -37, item,
             "INV-\"1002"});
  EXPECT_EQ(
      Written(run),
      "{\"receipt_id\":\"r1\",\"bank_reference\":\"r1\","
      "\"status\":\"suggested\",\"rule\":\"none\","
      "\"exception_code\":\"SHORT_PAY\",\"currency\":\"USD\","
      "\"amount\":\"4999.63\",\"trials\":["
      "{\"rule\":\"structured_reference\",\"verdict\":\"nothing_to_try\","
      "\"candidates\":0,\"saw\":\"structured reference: nothing to try\"},"
      "{\"rule\":\"exact_reference\",\"verdict\":\"amount_differs\","
      "\"reference\":\"INV-\\\"1002\",\"item_id\":\"INV-1002\","
      "\"document_number\":\"INV-1002\",\"candidates\":1,"
      "\"difference\":\"-0.37\",\"saw\":\"exact reference: 'INV-\\\"1002' "
      "names INV-1002, the payment is 0.37 less than asked\"}],"
      "\"decision\":\"the payment is less than the referenced items ask; would "
      "apply with tolerance +0.37\",\"smallest_change\":\"tolerance "
      "+0.37\",\"payers\":[]}\n");
}

}  // namespace
}  // namespace cashmatch
