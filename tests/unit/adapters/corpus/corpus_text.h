// SPDX-License-Identifier: Apache-2.0
// corpus_text.h - a small corpus in memory, and its files cut into cells.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/corpus/generate.h"

namespace cashmatch {

inline std::map<std::string, std::string> Corpus(uint64_t items,
                                                 uint64_t receipts,
                                                 uint64_t seed,
                                                 std::string mix = {}) {
  MemorySink sink;
  CorpusOptions options;
  options.items = items;
  options.receipts = receipts;
  options.seed = seed;
  options.mix_toml = std::move(mix);
  EXPECT_EQ(GenerateCorpus(options, &sink), "");
  return sink.files();
}

inline std::vector<std::string> Split(std::string_view text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

inline std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines = Split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

/// The rows of a CSV file without its header; no cell may be quoted.
inline std::vector<std::vector<std::string>> Rows(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : Lines(csv)) rows.push_back(Split(line, ','));
  rows.erase(rows.begin());
  return rows;
}

/// The files below bank/ with this ending.
inline std::vector<std::string> BankFiles(
    const std::map<std::string, std::string>& files, std::string_view ending) {
  std::vector<std::string> texts;
  for (const auto& [path, text] : files) {
    if (path.starts_with("bank/") && path.ends_with(ending)) {
      texts.push_back(text);
    }
  }
  return texts;
}

/// What is between `<element>` and its end, each time.
inline std::vector<std::string> Elements(std::string_view xml,
                                         const std::string& element) {
  std::vector<std::string> found;
  const std::string open = "<" + element;
  const std::string close = "</" + element + ">";
  for (size_t at = xml.find(open); at != std::string_view::npos;
       at = xml.find(open, at + 1)) {
    const size_t name_end = at + open.size();
    if (xml[name_end] != '>' && xml[name_end] != ' ') continue;
    const size_t from = xml.find('>', at) + 1;
    found.emplace_back(xml.substr(from, xml.find(close, from) - from));
  }
  return found;
}

/// Cents of a decimal with two digits.
inline int64_t Cents(std::string_view text) {
  const ParsedAmount amount = ParseDecimal(text, 2);
  EXPECT_TRUE(amount.ok()) << text;
  return amount.minor;
}

}  // namespace cashmatch
