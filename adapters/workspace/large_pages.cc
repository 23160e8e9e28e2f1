// SPDX-License-Identifier: Apache-2.0
// large_pages.cc - what the system says of the pages it gave.
// Tested by tests/system/large_pages_test.py
#include "adapters/workspace/large_pages.h"

#include <fstream>
#include <string>

namespace cashmatch {
namespace {

constexpr const char* kSetting = "/sys/kernel/mm/transparent_hugepage/enabled";
// Less than this lies in the caches for the most part.
constexpr size_t kLarge = size_t{16} << 20;

/// What the system is set to: the word in brackets.
std::string Setting() {
  std::ifstream file(kSetting);
  std::string words;
  std::getline(file, words);
  const size_t open = words.find('[');
  const size_t close = words.find(']');
  if (open == std::string::npos || close == std::string::npos) return "nothing";
  return "'" + words.substr(open + 1, close - open - 1) + "'";
}

}  // namespace

uint64_t HugePageBytes() {
  std::ifstream file("/proc/self/smaps_rollup");
  std::string word;
  uint64_t kilobytes = 0;
  while (file >> word) {
    if (word == "AnonHugePages:") {
      file >> kilobytes;
      break;
    }
  }
  return kilobytes * 1024;
}

void TellOrdinaryPages(const Book& book, const RunWatch& watch) {
  const BookMemory memory = book.memory();
  const size_t bytes = memory.rows + memory.indexes;
  if (memory.mapped != 0 || bytes < kLarge || HugePageBytes() != 0) return;
  watch.Say(
      "the book (" + std::to_string(bytes >> 20) +
      " MiB) lies on ordinary pages, for the system gave no large ones (" +
      kSetting + " says " + Setting() +
      "); answers are the same, the run takes longer");
}

}  // namespace cashmatch
