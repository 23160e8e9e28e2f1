// SPDX-License-Identifier: Apache-2.0
// bai2_files_test.cc - totals, counts and order of BAI2 files.
#include <gtest/gtest.h>

#include "tests/unit/adapters/corpus/corpus_text.h"

namespace cashmatch {
namespace {

// Adds up a file as the standard says: every amount of 03 and 16, signs as
// written; records with header and trailer.
void CheckFile(const std::string& text) {
  const std::vector<std::string> lines = Lines(text);
  int64_t account = 0, group = 0;
  int64_t account_records = 0, group_records = 0, accounts = 0;
  int64_t credits = 0, opening = 0;
  for (const std::string& line : lines) {
    const std::string code = line.substr(0, 2);
    const bool is_text = code == "88" || code == "16";
    EXPECT_EQ(line.back() == '/', !is_text) << line;
    std::vector<std::string> cells =
        Split(is_text ? line : line.substr(0, line.size() - 1), ',');
    ++account_records;
    ++group_records;
    if (code == "02") group_records = 1;
    if (code == "03") {
      account_records = 1;
      ++accounts;
      opening = std::stoll(cells[4]);
      EXPECT_EQ(cells[3], "010");
      EXPECT_EQ(cells[7], "015");
      EXPECT_EQ(cells[11], "100");
      account = opening + std::stoll(cells[8]) + std::stoll(cells[12]);
      credits = std::stoll(cells[12]);
      EXPECT_EQ(std::stoll(cells[8]), opening + credits);
    } else if (code == "16") {
      account += std::stoll(cells[2]);
      credits -= std::stoll(cells[2]);
    } else if (code == "49") {
      EXPECT_EQ(std::stoll(cells[1]), account);
      EXPECT_EQ(std::stoll(cells[2]), account_records);
      EXPECT_EQ(credits, 0);
      group += account;
    } else if (code == "98") {
      EXPECT_EQ(std::stoll(cells[1]), group);
      EXPECT_EQ(std::stoll(cells[2]), accounts);
      EXPECT_EQ(std::stoll(cells[3]), group_records);
    } else if (code == "99") {
      EXPECT_EQ(std::stoll(cells[1]), group);
      EXPECT_EQ(cells[2], "1");
      EXPECT_EQ(std::stoull(cells[3]), lines.size());
    }
  }
  EXPECT_EQ(lines.front().substr(0, 3), "01,");
  EXPECT_EQ(lines.back().substr(0, 3), "99,");
}

TEST(Bai2Files, TotalsAndCountsAgree) {
  const auto files = BankFiles(Corpus(20'000, 20'000, 5), ".bai");
  ASSERT_EQ(files.size(), 20u);  // one a business day
  for (const std::string& file : files) CheckFile(file);
}

TEST(Bai2Files, AnAccountForEachCompany) {
  const auto files = BankFiles(Corpus(20'000, 20'000, 5), ".bai");
  EXPECT_NE(files[0].find("\n03,7700100001,USD,"), std::string::npos);
  EXPECT_NE(files[0].find("\n03,7700110001,USD,"), std::string::npos);
}

TEST(Bai2Files, TextsAreTagged) {
  const std::string file = BankFiles(Corpus(2'000, 2'000, 5), ".bai")[0];
  EXPECT_NE(file.find("\n88,ORIG ID:9100000"), std::string::npos);
  EXPECT_NE(file.find("\n88,REMI:"), std::string::npos);
  EXPECT_NE(file.find("\n88,OBI:"), std::string::npos);
  EXPECT_NE(file.find(",ORIG CO NAME:"), std::string::npos);
}

}  // namespace
}  // namespace cashmatch
