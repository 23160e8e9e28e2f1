// SPDX-License-Identifier: Apache-2.0
// money_copies_test.cc - which receipts are copies of which.
#include "engine/money_copies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

using testing::ElementsAre;

class MoneyCopiesTest : public testing::Test {
 protected:
  MoneyCopiesTest() {
    receipts_.AddFile("one", "camt.053");
    receipts_.AddFile("two", "camt.054");
  }

  Receipt* Add(uint32_t file, std::string_view bank_reference,
               std::string_view account = "1") {
    Receipt* const receipt = receipts_.Add();
    receipt->file = file;
    receipt->amount = 500;
    receipt->bank_reference = bank_reference;
    receipt->account = account;
    return receipt;
  }
  std::vector<ReceiptRow> CopiesOf(uint32_t row) const {
    std::vector<ReceiptRow> rows = {ReceiptRow{row}};
    MoneyCopies(receipts_, own_).AddTo(&rows);
    return rows;
  }

  ReceiptBlock receipts_;
  OwnAccounts own_;
};

TEST_F(MoneyCopiesTest, TheSameMoneyInAnotherFile) {
  Add(1, "K1");
  Add(0, "K1");
  Add(0, "K2");
  Add(1, "K1", "2");
  EXPECT_THAT(CopiesOf(0), ElementsAre(ReceiptRow{0}, ReceiptRow{1}));
  EXPECT_THAT(CopiesOf(1), ElementsAre(ReceiptRow{0}, ReceiptRow{1}));
  EXPECT_THAT(CopiesOf(2), ElementsAre(ReceiptRow{2}));
}

TEST_F(MoneyCopiesTest, OfTwinsNobodySaysWhichOne) {
  Add(0, "K1");
  Add(1, "K1");
  Add(1, "K1");
  EXPECT_THAT(CopiesOf(0), ElementsAre(ReceiptRow{0}));
  EXPECT_THAT(CopiesOf(1), ElementsAre(ReceiptRow{1}));
}

TEST_F(MoneyCopiesTest, DebitsAndWhatIsHeldAreNone) {
  Add(0, "K1");
  Add(1, "K1")->held = "X";
  Add(1, "K1")->direction = Direction::kDebit;
  EXPECT_THAT(CopiesOf(0), ElementsAre(ReceiptRow{0}));
}

}  // namespace
}  // namespace cashmatch
