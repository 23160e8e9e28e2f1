// SPDX-License-Identifier: Apache-2.0
// explanations.h - damage that no control of a format can see, with reasons.
#pragma once

#include <regex>
#include <string>
#include <vector>

namespace cashmatch::hostile {

/// A list of regular expressions, each with a reason. Lines that are empty or
/// begin with # say nothing. Tests only: no reader uses regular expressions.
class Explanations {
 public:
  /// Reads `path`; an empty path is an empty list. Ends the program at a line
  /// without a reason.
  explicit Explanations(const std::string& path);
  bool Explain(const std::string& what) const;

 private:
  std::vector<std::regex> known_;
};

}  // namespace cashmatch::hostile
