// SPDX-License-Identifier: Apache-2.0
// advice_join.h - what became of an advice that came apart from its money.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/model/ids.h"

namespace cashmatch {

/// An advice and a receipt of the same payer and amount belong together if
/// their days are no further apart than this, whichever comes first.
inline constexpr Day kAdviceDays = 5;

enum class AdviceStatus : uint8_t {
  kJoined,
  kUnjoined,   // no receipt it could be of
  kAmbiguous,  // several receipts, or several advices for one
  kConflict,   // its receipt has other advice of its own, and keeps it
  kDuplicate,  // came before, or says what its receipt or another one says
  kHeld,       // by its file
};
inline constexpr int kAdviceStatusCount = 6;

/// What joined them, or would have, the surest first.
enum class JoinKey : uint8_t {
  kNone,
  kTrace,
  kUetr,
  kEndToEnd,
  kCheckNumber,  // with the amount
  kPayer,        // with amount and date
};

/// The join of one advice. `receipt` is one of the copies of that money where
/// it came in several files, a final one if there is any; all got the advice.
struct AdviceJoin {
  AdviceStatus status = AdviceStatus::kUnjoined;
  JoinKey by = JoinKey::kNone;
  ReceiptRow receipt = kNoReceipt;
  uint32_t candidates = 0;           // receipts it could be of
  std::vector<ReceiptRow> copies{};  // of `receipt`, that one too
  bool contradicts = false;  // joined; its receipt names other documents
};

inline std::string_view NameOf(AdviceStatus status) {
  constexpr std::string_view kNames[] = {"joined",   "unjoined",  "ambiguous",
                                         "conflict", "duplicate", "held"};
  return kNames[static_cast<int>(status)];
}

inline std::string_view NameOf(JoinKey key) {
  constexpr std::string_view kNames[] = {"",           "trace",        "uetr",
                                         "end_to_end", "check_number", "payer"};
  return kNames[static_cast<int>(key)];
}

}  // namespace cashmatch
