// SPDX-License-Identifier: Apache-2.0
// lockbox_test.cc - every lockbox file and trap of the formats folder.
#include "adapters/read/lockbox/lockbox.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;

BankFile Read(const std::string& name, const std::string& bytes) {
  BankFile file;
  ReadLockbox({name, bytes}, {}, &file);
  return file;
}

std::string Describe(const BankFile& file) {
  std::string all;
  for (const Finding& finding : file.findings.list()) {
    all += Describe(file.summary.format, finding) + "\n";
  }
  return all;
}

std::string WithoutZeros(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  return std::string(text);
}

/// "8841 1 3 481950 726568185/131257618 10605": what identifies a check.
std::string Key(std::string_view lockbox, int64_t batch, int64_t item,
                int64_t amount, std::string_view routing,
                std::string_view account, std::string_view check) {
  return WithoutZeros(lockbox) + " " + std::to_string(batch) + " " +
         std::to_string(item) + " " + std::to_string(amount) + " " +
         std::string(routing) + "/" + WithoutZeros(account) + " " +
         WithoutZeros(check);
}

std::string KeyOf(const ReceiptBlock& block, const Receipt& receipt) {
  const std::string_view reference = receipt.bank_reference;
  const size_t item = reference.rfind('-');
  const size_t batch = reference.rfind('-', item - 1);
  const size_t slash = receipt.payer_account.find('/');
  return Key(receipt.account,
             std::stol(std::string(reference.substr(batch + 1))),
             std::stol(std::string(reference.substr(item + 1))), receipt.amount,
             receipt.payer_account.substr(0, slash),
             receipt.payer_account.substr(slash + 1),
             block.References(receipt)[0].value);
}

/// Compares one check with what is expected of it.
void Compare(const ReceiptBlock& block, const Receipt& receipt,
             const std::string& key, const element check) {
  EXPECT_EQ(KeyOf(block, receipt), key);
  array invoices;
  if (check["invoices"].get(invoices) != simdjson::SUCCESS) return;
  size_t row = 0;
  for (const array invoice : invoices) {
    const std::string_view number = invoice.at(0);
    const int64_t amount = invoice.at(1);
    if (receipt.advice_count > 0) {
      ASSERT_LT(row, receipt.advice_count) << key;
      EXPECT_EQ(block.Advice(receipt)[row].reference, number) << key;
      EXPECT_EQ(block.Advice(receipt)[row].paid, amount) << key;
    } else {
      ASSERT_LT(row, receipt.texts_count) << key;
      EXPECT_EQ(block.Texts(receipt)[row],
                std::string(number) + " " + FormatDecimal(amount, 2))
          << key;
    }
    ++row;
  }
  EXPECT_EQ(row, receipt.advice_count + receipt.texts_count) << key;
}

TEST(LockboxConformance, SyntheticFilesAgreeInEveryField) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const element expectations =
      parser.load(FormatsFolder() / "expectations" / "lockbox.json");
  int files = 0;
  for (const element expected : expectations["files"]) {
    const std::string_view file_name = expected["file"];
    const std::string name(file_name);
    SCOPED_TRACE(name);
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    EXPECT_TRUE(LooksLikeLockbox(bytes));
    const BankFile file = Read(name, bytes);
    EXPECT_EQ(file.summary.version, std::string_view(expected["profile"]));
    EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
    EXPECT_EQ(file.summary.control, Control::kProved);
    EXPECT_EQ(Describe(file), "");
    EXPECT_EQ(file.summary.entries, uint64_t(expected["n_checks"]));
    EXPECT_TRUE(file.summary.booked.credit.at(*ParseCurrency("USD")) ==
                int64_t(expected["amount"]));
    size_t row = 0, lockboxes = 0;
    for (const element lockbox : expected["lockboxes"]) {
      ++lockboxes;
      for (const element batch : lockbox["batches"]) {
        for (const element check : batch["checks"]) {
          ASSERT_LT(row, file.receipts.receipts.size());
          Compare(file.receipts, file.receipts.receipts[row++],
                  Key(lockbox["lockbox"], batch["batch"], check["item"],
                      check["amount"], check["routing"], check["account"],
                      check["check"]),
                  check);
        }
      }
    }
    EXPECT_EQ(row, file.receipts.receipts.size());
    EXPECT_EQ(file.summary.statements, lockboxes);
    ++files;
  }
  EXPECT_EQ(files, 7);
  std::printf("lockbox: %d synthetic files agree\n", files);
}

TEST(LockboxConformance, RealFilesAgree) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const element expectations =
      parser.load(FormatsFolder() / "expectations" / "lockbox.json");
  int files = 0;
  for (const element expected : expectations["real"]) {
    const std::string_view file_name = expected["file"];
    const std::string name(file_name);
    SCOPED_TRACE(name);
    const BankFile file = Read(name, ReadWhole(FormatsFolder() / name));
    EXPECT_EQ(Describe(file), "");
    EXPECT_EQ(file.summary.control, Control::kProved);
    size_t row = 0;
    for (const element lockbox : expected["lockboxes"]) {
      EXPECT_TRUE(file.summary.booked.credit.at(*ParseCurrency("USD")) ==
                  int64_t(lockbox["amount"]));
      for (const element check : lockbox["checks"]) {
        ASSERT_LT(row, file.receipts.receipts.size());
        const Receipt& receipt = file.receipts.receipts[row++];
        Compare(file.receipts, receipt,
                Key(lockbox["lockbox"], check["batch"], check["item"],
                    check["amount"], check["routing"], check["account"],
                    check["check"]),
                check);
        EXPECT_EQ(file.summary.version, std::string_view(expected["profile"]));
        EXPECT_EQ(receipt.payer_name, std::string_view(check["remitter"]));
        size_t text = 0;
        for (const std::string_view line : check["overflow"]) {
          EXPECT_EQ(file.receipts.Texts(receipt)[text++], line);
        }
      }
    }
    EXPECT_EQ(row, file.summary.entries);
    ++files;
  }
  EXPECT_EQ(files, 2);
  std::printf("lockbox: %d real files agree\n", files);
}

/// What a policy word of the traps means for the status of the file.
FileStatus StatusOf(std::string_view policy) {
  if (policy == "reject") return FileStatus::kRejected;
  return policy.starts_with("reject_") || policy == "accept_warn_optin"
             ? FileStatus::kHeld
             : FileStatus::kAccepted;
}

TEST(LockboxConformance, TrapsEndAsTheirPolicySays) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const element traps =
      parser.load(FormatsFolder() / "expectations" / "traps.json");
  int files = 0;
  for (const element trap : traps["files"]) {
    const std::string_view file_name = trap["file"];
    const std::string name(file_name);
    if (!name.starts_with("synthetic/lockbox/")) continue;
    SCOPED_TRACE(name);
    const std::string_view policy = trap["policy"];
    const BankFile file = Read(name, ReadWhole(FormatsFolder() / name));
    EXPECT_EQ(file.summary.status, StatusOf(policy)) << Describe(file);
    EXPECT_EQ(file.findings.empty(), policy == "accept") << Describe(file);
    uint64_t line = 0;
    if (trap["line"].get(line) == simdjson::SUCCESS) {
      ASSERT_FALSE(file.findings.empty());
      EXPECT_EQ(file.findings.list()[0].place.line, line);
    }
    ++files;
  }
  EXPECT_EQ(files, 12);
  std::printf("lockbox: %d traps end as their policy says\n", files);
}

}  // namespace
}  // namespace cashmatch
