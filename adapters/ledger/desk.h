// SPDX-License-Identifier: Apache-2.0
// desk.h - what people decide about receipts becomes decisions of the journal.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/ledger/ledger.h"
#include "adapters/store/journal.h"

namespace cashmatch {

enum class DeskAct : uint8_t {
  kAccept,     // argument: the rank of an alternative
  kItems,      // argument: INV-1=100.00|INV-2=50.00 write_off, numbers or ids
  kOnAccount,  // argument: a customer, where none is known
  kPayer,      // argument: a customer; the money is unapplied for it
  kReject,     // the alternatives are wrong
  kUnapply,    // what was applied is taken back
  kConfirm,    // what was applied unseen, and drawn to be looked at, is right
  kReverse,    // argument: the receipt that this return undoes
};
inline constexpr int kDeskActs = 8;

std::string_view NameOf(DeskAct act);
/// Returns the act of that name, or nothing.
std::optional<DeskAct> DeskActOf(std::string_view name);

/// What a person says about one receipt.
struct DeskWord {
  std::string receipt;
  uint32_t turn = 0;  // that the person saw; 0: not said
  DeskAct act = DeskAct::kReject;
  std::string argument, note;
};

/// What the desk must know of a receipt besides the ledger.
struct DeskReceipt {
  ReceiptDecision last;  // its last turn
  Day booking_date = kNoDay;
  std::string bank_reference;
  ReceiptDecision original;  // of kReverse: the last turn of what it names
};

/// Finds open items by what people call them.
/// Threads: any number.  Cost: linear in the items, once.
class ItemNames {
 public:
  explicit ItemNames(const Ledger& ledger);

  /// Returns the shortest name that means this item alone: its document number,
  /// else its id.
  std::string_view NameOf(std::string_view item) const;
  /// Returns the item of that id or document number.
  /// Errors: nothing, with `*error` told: none, or several that are open.
  const std::string* Find(std::string_view name, std::string* error) const;

 private:
  const Ledger& ledger_;
  std::multimap<std::string_view, const std::string*> by_number_;
};

/// Makes `now`, whose amount is set, undo all that stands of a receipt: its
/// rows and the parts of its last turn, negated; what the bank took beyond it
/// is its fee, which is no receivable.
void UndoAll(const std::string& id, const LedgerReceipt& original,
             const ReceiptDecision& last, ReceiptDecision* now);

/// Turns words into decisions, one receipt after the other, each in view of
/// those before it. It decides nothing that the fold would refuse.
/// Threads: one owner; the ledger must not change meanwhile.
class Desk {
 public:
  Desk(const Ledger& ledger, std::string engine);

  /// Adds what `word` decides to the batch. Returns "" or why it cannot be;
  /// then nothing was added.
  std::string Take(const DeskWord& word, const DeskReceipt& receipt,
                   Batch* batch);

  /// Takes back what stands of a receipt, because the ERP refused it.
  std::string TakeBack(const std::string& id, const DeskReceipt& receipt,
                       const std::string& reason, Batch* batch);

  const ItemNames& names() const { return names_; }
  /// How many receipts were decided on.
  size_t decided() const { return decided_.size(); }
  /// What words took off items without money for it: discounts, write-offs and
  /// fees, by currency.
  const std::map<Currency, WideMinor>& written_off() const {
    return written_off_;
  }

 private:
  struct Case;
  std::string Check(const DeskWord& word, const LedgerReceipt& state) const;
  std::string CheckMade(const std::string& id) const;
  void Judge(const DeskWord& word, const LedgerReceipt& state, bool right,
             Batch* batch);
  std::string Fill(const DeskWord& word, Case* of) const;
  std::string AcceptOffer(std::string_view rank, Case* of) const;
  std::string PayItems(std::string_view items, Case* of) const;
  std::string Place(const DeskWord& word, Case* of) const;
  std::string Reverse(const DeskWord& word, Case* of) const;
  std::string CheckOriginal(const std::string& id,
                            const LedgerReceipt& original,
                            const Case& of) const;
  void Reject(Case* of) const;
  void Negate(Case* of) const;
  std::string Rest(Case* of) const;
  void PutRest(RemainderKind kind, Case* of) const;
  std::string CheckRows(const Case& of) const;
  bool IsCustomer(std::string_view id) const;
  static void Keep(const OpenItem& made, Case* of);
  void AddMade(WideMinor left, Case* of) const;
  void AddDeductions(Case* of) const;
  WideMinor OpenOf(const LedgerItem& item, const std::string& id) const;
  void Commit(const Case& of, DecisionKind kind, Batch* batch);

  const Ledger& ledger_;
  std::string engine_;
  ItemNames names_;
  std::map<std::string, WideMinor, std::less<>> moved_;  // by this batch
  std::set<std::string, std::less<>> decided_, undone_, gone_, made_;
  std::map<Currency, WideMinor> written_off_;
};

}  // namespace cashmatch
