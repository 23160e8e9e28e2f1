// SPDX-License-Identifier: Apache-2.0
// edit_distance.cc - edit scripts, tried where two texts first differ.
// Tested by tests/unit/engine/fuzzy/edit_distance_test.cc
#include "engine/fuzzy/edit_distance.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace cashmatch {
namespace {

// Costs of slips, in millionths of a plain edit: what people and scanners do
// often is cheap.
constexpr int32_t kConfusionCost = 150'000;
constexpr int32_t kTransposedCost = 500'000;
constexpr int32_t kDoubledCost = 500'000;
constexpr int32_t kEndCost = 700'000;
constexpr int32_t kPlainCost = 1'000'000;
constexpr int32_t kStemCost = 900'000;

constexpr std::array<std::string_view, 8> kAlike = {"O0QD", "1IL7", "5S", "8B",
                                                    "2Z",   "6G",   "4A", "UV"};

struct Pair {
  std::string_view two;
  char one;
};
constexpr std::array<Pair, 3> kAlikePairs = {
    {{"RN", 'M'}, {"VV", 'W'}, {"CL", 'D'}}};

size_t CommonPrefix(std::string_view a, std::string_view b) {
  const size_t most = std::min(a.size(), b.size());
  size_t at = 0;
  for (; at + 8 <= most; at += 8) {
    uint64_t x = 0;
    uint64_t y = 0;
    std::memcpy(&x, a.data() + at, 8);
    std::memcpy(&y, b.data() + at, 8);
    if (x != y) break;
  }
  while (at < most && a[at] == b[at]) ++at;
  return at;
}

/// Tells whether two texts of one length are equal; for short ones this is
/// faster than a call of memcmp.
bool Same(std::string_view a, std::string_view b) {
  return CommonPrefix(a, b) == a.size();
}

/// Tells whether `a` and `b` begin with the same two bytes, swapped.
bool Swapped(std::string_view a, std::string_view b) {
  return a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0];
}

/// Finds the cheapest script from `read` to `known`.
class Search {
 public:
  Search(std::string_view read, std::string_view known)
      : read_(read), known_(known) {}

  EditCost Best(int edits_max) {
    Step(0, 0, edits_max, {Slip::kNone, 0, 0});
    return best_;
  }

 private:
  void Step(size_t i, size_t j, int left, EditCost done) {
    const size_t same = CommonPrefix(read_.substr(i), known_.substr(j));
    i += same;
    j += same;
    if (i == read_.size() && j == known_.size()) {
      const bool first = best_.slip == Slip::kFar;
      if (first || done.millionths < best_.millionths) best_ = done;
      return;
    }
    const size_t longer = std::max(read_.size() - i, known_.size() - j);
    const size_t shorter = std::min(read_.size() - i, known_.size() - j);
    // A look-alike pair, too, changes the length by one.
    if (left == 0 || longer - shorter > static_cast<size_t>(left)) return;
    Branch(i, j, left - 1, done);
  }

  void Branch(size_t i, size_t j, int left, const EditCost& done) {
    const std::string_view a = read_.substr(i);
    const std::string_view b = known_.substr(j);
    if (!a.empty() && !b.empty()) {
      const bool alike = LookAlike(a[0], b[0]);
      Step(i + 1, j + 1, left,
           alike ? With(done, Slip::kConfusion, kConfusionCost)
                 : With(done, Slip::kSubstituted, kPlainCost));
    }
    if (Swapped(a, b)) {
      Step(i + 2, j + 2, left, With(done, Slip::kTransposed, kTransposedCost));
    }
    for (const auto& [two, one] : kAlikePairs) {
      const EditCost next = With(done, Slip::kConfusion, kConfusionCost);
      if (a.starts_with(two) && b.starts_with(one)) {
        Step(i + 2, j + 1, left, next);
      }
      if (a.starts_with(one) && b.starts_with(two)) {
        Step(i + 1, j + 2, left, next);
      }
    }
    if (!a.empty()) Step(i + 1, j, left, Extra(done, i));
    if (!b.empty()) Step(i, j + 1, left, Lost(done, j));
  }

