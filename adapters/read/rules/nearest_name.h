// SPDX-License-Identifier: Apache-2.0
// nearest_name.h - what a mistyped name was probably meant to be.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace cashmatch {

/// Returns the number of single letters to insert, delete, replace or swap with
/// their neighbour to turn `a` into `b`; case does not count. Texts longer than
/// 64 bytes are as far apart as the longer one is long.
size_t EditDistance(std::string_view a, std::string_view b);

/// Returns the name nearest to `name`, or "" if none is near enough (a third of
/// its letters, two at least). The first of several equally near ones.
std::string_view NearestName(std::string_view name,
                             std::span<const std::string> names);

/// Returns "; did you mean 'tolerance'?", or "; valid here: a, b, c".
std::string Suggestion(std::string_view name,
                       std::span<const std::string> names);

}  // namespace cashmatch
