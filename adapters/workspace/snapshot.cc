// SPDX-License-Identifier: Apache-2.0
// snapshot.cc - load, build, write.
// Tested by tests/system/snapshot_test.py
#include "adapters/workspace/snapshot.h"

#include <optional>

#include "adapters/bytes/whole_file.h"
#include "adapters/workspace/load.h"

namespace cashmatch {

Ending MakeSnapshot(const SnapshotRequest& request, const RunWatch& watch,
                    std::string* headline) {
  Rules rules;
  if (!LoadRules(request.rules, watch, &rules)) return Ending::kWrongUsage;
  const auto mappings = LoadMappings(request.mappings, watch);
  if (!mappings) return Ending::kWrongUsage;
  watch.Started(Stage::kBook);
  const std::optional<Book> book = LoadBook(
      request.open_items, request.customers, rules.policy, watch,
      [](OpenItemBlock*, CustomerBlock*) {}, *mappings);
  if (watch.Interrupted()) return Ending::kInterrupted;
  if (!book) return Ending::kFailed;
  watch.Started(Stage::kWrite);
  std::string error;
  const auto write = [&book](OutputFile* file) {
    book->WriteSnapshot([&](std::string_view bytes) { file->Append(bytes); });
  };
  if (!WriteWholeFile(request.out, request.overwrite, write, &error)) {
    watch.Fail(error);
    return Ending::kFailed;
  }
  *headline = std::to_string(book->item_count()) + " items of " +
              std::to_string(book->customer_count()) + " customers";
  return Ending::kDone;
}

}  // namespace cashmatch
