// SPDX-License-Identifier: Apache-2.0
// name_form.cc - finding legal forms, connectives and abbreviations.
// Tested by tests/unit/engine/fuzzy/name_form_test.cc
#include "engine/fuzzy/name_form.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/fuzzy/fold.h"

namespace cashmatch {
namespace {

constexpr std::array<size_t, 6> kCutLengths = {16, 18, 22, 30, 35, 70};

struct Word {
  explicit Word(std::string_view word, bool is_legal = false)
      : text(word), legal(is_legal), begins_legal(BeginsLegalTerm(word)) {}

  std::string_view text;
  bool legal;
  bool begins_legal;  // a legal form may start here
};

// Legal forms that stand before or behind a name without a blank.
constexpr std::array<std::string_view, 12> kJoinedForms = {
    "株式会社", "有限会社",     "合同会社",     "合資会社",
    "合名会社", "股份有限公司", "有限责任公司", "有限責任公司",
    "有限公司", "株式會社",     "주식회사",     "유한회사"};

/// Adds a word, parted from a legal form that is written in one with it.
void AddParted(std::string_view text, std::vector<Word>* words) {
  for (const std::string_view form : kJoinedForms) {
    if (text.starts_with(form)) {
      words->emplace_back(text.substr(0, form.size()), true);
      text.remove_prefix(form.size());
      if (!text.empty()) words->emplace_back(text);
      return;
    }
    if (text.ends_with(form)) {
      const size_t name = text.size() - form.size();
      words->emplace_back(text.substr(0, name));
      words->emplace_back(text.substr(name), true);
      return;
    }
  }
  words->emplace_back(text);
}

std::vector<Word> WordsOf(std::string_view folded) {
  constexpr size_t kUsual = 12;
  std::vector<Word> words;
  words.reserve(kUsual);
  ForEachWord(folded, [&](std::string_view text) {
    const bool latin =
        text.empty() || static_cast<unsigned char>(text[0]) < 0x80;
    if (latin) {
      words.emplace_back(text);
    } else {
      AddParted(text, &words);
    }
  });
  return words;
}

/// The words `first` to `last` as one text: they lie side by side.
std::string_view Phrase(const std::vector<Word>& words, size_t first,
                        size_t last) {
  const char* const begin = words[first].text.data();
  const std::string_view end = words[last].text;
  return {begin, static_cast<size_t>(end.data() + end.size() - begin)};
}

/// Marks the legal forms of a name and returns the family of the strongest.
class LegalMarker {
 public:
  explicit LegalMarker(std::vector<Word>* words) : words_(*words) {}

  LegalFamily Mark() {
    MarkEnd();
    for (size_t i = 0; i < words_.size(); ++i) MarkFrom(i);
    return family_;
  }

 private:
  bool Place(const LegalTerm* term, size_t first, size_t last) {
    for (size_t i = first; i <= last; ++i) words_[i].legal = true;
    if (family_ == LegalFamily::kNone || family_ == LegalFamily::kLoose) {
      family_ = term->family;
    }
    return true;
  }

  /// Takes forms off the end, the longest first, as long as there are some.
  void MarkEnd() {
    size_t end = words_.size();
    for (bool found = true; found && end > 1;) {
      found = false;
      const size_t most = std::min<size_t>(kLegalWordsMax, end - 1);
      for (size_t size = most; size > 0 && !found; --size) {
        if (!words_[end - size].begins_legal) continue;
        const LegalTerm* const term =
            FindLegalTerm(Phrase(words_, end - size, end - 1));
        found = term != nullptr && Place(term, end - size, end - 1);
        if (found) end -= size;
      }
    }
  }

  /// Marks the longest form that starts at word `i`, if it may stand there.
  void MarkFrom(size_t i) {
    if (!words_[i].begins_legal) return;
    const size_t most = std::min<size_t>(kLegalWordsMax, words_.size() - i);
    for (size_t size = most; size > 0; --size) {
      if (words_[i].legal || (i == 0 && size == words_.size())) continue;
      const LegalTerm* const term =
          FindLegalTerm(Phrase(words_, i, i + size - 1));
      if (term == nullptr || term->place == LegalPlace::kEnd) continue;
      if (term->place == LegalPlace::kFrontOrEnd && i != 0) continue;
      Place(term, i, i + size - 1);
      return;
    }
  }

  std::vector<Word>& words_;
  LegalFamily family_ = LegalFamily::kNone;
};

void AppendWord(std::string_view word, std::string* out) {
  if (!out->empty()) *out += ' ';
  *out += word;
}

}  // namespace

bool IsCutLength(size_t characters) {
  return std::any_of(kCutLengths.begin(), kCutLengths.end(), [&](size_t cut) {
    return characters == cut || characters + 1 == cut;
  });
}

std::string AcronymOf(std::string_view core) {
  std::string letters;
  ForEachWord(core, [&](std::string_view word) {
    if (!word.empty() && !IsParticle(word)) letters += word[0];
  });
  return MayBeAcronym(letters) ? letters : std::string();
}

bool MayBeAcronym(std::string_view core) {
  constexpr size_t kLeast = 3, kMost = 6;
  return core.size() >= kLeast && core.size() <= kMost &&
         std::all_of(core.begin(), core.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

NameParts ParseName(std::string_view name) {
  NameParts parts;
  parts.cut = IsCutLength(CharacterCount(name));
  const std::string folded = FoldName(name);
  std::vector<Word> words = WordsOf(folded);
  parts.legal = LegalMarker(&words).Mark();
  parts.cut = parts.cut && !(words.size() > 1 && words.back().legal);
  for (const Word& word : words) {
    if (IsConnective(word.text)) continue;
    AppendWord(word.text, &parts.plain);
    parts.masked = parts.masked || word.text.ends_with('*');
    if (!word.legal) AppendWord(ShortForm(word.text), &parts.core);
  }
  if (parts.plain.empty()) parts.plain = folded;
  if (parts.core.empty()) parts.core = parts.plain;
  return parts;
}

}  // namespace cashmatch
