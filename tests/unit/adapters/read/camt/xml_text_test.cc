// SPDX-License-Identifier: Apache-2.0
// xml_text_test.cc - references, pieces, limits.
#include "adapters/read/camt/xml_text.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch {
namespace {

std::string Resolve(std::string_view reference) {
  std::string out;
  const size_t length = ReadReference(reference, &out);
  return length == reference.size() ? out : "?";
}

TEST(XmlText, BuiltInEntitiesAndNumbers) {
  EXPECT_EQ(Resolve("&amp;"), "&");
  EXPECT_EQ(Resolve("&lt;"), "<");
  EXPECT_EQ(Resolve("&gt;"), ">");
  EXPECT_EQ(Resolve("&quot;"), "\"");
  EXPECT_EQ(Resolve("&apos;"), "'");
  EXPECT_EQ(Resolve("&#45;"), "-");
  EXPECT_EQ(Resolve("&#xE9;"), "é");
  EXPECT_EQ(Resolve("&#x1D11E;"), "𝄞");
}

TEST(XmlText, WhatIsNoReference) {
  for (const char* const text :
       {"&", "&;", "&amp", "&nbsp;", "&#;", "&#x;", "&#0;", "&#xD800;",
        "&#x110000;", "&#99999999999999999999;", "&#12a;", "&#X41;",
        "&averyveryveryverylongentityname;"}) {
    EXPECT_EQ(ReadReference(text, nullptr), 0u) << text;
  }
}

TEST(XmlText, ASinglePieceStaysInPlace) {
  const std::string input = "  Acme  ";
  XmlText text(false, input);
  ASSERT_TRUE(text.Add(input));
  EXPECT_EQ(text.Trimmed(), "Acme");
  EXPECT_EQ(text.Trimmed().data(), input.data() + 2);
  EXPECT_FALSE(text.decoded());
}

TEST(XmlText, PiecesAreJoined) {
  const std::string input = "Acme  Co";
  XmlText text(false, input);
  ASSERT_TRUE(text.Add(std::string_view(input).substr(0, 5)));
  ASSERT_TRUE(text.AddDecoded("&"));
  ASSERT_TRUE(text.Add(std::string_view(input).substr(5)));
  EXPECT_EQ(text.Trimmed(), "Acme & Co");
  text.Clear();
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(text.Trimmed(), "");
}

TEST(XmlText, RepairsWindows1252AndSaysWhere) {
  const std::string input = "ok S\xF6hne";
  XmlText text(true, input);
  ASSERT_TRUE(text.Add(input));
  EXPECT_EQ(text.Trimmed(), "ok Söhne");
  EXPECT_EQ(text.repairs(), 1u);
  EXPECT_EQ(text.first_repair(), 4u);
}

TEST(XmlText, RefusesMoreThanAMebibyte) {
  const std::string input(XmlText::kMost + 1, 'x');
  XmlText whole(false, input);
  EXPECT_FALSE(whole.Add(input));
  XmlText pieces(false, input);
  EXPECT_TRUE(pieces.Add(std::string_view(input).substr(1)));
  EXPECT_FALSE(pieces.AddDecoded("y"));
}

}  // namespace
}  // namespace cashmatch
