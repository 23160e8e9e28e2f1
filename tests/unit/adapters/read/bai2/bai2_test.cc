// SPDX-License-Identifier: Apache-2.0
// bai2_test.cc - the reader as a whole: detection, encodings, broken input.
#include "adapters/read/bai2/bai2.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/unit/adapters/read/bai2/bai2_text.h"

namespace cashmatch {
namespace {

using namespace std::string_view_literals;

const std::filesystem::path kFiles =
    std::filesystem::path(CASHMATCH_SOURCE_DIR) / "data";

std::string Bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

TEST(LooksLikeBai2, AtTheFirstBytesOnly) {
  EXPECT_TRUE(LooksLikeBai2("01,A,B"));
  EXPECT_TRUE(LooksLikeBai2("\xEF\xBB\xBF \r\n\n01,"));
  for (const std::string_view other :
       {""sv, "01"sv, "101,"sv, "02,A"sv, "<?xml 01,"sv, "x\n01,"sv}) {
    EXPECT_FALSE(LooksLikeBai2(other)) << other;
  }
  EXPECT_FALSE(LooksLikeBai2(std::string(5000, ' ') + "01,"));
}

TEST(ReadBai2, SaysThatEmptyInputIsEmpty) {
  for (const std::string_view empty : {""sv, "\n \r\n"sv, "\x1A"sv}) {
    const BankFile file = ReadText(empty);
    EXPECT_EQ(file.summary.status, FileStatus::kRejected);
    EXPECT_NE(Told(file).find("empty input"), std::string::npos);
  }
}

TEST(ReadBai2, RejectsUtf16AndOtherBytes) {
  EXPECT_EQ(Told(ReadText("\xFF\xFE"
                          "0\0001\0,\0"sv)),
            "rejected BAI-ENCODING 1 : found UTF-16, expected UTF-8 or "
            "Windows-1252; file rejected\n");
  EXPECT_EQ(CodesOf(ReadText("0\0001\0,\0"sv)), "BAI-ENCODING");
  EXPECT_EQ(ReadText("\x1F\x8B\x08 binary").summary.status,
            FileStatus::kRejected);
}

TEST(ReadBai2, WarnsOfBytesThatDoNotBelong) {
  const std::string plain = Bai2File({"16,165,100,,B1,,TEXT/"});
  EXPECT_EQ(CodesOf(ReadText("\xEF\xBB\xBF" + plain)), "BAI-ENCODING");
  EXPECT_EQ(CodesOf(ReadText(plain + "\x1A")), "BAI-ENCODING");
  std::string with_nul = plain;
  with_nul[plain.find("TEXT") + 1] = '\0';
  const BankFile file = ReadText(with_nul);
  EXPECT_EQ(CodesOf(file), "BAI-ENCODING");
  EXPECT_EQ(file.findings.list()[0].place.line, 4u);
  EXPECT_EQ(file.receipts.texts.at(0), "T XT");
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
}

TEST(ReadBai2, TheSameContentHasTheSameIds) {
  const std::string text =
      Bai2File({"16,165,100,,B1,,A/", "16,165,100,,B1,,A/"});
  const BankFile one = ReadText(text);
  BankFile two;
  ReadBai2({"other.bai", "\n" + text}, ReadOptions(), &two);
  ASSERT_EQ(two.receipts.receipts.size(), 2u);
  EXPECT_EQ(one.receipts.receipts[0].id, two.receipts.receipts[0].id);
  EXPECT_EQ(one.receipts.receipts[1].id, two.receipts.receipts[1].id);
  EXPECT_NE(one.receipts.receipts[0].id, one.receipts.receipts[1].id);
}

TEST(ReadBai2, FindingsAreCappedButNeverLost) {
  std::vector<std::string> records(100, "16,165,1,z,,,/");
  const BankFile file = ReadText(Bai2File(records));
  EXPECT_EQ(file.findings.list().size(), 21u);
  EXPECT_EQ(file.findings.list().back().found, "80 more of this kind");
  EXPECT_EQ(file.receipts.receipts.size(), 100u);
}

TEST(ReadBai2, SamplesAreReadWithoutAFinding) {
  int samples = 0;
  for (const auto& each :
       std::filesystem::directory_iterator(kFiles / "samples")) {
    if (each.path().extension() != ".bai") continue;
    SCOPED_TRACE(each.path());
    const std::string bytes = Bytes(each.path());
    EXPECT_TRUE(LooksLikeBai2(bytes));
    const BankFile file = ReadText(bytes);
    EXPECT_EQ(Told(file), "");
    EXPECT_EQ(file.summary.control, Control::kProved);
    EXPECT_FALSE(file.receipts.receipts.empty());
    ++samples;
  }
  EXPECT_EQ(samples, 2);
}

TEST(ReadBai2, RejectedFilesSayWhatIsExpectedOfThem) {
  int files = 0;
  for (const auto& each :
       std::filesystem::directory_iterator(kFiles / "rejected")) {
    const std::filesystem::path path = each.path();
    if (path.filename().string().substr(0, 5) != "bai2-" ||
        path.extension() != ".bai") {
      continue;
    }
    SCOPED_TRACE(path);
    const std::string bytes = Bytes(path);
    BankFile file;
    ReadBai2({path.filename().string(), bytes}, ReadOptions(), &file);
    std::string told;
    for (const Finding& finding : file.findings.list()) {
      told += Describe(path.filename().string(), finding) + "\n";
    }
    std::filesystem::path expected = path;
    expected += ".expected";
    EXPECT_EQ(told, Bytes(expected));
    EXPECT_FALSE(file.findings.empty());
    EXPECT_EQ(file.summary.status == FileStatus::kAccepted,
              file.findings.worst() == Severity::kWarning);
    ++files;
  }
  EXPECT_GE(files, 8);
}

/// Damages a text: bytes flipped, lines dropped, doubled, swapped, cut.
std::string Damage(std::string text, std::mt19937* random) {
  const auto below = [&](size_t n) { return n == 0 ? 0 : (*random)() % n; };
  const size_t line = text.find('\n', below(text.size()));
  const size_t end = line == text.npos ? text.npos : text.find('\n', line + 1);
  switch (below(5)) {
    case 0:
      text[below(text.size())] = static_cast<char>(below(256));
      break;
    case 1:
      if (end != text.npos) text.erase(line, end - line);
      break;
    case 2:
      if (end != text.npos) text.insert(line, text.substr(line, end - line));
      break;
    case 3:
      if (end != text.npos) {
        const std::string moved = text.substr(line, end - line);
        text.erase(line, end - line);
        const size_t to = text.find('\n', below(text.size()));
        text.insert(to == text.npos ? text.size() : to, moved);
      }
      break;
    default:
      text.resize(below(text.size()));
  }
  return text;
}

TEST(ReadBai2, DamagedFilesNeverCrashAndNeverInventMoney) {
  const std::string sound = Bytes(kFiles / "samples" / "prior-day.bai");
  ASSERT_FALSE(sound.empty());
  std::mt19937 random(20260314);
  int accepted = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string text = sound;
    for (int times = 0; times <= i % 3 && !text.empty(); ++times) {
      text = Damage(text, &random);
    }
    const BankFile file = ReadText(text);
    WideMinor free = 0, credit = 0;
    for (const Receipt& receipt : file.receipts.receipts) {
      EXPECT_GE(receipt.amount, 0);
      const bool credited = receipt.direction == Direction::kCredit;
      if (receipt.held.empty() && credited) free += receipt.amount;
    }
    for (const auto& [currency, sum] : file.summary.booked.credit) {
      credit += sum;
    }
    for (const auto& [currency, sum] : file.summary.booked.debit) {
      credit += sum < 0 ? -sum : 0;
    }
    if (file.summary.status != FileStatus::kAccepted) continue;
    EXPECT_EQ(file.summary.control, Control::kProved) << text;
    EXPECT_LE(free, credit) << text;
    ++accepted;
  }
  EXPECT_GT(accepted, 20);
  EXPECT_LT(accepted, 1500);
}

}  // namespace
}  // namespace cashmatch
