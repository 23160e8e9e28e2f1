// SPDX-License-Identifier: Apache-2.0
// byte_scan.cc - the kernels, for each instruction set.
// Tested by tests/unit/adapters/read/byte_scan_test.cc
#include "adapters/read/byte_scan.h"

#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "adapters/read/byte_scan.cc"
// Vectors without a fixed width are left out: a block is 64 bytes.
#define HWY_DISABLED_TARGETS \
  (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
// After the choice of targets; compiled once for each of them.
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace cashmatch {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Bytes = hn::CappedTag<uint8_t, kMarked>;

/// Calls `mark(vector)` for each vector of 64 bytes; returns the masks as bits.
template <class MaskOf>
HWY_INLINE uint64_t MarkBlock(const uint8_t* HWY_RESTRICT at,
                              const MaskOf& mask_of) {
  const Bytes d;
  alignas(8) uint8_t bits[8];
  for (size_t i = 0; i < kMarked; i += hn::Lanes(d)) {
    hn::StoreMaskBits(d, mask_of(hn::LoadU(d, at + i)), bits + i / 8);
  }
  uint64_t word;
  std::memcpy(&word, bits, sizeof word);
  return word;
}

/// The bytes of a set, asked for vector by vector.
class SetTest {
 public:
  explicit SetTest(const ByteSet& set)
      : low_(hn::LoadDup128(Bytes(), set.low.data())),
        high_(hn::LoadDup128(Bytes(), set.high.data())) {}

  HWY_INLINE auto operator()(hn::Vec<Bytes> bytes) const {
    const Bytes d;
    const auto half = hn::Set(d, uint8_t{0x0F});
    const auto lows = hn::TableLookupBytes(low_, hn::And(bytes, half));
    const auto highs = hn::TableLookupBytes(high_, hn::ShiftRight<4>(bytes));
    return hn::Ne(hn::And(lows, highs), hn::Zero(d));
  }

 private:
  hn::Vec<Bytes> low_, high_;
};

void MarkAll(const uint8_t* HWY_RESTRICT text, size_t blocks,
             const ByteSet& set, uint64_t* HWY_RESTRICT marks) {
  const SetTest is_in(set);
  for (size_t i = 0; i < blocks; ++i) {
    marks[i] = MarkBlock(text + i * kMarked, is_in);
  }
}

/// Returns the first block that holds a byte of the set, or `blocks`.
size_t FindBlock(const uint8_t* HWY_RESTRICT text, size_t blocks,
                 const ByteSet& set) {
  const SetTest is_in(set);
  size_t i = 0;
  while (i < blocks && MarkBlock(text + i * kMarked, is_in) == 0) ++i;
  return i;
}

/// Returns the first block in which `first` stands `apart` bytes before `last`,
/// and marks where, or `blocks`.  Reads `apart` bytes behind the blocks.
size_t FindPair(const uint8_t* HWY_RESTRICT text, size_t blocks, uint8_t first,
                uint8_t last, size_t apart, uint64_t* HWY_RESTRICT marks) {
  const Bytes d;
  const auto is_first = [one = hn::Set(d, first)](auto bytes)
                            HWY_ATTR { return hn::Eq(bytes, one); };
  const auto is_last = [one = hn::Set(d, last)](auto bytes)
                           HWY_ATTR { return hn::Eq(bytes, one); };
  for (size_t i = 0; i < blocks; ++i) {
    const uint8_t* const at = text + i * kMarked;
    *marks = MarkBlock(at, is_first) & MarkBlock(at + apart, is_last);
    if (*marks != 0) return i;
  }
  return blocks;
}

size_t CountAll(const uint8_t* HWY_RESTRICT text, size_t blocks, uint8_t byte) {
  const Bytes d;
  const auto wanted = hn::Set(d, byte);
  size_t count = 0;
  for (size_t i = 0; i < blocks * kMarked; i += hn::Lanes(d)) {
    count += hn::CountTrue(d, hn::Eq(hn::LoadU(d, text + i), wanted));
  }
  return count;
}

}  // namespace HWY_NAMESPACE
}  // namespace cashmatch
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cashmatch {

HWY_EXPORT(MarkAll);
HWY_EXPORT(FindBlock);
HWY_EXPORT(FindPair);
HWY_EXPORT(CountAll);

namespace {

/// The last bytes, padded with a byte that does not count.
struct Tail {
  Tail(std::string_view text, char padding) {
    size = text.size() % kMarked;
    std::memset(bytes, padding, kMarked);
    std::memcpy(bytes, text.data() + text.size() - size, size);
  }
  size_t size;
  alignas(64) char bytes[kMarked];
};

const uint8_t* At(const char* bytes) {
  return reinterpret_cast<const uint8_t*>(bytes);
}

}  // namespace

void MarkBytes(std::string_view text, const ByteSet& set, uint64_t* marks) {
  const size_t blocks = text.size() / kMarked;
  HWY_DYNAMIC_DISPATCH(MarkAll)(At(text.data()), blocks, set, marks);
  const Tail tail(text, '\0');
  if (tail.size == 0) return;
  HWY_DYNAMIC_DISPATCH(MarkAll)(At(tail.bytes), 1, set, marks + blocks);
  marks[blocks] &= (uint64_t{1} << tail.size) - 1;
}

size_t FindAny(std::string_view text, const ByteSet& set) {
  const size_t block = HWY_DYNAMIC_DISPATCH(FindBlock)(
      At(text.data()), text.size() / kMarked, set);
  const size_t begin = block * kMarked;
  uint64_t marks = 0;
  if (begin < text.size()) MarkBytes(text.substr(begin, kMarked), set, &marks);
  return marks == 0 ? std::string_view::npos
                    : begin + static_cast<size_t>(std::countr_zero(marks));
}

size_t FindText(std::string_view text, std::string_view wanted) {
  const size_t apart = wanted.size() - 1;
  size_t begin = 0;
  while (text.size() >= begin + apart + kMarked) {
    const std::string_view rest = text.substr(begin);
    const size_t blocks = (rest.size() - apart) / kMarked;
    uint64_t marks = 0;
    const size_t block = HWY_DYNAMIC_DISPATCH(FindPair)(
        At(rest.data()), blocks, static_cast<uint8_t>(wanted.front()),
        static_cast<uint8_t>(wanted.back()), apart, &marks);
    for (; marks != 0; marks &= marks - 1) {
      const size_t at =
          block * kMarked + static_cast<size_t>(std::countr_zero(marks));
      if (rest.substr(at, wanted.size()) == wanted) return begin + at;
    }
    begin += block * kMarked + (block < blocks ? kMarked : 0);
  }
  return text.find(wanted, begin);
}

size_t CountByte(std::string_view text, char byte) {
  const auto wanted = static_cast<uint8_t>(byte);
  const size_t blocks = text.size() / kMarked;
  const Tail tail(text, static_cast<char>(~byte));
  return HWY_DYNAMIC_DISPATCH(CountAll)(At(text.data()), blocks, wanted) +
         HWY_DYNAMIC_DISPATCH(CountAll)(At(tail.bytes), 1, wanted);
}

}  // namespace cashmatch
#endif
