// SPDX-License-Identifier: Apache-2.0
// planted.h - faults of the kind a reader could have, planted behind it by the
// build flag CASHMATCH_PLANTED_BUG, to see that a harness catches them. Without
// the flag this does nothing.
#pragma once

#include "adapters/read/bank_file.h"

#ifndef CASHMATCH_PLANTED_BUG
#define CASHMATCH_PLANTED_BUG 0
#endif

namespace cashmatch::fuzz {

/// 1: a cent more on an amount that is one less than a multiple of eight, as
/// wrong rounding would make it. 2: a byte read behind the first text of a
/// receipt. 3: an endless loop where the file has three findings of other
/// codes. 4: a receipt of a held file let go on. Any honest file passes: damage
/// must bring it about.
inline void PlantIn([[maybe_unused]] BankFile* file) {
#if CASHMATCH_PLANTED_BUG == 1
  for (Receipt& receipt : file->receipts.receipts) {
    if (receipt.amount % 8 == 7) ++receipt.amount;
  }
#elif CASHMATCH_PLANTED_BUG == 2
  for (const Receipt& receipt : file->receipts.receipts) {
    const std::string exact(receipt.payer_name);
    if (exact.size() > 28 && exact.data()[exact.capacity() + 1] == 'x') return;
  }
#elif CASHMATCH_PLANTED_BUG == 3
  for (volatile bool stay = file->findings.list().size() == 3; stay;) {
  }
#elif CASHMATCH_PLANTED_BUG == 4
  if (file->summary.status == FileStatus::kAccepted) return;
  for (Receipt& receipt : file->receipts.receipts) {
    if (receipt.held.empty()) continue;
    receipt.held = {};
    receipt.amount *= 2;
  }
#endif
}

}  // namespace cashmatch::fuzz
