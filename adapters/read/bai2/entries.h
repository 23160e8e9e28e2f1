// SPDX-License-Identifier: Apache-2.0
// entries.h - records 03 and 16 as values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/read/bai2/fields.h"
#include "adapters/read/bai2/records.h"
#include "adapters/read/bai2/type_codes.h"
#include "adapters/read/finding.h"
#include "engine/base/currency.h"
#include "engine/base/date.h"

namespace cashmatch::bai2 {

/// Something wrong inside a record; the path is added by whoever knows it.
/// Code, expected and done are literals.
struct Fault {
  std::string_view code;
  Severity severity = Severity::kWarning;
  uint32_t line = 0;
  std::string found;
  std::string_view expected;
  std::string_view done;
};
using Faults = std::vector<Fault>;

/// What is said of an oddity.
Fault FaultOf(const OddityAt& odd);

/// A balance or total of a record 03.
struct SummaryLine {
  TypeCode type = kNoTypeCode;
  BaiAmount amount;
};

/// A record 03. The currency is the account's own or the group's.
struct AccountRecord {
  std::string_view number;
  Currency currency = Currency::kNone;  // kNone: no ISO 4217 code, a fault
  std::vector<SummaryLine> summaries;
};

/// A record 16. Texts lie in the vector that was given to ReadDetail.
struct Detail {
  uint64_t offset = 0;
  uint32_t line = 0;
  uint32_t number = 0;  // in its account, from 1
  TypeCode type = kNoTypeCode;
  BaiAmount amount;
  Day value_date = kNoDay;  // of funds type V; else the group's day holds
  std::string_view bank_reference;
  std::string_view customer_reference;
  uint32_t texts_first = 0, texts_count = 0;
  std::string_view held;  // the code of the finding that keeps it back
};

/// Quotes a field that is no amount. A long one may be an account that slid
/// there: only its end is shown.
std::string QuoteField(std::string_view text);

/// Reads a currency field: empty is `inherited`, unknown is kNone and a fault.
Currency ReadCurrency(std::string_view text, Currency inherited, uint32_t line,
                      Faults* faults);

/// Reads an account record. `inherited` is the group's currency.
void ReadAccountRecord(const Record& record, Currency inherited, bool decimals,
                       AccountRecord* account, Faults* faults);

/// Reads a detail record of an account in `currency`.
Detail ReadDetail(const Record& record, Currency currency, bool decimals,
                  std::vector<std::string_view>* texts, Faults* faults);

}  // namespace cashmatch::bai2
