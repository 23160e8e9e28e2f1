// SPDX-License-Identifier: Apache-2.0
// encoding_test.cc - every encoding a bank may send becomes UTF-8.
#include "adapters/read/camt/encoding.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

using namespace std::string_literals;

DecodedXml Decode(const std::string& bytes) {
  DecodedXml decoded;
  DecodeXml(bytes, &decoded);
  decoded.owned = std::string(decoded.text);  // outlives `bytes`
  decoded.text = decoded.owned;
  return decoded;
}

std::string Utf16(const std::string& ascii, bool big_endian) {
  std::string out;
  for (const char c : ascii) {
    if (big_endian) out += '\0';
    out += c;
    if (!big_endian) out += '\0';
  }
  return out;
}

TEST(Encoding, Utf8StaysInPlace) {
  const std::string bytes = "<?xml version='1.0'?><a>é</a>";
  DecodedXml decoded;
  DecodeXml(bytes, &decoded);
  EXPECT_EQ(decoded.text.data(), bytes.data());
  EXPECT_EQ(decoded.encoding, "utf-8");
  EXPECT_EQ(decoded.unit, 0);
  EXPECT_FALSE(decoded.repair);
}

TEST(Encoding, ByteOrderMarkIsSkipped) {
  const DecodedXml decoded = Decode("\xEF\xBB\xBF<a/>");
  EXPECT_EQ(decoded.text, "<a/>");
  EXPECT_EQ(decoded.skipped, 3u);
}

TEST(Encoding, Latin1) {
  const DecodedXml decoded =
      Decode("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>M\xFCller</a>");
  EXPECT_NE(decoded.text.find("Müller"), std::string::npos);
  EXPECT_EQ(decoded.encoding, "iso-8859-1");
  EXPECT_EQ(decoded.unit, 1);
}

TEST(Encoding, Windows1252HasTheEuro) {
  const DecodedXml decoded =
      Decode("<?xml version='1.0' encoding='Windows-1252'?><a>\x80</a>");
  EXPECT_NE(decoded.text.find("<a>€</a>"), std::string::npos);
}

TEST(Encoding, Latin9HasTheEuroElsewhere) {
  const DecodedXml decoded =
      Decode("<?xml version='1.0' encoding='iso-8859-15'?><a>\xA4</a>");
  EXPECT_NE(decoded.text.find("<a>€</a>"), std::string::npos);
  EXPECT_EQ(decoded.encoding, "iso-8859-15");
}

TEST(Encoding, Utf16WithAndWithoutMark) {
  const std::string text = "<a>x</a>";
  for (const bool big : {false, true}) {
    const std::string mark = big ? "\xFE\xFF"s : "\xFF\xFE"s;
    const DecodedXml marked = Decode(mark + Utf16(text, big));
    EXPECT_EQ(marked.text, text);
    EXPECT_EQ(marked.skipped, 2u);
    EXPECT_EQ(marked.encoding, big ? "utf-16be" : "utf-16le");
    EXPECT_EQ(Decode(Utf16(text, big)).text, text);
  }
}

TEST(Encoding, LongUtf16CrossesThePieces) {
  const std::string text = "<a>" + std::string(100'000, 'x') + "</a>";
  EXPECT_EQ(Decode(Utf16(text, false)).text, text);
}

TEST(Encoding, AsciiThatClaimsUtf16IsReadAsUtf8) {
  const DecodedXml decoded =
      Decode("<?xml version='1.0' encoding='UTF-16'?><a/>");
  EXPECT_EQ(decoded.encoding, "utf-8");
  EXPECT_TRUE(decoded.known);
}

TEST(Encoding, UnknownIsSaid) {
  EXPECT_FALSE(Decode("<?xml version='1.0' encoding='klingon'?><a/>").known);
}

TEST(Encoding, WrongUtf8WantsRepair) {
  EXPECT_TRUE(Decode("<a>S\xF6hne</a>").repair);
}

TEST(Encoding, FirstInvalidUtf8) {
  constexpr size_t kNone = std::string_view::npos;
  EXPECT_EQ(FirstInvalidUtf8("plain text of more than eight bytes"), kNone);
  EXPECT_EQ(FirstInvalidUtf8("é€𝄞"), kNone);
  EXPECT_EQ(FirstInvalidUtf8("12345678\xFF"), 8u);
  EXPECT_EQ(FirstInvalidUtf8("a\xC3"), 1u);             // cut off
  EXPECT_EQ(FirstInvalidUtf8("\xC0\x80"), 0u);          // overlong
  EXPECT_EQ(FirstInvalidUtf8("ab\xED\xA0\x80"), 2u);    // surrogate
  EXPECT_EQ(FirstInvalidUtf8("\xF4\x90\x80\x80"), 0u);  // beyond Unicode
}

TEST(Encoding, AppendUtf8OfEveryLength) {
  std::string out;
  for (const uint32_t c : {0x41u, 0xE9u, 0x20ACu, 0x1D11Eu})
    AppendUtf8(c, &out);
  EXPECT_EQ(out, "Aé€𝄞");
}

}  // namespace
}  // namespace cashmatch
