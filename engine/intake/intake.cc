// SPDX-License-Identifier: Apache-2.0
// intake.cc - the standing of receipts.
// Tested by tests/unit/engine/intake/intake_test.cc
#include "engine/intake/intake.h"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <array>

#include "engine/base/parallel.h"
#include "engine/base/planted_bug.h"

namespace cashmatch {

bool ContainsAnyCase(std::string_view text, std::string_view wanted) {
  if (text.size() < wanted.size()) return false;  // nearly all are
  if (wanted.empty()) return true;
  const auto upper = [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  };
  const char first = upper(wanted[0]);
  const std::string_view rest = wanted.substr(1);
  for (size_t at = 0; at + wanted.size() <= text.size(); ++at) {
    // Of two letters, or what looks like them, but for their case.
    if (((text[at] ^ first) & ~0x20) != 0 || upper(text[at]) != first) continue;
    if (std::equal(rest.begin(), rest.end(), text.begin() + at + 1,
                   [&](char a, char b) { return upper(a) == upper(b); })) {
      return true;
    }
  }
  return false;
}

namespace {

constexpr size_t kGrain = 8192;

bool Mentions(const ReceiptBlock& block, const Receipt& receipt,
              std::string_view wanted) {
  if (ContainsAnyCase(receipt.payer_name, wanted)) return true;
  for (const Reference& reference : block.References(receipt)) {
    if (ContainsAnyCase(reference.value, wanted)) return true;
  }
  for (const std::string_view text : block.Texts(receipt)) {
    if (ContainsAnyCase(text, wanted)) return true;
  }
  return false;
}

bool Matches(const Route& route, const ReceiptBlock& block,
             const Receipt& receipt) {
  const auto& codes = route.type_codes;
  if (!codes.empty() &&
      std::find(codes.begin(), codes.end(), receipt.type_code) == codes.end()) {
    return false;
  }
  if (!route.text.empty() && !Mentions(block, receipt, route.text))
    return false;
  return !codes.empty() || !route.text.empty();
}

Admitted StandingOf(const ReceiptBlock& block, const Receipt& receipt,
                    const Policy& policy, Day as_of) {
  if (!receipt.held.empty()) return {Standing::kHeld, kNoReceipt, {}};
  if (as_of != kNoDay && receipt.booking_date > as_of) {
    return {Standing::kAfterAsOf, kNoReceipt, {}};
  }
  if (receipt.direction == Direction::kDebit) {
    return {receipt.provisional ? Standing::kProvisionalReversal
                                : Standing::kReversal,
            kNoReceipt,
            {}};
  }
  for (const Route& route : policy.routes) {
    if (Matches(route, block, receipt)) {
      return {Standing::kNotReceivable, kNoReceipt, route.cls};
    }
  }
  if (IsNotReceivable(receipt.type_code))
    return {Standing::kNotReceivable, kNoReceipt, {}};
  if (receipt.provisional) return {Standing::kProvisional, kNoReceipt, {}};
  return {};
}

/// MT940 type codes, "NINT", "NTRF-820", and the same in camt where a bank
/// gives no other, "NTRF+820+9075". Source: SWIFT field 61 identification
/// codes (interest, dividends, foreign exchange, loan deposits, cash
/// management); DFUe-Abkommen annex 3 (closing entries and interest, transfers
/// between own accounts, cash concentration).
bool IsNotReceivableMt(std::string_view code) {
  constexpr std::array<std::string_view, 10> kKinds = {
      "INT", "DIV", "FEX", "LDP", "CMI", "CMN", "CMS", "CMT", "CMZ", "VDA"};
  constexpr std::array<std::string_view, 4> kGerman = {"805", "814", "820",
                                                       "833"};
  const size_t end = code.find_first_of("-+");
  const std::string_view type = code.substr(0, end);
  if (type.size() != 4 ||
      (type[0] != 'N' && type[0] != 'F' && type[0] != 'S')) {
    return false;
  }
  std::string_view german = code.substr(std::min(type.size() + 1, code.size()));
  german = german.substr(0, german.find('+'));
  const auto is_in = [](const auto& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
  };
  return is_in(kKinds, type.substr(1)) || is_in(kGerman, german);
}

}  // namespace

bool IsNotReceivable(std::string_view code) {
  if (code.empty()) return false;
  // BAI2: settlements and returns of our own payments, adjustments, sweeps,
  // interest. Source: BAI2 type codes, FORMATS section 1.6.
  constexpr std::array<std::string_view, 15> kBai = {
      "168", "196", "252", "254", "255", "257", "258", "261",
      "266", "275", "276", "277", "354", "357", "395"};
  if (std::find(kBai.begin(), kBai.end(), code) != kBai.end()) return true;
  // camt: account management, cash management, interest; money of ours that
  // comes back, reversed or returned.
  return code.starts_with("ACMT-") || code.starts_with("CAMT-") ||
         code.ends_with("-INTR") || code.ends_with("/RVSL") ||
         code.ends_with("/RTRN") || IsNotReceivableMt(code);
}

std::vector<Admitted> Admit(const ReceiptBlock& receipts, const Policy& policy,
                            Day as_of, std::span<const Known> known) {
  std::vector<Admitted> admitted(receipts.receipts.size());
  ForEachChunk(admitted.size(), kGrain, [&](size_t, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      admitted[i] = StandingOf(receipts, receipts.receipts[i], policy, as_of);
    }
  });
  for (size_t i = 0; i < known.size(); ++i) {
    if (known[i] == Known::kCounted) {
      admitted[i] = {Standing::kDuplicate, kNoReceipt, {}};
    }
  }
  MarkDuplicates(receipts, policy.own_accounts, known, &admitted);
  return admitted;
}