  EditCost Extra(const EditCost& done, size_t i) const {
    const bool doubled = (i > 0 && read_[i - 1] == read_[i]) ||
                         (i + 1 < read_.size() && read_[i + 1] == read_[i]);
    if (doubled) return With(done, Slip::kDoubled, kDoubledCost);
    const bool end = i == 0 || i + 1 == read_.size();
    return end ? With(done, Slip::kEndExtra, kEndCost)
               : With(done, Slip::kExtra, kPlainCost);
  }

  EditCost Lost(const EditCost& done, size_t j) const {
    const bool end = j == 0 || j + 1 == known_.size();
    return end ? With(done, Slip::kEndLost, kEndCost)
               : With(done, Slip::kLost, kPlainCost);
  }

  static EditCost With(EditCost done, Slip slip, int32_t cost) {
    const bool both_confused =
        done.slip == Slip::kConfusion && slip == Slip::kConfusion;
    done.slip = done.edits == 0 || both_confused ? slip : Slip::kTwoEdits;
    ++done.edits;
    done.millionths += cost;
    return done;
  }

  std::string_view read_;
  std::string_view known_;
  EditCost best_;
};

EditCost Stem(std::string_view read, std::string_view known) {
  const bool lost = read.size() < known.size();
  const std::string_view longer = lost ? known : read;
  const std::string_view shorter = lost ? read : known;
  const size_t apart = longer.size() - shorter.size();
  if (apart < 2 || apart > UINT8_MAX || shorter.size() < kStemMin) return {};
  EditCost cost{Slip::kFar, static_cast<uint8_t>(apart), kStemCost};
  if (longer.ends_with(shorter)) {
    cost.slip = lost ? Slip::kPrefixLost : Slip::kPrefixExtra;
  } else if (longer.starts_with(shorter)) {
    cost.slip = lost ? Slip::kSuffixLost : Slip::kSuffixExtra;
  } else {
    return {};
  }
  return cost;
}

}  // namespace

bool LookAlike(char a, char b) {
  if (a == b) return false;
  return std::any_of(kAlike.begin(), kAlike.end(), [&](std::string_view set) {
    return set.find(a) != set.npos && set.find(b) != set.npos;
  });
}

bool WithinOneEdit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const size_t same = CommonPrefix(a, b);
  a.remove_prefix(same);
  b.remove_prefix(same);
  if (a.size() < b.size()) return Same(a, b.substr(1));
  if (a.empty() || Same(a.substr(1), b.substr(1))) return true;
  return Swapped(a, b) && Same(a.substr(2), b.substr(2));
}

int EditDistance(std::string_view a, std::string_view b, int edits_max) {
  if (a.size() > b.size()) std::swap(a, b);
  const int more = edits_max + 1;
  if (b.size() - a.size() > static_cast<size_t>(edits_max)) return more;
  const size_t same = CommonPrefix(a, b);
  a.remove_prefix(same);
  b.remove_prefix(same);
  if (b.empty()) return 0;
  if (edits_max == 0) return more;
  int best = more - 1;  // of what remains after one edit
  const auto attempt = [&](std::string_view x, std::string_view y) {
    if (best > 0) best = std::min(best, EditDistance(x, y, best - 1));
  };
  attempt(a, b.substr(1));
  if (!a.empty()) {
    attempt(a.substr(1), b.substr(1));
    attempt(a.substr(1), b);
  }
  if (Swapped(a, b)) attempt(a.substr(2), b.substr(2));
  return best + 1;
}

EditCost CompareReferences(std::string_view read, std::string_view known,
                           int edits_max) {
  const EditCost edited = Search(read, known).Best(edits_max);
  const EditCost stem = Stem(read, known);
  if (stem.slip == Slip::kFar) return edited;
  const bool cheaper =
      edited.slip == Slip::kFar || stem.millionths < edited.millionths;
  return cheaper ? stem : edited;
}

}  // namespace cashmatch
