// SPDX-License-Identifier: Apache-2.0
// receipt_decision.h - what was decided on one receipt, as the journal says it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/ledger/lump_index.h"
#include "engine/base/money.h"
#include "engine/model/report.h"

namespace cashmatch {

/// Takes `amount` off an item.
struct DecidedRow {
  std::string item, reason;
  ApplicationKind kind = ApplicationKind::kPayment;
  Minor amount = 0;
  std::string undoes{};  // the application id of an earlier row of the receipt
};

/// Money of the receipt that is not on an item.
struct DecidedPart {
  RemainderKind kind = RemainderKind::kUnapplied;
  std::string customer, reference, reason;
  Minor amount = 0;
};

/// One row of an alternative that a person may take.
struct DecidedOffer {
  uint32_t rank = 1;
  Millionths confidence = 0;
  Rule rule = Rule::kNone;
  DecidedRow row;
};

/// The payload of the decisions on receipts: allocated, suggested, placed,
/// accepted, rejected, unapplied, reversed.
///
/// A receipt may be decided on again: the turn counts up, and what the turn
/// before did is taken back first. The rows of a reversal are its original's,
/// negated; the original keeps its own.
struct ReceiptDecision {
  uint32_t turn = 1;
  ReceiptStatus status = ReceiptStatus::kUnidentified;
  Rule rule = Rule::kNone;
  ExceptionCode exception = ExceptionCode::kNone;
  Millionths confidence = 0;
  Currency currency = Currency::kNone;
  Minor amount = 0;      // signed: a debit is negative
  std::string customer;  // empty: not known
  std::string original;  // the receipt that this one undoes or repeats
  // Canonical NDJSON: in the first turn, when it becomes money, with advice.
  std::string receipt;
  LumpSigns signs;       // of the receipt; read with it, never written
  std::string advice;    // that joined it in this turn: its file's hash#place
  std::string identity;  // of counted money: a hash of what tells it
  std::vector<DecidedRow> rows;
  std::vector<DecidedPart> parts;
  std::vector<DecidedOffer> offers;
  std::vector<std::string> made;  // items, as NDJSON lines of the contract
  std::string rules_sha256, engine;
  std::string note;  // why a person decided so
  // Drawn for a person to look at, with that probability; 0: not drawn.
  Millionths qa_sample = 0;
};

/// The payload of reviewed: what a person said of a receipt that was drawn. The
/// subject is the receipt.
struct ReviewDecision {
  uint32_t turn = 1;  // that was judged
  bool right = true;
  std::string note;
};

/// Returns the kind of that name, or nothing.
std::optional<ApplicationKind> ApplicationKindOf(std::string_view name);

/// Returns the payload as one JSON object without a line feed. Amounts are
/// decimal strings; members without a value are left out; a receipt and items
/// stand in it as the objects they are.
std::string ToJson(const ReceiptDecision& decision);

std::string ToJson(const ReviewDecision& decision);

/// What is read of the receipt that stands in a decision.
enum class ReceiptText : uint8_t {
  kAll,
  kMark,  // `{}` if there is one; the text of it is half of the work
};

/// Reads what ToJson wrote. Errors: false, with `*error` told.
bool FromJson(std::string_view json, ReceiptDecision* decision,
              std::string* error, ReceiptText text = ReceiptText::kAll);
bool FromJson(std::string_view json, ReviewDecision* decision,
              std::string* error);

}  // namespace cashmatch
