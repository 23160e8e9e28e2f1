// SPDX-License-Identifier: Apache-2.0
// structure_test.cc - envelopes: nesting, counts, numbers, what is missing.
#include "adapters/read/x12/structure.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/x12/x12_text.h"

namespace cashmatch {
namespace {

const std::vector<std::string> kBody = {std::string(kOrder), "TRN*1*T1",
                                        "RMR*IV*I1**100.00"};

std::string Replaced(std::string text, std::string_view from,
                     std::string_view to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return text.replace(at, from.size(), to);
}

std::string HeldOf(const BankFile& file) {
  return std::string(file.receipts.receipts.at(0).held);
}

TEST(X12Structure, AWholeFileHasNoFindings) {
  const BankFile file = ReadText(X12File(kBody));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.format, "x12.820");
  EXPECT_EQ(file.summary.version, "004010");
  EXPECT_EQ(file.summary.statements, 1u);
  EXPECT_EQ(file.summary.entries, 1u);
  EXPECT_EQ(file.summary.details, 1u);
  EXPECT_EQ(file.summary.control, Control::kProved);
}

TEST(X12Structure, WrongCountsAndNumbersAreWarnings) {
  const std::string text = X12File(kBody);
  struct Case {
    std::string_view from, to, told;
  };
  for (const Case& c :
       {Case{"SE*5*0001", "SE*6*0001",
             "warning X12-COUNT 7 set 1: found '6' in SE01, expected number of "
             "segments 5; accepted\n"},
        Case{"SE*5*0001", "SE*5*0002",
             "warning X12-NUMBER 7 set 1: found '0002' in SE02, expected the "
             "number of its header, '0001'; accepted\n"},
        Case{"GE*1*9", "GE*2*9",
             "warning X12-COUNT 8 : found '2' in GE01, expected number of sets "
             "1; accepted\n"},
        Case{"IEA*1*000000009", "IEA*x*000000009",
             "warning X12-COUNT 9 : found 'x' in IEA01, expected number of "
             "groups 1; accepted\n"}}) {
    const BankFile file = ReadText(Replaced(text, c.from, c.to));
    EXPECT_EQ(Told(file), c.told);
    EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
    EXPECT_EQ(HeldOf(file), "");
  }
}

TEST(X12Structure, StrictHoldsWhatAWarningIsAbout) {
  ReadOptions strict;
  strict.strictness = Strictness::kStrict;
  const std::string text = X12File(kBody);
  EXPECT_EQ(HeldOf(ReadText(Replaced(text, "SE*5", "SE*6"), strict)),
            "X12-COUNT");
  EXPECT_EQ(HeldOf(ReadText(Replaced(text, "GE*1*9", "GE*1*8"), strict)),
            "X12-NUMBER");
  EXPECT_EQ(HeldOf(ReadText(Replaced(text, "**100.00", "**90.00"), strict)),
            "X12-SUM");
  EXPECT_EQ(HeldOf(ReadText(text, strict)), "");
}

TEST(X12Structure, ASetWithoutItsEndIsHeld) {
  const std::string text = Replaced(X12File(kBody), "SE*5*0001~\n", "");
  EXPECT_EQ(CodesOf(ReadText(text)), "X12-NO-SE");
  EXPECT_EQ(HeldOf(ReadText(text)), "X12-NO-SE");
  ReadOptions options;
  options.strictness = Strictness::kLenient;
  EXPECT_EQ(HeldOf(ReadText(text, options)), "");
  options = ReadOptions();
  options.trailer_optional = true;
  EXPECT_EQ(HeldOf(ReadText(text, options)), "");
}

TEST(X12Structure, AnInterchangeWithoutItsEndIsRejected) {
  const std::string text = Replaced(X12File(kBody), "IEA*1*000000009~\n", "");
  EXPECT_EQ(ReadText(text).summary.status, FileStatus::kRejected);
  EXPECT_TRUE(ReadText(text).receipts.receipts.empty());
  ReadOptions options;
  options.trailer_optional = true;
  EXPECT_EQ(ReadText(text, options).summary.status, FileStatus::kAccepted);
}

TEST(X12Structure, SeveralSetsAndInterchangesAreAllRead) {
  std::string text = X12File(kBody);
  text = Replaced(text, "GE*1*9",
                  "ST*820*0002~\n" + std::string(kOrder) +
                      "~\nRMR*IV*I2**100.00~\nSE*4*0002~\nGE*2*9");
  std::vector<std::string> other = kBody;
  other[1] = "TRN*1*T3";
  text += X12File(other);
  const BankFile file = ReadText(text);
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.statements, 3u);
  EXPECT_EQ(file.receipts.receipts.size(), 3u);
}

