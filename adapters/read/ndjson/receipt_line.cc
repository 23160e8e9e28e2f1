// SPDX-License-Identifier: Apache-2.0
// receipt_line.cc - the members of a canonical receipt.
// Tested by tests/unit/adapters/read/ndjson/receipts_test.cc
#include "adapters/read/ndjson/receipt_line.h"

#include <array>
#include <optional>

#include "adapters/read/finding.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 6> kMethods = {
    "other", "ach", "wire", "check", "card", "direct_debit"};
constexpr std::array<std::string_view, 7> kReferenceTypes = {
    "invoice",        "creditor_reference", "end_to_end",
    "purchase_order", "check_number",       "trace",
    "other"};

template <size_t N>
std::optional<size_t> Find(const std::array<std::string_view, N>& names,
                           std::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == name) return i;
  }
  return std::nullopt;
}

}  // namespace

const char* ReceiptLineReader::Read(simdjson::padded_string_view line) {
  fields_.StartLine();
  source_ = {};
  receipt_ = block_.Add();
  receipt_->amount = kNotStated;
  amounts_ = currencies_ = 0;
  simdjson::ondemand::document document;
  Object object;
  simdjson::error_code error = parser_.iterate(line).get(document);
  if (error == simdjson::SUCCESS) error = document.get_object().get(object);
  if (error == simdjson::INCORRECT_TYPE) return "not an object";
  if (error != simdjson::SUCCESS) return simdjson::error_message(error);
  if (ReadCurrency(&object)) {
    fields_.ForEachMember(object, [&](std::string_view key, Value value) {
      ReadMember(key, value);
    });
  }
  if (fields_.broken()) return "broken JSON";
  if (document.current_location().error() == simdjson::SUCCESS) {
    return "more than one value";
  }
  CheckRequired();
  return nullptr;
}

/// The currency comes first: it says how amounts are to be read, wherever it
/// stands. False if the JSON is broken.
bool ReceiptLineReader::ReadCurrency(Object* object) {
  Value value;
  std::string_view code;
  const simdjson::error_code error =
      object->find_field_unordered("currency").get(value);
  if (error == simdjson::SUCCESS) fields_.Text(value, "currency", &code);
  if (const std::optional<Currency> known = ParseCurrency(code)) {
    receipt_->currency = *known;
  } else if (!code.empty()) {
    fields_.Fault("NDJSON-CURRENCY", "currency", Quote(code),
                  "an ISO 4217 code such as 'USD'");
  }
  // After broken JSON the iterator must not be touched any more.
  if (error != simdjson::SUCCESS && error != simdjson::NO_SUCH_FIELD) {
    fields_.Break();
  }
  bool nonempty = false;
  if (!fields_.broken() && object->reset().get(nonempty) != simdjson::SUCCESS) {
    fields_.Break();
  }
  return !fields_.broken();
}

void ReceiptLineReader::ReadMember(std::string_view key, Value value) {
  const Currency currency = receipt_->currency;
  if (ReadText(key, value)) return;
  if (key == "currency") {
    ++currencies_;
  } else if (key == "amount") {
    ++amounts_;
    fields_.Amount(value, key, currency, &receipt_->amount);
  } else if (key == "value_date") {
    fields_.Date(value, key, &receipt_->value_date);
  } else if (key == "booking_date") {
    fields_.Date(value, key, &receipt_->booking_date);
  } else if (key == "source") {
    ReadSource(value);
  } else if (key == "direction") {
    ReadDirection(value);
  } else if (key == "method") {
    ReadMethod(value);
  } else if (key == "provisional") {
    fields_.Flag(value, key, &receipt_->provisional);
  } else if (key == "payer") {
    ReadPayer(value);
  } else if (key == "references") {
    fields_.ForEachItem(value, key, [&](Value item) { ReadReference(item); });
  } else if (key == "text") {
    fields_.ForEachItem(value, key, [&](Value item) {
      std::string_view text;
      fields_.Text(item, "text", &text);
      block_.AddText(text);
    });
  } else if (key == "advice") {
    fields_.ForEachItem(value, key, [&](Value item) { ReadAdviceLine(item); });
  } else if (key == "charges") {
    fields_.Amount(value, key, currency, &receipt_->charges);
  } else if (key == "instructed") {
    ReadInstructed(value);
  } else {
    fields_.Unknown({}, key);
  }
}

