// SPDX-License-Identifier: Apache-2.0
// mapping_test.cc - the mapping file and its mistakes.
#include "adapters/read/mapped_csv/mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/read/mapped_csv/pick.h"
#include "tests/unit/adapters/read/mapped_csv/mapped_text.h"

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> ErrorsOf(std::string_view toml) {
  CsvMapping mapping;
  std::vector<std::string> errors;
  EXPECT_FALSE(ReadCsvMapping(toml, "m.toml", &mapping, &errors));
  return errors;
}

TEST(CsvMappingTest, SaysHowAFileIsWritten) {
  const CsvMapping mapping = MappingOf(R"(
kind = "statement"
name = "giro"
delimiter = ";"
quote = ""
decimal = ","
thousands = "."
date_format = "DD.MM.YY"
sign = "negative_is_credit"
skip_lines = 3
ignore_rows = ["Summe"]
[columns]
amount = "Betrag"
text = ["Zweck", 7]
value_date = "Valuta"
[defaults]
currency = "EUR"
[words]
status = { Vormerkung = "pending" }
)");
  EXPECT_EQ(mapping.marks.delimiter, ';');
  EXPECT_EQ(mapping.marks.quote, '\0');
  EXPECT_EQ(mapping.decimal, ',');
  EXPECT_EQ(mapping.skip_lines, 3u);
  EXPECT_TRUE(mapping.credit_is_negative);
  const auto& text = mapping.Of(StatementField::kText).columns;
  ASSERT_EQ(text.size(), 2u);
  EXPECT_EQ(text[0].name, "Zweck");
  EXPECT_EQ(text[1].number, 7u);
  EXPECT_EQ(mapping.Of(StatementField::kCurrency).fallback, "EUR");
  EXPECT_EQ(mapping.Of(StatementField::kStatus).words.at("Vormerkung"),
            "pending");
}

TEST(CsvMappingTest, NamesTheLineAndTheNearestName) {
  EXPECT_THAT(
      ErrorsOf("kind = \"statement\"\ndelimeter = \";\"\n[columns]\n"
               "ammount = \"A\"\namount = \"B\"\nvalue_date = \"C\"\n"
               "currency = \"D\"\n"),
      ElementsAre("m.toml:2: unknown key 'delimeter'; did you mean "
                  "'delimiter'?",
                  "m.toml:4: unknown key 'ammount'; did you mean 'amount'?"));
  EXPECT_THAT(ErrorsOf("kind = \"statment\"\n"),
              testing::Contains(HasSubstr("did you mean 'statement'?")));
  EXPECT_THAT(ErrorsOf("kind = \n"), ElementsAre(HasSubstr("m.toml:1")));
}

TEST(CsvMappingTest, TakesAThousandsMarkInAnySpelling) {
  const auto thousands = [](const std::string& mark) {
    return MappingOf("kind = \"advice\"\nthousands = \"" + mark +
                     "\"\n[columns]\nreference = \"R\"\n")
        .thousands;
  };
  EXPECT_EQ(thousands("\xC2\xA0"), " ");
  EXPECT_EQ(thousands("\xE2\x80\xAF"), " ");
  EXPECT_EQ(thousands("\xE2\x80\x99"), "'");
  EXPECT_EQ(thousands("'"), "'");
}

TEST(CsvMappingTest, RefusesWhatCannotBeMeant) {
  const std::string rest = "kind = \"advice\"\n[columns]\nreference = \"R\"\n";
  const auto with = [&](const std::string& line) {
    return ErrorsOf(line + "\n" + rest);
  };
  EXPECT_THAT(with("delimiter = \";;\""), ElementsAre(HasSubstr("one char")));
  EXPECT_THAT(with("delimiter = \"a\""), ElementsAre(HasSubstr("one char")));
  EXPECT_THAT(with("thousands = \"\xC2\xB7\""),
              ElementsAre(HasSubstr("one char")));
  EXPECT_THAT(with("quote = \",\""), ElementsAre(HasSubstr("must differ")));
  EXPECT_THAT(with("thousands = \".\""), ElementsAre(HasSubstr("must differ")));
  EXPECT_THAT(with("date_format = \"MM-DD\""), ElementsAre(HasSubstr("year")));
  EXPECT_THAT(with("encoding = \"latin-99\""),
              ElementsAre(HasSubstr("unknown encoding 'latin-99'")));
  EXPECT_THAT(with("header = false"),
              testing::Contains(HasSubstr("number from 1")));
  EXPECT_THAT(with("skip_lines = -1"), ElementsAre(HasSubstr("whole number")));
}

TEST(CsvMappingTest, WantsWhatItsKindCannotDoWithout) {
  EXPECT_EQ(ErrorsOf("kind = \"statement\"\n").size(), 3u);
  EXPECT_EQ(ErrorsOf("kind = \"payouts\"\n").size(), 4u);
  EXPECT_EQ(ErrorsOf("kind = \"advice\"\n").size(), 1u);
  EXPECT_EQ(ErrorsOf("kind = \"open_items\"\n").size(), 6u);
  EXPECT_THAT(
      ErrorsOf("kind = \"statement\"\n[columns]\namount = 1\ncredit = 2\n"
               "value_date = 3\ncurrency = 4\n"),
      ElementsAre(HasSubstr("not both")));
}

TEST(PickMappingTest, TakesTheFirstOfTheKindThatFits) {
  std::vector<CsvMapping> all;
  for (const char* const column : {"A", "B"}) {
    all.push_back(MappingOf("kind = \"advice\"\n[columns]\nreference = \"" +
                            std::string(column) + "\"\n"));
  }
  EXPECT_EQ(PickMapping(all, {MappingKind::kAdvice}, "x,b\n1,2\n"), &all[1]);
  EXPECT_EQ(PickMapping(all, {MappingKind::kAdvice}, "x,y\n1,2\n"), &all[0]);
  EXPECT_EQ(PickMapping(all, {MappingKind::kPayouts}, "x,b\n1,2\n"), nullptr);
  EXPECT_FALSE(FitsMapping(all[0], "x,y\n1,2\n"));
}

}  // namespace
}  // namespace cashmatch
