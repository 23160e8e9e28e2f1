// SPDX-License-Identifier: Apache-2.0
// remt.h - ISO 20022 remittance advice: remt.001.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Reads remittance advice of any version (.01 to .06) into BankFile::advice:
/// one for each RmtInf. No receipt comes of it, for it is no money. The amount
/// is that of the original payment, else what the lines say is paid; the day
/// that of the payment, else of the message. Documents, amounts and deductions
/// are read as in a camt detail.
///
/// Rejected: what is not well-formed, cut off, or has a DOCTYPE (REMT-XML,
/// REMT-TRUNCATED, REMT-DOCTYPE, REMT-LIMIT), an unknown encoding
/// (REMT-ENCODING), XML without an advice, or with a bank's report as well
/// (REMT-BODY). Held: an advice whose amount cannot be read (REMT-AMOUNT).
/// Calls FinishBankFile.  Requires: `file` is new.  Threads: any, one a file.
void ReadRemt(const Source& source, const ReadOptions& options, BankFile* file);

/// Whether the bytes look like remt.001: XML in any encoding with its body or
/// namespace near its beginning, and no camt report. Reads at most 64 KiB.
bool LooksLikeRemt(std::string_view bytes);

}  // namespace cashmatch
