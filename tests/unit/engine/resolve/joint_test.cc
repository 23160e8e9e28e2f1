// SPDX-License-Identifier: Apache-2.0
// joint_test.cc - unsure receipts against all ways to place them.
#include "engine/resolve/joint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>

namespace cashmatch {
namespace {

using Kind = Resolution::Kind;

constexpr Minor kOpen = 1000;
constexpr Millionths kApplyAt = 999'000;

/// An alternative: items that are paid in full, and how probable that is.
struct Way {
  std::vector<uint32_t> items;
  Millionths share;
};

class JointTest : public testing::Test {
 protected:
  static constexpr uint32_t kItems = 6;

  static Book Make() {
    OpenItemBlock items;
    for (const char* id : {"A", "B", "C", "D", "E", "F"}) {
      OpenItem item;
      item.item_id = item.document_number = id;
      item.customer_id = "X";
      item.amount = kOpen;
      item.currency = *ParseCurrency("USD");
      items.items.push_back(item);
    }
    return Book::Build(std::move(items), {}, {});
  }

  Candidate AddReceipt(const std::vector<Way>& ways, std::string_view payer,
                       Millionths apply_at) {
    if (receipts_.files.empty()) receipts_.AddFile("f", "bai2");
    Receipt* const receipt = receipts_.Add();
    receipt->id = receipts_.Keep(std::to_string(receipts_.receipts.size()));
    receipt->payer_name = payer;
    receipt->amount = kOpen;
    ProposedReceipt answer;
    answer.first = static_cast<uint32_t>(block_.proposals.size());
    answer.count = static_cast<uint32_t>(ways.size());
    for (const Way& way : ways) {
      Proposal& proposal = block_.proposals.emplace_back();
      proposal.rule = Rule::kPayerSum;
      proposal.confidence = way.share;
      proposal.apply = apply_at == 0;
      proposal.apply_at = apply_at;
      proposal.rows_first = static_cast<uint32_t>(block_.rows.size());
      proposal.rows_count = static_cast<uint32_t>(way.items.size());
      for (const uint32_t item : way.items) {
        block_.rows.push_back(
            {ItemRow{item}, ApplicationKind::kPayment, kOpen, {}});
      }
    }
    block_.receipts.push_back(answer);
    const auto index = static_cast<uint32_t>(block_.receipts.size() - 1);
    return {ReceiptRow{index}, &block_, index};
  }

  void Unsure(const std::vector<Way>& ways, std::string_view payer = "p",
              Millionths apply_at = kApplyAt) {
    unsure_.push_back(AddReceipt(ways, payer, apply_at));
    ways_.push_back(ways);
  }

  /// A receipt that was applied, and took its items.
  void Grant(const Way& way) {
    granted_.push_back({AddReceipt({way}, "g", 0), {}});
    for (const uint32_t item : way.items) state_.Take(ItemRow{item}, kOpen);
    ways_.push_back({way});
  }

  std::vector<Resolution> Resolve() {
    return ResolveJointly(state_, receipts_, unsure_, granted_);
  }

  std::string Chosen() {
    std::string chosen;
    for (const Resolution& one : Resolve()) {
      chosen += one.kind == Kind::kAccepted ? std::to_string(one.choice) : "-";
    }
    return chosen;
  }

