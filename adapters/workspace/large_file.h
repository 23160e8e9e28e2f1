// SPDX-License-Identifier: Apache-2.0
// large_file.h - the receipts of files that do not fit into memory.
//
// A file is read twice. The first time proves it: what its reader hands over is
// counted, its twins are found, and what totals behind it hold is noted. The
// second time prints it. Between them nothing of a receipt is kept.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/bytes/spilled_sort.h"
#include "adapters/read/bank_file.h"
#include "adapters/workspace/run_watch.h"

namespace cashmatch {

/// Takes the receipts of the first reading.
/// Memory: 24 MB, whatever the file.  Threads: uses the calling TBB arena.
class ProvingDrain : public ReceiptDrain {
 public:
  /// `named`: the receipts will be printed, and so need their twins numbered.
  /// `watch` outlives this.
  ProvingDrain(bool named, const RunWatch& watch)
      : named_(named), watch_(watch) {}

  bool Take(uint64_t first, ReceiptBlock* block) override;
  void Hold(const HeldRange& range) override;

  /// Ends the first reading. False: a temporary file failed.
  bool Finish();

 private:
  friend class PrintingDrain;
  /// What a receipt says, and where it stands.
  struct Content {
    uint64_t high, low, row;
    friend auto operator<=>(const Content&, const Content&) = default;
  };
  /// A receipt that equals `number` before it.
  struct Twin {
    uint64_t row, number;
    friend auto operator<=>(const Twin&, const Twin&) = default;
  };

  bool named_;
  const RunWatch& watch_;
  uint64_t receipts_ = 0;
  std::vector<HeldRange> held_;  // in the order of the calls
  SpilledSort<Content> contents_{size_t{1} << 20};
  SpilledSort<Twin> twins_{size_t{1} << 20};
};

/// Prints the receipts of the second reading.
class PrintingDrain : public ReceiptDrain {
 public:
  using Sink = std::function<bool(std::string_view text)>;

  /// `proved` took the same receipts before, was finished, and is used up.
  PrintingDrain(ProvingDrain* proved, const Sink& sink);

  bool Take(uint64_t first, ReceiptBlock* block) override;
  void Hold(const HeldRange&) override {}  // as the first time

  /// False: a temporary file failed, or the file is not what it was the first
  /// time; what was printed is worth nothing.
  bool whole() const;

 private:
  void NumberTwins(uint64_t first, ReceiptBlock* block);

  ProvingDrain& proved_;
  const Sink& sink_;
  uint64_t receipts_ = 0;
  bool more_twins_ = false;
  ProvingDrain::Twin twin_{};  // the next one
};

/// Puts receipts out as canonical NDJSON, in pieces.
/// Returns false if the sink wants no more.
bool PutReceipts(const ReceiptBlock& block, const PrintingDrain::Sink& sink);

}  // namespace cashmatch
