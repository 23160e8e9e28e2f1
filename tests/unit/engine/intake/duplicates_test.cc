// SPDX-License-Identifier: Apache-2.0
// duplicates_test.cc - the same money twice, and twins that are not.
#include <gtest/gtest.h>

#include <set>

#include "engine/intake/intake.h"

namespace cashmatch {
namespace {

class DuplicatesTest : public testing::Test {
 protected:
  Receipt* Add(std::string_view file, std::string_view bank_reference,
               Minor amount) {
    uint32_t row = 0;
    while (row < block_.files.size() && block_.files[row].name != file) ++row;
    if (row == block_.files.size()) block_.AddFile(file, "bai2");
    Receipt* const receipt = block_.Add();
    receipt->file = row;
    receipt->id = block_.Keep("R" + std::to_string(block_.receipts.size()));
    receipt->position = static_cast<uint32_t>(block_.receipts.size());
    receipt->bank_reference = block_.Keep(bank_reference);
    receipt->amount = amount;
    receipt->currency = *ParseCurrency("USD");
    receipt->account = "0123";
    receipt->booking_date = receipt->value_date = 20000;
    return receipt;
  }

  std::vector<bool> Duplicates() const {
    std::vector<bool> marks;
    for (const Admitted& a : Admit(block_, {}, kNoDay)) {
      marks.push_back(a.standing == Standing::kDuplicate);
    }
    return marks;
  }

