// SPDX-License-Identifier: Apache-2.0
// camt_files_test.cc - balances, sums and references of camt statements.
#include <gtest/gtest.h>

#include "adapters/corpus/check_digits.h"
#include "tests/unit/adapters/corpus/corpus_text.h"

namespace cashmatch {
namespace {

int64_t Sum(const std::vector<std::string>& amounts) {
  int64_t sum = 0;
  for (const std::string& amount : amounts) sum += Cents(amount);
  return sum;
}

TEST(CamtFiles, BalancesAndSumsAgree) {
  uint64_t batches = 0, details = 0;
  for (const std::string& file : BankFiles(Corpus(20'000, 20'000, 5), ".xml")) {
    EXPECT_TRUE(file.ends_with("</BkToCstmrStmt></Document>\n"));
    for (const std::string& statement : Elements(file, "Stmt")) {
      int64_t credits = 0;
      const auto entries = Elements(statement, "Ntry");
      for (const std::string& entry : entries) {
        const int64_t amount = Cents(Elements(entry, "Amt")[0]);
        credits += amount;
        int64_t parts = 0;
        const auto all = Elements(entry, "TxDtls");
        for (const std::string& one : all) {
          parts += Cents(Elements(one, "Amt")[0]);
        }
        EXPECT_EQ(parts, amount);
        details += all.size();
        if (all.size() == 1) continue;
        ++batches;
        EXPECT_EQ(Elements(entry, "NbOfTxs")[0], std::to_string(all.size()));
        EXPECT_EQ(Cents(Elements(entry, "TtlAmt")[0]), amount);
      }
      const auto balances = Elements(statement, "Bal");
      ASSERT_EQ(balances.size(), 2u);
      EXPECT_EQ(Cents(Elements(balances[1], "Amt")[0]),
                Cents(Elements(balances[0], "Amt")[0]) + credits);
      EXPECT_EQ(Sum(Elements(statement, "Sum")), credits);
      EXPECT_EQ(Elements(statement, "NbOfNtries")[0],
                std::to_string(entries.size()));
    }
  }
  EXPECT_EQ(details, 3'000u);  // 15 per cent
  EXPECT_GT(batches, 20u);     // of the QR account
}

TEST(CamtFiles, CreditorReferencesProve) {
  uint64_t rf = 0, qr = 0;
  for (const std::string& file : BankFiles(Corpus(20'000, 20'000, 5), ".xml")) {
    for (const std::string& part : Elements(file, "CdtrRefInf")) {
      const std::string reference = Elements(part, "Ref")[0];
      if (Elements(part, "Cd").size() == 1) {
        ++rf;
        EXPECT_EQ(CreditorReference(reference.substr(4)), reference);
      } else {
        ++qr;
        EXPECT_EQ(Elements(part, "Prtry")[0], "QRR");
        EXPECT_EQ(QrReference(reference.substr(0, 26)), reference);
      }
    }
  }
  EXPECT_GT(rf, 100u);
  EXPECT_GT(qr, 100u);
}

TEST(CamtFiles, AmpersandsAreEscaped) {
  for (const std::string& file : BankFiles(Corpus(2'000, 2'000, 5), ".xml")) {
    EXPECT_NE(file.find(" &amp; Co."), std::string::npos);
    EXPECT_EQ(file.find(" & "), std::string::npos);
  }
}

}  // namespace
}  // namespace cashmatch
