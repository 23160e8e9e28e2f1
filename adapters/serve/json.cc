// SPDX-License-Identifier: Apache-2.0
// json.cc - simdjson reads, what is unknown is refused.
// Tested by tests/system/serve_test.py
#include "adapters/serve/json.h"

#include <simdjson.h>

#include <algorithm>

#include "adapters/read/finding.h"
#include "adapters/write/row.h"

namespace cashmatch::serve {
namespace {

using simdjson::dom::element;

bool ReadObject(const element& from, const std::vector<std::string>& names,
                Members* members, std::string* error) {
  simdjson::dom::object object;
  if (from.get_object().get(object) != simdjson::SUCCESS) {
    *error = "expected an object";
    return false;
  }
  for (const auto& [key, value] : object) {
    const std::string name(key);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      *error = "member " + Quote(name) + " is not known";
      return false;
    }
    std::string text;
    if (value.is_string()) {
      text = std::string_view(value.get_string());
    } else if (value.is_object() || value.is_array()) {
      *error = "member " + Quote(name) + ": expected a text or a number";
      return false;
    } else if (!value.is_null()) {
      text = simdjson::minify(value);
    }
    if (!members->emplace(name, std::move(text)).second) {
      *error = "member " + Quote(name) + " stands twice";
      return false;
    }
  }
  return true;
}

bool Parse(std::string_view json, simdjson::dom::parser* parser, element* root,
           std::string* error) {
  if (parser->parse(json.data(), json.size()).get(*root) == simdjson::SUCCESS) {
    return true;
  }
  *error = "no JSON";
  return false;
}

}  // namespace

void JsonObject::Name(std::string_view name) {
  out_ += out_.empty() ? '{' : ',';
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

JsonObject& JsonObject::Text(std::string_view name, std::string_view value) {
  Name(name);
  AppendJsonString(value, &out_);
  return *this;
}

JsonObject& JsonObject::TextIfAny(std::string_view name,
                                  std::string_view value) {
  return value.empty() ? *this : Text(name, value);
}

JsonObject& JsonObject::Number(std::string_view name, uint64_t value) {
  return Raw(name, std::to_string(value));
}

JsonObject& JsonObject::Flag(std::string_view name, bool value) {
  return Raw(name, value ? "true" : "false");
}

JsonObject& JsonObject::Raw(std::string_view name, std::string_view json) {
  Name(name);
  out_ += json;
  return *this;
}

JsonObject& JsonObject::Texts(std::string_view name,
                              const std::vector<std::string>& values) {
  std::vector<std::string> texts;
  for (const std::string& value : values) {
    AppendJsonString(value, &texts.emplace_back());
  }
  return Raw(name, JsonArray(texts));
}

std::string JsonObject::Take() { return out_.empty() ? "{}" : out_ + "}"; }

std::string JsonArray(const std::vector<std::string>& values) {
  std::string out = "[";
  for (const std::string& value : values) {
    if (out.size() > 1) out += ',';
    out += value;
  }
  return out + "]";
}

bool ReadMembers(std::string_view json, const std::vector<std::string>& names,
                 Members* members, std::string* error) {
  simdjson::dom::parser parser;
  element root;
  return Parse(json, &parser, &root, error) &&
         ReadObject(root, names, members, error);
}

bool ReadList(std::string_view json, std::string_view list,
              const std::vector<std::string>& names,
              std::vector<Members>* elements, std::string* error) {
  simdjson::dom::parser parser;
  element root;
  if (!Parse(json, &parser, &root, error)) return false;
  simdjson::dom::object object;
  simdjson::dom::array array;
  if (root.get_object().get(object) != simdjson::SUCCESS ||
      object.size() != 1 ||
      object[list].get_array().get(array) != simdjson::SUCCESS) {
    *error = "expected an object with the list '" + std::string(list) + "'";
    return false;
  }
  for (const element& one : array) {
    if (ReadObject(one, names, &elements->emplace_back(), error)) continue;
    *error = std::string(list) + " " + std::to_string(elements->size()) + ": " +
             *error;
    return false;
  }
  return true;
}

std::string_view At(const Members& members, std::string_view name) {
  const auto found = members.find(name);
  return found == members.end() ? std::string_view() : found->second;
}

}  // namespace cashmatch::serve
