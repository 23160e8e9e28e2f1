// SPDX-License-Identifier: Apache-2.0
// bai2_test.cc - every BAI2 file against what an independent reader found.
#include "adapters/read/bai2/bai2.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

using simdjson::dom::element;

BankFile Read(const std::string& bytes) {
  BankFile file;
  ReadBai2({"file.bai", bytes}, ReadOptions(), &file);
  return file;
}

std::string Findings(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += "\n  " + Describe("", finding);
  }
  return out;
}

int64_t Number(element expected, const char* key) {
  int64_t value = 0;
  EXPECT_EQ(expected[key].get(value), simdjson::SUCCESS) << key;
  return value;
}

std::string Text(element expected, const char* key) {
  std::string_view text;
  return expected[key].get(text) == simdjson::SUCCESS ? std::string(text) : "";
}

/// Sums by currency, in minor units as the file writes them.
using Sums = std::map<std::string, int64_t>;

Sums SumsOf(const std::map<Currency, WideMinor>& sums) {
  Sums out;
  for (const auto& [currency, sum] : sums) {
    out[std::string(CodeOf(currency))] = static_cast<int64_t>(sum);
  }
  return out;
}

/// A detail as the expectations list it.
struct ExpectedDetail {
  int64_t line = 0;
  std::string type, side, bank_reference, customer_reference, text;
  int64_t amount = 0;
  bool has_amount = false;
};

ExpectedDetail ToDetail(element row) {
  std::vector<element> cells;
  for (const element cell : row) cells.push_back(cell);
  const auto text = [&](size_t i) {
    std::string_view value;
    return cells.at(i).get(value) == simdjson::SUCCESS ? std::string(value)
                                                       : std::string();
  };
  ExpectedDetail detail;
  EXPECT_EQ(cells.at(0).get(detail.line), simdjson::SUCCESS);
  detail.type = text(1);
  detail.side = text(2);
  detail.has_amount = cells.at(3).get(detail.amount) == simdjson::SUCCESS;
  detail.bank_reference = text(5);
  detail.customer_reference = text(6);
  detail.text = text(7);
  return detail;
}

/// The texts of a receipt, joined as the expectations join them.
std::string JoinedTexts(const BankFile& file, const Receipt& receipt) {
  std::string out;
  for (const std::string_view text : file.receipts.Texts(receipt)) {
    out += (out.empty() ? "" : " | ") + std::string(text);
  }
  return out;
}

/// The same words, whatever stands between the lines of a text.
std::string WithoutBreaks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '|') out += c;
  }
  return out;
}

bool HasReference(const BankFile& file, const Receipt& receipt,
                  std::string_view value) {
  const auto references = file.receipts.References(receipt);
  return std::any_of(references.begin(), references.end(),
                     [&](const Reference& r) { return r.value == value; });
}

void CompareReceipt(const ExpectedDetail& expected, std::string_view account,
                    std::string_view currency, const BankFile& file,
                    const Receipt& receipt) {
  EXPECT_EQ(receipt.line, expected.line);
  EXPECT_EQ(receipt.type_code, expected.type);
  EXPECT_EQ(receipt.account, account);
  EXPECT_EQ(std::string_view(CodeOf(receipt.currency)), currency);
  const bool out = receipt.direction == Direction::kDebit;
  EXPECT_EQ(out ? -receipt.amount : receipt.amount, expected.amount);
  EXPECT_EQ(receipt.bank_reference, expected.bank_reference);
  if (!expected.customer_reference.empty()) {
    EXPECT_TRUE(HasReference(file, receipt, expected.customer_reference))
        << expected.customer_reference;
  }
  EXPECT_EQ(WithoutBreaks(JoinedTexts(file, receipt)),
            WithoutBreaks(expected.text));
}

/// Compares booked sums of the file and every credit detail; returns how many.
int CompareDetails(element expected, const BankFile& file) {
  Sums credit, debit;
  std::vector<const Receipt*> credits;
  for (const Receipt& receipt : file.receipts.receipts) {
    const bool on_credit_side = receipt.type_code < "400";
    if (on_credit_side) credits.push_back(&receipt);
  }
  size_t next = 0;
  for (const element group : expected["groups"]) {
    for (const element account : group["accounts"]) {
      const std::string currency = Text(account, "currency");
      for (const element row : account["details"]) {
        const ExpectedDetail detail = ToDetail(row);
        if (!detail.has_amount) continue;
        if (detail.side == "D") debit[currency] += detail.amount;
        if (detail.side != "C") continue;
        credit[currency] += detail.amount;
        if (file.findings.rejected()) continue;
        if (next == credits.size()) {
          ADD_FAILURE() << "no receipt for line " << detail.line;
          return static_cast<int>(next);
        }
        CompareReceipt(detail, Text(account, "account"), currency, file,
                       *credits[next++]);
      }
    }
  }
  EXPECT_EQ(next, credits.size());
  EXPECT_EQ(SumsOf(file.summary.booked.credit), credit);
  EXPECT_EQ(SumsOf(file.summary.booked.debit), debit);
  return static_cast<int>(next);
}

/// True if a money total of any level was declared and read differently.
bool MoneyDisagrees(element expected) {
  for (const element finding : expected["findings"]) {
    const std::string what = Text(finding, "what");
    if (what.find("control total") != std::string::npos) return true;
  }
  return false;
}

/// True if a file trailer is missing. Where a second 01 follows, what stands
/// before it has none either: the independent reader misses only the 98 there.
bool MissesFileTrailer(element expected) {
  for (const element finding : expected["findings"]) {
    const std::string what = Text(finding, "what");
    if (what == "missing 99 file trailer" ||
        what == "missing 98 group trailer") {
      return true;
    }
  }
  return false;
}

