// SPDX-License-Identifier: Apache-2.0
// advice_test.cc - lines of advice by payment.
#include "adapters/read/mapped_csv/advice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/mapped_csv/mapped_text.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

BankFile ReadOwn(std::string_view text) {
  return ReadMapped(OwnMapping(MappingKind::kAdvice), text);
}

TEST(MappedAdviceTest, RowsOfAnIdAreOneAdvice) {
  const BankFile file = ReadOwn(
      "advice_id,trace,currency,date,reference,gross,discount,paid,"
      "adjustment_amount,adjustment_reason\n"
      "A,T-123456,USD,2026-03-02,INV-1,100.00,2.00,90.00,8.00,59\n"
      "B,,USD,,INV-9,,,5.00,,\n"
      "A,,USD,,CM-1,,,-10.00,,\n");
  ASSERT_EQ(file.advice.receipts.size(), 2u);
  EXPECT_TRUE(file.receipts.receipts.empty());
  const Receipt& first = file.advice.receipts[0];
  EXPECT_EQ(first.amount, 8000);
  EXPECT_EQ(FormatDay(first.value_date), "2026-03-02");
  const auto lines = file.advice.Advice(first);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].discount, 200);
  EXPECT_EQ(file.advice.Adjustments(lines[0])[0].reason, "59");
  EXPECT_EQ(lines[1].paid, -1000);
  EXPECT_EQ(file.advice.References(first)[0].value, "T-123456");
  EXPECT_EQ(file.advice.receipts[1].amount, 500);
  EXPECT_NE(first.id, file.advice.receipts[1].id);
}

TEST(MappedAdviceTest, WithoutAnIdThePaymentTells) {
  const BankFile file = ReadOwn(
      "check_number,amount,currency,reference\n"
      "1001,30.00,USD,INV-1\n1002,30.00,USD,INV-2\n1001,30.00,USD,INV-3\n");
  ASSERT_EQ(file.advice.receipts.size(), 2u);
  // Without amounts a document is a reference.
  EXPECT_EQ(file.advice.receipts[0].references_count, 3u);
  EXPECT_EQ(file.advice.receipts[0].advice_count, 0u);
}

TEST(MappedAdviceTest, RowsThatDisagreeAreHeld) {
  const auto said = [](std::string_view rows) {
    const BankFile file = ReadOwn("advice_id,amount,currency,date,reference\n" +
                                  std::string(rows));
    EXPECT_NE(file.advice.receipts[0].held, "");
    return Said(file.findings);
  };
  EXPECT_THAT(said("A,1.00,USD,,X\nA,2.00,USD,,Y\n"),
              ElementsAre("f.csv:3: amount: CSV-ADVICE: found '2.00', expected "
                          "one positive amount for all rows of an advice; "
                          "advice held"));
  EXPECT_THAT(said("A,1.00,USD,,X\nA,1.00,EUR,,Y\n"),
              ElementsAre(HasSubstr("found 'EUR', expected USD")));
  EXPECT_THAT(said("A,,,2026-03-01,X\nA,,,2026-03-02,Y\n"),
              ElementsAre(HasSubstr("expected 2026-03-01")));
  EXPECT_THAT(said("A,1.00,,,X\n"),
              ElementsAre(HasSubstr("CSV-CURRENCY: found nothing")));
  EXPECT_THAT(said("A,x,USD,,X\n"), ElementsAre(HasSubstr("CSV-AMOUNT")));
  EXPECT_THAT(said("A,,USD,02.03.2026,X\n"),
              ElementsAre(HasSubstr("CSV-DATE")));
}

TEST(MappedAdviceTest, OurOwnNamesTellUnknownOnes) {
  EXPECT_THAT(Said(ReadOwn("reference,colour\nX,red\n").findings),
              ElementsAre("f.csv:1: CSV-COLUMNS: found unknown column "
                          "'colour'; ignored"));
}

}  // namespace
}  // namespace cashmatch
