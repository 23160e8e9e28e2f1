// SPDX-License-Identifier: Apache-2.0
// sha256_lanes.cc - rounds of SHA-256 by the instructions of x86 for it.
// Tested by tests/unit/adapters/bytes/sha256_test.cc
#include "adapters/bytes/sha256_lanes.h"

#include "engine/base/check.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace cashmatch {

#if defined(__x86_64__)

namespace {

constexpr size_t kBlock = 64;
constexpr int kFours = 16;  // of rounds, a block

// The fractions of the cube roots of the first 64 primes. FIPS 180-4, 4.2.2.
alignas(16) constexpr std::array<uint32_t, 64> kConstants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#define CASHMATCH_SHA __attribute__((target("sha,sse4.1")))

/// A lane in registers: the state in the order in which the instructions want
/// it, and the latest 16 words of the message schedule.
struct Registers {
  __m128i abef, cdgh;
  __m128i words[4];
};

CASHMATCH_SHA inline Registers Enter(const Sha256Lane& lane) {
  const auto* const at = reinterpret_cast<const __m128i*>(lane.state.data());
  const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(at), 0xB1);
  const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(at + 1), 0x1B);
  Registers in{};
  in.abef = _mm_alignr_epi8(cdab, efgh, 8);
  in.cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
  return in;
}

CASHMATCH_SHA inline void Leave(const Registers& in, Sha256Lane* lane) {
  auto* const to = reinterpret_cast<__m128i*>(lane->state.data());
  const __m128i feba = _mm_shuffle_epi32(in.abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(in.cdgh, 0xB1);
  _mm_storeu_si128(to, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(to + 1, _mm_alignr_epi8(dchg, feba, 8));
}

/// Four rounds of a block, the `four`th.
CASHMATCH_SHA inline void FourRounds(const char* block, int four,
                                     Registers* in) {
  __m128i* const words = in->words;
  __m128i& next = words[four % 4];
  if (four < 4) {
    const __m128i big_endian =
        _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    next = _mm_shuffle_epi8(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + four),
        big_endian);
  } else {
    const __m128i before = words[(four + 3) % 4];
    next = _mm_sha256msg1_epu32(next, words[(four + 1) % 4]);
    next =
        _mm_add_epi32(next, _mm_alignr_epi8(before, words[(four + 2) % 4], 4));
    next = _mm_sha256msg2_epu32(next, before);
  }
  const auto* const constants =
      reinterpret_cast<const __m128i*>(kConstants.data());
  const __m128i sum = _mm_add_epi32(next, _mm_load_si128(constants + four));
  in->cdgh = _mm_sha256rnds2_epu32(in->cdgh, in->abef, sum);
  in->abef =
      _mm_sha256rnds2_epu32(in->abef, in->cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

template <size_t kCount>
CASHMATCH_SHA void Compress(Sha256Lane* lanes, size_t blocks) {
  Registers in[kCount];
  for (size_t i = 0; i < kCount; ++i) in[i] = Enter(lanes[i]);
  for (; blocks != 0; --blocks) {
    __m128i abef[kCount], cdgh[kCount];
    for (size_t i = 0; i < kCount; ++i) {
      abef[i] = in[i].abef;
      cdgh[i] = in[i].cdgh;
    }
#pragma GCC unroll 16
    for (int four = 0; four < kFours; ++four) {
#pragma GCC unroll 4
      for (size_t i = 0; i < kCount; ++i) {
        FourRounds(lanes[i].next, four, &in[i]);
      }
    }
    for (size_t i = 0; i < kCount; ++i) {
      in[i].abef = _mm_add_epi32(in[i].abef, abef[i]);
      in[i].cdgh = _mm_add_epi32(in[i].cdgh, cdgh[i]);
      lanes[i].next += kBlock;
    }
  }
  for (size_t i = 0; i < kCount; ++i) Leave(in[i], &lanes[i]);
}

#undef CASHMATCH_SHA

}  // namespace

bool HasSha256Instructions() {
  static const bool has = [] {
    unsigned a = 0, b = 0, c = 0, d = 0;
    return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_SSE4_1) != 0 &&
           __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
  }();
  return has;
}

void CompressLanes(Sha256Lane* lanes, size_t count, size_t blocks) {
  switch (count) {
    case 1:
      return Compress<1>(lanes, blocks);
    case 2:
      return Compress<2>(lanes, blocks);
    case 3:
      return Compress<3>(lanes, blocks);
    default:
      return Compress<kSha256Lanes>(lanes, blocks);
  }
}

#else

bool HasSha256Instructions() { return false; }

void CompressLanes(Sha256Lane*, size_t, size_t) { CASHMATCH_CHECK(false); }

#endif

}  // namespace cashmatch
