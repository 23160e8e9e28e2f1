// SPDX-License-Identifier: Apache-2.0
// enrich_file.cc - which writer is for which format.
// Tested by tests/system/enrich_test.py
#include "adapters/write/enrich/enrich_file.h"

#include "adapters/write/enrich/bai2_records.h"
#include "adapters/write/enrich/camt_details.h"
#include "adapters/write/enrich/mt940_texts.h"

namespace cashmatch {

void Enriched::Note(const Enrichment& wanted, size_t written,
                    std::string_view why) {
  numbers += written;
  if (written > 0) ++receipts;
  for (size_t i = written; i < wanted.documents.size(); ++i) {
    left_out.push_back({wanted.offset, wanted.documents[i].number, why});
  }
}

bool EnrichFile(std::string_view bytes, const FileSummary& summary,
                std::span<const Enrichment> wanted, Enriched* out) {
  if (summary.format == "bai2") {
    EnrichBai2(bytes, wanted, out);
  } else if (summary.format == "mt940" || summary.format == "mt942") {
    EnrichMt940(bytes, wanted, out);
  } else if (summary.format.starts_with("camt") &&
             !summary.encoding.starts_with("utf-16")) {
    EnrichCamt(bytes, summary.version == "01", wanted, out);
  } else {
    return false;
  }
  return true;
}

}  // namespace cashmatch
