// SPDX-License-Identifier: Apache-2.0
// reference_forms.h - the twin's forms of numbers, accounts and names.
#pragma once

#include <string>
#include <string_view>

namespace cashmatch::reference {

std::string Plain(std::string_view text);    // letters and digits, upper case
std::string Normal(std::string_view text);   // without INV and leading zeros
std::string Account(std::string_view text);  // "" for an all-zero account
std::string Name(std::string_view text);     // words, upper case

}  // namespace cashmatch::reference
