// SPDX-License-Identifier: Apache-2.0
// detect_test.cc - every format is told by its content, everything else named.
#include "adapters/read/detect/detect.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <string>

namespace cashmatch {
namespace {

constexpr std::string_view kBai2 =
    "01,BANK,US,260302,0900,1,,,2/\n"
    "02,US,BANK,1,260302,,USD,2/\n"
    "03,0123,USD,,,,/\n"
    "16,142,5000,Z,BR1,,INV 1\n"
    "49,5000,3/\n98,5000,1,5/\n99,5000,1,7/\n";

constexpr std::string_view kCamt =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
    "<BkToCstmrStmt/></Document>\n";

constexpr std::string_view kNdjson =
    "{\"amount\":\"1.00\",\"currency\":\"USD\",\"value_date\":\"2026-03-02\"}"
    "\n";

constexpr std::string_view kNacha =
    "101 021000021 1234567892603020900A094101BANK                   COMPANY   "
    "                    \n";

constexpr std::string_view kX12 =
    "ISA*00*          *00*          *ZZ*A              *ZZ*B              "
    "*260302*1200*U*00401*000000001*0*P*>~GS*RA*A*B*20260302*1200*1*X*004010~"
    "ST*820*0001~BPR*C*50.00*C*ACH************20260302~SE*3*0001~GE*1*1~"
    "IEA*1*000000001~";

constexpr std::string_view kSwift = ":20:STARTUMS\n:32A:123\n";

/// An empty lockbox: one batch without a check.
std::string Lockbox() {
  const auto padded = [](std::string record) {
    record.resize(80, ' ');
    return record + "\n";
  };
  return padded("100ABCDEFGHIJ02100002102603020900") +
         padded("2ABCDEFGHIJ02100002100000000040008000801") +
         padded("5001000000222226030202100002102100002100") +
         padded("7001000000222226030200000000000000") +
         padded("80000000002222260302000000000000000") + padded("9000006");
}

BankFile Read(std::string_view bytes, std::string_view format = {}) {
  BankFile file;
  ReadBankFile({"in", bytes}, format, {}, &file);
  return file;
}

TEST(Detect, TellsEachFormat) {
  EXPECT_EQ(DetectFormat(kBai2), "bai2");
  EXPECT_EQ(DetectFormat(kCamt), "camt");
  EXPECT_EQ(DetectFormat(kNdjson), "ndjson");
  EXPECT_EQ(DetectFormat(Lockbox()), "lockbox");
  EXPECT_EQ(DetectFormat(":20:STARTUMS\n:25:123\n"), "mt940");
  EXPECT_EQ(DetectFormat(kNacha), "nacha");
  EXPECT_EQ(DetectFormat(kX12), "x12");
}

TEST(Detect, ABai2FileWithoutItsBeginningIsStillOne) {
  const std::string_view rest = kBai2.substr(kBai2.find("02,"));
  EXPECT_EQ(DetectFormat(rest), "bai2");
  EXPECT_EQ(Read(rest).summary.status, FileStatus::kRejected);
  EXPECT_EQ(DetectFormat("16,142\n"), "");
  EXPECT_EQ(DetectFormat("16,142\n17,143\n"), "");
}

TEST(Detect, TakesNothingElse) {
  EXPECT_EQ(DetectFormat(""), "");
  EXPECT_EQ(DetectFormat("Dear treasurer,\n"), "");
  EXPECT_EQ(DetectFormat(":20:STARTUMS\n:32A:123\n"), "");
  EXPECT_EQ(DetectFormat("item_id,amount\n1,2\n"), "");
}

TEST(Detect, ReadsByTheReaderOfTheFormat) {
  const BankFile file = Read(kBai2);
  EXPECT_EQ(file.summary.format, "bai2");
  EXPECT_EQ(file.summary.entries, 1u);
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].amount, 5000);
  EXPECT_EQ(Read(kNdjson).summary.format, "ndjson");
  EXPECT_EQ(Read(kX12).summary.format, "x12.820");
  EXPECT_EQ(Read(kX12).receipts.receipts.at(0).amount, 5000);
  EXPECT_EQ(Read(kNacha).summary.format, "nacha");
}

TEST(Detect, ANamedFormatOverridesTheContent) {
  // An empty stream of receipts is fine when one says that it is one.
  BankFile file;
  EXPECT_TRUE(ReadBankFile({"-", ""}, "ndjson", {}, &file));
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
  EXPECT_EQ(Read(kNdjson, "camt.053").summary.status, FileStatus::kRejected);
  EXPECT_TRUE(IsBankFormat("camt.054"));
  EXPECT_TRUE(IsBankFormat("lockbox"));
  EXPECT_TRUE(IsBankFormat("mt940"));
  EXPECT_TRUE(IsBankFormat("mt942"));
  EXPECT_FALSE(IsBankFormat("mt941"));
  EXPECT_TRUE(IsBankFormat("x12.823"));
  EXPECT_TRUE(IsBankFormat("nacha"));
}

