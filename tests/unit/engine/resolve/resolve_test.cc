// SPDX-License-Identifier: Apache-2.0
// resolve_test.cc - no item promised twice; ties stay open.
#include "engine/resolve/resolve.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

using Kind = Resolution::Kind;

class ResolveTest : public testing::Test {
 protected:
  static Book Make() {
    OpenItemBlock items;
    for (const char* id : {"A", "B", "C"}) {
      OpenItem item;
      item.item_id = item.document_number = id;
      item.customer_id = "X";
      item.amount = 1000;
      item.currency = *ParseCurrency("USD");
      items.items.push_back(item);
    }
    return Book::Build(std::move(items), {}, {});
  }

  /// Adds a receipt that wants `amount` of each item.
  void Want(std::vector<uint32_t> items, Minor amount,
            std::string_view payer = "p", Rule rule = Rule::kExactReference,
            bool pool = false) {
    if (receipts_.files.empty()) receipts_.AddFile("f", "bai2");
    Receipt* const receipt = receipts_.Add();
    receipt->id = receipts_.Keep(std::to_string(receipts_.receipts.size()));
    receipt->payer_name = payer;
    receipt->amount = amount;
    Proposal proposal;
    proposal.rule = rule;
    proposal.confidence = 999'900;
    proposal.apply = true;
    proposal.rows_first = static_cast<uint32_t>(block_.rows.size());
    proposal.rows_count = pool ? 1 : static_cast<uint32_t>(items.size());
    proposal.pool_first = static_cast<uint32_t>(block_.pools.size());
    proposal.pool_count = pool ? static_cast<uint32_t>(items.size()) : 0;
    for (const uint32_t item : items) {
      if (pool) block_.pools.push_back(ItemRow{item});
      if (!pool || item == items.front()) {
        block_.rows.push_back(
            {ItemRow{item}, ApplicationKind::kPayment, amount, {}});
      }
    }
    ProposedReceipt answer;
    answer.first = static_cast<uint32_t>(block_.proposals.size());
    answer.count = 1;
    block_.proposals.push_back(proposal);
    block_.receipts.push_back(answer);
  }

  std::vector<Resolution> Resolve() {
    std::vector<Candidate> candidates;
    for (uint32_t i = 0; i < block_.receipts.size(); ++i) {
      candidates.push_back({ReceiptRow{i}, &block_, i});
    }
    return Resolver(book_.item_count())
        .Resolve(OpenState(book_.tables()), receipts_, candidates);
  }

  std::vector<Kind> Kinds() {
    std::vector<Kind> kinds;
    for (const Resolution& r : Resolve()) kinds.push_back(r.kind);
    return kinds;
  }

  const Book book_ = Make();
  ReceiptBlock receipts_;
  ProposalBlock block_;
};

TEST_F(ResolveTest, WithoutACommonItemAllAreAccepted) {
  Want({0}, 1000);
  Want({1}, 1000);
  EXPECT_EQ(Kinds(), (std::vector<Kind>{Kind::kAccepted, Kind::kAccepted}));
}

TEST_F(ResolveTest, TheStrongerRuleWinsWhateverTheOrder) {
  Want({0}, 1000, "p", Rule::kPayerAmount);
  Want({0}, 1000, "q", Rule::kExactReference);
  EXPECT_EQ(Kinds(), (std::vector<Kind>{Kind::kLost, Kind::kAccepted}));
}

TEST_F(ResolveTest, EqualClaimsOfDifferentPayersAreTied) {
  Want({0}, 1000, "p");
  Want({0}, 1000, "q");
  EXPECT_EQ(Kinds(), (std::vector<Kind>{Kind::kTied, Kind::kTied}));
}

TEST_F(ResolveTest, EqualClaimsOfTheSameMoneyAreTakenInOrder) {
  Want({0}, 1000);
  Want({0}, 1000);
  EXPECT_EQ(Kinds(), (std::vector<Kind>{Kind::kAccepted, Kind::kLost}));
}

TEST_F(ResolveTest, OfTheSameMoneyTheEarlierIsServedThenThatOfTheLowerId) {
  Want({0}, 1000);
  Want({0}, 1000);
  const std::vector<Kind> second = {Kind::kLost, Kind::kAccepted};
  receipts_.receipts[0].value_date = *ParseIsoDay("2026-03-03");
  receipts_.receipts[1].value_date = *ParseIsoDay("2026-03-02");
  EXPECT_EQ(Kinds(), second);
  receipts_.receipts[0].value_date = receipts_.receipts[1].value_date;
  receipts_.receipts[0].id = "9";
  EXPECT_EQ(Kinds(), second);
}

TEST_F(ResolveTest, PartPaymentsShareAnItemAsFarAsItHolds) {
  Want({0}, 400, "p");
  Want({0}, 600, "q");
  Want({0}, 100, "r");
  // Any two of them fit beside each other.
  EXPECT_EQ(Kinds(), std::vector<Kind>(3, Kind::kTied));
}

