// SPDX-License-Identifier: Apache-2.0
// reference_index.cc - filling and probing the deletion neighbourhood.
// Tested by tests/unit/engine/fuzzy/reference_index_test.cc
#include "engine/fuzzy/reference_index.h"

#include <tbb/parallel_sort.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/fuzzy/edit_distance.h"

namespace cashmatch {
namespace {

constexpr size_t kGrain = 16384;    // rows of a chunk
constexpr size_t kSlabChunks = 16;  // chunks whose variants are kept at once
constexpr uint8_t kNibble = 15;     // low half of a tag

}  // namespace

// A text is hashed as a sum of its bytes, each times the multiplier of its
// place: without byte d, the sum is that of the bytes before d plus that of the
// bytes after d at one place less.
template <class Visitor>
void ReferenceIndex::ForEachVariant(std::string_view text,
                                    const Visitor& visit) const {
  const auto byte = [&](size_t i) {
    return uint64_t{static_cast<unsigned char>(text[i])} + 1;
  };
  uint64_t whole = 0;
  uint64_t after = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    whole += byte(i) * multiplier_[i];
    if (i > 0) after += byte(i) * multiplier_[i - 1];
  }
  if (text.size() <= kLengthMax) visit({HashMix(0, whole), kWhole});
  uint64_t before = 0;
  for (size_t d = 0; d < text.size(); ++d) {
    // Without any byte of a run of equal ones, the text is the same.
    const bool run_goes_on = d + 1 < text.size() && text[d] == text[d + 1];
    if (!run_goes_on) visit({HashMix(0, before + after), d});
    before += byte(d) * multiplier_[d];
    if (d + 1 < text.size()) after -= byte(d + 1) * multiplier_[d];
  }
}

// A text within one edit of the query that has the same variant as the query
// without byte `place` lacks a byte at the same place or next to it. A run of
// equal bytes counts as its last: the query's run reaches down to `first`, and
// that of the other text may reach up as far as the variant goes on with one
// byte.
uint16_t ReferenceIndex::PlacesWithin(std::string_view query, size_t place) {
  size_t first = place;
  while (first > 0 && query[first - 1] == query[place]) --first;
  size_t last = place + 1;
  // The variant's byte i >= place is the query's byte i + 1.
  if (last + 1 < query.size()) {
    const char byte = query[last + 1];
    while (last + 1 < query.size() && query[last + 1] == byte) ++last;
  }
  uint16_t codes = 1u << kWholeCode;
  for (size_t i = first == 0 ? 0 : first - 1; i <= last; ++i) {
    codes |= static_cast<uint16_t>(1u << PlaceCode(i));
  }
  return codes;
}

void ReferenceIndex::Insert(const Variant& variant) {
  const size_t part = PartOf(variant.key);
  size_t at = Home(variant.key);
  while (buckets_[at].used == kSlots) {
    buckets_[at].passed = 1;
    at = Next(at, part);
  }
  Bucket& bucket = buckets_[at];
  bucket.tag[bucket.used] = variant.tag;
  bucket.head[bucket.used] = variant.head;
  ++bucket.used;
}

/// Builds one index.
class ReferenceIndex::Builder {
 public:
  explicit Builder(ReferenceIndex* index) : index_(*index) {}

  void Build() {
    ChainEqualForms();
    SizeParts();
    const size_t rows = index_.forms_.size();
    for (size_t begin = 0; begin < rows; begin += kSlabChunks * kGrain) {
      FillSlab(begin, std::min(rows, begin + kSlabChunks * kGrain));
    }
  }

 private:
  struct Hashed {
    uint64_t hash;
    uint32_t row;
  };

  bool Indexed(size_t row) const {
    return is_head_[row] && index_.forms_[row].size() <= kLengthMax;
  }

  void Copy(size_t row) {
    const std::string_view form = index_.forms_[row];
    Short& copy = index_.short_[row];
    if (form.size() > Short::kMax) {
      copy.size = Short::kLong;
    } else {
      copy.size = static_cast<uint8_t>(form.size());
      form.copy(copy.text, form.size());
    }
  }

  /// Links the rows of each form, ascending; the lowest is the head.
  void ChainEqualForms() {
    const auto forms = index_.forms_;
    std::vector<Hashed> hashed(forms.size());
    ForEachChunk(forms.size(), kGrain, [&](size_t, size_t begin, size_t end) {
      for (size_t row = begin; row < end; ++row) {
        Copy(row);
        hashed[row] = {HashText(forms[row], index_.multiplier_[0]),
                       static_cast<uint32_t>(row)};
      }
    });
    tbb::parallel_sort(
        hashed.begin(), hashed.end(), [](const Hashed& a, const Hashed& b) {
          return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
        });
    is_head_.assign(forms.size(), 1);
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
      if (index_.forms_[before] != index_.forms_[row]) continue;
      index_.next_[before] = row + 1;
      index_.short_[before].size |= Short::kFollowed;
      is_head_[row] = 0;
      return;
    }
  }

  /// Counts the entries of each part and gives it buckets, four fifths full.
  void SizeParts() {
    const size_t rows = index_.forms_.size();
    std::vector<std::array<uint32_t, kParts>> counts(ChunkCount(rows, kGrain));
    ForEachChunk(rows, kGrain, [&](size_t chunk, size_t begin, size_t end) {
      counts[chunk].fill(0);
      for (size_t row = begin; row < end; ++row) {
        if (!Indexed(row)) continue;
        index_.ForEachVariant(index_.forms_[row],
                              [&](const Deletion& deletion) {
                                ++counts[chunk][PartOf(deletion.key)];
                              });
      }
    });
    for (size_t part = 0; part < kParts; ++part) {
      size_t entries = 0;
      for (const auto& count : counts) entries += count[part];
      const size_t buckets = entries * 5 / (size_t{kSlots} * 4) + 1;
      index_.part_begin_[part + 1] = index_.part_begin_[part] + buckets;
    }
    index_.buckets_ = HugeArray<Bucket>(index_.part_begin_[kParts]);
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
        index_.ForEachVariant(
            index_.forms_[row], [&](const Deletion& deletion) {
              const auto [key, place] = deletion;
              const int tag = (PlaceCode(place) << 4) | (key & kNibble);
              chunks[chunk][PartOf(key)].push_back(
                  {key, static_cast<uint32_t>(row), static_cast<uint8_t>(tag)});
            });
      }
    });
    ForEachChunk(kParts, 1, [&](size_t part, size_t, size_t) {
      for (const Parts& parts : chunks) {
        for (const Variant& variant : parts[part]) index_.Insert(variant);
      }
    });
  }

  ReferenceIndex& index_;
  std::vector<uint8_t> is_head_;
};

