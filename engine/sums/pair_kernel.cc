// SPDX-License-Identifier: Apache-2.0
// pair_kernel.cc - all pairs of a small and a large half that make a sum.
#include "engine/sums/pair_kernel.h"

#include <array>
#include <bit>
#include <cstring>

// What is compiled once only.
#ifndef ENGINE_SUMS_PAIR_KERNEL_ONCE
#define ENGINE_SUMS_PAIR_KERNEL_ONCE
namespace cashmatch {

/// For each mask of eight lanes: the lanes in it, then those not in it. The
/// first half of a row serves four lanes.
inline constexpr auto kLanesInMask = [] {
  std::array<std::array<uint8_t, 8>, 256> table{};
  for (size_t mask = 0; mask < 256; ++mask) {
    size_t at = 0;
    for (uint8_t lane = 0; lane < 8; ++lane) {
      if ((mask >> lane & 1) != 0) table[mask][at++] = lane;
    }
    for (uint8_t lane = 0; lane < 8; ++lane) {
      if ((mask >> lane & 1) == 0) table[mask][at++] = lane;
    }
  }
  return table;
}();

}  // namespace cashmatch
#endif

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/sums/pair_kernel.cc"
#include "engine/sums/simd_targets.h"
// After the choice of targets; compiled once for each of them.
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace cashmatch {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Writes all sums of the choices, unsorted: the place is the code. Returns how
/// many; whole vectors are written, so what lies behind them is noise.
template <class T>
size_t ListSums(std::span<const Choice<T>> choices, T* HWY_RESTRICT sums) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  // As long as they fit one vector, the sums are made in a register: lane by
  // lane the values whose bit is set.
  const auto lane = hn::Iota(d, T{0});
  auto first = hn::Zero(d);
  size_t size = 1;
  size_t made = 0;
  for (; made < choices.size() && choices[made].copies == 1 && size < lanes;
       ++made, size *= 2) {
    const auto bit = hn::Set(d, static_cast<T>(size));
    first = hn::Add(first, hn::IfThenElseZero(hn::TestBit(lane, bit),
                                              hn::Set(d, choices[made].value)));
  }
  hn::StoreU(first, d, sums);
  for (const Choice<T>& choice : choices.subspan(made)) {
    T* at = sums;
    T shift = 0;
    for (uint32_t copy = 0; copy < choice.copies; ++copy) {
      at += size;
      shift += choice.value;
      const auto step = hn::Set(d, shift);
      for (size_t i = 0; i < size; i += lanes) {
        hn::StoreU(hn::Add(hn::LoadU(d, sums + i), step), d, at + i);
      }
    }
    size *= choice.copies + 1;
  }
  return size;
}

/// Fills the rest of the last vector with what no sum reaches.
template <class T>
void PadSums(T* sums, size_t size) {
  const hn::ScalableTag<T> d;
  hn::StoreU(hn::Set(d, kPairSumMax<T>), d, sums + size);
}

template <class T>
T TotalOf(std::span<const Choice<T>> choices) {
  T total = 0;
  for (const Choice<T>& choice : choices) {
    total += choice.value * static_cast<T>(choice.copies);
  }
  return total;
}

template <class D, class M>
HWY_INLINE uint64_t BitsOf(D d, M mask) {
  uint8_t bytes[8] = {};
  hn::StoreMaskBits(d, mask, bytes);
  uint64_t bits = 0;
  std::memcpy(&bits, bytes, sizeof(bits));
  return bits;
}

/// The lanes of a mask of at most eight as places to look up.
template <class D>
HWY_INLINE auto LanesOf(D d, uint64_t bits) {
  const hn::Rebind<uint8_t, D> d8;
  const hn::Rebind<uint32_t, D> d32;
  const auto lanes =
      hn::PromoteTo(d32, hn::LoadU(d8, kLanesInMask[bits & 255].data()));
  if constexpr (sizeof(hn::TFromD<D>) == 4) {
    return hn::IndicesFromVec(d, lanes);
  } else {
    const hn::Rebind<uint64_t, D> d64;
    return hn::IndicesFromVec(d, hn::PromoteTo(d64, lanes));
  }
}

