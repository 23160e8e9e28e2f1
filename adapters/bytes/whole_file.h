// SPDX-License-Identifier: Apache-2.0
// whole_file.h - a file that appears whole or not at all.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "adapters/bytes/output_file.h"

namespace cashmatch {

/// Lets `fill` write a hidden file beside `path`, and renames it once all of it
/// is written. A file that is there is refused before any writing, unless
/// `overwrite`; it is replaced in one step.
/// Errors: false with a message; nothing is left behind, and what was there is
/// as it was.
bool WriteWholeFile(const std::string& path, bool overwrite,
                    const std::function<void(OutputFile*)>& fill,
                    std::string* error);

/// The same for a text that is there already.
bool WriteWholeFile(const std::string& path, bool overwrite,
                    std::string_view text, std::string* error);

}  // namespace cashmatch
