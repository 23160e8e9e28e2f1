// SPDX-License-Identifier: Apache-2.0
// file_decision.h - a file that was received, as the journal says it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/statement_ends.h"

namespace cashmatch {

/// The payload of file_received; the subject is the SHA-256 of its bytes. The
/// file stands in the spool, and so do the mappings it is read with.
struct FileDecision {
  std::string name, format, status;
  bool advice_only = false;  // given as advice: it brings no money
  uint32_t advice = 0;       // how many remittances without money it holds
  // Their content, in the order of the file; the same where it comes again.
  std::vector<std::string> advice_ids;
  std::vector<std::string> mappings;    // by their hash
  std::vector<std::string> duplicates;  // receipts that were counted before
  std::vector<StatementEnds> ends;      // of its final statements
  // What its sender numbers, and a hash of what that holds.
  std::map<std::string, std::string> parts;
};

std::string ToJson(const FileDecision& decision);
/// Errors: false, with `*error` told.
bool FromJson(std::string_view json, FileDecision* decision,
              std::string* error);

}  // namespace cashmatch
