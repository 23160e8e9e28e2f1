// SPDX-License-Identifier: Apache-2.0
// entry_runs_test.cc - wherever the runs are cut, a file says the same.
#include "adapters/read/camt/entry_runs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "adapters/read/camt/camt.h"

namespace cashmatch {
namespace {

void Say(std::string_view text, std::string* said) {
  *said += text;
  *said += '|';
}

void SaySums(const SidedSums& sums, std::string* said) {
  for (const auto* const side : {&sums.credit, &sums.debit}) {
    for (const auto& [currency, sum] : *side) {
      Say(FormatMoney(sum, currency), said);
    }
  }
}

/// All that a file says.
std::string Said(const BankFile& file) {
  std::string said;
  for (const Finding& finding : file.findings.list()) {
    Say(Describe("in", finding), &said);
    Say(std::to_string(finding.place.offset), &said);
  }
  const ReceiptBlock& block = file.receipts;
  for (const Receipt& receipt : block.receipts) {
    for (const std::string_view text :
         {receipt.id, receipt.bank_reference, receipt.account,
          receipt.type_code, receipt.payer_name, receipt.held,
          block.files.at(receipt.file).name}) {
      Say(text, &said);
    }
    Say(std::to_string(receipt.amount), &said);
    Say(std::to_string(receipt.line), &said);
    Say(std::to_string(receipt.offset), &said);
    for (const Reference& reference : block.References(receipt)) {
      Say(reference.value, &said);
    }
    for (const std::string_view text : block.Texts(receipt)) Say(text, &said);
    said += '\n';
  }
  const FileSummary& summary = file.summary;
  for (const uint64_t count :
       {summary.statements, summary.entries, summary.details}) {
    Say(std::to_string(count), &said);
  }
  SaySums(summary.booked, &said);
  SaySums(summary.pending, &said);
  for (const auto& [kind, count] : summary.references) {
    Say(kind + std::to_string(count), &said);
  }
  return said + std::to_string(static_cast<int>(summary.control)) +
         std::to_string(static_cast<int>(summary.status));
}

std::string Read(const std::string& bytes, size_t part_bytes) {
  BankFile file;
  ReadOptions options;
  options.part_bytes = part_bytes;
  ReadCamt({"in.xml", bytes}, options, &file);
  return Said(file);
}

std::string Entry(int number, std::string_view inside = {},
                  std::string_view status = "<Sts><Cd>BOOK</Cd></Sts>") {
  return "<Ntry><NtryRef>N" + std::to_string(number) +
         "</NtryRef><Amt Ccy=\"EUR\">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>" +
         std::string(status) +
         "<BookgDt><Dt>2026-03-02</Dt></BookgDt><NtryDtls><TxDtls><RmtInf>"
         "<Ustrd>A &amp; B " +
         std::to_string(number) + "</Ustrd></RmtInf></TxDtls></NtryDtls>" +
         std::string(inside) + "</Ntry>\n";
}

std::string Balance(std::string_view code, std::string_view amount) {
  return "<Bal><Tp><CdOrPrtry><Cd>" + std::string(code) +
         "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" + std::string(amount) +
         "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>";
}

std::string Statement(const std::string& entries, int count) {
  return "<Stmt><Id>1</Id><Acct><Id><IBAN>DE1</IBAN></Id><Ccy>EUR</Ccy></"
         "Acct>" +
         Balance("OPBD", "0.00") +
         Balance("CLBD", std::to_string(10 * count) + ".00") + entries +
         "</Stmt>";
}

std::string File(const std::string& statements) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
         "xmlns=\"urn:iso:"
         "std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><GrpHdr>"
         "<CreDtTm>2026-03-02T00:00:00</CreDtTm></GrpHdr>" +
         statements + "</BkToCstmrStmt></Document>";
}

/// Six entries with something between, in or around the third and fourth.
std::string Six(std::string_view between, std::string_view inside = {},
                std::string_view status = "<Sts><Cd>BOOK</Cd></Sts>") {
  std::string entries;
  for (int i = 0; i < 6; ++i) {
    entries += i == 3 ? Entry(i, inside, status) : Entry(i);
    if (i == 2) entries += between;
  }
  return entries;
}

void ExpectTheSameInRuns(const std::string& bytes) {
  const std::string whole = Read(bytes, SIZE_MAX);
  for (size_t size = 1; size < bytes.size(); size += 11) {
    ASSERT_EQ(Read(bytes, size), whole) << "parts of " << size << " bytes";
  }
}

TEST(EntryRuns, PlainEntries) {
  ExpectTheSameInRuns(File(Statement(Six(""), 6)));
}

TEST(EntryRuns, AreBelievedUpToTheEndOfTheStatement) {
  const std::string bytes = File(Statement(Six(""), 6));
  for (const size_t size : {1, 300, 700}) {
    const Source source{"in.xml", bytes};
    ReadOptions options;
    options.part_bytes = size;
    DecodedXml decoded;
    DecodeXml(bytes, &decoded);
    BankFile file;
    file.receipts.AddFile("in.xml", "camt.053");
    EntryReader reader(decoded.text, false);
    Locator locator(decoded);
    ToReceipts receipts(options, &locator, &file);
    EntryRuns runs(decoded.text, source, options, &reader, &locator, &receipts,
                   &file);
    while (reader.Next() != ReadEvent::kEntry) {
    }
    runs.Read();
    EXPECT_EQ(reader.xml().position(), bytes.find("</Stmt>")) << size;
    EXPECT_EQ(file.receipts.receipts.size(), 5u);
  }
}

TEST(EntryRuns, BalancesThatDoNotAgreeHoldThemAll) {
  const std::string bytes = File(Statement(Six(""), 7));
  EXPECT_NE(Read(bytes, 500).find("CAMT-BALANCE"), std::string::npos);
  ExpectTheSameInRuns(bytes);
}

TEST(EntryRuns, WhatStandsBetweenEntriesIsReadInOrder) {
  for (const std::string_view between :
       {"<!-- <Ntry> -->", "<!-- </Stmt> --> ", "<?pi?>", "text",
        "<SplmtryData><Ntry>1</Ntry></SplmtryData>", "<Other><Ntry/></Other>",
        "</Stmt><Stmt>", "\xE9", "<Ntry/>", "<Ntry", "<![CDATA[</Stmt>]]>"}) {
    SCOPED_TRACE(between);
    ExpectTheSameInRuns(File(Statement(Six(between), 6)));
  }
  // A balance that comes late proves the statement all the same.
  std::string late = File(Statement(Six(Balance("CLBD", "60.00")), 6));
  const std::string early = Balance("CLBD", "60.00");
  late.erase(late.find(early), early.size());
  ExpectTheSameInRuns(late);
}

TEST(EntryRuns, FindingsHaveTheirPlaces) {
  for (const std::string_view status :
       {"", "<Sts><Cd>ODD</Cd></Sts>", "<Sts>BOOK</Sts>",
        "<Sts><Cd>PDNG</Cd></Sts>"}) {
    SCOPED_TRACE(status);
    ExpectTheSameInRuns(File(Statement(Six("", "", status), 6)));
  }
  for (const std::string_view inside :
       {"<Amt>", "</Ntry>", "<AddtlNtryInf>\xE9</AddtlNtryInf>",
        "<AddtlNtryInf>&bad;</AddtlNtryInf>",
        "<AddtlNtryInf><![CDATA[<Ntry>]]></AddtlNtryInf>"}) {
    SCOPED_TRACE(inside);
    ExpectTheSameInRuns(File(Statement(Six("", inside), 6)));
  }
}

TEST(EntryRuns, SeveralStatementsAndPrefixes) {
  const std::string two =
      File(Statement(Six(""), 6) + Statement(Six("\n  "), 6));
  ExpectTheSameInRuns(two);
  std::string prefixed = File(Statement(Six(""), 6));
  for (size_t at = 0; (at = prefixed.find('<', at)) != std::string::npos;
       ++at) {
    if (prefixed[at + 1] == '?') continue;
    prefixed.insert(at + (prefixed[at + 1] == '/' ? 2 : 1), "c:");
  }
  ExpectTheSameInRuns(prefixed);
}

TEST(EntryRuns, AFileThatIsCutOff) {
  const std::string bytes = File(Statement(Six(""), 6));
  for (size_t size = bytes.size() - 1500; size < bytes.size(); size += 7) {
    const std::string cut = bytes.substr(0, size);
    ASSERT_EQ(Read(cut, 300), Read(cut, SIZE_MAX)) << size;
  }
}

}  // namespace
}  // namespace cashmatch
