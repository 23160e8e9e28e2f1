// SPDX-License-Identifier: Apache-2.0
// clock.cc - the only place that asks for time, chance and memory.
// Tested by tests/system/serve_test.py
#include "adapters/serve/clock.h"

#include <malloc.h>
#include <openssl/rand.h>

#include <array>
#include <ctime>
#include <vector>

#include "engine/base/check.h"

namespace cashmatch::serve {

std::string Now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  return {text.data(),
          std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

GiveBackMemory::~GiveBackMemory() { malloc_trim(0); }

std::string RandomHex(int bytes) {
  std::vector<unsigned char> drawn(static_cast<size_t>(bytes));
  CASHMATCH_CHECK(RAND_bytes(drawn.data(), bytes) == 1);
  std::string hex;
  for (const unsigned char byte : drawn) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

}  // namespace cashmatch::serve