/// Reads the members that are plain texts; false for any other key.
bool ReceiptLineReader::ReadText(std::string_view key, Value value) {
  struct Member {
    std::string_view name;
    std::string_view Receipt::* field;
  };
  constexpr std::array<Member, 5> kTexts = {{
      {"receipt_id", &Receipt::id},
      {"bank_reference", &Receipt::bank_reference},
      {"account", &Receipt::account},
      {"type_code", &Receipt::type_code},
      {"held", &Receipt::held},
  }};
  for (const Member& member : kTexts) {
    if (member.name != key) continue;
    ReadKept(value, key, &(receipt_->*member.field));
    return true;
  }
  return false;
}

void ReceiptLineReader::ReadKept(Value value, std::string_view field,
                                 std::string_view* text) {
  std::string_view read;
  fields_.Text(value, field, &read);
  *text = block_.Keep(read);
}

void ReceiptLineReader::ReadSource(Value value) {
  fields_.ForEachMember(
      value, "source", [&](std::string_view key, Value member) {
        if (key == "file") {
          fields_.Text(member, "source.file", &source_.file);
        } else if (key == "format") {
          fields_.Text(member, "source.format", &source_.format);
        } else if (key == "line") {
          fields_.Count(member, "source.line", &source_.line);
        } else {
          fields_.Unknown("source.", key);
        }
      });
}

void ReceiptLineReader::ReadPayer(Value value) {
  fields_.ForEachMember(
      value, "payer", [&](std::string_view key, Value member) {
        if (key == "name") {
          ReadKept(member, "payer.name", &receipt_->payer_name);
        } else if (key == "account") {
          ReadKept(member, "payer.account", &receipt_->payer_account);
        } else if (key == "bank") {
          ReadKept(member, "payer.bank", &receipt_->payer_bank);
        } else if (key == "id") {
          ReadKept(member, "payer.id", &receipt_->payer_id);
        } else {
          fields_.Unknown("payer.", key);
        }
      });
}

void ReceiptLineReader::ReadReference(Value value) {
  std::string_view type, text;
  fields_.ForEachMember(value, "references",
                        [&](std::string_view key, Value member) {
                          if (key == "type") {
                            fields_.Text(member, "references.type", &type);
                          } else if (key == "value") {
                            fields_.Text(member, "references.value", &text);
                          } else {
                            fields_.Unknown("references.", key);
                          }
                        });
  if (text.empty()) return;
  std::optional<size_t> known = Find(kReferenceTypes, type);
  if (!known) {
    known = static_cast<size_t>(ReferenceType::kOther);
    if (!type.empty()) {
      fields_.Fault("NDJSON-WORD", "references.type", Quote(type),
                    "a reference type of the contract", "read as other");
    }
  }
  block_.AddReference(static_cast<ReferenceType>(*known), text);
}

void ReceiptLineReader::ReadAdviceLine(Value value) {
  advice_ = block_.AddAdvice({});
  const Currency currency = receipt_->currency;
  fields_.ForEachMember(
      value, "advice", [&](std::string_view key, Value member) {
        if (key == "reference") {
          ReadKept(member, "advice.reference", &advice_->reference);
        } else if (key == "gross") {
          fields_.Amount(member, "advice.gross", currency, &advice_->gross);
        } else if (key == "discount") {
          fields_.Amount(member, "advice.discount", currency,
                         &advice_->discount);
        } else if (key == "paid") {
          fields_.Amount(member, "advice.paid", currency, &advice_->paid);
        } else if (key == "adjustments") {
          fields_.ForEachItem(member, "advice.adjustments",
                              [&](Value item) { ReadAdjustment(item); });
        } else {
          fields_.Unknown("advice.", key);
        }
      });
}

