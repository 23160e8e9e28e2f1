// SPDX-License-Identifier: Apache-2.0
// edit_kernel.cc - one column of the edit matrix of many texts at a time.
#include "engine/fuzzy/edit_kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/fuzzy/edit_kernel.cc"
// Vectors are members here: none of a size that only the machine knows.
#define HWY_DISABLED_TARGETS \
  (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
// Compiled once for each instruction set.
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace cashmatch {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<uint16_t, kEditLanes>;
using Lane = hn::Vec<Tag>;

/// Two vectors of 32 lanes are a table of all codes. Highway has no name for
/// the instruction.
#if HWY_ARCH_X86 && (HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX3_DL)
#define CASHMATCH_LOOK_UP(low, high, code) \
  Lane { _mm512_permutex2var_epi16((low).raw, (code).raw, (high).raw) }
#endif

/// Tells where the pattern has some bytes.
class Places {
 public:
  explicit Places(const EditPattern& pattern)
      : pattern_(pattern),
        low_(hn::LoadU(Tag(), pattern.places.data())),
        high_(hn::LoadU(Tag(), pattern.places.data() + kEditCodes / 2)) {}

  HWY_INLINE Lane Of(const uint8_t* codes) const {
    const Tag d;
    const Lane code =
        hn::PromoteTo(d, hn::LoadU(hn::Rebind<uint8_t, Tag>(), codes));
#ifdef CASHMATCH_LOOK_UP
    return CASHMATCH_LOOK_UP(low_, high_, code);
#else
    Lane places = hn::Zero(d);
    for (size_t i = 0; i < pattern_.length; ++i) {
      const auto same = hn::Eq(code, hn::Set(d, pattern_.code[i]));
      const auto bit = hn::Set(d, static_cast<uint16_t>(1u << i));
      places = hn::Or(places, hn::IfThenElseZero(same, bit));
    }
    return places;
#endif
  }

 private:
  [[maybe_unused]] const EditPattern& pattern_;
  [[maybe_unused]] Lane low_, high_;
};
#undef CASHMATCH_LOOK_UP

/// A column of the matrix, by its differences from row to row.
struct Column {
  Lane more, less, diagonal, before;

  HWY_INLINE Column()
      : more(hn::Set(Tag(), uint16_t{0xFFFF})),
        less(hn::Zero(Tag())),
        diagonal(hn::Zero(Tag())),
        before(hn::Zero(Tag())) {}

  /// Goes on to the next byte, which the pattern has at `places`.
  HWY_INLINE void Step(Lane places) {
    const Tag d;
    const Lane swapped =
        hn::And(hn::ShiftLeft<1>(hn::AndNot(diagonal, places)), before);
    const Lane carried = hn::Xor(hn::Add(hn::And(places, more), more), more);
    diagonal = hn::Or(hn::Or(carried, places), hn::Or(less, swapped));
    const Lane up = hn::Or(less, hn::Not(hn::Or(diagonal, more)));
    const Lane down = hn::ShiftLeft<1>(hn::And(diagonal, more));
    const Lane next = hn::Or(hn::ShiftLeft<1>(up), hn::Set(d, uint16_t{1}));
    more = hn::Or(down, hn::Not(hn::Or(diagonal, next)));
    less = hn::And(diagonal, next);
    before = places;
  }
};

/// The distances of the texts from `lane` on.
HWY_INLINE void Measure(const EditBlock& block, size_t lane,
                        const Places& places, Lane rows, uint8_t* out) {
  const Tag d;
  Column column;
  size_t at = 0;
  for (; at < block.shortest; ++at) {
    column.Step(places.Of(block.code[at].data() + lane));
  }
  Lane more = column.more, less = column.less;
  const Lane length = hn::LoadU(d, block.length.data() + lane);
  for (; at < block.longest; ++at) {
    column.Step(places.Of(block.code[at].data() + lane));
    // Texts that have ended keep their last column.
    const auto ended =
        hn::Lt(length, hn::Set(d, static_cast<uint16_t>(at + 1)));
    more = hn::IfThenElse(ended, more, column.more);
    less = hn::IfThenElse(ended, less, column.less);
  }
  const Lane distance =
      hn::Sub(hn::Add(length, hn::PopulationCount(hn::And(more, rows))),
              hn::PopulationCount(hn::And(less, rows)));
  const hn::RebindToSigned<Tag> signed_tag;
  const hn::Rebind<uint8_t, Tag> bytes;
  hn::StoreU(hn::DemoteTo(bytes, hn::BitCast(signed_tag, distance)), bytes,
             out);
}

void EditDistancesHere(const EditPattern& pattern, const EditBlock* blocks,
                       size_t count, uint8_t* distances) {
  const Tag d;
  const size_t lanes = hn::Lanes(d);
  const Places places(pattern);
  const Lane rows =
      hn::Set(d, static_cast<uint16_t>((uint32_t{1} << pattern.length) - 1));
  for (size_t block = 0; block < count; ++block) {
    for (size_t lane = 0; lane < kEditLanes; lane += lanes) {
      Measure(blocks[block], lane, places, rows,
              distances + block * kEditLanes + lane);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace cashmatch
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace cashmatch {
namespace {
HWY_EXPORT(EditDistancesHere);
}

void EditDistances(const EditPattern& pattern, const EditBlock* blocks,
                   size_t count, uint8_t* distances) {
  HWY_DYNAMIC_DISPATCH(EditDistancesHere)(pattern, blocks, count, distances);
}

}  // namespace cashmatch
#endif
