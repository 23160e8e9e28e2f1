// SPDX-License-Identifier: Apache-2.0
// sha256.cc - SHA-256 through OpenSSL; of several texts side by side.
// Tested by tests/unit/adapters/bytes/sha256_test.cc
#include "adapters/bytes/sha256.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "adapters/bytes/sha256_lanes.h"
#include "engine/base/check.h"

namespace cashmatch {
namespace {

constexpr size_t kBlock = 64, kDigest = 32;

std::string Hex(std::span<const unsigned char> digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

/// Ends a lane behind the whole blocks of `text` with what is left of it, a bit
/// that is set, zeros, and the length in bits. FIPS 180-4, 5.1.1.
std::string End(std::string_view text, Sha256Lane lane) {
  std::array<char, 2 * kBlock> end{};
  const std::string_view rest = text.substr(text.size() / kBlock * kBlock);
  rest.copy(end.data(), kBlock);
  end[rest.size()] = '\x80';
  const uint64_t bits = uint64_t{text.size()} * 8;
  const size_t blocks = rest.size() + 1 + sizeof bits <= kBlock ? 1 : 2;
  char* const length = end.data() + blocks * kBlock - sizeof bits;
  for (size_t i = 0; i < sizeof bits; ++i) {
    length[i] = static_cast<char>(bits >> (8 * (sizeof bits - 1 - i)));
  }
  lane.next = end.data();
  CompressLanes(&lane, 1, blocks);
  std::array<unsigned char, kDigest> digest{};
  for (size_t i = 0; i < digest.size(); ++i) {
    digest[i] =
        static_cast<unsigned char>(lane.state[i / 4] >> (8 * (3 - i % 4)));
  }
  return Hex(digest);
}

/// Fills the lanes with texts, and again whenever one of them has ended.
std::vector<std::string> HashSideBySide(
    std::span<const std::string_view> texts) {
  std::vector<std::string> hashes(texts.size());
  std::array<Sha256Lane, kSha256Lanes> lanes;
  std::array<size_t, kSha256Lanes> blocks{}, text{};  // left; which one
  size_t count = 0, next = 0;
  while (count != 0 || next != texts.size()) {
    for (; count < kSha256Lanes && next < texts.size(); ++count, ++next) {
      lanes[count] = {};
      lanes[count].next = texts[next].data();
      blocks[count] = texts[next].size() / kBlock;
      text[count] = next;
    }
    const size_t fewest =
        *std::min_element(blocks.begin(), blocks.begin() + count);
    CompressLanes(lanes.data(), count, fewest);
    for (size_t i = count; i-- != 0;) {
      blocks[i] -= fewest;
      if (blocks[i] != 0) continue;
      hashes[text[i]] = End(texts[text[i]], lanes[i]);
      --count;
      lanes[i] = lanes[count];
      blocks[i] = blocks[count];
      text[i] = text[count];
    }
  }
  return hashes;
}

}  // namespace

std::string Sha256Hex(std::string_view bytes) {
  std::array<unsigned char, kDigest> digest{};
  unsigned size = 0;
  CASHMATCH_CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size,
                             EVP_sha256(), nullptr) == 1 &&
                  size == digest.size());
  return Hex(digest);
}

std::vector<std::string> Sha256HexOfAll(
    std::span<const std::string_view> texts) {
  if (texts.size() > 1 && HasSha256Instructions()) {
    return HashSideBySide(texts);
  }
  std::vector<std::string> hashes;
  hashes.reserve(texts.size());
  for (const std::string_view text : texts) hashes.push_back(Sha256Hex(text));
  return hashes;
}

}  // namespace cashmatch