/// The search through one set of lists.
template <class T>
class PairFinder {
 public:
  PairFinder(const PairTask<T>& task, PairBuffers<T>* buffers,
             std::span<SumPair> hits)
      : task_(task), b_(*buffers), hits_(hits) {
    left_size_ = ListSums(task.left, b_.left);
    middle_size_ = ListSums(task.middle, b_.middle);
    top_size_ = ListSums(task.top, b_.top);
    PadSums(b_.left, left_size_);
    PadSums(b_.middle, middle_size_);
  }

  PairResult Run() {
    const T left_total = TotalOf(task_.left);
    const T low = task_.target - left_total - TotalOf(task_.middle);
    for (size_t top = 0; top < top_size_ && !full(); ++top) {
      const T offset = b_.top[top];
      if (offset > task_.target || offset < low) continue;
      Collect(task_.target - offset, left_total,
              static_cast<T>(top * middle_size_));
      if (needs_ >= PairBuffers<T>::kBlock) Answer();
    }
    Answer();
    return {count_, probes_};
  }

 private:
  using Hashed = std::make_unsigned_t<T>;

  bool full() const { return count_ == hits_.size(); }

  /// Notes what each middle sum needs from the left half, if that can give it.
  void Collect(T target, T left_total, T first_code) {
    const hn::ScalableTag<T> d;
    const size_t lanes = hn::Lanes(d);
    const auto below = hn::Set(d, T{-1});
    const auto above = hn::Set(d, static_cast<T>(left_total + 1));
    const auto goal = hn::Set(d, target);
    const auto step = hn::Set(d, static_cast<T>(lanes));
    auto code = hn::Iota(d, first_code);
    size_t count = needs_;
    for (size_t i = 0; i < middle_size_; i += lanes) {
      const auto need = hn::Sub(goal, hn::Load(d, b_.middle + i));
      const auto fits = hn::And(hn::Gt(need, below), hn::Lt(need, above));
      count += StoreFitting(d, need, code, fits, count);
      code = hn::Add(code, step);
    }
    needs_ = count;
  }

  /// Notes the lanes that fit, in their order; returns how many.
  template <class D, class V, class M>
  HWY_INLINE size_t StoreFitting(D d, V need, V code, M fits, size_t count) {
#if HWY_TARGET <= HWY_AVX3
    if constexpr (sizeof(T) == 4) {
      hn::StoreU(hn::Compress(need, fits), d, b_.needs + count);
      hn::StoreU(hn::Compress(code, fits), d, b_.codes + count);
      return hn::CountTrue(d, fits);
    }
#endif
    // Elsewhere hn::Compress would copy its tables to the stack each time.
    const uint64_t bits = BitsOf(d, fits);
    const auto lanes = LanesOf(d, bits);
    hn::StoreU(hn::TableLookupLanes(need, lanes), d, b_.needs + count);
    hn::StoreU(hn::TableLookupLanes(code, lanes), d, b_.codes + count);
    return static_cast<size_t>(std::popcount(bits));
  }

  /// Answers the noted needs in their order.
  void Answer() {
    probes_ += needs_;
    const size_t compares = needs_ * ((left_size_ + 15) / 16);
    if (compares > 2 * needs_ + (filtered_ ? 0 : 4 * left_size_)) {
      if (!filtered_) BuildFilter();
      AnswerFiltered();
    } else {
      for (size_t i = 0; i < needs_ && !full(); ++i) Compare(i);
    }
    needs_ = 0;
  }

  /// Reports all left sums that meet one need.
  HWY_INLINE void Compare(size_t i) {
    const hn::ScalableTag<T> d;
    const size_t lanes = hn::Lanes(d);
    const auto need = hn::Set(d, b_.needs[i]);
    for (size_t at = 0; at < left_size_; at += lanes) {
      const auto met = hn::Eq(hn::Load(d, b_.left + at), need);
      if (HWY_UNLIKELY(!hn::AllFalse(d, met))) {
        Report(static_cast<uint32_t>(b_.codes[i]), at, BitsOf(d, met));
      }
    }
  }

