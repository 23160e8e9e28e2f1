// SPDX-License-Identifier: Apache-2.0
// proposer.cc - what stands between the stages identify and propose.
// Tested by tests/unit/engine/engine_test.cc, the scenarios and the properties.
#include "engine/proposer.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <functional>

#include "engine/base/parallel.h"
#include "engine/base/planted_bug.h"
#include "engine/identify/identify.h"
#include "engine/identify/mentions.h"
#include "engine/identify/quotes.h"
#include "engine/identify/sole_quote.h"
#include "engine/propose/by_exact.h"
#include "engine/propose/propose.h"
#include "engine/propose/sum_finder.h"

namespace cashmatch {
namespace {

constexpr size_t kGrain = 64;  // receipts proposed for as one piece of work
static_assert(ExactProposer::kBatch == SoleQuoteFinder::kBatch);
static_assert(kGrain % ExactProposer::kBatch == 0);
const PayerGuesses kNobody;

/// Looks at one receipt after the other; one object for each thread.
class Proposer {
 public:
  explicit Proposer(const RunView& run)
      : run_(run),
        exact_(Tables(), run.state, run.receipts),
        sole_(Tables(), run.state),
        quotes_of_(Tables()),
        mentions_of_(Tables()) {}

  /// Proposes for each of `rows`, in order: what is exact by the batch.
  void ProposeEach(std::span<const ReceiptRow> rows, Piece* piece) {
    for (size_t i = 0; i < rows.size(); ++i) {
      const size_t place = i % ExactProposer::kBatch;
      if (place == 0) {
        const auto batch =
            rows.subspan(i, std::min(ExactProposer::kBatch, rows.size() - i));
        exact_.Look(batch);
        sole_.Look(run_.receipts, batch);
      }
      const Receipt& receipt = run_.receipts.receipts[Index(rows[i])];
      if (!ProposeExactly(place, receipt, &piece->block)) {
        Propose(receipt, &piece->block);
      }
      piece->candidates.push_back(
          {rows[i], &piece->block, static_cast<uint32_t>(i)});
    }
  }

  void Propose(const Receipt& receipt, ProposalBlock* out) {
    const ReceiptBlock& receipts = run_.receipts;
    quotes_of_.Find(receipts, receipt, &quotes_);
    const Directive directive = FindDirective(receipts, receipt);
    const bool of_one = QuotesOneCustomer();
    if (of_one &&
        ProposeByQuotes(ViewOf(receipts, receipt, kNobody), directive, out)) {
      return;
    }
    const PayerGuesses payers = IdentifyPayers(Tables(), receipt);
    const ReceiptView view = ViewOf(receipts, receipt, payers);
    if (!of_one && ProposeByQuotes(view, directive, out)) return;
    mentions_of_.Find(receipts, receipt, run_.state, payers, quotes_,
                      &mentions_);
    cashmatch::Propose(view, directive, out);
    mentions_.Clear();
  }

  bool ProposeTogether(std::span<const ReceiptRow> rows,
                       const PartPayments& payments, ProposalBlock* out) {
    const ReceiptBlock block = AsOneReceipt(run_.receipts, rows);
    const Receipt& receipt = block.receipts.front();
    const PayerGuesses payers = PayersOfAll(rows);
    quotes_of_.Find(block, receipt, &quotes_);
    mentions_of_.Find(block, receipt, run_.state, payers, quotes_, &mentions_);
    const bool any = cashmatch::ProposeTogether(ViewOf(block, receipt, payers),
                                                payments, out);
    mentions_.Clear();
    return any;
  }

 private:
  const BookTables& Tables() const { return run_.book.tables(); }

  /// True if all items that are quoted belong to one customer. Quotes that then
  /// settle the money do so whoever sent it.
  bool QuotesOneCustomer() const {
    const auto owner = [this](ItemRow item) {
      return Tables().hot[Index(item)].customer;
    };
    return std::ranges::adjacent_find(quotes_.items, std::not_equal_to<>(),
                                      owner) == quotes_.items.end();
  }

