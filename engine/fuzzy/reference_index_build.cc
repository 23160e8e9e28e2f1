// SPDX-License-Identifier: Apache-2.0
// reference_index_build.cc - filling the deletion neighbourhood.
// Tested by tests/unit/engine/fuzzy/reference_index_test.cc
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <cstring>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/fuzzy/reference_index.h"

namespace cashmatch {
namespace {

constexpr size_t kGrain = 16384;    // rows of a chunk
constexpr size_t kSlabChunks = 16;  // chunks whose variants are kept at once

}  // namespace

/// Builds one index.
class ReferenceIndex::Builder {
 public:
  Builder(ReferenceIndex* index, std::span<const std::string_view> forms,
          uint64_t seed)
      : index_(*index), forms_(forms), seed_(seed) {}

  void Build() {
    ChainEqualForms();
    CopyLongForms();
    SizeParts();
    const size_t rows = forms_.size();
    for (size_t begin = 0; begin < rows; begin += kSlabChunks * kGrain) {
      FillSlab(begin, std::min(rows, begin + kSlabChunks * kGrain));
    }
  }

 private:
  struct Hashed {
    uint64_t hash;
    uint32_t row;
  };

  struct Variant {
    uint64_t key;
    uint32_t head;
    uint8_t code;  // of the deleted byte's place
  };

  bool Indexed(size_t row) const {
    return is_head_[row] && forms_[row].size() <= kLengthMax;
  }

  /// Calls `visit(key, code)` for each distinct variant of a form.
  template <class Visitor>
  void ForEachVariant(std::string_view form, const Visitor& visit) const {
    visit(index_.deletions_.Whole(form), kWholeCode);
    index_.deletions_.ForEach(form, [&](uint64_t key, size_t place) {
      const bool run_goes_on =
          place + 1 < form.size() && form[place] == form[place + 1];
      if (!run_goes_on) visit(key, CodeOf(place));
    });
  }

  /// Links the rows of each form, ascending; the lowest is the head.
  void ChainEqualForms() {
    std::vector<Hashed> hashed(forms_.size());
    ForEachChunk(forms_.size(), kGrain, [&](size_t, size_t begin, size_t end) {
      for (size_t row = begin; row < end; ++row) {
        index_.copies_[row] =
            ShortText::Of(forms_[row].substr(0, ShortText::kMost));
        hashed[row] = {HashText(forms_[row], seed_),
                       static_cast<uint32_t>(row)};
      }
    });
    tbb::parallel_sort(
        hashed.begin(), hashed.end(), [](const Hashed& a, const Hashed& b) {
          return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
        });
    is_head_.assign(forms_.size(), 1);
    for (size_t i = 1; i < hashed.size(); ++i) {
      if (hashed[i].hash == hashed[i - 1].hash) LinkToEqual(hashed, i);
    }
  }

  /// Links row i to the nearest row before it that has the same form. Only
  /// forms whose 64-bit hashes collide make this look further than one back.
  void LinkToEqual(const std::vector<Hashed>& hashed, size_t i) {
    const uint32_t row = hashed[i].row;
    for (size_t j = i; j > 0 && hashed[j - 1].hash == hashed[i].hash; --j) {
      const uint32_t before = hashed[j - 1].row;
      if (forms_[before] != forms_[row]) continue;
      index_.next_[before] = row + 1;
      index_.copies_[before].size |= kFollowed;
      is_head_[row] = 0;
      return;
    }
  }

  /// Copies the forms that no ShortText holds, and notes all lengths.
  void CopyLongForms() {
    for (size_t row = 0; row < forms_.size(); ++row) {
      if (!Indexed(row)) continue;
      const std::string_view form = forms_[row];
      index_.has_length_[form.size()] = true;
      if (form.size() <= ShortText::kMost) continue;
      const uint64_t at = index_.long_texts_.size();
      index_.long_texts_.insert(index_.long_texts_.end(), form.begin(),
                                form.end());
      ShortText& copy = index_.copies_[row];
      std::memcpy(copy.text, &at, sizeof(at));
      copy.text[sizeof(at)] = static_cast<char>(form.size());
      copy.size = (copy.size & kFollowed) | kLong;
    }
    index_.long_texts_.shrink_to_fit();
  }

  /// Counts the entries of each part; the fullest is 65 % full. Texts of one
  /// book are near each other, so their variants come in clumps: at 80 % half
  /// of all probes would go on in the next bucket.
  void SizeParts() {
    const size_t rows = forms_.size();
    std::vector<std::array<uint32_t, kParts>> counts(ChunkCount(rows, kGrain));
    ForEachChunk(rows, kGrain, [&](size_t chunk, size_t begin, size_t end) {
      counts[chunk].fill(0);
      for (size_t row = begin; row < end; ++row) {
        if (!Indexed(row)) continue;
        ForEachVariant(forms_[row], [&](uint64_t key, size_t) {
          ++counts[chunk][PartOf(key)];
        });
      }
    });
    size_t most = 0;
    for (size_t part = 0; part < kParts; ++part) {
      size_t entries = 0;
      for (const auto& count : counts) entries += count[part];
      most = std::max(most, entries);
    }
    const size_t buckets = most * 20 / (size_t{kSlots} * 13) + 1;
    index_.buckets_ = HugeArray<Bucket>(buckets * kParts);
  }

  /// Files the rows of one slab: first all variants, sorted into parts by each
  /// chunk, then the parts side by side.
  void FillSlab(size_t first, size_t last) {
    using Parts = std::array<std::vector<Variant>, kParts>;
    const size_t rows = last - first;
    std::vector<Parts> chunks(ChunkCount(rows, kGrain));
    ForEachChunk(rows, kGrain, [&](size_t chunk, size_t begin, size_t end) {
      for (size_t row = first + begin; row < first + end; ++row) {
        if (!Indexed(row)) continue;
        ForEachVariant(forms_[row], [&](uint64_t key, size_t code) {
          chunks[chunk][PartOf(key)].push_back(
              {key, static_cast<uint32_t>(row), static_cast<uint8_t>(code)});
        });
      }
    });
    ForEachChunk(kParts, 1, [&](size_t part, size_t, size_t) {
      for (const Parts& parts : chunks) {
        for (const Variant& variant : parts[part]) Insert(variant);
      }
    });
  }

  void Insert(const Variant& variant) {
    const size_t part = PartOf(variant.key);
    size_t at = index_.Home(variant.key);
    while (index_.buckets_[at].tag[kSlots - 1] != 0) {
      index_.buckets_[at].more |= PassedBit(variant.key);
      at = index_.Next(at, part);
    }
    Bucket& bucket = index_.buckets_[at];
    uint32_t slot = 0;
    while (bucket.tag[slot] != 0) ++slot;
    bucket.tag[slot] =
        static_cast<uint8_t>(variant.code << 4 | TagOf(variant.key));
    bucket.more |= MoreOf(variant.key) << (2 * slot);
    bucket.head[slot] = variant.head;
  }

  ReferenceIndex& index_;
  std::span<const std::string_view> forms_;
  uint64_t seed_;
  std::vector<uint8_t> is_head_;
};

ReferenceIndex ReferenceIndex::Build(std::span<const std::string_view> forms,
                                     uint64_t seed) {
  CASHMATCH_CHECK(forms.size() < UINT32_MAX);
  ReferenceIndex index;
  if (forms.empty()) return index;
  index.deletions_ = Deletions(seed);
  index.copies_ = HugeArray<ShortText>(forms.size());
  index.next_ = HugeArray<uint32_t>(forms.size());
  Builder(&index, forms, seed).Build();
  return index;
}

}  // namespace cashmatch
