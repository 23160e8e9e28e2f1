// SPDX-License-Identifier: Apache-2.0
// edit_distance_test.cc - distances against the textbook, slips by example.
#include "engine/fuzzy/edit_distance.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/reference/reference_edits.h"

namespace cashmatch {
namespace {

using reference::SlowEditDistance;

struct SlipCase {
  const char* read;
  const char* known;
  Slip slip;
  int edits;
};

TEST(EditDistance, OfTextsThatPeopleMistype) {
  EXPECT_EQ(EditDistance("", ""), 0);
  EXPECT_EQ(EditDistance("", "A"), 1);
  EXPECT_EQ(EditDistance("", "ABC"), 3);
  EXPECT_EQ(EditDistance("1001", "1001"), 0);
  EXPECT_EQ(EditDistance("1001", "1010"), 1);
  EXPECT_EQ(EditDistance("1001", "101"), 1);
  EXPECT_EQ(EditDistance("1001", "10031"), 1);
  EXPECT_EQ(EditDistance("1001", "1234"), 3);
  EXPECT_EQ(EditDistance("1001", "1002", 0), 1);
  // The pair is swapped or parted, not both: no place is edited twice.
  EXPECT_EQ(EditDistance("CA", "ABC"), 3);
}

TEST(EditDistance, AgreesWithTheTextbookOnAllShortTexts) {
  std::vector<std::string> texts = {""};
  for (size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size() == 5) break;
    for (const char c : {'A', 'B', 'C'}) texts.push_back(texts[i] + c);
  }
  ASSERT_GT(texts.size(), 360u);
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      const int slow = SlowEditDistance(a, b);
      for (int most = 0; most <= 2; ++most) {
        ASSERT_EQ(EditDistance(a, b, most), std::min(slow, most + 1))
            << a << " " << b << " " << most;
      }
      ASSERT_EQ(WithinOneEdit(a, b), slow <= 1) << a << " " << b;
    }
  }
}

TEST(EditDistance, AgreesWithTheTextbookOnLongTexts) {
  std::mt19937 random(1);
  int near = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string a(1 + random() % 64, ' ');
    for (char& c : a) c = static_cast<char>('0' + random() % 4);
    std::string b = a;
    for (auto edits = random() % 4; edits > 0 && !b.empty(); --edits) {
      const size_t at = random() % b.size();
      switch (random() % 4) {
        case 0:
          b[at] = static_cast<char>('0' + random() % 4);
          break;
        case 1:
          b.erase(at, 1);
          break;
        case 2:
          b.insert(at, 1, '2');
          break;
        default:
          std::swap(b[at], b[(at + 1) % b.size()]);
      }
    }
    const int slow = SlowEditDistance(a, b);
    near += slow == 2;
    ASSERT_EQ(EditDistance(a, b), std::min(slow, 3)) << a << " " << b;
    ASSERT_EQ(WithinOneEdit(a, b), slow <= 1) << a << " " << b;
  }
  EXPECT_GT(near, 1000);
}

