// SPDX-License-Identifier: Apache-2.0
// tags.cc - finding known tags and their values.
// Tested by tests/unit/adapters/read/bai2/tags_test.cc
#include "adapters/read/bai2/tags.h"

#include <algorithm>
#include <array>

#include "adapters/read/byte_scan.h"

namespace cashmatch::bai2 {
namespace {

struct KnownTag {
  std::string_view name;  // upper case
  TagKind kind;
  bool bare = false;  // its value follows without a separator
};

// Tags of BAI2 texts as banks document them. Where one name ends with another
// ("ORG ADDRESS", "ADDRESS"), the longer one wins.
constexpr auto kTags = std::to_array<KnownTag>({
    {"DBNM", TagKind::kPayerName},
    {"DBTR NAME", TagKind::kPayerName},
    {"ORIG CO NAME", TagKind::kOriginator},
    {"ORIG NAME", TagKind::kOriginator},
    {"ORIG", TagKind::kOriginator},
    {"ORIGINATOR NAME", TagKind::kOriginator},
    {"ORIGINATOR", TagKind::kOriginator},
    {"ORG NAME", TagKind::kOriginator},
    {"ORG", TagKind::kOriginator},
    {"B/O", TagKind::kOriginator},
    {"BY ORDER OF", TagKind::kOriginator},
    {"FROM", TagKind::kPayerLoose},
    {"FR", TagKind::kPayerLoose},
    {"RETURN FROM", TagKind::kPayerLoose},
    {"IND NAME", TagKind::kIndividual},
    {"INDN", TagKind::kIndividual},
    {"DES", TagKind::kDescription},
    {"ORIG ID", TagKind::kPayerId},
    {"ORIG CO ID", TagKind::kPayerId},
    {"CO ID", TagKind::kPayerId},
    {"DCID", TagKind::kPayerId},
    {"DACT", TagKind::kPayerAccount},
    {"DABA", TagKind::kPayerRouting},
    {"DBIC", TagKind::kPayerBank},
    {"SENDER ID", TagKind::kPayerBank},
    {"CRNM", TagKind::kPayeeName},
    {"RETURN TO", TagKind::kPayeeName},
    {"CACT", TagKind::kPayeeAccount},
    {"CABA", TagKind::kPayeeRouting},
    {"EREF", TagKind::kEndToEnd},
    {"END TO END ID", TagKind::kEndToEnd},
    {"CHKN", TagKind::kCheckNumber},
    {"CHECK NO", TagKind::kCheckNumber},
    {"CHECK NUMBER", TagKind::kCheckNumber},
    {"CHECK SERIAL NUMBER", TagKind::kCheckNumber},
    {"TRACE#", TagKind::kTrace},
    {"TRACE", TagKind::kTrace},
    {"TRACE NO", TagKind::kTrace},
    {"TRN", TagKind::kTrace},
    {"TRN#", TagKind::kTrace, true},
    {"IMAD", TagKind::kTrace},
    {"FED NO", TagKind::kTrace},
    {"INV", TagKind::kInvoice},
    {"INV#", TagKind::kInvoice},
    {"INV NO", TagKind::kInvoice},
    {"INVOICE", TagKind::kInvoice},
    {"INVOICE#", TagKind::kInvoice},
    {"INVOICE NO", TagKind::kInvoice},
    {"INVOICE NUMBER", TagKind::kInvoice},
    {"PO", TagKind::kPurchaseOrder},
    {"PO#", TagKind::kPurchaseOrder},
    {"PO NO", TagKind::kPurchaseOrder},
    {"PURCHASE ORDER", TagKind::kPurchaseOrder},
    {"REMI", TagKind::kRemittance},
    {"REMITTANCE INFO", TagKind::kRemittance},
    {"OBI", TagKind::kRemittance},
    {"PMT DET", TagKind::kRemittance},
    {"RMT", TagKind::kRemittance},
    {"IND ID", TagKind::kQuoted},
    {"IND ID NO", TagKind::kQuoted},
    {"IDNM", TagKind::kQuoted},
    {"RFB", TagKind::kQuoted},
    {"RFB#", TagKind::kQuoted, true},
    {"ACCOUNT", TagKind::kNone},
    {"ADDRESS", TagKind::kNone},
    {"BBI", TagKind::kNone},
    {"BBK", TagKind::kNone},
    {"BNF", TagKind::kNone},
    {"BNF ADDRESS", TagKind::kNone},
    {"BNF BK", TagKind::kNone},
    {"BNF ID", TagKind::kNone},
    {"BNF NAME", TagKind::kNone},
    {"BREF", TagKind::kNone},
    {"CBIC", TagKind::kNone},
    {"CCID", TagKind::kNone},
    {"CLEARING REF", TagKind::kNone},
    {"CLIENT REF ID", TagKind::kNone},
    {"CO ENTRY DESCR", TagKind::kNone},
    {"CPDD", TagKind::kNone},
    {"CREF", TagKind::kNone},
    {"DESC DATE", TagKind::kNone},
    {"EED", TagKind::kNone},
    {"FED#", TagKind::kNone, true},
    {"ENTRY DESCRIPTION", TagKind::kNone},
    {"GS ID", TagKind::kNone},
    {"ID", TagKind::kNone},
    {"OGB", TagKind::kNone},
    {"OMAD", TagKind::kNone},
    {"OPRP", TagKind::kNone},
    {"ORG ADDRESS", TagKind::kNone},
    {"ORG ID", TagKind::kNone},
    {"PMT INFO", TagKind::kNone},
    {"PURPOSE", TagKind::kNone},
    {"REASON", TagKind::kNone},
    {"REC FI", TagKind::kNone},
    {"REC ID", TagKind::kNone},
    {"REF", TagKind::kNone},
    {"RETURN REASON", TagKind::kNone},
    {"SEC", TagKind::kNone},
    {"SENDER BNK", TagKind::kNone},
    {"SEQ#", TagKind::kNone, true},
    {"SETTLED AMT", TagKind::kNone},
    {"SND BK", TagKind::kNone},
    {"SRF#", TagKind::kNone, true},
    {"TO", TagKind::kNone},
});

/// The tags by their last sign, so that few are compared with a text; of those
/// with one last sign the longest first.
constexpr auto kByEnd = [] {
  auto tags = kTags;
  std::sort(tags.begin(), tags.end(), [](const KnownTag& a, const KnownTag& b) {
    return a.name.back() != b.name.back() ? a.name.back() < b.name.back()
                                          : a.name.size() > b.name.size();
  });
  return tags;
}();
/// Where the tags that end with a sign begin in kByEnd.
constexpr auto kFirstWithEnd = [] {
  std::array<uint8_t, 129> first{};
  for (size_t sign = 0; sign < first.size(); ++sign) {
    while (first[sign] < kByEnd.size() &&
           static_cast<size_t>(kByEnd[first[sign]].name.back()) < sign) {
      ++first[sign];
    }
  }
  return first;
}();

char Upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || (Upper(c) >= 'A' && Upper(c) <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsSeparator(char c) { return c == ':' || c == '='; }

/// True if `text` ends with `name` as whole words.
bool EndsWithTag(std::string_view text, std::string_view name) {
  if (text.size() < name.size()) return false;
  const size_t begin = text.size() - name.size();
  for (size_t i = name.size(); i-- > 0;) {
    if (Upper(text[begin + i]) != name[i]) return false;
  }
  return begin == 0 || !IsWordByte(text[begin - 1]);
}

/// Returns the longest tag that `text` ends with, or nullptr.
const KnownTag* TagAtEnd(std::string_view text) {
  const auto last = static_cast<unsigned char>(Upper(text.back()));
  if (last >= kFirstWithEnd.size() - 1) return nullptr;
  const auto* const end = kByEnd.begin() + kFirstWithEnd[last + 1];
  const auto* const found = std::find_if(
      kByEnd.begin() + kFirstWithEnd[last], end,
      [&](const KnownTag& tag) { return EndsWithTag(text, tag.name); });
  return found == end ? nullptr : found;
}

std::string_view TrimValue(std::string_view value) {
  constexpr std::string_view kAround = " \t,;\"";
  const size_t first = value.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  const size_t last = value.find_last_not_of(kAround);
  return value.substr(first, last - first + 1);
}

/// Whether what a tag says is one word of digits and perhaps letters.
bool IsId(TagKind kind) {
  switch (kind) {
    case TagKind::kPayerId:
    case TagKind::kPayerAccount:
    case TagKind::kPayerRouting:
    case TagKind::kPayeeAccount:
    case TagKind::kPayeeRouting:
    case TagKind::kCheckNumber:
    case TagKind::kTrace:
      return true;
    default:
      return false;
  }
}

/// Cuts a number off the words behind it, of which banks give no tag for the
/// first: "1987654321 CCD". One in groups stays whole.
std::string_view FirstNumber(std::string_view value) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const size_t blank = value.find(' ');
  const std::string_view word = value.substr(0, blank);
  if (blank == std::string_view::npos ||
      std::none_of(word.begin(), word.end(), digit)) {
    return value;
  }
  std::string_view next = value.substr(value.find_first_not_of(' ', blank));
  next = next.substr(0, next.find(' '));
  return std::any_of(next.begin(), next.end(), digit) ? value : word;
}

}  // namespace

TagReader::TagReader(std::string_view line) : line_(line) {
  has_mark_ = FindMark(0, &mark_);
  first_ = has_mark_ ? mark_.begin : line.size();
  lead_ = TrimValue(line.substr(0, first_));
}

bool TagReader::FindMark(size_t from, Mark* mark) const {
  for (size_t at = from; at < line_.size(); ++at) {
    const size_t next = FindNear(line_.substr(at), ':', '=', '#');
    if (next == std::string_view::npos) return false;
    at += next;
    const bool bare = line_[at] == '#';
    std::string_view before = line_.substr(0, at + (bare ? 1 : 0));
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    if (before.empty() ||
        (!IsWordByte(before.back()) && before.back() != '#')) {
      continue;
    }
    const KnownTag* const best = TagAtEnd(before);
    if (best == nullptr || (bare && !best->bare)) continue;
    mark->kind = best->kind;
    mark->begin = before.size() - best->name.size();
    mark->value = at + 1;
    while (mark->value < line_.size() && IsSeparator(line_[mark->value])) {
      ++mark->value;
    }
    return true;
  }
  return false;
}

bool TagReader::Next(Tag* tag) {
  while (has_mark_) {
    const Mark mark = mark_;
    has_mark_ = FindMark(mark.value, &mark_);
    const size_t end =
        has_mark_ ? std::max(mark_.begin, mark.value) : line_.size();
    tag->kind = mark.kind;
    tag->first = mark.begin == first_;
    tag->value = TrimValue(line_.substr(mark.value, end - mark.value));
    if (IsId(mark.kind)) tag->value = FirstNumber(tag->value);
    if (mark.kind != TagKind::kNone && !MeansNothing(tag->value)) return true;
  }
  return false;
}

bool MeansNothing(std::string_view value) {
  constexpr auto kNothing = std::to_array<std::string_view>(
      {"", "-", "/", "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF", "NONE",
       "N/A"});
  constexpr size_t kLongest = 12;
  if (!value.empty()) {  // nearly always told by its first sign
    const char first = Upper(value.front());
    if (first != '-' && first != '/' && first != 'N' && first != '0') {
      return false;
    }
  }
  if (value.size() > kLongest) {
    return value.find_first_not_of('0') == std::string_view::npos;
  }
  for (const std::string_view nothing : kNothing) {
    if (value.size() == nothing.size() &&
        std::equal(value.begin(), value.end(), nothing.begin(),
                   [](char a, char b) { return Upper(a) == b; })) {
      return true;
    }
  }
  return value.find_first_not_of('0') == std::string_view::npos;
}

}  // namespace cashmatch::bai2
