// SPDX-License-Identifier: Apache-2.0
// narrative_test.cc - the dialects of :86:.
#include "adapters/read/mt940/narrative.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

namespace cashmatch::mt940 {
namespace {

class NarrativeTest : public testing::Test {
 protected:
  const Narrative& Read(std::initializer_list<std::string_view> lines,
                        bool structure = false) {
    const std::vector<std::string_view> list(lines);
    return reader_.Read(list, structure);
  }
  std::string Texts() {
    std::string out;
    for (const std::string_view text : last().texts) {
      out += (out.empty() ? "" : "|") + std::string(text);
    }
    return out;
  }
  std::string References() {
    std::string out;
    for (const Tag86& tag : last().references) {
      out += (out.empty() ? "" : "|") + std::string(tag.value);
    }
    return out;
  }
  const Narrative& Take(std::initializer_list<std::string_view> lines,
                        bool structure = false) {
    last_ = &Read(lines, structure);
    return *last_;
  }
  const Narrative& last() const { return *last_; }

 private:
  NarrativeReader reader_;
  const Narrative* last_ = nullptr;
};

TEST_F(NarrativeTest, GermanSubfields) {
  const Narrative& read =
      Take({"166?00GUTSCHRIFT?109310?20EREF+E2E-1?21KREF+C-9?22MREF+M-3?23SVWZ+"
            "Rechnun",
            "g 4711?30COBADEFF?31DE89370400440532013000?32ACME SOEHNE GMBH",
            "?34000"});
  EXPECT_EQ(read.booking, "GUTSCHRIFT");
  EXPECT_EQ(read.bank, "COBADEFF");
  EXPECT_EQ(read.account, "DE89370400440532013000");
  EXPECT_EQ(read.name, "ACME SOEHNE GMBH");
  EXPECT_EQ(read.reason, "000");
  EXPECT_EQ(References(), "E2E-1|C-9|M-3");
  EXPECT_EQ(Texts(), "Rechnung 4711");
}

TEST_F(NarrativeTest, FullSubfieldsAreJoinedWithoutABlank) {
  // 27 letters, then the rest of the number.
  Take({"166?20SVWZ+INV500123 AND INV50012?214"});
  EXPECT_EQ(Texts(), "INV500123 AND INV500124");
  // A subfield that is not full ended on purpose.
  Take({"166?20INV500123?21INV500124"});
  EXPECT_EQ(Texts(), "INV500123 INV500124");
  // Umlauts are one letter, not two bytes.
  Take(
      {"166?20SVWZ+R\xC3\xBC"
       "ckzahlung 123456789?211"});
  EXPECT_EQ(Texts(),
            "R\xC3\xBC"
            "ckzahlung 123456789 1");
  Take(
      {"166?20SVWZ+R\xC3\xBC"
       "ckzahlung 1234567890?211"});
  EXPECT_EQ(Texts(),
            "R\xC3\xBC"
            "ckzahlung 12345678901");
}

TEST_F(NarrativeTest, TwoNumbersThatMayHaveBeenGluedFollowAsTwo) {
  Take({"166?20SVWZ+INVOICES     INV500123?21INV500124"});
  EXPECT_EQ(Texts(), "INVOICES     INV500123INV500124|INV500123 INV500124");
  // A bank that keeps its blanks glues nothing.
  Take(
      {"166?20SVWZ+INVOICES     INV500123?21INV500124 AND INV500125 AND?22 D"});
  EXPECT_EQ(Texts(), "INVOICES     INV500123INV500124 AND INV500125 AND D");
}

TEST_F(NarrativeTest, ATagBeginsANewWordEvenBehindAFullSubfield) {
  Take({"166?20EREF+1234567890123456789012?21SVWZ+INV 1"});
  EXPECT_EQ(References(), "1234567890123456789012");
  EXPECT_EQ(Texts(), "INV 1");
}

TEST_F(NarrativeTest, AGermanIbanFillsItsSubfieldAndEndsThere) {
  for (const std::string sign : {"+", ":"}) {
    const std::string text = "166?20SVWZ+RG 4711?21IBAN" + sign +
                             "DE02120300000000202051?22BIC" + sign +
                             "BYLADEM1001?32A GMBH";
    const Narrative& read = Take({text});
    EXPECT_EQ(read.account, "DE02120300000000202051");
    EXPECT_EQ(read.bank, "BYLADEM1001");
    EXPECT_EQ(Texts(), "RG 4711");
  }
  // One that does not fit goes on.
  const Narrative& read = Take(
      {"166?20IBAN+FR76300060000112345678?2190189?22BIC+AGRIFRPP?32A SARL"});
  EXPECT_EQ(read.account, "FR7630006000011234567890189");
  EXPECT_EQ(read.bank, "AGRIFRPP");
}

TEST_F(NarrativeTest, NamesAndOtherParties) {
  const Narrative& read =
      Take({"166?20SVWZ+x ABWA+Erika Muster?32Richter Renate 70 Zeichen B"
            "?33eginn?70someone else"});
  EXPECT_EQ(read.name, "Richter Renate 70 Zeichen Beginn");
  EXPECT_EQ(read.ultimate_name, "Erika Muster");
  EXPECT_EQ(Texts(), "x|someone else");
}

TEST_F(NarrativeTest, PolishSigns) {
  for (const std::string sign : {"~", "<", "^"}) {
    const std::string text = "020" + sign + "00Przelew" + sign + "20FV 1/2026" +
                             sign + "3010600076" + sign + "31123" + sign +
                             "32JAN NOWAK" + sign +
                             "38PL61109010140000071219812874";
    const Narrative& read = Take({text});
    EXPECT_EQ(read.name, "JAN NOWAK") << sign;
    EXPECT_EQ(read.account, "PL61109010140000071219812874") << sign;
    EXPECT_EQ(Texts(), "FV 1/2026") << sign;
  }
  EXPECT_EQ(Take({"020~00X~31123~38PL61"}).account, "123");
  EXPECT_EQ(Take({"020~00X~31123~380000"}).account, "123");
  EXPECT_EQ(Take({"~00PRZELEW~20FV 7"}).booking, "PRZELEW");
  EXPECT_EQ(Texts(), "FV 7");
}

TEST_F(NarrativeTest, LinesThatAreAllPaddedWithABlank) {
  Take({"020?00W?20FAKTURA 333/ ", "2?21X? ", "22Y "});
  EXPECT_EQ(Texts(), "FAKTURA 333/2 X Y");
}

TEST_F(NarrativeTest, DutchSlashes) {
  const Narrative& read =
      Take({"/TRTP/SEPA OVERBOEKING/IBAN/FR12345678901234/BIC/GEFRADAM",
            "/NAME/QASD JGRED/REMI/Dit zijn de omschrijvingsregels/EREF/NOTPRO",
            "VIDED"});
  EXPECT_EQ(read.name, "QASD JGRED");
  EXPECT_EQ(read.account, "FR12345678901234");
  EXPECT_EQ(read.bank, "GEFRADAM");
  EXPECT_EQ(References(), "");
  EXPECT_EQ(Texts(), "Dit zijn de omschrijvingsregels");
}

TEST_F(NarrativeTest, CounterpartyAndRemittanceOfIng) {
  const Narrative& read =
      Take({"/EREF/E-7/CNTP/NL32INGB0000012345/INGBNL2A/ACME BV/UTRECHT//REMI/"
            "USTD//INV 500/1 AND 500/2/"});
  EXPECT_EQ(read.account, "NL32INGB0000012345");
  EXPECT_EQ(read.bank, "INGBNL2A");
  EXPECT_EQ(read.name, "ACME BV");
  EXPECT_EQ(References(), "E-7");
  EXPECT_EQ(Texts(), "INV 500/1 AND 500/2");
  EXPECT_EQ(
      Take({"/EREF/1/REMI/STRD/CUR/RF18539007547034/"}).creditor_reference,
      "RF18539007547034");
}

TEST_F(NarrativeTest, TheOrderingPartyComesBeforeTheBeneficiary) {
  EXPECT_EQ(Take({"/BENM//NAME/US GMBH/ORDP//NAME/ACME BV/REMI/x"}).name,
            "ACME BV");
  EXPECT_EQ(Take({"/BENM//NAME/PAYEE/REMI/x"}).name, "PAYEE");
}

TEST_F(NarrativeTest, ChargesAndInstructedAmounts) {
  const Narrative& read =
      Take({"/ORDP/ACME/OCMT/USD100,00//CHGS/EUR5,00/REMI/x"});
  EXPECT_EQ(read.instructed, "USD100,00");
  EXPECT_EQ(read.charges, "EUR5,00");
}

TEST_F(NarrativeTest, PlainTextIsJoinedByItsWidth) {
  const std::string full =
      "Payment for our purchase order 12, and invoice "
      "numbers 4711, 47";
  ASSERT_EQ(full.size(), 63u);
  Take({full, "12"});
  EXPECT_EQ(Texts(), full + " 12");
  Take({full + ", ", "12"});
  EXPECT_EQ(Texts(), full + ", 12");
  Take({full + "12", "13"});
  EXPECT_EQ(Texts(), full + "1213");
  Take({"a", "", "   ", "b"});
  EXPECT_EQ(Texts(), "a b");
}

TEST_F(NarrativeTest, LabelsKeepTheWholeTextAsWell) {
  const Narrative& read = Take({"FACTUUR 7", "REK: NL65INGB0123/NAAM: PICQER"});
  EXPECT_EQ(read.name, "PICQER");
  EXPECT_EQ(read.account, "NL65INGB0123");
  EXPECT_EQ(Texts(), "FACTUUR 7|FACTUUR 7 REK: NL65INGB0123/NAAM: PICQER");
}

TEST_F(NarrativeTest, LettersThatABreakCutsInTwo) {
  const std::string line = std::string(64, 'x') + "\xC3";
  Take({line,
        "\xBC"
        "ber"});
  EXPECT_EQ(Texts(), std::string(64, 'x') +
                         "\xC3\xBC"
                         "ber");
  Take({"M\xFCller"});
  EXPECT_EQ(Texts(), "M\xC3\xBCller");
}

TEST_F(NarrativeTest, StructureOfOldGermanFiles) {
  const Narrative& read = Take({"01Rechnung 1", "02und 2", "15Empf",
                                "17Buchung", "33100", "34200", "204711"},
                               true);
  EXPECT_EQ(read.name, "Empf");
  EXPECT_EQ(read.booking, "Buchung");
  EXPECT_EQ(read.bank, "100");
  EXPECT_EQ(read.account, "200");
  EXPECT_EQ(Texts(), "Rechnung 1 und 2|4711");
}

TEST_F(NarrativeTest, NothingIsLeftOfTheLastText) {
  Take({"166?20EREF+1?32ACME"});
  const Narrative& read = Take({"plain"});
  EXPECT_EQ(read.name, "");
  EXPECT_EQ(References(), "");
  EXPECT_EQ(Texts(), "plain");
  Take({});
  EXPECT_EQ(Texts(), "");
}

TEST(CodeIn, OfTheFirstLineWhereSubfieldsFollow) {
  const auto of = [](std::string_view line) {
    return CodeIn(std::span(&line, 1));
  };
  EXPECT_EQ(of("166?00GUTSCHRIFT"), "166");
  EXPECT_EQ(of(" 020~00Przelew"), "020");
  EXPECT_EQ(of("~00Przelew"), "");
  EXPECT_EQ(of("166 GUTSCHRIFT"), "");
  EXPECT_EQ(of("166?99"), "");
  EXPECT_EQ(CodeIn({}), "");
}

TEST(IsReference, KnowsTheWordsForNone) {
  for (const char* none : {"", "NONREF", "nonref", "NOTPROVIDED", "EREF",
                           "KREF+", "000", "-", "/"}) {
    EXPECT_FALSE(IsReference(none)) << none;
  }
  EXPECT_TRUE(IsReference("NONREF1"));
  EXPECT_TRUE(IsReference("0012"));
}

}  // namespace
}  // namespace cashmatch::mt940
