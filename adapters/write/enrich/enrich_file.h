// SPDX-License-Identifier: Apache-2.0
// enrich_file.h - writes document numbers into a bank file, by its format.
#pragma once

#include <span>
#include <string_view>

#include "adapters/read/bank_file.h"
#include "adapters/write/enrich/enrichment.h"

namespace cashmatch {

/// Writes the numbers of `wanted`, which stands by offset, into the records of
/// `bytes` that it names. `summary` is what the reader says of the same bytes.
/// Returns false for a format that cannot be written: anything but BAI2,
/// camt.052 to .054, MT940 and MT942, and camt in UTF-16.
/// Cost: two passes.
bool EnrichFile(std::string_view bytes, const FileSummary& summary,
                std::span<const Enrichment> wanted, Enriched* out);

}  // namespace cashmatch
