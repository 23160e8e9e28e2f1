// SPDX-License-Identifier: Apache-2.0
// seen_ids.cc - hashes of ids, sorted.
// Tested by tests/unit/adapters/read/ndjson/seen_ids_test.cc
#include "adapters/read/ndjson/seen_ids.h"

#include <xxhash.h>

#include <random>

namespace cashmatch {

/// The hash is seeded anew, so that no file can be made to collide.
SeenIds::SeenIds() {
  std::random_device draw;
  seed_ = (static_cast<uint64_t>(draw()) << 32) | draw();
}

void SeenIds::Add(const ReceiptPart& part) {
  for (size_t i = 0; i < part.ids.size(); ++i) {
    const IdAt& at = part.ids[i];
    const XXH128_hash_t id =
        XXH3_128bits_withSeed(at.id.data(), at.id.size(), seed_);
    seen_.Add({id.high64, id.low64, at.place.offset, part.contents[i][0],
               part.contents[i][1], at.place.line});
  }
}

bool SeenIds::ForEachOther(
    const std::function<void(RowPlace first, RowPlace again)>& again) {
  seen_.Sort();
  Seen first{}, next{};
  for (bool any = false; seen_.Next(&next); any = true) {
    if (!any || next.high != first.high || next.low != first.low) {
      first = next;
    } else if (next.content_high != first.content_high ||
               next.content_low != first.content_low) {
      others_.Add({next.offset, next.line, first.offset, first.line});
    }
  }
  others_.Sort();
  for (Other other{}; others_.Next(&other);) {
    again({static_cast<uint32_t>(other.first_line), other.first_offset},
          {static_cast<uint32_t>(other.line), other.offset});
  }
  return seen_.ok() && others_.ok();
}

}  // namespace cashmatch
