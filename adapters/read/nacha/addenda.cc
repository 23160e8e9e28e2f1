// SPDX-License-Identifier: Apache-2.0
// addenda.cc - which addenda belong to which entry, and which are missing.
// Tested by tests/unit/adapters/read/nacha/addenda_test.cc
#include <algorithm>
#include <map>
#include <utility>

#include "adapters/read/nacha/walker.h"

namespace cashmatch::nacha {

void Walker::AddAddendum(const Record& record) {
  if (!in_batch_) return Outside(record, "an entry 6 before it");
  ++batch_read_.records;
  const size_t entries = batch_.entries.size();
  batch_.addenda.push_back(
      {record, entries == 0 ? 0 : static_cast<uint32_t>(entries - 1)});
}

/// Gives each addendum of payment information to the entry whose trace ends as
/// it says: mostly the one before it.
void Walker::ResolveAddenda() {
  if (batch_.skipped) return;
  if (batch_.entries.empty()) {
    for (const Addendum& addendum : batch_.addenda) {
      Outside(addendum.record, "an entry 6 in its batch");
    }
    return;
  }
  std::map<std::string_view, uint32_t> by_sequence;  // filled on demand
  std::vector<MovedAddendum> moved;
  for (Addendum& addendum : batch_.addenda) {
    const std::string_view sequence = addendum.record.Raw(88, 94);
    if (addendum.type() != "05" || ReadNumber(sequence).value_or(0) == 0 ||
        batch_.entries[addendum.entry].record.Raw(88, 94) == sequence) {
      continue;
    }
    if (by_sequence.empty()) {
      for (uint32_t i = 0; i < batch_.entries.size(); ++i) {
        by_sequence.emplace(batch_.entries[i].record.Raw(88, 94), i);
      }
    }
    const auto at = by_sequence.find(sequence);
    if (at == by_sequence.end()) {
      ReportStray(addendum);
      continue;
    }
    moved.push_back({addendum.entry, at->second});
    addendum.entry = at->second;
  }
  JudgeMoved(moved);
}

/// Where addenda of several entries are mixed, each entry still has its own.
/// One that announces addenda and is left with none had its number damaged: it
/// is held, and so is the entry that the number names.
void Walker::JudgeMoved(const std::vector<MovedAddendum>& moved) {
  std::vector<bool> has(moved.empty() ? 0 : batch_.entries.size());
  for (const Addendum& addendum : batch_.addenda) {
    if (!moved.empty()) has[addendum.entry] = true;
  }
  for (const auto& [from, to] : moved) {
    Entry& left = batch_.entries[from];
    if (has[from] || left.record.Raw(79, 79) != "1") continue;
    Finding finding = At(left.record, "NACHA-ADDENDA");
    finding.place.path += " / entry " + std::to_string(from + 1);
    finding.found = "an addendum behind it of entry " + std::to_string(to + 1);
    finding.expected = "its own, as it announces one";
    finding.severity = Severity::kHeld;
    finding.done = "both entries held";
    if (Report(std::move(finding)) != Severity::kHeld) continue;
    for (const uint32_t entry : {from, to}) {
      std::string_view& held = batch_.entries[entry].held;
      if (held.empty()) held = "NACHA-ADDENDA";
    }
  }
}

void Walker::ReportStray(const Addendum& addendum) {
  Finding finding = At(addendum.record, "NACHA-ADDENDA");
  finding.place.path += " / entry " + std::to_string(addendum.entry + 1);
  finding.found = "an addendum of entry " + Quote(addendum.record.Raw(88, 94));
  finding.expected = "the end of a trace number of this batch";
  finding.severity = Severity::kHeld;
  finding.done = "joined to the entry before it, which is held";
  std::string_view& held = batch_.entries[addendum.entry].held;
  if (Report(std::move(finding), true) == Severity::kHeld && held.empty()) {
    held = "NACHA-ADDENDA";
  }
}

/// Puts the addenda of each entry together, payment information in the order
/// of its numbers, the rest in the order of the file.
void Walker::OrderAddenda() {
  if (batch_.entries.empty()) return;
  const auto number = [](const Addendum& addendum) {
    return addendum.type() == "05"
               ? ReadNumber(addendum.record.Raw(84, 87)).value_or(0)
               : 0;
  };
  const auto before = [&](const Addendum& a, const Addendum& b) {
    return a.entry != b.entry ? a.entry < b.entry : number(a) < number(b);
  };
  std::vector<Addendum>& addenda = batch_.addenda;
  if (!std::is_sorted(addenda.begin(), addenda.end(), before)) {
    std::stable_sort(addenda.begin(), addenda.end(), before);
  }
  for (uint32_t i = 0; i < addenda.size(); ++i) {
    Entry& entry = batch_.entries[addenda[i].entry];
    if (entry.addenda_count++ == 0) entry.addenda_first = i;
  }
}

/// Looks for addenda that are announced and missing: a return without them
/// looks like a payment, and advice is lost.
void Walker::JudgeMissing() {
  if (batch_.skipped) return;
  for (size_t i = 0; i < batch_.entries.size(); ++i) {
    Entry& entry = batch_.entries[i];
    if (entry.addenda_count != 0 || entry.record.Raw(79, 79) != "1" ||
        entry.held == "NACHA-ADDENDA") {
      continue;
    }
    Finding finding = At(entry.record, "NACHA-ADDENDA");
    finding.place.path += " / entry " + std::to_string(i + 1);
    finding.found = "no addendum";
    finding.expected = "its own, as it announces one";
    finding.severity = Severity::kHeld;
    finding.done = "entry held";
    if (Report(std::move(finding), true) == Severity::kHeld &&
        entry.held.empty()) {
      entry.held = "NACHA-ADDENDA";
    }
  }
}

/// Looks at the numbers of addenda, which say whether one is missing.
void Walker::JudgeAddenda() {
  if (batch_.skipped) return;
  for (size_t i = 0; i < batch_.entries.size(); ++i) {
    Entry& entry = batch_.entries[i];
    const auto report = [&](const Record& record, std::string found,
                            std::string expected) {
      Finding finding = At(record, "NACHA-SEQUENCE");
      finding.place.path += " / entry " + std::to_string(i + 1);
      finding.found = std::move(found);
      finding.expected = std::move(expected);
      finding.done = "accepted";
      if (Report(std::move(finding)) == Severity::kHeld && entry.held.empty()) {
        entry.held = "NACHA-SEQUENCE";
      }
    };
    uint64_t payments = 0;
    for (uint32_t k = 0; k < entry.addenda_count; ++k) {
      const Addendum& addendum = batch_.addenda[entry.addenda_first + k];
      if (addendum.type() != "05") continue;
      ++payments;
      const std::string_view number = addendum.record.Raw(84, 87);
      if (ReadNumber(number) == payments) continue;
      report(addendum.record, "an addendum numbered " + Quote(number),
             "number " + std::to_string(payments));
      break;
    }
    if (batch_.sec != "CTX" || payments == 0) continue;
    const std::string_view declared = entry.record.Raw(55, 58);
    if (ReadNumber(declared) == payments) continue;
    report(entry.record, Quote(declared) + " addenda",
           std::to_string(payments) + " addenda, as they stand");
  }
}

}  // namespace cashmatch::nacha
