// SPDX-License-Identifier: Apache-2.0
// book_files.h - open_items.csv, customers.csv and rules.toml of a corpus.
#pragma once

#include <functional>
#include <string>

#include "adapters/corpus/geometry.h"
#include "adapters/corpus/output.h"

namespace cashmatch {

/// Called after each block with the rows just written.
using Progress = std::function<void(uint64_t rows)>;

// Each returns an empty string, or which file cannot be written.
std::string WriteOpenItems(const Geometry& geometry, FileSink* sink,
                           const Progress& progress);
std::string WriteCustomers(const Geometry& geometry, FileSink* sink);
std::string WriteRules(FileSink* sink);

}  // namespace cashmatch
