// SPDX-License-Identifier: Apache-2.0
// detail_receipts_test.cc - batches of details make the receipts that one
// makes.
#include "adapters/read/bai2/detail_receipts.h"

#include <gtest/gtest.h>

#include <string>

#include "adapters/read/bai2/bai2.h"

namespace cashmatch::bai2 {
namespace {

std::string Said(const BankFile& file) {
  std::string said;
  for (const Finding& finding : file.findings.list()) {
    said += Describe("in", finding) + "\n";
  }
  const ReceiptBlock& block = file.receipts;
  for (const Receipt& receipt : block.receipts) {
    for (const std::string_view text :
         {receipt.id, receipt.bank_reference, receipt.account,
          receipt.type_code, receipt.payer_name, receipt.payer_id, receipt.held,
          block.files.at(receipt.file).name}) {
      said += std::string(text) + "|";
    }
    said += std::to_string(receipt.amount) + "@" +
            std::to_string(receipt.line) + "," + std::to_string(receipt.offset);
    for (const Reference& reference : block.References(receipt)) {
      said += "|" + std::string(reference.value);
    }
    for (const std::string_view text : block.Texts(receipt)) {
      said += "|" + std::string(text);
    }
    said += "\n";
  }
  return said + std::to_string(file.summary.entries);
}

std::string Read(const std::string& bytes, size_t part_bytes) {
  BankFile file;
  ReadOptions options;
  options.part_bytes = part_bytes;
  ReadBai2({"in.bai", bytes}, options, &file);
  return Said(file);
}

/// Two accounts of so many details, with deposits and their items, a debit, an
/// amount that cannot be read and `text`.
std::string File(int details, std::string_view text) {
  std::string bytes =
      "01,121000358,CASHMATCH,260302,2330,1,,,2/\n"
      "02,CASHMATCH,121000358,1,260302,2359,USD,2/\n";
  for (const char* const account : {"111", "222"}) {
    bytes += std::string("03,") + account + ",USD,/\n";
    int total = 0;
    for (int i = 0; i < details; ++i) {
      const char* const type = i % 50 == 7 ? "455" : i % 3 == 0 ? "195" : "142";
      bytes += std::string("16,") + type + "," +
               (i == 5 ? "1O0" : std::to_string(i)) + ",,BR" +
               std::to_string(i) + ",CR,ORIG CO NAME:" + std::string(text) +
               std::to_string(i) + "\n88,ORIG ID:77 INV:" + std::to_string(i) +
               "\n";
      total += i == 5 ? 100 : i;
    }
    bytes += "49," + std::to_string(total) + "," +
             std::to_string(2 * details + 2) + "/\n";
  }
  return bytes + "98,0,2,0/\n99,0,1,0/\n";
}

TEST(DetailReceipts, BatchesOfAnySizeSayTheSame) {
  for (const std::string_view text : {"ACME ", "CAF\xC9 ", "A\tB\x01 "}) {
    const std::string bytes = File(40, text);
    const std::string whole = Read(bytes, SIZE_MAX);
    EXPECT_NE(whole.find("BAI-AMOUNT"), std::string::npos);
    for (size_t size = 1; size < 64 * 45; size += 21) {
      ASSERT_EQ(Read(bytes, size), whole) << size;
    }
  }
}

TEST(DetailReceipts, AnAccountThatIsReadAgainToo) {
  const std::string bytes = File(70'000, "ACME ");
  const std::string whole = Read(bytes, SIZE_MAX);
  EXPECT_EQ(Read(bytes, 64 * 1000), whole);
  EXPECT_EQ(Read(bytes, 64 * 65'000), whole);
}

}  // namespace
}  // namespace cashmatch::bai2
