// SPDX-License-Identifier: Apache-2.0
// evidence_test.cc - what explains a receipt, on the items open on its day.
#include "adapters/backtest/evidence.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/backtest/history_run.h"

namespace cashmatch {
namespace {

class EvidenceOf : public testing::Test {
 protected:
  // A receipt of 5,000.00 from ACME's account on 2026-03-02.
  Receipt& Money(Minor amount = 500'000) {
    Receipt& receipt = run_.run.Money("R1", amount, ReceiptStatus::kSuggested);
    receipt.payer_account = "061000104/00778812";
    return receipt;
  }
  Evidence Find(std::vector<std::string_view> ids) {
    const Book& book = *run_.run.book;
    const std::vector<uint32_t> classes = ClassesOfAlike(book);
    std::vector<Day> cleared(book.item_count(), kNoDay);
    for (const auto& [id, day] : cleared_) {
      cleared[Index(book.FindItem(id))] = *ParseIsoDay(day);
    }
    std::vector<ItemRow> items;
    for (const auto id : ids) items.push_back(book.FindItem(id));
    return EvidenceFinder(book, run_.run.receipts, *run_.payers, classes,
                          cleared)
        .Of(run_.run.receipts.receipts[0], items);
  }

  HistoryRun run_;
  std::vector<std::pair<std::string_view, std::string_view>> cleared_;
};

TEST_F(EvidenceOf, EveryItemQuotedIsAReference) {
  run_.Build();
  Money(1'500'000);
  run_.run.receipts.AddText("pays inv 1002");
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kReference);
  EXPECT_EQ(Find({"INV-1001", "INV-1002"}), Evidence::kAmount);
}

TEST_F(EvidenceOf, AShortNumberMustStandAlone) {
  run_.run.Invoice("77", "ACME", 300'000, "2026-01-11");
  run_.Build();
  Money(290'000);
  run_.run.receipts.AddText("order 1774");
  EXPECT_EQ(Find({"77"}), Evidence::kInexact);
  run_.run.receipts.AddText("77");
  EXPECT_EQ(Find({"77"}), Evidence::kReference);
}

TEST_F(EvidenceOf, OneExactAmountOfAKnownPayer) {
  run_.Build();
  Money();
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kAmount);
}

TEST_F(EvidenceOf, AnEqualItemIsAmbiguousUnlessAlikeOrPaidBefore) {
  run_.run.Invoice("INV-2", "ACME", 500'000, "2026-01-11");
  run_.Build();
  Money();
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kAmbiguous);
  cleared_ = {{"INV-2", "2026-03-01"}};
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kAmount);
  cleared_ = {{"INV-2", "2026-03-02"}};
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kAmbiguous) << "open on that day";
}

TEST_F(EvidenceOf, AlikeItemsAreOneAnswer) {
  run_.run.Invoice("INV-2", "ACME", 500'000, "2026-01-10");
  run_.Build();
  Money();
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kAmount);
}

TEST_F(EvidenceOf, LaterItemsAreNoCandidates) {
  run_.run.Invoice("INV-2", "ACME", 500'000, "2026-03-03");
  run_.Build();
  Money();
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kAmount);
}

TEST_F(EvidenceOf, ADifferenceIsInexact) {
  run_.Build();
  Money(490'000);
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kInexact);
}

TEST_F(EvidenceOf, AStrangersAmountExplainsNothing) {
  run_.Build();
  Money().payer_account = "1";
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kNoPayer);
}

TEST_F(EvidenceOf, TooManyItemsAreNotCounted) {
  std::vector<std::string> ids;
  for (int i = 0; i < 40; ++i) ids.push_back("X" + std::to_string(i));
  for (int i = 0; i < 40; ++i) {
    run_.run.Invoice(ids[static_cast<size_t>(i)], "ACME", 1000 + i,
                     "2026-01-10");
  }
  run_.Build();
  Money();
  EXPECT_EQ(Find({"INV-1002"}), Evidence::kUncounted);
}

TEST(ClassesOfAlike, OnlyTheNumberMayDiffer) {
  HandMadeRun run;
  run.Invoice("INV-1003", "ACME", 500'000, "2026-01-10");
  run.Invoice("INV-1004", "ACME", 500'000, "2026-01-10").company_code = "2000";
  run.Invoice("INV-1005", "ACME", 500'000, "2026-01-10").status =
      ItemStatus::kDisputed;
  run.Build();
  const auto classes = ClassesOfAlike(*run.book);
  const auto of = [&](std::string_view id) {
    return classes[Index(run.book->FindItem(id))];
  };
  EXPECT_EQ(of("INV-1002"), of("INV-1003"));
  EXPECT_NE(of("INV-1002"), of("INV-1004"));
  EXPECT_NE(of("INV-1002"), of("INV-1005"));
  EXPECT_NE(of("INV-1002"), of("INV-1001"));
}

}  // namespace
}  // namespace cashmatch