  ReceiptBlock block_;
};

using Marks = std::vector<bool>;

TEST_F(DuplicatesTest, ACopyInAnotherFileCountsOnce) {
  Add("a", "B7", 100);
  Add("b", "B7", 100);
  EXPECT_EQ(Duplicates(), (Marks{false, true}));
}

TEST_F(DuplicatesTest, TwinsInOneFileBothCount) {
  Add("a", "B7", 100);
  Add("a", "B7", 100);
  Add("b", "B7", 100);
  EXPECT_EQ(Duplicates(), (Marks{false, false, true}));
}

TEST_F(DuplicatesTest, AnotherAmountAccountOrDateIsOtherMoney) {
  Add("a", "B7", 100);
  Add("b", "B7", 101);
  Add("b", "B7", 100)->account = "9999";
  Add("b", "B7", 100)->value_date = 20001;
  EXPECT_EQ(Duplicates(), (Marks{false, false, false, false}));
}

TEST_F(DuplicatesTest, AnAccountOrReferenceSpelledOtherwiseIsTheSameMoney) {
  Add("a", "B7", 100)->account = "37040044/532013000";
  Add("b", "B7 ", 100)->account = "DE89370400440532013000";
  Add("c", "b7", 100)->account = "DE89370400440532013000";
  EXPECT_EQ(Duplicates(), (Marks{false, true, false}));
}

TEST_F(DuplicatesTest, TheFinalCopyCountsBeforeTheIntradayOne) {
  Add("a", "B7", 100)->provisional = true;
  Add("b", "B7", 100);
  EXPECT_EQ(Duplicates(), (Marks{true, false}));
}

TEST_F(DuplicatesTest, AProvenCopyCountsBeforeAHeldOne) {
  Add("a", "B7", 100)->held = "BAI-TOTAL";
  Add("b", "B7", 100);
  EXPECT_EQ(Duplicates(), (Marks{true, false}));
}

TEST_F(DuplicatesTest, TheCopyThatSaysMoreCounts) {
  // By content hash the first would count.
  for (int what = 0; what < 4; ++what) {
    for (const bool first : {true, false}) {
      block_ = {};
      for (const std::string_view file : {"a", "b"}) {
        Receipt* const it = Add(file, "B7", 100);
        if ((file == "a") != first) continue;
        if (what == 0) it->payer_name = "Alpha GmbH";
        if (what == 1) it->payer_account = "DE02120300000000202051";
        if (what == 2) block_.AddText("INV-1");
        if (what == 3) block_.AddReference(ReferenceType::kInvoice, "INV-1");
      }
      EXPECT_EQ(Duplicates(), (Marks{!first, first})) << what;
    }
  }
}

TEST_F(DuplicatesTest, AHeldTwinMakesNoMoneyOfACopyInAnotherFile) {
  Add("a", "B7", 100);
  Add("b", "B7", 100);
  Add("b", "B7", 100)->held = "BAI-TOTAL";
  const auto admitted = Admit(block_, {}, kNoDay);
  EXPECT_EQ(admitted[0].standing, Standing::kMoney);
  EXPECT_EQ(admitted[1].standing, Standing::kDuplicate);
  EXPECT_EQ(admitted[2].standing, Standing::kHeld);
}

TEST_F(DuplicatesTest, AHeldCopyOfWhatWasCountedIsADuplicate) {
  Add("a", "B7", 100)->held = "BAI-TOTAL";
  Add("a", "B8", 100)->held = "BAI-TOTAL";
  const std::vector<Known> known = {Known::kCounted, Known::kNew};
  const auto admitted = Admit(block_, {}, kNoDay, known);
  EXPECT_EQ(admitted[0].standing, Standing::kDuplicate);
  EXPECT_EQ(admitted[1].standing, Standing::kHeld);
}

TEST_F(DuplicatesTest, OfTwinsThatStandInSeveralFilesEachTakesOnePlace) {
  const auto add = [&](const char* file, const char* id) {
    Add(file, "B7", 100)->id = block_.Keep(id);
  };
  add("a", "P1");
  for (const char* id : {"P1", "P2", "P3"}) add("b", id);
  for (const char* id : {"P1", "P2"}) add("c", id);
  std::multiset<std::string_view> counted;
  const auto admitted = Admit(block_, {}, kNoDay);
  for (size_t i = 0; i < admitted.size(); ++i) {
    if (admitted[i].standing == Standing::kDuplicate) continue;
    counted.insert(block_.receipts[i].id);
  }
  EXPECT_EQ(counted, (std::multiset<std::string_view>{"P1", "P2", "P3"}));
}

TEST_F(DuplicatesTest, WithoutABankReferenceTheCheckNumberTells) {
  Add("a", "", 100);
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  Add("b", "", 100);
  block_.AddReference(ReferenceType::kCheckNumber, "10605");
  Add("b", "", 100);
  block_.AddReference(ReferenceType::kCheckNumber, "10606");
  EXPECT_EQ(Duplicates(), (Marks{false, true, false}));
}

TEST_F(DuplicatesTest, TextsTellOnlyWhereNothingElseDoes) {
  Add("a", "", 100);
  block_.AddText("rent");
  Add("b", "", 100);
  block_.AddText("rent");
  Add("b", "", 100);
  block_.AddText("lease");
  EXPECT_EQ(Duplicates(), (Marks{false, true, false}));
}

TEST(NotReceivable, KnowsTheCodesOfMt940) {
  for (const char* code : {"NINT", "FINT", "NINT-814", "NTRF-820", "NMSC-833",
                           "SCMZ", "NTRF-166/RTRN", "/RVSL", "NTRF+820+9075+997",
                           "NMSC+833", "NINT+814+0", "NINT+166"}) {
    EXPECT_TRUE(IsNotReceivable(code)) << code;
  }
  for (const char* code : {"NTRF", "NTRF-166", "NTRF-8200", "NTRF+8200",
                           "NTRF+166+820", "+820", "NTRF+", "INT", "XINT",
                           "NMSC-168", "-820", "S051"}) {
    EXPECT_FALSE(IsNotReceivable(code)) << code;
  }
}

TEST(NotReceivable, KnowsTheCodesOfBai2AndCamt) {
  for (const char* code : {"275", "354", "257", "CAMT-CCRD-SWEP",
                           "PMNT-RCDT-ESCT/RVSL", "/RTRN", "ACMT-MDOP-INTR"}) {
    EXPECT_TRUE(IsNotReceivable(code)) << code;
  }
  for (const char* code : {"142", "195", "115", "PMNT-RCDT-ESCT", ""}) {
    EXPECT_FALSE(IsNotReceivable(code)) << code;
  }
}

}  // namespace
}  // namespace cashmatch
