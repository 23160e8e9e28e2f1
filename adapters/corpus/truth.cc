// SPDX-License-Identifier: Apache-2.0
// truth.cc - rows of the three truth files.
// Tested by tests/unit/adapters/corpus/generate_test.cc
#include "adapters/corpus/truth.h"

#include "adapters/corpus/parties.h"

namespace cashmatch {

TruthWriter::TruthWriter(FileSink* sink)
    : payments_(sink, "truth.csv"),
      receipts_(sink, "truth_receipts.csv"),
      adjustments_(sink, "truth_adjustments.csv") {
  payments_.text() += "bank_reference,item_id,amount\n";
  receipts_.text() += "bank_reference,class,customer_id,amount,expected\n";
  adjustments_.text() += "bank_reference,item_id,kind,amount\n";
}

void TruthWriter::AddAdjustment(const PlannedReceipt& receipt,
                                const BlockPlan& plan,
                                std::string_view bank_reference) {
  if (receipt.difference == 0) return;
  std::string& out = adjustments_.text();
  out.append(bank_reference).push_back(',');
  if (receipt.cls == ReceiptClass::kOverPay) {
    out += ",unapplied,";
  } else {
    AppendItemId(plan.items[plan.Paid(receipt)[0]].index, &out);
    out +=
        receipt.cls == ReceiptClass::kDiscount ? ",discount," : ",short_pay,";
  }
  AppendAmount(receipt.difference, plan.company->exponent, &out);
  out.push_back('\n');
  adjustments_.Drain();
}

void TruthWriter::Add(const Geometry& geometry, const BlockPlan& plan,
                      const PlannedReceipt& receipt,
                      std::string_view bank_reference) {
  const int exponent = plan.company->exponent;
  for (const uint32_t place : plan.Paid(receipt)) {
    std::string& out = payments_.text();
    out.append(bank_reference).push_back(',');
    AppendItemId(plan.items[place].index, &out);
    out.push_back(',');
    AppendAmount(PaymentOn(plan, receipt, place), exponent, &out);
    out.push_back('\n');
  }
  payments_.Drain();
  AddAdjustment(receipt, plan, bank_reference);

  std::string& out = receipts_.text();
  out.append(bank_reference).push_back(',');
  out.append(FactsOf(receipt.cls).name).push_back(',');
  const bool known = receipt.cls != ReceiptClass::kUnmatched &&
                     receipt.cls != ReceiptClass::kNotReceivable;
  if (known) AppendCustomerId(receipt.customer, &out);
  out.push_back(',');
  AppendAmount(receipt.amount, exponent, &out);
  out.push_back(',');
  out.append(ExpectedOf(geometry, plan, receipt)).push_back('\n');
  receipts_.Drain();
}

std::string TruthWriter::Close() {
  std::string error;
  for (TextFile* file : {&payments_, &receipts_, &adjustments_}) {
    const std::string failed = file->Close();
    if (error.empty()) error = failed;
  }
  return error;
}

void AppendItemId(uint64_t item, std::string* out) {
  out->push_back('I');
  AppendDigits(item, 8, out);
}

}  // namespace cashmatch
