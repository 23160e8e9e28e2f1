// SPDX-License-Identifier: Apache-2.0
// finding.h - something wrong or odd in an input, with its place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cashmatch {

/// What a finding does: a warning lets everything through, a hold keeps back
/// the smallest part that can be at fault, a reject refuses the whole file.
enum class Severity : uint8_t { kWarning, kHeld, kRejected };

/// Where something is. Zero and empty mean "the file as a whole".
struct Place {
  uint32_t line = 0;    // from 1
  uint64_t offset = 0;  // bytes from the start of the (decompressed) input
  std::string path;     // "group 1 / account …0123 / detail 7"
};

struct Finding {
  Place place;
  std::string code;  // stable: "BAI-AMOUNT"
  Severity severity = Severity::kWarning;
  std::string found;  // as it stands in the input; Quote()d, cut to 64 bytes
  std::string expected;
  std::string done;  // "record held", "file rejected", "read as 0"
};

/// Collects the findings of one file: the first kMost of each code in full, the
/// rest counted. Never throws anything away about severity.
class Findings {
 public:
  static constexpr uint32_t kMost = 20;

  void Add(Finding finding);
  /// Adds those of a later part of the file, as if each had been added here.
  void Append(Findings later);
  /// Adds one that was found late: it stands behind those of its line.
  /// Requires: all others have lines, in order; of its code, those before it.
  void Insert(Finding finding);

  const std::vector<Finding>& list() const { return list_; }
  /// Gives finding number `index` another offset.
  void MoveTo(size_t index, uint64_t offset) {
    list_[index].place.offset = offset;
  }
  /// The worst severity seen, also among those only counted.
  Severity worst() const { return worst_; }
  bool empty() const { return list_.empty(); }
  bool rejected() const { return !empty() && worst_ == Severity::kRejected; }
  /// Closes the list: one finding for each code that had more than kMost.
  void Finish();

 private:
  struct Counter {
    std::string code;
    uint32_t count;
    Severity severity;
  };
  Counter* CounterOf(const std::string& code);
  bool Count(const Finding& finding);

  std::vector<Finding> list_;
  std::vector<Counter> counters_;
  Severity worst_ = Severity::kWarning;
};

/// Makes bytes from outside fit to print: printable UTF-8 as it is, anything
/// else as \xNN, at most 64 bytes and then "…", in single quotes.
std::string Quote(std::string_view text);

/// Shows the last four characters of an account: "…0123".
std::string MaskAccount(std::string_view account);

/// Writes "found 'x', expected y; record held" with the parts that are there.
std::string MessageOf(const Finding& finding);

/// Writes "bank.bai:17: group 1 / detail 7: BAI-AMOUNT: found 'x', expected
/// whole minor units; record held".
std::string Describe(std::string_view file, const Finding& finding);

std::string_view NameOf(Severity severity);

}  // namespace cashmatch
