// SPDX-License-Identifier: Apache-2.0
// file_summary_test.cc - the object of `read --summary`, to the letter.
#include "adapters/write/file_summary.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(FileSummary, EmptyFileHasEveryMember) {
  BankFile file;
  file.summary.format = "bai2";
  EXPECT_EQ(FileSummaryJson("a/b.bai", file),
            R"({"file":"a/b.bai","format":"bai2","version":"",)"
            R"("encoding":"utf-8","status":"accepted","statements":0,)"
            R"("entries":0,"details":0,"receipts":0,)"
            R"("booked":{"credit":{},"debit":{}},)"
            R"("pending":{"credit":{},"debit":{}},"references":{},)"
            R"("control":"absent","findings":[]})");
}

TEST(FileSummary, BothSidesNameEveryCurrency) {
  BankFile file;
  file.summary.booked.credit[*ParseCurrency("CHF")] = 8000;
  file.summary.booked.debit[*ParseCurrency("JPY")] = 5;
  const std::string json = FileSummaryJson("f", file);
  EXPECT_NE(json.find(R"("booked":{"credit":{"CHF":"80.00","JPY":"0"},)"
                      R"("debit":{"CHF":"0.00","JPY":"5"}})"),
            std::string::npos)
      << json;
}

TEST(FileSummary, CountsReferencesStatusAndControl) {
  BankFile file;
  file.summary.statements = 1;
  file.summary.entries = 8;
  file.summary.details = 12;
  file.summary.references = {{"RF", 2}, {"QRR", 6}};
  file.summary.status = FileStatus::kHeld;
  file.summary.control = Control::kFailed;
  file.receipts.AddFile("f", "camt.053");
  file.receipts.Add();
  const std::string json = FileSummaryJson("f", file);
  EXPECT_NE(json.find(R"("status":"held","statements":1,"entries":8,)"
                      R"("details":12,"receipts":1,)"),
            std::string::npos);
  EXPECT_NE(json.find(R"("references":{"QRR":6,"RF":2},"control":"failed")"),
            std::string::npos);
}

TEST(FileSummary, FindingsCarryTheirPlaceAndMessage) {
  BankFile file;
  Finding at;
  at.place = {4, 123, "group 1 / account …0123"};
  at.code = "BAI-COUNT";
  at.found = "'7'";
  at.expected = "8 records";
  at.done = "let through";
  file.findings.Add(at);
  Finding whole;
  whole.code = "X";
  whole.severity = Severity::kRejected;
  whole.found = "a \"quote\"";
  file.findings.Add(whole);
  const std::string json = FileSummaryJson("f", file);
  EXPECT_NE(json.find(R"("findings":[{"line":4,"offset":123,)"
                      R"("path":"group 1 / account …0123","code":"BAI-COUNT",)"
                      R"("severity":"warning","message":"found '7', expected )"
                      R"(8 records; let through"},{"code":"X",)"
                      R"("severity":"rejected",)"
                      R"("message":"found a \"quote\""}]})"),
            std::string::npos)
      << json;
}

}  // namespace
}  // namespace cashmatch
