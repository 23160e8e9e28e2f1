// SPDX-License-Identifier: Apache-2.0
// locator.cc - counting lines and original code units.
// Tested by tests/unit/adapters/read/camt/locator_test.cc
#include "adapters/read/camt/locator.h"

#include <algorithm>
#include <utility>

#include "adapters/read/byte_scan.h"

namespace cashmatch {
namespace {

/// Counts what the text was made of: bytes of an eight-bit encoding, or the
/// units of UTF-16, of which a character of four UTF-8 bytes took two.
uint64_t Units(std::string_view text, bool utf16) {
  uint64_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    count += (byte & 0xC0) != 0x80;
    count += utf16 && byte >= 0xF0;
  }
  return count;
}

}  // namespace

Locator::Locator(const DecodedXml& decoded, const std::function<void()>* let_go)
    : decoded_(decoded), let_go_(let_go) {
  constexpr size_t kHead = size_t{1} << 16;
  const std::string_view head = decoded.text.substr(0, kHead);
  const bool old_mac = head.find('\n') == std::string_view::npos &&
                       head.find('\r') != std::string_view::npos;
  line_end_ = old_mac ? '\r' : '\n';
}

/// Counts in pieces: from the end of a statement it may be far to its
/// beginning.
void Locator::Count(std::string_view between, uint64_t* lines,
                    uint64_t* units) const {
  constexpr size_t kPiece = Passage::kStep;
  while (!between.empty()) {
    const std::string_view piece = between.substr(0, kPiece);
    between.remove_prefix(piece.size());
    *lines += CountByte(piece, line_end_);
    *units +=
        decoded_.unit == 0 ? piece.size() : Units(piece, decoded_.unit == 2);
    if (piece.size() == kPiece && let_go_ != nullptr && *let_go_) (*let_go_)();
  }
}

void Locator::MoveTo(size_t offset) {
  offset = std::min(offset, decoded_.text.size());
  const bool back = offset < at_;
  const std::string_view between =
      back ? decoded_.text.substr(offset, at_ - offset)
           : decoded_.text.substr(at_, offset - at_);
  uint64_t lines = 0, units = 0;
  Count(between, &lines, &units);
  lines_ = back ? lines_ - lines : lines_ + lines;
  units_ = back ? units_ - units : units_ + units;
  at_ = offset;
}

uint32_t Locator::LineAt(size_t offset) {
  MoveTo(offset);
  return static_cast<uint32_t>(std::min<uint64_t>(lines_ + 1, UINT32_MAX));
}

Place Locator::At(size_t offset, std::string path) {
  Place place;
  place.line = LineAt(offset);
  // Half a code unit may stand at the end.
  place.offset = std::min<uint64_t>(
      decoded_.size,
      decoded_.skipped + units_ * std::max<uint64_t>(decoded_.unit, 1));
  place.path = std::move(path);
  return place;
}

}  // namespace cashmatch
