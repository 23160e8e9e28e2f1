// SPDX-License-Identifier: Apache-2.0
// file_decision.cc - a received file to JSON and back.
// Tested by tests/unit/adapters/ledger/file_decision_test.cc
#include "adapters/ledger/file_decision.h"

#include <simdjson.h>

#include "adapters/write/row.h"

namespace cashmatch {
namespace {

using Object = simdjson::dom::object;

void AppendText(std::string_view name, std::string_view value,
                std::string* json) {
  if (value.empty()) return;
  *json += json->back() == '{' ? "\"" : ",\"";
  *json += name;
  *json += "\":";
  AppendJsonString(value, json);
}

void AppendNumber(std::string_view name, uint64_t value, std::string* json) {
  if (value == 0) return;
  *json += ",\"";
  *json += name;
  *json += "\":" + std::to_string(value);
}

template <class List, class Append>
void AppendList(std::string_view name, const List& list, Append append,
                std::string* json) {
  if (list.empty()) return;
  *json += ",\"";
  *json += name;
  *json += "\":";
  char before = '[';
  for (const auto& one : list) {
    *json += before;
    before = ',';
    append(one);
  }
  *json += ']';
}

void AppendEnds(const StatementEnds& ends, std::string* json) {
  *json += '{';
  AppendText("account", ends.account, json);
  AppendText("currency", CodeOf(ends.currency), json);
  AppendText("day", FormatDay(ends.day), json);
  AppendText("opening", FormatMoney(ends.opening, ends.currency), json);
  AppendText("closing", FormatMoney(ends.closing, ends.currency), json);
  AppendNumber("line", ends.line, json);
  AppendNumber("number", ends.number, json);
  *json += '}';
}

std::string_view TextOf(Object object, std::string_view name) {
  std::string_view text;
  return object[name].get_string().get(text) == simdjson::SUCCESS
             ? text
             : std::string_view();
}

uint64_t NumberOf(Object object, std::string_view name) {
  uint64_t number = 0;
  return object[name].get_uint64().get(number) == simdjson::SUCCESS ? number
                                                                    : 0;
}

std::vector<std::string> TextsOf(Object object, std::string_view name) {
  std::vector<std::string> texts;
  simdjson::dom::array array;
  if (object[name].get_array().get(array) != simdjson::SUCCESS) return texts;
  for (const simdjson::dom::element element : array) {
    std::string_view text;
    if (element.get_string().get(text) == simdjson::SUCCESS) {
      texts.emplace_back(text);
    }
  }
  return texts;
}

bool ReadEnds(Object object, StatementEnds* ends) {
  const auto currency = ParseCurrency(TextOf(object, "currency"));
  if (!currency) return false;
  const ParsedAmount opening =
      ParseDecimal(TextOf(object, "opening"), ExponentOf(*currency));
  const ParsedAmount closing =
      ParseDecimal(TextOf(object, "closing"), ExponentOf(*currency));
  ends->account = TextOf(object, "account");
  ends->currency = *currency;
  ends->day = ParseIsoDay(TextOf(object, "day")).value_or(kNoDay);
  ends->opening = opening.minor;
  ends->closing = closing.minor;
  ends->line = static_cast<uint32_t>(NumberOf(object, "line"));
  ends->number = NumberOf(object, "number");
  return opening.ok() && closing.ok() && ends->day != kNoDay;
}

/// Files that were received before parts were compared have none.
void ReadParts(Object object, std::map<std::string, std::string>* parts) {
  simdjson::dom::array list;
  if (object["parts"].get_array().get(list) != simdjson::SUCCESS) return;
  for (const simdjson::dom::element pair : list) {
    std::string_view id, content;
    if (pair.at(0).get_string().get(id) == simdjson::SUCCESS &&
        pair.at(1).get_string().get(content) == simdjson::SUCCESS) {
      parts->emplace(id, content);
    }
  }
}

}  // namespace

std::string ToJson(const FileDecision& decision) {
  std::string json = "{";
  AppendText("name", decision.name, &json);
  AppendText("format", decision.format, &json);
  AppendText("status", decision.status, &json);
  if (decision.advice_only) AppendText("role", "advice", &json);
  AppendNumber("advice", decision.advice, &json);
  const auto text = [&json](const std::string& one) {
    AppendJsonString(one, &json);
  };
  AppendList("advice_ids", decision.advice_ids, text, &json);
  AppendList("mappings", decision.mappings, text, &json);
  AppendList("duplicates", decision.duplicates, text, &json);
  AppendList(
      "ends", decision.ends,
      [&json](const StatementEnds& one) { AppendEnds(one, &json); }, &json);
  AppendList(
      "parts", decision.parts,
      [&json](const auto& one) {
        json += '[';
        AppendJsonString(one.first, &json);
        json += ',';
        AppendJsonString(one.second, &json);
        json += ']';
      },
      &json);
  return json + "}";
}

bool FromJson(std::string_view json, FileDecision* decision,
              std::string* error) {
  simdjson::dom::parser parser;
  Object object;
  if (parser.parse(json.data(), json.size()).get_object().get(object) !=
      simdjson::SUCCESS) {
    *error = "file without an object";
    return false;
  }
  decision->name = TextOf(object, "name");
  decision->format = TextOf(object, "format");
  decision->status = TextOf(object, "status");
  decision->advice_only = TextOf(object, "role") == "advice";
  decision->advice = static_cast<uint32_t>(NumberOf(object, "advice"));
  decision->advice_ids = TextsOf(object, "advice_ids");
  decision->mappings = TextsOf(object, "mappings");
  decision->duplicates = TextsOf(object, "duplicates");
  ReadParts(object, &decision->parts);
  simdjson::dom::array ends;
  if (object["ends"].get_array().get(ends) != simdjson::SUCCESS) return true;
  for (const simdjson::dom::element element : ends) {
    Object one;
    if (element.get_object().get(one) != simdjson::SUCCESS ||
        !ReadEnds(one, &decision->ends.emplace_back())) {
      *error = "file with balances that cannot be read";
      return false;
    }
  }
  return true;
}

}  // namespace cashmatch
