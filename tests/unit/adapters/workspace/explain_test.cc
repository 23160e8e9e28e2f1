// SPDX-License-Identifier: Apache-2.0
// explain_test.cc - from result files to the story of one receipt.
#include "adapters/workspace/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;

class ExplainUseCase : public testing::TestWithParam<TableFormat> {
 protected:
  ExplainUseCase() {
    run_.Build();
    run_.Money("r1", 500'000, ReceiptStatus::kApplied);
    run_.outcome().confidence = 999'000;
    run_.Applied("INV-1002", ApplicationKind::kPayment, 500'000);
    run_.Money("r2", 75'000, ReceiptStatus::kUnidentified);
    run_.outcome().exception = ExceptionCode::kNoPayer;
    run_.outcome().smallest_change = 37;
    run_.Tried({Rule::kStructuredReference,
                Verdict::kNothingToTry,
                0,
                0,
                kNoItem,
                {}});
    run_.Tried(
        {Rule::kExactReference, Verdict::kNotFound, 0, 0, kNoItem, "INV-9"});
    run_.Left(RemainderKind::kUnidentified, 75'000, "INV-9");
    run_.Suggested("INV-1001", 75'000, 1);
    run_.receipts.receipts[1].bank_reference = "BANK-2";
    std::string error;
    EXPECT_TRUE(WriteTables(run_.results(), {GetParam(), false}, folder_.path(),
                            &error))
        << error;
  }

  Ending Tell(std::string_view receipt) {
    RunWatch watch;
    watch.fail = [this](std::string_view line) { failed_ = line; };
    return Explain(folder_.path(), receipt, watch, &text_);
  }

  HandMadeRun run_;
  ScratchFolder folder_;
  std::string text_, failed_;
};

TEST_P(ExplainUseCase, EachRuleWhatItSawAndWhatDecided) {
  ASSERT_EQ(Tell("BANK-2"), Ending::kDone);
  EXPECT_EQ(text_,
            "Receipt r2, USD 750.00, booked 2026-03-02\n"
            "  bank reference: BANK-2\n"
            "  source: bank.bai:7\n"
            "  status: unidentified\n"
            "  exception: NO_PAYER, nobody is known by this account, name or "
            "reference\n"
            "  rule: none\n"
            "  confidence: 0\n"
            "Rules tried\n"
            "  structured reference: nothing to try\n"
            "  exact reference: 'INV-9' is not among the open items\n"
            "Decided\n"
            "  nobody is known by this account, name or reference; proposed "
            "INV-1001; 750.00 unidentified, quoting 'INV-9'; would apply with "
            "tolerance +0.37\n"
            "Smallest change that would apply it\n"
            "  tolerance +0.37\n"
            "Not on an item\n"
            "  unidentified, 750.00, INV-9\n"
            "Proposed\n"
            "  rank 1, payment, 750.00, INV-1001, item_id INV-1001, confidence "
            "0.6\n");
}

TEST_P(ExplainUseCase, AnExactReferenceIsExplainedFromItsRows) {
  ASSERT_EQ(Tell("r1"), Ending::kDone);
  EXPECT_THAT(text_, HasSubstr("  exact reference: every quoted item is "
                               "unique among the open items and the money "
                               "fits\n"));
  EXPECT_THAT(text_,
              HasSubstr("Decided\n  paid INV-1002 by exact reference\n"));
  EXPECT_THAT(text_,
              HasSubstr("Applied\n  payment, 5000.00, INV-1002, item_id "
                        "INV-1002, open_before 5000.00, confidence 0.999\n"));
}

TEST_P(ExplainUseCase, AnUnknownReceiptIsAnErrorThatNamesIt) {
  EXPECT_EQ(Tell("r3"), Ending::kFailed);
  EXPECT_THAT(failed_, HasSubstr("'r3'"));
  EXPECT_EQ(text_, "");
}

INSTANTIATE_TEST_SUITE_P(BothFormats, ExplainUseCase,
                         testing::Values(TableFormat::kCsv,
                                         TableFormat::kNdjson));

TEST(Explain, AFolderWithoutResultsSaysWhatToGive) {
  const ScratchFolder folder;
  std::string text, failed;
  RunWatch watch;
  watch.fail = [&](std::string_view line) { failed = line; };
  EXPECT_EQ(Explain(folder.path(), "r", watch, &text), Ending::kFailed);
  EXPECT_THAT(failed, HasSubstr("cashmatch match --out"));
}

}  // namespace
}  // namespace cashmatch
