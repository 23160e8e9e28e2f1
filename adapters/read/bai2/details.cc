// SPDX-License-Identifier: Apache-2.0
// details.cc - details kept, or read again.
// Tested by tests/unit/adapters/read/bai2/details_test.cc
#include "adapters/read/bai2/details.h"

#include <algorithm>

#include "adapters/read/passage.h"

namespace cashmatch::bai2 {

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
  if (many()) return ForEachAgain(body);
  for (const Detail& detail : kept_) {
    const std::span texts(texts_);
    if (!body(detail, texts.subspan(detail.texts_first, detail.texts_count))) {
      return;
    }
  }
}

void DetailList::ForEachAgain(const Body& body) const {
  Passage passage(*let_go_);
  RecordReader reader(bytes_, first_offset_, first_line_, &passage);
  Record record;
  std::vector<std::string_view> texts;
  Faults told_before;
  for (uint32_t number = 1; number <= size_ && reader.Next(&record);) {
    if (record.code != RecordCode::kDetail) continue;
    texts.clear();
    told_before.clear();
    Detail detail =
        ReadDetail(record, currency_, decimals_, &texts, &told_before);
    detail.number = number;
    const uint8_t held = held_[number - 1];
    if (held != 0) detail.held = codes_[held - 1];
    ++number;
    if (!body(detail, texts)) return;
  }
}

}  // namespace cashmatch::bai2
