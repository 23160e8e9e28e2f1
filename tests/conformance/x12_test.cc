// SPDX-License-Identifier: Apache-2.0
// x12_test.cc - every 820 and 823 and every X12 trap of the formats folder.
#include "adapters/read/x12/x12.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/x12/remittance.h"
#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

using simdjson::dom::element;

BankFile Read(const std::string& name, const std::string& bytes,
              const ReadOptions& options = ReadOptions()) {
  BankFile file;
  ReadX12({name, bytes}, options, &file);
  return file;
}

std::string Describe(const BankFile& file) {
  std::string all;
  for (const Finding& finding : file.findings.list()) {
    all += Describe(file.summary.format, finding) + "\n";
  }
  return all;
}

/// Compares an amount with its text; "" is one that is not stated.
void ExpectAmount(const std::optional<Minor>& amount, std::string_view text) {
  ASSERT_EQ(amount.has_value(), !text.empty());
  EXPECT_EQ(amount.value_or(0), ParseDecimal(text, 2).minor);
}

std::string_view TextOf(element object, const char* key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? text : "";
}

void CompareLine(const x12::Remittance& remittance,
                 const x12::RemittanceLine& line, element expected) {
  EXPECT_EQ(line.kind, TextOf(expected, "q"));
  EXPECT_EQ(line.number, TextOf(expected, "ref"));
  EXPECT_EQ(line.action, TextOf(expected, "action"));
  ExpectAmount(line.paid, TextOf(expected, "paid"));
  ExpectAmount(line.gross, TextOf(expected, "gross"));
  ExpectAmount(line.discount, TextOf(expected, "disc"));
  uint32_t at = 0;
  for (const element adjustment : expected["adx"]) {
    ASSERT_LT(at, line.adjustments.count);
    const x12::AdjustmentText& text =
        remittance.adjustments[line.adjustments.first + at++];
    EXPECT_EQ(text.amount, ParseDecimal(adjustment.at(0), 2).minor);
    EXPECT_EQ(text.reason, std::string_view(adjustment.at(1)));
    EXPECT_EQ(text.reference.kind, std::string_view(adjustment.at(2)));
    EXPECT_EQ(text.reference.value, std::string_view(adjustment.at(3)));
  }
  EXPECT_EQ(at, line.adjustments.count);
  at = 0;
  for (const element reference : expected["refs"]) {
    ASSERT_LT(at, line.references.count);
    const x12::Named& named =
        remittance.line_references[line.references.first + at++];
    EXPECT_EQ(named.kind, std::string_view(reference.at(0)));
    EXPECT_EQ(named.value, std::string_view(reference.at(1)));
  }
  EXPECT_EQ(at, line.references.count);
}

void ComparePayment(const x12::Remittance& remittance, element expected) {
  const element order = expected["bpr"];
  EXPECT_EQ(remittance.handling, TextOf(order, "handling"));
  ExpectAmount(remittance.amount, TextOf(order, "amount"));
  EXPECT_EQ(remittance.side, TextOf(order, "cd"));
  EXPECT_EQ(remittance.method, TextOf(order, "method"));
  EXPECT_EQ(remittance.format, TextOf(order, "fmt"));
  EXPECT_EQ(FormatDay(remittance.date),
            FormatDay(ParseCompactDay(TextOf(order, "date")).value_or(kNoDay)));
  // An 823 names the bank in its header and the payer of a check where the
  // reference reader sees the payee: only the 820 is compared.
  if (TextOf(expected, "set") == "820") {
    EXPECT_EQ(remittance.trace, TextOf(expected, "trn"));
    EXPECT_EQ(remittance.payer_name, TextOf(expected, "payer"));
    EXPECT_EQ(remittance.payee_name, TextOf(expected, "payee"));
  }
  bool agrees = false;
  if (expected["sum_paid_equals_bpr"].get(agrees) == simdjson::SUCCESS) {
    EXPECT_EQ(remittance.balance == x12::Balance::kAgrees, agrees);
  }
  EXPECT_TRUE(remittance.lines_total ==
              ParseDecimal(TextOf(expected, "sum_paid"), 2).minor);
  size_t row = 0;
  for (const element line : expected["rmr"]) {
    ASSERT_LT(row, remittance.lines.size());
    CompareLine(remittance, remittance.lines[row++], line);
  }
  EXPECT_EQ(row, remittance.lines.size());
}

