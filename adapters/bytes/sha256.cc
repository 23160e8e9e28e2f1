// SPDX-License-Identifier: Apache-2.0
// sha256.cc - SHA-256 through OpenSSL.
// Tested by tests/unit/adapters/bytes/sha256_test.cc
#include "adapters/bytes/sha256.h"

#include <openssl/evp.h>

#include <array>

#include "engine/base/check.h"

namespace cashmatch {

std::string Sha256Hex(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  unsigned size = 0;
  CASHMATCH_CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size,
                             EVP_sha256(), nullptr) == 1 &&
                  size == digest.size());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace cashmatch
