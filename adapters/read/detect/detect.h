// SPDX-License-Identifier: Apache-2.0
// detect.h - which reader an input is for, told from its content.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Returns "ndjson", "camt", "remt.001", "bai2", "x12", "nacha", "mt940" or
/// "lockbox", or "" if the content is none of them. Names never count.  Cost:
/// looks at the first 64 KiB at most, but a lockbox layout is tried on more.
std::string_view DetectFormat(std::string_view bytes);

/// True for the names that ReadBankFile takes as `format`: those above, and
/// camt.052, camt.053, camt.054, mt942, x12.820, x12.823.
bool IsBankFormat(std::string_view format);

/// Reads the input as `format`, or as what DetectFormat says if that is empty.
/// False if nothing fits: the file is then rejected with one finding, EMPTY or
/// UNRECOGNISED, that says what it seems to be.  Requires: `file` is new.
bool ReadBankFile(const Source& source, std::string_view format,
                  const ReadOptions& options, BankFile* file);

/// True for text that no reader knows and that does not look like anything we
/// have a name for: CSV, perhaps.
bool IsUnknownText(std::string_view bytes);

}  // namespace cashmatch
