// SPDX-License-Identifier: Apache-2.0
// nacha_text.h - small ACH files for tests, with totals that agree.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/nacha/codes.h"
#include "adapters/read/nacha/nacha.h"

namespace cashmatch {

inline std::string Padded(std::string text, size_t size) {
  text.resize(size, ' ');
  return text;
}

inline std::string Zeros(unsigned long long number, size_t size) {
  std::string digits = std::to_string(number);
  return std::string(size > digits.size() ? size - digits.size() : 0, '0') +
         digits;
}

/// Writes batches and keeps their totals.
class AchFile {
 public:
  AchFile() {
    Add("101 021000021123456789" + std::string("0") + "2603141200A094101" +
        Padded("OUR BANK", 23) + Padded("US", 23));
  }

  AchFile& Batch(const std::string& sec,
                 const std::string& effective = "260315",
                 const std::string& settlement = "   ") {
    sec_ = sec;
    ++batches_;
    entries_ = 0;
    Add("5200" + Padded("ACME SOEHNE", 16) + Padded("", 20) + "1234567890" +
        sec + Padded("VENDOR PMT", 10) + "      " + effective + settlement +
        "107100001" + Zeros(batches_, 7));
    return *this;
  }

  /// `addenda` are the payloads of record 7 from column 2 on: "05RMR*...".
  AchFile& Entry(const std::string& code, unsigned long long cents,
                 const std::vector<std::string>& addenda = {},
                 const std::string& routing = "02100002") {
    ++entries_;
    trace_ = "07100001" + Zeros(batches_ * 1000 + entries_, 7);
    const std::string name =
        sec_ == "CTX" ? Zeros(addenda.size(), 4) + Padded("JANE DOE", 18)
                      : Padded("JANE DOE", 22);
    Add("6" + code + routing + nacha::CheckDigitOf(routing) +
        Padded("456", 17) + Zeros(cents, 10) + Padded("ID1", 15) + name + "  " +
        (addenda.empty() ? "0" : "1") + trace_);
    hash_ += std::strtoull(routing.c_str(), nullptr, 10);
    (nacha::IsCreditSide(code) ? credit_ : debit_) += cents;
    ++records_;
    size_t number = 0;
    for (const std::string& addendum : addenda) {
      ++records_;
      ++number;
      const bool payment = addendum.starts_with("05");
      Add("7" +
          (payment ? Padded(addendum, 82) + Zeros(number, 4) + trace_.substr(8)
                   : Padded(addendum, 78) + trace_));
    }
    return *this;
  }

  AchFile& End() {
    Add("8200" + Zeros(records_, 6) + Zeros(hash_ % 10'000'000'000, 10) +
        Zeros(debit_, 12) + Zeros(credit_, 12) + "1234567890" + Padded("", 25) +
        "07100001" + Zeros(batches_, 7));
    all_records_ += records_;
    all_hash_ += hash_;
    all_debit_ += debit_;
    all_credit_ += credit_;
    records_ = hash_ = debit_ = credit_ = 0;
    return *this;
  }

  /// The lines, with file control and padding.
  std::vector<std::string> Lines() {
    std::vector<std::string> lines = lines_;
    lines.push_back(Padded(
        "9" + Zeros(batches_, 6) + Zeros((lines.size() + 10) / 10, 6) +
            Zeros(all_records_, 8) + Zeros(all_hash_ % 10'000'000'000, 10) +
            Zeros(all_debit_, 12) + Zeros(all_credit_, 12),
        94));
    while (lines.size() % 10 != 0) lines.push_back(std::string(94, '9'));
    return lines;
  }

  std::string Text(const std::string& end = "\n") {
    std::string text;
    for (const std::string& line : Lines()) text += line + end;
    return text;
  }

 private:
  void Add(std::string line) { lines_.push_back(Padded(std::move(line), 94)); }

  std::vector<std::string> lines_;
  std::string sec_, trace_;
  unsigned long long batches_ = 0, entries_ = 0, records_ = 0, hash_ = 0,
                     debit_ = 0, credit_ = 0;
  unsigned long long all_records_ = 0, all_hash_ = 0, all_debit_ = 0,
                     all_credit_ = 0;
};

inline std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

inline BankFile ReadText(std::string_view text,
                         const ReadOptions& options = ReadOptions()) {
  BankFile file;
  ReadNacha({"test.ach", text}, options, &file);
  return file;
}

/// All findings, one a line: "held NACHA-HASH 5 batch 1: message".
inline std::string Told(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += std::string(NameOf(finding.severity)) + " " + finding.code + " " +
           std::to_string(finding.place.line) + " " + finding.place.path +
           ": " + MessageOf(finding) + "\n";
  }
  return out;
}

/// The codes of all findings, in order.
inline std::string CodesOf(const BankFile& file) {
  std::string out;
  for (const Finding& finding : file.findings.list()) {
    out += (out.empty() ? "" : " ") + finding.code;
  }
  return out;
}

/// "500.00 NACHA-HASH;" for each receipt: amount, signed, and what holds it.
inline std::string ReceiptsOf(const BankFile& file) {
  std::string out;
  for (const Receipt& receipt : file.receipts.receipts) {
    out += receipt.direction == Direction::kDebit ? "-" : "";
    out += FormatDecimal(receipt.amount, 2);
    if (!receipt.held.empty()) out += " " + std::string(receipt.held);
    out += ";";
  }
  return out;
}

/// "INV1 paid 9.00;" for each line of advice.
inline std::string AdviceOf(const BankFile& file, size_t row = 0) {
  std::string out;
  for (const AdviceLine& line :
       file.receipts.Advice(file.receipts.receipts.at(row))) {
    out += line.reference;
    if (line.paid != kNotStated) out += " paid " + FormatDecimal(line.paid, 2);
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

/// The texts of a receipt, joined by '|'.
inline std::string TextsOf(const BankFile& file, size_t row = 0) {
  std::string out;
  for (const std::string_view text :
       file.receipts.Texts(file.receipts.receipts.at(row))) {
    out += (out.empty() ? "" : "|") + std::string(text);
  }
  return out;
}

/// One addendum that pays an invoice, and a file with an entry that has it.
inline const std::string kPaid = "05RMR*IV*INV1**10.00\\";

inline AchFile Sound() {
  AchFile file;
  file.Batch("CCD").Entry("22", 1000, {kPaid}).End();
  return file;
}

}  // namespace cashmatch
