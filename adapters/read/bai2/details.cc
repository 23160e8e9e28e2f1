// SPDX-License-Identifier: Apache-2.0
// details.cc - details kept, or read again.
// Tested by tests/unit/adapters/read/bai2/details_test.cc
#include "adapters/read/bai2/details.h"

#include <algorithm>

namespace cashmatch::bai2 {
namespace {

const std::function<void()> kNobody;

}  // namespace

DetailList::DetailList(const std::vector<Detail>& details) {
  for (Detail detail : details) {
    detail.number = static_cast<uint32_t>(size_) + 1;
    Add(detail);
  }
}

void DetailList::Start(std::string_view bytes,
                       const std::function<void()>& let_go, Currency currency,
                       bool decimals) {
  bytes_ = bytes;
  let_go_ = &let_go;
  currency_ = currency;
  decimals_ = decimals;
  size_ = 0;
  credit_ = debit_ = SideSum();
  has_families_ = false;
  kept_.clear();
  texts_.clear();
  held_.clear();
  codes_.clear();
}

const Detail& DetailList::Read(const Record& record, Faults* faults) {
  if (many()) {
    kept_.clear();
    texts_.clear();
  }
  Detail detail = ReadDetail(record, currency_, decimals_, &texts_, faults);
  detail.number = static_cast<uint32_t>(size_) + 1;
  Add(detail);
  return kept_.back();
}

void DetailList::Add(const Detail& detail) {
  if (size_ == 0) {
    first_offset_ = detail.offset;
    first_line_ = detail.line;
  }
  has_families_ = has_families_ || FamilyOf(detail.type) != nullptr;
  if (detail.amount.known()) {
    const BaiSide side = SideOf(detail.type);
    if (side == BaiSide::kCredit) credit_.Add(detail.amount.minor);
    if (side == BaiSide::kDebit) debit_.Add(detail.amount.minor);
  }
  kept_.push_back(detail);
  ++size_;
  if (!many()) return;
  held_.resize(size_, 0);
  if (size_ > kInMemory + 1) return;
  for (const Detail& kept : kept_) {
    if (!kept.held.empty()) Hold(kept.number, kept.held);
  }
  kept_.erase(kept_.begin(), kept_.end() - 1);
}

void DetailList::Hold(uint32_t number, std::string_view code) {
  if (!many()) {
    std::string_view& held = kept_[number - 1].held;
    if (held.empty()) held = code;
    return;
  }
  if (held_[number - 1] != 0) return;
  const auto known = std::find(codes_.begin(), codes_.end(), code);
  held_[number - 1] = static_cast<uint8_t>(known - codes_.begin() + 1);
  if (known == codes_.end()) codes_.push_back(code);
}

bool DetailList::IsHeld(uint32_t number) const {
  return many() ? held_[number - 1] != 0 : !kept_[number - 1].held.empty();
}

void DetailList::ForEach(const Body& body) const {
  constexpr size_t kBatch = 64;
  DetailBatches batches(*this, many() ? kBatch : kInMemory);
  while (const std::optional<DetailBatch> batch = batches.Next()) {
    if (!batch->ForEach(body)) return;
  }
}

DetailBatches::DetailBatches(const DetailList& list, size_t size)
    : list_(list),
      size_(size),
      passage_(list.let_go_ == nullptr ? kNobody : *list.let_go_),
      reader_(list.bytes_, list.first_offset_, list.first_line_, &passage_) {}

std::optional<DetailBatch> DetailBatches::Next() {
  const size_t count = std::min(size_, list_.size() - done_);
  if (count == 0) return std::nullopt;
  DetailBatch batch;
  if (list_.many()) {
    batch = ReadAgain(count);
  } else {
    batch.details = std::span(list_.kept_).subspan(done_, count);
    batch.texts = list_.texts_;
  }
  done_ += count;
  return batch;
}

DetailBatch DetailBatches::ReadAgain(size_t count) {
  DetailBatch batch;
  batch.own.reserve(count);
  while (batch.own.size() < count && reader_.Next(&record_)) {
    if (record_.code != RecordCode::kDetail) continue;
    told_before_.clear();
    Detail& detail = batch.own.emplace_back(
        ReadDetail(record_, list_.currency_, list_.decimals_, &batch.own_texts,
                   &told_before_));
    detail.number = static_cast<uint32_t>(done_ + batch.own.size());
    const uint8_t held = list_.held_[detail.number - 1];
    if (held != 0) detail.held = list_.codes_[held - 1];
  }
  batch.details = batch.own;
  batch.texts = batch.own_texts;
  return batch;
}

}  // namespace cashmatch::bai2
