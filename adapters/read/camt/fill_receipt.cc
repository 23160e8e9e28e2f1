// SPDX-License-Identifier: Apache-2.0
// fill_receipt.cc - who paid, under which references and with which words.
// Tested by tests/unit/adapters/read/camt/fill_receipt_test.cc
#include "adapters/read/camt/fill_receipt.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "adapters/read/camt/advice.h"
#include "adapters/read/camt/codes.h"

namespace cashmatch {
namespace {

bool IsAlphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
         (c >= 'a' && c <= 'z') || static_cast<uint8_t>(c) >= 0x80;
}

bool AllDigits(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool LooksLikeIban(std::string_view text) {
  return text.size() > 4 && text[0] >= 'A' && text[0] <= 'Z' &&
         text[1] >= 'A' && text[1] <= 'Z' && AllDigits(text.substr(2, 2));
}

std::string_view FirstReference(std::initializer_list<std::string_view> list) {
  for (const std::string_view text : list) {
    if (IsReference(text)) return text;
  }
  return {};
}

const BankCodes& CodesOf(const Entry& entry, const Detail* detail) {
  const bool own = detail != nullptr && (!detail->codes.family.empty() ||
                                         !detail->codes.proprietary.empty());
  return own ? detail->codes : entry.codes;
}

std::string TypeCode(const BankCodes& codes) {
  std::string code(codes.domain);
  for (const std::string_view part : {codes.family, codes.subfamily}) {
    if (part.empty()) continue;
    if (!code.empty()) code += '-';
    code += part;
  }
  return code.empty() ? std::string(codes.proprietary) : code;
}

/// The families of ISO bank transaction codes, domain PMNT.
Method MethodOf(const BankCodes& codes, bool cheque_number) {
  const std::string_view family = codes.family;
  if (cheque_number || family == "RCHQ" || family == "ICHQ") {
    return Method::kCheck;
  }
  if (family == "RDDT" || family == "IDDT") return Method::kDirectDebit;
  if (family == "CCRD" || family == "MCRD" || family == "ICCD") {
    return Method::kCard;
  }
  const bool transfer = family == "RCDT" || family == "ICDT" ||
                        family == "RRCT" || family == "IRCT";
  if (!transfer) return Method::kOther;
  return codes.subfamily == "XBCT" ? Method::kWire : Method::kAch;
}

/// Sets account and bank. US banks name an account by routing and number.
void FillAccount(const PartyText& party, Receipt* receipt,
                 ReceiptBlock* block) {
  constexpr size_t kRoutingDigits = 9;
  const bool routed = party.member.size() == kRoutingDigits &&
                      AllDigits(party.member) && !party.account.empty() &&
                      !LooksLikeIban(party.account);
  receipt->payer_account = routed
                               ? block->Keep(std::string(party.member) + "/" +
                                             std::string(party.account))
                               : block->Keep(party.account);
  receipt->payer_bank =
      block->Keep(party.bic.empty() ? party.member : party.bic);
}

/// The payer of a credit is the debtor. Where the account holder paid - a
/// reversed or returned debit - the other party is the creditor; banks that
/// report a returned direct debit put the payer there as well.
void FillPayer(const Detail& detail, bool ours, Receipt* receipt,
               ReceiptBlock* block) {
  const bool debtor_known = !detail.debtor.name.empty() ||
                            !detail.ultimate_debtor.empty() ||
                            !detail.debtor.account.empty();
  const bool creditor_known =
      !detail.creditor.name.empty() || !detail.creditor.account.empty();
  const bool debit = receipt->direction == Direction::kDebit;
  const bool creditor = creditor_known && (ours || (debit && !debtor_known));
  const PartyText& party = creditor ? detail.creditor : detail.debtor;
  const std::string_view name = !creditor && !detail.ultimate_debtor.empty()
                                    ? detail.ultimate_debtor
                                    : party.name;
  receipt->payer_name = block->Keep(name);
  receipt->payer_id = block->Keep(party.id);
  FillAccount(party, receipt, block);
}

struct TypedSlot {
  Slot slot;
  ReferenceType type;
};

constexpr std::array<TypedSlot, 11> kReferenceSlots = {{
    {Slot::kEndToEndId, ReferenceType::kEndToEnd},
    {Slot::kChequeNumber, ReferenceType::kCheckNumber},
    {Slot::kTransactionId, ReferenceType::kTrace},
    {Slot::kUetr, ReferenceType::kTrace},
    {Slot::kInstructionId, ReferenceType::kTrace},
    {Slot::kClearingReference, ReferenceType::kTrace},
    {Slot::kRemittanceId, ReferenceType::kTrace},
    {Slot::kMessageId, ReferenceType::kOther},
    {Slot::kPaymentInformationId, ReferenceType::kOther},
    {Slot::kMandateId, ReferenceType::kOther},
    {Slot::kProprietaryReference, ReferenceType::kOther},
}};

/// The batch of a detail; of the entry as a whole, the first. Cost: a search.
const BatchText* BatchOf(const Entry& entry, const Detail* detail) {
  if (detail == nullptr) {
    return entry.batches.empty() ? nullptr : &entry.batches.front();
  }
  const auto place = static_cast<size_t>(detail - entry.details.data());
  const auto next =
      std::upper_bound(entry.batches.begin(), entry.batches.end(), place,
                       [](size_t at, const BatchText& batch) {
                         return at < batch.details.first;
                       });
  if (next == entry.batches.begin()) return nullptr;
  const BatchText& batch = *std::prev(next);
  return place - batch.details.first < batch.details.count ? &batch : nullptr;
}

/// Adds the references of Refs, each value once; after them, `with_entry`,
/// those of the entry, which join a detail to the lump another file may have.
void AddReferences(const Entry& entry, const Detail* detail, bool with_entry,
                   const Receipt& receipt, ReceiptBlock* block) {
  std::array<std::string_view, kReferenceSlots.size() + 4> seen;
  size_t count = 0;
  const auto add = [&](ReferenceType type, std::string_view value) {
    const auto end = seen.begin() + static_cast<ptrdiff_t>(count);
    if (!IsReference(value) || std::find(seen.begin(), end, value) != end) {
      return;
    }
    seen[count++] = value;
    block->AddReference(type, value);
  };
  if (detail != nullptr) {
    for (const auto& [slot, type] : kReferenceSlots) {
      add(type, detail->Reference(slot));
    }
  }
  if (!with_entry) return;
  if (entry.bank_reference != receipt.bank_reference) {
    add(ReferenceType::kOther, entry.bank_reference);
  }
  if (const BatchText* const batch = BatchOf(entry, detail)) {
    add(ReferenceType::kOther, batch->payment);
    add(ReferenceType::kOther, batch->message);
  }
}

/// Adds the reference by which a statement knows the entry of several details
/// where the bank gave it none: the details may come in another file.
void AddEntryReference(const Entry& entry, const Receipt& receipt,
                       ReceiptBlock* block) {
  const auto references = block->References(receipt);
  const bool said = std::ranges::any_of(references, [&](const Reference& it) {
    return it.value == entry.reference;
  });
  if (entry.details.size() > 1 && !said && IsReference(entry.reference) &&
      !IsReference(entry.bank_reference) &&
      entry.reference != receipt.bank_reference) {
    block->AddReference(ReferenceType::kOther, entry.reference);
  }
}

void AddTexts(const Entry& entry, const Detail& detail, ReceiptBlock* block) {
  for (uint32_t i = 0; i < detail.texts.count; ++i) {
    block->AddText(entry.texts[detail.texts.first + i]);
  }
  if (!detail.return_code.empty()) block->AddText(detail.return_code);
  if (!detail.return_text.empty()) block->AddText(detail.return_text);
}

/// Whether a credit only gives back what we paid.
Undoing UndoingOfCredit(const Entry& entry, const Detail* detail) {
  if (entry.reversal) return Undoing::kOursReversed;
  if (detail != nullptr && detail->returned) return Undoing::kOursReturned;
  const Undoing undoing = detail == nullptr
                              ? Undoing::kNone
                              : UndoingOf(detail->codes, Side::kCredit);
  return undoing != Undoing::kNone ? undoing
                                   : UndoingOf(entry.codes, Side::kCredit);
}

void AddDetail(const Entry& entry, const Detail& detail, bool with_entry,
               const Receipt& receipt, ReceiptBlock* block) {
  AddStructured(entry, detail, receipt.currency, block);
  AddReferences(entry, &detail, with_entry, receipt, block);
  AddTexts(entry, detail, block);
}

}  // namespace

bool IsReference(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::array<std::string_view, 6> kNone = {
      "NOTPROVIDED", "NOT PROVIDED", "NONREF", "NOREF", "NOTAVAILABLE", "0"};
  if (std::none_of(text.begin(), text.end(), IsAlphanumeric)) return false;
  if (text.size() > kNone[4].size() + 1) return true;
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return std::find(kNone.begin(), kNone.end(), upper) == kNone.end();
}

void FillReceipt(const Entry& entry, const Detail* detail, bool notified,
                 Receipt* receipt, ReceiptBlock* block) {
  const BankCodes& codes = CodesOf(entry, detail);
  const Undoing undoing = receipt->direction == Direction::kCredit
                              ? UndoingOfCredit(entry, detail)
                              : Undoing::kNone;
  const bool ours = undoing != Undoing::kNone;
  std::string type_code = TypeCode(codes);
  if (undoing == Undoing::kOursReversed) type_code += "/RVSL";
  if (undoing == Undoing::kOursReturned) type_code += "/RTRN";
  receipt->type_code = block->Keep(type_code);
  receipt->method =
      MethodOf(codes, detail != nullptr &&
                          IsReference(detail->Reference(Slot::kChequeNumber)));
  const auto reference = [&](Slot slot) {
    return detail == nullptr ? std::string_view() : detail->Reference(slot);
  };
  receipt->bank_reference = block->Keep(FirstReference(
      {reference(Slot::kDetailBankReference), entry.bank_reference,
       reference(Slot::kEndToEndId), entry.reference}));
  if (detail != nullptr) {
    FillPayer(*detail, ours, receipt, block);
    AddDetail(entry, *detail, true, *receipt, block);
    if (notified) AddEntryReference(entry, *receipt, block);
  } else {
    for (const Detail& each : entry.details) {
      AddDetail(entry, each, false, *receipt, block);
    }
    AddReferences(entry, nullptr, true, *receipt, block);
  }
  if (!entry.text.empty()) block->AddText(entry.text);
}

}  // namespace cashmatch
