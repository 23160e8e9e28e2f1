// SPDX-License-Identifier: Apache-2.0
// rewrite_test.cc - what is written says all that was read, and is read alike.
#include "tests/fuzz/rewrite.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>
#include <vector>

#include "adapters/read/book_input/book_input.h"
#include "adapters/read/rules/rules.h"

namespace cashmatch::fuzz {
namespace {

constexpr char kItem[] =
    R"({"item_id":"I1","company_code":"1000","customer_id":"C \"1\", Ltd",)"
    R"("document_type":"credit_memo","document_number":"N\n1",)"
    R"("references":["A","B"],"currency":"USD","amount":"-12.50",)"
    R"("document_date":"2026-01-02","due_date":"2026-02-03",)"
    R"("payment_terms":"2/10 net 30","discount_amount":"-0.10",)"
    R"("discount_until":"2026-01-12","original_amount":"-20.00",)"
    R"("tax_amount":"-1.00","instalment":"1/3","linked_item":"I0",)"
    R"("disputed_amount":"-0.05","status":"closed","closed_date":"2026-03-04",)"
    R"("origin_receipt_id":"R1"})";

OpenItemBlock Items() {
  OpenItemBlock block;
  Findings findings;
  ReadOpenItems(Source{"input", kItem}, nullptr, &block, &findings);
  for (const Finding& it : findings.list()) {
    ADD_FAILURE() << Describe("input", it);
  }
  return block;
}

TEST(Rewrite, EveryFieldOfAnItemIsWrittenAndReadAgain) {
  OpenItemBlock block = Items();
  ASSERT_EQ(block.items.size(), 1u);
  EXPECT_EQ(FaultOfRewrite(block), "");
  std::set<std::string> texts{ItemsCsv(block)};
  const auto change = [&](const auto& one) {
    OpenItemBlock other = Items();
    one(&other.items[0]);
    EXPECT_TRUE(texts.insert(ItemsCsv(other)).second) << texts.size();
  };
  for (std::string_view OpenItem::* const text :
       {&OpenItem::item_id, &OpenItem::company_code, &OpenItem::customer_id,
        &OpenItem::document_number, &OpenItem::references,
        &OpenItem::payment_terms, &OpenItem::instalment, &OpenItem::linked_item,
        &OpenItem::origin_receipt_id}) {
    change([&](OpenItem* it) { it->*text = "x"; });
  }
  for (Minor OpenItem::* const amount :
       {&OpenItem::amount, &OpenItem::original_amount, &OpenItem::tax_amount,
        &OpenItem::discount_amount, &OpenItem::disputed_amount}) {
    change([&](OpenItem* it) { it->*amount += 1; });
  }
  for (Day OpenItem::* const day :
       {&OpenItem::document_date, &OpenItem::due_date,
        &OpenItem::discount_until, &OpenItem::closed_date}) {
    change([&](OpenItem* it) { it->*day += 1; });
  }
  change([](OpenItem* it) { it->currency = *ParseCurrency("EUR"); });
  change([](OpenItem* it) { it->type = DocumentType::kOnAccount; });
  change([](OpenItem* it) { it->status = ItemStatus::kBlocked; });
}

TEST(Rewrite, AnItemThatNoFileCouldSayIsAFault) {
  OpenItemBlock block = Items();
  block.items[0].customer_id = " blank";  // a reader cuts it off
  EXPECT_NE(FaultOfRewrite(block), "");
  block = Items();
  block.items[0].amount = 5;  // a credit memo is negative
  EXPECT_NE(FaultOfRewrite(block), "");
}

TEST(Rewrite, EveryFieldOfACustomerIsWrittenAndReadAgain) {
  CustomerBlock block;
  Findings findings;
  ReadCustomers(
      Source{"input", R"({"customer_id":"C1","name":"A \"B\" C",)"
                      R"("aliases":["x","y"],"ids":["1"],"parent_id":"P",)"
                      R"("virtual_accounts":["9"],"bank_accounts":["8"]})"},
      &block, &findings);
  ASSERT_EQ(block.customers.size(), 1u);
  EXPECT_EQ(FaultOfRewrite(block), "");
  const Customer honest = block.customers[0];
  std::set<std::string> texts{CustomersCsv(block)};
  for (std::string_view Customer::* const text :
       {&Customer::customer_id, &Customer::name, &Customer::aliases,
        &Customer::ids, &Customer::parent_id, &Customer::virtual_accounts,
        &Customer::bank_accounts}) {
    block.customers[0] = honest;
    block.customers[0].*text = "other";
    EXPECT_TRUE(texts.insert(CustomersCsv(block)).second);
  }
  block.customers[0] = honest;
  block.customers[0].name = "blank ";
  EXPECT_NE(FaultOfRewrite(block), "");
}

