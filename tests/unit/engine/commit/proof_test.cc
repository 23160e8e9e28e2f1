// SPDX-License-Identifier: Apache-2.0
// The auditor must see each kind of broken promise: every test here breaks one.
#include "engine/commit/proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cashmatch {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class ProofTest : public testing::Test {
 protected:
  ProofTest() {
    receipts_.AddFile("f", "bai2");
    Receipt* const receipt = receipts_.Add();
    receipt->id = "R1";
    receipt->amount = 1000;
    receipt->currency = *ParseCurrency("USD");
    receipt->account = "0123";
    receipt->booking_date = 20000;
    report_.outcomes.resize(1);
    report_.outcomes[0].status = ReceiptStatus::kApplied;
    report_.outcomes[0].applied = 1000;
    report_.outcomes[0].applications_count = 1;
    report_.applications.push_back({ReceiptRow{0},
                                    ItemRow{0},
                                    1000,
                                    1500,
                                    999'900,
                                    ApplicationKind::kPayment,
                                    Rule::kExactReference,
                                    {}});
    report_.residuals = {500};
  }

  static Book Make(ItemStatus status = ItemStatus::kOpen) {
    OpenItemBlock items;
    OpenItem item;
    item.item_id = item.document_number = "A";
    item.customer_id = "X";
    item.amount = 1500;
    item.status = status;
    item.currency = *ParseCurrency("USD");
    items.items.push_back(item);
    return Book::Build(std::move(items), {}, {});
  }

  std::vector<std::string> Broken() {
    FillCashProof(receipts_, &report_);
    Prove(book_, receipts_, &report_);
    return report_.broken;
  }

  /// The receipt takes back `amount` of the item, which was closed.
  void TakesBack(Minor amount) {
    book_ = Make(ItemStatus::kClosed);
    receipts_.receipts[0].direction = Direction::kDebit;
    receipts_.receipts[0].amount = amount;
    report_.outcomes[0].status = ReceiptStatus::kReversal;
    report_.outcomes[0].applied = report_.applications[0].amount = -amount;
    report_.residuals = {amount};
  }

  Book book_ = Make();
  ReceiptBlock receipts_;
  Report report_;
};

TEST_F(ProofTest, AnHonestReportIsProved) {
  EXPECT_THAT(Broken(), IsEmpty());
  ASSERT_EQ(report_.cash_proof.size(), 1u);
  EXPECT_EQ(report_.cash_proof[0].bank_credits, 1000);
  EXPECT_EQ(report_.cash_proof[0].applied, 1000);
}

TEST_F(ProofTest, SeesMoneyThatIsLost) {
  report_.applications[0].amount = 990;
  report_.residuals = {510};
  EXPECT_THAT(Broken(),
              Contains(HasSubstr("receipt R1: placed 9.90 of 10.00")));
}

TEST_F(ProofTest, SeesMoneyThatIsMade) {
  report_.outcomes[0].unapplied = 1;
  EXPECT_THAT(Broken(), Contains(HasSubstr("placed 10.01 of 10.00")));
}

TEST_F(ProofTest, SeesAnItemThatDoesNotFollowItsRows) {
  report_.residuals = {400};
  EXPECT_THAT(Broken(), Contains(HasSubstr("item A: open before 15.00")));
}

TEST_F(ProofTest, SeesAnItemWhoseSignFlips) {
  report_.applications[0].amount = report_.outcomes[0].applied = 1600;
  receipts_.receipts[0].amount = 1600;
  report_.residuals = {-100};
  EXPECT_THAT(Broken(), Contains(HasSubstr("over-applied")));
}

TEST_F(ProofTest, SeesARowAcrossCurrencies) {
  receipts_.receipts[0].currency = *ParseCurrency("EUR");
  EXPECT_THAT(Broken(), Contains(HasSubstr("another currency")));
}

/// The same of checks that stayed plain, each on the item.
class PlainProofTest : public ProofTest {
 protected:
  void Pay(Minor amount, Currency currency) {
    receipts_.receipts.clear();
    report_.outcomes.clear();
    report_.applications.clear();
    if (receipts_.plain.empty()) {
      receipts_.plain.emplace_back();
      report_.plain_items.emplace_back();
    }
    PlainFile& file = receipts_.plain[0];
    const auto at = static_cast<uint32_t>(file.deposits.size());
    PlainDeposit& deposit = file.deposits.emplace_back();
    deposit.account = "0123";
    deposit.day = 20000;
    deposit.currency = currency;
    deposit.first = at;
    deposit.count = 1;
    file.rows.emplace_back().amount = amount;
    report_.plain_items[0].push_back(ItemRow{0});
    PlainSettled& settled = report_.plain.emplace_back();
    settled.deposit = at;
    settled.amount = amount;
    settled.count = 1;
    report_.residuals = {0};
  }
};

TEST_F(PlainProofTest, AllIsWell) {
  Pay(1500, *ParseCurrency("USD"));
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(PlainProofTest, SeesAnItemThatIsNotPaidWhole) {
  Pay(1400, *ParseCurrency("USD"));
  EXPECT_THAT(Broken(), Contains(HasSubstr("is not open after")));
}

TEST_F(PlainProofTest, SeesARowAcrossCurrencies) {
  Pay(1500, *ParseCurrency("EUR"));
  EXPECT_THAT(Broken(), Contains(HasSubstr("receipt of another currency")));
}

TEST_F(PlainProofTest, SeesTwoCurrenciesOnOneItem) {
  Pay(500, *ParseCurrency("EUR"));
  Pay(1000, *ParseCurrency("USD"));
  EXPECT_THAT(Broken(), Contains(HasSubstr("paid in another currency")));
}

TEST_F(ProofTest, SeesApplicationsOfAReceiptThatMayHaveNone) {
  report_.outcomes[0].status = ReceiptStatus::kSuggested;
  EXPECT_THAT(Broken(),
              Contains(HasSubstr("is suggested and has applications")));
}

TEST_F(ProofTest, SeesAMadeItemThatNobodyPaidFor) {
  OpenItem made;
  made.item_id = "R1/A";
  made.amount = -1;
  made.currency = *ParseCurrency("USD");
  report_.made.push_back({made});
  EXPECT_THAT(Broken(), Contains(HasSubstr("open items in USD")));
}

TEST_F(ProofTest, AClosedItemMayReopen) {
  TakesBack(1500);
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(ProofTest, SeesAClosedItemThatReopensFurtherThanItWas) {
  TakesBack(1501);
  EXPECT_THAT(Broken(), Contains(HasSubstr("over-applied")));
}

TEST_F(ProofTest, AFeeOfAReversalIsNotReceivable) {
  TakesBack(1500);
  receipts_.receipts[0].amount = 1530;
  report_.outcomes[0].other = -30;
  report_.outcomes[0].remainders_count = 1;
  report_.remainders.push_back(
      {ReceiptRow{0}, kNoCustomer, -30, RemainderKind::kNotReceivable, {}, {}});
  EXPECT_THAT(Broken(), IsEmpty());
  EXPECT_EQ(report_.cash_proof[0].not_receivable, -30);
  EXPECT_EQ(report_.cash_proof[0].other, 0);
}

}  // namespace
}  // namespace cashmatch
