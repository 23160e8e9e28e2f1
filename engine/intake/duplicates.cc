// SPDX-License-Identifier: Apache-2.0
// duplicates.cc - the same money in several files counts once.
// Tested by tests/unit/engine/intake/duplicates_test.cc
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "engine/intake/intake.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {
namespace {

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

void MarkDuplicates(const ReceiptBlock& receipts, std::span<const Known> known,
                    std::vector<Admitted>* admitted) {
  if (receipts.files.size() < 2) return;
  std::vector<Copy> copies;
  for (size_t i = 0; i < receipts.receipts.size(); ++i) {
    if ((*admitted)[i].standing == Standing::kAfterAsOf) continue;
    if (!known.empty() && known[i] != Known::kNew) continue;
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
