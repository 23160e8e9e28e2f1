// SPDX-License-Identifier: Apache-2.0
// together.h - several receipts of one payer, looked at as one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/money.h"
#include "engine/model/ids.h"
#include "engine/model/receipt.h"

namespace cashmatch {

/// One of several receipts that may pay something together.
struct PartPayment {
  Minor amount = 0;
  Millionths explained = 0;  // how probably it pays something by itself
};

/// The receipts that may pay together, and out of how many they were chosen.
struct PartPayments {
  std::vector<PartPayment> parts;
  uint32_t waiting = 0;
  Day first_day = kNoDay;  // on which one of them was booked
  bool quoted = false;     // each of them quotes what it pays a part of
};

/// Returns a block with one receipt: the sum of several, on the day and the
/// account of the last, with the references, texts and advice of all.
/// Its texts are those of `receipts`. Requires: one currency; at least one row.
ReceiptBlock AsOneReceipt(const ReceiptBlock& receipts,
                          std::span<const ReceiptRow> rows);

}  // namespace cashmatch
