// SPDX-License-Identifier: Apache-2.0
// to_receipts.cc - the one file of this reader that knows the model.
// Tested by tests/unit/adapters/read/mt940/to_receipts_test.cc
#include "adapters/read/mt940/to_receipts.h"

#include <algorithm>
#include <array>

#include "adapters/read/german_codes.h"
#include "adapters/read/mt940/lines.h"
#include "adapters/read/text_bytes.h"
#include "engine/base/planted_bug.h"
#include "engine/model/creditor_reference.h"
#include "engine/model/iban.h"

namespace cashmatch::mt940 {
namespace {

template <size_t N>
bool IsOneOf(std::string_view text,
             const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// The three letters behind N, F or S.
std::string_view KindOf(const Entry& entry) {
  return entry.type.empty() ? std::string_view() : entry.type.substr(1);
}

Method MethodOf(const Entry& entry, std::string_view code) {
  constexpr auto kChecks = std::to_array<std::string_view>({"070", "170"});
  constexpr auto kCollections = std::to_array<std::string_view>(
      {"071", "108", "109", "171", "174", "192", "196"});
  constexpr auto kCards = std::to_array<std::string_view>({"110", "172"});
  const std::string_view kind = KindOf(entry);
  if (kind == "CHK" || kind == "CLR" || code == "111" ||
      IsOneOf(code, kChecks)) {
    return Method::kCheck;
  }
  if (kind == "DDT" || IsOneOf(code, kCollections)) {
    return Method::kDirectDebit;
  }
  if (IsOneOf(code, kCards)) return Method::kCard;
  if (code.empty()) return Method::kOther;
  // 1..: payments inside the euro area; 2..: foreign ones.
  if (code[0] == '1' || code[0] == '0') return Method::kAch;
  return code[0] == '2' ? Method::kWire : Method::kOther;
}

/// "NTRF-166", and behind it what became of a payment of ours.
std::string TypeCode(const Entry& entry, std::string_view code,
                     EntryClass cls) {
  std::string text(entry.type);
  if (!code.empty()) {
    if (!text.empty()) text += '-';
    text += code;
  }
  if (cls == EntryClass::kOursBack) text += "/RVSL";
  if (cls == EntryClass::kOursReturned) text += "/RTRN";
  return text;
}

/// The reference alone: Dutch banks fill its 16 columns and go on with a name.
std::string_view CustomerReference(const Entry& entry) {
  const std::string_view text = entry.customer_reference;
  return text.substr(0, text.find("  "));
}

/// Reads "EUR11,85", or "11,85" in the entry's currency.
bool ReadStated(std::string_view text, Currency fallback, Minor* amount,
                Currency* currency) {
  *currency = fallback;
  if (text.size() > 3 && IsUpper(text[0])) {
    const auto named = ParseCurrency(text.substr(0, 3));
    if (!named) return false;
    *currency = *named;
    text = Trim(text.substr(3));
  }
  const ParsedAmount parsed = ReadAmount(text, *currency);
  *amount = parsed.minor;
  return parsed.ok();
}

/// Whether the customer's reference is the account of the payer: of Dutch banks
/// without tags, whose texts name no other.
bool IsAccount(std::string_view reference, const Narrative& narrative) {
  return IsIban(reference) &&
         (narrative.account.empty() || narrative.account == reference);
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

}  // namespace

EntryClass ClassOf(const Entry& entry, std::string_view code, bool reason,
                   Minor amount) {
  const GermanCode german = ReadGermanCode(code);
  const bool storno = german == GermanCode::kStorno;
  const bool returned = reason || KindOf(entry) == "RTI";
  switch (entry.mark) {
    case Mark::kCredit:
      if (amount == 0 && entry.lines_count == 0) return EntryClass::kNone;
      if (storno) return EntryClass::kOursBack;
      return returned || german == GermanCode::kOursReturned
                 ? EntryClass::kOursReturned
                 : EntryClass::kCredit;
    case Mark::kReverseDebit:
      return EntryClass::kOursBack;
    case Mark::kReverseCredit:
      if (Planted("a reversal is money that came")) return EntryClass::kCredit;
      return EntryClass::kTakenBack;
    case Mark::kDebit:
      return returned || storno || german == GermanCode::kReturnedItem
                 ? EntryClass::kTakenBack
                 : EntryClass::kNone;
    case Mark::kExpectedCredit:
    case Mark::kExpectedDebit:
    case Mark::kNone:
      break;
  }
  return EntryClass::kNone;
}

size_t ReceiptWriter::made() const { return file_->receipts.receipts.size(); }

void ReceiptWriter::Hold(size_t first, std::string_view code) {
  for (size_t row = first; row < made(); ++row) {
    std::string_view& held = file_->receipts.receipts[row].held;
    if (held.empty()) held = code;
  }
}

std::string_view ReceiptWriter::Keep(std::string_view text) {
  return file_->receipts.Keep(Trim(CleanText(text, &scratch_)));
}

void ReceiptWriter::Take(const Message& message, const Entry& entry,
                         Minor amount, Currency currency,
                         std::string_view held) {
  const auto lines =
      std::span(message.lines).subspan(entry.lines_first, entry.lines_count);
  const std::string_view code =
      entry.structure ? std::string_view() : CodeIn(lines);
  // Subfields give no reason of a return: debits with them need no reading.
  const bool plain = SubfieldSignOf(lines) == 0 && !IsExpected(entry.mark);
  if (!plain && ClassOf(entry, code, false, amount) == EntryClass::kNone) {
    return;
  }
  const Narrative& narrative = narratives_.Read(lines, entry.structure);
  const EntryClass cls = ClassOf(entry, code, narrative.returned, amount);
  if (cls == EntryClass::kNone) return;
  if (!has_file_) {
    file_row_ = file_->receipts.AddFile(name_, file_->summary.format);
    has_file_ = true;
  }
  Receipt* const receipt = file_->receipts.Add();
  receipt->amount = amount;
  receipt->currency = currency;
  receipt->direction =
      cls == EntryClass::kTakenBack ? Direction::kDebit : Direction::kCredit;
  receipt->value_date = entry.value.day;
  receipt->booking_date =
      entry.entry.day != kNoDay ? entry.entry.day : entry.value.day;
  receipt->provisional = message.is_intraday();
  receipt->file = file_row_;
  receipt->line = entry.line;
  receipt->offset = entry.offset;
  receipt->held = held;
  receipt->account = Keep(message.account);
  receipt->type_code = Keep(TypeCode(entry, code, cls));
  receipt->method = MethodOf(entry, code);
  receipt->bank_reference =
      Keep(IsReference(entry.bank_reference)       ? entry.bank_reference
           : IsReference(CustomerReference(entry)) ? CustomerReference(entry)
                                                   : std::string_view());
  FillAmounts(entry, narrative, receipt);
  FillParty(entry, narrative, receipt);
  AddReferences(entry, narrative);
  AddTexts(entry, narrative);
}

/// What the payer ordered and what banks on the way took, where it is said.
void ReceiptWriter::FillAmounts(const Entry& entry, const Narrative& narrative,
                                Receipt* receipt) {
  std::string_view instructed = narrative.instructed;
  std::string_view charges = narrative.charges;
  TagScanner tags(entry.supplementary, true);
  for (Tag86 tag; tags.Next(&tag);) {
    if (tag.kind == TagKind::kInstructed) instructed = tag.value;
    if (tag.kind == TagKind::kCharges) charges = tag.value;
  }
  Minor amount;
  Currency currency;
  if (ReadStated(instructed, receipt->currency, &amount, &currency) &&
      (currency != receipt->currency || amount != receipt->amount)) {
    receipt->instructed_amount = amount;
    receipt->instructed_currency = currency;
  }
  if (ReadStated(charges, receipt->currency, &amount, &currency) &&
      currency == receipt->currency && amount <= receipt->amount) {
    receipt->charges = amount;
  }
}

void ReceiptWriter::FillParty(const Entry& entry, const Narrative& narrative,
                              Receipt* receipt) {
  const std::string_view supplementary = entry.supplementary;
  const bool account_as_reference =
      IsAccount(entry.customer_reference, narrative);
  std::string_view name = narrative.ultimate_name.empty()
                              ? narrative.name
                              : narrative.ultimate_name;
  // Dutch banks without tags: account in the reference, name below it.
  if (name.empty() && account_as_reference) name = supplementary;
  receipt->payer_name = Keep(name);
  receipt->payer_id = Keep(narrative.party_id);
  receipt->payer_bank = Keep(narrative.bank);
  std::string_view account = narrative.account;
  if (account.empty() && account_as_reference) {
    account = entry.customer_reference;
  }
  if (account.empty() && IsIban(supplementary)) account = supplementary;
  std::string number;
  if (AllDigits(narrative.bank) && AllDigits(account)) {
    number = std::string(narrative.bank) + "/";
  }
  number += account;
  receipt->payer_account = Keep(number);
}

void ReceiptWriter::AddReferences(const Entry& entry,
                                  const Narrative& narrative) {
  if (!narrative.creditor_reference.empty()) {
    const CreditorReferenceKind kind =
        cashmatch::KindOf(narrative.creditor_reference);
    if (kind != CreditorReferenceKind::kNone) {
      ++file_->summary.references[std::string(NameOf(kind))];
    }
    AddReference(ReferenceType::kCreditorReference,
                 narrative.creditor_reference);
  }
  const std::string_view customer = CustomerReference(entry);
  if (IsReference(customer) && !IsAccount(customer, narrative)) {
    const bool check = KindOf(entry) == "CHK" && AllDigits(customer);
    AddReference(check ? ReferenceType::kCheckNumber : ReferenceType::kOther,
                 customer);
  }
  for (const Tag86& tag : narrative.references) {
    AddReference(tag.kind == TagKind::kEndToEnd ? ReferenceType::kEndToEnd
                 : tag.kind == TagKind::kTrace  ? ReferenceType::kTrace
                                                : ReferenceType::kOther,
                 tag.value);
  }
}

/// Adds a reference of the last receipt, once.
void ReceiptWriter::AddReference(ReferenceType type, std::string_view value) {
  constexpr size_t kLookBack = 16;
  value = Trim(CleanText(value, &scratch_));
  ReceiptBlock& block = file_->receipts;
  auto known = block.References(block.receipts.back());
  if (known.size() > kLookBack) known = known.last(kLookBack);
  for (const Reference& reference : known) {
    if (reference.type == type && reference.value == value) return;
  }
  block.AddReference(type, value);
}

/// The payer's words first, the bank's own last.
void ReceiptWriter::AddTexts(const Entry& entry, const Narrative& narrative) {
  ReceiptBlock& block = file_->receipts;
  const auto add = [&](std::string_view text) {
    text = Trim(CleanText(text, &scratch_));
    if (!text.empty()) block.AddText(text);
  };
  for (const std::string_view text : narrative.texts) add(text);
  // The name in front of the one the payer acts for.
  if (!narrative.ultimate_name.empty()) add(narrative.name);
  const size_t behind = entry.customer_reference.find("  ");
  if (behind != std::string_view::npos) {
    add(entry.customer_reference.substr(behind));
  }
  if (!HasSlashTags(entry.supplementary)) add(entry.supplementary);
  add(narrative.booking);
  if (block.receipts.back().direction == Direction::kDebit) {
    add(narrative.reason);
  }
}

}  // namespace cashmatch::mt940
