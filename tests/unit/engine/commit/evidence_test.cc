// SPDX-License-Identifier: Apache-2.0
// evidence_test.cc - what was seen of a receipt stands beside its outcome.
#include "tests/unit/engine/commit/committing.h"

namespace cashmatch {
namespace {

class EvidenceTest : public Committing {
 protected:
  /// States an answer by amount that a guess and a search led to.
  void Seen() {
    Proposed(Rule::kPayerAmount);
    Pays("A", 100'00);
    Tried(Rule::kPayerAmount);
    ProposedReceipt& answer = block_.receipts.back();
    block_.guesses.push_back({acme_, PayerEvidence::kName});
    ++answer.guesses_count;
    block_.ways.push_back(
        {WayOutKind::kReference, 0, 0, kNoCustomer, Row("A")});
    ++answer.ways_count;
    answer.sum.finding = SumFinding::kUnique;
    answer.sum.solutions = 1;
  }
};

TEST_F(EvidenceTest, OfWhatIsAppliedGuessesTrialsAndSearchAreKept) {
  Seen();
  const ReceiptOutcome& outcome = Accept();
  ASSERT_EQ(report_.Guesses(outcome).size(), 1u);
  EXPECT_EQ(report_.Guesses(outcome)[0].evidence, PayerEvidence::kName);
  EXPECT_EQ(report_.Trials(outcome).size(), 1u);
  ASSERT_NE(report_.Sum(outcome), nullptr);
  EXPECT_EQ(report_.Sum(outcome)->solutions, 1u);
  EXPECT_TRUE(report_.WaysOut(outcome).empty()) << "it was applied";
}

TEST_F(EvidenceTest, OfWhatIsNotAppliedTheWaysOutAreKept) {
  Seen();
  ASSERT_EQ(report_.WaysOut(Decline()).size(), 1u);
  EXPECT_EQ(report_.WaysOut(Outcome(0))[0].item, Row("A"));
  Seen();
  EXPECT_TRUE(report_.WaysOut(Decline(1, true)).empty())
      << "another receipt has as good a claim";
}

TEST_F(EvidenceTest, WhereNoSumWasSoughtThereIsNoRecord) {
  Proposed(Rule::kPayerAmount);
  Pays("A", 10'00);
  EXPECT_EQ(report_.Sum(Accept()), nullptr);
}

TEST_F(EvidenceTest, WhoTookAnItemIsToldWithTheReceiptsLastAnswer) {
  Proposed(Rule::kPayerAmount);
  Pays("A", 100'00);
  Resolution lost{Resolution::Kind::kLost};
  lost.item = Row("A");
  lost.rival = ReceiptRow{2};
  committer_.NoteRefusal(Last(), lost);
  Answer(acme_).exception = ExceptionCode::kNoMatch;  // in the next round
  const auto trials = report_.Trials(Decline());
  ASSERT_EQ(trials.size(), 1u);
  EXPECT_EQ(trials[0].verdict, Verdict::kTaken);
  EXPECT_EQ(trials[0].item, Row("A"));
  EXPECT_EQ(trials[0].rival, ReceiptRow{2});
  Proposed(Rule::kPayerAmount);
  EXPECT_TRUE(report_.Trials(Accept(1)).empty()) << "it is not another's";
}

TEST_F(EvidenceTest, RowsAndSuggestionsKeepTheMarkOfInterchangeableItems) {
  Proposed(Rule::kPayerAmount);
  Pays("B", 50'00);
  block_.rows.back().alike = 3;
  EXPECT_EQ(report_.Applications(Accept())[0].alike, 3u);
  Proposed(Rule::kPayerAmount);
  Pays("A", 50'00);
  block_.rows.back().alike = 4;
  EXPECT_EQ(report_.Suggestions(Decline(1))[0].alike, 4u);
}

}  // namespace
}  // namespace cashmatch
