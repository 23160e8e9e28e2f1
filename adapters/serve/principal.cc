// SPDX-License-Identifier: Apache-2.0
// principal.cc - the words for roles.
// Tested by tests/system/serve_rights_test.py
#include "adapters/serve/principal.h"

#include <array>

namespace cashmatch::serve {
namespace {

constexpr std::array<std::string_view, kRoles> kNames = {
    "submitter", "clerk",   "approver", "controller",
    "admin",     "auditor", "operator"};

}  // namespace

std::string_view NameOf(Role role) { return kNames[static_cast<size_t>(role)]; }

std::optional<Role> RoleOf(std::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

}  // namespace cashmatch::serve
