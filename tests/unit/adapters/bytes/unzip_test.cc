// SPDX-License-Identifier: Apache-2.0
// unzip_test.cc - zip archives: whole, cut, damaged, and made to hurt.
#include "adapters/bytes/unzip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/bytes/zip_text.h"

namespace cashmatch {
namespace {

using testing::HasSubstr;

struct Unzipped {
  bool ok = false;
  std::vector<ArchiveMember> members;
  std::string error;
};

Unzipped UnzipText(const std::string& bytes, InputLimits limits = {}) {
  Unzipped out;
  out.ok = Unzip(bytes, "a.zip", limits, &out.members, &out.error);
  EXPECT_EQ(out.ok, out.error.empty());
  EXPECT_TRUE(out.ok || out.members.empty());
  return out;
}

TEST(UnzipTest, GivesAllFilesByNameAndLeavesFoldersOut) {
  const std::string bytes = ZipOf(
      {{"b.xml", "second"}, {"a/", ""}, {"a/c.xml", "first"}, {"d.txt", ""}});
  EXPECT_TRUE(IsZip(bytes));
  const Unzipped out = UnzipText(bytes);
  ASSERT_EQ(out.members.size(), 3u) << out.error;
  EXPECT_EQ(out.members[0].name, "a/c.xml");
  EXPECT_EQ(out.members[0].content.bytes(), "first");
  EXPECT_EQ(out.members[1].content.bytes(), "second");
  EXPECT_EQ(out.members[2].content.bytes(), "");
}

TEST(UnzipTest, AnOfficeDocumentIsNoArchiveOfInputs) {
  EXPECT_FALSE(IsZip(ZipOf({{"[Content_Types].xml", "<x/>"}})));
  EXPECT_FALSE(IsZip("PK, Peter Kern, 1"));
}

TEST(UnzipTest, EveryPrefixIsRefused) {
  const std::string bytes =
      ZipOf({{"a.xml", std::string(300, 'x') + "end"}, {"b.xml", "other"}});
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(UnzipText(bytes.substr(0, size)).ok) << size;
  }
  EXPECT_TRUE(UnzipText(bytes).ok);
}

TEST(UnzipTest, AChangedByteOfAContentIsFound) {
  std::string bytes = ZipOf({{"a.xml", std::string(50, 'x') + "end"}});
  const size_t content = 30 + 5 + 28;
  bytes[content] = static_cast<char>(bytes[content] ^ 1);
  EXPECT_THAT(UnzipText(bytes).error, HasSubstr("is damaged"));
}

TEST(UnzipTest, NamesThatLeadElsewhereAreRefused) {
  for (const char* const name : {"../a.xml", "a/../../b.xml", "/etc/passwd",
                                 "a\\..\\b.xml", "C:a.xml", "a\nb.xml"}) {
    EXPECT_THAT(UnzipText(ZipOf({{name, "x"}})).error, HasSubstr("name"))
        << name;
  }
  EXPECT_TRUE(UnzipText(ZipOf({{"a..b/..c.xml", "x"}})).ok);
}

TEST(UnzipTest, WhatIsNoPlainFileIsRefused) {
  EXPECT_THAT(UnzipText(ZipOf({{"a", "/etc/passwd", true}})).error,
              HasSubstr("'a', which is no file"));
  EXPECT_THAT(UnzipText(ZipOf({{"a", "x", false, true}})).error,
              HasSubstr("encrypted"));
  EXPECT_THAT(UnzipText(ZipOf({{"a", "x"}, {"a", "y"}})).error,
              HasSubstr("'a' twice"));
  EXPECT_THAT(UnzipText(ZipOf({})).error, HasSubstr("without files"));
}

TEST(UnzipTest, AnArchiveInsideIsRefused) {
  EXPECT_THAT(UnzipText(ZipOf({{"in.zip", ZipOf({{"a", "x"}})}})).error,
              HasSubstr("'in.zip', which is compressed itself"));
  EXPECT_THAT(UnzipText(ZipOf({{"in", "\x1F\x8B\x08"}})).error,
              HasSubstr("compressed itself"));
}

TEST(UnzipTest, BombsEndAtTheLimits) {
  const std::string bomb = ZipOf(
      {{"a", std::string(10 << 20, '\0')}, {"b", std::string(10 << 20, '\0')}});
  InputLimits limits;
  limits.ratio_free_bytes = 12 << 20;
  EXPECT_THAT(UnzipText(bomb, limits).error, HasSubstr("unpacks to more than"));
  limits = {};
  limits.bytes_max = 15 << 20;
  EXPECT_THAT(UnzipText(bomb, limits).error, HasSubstr("unpacks to more than"));
  limits = {};
  EXPECT_TRUE(UnzipText(bomb, limits).ok);
  limits.members_max = 1;
  EXPECT_THAT(UnzipText(bomb, limits).error, HasSubstr("more than 1 files"));
}

}  // namespace
}  // namespace cashmatch
