// SPDX-License-Identifier: Apache-2.0
// deposits_test.cc - deposits and their items are the same cash.
#include "adapters/read/bai2/deposits.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace cashmatch::bai2 {
namespace {

using Row = std::pair<TypeCode, Minor>;

/// One letter a detail: $ cash, c container, - left out, h held; then ! for
/// each family with a verdict.
std::string Roles(const std::vector<Row>& rows) {
  std::vector<Detail> details;
  for (const auto& [type, amount] : rows) {
    Detail& detail = details.emplace_back();
    detail.type = type;
    detail.amount.state = BaiAmount::State::kRead;
    detail.amount.minor = amount;
  }
  std::vector<DepositRole> roles;
  const auto verdicts = AssignDepositRoles(DetailList(details), &roles);
  if (roles.empty()) roles.resize(rows.size(), DepositRole::kCash);
  std::string out;
  for (const DepositRole role : roles) out += "$c-h"[static_cast<int>(role)];
  return out + std::string(verdicts.size(), '!');
}

TEST(Deposits, ItemsThatAddUpAreTheCash) {
  EXPECT_EQ(Roles({{115, 100}, {116, 60}, {116, 40}}), "c$$");
  EXPECT_EQ(Roles({{116, 60}, {116, 40}, {115, 100}}), "$$c");
  EXPECT_EQ(Roles({{115, 100}, {115, 5}, {116, 60}, {116, 45}}), "cc$$");
  EXPECT_EQ(Roles({{142, 9}, {165, 7}, {143, 9}}), "c$$");
}

TEST(Deposits, AParentWithoutItemsIsCash) {
  EXPECT_EQ(Roles({{115, 100}, {116, 60}, {116, 40}, {115, 7}}), "c$$$");
  EXPECT_EQ(Roles({{115, 7}, {115, 100}, {116, 100}}), "$c$");
  EXPECT_EQ(Roles({{116, 60}, {116, 40}, {115, 7}, {115, 100}}), "$$$c");
}

TEST(Deposits, AloneNothingIsDouble) {
  EXPECT_EQ(Roles({{115, 100}, {115, 60}}), "$$");
  EXPECT_EQ(Roles({{116, 100}, {116, 60}}), "$$");
  EXPECT_EQ(Roles({{115, 100}, {143, 100}}), "$$");
}

TEST(Deposits, ThatDisagreeAreHeldOnce) {
  EXPECT_EQ(Roles({{115, 100}, {116, 60}, {116, 30}}), "h--!");
  EXPECT_EQ(Roles({{115, 100}, {115, 100}, {116, 60}, {116, 40}, {116, 1}}),
            "hh---!");
}

TEST(Deposits, UncertainFamiliesNeedEqualSums) {
  EXPECT_EQ(Roles({{172, 100}, {173, 60}, {173, 40}}), "c$$!");
  EXPECT_EQ(Roles({{172, 100}, {173, 60}}), "$$");
}

}  // namespace
}  // namespace cashmatch::bai2
