// SPDX-License-Identifier: Apache-2.0
// duplicates.cc - the same money in several files counts once.
// Tested by tests/unit/engine/intake/duplicates_test.cc
#include <algorithm>
#include <compare>
#include <set>
#include <span>
#include <string>
#include <tuple>

#include "engine/base/parallel.h"
#include "engine/base/planted_bug.h"
#include "engine/base/sort_by_key.h"
#include "engine/intake/intake.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {
namespace {

struct HashedReceipt {
  uint64_t key;  // of the identity
  ReceiptRow row;
  friend auto operator<=>(const HashedReceipt&, const HashedReceipt&) = default;
};

/// Returns the receipts that may be copies, by the hash of their identity.
std::vector<HashedReceipt> HashAll(const ReceiptBlock& receipts,
                                   const OwnAccounts& own,
                                   std::span<const Known> known,
                                   const std::vector<Admitted>& admitted) {
  constexpr size_t kGrain = 16384;
  std::vector<HashedReceipt> hashed(admitted.size());
  ForEachChunk(hashed.size(), kGrain, [&](size_t, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      hashed[i] = {IdentityHash(receipts, receipts.receipts[i], own),
                   ReceiptRow{static_cast<uint32_t>(i)}};
    }
  });
  std::erase_if(hashed, [&](const HashedReceipt& at) {
    return admitted[Index(at.row)].standing == Standing::kAfterAsOf ||
           (!known.empty() && known[Index(at.row)] != Known::kNew);
  });
  SortByKey(&hashed);
  return hashed;
}

struct Copy {
  std::string identity;
  ReceiptRow row;
  bool repeats = false;  // stood in another file already
};

/// Orders the copies of one identity: those that count first.
class Preference {
 public:
  Preference(const ReceiptBlock& block, const std::vector<Fingerprint>& files,
             const std::vector<Admitted>& admitted)
      : block_(block), files_(files), admitted_(admitted) {}

  bool operator()(const Copy& a, const Copy& b) const {
    if (a.identity != b.identity) return a.identity < b.identity;
    const Receipt& x = block_.receipts[Index(a.row)];
    const Receipt& y = block_.receipts[Index(b.row)];
    const auto rank = [&](const Copy& copy, const Receipt& r) {
      const bool held = admitted_[Index(copy.row)].standing == Standing::kHeld;
      return std::tuple(held, r.provisional, r.advice_count == 0,
                        WordsMissing(block_, r), files_[r.file],
                        block_.files[r.file].name, r.position, block_.IdOf(r),
                        copy.row);
    };
    return rank(a, x) < rank(b, y);
  }

 private:
  const ReceiptBlock& block_;
  const std::vector<Fingerprint>& files_;
  const std::vector<Admitted>& admitted_;
};

/// Returns the greatest number of copies that any one file holds.
size_t MostInAFile(const ReceiptBlock& block, std::span<const Copy> copies) {
  std::vector<uint32_t> files;
  for (const Copy& copy : copies) {
    files.push_back(block.receipts[Index(copy.row)].file);
  }
  std::sort(files.begin(), files.end());
  size_t most = 0;
  for (size_t i = 0, run = 0; i < files.size(); ++i) {
    run = i != 0 && files[i] == files[i - 1] ? run + 1 : 1;
    most = std::max(most, Planted("twins of a file count once") ? 1 : run);
  }
  return most;
}

/// Puts a receipt that stood in another file before behind the others: it takes
/// one place among its equals, and its twins in this file take theirs.
void PutRepeatsLast(const ReceiptBlock& block, std::span<Copy> copies,
                    std::set<std::string>* seen) {
  for (Copy& copy : copies) {
    const Receipt& receipt = block.receipts[Index(copy.row)];
    copy.repeats = !seen->insert(block.IdOf(receipt)).second;
  }
  std::ranges::stable_sort(copies, {}, &Copy::repeats);
}

/// Of the copies of one identity, those that are held last, marks those beyond
/// the greatest number that any one file holds. What a file holds back makes no
/// money of a copy in another one: no more of the others count than a file
/// proves.
void MarkBeyond(const ReceiptBlock& block, std::span<Copy> copies,
                std::vector<Admitted>* admitted) {
  const auto first_held =
      std::ranges::partition_point(copies, [&](const Copy& copy) {
        return (*admitted)[Index(copy.row)].standing != Standing::kHeld;
      });
  const auto sound = static_cast<size_t>(first_held - copies.begin());
  const size_t most = MostInAFile(block, copies);
  const size_t proved = MostInAFile(block, copies.first(sound));
  std::set<std::string> seen;
  const auto mark = [&](std::span<Copy> some, size_t counted) {
    if (most > 1) PutRepeatsLast(block, some, &seen);
    counted += Planted("a copy counts as money");
    for (size_t i = counted; i < some.size(); ++i) {
      (*admitted)[Index(some[i].row)] = {
          Standing::kDuplicate, copies.front().row, {}};
    }
  };
  mark(copies.first(sound), proved);
  mark(copies.subspan(sound), most - proved);
}

/// Marks the copies among receipts whose identities have one hash.
void MarkGroup(const ReceiptBlock& receipts, const OwnAccounts& own,
               const std::vector<Fingerprint>& files,
               std::span<const HashedReceipt> group,
               std::vector<Admitted>* admitted) {
  std::vector<Copy> copies;
  for (const HashedReceipt& at : group) {
    copies.push_back(
        {IdentityOf(receipts, receipts.receipts[Index(at.row)], own), at.row,
         false});
  }
  std::sort(copies.begin(), copies.end(),
            Preference(receipts, files, *admitted));
  for (size_t first = 0; first < copies.size();) {
    size_t last = first + 1;
    while (last < copies.size() &&
           copies[last].identity == copies[first].identity) {
      ++last;
    }
    MarkBeyond(receipts, std::span(copies).subspan(first, last - first),
               admitted);
    first = last;
  }
}

}  // namespace

int WordsMissing(const ReceiptBlock& block, const Receipt& it) {
  const bool named =
      std::ranges::any_of(block.References(it), [](const Reference& reference) {
        return reference.type == ReferenceType::kInvoice ||
               reference.type == ReferenceType::kCreditorReference ||
               reference.type == ReferenceType::kPurchaseOrder;
      });
  return static_cast<int>(it.payer_name.empty()) +
         static_cast<int>(it.payer_account.empty()) +
         static_cast<int>(block.Texts(it).empty()) + static_cast<int>(!named);
}

void MarkDuplicates(const ReceiptBlock& receipts, const OwnAccounts& own,
                    std::span<const Known> known,
                    std::vector<Admitted>* admitted) {
  if (receipts.files.size() < 2) return;
  const std::vector<HashedReceipt> hashed =
      HashAll(receipts, own, known, *admitted);
  std::vector<Fingerprint> files;  // made when the first copies are met
  for (size_t first = 0, last = 0; first < hashed.size(); first = last) {
    while (last < hashed.size() && hashed[last].key == hashed[first].key) {
      ++last;
    }
    if (last - first == 1) continue;
    if (files.empty()) files = receipts.Fingerprints();
    MarkGroup(receipts, own, files,
              std::span(hashed).subspan(first, last - first), admitted);
  }
}

}  // namespace cashmatch