  /// Reads neither payers nor quotes of the view.
  bool ProposeExactly(size_t place, const Receipt& receipt,
                      ProposalBlock* out) {
    const SoleQuoteFinder::Sole& sole = sole_.Of(place);
    ItemRow item = exact_.ItemOf(place);
    std::string_view number = exact_.NumberOf(place);
    if (item == kNoItem) {
      item = sole.item;
      number = sole.text;
    }
    return item != kNoItem && !IsRestricted(run_.receipts, receipt) &&
           ExactProposer::Propose(item, number,
                                  ViewOf(run_.receipts, receipt, kNobody), out);
  }

  /// Receipts of one account mostly follow each other.
  const std::vector<uint32_t>* CompaniesOf(std::string_view account) {
    if (account != account_ || account_.data() == nullptr) {
      account_ = account;
      companies_ = run_.companies.Of(account);
    }
    return companies_;
  }

  ReceiptView ViewOf(const ReceiptBlock& block, const Receipt& receipt,
                     const PayerGuesses& payers) {
    return {Tables(),
            run_.state,
            block,
            receipt,
            run_.policy,
            payers,
            quotes_,
            mentions_,
            run_.habits,
            sums_,
            CompaniesOf(receipt.account),
            run_.brief};
  }

  /// Returns the guesses that all receipts share, on the weakest evidence that
  /// one of them has.
  PayerGuesses PayersOfAll(std::span<const ReceiptRow> rows) const {
    PayerGuesses all =
        IdentifyPayers(Tables(), run_.receipts.receipts[Index(rows.front())]);
    for (const ReceiptRow row : rows.subspan(1)) {
      const PayerGuesses one =
          IdentifyPayers(Tables(), run_.receipts.receipts[Index(row)]);
      uint8_t kept = 0;
      for (const PayerGuess& guess : all) {
        const auto* const same = std::find_if(
            one.begin(), one.end(),
            [&](const PayerGuess& g) { return g.customer == guess.customer; });
        if (same == one.end()) continue;
        all.list[kept] = guess;
        all.list[kept].evidence = std::max(guess.evidence, same->evidence);
        all.list[kept].agreement = std::min(guess.agreement, same->agreement);
        ++kept;
      }
      all.count = kept;
    }
    return all;
  }

  static_assert(ExactProposer::kBatch == SoleQuoteFinder::kBatch);

  const RunView& run_;
  ExactProposer exact_;
  SoleQuoteFinder sole_;
  QuoteFinder quotes_of_;
  MentionFinder mentions_of_;
  Quotes quotes_;
  Mentions mentions_;
  SumFinder sums_;
  std::string_view account_;  // the last one, and its companies
  const std::vector<uint32_t>* companies_ = nullptr;
};

}  // namespace

// What they remember between receipts is memory only.
struct Proposers::OfThreads {
  explicit OfThreads(const RunView& run) : proposers(std::cref(run)) {}
  tbb::enumerable_thread_specific<Proposer> proposers;
};

Proposers::Proposers(const RunView& run)
    : run_(run), of_threads_(std::make_unique<OfThreads>(run)) {}
Proposers::~Proposers() = default;

std::vector<Piece> Proposers::ProposeAll(
    const std::vector<ReceiptRow>& rows) const {
  std::vector<Piece> pieces(ChunkCount(rows.size(), kGrain));
  ForEachChunk(
      rows.size(), kGrain, [&](size_t chunk, size_t begin, size_t end) {
        if (run_.pulse != nullptr && run_.pulse->Interrupted() &&
            !Planted("a job is looked at to its end"))
          return;
        of_threads_->proposers.local().ProposeEach(
            std::span(rows).subspan(begin, end - begin), &pieces[chunk]);
        if (run_.pulse != nullptr) run_.pulse->Add(end - begin);
      });
  return pieces;
}

bool ProposeForAll(const RunView& run, std::span<const ReceiptRow> rows,
                   const PartPayments& payments, Piece* piece) {
  const auto index = static_cast<uint32_t>(piece->block.receipts.size());
  if (!Proposer(run).ProposeTogether(rows, payments, &piece->block)) {
    return false;
  }
  piece->candidates.push_back({rows.back(), &piece->block, index});
  return true;
}

}  // namespace cashmatch
