// SPDX-License-Identifier: Apache-2.0
// name_score.cc - aligning the words of two names.
// Tested by tests/unit/engine/fuzzy/name_score_test.cc
#include "engine/fuzzy/name_score.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "engine/fuzzy/edit_distance.h"
#include "engine/fuzzy/name_slip.h"

namespace cashmatch {
namespace {

constexpr int32_t kWhole = 1'000'000;

// What the evaluation on labelled pairs left of the score's parameters; all
// are millionths.
constexpr int32_t kLegalConflict = 60'000;
constexpr int32_t kSpelling = 5'000;      // equal, but not letter by letter
constexpr int32_t kMisspelling = 30'000;  // of a word that says little
constexpr int32_t kLegalMissing = 5'000;
constexpr int32_t kReordering = 40'000;
constexpr int32_t kWordMoved = 2'000;  // each that is moved beyond the first
constexpr int32_t kNumberConflict = 200'000;
constexpr int32_t kConflict = 600'000;  // all of the lighter name conflicts
constexpr uint32_t kConflictWeight = 6 * 16;
constexpr int32_t kTruncation = 30'000;
constexpr int32_t kTruncationAtBlank = 120'000;
constexpr int32_t kLetterCutOff = 50;
constexpr int32_t kCoverShare = 350'000;  // of the better covered name's share
constexpr int32_t kEditLoss = 1'100'000;  // for an edit in a word of one letter
constexpr int32_t kBeginning = 600'000;   // TECH and TECHNIQUE
constexpr int32_t kInitial = 400'000;
constexpr int32_t kOpenWord = 950'000;     // cut off, three letters left
constexpr int32_t kOpenLetters = 700'000;  // cut off, fewer left
constexpr int32_t kJoined = 970'000;       // GOOD WILL and GOODWILL

constexpr int32_t kAcronym = 750'000;  // IBM: many have these letters

constexpr size_t kCutMin = 8;  // letters that a cut-off name must have left

bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

std::string Joined(std::span<const NameWord> words) {
  std::string joined;
  for (const NameWord& word : words) joined += word.text;
  return joined;
}

int32_t LegalLoss(LegalFamily a, LegalFamily b) {
  if (a == b) return 0;
  if (a == LegalFamily::kNone || b == LegalFamily::kNone) return kLegalMissing;
  const bool loose = a == LegalFamily::kLoose || b == LegalFamily::kLoose;
  return loose ? kLegalMissing : kLegalConflict;
}

/// What to take away for the letters that a cut-off name has not.
int32_t LettersLoss(const NameView& a, const NameView& b) {
  constexpr size_t kMost = 100;
  const auto [least, most] = std::minmax({a.plain.size(), b.plain.size()});
  return kLetterCutOff * static_cast<int32_t>(std::min(most - least, kMost));
}

/// Scores `start` as `whole`, cut off or masked at its end; -1 if it is not. A
/// text that ends where a word ends may as well be a shorter name. Of names
/// that begin alike the one of which less is missing stands first.
int32_t CutOffScore(const NameView& start, const NameView& whole) {
  std::string_view text = start.plain;
  const bool masked = text.ends_with('*');
  if (masked) text.remove_suffix(1);
  const bool cut = (start.cut || masked) && text.size() >= kCutMin &&
                   text.size() < whole.plain.size() &&
                   whole.plain.starts_with(text);
  if (!cut) return -1;
  const bool inside = whole.plain[text.size()] != ' ';
  return kWhole - (inside || masked ? kTruncation : kTruncationAtBlank) -
         LettersLoss(start, whole);
}

/// One side of an alignment: what of each word the other side answers.
struct Side {
  explicit Side(const NameView& view)
      : words(view.words), open_end(view.cut || view.masked) {
    likeness.fill(0);
    partner.fill(-1);
  }
  bool Open(size_t i) const {
    return open_end && i + 1 == words.size() && words.size() > 1;
  }
  uint64_t Total() const {
    uint64_t sum = 0;
    for (const NameWord& word : words) sum += word.weight;
    return sum;
  }
  uint64_t Covered() const {  // times a million
    uint64_t sum = 0;
    for (size_t i = 0; i < words.size(); ++i) {
      sum += uint64_t{words[i].weight} * static_cast<uint64_t>(likeness[i]);
    }
    return sum;
  }
  bool AllAnswered() const {
    return std::all_of(likeness.begin(), likeness.begin() + words.size(),
                       [](int32_t like) { return like > 0; });
  }
  bool AllEqual() const {
    return std::all_of(likeness.begin(), likeness.begin() + words.size(),
                       [](int32_t like) { return like == kWhole; });
  }
  /// What the other side does not answer; a word weighs here at least as much
  /// as a common one, for FRANCE and GERMANY tell two companies apart.
  uint64_t Unanswered() const {
    uint64_t sum = 0;
    for (size_t i = 0; i < words.size(); ++i) {
      if (likeness[i] == 0) sum += std::max(words[i].weight, kConflictWeight);
    }
    return sum;
  }
  /// How many words to move, at least, to have the others in the order of the
  /// other side: all but the longest ascending sequence of partners.
  int Moved() const {
    std::array<int, kNameWordsMax> longest = {};  // that ends with this word
    int paired = 0;
    int most = 0;
    for (size_t i = 0; i < words.size(); ++i) {
      if (partner[i] < 0) continue;
      ++paired;
      longest[i] = 1;
      for (size_t k = 0; k < i; ++k) {
        if (partner[k] < 0 || partner[k] > partner[i]) continue;
        longest[i] = std::max(longest[i], longest[k] + 1);
      }
      most = std::max(most, longest[i]);
    }
    return paired - most;
  }
  bool NumberLeft() const {
    for (size_t i = 0; i < words.size(); ++i) {
      if (likeness[i] == 0 && HasDigit(words[i].text)) return true;
    }
    return false;
  }

