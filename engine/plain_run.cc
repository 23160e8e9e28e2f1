// SPDX-License-Identifier: Apache-2.0
// plain_run.cc - booking date after booking date.
// Tested by tests/property/plain_test.cc
#include "engine/plain_run.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/propose/confidence.h"

namespace cashmatch {

PlainRun::PlainRun(const Book& book, const Policy& policy, Day as_of,
                   ReceiptBlock* receipts)
    : receipts_(receipts), claims_(book.tables(), policy, as_of, *receipts) {
  if (receipts->plain.empty()) return;
  OrderDeposits();
  MakeUnclear();
}

void PlainRun::OrderDeposits() {
  const auto& files = receipts_->files;
  std::vector<uint32_t> order(files.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](uint32_t i) { return files[i].name; });
  rank_.resize(files.size());
  for (uint32_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
  for (uint32_t file = 0; file < receipts_->plain.size(); ++file) {
    const auto deposits =
        static_cast<uint32_t>(receipts_->plain[file].deposits.size());
    for (uint32_t i = 0; i < deposits; ++i) settled_.push_back({file, i});
  }
  std::ranges::sort(settled_, {}, [&](const PlainSettled& at) {
    const PlainFile& file = receipts_->plain[at.file];
    const PlainDeposit& deposit = file.deposits[at.deposit];
    return std::tuple(deposit.day, rank_[file.file], deposit.first);
  });
}

void PlainRun::MakeUnclear() {
  std::vector<uint32_t> unclear;
  for (const PlainSettled& at : settled_) {
    const PlainDeposit& deposit = DepositOf(at);
    unclear.clear();
    for (uint32_t row = deposit.first; row < deposit.first + deposit.count;
         ++row) {
      if (claims_.item(at.file, row) == kNoItem) unclear.push_back(row);
    }
    MakeReceipts(at.file, deposit, unclear, receipts_);
  }
}

std::optional<Day> PlainRun::NextDay() const {
  if (day_last_ == settled_.size()) return std::nullopt;
  return DepositOf(settled_[day_last_]).day;
}

const PlainDeposit& PlainRun::DepositOf(PlainPlace place) const {
  const auto& deposits = receipts_->plain[place.file].deposits;
  return *(
      std::ranges::upper_bound(deposits, place.row, {}, &PlainDeposit::first) -
      1);
}

ReceiptRow PlainRun::Make(PlainPlace place) {
  claims_.Drop(place.file, place.row);
  return ReceiptRow{
      MakeReceipts(place.file, DepositOf(place), {&place.row, 1}, receipts_)};
}

std::vector<ReceiptRow> PlainRun::Begin(Day day, const OpenState& state) {
  std::vector<ReceiptRow> made;
  day_first_ = day_last_;
  while (NextDay() == day) ++day_last_;
  if (receipts_->receipts.empty()) return made;  // nobody else pays anything
  for (const PlainSettled& at : OfDay()) {
    const PlainDeposit& deposit = DepositOf(at);
    const std::vector<PlainReceipt>& rows = receipts_->plain[at.file].rows;
    for (uint32_t row = deposit.first; row < deposit.first + deposit.count;
         ++row) {
      const ItemRow item = claims_.item(at.file, row);
      if (item != kNoItem && state.Open(item) != rows[row].amount) {
        made.push_back(Make({at.file, row}));
      }
    }
  }
  return made;
}

void PlainRun::MakeWanted(const Candidate& candidate,
                          std::vector<ReceiptRow>* made) {
  if (day_first_ == day_last_) return;
  const Day day = DepositOf(settled_[day_first_]).day;
  const auto want = [&](ItemRow item) {
    const auto holder = claims_.HolderOf(item);
    if (holder && DepositOf(*holder).day == day) made->push_back(Make(*holder));
  };
  for (uint32_t i = 0; i < candidate.answer().count; ++i) {
    const Proposal& proposal = candidate.proposal(i);
    for (const ProposedRow& row : candidate.RowsOf(proposal)) want(row.item);
    for (const ItemRow item : candidate.PoolOf(proposal)) want(item);
  }
}

void PlainRun::Commit(OpenState* state) {
  const std::span<PlainSettled> day = OfDay();
  ForEachChunk(day.size(), 1, [&](size_t i, size_t, size_t) {
    PlainSettled& at = day[i];
    const PlainDeposit& deposit = DepositOf(at);
    const std::vector<PlainReceipt>& rows = receipts_->plain[at.file].rows;
    for (uint32_t row = deposit.first; row < deposit.first + deposit.count;
         ++row) {
      const ItemRow item = claims_.item(at.file, row);
      if (item == kNoItem) continue;
      state->TakeAll(item);
      at.amount += rows[row].amount;
      ++at.count;
    }
  });
}

std::vector<PlainRun::Payment> PlainRun::Payments() const {
  std::vector<Payment> payments;
  for (size_t i = day_first_; i < day_last_; ++i) {
    const PlainSettled& at = settled_[i];
    const PlainFile& file = receipts_->plain[at.file];
    const PlainDeposit& deposit = file.deposits[at.deposit];
    for (uint32_t row = deposit.first; row < deposit.first + deposit.count;
         ++row) {
      const ItemRow item = claims_.item(at.file, row);
      if (item == kNoItem) continue;
      payments.push_back({Order(file.file, file.rows[row].position),
                          file.rows[row].amount, item});
    }
  }
  return payments;
}

void PlainRun::Finish(Report* report) {
  std::erase_if(settled_, [](const PlainSettled& at) { return at.count == 0; });
  report->plain = std::move(settled_);
  report->plain_items = claims_.Take();
  report->plain_confidence = ConfidenceOf(Rule::kExactReference);
}

}  // namespace cashmatch
