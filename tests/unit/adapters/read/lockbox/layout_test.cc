// SPDX-License-Identifier: Apache-2.0
// layout_test.cc - layouts files, the built-in one and users' own.
#include "adapters/read/lockbox/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch::lockbox {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Layout& BuiltIn(std::string_view name) {
  for (const Layout& layout : BuiltInLockboxLayouts()) {
    if (layout.name == name) return layout;
  }
  ADD_FAILURE() << "no built-in layout " << name;
  return BuiltInLockboxLayouts().front();
}

std::vector<std::string> Faults(std::string_view toml) {
  std::vector<Layout> layouts;
  std::vector<std::string> faults = ParseLockboxLayouts(toml, &layouts);
  EXPECT_EQ(layouts.empty(), !faults.empty());
  return faults;
}

TEST(BuiltInLayouts, AreTheSixWithTheirColumns) {
  std::vector<std::string> names;
  for (const Layout& layout : BuiltInLockboxLayouts()) {
    names.push_back(layout.name);
  }
  EXPECT_THAT(names, ElementsAre("bai80", "bai104_remitter", "bai80_acct14",
                                 "sap_bai2", "oracle_3inv", "oracle_batch5"));
  const Layout& bai80 = BuiltIn("bai80");
  EXPECT_EQ(bai80.check.amount.first, 8);
  EXPECT_EQ(bai80.check.amount.last, 17);
  EXPECT_EQ(bai80.lockbox_total.amount.last, 34);
  EXPECT_TRUE(bai80.overflow.invoices.empty());
  EXPECT_EQ(BuiltIn("oracle_3inv").overflow.invoices[2].amount.first, 68);
  EXPECT_EQ(BuiltIn("sap_bai2").overflow.invoices[0].reason.last, 50);
  EXPECT_EQ(BuiltIn("oracle_batch5").trailer.amount.last, 19);
}

TEST(BuiltInLayouts, LikeKeepsAllRecordsThatAreNotWritten) {
  const Layout& like = BuiltIn("bai80_acct14");
  EXPECT_EQ(like.check.account.last, 40);
  EXPECT_EQ(like.batch_total.amount.first, 24);
  EXPECT_EQ(like.overflow.text.last, 80);
  EXPECT_FALSE(BuiltIn("oracle_3inv").overflow.text.present())
      << "a record that is written replaces the inherited one";
}

TEST(ParseLockboxLayouts, ReadsAUsersLayout) {
  std::vector<Layout> layouts;
  const auto faults = ParseLockboxLayouts(R"(
    [[layout]]
    name = "ourbank"
    like = "bai80"
    currency = "KWD"
    decimals = 3
    date_format = "YYYYMMDD"
    [layout.file_header]
    date = [24, 31]
    [layout.deposit]
    lockbox = [8, 14]
    date = [15, 22]
    [layout.batch_total]
    amount = [24, 33]
    [layout.lockbox_total]
    amount = [25, 34]
    [[layout]]
    name = "ourbank2"
    like = "ourbank"
    record_length = 120
  )",
                                          &layouts);
  EXPECT_THAT(faults, ElementsAre());
  ASSERT_EQ(layouts.size(), 2u);
  EXPECT_EQ(layouts[0].deposit.date.last, 22);
  EXPECT_EQ(layouts[0].check.amount.last, 17);
  EXPECT_EQ(CodeOf(layouts[1].currency).letters[0], 'K');
  EXPECT_EQ(layouts[1].record_length, 120);
  EXPECT_EQ(layouts[1].decimals, 3);
}

TEST(ParseLockboxLayouts, NamesLineAndNearestKey) {
  EXPECT_THAT(Faults("[[layout]]\nname='x'\nlike='bai80'\n[layout.check]\n"
                     "amunt=[8,17]\n"),
              ElementsAre("line 5: check: unknown key 'amunt'; did you mean "
                          "'amount'?",
                          HasSubstr("needs check.amount")));
  EXPECT_THAT(Faults("[[layout]]\nname='x'\nlike='bai80'\nrecordlength=80\n"),
              ElementsAre("line 4: unknown key 'recordlength'; did you mean "
                          "'record_length'?"));
  EXPECT_THAT(Faults("[[layouts]]\nname='x'\n"),
              ElementsAre(HasSubstr("holds only [[layout]]")));
}

TEST(ParseLockboxLayouts, ReportsEveryFault) {
  EXPECT_THAT(
      Faults("[[layout]]\nlike='bai80'\ncurrency='XQX'\ndecimals=9\n"
             "date_format='YYDDD'\n[layout.check]\namount=[17,8]\n"),
      ElementsAre(HasSubstr("needs a name"), HasSubstr("check.amount must be"),
                  HasSubstr("ISO 4217"), HasSubstr("YYMMDD"),
                  HasSubstr("decimals"), HasSubstr("needs check.amount")));
}

TEST(ParseLockboxLayouts, RefusesWhatCannotHold) {
  EXPECT_THAT(Faults("[[layout]]\nname='x'\nlike='nobody'\n"),
              ElementsAre(HasSubstr("no layout is named 'nobody'")));
  EXPECT_THAT(Faults("[[layout]]\nname='x'\nlike='bai80'\n"
                     "[layout.deposit]\ndate=[15,22]\n"),
              ElementsAre(HasSubstr("columns 15 to 22 cannot hold a date")));
  EXPECT_THAT(Faults("[[layout]]\nname='x'\nlike='bai80'\n"
                     "[[layout]]\nname='x'\nlike='bai80'\n"),
              ElementsAre(HasSubstr("two layouts are named 'x'")));
  EXPECT_THAT(Faults("[[layout]]\nname='x'\nlike='bai80'\n[layout.overflow]\n"
                     "invoices=[{amount=[8,17]}]\n"),
              ElementsAre(HasSubstr("overflow.invoices needs a number")));
}

TEST(ParseLockboxLayouts, NeverThrows) {
  EXPECT_THAT(Faults("[[layout]\nname="), ElementsAre(HasSubstr("line 1")));
  EXPECT_FALSE(Faults("layout = 5").empty());
  EXPECT_FALSE(Faults("layout = [1, 2]").empty());
  EXPECT_FALSE(Faults("[[layout]]\nname=5\ncheck='x'\n").empty());
  EXPECT_FALSE(Faults("[[layout]]\nname='x'\nlike=[1]\n").empty());
  EXPECT_FALSE(Faults("\xFF\xFE").empty());
}

}  // namespace
}  // namespace cashmatch::lockbox
