// SPDX-License-Identifier: Apache-2.0
// to_receipts_test.cc - what details mean.
#include "adapters/read/bai2/to_receipts.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/read/bai2/bai2_text.h"

namespace cashmatch {
namespace {

/// The one receipt of a file of one detail, with its block.
struct One {
  BankFile file;
  const Receipt& receipt() const { return file.receipts.receipts.at(0); }
  std::string References() const {
    constexpr const char* kNames[] = {"inv",   "rf",    "e2e",  "po",
                                      "check", "trace", "other"};
    std::string out;
    for (const Reference& reference : file.receipts.References(receipt())) {
      out += std::string(kNames[static_cast<int>(reference.type)]) + "=" +
             std::string(reference.value) + ";";
    }
    return out;
  }
};
One Read(const std::vector<std::string>& records) {
  return {ReadText(Bai2File(records))};
}

TEST(Receipts, CarryTheFieldsOfTheRecord) {
  const One one =
      Read({"16,165,300000,V,260316,,REF7,INV500123,ACME CORP/", "88,LINE 2"});
  const Receipt& receipt = one.receipt();
  EXPECT_EQ(receipt.amount, 300000);
  EXPECT_EQ(receipt.direction, Direction::kCredit);
  EXPECT_EQ(receipt.method, Method::kAch);
  EXPECT_EQ(receipt.type_code, "165");
  EXPECT_EQ(receipt.account, "0123456789");
  EXPECT_EQ(receipt.bank_reference, "REF7");
  EXPECT_EQ(FormatDay(receipt.booking_date), "2026-03-14");
  EXPECT_EQ(FormatDay(receipt.value_date), "2026-03-16");
  EXPECT_EQ(receipt.line, 4u);
  EXPECT_EQ(receipt.held, "");
  EXPECT_EQ(receipt.id.size(), 20u);
  EXPECT_EQ(one.References(), "other=INV500123;");
  const auto texts = one.file.receipts.Texts(receipt);
  ASSERT_EQ(texts.size(), 2u);
  EXPECT_EQ(texts[0], "ACME CORP");
  EXPECT_EQ(texts[1], "LINE 2");
}

TEST(Receipts, AmountsFollowTheCurrency) {
  const auto credit = [](const std::string& group, const std::string& account) {
    const BankFile file =
        ReadText(Bai2File({"16,165,1250,,,,/"}, group, account));
    EXPECT_EQ(Told(file), "");
    const auto& sums = file.summary.booked.credit;
    EXPECT_EQ(sums.size(), 1u);
    return FormatMoney(sums.begin()->second, sums.begin()->first) +
           std::string(CodeOf(file.receipts.receipts.at(0).currency));
  };
  EXPECT_EQ(credit("02,A,B,1,260314,,,2/", "03,9,,,,,/"), "12.50USD");
  EXPECT_EQ(credit("02,A,B,1,260314,,JPY,2/", "03,9,,,,,/"), "1250JPY");
  EXPECT_EQ(credit("02,A,B,1,260314,,JPY,2/", "03,9,KWD,,,,/"), "1.250KWD");
}

TEST(Receipts, AnUnknownCurrencyMakesNone) {
  const BankFile file =
      ReadText(Bai2File({"16,165,1250,,,,/"}, "02,A,B,1,260314,,XXQ,2/"));
  EXPECT_EQ(CodesOf(file), "BAI-CURRENCY");
  EXPECT_TRUE(file.receipts.receipts.empty());
  EXPECT_TRUE(file.summary.booked.credit.empty());
  EXPECT_EQ(file.summary.entries, 1u);
}

TEST(Receipts, OnlyCreditsAndWhatUndoesThem) {
  const One one =
      Read({"16,165,1,,,,/", "16,354,2,,,,/", "16,275,3,,,,/", "16,475,4,,,,/",
            "16,555,5,,,,/", "16,557,6,,,,/", "16,890,,,,,ONLY TEXT/"});
  std::string made;
  for (const Receipt& receipt : one.file.receipts.receipts) {
    made += receipt.direction == Direction::kDebit ? "-" : "+";
    made += std::string(receipt.type_code) + " ";
  }
  EXPECT_EQ(made, "+165 +354 +275 -555 -557 ");
  EXPECT_EQ(one.file.summary.entries, 7u);
  EXPECT_EQ(one.file.summary.booked.credit.begin()->second, 6);
  EXPECT_EQ(one.file.summary.booked.debit.begin()->second, 15);
}

TEST(Receipts, AMinusSignTurnsTheSideAround) {
  const One one =
      Read({"16,165,-300,,,,/", "16,555,-20,,,,/", "16,475,-7,,,,/"});
  ASSERT_EQ(one.file.receipts.receipts.size(), 2u);
  EXPECT_EQ(one.receipt().direction, Direction::kDebit);
  EXPECT_EQ(one.receipt().amount, 300);
  EXPECT_EQ(one.file.receipts.receipts[1].direction, Direction::kCredit);
  EXPECT_EQ(one.file.summary.booked.credit.begin()->second, -300);
  EXPECT_EQ(CodesOf(one.file), "BAI-NEGATIVE BAI-NEGATIVE BAI-NEGATIVE");
}

TEST(Receipts, ARecordHeldWithAKnownAmountIsStillAReceipt) {
  const One one = Read({"16,165,300,X,B1,,/", "16,165,7,,B2,,/"});
  ASSERT_EQ(one.file.receipts.receipts.size(), 2u);
  EXPECT_EQ(one.receipt().held, "BAI-FUNDS");
  EXPECT_EQ(one.file.receipts.receipts[1].held, "");
}

TEST(Receipts, ADepositAndItsItemsAreCashOnce) {
  const One agree = Read(
      {"16,115,100,,L1,,/", "16,116,60,,L2,4711,/", "16,116,40,,L3,4712,/"});
  EXPECT_EQ(Told(agree.file), "");
  ASSERT_EQ(agree.file.receipts.receipts.size(), 2u);
  EXPECT_EQ(agree.receipt().bank_reference, "L2");
  EXPECT_EQ(agree.References(), "check=4711;");
  EXPECT_EQ(agree.file.summary.booked.credit.begin()->second, 200);
  ASSERT_EQ(agree.file.summary.left_out.credit.size(), 1u);
  EXPECT_EQ(agree.file.summary.left_out.credit.begin()->second, 100);
  const One differ = Read({"16,115,100,,L1,,/", "16,116,60,,L2,,/"});
  ASSERT_EQ(differ.file.receipts.receipts.size(), 1u);
  EXPECT_EQ(differ.receipt().bank_reference, "L1");
  EXPECT_EQ(differ.receipt().held, "BAI-ITEMS");
  EXPECT_EQ(Told(differ.file),
            "held BAI-ITEMS 4 group 1 / account …6789: found items of type "
            "116 of 0.60, expected 1.00, the deposits of type 115; deposits "
            "held, items left out\n");
}

TEST(Receipts, TagsOfAnAchCredit) {
  const One one =
      Read({"16,165,5,,B1,,ORIG CO NAME:ACME CORP ORIG ID:1234567890 SEC:CTX/",
            "88,TRACE#:021000021234567 IND ID:C100 IND NAME:US/",
            "88,EREF: E-1/", "88,INV NO: 77/", "88,EREF: E-1/"});
  EXPECT_EQ(one.receipt().payer_name, "ACME CORP");
  EXPECT_EQ(one.receipt().payer_id, "1234567890");
  EXPECT_EQ(one.References(),
            "trace=021000021234567;other=C100;e2e=E-1;inv=77;");
  EXPECT_EQ(one.file.receipts.Texts(one.receipt()).size(), 5u);
}

TEST(Receipts, AnAchCompanyBeforeTheDescription) {
  const std::string tags =
      "DES:PAYMENT ID:77 INDN:US CORP CO ID:1987654321 CCD";
  const One credit = Read({"16,142,5,,B1,,WIDGETS INC " + tags});
  EXPECT_EQ(credit.receipt().payer_name, "WIDGETS INC");
  EXPECT_EQ(credit.receipt().payer_id, "1987654321");
  EXPECT_EQ(credit.References(), "");
  // A tag of its own says more, and what stands behind other tags is no name.
  const One named = Read({"16,142,5,,B1,,CREDIT " + tags, "88,DBNM: ACME"});
  EXPECT_EQ(named.receipt().payer_name, "ACME");
  const One behind = Read({"16,142,5,,B1,,SEC:CCD " + tags});
  EXPECT_EQ(behind.receipt().payer_name, "US CORP");
}

TEST(Receipts, TagsOfAWire) {
  const One one =
      Read({"16,195,5,,,NONREF,FED NO: 0314B1QGC08C000123", "88,ORG:=ACME LLC",
            "88,ORG ADDRESS:=1 MAIN", "88,OBI:=INVOICE 12", "88,RFB:=PO 9"});
  EXPECT_EQ(one.receipt().payer_name, "ACME LLC");
  EXPECT_EQ(one.receipt().method, Method::kWire);
  EXPECT_EQ(one.receipt().bank_reference, "");
  EXPECT_EQ(one.References(),
            "trace=0314B1QGC08C000123;other=INVOICE 12;other=PO 9;");
}

TEST(Receipts, PartiesOfTheOtherSide) {
  const std::vector<std::string> tags = {
      "88,DBNM: ACME", "88,DACT: 55", "88,DABA: 021000021",
      "88,CRNM: BETA", "88,CACT: 77", "88,CABA: 026009593"};
  std::vector<std::string> credit = {"16,142,5,,B1,,T"};
  credit.insert(credit.end(), tags.begin(), tags.end());
  EXPECT_EQ(Read(credit).receipt().payer_name, "ACME");
  EXPECT_EQ(Read(credit).receipt().payer_account, "021000021/55");
  EXPECT_EQ(Read(credit).receipt().payer_bank, "021000021");
  std::vector<std::string> back = {"16,557,5,,B1,,T"};
  back.insert(back.end(), tags.begin(), tags.end());
  EXPECT_EQ(Read(back).receipt().payer_name, "BETA");
  EXPECT_EQ(Read(back).receipt().payer_account, "026009593/77");
  const One own = Read({"16,142,5,,B1,,T", "88,DACT: 0123456789"});
  EXPECT_EQ(own.receipt().payer_account, "");
}

TEST(Receipts, TextsAreUtf8) {
  const One one = Read({"16,142,5,,B1,,M\xFCller", "88,DBNM: \x80 GmbH"});
  EXPECT_EQ(one.receipt().payer_name, "\xE2\x82\xAC GmbH");
  EXPECT_EQ(one.file.receipts.Texts(one.receipt())[0], "M\xC3\xBCller");
  EXPECT_EQ(one.file.summary.encoding, "windows-1252");
  EXPECT_EQ(CodesOf(one.file), "BAI-ENCODING");
}

}  // namespace
}  // namespace cashmatch
