// SPDX-License-Identifier: Apache-2.0
// reversal.h - which earlier receipt does a returned item undo?
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/hash.h"
#include "engine/model/ids.h"
#include "engine/model/receipt.h"
#include "engine/model/report.h"

namespace cashmatch {

/// The answer: one receipt, or why none.
struct FoundOriginal {
  ReceiptRow original = kNoReceipt;
  bool earlier = false;  // `original` is one of an earlier run
  ExceptionCode exception = ExceptionCode::kNone;
};

/// Returns what a bank kept for returning a payment of `paid`: what the return
/// takes beyond it, if the file states it as charges or it is at most a tenth
/// of the payment; 0 if nothing is beyond it; kNotStated if that is no fee.
Minor ReturnFee(const Receipt& reversal, Minor paid);

/// Finds originals by trace or end-to-end id, by check number and payer
/// account, and by bank reference; where these name none, among the last 60
/// days by check number alone, payer account or payer name. Currency and amount
/// must agree (a return that quotes the trace may take a fee beside it), our
/// account too where both name one and both are bank accounts or both
/// lockboxes, and an original is undone once. A weak sign counts only where no
/// other sign speaks against it; what was booked after the return is not its
/// original. Credits of the run and of earlier ones are looked at alike.
/// Threads: one.  Cost: built only if there is a
/// reversal at all; one probe a sign.
class ReversalFinder {
 public:
  /// `earlier` may be null; it lives as long as the finder.
  explicit ReversalFinder(const ReceiptBlock& receipts,
                          const ReceiptBlock* earlier = nullptr);

  /// Makes a settled credit findable. Call in canonical order.
  void Add(ReceiptRow credit);
  /// Makes the credits of earlier runs findable.
  void AddEarlier();

  /// Looks for the credit that `reversal` undoes and takes it out of the game.
  FoundOriginal Find(ReceiptRow reversal);

 private:
  struct Sign;
  /// A receipt with the block that its texts stand in.
  struct Placed {
    const ReceiptBlock& block;
    const Receipt& receipt;
  };
  Placed At(uint32_t credit) const;
  void AddCredit(uint32_t credit);
  static std::vector<Sign> SignsOf(const Placed& at);
  static bool Fits(const Placed& reversal, const Placed& credit, bool weak);
  static bool OneKindOfAccount(const Placed& a, const Placed& b);
  static bool OtherCheck(const Placed& a, const Placed& b);

  const ReceiptBlock& receipts_;
  const ReceiptBlock* earlier_;
  // Credits count on from those of the run to the earlier ones.
  std::unordered_multimap<std::string, uint32_t, TextHash> by_sign_;
  std::vector<bool> undone_;
};

}  // namespace cashmatch
