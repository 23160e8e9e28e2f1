// SPDX-License-Identifier: Apache-2.0
// posting.h - what a run says is to be posted for one receipt.
#pragma once

#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch {

/// A row of `applications`: what it takes off an item.
struct PostingLine {
  std::string kind;  // "payment", "discount", "deduction", ...
  std::string item_id, document_number, company_code, customer_id, reason_code;
  Minor amount = 0;  // negative for a credit memo, and in a reversal
};

/// The number of the document that a line is about, or else the item's id.
const std::string& DocumentOf(const PostingLine& line);

/// A row of `remainders`: money that is on no item.
struct PostingRest {
  std::string kind;  // "on_account", "unapplied", "claim", "gain", ...
  std::string customer_id, reference, reason_code;
  Minor amount = 0;
};

/// A receipt that is money: any but held, duplicate and provisional ones.
/// Its payments and remainders add up to its amount.
struct Posting {
  std::string receipt_id, bank_reference, customer_id;
  std::string account;  // of ours, as the results show it: "…0123"
  Day booking_date = kNoDay, value_date = kNoDay;
  Currency currency = Currency::kNone;
  Minor amount = 0;  // a reversal's is negative
  std::vector<PostingLine> lines;
  std::vector<PostingRest> rests;
};

}  // namespace cashmatch
