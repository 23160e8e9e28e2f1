// SPDX-License-Identifier: Apache-2.0
// fuzz_target.cc - a libFuzzer target: one reader, and the oracle of meaning.
//
// CASHMATCH_FUZZ names the reader (readers.cc). A fault of meaning aborts, like
// one of memory. Half of the inputs are mutated by records and fields, the
// other half as libFuzzer does it, with the words of the dictionary.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "tests/fuzz/readers.h"
#include "tests/fuzz/records.h"

extern "C" {
// Of libFuzzer; AFL++ runs the same target without it, and mutates itself.
__attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t* data, size_t size,
                                              size_t size_max);
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t size_max,
                               unsigned int seed);
}

namespace cashmatch::fuzz {
namespace {

const Reader& Target() {
  static const Reader* const reader = FindReader(CASHMATCH_FUZZ);
  if (reader == nullptr) std::abort();
  return *reader;
}

}  // namespace
}  // namespace cashmatch::fuzz

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const cashmatch::fuzz::Reading reading = cashmatch::fuzz::Feed(
      cashmatch::fuzz::Target(), {reinterpret_cast<const char*>(data), size});
  if (reading.fault.empty()) return 0;
  std::fprintf(stderr, "FAULT: %s\n", reading.fault.c_str());
  std::abort();
}

size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t size_max,
                               unsigned int seed) {
  if (LLVMFuzzerMutate != nullptr && seed % 2 == 0) {
    return LLVMFuzzerMutate(data, size, size_max);
  }
  cashmatch::fuzz::Draw draw(seed);
  const std::string_view honest(reinterpret_cast<const char*>(data), size);
  const std::string mutant = cashmatch::fuzz::MutateRecords(
      cashmatch::fuzz::Target().form, honest, {}, &draw);
  const size_t kept = mutant.size() < size_max ? mutant.size() : size_max;
  std::memcpy(data, mutant.data(), kept);
  return kept;
}
