// SPDX-License-Identifier: Apache-2.0
// rules.h - the rules file of a user: policy for the engine, options to read
// by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "engine/model/policy.h"

namespace cashmatch {

/// Reads a rules file (CONTRACT section 3; README.md here is its reference).
/// Sets what the file says and leaves the rest at its default. Every mistake is
/// appended to `errors` as `rules.toml:12: unknown key 'tolerence'; did you
/// mean 'tolerance'?`, ordered by line; a file that is no TOML has one. False
/// if there is any: policy and options must then not be used.
/// A path under [lockbox] `layouts` goes to ReadOptions::lockbox_layouts_path
/// as written; the caller reads it into lockbox_layouts_toml.
bool ReadRules(std::string_view toml_text, std::string_view file_name,
               Policy* policy, ReadOptions* options,
               std::vector<std::string>* errors);

}  // namespace cashmatch
