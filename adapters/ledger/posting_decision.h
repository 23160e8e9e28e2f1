// SPDX-License-Identifier: Apache-2.0
// posting_decision.h - what went to the ERP and what it said, as the journal
// says it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// The payload of posted: what of one receipt was handed out. The subject is
/// the receipt. Ids are those of applications, and that of the cash leg.
struct PostedDecision {
  std::string cash;  // empty: no cash leg in it
  std::vector<std::string> applications;
};

/// The payload of answered. The subject is the posting.
struct AnsweredDecision {
  bool accepted = true;
  std::string reason;  // why not
};

std::string ToJson(const PostedDecision& decision);
std::string ToJson(const AnsweredDecision& decision);
/// Errors: false, with `*error` told.
bool FromJson(std::string_view json, PostedDecision* decision,
              std::string* error);
bool FromJson(std::string_view json, AnsweredDecision* decision,
              std::string* error);

/// Returns `<receipt_id>/<turn>/cash`, by which the ERP speaks of the money
/// itself.
std::string CashPostingId(std::string_view receipt, uint32_t turn);

}  // namespace cashmatch
