// SPDX-License-Identifier: Apache-2.0
// book_input_test.cc - CSV or NDJSON by content; the samples; the broken files.
#include "adapters/read/book_input/book_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "adapters/read/rows/utf8_text.h"
#include "tests/unit/adapters/read/rows/described.h"

namespace cashmatch {
namespace {

using namespace std::string_literals;
namespace fs = std::filesystem;

const fs::path kData = fs::path(CASHMATCH_SOURCE_DIR) / "data";

std::string Content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Reads customers and tells how many, and the first code found.
std::string Read(std::string_view text) {
  CustomerBlock block;
  Findings findings;
  ReadCustomers({"f", text}, &block, &findings);
  return std::to_string(block.customers.size()) +
         (findings.empty() ? "" : " " + findings.list()[0].code);
}

TEST(ReadCustomersTest, GoesByContent) {
  EXPECT_EQ(Read("customer_id,name\nC1,A\n"), "1");
  EXPECT_EQ(Read("{\"customer_id\":\"C1\",\"name\":\"A\"}"), "1");
  EXPECT_EQ(Read("\xEF\xBB\xBF\n {\"customer_id\":\"C1\",\"name\":\"A\"}\n"),
            "1");
  EXPECT_EQ(Read("[{\"customer_id\":\"C1\",\"name\":\"A\"}]"), "0 NDJSON-JSON");
  EXPECT_EQ(Read("<xml/>"), "0 CSV-COLUMNS");
  EXPECT_EQ(Read(""), "0 TEXT-EMPTY");
}

TEST(ReadCustomersTest, SeesThroughUtf16) {
  const std::string text = "{\"customer_id\":\"C1\",\"name\":\"A\"}";
  std::string little = "\xFF\xFE", big = "\xFE\xFF";
  for (const char c : text) {
    little += c + "\0"s;
    big += "\0"s + c;
  }
  EXPECT_EQ(Read(little), "1 TEXT-ENCODING");
  EXPECT_EQ(Read(big), "1 TEXT-ENCODING");
}

TEST(ReadOpenItemsTest, CsvAndNdjsonGiveTheSameItems) {
  OpenItemBlock csv, ndjson;
  Findings findings;
  ReadOpenItems({"f",
                 "item_id,customer_id,document_number,currency,amount,"
                 "document_date\nA,C,1,USD,1.10,2026-02-01\n"},
                nullptr, &csv, &findings);
  ReadOpenItems({"f",
                 "{\"item_id\":\"A\",\"customer_id\":\"C\",\"currency\":"
                 "\"USD\",\"amount\":1.10,\"document_number\":\"1\","
                 "\"document_date\":\"2026-02-01\"}"},
                nullptr, &ndjson, &findings);
  EXPECT_TRUE(findings.empty());
  ASSERT_EQ(csv.items.size(), 1u);
  ASSERT_EQ(ndjson.items.size(), 1u);
  EXPECT_EQ(csv.items[0].amount, ndjson.items[0].amount);
  EXPECT_EQ(csv.items[0].document_date, ndjson.items[0].document_date);
}

std::string TextsOf(const ItemTexts& at) {
  std::string texts(at.ItemId(0));
  texts.append(" ").append(at.Number(0));
  return texts.append(" ").append(at.References(0));
}

/// What is said of a file that is read packed.
std::string SaidOfPacked(const std::string& name, const std::string& content) {
  const std::string padded = content + std::string(kTextPadding, '\0');
  const Source source{name, std::string_view(padded).substr(0, content.size())};
  PackedItems packed;
  Findings findings;
  ReadOpenItems(source, nullptr, &packed, &findings);
  EXPECT_EQ(findings.rejected(), packed.size() == 0) << name;
  std::string said;
  for (const Finding& finding : findings.list()) {
    said += Describe(name, finding) + "\n";
  }
  return said;
}

TEST(ReadOpenItemsTest, PackedOnesAreTheSame) {
  std::string csv =
      "item_id,customer_id,document_number,currency,amount,document_date,"
      "due_date,references,linked_item\n";
  for (int i = 0; i < 60'000; ++i) {  // several parts
    csv += "I" + std::to_string(i) + ",C" + std::to_string(i % 7) + ",\"D" +
           std::to_string(i) + "\",USD," + (i % 11 == 0 ? "0" : "1.10") +
           ",2026-02-" + std::to_string(10 + i % 19) + ",,\"a \"\"b\"\"\"," +
           (i % 5 == 0 ? "I1" : "") + (i % 13 == 0 ? "\n\n" : "\r\n");
  }
  OpenItemBlock rows;
  PackedItems packed;
  Findings findings, of_packed;
  ReadOpenItems({"f", csv}, nullptr, &rows, &findings);
  const size_t size = csv.size();
  csv += std::string(kTextPadding, '\0');
  ReadOpenItems({"f", std::string_view(csv).substr(0, size)}, nullptr, &packed,
                &of_packed);
  EXPECT_EQ(Described(of_packed), Described(findings));
  PackedItems expected = Pack(rows);
  packed.CloseGaps();
  expected.CloseGaps();
  ASSERT_EQ(packed.size(), expected.size());
  ASSERT_GT(packed.size(), 50'000u);
  size_t rare = 0, expected_rare = 0;
  for (const ItemPiece& piece : packed.pieces) rare += piece.rare.size();
  for (const ItemPiece& piece : expected.pieces) {
    expected_rare += piece.rare.size();
  }
  EXPECT_EQ(rare, expected_rare);
  for (size_t i = 0; i < packed.hot.size(); ++i) {
    ASSERT_EQ(TextsOf(packed.texts[i]), TextsOf(expected.texts[i]));
    ASSERT_EQ(packed.hot[i].open, expected.hot[i].open);
    ASSERT_EQ(packed.hot[i].document_date, expected.hot[i].document_date);
  }
}

/// The texts of both items of a file that somebody keeps, a line each, and how
/// many bytes of them were copied.
std::pair<std::string, size_t> TextsOfKept(const std::string& content) {
  const auto kept =
      std::make_shared<const std::string>(content + std::string(64, '\0'));
  PackedItems packed;
  Findings findings;
  {
    Source source{"f", std::string_view(*kept).substr(0, content.size())};
    source.keep = kept;
    ReadOpenItems(source, nullptr, &packed, &findings);
  }
  EXPECT_FALSE(findings.rejected());
  EXPECT_EQ(packed.size(), 2u);
  size_t copied = 0;
  std::string texts;
  for (ItemPiece& piece : packed.pieces) {
    copied += piece.item_text.bytes();
    for (const ItemTexts& at : piece.texts()) texts += TextsOf(at) + "\n";
  }
  return {texts, copied};
}

TEST(ReadOpenItemsTest, TextsStayInAFileThatSomebodyKeeps) {
  const std::string head =
      "references,document_number,currency,amount,document_date,customer_id,"
      "item_id\n";
  const auto [plain, none] = TextsOfKept(
      head + "PO1,D1,USD,1.10,2026-02-01,C,A\n,D2,USD,1.10,2026-02-01,C,\"B\"");
  EXPECT_EQ(plain, "A D1 PO1\nB D2 \n");
  EXPECT_EQ(none, 0u);
  // What does not stand in the file as it is has to be copied.
  const auto [doubled, some] =
      TextsOfKept(head +
                  "PO1,\"D\"\"1\",USD,1.10,2026-02-01,C,A\n"
                  "P2,D2,USD,1.10,2026-02-01,C,B");
  EXPECT_EQ(doubled, "A D\"1 PO1\nB D2 P2\n");
  EXPECT_NE(some, 0u);
  const auto [converted, all] =
      TextsOfKept(head +
                  "PO\xE4,D1,USD,1.10,2026-02-01,C,A\n"
                  "P2,D2,USD,1.10,2026-02-01,C,B");
  EXPECT_EQ(converted, "A D1 PO\xC3\xA4\nB D2 P2\n");
  EXPECT_NE(all, 0u);
  const std::string line =
      R"("customer_id":"C","currency":"USD","amount":1,"document_date":"2026-02-01")";
  const auto [ndjson, copied] = TextsOfKept(
      "{\"item_id\":\"A\",\"document_number\":\"D\\u0041\"," + line +
      "}\n{\"item_id\":\"B\",\"document_number\":\"D2\"," + line + "}\n");
  EXPECT_EQ(ndjson, "A DA \nB D2 \n");
  EXPECT_NE(copied, 0u);
}

TEST(SamplesTest, AreReadWithoutAWord) {
  OpenItemBlock items;
  CustomerBlock customers;
  Findings findings;
  ReadOpenItems({"f", Content(kData / "samples/open_items.csv")}, nullptr,
                &items, &findings);
  ReadCustomers({"f", Content(kData / "samples/customers.csv")}, &customers,
                &findings);
  EXPECT_THAT(Described(findings), testing::IsEmpty());
  EXPECT_GE(items.items.size(), 20u);
  EXPECT_GE(customers.customers.size(), 10u);
}

TEST(RejectedFilesTest, BringTheMessagesBesideThem) {
  int files = 0;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(kData / "rejected")) {
    const std::string name = entry.path().filename();
    if (!name.starts_with("open-items-") || !name.ends_with(".csv")) continue;
    ++files;
    OpenItemBlock block;
    Findings findings;
    const std::string content = Content(entry.path());
    ReadOpenItems({name, content}, nullptr, &block, &findings);
    std::string said;
    for (const Finding& finding : findings.list()) {
      said += Describe(name, finding) + "\n";
    }
    EXPECT_EQ(said, Content(entry.path().string() + ".expected"));
    EXPECT_FALSE(findings.empty()) << name;
    EXPECT_EQ(findings.rejected(), findings.worst() != Severity::kWarning)
        << name;
    EXPECT_EQ(findings.rejected(), block.items.empty()) << name;
    EXPECT_EQ(SaidOfPacked(name, content), said);
  }
  EXPECT_GE(files, 10);
}

}  // namespace
}  // namespace cashmatch
