// SPDX-License-Identifier: Apache-2.0
// segments.cc - finding delimiters, cutting segments and elements.
// Tested by tests/unit/adapters/read/x12/segments_test.cc
#include "adapters/read/x12/segments.h"

#include <algorithm>
#include <cstring>

namespace cashmatch::x12 {
namespace {

constexpr size_t kIsaBytes = 106;
constexpr size_t kIsaElements = 16;
constexpr size_t kIsaLookedAt = 512;
/// Where the separators of a fixed ISA stand.
constexpr std::array<size_t, kIsaElements> kIsaSeparators = {
    3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103};

/// Segments that may follow a terminator; what follows anything else is data.
constexpr std::array<std::string_view, 39> kKnown = {
    "ADX", "AMT", "AVA", "BAT", "BPR", "CUR", "DEP", "DTM", "ENT", "GE",
    "GS",  "IEA", "IT1", "LX",  "N1",  "N2",  "N3",  "N4",  "N9",  "NM1",
    "NTE", "PER", "PID", "QTY", "RDM", "REF", "RMR", "SAC", "SE",  "SLN",
    "ST",  "TRN", "TXI", "TXP", "RYL", "PCT", "DED", "ISA", "PLA"};

/// Bytes that are used as terminators where no ISA says so.
constexpr std::string_view kTerminators = "~\\\n\r'!|^\x1c\x1d\x1e";

/// Bytes that are believed to be separators where no ISA says so: `REF:4711`
/// and `PER-12` are words.
constexpr std::string_view kSeparators = "*|^\x1c\x1d\x1e\x1f";

bool IsBreak(char c) { return c == '\n' || c == '\r'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || IsBreak(c); }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetterOrDigit(char c) {
  return IsUpper(c) || IsDigit(c) || (c >= 'a' && c <= 'z');
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

bool IsFixedIsa(std::string_view head) {
  if (head.size() < kIsaBytes) return false;
  const char separator = head[3];
  return std::all_of(kIsaSeparators.begin(), kIsaSeparators.end(),
                     [&](size_t at) { return head[at] == separator; }) &&
         head[kIsaBytes - 1] != separator && head[kIsaBytes - 2] != separator;
}

/// Finds the ISA whose bytes stand on several lines.
std::optional<IsaHeader> FindWrapped(std::string_view bytes) {
  std::array<char, kIsaBytes> head;
  size_t size = 0, at = 0;
  for (; at < bytes.size() && size < kIsaBytes; ++at) {
    if (!IsBreak(bytes[at])) head[size++] = bytes[at];
  }
  if (!IsFixedIsa({head.data(), size})) return std::nullopt;
  return IsaHeader{{head[3], head[kIsaBytes - 1]}, at, IsaForm::kWrapped};
}

/// Finds an ISA by its sixteen separators alone.
std::optional<IsaHeader> FindUnpadded(std::string_view bytes) {
  const char separator = bytes[3];
  size_t seen = 0;
  for (size_t at = 3; at + 2 < bytes.size(); ++at) {
    if (IsBreak(bytes[at])) return std::nullopt;
    if (bytes[at] != separator || ++seen < kIsaElements) continue;
    // The last element is one byte, the next one ends the segment.
    if (bytes[at + 1] == separator) return std::nullopt;
    return IsaHeader{{separator, bytes[at + 2]}, at + 3, IsaForm::kUnpadded};
  }
  return std::nullopt;
}

/// The length of the segment id that begins `text`, 0 if none does.
size_t IdLength(std::string_view text) {
  size_t size = 0;
  while (size < text.size() && size < 3 &&
         (IsUpper(text[size]) || (size > 0 && IsDigit(text[size])))) {
    ++size;
  }
  return size < 2 ? 0 : size;
}

bool StartsKnown(std::string_view text, char separator) {
  const size_t size = IdLength(text);
  if (size == 0 || size >= text.size() || text[size] != separator) return false;
  return std::find(kKnown.begin(), kKnown.end(), text.substr(0, size)) !=
         kKnown.end();
}

}  // namespace

std::optional<IsaHeader> FindIsa(std::string_view bytes) {
  bytes = bytes.substr(0, kIsaLookedAt);
  if (bytes.size() < 4 || !bytes.starts_with("ISA")) return std::nullopt;
  if (IsLetterOrDigit(bytes[3]) || IsBlank(bytes[3])) return std::nullopt;
  if (IsFixedIsa(bytes)) {
    return IsaHeader{
        {bytes[3], bytes[kIsaBytes - 1]}, kIsaBytes, IsaForm::kFixed};
  }
  const std::optional<IsaHeader> wrapped = FindWrapped(bytes);
  return wrapped ? wrapped : FindUnpadded(bytes);
}

std::optional<Delimiters> DelimitersOfPiece(std::string_view bytes) {
  constexpr size_t kLookedAt = 4096;
  bytes = bytes.substr(0, kLookedAt);
  const size_t id = IdLength(bytes);
  if (bytes.starts_with("ISA")) return std::nullopt;  // one that is broken
  if (id == 0 || id >= bytes.size()) return std::nullopt;
  const char separator = bytes[id];
  if (kSeparators.find(separator) == std::string_view::npos ||
      !StartsKnown(bytes, separator)) {
    return std::nullopt;
  }
  for (size_t at = id + 1; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (c == separator || kTerminators.find(c) == std::string_view::npos) {
      continue;
    }
    const std::string_view rest = Trim(bytes.substr(at + 1));
    if (rest.empty() || StartsKnown(rest, separator))
      return Delimiters{separator, c};
  }
  return Delimiters{separator, '\n'};
}

SegmentReader::SegmentReader(std::string_view bytes, size_t begin)
    : bytes_(bytes), at_(begin) {
  line_ += static_cast<uint32_t>(std::count(
      bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(begin), '\n'));
  bytes.remove_prefix(begin);
  const std::optional<IsaHeader> isa = FindIsa(bytes);
  if (isa) {
    delimiters_ = isa->delimiters;
  } else {
    delimiters_ = DelimitersOfPiece(bytes).value_or(Delimiters());
  }
  SeeLines();
}

/// Finds out whether terminators are followed by line breaks; `\r` alone ends
/// no line that an editor counts.
void SegmentReader::SeeLines() {
  if (delimiters_.terminator == '\n') {
    lines_ = true;
    return;
  }
  const size_t end = bytes_.find(delimiters_.terminator, at_);
  lines_ = end != std::string_view::npos && end + 1 < bytes_.size() &&
           (bytes_[end + 1] == '\n' || bytes_.substr(end + 1, 2) == "\r\n");
}

/// Skips blanks and line breaks between segments; false at the end.
bool SegmentReader::SkipGap() {
  for (; at_ < bytes_.size(); ++at_) {
    const char c = bytes_[at_];
    if (c == '\n') ++line_;
    if (!IsBlank(c) && c != '\0' && c != '\x1A' &&
        c != delimiters_.terminator) {
      return true;
    }
  }
  return false;
}

/// Takes an ISA header as one segment and its delimiters with it.
bool SegmentReader::TakeIsa(Segment* segment) {
  const std::string_view rest = bytes_.substr(at_);
  if (!rest.starts_with("ISA")) return false;
  const std::optional<IsaHeader> isa = FindIsa(rest);
  if (!isa || (isa->form == IsaForm::kUnpadded && number_ > 1)) return false;
  delimiters_ = isa->delimiters;
  segment->wrapped = isa->form == IsaForm::kWrapped;
  const std::string_view head = rest.substr(0, isa->bytes - 1);
  Split(segment->wrapped ? Unwrap(head) : head, segment);
  at_ += isa->bytes;
  SeeLines();
  if (delimiters_.terminator == '\n' || segment->wrapped) {
    line_ += static_cast<uint32_t>(std::count(
        rest.begin(), rest.begin() + static_cast<ptrdiff_t>(isa->bytes), '\n'));
  }
  return true;
}

std::string_view SegmentReader::Unwrap(std::string_view text) {
  char* const to = unwrapped_.Reserve(text.size());
  const char* const end = std::copy_if(text.begin(), text.end(), to,
                                       [](char c) { return !IsBreak(c); });
  return {to, static_cast<size_t>(end - to)};
}

void SegmentReader::Split(std::string_view text, Segment* segment) {
  segment->count = 0;
  while (segment->count < Segment::kElementsMax) {
    const void* const found =
        std::memchr(text.data(), delimiters_.element, text.size());
    if (found == nullptr) {
      segment->elements[segment->count++] = Trim(text);
      return;
    }
    const auto size =
        static_cast<size_t>(static_cast<const char*>(found) - text.data());
    segment->elements[segment->count++] = Trim(text.substr(0, size));
    text.remove_prefix(size + 1);
  }
}

bool SegmentReader::Next(Segment* segment) {
  if (!SkipGap()) return false;
  ++number_;
  segment->line = lines_ ? line_ : number_;
  segment->offset = at_;
  segment->terminated = true;
  segment->too_long = segment->wrapped = false;
  if (TakeIsa(segment)) return true;
  const size_t left = bytes_.size() - at_;
  const char* const from = bytes_.data() + at_;
  const void* const found = std::memchr(from, delimiters_.terminator, left);
  segment->terminated = found != nullptr;
  size_t size =
      found == nullptr
          ? left
          : static_cast<size_t>(static_cast<const char*>(found) - from);
  at_ += size + (found == nullptr ? 0 : 1);
  std::string_view text = Trim({from, size});
  segment->too_long = text.size() > kBytesMax;
  if (segment->too_long) text = text.substr(0, kBytesMax);
  const auto breaks =
      static_cast<uint32_t>(std::count(from, from + size, '\n'));
  if (std::any_of(text.begin(), text.end(), IsBreak)) {
    segment->wrapped = true;
    text = Unwrap(text);
  }
  line_ +=
      breaks + (delimiters_.terminator == '\n' && found != nullptr ? 1 : 0);
  Split(text, segment);
  return true;
}

}  // namespace cashmatch::x12