  std::span<const NameWord> words;
  bool open_end;
  std::array<int32_t, kNameWordsMax> likeness;
  std::array<int, kNameWordsMax> partner;
};

class Alignment {
 public:
  Alignment(const NameView& a, const NameView& b) : a_(a), b_(b) {
    PairEqual();
    PairJoined(&a_, &b_);
    PairJoined(&b_, &a_);
    PairAlike();
  }

  NameScore Score() const {
    const uint64_t total = a_.Total() + b_.Total();
    const uint64_t covered_a = a_.Covered();
    const uint64_t covered_b = b_.Covered();
    if (covered_a == 0 || covered_b == 0) return {};
    const auto both = static_cast<int64_t>((covered_a + covered_b) / total);
    const auto better = static_cast<int64_t>(
        std::max(covered_a / a_.Total(), covered_b / b_.Total()));
    int64_t score =
        (both * (kWhole - kCoverShare) + better * kCoverShare) / kWhole;
    const NameAgreement agreement = Agreement();
    const int moved = std::min(a_.Moved(), b_.Moved());
    if (moved > 0) score -= kReordering + kWordMoved * (moved - 1);
    score -= Conflict();
    if (a_.NumberLeft() && b_.NumberLeft()) score -= kNumberConflict;
    return {static_cast<int32_t>(std::max<int64_t>(score, 0)), agreement};
  }

 private:
  /// What to take away because both names have words that the other has not.
  int64_t Conflict() const {
    const uint64_t both = std::min(a_.Unanswered(), b_.Unanswered());
    const uint64_t lighter = std::min(a_.Total(), b_.Total());
    return std::min<int64_t>(kConflict,
                             static_cast<int64_t>(kConflict * both / lighter));
  }

  void Pair(size_t i, size_t j, int32_t likeness) {
    a_.likeness[i] = b_.likeness[j] = likeness;
    a_.partner[i] = static_cast<int>(j);
    b_.partner[j] = static_cast<int>(i);
  }

