// SPDX-License-Identifier: Apache-2.0
// limits.cc - scan, memory, random lines and writes of the machine.
#include "bench/load/limits.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <string>

#include "adapters/bytes/output_file.h"
#include "engine/base/hash.h"
#include "engine/base/huge_array.h"

namespace cashmatch::bench {
namespace {

constexpr int kTries = 3;
constexpr size_t kBlockBytes = size_t{128} << 20;  // larger than the caches

/// Returns how much of `amount` the best of a few tries does in a second.
template <class Work>
double BestRate(double amount, const Work& work) {
  double best = 0;
  for (int i = 0; i < kTries; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took =
        std::chrono::steady_clock::now() - begin;
    best = std::max(best, amount / took.count());
  }
  return best;
}

uint64_t SumOf(const HugeArray<uint64_t>& words) {
  uint64_t sum[4] = {};
  for (size_t i = 0; i + 4 <= words.size(); i += 4) {
    for (size_t lane = 0; lane < 4; ++lane) sum[lane] += words[i + lane];
  }
  return sum[0] + sum[1] + sum[2] + sum[3];
}

uint64_t TouchLines(const HugeArray<uint64_t>& words, size_t count) {
  constexpr size_t kAhead = 32;
  constexpr size_t kLineWords = 8;
  const size_t lines = words.size() / kLineWords;
  size_t at[kAhead];
  uint64_t sum = 0;
  for (size_t done = 0; done < count; done += kAhead) {
    for (size_t i = 0; i < kAhead; ++i) {
      at[i] = HashMix(7, done + i) % lines * kLineWords;
      __builtin_prefetch(&words[at[i]]);
    }
    for (const size_t position : at) sum += words[position];
  }
  return sum;
}

size_t CountLines(const char* text, size_t size) {
  size_t lines = 0;
  const char* const end = text + size;
  for (const char* at = text;
       (at = static_cast<const char*>(
            std::memchr(at, '\n', static_cast<size_t>(end - at)))) != nullptr;
       ++at) {
    ++lines;
  }
  return lines;
}

void WriteNewFile(const std::filesystem::path& path, const std::string& text,
                  size_t pieces) {
  std::string error;
  OutputFile file(path);
  for (size_t i = 0; i < pieces; ++i) file.Append(text);
  file.Close(&error);
}

}  // namespace

Limits MeasureLimits(const std::filesystem::path& folder) {
  Limits limits;
  volatile uint64_t keep = 0;  // so that no work is left out
  HugeArray<uint64_t> words(kBlockBytes / sizeof(uint64_t));
  for (size_t i = 0; i < words.size(); ++i) words[i] = i;
  const auto bytes = static_cast<double>(kBlockBytes);
  limits.memory_bytes = BestRate(bytes, [&] { keep = SumOf(words); });
  constexpr size_t kLines = 1'000'000;
  limits.random_lines = BestRate(static_cast<double>(kLines),
                                 [&] { keep = TouchLines(words, kLines); });
  auto* const text = reinterpret_cast<char*>(words.data());
  std::memset(text, 'x', kBlockBytes);
  constexpr size_t kLineBytes = 81;  // as in a lockbox file
  for (size_t i = kLineBytes - 1; i < kBlockBytes; i += kLineBytes) {
    text[i] = '\n';
  }
  limits.scan_bytes =
      BestRate(bytes, [&] { keep = CountLines(text, kBlockBytes); });
  const std::string piece(size_t{1} << 20, 'x');
  int file = 0;
  limits.file_bytes = BestRate(bytes, [&] {
    WriteNewFile(folder / ("limit-" + std::to_string(file++)), piece,
                 kBlockBytes / piece.size());
  });
  for (int i = 0; i < file; ++i) {
    std::filesystem::remove(folder / ("limit-" + std::to_string(i)));
  }
  return limits;
}

}  // namespace cashmatch::bench
