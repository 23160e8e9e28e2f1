// SPDX-License-Identifier: Apache-2.0
// fields_test.cc - which line begins a field, and which only looks like it.
#include "adapters/read/mt940/fields.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::mt940 {
namespace {

/// All events: "20=X;61=a|b;END;ENV940;".
std::string All(std::string_view bytes) {
  FieldReader reader(bytes);
  Field field;
  std::string out;
  for (;;) {
    switch (reader.Next(&field)) {
      case FieldEvent::kDone:
        return out;
      case FieldEvent::kEnd:
        out += "END;";
        break;
      case FieldEvent::kEnvelope:
        out += "ENV" + std::string(reader.message_type()) + ";";
        break;
      case FieldEvent::kField:
        out += std::string(field.name) + "=";
        for (size_t i = 0; i < field.lines.size(); ++i) {
          out += (i == 0 ? "" : "|") + std::string(field.lines[i]);
        }
        out += ";";
        break;
    }
  }
}

constexpr std::string_view kHead = ":20:X\n:60F:C260313EUR1,\n:61:E\n";
constexpr std::string_view kSeen = "20=X;60F=C260313EUR1,;61=E;";

/// What becomes of these lines inside a message, behind its first entry.
std::string Inside(std::string_view lines) {
  const std::string all = All(std::string(kHead) + std::string(lines));
  EXPECT_TRUE(all.starts_with(kSeen)) << all;
  return all.substr(kSeen.size());
}

TEST(Fields, ATagAtTheStartOfALineBeginsOne) {
  EXPECT_EQ(All(":20:X\n:25:Y\n:28C:1/1\n"), "20=X;25=Y;28C=1/1;");
  EXPECT_EQ(Inside(":86:a\nb\n:62F:C\n-\n"), "86=a|b;62F=C;END;");
}

TEST(Fields, KnowsTagsByName) {
  size_t length = 0;
  EXPECT_EQ(ReadTag(":60M:C", &length), Tag::kOpening);
  EXPECT_EQ(length, 5u);
  EXPECT_EQ(ReadTag(":NS:01", &length), Tag::kStructure);
  EXPECT_EQ(ReadTag(":99Z:", &length), Tag::kOther);
  for (const char* text : {"", ":20", ":2:", ":KO:N", "20:", ":940:", ": 0:"}) {
    EXPECT_EQ(ReadTag(text, &length), Tag::kNone) << text;
  }
}

TEST(Fields, WrappedTimesOfDayAreText) {
  EXPECT_EQ(Inside(":86:at T16\n:25:37 o'clock\n:62F:C\n"),
            "86=at T16|:25:37 o'clock;62F=C;");
  EXPECT_EQ(Inside(":86:T16\n:20:44 x\n:62F:C\n"), "86=T16|:20:44 x;62F=C;");
  EXPECT_EQ(Inside(":86:T16\n:26:37 x\n:62F:C\n"), "86=T16|:26:37 x;62F=C;");
  // The same tag where the next message begins is no text.
  EXPECT_EQ(Inside(":86:T16\n:62F:C\n:20:Y\n:25:Z\n"),
            "86=T16;62F=C;20=Y;25=Z;");
  EXPECT_EQ(Inside(":86:T16\n:62F:C\n:86:y\n:20:Y\n\n:28C:1\n"),
            "86=T16;62F=C;86=y;20=Y|;28C=1;");
}

TEST(Fields, ADashAloneEndsAMessageUnlessItIsALineOfAText) {
  EXPECT_EQ(Inside(":86:a\n-\nb\n:62F:C\n-\n"), "86=a|-|b;62F=C;END;");
  EXPECT_EQ(Inside(":86:a\n-\n:62F:C\n-\n"), "86=a|-;62F=C;END;");
  EXPECT_EQ(Inside(":86:a\n-\n:20:Y\n"), "86=a;END;20=Y;");
  EXPECT_EQ(Inside(":86:a\n-\n\n"), "86=a;END;");
  EXPECT_EQ(Inside(":86:a\n-ACME\n-}\n"), "86=a|-ACME;END;");
  EXPECT_EQ(Inside(":62F:C\n- \x03\n:61:late\n"), "62F=C;END;61=late;");
}

TEST(Fields, EnvelopesNameTheType) {
  EXPECT_EQ(All("{1:F01A}{2:I940BXN}{4:\n:20:X\n-}{5:}\n"), "ENV940;20=X;END;");
  EXPECT_EQ(All("{1:F01A}{2:O9421200}{3:}{4::20:X\n-}"), "ENV942;20=X;END;");
  EXPECT_EQ(All("{1:F01A}\n:20:X\n"), "ENV;20=X;");
  // Several on a line, as message queues part them.
  EXPECT_EQ(All("{1:F01A}{2:I940BXN}{4:\n:20:X\n-}{5:}${1:F01A}{2:I942BXN}"
                "{4:\n:20:Y\n-}\x03  \x01{1:F01A}{2:I103BXN}{4:\n:20:Z\n-}"),
            "ENV940;20=X;END;ENV942;20=Y;END;ENV103;20=Z;END;");
  EXPECT_EQ(Inside(":86:{a}\n{2:x}\n:62F:C\n"), "86={a}|{2:x};62F=C;");
}

TEST(Fields, WhatStandsAroundMessagesIsPassedOver) {
  EXPECT_EQ(All("BANKNL2A\n940\n-\n:940:\n:20:X\n-\nbye\n"), "20=X;END;");
  EXPECT_EQ(All("\x01:20:X\n"), "20=X;");
}

TEST(Fields, LongTextsAreCutAndSaySo) {
  std::string text(kHead);
  text += ":86:a\n";
  for (size_t i = 0; i < kFieldLinesMax + 5; ++i) text += "line\n";
  text += ":62F:C\n";
  FieldReader reader(text);
  Field field;
  for (int i = 0; i < 4; ++i) reader.Next(&field);
  EXPECT_EQ(field.tag, Tag::kText);
  EXPECT_TRUE(field.cut);
  EXPECT_EQ(field.lines.size(), kFieldLinesMax);
  reader.Next(&field);
  EXPECT_EQ(field.tag, Tag::kClosing);
  EXPECT_FALSE(field.cut);
  const std::string long_line = ":20:" + std::string(2 * kFieldBytesMax, 'x');
  FieldReader again(long_line);
  again.Next(&field);
  EXPECT_TRUE(field.cut);
  EXPECT_EQ(field.first().size(), kFieldBytesMax);
}

TEST(Fields, PlacesAreThoseOfTheTag) {
  FieldReader reader(":20:X\r\n:25:Y\r\nmore\r\n\r\n:28:1\r\n");
  Field field;
  reader.Next(&field);
  reader.Next(&field);
  EXPECT_EQ(field.line, 2u);
  EXPECT_EQ(field.offset, 7u);
  EXPECT_EQ(field.end, 18u);
}

}  // namespace
}  // namespace cashmatch::mt940
