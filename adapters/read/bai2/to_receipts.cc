// SPDX-License-Identifier: Apache-2.0
// to_receipts.cc - the one file of this reader that knows the model.
// Tested by tests/unit/adapters/read/bai2/to_receipts_test.cc
#include "adapters/read/bai2/to_receipts.h"

#include <algorithm>

#include "adapters/read/bai2/control.h"
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

void AddSide(const SideSum& side, Currency currency,
             std::map<Currency, WideMinor>* booked,
             std::map<Currency, WideMinor>* taken_off) {
  if (side.any) (*booked)[currency] += side.sum;
  if (side.turned != 0) (*taken_off)[currency] += side.turned;
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

ReceiptWriter::ReceiptWriter(std::string_view name, const ReadOptions& options,
                             BankFile* file)
    : options_(options),
      file_(file),
      file_row_(file->receipts.AddFile(name, "bai2")) {}

uint64_t ReceiptWriter::made() const { return file_->made(); }

void ReceiptWriter::Hold(uint64_t first, uint64_t last, std::string_view code) {
  file_->Hold(first, last, code, false);
}

/// Hands receipts over where there are many; kept texts go with them.
void ReceiptWriter::HandOver(const Account& account) {
  if (!file_->HandOver()) return;
  codes_.fill({});
  account_number_ = Keep(account.number);
}

std::string_view ReceiptWriter::Keep(std::string_view text) {
  return file_->receipts.Keep(CleanText(text, &scratch_));
}

std::string_view ReceiptWriter::KeepCode(TypeCode code) {
  std::string_view& kept = codes_[code];
  if (kept.empty()) {
    const char digits[3] = {static_cast<char>('0' + code / 100),
                            static_cast<char>('0' + code / 10 % 10),
                            static_cast<char>('0' + code % 10)};
    kept = file_->receipts.Keep({digits, 3});
  }
  return kept;
}

void ReceiptWriter::Take(const Account& account) {
  CountEntries(account);
  if (!account.posts || account.currency == Currency::kNone) return;
  account_number_ = Keep(account.number);
  if (account.opening && account.closing && !account.provisional &&
      account.day != kNoDay) {
    file_->ends.push_back({{},
                           account.line,
                           std::string(account.number),
                           account.currency,
                           account.day,
                           *account.opening,
                           *account.closing,
                           0});
  }
  JudgeDeposits(account);
  account.details.ForEach([&](const Detail& detail, Texts texts) {
    if (!MakesReceipt(detail)) return true;
    const DepositRole role =
        roles_.empty() ? DepositRole::kCash : roles_[detail.number - 1];
    if (role == DepositRole::kContainer || role == DepositRole::kLeftOut) {
      return true;
    }
    AddReceipt(account, detail, texts, role);
    HandOver(account);
    return !file_->stopped;
  });
}

/// Adds to the summary; sums are as the bank signs them.
void ReceiptWriter::CountEntries(const Account& account) {
  FileSummary& summary = file_->summary;
  if (account.identified) ++summary.statements;
  summary.entries += account.details.size();
  if (account.currency == Currency::kNone) return;
  AddSide(account.details.credit(), account.currency, &summary.booked.credit,
          &summary.turned.credit);
  AddSide(account.details.debit(), account.currency, &summary.booked.debit,
          &summary.turned.debit);
}

/// Tells deposits from their items and says where that was not plain.
void ReceiptWriter::JudgeDeposits(const Account& account) {
  for (const DepositVerdict& verdict :
       AssignDepositRoles(account.details, &roles_)) {
    const TypeCode parent = verdict.family->parent;
    const TypeCode item = verdict.family->item;
    Finding finding;
    finding.place.line = verdict.line;
    finding.place.path = account.path;
    finding.code = "BAI-ITEMS";
    finding.found = "items of type " + std::to_string(item) + " of " +
                    FormatMoney(verdict.items, account.currency);
    if (verdict.agrees) {
      finding.expected = "deposits of type " + std::to_string(parent) +
                         " to be other money than these";
      finding.done = "equal sums: the items used, the deposits left out";
    } else {
      finding.severity = Severity::kHeld;
      finding.expected = FormatMoney(verdict.parents, account.currency) +
                         ", the deposits of type " + std::to_string(parent);
      finding.done = "deposits held, items left out";
    }
    if (AddFinding(finding, false, options_, file_) != Severity::kHeld) {
      continue;
    }
    account.details.ForEach([&](const Detail& detail, Texts) {
      DepositRole& role = roles_[detail.number - 1];
      if (detail.type == item && role == DepositRole::kCash) {
        role = DepositRole::kHeldCash;
      }
      return true;
    });
  }
}

void ReceiptWriter::AddReceipt(const Account& account, const Detail& detail,
                               Texts texts, DepositRole role) {
  Receipt* const receipt = file_->receipts.Add();
  const Minor amount = detail.amount.minor;
  receipt->amount = amount < 0 ? -amount : amount;
  receipt->currency = account.currency;
  receipt->direction = DirectionOf(detail);
  receipt->method = ToMethod(MethodOf(detail.type));
  receipt->provisional = account.provisional;
  receipt->file = file_row_;
  receipt->line = detail.line;
  receipt->offset = detail.offset;
  receipt->type_code = KeepCode(detail.type);
  receipt->account = account_number_;
  receipt->value_date =
      detail.value_date != kNoDay ? detail.value_date : account.day;
  receipt->booking_date =
      account.day != kNoDay ? account.day : detail.value_date;
  if (!detail.held.empty()) {
    receipt->held = detail.held;
  } else if (!account.held.empty()) {
    receipt->held = account.held;
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
  AddTexts(account, texts);
}

/// Adds a reference of the last receipt, once: tags repeat what a text says.
void ReceiptWriter::AddReference(ReferenceType type, std::string_view value) {
  constexpr size_t kLookBack = 16;
  value = CleanText(value, &scratch_);
  ReceiptBlock& block = file_->receipts;
  auto known = block.References(block.receipts.back());
  if (known.size() > kLookBack) known = known.last(kLookBack);
  for (const Reference& reference : known) {
    if (reference.type == type && reference.value == value) return;
  }
  block.AddReference(type, value);
}

/// Adds the texts, and what their tags say about references and the payer.
void ReceiptWriter::AddTexts(const Account& account, Texts texts) {
  ReceiptBlock& block = file_->receipts;
  Party party;
  for (const std::string_view text : texts) {
    block.AddText(CleanText(text, &scratch_));
    TagReader tags(text);
    for (Tag tag; tags.Next(&tag);) {
      if (TakeParty(tag, &party)) continue;
      AddReference(ToReferenceType(tag), tag.value);
    }
  }
  Receipt& receipt = block.receipts.back();
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
  if (party.account.empty() || party.account == account.number) return;
  std::string number(party.routing);
  if (!number.empty()) number += '/';
  number += party.account;
  receipt.payer_account = Keep(number);
}

}  // namespace cashmatch::bai2
