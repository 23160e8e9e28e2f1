// SPDX-License-Identifier: Apache-2.0
// object_line.cc - kinds of JSON values as cells.
// Tested by tests/unit/adapters/read/ndjson/open_items_test.cc
//
// After an error simdjson's on-demand iterator must not be touched again, so
// that every step returns false at once; a value that is only of the wrong kind
// is noted and passed over.
#include "adapters/read/ndjson/object_line.h"

#include <algorithm>

namespace cashmatch {
namespace {

using simdjson::ondemand::json_type;

constexpr size_t kUnknownMost = 64;  // of hostile files not more are kept

/// A JSON number by RFC 8259 section 6; on-demand parsing has not checked it.
bool IsNumber(std::string_view text) {
  size_t at = 0;
  const auto digits = [&] {
    const size_t first = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - first;
  };
  const auto is = [&](char a, char b) {
    return at < text.size() && (text[at] == a || text[at] == b);
  };
  if (is('-', '-')) ++at;
  const size_t first = at;
  const size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
  if (is('.', '.')) {
    ++at;
    if (digits() == 0) return false;
  }
  if (is('e', 'E')) {
    ++at;
    if (is('+', '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

std::string_view TrimRight(std::string_view token) {
  return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

size_t ObjectLineReader::ColumnOf(std::string_view name) {
  const size_t next = last_column_ + 1 < columns_.size() ? last_column_ + 1 : 0;
  const size_t column =
      columns_[next].name == name ? next : FindColumn(columns_, name);
  if (column != kNoColumn) last_column_ = column;
  return column;
}

bool ObjectLineReader::Refuse(size_t column, std::string_view found,
                              std::string_view expected) {
  refused_ = true;
  if (Finding* const f = findings_.Add("NDJSON-FIELD", Severity::kRejected,
                                       place_, columns_[column].name)) {
    f->found = found;
    f->expected = expected;
  }
  return true;
}

/// Takes a text as it stands, or unescaped into the arena.
bool ObjectLineReader::ReadText(Value value, size_t column,
                                std::string_view* text) {
  const std::string_view token = TrimRight(value.raw_json_token());
  if (token.find('\\') == std::string_view::npos && token.size() >= 2 &&
      token.back() == '"') {
    *text = token.substr(1, token.size() - 2);
    return true;
  }
  std::string_view unescaped;
  if (value.get_string().get(unescaped) != simdjson::SUCCESS) return false;
  if (unescaped.find('\0') != std::string_view::npos) {
    return Refuse(column, "a NUL character", "text");
  }
  *text = arena_.Keep(unescaped);
  return true;
}

bool ObjectLineReader::ReadNumber(Value value, size_t column,
                                  std::string_view* text) {
  const std::string_view token = TrimRight(value.raw_json_token());
  if (!IsNumber(token)) return Refuse(column, Quote(token), "a JSON number");
  *text = token;
  return true;
}

bool ObjectLineReader::ReadList(Value value, size_t column) {
  if (!columns_[column].list) {
    return Refuse(column, "a list", "a text or a number");
  }
  simdjson::ondemand::array list;
  if (value.get_array().get(list) != simdjson::SUCCESS) return false;
  std::string joined;
  for (auto element : list) {
    Value part;
    std::string_view text;
    json_type type;
    if (element.get(part) != simdjson::SUCCESS ||
        part.type().get(type) != simdjson::SUCCESS) {
      return false;
    }
    if (type == json_type::string) {
      if (!ReadText(part, column, &text)) return false;
    } else if (type != json_type::number) {
      Refuse(column, "a list of other things than texts", "a list of texts");
      continue;
    } else if (!ReadNumber(part, column, &text)) {
      return false;
    }
    if (text.find('|') != std::string_view::npos) {
      Refuse(column, Quote(text), "no '|' inside a text of a list");
    }
    if (!joined.empty()) joined += '|';
    joined += text;
  }
  cells_[column] = arena_.Keep(joined);
  return true;
}

bool ObjectLineReader::ReadValue(Value value, size_t column) {
  json_type type;
  if (value.type().get(type) != simdjson::SUCCESS) return false;
  switch (type) {
    case json_type::string:
      return ReadText(value, column, &cells_[column]);
    case json_type::number:
      return ReadNumber(value, column, &cells_[column]);
    case json_type::array:
      return ReadList(value, column);
    case json_type::null:
      if (TrimRight(value.raw_json_token()) != "null") return false;
      return true;
    case json_type::boolean:
      return Refuse(column, Quote(TrimRight(value.raw_json_token())),
                    "a text or a number");
    case json_type::object:
      return Refuse(column, "an object", "a text or a number");
  }
  return false;
}

bool ObjectLineReader::ReadMember(simdjson::ondemand::field* member) {
  std::string_view name;
  if (member->unescaped_key().get(name) != simdjson::SUCCESS) return false;
  const size_t column = ColumnOf(name);
  if (column == kNoColumn) {
    if (unknown_.size() < kUnknownMost && !unknown_.contains(name)) {
      unknown_.emplace(name);
    }
    return true;
  }
  if (seen_[column] != 0) {
    return Refuse(column, "this member twice", "each member once");
  }
  seen_[column] = 1;
  return ReadValue(member->value(), column);
}

bool ObjectLineReader::ReadObject(simdjson::ondemand::document* document) {
  simdjson::ondemand::object object;
  if (document->get_object().get(object) != simdjson::SUCCESS) return false;
  for (auto result : object) {
    simdjson::ondemand::field member;
    if (std::move(result).get(member) != simdjson::SUCCESS) return false;
    if (!ReadMember(&member)) return false;
  }
  // Nothing may follow the object.
  return document->current_location().error() == simdjson::OUT_OF_BOUNDS;
}

bool ObjectLineReader::Read(std::string_view line, RowPlace place) {
  place_ = place;
  refused_ = false;
  last_column_ = columns_.size() - 1;
  std::fill(cells_.begin(), cells_.end(), std::string_view());
  std::fill(seen_.begin(), seen_.end(), 0);
  simdjson::ondemand::document document;
  const bool good =
      line.size() <= kLineBytesMax &&
      parser_.iterate(simdjson::padded_string_view(
                          line.data(), line.size(),
                          line.size() + simdjson::SIMDJSON_PADDING))
              .get(document) == simdjson::SUCCESS &&
      ReadObject(&document);
  if (good) return !refused_;
  if (Finding* const f =
          findings_.Add("NDJSON-JSON", Severity::kRejected, place)) {
    f->found = Quote(line);
    f->expected = "one JSON object a line";
  }
  return false;
}

}  // namespace cashmatch
