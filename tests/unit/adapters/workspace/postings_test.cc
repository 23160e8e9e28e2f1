// SPDX-License-Identifier: Apache-2.0
// postings_test.cc - results that do not add up are never posted.
#include "adapters/workspace/postings.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace cashmatch {
namespace {

/// Reads results of one receipt of 10.00 with a payment of `paid` and a held
/// one.
std::string Read(const std::string& paid, std::vector<Posting>* postings) {
  const std::string folder =
      testing::TempDir() + "/postings-" +
      testing::UnitTest::GetInstance()->current_test_info()->name();
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/receipts.csv")
      << "receipt_id,currency,amount,status,booking_date\n"
         "r1,EUR,10.00,applied,2026-03-02\nr2,EUR,5.00,held,2026-03-02\n";
  std::ofstream(folder + "/applications.csv")
      << "receipt_id,kind,item_id,amount\nr1,payment,I1," << paid
      << "\nr1,discount,I1,1.00\n";
  std::ofstream(folder + "/remainders.csv") << "receipt_id,kind,amount\n";
  return ReadPostings(folder, postings);
}

TEST(Postings, AreTheReceiptsThatAreMoney) {
  std::vector<Posting> postings;
  ASSERT_EQ(Read("10.00", &postings), "");
  ASSERT_EQ(postings.size(), 1U);
  EXPECT_EQ(postings[0].amount, 1000);
  ASSERT_EQ(postings[0].lines.size(), 2U);
  EXPECT_EQ(postings[0].lines[1].kind, "discount");
}

TEST(Postings, RowsThatDoNotAddUpAreRefused) {
  std::vector<Posting> postings;
  EXPECT_NE(Read("9.00", &postings).find("r1"), std::string::npos);
}

TEST(Postings, AmountsMustBeAmounts) {
  std::vector<Posting> postings;
  EXPECT_NE(Read("ten", &postings).find("'ten'"), std::string::npos);
}

}  // namespace
}  // namespace cashmatch
