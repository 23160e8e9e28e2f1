// SPDX-License-Identifier: Apache-2.0
// details.h - the details of one account, be they three or fifty million.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/read/bai2/entries.h"
#include "adapters/read/bai2/records.h"
#include "adapters/read/passage.h"

namespace cashmatch::bai2 {

/// What the amounts of one side come to, signs as written.
struct SideSum {
  WideMinor sum = 0;
  WideMinor turned = 0;  // what minus signs took off
  bool any = false;

  void Add(Minor amount) {
    sum += amount;
    if (amount < 0) turned -= amount;
    any = true;
  }
};

/// The details of an account in the order of the file. A few are kept; of more
/// than kInMemory only what is added up and who is held, and the rest is read
/// again from the bytes whenever somebody looks.
/// Memory: kInMemory details, and a byte a detail.
class DetailList {
 public:
  static constexpr size_t kInMemory = size_t{1} << 16;

  /// What of a detail is looked at. Returns false to look no further.
  using Body = std::function<bool(const Detail& detail,
                                  std::span<const std::string_view> texts)>;

  DetailList() = default;
  /// These, which have no texts and get numbers.
  explicit DetailList(const std::vector<Detail>& details);

  /// Begins the details of another account. All of it outlives the list.
  void Start(std::string_view bytes, const std::function<void()>& let_go,
             Currency currency, bool decimals);

  /// Reads the next detail; its faults are appended to `faults`. The reference
  /// is good until the next call.
  const Detail& Read(const Record& record, Faults* faults);

  size_t size() const { return size_; }
  /// Holds detail number `number` for `code`, a literal, unless it is held.
  void Hold(uint32_t number, std::string_view code);
  bool IsHeld(uint32_t number) const;

  /// Calls `body` for each, in order.  Cost: beyond kInMemory, reading them.
  void ForEach(const Body& body) const;

  const SideSum& credit() const { return credit_; }
  const SideSum& debit() const { return debit_; }
  /// Whether any may be a deposit or an item of one (FamilyOf).
  bool has_families() const { return has_families_; }

 private:
  friend class DetailBatches;

  void Add(const Detail& detail);
  bool many() const { return size_ > kInMemory; }

  std::string_view bytes_;
  const std::function<void()>* let_go_ = nullptr;
  Currency currency_ = Currency::kNone;
  bool decimals_ = false;

  size_t size_ = 0;
  SideSum credit_, debit_;
  bool has_families_ = false;
  std::vector<Detail> kept_;             // few: all; many: the last one
  std::vector<std::string_view> texts_;  // of kept_
  uint64_t first_offset_ = 0;            // of the first detail
  uint32_t first_line_ = 0;
  std::vector<uint8_t> held_;  // many: into codes_, from 1
  std::vector<std::string_view> codes_;
};

/// Some details in a row, with their texts.
struct DetailBatch {
  std::span<const Detail> details;
  std::span<const std::string_view> texts;
  // Of those that were read again.
  std::vector<Detail> own;
  std::vector<std::string_view> own_texts;

  /// Calls `body` for each; false if that wants no more.
  template <class Body>
  bool ForEach(const Body& body) const {
    for (const Detail& detail : details) {
      if (!body(detail,
                texts.subspan(detail.texts_first, detail.texts_count))) {
        return false;
      }
    }
    return true;
  }
};

/// Cuts a list into batches of `size`, which are looked at wherever one likes
/// as long as the list stays.  Cost: see DetailList::ForEach.
class DetailBatches {
 public:
  DetailBatches(const DetailList& list, size_t size);
  std::optional<DetailBatch> Next();

 private:
  DetailBatch ReadAgain(size_t count);

  const DetailList& list_;
  size_t size_;
  size_t done_ = 0;
  Passage passage_;
  RecordReader reader_;
  Record record_;
  Faults told_before_;
};

}  // namespace cashmatch::bai2