TEST(Detect, RefusesWithOneFindingThatHelps) {
  BankFile file;
  EXPECT_FALSE(ReadBankFile({"in", kSwift}, "", {}, &file));
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  ASSERT_EQ(file.findings.list().size(), 1u);
  EXPECT_EQ(Describe("in", file.findings.list()[0]),
            "in: UNRECOGNISED: found a SWIFT message, but no statement: MT940 "
            "and MT942 have :20: and :25: near their beginning, expected BAI2, "
            "a BAI lockbox, camt.052, camt.053, camt.054, remt.001, MT940, "
            "MT942, X12 820 or 823, NACHA, canonical NDJSON, or CSV with "
            "--mapping; file rejected");
  EXPECT_EQ(Read("Dear\x01 all").findings.list().at(0).found,
            "content that begins 'Dear\\x01 all'");
  EXPECT_EQ(Read(kBai2, "mt941").findings.list().at(0).found,
            "the format name 'mt941'");
}

TEST(Detect, EmptyFilesSaySo) {
  EXPECT_EQ(Read("").findings.list().at(0).code, "EMPTY");
  EXPECT_EQ(Read("").findings.list().at(0).found, "an empty file");
  EXPECT_EQ(Read(" \r\n\x1A").findings.list().at(0).code, "EMPTY");
  EXPECT_EQ(Read("").summary.status, FileStatus::kRejected);
}

TEST(ReadBankFile, CountsAFileOnceThatWasPutTogetherFromItself) {
  const std::string x12(kX12), bai2(kBai2);
  for (const std::string& once : {bai2, x12, Lockbox()}) {
    const BankFile file = Read(once + once + once);
    ASSERT_FALSE(file.findings.empty()) << once;
    const Finding& told = file.findings.list().front();
    EXPECT_EQ(told.code, "FILE-REPEATED");
    EXPECT_EQ(told.severity, Severity::kWarning);
    EXPECT_EQ(told.found, "the same content 3 times");
    const BankFile alone = Read(once);
    EXPECT_EQ(file.receipts.receipts.size(), alone.receipts.receipts.size());
    EXPECT_EQ(file.summary.entries, alone.summary.entries);
    EXPECT_EQ(file.findings.list().size(), alone.findings.list().size() + 1);
  }
  EXPECT_EQ(Read(bai2 + bai2).receipts.receipts.size(), 1U);
  // Its reader holds the second statement.
  const std::string mt940 =
      ":20:S\n:25:1/2\n:28C:1\n:60F:C260302EUR0,00\n"
      ":61:260302C5,00NTRFNONREF\n:62F:C260302EUR5,00\n-\n";
  const BankFile held = Read(mt940 + mt940);
  ASSERT_FALSE(held.findings.empty());
  EXPECT_EQ(held.findings.list().front().code, "MT-TWICE");
  // Equal lines are twins.
  const BankFile twins = Read(std::string(kNdjson) + std::string(kNdjson));
  EXPECT_EQ(twins.receipts.receipts.size(), 2U);
}

TEST(ReadBankFile, RefusesWhatMemoryMayNotHold) {
  // Pages that nobody looks at need no memory.
  constexpr size_t kSize = (size_t{512} << 20) + 1;
  void* const pages = mmap(nullptr, kSize, PROT_READ,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(pages, MAP_FAILED);
  const std::string_view bytes(static_cast<const char*>(pages), kSize);
  for (const std::string_view format : {"mt940", "x12.820", "nacha"}) {
    BankFile file;
    ReadBankFile(Source{"input", bytes}, format, ReadOptions(), &file);
    ASSERT_EQ(file.findings.list().size(), 1U) << format;
    EXPECT_EQ(file.findings.list()[0].code, "TOO-LARGE");
    EXPECT_EQ(file.findings.list()[0].found, "536870913 bytes");
    EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  }
  munmap(pages, kSize);
}

/// Takes all receipts.
struct Sink : ReceiptDrain {
  bool Take(uint64_t, ReceiptBlock*) override { return true; }
  void Hold(const HeldRange&) override {}
};

TEST(ReadBankFile, RefusesALargeFileOnlyWhereItsReceiptsAreHeld) {
  constexpr size_t kSize = (size_t{4} << 30) + 1;
  void* const pages = mmap(nullptr, kSize, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(pages, MAP_FAILED);
  static_cast<char*>(pages)[0] = static_cast<char*>(pages)[kSize - 1] = 'x';
  const std::string_view bytes(static_cast<const char*>(pages), kSize);
  for (const std::string_view format : {"lockbox", "ndjson"}) {
    BankFile held;
    ReadBankFile(Source{"input", bytes}, format, ReadOptions(), &held);
    EXPECT_EQ(held.findings.list().at(0).code, "TOO-LARGE") << format;
  }
  // It is no lockbox, which its reader says at once.
  Sink sink;
  BankFile file;
  file.drain = &sink;
  ReadBankFile(Source{"input", bytes}, "lockbox", ReadOptions(), &file);
  EXPECT_EQ(file.findings.list().at(0).code, "LBX-RECORDS");
  BankFile mt940;
  mt940.drain = &sink;
  ReadBankFile(Source{"input", bytes}, "mt940", ReadOptions(), &mt940);
  EXPECT_EQ(mt940.findings.list().at(0).code, "TOO-LARGE");
  munmap(pages, kSize);
}

}  // namespace
}  // namespace cashmatch
