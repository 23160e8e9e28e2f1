// SPDX-License-Identifier: Apache-2.0
// export.h - the use case behind `cashmatch export`: posting files for ERPs.
#pragma once

#include <string>
#include <vector>

#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct ExportRequest {
  std::string results;  // a folder that match wrote, not --brief
  std::string format;   // a name of ErpFormats()
  /// Ours, as the ERP names it, "1200": one for all, or one for each account of
  /// ours by its last four characters, "0123=1200"; may be empty.
  std::vector<std::string> bank_accounts;
};

/// Makes the posting file of a run. What of a receipt the file has no row or no
/// room for is told to `watch`, receipt by receipt up to twenty, then counted;
/// so are accounts of ours that have no name, or share one.
/// Errors: no such format, names of accounts that contradict each other or hold
/// ; or " (kWrongUsage); results that
/// are missing, brief, of a run on a store, which tells money that waited again
/// in each run, or whose rows do not add up to their receipts.
Ending ExportPostings(const ExportRequest& request, const RunWatch& watch,
                      std::string* text);

}  // namespace cashmatch
