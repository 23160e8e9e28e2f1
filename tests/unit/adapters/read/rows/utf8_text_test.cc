// SPDX-License-Identifier: Apache-2.0
// utf8_text_test.cc - encodings of table files.
#include "adapters/read/rows/utf8_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::string_literals;

struct Outcome {
  std::string text;
  std::vector<std::string> said;
  bool rejected;
};

Outcome Take(std::string_view bytes) {
  TextArena arena;
  Findings findings;
  const std::string text(TakeUtf8({"f", bytes}, &arena, &findings));
  return {text, Described(findings), findings.rejected()};
}

TEST(TakeUtf8Test, TakesUtf8AsItIsWithoutItsMark) {
  EXPECT_EQ(Take("Müller €").text, "Müller €");
  EXPECT_EQ(Take("\xEF\xBB\xBFname").text, "name");
  EXPECT_THAT(Take("\xEF\xBB\xBFname").said, IsEmpty());
}

TEST(TakeUtf8Test, LeavesReadableZerosBehind) {
  TextArena arena;
  Findings findings;
  const std::string_view text = TakeUtf8({"f", "abc"}, &arena, &findings);
  for (size_t i = 0; i < kTextPadding; ++i) {
    EXPECT_EQ(text.data()[text.size() + i], '\0');
  }
}

TEST(TakeUtf8Test, ReadsForeignBytesAsWindows1252AndKeepsGoodUtf8) {
  const Outcome outcome = Take("a\nM\xFCller \x80 \xE2\x82\xAC");
  EXPECT_EQ(outcome.text, "a\nMüller € €");
  EXPECT_FALSE(outcome.rejected);
  EXPECT_THAT(outcome.said,
              ElementsAre("2: TEXT-ENCODING: found 2 bytes that are not UTF-8, "
                          "expected UTF-8; read as Windows-1252"));
}

TEST(TakeUtf8Test, ReadsACutSequenceByteByByte) {
  EXPECT_EQ(Take("x\xE2\x82").text, "xâ‚");
  EXPECT_EQ(Take("\xC0\x80").text, "À€");  // an overlong zero
}

TEST(TakeUtf8Test, LargeTextsAreLookedAtInPartsThatCutNoCharacter) {
  constexpr size_t kPart = size_t{1} << 20;
  for (size_t before = kPart - 4; before <= kPart + 1; ++before) {
    std::string text(before, 'a');
    text += "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80 and more";
    EXPECT_EQ(Take(text).text, text) << before;
    for (size_t at = 0; at < 9; ++at) {
      std::string bad = text;
      bad.insert(before + at, "\x80\x80\x80\x80");
      EXPECT_NE(Take(bad).text, bad) << before << ' ' << at;
    }
  }
}

TEST(TakeUtf8Test, ConvertsUtf16OfBothOrders) {
  EXPECT_EQ(Take("\xFF\xFE"
                 "a\0\xFC\0\x3D\xD8\x00\xDE"s)
                .text,
            "aü😀");
  EXPECT_EQ(Take("\xFE\xFF\0a\x20\xAC"s).text, "a€");
  EXPECT_EQ(Take("\xFF\xFE"
                 "a\0\x3D\xD8"s)
                .text,
            "a\uFFFD");  // half of a pair
}

TEST(TakeUtf8Test, RejectsWhatIsNoText) {
  EXPECT_THAT(Take("").said,
              ElementsAre(" TEXT-EMPTY: found an empty file, expected CSV or "
                          "NDJSON; file rejected"));
  EXPECT_TRUE(Take(" \r\n ").rejected);
  EXPECT_THAT(Take("a\nb\0c"s).said,
              ElementsAre("2: TEXT-BINARY: found a NUL byte, expected text: "
                          "CSV or NDJSON; file rejected"));
  EXPECT_EQ(Take("a\0"s).text, "");
  EXPECT_TRUE(Take("\xFF\xFE\0\0a\0\0\0"s).rejected);  // UTF-32
}

TEST(TakeUtf8Test, ANulIsPlacedInTheSource) {
  TextArena arena;
  Findings findings;
  const std::string bytes = "\xFF\xFE"s + "a\0\n\0\xFC\xFF\xFC\xFF\0\0"s;
  TakeUtf8({"f", bytes}, &arena, &findings);
  ASSERT_TRUE(findings.rejected());
  const Finding& binary = findings.list().back();
  EXPECT_EQ(binary.code, "TEXT-BINARY");
  EXPECT_EQ(binary.place.offset, 6u);  // where its line begins
}

/// The offset that a finding in line `line` gets in a converted text.
uint64_t Restored(std::string_view bytes, uint32_t line) {
  TextArena arena;
  Findings findings;
  const Source source{"f", bytes};
  const std::string_view text = TakeUtf8(source, &arena, &findings);
  const size_t first = findings.list().size();
  findings.Add({{line, 999, ""}, "X", Severity::kWarning, "a", "", ""});
  RestoreOffsets(source, text, first, &findings);
  return findings.list()[first].place.offset;
}

TEST(RestoreOffsetsTest, SaysWhereTheLineBeginsInTheSource) {
  EXPECT_EQ(Restored("name\nM\xFCller\nWolf", 3), 12u);
  EXPECT_EQ(Restored("\xEF\xBB\xBFname\nx", 2), 8u);
  EXPECT_EQ(Restored("\xFF\xFEn\0\n\0x\0"s, 2), 6u);
  EXPECT_EQ(Restored("name\nx", 2), 999u);  // not converted: left alone
  EXPECT_EQ(Restored("a\xFC\nx", 9), 3u);   // no such line: the last
}

}  // namespace
}  // namespace cashmatch
