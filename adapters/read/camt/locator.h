// SPDX-License-Identifier: Apache-2.0
// locator.h - turns a place in the decoded text into line and original offset.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/read/camt/encoding.h"
#include "adapters/read/finding.h"

namespace cashmatch {

/// Counts lines from the place asked for last, forwards or backwards, so that
/// asking in the order of the file costs one pass in all.
class Locator {
 public:
  /// `decoded` outlives the locator.
  explicit Locator(const DecodedXml& decoded);

  /// Returns the line, from 1, of a place in the decoded text.
  uint32_t LineAt(size_t offset);

  /// Returns line and offset in the input as it came.
  Place At(size_t offset, std::string path);

 private:
  void MoveTo(size_t offset);

  const DecodedXml& decoded_;
  char line_end_;  // '\r' in files that have no line feeds
  size_t at_ = 0;
  uint64_t lines_ = 0;  // line ends before at_
  uint64_t units_ = 0;  // code units of the original before at_
};

}  // namespace cashmatch
