// SPDX-License-Identifier: Apache-2.0
// fuzz_target.cc - a libFuzzer target: one reader, judged as `mutate` judges.
//
// CASHMATCH_FUZZ names the reader: a bank format, "advice" or "mapped". A fault
// of meaning aborts, like one of memory.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/fuzz/feed.h"

namespace cashmatch::fuzz {
namespace {

Fed FeedOne(std::string_view bytes) {
  static Feeder feeder({});
  constexpr std::string_view kReader = CASHMATCH_FUZZ;
  if (kReader == "advice") return feeder.Feed(Kind::kAdvice, bytes, nullptr);
  if (kReader == "mapped") return feeder.Feed(Kind::kMapped, bytes, nullptr);
  return feeder.FeedAs(kReader, bytes);
}

}  // namespace
}  // namespace cashmatch::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const cashmatch::fuzz::Fed fed =
      cashmatch::fuzz::FeedOne({reinterpret_cast<const char*>(data), size});
  if (!fed.fault.empty()) {
    std::fprintf(stderr, "FAULT: %s\n", fed.fault.c_str());
    std::abort();
  }
  return 0;
}
