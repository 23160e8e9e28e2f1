// SPDX-License-Identifier: Apache-2.0
// book_decision.cc - a load to JSON and back.
// Tested by tests/unit/adapters/ledger/ledger_test.cc
#include "adapters/ledger/book_decision.h"

#include <simdjson.h>

#include "adapters/write/row.h"

namespace cashmatch {

std::string ToJson(const BookDecision& decision) {
  std::string json = "{\"mode\":";
  AppendJsonString(decision.snapshot ? "snapshot" : "delta", &json);
  const auto add = [&json](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    json += ",\"";
    json += name;
    json += "\":";
    AppendJsonString(value, &json);
  };
  add("as_of", FormatDay(decision.as_of));
  add("items", decision.items_sha256);
  add("customers", decision.customers_sha256);
  add("posted", decision.posted_sha256);
  return json + "}";
}

bool FromJson(std::string_view json, BookDecision* decision,
              std::string* error) {
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(json.data(), json.size()).get_object().get(object) !=
      simdjson::SUCCESS) {
    *error = "load without an object";
    return false;
  }
  const auto text = [&object](std::string_view name) {
    std::string_view value;
    return object[name].get_string().get(value) == simdjson::SUCCESS
               ? std::string(value)
               : std::string();
  };
  const std::string mode = text("mode");
  decision->snapshot = mode == "snapshot";
  decision->as_of = ParseIsoDay(text("as_of")).value_or(kNoDay);
  decision->items_sha256 = text("items");
  decision->customers_sha256 = text("customers");
  decision->posted_sha256 = text("posted");
  if (decision->items_sha256.empty() ||
      (mode != "snapshot" && mode != "delta")) {
    *error = "load without items or mode";
    return false;
  }
  return true;
}

}  // namespace cashmatch
