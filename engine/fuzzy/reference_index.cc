// SPDX-License-Identifier: Apache-2.0
// reference_index.cc - looking up the deletion neighbourhood of many texts.
// Tested by tests/unit/engine/fuzzy/reference_index_test.cc
#include "engine/fuzzy/reference_index.h"

#include <algorithm>
#include <cstring>

#include "engine/fuzzy/edit_distance.h"
#include "engine/fuzzy/short_edits.h"

namespace cashmatch {

std::string_view ReferenceIndex::Form(uint32_t row) const {
  const ShortText& copy = copies_[row];
  const uint8_t size = copy.size & ~kFollowed;
  if (size != kLong) return {copy.text, size};
  size_t at = 0;
  std::memcpy(&at, copy.text, sizeof(at));
  return {long_texts_.data() + at,
          static_cast<unsigned char>(copy.text[sizeof(at)])};
}

namespace {

/// Where the runs of equal bytes of a text begin and end.
class Runs {
 public:
  explicit Runs(std::string_view text) {
    for (size_t i = 0; i + 1 < text.size(); ++i) {
      goes_on_ |= uint64_t{text[i] == text[i + 1]} << i;
    }
  }
  /// Returns the last place of the run that holds a place.
  size_t EndOf(size_t place) const {
    return place > 63
               ? place
               : place +
                     static_cast<size_t>(std::countr_one(goes_on_ >> place));
  }

 private:
  uint64_t goes_on_ = 0;  // bit i: byte i + 1 is as byte i
};

}  // namespace

/// Answers one query, in steps between which the memory that was asked for may
/// come: Ask, Visit, Finish.
class ReferenceIndex::Lookup {
 public:
  /// Asks for the buckets of all variants that a form may share.
  void Ask(const ReferenceIndex& index, std::string_view query) {
    index_ = &index;
    query_ = query;
    probes_ = pending_count_ = 0;
    found_.clear();
    const size_t size = query.size();
    if (size > kLengthMax + 1) return;
    if (size <= ShortText::kMost) short_ = ShortText::Of(query);
    // A form that is the query is found by every variant of it.
    if (index.Has(size + 1) || (size == 0 && index.Has(0))) {
      AskFor(index.deletions_.Whole(query), kAnyPlace);
    }
    const bool same = index.Has(size);
    const uint32_t whole = size > 0 && index.Has(size - 1) ? kNoPlace : 0;
    if (!same && whole == 0) return;
    const Runs runs(query);
    size_t first = 0;  // of the run
    index.deletions_.ForEach(query, [&](uint64_t key, size_t place) {
      const bool ends = runs.EndOf(place) == place;
      AskFor(key, (same ? PlacesNear(first, place, runs) : 0) | whole);
      probes_ -= ends ? 0 : 1;  // of a run, the last is enough
      first = ends ? place + 1 : first;
    });
  }

  /// Looks at the buckets, and asks for the texts found.
  void Visit() {
    size_t left = 0;
    for (size_t i = 0; i < probes_; ++i) {
      if (VisitOne(&probe_[i])) probe_[left++] = probe_[i];
    }
    probes_ = left;
  }

  /// Returns all forms within one edit: the head, and the edits in the low
  /// byte, ascending.
  std::span<const uint64_t> Finish() {
    // The few that go on in the next bucket do so together, a round later.
    while (probes_ > 0) Visit();
    Prove();
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return found_;
  }

 private:
  struct Probe {
    uint64_t key;
    const Bucket* at;
    uint16_t places;  // codes of places that count
  };

  void AskFor(uint64_t key, uint32_t places) {
    const Bucket* const at = &index_->buckets_[index_->Home(key)];
    __builtin_prefetch(at);
    probe_[probes_++] = {key, at, static_cast<uint16_t>(places)};
  }

  // A text as long as the query that has the same variant as the query without
  // the byte at `last`, and is within one edit, has another byte there or, if
  // it is swapped with the next, lacks that next one: the other variant that
  // swapped texts share need not be found, too. A run of equal bytes counts as
  // its last: the query's reaches down to `first`, that of the text up to where
  // what follows is its byte.
  uint32_t PlacesNear(size_t first, size_t last, const Runs& runs) const {
    const bool back =
        last + 2 < query_.size() && query_[last + 2] == query_[last];
    const size_t end = runs.EndOf(last + (back ? 2 : 1)) + 1;
    const size_t count = std::min(end - first, kPlaceCodes);
    const uint32_t codes = ((1u << count) - 1) << (first % kPlaceCodes);
    return ((codes | codes >> kPlaceCodes) << 1) & kAnyPlace & ~kNoPlace;
  }

  /// A byte of ones for each bit, of zeros for none.
  static auto BytesOf(uint16_t bits) {
    namespace hn = hwy::HWY_NAMESPACE;
    const SixteenBytes d;
    uint8_t bytes[8] = {static_cast<uint8_t>(bits),
                        static_cast<uint8_t>(bits >> 8)};
    return hn::VecFromMask(d, hn::LoadMaskBits(d, bytes));
  }

