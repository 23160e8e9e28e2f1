// SPDX-License-Identifier: Apache-2.0
// nacha_test.cc - every ACH file and trap of the formats folder.
#include "adapters/read/nacha/nacha.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstdio>
#include <map>
#include <string>
#include <string_view>

#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

using simdjson::dom::element;

BankFile Read(const std::string& name, const std::string& bytes,
              const ReadOptions& options = ReadOptions()) {
  BankFile file;
  ReadNacha({name, bytes}, options, &file);
  return file;
}

std::string Describe(const BankFile& file) {
  std::string all;
  for (const Finding& finding : file.findings.list()) {
    all += Describe("nacha", finding) + "\n";
  }
  return all;
}

bool Has(const BankFile& file, std::string_view code) {
  return Describe(file).find(std::string(code) + ":") != std::string::npos;
}

/// Files where we say more than the reference reader, and why; or less.
const std::map<std::string_view, std::string_view> kDifferences = {
    {"long-line.ach",
     "the reference takes padding with blanks behind it for a file control"},
    {"flattenADVBatchesMultipleBatchHeaders.ach",
     "record 9 says 6,000.00 where its batches come to 6,000.78; the reference "
     "does not compare ADV files"},
    {"iat-batchHeaderErr.ach",
     "a batch header stands inside of a batch: the first has no control"},
    {"20110729A-invalid.ach",
     "the header of a batch lost a column: it has no effective date"},
};

/// What the status of a file should be by the findings of the reference.
void CompareStatus(const std::string& name, element expected,
                   const BankFile& file) {
  bool held = false;
  for (const element finding : expected["findings"]) {
    const std::string_view text = finding.at(1);
    if (text == "missing file control") {
      EXPECT_EQ(file.summary.status, FileStatus::kRejected);
      EXPECT_TRUE(Has(file, "NACHA-NO-9"));
      return;
    }
    const bool count = text.find("count") != std::string_view::npos;
    EXPECT_TRUE(Has(file, count ? "NACHA-COUNT"
                          : text.find("hash") != std::string_view::npos
                              ? "NACHA-HASH"
                              : "NACHA-BATCH-TOTAL"))
        << text;
    held = held || !count;
  }
  // Returns that are sent back, without a date, are for a person.
  held = held || name.find("dishonored") != std::string::npos;
  EXPECT_EQ(file.summary.status,
            held ? FileStatus::kHeld : FileStatus::kAccepted)
      << Describe(file);
}

TEST(NachaConformance, EveryFileAgreesInCountsAndTotals) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  ReadOptions options;
  options.trailer_optional = false;
  simdjson::dom::parser parser;
  const element expectations =
      parser.load(FormatsFolder() / "expectations" / "ach.json");
  int files = 0, different = 0;
  for (const element expected : expectations["files"]) {
    const std::string_view path = expected["file"];
    const std::string name(path);
    SCOPED_TRACE(name);
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    EXPECT_TRUE(LooksLikeNacha(bytes));
    const BankFile file = Read(name, bytes, options);
    EXPECT_EQ(file.summary.statements, uint64_t(expected["n_batches"]));
    EXPECT_EQ(file.summary.entries, uint64_t(expected["n_entries"]));
    EXPECT_EQ(file.summary.details, uint64_t(expected["n_addenda"]));
    const auto sum = [](const std::map<Currency, WideMinor>& side) {
      const auto at = side.find(kUsDollar);
      return at == side.end() ? WideMinor{0} : at->second;
    };
    EXPECT_TRUE(sum(file.summary.booked.credit) ==
                int64_t(expected["credit_cents"]));
    EXPECT_TRUE(sum(file.summary.booked.debit) ==
                int64_t(expected["debit_cents"]));
    const auto known = kDifferences.find(name.substr(name.rfind('/') + 1));
    if (known == kDifferences.end()) {
      CompareStatus(name, expected, file);
    } else {
      std::printf("nacha: %s: %s\n", name.c_str(),
                  std::string(known->second).c_str());
      ++different;
    }
    ++files;
  }
  EXPECT_EQ(files, 48);
  EXPECT_EQ(different, static_cast<int>(kDifferences.size()));
  std::printf("nacha: %d files agree, %d of them with more to say\n", files,
              different);
}

TEST(NachaConformance, FilesThatDifferAreJudgedAsWeSay) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  const auto status = [](const std::string& name) {
    const std::string path = "ach/moov-io__ach/" + name;
    return Read(name, ReadWhole(FormatsFolder() / path)).summary.status;
  };
  EXPECT_EQ(status("long-line.ach"), FileStatus::kAccepted);
  EXPECT_EQ(status("flattenADVBatchesMultipleBatchHeaders.ach"),
            FileStatus::kHeld);
  EXPECT_EQ(status("iat-batchHeaderErr.ach"), FileStatus::kHeld);
  EXPECT_EQ(status("20110729A-invalid.ach"), FileStatus::kHeld);
}

TEST(NachaConformance, TrapsEndAsTheirPolicySays) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const element traps =
      parser.load(FormatsFolder() / "expectations" / "traps.json");
  int files = 0;
  for (const element trap : traps["files"]) {
    const std::string_view path = trap["file"];
    const std::string name(path);
    if (!name.starts_with("synthetic/ach/")) continue;
    SCOPED_TRACE(name);
    const BankFile file = Read(name, ReadWhole(FormatsFolder() / name));
    EXPECT_EQ(std::string_view(trap["policy"]), "accept");
    EXPECT_EQ(Describe(file), "");
    EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
    EXPECT_EQ(file.summary.control, Control::kProved);
    ASSERT_EQ(file.receipts.receipts.size(), 1u);
    const Receipt& receipt = file.receipts.receipts[0];
    EXPECT_EQ(receipt.amount, int64_t(trap["credit_cents"]));
    EXPECT_EQ(receipt.advice_count, uint64_t(trap["rmr"]));
    WideMinor paid = 0;
    for (const AdviceLine& line : file.receipts.Advice(receipt)) {
      paid += line.paid;
    }
    EXPECT_TRUE(paid == receipt.amount);
    ++files;
  }
  EXPECT_EQ(files, 3);
  std::printf("nacha: %d traps end as their policy says\n", files);
}

}  // namespace
}  // namespace cashmatch
