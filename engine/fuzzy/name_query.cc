// SPDX-License-Identifier: Apache-2.0
// name_query.cc - from the words of a name to words of the vocabulary.
// Tested by tests/unit/engine/fuzzy/name_index_test.cc
#include "engine/fuzzy/name_query.h"

#include <algorithm>
#include <string>

namespace cashmatch {
namespace {

constexpr int32_t kWhole = 1'000'000;
constexpr int32_t kContinued = 900'000;
constexpr int32_t kMistypedBlank = 900'000;
constexpr size_t kNearMin = 4;        // letters of a word that may be misspelt
constexpr size_t kNearWordsMax = 64;  // words within one edit
constexpr uint32_t kOpenWordsMax = 64;  // words that may go on from a cut one
constexpr size_t kPartMin = 3;          // letters of a part of a word

bool HasDigit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

LegalFamily Stronger(LegalFamily known, LegalFamily more) {
  const bool weak = known == LegalFamily::kNone || known == LegalFamily::kLoose;
  return weak ? more : known;
}

}  // namespace

NameIndex::Query::Query(const NameIndex& index, std::string_view name)
    : parts_(ParseName(name)) {
  const auto legal_of = [&](std::string_view word) {
    const LegalTerm* const term = FindLegalTerm(word);
    return term != nullptr && index.WordId(word) == kNoWord ? term : nullptr;
  };
  LegalFamily legal = parts_.legal;
  ForEachWord(parts_.core, [&](std::string_view word) {
    const LegalTerm* const term = legal_of(word);
    if (term == nullptr) {
      AddWord(index, word);
    } else {
      legal = Stronger(legal, term->family);
      misspelt_ = true;
    }
  });
  if (!words_.empty()) {
    parts_.legal = legal;
    return;
  }
  misspelt_ = false;  // a name of nothing but legal forms, or none
  ForEachWord(parts_.core,
              [&](std::string_view word) { AddWord(index, word); });
}

void NameIndex::Query::AddWord(const NameIndex& index, std::string_view word) {
  if (words_.size() == kNameWordsMax) return;
  uint32_t id = index.WordId(word);
  if (id == kNoWord && ShortFormNear(word) != word) {
    word = ShortFormNear(word);
    id = index.WordId(word);
    misspelt_ = true;
  }
  ids_.push_back(id);
  words_.push_back({word, id == kNoWord ? WordWeight(word, 0, index.size())
                                        : index.word_weight_[id]});
  weight_ += words_.back().weight;
}

bool NameIndex::Query::Open(size_t place) const {
  const bool last = place + 1 == words_.size();
  return words_[place].text.ends_with('*') ||
         (last && parts_.cut && words_.size() > 1);
}

NameIndex::Variants::Variants(const NameIndex& index, const Query& query,
                              bool slips)
    : index_(index) {
  const std::vector<NameWord>& words = query.words();
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view text = words[i].text;
    const auto place = static_cast<uint16_t>(1u << i);
    Add(query.id(i), place, kWhole);
    if (!slips) continue;
    if (query.Open(i)) AddContinuations(text, place);
    if (text.size() >= kNearMin && !HasDigit(text)) AddNear(text, place);
    if (query.id(i) == kNoWord) AddSplits(text, place);
    if (i + 1 == words.size()) break;
    const std::string joined =
        std::string(text) + std::string(words[i + 1].text);
    Add(index.WordId(joined), static_cast<uint16_t>(place * 3), kWhole);
  }
}

void NameIndex::Variants::Add(uint32_t word, uint16_t places, int32_t likeness,
                              uint32_t other) {
  if (word == kNoWord || likeness == 0) return;
  uint16_t& slot = slots_[SlotOf(word)];
  if (slot != 0) {
    Variant& known = variants_[slot - 1];
    if (likeness > known.likeness) known = {word, places, likeness, other};
    return;
  }
  if (variants_.size() == kVariantsMax) return;
  variants_.push_back({word, places, likeness, other});
  slot = static_cast<uint16_t>(variants_.size());
}

void NameIndex::Variants::AddNear(std::string_view text, uint16_t place) {
  std::vector<ReferenceIndex::Near> near;
  index_.near_words_.Find(text, kNearWordsMax, &near);
  for (const auto& [word, edits] : near) {
    Add(word, place,
        WordLikeness(text, false, index_.vocabulary_[word], false));
  }
}

void NameIndex::Variants::AddContinuations(std::string_view text,
                                           uint16_t place) {
  Add(index_.WordId(ShortFormOfCut(text)), place, kContinued);
  if (text.ends_with('*')) text.remove_suffix(1);
  const auto& vocabulary = index_.vocabulary_;
  auto at = std::lower_bound(vocabulary.begin(), vocabulary.end(), text);
  for (uint32_t seen = 0;
       seen < kOpenWordsMax && at != vocabulary.end() && at->starts_with(text);
       ++at, ++seen) {
    Add(static_cast<uint32_t>(at - vocabulary.begin()), place,
        WordLikeness(text, true, *at, false));
  }
}

/// Two words written as one, or with a letter in place of the blank; the second
/// may be a legal form.
void NameIndex::Variants::AddSplits(std::string_view text, uint16_t place) {
  for (size_t cut = kPartMin; cut < text.size(); ++cut) {
    const uint32_t head = index_.WordId(text.substr(0, cut));
    if (head == kNoWord) continue;
    AddParts(head, text.substr(cut), place, kWhole);
    AddParts(head, text.substr(cut + 1), place, kMistypedBlank);
  }
}

void NameIndex::Variants::AddParts(uint32_t head, std::string_view rest,
                                   uint16_t place, int32_t likeness) {
  const bool legal = FindLegalTerm(rest) != nullptr;
  const uint32_t tail =
      rest.size() < kPartMin ? kNoWord : index_.WordId(ShortForm(rest));
  if (!legal && tail == kNoWord) return;
  Add(head, place, likeness, tail);
  Add(tail, place, likeness, head);
}

}  // namespace cashmatch
