// SPDX-License-Identifier: Apache-2.0
// pages.h - a part of an NDJSON table: from a cursor, filtered, as asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/serve/message.h"
#include "adapters/write/row.h"

namespace cashmatch::serve {

struct PageRequest {
  uint64_t cursor = 0;  // a byte where a row begins
  size_t limit = 1000;  // rows
  std::vector<std::pair<std::string, std::string>> filters;  // column, value
};

/// Reads cursor, limit (1 to 100,000) and filters out of a query.
/// Errors: false, with `*error` told.
bool ReadPageRequest(const Request& request, PageRequest* page,
                     std::string* error);

struct Page {
  std::string rows;
  uint64_t next = 0;  // the cursor that goes on
  bool more = false;
};

/// Takes a page of a table. As CSV it begins with the header; cells that a
/// spreadsheet would run as a formula are defused, amounts are not altered.
/// Errors: false if no row begins at the cursor.
/// Cost: linear in the rows looked at.
bool TakePage(std::string_view ndjson, const PageRequest& request,
              TableFormat format, Page* page);

}  // namespace cashmatch::serve
