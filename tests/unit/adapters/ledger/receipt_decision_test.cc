// SPDX-License-Identifier: Apache-2.0
// receipt_decision_test.cc - what is written is what is read.
#include "adapters/ledger/receipt_decision.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

ReceiptDecision Full() {
  ReceiptDecision decision;
  decision.turn = 2;
  decision.status = ReceiptStatus::kPartial;
  decision.rule = Rule::kExactReference;
  decision.exception = ExceptionCode::kUnknownReference;
  decision.confidence = 999'500;
  decision.currency = *ParseCurrency("KWD");
  decision.amount = -1'000'001;
  decision.customer = "C\"1";
  decision.original = "r0";
  decision.receipt = R"({"amount":"1000.001","text":["a b"]})";
  decision.rows = {{"I1", "59", ApplicationKind::kDeduction, 5},
                   {"I2", "", ApplicationKind::kPayment, -7}};
  decision.parts = {{RemainderKind::kClaim, "C1", "INV-9", "DAMAGE", -3}};
  decision.offers = {
      {2, 800'000, Rule::kPayerSum, {"I3", "", ApplicationKind::kPayment, 9}}};
  decision.made = {R"({"item_id":"I1/D1","amount":"0.005"})"};
  decision.identity = "ab12";
  decision.rules_sha256 = "ff";
  decision.engine = "1.0";
  decision.note = "as the payer wrote\n";
  return decision;
}

TEST(ReceiptDecisionTest, ComesBackAsItWas) {
  const std::string json = ToJson(Full());
  ReceiptDecision back;
  std::string error;
  ASSERT_TRUE(FromJson(json, &back, &error)) << error;
  EXPECT_EQ(ToJson(back), json);
  EXPECT_EQ(back.amount, -1'000'001);
  EXPECT_EQ(back.rows[1].amount, -7);
  EXPECT_EQ(back.parts[0].kind, RemainderKind::kClaim);
  EXPECT_EQ(back.offers[0].row.item, "I3");
  EXPECT_EQ(back.made, Full().made);
  EXPECT_EQ(back.receipt, Full().receipt);
  EXPECT_EQ(back.note, Full().note);
}

TEST(ReceiptDecisionTest, EveryWordIsKept) {
  for (int i = 0; i < kStatusCount; ++i) {
    for (int j = 0; j < kRuleCount; ++j) {
      ReceiptDecision decision = Full();
      decision.status = static_cast<ReceiptStatus>(i);
      decision.rule = static_cast<Rule>(j);
      ReceiptDecision back;
      std::string error;
      ASSERT_TRUE(FromJson(ToJson(decision), &back, &error)) << error;
      EXPECT_EQ(back.status, decision.status);
      EXPECT_EQ(back.rule, decision.rule);
    }
  }
  for (int i = 0; i < kExceptionCount; ++i) {
    ReceiptDecision decision = Full(), back;
    decision.exception = static_cast<ExceptionCode>(i);
    std::string error;
    ASSERT_TRUE(FromJson(ToJson(decision), &back, &error)) << error;
    EXPECT_EQ(back.exception, decision.exception);
  }
}

TEST(ReceiptDecisionTest, TellsWhatIsMissing) {
  const std::string whole = ToJson(Full());
  for (const std::string member :
       {"turn", "status", "currency", "amount", "rule"}) {
    std::string json = whole;
    json.replace(json.find("\"" + member + "\""), member.size() + 2, "\"x\"");
    ReceiptDecision back;
    std::string error;
    EXPECT_FALSE(FromJson(json, &back, &error)) << member;
    EXPECT_EQ(error, "decision without " + member);
  }
  ReceiptDecision back;
  std::string error;
  EXPECT_FALSE(FromJson("[]", &back, &error));
  EXPECT_FALSE(FromJson("{", &back, &error));
}

}  // namespace
}  // namespace cashmatch