void ReceiptLineReader::ReadAdjustment(Value value) {
  Minor amount = 0;
  std::string_view reason, reference;
  fields_.ForEachMember(
      value, "advice.adjustments", [&](std::string_view key, Value member) {
        if (key == "amount") {
          fields_.Amount(member, "advice.adjustments.amount",
                         receipt_->currency, &amount);
        } else if (key == "reason") {
          fields_.Text(member, "advice.adjustments.reason", &reason);
        } else if (key == "reference") {
          fields_.Text(member, "advice.adjustments.reference", &reference);
        } else {
          fields_.Unknown("advice.adjustments.", key);
        }
      });
  block_.AddAdjustment(amount, reason, reference);
}

void ReceiptLineReader::ReadInstructed(Value value) {
  std::string_view code, amount;
  fields_.ForEachMember(
      value, "instructed", [&](std::string_view key, Value member) {
        if (key == "currency") {
          fields_.Text(member, "instructed.currency", &code);
        } else if (key == "amount") {
          fields_.Decimal(member, "instructed.amount", &amount);
        } else {
          fields_.Unknown("instructed.", key);
        }
      });
  if (code.empty() && amount.empty()) return;
  const std::optional<Currency> currency = ParseCurrency(code);
  if (!currency) {
    return fields_.Fault("NDJSON-CURRENCY", "instructed.currency", Quote(code),
                         "an ISO 4217 code such as 'EUR'",
                         "instructed amount dropped");
  }
  fields_.SetAmount(amount, "instructed.amount", *currency,
                    &receipt_->instructed_amount);
  if (receipt_->instructed_amount != kNotStated) {
    receipt_->instructed_currency = *currency;
  }
}

void ReceiptLineReader::ReadDirection(Value value) {
  std::string_view word;
  fields_.Text(value, "direction", &word);
  if (word == "debit") {
    receipt_->direction = Direction::kDebit;
  } else if (!word.empty() && word != "credit") {
    fields_.Fault("NDJSON-WORD", "direction", Quote(word),
                  "'credit' or 'debit'");
  }
}

void ReceiptLineReader::ReadMethod(Value value) {
  std::string_view word;
  fields_.Text(value, "method", &word);
  if (word.empty()) return;
  if (const std::optional<size_t> known = Find(kMethods, word)) {
    receipt_->method = static_cast<Method>(*known);
  } else {
    fields_.Fault("NDJSON-WORD", "method", Quote(word),
                  "a method of the contract", "read as other");
  }
}

void ReceiptLineReader::CheckRequired() {
  const bool has_currency = receipt_->currency != Currency::kNone;
  if (receipt_->amount != kNotStated && receipt_->amount < 0) {
    fields_.Fault("NDJSON-AMOUNT", "amount",
                  Quote(FormatMoney(receipt_->amount, receipt_->currency)),
                  "a positive amount, with the side as `direction`");
  }
  const auto require = [&](std::string_view name, bool there) {
    if (there || fields_.HasFault(name)) return;
    fields_.Fault("NDJSON-FIELD", name, "nothing", name);
  };
  require("currency", has_currency);
  require("amount", receipt_->amount != kNotStated || !has_currency ||
                        (advice_only_ && amounts_ == 0));
  // A receipt held where it was first read may well lack its dates.
  require("value_date", receipt_->value_date != kNoDay ||
                            !receipt_->held.empty() || advice_only_);
  if (amounts_ > 1 || currencies_ > 1) {
    fields_.Fault("NDJSON-FIELD", "amount", "amount or currency twice",
                  "each member once");
  }
  has_money_ = has_currency && receipt_->amount >= 0 && amounts_ == 1 &&
               currencies_ == 1;
  if (advice_only_ && amounts_ == 0) {
    has_money_ = has_currency && currencies_ == 1;
  }
  if (receipt_->booking_date == kNoDay) {
    receipt_->booking_date = receipt_->value_date;
  }
}

}  // namespace cashmatch