  /// Looks at one bucket; tells whether the probe goes on in the next.
  bool VisitOne(Probe* probe) {
    namespace hn = hwy::HWY_NAMESPACE;
    const SixteenBytes d;
    const Bucket& bucket = *probe->at;
    if (pending_count_ + kSlots > pending_.size()) Prove();
    // Slots whose tag has the bits of the hash and a place that counts.
    const auto tags = hn::LoadU(d, bucket.tag);
    const auto nibble = hn::Set(d, uint8_t{15});
    const auto same = hn::VecFromMask(
        d, hn::Eq(hn::And(tags, nibble),
                  hn::Set(d, static_cast<uint8_t>(TagOf(probe->key)))));
    const auto codes = hn::And(hn::ShiftRight<4>(tags), nibble);
    const auto counts = hn::TableLookupBytes(BytesOf(probe->places), codes);
    uint32_t slots =
        EqualBytes(hn::And(same, counts), hn::Set(d, uint8_t{255})) &
        ((1u << kSlots) - 1);
    // That there is one is by chance, more are rare: the first is taken without
    // a branch.
    Take(*probe, slots);
    for (slots &= slots - 1; slots != 0; slots &= slots - 1) {
      Take(*probe, slots);
    }
    if ((bucket.more & PassedBit(probe->key)) == 0) return false;
    const size_t at =
        index_->Next(static_cast<size_t>(probe->at - index_->buckets_.data()),
                     PartOf(probe->key));
    probe->at = &index_->buckets_[at];
    __builtin_prefetch(probe->at);
    return true;
  }

  /// Keeps the first of some slots, if there is one and its hash agrees.
  void Take(const Probe& probe, uint32_t slots) {
    const int slot = std::countr_zero(slots | (1u << (kSlots - 1)));
    pending_[pending_count_] = probe.at->head[slot];
    const bool agrees =
        ((probe.at->more >> (2 * slot)) & 3) == MoreOf(probe.key);
    pending_count_ += ((slots != 0) & agrees) ? 1 : 0;
    // Where nothing was kept, what is asked for is on its way already.
    const size_t last = pending_count_ == 0 ? 0 : pending_[pending_count_ - 1];
    __builtin_prefetch(&index_->copies_[last]);
  }

  void Prove() {
    const size_t before = found_.size();
    found_.resize(before + pending_count_);
    uint64_t* out = found_.data() + before;
    for (size_t i = 0; i < pending_count_; ++i) {
      const uint32_t head = pending_[i];
      const int edits = EditsTo(head);
      *out = uint64_t{head} << 8 | static_cast<uint64_t>(edits);
      out += edits < 2 ? 1 : 0;
    }
    found_.resize(static_cast<size_t>(out - found_.data()));
    pending_count_ = 0;
  }

  int EditsTo(uint32_t head) const {
    const ShortText& copy = index_->copies_[head];
    const uint8_t size = copy.size & ~kFollowed;
    if (size <= ShortText::kMost && query_.size() <= ShortText::kMost) {
      return EditsUpToOne(short_, copy, size);
    }
    const std::string_view form = index_->Form(head);
    if (query_ == form) return 0;
    return WithinOneEdit(query_, form) ? 1 : 2;
  }

  const ReferenceIndex* index_ = nullptr;
  std::string_view query_;
  ShortText short_;  // the query, if it is short
  size_t probes_ = 0, pending_count_ = 0;
  std::array<Probe, kLengthMax + 2> probe_;
  std::array<uint32_t, 64> pending_;  // heads
  std::vector<uint64_t> found_;
};

/// Appends all rows of the heads that one query found, ascending; false, and
/// none of them, if they are more than `rows_max`.
bool ReferenceIndex::AppendRows(std::span<const uint64_t> found,
                                size_t rows_max,
                                std::vector<Near>* near) const {
  const size_t begin = near->size();
  bool followed = false;
  for (const uint64_t one : found) {
    const auto edits = static_cast<uint8_t>(one);
    for (uint32_t row = static_cast<uint32_t>(one >> 8);;
         row = next_[row] - 1) {
      if (near->size() - begin == rows_max) {
        near->resize(begin);
        return false;
      }
      near->push_back({row, edits});
      if ((copies_[row].size & kFollowed) == 0) break;
      followed = true;
    }
  }
  if (followed) {
    std::sort(near->begin() + static_cast<ptrdiff_t>(begin), near->end(),
              [](const Near& a, const Near& b) { return a.row < b.row; });
  }
  return true;
}

bool ReferenceIndex::Find(std::string_view query, size_t rows_max,
                          std::vector<Near>* near) const {
  near->clear();
  if (buckets_.size() == 0) return true;
  Lookup lookup;
  lookup.Ask(*this, query);
  lookup.Visit();
  return AppendRows(lookup.Finish(), rows_max, near);
}

void ReferenceIndex::FindEach(std::span<const std::string_view> queries,
                              size_t rows_max, Answers* answers) const {
  answers->near_.clear();
  answers->parts_.assign(queries.size(), {0, 0, false});
  if (buckets_.size() == 0) return;
  std::array<Lookup, 16> lookups;
  for (size_t from = 0; from < queries.size(); from += lookups.size()) {
    const size_t count = std::min(lookups.size(), queries.size() - from);
    for (size_t i = 0; i < count; ++i) {
      lookups[i].Ask(*this, queries[from + i]);
    }
    for (size_t i = 0; i < count; ++i) lookups[i].Visit();
    for (size_t i = 0; i < count; ++i) {
      Answers::Part& part = answers->parts_[from + i];
      part.begin = answers->near_.size();
      part.too_many =
          !AppendRows(lookups[i].Finish(), rows_max, &answers->near_);
      part.size = answers->near_.size() - part.begin;
    }
  }
}

}  // namespace cashmatch
