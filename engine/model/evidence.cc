// SPDX-License-Identifier: Apache-2.0
// evidence.cc - the words for what was seen.
// Tested by tests/unit/engine/model/evidence_test.cc
#include "engine/model/evidence.h"

#include <array>

namespace cashmatch {

std::string_view NameOf(PayerEvidence evidence) {
  constexpr std::array<std::string_view, kPayerEvidenceCount> kNames = {
      "virtual_account", "bank_account", "customer_number", "name",
      "near_name"};
  return kNames[static_cast<size_t>(evidence)];
}

std::string_view NameOf(SumFinding finding) {
  constexpr std::array<std::string_view, 5> kNames = {
      "not_sought", "unique", "ambiguous", "none", "budget_spent"};
  return kNames[static_cast<size_t>(finding)];
}

std::string_view NameOf(WayOutKind kind) {
  constexpr std::array<std::string_view, kWayOutCount> kNames = {
      "tolerance",        "grace_days",      "reference",    "reference_to_any",
      "reference_to_all", "apply",           "review_above", "alias",
      "bank_account",     "prepayment_days", "credits"};
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace cashmatch
