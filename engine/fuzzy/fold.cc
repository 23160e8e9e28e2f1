// SPDX-License-Identifier: Apache-2.0
// fold.cc - decoding UTF-8, folding letters, joining and parting words.
// Tested by tests/unit/engine/fuzzy/name_form_test.cc
#include "engine/fuzzy/fold.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace cashmatch {
namespace {

struct Range {
  uint32_t first;
  uint32_t last;
  const char* text;
};

// Letters beyond ASCII, ascending. Accented ones as Unicode decomposes them;
// Cyrillic as ISO 9 without its accents, Greek as ELOT 743.
constexpr Range kLetters[] = {
    {0xC0, 0xC5, "A"},      {0xC6, 0xC6, "AE"},     {0xC7, 0xC7, "C"},
    {0xC8, 0xCB, "E"},      {0xCC, 0xCF, "I"},      {0xD0, 0xD0, "D"},
    {0xD1, 0xD1, "N"},      {0xD2, 0xD6, "O"},      {0xD8, 0xD8, "O"},
    {0xD9, 0xDC, "U"},      {0xDD, 0xDD, "Y"},      {0xDE, 0xDE, "TH"},
    {0xDF, 0xDF, "SS"},     {0xE0, 0xE5, "A"},      {0xE6, 0xE6, "AE"},
    {0xE7, 0xE7, "C"},      {0xE8, 0xEB, "E"},      {0xEC, 0xEF, "I"},
    {0xF0, 0xF0, "D"},      {0xF1, 0xF1, "N"},      {0xF2, 0xF6, "O"},
    {0xF8, 0xF8, "O"},      {0xF9, 0xFC, "U"},      {0xFD, 0xFD, "Y"},
    {0xFE, 0xFE, "TH"},     {0xFF, 0xFF, "Y"},      {0x100, 0x105, "A"},
    {0x106, 0x10D, "C"},    {0x10E, 0x111, "D"},    {0x112, 0x11B, "E"},
    {0x11C, 0x123, "G"},    {0x124, 0x127, "H"},    {0x128, 0x131, "I"},
    {0x132, 0x133, "IJ"},   {0x134, 0x135, "J"},    {0x136, 0x138, "K"},
    {0x139, 0x142, "L"},    {0x143, 0x149, "N"},    {0x14A, 0x14B, "NG"},
    {0x14C, 0x151, "O"},    {0x152, 0x153, "OE"},   {0x154, 0x159, "R"},
    {0x15A, 0x161, "S"},    {0x162, 0x167, "T"},    {0x168, 0x173, "U"},
    {0x174, 0x175, "W"},    {0x176, 0x178, "Y"},    {0x179, 0x17E, "Z"},
    {0x17F, 0x17F, "S"},    {0x18F, 0x18F, "A"},    {0x1A0, 0x1A1, "O"},
    {0x1AF, 0x1B0, "U"},    {0x218, 0x219, "S"},    {0x21A, 0x21B, "T"},
    {0x259, 0x259, "A"},    {0x386, 0x386, "A"},    {0x388, 0x388, "E"},
    {0x389, 0x38A, "I"},    {0x38C, 0x38C, "O"},    {0x38E, 0x38E, "Y"},
    {0x38F, 0x38F, "O"},    {0x390, 0x390, "I"},    {0x391, 0x391, "A"},
    {0x392, 0x392, "V"},    {0x393, 0x393, "G"},    {0x394, 0x394, "D"},
    {0x395, 0x395, "E"},    {0x396, 0x396, "Z"},    {0x397, 0x397, "I"},
    {0x398, 0x398, "TH"},   {0x399, 0x399, "I"},    {0x39A, 0x39A, "K"},
    {0x39B, 0x39B, "L"},    {0x39C, 0x39C, "M"},    {0x39D, 0x39D, "N"},
    {0x39E, 0x39E, "X"},    {0x39F, 0x39F, "O"},    {0x3A0, 0x3A0, "P"},
    {0x3A1, 0x3A1, "R"},    {0x3A3, 0x3A3, "S"},    {0x3A4, 0x3A4, "T"},
    {0x3A5, 0x3A5, "Y"},    {0x3A6, 0x3A6, "F"},    {0x3A7, 0x3A7, "CH"},
    {0x3A8, 0x3A8, "PS"},   {0x3A9, 0x3A9, "O"},    {0x3AA, 0x3AA, "I"},
    {0x3AB, 0x3AB, "Y"},    {0x3AC, 0x3AC, "A"},    {0x3AD, 0x3AD, "E"},
    {0x3AE, 0x3AF, "I"},    {0x3B0, 0x3B0, "Y"},    {0x3B1, 0x3B1, "A"},
    {0x3B2, 0x3B2, "V"},    {0x3B3, 0x3B3, "G"},    {0x3B4, 0x3B4, "D"},
    {0x3B5, 0x3B5, "E"},    {0x3B6, 0x3B6, "Z"},    {0x3B7, 0x3B7, "I"},
    {0x3B8, 0x3B8, "TH"},   {0x3B9, 0x3B9, "I"},    {0x3BA, 0x3BA, "K"},
    {0x3BB, 0x3BB, "L"},    {0x3BC, 0x3BC, "M"},    {0x3BD, 0x3BD, "N"},
    {0x3BE, 0x3BE, "X"},    {0x3BF, 0x3BF, "O"},    {0x3C0, 0x3C0, "P"},
    {0x3C1, 0x3C1, "R"},    {0x3C2, 0x3C3, "S"},    {0x3C4, 0x3C4, "T"},
    {0x3C5, 0x3C5, "Y"},    {0x3C6, 0x3C6, "F"},    {0x3C7, 0x3C7, "CH"},
    {0x3C8, 0x3C8, "PS"},   {0x3C9, 0x3C9, "O"},    {0x3CA, 0x3CA, "I"},
    {0x3CB, 0x3CB, "Y"},    {0x3CC, 0x3CC, "O"},    {0x3CD, 0x3CD, "Y"},
    {0x3CE, 0x3CE, "O"},    {0x400, 0x401, "E"},    {0x402, 0x402, "DJ"},
    {0x403, 0x403, "G"},    {0x404, 0x404, "YE"},   {0x405, 0x405, "DZ"},
    {0x406, 0x407, "I"},    {0x408, 0x408, "J"},    {0x409, 0x409, "LJ"},
    {0x40A, 0x40A, "NJ"},   {0x40B, 0x40B, "C"},    {0x40C, 0x40C, "K"},
    {0x40D, 0x40D, "I"},    {0x40E, 0x40E, "U"},    {0x40F, 0x40F, "DZ"},
    {0x410, 0x410, "A"},    {0x411, 0x411, "B"},    {0x412, 0x412, "V"},
    {0x413, 0x413, "G"},    {0x414, 0x414, "D"},    {0x415, 0x415, "E"},
    {0x416, 0x416, "ZH"},   {0x417, 0x417, "Z"},    {0x418, 0x419, "I"},
    {0x41A, 0x41A, "K"},    {0x41B, 0x41B, "L"},    {0x41C, 0x41C, "M"},
    {0x41D, 0x41D, "N"},    {0x41E, 0x41E, "O"},    {0x41F, 0x41F, "P"},
    {0x420, 0x420, "R"},    {0x421, 0x421, "S"},    {0x422, 0x422, "T"},
    {0x423, 0x423, "U"},    {0x424, 0x424, "F"},    {0x425, 0x425, "KH"},
    {0x426, 0x426, "TS"},   {0x427, 0x427, "CH"},   {0x428, 0x428, "SH"},
    {0x429, 0x429, "SHCH"}, {0x42A, 0x42A, ""},     {0x42B, 0x42B, "Y"},
    {0x42C, 0x42C, ""},     {0x42D, 0x42D, "E"},    {0x42E, 0x42E, "YU"},
    {0x42F, 0x42F, "YA"},   {0x430, 0x430, "A"},    {0x431, 0x431, "B"},
    {0x432, 0x432, "V"},    {0x433, 0x433, "G"},    {0x434, 0x434, "D"},
    {0x435, 0x435, "E"},    {0x436, 0x436, "ZH"},   {0x437, 0x437, "Z"},
    {0x438, 0x439, "I"},    {0x43A, 0x43A, "K"},    {0x43B, 0x43B, "L"},
    {0x43C, 0x43C, "M"},    {0x43D, 0x43D, "N"},    {0x43E, 0x43E, "O"},
    {0x43F, 0x43F, "P"},    {0x440, 0x440, "R"},    {0x441, 0x441, "S"},
    {0x442, 0x442, "T"},    {0x443, 0x443, "U"},    {0x444, 0x444, "F"},
    {0x445, 0x445, "KH"},   {0x446, 0x446, "TS"},   {0x447, 0x447, "CH"},
    {0x448, 0x448, "SH"},   {0x449, 0x449, "SHCH"}, {0x44A, 0x44A, ""},
    {0x44B, 0x44B, "Y"},    {0x44C, 0x44C, ""},     {0x44D, 0x44D, "E"},
    {0x44E, 0x44E, "YU"},   {0x44F, 0x44F, "YA"},   {0x450, 0x451, "E"},
    {0x452, 0x452, "DJ"},   {0x453, 0x453, "G"},    {0x454, 0x454, "YE"},
    {0x455, 0x455, "DZ"},   {0x456, 0x457, "I"},    {0x458, 0x458, "J"},
    {0x459, 0x459, "LJ"},   {0x45A, 0x45A, "NJ"},   {0x45B, 0x45B, "C"},
    {0x45C, 0x45C, "K"},    {0x45D, 0x45D, "I"},    {0x45E, 0x45E, "U"},
    {0x45F, 0x45F, "DZ"},   {0x490, 0x491, "G"},    {0x1E00, 0x1E01, "A"},
    {0x1E02, 0x1E07, "B"},  {0x1E08, 0x1E09, "C"},  {0x1E0A, 0x1E13, "D"},
    {0x1E14, 0x1E1D, "E"},  {0x1E1E, 0x1E1F, "F"},  {0x1E20, 0x1E21, "G"},
    {0x1E22, 0x1E2B, "H"},  {0x1E2C, 0x1E2F, "I"},  {0x1E30, 0x1E35, "K"},
    {0x1E36, 0x1E3D, "L"},  {0x1E3E, 0x1E43, "M"},  {0x1E44, 0x1E4B, "N"},
    {0x1E4C, 0x1E53, "O"},  {0x1E54, 0x1E57, "P"},  {0x1E58, 0x1E5F, "R"},
    {0x1E60, 0x1E69, "S"},  {0x1E6A, 0x1E71, "T"},  {0x1E72, 0x1E7B, "U"},
    {0x1E7C, 0x1E7F, "V"},  {0x1E80, 0x1E89, "W"},  {0x1E8A, 0x1E8D, "X"},
    {0x1E8E, 0x1E8F, "Y"},  {0x1E90, 0x1E95, "Z"},  {0x1E96, 0x1E96, "H"},
    {0x1E97, 0x1E97, "T"},  {0x1E98, 0x1E98, "W"},  {0x1E99, 0x1E99, "Y"},
    {0x1E9B, 0x1E9B, "S"},  {0x1E9E, 0x1E9E, "SS"}, {0x1EA0, 0x1EB7, "A"},
    {0x1EB8, 0x1EC7, "E"},  {0x1EC8, 0x1ECB, "I"},  {0x1ECC, 0x1EE3, "O"},
    {0x1EE4, 0x1EF1, "U"},  {0x1EF2, 0x1EF9, "Y"},
};

constexpr uint32_t kInvalid = UINT32_MAX;
constexpr uint32_t kUpsilon[] = {0x38E, 0x3A5, 0x3C5, 0x3CD};

bool IsLetter(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsVowel(char c) {
  return std::string_view("AEIOUY").find(c) != size_t(-1);
}

bool IsApostrophe(uint32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || c == 0x2019 || c == 0x2018 ||
         c == 0x2BC;
}

bool IsHidden(uint32_t c) {  // accents of their own, soft hyphen, joiners
  return (c >= 0x300 && c <= 0x36F) || c == 0xAD || c == 0x200B ||
         c == 0x200C || c == 0x200D || c == 0xFEFF;
}

bool IsPunctuation(uint32_t c) {  // beyond ASCII
  return c == kInvalid || c < 0xC0 || c == 0xD7 || c == 0xF7 ||
         (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
         (c >= 0xFE10 && c <= 0xFE6F);
}

/// Takes the next character off `text`; kInvalid for a byte that starts none.
uint32_t TakeCharacter(std::string_view* text) {
  const auto lead = static_cast<unsigned char>(text->front());
  const size_t size = lead < 0x80   ? 1
                      : lead < 0xC2 ? 0
                      : lead < 0xE0 ? 2
                      : lead < 0xF0 ? 3
                      : lead < 0xF5 ? 4
                                    : 0;
  uint32_t c = size < 2 ? lead : lead & (0x7Fu >> size);
  for (size_t i = 1; i < size; ++i) {
    const auto next =
        i < text->size() ? static_cast<unsigned char>((*text)[i]) : 0;
    if ((next & 0xC0) != 0x80) {
      text->remove_prefix(i);
      return kInvalid;
    }
    c = c << 6 | (next & 0x3F);
  }
  text->remove_prefix(std::max<size_t>(size, 1));
  return size == 0 ? kInvalid : c;
}

/// Returns the Latin spelling of a character, or nullptr if none is known.
const char* LatinOf(uint32_t c) {
  const auto* const at = std::lower_bound(
      std::begin(kLetters), std::end(kLetters), c,
      [](const Range& range, uint32_t value) { return range.last < value; });
  return at != std::end(kLetters) && at->first <= c ? at->text : nullptr;
}

/// Builds the folded text word by word.
class Folder {
 public:
  void Add(std::string_view text) {
    while (!text.empty()) {
      const std::string_view from = text;
      const uint32_t c = TakeCharacter(&text);
      if (c == '*') {
        AddStars(&text);
      } else {
        AddCharacter(c, from.substr(0, from.size() - text.size()));
      }
    }
    EndWord();
  }

  std::string Take() { return std::move(out_); }

 private:
  void AddCharacter(uint32_t c, std::string_view bytes) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - '!';  // full width
    if (c < 0x80) {
      AddAscii(static_cast<char>(c));
    } else if (IsApostrophe(c) || IsHidden(c)) {
      return;
    } else if (const char* const latin = LatinOf(c); latin != nullptr) {
      const bool omicron_upsilon =
          std::count(std::begin(kUpsilon), std::end(kUpsilon), c) != 0 &&
          word_.ends_with('O');
      AddToWord(omicron_upsilon ? "U" : latin);
    } else if (IsPunctuation(c)) {
      EndWord();
    } else {
      AddToWord(bytes);
    }
  }

  void AddAscii(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (IsLetter(c) || IsDigit(c)) {
      AddToWord({&c, 1});
    } else if (c == '&' || c == '+') {
      EndWord();
      Emit("&", false);
    } else if (!IsApostrophe(static_cast<unsigned char>(c))) {
      EndWord();
    }
  }

  /// Stars that follow one star already taken.
  void AddStars(std::string_view* text) {
    const size_t more = std::min(text->find_first_not_of('*'), text->size());
    text->remove_prefix(more);
    const bool inside = !text->empty() && text->front() != ' ';
    if (word_.empty() || (inside && more == 0)) {
      EndWord();
      return;
    }
    masked_ = true;
  }

  void AddToWord(std::string_view letters) {
    if (!masked_) word_ += letters;
  }

  void EndWord() {
    if (word_.empty()) return;
    CollapseUmlauts();
    if (masked_) word_ += '*';
    Emit(word_, word_.size() == 1 && IsLetter(word_[0]));
    word_.clear();
    masked_ = false;
  }

  void Emit(std::string_view word, bool single) {
    if (!out_.empty() && !(single && after_single_)) out_ += ' ';
    out_ += word;
    after_single_ = single;
  }

  /// AE, OE, UE, AA before a consonant and not after a vowel: A, O, U, A.
  void CollapseUmlauts() {
    for (size_t i = 0; i + 2 < word_.size(); ++i) {
      const bool two =
          word_[i + 1] == 'E'
              ? word_[i] == 'A' || word_[i] == 'O' || word_[i] == 'U'
              : word_[i + 1] == 'A' && word_[i] == 'A';
      if (!two || !IsLetter(word_[i + 2]) || IsVowel(word_[i + 2])) continue;
      if (i > 0 && (IsVowel(word_[i - 1]) || word_[i - 1] == 'Q')) continue;
      word_.erase(i + 1, 1);
    }
  }

  std::string out_;
  std::string word_;
  bool masked_ = false;
  bool after_single_ = false;
};

}  // namespace

std::string FoldName(std::string_view text) {
  Folder folder;
  folder.Add(text);
  return folder.Take();
}

size_t CharacterCount(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace cashmatch