TEST(X12Conformance, EveryFileAgreesInEveryLine) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const element expectations =
      parser.load(FormatsFolder() / "expectations" / "x12.json");
  int files = 0, lines = 0;
  for (const element expected : expectations["files"]) {
    const std::string name(TextOf(expected, "file"));
    SCOPED_TRACE(name);
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    EXPECT_TRUE(LooksLikeX12(bytes));
    std::vector<element> payments;
    uint64_t sets = 0, details = 0;
    for (const element set : expected["transactions"]) {
      ++sets;
      details += simdjson::dom::array(set["rmr"]).size();
      if (!set["bpr"].is_null()) payments.push_back(set);
    }
    x12::Faults faults;
    size_t at = 0;
    x12::ForEachRemittance(bytes, {}, &faults, [&](const auto& remittance) {
      if (!remittance.ordered) return;
      ASSERT_LT(at, payments.size());
      ComparePayment(remittance, payments[at++]);
      lines += static_cast<int>(remittance.lines.size());
    });
    EXPECT_EQ(at, payments.size());
    EXPECT_TRUE(faults.empty());
    const BankFile file = Read(name, bytes);
    EXPECT_EQ(file.summary.statements, sets);
    EXPECT_EQ(file.summary.entries, payments.size());
    EXPECT_EQ(file.summary.details, details);
    for (const element finding : expected["findings"]) {
      const std::string text{std::string_view(finding)};
      EXPECT_TRUE(text.starts_with("SE01")) << text;
      EXPECT_NE(Describe(file).find("X12-COUNT"), std::string::npos);
    }
    ++files;
  }
  EXPECT_EQ(files, 6);
  std::printf("x12: %d files, %d lines agree\n", files, lines);
}

/// The two 823 samples state a deposit of 10,000.00 and hold one check of
/// 5,000.00 and none: totals of money that disagree are held. Three of the 820
/// are marked as tests. The rest is accepted without a word but its counts.
TEST(X12Conformance, FilesEndAsTheirMoneySays) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  struct Case {
    const char* file;
    FileStatus status;
    Control control;
    const char* code;
  };
  const std::string folder = "x12_820_823/embedded/apimeister_x12-types_";
  for (const Case& c : {Case{"820_test_3.edi", FileStatus::kAccepted,
                             Control::kProved, "X12-TEST"},
                        Case{"820_test_5.edi", FileStatus::kAccepted,
                             Control::kProved, "X12-TEST"},
                        Case{"820_test_6.edi", FileStatus::kAccepted,
                             Control::kProved, "X12-TEST"},
                        Case{"823_sample.edi", FileStatus::kHeld,
                             Control::kFailed, "X12-DEPOSIT"},
                        Case{"823_transmission.edi", FileStatus::kHeld,
                             Control::kFailed, "X12-DEPOSIT"}}) {
    SCOPED_TRACE(c.file);
    const std::string name = folder + c.file;
    const BankFile file = Read(name, ReadWhole(FormatsFolder() / name));
    EXPECT_EQ(file.summary.status, c.status) << Describe(file);
    EXPECT_EQ(file.summary.control, c.control);
    EXPECT_NE(Describe(file).find(c.code), std::string::npos);
  }
  const std::string retail =
      "x12_820_823/indice-co__EDI.Net/x12.820.issue140.edi";
  const BankFile file = Read(retail, ReadWhole(FormatsFolder() / retail));
  EXPECT_EQ(Describe(file), "");
  EXPECT_EQ(file.summary.control, Control::kProved);
  // Remittance without money: the bank reports the check itself.
  EXPECT_TRUE(file.receipts.receipts.empty());
  EXPECT_TRUE(file.summary.pending.credit.at(kUsDollar) == 2129897);
}

TEST(X12Conformance, TrapsEndAsTheirPolicySays) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const element traps =
      parser.load(FormatsFolder() / "expectations" / "traps.json");
  int files = 0;
  for (const element trap : traps["files"]) {
    const std::string name(TextOf(trap, "file"));
    if (!name.starts_with("synthetic/x12/")) continue;
    SCOPED_TRACE(name);
    const BankFile file = Read(name, ReadWhole(FormatsFolder() / name));
    const std::string_view policy = TextOf(trap, "policy");
    EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
    EXPECT_EQ(file.findings.empty(), policy == "accept") << Describe(file);
    ASSERT_EQ(file.receipts.receipts.size(), 1u);
    const Receipt& receipt = file.receipts.receipts[0];
    EXPECT_EQ(receipt.bank_reference, "TRACE1");
    EXPECT_EQ(receipt.payer_name, "ACME SOEHNE");
    EXPECT_EQ(receipt.advice_count, 2u);
    const bool short_paid = name.find("rmr_sum") != std::string::npos;
    EXPECT_EQ(receipt.amount, short_paid ? 118000 : 119000);
    EXPECT_EQ(file.summary.control,
              short_paid ? Control::kAbsent : Control::kProved);
    ++files;
  }
  EXPECT_EQ(files, 7);
  std::printf("x12: %d traps end as their policy says\n", files);
}

}  // namespace
}  // namespace cashmatch
