// SPDX-License-Identifier: Apache-2.0
// large_file.cc - proved the first time, printed the second.
// Tested by tests/unit/adapters/workspace/large_file_test.cc
#include "adapters/workspace/large_file.h"

#include <algorithm>
#include <array>
#include <span>

#include "adapters/read/receipt_id.h"
#include "adapters/write/canonical.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"

namespace cashmatch {
namespace {

constexpr size_t kGrain = 2048;  // receipts to a piece of work

}  // namespace

bool ProvingDrain::Take(uint64_t first, ReceiptBlock* block) {
  const size_t count = block->receipts.size();
  receipts_ = first + count;
  if (!named_) return !watch_.Interrupted();
  // Twins are those of one file, which a stream of receipts may have many of.
  std::vector<uint64_t> files;
  for (const SourceFile& file : block->files) {
    files.push_back(HashText(file.name, HashText(file.format, 0)));
  }
  std::vector<std::array<uint64_t, 2>> hashes(count);
  ForEachChunk(count, kGrain, [&](size_t, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const Receipt& receipt = block->receipts[i];
      if (!receipt.id.empty()) continue;
      hashes[i] = ContentHash(*block, receipt);
      hashes[i][0] = HashMix(hashes[i][0], files[receipt.file]);
    }
  });
  for (size_t i = 0; i < count; ++i) {
    if (!block->receipts[i].id.empty()) continue;
    contents_.Add({hashes[i][0], hashes[i][1], first + i});
  }
  return !watch_.Interrupted();
}

void ProvingDrain::Hold(const HeldRange& range) {
  if (!held_.empty()) {
    HeldRange& last = held_.back();
    if (last.last == range.first && last.code == range.code &&
        last.over == range.over) {
      last.last = range.last;
      return;
    }
  }
  held_.push_back(range);
}

/// Equal receipts stand together once they are sorted, in the order of the
/// file; then the numbers are sorted by where they are needed.
bool ProvingDrain::Finish() {
  contents_.Sort();
  Content before{}, content{};
  uint64_t number = 0;
  for (bool any = false; contents_.Next(&content); any = true) {
    const bool equal =
        any && content.high == before.high && content.low == before.low;
    number = equal ? number + 1 : 0;
    if (equal) twins_.Add({content.row, number});
    before = content;
  }
  twins_.Sort();
  return contents_.ok() && twins_.ok();
}

PrintingDrain::PrintingDrain(ProvingDrain* proved, const Sink& sink)
    : proved_(*proved), sink_(sink) {
  more_twins_ = proved_.twins_.Next(&twin_);
}

bool PrintingDrain::Take(uint64_t first, ReceiptBlock* block) {
  receipts_ = first + block->receipts.size();
  for (const HeldRange& range : proved_.held_) {
    const uint64_t begin = std::max(range.first, first);
    const uint64_t end = std::min(range.last, receipts_);
    for (uint64_t row = begin; row < end; ++row) {
      std::string_view& held = block->receipts[row - first].held;
      if (range.over || held.empty()) held = range.code;
    }
  }
  NumberTwins(first, block);
  NameReceipts(block);
  return PutReceipts(*block, sink_);
}

void PrintingDrain::NumberTwins(uint64_t first, ReceiptBlock* block) {
  while (more_twins_ && twin_.row < receipts_) {
    if (twin_.row >= first) {
      block->receipts[twin_.row - first].twin =
          static_cast<uint32_t>(twin_.number);
    }
    more_twins_ = proved_.twins_.Next(&twin_);
  }
}

bool PrintingDrain::whole() const {
  return receipts_ == proved_.receipts_ && proved_.twins_.ok();
}

bool PutReceipts(const ReceiptBlock& block, const PrintingDrain::Sink& sink) {
  constexpr size_t kAtOnce = 32 * kGrain;
  std::vector<std::string> pieces;
  for (size_t at = 0; at < block.receipts.size(); at += kAtOnce) {
    const std::span receipts =
        std::span(block.receipts)
            .subspan(at, std::min(kAtOnce, block.receipts.size() - at));
    pieces.assign(ChunkCount(receipts.size(), kGrain), {});
    ForEachChunk(receipts.size(), kGrain,
                 [&](size_t chunk, size_t begin, size_t end) {
                   for (size_t i = begin; i < end; ++i) {
                     AppendReceiptJson(block, receipts[i], &pieces[chunk]);
                   }
                 });
    for (const std::string& piece : pieces) {
      if (!piece.empty() && !sink(piece)) return false;
    }
  }
  return true;
}

}  // namespace cashmatch