/// What becomes of a file, by what the independent reader found in it.
void CompareVerdict(element expected, const std::string& name,
                    const BankFile& file) {
  const auto about = [&](std::string_view trap) {
    return name.find(trap) != std::string::npos;
  };
  // Debits subtracted: a known convention, read as proved with a warning.
  const bool failed =
      MoneyDisagrees(expected) && !about("total_debits_negative");
  EXPECT_EQ(file.summary.control, failed ? Control::kFailed : Control::kProved)
      << Findings(file);
  const bool rejected = MissesFileTrailer(expected) || about("88_first");
  const bool held = failed || about("missing_49");
  EXPECT_EQ(file.summary.status, rejected ? FileStatus::kRejected
                                 : held   ? FileStatus::kHeld
                                          : FileStatus::kAccepted)
      << Findings(file);
  const auto& receipts = file.receipts.receipts;
  const bool any_held =
      std::any_of(receipts.begin(), receipts.end(),
                  [](const Receipt& r) { return !r.held.empty(); });
  // A record whose amount cannot be read is held without being a receipt.
  if (!about("decimal_amount")) {
    EXPECT_EQ(any_held, held && !rejected && !receipts.empty());
  }
}

TEST(Bai2Conformance, FilesAgree) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  int files = 0, credits = 0;
  for (const element expected :
       parser.load(FormatsFolder() / "expectations" / "bai2.json")["files"]) {
    const std::string name = Text(expected, "file");
    SCOPED_TRACE(name);
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    ASSERT_EQ(bytes.size(), static_cast<size_t>(Number(expected, "bytes")));
    const BankFile file = Read(bytes);
    ++files;
    EXPECT_EQ(file.summary.format, "bai2");
    EXPECT_EQ(file.summary.statements, Number(expected, "n_accounts"));
    EXPECT_EQ(file.summary.entries, Number(expected, "n_details"));
    EXPECT_EQ(file.summary.details, 0u);
    credits += CompareDetails(expected, file);
    if (Number(expected, "n_groups") == 0) {
      EXPECT_TRUE(file.findings.rejected()) << Findings(file);
      EXPECT_EQ(file.summary.control, Control::kAbsent);
      continue;
    }
    EXPECT_EQ(LooksLikeBai2(bytes), name.find("88_first") == name.npos);
    CompareVerdict(expected, name, file);
  }
  EXPECT_GE(files, 30);
  EXPECT_GE(credits, 80);
  std::printf("%d BAI2 files compared, %d credits field by field\n", files,
              credits);
}

TEST(Bai2Conformance, TrapsAreTreatedByTheirPolicy) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  int traps = 0;
  for (const element trap :
       parser.load(FormatsFolder() / "expectations" / "traps.json")["files"]) {
    const std::string name = Text(trap, "file");
    if (name.substr(0, 15) != "synthetic/bai2/") continue;
    SCOPED_TRACE(name + ": " + Text(trap, "what"));
    const BankFile file = Read(ReadWhole(FormatsFolder() / name));
    const std::string policy = Text(trap, "policy");
    // accept_warn_optin: held unless the user's profile allows it.
    const FileStatus status =
        policy == "reject" ? FileStatus::kRejected
        : policy == "reject_record" || policy == "accept_warn_optin"
            ? FileStatus::kHeld
            : FileStatus::kAccepted;
    EXPECT_EQ(file.summary.status, status) << Findings(file);
    EXPECT_EQ(file.findings.empty(), policy == "accept") << Findings(file);
    int64_t number = 0;
    if (trap["accounts"].get(number) == simdjson::SUCCESS) {
      EXPECT_EQ(file.summary.statements, number);
    }
    if (trap["details"].get(number) == simdjson::SUCCESS) {
      EXPECT_EQ(file.summary.entries, number);
    }
    const Sums credit = SumsOf(file.summary.booked.credit);
    if (trap["credit_sum"].get(number) == simdjson::SUCCESS) {
      ASSERT_EQ(credit.size(), 1u);
      EXPECT_EQ(credit.begin()->second, number);
    }
    const std::string currency = Text(trap, "currency");
    if (!currency.empty()) {
      EXPECT_EQ(credit.count(currency), 1u);
    }
    if (trap["line"].get(number) == simdjson::SUCCESS) {
      ASSERT_FALSE(file.findings.empty());
      EXPECT_EQ(file.findings.list().front().place.line, number);
    }
    ++traps;
  }
  EXPECT_EQ(traps, 21);
  std::printf("%d BAI2 traps\n", traps);
}

TEST(Bai2Conformance, ProfileOptionsLetTrapsThrough) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  const auto read = [](const char* name, const ReadOptions& options) {
    const std::string bytes =
        ReadWhole(FormatsFolder() / "synthetic" / "bai2" / name);
    BankFile file;
    ReadBai2({name, bytes}, options, &file);
    return file;
  };
  ReadOptions trailers;
  trailers.trailer_optional = true;
  ReadOptions decimals;
  decimals.decimal_amounts = true;
  for (const BankFile& file : {read("trap_missing_99.bai", trailers),
                               read("trap_missing_49.bai", trailers),
                               read("trap_decimal_amount.bai", decimals)}) {
    EXPECT_EQ(file.summary.status, FileStatus::kAccepted) << Findings(file);
    EXPECT_EQ(file.summary.control, Control::kProved);
    ASSERT_EQ(file.receipts.receipts.size(), 2u);
    EXPECT_EQ(file.receipts.receipts[1].amount, 300000);
  }
}

}  // namespace
}  // namespace cashmatch
