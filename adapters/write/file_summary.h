// SPDX-License-Identifier: Apache-2.0
// file_summary.h - what one input held, as `read --summary` prints it.
#pragma once

#include <string>
#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Returns one JSON object without a line end: the members of CONTRACT section
/// 4, `read --summary`, in its order. Both sides of `booked` and `pending` name
/// every currency that either has. `receipts` counts held ones too. Accounts in
/// the paths of findings are masked where the reader made them.
std::string FileSummaryJson(std::string_view file, const BankFile& bank_file);

/// `accepted`, `held`, `rejected`; `proved`, `failed`, `absent`.
std::string_view NameOf(FileStatus status);
std::string_view NameOf(Control control);

}  // namespace cashmatch
