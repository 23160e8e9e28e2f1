// SPDX-License-Identifier: Apache-2.0
// mutation_test.cc - damage is repeatable, bounded, and damage.
#include "tests/fuzz/mutation.h"

#include <gtest/gtest.h>

#include <set>

namespace cashmatch::fuzz {
namespace {

constexpr std::string_view kHonest =
    "01,A,B,260302,0900,1,80,,2/\n02,B,A,1,260301,,USD,2/\n"
    "03,0123,,010,5000,,/\n16,142,125000,Z,REF1,,INV-1001/\n49,130000,3/\n"
    "98,130000,1,5/\n99,130000,1,7/\n";

TEST(Mutation, TheSameNumberGivesTheSameBytes) {
  for (uint64_t number = 0; number < 200; ++number) {
    Draw one(SeedOf(7, number)), two(SeedOf(7, number));
    EXPECT_EQ(Mutate(kHonest, {"x\ny\n"}, &one),
              Mutate(kHonest, {"x\ny\n"}, &two));
  }
}

TEST(Mutation, DifferentNumbersGiveDifferentDamage) {
  std::set<std::string> seen;
  int unchanged = 0;
  for (uint64_t number = 0; number < 1000; ++number) {
    Draw draw(SeedOf(7, number));
    const std::string mutant = Mutate(kHonest, {"x\ny\n"}, &draw);
    unchanged += mutant == kHonest;
    seen.insert(mutant);
  }
  EXPECT_GT(seen.size(), 750u);
  EXPECT_LT(unchanged, 50);
}

TEST(Mutation, EveryKindOfDamageOccurs) {
  bool longer = false, shorter = false, fewer_lines = false, huge = false,
       not_text = false;
  const auto lines = [](std::string_view text) {
    return std::count(text.begin(), text.end(), '\n');
  };
  for (uint64_t number = 0; number < 20'000; ++number) {
    Draw draw(SeedOf(1, number));
    const std::string mutant = Mutate(kHonest, {}, &draw);
    longer |= mutant.size() > kHonest.size();
    shorter |= mutant.size() < kHonest.size() / 2;
    fewer_lines |= lines(mutant) < lines(kHonest);
    huge |= mutant.size() > 10'000;
    not_text |= mutant.find('\x80') != std::string::npos;
  }
  EXPECT_TRUE(longer && shorter && fewer_lines && huge && not_text);
}

TEST(Mutation, StaysWithinBoundsAndTakesEmptyInput) {
  const std::string large(kMutantBytesMax, '1');
  for (uint64_t number = 0; number < 50; ++number) {
    Draw draw(SeedOf(3, number));
    EXPECT_LE(Mutate(large, {large}, &draw).size(), kMutantBytesMax);
    Draw other(SeedOf(4, number));
    EXPECT_LE(Mutate("", {}, &other).size(), kMutantBytesMax);
  }
}

}  // namespace
}  // namespace cashmatch::fuzz