ReferenceIndex ReferenceIndex::Build(std::span<const std::string_view> forms,
                                     uint64_t seed) {
  CASHMATCH_CHECK(forms.size() < UINT32_MAX);
  ReferenceIndex index;
  index.forms_ = forms;
  for (size_t i = 0; i < index.multiplier_.size(); ++i) {
    index.multiplier_[i] = HashMix(seed, i) | 1;
  }
  if (forms.empty()) return index;
  index.short_ = HugeArray<Short>(forms.size());
  index.next_ = HugeArray<uint32_t>(forms.size());
  Builder(&index).Build();
  return index;
}

/// Answers one query.
class ReferenceIndex::Lookup {
 public:
  Lookup(const ReferenceIndex& index, std::string_view query)
      : index_(index), query_(query) {}

  /// Collects the heads of all forms within one edit, ascending, each once.
  const std::vector<uint32_t>& Heads() {
    size_t count = 0;
    index_.ForEachVariant(query_, [&](const Deletion& variant) {
      probes_[count++] = ProbeOf(variant);
      __builtin_prefetch(&index_.buckets_[probes_[count - 1].at]);
    });
    // The few that go on in the next bucket do so together, a round later.
    while (count > 0) {
      size_t left = 0;
      for (size_t i = 0; i < count; ++i) {
        if (Visit(&probes_[i])) probes_[left++] = probes_[i];
      }
      count = left;
    }
    Prove();
    std::sort(heads_.begin(), heads_.end());
    heads_.erase(std::unique(heads_.begin(), heads_.end()), heads_.end());
    return heads_;
  }

 private:
  struct Probe {
    size_t at;  // bucket
    size_t part;
    uint16_t places;  // codes of places that count
    uint8_t low;      // low half of the tag
  };

  Probe ProbeOf(const Deletion& variant) const {
    const auto [key, place] = variant;
    // A text that has the whole query as a variant is within one edit.
    const uint16_t places =
        place == kWhole ? UINT16_MAX : PlacesWithin(query_, place);
    return {index_.Home(key), PartOf(key), places,
            static_cast<uint8_t>(key & kNibble)};
  }

  /// Looks at one bucket; tells whether the probe goes on in the next. Which
  /// slots match is by chance: they are collected without a branch.
  bool Visit(Probe* probe) {
    const Bucket& bucket = index_.buckets_[probe->at];
    if (pending_count_ + kSlots > pending_.size()) Prove();
    uint32_t* out = pending_.data() + pending_count_;
    for (uint32_t slot = 0; slot < kSlots; ++slot) {
      const uint32_t tag = bucket.tag[slot];
      const uint32_t same = (tag & kNibble) == probe->low ? 1 : 0;
      const uint32_t filled = slot < bucket.used ? 1 : 0;
      *out = bucket.head[slot];
      out += same & filled & (uint32_t{probe->places} >> (tag >> 4));
    }
    pending_count_ = static_cast<size_t>(out - pending_.data());
    if (bucket.passed == 0) return false;
    probe->at = index_.Next(probe->at, probe->part);
    __builtin_prefetch(&index_.buckets_[probe->at]);
    return true;
  }

  void Prove() {
    for (size_t i = 0; i < pending_count_; ++i) {
      __builtin_prefetch(&index_.short_[pending_[i]]);
    }
    for (size_t i = 0; i < pending_count_; ++i) {
      const uint32_t head = pending_[i];
      if (WithinOneEdit(query_, index_.Form(head))) heads_.push_back(head);
    }
    pending_count_ = 0;
  }

  const ReferenceIndex& index_;
  std::string_view query_;
  std::array<Probe, kLengthMax + 2> probes_;
  std::array<uint32_t, 128> pending_;
  size_t pending_count_ = 0;
  std::vector<uint32_t> heads_;
};

bool ReferenceIndex::Find(std::string_view query, size_t rows_max,
                          std::vector<Near>* near) const {
  near->clear();
  if (buckets_.size() == 0 || query.size() > kLengthMax + 1) return true;
  Lookup lookup(*this, query);
  for (const uint32_t head : lookup.Heads()) {
    const uint8_t edits = Form(head) == query ? 0 : 1;
    for (uint32_t row = head;; row = next_[row] - 1) {
      if (near->size() == rows_max) {
        near->clear();
        return false;
      }
      near->push_back({row, edits});
      if ((short_[row].size & Short::kFollowed) == 0) break;
    }
  }
  std::sort(near->begin(), near->end(),
            [](const Near& a, const Near& b) { return a.row < b.row; });
  return true;
}

}  // namespace cashmatch
