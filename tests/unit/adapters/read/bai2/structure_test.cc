// SPDX-License-Identifier: Apache-2.0
// structure_test.cc - nesting: what may stand where, and what if it does not.
#include "adapters/read/bai2/structure.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/bai2/bai2_text.h"

namespace cashmatch {
namespace {

constexpr const char* kCredit = "16,165,300000,Z,B1,C1,TEXT/";

TEST(Structure, AnOrdinaryFileHasNoFindings) {
  const BankFile file = ReadText(Bai2File({kCredit, "88,MORE/"}));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.summary.statements, 1u);
  EXPECT_EQ(file.summary.entries, 1u);
  EXPECT_EQ(file.summary.control, Control::kProved);
  EXPECT_EQ(file.summary.version, "2");
}

TEST(Structure, TwoFilesInOneAreBothRead) {
  const BankFile file =
      ReadText(Bai2File({kCredit}) + "\n" + Bai2File({kCredit, "88,MORE/"}));
  EXPECT_EQ(Told(file), "");
  EXPECT_EQ(file.receipts.receipts.size(), 2u);
  EXPECT_EQ(file.summary.statements, 2u);
}

TEST(Structure, NothingButAHeaderMayFollowAFileTrailer) {
  const BankFile file =
      ReadText(Bai2File({kCredit}) + "02,A,B,1,260314,,USD,2/\n");
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  EXPECT_EQ(CodesOf(file), "BAI-AFTER-99 BAI-NO-98");
  EXPECT_TRUE(file.receipts.receipts.empty());
}

TEST(Structure, AFileBeginsWithItsHeader) {
  EXPECT_EQ(CodesOf(ReadText("HELLO\n01,a,b,1,1,1,,,2/\n")), "BAI-HEADER");
  const std::string whole = Bai2File({kCredit});
  const BankFile file = ReadText(whole.substr(whole.find("02,")));
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  EXPECT_EQ(file.findings.list().front().code, "BAI-HEADER");
  EXPECT_EQ(file.summary.entries, 1u);
}

TEST(Structure, DetailsOutsideAnAccountAreHeld) {
  std::string text = Bai2File({kCredit});
  text.insert(text.find("98,"), "16,165,500,Z,B2,,/\n");
  const BankFile file = ReadText(text);
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  ASSERT_EQ(file.receipts.receipts.size(), 2u);
  EXPECT_EQ(file.receipts.receipts[1].held, "BAI-OUTSIDE");
  EXPECT_EQ(file.receipts.receipts[1].account, "");
  EXPECT_EQ(file.summary.statements, 1u);
  EXPECT_EQ(file.summary.entries, 2u);
}

TEST(Structure, AnAccountOutsideAGroupRejectsTheFile) {
  std::string text = Bai2File({kCredit});
  const size_t group = text.find("02,");
  text.erase(group, text.find('\n', group) + 1 - group);
  const BankFile file = ReadText(text);
  EXPECT_EQ(file.summary.status, FileStatus::kRejected);
  EXPECT_EQ(file.findings.list().front().code, "BAI-OUTSIDE");
}

TEST(Structure, AnUnknownRecordIsHeldAndTheRestGoesOn) {
  const BankFile file = ReadText(Bai2File({kCredit, "17,0123456789,X/"}));
  EXPECT_EQ(Told(file),
            "held BAI-UNKNOWN-RECORD 5 group 1 / account …6789: found '17,', "
            "expected a record code 01, 02, 03, 16, 49, 88, 98 or 99; line "
            "left out\n");
  EXPECT_EQ(file.receipts.receipts.size(), 1u);
  EXPECT_EQ(file.receipts.receipts[0].held, "");
}

TEST(Structure, GroupStatusDecidesWhetherMoneyIsPosted) {
  const auto read = [](const std::string& status) {
    return ReadText(
        Bai2File({kCredit}, "02,A,B," + status + ",260314,,USD,2/"));
  };
  for (const char* status : {"2", "3", "4"}) {
    const BankFile file = read(status);
    EXPECT_EQ(CodesOf(file), "BAI-STATUS") << status;
    EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
    EXPECT_EQ(file.summary.entries, 1u);
    EXPECT_TRUE(file.receipts.receipts.empty());
  }
  EXPECT_EQ(read("").receipts.receipts.at(0).held, "");
  EXPECT_EQ(read("9").receipts.receipts.at(0).held, "BAI-STATUS");
}

TEST(Structure, IntradayGroupsAreProvisional) {
  for (const auto& [modifier, provisional] : {std::pair{"1", true},
                                              {"2", false},
                                              {"3", true},
                                              {"4", false},
                                              {"", false}}) {
    const BankFile file = ReadText(Bai2File(
        {kCredit}, std::string("02,A,B,1,260314,,USD,") + modifier + "/"));
    EXPECT_EQ(Told(file), "");
    EXPECT_EQ(file.receipts.receipts.at(0).provisional, provisional);
  }
}

TEST(Structure, WithoutAnyDateAReceiptIsHeld) {
  const BankFile file = ReadText(Bai2File({kCredit, "16,165,5,V,260316,,B2,,/"},
                                          "02,A,B,1,269999,,USD,2/"));
  EXPECT_EQ(CodesOf(file), "BAI-DATE");
  EXPECT_EQ(file.receipts.receipts.at(0).held, "BAI-DATE");
  EXPECT_EQ(file.receipts.receipts.at(1).held, "");
  EXPECT_EQ(FormatDay(file.receipts.receipts[1].booking_date), "2026-03-16");
}

TEST(Structure, OldHabitsAreWarnings) {
  std::string text = Bai2File({kCredit, "88:MORE/"});
  text.replace(text.find(",2/\n"), 4, ",3/ ");
  const BankFile file = ReadText(text);
  EXPECT_EQ(CodesOf(file), "BAI-VERSION BAI-SEVERAL-RECORDS BAI-COLON");
  EXPECT_EQ(file.summary.status, FileStatus::kAccepted);
  EXPECT_EQ(file.receipts.receipts.size(), 1u);
}

TEST(Structure, StrictHoldsWhatIsOdd) {
  ReadOptions strict;
  strict.strictness = Strictness::kStrict;
  const BankFile file =
      ReadText(Bai2File({kCredit, "16,165,7,z,B2,,/", "88:X"}), strict);
  EXPECT_EQ(file.summary.status, FileStatus::kHeld);
  EXPECT_EQ(file.receipts.receipts.at(0).held, "");
  EXPECT_EQ(file.receipts.receipts.at(1).held, "BAI-FUNDS");
}

TEST(Structure, NoMessageShowsAnAccount) {
  const std::string text = Bai2File({kCredit});
  for (size_t drop = 0; drop < 7; ++drop) {
    std::string cut;
    size_t line = 0;
    for (size_t at = 0; at < text.size(); ++line) {
      const size_t end = text.find('\n', at) + 1;
      if (line != drop) cut += text.substr(at, end - at);
      at = end;
    }
    const std::string told = Told(ReadText(cut));
    EXPECT_NE(told, "") << drop;
    EXPECT_EQ(told.find("0123456789"), std::string::npos) << told;
  }
}

}  // namespace
}  // namespace cashmatch
