// SPDX-License-Identifier: Apache-2.0
// enrich_file.cc - which writer is for which format.
// Tested by tests/system/enrich_test.py
#include "adapters/write/enrich/enrich_file.h"

#include "adapters/write/enrich/bai2_records.h"
#include "adapters/write/enrich/camt_details.h"
#include "adapters/write/enrich/mt940_texts.h"

namespace cashmatch {

bool EnrichFile(std::string_view bytes, const FileSummary& summary,
                std::span<const Enrichment> wanted, Enriched* out) {
  if (summary.format == "bai2") {
    EnrichBai2(bytes, wanted, out);
  } else if (summary.format == "mt940" || summary.format == "mt942") {
    EnrichMt940(bytes, wanted, out);
  } else if (summary.format.starts_with("camt") &&
             !summary.encoding.starts_with("utf-16")) {
    const std::string& version = summary.version;
    EnrichCamt(
        bytes,
        version.size() < 2 ? 0 : (version[0] - '0') * 10 + (version[1] - '0'),
        wanted, out);
  } else {
    return false;
  }
  return true;
}

}  // namespace cashmatch