  /// By receipt and alternative: its probability over all ways to place all
  /// receipts, summed as plainly as it can be.
  std::vector<std::vector<double>> Marginals() const {
    std::vector<std::vector<double>> sums(ways_.size());
    for (size_t r = 0; r < ways_.size(); ++r) sums[r].assign(8, 0);
    double all = 0;
    std::vector<size_t> taken(ways_.size());
    const std::function<void(size_t, double, std::vector<bool>)> place =
        [&](size_t r, double weight, std::vector<bool> held) {
          if (r == ways_.size()) {
            all += weight;
            for (size_t i = 0; i < r; ++i) sums[i][taken[i]] += weight;
            return;
          }
          Millionths none = 1'000'000;
          for (size_t k = 0; k < ways_[r].size(); ++k) {
            none -= ways_[r][k].share;
            bool free = true;
            std::vector<bool> with = held;
            for (const uint32_t item : ways_[r][k].items) {
              free = free && !held[item];
              with[item] = true;
            }
            if (!free) continue;
            taken[r] = k;
            place(r + 1, weight * ways_[r][k].share / 1e6, with);
          }
          taken[r] = 7;
          place(r + 1, weight * none / 1e6, held);
        };
    place(0, 1, std::vector<bool>(kItems, false));
    for (auto& of_receipt : sums) {
      for (double& sum : of_receipt) sum /= all;
    }
    return sums;
  }

