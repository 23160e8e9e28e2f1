// SPDX-License-Identifier: Apache-2.0
// details_test.cc - an account of many details is like one of few.
#include "adapters/read/bai2/details.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/bai2/bai2_text.h"

namespace cashmatch::bai2 {
namespace {

/// Reads the details of `text` into `list`.
void ReadAll(std::string_view text, DetailList* list) {
  static const std::function<void()> kNobody;
  list->Start(text, kNobody, kUsDollar, false);
  RecordReader reader(text);
  Record record;
  Faults faults;
  while (reader.Next(&record)) {
    if (record.code == RecordCode::kDetail) list->Read(record, &faults);
  }
}

std::string ManyDetails(size_t count) {
  std::string text = "03,1,USD,,,,/ ";  // the first shares its line
  for (size_t i = 0; i < count; ++i) {
    text += "16,165," + std::to_string(i + 1) + ",0,R" + std::to_string(i) +
            ",,TEXT " + std::to_string(i) + "\n88,MORE/\n";
  }
  return text;
}

TEST(DetailList, ManyAreReadAgainAsTheyWere) {
  const size_t count = DetailList::kInMemory + 10;
  const std::string text = ManyDetails(count);
  DetailList list;
  ReadAll(text, &list);
  list.Hold(3, "BAI-SIDE");
  list.Hold(3, "BAI-OTHER");  // the first stays
  ASSERT_EQ(list.size(), count);
  EXPECT_EQ(list.credit().sum, WideMinor{count} * (count + 1) / 2);
  EXPECT_FALSE(list.debit().any);
  for (int pass = 0; pass < 2; ++pass) {
    size_t seen = 0;
    list.ForEach([&](const Detail& detail, auto texts) {
      EXPECT_EQ(detail.number, seen + 1);
      EXPECT_EQ(detail.amount.minor, static_cast<Minor>(seen + 1));
      EXPECT_EQ(detail.line, 2 * seen + 1);
      EXPECT_EQ(detail.bank_reference, "R" + std::to_string(seen));
      EXPECT_EQ(detail.held, seen == 2 ? "BAI-SIDE" : "");
      EXPECT_EQ(texts.size(), 2u);
      EXPECT_EQ(texts[0], "TEXT " + std::to_string(seen));
      ++seen;
      return !testing::Test::HasFailure();
    });
    EXPECT_EQ(seen, count);
  }
}

TEST(DetailList, WhatWasHeldWhileTheyWereFewStaysHeld) {
  const std::string text = ManyDetails(DetailList::kInMemory + 1);
  static const std::function<void()> kNobody;
  DetailList list;
  list.Start(text, kNobody, kUsDollar, false);
  RecordReader reader(text);
  Record record;
  Faults faults;
  while (reader.Next(&record)) {
    if (record.code != RecordCode::kDetail) continue;
    const uint32_t number = list.Read(record, &faults).number;
    if (number == 5 || number == DetailList::kInMemory + 1) {
      list.Hold(number, "BAI-TYPE");
    }
  }
  std::vector<uint32_t> held;
  list.ForEach([&](const Detail& detail, auto) {
    if (!detail.held.empty()) held.push_back(detail.number);
    return true;
  });
  EXPECT_EQ(held, (std::vector<uint32_t>{5, DetailList::kInMemory + 1}));
}

TEST(DetailList, ABodyThatWantsNoMoreEndsIt) {
  for (const size_t count : {size_t{10}, DetailList::kInMemory + 10}) {
    const std::string text = ManyDetails(count);
    DetailList list;
    ReadAll(text, &list);
    size_t seen = 0;
    list.ForEach([&](const Detail&, auto) { return ++seen < 4; });
    EXPECT_EQ(seen, 4u);
  }
}

// An account is judged alike on both sides of what is kept in memory.
TEST(DetailList, AnAccountOfManyIsJudgedLikeOneOfFew) {
  for (const size_t count : {size_t{20}, DetailList::kInMemory + 20}) {
    SCOPED_TRACE(count);
    std::vector<std::string> records;
    for (size_t i = 0; i < count; ++i) {
      records.push_back("16,165,100,,REF" + std::to_string(i) + ",,/");
    }
    records[4] = "16,115,700,,LUMP,,/";
    records[5] = "16,116,300,,A,,/";
    records[6] = "16,116,400,,B,,/";
    records[9] = "16,495,55,,WIRE OUT,,/";
    const Minor credits = static_cast<Minor>(count - 4) * 100 + 1400;
    // Total credits say that detail 10 is one of them.
    std::string text = Bai2File(
        records, "02,1,2,1,260314,2359,USD,2/",
        "03,0123456789,USD,100," + std::to_string(credits + 55) + ",,/");
    const BankFile file = ReadText(text);
    EXPECT_NE(Told(file).find("BAI-SIDE 13 group 1 / account …6789 / detail "
                              "10: found type code 495"),
              std::string::npos)
        << Told(file);
    EXPECT_EQ(file.receipts.receipts.size(), count - 2);  // no lump, no debit
  }
}

}  // namespace
}  // namespace cashmatch::bai2
