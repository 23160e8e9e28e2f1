// SPDX-License-Identifier: Apache-2.0
// pages.cc - rows are lines; a filter looks at one cell.
// Tested by tests/unit/adapters/serve/pages_test.cc
#include "adapters/serve/pages.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/serve/routes.h"

namespace cashmatch::serve {
namespace {

constexpr size_t kLimitMax = 100'000;
constexpr std::array<std::string_view, 4> kFilters = {"status", "customer_id",
                                                      "rule", "receipt_id"};
/// Columns of free text: what stands in them may be defused.
constexpr std::array<std::string_view, 5> kTexts = {
    "explanation", "difference", "reason_code", "reference", "payer"};

bool ReadNumber(const std::string& text, uint64_t* number) {
  if (text.empty()) return true;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, *number);
  return fault == std::errc() && stop == end;
}

using Row = simdjson::dom::object;

std::string CellOf(const simdjson::dom::element& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return std::string(std::string_view(value));
  return simdjson::minify(value);
}

bool Passes(const Row& row, const PageRequest& request) {
  return std::all_of(request.filters.begin(), request.filters.end(),
                     [&row](const auto& one) {
                       simdjson::dom::element value;
                       return row[one.first].get(value) == simdjson::SUCCESS &&
                              CellOf(value) == one.second;
                     });
}

void AppendCsv(const Row& row, bool header, std::string* out) {
  bool first = true;
  for (const auto& [name, value] : row) {
    if (!first) out->push_back(',');
    first = false;
    if (header) {
      out->append(name);
      continue;
    }
    std::string cell = CellOf(value);
    const bool text =
        std::find(kTexts.begin(), kTexts.end(), name) != kTexts.end();
    if (text && !cell.empty() &&
        std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos) {
      cell.insert(0, 1, '\'');
    }
    AppendCsvCell(cell, out);
  }
  out->push_back('\n');
}

}  // namespace

bool ReadPageRequest(const Request& request, PageRequest* page,
                     std::string* error) {
  uint64_t limit = page->limit;
  if (!ReadNumber(request.At("limit"), &limit) || limit == 0 ||
      limit > kLimitMax) {
    *error = "limit: expected 1 to 100000";
    return false;
  }
  page->limit = static_cast<size_t>(limit);
  if (request.route->path.ends_with("{table}") &&
      !ReadNumber(request.At("cursor"), &page->cursor)) {
    *error = "cursor: not one of ours";
    return false;
  }
  for (const std::string_view name : kFilters) {
    const std::string& value = request.At(name);
    if (!value.empty()) page->filters.emplace_back(name, value);
  }
  return true;
}

bool TakePage(std::string_view ndjson, const PageRequest& request,
              TableFormat format, Page* page) {
  uint64_t at = request.cursor;
  if (at > ndjson.size() || (at > 0 && ndjson[at - 1] != '\n')) return false;
  simdjson::dom::parser parser;
  bool header = format == TableFormat::kCsv;
  const bool parses = header || !request.filters.empty();
  for (size_t taken = 0; at < ndjson.size() && taken < request.limit;) {
    const size_t end = std::min(ndjson.find('\n', at), ndjson.size() - 1) + 1;
    const std::string_view line = ndjson.substr(at, end - at);
    at = end;
    Row row;
    if (parses &&
        parser.parse(line.data(), line.size()).get(row) != simdjson::SUCCESS) {
      continue;
    }
    if (header) AppendCsv(row, true, &page->rows);
    header = false;
    if (parses && !Passes(row, request)) continue;
    if (format == TableFormat::kCsv) {
      AppendCsv(row, false, &page->rows);
    } else {
      page->rows += line;
    }
    ++taken;
  }
  page->next = at;
  page->more = at < ndjson.size();
  return true;
}

}  // namespace cashmatch::serve