  void Report(uint32_t right, size_t at, uint64_t bits) {
    for (; bits != 0 && !full(); bits &= bits - 1) {
      const SumPair hit = {right,
                           static_cast<uint32_t>(at + std::countr_zero(bits))};
      if (hit != task_.passed_over) hits_[count_++] = hit;
    }
  }

  /// Hashes sums to bits of the filter, one after the other.
  void Hash(const T* sums, size_t size) {
    const hn::ScalableTag<Hashed> d;
    const size_t lanes = hn::Lanes(d);
    const auto factor = hn::Set(d, Hashed{0x9E3779B1u});
    for (size_t i = 0; i < size; i += lanes) {
      const auto* const at = reinterpret_cast<const Hashed*>(sums + i);
      const auto sum = hn::LoadU(d, at);
      if constexpr (sizeof(T) == 4) {
        hn::StoreU(hn::ShiftRightSame(hn::Mul(sum, factor), hash_shift_), d,
                   b_.hashes + i);
      } else {
        const hn::RepartitionToNarrow<decltype(d)> half;
        const auto folded = hn::Xor(sum, hn::ShiftRight<31>(sum));
        const auto product =
            hn::MulEven(hn::BitCast(half, folded), hn::BitCast(half, factor));
        hn::StoreU(
            hn::ShiftRightSame(hn::ShiftLeft<32>(product), 32 + hash_shift_), d,
            b_.hashes + i);
      }
    }
  }

  void BuildFilter() {
    filtered_ = true;
    const size_t bits = std::bit_ceil(left_size_) * 64;
    hash_shift_ = 32 - std::countr_zero(bits);
    std::memset(b_.filter, 0, bits / 8);
    Hash(b_.left, left_size_);
    for (size_t i = 0; i < left_size_; ++i) {
      const auto hash = static_cast<uint32_t>(b_.hashes[i]);
      b_.filter[hash / 32] |= uint32_t{1} << (hash % 32);
    }
  }

  /// The filter passes each need that a left sum meets, and one of 64 others;
  /// those that pass are proven by comparing.
  void AnswerFiltered() {
    Hash(b_.needs, needs_);
    size_t passed = 0;
    for (size_t i = 0; i < needs_; ++i) {
      const auto hash = static_cast<uint32_t>(b_.hashes[i]);
      b_.hashes[passed] = static_cast<Hashed>(i);
      passed += b_.filter[hash / 32] >> (hash % 32) & 1;
    }
    for (size_t i = 0; i < passed && !full(); ++i) Compare(b_.hashes[i]);
  }

  const PairTask<T>& task_;
  PairBuffers<T>& b_;
  std::span<SumPair> hits_;
  size_t left_size_, middle_size_, top_size_;
  size_t needs_ = 0;
  size_t count_ = 0;
  uint64_t probes_ = 0;
  bool filtered_ = false;
  int hash_shift_ = 0;
};

PairResult FindPairs32(const PairTask<int32_t>& task,
                       PairBuffers<int32_t>* buffers, std::span<SumPair> hits) {
  return PairFinder<int32_t>(task, buffers, hits).Run();
}

PairResult FindPairs64(const PairTask<int64_t>& task,
                       PairBuffers<int64_t>* buffers, std::span<SumPair> hits) {
  return PairFinder<int64_t>(task, buffers, hits).Run();
}

}  // namespace HWY_NAMESPACE
}  // namespace cashmatch
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cashmatch {
namespace {
HWY_EXPORT(FindPairs32);
HWY_EXPORT(FindPairs64);
}  // namespace

PairResult FindPairs(const PairTask<int32_t>& task,
                     PairBuffers<int32_t>* buffers, std::span<SumPair> hits) {
  return HWY_DYNAMIC_DISPATCH(FindPairs32)(task, buffers, hits);
}

PairResult FindPairs(const PairTask<int64_t>& task,
                     PairBuffers<int64_t>* buffers, std::span<SumPair> hits) {
  return HWY_DYNAMIC_DISPATCH(FindPairs64)(task, buffers, hits);
}

}  // namespace cashmatch
#endif
