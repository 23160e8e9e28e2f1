// SPDX-License-Identifier: Apache-2.0
// generate.h - the use case behind `cashmatch generate`: a synthetic corpus.
#pragma once

#include <cstdint>
#include <string>

#include "adapters/workspace/run_watch.h"

namespace cashmatch {

struct GenerateRequest {
  uint64_t items = 0, receipts = 0, seed = 1;
  std::string mix;  // a path, or empty
  std::string out;  // the folder to make
  bool overwrite = false;
};

/// Writes a book, its bank files and the truth to a folder, whole or not at
/// all. Same request, same bytes. Memory: constant.
Ending Generate(const GenerateRequest& request, const RunWatch& watch);

}  // namespace cashmatch
