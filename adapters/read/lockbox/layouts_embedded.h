// SPDX-License-Identifier: Apache-2.0
// layouts_embedded.h - the text of layouts.toml, inside the program.
#pragma once

namespace cashmatch::lockbox {
extern const char kBuiltInLayoutsToml[];
}  // namespace cashmatch::lockbox