TEST(X12Structure, PathsNameInterchangeSetAndPayment) {
  std::vector<std::string> bad = kBody;
  bad[2] = "RMR*IV*I1**90.00";
  const BankFile file = ReadText(X12File(kBody) + X12File(bad));
  EXPECT_EQ(Told(file),
            "warning X12-SUM 13 interchange 2 / set 1 / payment 1: found lines "
            "of 90.00, remainder 10.00, expected 100.00, the amount of BPR02; "
            "the amount of BPR02 used\n");
}

TEST(X12Structure, OtherSetsAreSkippedAndSaid) {
  const BankFile file = ReadText(X12File({"AK1*RA*7"}, "997"));
  EXPECT_EQ(CodesOf(file), "X12-SET");
  EXPECT_EQ(file.summary.statements, 0u);
  EXPECT_TRUE(file.receipts.receipts.empty());
}

TEST(X12Structure, SegmentsOutsideOfASetAreHeld) {
  const std::string text =
      Replaced(X12File(kBody), "GE*1*9", std::string(kOrder) + "~\nGE*1*9");
  EXPECT_EQ(CodesOf(ReadText(text)), "X12-OUTSIDE");
  EXPECT_EQ(ReadText(text).summary.status, FileStatus::kHeld);
  EXPECT_EQ(ReadText(text).receipts.receipts.size(), 1u);
  EXPECT_EQ(CodesOf(ReadText(Replaced(X12File(kBody), "ST*820*0001~\n", ""))),
            "X12-OUTSIDE X12-OUTSIDE X12-OUTSIDE X12-OUTSIDE X12-COUNT");
}

TEST(X12Structure, SeveralOrdersOfASetAreSeveralPayments) {
  std::vector<std::string> body = kBody;
  body.insert(body.end(), kBody.begin(), kBody.end());
  const BankFile file = ReadText(X12File(body));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.entries, 2u);
  EXPECT_EQ(file.receipts.receipts.size(), 2u);
}

TEST(X12Structure, HandlingAndSideMustMeanSomething) {
  for (const auto& [from, to, code] :
       {std::tuple{"BPR*C", "BPR*Q", "X12-HANDLING"},
        std::tuple{"BPR*C*100.00*C", "BPR*C*100.00*", "X12-SIDE"}}) {
    const BankFile file = ReadText(Replaced(X12File(kBody), from, to));
    EXPECT_EQ(CodesOf(file), code);
    EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  }
}

/// Two sets of a group; the second has this number.
std::string TwoSets(const std::string& number) {
  const std::string body = std::string(kOrder) + "~\nTRN*1*T1~\nSE*4*";
  std::string text =
      std::string(kIsa) + "~\nGS*RA*PAYER*US*20260314*1200*9*X*004010~\n";
  text += "ST*820*0001~\n" + body + "0001~\n";
  text += "ST*820*" + number + "~\n" + body + number + "~\n";
  return text + "GE*2*9~\nIEA*1*000000009~\n";
}

TEST(X12Structure, ASetOfAGroupAgainIsHeld) {
  const BankFile file = ReadText(TwoSets("0001"));
  EXPECT_EQ(Told(file),
            "held X12-TWICE 7 set 2: found the set again, the same as in line "
            "3, expected each set of a group once; set held\n");
  ASSERT_EQ(file.receipts.receipts.size(), 2u);
  EXPECT_EQ(file.receipts.receipts[0].held, "");
  EXPECT_EQ(file.receipts.receipts[1].held, "X12-TWICE");
  EXPECT_EQ(Told(ReadText(TwoSets("0002"))), "");
}

TEST(X12Structure, ASetWithoutMoneyMayRepeat) {
  const std::string set = "ST*997*0001~\nAK1*RA*7~\nSE*3*0001~\n";
  EXPECT_EQ(CodesOf(ReadText(Replaced(X12File({"AK1*RA*7"}, "997"), "GE*1*9",
                                      set + "GE*2*9"))),
            "X12-SET X12-SET");
}

TEST(X12Structure, NumbersBeginAnewInEachGroup) {
  std::string text = TwoSets("0001");
  const std::string again = "ST*820*0001";
  text.insert(text.rfind(again),
              "GE*1*9~\nGS*RA*PAYER*US*20260314*1200*10*X*004010~\n");
  text.replace(text.find("GE*2*9"), 6, "GE*1*10");
  text.replace(text.find("IEA*1"), 5, "IEA*2");
  EXPECT_EQ(Told(ReadText(text)), "");
}

}  // namespace
}  // namespace cashmatch
