// SPDX-License-Identifier: Apache-2.0
// mapped_text.h - mappings and what their readers make of small files.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/mapped_csv/mapped_csv.h"

namespace cashmatch {

inline CsvMapping MappingOf(std::string_view toml) {
  CsvMapping mapping;
  std::vector<std::string> errors;
  EXPECT_TRUE(ReadCsvMapping(toml, "m.toml", &mapping, &errors))
      << (errors.empty() ? "" : errors[0]);
  return mapping;
}

inline BankFile ReadMapped(const CsvMapping& mapping, std::string_view text) {
  // Exactly these bytes, as they would come from a file.
  const std::vector<char> bytes(text.begin(), text.end());
  BankFile file;
  ReadMappedCsv(Source{"f.csv", {bytes.data(), bytes.size()}}, mapping,
                ReadOptions(), &file);
  return file;
}

/// The findings as people see them.
inline std::vector<std::string> Said(const Findings& findings) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings.list()) {
    lines.push_back(Describe("f.csv", finding));
  }
  return lines;
}

}  // namespace cashmatch
