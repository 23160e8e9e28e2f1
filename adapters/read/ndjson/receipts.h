// SPDX-License-Identifier: Apache-2.0
// receipts.h - canonical receipts, one JSON object a line.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Reads canonical receipts as `cashmatch read` prints them (CONTRACT section
/// 4). Only amount, currency and value_date are required; null and an empty
/// text count as absent. Ids, source files and source lines are kept, so that
/// a stream of several files becomes several SourceFile entries; a receipt
/// without a source belongs to `source` itself. The member `held` names the
/// finding that held the receipt where it was first read.
///
/// A line that is no JSON object, and an id that comes again with other
/// content, reject the file. A receipt whose amount, currency or dates cannot
/// be read is held; it is left out where no money can be stated for it.
/// Threads: uses the calling TBB arena, by parts of the file.
/// Cost: linear; a line may be up to 64 MiB.
void ReadReceiptsNdjson(const Source& source, const ReadOptions& options,
                        BankFile* file);

/// True if the first line is an object with two of the three required members,
/// or an id of a receipt, and does not describe an open item.
bool LooksLikeReceiptsNdjson(std::string_view bytes);

/// Reads advice in the members of canonical receipts into BankFile::advice, one
/// a line: `references`, `payer`, `text` and `advice` as there; only `currency`
/// is required, and `amount` and `value_date` help to join it.
void ReadAdviceNdjson(const Source& source, const ReadOptions& options,
                      BankFile* file);

}  // namespace cashmatch
