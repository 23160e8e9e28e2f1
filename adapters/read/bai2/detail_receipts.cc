// SPDX-License-Identifier: Apache-2.0
// detail_receipts.cc - what a detail says, in the words of the model.
// Tested by tests/unit/adapters/read/bai2/to_receipts_test.cc
#include "adapters/read/bai2/detail_receipts.h"

#include <algorithm>

#include "adapters/read/bai2/tags.h"
#include "adapters/read/text_bytes.h"

namespace cashmatch::bai2 {
namespace {

Method ToMethod(BaiMethod method) {
  switch (method) {
    case BaiMethod::kAch:
      return Method::kAch;
    case BaiMethod::kWire:
      return Method::kWire;
    case BaiMethod::kCheck:
      return Method::kCheck;
    case BaiMethod::kCard:
      return Method::kCard;
    case BaiMethod::kDirectDebit:
      return Method::kDirectDebit;
    case BaiMethod::kOther:
      return Method::kOther;
  }
  return Method::kOther;
}

/// True for details that become receipts: credits, and debits that undo one.
bool MakesReceipt(const Detail& detail) {
  switch (ClassOf(detail.type)) {
    case BaiClass::kCustomer:
    case BaiClass::kNotCustomer:
    case BaiClass::kUndo:
      return detail.amount.known();
    case BaiClass::kDebit:
    case BaiClass::kNone:
      return false;
  }
  return false;
}

/// A minus sign turns the side of the code around.
Direction DirectionOf(const Detail& detail) {
  const bool credit = SideOf(detail.type) == BaiSide::kCredit;
  return credit != (detail.amount.minor < 0) ? Direction::kCredit
                                             : Direction::kDebit;
}

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

/// What tags say about the other party, the best source of each first.
struct Party {
  std::string_view name, originator, loose, individual;
  std::string_view id, account, routing, bank;
  std::string_view payee, payee_account, payee_routing;
};

void SetOnce(std::string_view value, std::string_view* field) {
  if (field->empty()) *field = value;
}

std::string_view FirstOf(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) {
    if (!text.empty()) return text;
  }
  return {};
}

/// Stores a tag about the other party; false if it is a reference.
bool TakeParty(const Tag& tag, Party* party) {
  switch (tag.kind) {
    case TagKind::kPayerName:
      SetOnce(tag.value, &party->name);
      return true;
    case TagKind::kOriginator:
      SetOnce(tag.value, &party->originator);
      return true;
    case TagKind::kPayerLoose:
      SetOnce(tag.value, &party->loose);
      return true;
    case TagKind::kIndividual:
      SetOnce(tag.value, &party->individual);
      return true;
    case TagKind::kPayerId:
      SetOnce(tag.value, &party->id);
      return true;
    case TagKind::kPayerAccount:
      SetOnce(tag.value, &party->account);
      return true;
    case TagKind::kPayerRouting:
      SetOnce(tag.value, &party->routing);
      return true;
    case TagKind::kPayerBank:
      SetOnce(tag.value, &party->bank);
      return true;
    case TagKind::kPayeeName:
      SetOnce(tag.value, &party->payee);
      return true;
    case TagKind::kPayeeAccount:
      SetOnce(tag.value, &party->payee_account);
      return true;
    case TagKind::kPayeeRouting:
      SetOnce(tag.value, &party->payee_routing);
      return true;
    default:
      return false;
  }
}

ReferenceType ToReferenceType(const Tag& tag) {
  switch (tag.kind) {
    case TagKind::kEndToEnd:
      return ReferenceType::kEndToEnd;
    case TagKind::kCheckNumber:
      // Some banks put a wire's number there.
      return AllDigits(tag.value) ? ReferenceType::kCheckNumber
                                  : ReferenceType::kOther;
    case TagKind::kTrace:
      return ReferenceType::kTrace;
    case TagKind::kInvoice:
      return ReferenceType::kInvoice;
    case TagKind::kPurchaseOrder:
      return ReferenceType::kPurchaseOrder;
    default:
      return ReferenceType::kOther;
  }
}

}  // namespace

std::string_view DetailReceipts::Clean(std::string_view text) {
  return plain_ ? text : CleanText(text, &scratch_);
}

std::string_view DetailReceipts::KeepNumber() {
  if (number_.empty()) number_ = Keep(account_.number);
  return number_;
}

