// SPDX-License-Identifier: Apache-2.0
// large_file_test.cc - files read in two passes print what one pass prints.
#include "adapters/workspace/large_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/read/detect/detect.h"
#include "adapters/write/file_summary.h"

namespace cashmatch {
namespace {

/// What was printed: the receipts, unless the file was rejected, the summary.
struct Printed {
  std::string receipts, summary;
  uint64_t drained = 0;
};

Printed AtOnce(const Source& source, const ReadOptions& options) {
  BankFile file;
  ReadBankFile(source, {}, options, &file);
  Printed printed;
  printed.summary = FileSummaryJson(source.name, file);
  PutReceipts(file.receipts, [&](std::string_view text) {
    printed.receipts += text;
    return true;
  });
  return printed;
}

/// The same in two passes, with `at` receipts in memory.
Printed InTwoPasses(const Source& source, const ReadOptions& options,
                    size_t at) {
  const RunWatch watch;
  Printed printed;
  const PrintingDrain::Sink sink = [&](std::string_view text) {
    printed.receipts += text;
    return true;
  };
  ProvingDrain proving(true, watch);
  BankFile file;
  file.drain = &proving;
  file.drain_at = at;
  ReadBankFile(source, {}, options, &file);
  printed.summary = FileSummaryJson(source.name, file);
  printed.drained = file.drained;
  if (file.drained == 0) {
    PutReceipts(file.receipts, sink);
    return printed;
  }
  EXPECT_TRUE(proving.Finish());
  PrintingDrain printing(&proving, sink);
  BankFile again;
  again.drain = &printing;
  again.drain_at = at;
  ReadBankFile(source, {}, options, &again);
  EXPECT_TRUE(printing.whole());
  return printed;
}

/// Compares both ways in every strictness; returns whether receipts were ever
/// handed over.
bool BothWaysAgree(const std::string& name, std::string_view bytes) {
  SCOPED_TRACE(name);
  bool drained = false;
  for (const Strictness strictness :
       {Strictness::kNormal, Strictness::kStrict, Strictness::kLenient}) {
    ReadOptions options;
    options.strictness = strictness;
    const Source source{name, bytes};
    const Printed whole = AtOnce(source, options);
    for (const size_t at : {1, 2, 3, 7}) {
      options.part_bytes = 60 * at;  // no answer depends on it
      const Printed parts = InTwoPasses(source, options, at);
      EXPECT_EQ(parts.receipts, whole.receipts);
      EXPECT_EQ(parts.summary, whole.summary);
      drained = drained || parts.drained != 0;
    }
  }
  return drained;
}

TEST(LargeFile, SamplesAndBrokenFilesPrintTheSameBothWays) {
  size_t drained = 0;
  for (const char* folder : {"samples", "rejected"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::string(CASHMATCH_SOURCE_DIR "/data/") + folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(in), {});
      drained += BothWaysAgree(entry.path().filename(), bytes);
    }
  }
  EXPECT_GE(drained, 6u);
}

/// A BAI2 file of two groups with accounts of alike details; each `wrong` is
/// added to the total of an account, a group or the file.
std::string Bai2(int account_wrong, int group_wrong, int file_wrong,
                 bool trailers = true) {
  std::string text = "01,1,2,260303,0200,1,80,,2/\n";
  for (int group = 0; group < 2; ++group) {
    text += "02,1,2,1,260302,2359,USD,2/\n";
    for (int account = 0; account < 3; ++account) {
      text += "03,00" + std::to_string(account) + ",USD,,,,/\n";
      for (int i = 0; i < 5; ++i) {
        text += "16,165,100,0,REF,,SAME " + std::to_string(group) + "/\n";
      }
      const bool wrong = group == 0 && account == 1;
      if (trailers || !wrong) {
        text += "49," + std::to_string(500 + wrong * account_wrong) + ",7/\n";
      }
    }
    text +=
        "98," + std::to_string(1500 + (group == 0) * group_wrong) + ",3,23/\n";
  }
  return text + "99," + std::to_string(3000 + file_wrong) + ",2,48/\n";
}

TEST(LargeFile, WhatTotalsHoldLaterIsHeldBothWays) {
  EXPECT_TRUE(BothWaysAgree("fine", Bai2(0, 0, 0)));
  EXPECT_TRUE(BothWaysAgree("account", Bai2(1, 0, 0)));
  EXPECT_TRUE(BothWaysAgree("group", Bai2(0, 1, 0)));
  EXPECT_TRUE(BothWaysAgree("file", Bai2(0, 0, 1)));
  EXPECT_TRUE(BothWaysAgree("both", Bai2(1, 0, 1)));
  EXPECT_TRUE(BothWaysAgree("no trailer", Bai2(0, 0, 0, false)));
  std::string again = Bai2(0, 0, 0);
  for (size_t at = 0; (at = again.find("SAME 1", at)) != std::string::npos;) {
    again[at + 5] = '0';
  }
  EXPECT_TRUE(BothWaysAgree("again", again));
  const Printed held = InTwoPasses({"file", Bai2(0, 0, 1)}, {}, 2);
  size_t count = 0;
  for (size_t at = 0; (at = held.receipts.find("\"held\":\"BAI-TOTAL\"", at)) !=
                      std::string::npos;
       ++at) {
    ++count;
  }
  EXPECT_EQ(count, 30u);
}

/// A camt.053 of entries in one statement, of which every third has no status.
std::string Camt(std::string_view closing, bool statuses) {
  std::string text =
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
      "<BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>DE02120300000000202051"
      "</IBAN></Id><Ccy>EUR</Ccy></Acct>";
  for (const std::string_view code : {"OPBD", "CLBD"}) {
    text += "<Bal><Tp><CdOrPrtry><Cd>" + std::string(code) +
            "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">";
    text += code == "OPBD" ? "0.00" : closing;
    text +=
        "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-05</Dt></Dt></Bal>";
  }
  for (int i = 0; i < 9; ++i) {
    text += "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>";
    if (statuses || i % 3 != 0) text += "<Sts><Cd>BOOK</Cd></Sts>";
    text += "<BookgDt><Dt>2026-03-05</Dt></BookgDt></Ntry>";
  }
  return text + "</Stmt></BkToCstmrStmt></Document>";
}

TEST(LargeFile, WhatBalancesHoldLaterIsHeldBothWays) {
  EXPECT_TRUE(BothWaysAgree("fine", Camt("9.00", true)));
  EXPECT_TRUE(BothWaysAgree("wrong", Camt("9.01", true)));
  EXPECT_TRUE(BothWaysAgree("proved", Camt("9.00", false)));
  EXPECT_TRUE(BothWaysAgree("not booked", Camt("6.00", false)));
  EXPECT_TRUE(BothWaysAgree("neither", Camt("7.00", false)));
}

/// Receipts of two files, half of them without an id and equal to others; one
/// id may come again with another amount.
std::string Ndjson(bool again) {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += "{\"amount\":\"";
    text += again && i == 10 ? "2" : "1";
    text +=
        ".00\",\"currency\":\"EUR\",\"value_date\":\"2026-03-05\","
        "\"source\":{\"file\":\"f" +
        std::to_string(i / 3 % 2) + "\",\"format\":\"bai2\"}";
    if (i % 2 == 0) text += ",\"receipt_id\":\"" + std::to_string(i % 8) + "\"";
    text += "}\n";
  }
  return text;
}

