// SPDX-License-Identifier: Apache-2.0
// locator.h - turns a place in the decoded text into line and original offset.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "adapters/read/camt/encoding.h"
#include "adapters/read/finding.h"

namespace cashmatch {

/// Counts lines from the place asked for last, forwards or backwards, so that
/// asking in the order of the file costs one pass in all.
class Locator {
 public:
  /// `decoded` and `let_go` outlive the locator; the latter is called on long
  /// ways (Source::let_go).
  explicit Locator(const DecodedXml& decoded,
                   const std::function<void()>* let_go = nullptr);

  /// Returns the line, from 1, of a place in the decoded text.
  uint32_t LineAt(size_t offset);

  /// Returns line and offset in the input as it came.
  Place At(size_t offset, std::string path);

 private:
  void MoveTo(size_t offset);

  void Count(std::string_view between, uint64_t* lines, uint64_t* units) const;

  const DecodedXml& decoded_;
  const std::function<void()>* let_go_;
  char line_end_;  // '\r' in files that have no line feeds
  size_t at_ = 0;
  uint64_t lines_ = 0;  // line ends before at_
  uint64_t units_ = 0;  // code units of the original before at_
};

}  // namespace cashmatch
