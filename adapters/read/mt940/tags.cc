// SPDX-License-Identifier: Apache-2.0
// tags.cc - the known tags, and finding them.
// Tested by tests/unit/adapters/read/mt940/tags_test.cc
#include "adapters/read/mt940/tags.h"

#include <array>
#include <span>

#include "adapters/read/mt940/lines.h"
#include "adapters/read/mt940/values.h"

namespace cashmatch::mt940 {
namespace {

struct KnownTag {
  std::string_view name;  // upper case
  TagKind kind;
};

// With a plus sign behind them, or a colon.
constexpr auto kPlusTags = std::to_array<KnownTag>({
    {"EREF", TagKind::kEndToEnd},
    {"KREF", TagKind::kReference},
    {"MREF", TagKind::kReference},
    {"PREF", TagKind::kReference},
    {"CRED", TagKind::kNone},  // of a collection: that is us
    {"DEBT", TagKind::kPartyId},
    {"SVWZ", TagKind::kPurpose},
    {"ABWA", TagKind::kUltimate},
    {"ABWE", TagKind::kNone},
    {"IBAN", TagKind::kAccount},
    {"BIC", TagKind::kBank},
    {"MTLG", TagKind::kPurpose},
    {"COAM", TagKind::kCharges},
    {"OAMT", TagKind::kInstructed},
    {"PURP", TagKind::kNone},
    {"RREF", TagKind::kReference},
    {"RETN", TagKind::kReason},
});

constexpr auto kSlashTags = std::to_array<KnownTag>({
    {"ACC", TagKind::kNone},         {"ADDR", TagKind::kNone},
    {"BENM", TagKind::kBeneficiary}, {"BIC", TagKind::kBank},
    {"CHGS", TagKind::kCharges},     {"CNTP", TagKind::kParty},
    {"CREF", TagKind::kReference},   {"CSID", TagKind::kNone},
    {"EREF", TagKind::kEndToEnd},    {"EXCH", TagKind::kNone},
    {"IBAN", TagKind::kAccount},     {"ID", TagKind::kPartyId},
    {"INIT", TagKind::kNone},        {"IREF", TagKind::kReference},
    {"ISDT", TagKind::kNone},        {"KREF", TagKind::kReference},
    {"MARF", TagKind::kReference},   {"NAME", TagKind::kName},
    {"NRTX", TagKind::kNone},        {"OCMT", TagKind::kInstructed},
    {"ORDP", TagKind::kOrdering},    {"PREF", TagKind::kReference},
    {"PURP", TagKind::kNone},        {"REMI", TagKind::kPurpose},
    {"RTRN", TagKind::kReturn},      {"SVCL", TagKind::kNone},
    {"TRCD", TagKind::kNone},        {"TRTP", TagKind::kNone},
    {"ULTB", TagKind::kNone},        {"ULTC", TagKind::kNone},
    {"ULTD", TagKind::kUltimate},
});

// Labels of prose. Of two that end alike the longer one wins.
constexpr auto kLabels = std::to_array<KnownTag>({
    {"AUFTRAGGEBER", TagKind::kName},
    {"ID IPH", TagKind::kReference},
    {"KENMERK", TagKind::kEndToEnd},
    {"MITTEILUNGEN", TagKind::kPurpose},
    {"NAAM", TagKind::kName},
    {"OD", TagKind::kName},
    {"OMSCHRIJVING", TagKind::kPurpose},
    {"REK", TagKind::kAccount},
    {"REMIT", TagKind::kPurpose},
    {"TNR", TagKind::kTrace},
    {"TYT.", TagKind::kPurpose},
    {"Z RACH.", TagKind::kAccount},
});

constexpr size_t kPlusLength = 4;

bool IsWord(char c) {
  return IsDigit(c) || IsUpper(c) || (c >= 'a' && c <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

const KnownTag* FindName(std::span<const KnownTag> tags,
                         std::string_view name) {
  for (const KnownTag& tag : tags) {
    if (tag.name == name) return &tag;
  }
  return nullptr;
}

/// The tag whose name stands right before `end`, as a word of its own.
const KnownTag* FindEnding(std::span<const KnownTag> tags,
                           std::string_view before) {
  const KnownTag* best = nullptr;
  for (const KnownTag& tag : tags) {
    if (before.empty() || before.back() != tag.name.back() ||
        !before.ends_with(tag.name)) {
      continue;
    }
    const size_t begin = before.size() - tag.name.size();
    if (begin > 0 && IsWord(before[begin - 1])) continue;
    if (best == nullptr || tag.name.size() > best->name.size()) best = &tag;
  }
  return best;
}

/// The name of a slash tag that begins at `at`: "/NAME/"; empty: none.
std::string_view SlashName(std::string_view text, size_t at) {
  constexpr size_t kLongest = 4;
  size_t end = at + 1;
  while (end < text.size() && IsUpper(text[end]) && end - at <= kLongest) ++end;
  if (end >= text.size() || text[end] != '/') return {};
  return text.substr(at + 1, end - at - 1);
}

/// Removes what parts values from tags.
std::string_view TrimValue(std::string_view value) {
  constexpr std::string_view kAround = " \t,;/";
  const size_t first = value.find_first_not_of(" \t:");
  if (first == std::string_view::npos) return {};
  const size_t last = value.find_last_not_of(kAround);
  if (last == std::string_view::npos || last < first) return {};
  return value.substr(first, last - first + 1);
}

}  // namespace

bool HasSlashTags(std::string_view text) {
  for (size_t at = text.find('/'); at != std::string_view::npos;
       at = text.find('/', at + 1)) {
    const KnownTag* const tag = FindName(kSlashTags, SlashName(text, at));
    if (tag != nullptr && tag->name.size() == kPlusLength) return true;
  }
  return false;
}

bool StartsWithPlusTag(std::string_view text) {
  const size_t sign = text.substr(0, kPlusLength + 1).find_first_of("+:");
  return sign != std::string_view::npos &&
         FindName(kPlusTags, text.substr(0, sign)) != nullptr;
}

TagScanner::TagScanner(std::string_view text, bool slashes)
    : text_(text), slashes_(slashes) {
  has_next_ = Find(0, &next_);
  lead_ = Trim(text.substr(0, has_next_ ? next_.begin : text.size()));
}

/// Whether a tag ends or begins with the sign at `at`.
bool TagScanner::FindAt(size_t at, size_t from, Found* found) const {
  const char sign = text_[at];
  const KnownTag* tag = nullptr;
  size_t value = at + 1;
  bool label = false;
  if (sign == '/') {
    if (!slashes_) return false;
    tag = FindName(kSlashTags, SlashName(text_, at));
    if (tag == nullptr) return false;
    *found = {tag->kind, at, at + tag->name.size() + 2, false};
    return true;
  }
  const std::string_view before = text_.substr(from, at - from);
  tag = FindEnding(kPlusTags, before);
  if (tag == nullptr && sign == ':') {
    tag = FindEnding(kLabels, before);
    label = tag != nullptr;
  }
  if (tag == nullptr) return false;
  *found = {tag->kind, at - tag->name.size(), value, label};
  return true;
}

bool TagScanner::Find(size_t from, Found* found) const {
  for (size_t at = from; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c != '+' && c != ':' && c != '/') continue;
    if (FindAt(at, from, found)) return true;
  }
  return false;
}

bool TagScanner::Next(Tag86* tag) {
  if (!has_next_) return false;
  const Found current = next_;
  any_label_ |= current.label;
  // The slash that ends a tag without a value begins the next one.
  const bool slash = text_[current.value - 1] == '/';
  has_next_ = Find(slash ? current.value - 1 : current.value, &next_);
  const size_t end = has_next_ ? next_.begin : text_.size();
  tag->kind = current.kind;
  tag->name = text_.substr(current.begin, current.value - current.begin);
  tag->value = end > current.value
                   ? TrimValue(text_.substr(current.value, end - current.value))
                   : std::string_view();
  return true;
}

}  // namespace cashmatch::mt940