TEST_F(ResolveTest, PartPaymentsThatAllFitAreAllAccepted) {
  Want({0}, 400, "p");
  Want({0}, 600, "q");
  EXPECT_EQ(Kinds(), std::vector<Kind>(2, Kind::kAccepted));
}

TEST_F(ResolveTest, TwoClaimsBesideEachOtherOutweighOneThatIsInTheirWay) {
  Want({0, 1}, 1000, "p", Rule::kPayerSum);
  Want({0}, 1000, "q", Rule::kPayerSum);
  Want({1}, 1000, "r", Rule::kPayerSum);
  EXPECT_EQ(Kinds(),
            (std::vector<Kind>{Kind::kLost, Kind::kAccepted, Kind::kAccepted}));
}

TEST_F(ResolveTest, TwoWeakerClaimsDoNotOutweighAStrongerRule) {
  Want({0, 1}, 1000, "p", Rule::kExactReference);
  Want({0}, 1000, "q", Rule::kPayerSum);
  Want({1}, 1000, "r", Rule::kPayerSum);
  EXPECT_EQ(Kinds(),
            (std::vector<Kind>{Kind::kAccepted, Kind::kLost, Kind::kLost}));
}

TEST_F(ResolveTest, WhoLostOnlyToTiedClaimsIsTiedWithThem) {
  Want({0}, 1000, "p");
  Want({0}, 1000, "q");
  Want({0}, 1000, "r", Rule::kPayerSum);
  EXPECT_EQ(Kinds(), std::vector<Kind>(3, Kind::kTied));
}

TEST_F(ResolveTest, TheSameMoneyThatQuotesOtherItemsIsNotInterchangeable) {
  Want({0, 1}, 1000);
  Want({0, 2}, 1000);
  EXPECT_EQ(Kinds(), std::vector<Kind>(2, Kind::kTied));
}

TEST_F(ResolveTest, APoolLeavesAnItemToTheClaimThatNamesIt) {
  Want({0, 1}, 1000, "p", Rule::kPayerAmount, true);
  Want({0}, 1000, "q", Rule::kExactReference);
  const std::vector<Resolution> resolutions = Resolve();
  EXPECT_EQ(resolutions[0].instead, ItemRow{1});
  EXPECT_EQ(resolutions[1].kind, Kind::kAccepted);
}

TEST_F(ResolveTest, ItIsSaidHowAContestWasSettled) {
  Want({0}, 1000, "p");
  Want({0}, 1000, "q");
  Want({1}, 1000, "r");
  const std::vector<Resolution> resolutions = Resolve();
  EXPECT_EQ(resolutions[0].contest, ContestKind::kProven);
  EXPECT_EQ(resolutions[1].contest, ContestKind::kProven);
  EXPECT_EQ(resolutions[2].contest, ContestKind::kNone);
}

TEST_F(ResolveTest, ThousandsThatWantTheSameItemsAreSettledGreedily) {
  constexpr uint32_t kReceipts = 2000;
  for (uint32_t i = 0; i < kReceipts; ++i) {
    Want({i % 3, (i + 1) % 3}, 1000, receipts_.Keep(std::to_string(i)));
  }
  for (const Resolution& resolution : Resolve()) {
    EXPECT_EQ(resolution.contest, ContestKind::kGreedy);
    EXPECT_EQ(resolution.kind, Kind::kTied);
  }
}

TEST_F(ResolveTest, APoolIsDealtOutInItsOrder) {
  for (int i = 0; i < 4; ++i) {
    Want({0, 1, 2}, 1000, "p", Rule::kPayerAmount, true);
  }
  const std::vector<Resolution> resolutions = Resolve();
  EXPECT_EQ(resolutions[0].instead, ItemRow{0});
  EXPECT_EQ(resolutions[1].instead, ItemRow{1});
  EXPECT_EQ(resolutions[2].instead, ItemRow{2});
  EXPECT_EQ(resolutions[3].kind, Kind::kLost);
}

TEST_F(ResolveTest, AChainOfCommonItemsIsOneComponent) {
  Want({0, 1}, 1000, "p", Rule::kAlternateReference);
  Want({1, 2}, 1000, "q", Rule::kExactReference);
  Want({0}, 1000, "r", Rule::kNormalizedReference);
  // The exact one takes B and C; the first loses B and with it its set; A is
  // then free for the third.
  EXPECT_EQ(Kinds(),
            (std::vector<Kind>{Kind::kLost, Kind::kAccepted, Kind::kAccepted}));
}

TEST_F(ResolveTest, LeavesNothingBehindForTheNextDay) {
  Want({0}, 1000, "p");
  Want({0}, 1000, "q");
  std::vector<Candidate> candidates = {{ReceiptRow{0}, &block_, 0},
                                       {ReceiptRow{1}, &block_, 1}};
  Resolver resolver(book_.item_count());
  const OpenState state(book_.tables());
  resolver.Resolve(state, receipts_, candidates);
  candidates.pop_back();
  EXPECT_EQ(resolver.Resolve(state, receipts_, candidates)[0].kind,
            Kind::kAccepted);
}

}  // namespace
}  // namespace cashmatch
