// SPDX-License-Identifier: Apache-2.0
// remt_test.cc - every remittance advice against an independent reader.
#include "adapters/read/camt/remt.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/detect/detect.h"
#include "tests/conformance/formats_folder.h"

namespace cashmatch {
namespace {

using Element = simdjson::dom::element;

std::string TextOf(Element value) {
  return std::string(value.get_string().value());
}

/// A line as "CINV 684528 | 3916.11 USD", of the expectation and of ours.
std::string Expected(Element line) {
  std::string out;
  for (Element document : line["docs"]) out += TextOf(document.at(1)) + " ";
  for (Element amount : line["amounts"]) {
    out += TextOf(amount.at(2)) + " " + TextOf(amount.at(3)) + " ";
  }
  return out;
}

std::string Ours(const Receipt& advice, const AdviceLine& line) {
  std::string out = std::string(line.reference) + " ";
  for (const Minor amount : {line.gross, line.discount, line.paid}) {
    if (amount == kNotStated) continue;
    out += FormatMoney(amount, advice.currency) + " " +
           std::string(CodeOf(advice.currency)) + " ";
  }
  return out;
}

TEST(RemtConformance, DocumentsAndAmountsAgree) {
  CASHMATCH_SKIP_WITHOUT_FORMATS();
  simdjson::dom::parser parser;
  const Element expectations =
      parser.load(FormatsFolder() / "expectations" / "remt001.json");
  size_t files = 0;
  for (Element file : expectations["files"]) {
    const std::string name = TextOf(file["file"]);
    const std::string bytes = ReadWhole(FormatsFolder() / name);
    EXPECT_EQ(DetectFormat(bytes), "remt.001") << name;
    BankFile read;
    ReadRemt({name, bytes}, ReadOptions(), &read);
    EXPECT_EQ(read.summary.status, FileStatus::kAccepted) << name;
    EXPECT_TRUE(read.receipts.receipts.empty()) << name;
    const std::string xmlns = TextOf(file["namespace"]);
    EXPECT_EQ(read.summary.version, xmlns.substr(xmlns.size() - 2)) << name;
    std::vector<std::string> expected, found;
    for (Element line : file["lines"]) expected.push_back(Expected(line));
    for (const Receipt& advice : read.advice.receipts) {
      for (const AdviceLine& line : read.advice.Advice(advice)) {
        found.push_back(Ours(advice, line));
      }
    }
    EXPECT_EQ(found, expected) << name;
    EXPECT_EQ(read.summary.details, expected.size()) << name;
    ++files;
  }
  std::printf("remt.001: %zu files agree\n", files);
  EXPECT_GT(files, 0u);
}

}  // namespace
}  // namespace cashmatch
