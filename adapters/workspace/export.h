// SPDX-License-Identifier: Apache-2.0
// export.h - the use case behind `cashmatch export`: posting files for ERPs.
#pragma once

#include <string>

#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct ExportRequest {
  std::string results;       // a folder that match wrote, not --brief
  std::string format;        // a name of ErpFormats()
  std::string bank_account;  // ours, as the ERP names it; may be empty
};

/// Makes the posting file of a run. Reversals that the format has no row for
/// are told to `watch`.
/// Errors: no such format (kWrongUsage); results that are missing, brief or
/// whose rows do not add up to their receipts.
Ending ExportPostings(const ExportRequest& request, const RunWatch& watch,
                      std::string* text);

}  // namespace cashmatch
