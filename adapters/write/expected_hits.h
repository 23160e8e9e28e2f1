// SPDX-License-Identifier: Apache-2.0
// expected_hits.h - how many sets make a sum by accident, for people.
#pragma once

#include <cstdint>
#include <string>

namespace cashmatch {

/// Returns exp(log_hits / 1e6) with two digits, a JSON number: "0.000042",
/// "3.1", "240", "6.3e50"; "0" for SumRecord::kNoHits.
std::string ExpectedHits(int64_t log_hits);

}  // namespace cashmatch
