// SPDX-License-Identifier: Apache-2.0
// camt_details_test.cc - numbers in RmtInf, wherever it has to stand.
#include "adapters/write/enrich/camt_details.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch {
namespace {

std::string Strd(const std::string& number, const std::string& type = "CINV") {
  return "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>" + type +
         "</Cd></CdOrPrtry></Tp><Nb>" + number + "</Nb></RfrdDocInf></Strd>";
}

/// Writes into the first `tag`.
Enriched Write(const std::string& bytes, const std::string& tag,
               std::vector<PaidDocument> documents, int version = 8) {
  Enriched out;
  EnrichCamt(bytes, version,
             std::vector{Enrichment{bytes.find(tag), std::move(documents)}},
             &out);
  return out;
}

std::string Detail(const std::string& content) {
  return "<Doc><Ntry><NtryDtls><TxDtls>" + content +
         "</TxDtls></NtryDtls></Ntry></Doc>";
}

TEST(CamtDetails, AnotherStrdEndsTheRmtInf) {
  EXPECT_EQ(Write(Detail("<RmtInf><Ustrd>x</Ustrd></RmtInf>"), "<TxDtls",
                  {{"A1", false}, {"C2", true}})
                .bytes,
            Detail("<RmtInf><Ustrd>x</Ustrd>" + Strd("A1") +
                   Strd("C2", "CREN") + "</RmtInf>"));
}

TEST(CamtDetails, ARmtInfIsMadeWhereTheSequenceHasIt) {
  EXPECT_EQ(Write(Detail("<Refs/><RltdDts/><AddtlTxInf>x</AddtlTxInf>"),
                  "<TxDtls", {{"A1", false}})
                .bytes,
            Detail("<Refs/><RmtInf>" + Strd("A1") +
                   "</RmtInf><RltdDts/><AddtlTxInf>x</AddtlTxInf>"));
  EXPECT_EQ(Write(Detail("<Refs/>"), "<TxDtls", {{"A1", false}}).bytes,
            Detail("<Refs/><RmtInf>" + Strd("A1") + "</RmtInf>"));
  EXPECT_EQ(Write(Detail("<RmtInf/>"), "<TxDtls", {{"A1", false}}).bytes,
            Detail("<RmtInf>" + Strd("A1") + "</RmtInf>"));
}

TEST(CamtDetails, NumbersAreEscapedAndLongOnesAreTexts) {
  const std::string longer(36, '7');
  EXPECT_EQ(Write(Detail("<RmtInf>" + Strd("x") + "</RmtInf>"), "<TxDtls",
                  {{"A&<\xC3\xA9", false}, {longer, false}})
                .bytes,
            Detail("<RmtInf><Ustrd>" + longer + "</Ustrd>" + Strd("x") +
                   Strd("A&amp;&lt;&#233;") + "</RmtInf>"));
  EXPECT_EQ(Write(Detail(""), "<TxDtls", {{"A1", false}}, 1).bytes,
            Detail("<RmtInf><Ustrd>A1</Ustrd></RmtInf>"));
}

TEST(CamtDetails, AnEntryWithoutDetailsGetsOneWithItsAmount) {
  const std::string head =
      "<n:Doc><n:Ntry><n:Amt Ccy=\"EUR\">1</n:Amt><n:CdtDbtInd>CRDT"
      "</n:CdtDbtInd>";
  const std::string tail =
      "<n:AddtlNtryInf>x</n:AddtlNtryInf></n:Ntry></n:Doc>";
  const Enriched out = Write(head + tail, "<n:Ntry", {{"A1", false}});
  EXPECT_EQ(out.bytes.find(head), 0U);
  EXPECT_NE(out.bytes.find("<n:NtryDtls><n:TxDtls><n:Amt Ccy=\"EUR\">1</n:Amt>"
                           "<n:CdtDbtInd>CRDT</n:CdtDbtInd><n:RmtInf><n:Strd>"),
            std::string::npos);
  EXPECT_TRUE(out.bytes.ends_with("</n:NtryDtls>" + tail));
}

TEST(CamtDetails, BeforeVersionThreeADetailHasNoAmount) {
  const std::string head =
      "<Doc><Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd>";
  const std::string tail = "<AddtlNtryInf>x</AddtlNtryInf></Ntry></Doc>";
  const auto written = [&](int version) {
    const std::string bytes =
        Write(head + tail, "<Ntry", {{"A1", false}}, version).bytes;
    EXPECT_TRUE(bytes.starts_with(head) && bytes.ends_with(tail)) << version;
    return bytes.substr(head.size(), bytes.size() - head.size() - tail.size());
  };
  EXPECT_EQ(written(1), "<TxDtls><RmtInf><Ustrd>A1</Ustrd></RmtInf></TxDtls>");
  EXPECT_EQ(written(2), "<NtryDtls><TxDtls><RmtInf>" + Strd("A1") +
                            "</RmtInf></TxDtls></NtryDtls>");
  for (const int version : {0, 3, 7, 14}) {
    EXPECT_EQ(written(version),
              "<NtryDtls><TxDtls><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT"
              "</CdtDbtInd><RmtInf>" +
                  Strd("A1") + "</RmtInf></TxDtls></NtryDtls>");
  }
}

TEST(CamtDetails, AnEntryOfVersionOneMayBeABatch) {
  const std::string bytes =
      "<Doc><Ntry><Btch><NbOfTxs>3</NbOfTxs></Btch></Ntry></Doc>";
  const Enriched out = Write(bytes, "<Ntry", {{"A1", false}}, 1);
  EXPECT_EQ(out.bytes, bytes);
  EXPECT_EQ(out.left_out.size(), 1U);
}

TEST(CamtDetails, ABatchWithoutDetailsIsLeftAlone) {
  const std::string bytes =
      "<Doc><Ntry><NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>"
      "</Ntry></Doc>";
  const Enriched out = Write(bytes, "<Ntry", {{"A1", false}});
  EXPECT_EQ(out.bytes, bytes);
  EXPECT_EQ(out.left_out.size(), 1U);
}

}  // namespace
}  // namespace cashmatch