constexpr char kRules[] = R"(
[match]
apply = 0.99
suggest = 0.4
review_above = { USD = "100.00" }
prepayment_days = 3
wait_days = 4
qa_sample = 0.01
[tolerance]
under = { USD = "5.00", percent = "0.5", combine = "max" }
over = { JPY = "500" }
[discount]
grace_days = 2
unearned = "allow"
[short_pay]
policy = "apply"
[overpay]
policy = "on_account"
[fees]
amounts = { USD = ["15.00", "25.00"] }
maximum = { USD = "30.00" }
[credits]
use = "any"
[withholding]
rates = ["5", "7.5"]
[oldest_first]
enabled = true
[terms."ZB \"10\""]
discount_percent = "2"
discount_days = 10
net_days = 30
[terms."ZB20"]
discount_percent = "3"
discount_until = "due_date"
[reasons."59"]
code = "DAMAGE"
treatment = "write_off"
[accounts."0123"]
same_as = "DE89370400440532013000"
numbers_repeat = true
company_codes = ["1000", "2000"]
info_is_booked = true
[[route]]
when = { type_code = ["142", "165"], text = "INTEREST" }
class = "treasury"
[customers."C1"]
tolerance.under = { USD = "20.00" }
fees.amounts = {}
[lockbox]
trailer_optional = true
[lockbox.layouts.own]
check = { amount = [8, 17] }
[bai2]
decimal_amounts = true
)";

/// Reads kRules with `to` put in place of `from`, and demands that it can be
/// written and read again.
std::pair<Policy, ReadOptions> Changed(std::string_view from,
                                       std::string_view to) {
  std::string text = kRules;
  if (!from.empty()) {
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  }
  std::pair<Policy, ReadOptions> rules;
  std::vector<std::string> errors;
  EXPECT_TRUE(ReadRules(text, "input", &rules.first, &rules.second, &errors))
      << (errors.empty() ? "" : errors.front());
  EXPECT_EQ(FaultOfRewrite(rules.first, rules.second), "");
  return rules;
}

std::string Rewritten(std::string_view from, std::string_view to) {
  const auto [policy, options] = Changed(from, to);
  return RulesToml(policy, options);
}

TEST(Rewrite, NamesThatTheLibraryCannotWriteAreNotJudged) {
  Changed("\"0123\"", "\"it's\"");
  Changed("\"0123\"", "\"a\\tb\"");
  Changed("amount = [8, 17]", "\"it's\" = [8, 17]");
}

TEST(Rewrite, EveryKeyOfTheRulesIsWrittenAndReadAgain) {
  std::set<std::string> texts{Rewritten("", "")};
  for (const auto& [from, to] :
       std::vector<std::pair<std::string_view, std::string_view>>{
           {"0.99", "0.98"},
           {"0.4", "0.5"},
           {"100.00", "1.00"},
           {"prepayment_days = 3", "prepayment_days = 4"},
           {"wait_days = 4", "wait_days = 5"},
           {"0.01", "0.02"},
           {"5.00", "6.00"},
           {"\"0.5\"", "\"0.4\""},
           {"\"max\"", "\"min\""},
           {"\"500\"", "\"501\""},
           {"grace_days = 2", "grace_days = 1"},
           {"\"allow\"", "\"deduction\""},
           {"\"apply\"", "\"suggest\""},
           {"on_account", "unapplied"},
           {"15.00", "16.00"},
           {"30.00", "31.00"},
           {"\"any\"", "\"referenced\""},
           {"7.5", "7.6"},
           {"enabled = true", "enabled = false"},
           {"ZB20", "ZB30"},
           {"\"2\"", "\"2.5\""},
           {"discount_days = 10", "discount_days = 11"},
           {"net_days = 30", "net_days = 31"},
           {"discount_until = \"due_date\"", "discount_days = 0"},
           {"DAMAGE", "OTHER"},
           {"write_off", "leave_open"},
           {"0123", "0124"},
           {"DE89370400440532013000", "4711"},
           {"numbers_repeat = true", ""},
           {"\"2000\"", "\"3000\""},
           {"info_is_booked = true", ""},
           {"\"165\"", "\"166\""},
           {"INTEREST", "OTHER"},
           {"treasury", "other"},
           {"\"20.00\"", "\"21.00\""},
           {"fees.amounts = {}", ""},
           {"[lockbox]\ntrailer_optional = true", ""},
           {"[8, 17]", "[8, 18]"},
           {"decimal_amounts = true", ""}}) {
    EXPECT_TRUE(texts.insert(Rewritten(from, to)).second) << from;
  }
}

TEST(Rewrite, APolicyThatNoFileCouldSayIsAFault) {
  Policy policy;
  policy.general.grace_days = -1;
  EXPECT_NE(FaultOfRewrite(policy, ReadOptions()), "");
}

TEST(Rewrite, AMailIsWrittenAndReadAgain) {
  std::string bytes;
  for (int i = 0; i < 200; ++i) bytes += static_cast<char>(i);
  for (const std::string& from :
       {std::string(), std::string("Acme \"Corp\""), std::string("<a@b"),
        std::string("ap@acme.example")}) {
    for (size_t size : {0u, 1u, 2u, 3u, 57u, 200u}) {
      Mail mail{from, "Mon, 2 Mar 2026", {{"text/csv", bytes.substr(0, size)}}};
      mail.parts.push_back({"text/plain", "--=_between--\r\n"});
      EXPECT_EQ(FaultOfRewrite(mail), "") << from << size;
    }
  }
  EXPECT_EQ(FaultOfRewrite(Mail()), "");
  // What no mail could say.
  EXPECT_NE(FaultOfRewrite(Mail{"a\nb", "", {}}), "");
  EXPECT_NE(FaultOfRewrite(Mail{"", "a\n\nb", {}}), "");
  EXPECT_NE(FaultOfRewrite(Mail{"", "", {{"TEXT/CSV", "x"}}}), "");
  EXPECT_NE(FaultOfRewrite(Mail{"", "", {{"multipart/mixed", "x"}}}), "");
}

}  // namespace
}  // namespace cashmatch::fuzz
