// SPDX-License-Identifier: Apache-2.0
// choose_layout.cc - which layout a file has. Tested by
// tests/unit/adapters/read/lockbox/choose_layout_test.cc
#include "adapters/read/lockbox/choose_layout.h"

#include <algorithm>

namespace cashmatch::lockbox {
namespace {

constexpr size_t kSample = 4096;
constexpr size_t kSampleMost = size_t{1} << 16;  // where no total comes

std::vector<Record> SampleOf(RecordReader reader) {
  std::vector<Record> sample;
  bool total_seen = false;
  Record record;
  while (sample.size() < (total_seen ? kSample : kSampleMost) &&
         reader.Next(&record)) {
    const char type = record.type();
    total_seen = total_seen || type == '7' || type == '8';
    sample.push_back(record);
  }
  return sample;
}

}  // namespace

LayoutChoice ChooseLayout(RecordReader reader,
                          std::span<const Layout* const> layouts) {
  const std::vector<Record> sample = SampleOf(reader);
  LayoutChoice choice;
  choice.records = sample.size();
  for (const Layout* const layout : layouts) {
    choice.ranked.push_back(Weigh(*layout, sample));
  }
  std::stable_sort(choice.ranked.begin(), choice.ranked.end(),
                   [](const Evidence& a, const Evidence& b) {
                     return a.Score() > b.Score();
                   });
  for (const Evidence& evidence : choice.ranked) {
    if (!evidence.Convinces()) continue;
    choice.layout = evidence.layout;
    break;
  }
  return choice;
}

}  // namespace cashmatch::lockbox
