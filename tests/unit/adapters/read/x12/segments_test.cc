// SPDX-License-Identifier: Apache-2.0
// segments_test.cc - delimiters, line ends, wrapped and cut segments.
#include "adapters/read/x12/segments.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/adapters/read/x12/x12_text.h"

namespace cashmatch::x12 {
namespace {

/// Ids, elements and lines: "ISA:1 GS|RA:2 ...", elements joined by '|'.
std::string Show(std::string_view bytes, size_t from_segment = 1) {
  SegmentReader reader(bytes);
  Segment segment;
  std::string out;
  for (size_t number = 0; reader.Next(&segment); ++number) {
    if (number < from_segment) continue;
    if (!out.empty()) out += ' ';
    for (size_t i = 0; i < segment.count; ++i) {
      out += (i == 0 ? "" : "|") + std::string(segment[i]);
    }
    out += ":" + std::to_string(segment.line);
  }
  return out;
}

TEST(FindIsa, TakesDelimitersFromTheHeader) {
  const std::string text = std::string(kIsa) + "~";
  const auto isa = FindIsa(text);
  ASSERT_TRUE(isa);
  EXPECT_EQ(isa->delimiters.element, '*');
  EXPECT_EQ(isa->delimiters.terminator, '~');
  EXPECT_EQ(isa->bytes, 106u);
  EXPECT_EQ(isa->form, IsaForm::kFixed);
}

TEST(FindIsa, TheLettersAloneAreNoHeader) {
  EXPECT_FALSE(FindIsa(""));
  EXPECT_FALSE(FindIsa("ISA"));
  std::string damaged = X12File({"BPR*C*1"});
  ASSERT_TRUE(FindIsa(damaged));
  damaged[104] = damaged[3];  // component separator and separator alike
  EXPECT_FALSE(FindIsa(damaged));
  EXPECT_FALSE(FindIsa("ISABELLA*" + std::string(120, '*')));
  EXPECT_FALSE(FindIsa("ISA*00*two elements~"));
  EXPECT_FALSE(FindIsa(std::string(kIsa)));  // its terminator is missing
}

TEST(FindIsa, SixteenElementsAreEnough) {
  const auto isa = FindIsa("ISA*0**0**Z*A*Z*B*260314*1200*U*00401*9*0*P*>~GS");
  ASSERT_TRUE(isa);
  EXPECT_EQ(isa->form, IsaForm::kUnpadded);
  EXPECT_EQ(isa->delimiters.terminator, '~');
}

TEST(SegmentReader, ReadsEveryTerminator) {
  for (const char* const end :
       {"~", "\n", "\r", "'", "\x1c", "~\n", "~\r\n", "\r\n"}) {
    const std::string text =
        std::string(kIsa) + end + "GS*RA*A" + end + "ST*820*1" + end;
    const std::string shown = Show(text);
    EXPECT_EQ(shown.substr(0, 9), "GS|RA|A:2") << Quote(end);
    EXPECT_NE(shown.find("ST|820|1:"), shown.npos) << Quote(end);
  }
}

TEST(SegmentReader, CountsLinesWhereThereAreSome) {
  const std::string isa(kIsa);
  EXPECT_EQ(Show(isa + "~\nGS*A~\n\nST*B~\n"), "GS|A:2 ST|B:4");
  EXPECT_EQ(Show(isa + "\nGS*A\nST*B\n"), "GS|A:2 ST|B:3");
  EXPECT_EQ(Show(isa + "~GS*A~ST*B"), "GS|A:2 ST|B:3");  // segments instead
}

TEST(SegmentReader, BlanksAroundElementsAreDropped) {
  EXPECT_EQ(Show(std::string(kIsa) + "~N1*PR* ACME  *1 ~"), "N1|PR|ACME|1:2");
}

TEST(SegmentReader, LineBreaksInsideAreTakenOut) {
  const std::string text = std::string(kIsa) + "~N1*PR*AC\r\nME~SE*1~";
  SegmentReader reader(text);
  Segment segment;
  ASSERT_TRUE(reader.Next(&segment));
  EXPECT_FALSE(segment.wrapped);
  ASSERT_TRUE(reader.Next(&segment));
  EXPECT_TRUE(segment.wrapped);
  EXPECT_EQ(segment[2], "ACME");
  EXPECT_EQ(Show(text, 2), "SE|1:3");
}

TEST(SegmentReader, AnIsaMayBeWrappedItself) {
  std::string text = std::string(kIsa) + "~GS*RA*A~";
  text.insert(80, "\n");
  const auto isa = FindIsa(text);
  ASSERT_TRUE(isa);
  EXPECT_EQ(isa->form, IsaForm::kWrapped);
  EXPECT_EQ(Show(text), "GS|RA|A:2");
}

TEST(SegmentReader, AnotherHeaderSetsOtherDelimiters) {
  std::string second(kIsa);
  for (char& c : second) c = c == '*' ? '|' : c;
  const std::string text =
      std::string(kIsa) + "~N1*PR*A|B~" + second + "'N1|PR|A*B'";
  EXPECT_EQ(Show(text).substr(0, 13), "N1|PR|A|B:2 I");
  EXPECT_NE(Show(text).find("N1|PR|A*B:4"), std::string::npos);
}

TEST(SegmentReader, IsaInsideOfDataIsData) {
  const std::string text = std::string(kIsa) + "~NTE*ADD*ISA~ISA*WORD~SE*1~";
  EXPECT_EQ(Show(text), "NTE|ADD|ISA:2 ISA|WORD:3 SE|1:4");
}

TEST(SegmentReader, CutsWhatIsTooLong) {
  const std::string text =
      std::string(kIsa) + "~NTE*" + std::string(1 << 20, 'x') + "~SE*1~";
  SegmentReader reader(text);
  Segment segment;
  reader.Next(&segment);
  ASSERT_TRUE(reader.Next(&segment));
  EXPECT_TRUE(segment.too_long);
  EXPECT_LE(segment[1].size(), SegmentReader::kBytesMax);
  ASSERT_TRUE(reader.Next(&segment));
  EXPECT_FALSE(segment.too_long);
  EXPECT_EQ(segment.id(), "SE");
}

TEST(SegmentReader, ManyElementsAreBounded) {
  const std::string text =
      std::string(kIsa) + "~NTE" + std::string(1000, '*') + "x~SE*1~";
  SegmentReader reader(text);
  Segment segment;
  reader.Next(&segment);
  ASSERT_TRUE(reader.Next(&segment));
  EXPECT_EQ(segment.count, Segment::kElementsMax);
  EXPECT_EQ(segment[Segment::kElementsMax], "");
}

TEST(DelimitersOfPiece, TellsPiecesOfAnEight20) {
  const auto terminator = [](std::string_view text) {
    const auto found = DelimitersOfPiece(text);
    return found ? std::string(1, found->terminator) : std::string("none");
  };
  EXPECT_EQ(terminator("RMR*IV*INV1**10.00\\"), "\\");
  EXPECT_EQ(terminator("RMR*IV*INV1**10.00\\   "), "\\");
  EXPECT_EQ(terminator("ST*820*0001~BPR*C*1~"), "~");
  EXPECT_EQ(terminator("RMR*IV*INV1|2**10.00~REF*PO*1~"), "~");
  EXPECT_EQ(terminator("TRN|1|4711"), "\n");
  EXPECT_EQ(terminator("REF:4711"), "none");
  EXPECT_EQ(terminator("PER-4711"), "none");
  EXPECT_EQ(terminator("Debit First Account"), "none");
  EXPECT_EQ(terminator("DATE OF DEATH*010218*"), "none");
  EXPECT_EQ(terminator("XYZ*1*2~"), "none");
  EXPECT_EQ(terminator("ISA*00*cut off"), "none");
  EXPECT_EQ(terminator(""), "none");
}

}  // namespace
}  // namespace cashmatch::x12