  void PairEqual() {
    for (size_t i = 0; i < a_.words.size(); ++i) {
      for (size_t j = 0; j < b_.words.size(); ++j) {
        if (b_.partner[j] >= 0 || a_.words[i].text != b_.words[j].text) {
          continue;
        }
        Pair(i, j, kWhole);
        break;
      }
    }
  }

  /// Pairs a word of `one` with two neighbours of `other` that make it up.
  static void PairJoined(Side* one, Side* other) {
    for (size_t i = 0; i < one->words.size(); ++i) {
      const std::string_view word = one->words[i].text;
      for (size_t j = 0; j + 1 < other->words.size(); ++j) {
        const std::string_view head = other->words[j].text;
        if (one->partner[i] >= 0 || other->partner[j] >= 0 ||
            other->partner[j + 1] >= 0 || !word.starts_with(head) ||
            ShortForm(word.substr(head.size())) != other->words[j + 1].text) {
          continue;
        }
        one->partner[i] = static_cast<int>(j);
        other->partner[j] = other->partner[j + 1] = static_cast<int>(i);
        one->likeness[i] = kJoined;
        other->likeness[j] = other->likeness[j + 1] = kJoined;
      }
    }
  }

  /// Pairs what is left, the likest two words first.
  void PairAlike() {
    std::array<std::array<int32_t, kNameWordsMax>, kNameWordsMax> like;
    for (size_t i = 0; i < a_.words.size(); ++i) {
      for (size_t j = 0; j < b_.words.size(); ++j) {
        const bool free = a_.partner[i] < 0 && b_.partner[j] < 0;
        like[i][j] = free ? WordLikeness(a_.words[i].text, a_.Open(i),
                                         b_.words[j].text, b_.Open(j))
                          : 0;
      }
    }
    while (true) {
      size_t best_i = 0;
      size_t best_j = 0;
      int32_t best = 0;
      for (size_t i = 0; i < a_.words.size(); ++i) {
        for (size_t j = 0; j < b_.words.size(); ++j) {
          const bool free = a_.partner[i] < 0 && b_.partner[j] < 0;
          if (!free || like[i][j] <= best) continue;
          best = like[best_i = i][best_j = j];
        }
      }
      if (best == 0) return;
      Pair(best_i, best_j, best);
    }
  }

  NameAgreement Agreement() const {
    const bool all_a = a_.AllAnswered();
    const bool all_b = b_.AllAnswered();
    if (!all_a && !all_b) return NameAgreement::kPartial;
    if (all_a != all_b) return NameAgreement::kSubset;
    if (!a_.AllEqual() || !b_.AllEqual()) return NameAgreement::kEdited;
    return NameAgreement::kReordered;
  }

