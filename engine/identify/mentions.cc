// SPDX-License-Identifier: Apache-2.0
// mentions.cc - words that are nearly the number of an open item.
// Tested by tests/unit/engine/identify/mentions_test.cc
#include "engine/identify/mentions.h"

#include <algorithm>
#include <array>

#include "engine/book/normalize.h"
#include "engine/fuzzy/edit_distance.h"
#include "engine/identify/words.h"

namespace cashmatch {
namespace {

constexpr size_t kTailLeast = 4;  // digits that may stand for a number
constexpr size_t kStemLeast = 2;  // digits that may follow its stem
constexpr size_t kEditLeast = 5;  // signs of a word that may hold a slip
constexpr size_t kTwoEditsLeast = 7;
constexpr size_t kPartsMost = 4;    // words that one number may be cut into
constexpr size_t kRangeMost = 200;  // numbers in a range

/// Digits for the letters that are read for them.
constexpr char Unconfused(char c) {
  switch (c) {
    case 'O':
    case 'Q':
    case 'D':
      return '0';
    case 'I':
    case 'L':
      return '1';
    case 'S':
      return '5';
    case 'B':
      return '8';
    case 'Z':
      return '2';
    case 'G':
      return '6';
    default:
      return c;
  }
}

constexpr std::array<char, 256> kUnconfused = [] {
  std::array<char, 256> signs{};
  for (size_t i = 0; i < signs.size(); ++i) {
    signs[i] = Unconfused(static_cast<char>(i));
  }
  return signs;
}();

/// From the end: numbers that are not equal mostly differ there.
bool EqualUnconfused(std::string_view a, std::string_view b) {
  return std::equal(a.rbegin(), a.rend(), b.rbegin(), b.rend(),
                    [](char x, char y) {
                      return kUnconfused[static_cast<unsigned char>(x)] ==
                             kUnconfused[static_cast<unsigned char>(y)];
                    });
}

/// How many letters stand in front of the first digit, 0 if there is none:
/// `FAC1234` and `1234` are one number.
size_t LettersOf(std::string_view plain) {
  const auto* const digit = std::find_if(plain.begin(), plain.end(), IsDigit);
  return digit == plain.end() ? 0 : static_cast<size_t>(digit - plain.begin());
}

bool IsJoint(char c) { return c == '-' || c == '/' || c == '.' || c == '_'; }

/// How far two numbers of equally many digits are apart, up to a million.
uint64_t Distance(std::string_view from, std::string_view to) {
  constexpr size_t kDigits = 6;
  const size_t cut = from.size() > kDigits ? from.size() - kDigits : 0;
  if (from.substr(0, cut) != to.substr(0, cut)) return 1'000'000;
  uint64_t a = 0, b = 0;
  for (size_t i = cut; i < from.size(); ++i) {
    a = a * 10 + static_cast<uint64_t>(from[i] - '0');
    b = b * 10 + static_cast<uint64_t>(to[i] - '0');
  }
  return b > a ? b - a : 1'000'000;
}

/// A number of the same length that ends in `tail`.
std::string WithTail(std::string_view head, std::string_view tail) {
  std::string number(head.substr(0, head.size() - tail.size()));
  return number.append(tail);
}

}  // namespace

void MentionFinder::Split(std::string_view text, const Quotes& quotes) {
  const size_t first = words_.size();
  bool foreign = false;
  size_t at = 0;
  while (at < text.size() && words_.size() < kWordsMax) {
    size_t begin = at;
    while (begin < text.size() && !IsWordByte(text[begin])) ++begin;
    size_t end = begin;
    while (end < text.size() && IsWordByte(text[end])) ++end;
    if (begin == end) break;
    Word word;
    word.text = text.substr(begin, end - begin);
    AppendPlain(word.text, &word.plain);
    word.letters = LettersOf(word.plain);
    if (words_.size() != first) word.before = text[begin - 1];
    if (words_.size() != first && begin - at > 1) word.before = ' ';
    word.digits = AllDigits(word.plain);
    word.any_digit = std::any_of(word.plain.begin(), word.plain.end(), IsDigit);
    // What is announced goes on as long as there are only digits: a phone
    // number has several words.
    if (!word.digits) foreign = AnnouncesOther(word.plain);
    if (StartsPhoneNumber(text, begin, word.plain.size())) foreign = true;
    word.taken = foreign || InDateOrAmount(text, begin, end);
    word.announced =
        words_.size() != first && AnnouncesDocument(words_.back().plain);
    for (const Quote& quote : quotes.list) {
      const bool inside = quote.text.data() <= word.text.data() &&
                          word.text.data() + word.text.size() <=
                              quote.text.data() + quote.text.size();
      if (inside && quote.rule != Rule::kNone) word.taken = true;
    }
    words_.push_back(std::move(word));
    at = end;
  }
  if (words_.size() != first) words_.back().last = at >= text.size();
}

void MentionFinder::JoinForms() {
  for (size_t at = 0; at < words_.size(); ++at) {
    if (words_[at].taken) continue;
    std::vector<Form>& forms = words_[at].forms;
    const auto add = [&](std::string_view text, std::string_view span) {
      forms.push_back({std::string(text), span, SignCounts(text)});
    };
    const char* const begin = words_[at].text.data();
    std::string joined = words_[at].plain;
    if (words_[at].any_digit) add(joined, words_[at].text);
    bool joint = true;
    for (size_t k = at + 1; k < words_.size() && k < at + kPartsMost; ++k) {
      if (words_[k].taken) break;
      joint = joint && IsJoint(words_[k].before);
      joined += words_[k].plain;
      words_[at].runs.push_back({joined, LettersOf(joined)});
      const char* const end = words_[k].text.data() + words_[k].text.size();
      if (joint && words_[k].any_digit) {
        add(joined, {begin, static_cast<size_t>(end - begin)});
      }
    }
    const size_t whole = forms.size();
    for (size_t i = 0; i < whole; ++i) {
      const std::string_view span = forms[i].span;
      const std::string bare = forms[i].text.substr(LettersOf(forms[i].text));
      if (bare != forms[i].text && !bare.empty()) add(bare, span);
      const std::string core(CoreOf(bare));
      if (core != bare && core.size() >= kEditLeast) add(core, span);
    }
  }
}

void MentionFinder::Keep(const Mention& mention, Mentions* out) const {
  for (Mention& kept : out->list) {
    if (kept.item != mention.item) continue;
    if (mention.kind < kept.kind ||
        (mention.kind == kept.kind && mention.agreed > kept.agreed)) {
      kept = mention;
    }
    return;
  }
  out->list.push_back(mention);
}

/// Returns why a person must look at a form that names items of the book, of
/// which the payer owes none; kNone for any other form.
ExceptionCode MentionFinder::NamesOther(std::string_view form,
                                        const OpenState& state) const {
  if (form.size() < kTailLeast) return ExceptionCode::kNone;
  const std::string normal = NormalForm(form);
  bool known = false, open = false, owed = false;
  book_.numbers.Visit(book_.NumberKey(normal), [&](uint32_t row) {
    const ItemRow item{row};
    if (NormalForm(book_.Number(item)) != normal) return true;
    known = true;
    open = open || state.Open(item) != 0;
    owed = std::any_of(numbers_.begin(), numbers_.end(),
                       [item](const Number& n) { return n.item == item; });
    return !owed;
  });
  if (!known || owed) return ExceptionCode::kNone;
  return open ? ExceptionCode::kAmbiguous : ExceptionCode::kPaidTwice;
}

/// What names an item, whole or in words that joints tie together, means
/// nothing in another way.
void MentionFinder::SetOthersAside(const OpenState& state, Mentions* out) {
  for (size_t at = 0; at < words_.size(); ++at) {
    std::string joined;
    for (size_t k = at; k < words_.size() && k < at + kPartsMost; ++k) {
      if (words_[k].taken || (k != at && !IsJoint(words_[k].before))) break;
      joined += words_[k].plain;
      if (!words_[k].any_digit) continue;
      const ExceptionCode other = NamesOther(joined, state);
      if (other == ExceptionCode::kNone) continue;
      out->other = other;
      for (size_t i = at; i <= k; ++i) words_[i].forms.clear();
    }
  }
}

/// Notes in what way a form is a number but for slips, if that is surer than
/// what is noted.
void MentionFinder::CompareForms(const Form& form, std::string_view known,
                                 const SignCounts& counts, bool announced,
                                 Mention* mention) {
  const auto note = [&](MentionKind kind, size_t agreed) {
    if (mention->agreed != 0 && mention->kind <= kind) return;
    mention->kind = kind;
    mention->agreed = static_cast<uint8_t>(std::min<size_t>(agreed, 255));
    mention->text = form.span;
  };
  const std::string_view text = form.text;
  const bool telling = known.size() >= kTailLeast || announced;
  if (text == known && telling) note(MentionKind::kWhole, known.size());
  if (EqualUnconfused(text, known) && known.size() >= kEditLeast) {
    note(MentionKind::kConfused, known.size());
  }
  if (text.size() < kEditLeast) return;
  const int most = text.size() >= kTwoEditsLeast ? 2 : 1;
  if (!form.counts.MayBeWithin(counts, static_cast<size_t>(most))) return;
  const int edits = EditDistance(text, known, most);
  if (edits == 1) note(MentionKind::kOneEdit, text.size() - 1);
  if (edits == 2 && most == 2) note(MentionKind::kTwoEdits, text.size() - 2);
}

/// A word that is the number but for slips; agreed is 0 if it is not.
Mention MentionFinder::Slip(const Word& word, const Number& number) const {
  Mention mention{number.item, 0, MentionKind::kCut, 0, 0, word.text};
  for (const Form& form : word.forms) {
    const auto compare = [&](std::string_view known, const SignCounts& counts) {
      if (known.empty()) return;
      CompareForms(form, known, counts, word.announced, &mention);
    };
    compare(number.plain, number.plain_counts);
    if (number.bare.size() != number.plain.size()) {
      compare(number.bare, number.bare_counts);
    }
    compare(number.core, number.core_counts);
  }
  return mention;
}

/// True if a word is the number with those behind it, run together.
bool MentionFinder::IsRunOf(const Word& word, const Number& number) {
  const size_t size = number.bare.size();
  if (size < kTailLeast) return false;
  size_t before = word.plain.size();
  for (const Run& run : word.runs) {
    if (before > size + kEditLeast) return false;
    if (run.text == number.plain || run.bare() == number.bare) return true;
    before = run.text.size();
  }
  return false;
}

/// A word that is a part of the number, or reaches it from the words beside.
Mention MentionFinder::Neighbour(size_t at, const Number& number) const {
  const Word& word = words_[at];
  const std::string_view known = number.bare;
  const auto found = [&](MentionKind kind, size_t agreed) {
    return Mention{
        number.item, 0,
        kind,        static_cast<uint8_t>(std::min<size_t>(agreed, 255)),
        0,           word.text};
  };
  if (IsRunOf(word, number)) return found(MentionKind::kJoined, known.size());
  const std::string_view bare = word.bare();
  if (bare.size() >= known.size() + kEditLeast && known.size() > kEditLeast &&
      (bare.starts_with(known) || bare.ends_with(known))) {
    return found(MentionKind::kJoined, known.size());
  }
  if (!word.digits) return found(MentionKind::kCut, 0);
  const bool dash = word.before == '-' && at != 0;
  for (size_t back = at; back-- > 0;) {
    const std::string_view stem = words_[back].bare();
    if (stem.size() != known.size()) continue;
    // The nearest number before it that is as long as this one is its stem.
    if (word.plain.size() > known.size() || word.plain.size() < kStemLeast) {
      break;
    }
    const std::string end = WithTail(stem, word.plain);
    if (end == known && word.plain.size() < known.size()) {
      return found(MentionKind::kStem, known.size());
    }
    if (dash && back + 1 == at && AllDigits(known) && known > stem &&
        known < end && Distance(stem, end) <= kRangeMost) {
      return found(MentionKind::kRange, known.size());
    }
    break;
  }
  if (bare.size() >= kTailLeast && bare.size() < known.size()) {
    const bool year = bare.size() == kTailLeast &&
                      (bare.starts_with("19") || bare.starts_with("20"));
    if (known.ends_with(bare) && !year) {
      return found(MentionKind::kTail, bare.size());
    }
    if (word.last && known.starts_with(bare)) {
      return found(MentionKind::kCut, bare.size());
    }
  }
  return found(MentionKind::kCut, 0);
}

/// Tells in what way, if any, the word at `at` means a number.
void MentionFinder::Compare(size_t at, const Number& number,
                            Mentions* out) const {
  Mention mention = Slip(words_[at], number);
  const Mention other = Neighbour(at, number);
  if (other.agreed != 0 && (mention.agreed == 0 || other.kind < mention.kind)) {
    mention = other;
  }
  if (mention.agreed == 0) return;
  mention.word = static_cast<uint32_t>(at);
  Keep(mention, out);
}

void MentionFinder::Find(const ReceiptBlock& block, const Receipt& receipt,
                         const OpenState& state, const PayerGuesses& payers,
                         const Quotes& quotes, Mentions* out) {
  out->Clear();
  words_.clear();
  rows_.clear();
  numbers_.clear();
  for (const AdviceLine& line : block.Advice(receipt)) {
    Split(line.reference, quotes);
  }
  for (const Reference& reference : block.References(receipt)) {
    if (reference.type == ReferenceType::kInvoice ||
        reference.type == ReferenceType::kEndToEnd ||
        reference.type == ReferenceType::kOther) {
      Split(reference.value, quotes);
    }
  }
  for (const std::string_view text : block.Texts(receipt)) Split(text, quotes);
  const bool any = std::any_of(words_.begin(), words_.end(), [](const Word& w) {
    return w.any_digit && !w.taken;
  });
  if (!any) return;
  JoinForms();
  out->whole_book = payers.count == 0 && quotes.items.empty();
  if (!out->whole_book) Gather(receipt, state, payers, quotes);
  SetOthersAside(state, out);
  if (out->whole_book) GatherNear(receipt, state);
  for (size_t at = 0; at < words_.size(); ++at) {
    if (words_[at].forms.empty()) continue;
    for (const Number& number : numbers_) Compare(at, number, out);
  }
  if (out->whole_book) {
    // The end of a number, or a range, means something of a known payer only.
    std::erase_if(out->list, [](const Mention& mention) {
      return mention.kind == MentionKind::kStem ||
             mention.kind == MentionKind::kRange ||
             mention.kind == MentionKind::kTail ||
             mention.kind == MentionKind::kCut;
    });
  } else {
    KeepSurest(out);
  }
  CountRivals(out);
}

/// Of what a word may mean only the surest kind counts.
void MentionFinder::KeepSurest(Mentions* out) const {
  std::vector<MentionKind> surest(words_.size(), MentionKind::kCut);
  for (const Mention& mention : out->list) {
    surest[mention.word] = std::min(surest[mention.word], mention.kind);
  }
  std::erase_if(out->list, [&](const Mention& mention) {
    return mention.kind != surest[mention.word] &&
           mention.kind != MentionKind::kRange &&
           surest[mention.word] != MentionKind::kRange;
  });
}

void MentionFinder::CountRivals(Mentions* out) const {
  std::vector<uint16_t> meant(words_.size(), 0);
  for (const Mention& mention : out->list) {
    if (mention.kind != MentionKind::kRange) ++meant[mention.word];
  }
  for (Mention& mention : out->list) {
    mention.rivals = mention.kind == MentionKind::kRange
                         ? 0
                         : static_cast<uint16_t>(meant[mention.word] - 1);
  }
}

}  // namespace cashmatch
