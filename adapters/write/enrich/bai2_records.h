// SPDX-License-Identifier: Apache-2.0
// bai2_records.h - document numbers as 88 records behind the details they pay.
#pragma once

#include <span>
#include <string_view>

#include "adapters/write/enrich/enrichment.h"

namespace cashmatch {

/// Adds "88,REMI: NUMBER …/" behind the last line of each detail that `wanted`
/// names, in lines no longer than the record length of the file's header (80
/// where it says none), and raises the record counts of 49, 98 and 99 by what
/// was added: those of a kind that does not count the file's own 88 records stay.
/// Source: BAI2 cash management balance reporting, 88 and 49.
void EnrichBai2(std::string_view bytes, std::span<const Enrichment> wanted,
                Enriched* out);

}  // namespace cashmatch
