// SPDX-License-Identifier: Apache-2.0
// duplicates.cc - the same money in several files counts once.
// Tested by tests/unit/engine/intake/duplicates_test.cc
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "engine/intake/intake.h"

namespace cashmatch {
namespace {

/// Spells the identity of a receipt; equal spellings are the same money.
std::string IdentityOf(const ReceiptBlock& block, const Receipt& receipt) {
  std::string key;
  const auto add = [&key](std::string_view part) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
  };
  add(receipt.account);
  add(std::to_string(receipt.value_date));
  add(CodeOf(receipt.currency));
  add(std::to_string(receipt.direction == Direction::kCredit
                         ? receipt.amount
                         : -receipt.amount));
  if (!receipt.bank_reference.empty()) {
    add("bank");
    add(receipt.bank_reference);
    return key;
  }
  for (const auto type : {ReferenceType::kCheckNumber, ReferenceType::kTrace}) {
    for (const Reference& reference : block.References(receipt)) {
      if (reference.type != type) continue;
      add(type == ReferenceType::kTrace ? "trace" : "check");
      add(reference.value);
      if (type == ReferenceType::kCheckNumber) add(receipt.payer_account);
      return key;
    }
  }
  add("text");
  add(receipt.payer_name);
  for (const std::string_view text : block.Texts(receipt)) add(text);
  return key;
}

struct Copy {
  std::string identity;
  ReceiptRow row;
};

/// Orders the copies of one identity: those that count first.
class Preference {
 public:
  Preference(const ReceiptBlock& block, const std::vector<Admitted>& admitted)
      : block_(block), admitted_(admitted) {}

  bool operator()(const Copy& a, const Copy& b) const {
    if (a.identity != b.identity) return a.identity < b.identity;
    const Receipt& x = block_.receipts[Index(a.row)];
    const Receipt& y = block_.receipts[Index(b.row)];
    const auto rank = [&](const Copy& copy, const Receipt& r) {
      const bool held = admitted_[Index(copy.row)].standing == Standing::kHeld;
      return std::tuple(held, r.provisional, r.advice_count == 0,
                        block_.files[r.file].fingerprint,
                        block_.files[r.file].name, r.position, r.id);
    };
    return rank(a, x) < rank(b, y);
  }

 private:
  const ReceiptBlock& block_;
  const std::vector<Admitted>& admitted_;
};

/// Of the copies [first, last) of one identity, marks those beyond the greatest
/// number that any one file holds.
void MarkBeyond(const ReceiptBlock& block, const Copy* first, const Copy* last,
                std::vector<Admitted>* admitted) {
  std::vector<uint32_t> files;
  for (const Copy* copy = first; copy != last; ++copy) {
    files.push_back(block.receipts[Index(copy->row)].file);
  }
  std::sort(files.begin(), files.end());
  size_t most = 0;
  for (size_t i = 0, run = 0; i < files.size(); ++i) {
    run = i != 0 && files[i] == files[i - 1] ? run + 1 : 1;
    most = std::max(most, run);
  }
  for (const Copy* copy = first + most; copy < last; ++copy) {
    (*admitted)[Index(copy->row)] = {Standing::kDuplicate, first->row, {}};
  }
}

}  // namespace

void MarkDuplicates(const ReceiptBlock& receipts,
                    std::vector<Admitted>* admitted) {
  if (receipts.files.size() < 2) return;
  std::vector<Copy> copies;
  for (size_t i = 0; i < receipts.receipts.size(); ++i) {
    if ((*admitted)[i].standing == Standing::kAfterAsOf) continue;
    copies.push_back({IdentityOf(receipts, receipts.receipts[i]),
                      ReceiptRow{static_cast<uint32_t>(i)}});
  }
  tbb::parallel_sort(copies.begin(), copies.end(),
                     Preference(receipts, *admitted));
  for (size_t first = 0; first < copies.size();) {
    size_t last = first + 1;
    while (last < copies.size() &&
           copies[last].identity == copies[first].identity) {
      ++last;
    }
    MarkBeyond(receipts, copies.data() + first, copies.data() + last, admitted);
    first = last;
  }
}

}  // namespace cashmatch
