// SPDX-License-Identifier: Apache-2.0
// mail_advice.h - advice in the parts of a mail.
#pragma once

#include <functional>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Reads one part of a mail; false if it is nothing that has advice in it.
using ReadMailPart = std::function<bool(const Source& source, BankFile* file)>;

/// Reads every part of a mail that `read_part` knows; where none is known, the
/// first plain text as it stands. An advice that names no payer is the
/// sender's, one without a date is of the day of the mail.
/// Rejected: what is no mail, or one beyond the limits (MAIL-FORM); a mail
/// without any part to be read (MAIL-EMPTY).
void ReadMailAdvice(const Source& source, const ReadOptions& options,
                    const ReadMailPart& read_part, BankFile* file);

}  // namespace cashmatch
