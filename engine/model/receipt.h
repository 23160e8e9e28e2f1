// SPDX-License-Identifier: Apache-2.0
// receipt.h - money that came in, as a bank reports it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"
#include "engine/base/text_arena.h"
#include "engine/model/plain.h"

namespace cashmatch {

/// The side of our account. A debit undoes an earlier credit (a returned item,
/// a reversal); other debits never become receipts.
enum class Direction : uint8_t { kCredit, kDebit };

enum class Method : uint8_t {
  kOther,
  kAch,
  kWire,
  kCheck,
  kCard,
  kDirectDebit
};

enum class ReferenceType : uint8_t {
  kInvoice,
  kCreditorReference,
  kEndToEnd,
  kPurchaseOrder,
  kCheckNumber,
  kTrace,
  kOther,
};

/// Something the payer or the bank quotes, as written.
struct Reference {
  ReferenceType type = ReferenceType::kOther;
  std::string_view value;
};

/// A part of an advice line that the payer kept back (positive) or added.
struct Adjustment {
  Minor amount = 0;
  std::string_view reason;     // the payer's own code
  std::string_view reference;  // e.g. the payer's debit memo
};

/// An amount that the source did not state.
inline constexpr Minor kNotStated = INT64_MIN;

/// One line of remittance advice: what the payer says it pays.
struct AdviceLine {
  std::string_view reference;
  Minor gross = kNotStated;
  Minor discount = kNotStated;
  Minor paid = kNotStated;  // negative when the line consumes a credit memo
  uint32_t adjustments_first = 0;  // into ReceiptBlock::adjustments
  uint32_t adjustments_count = 0;
};

/// What the ids of some receipts come to, in order.
using Fingerprint = std::array<uint64_t, 2>;

/// Takes one more id into a fingerprint.
void Extend(std::string_view id, Fingerprint* fingerprint);

/// A file that receipts came from.
struct SourceFile {
  std::string_view name;      // path below the input named on the command line
  std::string_view format;    // "bai2", "lockbox", "camt.053", "ndjson", ...
  Fingerprint fingerprint{};  // of its receipt ids, in order
};

/// One bank credit, or the debit that undoes one. Views point into the block.
struct Receipt {
  Minor amount = 0;            // never negative; `direction` says the side
  Minor charges = kNotStated;  // taken off on the way, stated by the file
  Minor instructed_amount = kNotStated;  // what the payer ordered
  Day booking_date = kNoDay;
  Day value_date = kNoDay;
  Currency currency = Currency::kNone;
  Currency instructed_currency = Currency::kNone;
  Direction direction = Direction::kCredit;
  Method method = Method::kOther;
  bool provisional = false;  // intraday: shown, never applied
  uint32_t file = 0;         // into ReceiptBlock::files
  uint32_t line = 0;         // from 1
  uint32_t position = 0;     // order inside the file, from 0
  uint32_t twin = 0;         // receipts before it in the file that are equal
  uint64_t offset = 0;       // bank files: of its record's first byte
  std::string_view id;       // given or made; empty: ReceiptBlock::IdOf
  std::string_view bank_reference;
  std::string_view account;  // ours, as the file names it
  std::string_view type_code;
  std::string_view payer_name;
  std::string_view payer_account;  // an IBAN, or routing/account
  std::string_view payer_bank;
  std::string_view payer_id;  // our number for the payer, an ACH company id
  std::string_view held;      // the finding code that keeps it back, or empty
  uint32_t references_first = 0, references_count = 0;
  uint32_t texts_first = 0, texts_count = 0;
  uint32_t advice_first = 0, advice_count = 0;
};

/// Receipts with everything they refer to, in the order of their source.
///
/// Build: Add, then AddReference / AddText / AddAdvice / AddAdjustment for that
/// receipt, in any order, before the next Add. Lifetime: texts live as long as
/// the block. Threads: one writer; const use from any number.
class ReceiptBlock {
 public:
  /// Copies a text into the block.
  std::string_view Keep(std::string_view text) { return arena_.Keep(text); }

  /// Returns `size` writable bytes that live as long as the block.
  char* Reserve(size_t size) { return arena_.Reserve(size); }

  /// Registers a file; returns its index for Receipt::file.
  uint32_t AddFile(std::string_view name, std::string_view format);

  /// Starts a receipt. The pointer is good until the next Add. Texts assigned
  /// to its fields must have come from Keep or be literals.
  Receipt* Add();

  void AddReference(ReferenceType type, std::string_view value);
  void AddText(std::string_view text);
  /// Starts an advice line; the pointer is good until the next one.
  AdviceLine* AddAdvice(std::string_view reference);
  /// Adds to the advice line started last.
  void AddAdjustment(Minor amount, std::string_view reason,
                     std::string_view reference);

  /// Gives a receipt what an advice of another block says: its lines, the
  /// documents it names, its texts and, where the receipt states none, its
  /// charges. What identifies the advice is left out: a receipt keeps the
  /// identity that its bank gave it.
  void TakeAdvice(size_t receipt, const ReceiptBlock& from,
                  const Receipt& advice);

  /// Appends a copy of a receipt of another block, with all that it refers to.
  /// Its file is that of `receipt`, which may not be one of this block's.
  void AddCopy(const ReceiptBlock& from, const Receipt& receipt);

  /// Drops receipts from `count` on (a reader that takes back what it added);
  /// with 0 the plain ones too.
  void Truncate(size_t count);

  /// Moves the content of `other` behind this one's.
  void Append(ReceiptBlock&& other);

  std::span<const Reference> References(const Receipt& receipt) const {
    return {references.data() + receipt.references_first,
            receipt.references_count};
  }
  std::span<const std::string_view> Texts(const Receipt& receipt) const {
    return {texts.data() + receipt.texts_first, receipt.texts_count};
  }
  std::span<const AdviceLine> Advice(const Receipt& receipt) const {
    return {advice.data() + receipt.advice_first, receipt.advice_count};
  }
  std::span<const Adjustment> Adjustments(const AdviceLine& line) const {
    return {adjustments.data() + line.adjustments_first,
            line.adjustments_count};
  }

  /// Returns the id of a receipt: the one it has, else one made of its content.
  std::string IdOf(const Receipt& receipt) const {
    return receipt.id.empty() && make_id != nullptr ? make_id(*this, receipt)
                                                    : std::string(receipt.id);
  }

  /// Returns SourceFile::fingerprint of each file, made where it has none yet.
  std::vector<Fingerprint> Fingerprints() const;

  /// How receipts without an id are named; null where all have one. Most runs
  /// need few of the ids, and each takes a SHA-256.
  std::string (*make_id)(const ReceiptBlock& block,
                         const Receipt& receipt) = nullptr;

  std::vector<SourceFile> files;
  std::vector<Receipt> receipts;
  std::vector<Reference> references;
  std::vector<std::string_view> texts;
  std::vector<AdviceLine> advice;
  std::vector<Adjustment> adjustments;
  /// Of files whose reader kept some receipts plain; they are not in
  /// `receipts`. Empty but for whoever asked for it (ReadOptions::plain).
  std::vector<PlainFile> plain;

 private:
  TextArena arena_;
};

}  // namespace cashmatch
