// SPDX-License-Identifier: Apache-2.0
// tags_test.cc - the three spellings of tags.
#include "adapters/read/mt940/tags.h"

#include <gtest/gtest.h>

#include <string>

namespace cashmatch::mt940 {
namespace {

/// "lead|kind=value|…", kinds by their first letters.
std::string All(std::string_view text, bool slashes = false) {
  const char* const names[] = {
      "none",     "purpose",  "e2e",         "ref",        "trace",  "name",
      "ultimate", "ordering", "beneficiary", "account",    "bank",   "id",
      "party",    "reason",   "return",      "instructed", "charges"};
  TagScanner tags(text, slashes);
  std::string out(tags.lead());
  for (Tag86 tag; tags.Next(&tag);) {
    out += std::string("|") + names[static_cast<int>(tag.kind)] + "=" +
           std::string(tag.value);
  }
  return out;
}

TEST(Tags, PlusSignsOfGermanBanks) {
  EXPECT_EQ(All("EREF+E 1 SVWZ+INV 1+2 ABWA+X"),
            "|e2e=E 1|purpose=INV 1+2|ultimate=X");
  EXPECT_EQ(All("before EREF+1"), "before|e2e=1");
  EXPECT_EQ(All("SVWZ+a EREF: 7 IBAN: DE1 BIC: X"),
            "|purpose=a|e2e=7|account=DE1|bank=X");
  EXPECT_EQ(All("XEREF+1 and 1+1"), "XEREF+1 and 1+1");
  EXPECT_EQ(All("SVWZ+"), "|purpose=");
}

TEST(Tags, SlashesOfDutchBanks) {
  EXPECT_EQ(
      All("/TRTP/SEPA/IBAN/FR1/BIC/GE/NAME/Q J/REMI/two 1/2/EREF/NO", true),
      "|none=SEPA|account=FR1|bank=GE|name=Q J|purpose=two 1/2|e2e=NO");
  EXPECT_EQ(All("/EREF/1/BENM//NAME/ACME/REMI//ISDT/2026", true),
            "|e2e=1|beneficiary=|name=ACME|purpose=|none=2026");
  EXPECT_EQ(All("/BENM/NAME/ACME", true), "|beneficiary=|name=ACME");
  EXPECT_EQ(All("/RTRN/MD06//CHGS/EUR1,/OCMT/EUR2,", true),
            "|return=MD06|charges=EUR1|instructed=EUR2");
  EXPECT_EQ(All("paid /ID/ twice"), "paid /ID/ twice");
}

TEST(Tags, LabelsOfProse) {
  EXPECT_EQ(All("x REK: NL1/NAAM: ACME B.V."), "x|account=NL1|name=ACME B.V.");
  EXPECT_EQ(All("OD: JAN; TYT.: FV 1 ; TNR: 7"),
            "|name=JAN|purpose=FV 1|trace=7");
  EXPECT_EQ(All("METHOD: X"), "METHOD: X");
  TagScanner tags("a NAAM: B", false);
  Tag86 tag;
  EXPECT_FALSE(tags.any_label());
  EXPECT_TRUE(tags.Next(&tag));
  EXPECT_TRUE(tags.any_label());
  EXPECT_FALSE(tags.Next(&tag));
}

TEST(Tags, NamesStandAsTheyAreWritten) {
  const auto names = [](std::string_view text, bool slashes) {
    TagScanner tags(text, slashes);
    std::string out;
    for (Tag86 tag; tags.Next(&tag);) out.append(tag.name).append("|");
    return out;
  };
  EXPECT_EQ(names("a NAAM: B Z RACH.: 7 EREF+1 KREF: 2", false),
            "NAAM:|Z RACH.:|EREF+|KREF:|");
  EXPECT_EQ(names("/EREF/1/BENM//NAME/ACME", true), "/EREF/|/BENM/|/NAME/|");
}

TEST(Tags, KindsOfTexts) {
  EXPECT_TRUE(HasSlashTags(" /XXXX//1 /ORDP/A"));
  EXPECT_FALSE(HasSlashTags("/ABC/DEF/x 1/2/3 /ID/"));
  EXPECT_TRUE(StartsWithPlusTag("SVWZ+INV"));
  EXPECT_TRUE(StartsWithPlusTag("BIC+X"));
  EXPECT_TRUE(StartsWithPlusTag("IBAN: DE1"));
  EXPECT_FALSE(StartsWithPlusTag("INV4+"));
  EXPECT_FALSE(StartsWithPlusTag("BICX+"));
  EXPECT_FALSE(StartsWithPlusTag("+BIC"));
  EXPECT_FALSE(StartsWithPlusTag("SVWZ"));
}

}  // namespace
}  // namespace cashmatch::mt940
