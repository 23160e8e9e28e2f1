// SPDX-License-Identifier: Apache-2.0
// handed_over_test.cc - a stream whose receipts leave the memory says the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "adapters/read/ndjson/receipts.h"

namespace cashmatch {
namespace {

std::string Line(const std::string& more = "",
                 const std::string& amount = "\"10.00\"") {
  return R"({"amount":)" + amount +
         R"(,"currency":"USD","value_date":"2026-03-05")" + more + "}";
}

/// Keeps what it is handed, in words.
class Words : public ReceiptDrain {
 public:
  bool Take(uint64_t first, ReceiptBlock* block) override {
    EXPECT_EQ(first, taken);
    taken += block->receipts.size();
    files_most = std::max(files_most, block->files.size());
    for (const Receipt& receipt : block->receipts) {
      said += std::string(receipt.id) + " " +
              std::string(block->files.at(receipt.file).name) + "\n";
    }
    return true;
  }
  void Hold(const HeldRange&) override {}
  uint64_t taken = 0;
  size_t files_most = 0;
  std::string said;
};

std::string Findings(const BankFile& file) {
  std::string said;
  for (const Finding& finding : file.findings.list()) {
    said += Describe("in", finding) + std::to_string(finding.place.offset);
  }
  return said;
}

TEST(ReceiptsNdjson, IsHandedOverWithItsFilesAndLooksForIdsThatComeAgain) {
  for (const bool again : {false, true}) {
    std::string bytes, expected;
    for (int i = 0; i < 50; ++i) {
      const std::string id = "id" + std::to_string(i % 40);
      const std::string from = "f" + std::to_string(i / 5);
      bytes += Line(R"(,"receipt_id":")" + id + R"(","source":{"file":")" +
                        from + "\"}",
                    again && i == 45 ? "\"11.00\"" : "\"10.00\"") +
               "\n";
      expected += id + " " + from + "\n";
    }
    BankFile whole;
    ReadReceiptsNdjson({"in.ndjson", bytes}, {}, &whole);
    for (const size_t size : {1, 100, 1000, 100'000}) {
      Words words;
      BankFile file;
      file.drain = &words;
      file.drain_at = 3;
      ReadOptions options;
      options.part_bytes = size;
      int let_go = 0;
      ReadReceiptsNdjson({"in.ndjson", bytes, [&] { ++let_go; }}, options,
                         &file);
      if (!again) {
        EXPECT_EQ(words.said, expected) << size;
      }
      EXPECT_EQ(Findings(file), Findings(whole)) << size;
      EXPECT_EQ(file.summary.status, whole.summary.status);
      EXPECT_EQ(file.summary.status == FileStatus::kRejected, again);
      EXPECT_EQ(let_go, 0) << "the file is small";
      if (size == 1) {
        EXPECT_LE(words.files_most, 2u);
      }
    }
  }
}

TEST(ReceiptsNdjson, AdviceIsNotHandedOver) {
  Words words;
  BankFile file;
  file.drain = &words;
  file.drain_at = 1;
  ReadAdviceNdjson({"in.ndjson", Line(R"(,"receipt_id":"a")")}, {}, &file);
  EXPECT_EQ(words.taken, 0u);
  EXPECT_EQ(file.advice.receipts.size(), 1u);
}

}  // namespace
}  // namespace cashmatch
