// SPDX-License-Identifier: Apache-2.0
// dom_test.cc - lines say what a plain reader over simdjson's tree says.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <random>
#include <string>

#include "adapters/read/ndjson/receipts.h"

namespace cashmatch {
namespace {

using simdjson::dom::element;

/// A text of the tree; null and what is no text are empty.
std::string TextOf(const element& object, std::string_view name) {
  std::string_view text;
  if (object[name].get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

/// What the tree of a line says, the members one after the other.
std::string ByTree(const element& line) {
  std::string said;
  for (const char* const name :
       {"receipt_id", "bank_reference", "account", "type_code", "value_date"}) {
    said += TextOf(line, name) + "|";
  }
  said += FormatDecimal(ParseDecimal(TextOf(line, "amount"), 2).minor, 2) + "|";
  element payer;
  if (line["payer"].get(payer) == simdjson::SUCCESS && payer.is_object()) {
    for (const char* const name : {"name", "account", "bank", "id"}) {
      said += TextOf(payer, name) + "|";
    }
  } else {
    said += "||||";
  }
  simdjson::dom::array list;
  if (line["references"].get(list) == simdjson::SUCCESS) {
    for (const element reference : list) {
      const std::string value = TextOf(reference, "value");
      if (!value.empty()) said += value + ",";
    }
  }
  if (line["text"].get(list) == simdjson::SUCCESS) {
    for (const element text : list) {
      std::string_view plain;
      if (text.get(plain) == simdjson::SUCCESS) said += std::string(plain);
      said += ";";
    }
  }
  return said;
}

/// The same of a receipt.
std::string ByReader(const ReceiptBlock& block) {
  const Receipt& receipt = block.receipts.at(0);
  std::string said;
  for (const std::string_view text : {receipt.id, receipt.bank_reference,
                                      receipt.account, receipt.type_code}) {
    said += std::string(text) + "|";
  }
  said += FormatDay(receipt.value_date) + "|" +
          FormatMoney(receipt.amount, receipt.currency) + "|";
  for (const std::string_view text : {receipt.payer_name, receipt.payer_account,
                                      receipt.payer_bank, receipt.payer_id}) {
    said += std::string(text) + "|";
  }
  for (const Reference& reference : block.References(receipt)) {
    said += std::string(reference.value) + ",";
  }
  for (const std::string_view text : block.Texts(receipt)) {
    said += std::string(text) + ";";
  }
  return said;
}

class Lines {
 public:
  explicit Lines(uint32_t seed) : draw_(seed) {}

  std::string Next() {
    std::string members[] = {
        Member("receipt_id", Text()),
        Member("bank_reference", Text()),
        Member("account", Text()),
        Member("type_code", Text()),
        "\"currency\":\"EUR\"",
        "\"value_date\":\"2026-03-02\"",
        "\"amount\":\"" + std::to_string(1 + draw_() % 1000) + ".07\"",
        "\"payer\":{" + Member("name", Text()) + "," + Member("id", Text()) +
            "}",
        "\"references\":[{\"type\":\"invoice\"," + Member("value", Text()) +
            "}]",
        "\"text\":[" + Text() + "," + Text() + "]",
        "\"unknown\":[1,{\"a\":null},true,-1.5e3]"};
    std::shuffle(std::begin(members), std::end(members), draw_);
    std::string line = "{";
    for (const std::string& member : members) {
      if (line.size() > 1) line += Blank() + ",";
      line += Blank() + member;
    }
    return line + "}";
  }

  /// Puts something else anywhere into the line.
  void Damage(std::string* line) {
    static constexpr std::string_view kPieces[] = {
        "\"",      "\\",  "{",    "}",    "[",
        "]",       ":",   ",",    "null", "\\u00e9",
        " ",       "1",   "\xE9", "\x01", "\\ud83d\\ude00",
        "\\ud83d", "tru", "-"};
    const size_t at = draw_() % line->size();
    line->replace(at, draw_() % 2, kPieces[draw_() % std::size(kPieces)]);
  }

 private:
  static std::string Member(std::string_view name, const std::string& value) {
    return "\"" + std::string(name) + "\":" + value;
  }
  std::string Text() {
    static constexpr std::string_view kTexts[] = {
        "\"plain\"",
        "\"with \\\"quotes\\\" and \\\\\"",
        "\"caf\xC3\xA9\"",
        "\"\\u00e9\\t\\ud83d\\ude00\"",
        "\"{[,:]}\"",
        "\"a text of more than sixty-four bytes, which is where the blocks of "
        "the vectors end, and on\""};
    return std::string(kTexts[draw_() % std::size(kTexts)]);
  }
  std::string Blank() { return std::string(draw_() % 3, ' '); }

  std::mt19937 draw_;
};

/// True if the tree has one object, without the same member twice.
bool ReadTree(simdjson::dom::parser* parser, const std::string& line,
              element* tree) {
  return parser->parse(line).get(*tree) == simdjson::SUCCESS &&
         tree->is_object();
}

BankFile Read(const std::string& bytes) {
  BankFile file;
  file.defer_ids = true;  // one that is not there stays empty
  ReadReceiptsNdjson({"in", bytes}, {}, &file);
  return file;
}

TEST(Dom, WholeLinesSayTheSame) {
  const simdjson::implementation* const best =
      simdjson::get_active_implementation();
  for (const simdjson::implementation* const target :
       simdjson::get_available_implementations()) {
    if (!target->supported_by_runtime_system()) continue;
    SCOPED_TRACE(target->name());
    simdjson::get_active_implementation() = target;
    simdjson::dom::parser parser;
    Lines lines(1);
    for (int i = 0; i < 500; ++i) {
      const std::string line = lines.Next();
      element tree;
      ASSERT_TRUE(ReadTree(&parser, line, &tree)) << line;
      const BankFile file = Read(line);
      ASSERT_EQ(file.receipts.receipts.size(), 1u) << line;
      ASSERT_EQ(ByReader(file.receipts), ByTree(tree)) << line;
    }
  }
  simdjson::get_active_implementation() = best;
}

/// A line that is damaged is refused, or held, or says what its tree says. What
/// stands in members that nobody reads is not looked at.
TEST(Dom, DamagedLinesSayNothingElse) {
  simdjson::dom::parser parser;
  Lines lines(2);
  int accepted = 0, refused = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string line = lines.Next();
    lines.Damage(&line);
    element tree;
    const bool whole = ReadTree(&parser, line, &tree);
    const BankFile file = Read(line);
    if (file.summary.status != FileStatus::kAccepted) {
      ++refused;
      if (!whole) continue;
      // Refused although it is JSON: then for what a member says.
      EXPECT_NE(file.findings.list().at(0).code, "NDJSON-JSON") << line;
      continue;
    }
    if (line.find("unknown") != std::string::npos && !whole) continue;
    ASSERT_TRUE(whole) << line;
    if (file.receipts.receipts.empty()) continue;
    ++accepted;
    ASSERT_EQ(ByReader(file.receipts), ByTree(tree)) << line;
  }
  EXPECT_GT(accepted, 2000);
  EXPECT_GT(refused, 2000);
}

}  // namespace
}  // namespace cashmatch
