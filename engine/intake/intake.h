// SPDX-License-Identifier: Apache-2.0
// intake.h - before matching: which receipts are money, and in what order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/ids.h"
#include "engine/model/policy.h"
#include "engine/model/receipt.h"
#include "engine/model/receipt_identity.h"

namespace cashmatch {

/// What a receipt is before anybody asks what it pays.
enum class Standing : uint8_t {
  kMoney,
  kReversal,             // a debit: undoes an earlier receipt
  kProvisional,          // an intraday credit
  kProvisionalReversal,  // an intraday debit
  kNotReceivable,        // interest, sweeps, ...; or a route of the policy
  kDuplicate,            // another copy counts
  kHeld,                 // by its file
  kAfterAsOf,            // booked later than the run looks
};

struct Admitted {
  Standing standing = Standing::kMoney;
  ReceiptRow counted = kNoReceipt;  // of a duplicate: the copy that counts
  std::string_view cls{};           // of a route: its class
};

/// Decides the standing of every receipt. `known` tells, by receipt, what
/// earlier runs know of it; it may be empty.
/// Cost: linear; receipts of one file alone are not compared with each other.
std::vector<Admitted> Admit(const ReceiptBlock& receipts, const Policy& policy,
                            Day as_of, std::span<const Known> known = {});

/// True if `text` contains `wanted`, whatever the case of ASCII letters.
bool ContainsAnyCase(std::string_view text, std::string_view wanted);

/// How little a receipt says of who paid what: one for each that is missing of
/// payer, payer's account, document and text.
int WordsMissing(const ReceiptBlock& receipts, const Receipt& receipt);

/// Marks the copies of money that came in several files. Those that are known
/// to earlier runs are compared with nothing here. For each identity
/// (engine/model/receipt_identity.h) as many count as the greatest number in
/// any one file; the copies that count are proven before held, final before
/// intraday, detail before lump, those that say more of payer, documents and
/// text, then those of the smaller content hash.
/// Source: CONTRACT section 4.
void MarkDuplicates(const ReceiptBlock& receipts, const OwnAccounts& own,
                    std::span<const Known> known,
                    std::vector<Admitted>* admitted);

/// True for type codes of credits that are no customer money: BAI2 codes such
/// as 275 (zero-balance transfer) and 354 (interest), camt codes of interest
/// and sweeps, and returned debits of ours. The table is in the README.
bool IsNotReceivable(std::string_view type_code);

/// The order of rows: by booking date, source file, position and id.
/// Threads: any number.
class CanonicalLess {
 public:
  explicit CanonicalLess(const ReceiptBlock& receipts);
  bool operator()(ReceiptRow left, ReceiptRow right) const;

 private:
  const ReceiptBlock& receipts_;
  std::vector<Fingerprint> fingerprints_;  // none where all names differ
};

/// True if two files of a block have one name.
bool AnyNamesakes(const ReceiptBlock& receipts);

/// Returns all receipts by booking date, source file, position and id; equal
/// ones, of a file that was given twice, as they stand.
std::vector<ReceiptRow> CanonicalOrder(const ReceiptBlock& receipts);

/// Merges receipts into others; both are in that order.
void MergeInOrder(const ReceiptBlock& receipts,
                  std::span<const ReceiptRow> rows,
                  std::vector<ReceiptRow>* to);

}  // namespace cashmatch