  const Book book_ = Make();
  OpenState state_{book_.tables()};
  ReceiptBlock receipts_;
  ProposalBlock block_;
  std::vector<Candidate> unsure_;
  std::vector<Granted> granted_;
  std::vector<std::vector<Way>> ways_;  // unsure ones, then granted ones
};

TEST_F(JointTest, AloneNothingBecomesSure) {
  Unsure({{{0}, 500'000}, {{1}, 499'900}});
  EXPECT_EQ(Chosen(), "-");
}

TEST_F(JointTest, WhatIsGrantedToAnotherLeavesOneAnswer) {
  Unsure({{{0}, 500'000}, {{1}, 499'900}});
  Grant({{0}, 999'900});
  EXPECT_EQ(Chosen(), "1");
  EXPECT_EQ(Resolve()[0].contest, ContestKind::kJoint);
  EXPECT_NEAR(Resolve()[0].confidence, 999'500, 500);
}

TEST_F(JointTest, NotIfTheOtherIsNotSureEnough) {
  Unsure({{{0}, 500'000}, {{1}, 499'900}});
  Grant({{0}, 998'000});
  EXPECT_EQ(Chosen(), "-");
}

TEST_F(JointTest, NotIfItMayPayNeither) {
  Unsure({{{0}, 500'000}, {{1}, 490'000}});
  Grant({{0}, 999'900});
  EXPECT_EQ(Chosen(), "-");
}

TEST_F(JointTest, TheSameMoneySharesWhatEachMayPay) {
  Unsure({{{0}, 500'000}, {{1}, 499'900}});
  Unsure({{{0}, 500'000}, {{1}, 499'900}});
  EXPECT_EQ(Chosen(), "01");
}

TEST_F(JointTest, MoneyOfOthersDoesNot) {
  Unsure({{{0}, 500'000}, {{1}, 499'900}}, "p");
  Unsure({{{0}, 500'000}, {{1}, 499'900}}, "q");
  EXPECT_EQ(Chosen(), "--");
}

TEST_F(JointTest, OneAnswerLeadsToTheNext) {
  Unsure({{{0}, 500'000}, {{1}, 499'950}}, "p");
  Unsure({{{1}, 500'000}, {{2}, 499'950}}, "q");
  Grant({{2}, 999'950});
  EXPECT_EQ(Chosen(), "00");
}

TEST_F(JointTest, WhatSomethingElseForbidsIsNotApplied) {
  Unsure({{{0}, 500'000}, {{1}, 499'900}}, "p", 0);
  Grant({{0}, 999'900});
  EXPECT_EQ(Chosen(), "-");
}

TEST_F(JointTest, InterchangeableItemsAreDealtOutInTheirOrder) {
  for (int i = 0; i < 2; ++i) {
    Unsure({{{0}, 500'000}, {{3}, 499'900}});
    Proposal& single = block_.proposals[block_.receipts.back().first];
    single.pool_first = static_cast<uint32_t>(block_.pools.size());
    single.pool_count = 3;
    block_.pools.insert(block_.pools.end(),
                        {ItemRow{0}, ItemRow{1}, ItemRow{2}});
  }
  Grant({{3}, 999'950});
  Grant({{1}, 999'950});
  const std::vector<Resolution> resolutions = Resolve();
  EXPECT_EQ(resolutions[0].instead, ItemRow{0});
  EXPECT_EQ(resolutions[1].instead, ItemRow{2});
}

TEST_F(JointTest, ThousandsOfReceiptsForTheSameItemsAreLeftToAPerson) {
  for (int i = 0; i < 2000; ++i) {
    Unsure({{{0}, 500'000}, {{1}, 499'900}}, receipts_.Keep(std::to_string(i)));
  }
  EXPECT_EQ(Chosen(), std::string(2000, '-'));
}

/// A test of its own for each random case, as the fixture keeps everything.
class RandomJointTest : public JointTest {
 public:
  void TestBody() override {}
  explicit RandomJointTest(uint64_t seed) : random_(seed) {}

  /// Different payers, so that each receipt is judged alone; returns how many
  /// were accepted.
  size_t Check() {
    const auto below = [&](uint64_t n) { return random_() % n; };
    const uint64_t receipts = 2 + below(3);
    for (uint64_t i = 0; i < receipts; ++i) {
      std::vector<Way> ways;
      Millionths left = 1'000'000 - static_cast<Millionths>(below(400));
      for (uint64_t k = 0; k < 1 + below(3); ++k) {
        const auto share =
            static_cast<Millionths>(below(2) != 0 ? left / 2 : left - 1);
        left -= share;
        Way way{{static_cast<uint32_t>(below(kItems))}, share};
        if (below(2) == 0) {
          way.items.push_back((way.items[0] + 1) % kItems);
        }
        ways.push_back(way);
      }
      Unsure(ways, receipts_.Keep("p" + std::to_string(i)));
    }
    if (below(2) == 0) {
      Grant({{static_cast<uint32_t>(below(kItems))},
             static_cast<Millionths>(999'000 + below(1000))});
    }
    return Compare();
  }

  size_t Compare() {
    size_t accepted = 0;
    const auto marginals = Marginals();
    const std::vector<Resolution> resolutions = Resolve();
    for (size_t r = 0; r < unsure_.size(); ++r) {
      const auto best = std::ranges::max_element(marginals[r]);
      const auto choice = static_cast<size_t>(best - marginals[r].begin());
      if (std::abs(*best - kApplyAt / 1e6) < 1e-5) continue;  // by rounding
      // Alone in its component a receipt is not looked at.
      if (resolutions[r].kind != Kind::kAccepted && *best > kApplyAt / 1e6) {
        EXPECT_TRUE(choice == 7 || IsAlone(r)) << r;
      }
      if (resolutions[r].kind != Kind::kAccepted) continue;
      ++accepted;
      EXPECT_EQ(resolutions[r].choice, choice);
      EXPECT_GE(*best, kApplyAt / 1e6);
      EXPECT_NEAR(resolutions[r].confidence, std::min(*best, 0.9995) * 1e6, 2);
    }
    return accepted;
  }

 private:
  bool IsAlone(size_t r) const {
    for (size_t other = 0; other < ways_.size(); ++other) {
      if (other != r && Meet(ways_[r], ways_[other])) return false;
    }
    return true;
  }
  static bool Meet(const std::vector<Way>& a, const std::vector<Way>& b) {
    for (const Way& x : a) {
      for (const Way& y : b) {
        for (const uint32_t item : x.items) {
          if (std::ranges::count(y.items, item) != 0) return true;
        }
      }
    }
    return false;
  }

  std::mt19937_64 random_;
};

TEST(Joint, AgreesWithTheSumOverAllWays) {
  size_t accepted = 0;
  for (uint64_t seed = 0; seed < 5000; ++seed) {
    accepted += RandomJointTest(seed).Check();
    ASSERT_FALSE(testing::Test::HasFailure()) << seed;
  }
  EXPECT_GT(accepted, 300U);
}

}  // namespace
}  // namespace cashmatch
