// SPDX-License-Identifier: Apache-2.0
// text_advice.h - advice as people write it in a mail.
#pragma once

#include <string_view>

#include "adapters/read/bank_file.h"

namespace cashmatch {

/// Reads a text as one advice. Lines `name: value` whose name is that of an
/// advice column (any case; blanks and hyphens as underscores) say what the
/// payment is: `Amount: USD 1,250.00`, `Date: 2026-03-02`, `Trace: ...`,
/// `Reference: INV-1`. All other lines that say something become its texts, at
/// most kTextLinesMax.
/// Held: an amount or a date that is none (ADVICE-AMOUNT, ADVICE-DATE).
void ReadTextAdvice(const Source& source, std::string_view text,
                    const ReadOptions& options, BankFile* file);

inline constexpr size_t kTextLinesMax = 200;

}  // namespace cashmatch