  Side a_;
  Side b_;
};

int32_t BeginningLikeness(std::string_view start, bool open,
                          std::string_view whole) {
  if (!whole.starts_with(start)) return 0;
  if (open) return start.size() >= 3 ? kOpenWord : kOpenLetters;
  if (start.size() == 1) return kInitial;
  return start.size() >= 3 ? kBeginning : 0;
}

/// Scores names of which one is the first letters of the other; -1 if not.
int32_t AcronymScore(const NameView& letters, const NameView& whole) {
  if (letters.words.size() != 1 || whole.words.size() < 3 ||
      !MayBeAcronym(letters.words[0].text)) {
    return -1;
  }
  std::string core;
  for (const NameWord& word : whole.words) {
    if (!core.empty()) core += ' ';
    core += word.text;
  }
  return AcronymOf(core) == letters.words[0].text ? kAcronym : -1;
}

/// Scores names that one slip parts, wherever it is: -1 if none does.
int32_t SlipScore(const NameView& a, const NameView& b) {
  const size_t letters = std::max(a.plain.size(), b.plain.size());
  const int slips = letters < kCutMin ? -1 : SlipsBetween(a.plain, b.plain);
  if (slips < 0) return -1;
  return kWhole - kMisspelling -
         kEditLoss * slips / static_cast<int32_t>(letters);
}

void Raise(NameScore* score, int32_t millionths, NameAgreement agreement) {
  if (millionths > score->millionths) *score = {millionths, agreement};
}

}  // namespace

int32_t WordLikeness(std::string_view a, bool a_open, std::string_view b,
                     bool b_open) {
  if (a == b) return kWhole;
  const auto unmask = [](std::string_view* word, bool* open) {
    if (!word->ends_with('*')) return;
    word->remove_suffix(1);
    *open = true;
  };
  unmask(&a, &a_open);
  unmask(&b, &b_open);
  if (a.size() > b.size()) {
    std::swap(a, b);
    std::swap(a_open, b_open);
  }
  if (a.empty() || (HasDigit(a) && !a_open) || HasDigit(b)) return 0;
  const int32_t beginning = BeginningLikeness(a, a_open, b);
  const int edits_max = b.size() >= 8 ? 2 : b.size() >= 4 ? 1 : 0;
  const int edits = EditDistance(a, b, edits_max);
  if (edits > edits_max) return beginning;
  const int32_t loss = kEditLoss * edits / static_cast<int32_t>(b.size());
  return std::max(beginning, kWhole - loss);
}

uint32_t WordWeight(std::string_view word, uint64_t count, uint64_t names) {
  // A small book knows little of how common words are: it is taken for a part
  // of a large one.
  constexpr uint64_t kPrior = 4096;
  constexpr uint32_t kGenericMost = 4 * 16;
  constexpr uint32_t kLetterMost = 4 * 16;
  constexpr uint32_t kParticleMost = 2 * 16;
  const uint64_t ratio = (names + kPrior) * 16 / (count + 1);
  const auto whole = static_cast<uint32_t>(std::bit_width(ratio) - 1);
  // Between two powers of two, the logarithm is taken for a straight line.
  const auto part = static_cast<uint32_t>(
      whole >= 4 ? (ratio >> (whole - 4)) & 15 : (ratio << (4 - whole)) & 15);
  uint32_t weight = whole * 16 + part;
  weight = weight > 64 ? weight - 64 : 1;  // the factor 16 above
  if (IsParticle(word)) weight = std::min(weight, kParticleMost);
  if (IsGeneric(word)) weight = std::min(weight, kGenericMost);
  if (word.size() == 1) weight = std::min(weight, kLetterMost);
  return std::max<uint32_t>(weight, 1);
}

NameScore CompareNames(const NameView& a, const NameView& b) {
  if (a.words.empty() || b.words.empty()) return {};
  const int32_t legal = LegalLoss(a.legal, b.legal);
  if (a.plain == b.plain) return {kWhole, NameAgreement::kEqual};
  NameScore score;
  if (Joined(a.words) == Joined(b.words)) {
    score = {kWhole - kSpelling - legal, NameAgreement::kEqual};
    if (!a.misspelt && !b.misspelt) return score;
    score = {score.millionths - kMisspelling, NameAgreement::kEdited};
  } else {
    score = Alignment(a, b).Score();
    score.millionths = std::max(score.millionths - legal, 0);
    const int32_t acronym = std::max(AcronymScore(a, b), AcronymScore(b, a));
    Raise(&score, acronym - legal, NameAgreement::kAcronym);
  }
  Raise(&score, SlipScore(a, b) - legal, NameAgreement::kEdited);
  const int32_t cut_off = std::max(CutOffScore(a, b), CutOffScore(b, a));
  if (cut_off < 0) return score;
  const int32_t aligned =
      std::min(score.millionths, kWhole - kTruncation - LettersLoss(a, b));
  return {std::max(cut_off, aligned), NameAgreement::kTruncated};
}

}  // namespace cashmatch
