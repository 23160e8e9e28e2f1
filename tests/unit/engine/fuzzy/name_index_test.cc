// SPDX-License-Identifier: Apache-2.0
// name_index_test.cc - what is found, in which order, with how much work.
#include "engine/fuzzy/name_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

namespace cashmatch {
namespace {

using Entries = std::vector<NameIndex::Entry>;

const Entries& Customers() {
  static const Entries customers = {
      {"Acme Trading GmbH", 0},
      {"ACME Handels KG", 0},  // an alias
      {"Müller Maschinenbau GmbH & Co. KG", 1},
      {"International Paper Manufacturing Inc.", 2},
      {"Bergström Industriautomation Aktiebolag", 3},
      {"Olaf Scholz", 4},
      {"Goodwill Company", 5},
      {"Smith & Sons Ltd", 6},
      {"Smyth Sons Ltd", 7},
      {"Wolters Kluwer Deutschland Informatio", 8},
      {"Banco Santander México S.A.", 9},
      {"Banco Santander Chile S.A.", 10},
      {"The Very Long Named Pumps and Valve", 11},  // cut at 35
  };
  return customers;
}

struct FindCase {
  const char* name;
  uint32_t row;
  NameAgreement agreement;
};

TEST(NameIndex, FindsTheCustomer) {
  using A = NameAgreement;
  const NameIndex index = NameIndex::Build(Customers(), 3);
  const FindCase cases[] = {
      {"ACME TRADING GMBH", 0, A::kEqual},
      {"Acme Handels", 0, A::kEqual},
      {"MUELLER MASCHINENBAU GMBH + CO KG", 1, A::kEqual},
      {"Muller Machinenbau", 1, A::kEdited},
      {"Maschinenbau Mueller", 1, A::kReordered},
      {"INTL PAPER MFG", 2, A::kEqual},
      {"INTERNATIONAL PAPE", 2, A::kTruncated},            // 18
      {"BERGSTROEM INDUSTRIAUTOMATION A", 3, A::kSubset},  // no cut length
      {"BERGSTROM INDUSTRIAUTOMATION A", 3, A::kTruncated},
      {"Bergström Industriautomation", 3, A::kEqual},
      {"SCHOLZ, OLAF", 4, A::kReordered},
      {"Good Will Co.", 5, A::kEqual},
      {"Godwill", 5, A::kEdited},
      {"Smith Sons", 6, A::kEqual},
      {"Smyth and Sons", 7, A::kEqual},
      {"Wolters Kluwer Deutschland Information Services GmbH", 8, A::kSubset},
      {"BANCO SANTANDER CHILE", 10, A::kEqual},
      {"Santander Mexico", 9, A::kSubset},
      {"Very Long Named Pumps and Valves Distribution Corporation", 11,
       A::kTruncated},
      {"ACME TRAD***", 0, A::kTruncated},
      {"AcmeTrading", 0, A::kEdited},
      {"Acme Tradng GmbH", 0, A::kEdited},
      {"AcmexHandels KG", 0, A::kEdited},
      {"GoodwillxCompany", 5, A::kEdited},
      {"IPM INC", 2, A::kAcronym},
  };
  for (const FindCase& one : cases) {
    const auto answer = index.Find(one.name, 3);
    ASSERT_FALSE(answer.candidates.empty()) << one.name;
    EXPECT_EQ(answer.candidates[0].row, one.row) << one.name;
    EXPECT_EQ(static_cast<int>(answer.candidates[0].score.agreement),
              static_cast<int>(one.agreement))
        << one.name;
    EXPECT_FALSE(answer.spent);
  }
}

TEST(NameIndex, FindsNoStranger) {
  const NameIndex index = NameIndex::Build(Customers(), 3);
  for (const char* const name :
       {"Volkswagen AG", "GmbH", "", "12345", "&", "Trading", "Deutschland"}) {
    EXPECT_TRUE(index.Find(name, 3, 700'000).candidates.empty()) << name;
  }
  EXPECT_TRUE(NameIndex().Find("Acme", 3).candidates.empty());
  EXPECT_TRUE(NameIndex::Build({}, 1).Find("Acme", 3).candidates.empty());
}

TEST(NameIndex, NamesEachRowOnceBestFirst) {
  const NameIndex index = NameIndex::Build(Customers(), 3);
  const auto answer = index.Find("Smith Sons Limited", 5);
  ASSERT_EQ(answer.candidates.size(), 2u);
  EXPECT_EQ(answer.candidates[0].row, 6u);
  EXPECT_EQ(answer.candidates[1].row, 7u);
  EXPECT_GT(answer.candidates[0].score.millionths,
            answer.candidates[1].score.millionths);
  EXPECT_EQ(index.Find("Smith Sons Limited", 1).candidates.size(), 1u);
  const auto both = index.Find("Acme Trading Handels", 5);
  ASSERT_EQ(both.candidates.size(), 1u);
  EXPECT_EQ(both.candidates[0].row, 0u);
}

TEST(NameIndex, FindsACutNameOfTheLedger) {
  const Entries entries = {{"The Very Long Named Pumps and Valve", 0},
                           {"Very Long Named Pumping", 1}};
  const NameIndex index = NameIndex::Build(entries, 3);
  const auto answer =
      index.Find("The Very Long Named Pumps and Valvessystems Oy", 1);
  ASSERT_EQ(answer.candidates.size(), 1u);
  EXPECT_EQ(answer.candidates[0].row, 0u);
  EXPECT_EQ(answer.candidates[0].score.agreement, NameAgreement::kTruncated);
}

TEST(NameIndex, ComparesWithItsWeights) {
  const NameIndex index = NameIndex::Build(Customers(), 3);
  EXPECT_EQ(index.Compare("Acme", "ACME").millionths, 1'000'000);
  EXPECT_EQ(index.Compare("Acme", "Volkswagen").millionths, 0);
}

std::string Made(uint32_t i) {
  const char* const common[] = {"Trading", "Services", "Holding", "Group"};
  std::mt19937 random(i);
  std::string name;
  for (uint32_t words = i % 10 == 0 ? 0 : 1 + random() % 2; words > 0;
       --words) {
    for (int letters = 0; letters < 7; ++letters) {
      name += "bcdfghklmnprstvw"[random() % 16];
    }
    name += ' ';
  }
  for (int words = 2; words > 0; --words) {
    name += std::string(common[random() % 4]) + " ";
  }
  return name + "Ltd";
}

TEST(NameIndex, DoesNotDependOnSeedOrOrder) {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < 20'000; ++i) names.push_back(Made(i));
  Entries entries;
  for (uint32_t i = 0; i < names.size(); ++i) entries.push_back({names[i], i});
  const NameIndex one = NameIndex::Build(entries, 1);
  std::shuffle(entries.begin(), entries.end(), std::mt19937(9));
  const NameIndex two = NameIndex::Build(entries, 2);
  std::mt19937 random(10);
  for (int i = 0; i < 3000; ++i) {
    std::string name = names[random() % names.size()];
    if (i % 3 == 0) name[random() % name.size()] = 'x';
    const auto a = one.Find(name, 4);
    const auto b = two.Find(name, 4);
    ASSERT_EQ(a.work, b.work) << name;
    ASSERT_EQ(a.spent, b.spent) << name;
    ASSERT_EQ(a.candidates.size(), b.candidates.size()) << name;
    for (size_t k = 0; k < a.candidates.size(); ++k) {
      ASSERT_EQ(a.candidates[k].score.millionths,
                b.candidates[k].score.millionths);
      ASSERT_EQ(a.candidates[k].row, b.candidates[k].row) << name;
    }
  }
}

/// Words that stand in very many names have no lists: what consists of them
/// alone is found by pairs, and the work stays counted.
TEST(NameIndex, BoundsItsWork) {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < 40'000; ++i) {
    names.push_back(i % 2 ? "Alpha Beta " + std::to_string(i)
                          : "Gamma Delta " + std::to_string(i));
  }
  names.push_back("Beta Gamma");
  Entries entries;
  for (uint32_t i = 0; i < names.size(); ++i) entries.push_back({names[i], i});
  const NameIndex index = NameIndex::Build(entries, 1);
  const auto swapped = index.Find("Gamma Beta", 2);
  ASSERT_FALSE(swapped.candidates.empty());
  EXPECT_EQ(swapped.candidates[0].row, 40'000u);
  EXPECT_EQ(swapped.candidates[0].score.agreement, NameAgreement::kReordered);
  for (const char* const name :
       {"Alpha Beta", "Alphaa Betaa", "Gamma Delta 77", "Alpha Beta 177"}) {
    EXPECT_LE(index.Find(name, 2).work, NameIndex::kWorkMax) << name;
  }
}

TEST(NameIndex, BoundsItsWorkOnNamesOneSlipAway) {
  const std::string word = "Quorvetzilanpour";  // 16 letters: may be cut off
  std::vector<std::string> names;
  for (size_t i = 0; i < 64; ++i) {
    std::string near = word;
    near[i % word.size()] = "bdgk"[i / word.size()];
    names.resize(names.size() + 64, near);
  }
  names.resize(names.size() + 64, word + "ial Mining");
  Entries entries;
  for (uint32_t i = 0; i < names.size(); ++i) entries.push_back({names[i], i});
  const auto answer = NameIndex::Build(entries, 1).Find(word, 2);
  EXPECT_EQ(answer.candidates.size(), 2u);
  EXPECT_LE(answer.work, NameIndex::kWorkMax);
  EXPECT_TRUE(answer.spent);
}

TEST(NameIndex, FindsMisspeltNamesAmongMany) {
  std::vector<std::string> names;
  for (uint32_t i = 0; i < 20'000; ++i) names.push_back(Made(i));
  Entries entries;
  for (uint32_t i = 0; i < names.size(); ++i) entries.push_back({names[i], i});
  const NameIndex index = NameIndex::Build(entries, 1);
  int first = 0;
  int asked = 0;
  for (uint32_t i = 1; i < 20'000; i += 7) {
    if (i % 10 == 0) continue;
    std::string name = names[i];
    std::swap(name[2], name[3]);  // in a rare word
    if (name == names[i]) continue;
    ++asked;
    const auto answer = index.Find(name, 1);
    first += !answer.candidates.empty() && answer.candidates[0].row == i;
  }
  EXPECT_GT(asked, 2000);
  EXPECT_EQ(first, asked);
}

/// Many names of few words, each word in far too many names for a list: three
/// of twelve words, in the order of the alphabet; and two words alone.
const std::vector<std::string>& CommonNames() {
  static const std::vector<std::string> names = [] {
    const char* const words[] = {"Alpine",  "Baltic",   "Coastal", "Danube",
                                 "Eastern", "Frontier", "Granite", "Harbour",
                                 "Island",  "Jubilee",  "Kestrel", "Lantern"};
    std::vector<std::string> made;
    for (int copies = 0; copies < 500; ++copies) {
      for (int a = 0; a < 12; ++a) {
        for (int b = a + 1; b < 12; ++b) {
          for (int c = b + 1; c < 12; ++c) {
            made.push_back(std::string(words[a]) + " " + words[b] + " " +
                           words[c] + " GmbH");
          }
        }
      }
    }
    made.resize(made.size() + 5000, "Meridian GmbH");
    made.resize(made.size() + 5000, "Kestral GmbH");
    made.resize(made.size() + 600, "Meridian AG");
    made.resize(made.size() + 100, "Kestral AG");
    return made;
  }();
  return names;
}

const NameIndex& CommonIndex() {
  static const NameIndex index = [] {
    Entries entries;
    for (uint32_t i = 0; i < CommonNames().size(); ++i) {
      entries.push_back({CommonNames()[i], i});
    }
    return NameIndex::Build(entries, 1);
  }();
  return index;
}

TEST(NameIndex, FindsNamesOfCommonWords) {
  const FindCase cases[] = {
      {"Alpne Baltic Coastal GmbH", 0, NameAgreement::kEdited},
      {"AlpinexBaltic Coastal GmbH", 0, NameAgreement::kEdited},
      {"Alpine Balitc Coastal GmbH", 0, NameAgreement::kEdited},
      {"Alpine Baltic CoastalG mbH", 0, NameAgreement::kEdited},
      {"Alpine Baltic Coastal Gmhb", 0, NameAgreement::kEdited},
      {"Coastal Baltic Alpine", 0, NameAgreement::kReordered},
      {"Lantern Kestrel Jubilee", 219, NameAgreement::kReordered},
      {"Jubilee Kestrel Lanten", 219, NameAgreement::kEdited},
      {"GmbH Jubilee Kestrel Lantern", 219, NameAgreement::kEqual},
      {"Lantern Kestel Jubilee", 219, NameAgreement::kEdited},
      {"JubileexKestrel Lantern", 219, NameAgreement::kSubset},
      {"Jubilee Kestral Lantern", 219, NameAgreement::kEdited},
      {"Meridian GmbH", 220 * 500, NameAgreement::kEqual},
      {"B.V. Kestral", 220 * 500 + 5000, NameAgreement::kEdited},
      {"Meridan AG", 220 * 500 + 10'000, NameAgreement::kEdited},
      {"Meridan GmbH", 220 * 500, NameAgreement::kEdited},
  };
  for (const FindCase& one : cases) {
    const auto answer = CommonIndex().Find(one.name, 2);
    ASSERT_FALSE(answer.candidates.empty()) << one.name;
    EXPECT_EQ(CommonNames()[answer.candidates[0].row], CommonNames()[one.row])
        << one.name;
    EXPECT_EQ(static_cast<int>(answer.candidates[0].score.agreement),
              static_cast<int>(one.agreement))
        << one.name;
    // All are close; what keys lead to is looked at beyond that.
    EXPECT_LE(answer.work, NameIndex::kWorkAfterClose + 128) << one.name;
  }
}

TEST(NameIndex, TakesALegalFormForOneWhereverItStands) {
  const NameIndex index = NameIndex::Build(Customers(), 3);
  for (const char* const name :
       {"AG Acme Handels", "Acme AG Handels", "S.A. Acme Handels"}) {
    const auto answer = index.Find(name, 1);
    ASSERT_FALSE(answer.candidates.empty()) << name;
    EXPECT_EQ(answer.candidates[0].row, 0u) << name;
    EXPECT_GT(answer.candidates[0].score.millionths, 850'000) << name;
  }
  // Where it is a word of some name, it stays one.
  const Entries barr = {{"AG Barr plc", 0}, {"Barr Timber", 1}};
  const auto answer = NameIndex::Build(barr, 3).Find("Barr AG Timber", 2);
  ASSERT_EQ(answer.candidates.size(), 2u);
  EXPECT_EQ(answer.candidates[0].row, 1u);
  EXPECT_LT(answer.candidates[0].score.millionths, 950'000);
}

/// Of thousands of names that begin alike, those of which least is missing.
TEST(NameIndex, FindsTheShortestOfManyThatBeginAlike) {
  std::vector<std::string> names;
  for (int i = 0; i < 5000; ++i) {
    names.push_back("Zenithium Quorveta Alphaville " + std::to_string(i));
  }
  names.push_back("Zenithium Quorveta Zorn");
  Entries entries;
  for (uint32_t i = 0; i < names.size(); ++i) entries.push_back({names[i], i});
  const auto answer =
      NameIndex::Build(entries, 1).Find("ZENITHIUM QUORVET", 3);  // 17
  ASSERT_EQ(answer.candidates.size(), 3u);
  EXPECT_EQ(answer.candidates[0].row, 5000u);
  EXPECT_EQ(answer.candidates[0].score.agreement, NameAgreement::kTruncated);
  EXPECT_EQ(answer.candidates[1].row, 0u);
  EXPECT_LE(answer.work, NameIndex::kWorkMax);
}

TEST(NameIndex, MovesWhole) {
  NameIndex from = NameIndex::Build(Customers(), 3);
  NameIndex to = std::move(from);
  const NameIndex last = std::move(to);
  EXPECT_FALSE(last.Find("Acme Tradng", 1).candidates.empty());
}

}  // namespace
}  // namespace cashmatch