std::string_view DetailReceipts::KeepCode(TypeCode code) {
  for (const auto& [known, kept] : codes_) {
    if (known == code) return kept;
  }
  const char digits[3] = {static_cast<char>('0' + code / 100),
                          static_cast<char>('0' + code / 10 % 10),
                          static_cast<char>('0' + code % 10)};
  codes_.emplace_back(code, block_.Keep({digits, 3}));
  return codes_.back().second;
}

void DetailReceipts::Add(const Detail& detail, Texts texts) {
  if (!MakesReceipt(detail)) return;
  const DepositRole role =
      roles_.empty() ? DepositRole::kCash : roles_[detail.number - 1];
  if (role == DepositRole::kContainer || role == DepositRole::kLeftOut) return;
  AddReceipt(detail, texts, role);
}

void DetailReceipts::AddReceipt(const Detail& detail, Texts texts,
                                DepositRole role) {
  Receipt* const receipt = block_.Add();
  const Minor amount = detail.amount.minor;
  receipt->amount = amount < 0 ? -amount : amount;
  receipt->currency = account_.currency;
  receipt->direction = DirectionOf(detail);
  receipt->method = ToMethod(MethodOf(detail.type));
  receipt->provisional = account_.provisional;
  receipt->file = file_;
  receipt->line = detail.line;
  receipt->offset = detail.offset;
  receipt->type_code = KeepCode(detail.type);
  receipt->account = KeepNumber();
  receipt->value_date =
      detail.value_date != kNoDay ? detail.value_date : account_.day;
  receipt->booking_date =
      account_.day != kNoDay ? account_.day : detail.value_date;
  if (!detail.held.empty()) {
    receipt->held = detail.held;
  } else if (!account_.held.empty()) {
    receipt->held = account_.held;
  } else if (role == DepositRole::kHeldCash) {
    receipt->held = "BAI-ITEMS";
  } else if (receipt->value_date == kNoDay) {
    receipt->held = "BAI-DATE";
  }
  if (!MeansNothing(detail.bank_reference)) {
    receipt->bank_reference = Keep(detail.bank_reference);
  }
  if (!MeansNothing(detail.customer_reference)) {
    const bool check =
        QuotesCheckNumber(detail.type) && AllDigits(detail.customer_reference);
    AddReference(check ? ReferenceType::kCheckNumber : ReferenceType::kOther,
                 detail.customer_reference);
  }
  AddTexts(texts);
}

/// Adds a reference of the last receipt, once: tags repeat what a text says.
void DetailReceipts::AddReference(ReferenceType type, std::string_view value) {
  constexpr size_t kLookBack = 16;
  value = Clean(value);
  auto known = block_.References(block_.receipts.back());
  if (known.size() > kLookBack) known = known.last(kLookBack);
  for (const Reference& reference : known) {
    if (reference.type == type && reference.value == value) return;
  }
  block_.AddReference(type, value);
}

/// Adds the texts, and what their tags say about references and the payer.
void DetailReceipts::AddTexts(Texts texts) {
  Party party;
  for (const std::string_view text : texts) {
    block_.AddText(Clean(text));
    TagReader tags(text);
    for (Tag tag; tags.Next(&tag);) {
      // "ACME INC DES:PAYMENT ID:…": the ACH company has no tag of its own.
      if (tag.kind == TagKind::kDescription) {
        if (tag.first) SetOnce(tags.lead(), &party.originator);
        continue;
      }
      if (TakeParty(tag, &party)) continue;
      AddReference(ToReferenceType(tag), tag.value);
    }
  }
  Receipt& receipt = block_.receipts.back();
  receipt.payer_id = Keep(party.id);
  if (receipt.direction == Direction::kCredit) {
    receipt.payer_name = Keep(
        FirstOf({party.name, party.originator, party.loose, party.individual}));
    receipt.payer_bank = Keep(FirstOf({party.bank, party.routing}));
  } else {
    // Money that goes back: the payer of the original is now the payee.
    receipt.payer_name =
        Keep(FirstOf({party.payee, party.individual, party.loose,
                      party.originator, party.name}));
    receipt.payer_bank = Keep(party.payee_routing);
    party.account = party.payee_account;
    party.routing = party.payee_routing;
  }
  // Some banks name our own account as the other party's.
  if (party.account.empty() || party.account == account_.number) return;
  std::string number(party.routing);
  if (!number.empty()) number += '/';
  number += party.account;
  receipt.payer_account = Keep(number);
}

}  // namespace cashmatch::bai2
