// SPDX-License-Identifier: Apache-2.0
// canonical.cc - the members of a canonical receipt, in the contract's order.
// Tested by tests/unit/adapters/write/canonical_test.cc
#include "adapters/write/canonical.h"

#include <simdjson.h>

#include <array>
#include <charconv>
#include <string_view>

#include "adapters/write/row.h"

namespace cashmatch {
namespace {

constexpr std::array<std::string_view, 6> kMethods = {
    "other", "ach", "wire", "check", "card", "direct_debit"};
constexpr std::array<std::string_view, 7> kReferenceTypes = {
    "invoice",        "creditor_reference", "end_to_end",
    "purchase_order", "check_number",       "trace",
    "other"};

/// Appends the members of nested objects and lists with their commas.
class JsonLine {
 public:
  explicit JsonLine(std::string* out) : out_(*out) {}

  void Open(char bracket) {
    Comma();
    out_ += bracket;
    first_ = true;
  }
  void Open(std::string_view name, char bracket) {
    Name(name);
    out_ += bracket;
    first_ = true;
  }
  void Close(char bracket) {
    out_ += bracket;
    first_ = false;
  }

  void Text(std::string_view text) {
    Comma();
    String(text);
  }
  void Text(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    Name(name);
    String(text);
  }
  void Amount(std::string_view name, Minor amount, Currency currency) {
    if (amount == kNotStated) return;
    Name(name);
    out_ += '"';
    AppendDecimal(amount, ExponentOf(currency), &out_);
    out_ += '"';
  }
  void Date(std::string_view name, Day day) {
    if (day != kNoDay) Text(name, FormatDay(day));
  }
  void Count(std::string_view name, uint32_t count) {
    Name(name);
    std::array<char, 16> digits;
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), count);
    out_.append(digits.data(), end.ptr);
  }
  void Flag(std::string_view name, bool flag) {
    Name(name);
    out_ += flag ? "true" : "false";
  }

 private:
  void Comma() {
    if (!first_) out_ += ',';
    first_ = false;
  }
  void Name(std::string_view name) {
    Comma();
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }
  void String(std::string_view text) {
    if (simdjson::validate_utf8(text.data(), text.size())) {
      return AppendJsonString(text, &out_);
    }
    std::string widened;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        widened += c;
      } else {
        widened += static_cast<char>(0xC0 | (byte >> 6));
        widened += static_cast<char>(0x80 | (byte & 0x3F));
      }
    }
    AppendJsonString(widened, &out_);
  }

  std::string& out_;
  bool first_ = true;
};

void AppendSource(const ReceiptBlock& block, const Receipt& receipt,
                  JsonLine* json) {
  const SourceFile& file = block.files[receipt.file];
  json->Open("source", '{');
  json->Text("file", file.name);
  if (receipt.line != 0) json->Count("line", receipt.line);
  json->Text("format", file.format);
  json->Close('}');
}

void AppendPayer(const Receipt& receipt, JsonLine* json) {
  if (receipt.payer_name.empty() && receipt.payer_account.empty() &&
      receipt.payer_bank.empty() && receipt.payer_id.empty()) {
    return;
  }
  json->Open("payer", '{');
  json->Text("name", receipt.payer_name);
  json->Text("account", receipt.payer_account);
  json->Text("bank", receipt.payer_bank);
  json->Text("id", receipt.payer_id);
  json->Close('}');
}

void AppendReferences(const ReceiptBlock& block, const Receipt& receipt,
                      JsonLine* json) {
  if (receipt.references_count == 0) return;
  json->Open("references", '[');
  for (const Reference& reference : block.References(receipt)) {
    json->Open('{');
    json->Text("type", kReferenceTypes[static_cast<size_t>(reference.type)]);
    json->Text("value", reference.value);
    json->Close('}');
  }
  json->Close(']');
}

void AppendAdviceLine(const ReceiptBlock& block, const AdviceLine& line,
                      Currency currency, JsonLine* json) {
  json->Open('{');
  json->Text("reference", line.reference);
  json->Amount("gross", line.gross, currency);
  json->Amount("discount", line.discount, currency);
  json->Amount("paid", line.paid, currency);
  if (line.adjustments_count != 0) {
    json->Open("adjustments", '[');
    for (const Adjustment& part : block.Adjustments(line)) {
      json->Open('{');
      json->Amount("amount", part.amount, currency);
      json->Text("reason", part.reason);
      json->Text("reference", part.reference);
      json->Close('}');
    }
    json->Close(']');
  }
  json->Close('}');
}

/// Appends what the payer says it pays for, and the sums stated beside it.
void AppendRemittance(const ReceiptBlock& block, const Receipt& receipt,
                      JsonLine* json) {
  AppendReferences(block, receipt, json);
  if (receipt.texts_count != 0) {
    json->Open("text", '[');
    for (const std::string_view text : block.Texts(receipt)) json->Text(text);
    json->Close(']');
  }
  if (receipt.advice_count != 0) {
    json->Open("advice", '[');
    for (const AdviceLine& line : block.Advice(receipt)) {
      AppendAdviceLine(block, line, receipt.currency, json);
    }
    json->Close(']');
  }
  json->Amount("charges", receipt.charges, receipt.currency);
  if (receipt.instructed_amount != kNotStated) {
    json->Open("instructed", '{');
    json->Text("currency", CodeOf(receipt.instructed_currency));
    json->Amount("amount", receipt.instructed_amount,
                 receipt.instructed_currency);
    json->Close('}');
  }
}

}  // namespace

void AppendReceiptJson(const ReceiptBlock& block, const Receipt& receipt,
                       std::string* out) {
  JsonLine json(out);
  json.Open('{');
  json.Text("receipt_id", receipt.id);
  AppendSource(block, receipt, &json);
  json.Text("bank_reference", receipt.bank_reference);
  json.Text("account", receipt.account);
  json.Date("booking_date", receipt.booking_date);
  json.Date("value_date", receipt.value_date);
  json.Text("currency", CodeOf(receipt.currency));
  json.Amount("amount", receipt.amount, receipt.currency);
  json.Text("direction",
            receipt.direction == Direction::kCredit ? "credit" : "debit");
  json.Text("method", kMethods[static_cast<size_t>(receipt.method)]);
  json.Text("type_code", receipt.type_code);
  json.Flag("provisional", receipt.provisional);
  AppendPayer(receipt, &json);
  AppendRemittance(block, receipt, &json);
  json.Text("held", receipt.held);
  json.Close('}');
  *out += '\n';
}

}  // namespace cashmatch
