// SPDX-License-Identifier: Apache-2.0
// lockbox_files_test.cc - columns, totals and numbers of lockbox files.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/adapters/corpus/corpus_text.h"

namespace cashmatch {
namespace {

int64_t Number(const std::string& line, size_t first, size_t last) {
  return std::stoll(line.substr(first - 1, last - first + 1));
}

bool IsRoutingNumber(const std::string& digits) {
  constexpr int kWeights[] = {3, 7, 1, 3, 7, 1, 3, 7, 1};
  int sum = 0;
  for (size_t i = 0; i < 9; ++i) sum += kWeights[i] * (digits[i] - '0');
  return sum % 10 == 0;
}

struct Totals {
  int64_t checks = 0, money = 0;
  void Add(int64_t amount) {
    ++checks;
    money += amount;
  }
};

void CheckFile(const std::string& text, std::set<std::string>* references) {
  const std::vector<std::string> lines = Lines(text);
  Totals batch, lockbox;
  std::string head;
  for (const std::string& line : lines) {
    ASSERT_EQ(line.size(), 80u);
    if (line[0] == '5') {
      head = line.substr(7, 13);
      batch = {};
    } else if (line[0] == '6') {
      batch.Add(Number(line, 8, 17));
      lockbox.Add(Number(line, 8, 17));
      EXPECT_EQ(line[17], '0');
      EXPECT_TRUE(IsRoutingNumber(line.substr(18, 9))) << line;
      EXPECT_TRUE(references->insert(head + line.substr(1, 6)).second);
    } else if (line[0] == '7') {
      EXPECT_EQ(line.substr(7, 13), head);
      EXPECT_EQ(Number(line, 21, 23), batch.checks);
      EXPECT_EQ(Number(line, 24, 33), batch.money);
    } else if (line[0] == '8') {
      EXPECT_EQ(Number(line, 21, 24), lockbox.checks);
      EXPECT_EQ(Number(line, 25, 34), lockbox.money);
      lockbox = {};
    }
  }
  EXPECT_EQ(lockbox.checks, 0);
  EXPECT_EQ(static_cast<size_t>(Number(lines.back(), 2, 7)), lines.size());
}

TEST(LockboxFiles, TotalsAndCountsAgree) {
  const auto files = BankFiles(Corpus(20'000, 20'000, 5), ".lbx");
  ASSERT_EQ(files.size(), 20u);
  std::set<std::string> references;
  for (const std::string& file : files) CheckFile(file, &references);
  EXPECT_EQ(references.size(), 5'000u);  // a quarter of the receipts
}

TEST(LockboxFiles, OverflowRecordsFollowTheirCheck) {
  uint64_t credits = 0;
  for (const std::string& file : BankFiles(Corpus(20'000, 20'000, 5), ".lbx")) {
    std::string check;
    char last = '9';
    for (const std::string& line : Lines(file)) {
      if (line[0] == '6') {
        EXPECT_EQ(last, '9');
        check = line.substr(1, 6);
      }
      if (line[0] != '4') continue;
      EXPECT_EQ(line.substr(1, 6), check);
      last = line[10];
      credits += line[27] == '-' ? 1 : 0;
    }
  }
  EXPECT_GT(credits, 20u);  // credit memos that were taken
}

}  // namespace
}  // namespace cashmatch
