// SPDX-License-Identifier: Apache-2.0
// described.h - findings as the lines that a user sees.
#pragma once

#include <string>
#include <vector>

#include "adapters/read/finding.h"

namespace cashmatch {

/// "2: amount: ITEM-AMOUNT: found '1', expected ..." for each finding.
inline std::vector<std::string> Described(const Findings& findings) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings.list()) {
    lines.push_back(Describe("", finding).substr(1));
  }
  return lines;
}

/// "2 amount ITEM-AMOUNT" for each finding.
inline std::vector<std::string> Codes(const Findings& findings) {
  std::vector<std::string> codes;
  for (const Finding& finding : findings.list()) {
    std::string code = std::to_string(finding.place.line) + " ";
    if (!finding.place.path.empty()) code += finding.place.path + " ";
    codes.push_back(code + finding.code);
  }
  return codes;
}

}  // namespace cashmatch
