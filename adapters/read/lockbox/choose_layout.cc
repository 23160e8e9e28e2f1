// SPDX-License-Identifier: Apache-2.0
// choose_layout.cc - which layout a file has. Tested by
// tests/unit/adapters/read/lockbox/choose_layout_test.cc
#include "adapters/read/lockbox/choose_layout.h"

#include <algorithm>

namespace cashmatch::lockbox {
namespace {

constexpr size_t kFirst = 512;  // records that are enough where all is clear
constexpr size_t kSample = 4096;
constexpr size_t kSampleMost = size_t{1} << 16;  // where no total comes
constexpr int64_t kNear = 8000;  // scores: may change places in a longer sample

/// The first `most` records, or `without_total` where there is none among them.
std::vector<Record> SampleOf(RecordReader reader, size_t most,
                             size_t without_total) {
  std::vector<Record> sample;
  bool total_seen = false;
  Record record;
  while (sample.size() < (total_seen ? most : without_total) &&
         reader.Next(&record)) {
    const char type = record.type();
    total_seen = total_seen || type == '7' || type == '8';
    sample.push_back(record);
  }
  return sample;
}

std::vector<Evidence> Rank(std::span<const Layout* const> layouts,
                           std::span<const Record> sample) {
  std::vector<Evidence> ranked;
  for (const Layout* const layout : layouts) {
    ranked.push_back(Weigh(*layout, sample));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Evidence& a, const Evidence& b) {
                     return a.Score() > b.Score();
                   });
  return ranked;
}

/// Whether the best one has no fault and no other comes near it.
bool IsClear(std::span<const Evidence> ranked) {
  return ranked[0].IsSpotless() &&
         (ranked.size() == 1 || ranked[1].Score() + kNear < ranked[0].Score());
}

}  // namespace

LayoutChoice ChooseLayout(RecordReader reader,
                          std::span<const Layout* const> layouts) {
  std::vector<Record> sample = SampleOf(reader, kFirst, kFirst);
  LayoutChoice choice;
  choice.ranked = Rank(layouts, sample);
  if (sample.size() == kFirst && !IsClear(choice.ranked)) {
    sample = SampleOf(reader, kSample, kSampleMost);
    choice.ranked = Rank(layouts, sample);
  }
  choice.records = sample.size();
  for (const Evidence& evidence : choice.ranked) {
    if (!evidence.Convinces()) continue;
    choice.layout = evidence.layout;
    break;
  }
  return choice;
}

}  // namespace cashmatch::lockbox
