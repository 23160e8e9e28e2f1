// SPDX-License-Identifier: Apache-2.0
// random_case.h - small random books and receipts, full of collisions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/book/book.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"

namespace cashmatch::property {

/// What a case may contain. The reference matcher understands the plain ones.
struct CaseOptions {
  bool advice = false;
  bool charges = false;
  bool reversals = false;
  bool copies = false;  // the same money in a second file
  bool provisional = false;
  bool companies = false;
  bool mixed = false;     // typed references and free text in one receipt
  bool unquoted = false;  // more of a payer's items are paid than are quoted
  bool slips = false;     // numbers and names are misspelt
  bool parts = false;     // items are paid in two parts, and receipts wait
};

/// A case in parts that can be shuffled. Few numbers, few amounts, few days: so
/// that references repeat, amounts collide and receipts compete.
struct RandomCase {
  std::vector<OpenItem> items;
  std::vector<Customer> customers;
  std::vector<ReceiptBlock> files;
  Policy policy;
  std::vector<std::string> texts;  // owns what the views above show

  Book MakeBook(uint64_t seed = 0) const;
};

/// Makes the case of a seed; the same for every machine.
RandomCase MakeCase(uint64_t seed, const CaseOptions& options);

/// Joins the files in the order given.
ReceiptBlock Join(std::vector<ReceiptBlock> files);

}  // namespace cashmatch::property
