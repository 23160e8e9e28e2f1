// SPDX-License-Identifier: Apache-2.0
// line_fields.h - typed values of one JSON line, with what is wrong in them.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/money.h"

namespace cashmatch {

/// Something in a line that cannot be taken as it stands.
struct LineFault {
  std::string code;             // "NDJSON-AMOUNT"
  std::string field;            // "advice.paid"
  std::string found, expected;  // for the message
  std::string done;  // what a warning did; empty: the receipt is held
};

/// Reads values of the line at hand. Null and an empty text are absent values
/// and leave the target as it is; a value of a wrong kind is a fault; broken
/// JSON sets broken() and ends the line.
/// Lifetime: texts live until the parser gets its next line.
class LineFields {
 public:
  using Object = simdjson::ondemand::object;
  using Value = simdjson::ondemand::value;
  /// So many unknown members are named.
  static constexpr size_t kUnknownMost = 8;

  void StartLine() {
    faults_.clear();
    broken_ = false;
  }

  /// Calls visit(key, value) for every member of an object.
  template <class Visit>
  void ForEachMember(Object object, Visit visit);
  /// The same for a value that should be an object, an item of a list.
  template <class Visit>
  void ForEachMember(Value value, std::string_view field, Visit visit);
  template <class Visit>
  void ForEachItem(Value value, std::string_view field, Visit visit);

  void Text(Value value, std::string_view field, std::string_view* text);
  void Flag(Value value, std::string_view field, bool* flag);
  void Count(Value value, std::string_view field, uint32_t* count);
  void Date(Value value, std::string_view field, Day* day);
  /// A decimal number as it is written: a text or a JSON number.
  void Decimal(Value value, std::string_view field, std::string_view* text);
  void Amount(Value value, std::string_view field, Currency currency,
              Minor* amount);
  void SetAmount(std::string_view text, std::string_view field,
                 Currency currency, Minor* amount);

  /// Notes a member that the contract does not know.
  void Unknown(std::string_view group, std::string_view key);
  void Fault(std::string_view code, std::string_view field,
             std::string_view found, std::string_view expected,
             std::string_view done = {});

  void Break() { broken_ = true; }
  bool broken() const { return broken_; }
  bool HasFault(std::string_view field) const;
  const std::vector<LineFault>& faults() const { return faults_; }
  /// The first few unknown members, over all lines.
  const std::vector<std::string>& unknown() const { return unknown_; }

 private:
  bool IsNull(Value value);
  /// Tells a value of a wrong kind, which can be passed over, from broken JSON,
  /// after which simdjson's iterator must not be touched any more.
  void Failed(simdjson::error_code error, Value value, std::string_view field,
              std::string_view expected);

  std::vector<LineFault> faults_;
  std::vector<std::string> unknown_;
  bool broken_ = false;
};

template <class Visit>
void LineFields::ForEachMember(Object object, Visit visit) {
  for (auto member : object) {
    std::string_view key;
    Value value;
    broken_ = member.unescaped_key().get(key) != simdjson::SUCCESS ||
              member.value().get(value) != simdjson::SUCCESS;
    if (!broken_) visit(key, value);
    if (broken_) return;
  }
}

template <class Visit>
void LineFields::ForEachMember(Value value, std::string_view field,
                               Visit visit) {
  if (IsNull(value)) return;
  Object object;
  const simdjson::error_code error = value.get_object().get(object);
  if (error != simdjson::SUCCESS) {
    return Failed(error, value, field, "an object");
  }
  ForEachMember(object, visit);
}

template <class Visit>
void LineFields::ForEachItem(Value value, std::string_view field, Visit visit) {
  if (IsNull(value)) return;
  simdjson::ondemand::array array;
  const simdjson::error_code error = value.get_array().get(array);
  if (error != simdjson::SUCCESS) {
    return Failed(error, value, field, "a list");
  }
  for (auto item : array) {
    Value element;
    broken_ = item.get(element) != simdjson::SUCCESS;
    if (!broken_) visit(element);
    if (broken_) return;
  }
}

}  // namespace cashmatch
