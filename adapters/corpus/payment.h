// SPDX-License-Identifier: Apache-2.0
// payment.h - what the payer and the bank show of a planned receipt.
#pragma once

#include <string>
#include <vector>

#include "adapters/corpus/parties.h"
#include "adapters/corpus/plan.h"

namespace cashmatch {

/// A document the payer says it pays.
struct QuotedDocument {
  std::string number;
  Minor paid = 0;  // negative for a credit memo
};

/// Reused from receipt to receipt. The writers of the formats choose what of it
/// their format can say.
struct Payment {
  uint64_t receipt = 0;
  ReceiptClass cls = ReceiptClass::kExact;
  Minor amount = 0;
  std::string payer_name;
  std::string payer_id;  // ten digits, as on an ACH payment
  CheckAccount check_account;
  std::string iban;
  std::vector<QuotedDocument> documents;  // in the order the payer names them
  std::string creditor_reference;         // of kStructured
  std::string purchase_order;             // of kAlternate
  std::string text;                       // of kNotReceivable
  uint64_t draw = 0;                      // for what a format varies
};

/// Fills `payment` for one receipt of the plan.
void DescribePayment(const Geometry& geometry, const BlockPlan& plan,
                     const PlannedReceipt& receipt, Payment* payment);

/// Appends all document numbers and the purchase order, divided by `between`.
void AppendQuotes(const Payment& payment, std::string_view between,
                  std::string* out);

/// The bank's own number of a receipt, unique in the corpus: `BR7000000123`.
void AppendBankReference(std::string_view prefix, uint64_t receipt,
                         std::string* out);

}  // namespace cashmatch
