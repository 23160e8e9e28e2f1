// SPDX-License-Identifier: Apache-2.0
// simdjson.cc - canonical receipts (NDJSON) with simdjson's ondemand stream.
#include <simdjson.h>

#include "bench/peers/readers/reader_main.h"

namespace {

using cashmatch::bench::Payment;
using simdjson::ondemand::object;
using simdjson::ondemand::value;

void Copy(value from, std::string* to) { *to = from.get_string().value(); }

void ReadPayer(object payer, Payment* payment) {
  for (auto field : payer) {
    const std::string_view key = field.unescaped_key();
    if (key == "name") Copy(field.value(), &payment->payer);
    if (key == "account") Copy(field.value(), &payment->account);
  }
}

// The texts, or the numbers that are quoted, one after the other.
void ReadTexts(value list, std::string* text) {
  for (auto element : list.get_array()) {
    value one = element.value();
    if (one.type() == simdjson::ondemand::json_type::string) {
      *text += one.get_string().value();
      continue;
    }
    for (auto field : one.get_object()) {
      const std::string_view key = field.unescaped_key();
      if (key == "value" || key == "reference") {
        *text += field.value().get_string().value();
      }
    }
  }
}

void ReadField(std::string_view key, value from, Payment* payment) {
  if (key == "bank_reference") return Copy(from, &payment->reference);
  if (key == "booking_date") return Copy(from, &payment->booked);
  if (key == "value_date") return Copy(from, &payment->value_day);
  if (key == "currency") return Copy(from, &payment->currency);
  if (key == "amount") return Copy(from, &payment->amount);
  if (key == "direction") return Copy(from, &payment->side);
  if (key == "payer") return ReadPayer(from.get_object(), payment);
  if (key == "text" || key == "references" || key == "advice") {
    ReadTexts(from, &payment->text);
  }
}

cashmatch::bench::Totals Read(const std::string&, std::string* bytes) {
  // Kept over files, as its users do: it owns buffers.
  static simdjson::ondemand::parser parser;
  std::vector<Payment> payments;
  auto stream = parser.iterate_many(bytes->data(), bytes->size(),
                                    simdjson::dom::DEFAULT_BATCH_SIZE);
  for (auto document : stream.value()) {
    Payment& payment = payments.emplace_back();
    for (auto field : document.get_object()) {
      const std::string_view key = field.unescaped_key();
      ReadField(key, field.value(), &payment);
    }
  }
  return cashmatch::bench::TotalsOf(payments);
}

}  // namespace

int main(int argc, char** argv) {
  return cashmatch::bench::ReaderMain(
      argc, argv,
      std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
          std::to_string(simdjson::SIMDJSON_VERSION_MINOR) + "." +
          std::to_string(simdjson::SIMDJSON_VERSION_REVISION),
      Read);
}
