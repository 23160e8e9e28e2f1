// SPDX-License-Identifier: Apache-2.0
// book_input.cc - CSV or NDJSON.
// Tested by tests/unit/adapters/read/book_input/book_input_test.cc
#include "adapters/read/book_input/book_input.h"

#include <string_view>

#include "adapters/read/csv/customers.h"
#include "adapters/read/csv/open_items.h"
#include "adapters/read/ndjson/customers.h"
#include "adapters/read/ndjson/open_items.h"

namespace cashmatch {
namespace {

/// An array is JSON too; the reader says that it wants an object a line. The
/// zeros are those of UTF-16, and the other bytes of byte order marks.
bool IsJson(std::string_view bytes) {
  constexpr std::string_view kBefore("\xEF\xBB\xBF\xFE\xFF \t\r\n\0", 10);
  const size_t first = bytes.find_first_not_of(kBefore);
  return first != std::string_view::npos &&
         (bytes[first] == '{' || bytes[first] == '[');
}

}  // namespace

void ReadOpenItems(const Source& source, const Policy* policy,
                   OpenItemBlock* block, Findings* findings) {
  if (IsJson(source.bytes)) {
    ReadOpenItemsNdjson(source, policy, block, findings);
  } else {
    ReadOpenItemsCsv(source, policy, block, findings);
  }
}

void ReadOpenItems(const Source& source, const Policy* policy,
                   PackedItems* packed, Findings* findings) {
  if (IsJson(source.bytes)) {
    ReadOpenItemsNdjson(source, policy, packed, findings);
  } else {
    ReadOpenItemsCsv(source, policy, packed, findings);
  }
}

void ReadCustomers(const Source& source, CustomerBlock* block,
                   Findings* findings) {
  if (IsJson(source.bytes)) {
    ReadCustomersNdjson(source, block, findings);
  } else {
    ReadCustomersCsv(source, block, findings);
  }
}

}  // namespace cashmatch
