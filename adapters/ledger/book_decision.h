// SPDX-License-Identifier: Apache-2.0
// book_decision.h - open items that the ERP sent, as the journal says it.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/date.h"

namespace cashmatch {

/// The payload of book_loaded. The files stand in the spool, by their hash.
struct BookDecision {
  /// A snapshot is all that is open: what it leaves out is closed. A delta
  /// replaces the items it names.
  bool snapshot = true;
  Day as_of = kNoDay;
  std::string items_sha256;
  std::string customers_sha256;  // empty: the customers stay
  std::string posted_sha256;     // application ids that the ERP has posted
};

std::string ToJson(const BookDecision& decision);
/// Errors: false, with `*error` told.
bool FromJson(std::string_view json, BookDecision* decision,
              std::string* error);

}  // namespace cashmatch
