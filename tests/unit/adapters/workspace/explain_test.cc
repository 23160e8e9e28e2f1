// SPDX-License-Identifier: Apache-2.0
// explain_test.cc - from result files to the story of one receipt.
#include "adapters/workspace/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

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
    run_.Would({WayOutKind::kTolerance, 37});
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
    Write(false);
  }

  /// Writes the results as they are now into a folder of their own.
  void Write(bool brief) {
    folder_.emplace();
    std::string error;
    EXPECT_TRUE(WriteTables(run_.results(), {GetParam(), brief},
                            folder_->path(), &error))
        << error;
  }

  Ending Tell(std::string_view receipt) {
    RunWatch watch;
    watch.fail = [this](std::string_view line) { failed_ = line; };
    return Explain(folder_->path(), receipt, watch, &text_);
  }

  HandMadeRun run_;
  std::optional<ScratchFolder> folder_;
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

TEST_P(ExplainUseCase, WhoMayHavePaidAndWhatTheSearchCameTo) {
  run_.Money("r4", 75'000, ReceiptStatus::kSuggested);
  run_.outcome().exception = ExceptionCode::kAmbiguous;
  run_.Guessed({run_.book->FindCustomer("ACME"), PayerEvidence::kNearName,
                930'000, 2, 900'000});
  SumRecord sum;
  sum.finding = SumFinding::kAmbiguous;
  sum.all = true;
  sum.solutions = 2;
  sum.items = 3;
  sum.best = 600'000;
  sum.second = 300'000;
  run_.Sought(sum);
  run_.Tried({Rule::kPayerSum,
              Verdict::kUnlikely,
              2,
              0,
              run_.book->FindItem("INV-1001"),
              {},
              600'000});
  Write(false);
  ASSERT_EQ(Tell("r4"), Ending::kDone);
  EXPECT_THAT(
      text_,
      HasSubstr("Payers it may be\n"
                "  ACME by a name that is nearly its (agreement 0.93); 2 sets "
                "of its items make the sum, together 0.9 likely\n"
                "Rules tried\n"
                "  payer and sum: found INV-1001 and 1 more, fits, but is not "
                "sure enough: 0.6 likely\n"
                "Search for a sum\n"
                "  3 open items: 2 sets make the sum, there are no others; the "
                "first is 0.6 likely, the next 0.3\n"
                "Decided\n"));
}

TEST_P(ExplainUseCase, AnUnknownReceiptIsAnErrorThatNamesIt) {
  EXPECT_EQ(Tell("r3"), Ending::kFailed);
  EXPECT_THAT(failed_, HasSubstr("'r3'"));
  EXPECT_EQ(text_, "");
}

INSTANTIATE_TEST_SUITE_P(BothFormats, ExplainUseCase,
                         testing::Values(TableFormat::kCsv,
                                         TableFormat::kNdjson));

/// Brief results: an exact reference, an amount, and a receipt left open.
class BriefResults : public ExplainUseCase {
 protected:
  BriefResults() {
    run_.Money("r3", 100, ReceiptStatus::kApplied);
    run_.Applied("INV-1001", ApplicationKind::kPayment, 100,
                 Rule::kPayerAmount);
    run_.Tried({Rule::kPayerAmount, Verdict::kMatched, 1, 0,
                run_.book->FindItem("INV-1001")});
    Write(true);
  }
};

TEST_P(BriefResults, SayOfAnAppliedReceiptWhatTheyKeep) {
  ASSERT_EQ(Tell("r3"), Ending::kDone);
  EXPECT_THAT(text_, HasSubstr("Receipt r3, USD 1.00\n"));
  EXPECT_THAT(text_, HasSubstr("  payer and amount: found INV-1001, matched"));
  EXPECT_THAT(text_, HasSubstr("Applied\n  1.00, item_id INV-1001\n"));
  EXPECT_THAT(text_, HasSubstr("Left out\n  these results are --brief"));
}

TEST_P(BriefResults, SayOfAnExactReferenceItsItems) {
  ASSERT_EQ(Tell("r1"), Ending::kDone);
  EXPECT_THAT(text_, HasSubstr("applied, by an exact reference"));
  EXPECT_THAT(text_, HasSubstr("Applied\n  5000.00, item_id INV-1002\n"));
  EXPECT_THAT(text_, HasSubstr("Left out\n"));
}

TEST_P(BriefResults, SayOfAReceiptThatIsNotThereWhatMayBeMissing) {
  EXPECT_EQ(Tell("r9"), Ending::kFailed);
  EXPECT_THAT(failed_, HasSubstr("'r9'; these results are --brief"));
}

INSTANTIATE_TEST_SUITE_P(BothFormats, BriefResults,
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
