// SPDX-License-Identifier: Apache-2.0
// entry.h - a camt statement and one of its entries, as texts: no meaning yet.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/read/camt/grammar.h"

namespace cashmatch {

/// A part of one of the lists of an entry.
struct Range {
  uint32_t first = 0, count = 0;
};

/// An amount as written. Absent: both empty.
struct AmountText {
  std::string_view digits, currency;
  size_t offset = 0;
  bool present() const { return !digits.empty() || !currency.empty(); }
};

struct ChargeText {
  AmountText amount;
  std::string_view side;
  bool included = false;  // ChrgInclInd: already taken off the amount
};

/// Charges as records, or only their total.
struct ChargesText {
  std::vector<ChargeText> records;
  AmountText total;
};

/// BkTxCd.
struct BankCodes {
  std::string_view domain, family, subfamily, proprietary;
};

/// What an entry and a detail have alike.
struct BookedLine {
  size_t offset = 0;
  AmountText amount;
  std::string_view side;  // CdtDbtInd
  AmountText instructed, transacted, countervalue;
  ChargesText charges;
  BankCodes codes;
};

struct PartyText {
  std::string_view name, id, account, bic, member;
};

/// One RfrdDocInf.
struct DocumentText {
  std::string_view code, number;
};

/// One amount of RfrdDocAmt; `kind` is a slot of kDocumentAmount.
struct DocumentAmountText {
  Slot kind = Slot::kNone;
  std::string_view type;
  AmountText amount;
};

struct AdjustmentText {
  AmountText amount;
  std::string_view side, reason, text;
};

/// One Strd.
struct StructuredText {
  std::string_view creditor_reference;
  Range documents, amounts, adjustments;  // into the entry's lists
};

/// One TxDtls.
struct Detail : BookedLine {
  static constexpr size_t kReferences =
      static_cast<size_t>(Slot::kProprietaryReference) -
      static_cast<size_t>(Slot::kMessageId) + 1;

  std::string_view Reference(Slot slot) const {
    return references[static_cast<size_t>(slot) -
                      static_cast<size_t>(Slot::kMessageId)];
  }

  std::array<std::string_view, kReferences> references;
  PartyText debtor, creditor;
  std::string_view ultimate_debtor;
  std::string_view return_code, return_text;
  bool returned = false;    // has RtrInf
  Range texts, structured;  // into the entry's lists
};

/// One Btch, with the details that stand beside it.
struct BatchText {
  size_t offset = 0;
  std::string_view message, payment, count, side;
  AmountText total;
  Range details;  // into the entry's list
};

/// One Ntry. Texts live until the next entry.
struct Entry : BookedLine {
  /// Empties everything and keeps the memory of the lists.
  void Clear();

  std::string_view reference;       // NtryRef
  std::string_view bank_reference;  // AcctSvcrRef
  std::string_view status;
  bool status_is_plain = false;  // as before version 07
  bool status_is_own = false;    // Prtry: a code of the bank's own
  bool reversal = false;
  std::string_view booking_date, value_date;
  std::string_view text;  // AddtlNtryInf
  std::vector<BatchText> batches;
  std::vector<Detail> details;
  std::vector<std::string_view> texts;
  std::vector<StructuredText> structured;
  std::vector<DocumentText> documents;
  std::vector<DocumentAmountText> amounts;
  std::vector<AdjustmentText> adjustments;
};

inline void Entry::Clear() {
  Entry empty;
  const auto keep = [](auto& from, auto& to) {
    from.clear();
    to.swap(from);
  };
  keep(batches, empty.batches);
  keep(details, empty.details);
  keep(texts, empty.texts);
  keep(structured, empty.structured);
  keep(documents, empty.documents);
  keep(amounts, empty.amounts);
  keep(adjustments, empty.adjustments);
  *this = std::move(empty);
}

struct BalanceText {
  std::string_view code, subtype, side, date;
  AmountText amount;
};

/// TxsSummry: what the bank says the entries add up to.
struct TotalText {
  std::string_view count, sum;
  size_t offset = 0;
  std::string_view net = {}, net_side = {};  // of TtlNtries only
};

/// One Rpt, Stmt or Ntfctn without its entries.
struct Statement {
  size_t offset = 0;
  std::string_view created, period_end;
  std::string_view id, number, legal_number;  // Id, ElctrncSeqNb, LglSeqNb
  std::string_view account, currency;
  std::string_view page, last_page;
  std::string_view copy;  // CpyDplctInd
  std::vector<BalanceText> balances;
  TotalText all, credits, debits;
};

/// The document around the statements.
struct Message {
  std::string_view body;    // "BkToCstmrStmt", without version
  std::string_view suffix;  // "V01", or empty
  std::string_view xmlns;   // the camt namespace, else whatever was there
  std::string_view created;
  std::string_view page, last_page;  // MsgPgntn
  size_t offset = 0;
};

enum class Side : uint8_t { kCredit, kDebit };

inline std::optional<Side> SideOf(std::string_view text) {
  if (text == "CRDT") return Side::kCredit;
  if (text == "DBIT") return Side::kDebit;
  return std::nullopt;
}

}  // namespace cashmatch
