// SPDX-License-Identifier: Apache-2.0
// receipt_identity.cc - the fields by which money is known again.
// Tested by tests/unit/engine/intake/duplicates_test.cc
#include "engine/model/receipt_identity.h"

#include "engine/base/hash.h"

namespace cashmatch {

namespace {

/// The key of an account; that of the last one is kept, as receipts of one
/// account stand together.
std::string_view KeyOf(std::string_view account) {
  thread_local std::string last, key;
  if (account != last) {
    key = OwnAccountKey(account);
    last = account;
  }
  return key;
}

std::string_view WithoutBlanks(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string_view WithoutLeadingZeros(std::string_view text) {
  const size_t first = text.find_first_not_of('0');
  return first == std::string_view::npos ? text : text.substr(first);
}

/// The parts that every identity begins with. `amount` has a sign.
template <class Number, class Text>
void VisitMoney(std::string_view account_key, Day day, Currency currency,
                Minor amount, const Number& number, const Text& text) {
  text(account_key);
  number(day);
  text(CodeOf(currency));
  number(amount);
}

template <class Text>
void VisitBank(std::string_view reference, const Text& text) {
  text("bank");
  text(reference);
}

/// Calls `number` and `text` with the parts of the identity of a receipt, in
/// order; equal parts are the same money.
template <class Number, class Text>
void VisitIdentity(std::string_view account_key, const ReceiptBlock& block,
                   const Receipt& receipt, const Number& number,
                   const Text& text) {
  VisitMoney(account_key, receipt.value_date, receipt.currency,
             receipt.direction == Direction::kCredit ? receipt.amount
                                                     : -receipt.amount,
             number, text);
  const std::string_view bank = WithoutBlanks(receipt.bank_reference);
  if (!bank.empty()) {
    VisitBank(bank, text);
    return;
  }
  for (const auto type : {ReferenceType::kCheckNumber, ReferenceType::kTrace}) {
    for (const Reference& reference : block.References(receipt)) {
      if (reference.type != type) continue;
      if (type == ReferenceType::kTrace) {
        text("trace");
        text(WithoutBlanks(reference.value));
        return;
      }
      text("check");
      text(WithoutLeadingZeros(WithoutBlanks(reference.value)));
      text(receipt.payer_account);
      return;
    }
  }
  text("text");
  text(receipt.payer_name);
  for (const std::string_view part : block.Texts(receipt)) text(part);
}

}  // namespace

std::string IdentityOf(const ReceiptBlock& block, const Receipt& receipt,
                       const OwnAccounts& own) {
  return IdentityUnder(own.LeadOf(KeyOf(receipt.account)), block, receipt);
}

std::string IdentityUnder(std::string_view account_key,
                          const ReceiptBlock& block, const Receipt& receipt) {
  std::string key;
  const auto text = [&key](std::string_view part) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
  };
  VisitIdentity(
      account_key, block, receipt,
      [&](int64_t part) { text(std::to_string(part)); }, text);
  return key;
}

namespace {

/// Takes the parts of an identity into a hash.
struct IdentityHasher {
  uint64_t hash = 0;
  auto Number() {
    return [this](int64_t part) {
      hash = HashMix(hash, static_cast<uint64_t>(part));
    };
  }
  auto Text() {
    return [this](std::string_view part) { hash = HashText(part, hash); };
  }
};

}  // namespace

uint64_t IdentityHash(const ReceiptBlock& block, const Receipt& receipt,
                      const OwnAccounts& own) {
  IdentityHasher it;
  VisitIdentity(own.LeadOf(KeyOf(receipt.account)), block, receipt, it.Number(),
                it.Text());
  return it.hash;
}

uint64_t IdentityHash(const PlainFile& file, const PlainDeposit& deposit,
                      const PlainReceipt& row, const OwnAccounts& own) {
  thread_local std::string reference;
  reference.clear();
  file.AppendBankReference(deposit, row, &reference);
  IdentityHasher it;
  VisitMoney(own.LeadOf(KeyOf(deposit.account)), deposit.day, deposit.currency,
             row.amount, it.Number(), it.Text());
  VisitBank(WithoutBlanks(reference), it.Text());
  return it.hash;
}

}  // namespace cashmatch
