// SPDX-License-Identifier: Apache-2.0
// ledger.h - the receivables as they stand: a fold over the journal.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/ledger/book_decision.h"
#include "adapters/ledger/file_decision.h"
#include "adapters/ledger/lump_index.h"
#include "adapters/ledger/receipt_decision.h"
#include "adapters/ledger/rights.h"
#include "adapters/store/journal.h"
#include "engine/base/hash.h"
#include "engine/base/text_arena.h"
#include "engine/model/customer.h"
#include "engine/model/open_item.h"

namespace cashmatch {

/// An item as the ERP sent it, and what is open of it now.
struct LedgerItem {
  OpenItem item;  // as loaded, its amount too
  Minor open = 0;
  Day closed_on = kNoDay;  // the booking date that settled it
  uint32_t loads = 0;      // counts loads that named it, for snapshots
  WideMinor applied = 0;   // all rows on it so far
  WideMinor most = 0;      // what may be open of it once rows are taken back
};

/// A row of a receipt that no later turn and no reversal took back.
struct LiveRow {
  std::string id;  // of the application
  DecidedRow row;
};

/// What became of a receipt that was drawn for a person to look at.
struct DrawnSample {
  enum class State : uint8_t {
    kNone,   // was not drawn
    kWaits,  // nobody looked yet
    kRight,
    kWrong,
    kGone,  // it changed before anybody looked
  };
  State state = State::kNone;
  Rule rule = Rule::kNone;
  Millionths share = 0;  // the probability of being drawn
};

/// Where a receipt stands.
struct LedgerReceipt {
  uint64_t first_seq = 0;  // the decision that holds it as it came
  uint64_t last_seq = 0;
  uint32_t turn = 0;
  ReceiptStatus status = ReceiptStatus::kUnidentified;
  Currency currency = Currency::kNone;
  Minor amount = 0;   // signed
  Minor applied = 0;  // its payment rows, over all turns
  ExceptionCode exception = ExceptionCode::kNone;
  std::string customer;
  bool counted = false;    // among its equals
  bool by_person = false;  // a person decided: never applied unseen again
  bool reversed = false;   // another receipt undid it
  std::vector<LiveRow> live;
  std::string cash_posting;  // the id of its cash leg, once handed out
  DrawnSample sample;
};

/// An application that the ERP has not posted yet, by its id.
struct PendingPosting {
  std::string item;
  Minor amount = 0;
  ApplicationKind kind = ApplicationKind::kPayment;
  bool handed_out = false;
  std::string undoes;  // the application that it takes back
  std::string reason;
};

/// A file whose advice waits for its money.
struct OpenAdvice {
  uint64_t seq = 0;  // of the row that received it
  FileDecision file;
  uint32_t left = 0;  // remittances that joined no receipt
};

/// What came under a number of a sender (adapters/read/numbered_part.h).
struct ReceivedPart {
  std::string content;  // a hash
  std::string file;     // for people
};

/// Something of a load that contradicts what was applied since.
struct LoadConflict {
  uint64_t seq = 0;
  std::string item;
  Minor loaded = 0, pending = 0;  // pending applications exceed what is open
  Currency currency = Currency::kNone;
};

/// Folds rows of one tenant, in order, and proves on each of them that no money
/// is made or lost: a receipt's rows and parts are its amount, an item is never
/// paid beyond what it is, and what is open changes by exactly the rows; and
/// that who did it might (rights.h).
///
/// Threads: one writer.  Cost: a logarithm of the items a row; loads are
/// linear.
class Ledger {
 public:
  /// Gives the bytes of a spooled file. Errors: false, with `*error` told.
  using ReadSpool = std::function<bool(std::string_view sha256,
                                       std::string* bytes, std::string* error)>;

  explicit Ledger(ReadSpool read_spool) : read_spool_(std::move(read_spool)) {}

  /// Takes the next row. Returns false, with broken() told, at the first row
  /// that does not hold; the ledger is of no use after it.
  bool Take(const JournalRow& row);

  /// "row 17: receipt 4f...: ...", or empty.
  const std::string& broken() const { return broken_; }

  const std::map<std::string, LedgerItem, std::less<>>& items() const {
    return items_;
  }
  const std::map<std::string, LedgerReceipt, std::less<>>& receipts() const {
    return receipts_;
  }
  const std::vector<Customer>& customers() const {
    return customers_.customers;
  }
  /// By application id, `<receipt_id>/<turn>/<row from 1>`.
  const std::map<std::string, PendingPosting, std::less<>>& pending() const {
    return pending_;
  }
  /// Cash legs that were handed out and not answered: the receipt, by id.
  const std::map<std::string, std::string, std::less<>>& cash_pending() const {
    return cash_pending_;
  }
  /// The items that the last turn of a receipt made and that still stand.
  std::vector<std::string> MadeBy(std::string_view receipt) const;
  /// By item; a later load that agrees ends a conflict.
  const std::map<std::string, LoadConflict, std::less<>>& conflicts() const {
    return conflicts_;
  }
  /// The day that the amounts of the last load are of.
  Day as_of() const { return as_of_; }
  /// By the hash of the file.
  const std::map<std::string, OpenAdvice, std::less<>>& open_advice() const {
    return open_advice_;
  }
  /// What an advice of a file is known by, in all files that hold it.
  static std::string AdviceContent(const std::string& sha256,
                                   const FileDecision& file, uint32_t place);
  bool WasAdviceReceived(std::string_view content) const {
    return used_advice_.contains(content) || advice_in_.contains(content);
  }
  /// The hash of the first file that holds an advice which joined no receipt
  /// yet, or nullptr.
  const std::string* AdviceWaitsIn(std::string_view content) const {
    const auto found = advice_in_.find(content);
    return found == advice_in_.end() ? nullptr : &found->second.front();
  }
  /// Of all final statements, with the names of their files.
  const std::vector<StatementEnds>& statement_ends() const {
    return statement_ends_;
  }
  const std::string& rules_sha256() const { return rules_sha256_; }
  const Rights& rights() const { return rights_; }
  uint64_t seq() const { return seq_; }

