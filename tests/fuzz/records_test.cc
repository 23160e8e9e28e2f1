// SPDX-License-Identifier: Apache-2.0
// records_test.cc - forms are known, damage is by record, totals follow.
#include "tests/fuzz/records.h"

#include <gtest/gtest.h>

#include <set>

#include "adapters/bytes/inflate.h"
#include "adapters/bytes/unzip.h"
#include "tests/fuzz/pack.h"
#include "tests/fuzz/retotal.h"

namespace cashmatch::fuzz {
namespace {

constexpr std::string_view kBai2 =
    "01,A,B,260302,0900,1,80,,2/\n02,B,A,1,260301,,USD,2/\n"
    "03,0123,,010,5000,,/\n16,142,125000,Z,REF1,,INV-1001/\n49,130000,3/\n"
    "98,130000,1,5/\n99,130000,1,7/\n";
constexpr std::string_view kXml =
    "<?xml version=\"1.0\"?><A><B c=\"d\">1</B><B>2</B><E/></A>";

std::vector<std::string> RecordsOf(Form form, std::string_view text) {
  std::vector<Part> parts;
  Records(form, text, &parts);
  std::vector<std::string> records;
  for (const Part part : parts) {
    records.emplace_back(text.substr(part.first, part.count));
  }
  return records;
}

TEST(RecordsOfText, ByForm) {
  EXPECT_EQ(RecordsOf(Form::kCommas, kBai2).size(), 7u);
  EXPECT_EQ(RecordsOf(Form::kElements, kXml),
            (std::vector<std::string>{"<B c=\"d\">1</B>", "<B>2</B>",
                                      "<A><B c=\"d\">1</B><B>2</B><E/></A>"}));
  const std::string isa = "ISA" + std::string(102, '*') + "~GS*1~\nSE*2~";
  EXPECT_EQ(RecordsOf(Form::kSegments, isa).size(), 3u);
}

TEST(RecordsOfText, FieldsLeaveTheirDelimitersOut) {
  std::vector<Part> fields;
  Fields(Form::kCommas, kBai2, {0, 28}, &fields);
  ASSERT_GE(fields.size(), 9u);
  EXPECT_EQ(kBai2.substr(fields[3].first, fields[3].count), "260302");
}

TEST(MutateRecords, TheSameNumberGivesTheSameBytesOfEveryForm) {
  for (const Form form :
       {Form::kCommas, Form::kColumns, Form::kTags, Form::kSegments,
        Form::kElements, Form::kObjects, Form::kPacked}) {
    std::set<std::string> seen;
    const std::string honest(form == Form::kElements ? kXml : kBai2);
    for (uint64_t number = 0; number < 400; ++number) {
      Draw one(SeedOf(7, number)), two(SeedOf(7, number));
      const std::string mutant = MutateRecords(form, honest, {honest}, &one);
      EXPECT_EQ(mutant, MutateRecords(form, honest, {honest}, &two));
      seen.insert(mutant);
    }
    EXPECT_GT(seen.size(), 150u) << static_cast<int>(form);
  }
}

TEST(MutateRecords, TakesEmptyAndOddInput) {
  for (uint64_t number = 0; number < 300; ++number) {
    Draw draw(SeedOf(9, number));
    for (const std::string_view text : {"", "<", "<a", "\n\n", "ISA"}) {
      for (const Form form : {Form::kCommas, Form::kColumns, Form::kSegments,
                              Form::kElements, Form::kPacked}) {
        EXPECT_LT(MutateRecords(form, text, {}, &draw).size(),
                  size_t{kMutantBytesMax} + 1);
      }
    }
  }
}

TEST(Retotal, TrailersFollowAmountAndCount) {
  std::string text(kBai2);
  const size_t line = text.find("49,");
  text.insert(line, "16,142,1000,Z,REF2,,INV-1002/\n");
  Retotal(Form::kCommas, kBai2, &text);
  EXPECT_NE(text.find("49,131000,4/"), std::string::npos) << text;
  EXPECT_NE(text.find("98,131000,1,6/"), std::string::npos) << text;
  EXPECT_NE(text.find("99,131000,1,8/"), std::string::npos) << text;
}

TEST(Pack, WhatIsPackedUnpacks) {
  const InputLimits limits;
  GrowingMapping unpacked;
  std::string error;
  ASSERT_TRUE(Inflate(GzStored(kBai2), Compression::kGzip, "a", limits,
                      &unpacked, &error))
      << error;
  EXPECT_EQ(unpacked.bytes(), kBai2);
  std::vector<ArchiveMember> members;
  ASSERT_TRUE(Unzip(ZipStored({{"a.bai", std::string(kBai2)}, {"b", "x"}}), "z",
                    limits, &members, &error))
      << error;
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].content.bytes(), kBai2);
}

}  // namespace
}  // namespace cashmatch::fuzz
