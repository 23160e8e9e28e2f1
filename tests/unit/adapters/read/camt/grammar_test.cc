// SPDX-License-Identifier: Apache-2.0
// grammar_test.cc - one meaning for the names of all versions.
#include "adapters/read/camt/grammar.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

TEST(Grammar, FindsTheThreeBodiesAtAnyVersion) {
  for (const char* const name : {"BkToCstmrStmt", "BkToCstmrAcctRpt",
                                 "BkToCstmrDbtCdtNtfctn", "BkToCstmrStmtV01"}) {
    EXPECT_EQ(ChildOf(Node::kOutside, name).node, Node::kBody) << name;
  }
}

TEST(Grammar, EnvelopesArePassedThrough) {
  EXPECT_EQ(ChildOf(Node::kOutside, "DataPDU").node, Node::kOutside);
}

TEST(Grammar, WhatIsUnknownInsideIsIgnoredWithAllItHolds) {
  EXPECT_EQ(ChildOf(Node::kEntry, "CardTx").node, Node::kIgnored);
  EXPECT_EQ(ChildOf(Node::kIgnored, "Amt").node, Node::kIgnored);
  EXPECT_EQ(ChildOf(Node::kEntry, "").node, Node::kIgnored);
}

TEST(Grammar, TheSameNameMeansDifferentThings) {
  EXPECT_EQ(ChildOf(Node::kAccount, "Id").node, Node::kAccountId);
  EXPECT_EQ(ChildOf(Node::kAccountOther, "Id").node, Node::kAccountNumber);
  EXPECT_EQ(ChildOf(Node::kParty, "Id").node, Node::kPartyId);
  EXPECT_EQ(ChildOf(Node::kFamily, "Cd").node, Node::kFamilyCode);
}

TEST(Grammar, NamesThatChangedWithAVersion) {
  EXPECT_EQ(ChildOf(Node::kEntry, "TxDtls").node, Node::kDetail);  // .01
  EXPECT_EQ(ChildOf(Node::kDetails, "TxDtls").node, Node::kDetail);
  EXPECT_EQ(ChildOf(Node::kInstitution, "BIC").node, Node::kBic);
  EXPECT_EQ(ChildOf(Node::kInstitution, "BICFI").node, Node::kBic);
  EXPECT_EQ(ChildOf(Node::kDocumentAmounts, "RmtAmtAndTp").slot, Slot::kTyped);
}

TEST(Grammar, SlotsTellTheAlikeApart) {
  EXPECT_EQ(ChildOf(Node::kParties, "UltmtDbtr").slot, Slot::kUltimateDebtor);
  EXPECT_EQ(ChildOf(Node::kEntry, "ValDt").slot, Slot::kValue);
  EXPECT_EQ(ChildOf(Node::kReferences, "UETR").slot, Slot::kUetr);
}

}  // namespace
}  // namespace cashmatch
