// SPDX-License-Identifier: Apache-2.0
// edit_batch.cc - turning texts on their side.
// Tested by tests/unit/engine/fuzzy/edit_batch_test.cc
#include "engine/fuzzy/edit_batch.h"

#include <algorithm>
#include <array>
#include <optional>

namespace cashmatch {
namespace {

/// The codes of bytes: letters, digits and punctuation have one of their own.
constexpr std::array<uint8_t, 256> kCodes = [] {
  std::array<uint8_t, 256> codes{};
  codes.fill(kEditOther);
  uint8_t next = 0;
  for (char c = '0'; c <= '9'; ++c) codes[static_cast<uint8_t>(c)] = next++;
  for (char c = 'A'; c <= 'Z'; ++c) codes[static_cast<uint8_t>(c)] = next++;
  for (const char c : std::string_view(" !\"#$%&'()*+,-./:;<=>?@_|")) {
    codes[static_cast<uint8_t>(c)] = next++;
  }
  return codes;
}();

uint8_t CodeOf(char c) { return kCodes[static_cast<uint8_t>(c)]; }

std::optional<EditPattern> PatternOf(std::string_view query) {
  if (query.size() > kEditBytes) return {};
  EditPattern pattern{};
  pattern.length = static_cast<uint16_t>(query.size());
  for (size_t i = 0; i < query.size(); ++i) {
    const uint8_t code = CodeOf(query[i]);
    if (code == kEditOther) return {};
    pattern.code[i] = code;
    pattern.places[code] |= static_cast<uint16_t>(1u << i);
  }
  return pattern;
}

EditBlock BlockOf(std::span<const std::string_view> texts) {
  EditBlock block{};
  for (auto& codes : block.code) codes.fill(kEditOther);
  block.shortest = kEditBytes;
  for (size_t lane = 0; lane < texts.size(); ++lane) {
    // What is too long is compared on its own.
    const std::string_view text = texts[lane].substr(0, kEditBytes);
    const auto length = static_cast<uint16_t>(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
      block.code[i][lane] = CodeOf(text[i]);
    }
    block.length[lane] = length;
    block.shortest = std::min(block.shortest, length);
    block.longest = std::max(block.longest, length);
  }
  return block;
}

uint8_t Limited(size_t distance) {
  return static_cast<uint8_t>(std::min<size_t>(distance, 255));
}

}  // namespace

size_t FullEditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> two(b.size() + 1), before(b.size() + 1), row;
  for (size_t j = 0; j <= b.size(); ++j) before[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row.assign(1, i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
      size_t least =
          std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + same});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        least = std::min(least, two[j - 2] + 1);
      }
      row.push_back(least);
    }
    two.swap(before);
    before.swap(row);
  }
  return before.back();
}

EditBatch::EditBatch(std::span<const std::string_view> texts)
    : size_(texts.size()), texts_(texts.begin(), texts.end()) {
  for (size_t first = 0; first < texts.size(); first += kEditLanes) {
    blocks_.push_back(BlockOf(
        texts.subspan(first, std::min(kEditLanes, texts.size() - first))));
  }
  for (size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size() > kEditBytes) long_.push_back(i);
  }
}

void EditBatch::Find(std::string_view query,
                     std::span<uint8_t> distances) const {
  const std::optional<EditPattern> pattern = PatternOf(query);
  if (!pattern) {
    for (size_t i = 0; i < size_; ++i) {
      distances[i] = Limited(FullEditDistance(query, texts_[i]));
    }
    return;
  }
  const size_t whole = size_ / kEditLanes;
  EditDistances(*pattern, blocks_.data(), whole, distances.data());
  if (whole != blocks_.size()) {
    std::array<uint8_t, kEditLanes> last;
    EditDistances(*pattern, &blocks_[whole], 1, last.data());
    std::copy_n(last.begin(), size_ - whole * kEditLanes,
                distances.begin() + static_cast<ptrdiff_t>(whole * kEditLanes));
  }
  for (const size_t place : long_) {
    distances[place] = Limited(FullEditDistance(query, texts_[place]));
  }
}

}  // namespace cashmatch
