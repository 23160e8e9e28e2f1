// SPDX-License-Identifier: Apache-2.0
// alive.cc - the one bug that lives in this process, named from outside.
#include <cstdlib>
#include <string>

#include "engine/base/planted_bug.h"

namespace cashmatch {

/// CASHMATCH_PLANTED_BUG names it, and is read once. Without it none lives.
bool Planted(std::string_view bug) {
  static const std::string alive = [] {
    const char* const name = std::getenv("CASHMATCH_PLANTED_BUG");
    return std::string(name == nullptr ? "" : name);
  }();
  return bug == alive;
}

}  // namespace cashmatch
