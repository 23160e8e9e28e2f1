// SPDX-License-Identifier: Apache-2.0
// camt_test.cc - whole files: versions, envelopes, encodings, faults, samples.
#include "adapters/read/camt/camt.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/unit/adapters/read/camt/camt_text.h"

namespace cashmatch {
namespace {

std::string Replaced(std::string text, std::string_view from,
                     std::string_view to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string Whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

const std::filesystem::path kData =
    std::filesystem::path(CASHMATCH_SOURCE_DIR) / "data";

std::string Simple() { return Document(Stmt(Ntry("5.00", "CRDT"))); }

TEST(Camt, NamesFormatAndVersion) {
  const BankFile file = ReadText(Simple());
  EXPECT_EQ(file.summary.format, "camt.053");
  EXPECT_EQ(file.summary.version, "08");
  EXPECT_EQ(file.summary.encoding, "utf-8");
  ASSERT_EQ(file.receipts.files.size(), 1u);
  EXPECT_EQ(file.receipts.files[0].name, "file.xml");
  EXPECT_EQ(file.receipts.files[0].format, "camt.053");
}

TEST(Camt, AnIntradayReportIsProvisional) {
  std::string text = Replaced(Simple(), "camt.053.001.08", "camt.052.001.14");
  for (const auto& [from, to] :
       {std::pair("<BkToCstmrStmt>", "<BkToCstmrAcctRpt>"),
        std::pair("</BkToCstmrStmt>", "</BkToCstmrAcctRpt>"),
        std::pair("<Stmt>", "<Rpt>"), std::pair("</Stmt>", "</Rpt>")}) {
    text = Replaced(text, from, to);
  }
  const BankFile file = ReadText(text);
  EXPECT_EQ(file.summary.format, "camt.052");
  EXPECT_EQ(file.summary.version, "14");
  ASSERT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_TRUE(file.receipts.receipts[0].provisional);
}

TEST(Camt, VersionOneIsNamedByItsBody) {
  std::string text =
      Replaced(Simple(),
               " xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"", "");
  text = Replaced(text, "<BkToCstmrStmt>", "<BkToCstmrStmtV01>");
  text = Replaced(text, "</BkToCstmrStmt>", "</BkToCstmrStmtV01>");
  const BankFile file = ReadText(text);
  EXPECT_EQ(file.summary.version, "01");
  EXPECT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(Codes(file), "CAMT-NAMESPACE");
}

TEST(Camt, AnEnvelopeIsPassedThrough) {
  const std::string text = Simple();
  const size_t root = text.find("<Document");
  const BankFile file = ReadText(
      "<DataPDU xmlns='urn:swift:saa:xsd:saa.2.0'><Body>"
      "<AppHdr xmlns='urn:iso:std:iso:20022:tech:xsd:head.001.001.02'>"
      "<BizMsgIdr>1</BizMsgIdr></AppHdr>" +
      text.substr(root) + "</Body></DataPDU>");
  EXPECT_EQ(Codes(file), "");
  EXPECT_EQ(file.summary.version, "08");
  EXPECT_EQ(file.receipts.receipts.size(), 1u);
}

TEST(Camt, TwoDocumentsAreBothRead) {
  const BankFile file =
      ReadText(Simple() + "\n" + Replaced(Simple(), ">5.00<", ">6.00<"));
  EXPECT_EQ(file.summary.statements, 2u);
  EXPECT_EQ(file.receipts.receipts.size(), 2u);
  EXPECT_EQ(Codes(file), "CAMT-SEVERAL");
}

TEST(Camt, Utf16WithPlacesOfTheOriginal) {
  std::string bytes = "\xFF\xFE";
  const std::string text =
      Replaced(Replaced(Simple(), "UTF-8", "UTF-16"), ">5.00<", ">5,00<");
  for (const char c : text) {
    bytes += c;
    bytes += '\0';
  }
  EXPECT_TRUE(LooksLikeCamt(bytes));
  const BankFile file = ReadText(bytes);
  EXPECT_EQ(file.summary.encoding, "utf-16le");
  ASSERT_EQ(file.findings.list().size(), 1u);
  EXPECT_EQ(file.findings.list()[0].place.offset,
            2 + 2 * text.find("<Amt Ccy=\"EUR\">5,00"));
}

TEST(Camt, WrongUtf8IsRepairedAndSaid) {
  const std::string text = Document(Stmt(
      Ntry("5.00", "CRDT",
           Details(Tx("5.00", "<RmtInf><Ustrd>S\xF6hne</Ustrd></RmtInf>")))));
  const BankFile file = ReadText(text);
  EXPECT_EQ(Codes(file), "CAMT-ENCODING");
  EXPECT_EQ(file.findings.list()[0].place.offset, text.find('\xF6'));
  EXPECT_EQ(file.receipts.Texts(file.receipts.receipts.at(0))[0], "Söhne");
}

TEST(Camt, AnUnknownEncodingIsRefused) {
  const BankFile file = ReadText(Replaced(Simple(), "UTF-8", "klingon"));
  EXPECT_TRUE(file.findings.rejected());
  EXPECT_EQ(Codes(file), "CAMT-ENCODING");
}

TEST(Camt, OtherXmlIsRefused) {
  const BankFile file = ReadText("<Document><CstmrCdtTrfInitn/></Document>");
  EXPECT_TRUE(file.findings.rejected());
  EXPECT_EQ(Codes(file), "CAMT-BODY");
}

TEST(Camt, ABodyWithoutStatementsIsSaid) {
  EXPECT_EQ(Codes(ReadText(Document("<GrpHdr/><Statement/>"))), "CAMT-EMPTY");
}

TEST(Camt, EveryCutIsRejectedWithTheEntriesSeen) {
  const std::string text =
      Document(Stmt(Ntry("5.00", "CRDT") + Ntry("6.00", "CRDT")));
  const size_t second = text.rfind("<Ntry>");
  for (size_t size = 0; size < text.size(); ++size) {
    const BankFile file = ReadText(std::string_view(text).substr(0, size));
    ASSERT_TRUE(file.findings.rejected()) << size;
    ASSERT_TRUE(file.receipts.receipts.empty()) << size;
  }
  const BankFile file = ReadText(std::string_view(text).substr(0, second + 9));
  EXPECT_EQ(Codes(file), "CAMT-TRUNCATED");
  EXPECT_EQ(file.findings.list()[0].place.path, "Stmt 1 / Ntry 2");
  EXPECT_EQ(file.findings.list()[0].found,
            "the end of the file after 1 complete entry");
}

TEST(Camt, ManyFindingsOfAKindAreCounted) {
  std::string entries;
  for (int i = 0; i < 30; ++i) entries += Ntry("1,00", "CRDT");
  const BankFile file = ReadStmt(entries);
  EXPECT_EQ(file.summary.entries, 30u);
  ASSERT_EQ(file.findings.list().size(), Findings::kMost + 1);
  EXPECT_EQ(file.findings.list().back().found, "10 more of this kind");
}

TEST(Camt, LooksLikeCamt) {
  EXPECT_TRUE(LooksLikeCamt(Simple()));
  EXPECT_TRUE(LooksLikeCamt("\xEF\xBB\xBF\n" + Simple().substr(39)));
  EXPECT_FALSE(LooksLikeCamt(""));
  EXPECT_FALSE(LooksLikeCamt("01,SENDER,camt.053.001/"));
  EXPECT_FALSE(LooksLikeCamt("<Document><CstmrCdtTrfInitn/></Document>"));
}

TEST(CamtData, TheSamplesAreProvedAndWithoutFindings) {
  const BankFile statement = ReadText(Whole(kData / "samples" / "camt053.xml"));
  EXPECT_EQ(Codes(statement), "");
  EXPECT_EQ(statement.summary.control, Control::kProved);
  EXPECT_EQ(statement.receipts.receipts.size(), 5u);
  EXPECT_EQ(statement.summary.references,
            (std::map<std::string, uint64_t>{{"QRR", 3}}));
  const BankFile notice = ReadText(Whole(kData / "samples" / "camt054.xml"));
  EXPECT_EQ(Codes(notice), "");
  EXPECT_EQ(notice.receipts.receipts.size(), 2u);
  EXPECT_EQ(notice.receipts.Advice(notice.receipts.receipts[0]).size(), 3u);
}

TEST(CamtData, BrokenFilesBringTheirMessage) {
  int files = 0;
  for (const auto& each :
       std::filesystem::directory_iterator(kData / "rejected")) {
    const std::string name = each.path().filename().string();
    if (name.substr(0, 5) != "camt-" || each.path().extension() != ".xml") {
      continue;
    }
    SCOPED_TRACE(name);
    const BankFile file = ReadText(Whole(each.path()));
    std::string messages;
    for (const Finding& finding : file.findings.list()) {
      messages += Describe(name, finding) + "\n";
    }
    EXPECT_EQ(messages, Whole(each.path().string() + ".expected"));
    EXPECT_FALSE(file.findings.empty());
    EXPECT_EQ(file.summary.status == FileStatus::kAccepted,
              file.findings.worst() == Severity::kWarning);
    ++files;
  }
  EXPECT_GE(files, 8);
}

TEST(Camt, AStatementAgainIsHeld) {
  const std::string one = Stmt("<Id>S1</Id>" + Ntry("10.00", "CRDT")) + "\n";
  const std::string other = Stmt("<Id>S2</Id>" + Ntry("10.00", "CRDT"));
  const BankFile file = ReadText(Document(one + other + one));
  ASSERT_EQ(file.receipts.receipts.size(), 3u);
  EXPECT_EQ(file.receipts.receipts[1].held, "");
  EXPECT_EQ(file.receipts.receipts[2].held, "CAMT-TWICE");
  ASSERT_EQ(Codes(file), "CAMT-TWICE");
  EXPECT_EQ(MessageOf(file.findings.list()[0]),
            "found the Stmt again, the same as in line 2, expected each Stmt "
            "once; Stmt held");
  EXPECT_EQ(file.findings.list()[0].place.line, 3u);
}

TEST(Camt, IntradayReportsAndEmptyStatementsMayRepeat) {
  std::string text =
      Document(Stmt(Ntry("10.00", "CRDT")) + Stmt(Ntry("10.00", "CRDT")));
  for (const auto& [from, to] : {std::pair("BkToCstmrStmt", "BkToCstmrAcctRpt"),
                                 {"<Stmt>", "<Rpt>"},
                                 {"</Stmt>", "</Rpt>"},
                                 {"camt.053", "camt.052"}}) {
    const std::string_view what = from;
    for (size_t at = 0; (at = text.find(what, at)) != std::string::npos;) {
      text.replace(at, what.size(), to);
    }
  }
  EXPECT_EQ(Codes(ReadText(text)), "");
  const std::string none = Stmt("<Id>S1</Id>");
  EXPECT_EQ(Codes(ReadText(Document(none + none))).find("TWICE"),
            std::string::npos);
}

}  // namespace
}  // namespace cashmatch
