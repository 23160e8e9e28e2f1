// SPDX-License-Identifier: Apache-2.0
// journal.cc - the words of the journal.
// Tested by tests/unit/adapters/store/chain_test.cc
#include "adapters/store/journal.h"

#include "engine/base/check.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, kDecisionKinds> kNames = {
    "book_loaded", "rules_changed", "file_received", "allocated", "suggested",
    "placed",      "accepted",      "rejected",      "unapplied", "reversed",
    "written_off", "posted",        "answered",      "proposed",  "approved",
    "key_changed", "denied",        "reviewed",      "warranted"};

}  // namespace

std::string_view NameOf(DecisionKind kind) {
  const auto index = static_cast<size_t>(kind);
  CASHMATCH_CHECK(index < kNames.size());
  return kNames[index];
}

std::optional<DecisionKind> DecisionKindOf(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<DecisionKind>(i);
  }
  return std::nullopt;
}

}  // namespace cashmatch
