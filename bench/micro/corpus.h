// SPDX-License-Identifier: Apache-2.0
// corpus.h - a generated corpus in memory, made once for all micro benches.
#pragma once

#include <map>
#include <string>

namespace cashmatch::bench {

/// Files by path: open_items.csv, bank/*.bai, ... of 20,000 items and receipts.
const std::map<std::string, std::string>& Corpus();

/// All files of the corpus whose path ends so, joined in memory one by one.
std::map<std::string, std::string> FilesEnding(const std::string& ending);

}  // namespace cashmatch::bench
