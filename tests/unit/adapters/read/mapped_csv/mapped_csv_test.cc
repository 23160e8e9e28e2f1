// SPDX-License-Identifier: Apache-2.0
// mapped_csv_test.cc - what holds of every kind of mapped file.
#include "adapters/read/mapped_csv/mapped_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include "tests/unit/adapters/read/mapped_csv/mapped_text.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(MappedCsvTest, TheSummaryNamesTheMapping) {
  CsvMapping mapping = OwnMapping(MappingKind::kAdvice);
  mapping.name = "acme";
  const BankFile file = ReadMapped(mapping, "reference\nINV-1\n");
  EXPECT_EQ(file.summary.format, "csv");
  EXPECT_EQ(file.summary.version, "acme");
}

TEST(MappedCsvTest, AFileWithoutRowsSaysSo) {
  for (const MappingKind kind :
       {MappingKind::kStatement, MappingKind::kAdvice, MappingKind::kPayouts}) {
    const BankFile file =
        ReadMapped(OwnMapping(kind), "reference,amount,gross\n");
    EXPECT_THAT(Said(file.findings), testing::Contains(HasSubstr("CSV-EMPTY")));
  }
}

TEST(MappedCsvTest, ARejectedFileGivesNothing) {
  const BankFile file = ReadMapped(OwnMapping(MappingKind::kAdvice),
                                   "reference\nINV-1\n\"INV-2\n");
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  EXPECT_TRUE(file.advice.receipts.empty());
}

TEST(MappedCsvTest, RefusesWhatMemoryMayNotHold) {
  // Pages that nobody looks at need no memory.
  constexpr size_t kSize = (size_t{512} << 20) + 1;
  void* const pages = mmap(nullptr, kSize, PROT_READ,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(pages, MAP_FAILED);
  const std::string_view bytes(static_cast<const char*>(pages), kSize);
  BankFile file;
  ReadMappedCsv(Source{"input", bytes}, OwnMapping(MappingKind::kStatement),
                ReadOptions(), &file);
  ASSERT_EQ(file.findings.list().size(), 1U);
  EXPECT_EQ(file.findings.list()[0].code, "TOO-LARGE");
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  munmap(pages, kSize);
}

TEST(MappedCsvTest, EveryPrefixOfAStatementIsReadOrRefused) {
  const std::string text =
      "value_date,amount,currency,text\n2026-03-02,1.00,USD,\"a \"\"b\"\"\"\n"
      "2026-03-03,2.00,USD,c\n";
  size_t receipts = 0;
  for (size_t size = 0; size <= text.size(); ++size) {
    const BankFile file =
        ReadMapped(OwnMapping(MappingKind::kStatement), text.substr(0, size));
    for (const Receipt& receipt : file.receipts.receipts) {
      EXPECT_TRUE(receipt.amount == 100 || receipt.amount == 200) << size;
      ++receipts;
    }
  }
  EXPECT_GT(receipts, 0u);
}

}  // namespace
}  // namespace cashmatch
