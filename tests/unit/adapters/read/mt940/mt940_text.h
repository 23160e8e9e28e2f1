// SPDX-License-Identifier: Apache-2.0
// mt940_text.h - small MT940 files for the tests of this folder.
#pragma once

#include <string>
#include <string_view>

#include "adapters/read/mt940/mt940.h"

namespace cashmatch {

/// A statement in EUR of 2026-03-14 that opens with 100,00.
inline std::string Statement(std::string_view entries,
                             std::string_view closing) {
  return ":20:STMT1\n:25:12345678/1234567890\n:28C:7/1\n"
         ":60F:C260313EUR100,00\n" +
         std::string(entries) + ":62F:" + std::string(closing) + "\n-\n";
}

/// An interim report in EUR.
inline std::string Interim(std::string_view entries, std::string_view sums) {
  return ":20:INT1\n:25:12345678/1234567890\n:28C:7/1\n:34F:EUR0,\n"
         ":13D:2603141200+0100\n" +
         std::string(entries) + std::string(sums);
}

inline constexpr std::string_view kCredit =
    ":61:2603140314CR1190,00NTRFNONREF//BR1\n";

inline BankFile ReadText(std::string_view text,
                         const ReadOptions& options = ReadOptions()) {
  BankFile file;
  ReadMt940({"bank.sta", text}, options, &file);
  return file;
}

/// The codes of all findings: "MT-A MT-B".
inline std::string Codes(const BankFile& file) {
  std::string codes;
  for (const Finding& finding : file.findings.list()) {
    codes += (codes.empty() ? "" : " ") + finding.code;
  }
  return codes;
}

/// All messages, one a line.
inline std::string Messages(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += Describe("bank.sta", finding) + "\n";
  }
  return out;
}

/// The codes that hold the receipts, "-" for none: "MT-A - -".
inline std::string Held(const BankFile& file) {
  std::string out;
  for (const Receipt& receipt : file.receipts.receipts) {
    out += out.empty() ? "" : " ";
    out += receipt.held.empty() ? "-" : receipt.held;
  }
  return out;
}

}  // namespace cashmatch
