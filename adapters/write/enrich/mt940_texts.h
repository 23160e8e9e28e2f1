// SPDX-License-Identifier: Apache-2.0
// mt940_texts.h - document numbers in the :86: of the entries they belong to.
#pragma once

#include <span>
#include <string_view>

#include "adapters/write/enrich/enrichment.h"

namespace cashmatch {

/// Writes into the :86: of each entry that `wanted` names, in its dialect:
/// subfields behind the last one of the purpose (20 to 29, 60 to 63), the value
/// of /REMI/ between slashes, a line of its own in prose; an entry without a
/// text gets one. Of a text only the lines change that get something; it has at
/// most six lines of 65 letters afterwards, and what does not fit is left out.
/// Source: SWIFT user handbook, MT940 field 86 (6*65x); DFUe-Abkommen annex 3.
void EnrichMt940(std::string_view bytes, std::span<const Enrichment> wanted,
                 Enriched* out);

}  // namespace cashmatch
