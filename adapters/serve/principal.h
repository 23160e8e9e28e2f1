// SPDX-License-Identifier: Apache-2.0
// principal.h - who asks, and what roles there are.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace cashmatch::serve {

/// One role a key. No role both proposes and approves, or handles both keys
/// and money; `operator` is the exception for a house of one person, and is
/// refused unless the service was started for one.
enum class Role : uint8_t {
  kSubmitter,
  kClerk,
  kApprover,
  kController,
  kAdmin,
  kAuditor,
  kOperator,
};
inline constexpr int kRoles = 7;

std::string_view NameOf(Role role);
/// Returns the role of that name, or nothing.
std::optional<Role> RoleOf(std::string_view name);

/// A set of roles. `kPublic` asks for no key at all.
class RoleSet {
 public:
  constexpr RoleSet(std::initializer_list<Role> roles) {
    for (const Role role : roles) bits_ |= 1U << static_cast<unsigned>(role);
  }
  static constexpr RoleSet Public() {
    RoleSet set{};
    set.public_ = true;
    return set;
  }
  constexpr bool open_to_all() const { return public_; }
  /// A house of one person may do all that anybody may.
  constexpr bool Has(Role role) const {
    return role == Role::kOperator ||
           (bits_ >> static_cast<unsigned>(role) & 1U) != 0;
  }

 private:
  uint32_t bits_ = 0;
  bool public_ = false;
};

/// Who asks: a key, its owner and its tenant.
struct Principal {
  std::string tenant;
  std::string key;    // its id, never its secret
  std::string owner;  // a person
  Role role = Role::kSubmitter;
  std::string limit;  // of what the key may let go, as it was approved
};

}  // namespace cashmatch::serve
