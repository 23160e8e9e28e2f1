// SPDX-License-Identifier: Apache-2.0
// parties_test.cc - nobody shares a name or an account.
#include "adapters/corpus/parties.h"

#include <gtest/gtest.h>

#include <set>

namespace cashmatch {
namespace {

std::string Name(uint64_t customer) {
  std::string out;
  AppendCustomerName(customer, &out);
  return out;
}

TEST(Parties, CustomerNamesAreUnique) {
  std::set<std::string> seen;
  for (uint64_t c = 0; c < 60'000; ++c) {
    EXPECT_TRUE(seen.insert(Name(c)).second) << Name(c);
  }
  // Past all words, names are numbered.
  const uint64_t second_round = (uint64_t{1} << 19) + 4;
  EXPECT_NE(Name(4), Name(second_round));
  EXPECT_NE(Name(second_round).find(" No. 2"), std::string::npos);
}

TEST(Parties, AccountsAreUnique) {
  std::set<std::string> checks, ibans;
  for (uint64_t i = 0; i < 5'000; ++i) {
    for (const CheckAccount& account :
         {CheckAccountOf(i), StrangerCheckAccount(i)}) {
      EXPECT_EQ(account.routing.size(), 9u);
      EXPECT_EQ(account.account.size(), 10u);
      EXPECT_TRUE(checks.insert(account.account).second);
    }
    EXPECT_TRUE(ibans.insert(IbanOf(i)).second);
    EXPECT_TRUE(ibans.insert(StrangerIban(i)).second);
    EXPECT_EQ(IbanOf(i).size(), 22u);
  }
}

TEST(Parties, OurAccountsTellTheCompany) {
  std::set<std::string> seen;
  for (const Company* const company : AllCompanies()) {
    EXPECT_TRUE(seen.insert(OwnAccount(BankFormat::kNdjson, *company)).second);
  }
  // The QR-IBAN: an institution from 30000 to 31999.
  const std::string qr = OwnAccount(BankFormat::kCamt, *AllCompanies()[3]);
  EXPECT_EQ(qr.size(), 21u);
  EXPECT_EQ(qr.substr(4, 5), "30123");
}

TEST(Parties, LockboxNumbersHaveSevenDigits) {
  std::set<uint64_t> seen;
  for (const size_t company : {0, 1}) {
    for (uint64_t i = 0; i < kLockboxes; ++i) {
      const uint64_t number = LockboxNumber(*AllCompanies()[company], i);
      EXPECT_EQ(std::to_string(number).size(), 7u);
      EXPECT_TRUE(seen.insert(number).second);
    }
  }
}

}  // namespace
}  // namespace cashmatch
