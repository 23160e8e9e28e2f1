// SPDX-License-Identifier: Apache-2.0
// codes_test.cc - which codes undo an earlier payment, on which side.
#include "adapters/read/camt/codes.h"

#include <gtest/gtest.h>

namespace cashmatch {
namespace {

BankCodes Iso(std::string_view family, std::string_view subfamily) {
  return {"PMNT", family, subfamily, ""};
}

BankCodes Own(std::string_view code) { return {"", "", "", code}; }

TEST(CamtCodes, WhatWeGotGoesBackByADebit) {
  for (const BankCodes& codes :
       {Iso("IDDT", "UPDD"), Iso("RCHQ", "UPCQ"), Iso("RCDT", "RRTN")}) {
    EXPECT_EQ(UndoingOf(codes, Side::kDebit), Undoing::kTakenBack);
    EXPECT_EQ(UndoingOf(codes, Side::kCredit), Undoing::kNone);
  }
}

TEST(CamtCodes, WhatWePaidComesBackByACredit) {
  for (const BankCodes& codes : {Iso("ICDT", "RRTN"), Iso("IRCT", "RPCR"),
                                 Iso("RDDT", "UPDD"), Iso("ICHQ", "UPCQ")}) {
    EXPECT_EQ(UndoingOf(codes, Side::kCredit), Undoing::kOursReturned);
    EXPECT_EQ(UndoingOf(codes, Side::kDebit), Undoing::kNone);
  }
}

TEST(CamtCodes, OrdinaryPaymentsUndoNothing) {
  for (const BankCodes& codes :
       {Iso("ICDT", "ESCT"), Iso("RCDT", "ESCT"), Iso("", ""), BankCodes()}) {
    EXPECT_EQ(UndoingOf(codes, Side::kCredit), Undoing::kNone);
    EXPECT_EQ(UndoingOf(codes, Side::kDebit), Undoing::kNone);
  }
}

TEST(CamtCodes, TheGermanCodeAlone) {
  EXPECT_EQ(UndoingOf(Own("NMSC+109+9075+914"), Side::kDebit),
            Undoing::kTakenBack);
  EXPECT_EQ(UndoingOf(Own("NDDT+108"), Side::kDebit), Undoing::kTakenBack);
  EXPECT_EQ(UndoingOf(Own("NRTI+000"), Side::kDebit), Undoing::kTakenBack);
  EXPECT_EQ(UndoingOf(Own("NTRF+899+0"), Side::kDebit), Undoing::kTakenBack);
  EXPECT_EQ(UndoingOf(Own("NTRF+899+0"), Side::kCredit),
            Undoing::kOursReversed);
  EXPECT_EQ(UndoingOf(Own("NTRF+159+0"), Side::kCredit),
            Undoing::kOursReturned);
  EXPECT_EQ(UndoingOf(Own("NRTI+166+0"), Side::kCredit),
            Undoing::kOursReturned);
  EXPECT_EQ(UndoingOf(Own("NTRF+159+0"), Side::kDebit), Undoing::kNone);
  EXPECT_EQ(UndoingOf(Own("NMSC+109+0"), Side::kCredit), Undoing::kNone);
}

TEST(CamtCodes, TheGermanCodeBesideOneThatSaysLess) {
  EXPECT_EQ(UndoingOf({"PMNT", "MCOP", "OTHR", "NMSC+109+0"}, Side::kDebit),
            Undoing::kTakenBack);
}

TEST(CamtCodes, CodesOfOtherBanksAreNotGerman) {
  for (const char* const code :
       {"", "109", "00108", "N109", "NTRF", "NTRF+", "NTRF+10", "NTRF+109x",
        "NTRF+1090", "NTRF-109", "XTRF+109", "NTRF+1o9", "Z24"}) {
    EXPECT_EQ(UndoingOf(Own(code), Side::kDebit), Undoing::kNone) << code;
  }
}

}  // namespace
}  // namespace cashmatch
