// SPDX-License-Identifier: Apache-2.0
// bai2_text.h - small BAI2 files for tests, with trailers that agree.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bai2/bai2.h"

namespace cashmatch {

/// A file of one group and one account, a record a line. `records` are those
/// after 03: 16 and 88 lines. The trailers are computed.
inline std::string Bai2File(
    const std::vector<std::string>& records,
    const std::string& group = "02,031001234,122099999,1,260314,2359,USD,2/",
    const std::string& account = "03,0123456789,,,,,/") {
  std::string text = "01,122099999,123456789,260315,0200,1,80,,2/\n";
  text += group + "\n" + account + "\n";
  long long total = 0;
  for (const std::string& record : records) {
    text += record + "\n";
    if (record.substr(0, 3) != "16,") continue;
    total += std::atoll(record.c_str() + record.find(',', 3) + 1);
  }
  const std::string sum = std::to_string(total);
  const size_t lines = records.size() + 2;
  text += "49," + sum + "," + std::to_string(lines) + "/\n";
  text += "98," + sum + ",1," + std::to_string(lines + 2) + "/\n";
  return text + "99," + sum + ",1," + std::to_string(lines + 4) + "/\n";
}

inline BankFile ReadText(std::string_view text,
                         const ReadOptions& options = ReadOptions()) {
  BankFile file;
  ReadBai2({"test.bai", text}, options, &file);
  return file;
}

/// All findings, one a line: "held BAI-AMOUNT 5 group 1 / ...: message".
inline std::string Told(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += std::string(NameOf(finding.severity)) + " " + finding.code + " " +
           std::to_string(finding.place.line) + " " + finding.place.path +
           ": " + MessageOf(finding) + "\n";
  }
  return out;
}

/// The codes of all findings, in order: "BAI-COUNT BAI-TOTAL".
inline std::string CodesOf(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += (out.empty() ? "" : " ") + finding.code;
  }
  return out;
}

}  // namespace cashmatch
