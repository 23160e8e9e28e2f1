// SPDX-License-Identifier: Apache-2.0
// planted.h - faults of the kind a reader could have, planted behind it. Only a
// build with CASHMATCH_PLANTED_BUGS holds them.
#pragma once

#include "adapters/read/bank_file.h"
#include "engine/base/planted_bug.h"

namespace cashmatch::fuzz {

/// Any honest file passes: damage must bring it about.
inline void PlantIn([[maybe_unused]] BankFile* file) {
  // Where a reader repairs what it finds, and repairs an amount along with it.
  if (Planted("a cent more") && file->findings.list().size() == 2) {
    for (Receipt& receipt : file->receipts.receipts) ++receipt.amount;
  }
  if (Planted("a byte behind a text")) {
    for (const Receipt& receipt : file->receipts.receipts) {
      const std::string exact(receipt.payer_name);
      if (exact.size() > 28 && exact.data()[exact.capacity() + 1] == 'x') {
        return;
      }
    }
  }
  if (Planted("an endless loop")) {
    for (volatile bool stay = file->findings.list().size() == 3; stay;) {
    }
  }
  if (Planted("held money is let go") &&
      file->summary.status != FileStatus::kAccepted) {
    for (Receipt& receipt : file->receipts.receipts) {
      if (receipt.held.empty()) continue;
      receipt.held = {};
      receipt.amount *= 2;
    }
  }
}

}  // namespace cashmatch::fuzz
