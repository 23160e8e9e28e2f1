// SPDX-License-Identifier: Apache-2.0
// payment.cc - payers, accounts and quotes of a receipt.
// Tested by tests/unit/adapters/corpus/payment_test.cc
#include "adapters/corpus/payment.h"

#include "adapters/corpus/documents.h"
#include "adapters/corpus/draw.h"
#include "adapters/corpus/output.h"

namespace cashmatch {
namespace {

constexpr uint64_t kBankFrom = 7'000'000'000;

// Receipts that must be known by their payer alone.
bool NeedsPayer(ReceiptClass cls) {
  return cls == ReceiptClass::kAmountOnly ||
         cls == ReceiptClass::kCombination || cls == ReceiptClass::kTypo ||
         cls == ReceiptClass::kUnknownReference;
}

void DescribePayer(const PlannedReceipt& receipt, bool stranger,
                   Payment* payment) {
  if (stranger) {
    AppendStrangerName(receipt.index, &payment->payer_name);
    AppendStrangerId(receipt.index, &payment->payer_id);
    payment->check_account = StrangerCheckAccount(receipt.index);
    payment->iban = StrangerIban(receipt.index);
    return;
  }
  if (Below(Again(payment->draw, 1), 4) == 0) {
    AppendAlias(receipt.customer, &payment->payer_name);
  } else {
    AppendCustomerName(receipt.customer, &payment->payer_name);
  }
  // One in ten of those who quote a document pays from an account, and under
  // an id, that the book does not know.
  if (!NeedsPayer(receipt.cls) && Below(Again(payment->draw, 2), 10) == 0) {
    AppendStrangerId(receipt.index, &payment->payer_id);
    payment->check_account = StrangerCheckAccount(receipt.index);
    payment->iban = StrangerIban(receipt.index);
    return;
  }
  AppendCompanyId(receipt.customer, &payment->payer_id);
  payment->check_account = CheckAccountOf(receipt.customer);
  payment->iban = IbanOf(receipt.customer);
}

void QuotePaid(const Geometry& geometry, const BlockPlan& plan,
               const PlannedReceipt& receipt, Payment* payment) {
  const NumberStyle style = plan.company->style;
  for (const uint32_t place : plan.Paid(receipt)) {
    QuotedDocument document;
    AppendDocumentNumber(geometry, style, plan.items[place].index,
                         &document.number);
    document.paid = PaymentOn(plan, receipt, place);
    payment->documents.push_back(std::move(document));
  }
}

void Quote(const Geometry& geometry, const BlockPlan& plan,
           const PlannedReceipt& receipt, Payment* payment) {
  const NumberStyle style = plan.company->style;
  std::string number;
  switch (receipt.cls) {
    case ReceiptClass::kStructured:
      return AppendCreditorReference(geometry, *plan.company,
                                     plan.items[plan.Paid(receipt)[0]].index,
                                     &payment->creditor_reference);
    case ReceiptClass::kAlternate:
      return AppendPurchaseOrder(plan.items[plan.Paid(receipt)[0]].order,
                                 &payment->purchase_order);
    case ReceiptClass::kAmountOnly:
    case ReceiptClass::kCombination:
    case ReceiptClass::kUnmatched:
      return;
    case ReceiptClass::kNotReceivable:
      payment->text = (payment->draw & 1) != 0 ? "INTEREST CREDIT"
                                               : "ZERO BALANCE TRANSFER";
      return;
    case ReceiptClass::kTypo:
      AppendTypo(geometry, style, plan.items[plan.Paid(receipt)[0]].index,
                 Draw(geometry.seed(), Stream::kTypo, receipt.index), &number);
      break;
    case ReceiptClass::kUnknownReference:
      AppendUnknownNumber(receipt.index, &number);
      break;
    case ReceiptClass::kPaidAgain:
      AppendDocumentNumber(geometry, style, receipt.again, &number);
      break;
    default:
      return QuotePaid(geometry, plan, receipt, payment);
  }
  payment->documents.push_back({std::move(number), receipt.amount});
}

}  // namespace

void DescribePayment(const Geometry& geometry, const BlockPlan& plan,
                     const PlannedReceipt& receipt, Payment* payment) {
  payment->receipt = receipt.index;
  payment->cls = receipt.cls;
  payment->amount = receipt.amount;
  payment->payer_name.clear();
  payment->payer_id.clear();
  payment->documents.clear();
  payment->creditor_reference.clear();
  payment->purchase_order.clear();
  payment->text.clear();
  payment->draw = Draw(geometry.seed(), Stream::kText, receipt.index);
  DescribePayer(receipt, receipt.cls == ReceiptClass::kUnmatched, payment);
  Quote(geometry, plan, receipt, payment);
}

void AppendQuotes(const Payment& payment, std::string_view between,
                  std::string* out) {
  bool first = true;
  for (const QuotedDocument& document : payment.documents) {
    if (!first) out->append(between);
    out->append(document.number);
    first = false;
  }
  out->append(payment.purchase_order);
}

void AppendBankReference(std::string_view prefix, uint64_t receipt,
                         std::string* out) {
  out->append(prefix);
  AppendNumber(kBankFrom + receipt, out);
}

}  // namespace cashmatch
