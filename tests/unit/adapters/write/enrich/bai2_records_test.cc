// SPDX-License-Identifier: Apache-2.0
// bai2_records_test.cc - numbers in 88 records, and who counts them.
#include "adapters/write/enrich/bai2_records.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch {
namespace {

/// Writes `numbers` into the detail of a file whose detail is `detail`.
Enriched Write(const std::string& bytes, std::vector<std::string> numbers) {
  Enrichment wanted{bytes.find("16,"), {}};
  for (std::string& number : numbers) {
    wanted.documents.push_back({std::move(number), false});
  }
  Enriched out;
  EnrichBai2(bytes, std::vector{wanted}, &out);
  return out;
}

std::string File(const std::string& detail, const std::string& counts) {
  return "01,A,B,260303,0545,1,40,,2/\n02,A,B,1,260302,,USD,2/\n03,1,,,,,/\n" +
         detail + counts;
}

TEST(Bai2Records, StandBehindTheDetailAndAreCounted) {
  const Enriched out = Write(
      File("16,195,100,0,R,,ACME\n", "49,100,3/\n98,100,1,5/\n99,100,1,07/"),
      {"INV-1", "INV-2"});
  EXPECT_EQ(out.bytes, File("16,195,100,0,R,,ACME\n88,REMI: INV-1 INV-2/\n",
                            "49,100,4/\n98,100,1,6/\n99,100,1,08/"));
  EXPECT_EQ(out.numbers, 2U);
  EXPECT_EQ(out.receipts, 1U);
}

TEST(Bai2Records, BeginWithTheFieldsThatAreMissing) {
  for (const auto& [detail, commas] :
       std::vector<std::pair<std::string, std::string>>{
           {"16,195,100,0/\n", ",,"},
           {"16,195,100,V,260302,/\n", ",,"},
           {"16,195,100,S,1,2,3,R/\n", ","},
           {"16,195,100,D,1,0,100,R,/\n", ""},
           {"16,195,100,,R,,/\n", ""}}) {
    const Enriched out = Write(File(detail, ""), {"INV-1"});
    EXPECT_EQ(out.bytes, File(detail + "88," + commas + "REMI: INV-1/\n", ""));
  }
}

TEST(Bai2Records, AreNoLongerThanTheFileSays) {
  const std::string long_number(25, '7');
  const Enriched out = Write(File("16,195,100,0,R,,/\r\n", "49,100,3/\r\n"),
                             {long_number, "INV-2", "INV-3"});
  EXPECT_EQ(out.bytes, File("16,195,100,0,R,,/\r\n88,REMI: " + long_number +
                                "/\r\n88,REMI: INV-2 INV-3/\r\n",
                            "49,100,5/\r\n"));
}

TEST(Bai2Records, ACountWithout88StaysAsTheFileCounts) {
  const std::string counts = "49,100,3/\n98,100,1,5/\n99,100,1,7/\n";
  const Enriched out =
      Write(File("16,195,100,0,R,,A\n88,MORE\n", counts), {"INV-1"});
  EXPECT_EQ(out.bytes,
            File("16,195,100,0,R,,A\n88,MORE\n88,REMI: INV-1/\n", counts));
}

TEST(Bai2Records, EachKindOfTrailerCountsAsItDid) {
  const std::string detail = "16,195,100,0,R,,A\n88,MORE\n";
  const auto counts = [](int account, int group, int file) {
    return "49,100," + std::to_string(account) + "/\n98,100,1," +
           std::to_string(group) + "/\n99,100,1," + std::to_string(file) +
           "/\n";
  };
  // With 88 records 4, 6 and 8; without 3, 5 and 7; and without trailers.
  for (const int account : {4, 3, 2}) {
    for (const int group : {6, 5, 4}) {
      for (const int file : {8, 7, 6}) {
        const Enriched out =
            Write(File(detail, counts(account, group, file)), {"INV-1"});
        EXPECT_EQ(out.bytes,
                  File(detail + "88,REMI: INV-1/\n",
                       counts(account == 4 ? 5 : account,
                              group == 6 ? 7 : group, file == 8 ? 9 : file)));
      }
    }
  }
}

TEST(Bai2Records, WhatDoesNotFitIsLeftOut) {
  const Enriched out = Write(File("16,195,100,0,R,,A/\n", "49,100,3/\n"),
                             {"R\xC3\xA9", "INV-2", std::string(31, '7')});
  EXPECT_EQ(out.bytes,
            File("16,195,100,0,R,,A/\n88,REMI: INV-2/\n", "49,100,4/\n"));
  ASSERT_EQ(out.left_out.size(), 2U);
  EXPECT_EQ(out.left_out[0].why, "it is not printable ASCII");
  EXPECT_EQ(out.left_out[1].why, "it is longer than a record holds");
}

}  // namespace
}  // namespace cashmatch
