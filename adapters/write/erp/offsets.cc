// SPDX-License-Identifier: Apache-2.0
// offsets.cc - each credit goes to the first payments that have room.
// Tested by tests/unit/adapters/write/erp/every_kind_test.cc
#include "adapters/write/erp/offsets.h"

#include <algorithm>

namespace cashmatch {
namespace {

/// Lowers payments of `customer` by `*amount`, which is negative, and raises it
/// by as much.
void Take(const std::string& credit, const std::string& customer, Minor* amount,
          Offsetted* out) {
  for (PostingLine& line : out->posting.lines) {
    if (*amount == 0) return;
    if (line.kind != "payment" || line.amount <= 0) continue;
    if (line.customer_id != customer) continue;
    const Minor taken = std::min(line.amount, -*amount);
    line.amount -= taken;
    *amount += taken;
    out->offsets.push_back({credit, DocumentOf(line), line.item_id,
                            line.company_code, line.customer_id, taken});
  }
}

}  // namespace

const std::string& DocumentOf(const PostingLine& line) {
  return line.document_number.empty() ? line.item_id : line.document_number;
}

Offsetted OffsetNegatives(const Posting& posting, ErpNegatives negatives) {
  Offsetted out = {posting, {}};
  if (negatives == ErpNegatives::kAny || posting.amount < 0) return out;
  for (PostingLine& line : out.posting.lines) {
    if (negatives != ErpNegatives::kNone) break;
    if (line.kind != "payment" || line.amount >= 0) continue;
    Take(DocumentOf(line), line.customer_id, &line.amount, &out);
  }
  for (PostingRest& rest : out.posting.rests) {
    if (rest.kind != "claim" || rest.amount >= 0) continue;
    Take({}, rest.customer_id.empty() ? posting.customer_id : rest.customer_id,
         &rest.amount, &out);
  }
  return out;
}

}  // namespace cashmatch
