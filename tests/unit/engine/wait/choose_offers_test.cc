// SPDX-License-Identifier: Apache-2.0
// choose_offers_test.cc - one explanation, or none.
#include "engine/wait/choose_offers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Millionths kApply = 999'000;
constexpr ItemRow kA{0}, kB{1};

class ChooseOffersTest : public testing::Test {
 protected:
  ChooseOffersTest() { group_.members.resize(4); }
  std::vector<size_t> Chosen(Millionths apply = kApply) const {
    return ChooseOffers(group_, offers_, apply);
  }
  WaitingGroup group_;
  std::vector<Offer> offers_;
};

TEST_F(ChooseOffersTest, TheOnlySureOneIsChosen) {
  offers_ = {{0b0011, {kA}, 999'500, true}};
  EXPECT_THAT(Chosen(), ElementsAre(0));
  offers_[0].confidence = 998'999;
  EXPECT_THAT(Chosen(), IsEmpty());
}

TEST_F(ChooseOffersTest, SeveralThatShareNothingAreChosen) {
  offers_ = {{0b0011, {kA}, 999'500, true}, {0b1100, {kB}, 999'500, true}};
  EXPECT_THAT(Chosen(), ElementsAre(0, 1));
}

TEST_F(ChooseOffersTest, TwoThatShareAReceiptAreNotGuessed) {
  offers_ = {{0b0011, {kA}, 999'500, true}, {0b0110, {kB}, 999'500, true}};
  EXPECT_THAT(Chosen(), IsEmpty());
}

TEST_F(ChooseOffersTest, TwoThatShareAnItemAreNotGuessed) {
  offers_ = {{0b0011, {kA}, 999'500, true}, {0b1100, {kA}, 999'500, true}};
  EXPECT_THAT(Chosen(), IsEmpty());
}

TEST_F(ChooseOffersTest, AnOfferThatMayNotBeAppliedIsARivalStill) {
  offers_ = {{0b0011, {kA}, 999'500, true}, {0b0110, {kB}, 10'000, false}};
  EXPECT_THAT(Chosen(), IsEmpty());
  offers_[1].confidence = 100;
  EXPECT_THAT(Chosen(), ElementsAre(0));
}

TEST_F(ChooseOffersTest, WhoMayPayAnItemAloneIsARival) {
  offers_ = {{0b0011, {kA}, 999'500, true}};
  group_.members[2].own = {{kA, 400'000}};
  EXPECT_THAT(Chosen(), IsEmpty());
  group_.members[2].own = {{kB, 400'000}};
  EXPECT_THAT(Chosen(), ElementsAre(0));
}

TEST_F(ChooseOffersTest, ALowThresholdDoesNotPayTwice) {
  offers_ = {{0b0011, {kA}, 500'000, true}, {0b1100, {kA}, 500'000, true}};
  EXPECT_THAT(Chosen(200'000), ElementsAre(0));
}

}  // namespace
}  // namespace cashmatch
