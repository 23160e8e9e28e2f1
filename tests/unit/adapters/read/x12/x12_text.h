// SPDX-License-Identifier: Apache-2.0
// x12_text.h - small X12 files for tests, with counts that agree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/x12/x12.h"

namespace cashmatch {

inline constexpr std::string_view kIsa =
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*US             "
    "*260314*1200*U*00401*000000009*0*P*>";

inline constexpr std::string_view kOrder =
    "BPR*C*100.00*C*ACH*CTX*01*071000013*DA*123*1234567890**01*021000021*DA*"
    "456*20260314";

/// A file of one set. `body` are the segments between ST and SE.
inline std::string X12File(const std::vector<std::string>& body,
                           std::string_view set = "820",
                           std::string_view terminator = "~\n",
                           std::string_view isa = kIsa) {
  std::string text;
  const auto add = [&](std::string_view segment) {
    text += segment;
    text += terminator;
  };
  add(isa);
  add("GS*RA*PAYER*US*20260314*1200*9*X*004010");
  add("ST*" + std::string(set) + "*0001");
  for (const std::string& segment : body) add(segment);
  add("SE*" + std::to_string(body.size() + 2) + "*0001");
  add("GE*1*9");
  add("IEA*1*000000009");
  return text;
}

inline BankFile ReadText(std::string_view text,
                         const ReadOptions& options = ReadOptions()) {
  BankFile file;
  ReadX12({"test.edi", text}, options, &file);
  return file;
}

/// All findings, one a line: "held X12-AMOUNT 4 set 1 / payment 1: message".
inline std::string Told(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += std::string(NameOf(finding.severity)) + " " + finding.code + " " +
           std::to_string(finding.place.line) + " " + finding.place.path +
           ": " + MessageOf(finding) + "\n";
  }
  return out;
}

/// The codes of all findings, in order: "X12-COUNT X12-SUM".
inline std::string CodesOf(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += (out.empty() ? "" : " ") + finding.code;
  }
  return out;
}

/// "INV1 gross 10.00 discount 1.00 paid 9.00 [-2.00 01 CM1];" for each line.
inline std::string AdviceOf(const BankFile& file, size_t row = 0) {
  const ReceiptBlock& block = file.receipts;
  std::string out;
  for (const AdviceLine& line : block.Advice(block.receipts.at(row))) {
    out += line.reference;
    const auto add = [&out](const char* name, Minor amount) {
      if (amount != kNotStated) out += name + FormatDecimal(amount, 2);
    };
    add(" gross ", line.gross);
    add(" discount ", line.discount);
    add(" paid ", line.paid);
    for (const Adjustment& part : block.Adjustments(line)) {
      out += " [" + FormatDecimal(part.amount, 2) + " " +
             std::string(part.reason) + " " + std::string(part.reference) + "]";
    }
    out += ";";
  }
  return out;
}

/// "trace=T1;other=X;" of a receipt.
inline std::string ReferencesOf(const BankFile& file, size_t row = 0) {
  constexpr const char* kNames[] = {"inv",   "rf",    "e2e",  "po",
                                    "check", "trace", "other"};
  std::string out;
  for (const Reference& reference :
       file.receipts.References(file.receipts.receipts.at(row))) {
    out += std::string(kNames[static_cast<int>(reference.type)]) + "=" +
           std::string(reference.value) + ";";
  }
  return out;
}

}  // namespace cashmatch
