// SPDX-License-Identifier: Apache-2.0
// offsets.h - credits and claims, for imports that take no negative rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/write/erp/posting.h"

namespace cashmatch {

/// Which rows of a receipt may be negative. Money that is taken back is as a
/// whole: it has rows only where any may be.
enum class ErpNegatives : uint8_t {
  kAny,
  kCredits,  // those that name a credit: the import subtracts them
  kNone,
};

/// What lowers the cash that a document gets: a credit memo, which the ERP
/// applies by itself, or with no number a claim, which leaves it open.
struct Offset {
  std::string credit, document, item_id, company_code, customer_id;
  Minor amount = 0;  // positive
};

/// A receipt as an import gets it. Payments and rests add up to it, as before.
struct Offsetted {
  Posting posting;
  std::vector<Offset> offsets;
};

/// Takes what may not be negative off the payments of the same customer, in
/// their order; a payment of which nothing is left stays, with 0. What finds no
/// payment stays negative. Money that is taken back is left as it is.
Offsetted OffsetNegatives(const Posting& posting, ErpNegatives negatives);

}  // namespace cashmatch
