// SPDX-License-Identifier: Apache-2.0
// name_score_test.cc - pairs as payers and ledgers spell them.
#include "engine/fuzzy/name_score.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cashmatch {
namespace {

NameScore Score(const std::string& a, const std::string& b) {
  const auto words_of = [](const NameParts& parts) {
    std::vector<NameWord> words;
    ForEachWord(parts.core, [&](std::string_view word) {
      words.push_back({word, WordWeight(word, 1, 1000)});
    });
    return words;
  };
  const NameParts x = ParseName(a);
  const NameParts y = ParseName(b);
  const std::vector<NameWord> x_words = words_of(x);
  const std::vector<NameWord> y_words = words_of(y);
  return CompareNames({x.plain, x_words, x.legal, x.cut, x.masked},
                      {y.plain, y_words, y.legal, y.cut, y.masked});
}

struct PairCase {
  const char* a;
  const char* b;
  NameAgreement agreement;
  int32_t least;
  int32_t most;
};

TEST(CompareNames, OfRealSpellings) {
  using A = NameAgreement;
  const PairCase cases[] = {
      {"Acme Inc.", "ACME INC", A::kEqual, 1'000'000, 1'000'000},
      {"Acme", "Acme, Inc.", A::kEqual, 980'000, 995'000},
      {"Müller GmbH", "MUELLER GMBH", A::kEqual, 1'000'000, 1'000'000},
      {"Good Will Co", "Goodwill Company", A::kEqual, 980'000, 999'000},
      {"JP Morgan Chase", "JPMorgan Chase", A::kEqual, 980'000, 999'000},
      {"Van der Bilt Corp", "Vanderbilt Corp", A::kEqual, 980'000, 999'000},
      {"Smith & Sons", "Smith and Sons", A::kEqual, 990'000, 1'000'000},
      {"Intl Paper Mfg", "International Paper Manufacturing", A::kEqual,
       980'000, 999'000},
      {"Deutsche Bank AG", "Deutsche Bank GmbH", A::kEqual, 900'000, 960'000},
      {"Wolters Kluwer Deu", "Wolters Kluwer Deutschland GmbH", A::kTruncated,
       950'000, 990'000},
      {"Bergström Industries A", "Bergström Industries Aktiebolag",
       A::kTruncated, 950'000, 990'000},
      {"ACME TRADI***", "Acme Trading Company", A::kTruncated, 950'000,
       990'000},
      {"Scholz Olaf", "Olaf Scholz", A::kReordered, 940'000, 990'000},
      {"Chase Bank", "Bank Chase", A::kReordered, 940'000, 990'000},
      {"Cristalord Ltd", "Crystalord Ltd", A::kEdited, 850'000, 960'000},
      {"Siemens Energi", "Siemens Energy", A::kEdited, 850'000, 990'000},
      {"Nanshan", "Nanshan Aluminium", A::kSubset, 500'000, 900'000},
      {"Faberlic", "Faberlic Europe Sp. z o.o.", A::kSubset, 850'000, 970'000},
      {"Volkswagen AG", "Siemens AG", A::kNone, 0, 0},
      {"Acme Fund II", "Acme Fund III", A::kPartial, 0, 800'000},
      {"Store 12", "Store 14", A::kPartial, 0, 400'000},
      {"BAE Systems", "BAE Industries", A::kPartial, 0, 760'000},
      {"Acme Trading GmbH", "Acme TradingG mbH", A::kEdited, 950'000, 990'000},
      {"Acme Trading Corp.", "Acme Trading Cor.p", A::kEdited, 950'000,
       990'000},
      {"Acme Trading GmbH", "Acme Trading GmkbH", A::kEdited, 850'000, 960'000},
      {"Acme Trading GmbH", "AcmexTrading GmbH", A::kEdited, 850'000, 960'000},
      // What ends in a legal form was not cut off there.
      {"Acme Foods AG", "Acme Foods AG Construction", A::kSubset, 500'000,
       870'000},
      {"Acme Trading Co.", "Acme Trading Consultants", A::kSubset, 500'000,
       940'000},
      {"", "Acme", A::kNone, 0, 0},
      {"", "", A::kNone, 0, 0},
  };
  for (const PairCase& one : cases) {
    const NameScore score = Score(one.a, one.b);
    EXPECT_EQ(static_cast<int>(score.agreement),
              static_cast<int>(one.agreement))
        << one.a << " | " << one.b;
    EXPECT_GE(score.millionths, one.least) << one.a << " | " << one.b;
    EXPECT_LE(score.millionths, one.most) << one.a << " | " << one.b;
    const NameScore back = Score(one.b, one.a);
    EXPECT_EQ(back.millionths, score.millionths) << one.a << " | " << one.b;
    EXPECT_EQ(back.agreement, score.agreement) << one.a << " | " << one.b;
  }
}

TEST(CompareNames, RanksTheCloserName) {
  const char* const name = "Bowne Global Solutions France";
  EXPECT_GT(Score(name, "Bowne Global Solutions").millionths,
            Score(name, "Bowne Global Solutions Germany").millionths);
  EXPECT_GT(Score(name, "Bowne Global Solution France").millionths,
            Score(name, "Bowne Global Solutions").millionths);
  EXPECT_GT(Score("Kim Jong Un", "Kim Yong Un").millionths,
            Score("Kim Jong Un", "Kim Il Sung").millionths);
}

TEST(CompareNames, RanksByOrder) {
  const char* const name = "Kestrel Harbour Lindqvist";
  const int32_t one_moved = Score(name, "Lindqvist Kestrel Harbour").millionths;
  EXPECT_GT(Score(name, "Kestrel Harbour Lindqvist").millionths, one_moved);
  EXPECT_GT(one_moved, Score(name, "Lindqvist Harbour Kestrel").millionths);
  // A slip does not make up for it.
  EXPECT_GT(Score(name, "Kestrel Harbour Lindqist").millionths,
            Score(name, "Harbour Kestrel Lindqist").millionths + 30'000);
}

TEST(CompareNames, RanksCutNamesByWhatIsMissing) {
  const char* const cut = "Kestrel Harbour Li";  // 18 characters
  const int32_t short_name = Score(cut, "Kestrel Harbour Lindqvist").millionths;
  EXPECT_GT(short_name, Score(cut,
                              "Kestrel Harbour Lindqvist Timber and "
                              "Planks")
                            .millionths);
  EXPECT_GT(
      Score(cut, "Kestrel Harbour Lindqvist Timber and Planks").millionths,
      950'000);
}

TEST(CompareNames, TakesNamesOfManyWords) {
  std::string many;
  for (int i = 0; i < 30; ++i) many += "WORD" + std::string(1, 'A' + i % 26);
  EXPECT_EQ(Score(many, many).agreement, NameAgreement::kEqual);
}

TEST(WordLikeness, OfWords) {
  EXPECT_EQ(WordLikeness("ACME", false, "ACME", false), 1'000'000);
  EXPECT_EQ(WordLikeness("ABC", false, "ABD", false), 0);
  EXPECT_EQ(WordLikeness("2004", false, "2005", false), 0);
  EXPECT_EQ(WordLikeness("FUND2", false, "FUND3", false), 0);
  const int32_t one = WordLikeness("SIEMENS", false, "SIEMEMS", false);
  EXPECT_GT(one, 750'000);
  EXPECT_LT(one, 1'000'000);
  EXPECT_EQ(WordLikeness("SIEMENS", false, "SEIMEMS", false), 0);
  const int32_t two = WordLikeness("CRYSTALORD", false, "CRISTALLORD", false);
  EXPECT_GT(two, 700'000);
  EXPECT_LT(two, one);
  EXPECT_GT(WordLikeness("TECHN", true, "TECHNIQUE", false),
            WordLikeness("TECHN", false, "TECHNIQUE", false));
  EXPECT_GT(WordLikeness("J", false, "JOHN", false), 0);
  EXPECT_GT(WordLikeness("ACM*", false, "ACME", false), 900'000);
  EXPECT_EQ(WordLikeness("ACN*", false, "ACMES", false), 0);
}

TEST(WordWeight, FallsWithTheCountAndForGenericWords) {
  EXPECT_GT(WordWeight("ACME", 1, 1'000'000),
            WordWeight("ACME", 100, 1'000'000));
  EXPECT_GT(WordWeight("ACME", 1, 1'000'000), WordWeight("GRP", 1, 1'000'000));
  EXPECT_GT(WordWeight("GRP", 1, 1'000'000), WordWeight("VAN", 1, 1'000'000));
  EXPECT_GE(WordWeight("ACME", 1'000'000, 1'000'000), 1u);
  // log2((10^6 + 4096) / 2) = 18.94, in sixteenths.
  EXPECT_NEAR(WordWeight("ACME", 1, 1'000'000), 18.94 * 16, 2);
}

}  // namespace
}  // namespace cashmatch
