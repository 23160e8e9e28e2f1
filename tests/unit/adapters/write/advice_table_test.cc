// SPDX-License-Identifier: Apache-2.0
// advice_table_test.cc - the rows of advice.csv.
#include "adapters/write/advice_table.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

TEST(WriteAdviceTest, OneRowAnAdvice) {
  ReceiptBlock receipts, advice;
  receipts.Add()->id = "R1";
  receipts.receipts[0].bank_reference = "B1";
  advice.AddFile("in/a.csv", "csv");
  Receipt* first = advice.Add();
  first->id = "A1";
  first->line = 2;
  first->amount = 500;
  first->currency = *ParseCurrency("USD");
  first->value_date = *ParseIsoDay("2026-03-02");
  first->payer_name = "=cmd()";
  advice.AddAdvice("INV-1");
  Receipt* const second = advice.Add();
  second->id = "A2";
  second->amount = kNotStated;
  const ScratchFolder folder;
  std::string error;
  ASSERT_TRUE(
      WriteAdvice(advice,
                  {{AdviceStatus::kJoined, JoinKey::kUetr, ReceiptRow{0}, 1},
                   {AdviceStatus::kUnjoined, JoinKey::kNone, kNoReceipt, 0}},
                  receipts, TableFormat::kCsv, folder.path(), &error))
      << error;
  std::ifstream file(folder.path() + "/advice.csv");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}),
            "advice_id,source_file,source_line,status,joined_by,receipt_id,"
            "bank_reference,date,currency,amount,payer,lines\n"
            "A1,in/a.csv,2,joined,uetr,R1,B1,2026-03-02,USD,5.00,'=cmd(),1\n"
            "A2,in/a.csv,0,unjoined,,,,,,,,0\n");
}

}  // namespace
}  // namespace cashmatch
