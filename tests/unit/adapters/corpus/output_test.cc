// SPDX-License-Identifier: Apache-2.0
// output_test.cc - numbers as text, and files on disk.
#include "adapters/corpus/output.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace cashmatch {
namespace {

std::string Amount(Minor amount, int exponent) {
  std::string out;
  AppendAmount(amount, exponent, &out);
  return out;
}

TEST(Output, Amounts) {
  EXPECT_EQ(Amount(0, 2), "0.00");
  EXPECT_EQ(Amount(-5, 2), "-0.05");
  EXPECT_EQ(Amount(123456, 2), "1234.56");
  EXPECT_EQ(Amount(-1250, 0), "-1250");
  EXPECT_EQ(Amount(1250, 3), "1.250");
  for (const Minor amount : {Minor{1}, Minor{-99}, Minor{100}, kAmountMax}) {
    EXPECT_EQ(Amount(amount, 2), FormatDecimal(amount, 2));
  }
}

TEST(Output, DigitsAndDays) {
  std::string out;
  AppendDigits(42, 5, &out);
  AppendDigits(123456, 3, &out);
  EXPECT_EQ(out, "00042123456");
  out.clear();
  const Day day = *ParseIsoDay("2026-03-02");
  AppendDay(day, &out);
  AppendDay(kNoDay, &out);
  AppendShortDay(day, &out);
  EXPECT_EQ(out, "2026-03-02260302");
  out.clear();
  AppendDay(*ParseIsoDay("1999-12-31"), &out);
  EXPECT_EQ(out, "1999-12-31");
}

TEST(FolderSink, WritesFilesInFolders) {
  const std::filesystem::path root =
      std::filesystem::path(testing::TempDir()) / "corpus_output_test";
  std::filesystem::remove_all(root);
  std::filesystem::create_directories(root);
  FolderSink sink(root.string());
  TextFile file(&sink, "bank/a.txt");
  const std::string line(999, 'x');
  for (int i = 0; i < 3000; ++i) {
    file.text() += line;
    file.text() += '\n';
    file.Drain();
  }
  EXPECT_EQ(file.Close(), "");
  std::ifstream written(root / "bank/a.txt", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(written), {}};
  EXPECT_EQ(text.size(), 3'000'000u);
  // It never writes over a file.
  TextFile again(&sink, "bank/a.txt");
  EXPECT_EQ(again.Close(), "bank/a.txt: cannot be written");
  std::filesystem::remove_all(root);
}

}  // namespace
}  // namespace cashmatch
