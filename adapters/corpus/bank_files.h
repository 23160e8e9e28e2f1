// SPDX-License-Identifier: Apache-2.0
// bank_files.h - what the writers of the four bank file formats share.
#pragma once

#include <functional>
#include <string>

#include "adapters/corpus/book_files.h"
#include "adapters/corpus/output.h"
#include "adapters/corpus/payment.h"
#include "adapters/corpus/truth.h"

namespace cashmatch {

/// What a writer works with.
struct BankRun {
  const Geometry& geometry;
  FileSink* sink;
  TruthWriter* truth;
  const Progress& progress;
};

// One writer a format: writes all its files below `bank/`, and the truth of
// each receipt. Each returns an empty string, or what went wrong.
std::string WriteBai2Files(const BankRun& run);
std::string WriteLockboxFiles(const BankRun& run);
std::string WriteCamtFiles(const BankRun& run);
std::string WriteNdjsonFiles(const BankRun& run);

/// One bank file: a day, or a part of a large one.
struct BankFilePlan {
  std::string path;
  int day = 0;
  uint64_t part = 0;  // from 0
  Span ranks;         // the blocks of the format in it
};

/// Visits the files of a format in order, none with more than about `most`
/// receipts. Stops at the first visit that returns an error, and returns it.
std::string ForEachFile(
    const Geometry& geometry, BankFormat format, uint64_t most,
    std::string_view extension,
    const std::function<std::string(const BankFilePlan&)>& visit);

/// The planned blocks of a format, one at a time, ready to be written.
class BlockReader {
 public:
  BlockReader(const Geometry& geometry, BankFormat format)
      : geometry_(geometry), format_(format) {}

  const BlockPlan& Read(uint64_t rank) {
    PlanBlock(geometry_, geometry_.BlockAt(format_, rank), &plan_);
    ChooseAgain(geometry_, &plan_, &earlier_);
    return plan_;
  }

 private:
  const Geometry& geometry_;
  BankFormat format_;
  BlockPlan plan_, earlier_;
};

/// Cuts a file's ranks where the company changes: one account each.
Span FirstSection(const Geometry& geometry, BankFormat format, Span ranks);

}  // namespace cashmatch
