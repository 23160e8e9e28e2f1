// SPDX-License-Identifier: Apache-2.0
// advice_inputs_test.cc - advice of all inputs, joined and told.
#include "adapters/workspace/advice_inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class AdviceInputsTest : public testing::Test {
 protected:
  AdviceInputsTest() : book_(Book::Build(PackedItems(), {}, {})) {
    watch_.say = [this](std::string_view line) { said_.emplace_back(line); };
    watch_.fail = [this](std::string_view line) { said_.emplace_back(line); };
    receipts_.AddFile("bank", "bai2");
    Receipt* const receipt = receipts_.Add();
    receipt->id = "R1";
    receipt->amount = 500;
    receipt->currency = *ParseCurrency("USD");
    receipt->value_date = receipt->booking_date = *ParseIsoDay("2026-03-02");
    receipt->payer_name = "ACME";
    receipts_.AddReference(ReferenceType::kTrace, "T-123456");
  }

  std::string Put(const std::string& name, std::string_view text) {
    const std::filesystem::path path = folder_.path() + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path;
  }

  JoinedAdvice Join(const std::vector<std::string>& paths) {
    BankInputs bank;
    read_ = ReadAdviceInputs(paths, {}, ReadOptions(), watch_);
    return JoinAllAdvice(book_, {}, std::array{&bank, &read_}, nullptr, watch_,
                         &receipts_);
  }

  ScratchFolder folder_;
  RunWatch watch_;
  std::vector<std::string> said_;
  BankInputs read_;
  Book book_;
  ReceiptBlock receipts_;
};

TEST_F(AdviceInputsTest, AFolderOfAdviceIsReadAndJoined) {
  Put("in/a.csv", "trace,currency,reference,paid\nT123456,USD,INV-1,4.00\n");
  Put("in/letter.txt", "Dear reader,\n");
  const JoinedAdvice joined = Join({folder_.path() + "/in"});
  ASSERT_EQ(joined.joins.size(), 1u);
  EXPECT_EQ(joined.joins[0].status, AdviceStatus::kJoined);
  EXPECT_EQ(receipts_.receipts[0].advice_count, 1u);
  EXPECT_EQ(receipts_.receipts[0].id, "R1");
  EXPECT_THAT(said_,
              ElementsAre(HasSubstr("letter.txt: content not recognised"),
                          "a.csv:2: ADVICE-SUM: found an advice of 4.00 USD, "
                          "expected 5.00, which came in; joined by trace"));
}

TEST_F(AdviceInputsTest, WhatStaysApartIsTold) {
  Join({Put("a.csv", "currency,reference,paid\nUSD,INV-1,4.00\n")});
  EXPECT_THAT(said_, ElementsAre(HasSubstr("a.csv:2: ADVICE-UNJOINED: found an "
                                           "advice of 4.00 USD")));
}

TEST_F(AdviceInputsTest, WhatSeveralFilesHoldCountsOnce) {
  const std::string head = "advice_id,currency,reference,paid\n";
  const std::string a = Put("a.csv", head + "1,USD,INV-1,4.00\n");
  const std::string b = Put("b.csv", head + "7,USD,INV-1,4.00\r\n");
  const JoinedAdvice joined = Join({b, a});
  ASSERT_EQ(joined.joins.size(), 2u);
  EXPECT_EQ(joined.joins[0].status, AdviceStatus::kUnjoined);
  EXPECT_EQ(joined.joins[1].status, AdviceStatus::kDuplicate);
  EXPECT_THAT(said_, ElementsAre(HasSubstr("a.csv:2: ADVICE-UNJOINED"),
                                 HasSubstr("b.csv:2: ADVICE-DUPLICATE: found "
                                           "an advice of 4.00 USD that came "
                                           "before")));
}

TEST_F(AdviceInputsTest, TwinsInOneFileAreTwo) {
  const JoinedAdvice joined =
      Join({Put("a.csv", "advice_id,currency,reference,paid\n"
                         "1,USD,INV-1,4.00\n7,USD,INV-1,4.00\n")});
  ASSERT_EQ(joined.joins.size(), 2u);
  EXPECT_EQ(joined.joins[0].status, AdviceStatus::kUnjoined);
  EXPECT_EQ(joined.joins[1].status, AdviceStatus::kUnjoined);
}

TEST_F(AdviceInputsTest, TheOrderOfFilesDoesNotShow) {
  const std::string a =
      Put("a.csv", "trace,currency,reference,paid\nT123456,USD,INV-1,5.00\n");
  const std::string b =
      Put("b.csv", "trace,currency,reference,paid\nT123456,USD,INV-2,5.00\n");
  const JoinedAdvice one = Join({a, b});
  const JoinedAdvice two = Join({b, a});
  ASSERT_EQ(one.joins.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(one.advice.receipts[i].id, two.advice.receipts[i].id);
    EXPECT_EQ(one.joins[i].status, AdviceStatus::kAmbiguous);
    EXPECT_EQ(two.joins[i].status, AdviceStatus::kAmbiguous);
  }
  EXPECT_EQ(receipts_.receipts[0].advice_count, 0u);
}

}  // namespace
}  // namespace cashmatch