bool AnyNamesakes(const ReceiptBlock& receipts) {
  std::vector<std::string_view> names;
  for (const SourceFile& file : receipts.files) names.push_back(file.name);
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

CanonicalLess::CanonicalLess(const ReceiptBlock& receipts)
    : receipts_(receipts) {
  if (AnyNamesakes(receipts)) fingerprints_ = receipts.Fingerprints();
}

bool CanonicalLess::operator()(ReceiptRow left, ReceiptRow right) const {
  const Receipt& a = receipts_.receipts[Index(left)];
  const Receipt& b = receipts_.receipts[Index(right)];
  if (a.booking_date != b.booking_date) return a.booking_date < b.booking_date;
  if (Planted("receipts of a day in any order")) return false;
  if (a.file != b.file) {
    const std::string_view x = receipts_.files[a.file].name;
    const std::string_view y = receipts_.files[b.file].name;
    if (x != y) return x < y;
    const Fingerprint& first = fingerprints_[a.file];
    const Fingerprint& second = fingerprints_[b.file];
    if (first != second) return first < second;
  }
  if (a.position != b.position) return a.position < b.position;
  const std::string x = receipts_.IdOf(a);
  const std::string y = receipts_.IdOf(b);
  // Where a file is given twice, nothing tells its copies apart but this.
  return x != y ? x < y : left < right;
}

namespace {

/// Where the longest stretches of rows that stand in order already begin, and
/// the end of the last one.
std::vector<size_t> StretchesOf(const std::vector<ReceiptRow>& rows,
                                const CanonicalLess& before) {
  std::vector<size_t> begins = {0};
  for (size_t at = 1; at < rows.size(); ++at) {
    if (before(rows[at], rows[at - 1])) begins.push_back(at);
  }
  if (!rows.empty()) begins.push_back(rows.size());
  return begins;
}

/// Puts rows into order that stand in it by long stretches, as those of a file
/// do: merges two neighbours after the other. False, and nothing is changed, if
/// they do not.
bool MergeStretches(const CanonicalLess& before,
                    std::vector<ReceiptRow>* rows) {
  constexpr size_t kLong = 64;
  std::vector<size_t> begins = StretchesOf(*rows, before);
  if (begins.size() > 2 + rows->size() / kLong) return false;
  const auto at = [&](size_t i) {
    const size_t stretch = std::min(i, begins.size() - 1);
    return rows->begin() + static_cast<std::ptrdiff_t>(begins[stretch]);
  };
  std::vector<ReceiptRow> merged(rows->size());
  while (begins.size() > 2) {
    auto to = merged.begin();
    std::vector<size_t> longer;
    for (size_t i = 0; i + 1 < begins.size(); i += 2) {
      longer.push_back(begins[i]);
      to = std::merge(at(i), at(i + 1), at(i + 1), at(i + 2), to, before);
    }
    longer.push_back(rows->size());
    rows->swap(merged);
    begins = std::move(longer);
  }
  return true;
}

}  // namespace

std::vector<ReceiptRow> CanonicalOrder(const ReceiptBlock& receipts) {
  std::vector<ReceiptRow> order(receipts.receipts.size());
  for (size_t i = 0; i < order.size(); ++i) {
    order[i] = ReceiptRow{static_cast<uint32_t>(i)};
  }
  const CanonicalLess before(receipts);
  if (!MergeStretches(before, &order)) {
    tbb::parallel_sort(order.begin(), order.end(), before);
  }
  return order;
}

void MergeInOrder(const ReceiptBlock& receipts,
                  std::span<const ReceiptRow> rows,
                  std::vector<ReceiptRow>* to) {
  if (rows.empty()) return;
  const auto middle = to->insert(to->end(), rows.begin(), rows.end());
  std::inplace_merge(to->begin(), middle, to->end(), CanonicalLess(receipts));
}

}  // namespace cashmatch
