// SPDX-License-Identifier: Apache-2.0
// sample_file.h - lockbox files in layout bai80, written a record at a time.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "adapters/read/lockbox/lockbox.h"

namespace cashmatch {

/// Builds a file; each call appends one record. Counts what record 9 needs.
class SampleFile {
 public:
  SampleFile& Raw(std::string_view record) {
    text_ += record;
    text_ += '\n';
    ++records_;
    return *this;
  }
  /// As it stands, one record or none.
  SampleFile& Text(std::string_view lines) {
    text_ += lines;
    records_ += lines.empty() ? 0 : 1;
    return *this;
  }
  SampleFile& Headers(const char* date = "260302") {
    Raw("101PAYEEBANK 0021000021" + std::string(date) + "0745");
    return Raw("2PAYEEBANK 0021000021000000000040008008001");
  }
  SampleFile& Deposit(int lockbox, const char* date = "260302") {
    return Print("5001000%07d%s", lockbox, date);
  }
  SampleFile& Check(int batch, int item, long cents,
                    const char* routing = "021000021") {
    return Print("6%03d%03d%010ld%s00044550660000001%03d", batch, item, cents,
                 routing, item);
  }
  SampleFile& Overflow(int batch, int item, int sequence, char last,
                       const char* text) {
    return Print("4%03d%03d6%02d%c%s", batch, item, sequence, last, text);
  }
  SampleFile& BatchTotal(int batch, int lockbox, int count, long cents) {
    return Print("7%03d000%07d260302%03d%010ld", batch, lockbox, count, cents);
  }
  SampleFile& LockboxTotal(int lockbox, int count, long cents) {
    return Print("8000000%07d260302%04d%010ld", lockbox, count, cents);
  }
  SampleFile& Trailer() { return Print("9%06d", records_ + 1); }

  const std::string& text() const { return text_; }

  BankFile Read(const ReadOptions& options = {}) const {
    BankFile file;
    ReadLockbox({"sample.lbx", text_}, options, &file);
    return file;
  }

 private:
  template <class... Parts>
  SampleFile& Print(const char* format, Parts... parts) {
    char record[256];
    std::snprintf(record, sizeof record, format, parts...);
    return Raw(record);
  }

  std::string text_;
  int records_ = 0;
};

/// Two batches of lockbox 8841 that add up: 100.00 + 250.50, and 75.25.
inline SampleFile TwoBatches() {
  SampleFile file;
  file.Headers().Deposit(8841);
  file.Check(1, 1, 10000).Overflow(1, 1, 1, '9', "INV-1001 PAID IN FULL");
  file.Check(1, 2, 25050, "011000015").BatchTotal(1, 8841, 2, 35050);
  file.Deposit(8841).Check(2, 1, 7525, "122000247");
  file.BatchTotal(2, 8841, 1, 7525).LockboxTotal(8841, 3, 42575).Trailer();
  return file;
}

/// The codes of all findings, in order, with a blank behind each.
inline std::string CodesOf(const BankFile& file) {
  std::string codes;
  for (const Finding& finding : file.findings.list()) {
    codes += finding.code + " ";
  }
  return codes;
}

/// The code that holds each receipt, "-" for none, with a blank behind each.
inline std::string HoldsOf(const BankFile& file) {
  std::string holds;
  for (const Receipt& receipt : file.receipts.receipts) {
    holds += receipt.held.empty() ? "-" : std::string(receipt.held);
    holds += ' ';
  }
  return holds;
}

}  // namespace cashmatch
