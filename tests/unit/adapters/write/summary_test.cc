// SPDX-License-Identifier: Apache-2.0
// summary_test.cc - counts and money by status, rule and file.
#include "adapters/write/summary.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include "tests/unit/adapters/write/hand_made_run.h"

namespace cashmatch {
namespace {

// A JSON text whose values are asked for by JSON Pointer (RFC 6901); asking for
// what is not there throws, and so fails the test.
class Json {
 public:
  explicit Json(const std::string& text) {
    EXPECT_EQ(parser_.parse(text).get(root_), simdjson::SUCCESS) << text;
  }
  std::string_view Text(std::string_view pointer) const {
    return root_.at_pointer(pointer).get_string();
  }
  int64_t Int(std::string_view pointer) const {
    return root_.at_pointer(pointer).get_int64();
  }
  double Double(std::string_view pointer) const {
    return root_.at_pointer(pointer).get_double();
  }
  bool IsNull(std::string_view pointer) const {
    return root_.at_pointer(pointer).is_null();
  }
  size_t Members(std::string_view pointer) const {
    return root_.at_pointer(pointer).get_object().size();
  }

 private:
  simdjson::dom::parser parser_;
  simdjson::dom::element root_;
};

HandMadeRun SmallRun() {
  HandMadeRun run;
  run.Build();
  run.Money("r1", 480'000, ReceiptStatus::kApplied);
  run.outcome().confidence = 999'000;
  run.Applied("INV-1002", ApplicationKind::kPayment, 480'000);
  run.Applied("INV-1002", ApplicationKind::kDiscount, 20'000);
  run.Money("r2", 1'000, ReceiptStatus::kUnidentified);
  run.outcome().unidentified = 1'000;
  CashProofRow& row = run.report.cash_proof.emplace_back();
  row.currency = kUsd;
  row.bank_credits = 481'000;
  row.applied = 480'000;
  row.unidentified = 1'000;
  return run;
}

TEST(Summary, HasTheShapeOfTheContract) {
  const HandMadeRun run = SmallRun();
  const Json json(
      SummaryJson(run.results(),
                  {"1.2.3", "abc", {{"bank.bai", "f00d", "accepted", 0, 1}}}));
  EXPECT_EQ(json.Text("/version"), "1.2.3");
  EXPECT_EQ(json.Text("/rules_sha256"), "abc");
  EXPECT_EQ(json.Text("/inputs/0/file"), "bank.bai");
  EXPECT_EQ(json.Text("/inputs/0/sha256"), "f00d");
  EXPECT_EQ(json.Text("/inputs/0/status"), "accepted");
  EXPECT_EQ(json.Int("/inputs/0/receipts"), 2);
  EXPECT_EQ(json.Text("/inputs/0/amount/USD"), "4810.00");
  EXPECT_EQ(json.Int("/receipts/applied/count"), 1);
  EXPECT_EQ(json.Text("/receipts/applied/amount/USD"), "4800.00");
  EXPECT_EQ(json.Int("/receipts/held/count"), 0);
  EXPECT_EQ(json.Members("/receipts"), unsigned{kStatusCount});
  EXPECT_EQ(json.Int("/rules/exact_reference/count"), 1);
  EXPECT_EQ(json.Text("/conservation"), "proved");
  EXPECT_DOUBLE_EQ(json.Double("/expected_precision"), 0.999);
}

TEST(Summary, BriefLeavesOutWhatWasLearned) {
  const HandMadeRun run = SmallRun();
  RunFacts facts{"1", "", {}};
  EXPECT_NE(SummaryJson(run.results(), facts).find("\"learned\""),
            std::string::npos);
  facts.brief = true;
  EXPECT_EQ(SummaryJson(run.results(), facts).find("\"learned\""),
            std::string::npos);
}

TEST(Summary, ControlTotalsAndOpenItems) {
  const HandMadeRun run = SmallRun();
  const Json json(SummaryJson(run.results(), {"1", "", {}}));
  EXPECT_TRUE(json.IsNull("/rules_sha256"));
  EXPECT_EQ(json.Text("/control/in/USD"), "4810.00");
  EXPECT_EQ(json.Text("/control/out/USD"), "4810.00");
  EXPECT_EQ(json.Text("/control/difference/USD"), "0.00");
  EXPECT_EQ(json.Int("/open_items/before/count"), 3);
  EXPECT_EQ(json.Text("/open_items/before/amount/USD"), "14700.00");
  EXPECT_EQ(json.Int("/open_items/after/count"), 2);
  EXPECT_EQ(json.Text("/open_items/after/amount/USD"), "9700.00");
  EXPECT_EQ(json.Text("/open_items/taken/discount/amount/USD"), "200.00");
}

TEST(Summary, TheOrderOfTheInputsDoesNotShow) {
  const HandMadeRun run = SmallRun();
  const InputFacts a{"a", "1", "accepted", 0, 1}, b{"b", "2", "held", 1, 1};
  EXPECT_EQ(SummaryJson(run.results(), {"1", "", {a, b}}),
            SummaryJson(run.results(), {"1", "", {b, a}}));
}

TEST(Summary, BrokenConservationIsSaid) {
  HandMadeRun run = SmallRun();
  run.report.broken.push_back("receipt r1");
  const Json json(SummaryJson(run.results(), {"1", "", {}}));
  EXPECT_EQ(json.Text("/conservation"), "broken");
}

TEST(Timing, StagesWithTheirSpeed) {
  const Json json(TimingJson(
      {{"read", 0.5, 0.75, 100, 4096}}, 2,
      {{.rows = 60, .texts = 30, .indexes = 15, .input = 900}, 2, 0}));
  EXPECT_EQ(json.Int("/threads"), 2);
  EXPECT_EQ(json.Text("/stages/0/stage"), "read");
  EXPECT_DOUBLE_EQ(json.Double("/stages/0/lines_per_second"), 200);
  EXPECT_DOUBLE_EQ(json.Double("/stages/0/cpu_seconds"), 0.75);
  EXPECT_EQ(json.Int("/stages/0/memory_bytes"), 4096);
  EXPECT_EQ(json.Int("/book_bytes/indexes"), 15);
  EXPECT_EQ(json.Int("/book_bytes/input"), 900);
  EXPECT_DOUBLE_EQ(json.Double("/book_bytes_an_item"), 52.5);
  EXPECT_EQ(json.Int("/huge_page_bytes"), 0);
  EXPECT_EQ(json.Text("/huge_pages").substr(0, 4), "none");
}

TEST(Timing, SaysThatHugePagesAreUsed) {
  const Json json(TimingJson({}, 1, {{}, 0, uint64_t{2} << 20}));
  EXPECT_EQ(json.Int("/huge_page_bytes"), 2 << 20);
  EXPECT_EQ(json.Text("/huge_pages"), "used");
  EXPECT_DOUBLE_EQ(json.Double("/book_bytes_an_item"), 0);
}

}  // namespace
}  // namespace cashmatch
