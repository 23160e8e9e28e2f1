// SPDX-License-Identifier: Apache-2.0
// posting_decision.cc - postings and answers to JSON and back.
// Tested by tests/unit/adapters/ledger/ledger_test.cc
#include "adapters/ledger/posting_decision.h"

#include <simdjson.h>

#include "adapters/write/row.h"

namespace cashmatch {
namespace {

using Object = simdjson::dom::object;

/// Gives `take` the object in `json`; false, with `*error` told, if `take` is.
template <class Take>
bool WithObject(std::string_view json, std::string* error, Take take) {
  simdjson::dom::parser parser;
  Object object;
  if (parser.parse(json.data(), json.size()).get_object().get(object) ==
          simdjson::SUCCESS &&
      take(object)) {
    return true;
  }
  *error = "a posting or an answer that cannot be read";
  return false;
}

std::string TextOf(Object object, std::string_view name) {
  std::string_view text;
  return object[name].get_string().get(text) == simdjson::SUCCESS
             ? std::string(text)
             : std::string();
}

}  // namespace

std::string ToJson(const PostedDecision& decision) {
  std::string json = "{";
  if (!decision.cash.empty()) {
    json += "\"cash\":";
    AppendJsonString(decision.cash, &json);
    json += ',';
  }
  json += "\"applications\":[";
  for (const std::string& id : decision.applications) {
    if (json.back() != '[') json += ',';
    AppendJsonString(id, &json);
  }
  return json + "]}";
}

std::string ToJson(const AnsweredDecision& decision) {
  std::string json =
      decision.accepted ? "{\"answer\":\"ok\"" : "{\"answer\":\"rejected\"";
  if (!decision.reason.empty()) {
    json += ",\"reason\":";
    AppendJsonString(decision.reason, &json);
  }
  return json + "}";
}

bool FromJson(std::string_view json, PostedDecision* decision,
              std::string* error) {
  return WithObject(json, error, [decision](Object object) {
    decision->cash = TextOf(object, "cash");
    simdjson::dom::array ids;
    if (object["applications"].get_array().get(ids) != simdjson::SUCCESS) {
      return false;
    }
    for (const simdjson::dom::element one : ids) {
      std::string_view id;
      if (one.get_string().get(id) != simdjson::SUCCESS) return false;
      decision->applications.emplace_back(id);
    }
    return true;
  });
}

bool FromJson(std::string_view json, AnsweredDecision* decision,
              std::string* error) {
  return WithObject(json, error, [decision](Object object) {
    const std::string answer = TextOf(object, "answer");
    decision->accepted = answer == "ok";
    decision->reason = TextOf(object, "reason");
    return decision->accepted || answer == "rejected";
  });
}

std::string CashPostingId(std::string_view receipt, uint32_t turn) {
  return std::string(receipt) + "/" + std::to_string(turn) + "/cash";
}

}  // namespace cashmatch
