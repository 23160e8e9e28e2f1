// SPDX-License-Identifier: Apache-2.0
// feed.h - gives an input to the reader it is for and what it yields to the
// engine, and asks the oracle about both.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bank_file.h"
#include "engine/engine.h"
#include "tests/fuzz/mutation.h"
#include "tests/fuzz/readers.h"
#include "tests/fuzz/seeds.h"

namespace cashmatch::fuzz {

/// What became of one input.
struct Fed {
  std::string format;  // as detected, or the kind of a book file
  Verdict verdict = Verdict::kRejected;
  uint64_t receipts = 0;
  uint64_t applied = 0;  // receipts applied
  std::string fault;     // "" if all laws hold
};

/// Feeds inputs, one after the other.
class Feeder {
 public:
  /// Reads the honest seeds for the book and the receipts that damaged inputs
  /// are matched with.
  explicit Feeder(const std::vector<Seed>& seeds);
  ~Feeder();

  /// `draw` picks strictness, options and at times a wrong format; without it
  /// everything is as a user would have it.
  Fed Feed(Kind kind, std::string_view bytes, Draw* draw);

 private:
  Fed FeedAsIs(Kind kind, std::string_view bytes, Draw* draw);
  Fed FeedBankFile(std::string_view bytes, Draw* draw);
  Fed FeedOpenItems(std::string_view bytes);
  Fed FeedCustomers(std::string_view bytes);
  Fed FeedRules(std::string_view bytes);
  Fed FeedLayouts(std::string_view bytes);
  Fed FeedCompressed(std::string_view bytes, Draw* draw);
  Fed FeedArchive(std::string_view bytes, Draw* draw);
  Fed FeedAdvice(std::string_view bytes, Draw* draw);
  Fed FeedMapped(std::string_view bytes, Draw* draw);
  Fed Judge(const BankFile& file) const;
  void Settle(const Book& book, const ReceiptBlock& receipts,
              const Policy& policy, Fed* fed) const;

  Policy policy_;
  ReceiptBlock receipts_;  // of the honest bank files
  std::unique_ptr<Book> book_;
  std::string lockbox_;  // an honest lockbox file, to try layouts on
};

}  // namespace cashmatch::fuzz
