// SPDX-License-Identifier: Apache-2.0
// name_form_test.cc - folding, legal forms and abbreviations, by example.
#include "engine/fuzzy/name_form.h"

#include <gtest/gtest.h>

#include "engine/fuzzy/fold.h"

namespace cashmatch {
namespace {

struct FoldCase {
  const char* text;
  const char* folded;
};

TEST(FoldName, Spellings) {
  const FoldCase cases[] = {
      {"", ""},
      {"  Acme,  Inc. ", "ACME INC"},
      {"Müller", "MULLER"},
      {"Mueller", "MULLER"},
      {"Mu\u0308ller", "MULLER"},
      {"Søren Ærø", "SOREN ARO"},
      {"Soeren", "SOREN"},
      {"Aarhus Århus", "ARHUS ARHUS"},
      {"Weiß & Söhne", "WEISS & SOHNE"},
      {"Łódź Çelik Ñandú Șoimi", "LODZ CELIK NANDU SOIMI"},
      {"Blue Boutique Bauer", "BLUE BOUTIQUE BAUER"},
      {"Газпром", "GAZPROM"},
      {"Щукин Юрий", "SHCHUKIN YURII"},
      {"Παπαδόπουλος", "PAPADOPOULOS"},
      {"ＡＢＣ　Ｃｏ", "ABC CO"},
      {"Int'l People\u2019s", "INTL PEOPLES"},
      {"A.B.C. Co.", "ABC CO"},
      {"J. P. Morgan", "JP MORGAN"},
      {"AT&T", "AT & T"},
      {"Sp. z o.o.", "SP ZOO"},
      {"Meyer+Co", "MEYER & CO"},
      {"ACM*** LTD", "ACM* LTD"},
      {"J***N SMITH", "J* SMITH"},
      {"SQ *ACME", "SQ ACME"},
      {"AMZN*Books", "AMZN BOOKS"},
      {"***", ""},
      {"株式会社 日本", "株式会社 日本"},
      {"bad\xFF\xC3(text", "BAD TEXT"},
  };
  for (const FoldCase& one : cases) {
    EXPECT_EQ(FoldName(one.text), one.folded) << one.text;
  }
}

TEST(FoldName, KeepsWhatItHasFolded) {
  for (const char* const text : {"The Müller Int'l GmbH & Co. KG",
                                 "S.à r.l. Ærø", "ООО БАЙ", "A.B.C."}) {
    const std::string once = FoldName(text);
    EXPECT_EQ(FoldName(once), once) << text;
  }
}

struct PartsCase {
  const char* name;
  const char* core;
  LegalFamily legal;
};

TEST(ParseName, FindsTheLegalForm) {
  using F = LegalFamily;
  const PartsCase cases[] = {
      {"Acme", "ACME", F::kNone},
      {"Acme, Inc.", "ACME", F::kLoose},
      {"ACME LLC", "ACME", F::kLimited},
      {"Acme L.L.C.", "ACME", F::kLimited},
      {"Acme Pty. Ltd.", "ACME", F::kLoose},
      {"Acme Pvt Ltd", "ACME", F::kLoose},
      {"Siemens Aktiengesellschaft", "SIEMENS", F::kStock},
      {"Siemens AG", "SIEMENS", F::kStock},
      {"Müller GmbH", "MULLER", F::kLimited},
      {"Müller Gesellschaft mit beschränkter Haftung", "MULLER", F::kLimited},
      {"Müller GmbH & Co. KG", "MULLER", F::kPartnership},
      {"Dupont S.A.R.L.", "DUPONT", F::kLimited},
      {"Dupont S.à r.l.", "DUPONT", F::kLimited},
      {"Dupont SAS", "DUPONT", F::kStock},
      {"Rossi S.p.A.", "ROSSI", F::kStock},
      {"Rossi S.r.l.", "ROSSI", F::kLimited},
      {"Jansen B.V.", "JANSEN", F::kLimited},
      {"Jansen N.V.", "JANSEN", F::kStock},
      {"Virtanen Oy", "VIRTANEN", F::kLimited},
      {"Oy Virtanen Ab", "VIRTANEN", F::kStock},
      {"Svensson AB", "SVENSSON", F::kStock},
      {"Hansen A/S", "HANSEN", F::kStock},
      {"Hansen ApS", "HANSEN", F::kLimited},
      {"Kowalski Sp. z o.o.", "KOWALSKI", F::kLimited},
      {"Novák s.r.o.", "NOVAK", F::kLimited},
      {"Horvat d.o.o.", "HORVAT", F::kLimited},
      {"Silva Ltda.", "SILVA", F::kLoose},
      {"Gómez S.A. de C.V.", "GOMEZ", F::kStock},
      {"Gómez S. de R.L. de C.V.", "GOMEZ", F::kLimited},
      {"ООО \"Байкал\"", "BAIKAL", F::kLimited},
      {"ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ \"БАЙ\"", "BAI", F::kLimited},
      {"OAO Gazprom", "GAZPROM", F::kStock},
      {"Tan Sdn Bhd", "TAN", F::kStock},
      {"Verein der Freunde e.V.", "VEREIN DER FREUNDE", F::kOther},
      // Not a legal form where it stands, or all there is.
      {"AS Roma", "ROMA", F::kStock},
      {"Sa Pa Hotel", "SA PA HOTEL", F::kNone},
      {"Co", "CO", F::kNone},
      {"Limited", "LTD", F::kNone},
  };
  for (const PartsCase& one : cases) {
    const NameParts parts = ParseName(one.name);
    EXPECT_EQ(parts.core, one.core) << one.name;
    EXPECT_EQ(parts.legal, one.legal) << one.name;
  }
}

TEST(ParseName, ShortensAndDropsConnectives) {
  const NameParts parts =
      ParseName("The International Manufacturing and Services Company, Inc.");
  EXPECT_EQ(parts.plain, "INTERNATIONAL MANUFACTURING SERVICES COMPANY INC");
  EXPECT_EQ(parts.core, "INTL MFG SVC");
  for (const char* const same :
       {"Intl Mfg & Svcs Co Inc", "INT'L MFG. SERVICES CO., INC.",
        "International Manufacturing et Services"}) {
    EXPECT_EQ(ParseName(same).core, parts.core) << same;
  }
  EXPECT_EQ(ParseName("Smith Brothers").core, ParseName("Smith Bros.").core);
  EXPECT_EQ(ParseName("First National Bank").core,
            ParseName("1st Natl Bank").core);
}

TEST(ParseName, TellsCutAndMaskedNames) {
  EXPECT_TRUE(ParseName("Acme Trading Compa").cut);  // 18 characters
  EXPECT_TRUE(ParseName("Äcme Trading Compa").cut);  // not bytes
  EXPECT_FALSE(ParseName("Acme Trading").cut);
  // A name that ends in its legal form is whole.
  EXPECT_FALSE(ParseName("Acme Trading Corp.").cut);  // 18 characters
  EXPECT_TRUE(ParseName("Acme Tra*** Ltd").masked);
  EXPECT_FALSE(ParseName("Acme Trading").masked);
}

TEST(ParseName, OfNothing) {
  EXPECT_EQ(ParseName("").core, "");
  EXPECT_EQ(ParseName(" .,;").core, "");
  EXPECT_EQ(ParseName("&").core, "&");
}

TEST(NameTerms, TheListsAreInFoldedSpelling) {
  for (const char* const words :
       {"GESELLSCHAFT MIT BESCHRANKTER HAFTUNG", "NAMLOZE VENNOOTSCHAP",
        "OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU", "SP ZOO"}) {
    EXPECT_EQ(FoldName(words), words);
    EXPECT_NE(FindLegalTerm(words), nullptr) << words;
  }
  EXPECT_EQ(FindLegalTerm("ACME"), nullptr);
  EXPECT_EQ(ShortForm("INTERNATIONAL"), "INTL");
  EXPECT_EQ(ShortForm("ACME"), "ACME");
  EXPECT_EQ(ShortFormOfCut("MANUFACTURI"), "MFG");
  EXPECT_EQ(ShortFormOfCut("IN"), "IN");
  EXPECT_EQ(ShortFormOfCut("INST"), "INST");
  EXPECT_EQ(ShortFormNear("MANUFACTURNG"), "MFG");
  EXPECT_EQ(ShortFormNear("TRADNG"), "TRD");
  EXPECT_EQ(ShortFormNear("ACMEXX"), "ACMEXX");
  EXPECT_TRUE(IsConnective("UND"));
  EXPECT_FALSE(IsConnective("ACME"));
  EXPECT_TRUE(IsGeneric("GRP"));
  EXPECT_FALSE(IsGeneric("ACME"));
  EXPECT_TRUE(IsParticle("VAN"));
}

TEST(NameForm, TheFirstLettersOfThreeWordsAndMore) {
  EXPECT_EQ(AcronymOf("INTL BUSINESS MACHINES"), "IBM");
  EXPECT_EQ(AcronymOf("BANK VAN BREDA HOLDING"), "BBH");
  EXPECT_EQ(AcronymOf("ACME TOOLS"), "") << "two letters mean too many";
  EXPECT_EQ(AcronymOf("B C D E F G H"), "");
  EXPECT_EQ(AcronymOf("3 RIVERS PAPER MILL"), "");
  EXPECT_TRUE(MayBeAcronym("IBM"));
  EXPECT_FALSE(MayBeAcronym("IBM X"));
  EXPECT_FALSE(MayBeAcronym("AB"));
  EXPECT_FALSE(MayBeAcronym("MACHINES"));
}

TEST(NameForm, LegalFormsThatAreWrittenInOneWithTheName) {
  for (const char* const name :
       {"株式会社 日本商事", "日本商事株式会社", "株式会社日本商事"}) {
    EXPECT_EQ(ParseName(name).core, "日本商事") << name;
  }
  EXPECT_EQ(ParseName("上海贸易有限公司").core, "上海贸易");
  EXPECT_EQ(ParseName("株式会社").core, "株式会社");
}

}  // namespace
}  // namespace cashmatch
