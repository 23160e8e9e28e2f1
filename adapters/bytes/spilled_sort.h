// SPDX-License-Identifier: Apache-2.0
// spilled_sort.h - sorts more rows than memory should hold.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <queue>
#include <type_traits>
#include <utility>
#include <vector>

#include "adapters/bytes/temp_file.h"

namespace cashmatch {

/// Takes rows in any order and gives them back sorted by `<`: runs that fill
/// the memory allowed are sorted and written to a file without a name, and
/// merged while they are read. Few rows never leave memory.
///
/// Calls: Add as often as wanted, Sort once, Next until it is false.
/// Memory: `rows_in_memory` rows, and 64 KiB a run while merging.
/// Threads: one owner.
template <class Row>
class SpilledSort {
  static_assert(std::is_trivially_copyable_v<Row>);

 public:
  explicit SpilledSort(size_t rows_in_memory) : most_(rows_in_memory) {}
  SpilledSort(const SpilledSort&) = delete;
  SpilledSort& operator=(const SpilledSort&) = delete;
  ~SpilledSort() {
    if (file_ >= 0) close(file_);
  }

  void Add(const Row& row) {
    rows_.push_back(row);
    if (rows_.size() == most_) Spill();
  }

  void Sort() {
    if (runs_.empty()) {
      std::sort(rows_.begin(), rows_.end());
      return;
    }
    if (!rows_.empty()) Spill();
    std::vector<Row>().swap(rows_);
    for (size_t i = 0; i < runs_.size(); ++i) Push(i);
  }

  bool Next(Row* row) {
    if (runs_.empty()) {
      if (at_ == rows_.size()) return false;
      *row = rows_[at_++];
      return true;
    }
    if (heads_.empty()) return false;
    const size_t run = heads_.top().second;
    *row = heads_.top().first;
    heads_.pop();
    Push(run);
    return true;
  }

  /// False: the disk failed, and rows are missing.
  bool ok() const { return ok_; }

 private:
  struct Run {
    uint64_t first, last;  // rows of the file not yet read
    std::vector<Row> buffer;
    size_t at = 0;
  };
  using Head = std::pair<Row, size_t>;

  void Spill() {
    std::sort(rows_.begin(), rows_.end());
    if (file_ < 0) file_ = OpenTempFile();
    const auto* from = reinterpret_cast<const char*>(rows_.data());
    size_t left = rows_.size() * sizeof(Row);
    while (ok_ && left > 0) {
      const ssize_t count = write(file_, from, left);
      ok_ = count > 0;
      if (!ok_) break;
      from += count;
      left -= static_cast<size_t>(count);
    }
    runs_.push_back({written_, written_ + rows_.size(), {}});
    written_ += rows_.size();
    rows_.clear();
  }

  /// Makes the next row of a run the head of it.
  void Push(size_t index) {
    Run& run = runs_[index];
    if (run.at == run.buffer.size() && !Refill(&run)) return;
    heads_.push({run.buffer[run.at++], index});
  }

  bool Refill(Run* run) {
    constexpr uint64_t kRows = std::max<uint64_t>(1, 65536 / sizeof(Row));
    const uint64_t count = std::min(kRows, run->last - run->first);
    if (!ok_ || count == 0) return false;
    run->buffer.resize(count);
    auto* to = reinterpret_cast<char*>(run->buffer.data());
    size_t left = count * sizeof(Row);
    auto from = static_cast<off_t>(run->first * sizeof(Row));
    while (left > 0) {
      const ssize_t read = pread(file_, to, left, from);
      ok_ = read > 0;
      if (!ok_) return false;
      to += read;
      from += read;
      left -= static_cast<size_t>(read);
    }
    run->first += count;
    run->at = 0;
    return true;
  }

  size_t most_;
  std::vector<Row> rows_;
  size_t at_ = 0;
  int file_ = -1;
  bool ok_ = true;
  uint64_t written_ = 0;
  std::vector<Run> runs_;
  std::priority_queue<Head, std::vector<Head>, std::greater<>> heads_;
};

}  // namespace cashmatch
