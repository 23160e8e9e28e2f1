// SPDX-License-Identifier: Apache-2.0
// retotal.h - trailers that agree with a damaged text again.
#pragma once

#include <string>
#include <string_view>

#include "tests/fuzz/records.h"

namespace cashmatch::fuzz {

/// Moves the last totals and counts of a damaged BAI2 or X12 text by what the
/// damage changed since `honest`: amounts of 16 and records of a BAI2 file,
/// segments of an X12 set. Other forms stay as they are, and so does a text
/// whose trailers cannot be read.
void Retotal(Form form, std::string_view honest, std::string* text);

}  // namespace cashmatch::fuzz
