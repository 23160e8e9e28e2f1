// SPDX-License-Identifier: Apache-2.0
// retotal.cc - sums before and after, and the trailers moved by the difference.
// Tested by tests/fuzz/records_test.cc.
#include "tests/fuzz/retotal.h"

#include <charconv>
#include <cstdint>
#include <vector>

namespace cashmatch::fuzz {
namespace {

struct Sums {
  int64_t amount = 0, records = 0;
};

bool ReadNumber(std::string_view text, int64_t* number) {
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, *number);
  return read.ec == std::errc() && read.ptr == end &&
         *number > -(int64_t{1} << 56) && *number < (int64_t{1} << 56);
}

std::string_view In(std::string_view text, Part part) {
  return text.substr(part.first, part.count);
}

Sums SumsOf(Form form, std::string_view text,
            const std::vector<Part>& records) {
  Sums sums;
  std::vector<Part> fields;
  for (const Part record : records) {
    const std::string_view line = In(text, record);
    sums.records += line.size() > 2;
    if (form != Form::kCommas || !line.starts_with("16,")) continue;
    fields.clear();
    Fields(form, text, record, &fields);
    int64_t amount = 0;
    if (fields.size() > 2 && ReadNumber(In(text, fields[2]), &amount)) {
      sums.amount += amount;
    }
  }
  return sums;
}

/// Adds to field `index` of the last record that begins with `code`.
void AddTo(Form form, std::string_view code, size_t index, int64_t change,
           std::string* text) {
  std::vector<Part> records, fields;
  Records(form, *text, &records);
  for (size_t i = records.size(); change != 0 && i > 0; --i) {
    if (!In(*text, records[i - 1]).starts_with(code)) continue;
    Fields(form, *text, records[i - 1], &fields);
    if (index >= fields.size()) return;
    std::string_view value = In(*text, fields[index]);
    const bool ends = value.ends_with('/');
    if (ends) value.remove_suffix(1);
    int64_t number = 0;
    if (!ReadNumber(value, &number)) return;
    text->replace(fields[index].first, value.size(),
                  std::to_string(number + change));
    return;
  }
}

}  // namespace

void Retotal(Form form, std::string_view honest, std::string* text) {
  const bool bai2 = form == Form::kCommas && honest.starts_with("01,");
  if (!bai2 && form != Form::kSegments) return;
  std::vector<Part> before, after;
  Records(form, honest, &before);
  Records(form, *text, &after);
  const Sums was = SumsOf(form, honest, before);
  const Sums is = SumsOf(form, *text, after);
  const int64_t records = is.records - was.records;
  if (!bai2) return AddTo(form, "SE", 1, records, text);
  for (const std::string_view code : {"49,", "98,", "99,"}) {
    AddTo(form, code, 1, is.amount - was.amount, text);
    AddTo(form, code, code == "49," ? 2 : 3, records, text);
  }
}

}  // namespace cashmatch::fuzz
