// SPDX-License-Identifier: Apache-2.0
// mapped_csv.cc - which reader the rows of a mapping are for.
// Tested by tests/unit/adapters/read/mapped_csv/mapped_csv_test.cc
#include "adapters/read/mapped_csv/mapped_csv.h"

#include "adapters/read/held_whole.h"
#include "adapters/read/mapped_csv/advice.h"
#include "adapters/read/mapped_csv/payouts.h"
#include "adapters/read/mapped_csv/rows.h"
#include "adapters/read/mapped_csv/statement.h"
#include "engine/base/check.h"

namespace cashmatch {

void ReadMappedCsv(const Source& source, const CsvMapping& mapping,
                   const ReadOptions& options, BankFile* file) {
  CASHMATCH_CHECK(mapping.kind != MappingKind::kOpenItems);
  file->summary.format = "csv";
  file->summary.version = mapping.name;
  if (!mapping.encoding.empty()) file->summary.encoding = mapping.encoding;
  if (RefuseLarge(source, kHeldWhole, options, file)) return;
  TextArena arena;
  MappedRows rows(source, mapping, Severity::kHeld, &arena,
                  [&](Finding finding) {
                    AddFinding(std::move(finding), false, options, file);
                  });
  switch (mapping.kind) {
    case MappingKind::kStatement:
      ReadStatementRows(source, mapping, &rows, file);
      break;
    case MappingKind::kPayouts:
      ReadPayoutRows(source, mapping, &rows, file);
      break;
    case MappingKind::kAdvice:
      ReadAdviceRows(source, mapping, &rows, file);
      break;
    case MappingKind::kOpenItems:
      break;
  }
  if (rows.ok() && rows.rows() == 0) {
    rows.Report("CSV-EMPTY", Severity::kWarning, {}, "no rows", "rows to read",
                "nothing in it");
  }
  FinishBankFile(file);
}

}  // namespace cashmatch
