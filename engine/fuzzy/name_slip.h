// SPDX-License-Identifier: Apache-2.0
// name_slip.h - whether one slip of the keyboard makes one name of another.
#pragma once

#include <string_view>

namespace cashmatch {

/// Returns how many edits (insert, delete, substitute, transpose) two plain
/// forms are apart if their blanks are left out: 0, 1, or -1 for more, or for
/// an edit that tells two names apart rather than being a slip: one in a digit,
/// or in a word of fewer than four letters that is no legal form on either
/// side. A blank that was lost, moved or mistyped is thus a slip as any other:
/// `ACME TRADINGL TD`, `ACMEXTRADING LTD`.
/// Cost: linear, no memory.
int SlipsBetween(std::string_view a, std::string_view b);

}  // namespace cashmatch
