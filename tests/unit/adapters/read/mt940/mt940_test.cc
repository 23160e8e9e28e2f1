// SPDX-License-Identifier: Apache-2.0
// mt940_test.cc - the door: recognising, encodings, whole files.
#include "adapters/read/mt940/mt940.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/adapters/read/mt940/mt940_text.h"

namespace cashmatch {
namespace {

std::string Replaced(std::string text, std::string_view what,
                     std::string_view with) {
  for (size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

const std::string& Whole() {
  static const std::string text = Statement(kCredit, "C260314EUR1290,00");
  return text;
}

TEST(LooksLikeMt940, ByItsTags) {
  EXPECT_TRUE(LooksLikeMt940(Whole()));
  EXPECT_TRUE(LooksLikeMt940("\xEF\xBB\xBF" + Whole()));
  EXPECT_TRUE(LooksLikeMt940(Replaced(Whole(), "\n", "\r\n")));
  EXPECT_TRUE(LooksLikeMt940(Replaced(Whole(), "\n", "@@")));
  EXPECT_TRUE(LooksLikeMt940("\x01\r\n" + Whole()));
  EXPECT_TRUE(LooksLikeMt940("{1:F01A}{2:I940BXN}{4:" + Whole()));
  EXPECT_TRUE(LooksLikeMt940("BANKNL2A\n940\n" + Whole()));
}

TEST(LooksLikeMt940, NothingElse) {
  for (const char* text :
       {"", ":20:X", ":20:X\n:32A:260314EUR1,\n", "a :20:X\n:25:Y\n",
        ":25:Y\n:20:X\n", "01,A,B\n", "<a>:20:</a>"}) {
    EXPECT_FALSE(LooksLikeMt940(text)) << text;
  }
  EXPECT_FALSE(LooksLikeMt940(std::string(70'000, ' ') + Whole()));
}

TEST(ReadMt940, EveryEndOfLineIsTheSame) {
  const BankFile plain = ReadText(Whole());
  ASSERT_EQ(plain.receipts.receipts.size(), 1u);
  EXPECT_EQ(Codes(plain), "");
  for (const char* end : {"\r\n", "\r"}) {
    const BankFile other = ReadText(Replaced(Whole(), "\n", end));
    EXPECT_EQ(Codes(other), "");
    ASSERT_EQ(other.receipts.receipts.size(), 1u);
    EXPECT_EQ(other.receipts.receipts[0].id, plain.receipts.receipts[0].id);
    EXPECT_EQ(other.receipts.receipts[0].line, 5u);
  }
  const BankFile at_signs = ReadText(Replaced(Whole(), "\n", "@@"));
  EXPECT_EQ(Messages(at_signs),
            "bank.sta:1: MT-LINE-END: found @@ at the end of lines, expected "
            "CR LF; read as such\n");
  EXPECT_EQ(at_signs.receipts.receipts.at(0).id, plain.receipts.receipts[0].id);
}

TEST(ReadMt940, EnvelopesChangeNothing) {
  const std::string text = Replaced(Whole(), "\n-\n", "\n-}");
  const BankFile file = ReadText("{1:F01A}{2:I940BXN}{4:\r\n" + text);
  EXPECT_EQ(Codes(file), "");
  EXPECT_EQ(file.receipts.receipts.at(0).id,
            ReadText(Whole()).receipts.receipts[0].id);
}

TEST(ReadMt940, OtherEncodings) {
  const BankFile latin = ReadText(
      Statement(":61:260314C1,NTRFA\n:86:M\xFCller\n", "C260314EUR101,"));
  EXPECT_EQ(Messages(latin),
            "bank.sta:6: MT-ENCODING: found bytes that are not UTF-8, expected "
            "UTF-8; read as Windows-1252\n");
  EXPECT_EQ(latin.summary.encoding, "windows-1252");
  EXPECT_EQ(latin.receipts.Texts(latin.receipts.receipts.at(0))[0],
            "M\xC3\xBCller");
  const std::string_view wide("\xFF\xFE:\0002\0000\0:\0", 10);
  EXPECT_EQ(Codes(ReadText(wide)), "MT-ENCODING");
  EXPECT_EQ(ReadText(wide).summary.status, FileStatus::kRejected);
}

TEST(ReadMt940, AFileWithoutAMessageIsRefused) {
  for (const char* text : {"", "Dear treasurer,\n", "-\n-}\n"}) {
    const BankFile file = ReadText(text);
    EXPECT_EQ(Codes(file), "MT-EMPTY") << text;
    EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  }
}

/// Truncated anywhere, a file is refused, held, or a whole one by itself.
TEST(ReadMt940, NoTruncationMakesMoneyUp) {
  const std::string text = Whole() + Statement(kCredit, "C260314EUR1290,00");
  int complete = 0;
  for (size_t size = 0; size < text.size(); ++size) {
    const BankFile file = ReadText(text.substr(0, size));
    size_t free = 0;
    for (const Receipt& receipt : file.receipts.receipts) {
      free += receipt.held.empty() ? 1 : 0;
      EXPECT_TRUE(!receipt.held.empty() || receipt.amount == 119000);
    }
    complete += free > 0;
    EXPECT_LE(free, 1u) << size;  // the second is the first again
    if (free > 0) {
      EXPECT_GE(size, text.find(":62F:") + 5) << size;
    }
  }
  EXPECT_GT(complete, 0);
}

/// A flipped bit in what the balances cover is refused or held.
TEST(ReadMt940, NoFlippedBitChangesMoneyUnseen) {
  const std::string& text = Whole();
  for (size_t at = 0; at < text.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = text;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      const BankFile file = ReadText(flipped);
      for (const Receipt& receipt : file.receipts.receipts) {
        if (!receipt.held.empty()) continue;
        EXPECT_EQ(receipt.amount, 119000) << at << " " << bit;
        EXPECT_EQ(receipt.direction, Direction::kCredit) << at << " " << bit;
        EXPECT_EQ(CodeOf(receipt.currency).letters[0], 'E') << at;
      }
    }
  }
}

/// Two lines swapped: money and sides stay what they were, or are held.
TEST(ReadMt940, NoSwapOfLinesChangesMoneyUnseen) {
  const std::string text = Statement(
      ":61:2603140314C10,NTRFA\n:86:166?20one?32ACME\n"
      ":61:2603140314RC3,NTRFB\n:86:166?20two?32BETA\n"
      ":61:2603140314D5,NTRFC\n:86:three\n",
      "C260314EUR102,");
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  int swaps = 0;
  for (size_t a = 0; a < lines.size(); ++a) {
    for (size_t b = a + 1; b < lines.size(); ++b) {
      std::swap(lines[a], lines[b]);
      std::string mixed;
      for (const std::string& line : lines) mixed += line;
      std::swap(lines[a], lines[b]);
      const BankFile file = ReadText(mixed);
      WideMinor net = 0;
      size_t free = 0;
      for (const Receipt& receipt : file.receipts.receipts) {
        if (!receipt.held.empty()) continue;
        ++free;
        net += receipt.direction == Direction::kCredit ? receipt.amount
                                                       : -receipt.amount;
      }
      EXPECT_TRUE(free == 0 || (free == 2 && net == 700)) << a << " " << b;
      ++swaps;
    }
  }
  EXPECT_EQ(swaps, 66);
}

}  // namespace
}  // namespace cashmatch
