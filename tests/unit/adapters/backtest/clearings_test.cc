// SPDX-License-Identifier: Apache-2.0
// clearings_test.cc - rows of history are read, ordered and added up.
#include "adapters/backtest/clearings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;

class ClearingsFile : public testing::Test {
 protected:
  std::string Read(const std::string& name, std::string_view text) {
    const std::string path = folder_.path() + "/" + name;
    std::ofstream(path) << text;
    return clearings_.Read(path);
  }
  ScratchFolder folder_;
  Clearings clearings_;
};

TEST_F(ClearingsFile, RowsComeByReceiptWithTheirKind) {
  EXPECT_EQ(
      Read("a.csv", "bank_reference,item_id,amount\nB2,I3,7.50\nB1,I2,10.00\n"),
      "");
  EXPECT_EQ(Read("b.csv",
                 "bank_reference,item_id,kind,amount\n"
                 "B1,I2,discount,-0.20\nB1,,bank_fee,-15.00\n"
                 "B3,,on_account,3.00\n"),
            "");
  clearings_.Finish();
  const auto rows = clearings_.Of("B1");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].kind, ClearingKind::kFee);
  EXPECT_EQ(rows[0].amount, 150'000);
  EXPECT_EQ(rows[1].kind, ClearingKind::kPayment);
  EXPECT_EQ(rows[1].amount, 100'000);
  EXPECT_EQ(rows[2].kind, ClearingKind::kDiscount);
  EXPECT_EQ(rows[2].amount, 2'000);
  ASSERT_EQ(clearings_.Of("B3").size(), 1u);
  EXPECT_EQ(clearings_.Of("B3")[0].kind, ClearingKind::kNotOnItem);
  EXPECT_TRUE(clearings_.Of("B").empty());
}

TEST_F(ClearingsFile, NdjsonAndTheOtherNameOfTheReceiptAreRead) {
  EXPECT_EQ(
      Read("a.ndjson", R"({"receipt":"r1","item_id":"I1","amount":"5.00"})"
                       "\n"),
      "");
  clearings_.Finish();
  ASSERT_EQ(clearings_.Of("r1").size(), 1u);
  EXPECT_EQ(clearings_.Of("r1")[0].item, "I1");
}

TEST_F(ClearingsFile, RowsOfOneReceiptAndItemAddUp) {
  EXPECT_EQ(Read("a.csv",
                 "receipt,item_id,amount\nB1,I1,5.00\nB1,I2,1.00\n"
                 "B1,I1,2.50\n"),
            "");
  clearings_.Finish();
  ASSERT_EQ(clearings_.Of("B1").size(), 2u);
  EXPECT_EQ(clearings_.Of("B1")[0].amount, 75'000);
}

TEST_F(ClearingsFile, FaultsNameFileAndRow) {
  EXPECT_THAT(Read("k.csv", "receipt,item_id,amount,kind\nB1,I1,5.00,gift\n"),
              HasSubstr("k.csv: row 1: found 'gift', which is no kind"));
  EXPECT_THAT(Read("a.csv", "receipt,item_id,amount\nB1,I1,5.00\nB1,I1,x\n"),
              HasSubstr("a.csv: row 2: receipt 'B1': found 'x'"));
  EXPECT_THAT(Read("i.csv", "receipt,item_id,amount\nB1,,5.00\n"),
              HasSubstr("names no item"));
  EXPECT_THAT(Read("r.csv", "item_id,amount\nI1,5.00\n"),
              HasSubstr("names no receipt"));
  EXPECT_THAT(clearings_.Read(folder_.path() + "/nowhere.csv"),
              HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace cashmatch
