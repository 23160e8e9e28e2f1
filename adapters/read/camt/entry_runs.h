// SPDX-License-Identifier: Apache-2.0
// entry_runs.h - the entries of a long statement, read on all threads.
//
// A thread that begins at an entry reads as if the file had been read up to
// there, in the place where the statement's first entry stood. That is believed
// only where the run before it ended right there with a whole entry, and
// nothing but entries and blanks was between; so that what one reader would
// have made of it is known. Whatever else comes (another element, a comment, a
// fault, anything to be reported) is left to the one that reads in order.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "adapters/read/bank_file.h"
#include "adapters/read/camt/entry_reader.h"
#include "adapters/read/camt/locator.h"
#include "adapters/read/camt/to_receipts.h"

namespace cashmatch {

/// Runs ahead of the reader of one file.
class EntryRuns {
 public:
  /// `text` is the decoded one. All outlive this.
  EntryRuns(std::string_view text, const Source& source,
            const ReadOptions& options, EntryReader* reader, Locator* locator,
            ToReceipts* receipts, BankFile* file);

  /// Reads as many of the next entries of the statement as can be read by runs;
  /// the reader, which has just read an entry, goes on behind them.
  void Read();

 private:
  struct Part {
    size_t begin, end;
    Locator locator;  // at `begin`
  };
  /// What a run came to.
  struct Run {
    BankFile file;
    std::optional<ToReceipts> receipts;
    size_t begin = 0, end = 0;
    bool good = false;
  };

  std::optional<Part> Cut();
  Run ReadRun(const EntryReader& from, Part part) const;
  bool Join(Run run);

  std::string_view text_;
  const ReadOptions& options_;
  EntryReader& reader_;
  Locator& locator_;
  ToReceipts& receipts_;
  BankFile& file_;
  Passage passage_;
  size_t part_bytes_;
  size_t not_before_ = 0;  // after runs that came to nothing
  size_t wait_;            // and so much longer after the next one
  // Of the statement at hand.
  std::string start_, statement_end_;  // "<Ntry", "</Stmt"
  size_t next_ = 0;                    // where the next part begins
  bool last_ = false;
};

}  // namespace cashmatch
