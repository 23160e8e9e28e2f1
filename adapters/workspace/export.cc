// SPDX-License-Identifier: Apache-2.0
// export.cc - reads a run, proves it, and hands it to a template.
// Tested by tests/system/export_test.py
#include "adapters/workspace/export.h"

#include <algorithm>
#include <vector>

#include "adapters/workspace/postings.h"
#include "adapters/write/erp/erp_format.h"

namespace cashmatch {

Ending ExportPostings(const ExportRequest& request, const RunWatch& watch,
                      std::string* text) {
  const ErpFormat* const format = FindErpFormat(request.format);
  if (format == nullptr) {
    watch.Fail("no such format: " + request.format);
    return Ending::kWrongUsage;
  }
  watch.Started(Stage::kRead);
  std::vector<Posting> postings;
  const std::string error = ReadPostings(request.results, &postings);
  if (!error.empty()) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  const auto reversals =
      std::count_if(postings.begin(), postings.end(),
                    [](const Posting& posting) { return posting.amount < 0; });
  if (reversals > 0 && !format->reversals) {
    watch.Say(std::to_string(reversals) +
              " reversals have no row: this import takes no negative "
              "payments; undo them in the ERP");
  }
  *text = WriteErpFile(*format, postings, {request.bank_account});
  return Ending::kDone;
}

}  // namespace cashmatch