TEST(CompareReferences, NamesTheSlip) {
  const SlipCase cases[] = {
      {"INV1001", "INV1001", Slip::kNone, 0},
      {"1O01", "1001", Slip::kConfusion, 1},
      {"L00I", "1001", Slip::kConfusion, 2},
      {"S8Z6", "5826", Slip::kConfusion, 2},
      {"8ARN1", "8AM1", Slip::kConfusion, 1},
      {"8AM1", "8ARN1", Slip::kConfusion, 1},
      {"CL77", "D77", Slip::kConfusion, 1},
      {"VV77", "W77", Slip::kConfusion, 1},
      {"10001", "1001", Slip::kDoubled, 1},
      {"11234", "1234", Slip::kDoubled, 1},
      {"12344", "1234", Slip::kDoubled, 1},
      {"2134", "1234", Slip::kTransposed, 1},
      {"1243", "1234", Slip::kTransposed, 1},
      {"234", "1234", Slip::kEndLost, 1},
      {"123", "1234", Slip::kEndLost, 1},
      {"91234", "1234", Slip::kEndExtra, 1},
      {"12347", "1234", Slip::kEndExtra, 1},
      {"1334", "1234", Slip::kSubstituted, 1},
      {"124", "1234", Slip::kLost, 1},
      {"12734", "1234", Slip::kExtra, 1},
      {"1001234", "4500001001234", Slip::kPrefixLost, 6},
      {"RG201234", "1234", Slip::kPrefixExtra, 4},
      {"451234", "45123401", Slip::kSuffixLost, 2},
      {"45123401", "451234", Slip::kSuffixExtra, 2},
      {"2143", "1234", Slip::kTwoEdits, 2},
      {"1O35", "1002", Slip::kFar, 0},
      {"12", "1234567", Slip::kFar, 0},
  };
  for (const SlipCase& one : cases) {
    const EditCost cost = CompareReferences(one.read, one.known);
    EXPECT_EQ(cost.slip, one.slip) << one.read << " " << one.known;
    EXPECT_EQ(cost.edits, one.edits) << one.read << " " << one.known;
  }
}

TEST(CompareReferences, LikelySlipsCostLess) {
  const auto cost = [](const char* read) {
    return CompareReferences(read, "1001234").millionths;
  };
  EXPECT_EQ(cost("1001234"), 0);
  EXPECT_GT(cost("1OO1234"), cost("1001234"));
  EXPECT_LT(cost("1OO1234"), cost("1002134"));  // two confusions, a swap
  EXPECT_LT(cost("1002134"), cost("001234"));   // a swap, an end lost
  EXPECT_LT(cost("001234"), cost("1009234"));   // an end lost, another digit
  EXPECT_LT(cost("1009234"), cost("1099234"));  // one, two other digits
}

TEST(CompareReferences, KeepsToTheEditsAllowed) {
  EXPECT_EQ(CompareReferences("1034", "1234", 0).slip, Slip::kFar);
  EXPECT_EQ(CompareReferences("1034", "1234", 1).slip, Slip::kSubstituted);
  EXPECT_EQ(CompareReferences("1035", "1234", 1).slip, Slip::kFar);
  EXPECT_EQ(CompareReferences("1035", "1234", 2).slip, Slip::kTwoEdits);
}

TEST(CompareReferences, FindsEveryDistanceThatTheTextbookFinds) {
  std::mt19937 random(2);
  int plain = 0;
  for (int i = 0; i < 50'000; ++i) {
    std::string a(1 + random() % 9, ' ');
    std::string b(1 + random() % 9, ' ');
    // No look-alikes among these: every edit is one of the textbook.
    for (char& c : a) c = "37"[random() % 2];
    for (char& c : b) c = "37"[random() % 2];
    const int slow = SlowEditDistance(a, b);
    const EditCost cost = CompareReferences(a, b);
    const bool stem =
        cost.slip >= Slip::kPrefixLost && cost.slip <= Slip::kSuffixExtra;
    if (stem) continue;
    ++plain;
    if (slow > 2) {
      ASSERT_EQ(cost.slip, Slip::kFar) << a << " " << b;
    } else {
      ASSERT_NE(cost.slip, Slip::kFar) << a << " " << b;
      ASSERT_LE(slow, cost.edits) << a << " " << b;
      ASSERT_LE(cost.edits, 2) << a << " " << b;
    }
  }
  EXPECT_GT(plain, 10'000);
}

TEST(LookAlike, IsSymmetricAndNotReflexive) {
  EXPECT_TRUE(LookAlike('O', '0'));
  EXPECT_TRUE(LookAlike('0', 'O'));
  EXPECT_TRUE(LookAlike('I', 'L'));
  EXPECT_TRUE(LookAlike('G', '6'));
  EXPECT_FALSE(LookAlike('0', '0'));
  EXPECT_FALSE(LookAlike('5', '6'));
}

}  // namespace
}  // namespace cashmatch
