// SPDX-License-Identifier: Apache-2.0
// nacha_test.cc - whole files: detection, encodings, samples, damage.
#include "adapters/read/nacha/nacha.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "tests/unit/adapters/read/nacha/nacha_text.h"

namespace cashmatch {
namespace {

namespace fs = std::filesystem;

const fs::path kFiles = fs::path(CASHMATCH_SOURCE_DIR) / "data";

std::string Bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string Sample() { return Bytes(kFiles / "samples" / "ach-credits.ach"); }

TEST(LooksLikeNacha, ByTheFileHeader) {
  EXPECT_TRUE(LooksLikeNacha(AchFile().Text()));
  EXPECT_TRUE(LooksLikeNacha("\xEF\xBB\xBF" + AchFile().Text()));
  EXPECT_TRUE(LooksLikeNacha(AchFile().Text("")));
  EXPECT_FALSE(LooksLikeNacha("101 021000021"));
  EXPECT_FALSE(LooksLikeNacha("100ABCDEFGHIJ0210000210260302090009410100"));
  EXPECT_FALSE(LooksLikeNacha(""));
}

TEST(ReadNacha, TheSameContentHasTheSameIds) {
  std::map<std::string, int> ids;
  AchFile ach;
  ach.Batch("CCD").Entry("22", 100, {"05RMR*IV*I1**1.00\\"}).End();
  for (const char* const end : {"\n", "\r\n", "\r", "", "   \n"}) {
    const BankFile file = ReadText(ach.Text(end));
    EXPECT_EQ(Told(file), "") << Quote(end);
    ASSERT_EQ(file.receipts.receipts.size(), 1u) << Quote(end);
    ++ids[std::string(file.receipts.receipts[0].id)];
  }
  std::string trimmed;
  for (std::string line : ach.Lines()) {
    trimmed += line.erase(line.find_last_not_of(' ') + 1) + "\r\n";
  }
  ++ids[std::string(ReadText(trimmed).receipts.receipts.at(0).id)];
  EXPECT_EQ(ids.size(), 1u);
}

TEST(ReadNacha, OtherBytesAreReadAsWindows1252) {
  AchFile ach;
  ach.Batch("CCD").Entry("22", 100).End();
  std::string text = ach.Text();
  text[text.find("SOEHNE") + 1] = '\xD6';
  const BankFile file = ReadText(text);
  EXPECT_EQ(CodesOf(file), "NACHA-ENCODING");
  EXPECT_EQ(file.findings.list()[0].place.line, 2u);
  EXPECT_EQ(file.receipts.receipts.at(0).payer_name,
            "ACME S\xC3\x96"
            "EHNE");
  text.replace(text.find('\xD6'), 1, "\xC3\x96");
  const BankFile utf8 = ReadText(text);
  EXPECT_EQ(Told(utf8), "");
  EXPECT_EQ(utf8.receipts.receipts.at(0).payer_name,
            "ACME S\xC3\x96"
            "EHNE");
  EXPECT_EQ(utf8.receipts.receipts.at(0).amount, 100);
}

TEST(ReadNacha, TheSampleIsReadWithoutAFinding) {
  const std::string bytes = Sample();
  EXPECT_TRUE(LooksLikeNacha(bytes));
  const BankFile file = ReadText(bytes);
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_EQ(ReceiptsOf(file), "980.00;840.00;");
}

TEST(ReadNacha, BrokenFilesSayWhatIsExpectedOfThem) {
  int files = 0;
  for (const auto& each : fs::directory_iterator(kFiles / "rejected")) {
    const fs::path path = each.path();
    if (path.extension() != ".ach") continue;
    SCOPED_TRACE(path);
    const std::string bytes = Bytes(path);
    BankFile file;
    ReadNacha({path.filename().string(), bytes}, {}, &file);
    std::string told;
    for (const Finding& finding : file.findings.list()) {
      told += Describe(path.filename().string(), finding) + "\n";
    }
    fs::path expected = path;
    expected += ".expected";
    EXPECT_EQ(told, Bytes(expected));
    EXPECT_NE(told, "");
    ++files;
  }
  EXPECT_GE(files, 25);
}

std::multimap<std::string, bool> Ids(const BankFile& file) {
  std::multimap<std::string, bool> receipts;
  for (const Receipt& receipt : file.receipts.receipts) {
    receipts.emplace(receipt.id, receipt.held.empty());
  }
  return receipts;
}

TEST(ReadNacha, AFileCutAnywhereIsRejectedHeldOrWhole) {
  const std::string sound = Sample();
  const auto receipts = Ids(ReadText(sound));
  int whole = 0, rejected = 0;
  for (size_t size = 0; size < sound.size(); ++size) {
    const BankFile file = ReadText(sound.substr(0, size));
    if (file.summary.status == FileStatus::kRejected) {
      ++rejected;
    } else if (file.summary.status == FileStatus::kAccepted) {
      EXPECT_EQ(Ids(file), receipts) << "cut at " << size;
      ++whole;
    }
  }
  EXPECT_GT(rejected, 1500);
  EXPECT_GT(whole, 100);  // padding may be cut
}

TEST(ReadNacha, NoFlippedBitMovesMoney) {
  const std::string sound = Sample();
  for (size_t bit = 0; bit < sound.size() * 8; ++bit) {
    std::string text = sound;
    text[bit / 8] ^= static_cast<char>(1 << (bit % 8));
    const BankFile file = ReadText(text);
    for (const Receipt& receipt : file.receipts.receipts) {
      if (!receipt.held.empty()) continue;
      EXPECT_TRUE(receipt.amount == 98000 || receipt.amount == 84000)
          << "bit " << bit << ": " << receipt.amount;
      EXPECT_EQ(receipt.direction, Direction::kCredit) << "bit " << bit;
    }
  }
}

TEST(ReadNacha, TwoLinesSwappedChangeNothingOrAreHeld) {
  const std::string sound = Sample();
  const size_t kLine = 95;
  const size_t lines = sound.size() / kLine;
  const auto whole = Ids(ReadText(sound));
  int same = 0, other = 0;
  for (size_t a = 0; a < lines; ++a) {
    for (size_t b = a + 1; b < lines; ++b) {
      std::string text = sound;
      text.replace(a * kLine, kLine, sound, b * kLine, kLine);
      text.replace(b * kLine, kLine, sound, a * kLine, kLine);
      const BankFile file = ReadText(text);
      const bool kept = Ids(file) == whole;
      EXPECT_TRUE(kept || file.summary.status != FileStatus::kAccepted)
          << "lines " << a + 1 << " and " << b + 1 << "\n"
          << Told(file);
      ++(kept ? same : other);
    }
  }
  EXPECT_GT(same, 10);  // addenda among themselves, padding
  EXPECT_GT(other, 100);
}

}  // namespace
}  // namespace cashmatch