TEST(LargeFile, ReceiptsOfSeveralFilesAreToldApartBothWays) {
  EXPECT_TRUE(BothWaysAgree("fine", Ndjson(false)));
  BothWaysAgree("an id again", Ndjson(true));
  EXPECT_EQ(InTwoPasses({"id", Ndjson(true)}, {}, 1).drained, 0u);
}

/// Two batches of equal checks, with what is added to the total of the first
/// batch and of the lockbox.
std::string Lockbox(int batch_wrong, int box_wrong, bool totals = true) {
  const auto digits = [](int value, size_t width) {
    const std::string text = std::to_string(value);
    return std::string(width - text.size(), '0') + text;
  };
  std::string text = "101PAYEEBANK 00210000212603020745\n";
  for (int batch = 1; batch <= 2; ++batch) {
    const std::string box = "500" + std::to_string(batch) + "0000008841260302";
    text += box + "\n";
    for (int i = 0; i < 4; ++i) {
      text += "600" + std::to_string(batch) +
              "0010000000100021000021000445506600000010010\n";
    }
    const int wrong = batch == 1 ? batch_wrong : 0;
    if (totals || batch == 2) {
      text += "7" + box.substr(1) + "004" + digits(400 + wrong, 10) + "\n";
    }
  }
  return text + "80000000008841260302" + "0008" + digits(800 + box_wrong, 10) +
         "\n9" + digits(14, 6) + "\n";
}

TEST(LargeFile, ChecksOfALockboxAreHeldBothWays) {
  EXPECT_TRUE(BothWaysAgree("fine", Lockbox(0, 0)));
  EXPECT_TRUE(BothWaysAgree("batch", Lockbox(1, 0)));
  EXPECT_TRUE(BothWaysAgree("lockbox", Lockbox(0, 1)));
  EXPECT_TRUE(BothWaysAgree("both", Lockbox(1, 1)));
  EXPECT_TRUE(BothWaysAgree("no batch total", Lockbox(0, 0, false)));
  const Printed held = InTwoPasses({"batch", Lockbox(1, 0)}, {}, 1);
  size_t count = 0;
  for (size_t at = 0;
       (at = held.receipts.find("LBX-BATCH-TOTAL", at)) != std::string::npos;
       ++at) {
    ++count;
  }
  EXPECT_EQ(count, 4u);
}

TEST(LargeFile, AFileThatChangesBetweenIsNotWhole) {
  const RunWatch watch;
  const PrintingDrain::Sink sink = [](std::string_view) { return true; };
  ProvingDrain proving(true, watch);
  BankFile file, again;
  file.drain = &proving;
  file.drain_at = 1;
  ReadBankFile({"f", Camt("9.00", true)}, {}, {}, &file);
  ASSERT_TRUE(proving.Finish());
  PrintingDrain printing(&proving, sink);
  again.drain = &printing;
  again.drain_at = 1;
  ReadBankFile({"f", Bai2(0, 0, 0)}, {}, {}, &again);
  EXPECT_FALSE(printing.whole());
}

TEST(LargeFile, WhoWantsNoMoreEndsTheReading) {
  const RunWatch watch;
  int calls = 0;
  const PrintingDrain::Sink sink = [&](std::string_view) {
    return ++calls < 2;
  };
  for (const std::string& text :
       {Camt("9.00", true), Bai2(0, 0, 0), Lockbox(0, 0)}) {
    calls = 0;
    ProvingDrain proving(true, watch);
    BankFile file, again;
    file.drain = &proving;
    file.drain_at = 1;
    ReadBankFile({"f", text}, {}, {}, &file);
    ASSERT_TRUE(proving.Finish());
    PrintingDrain printing(&proving, sink);
    again.drain = &printing;
    again.drain_at = 1;
    ReadBankFile({"f", text}, {}, {}, &again);
    EXPECT_EQ(calls, 2);
  }
}

}  // namespace
}  // namespace cashmatch
