// SPDX-License-Identifier: Apache-2.0
// xml_names_test.cc - names have numbers, few bytes are compared at once.
#include "adapters/read/camt/xml_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch {
namespace {

TEST(ShortBytes, AreTheBytesOrNot) {
  const std::string text = "CdtDbtInd>0123456789abcdef";
  for (size_t size = 0; size <= ShortBytes::kMost; ++size) {
    const ShortBytes bytes(std::string_view(text).substr(0, size));
    EXPECT_EQ(bytes.size(), size);
    EXPECT_TRUE(bytes.Are(text.data()));
    for (size_t at = 0; at < text.size(); ++at) {
      std::string other = text;
      other[at] = static_cast<char>(other[at] ^ 0x80);
      EXPECT_EQ(bytes.Are(other.data()), at >= size) << size << " " << at;
    }
  }
}

TEST(XmlNames, EachNameHasOneNumber) {
  XmlNames names;
  const auto entry = names.NumberOf("Ntry");
  const auto prefixed = names.NumberOf("ns:Ntry");
  EXPECT_NE(entry, 0);
  EXPECT_NE(prefixed, entry);
  EXPECT_EQ(names.NumberOf(std::string("Ntry")), entry);
  EXPECT_EQ(names[prefixed].prefix, 3u);
  EXPECT_TRUE(names[entry].end.Are("Ntry>                      "));
  EXPECT_FALSE(names[entry].end.Are("Ntrys>                     "));
}

TEST(XmlNames, LongOnesAndThoseTooManyHaveNone) {
  XmlNames names;
  EXPECT_NE(names.NumberOf(std::string(23, 'a')), 0);
  EXPECT_EQ(names.NumberOf(std::string(24, 'a')), 0);
  std::vector<std::string> many(300);
  size_t numbered = 0;
  for (size_t i = 0; i < many.size(); ++i) {
    many[i] = "n" + std::to_string(i);
    numbered += names.NumberOf(many[i]) != 0;
  }
  EXPECT_EQ(numbered, XmlNames::kMost - 1);
  EXPECT_NE(names.NumberOf(many[0]), 0);
  EXPECT_EQ(names.NumberOf(many.back()), 0);
}

}  // namespace
}  // namespace cashmatch