  /// How often money of that identity was counted.
  uint32_t CountOf(const std::string& identity) const {
    const auto found = counts_.find(identity);
    return found == counts_.end() ? 0 : found->second;
  }
  /// The pending row that takes `application` back, or nullptr.
  const std::string* TakenBackBy(std::string_view application) const {
    const auto found = taken_back_.find(application);
    return found == taken_back_.end() ? nullptr : &found->second;
  }
  /// What came first under a number, or nullptr.
  const ReceivedPart* PartOf(std::string_view id) const {
    const auto found = parts_.find(id);
    return found == parts_.end() ? nullptr : &found->second;
  }
  /// Who may be a lump, or items of one, with receipts that come later.
  const LumpIndex& lumps() const { return lumps_; }
  /// True if the receipt may still be settled: its money is on no item, nobody
  /// decided on it, and no credit that was made of it is used.
  bool Waits(std::string_view receipt) const;

  /// Adds up what is open anew and compares it with what the rows say, by
  /// currency; no rows of a last warrant are missing. Returns "" or what
  /// differs.  Cost: linear in the items.
  std::string ProveTotals() const;

  /// What a book is made of: every item with what is open of it, settled ones
  /// as closed, without what was made of receipts that wait; and the customers.
  /// Views live as long as the ledger, until the next Take.
  OpenItemBlock OpenItems() const;
  CustomerBlock Customers() const;

 private:
  bool Break(const std::string& what);
  bool TakeReceipt(const JournalRow& row);
  bool TakeRights(const JournalRow& row, const ReceiptDecision* decision);
  bool TakeBook(const JournalRow& row);
  bool AddUp(const ReceiptDecision& decision, const LedgerReceipt& receipt);
  bool TakeRow(const DecidedRow& row, Currency currency);
  bool KeepRow(const std::string& owner, const std::string& application,
               const DecidedRow& row, LedgerReceipt* receipt);
  void AddPending(const std::string& application, PendingPosting pending);
  void DropPending(const std::string& application);
  bool Undo(const std::string& original);
  bool TakeFile(const JournalRow& row);
  void OpenAdviceOf(const JournalRow& row, FileDecision file);
  bool TakeAdvice(const std::string& advice);
  bool TakeReview(const JournalRow& row);
  static void TakeSample(const ReceiptDecision& decision,
                         LedgerReceipt* receipt);
  bool TakePosted(const JournalRow& row);
  bool TakeAnswered(const JournalRow& row);
  bool TakeBackMade(const std::string& receipt);
  bool Make(const std::string& line, const std::string& receipt);

  struct Load;
  bool LoadCustomers(const BookDecision& load);
  bool LoadPosted(const BookDecision& load);
  void LoadItem(const Load& load, const OpenItem& item);
  void CloseWhatIsGone(const Load& load);

  ReadSpool read_spool_;
  uint64_t seq_ = 0;
  std::string broken_, place_;
  TextArena arena_;
  std::map<std::string, LedgerItem, std::less<>> items_;
  std::map<std::string, LedgerReceipt, std::less<>> receipts_;
  std::multimap<std::string, std::string, std::less<>> made_;  // by receipt
  std::map<std::string, PendingPosting, std::less<>> pending_;
  std::map<std::string, std::string, std::less<>> cash_pending_;
  // By the application that is taken back: the pending one that does so.
  std::map<std::string, std::string, std::less<>> taken_back_;
  // Refused by the ERP, and not yet taken back here.
  std::set<std::string, std::less<>> refused_;
  std::map<std::string, LoadConflict, std::less<>> conflicts_;
  Day as_of_ = kNoDay;
  std::map<std::string, OpenAdvice, std::less<>> open_advice_;
  std::set<std::string, std::less<>> used_advice_;  // by content
  // By content that joined no receipt: the files that hold it.
  std::map<std::string, std::vector<std::string>, std::less<>> advice_in_;
  std::set<std::string, std::less<>> files_;
  std::vector<StatementEnds> statement_ends_;
  std::unordered_map<std::string, uint32_t, TextHash> counts_;  // by identity
  Rights rights_;
  std::map<std::string, ReceivedPart, std::less<>> parts_;
  LumpIndex lumps_;
  CustomerBlock customers_;
  std::string rules_sha256_;
  std::map<Currency, WideMinor> open_;  // what the rows say is open
  uint32_t loads_ = 0;
};

/// Returns `<receipt_id>/<turn>/<row>`, by which the ERP speaks of a row.
std::string ApplicationId(std::string_view receipt, uint32_t turn,
                          size_t row_from_1);

}  // namespace cashmatch
